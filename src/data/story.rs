//! All tables of a story, read once, with every reference between them resolved.
//!
//! [`Story::read`] is the only way to make one: it takes the descriptor and the files of a data package and gives a
//! story and the list of what was odd. The embedded story and anybody's go through it alike.

use super::json::Json;
use super::lookup::Lookup;
use super::order::halved;
use super::packed::{Fields as _, Pass};
use super::{
    Actor, Bulletin, Day, Discrepancy, Election, ElectionKind, Event, EventCode, ExitPoll, Index, IndexValue,
    Lane, Observer, OddFigure, Problem, Quote, Region, RegionalTurnout, Resolution, Source, SourceIndex,
};

/// `datapackage.json`, as far as a page needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Descriptor {
    /// The package's name.
    pub name: String,
    /// The package's title.
    pub title: String,
    /// The licence of the tables: the first that the package names; may be empty.
    pub license: String,
    /// The language in which the story is to be told, its BCP 47 code; empty: English.
    pub language: String,
    /// The tables.
    pub resources: Vec<Resource>,
    /// What the page needs beyond the tables.
    pub ballotline: Page,
    /// Titles of resolutions in a few words, by symbol: for pictures without room for the whole.
    pub short_titles: Vec<(String, String)>,
    /// Spellings of one name each, in any language and script.
    pub spellings: Vec<Vec<String>>,
}

/// One table of the package.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// The table's name: `elections`, `results`, `events` …
    pub name: String,
    /// Its file, relative to the descriptor.
    pub path: String,
    /// Whether it may come after the first picture, when the package is read in a page.
    pub deferred: bool,
}

/// The property `ballotline` of the descriptor: what is shown of the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The story's country, ISO 3166-1 alpha-3.
    pub country: String,
    /// Key of the election the story is about.
    pub election: String,
    /// The figures, in reading order.
    pub figures: Vec<FigureText>,
    /// What the timeline opens with, on a wide page and on a narrow one.
    pub opening: Opening,
    /// The same for a page too narrow for lane names beside the lanes.
    pub opening_narrow: Opening,
    /// Ready-made windows of the timeline, in the order of their buttons.
    pub presets: Vec<Preset>,
    /// The steps of the tour, in their order.
    pub tour: Vec<TourStep>,
    /// Which event a quotation or a mission's verdict is, where no shared source says so: key of the one, key of the other.
    pub verdicts: Vec<(String, String)>,
    /// Text lines kept for labels above each lane's zero line, by lane key; three where a lane is not named.
    pub label_lines: Index<u32>,
    /// Names of countries that are no actors of the story, by code.
    pub countries: Vec<Actor>,
}

/// The written words of one figure; everything else in it is computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureText {
    /// `results`, `history`, `verdicts` or `timeline`.
    pub figure: String,
    /// The finding, as a headline.
    pub headline: String,
    /// Headline used while the timeline shows all years; empty: `headline`.
    pub headline_far: String,
}

/// A window of the timeline and an event chosen in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// First day, ISO; empty: the first day of the story.
    pub from: String,
    /// Last day, ISO; empty: the last day of the story.
    pub to: String,
    /// Key of the event whose card is open; empty: none.
    pub event: String,
}

/// A ready-made window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preset {
    /// Word used in links.
    pub key: String,
    /// The button's text.
    pub label: String,
    /// The button's text on a narrow page; empty: `label`.
    pub label_narrow: String,
    /// First day, ISO; empty: the first day of the story.
    pub from: String,
    /// Last day, ISO; empty: the last day of the story.
    pub to: String,
}

/// The text of one file of a package.
#[derive(Clone, Debug, PartialEq)]
pub enum FileText {
    /// It is here.
    Here(String),
    /// It comes later; what it would say is not known yet, and nothing is odd about that.
    Later,
    /// It could not be had.
    Missing,
}

/// A descriptor and its files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Package {
    /// The descriptor.
    pub descriptor: Descriptor,
    /// The text of each file by its path. A path that is not here counts as missing.
    pub files: Index<FileText>,
}

/// A table that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableRead {
    /// Its name in the package.
    pub name: String,
    /// Its file, relative to the descriptor.
    pub path: String,
    /// Its rows, those that were left out among them.
    pub rows: usize,
}

/// A story, valid once built. Vectors that other rows point into are never reordered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// What is shown of the tables.
    pub page: Page,
    /// The package's title.
    pub title: String,
    /// The licence of the tables, as the package names it; empty: none is named.
    pub license: String,
    /// All elections in the table's order.
    pub elections: Vec<Election>,
    /// Index of the election the story is about; `None` if it has none.
    pub election: Option<usize>,
    /// The map's regions.
    pub regions: Vec<Region>,
    /// Turnout by region.
    pub regional: Vec<RegionalTurnout>,
    /// Turnout through the day.
    pub bulletins: Vec<Bulletin>,
    /// Polls.
    pub exit_polls: Vec<ExitPoll>,
    /// Missions.
    pub observers: Vec<Observer>,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Conflicting figures.
    pub discrepancies: Vec<Discrepancy>,
    /// Figures of elections and their options about which something is odd.
    pub odd_figures: Vec<OddFigure>,
    /// Indices of democracy.
    pub indices: Vec<IndexValue>,
    /// Spellings of one name each, as a search compares them: whoever asks for one finds the others.
    pub spellings: Vec<Vec<String>>,
    /// The language of events' titles and summaries: the story's own where the table has them in it, else English.
    pub events_language: String,
    /// The same of missions' verdicts.
    pub observers_language: String,
    /// Lanes in their order on the page.
    pub lanes: Vec<Lane>,
    /// Actors.
    pub actors: Vec<Actor>,
    /// CAMEO codes.
    pub codes: Vec<EventCode>,
    /// Events by date, then by key.
    pub events: Vec<Event>,
    /// Codes of the states whose votes at the United Nations are in the table, in its order.
    pub voters: Vec<String>,
    /// Votes at the United Nations by date.
    pub resolutions: Vec<Resolution>,
    /// Sources, in the order in which rows first name them.
    pub sources: Vec<Source>,
    /// The tables in the order in which they were read.
    pub tables: Vec<TableRead>,
    /// Whether the table of sources has been read (else `known` is `None` in every source).
    pub sources_read: bool,
    /// What is found of events without walking them.
    pub lookup: Lookup,
}

/// A step of the tour through the timeline: what to look at, in words, and where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TourStep {
    /// What the step is about.
    pub title: String,
    /// Two sentences.
    pub text: String,
    /// First day, ISO; empty: the first day of the story.
    pub from: String,
    /// Last day, ISO; empty: the last day of the story.
    pub to: String,
    /// Key of the event whose card is open; empty: none.
    pub event: String,
    /// Tags of which an event must carry one, `,` between them; empty: any event.
    pub tags: String,
}

impl Descriptor {
    /// The descriptor in a value; what is missing or of another kind is empty.
    pub fn from_json(json: &Json) -> Descriptor {
        Descriptor::in_language(json, "")
    }

    /// The descriptor for a language: what stands under `ballotline.languages` and its code lies over what it has.
    pub fn in_language(json: &Json, language: &str) -> Descriptor {
        let told = json.get("ballotline").get("languages").get(language);
        let page = json.get("ballotline").under(told);
        let resources = json.list("resources").iter().map(|resource| Resource {
            name: resource.text("name"),
            path: resource.text("path"),
            deferred: *resource.get("deferred") == Json::Bool(true),
        });
        let short = page.get("short_titles");
        let short_titles = short.properties().iter().map(|(symbol, _)| (symbol.clone(), short.text(symbol)));
        let texts = |list: &Json| match list {
            Json::List(values) => values.iter().filter_map(Json::as_text).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        Descriptor {
            spellings: page.list("spellings").iter().map(texts).collect(),
            name: json.text("name"),
            title: Some(page.text("title"))
                .filter(|title| !title.is_empty())
                .unwrap_or_else(|| json.text("title")),
            license: json.list("licenses").first().map_or_else(String::new, |license| {
                Some(license.text("name"))
                    .filter(|name| !name.is_empty())
                    .unwrap_or_else(|| license.text("title"))
            }),
            language: language.to_owned(),
            resources: resources.collect(),
            ballotline: Page::from_json(&page),
            short_titles: short_titles.collect(),
        }
    }
}

impl Page {
    fn from_json(json: &Json) -> Page {
        let figures = json.list("figures").iter().map(|figure| FigureText {
            figure: figure.text("figure"),
            headline: figure.text("headline"),
            headline_far: figure.text("headline_far"),
        });
        let opening =
            |json: &Json| Opening { from: json.text("from"), to: json.text("to"), event: json.text("event") };
        let presets = json.list("presets").iter().map(|preset| Preset {
            key: preset.text("key"),
            label: preset.text("label"),
            label_narrow: preset.text("label_narrow"),
            from: preset.text("from"),
            to: preset.text("to"),
        });
        let tour = json.list("tour").iter().map(|step| TourStep {
            title: step.text("title"),
            text: step.text("text"),
            from: step.text("from"),
            to: step.text("to"),
            event: step.text("event"),
            tags: step.text("tags"),
        });
        let verdicts = json.list("verdicts").iter().map(|pair| (pair.text("said"), pair.text("event")));
        let label_lines = json.get("label_lines").properties().iter().map(|(lane, count)| match count {
            Json::Number(count) => (lane.clone(), *count as u32),
            _ => (lane.clone(), 0),
        });
        let countries = json.get("countries").properties().iter().map(|(code, name)| Actor {
            code: code.clone(),
            name: if let Json::Text(name) = name { name.clone() } else { code.clone() },
        });
        Page {
            country: json.text("country"),
            election: json.text("election"),
            figures: figures.collect(),
            opening: opening(json.get("opening")),
            opening_narrow: opening(json.get("opening_narrow")),
            presets: presets.collect(),
            tour: tour.collect(),
            verdicts: verdicts.collect(),
            label_lines: label_lines.collect(),
            countries: countries.collect(),
        }
    }
}

impl Story {
    /// Whether an election was for the office of the story's own, so that the two can stand on one line; of any office where the
    /// story has no election of its own or it is a referendum, which fills none.
    pub fn is_of_its_office(&self, election: &Election) -> bool {
        let own = self.election.and_then(|index| self.elections.get(index));
        own.is_none_or(|own| own.kind == ElectionKind::Referendum || own.office == election.office)
    }

    /// Reads a package: a story and everything that was odd about it, in the order of the descriptor's resources, then
    /// of lines. Never fails; a story of an empty package is empty.
    pub fn read(package: &Package) -> (Story, Vec<Problem>) {
        super::reader::read(package)
    }

    /// Passes over what the figures of elections need at once.
    pub fn election_fields<P: Pass>(&mut self, pass: &mut P) {
        self.page.fields(pass);
        self.title.fields(pass);
        self.license.fields(pass);
        self.elections.fields(pass);
        self.election.fields(pass);
        self.exit_polls.fields(pass);
        // Of conflicting figures, which figures they conflict with.
        let mut count = self.discrepancies.len();
        count.fields(pass);
        self.discrepancies.resize_with(count, Discrepancy::default);
        for own in &mut self.discrepancies {
            own.election.fields(pass);
            own.option_id.fields(pass);
            own.field.fields(pass);
        }
        self.odd_figures.fields(pass);
        self.actors.fields(pass);
        if let Some(own) = self.election.and_then(|index| self.elections.get_mut(index)) {
            own.note.fields(pass);
        }
    }

    /// Passes over what the other figures need at once. Of events' summaries these are the ones of cards that are open from the
    /// start.
    pub fn more_fields<P: Pass>(&mut self, pass: &mut P) {
        self.regions.fields(pass);
        self.regional.fields(pass);
        self.bulletins.fields(pass);
        self.observers.fields(pass);
        self.quotes.fields(pass);
        self.lanes.fields(pass);
        self.events_language.fields(pass);
        self.observers_language.fields(pass);
        self.events.fields(pass);
        // Of the codes, in their places, those that an event has.
        let mut count = self.codes.len();
        count.fields(pass);
        self.codes.resize_with(count, EventCode::default);
        for index in 0..count {
            if self.events.iter().any(|event| event.code == index) {
                self.codes[index].fields(pass);
            }
        }
        for opening in [&self.page.opening, &self.page.opening_narrow] {
            if let Some(event) = self.events.iter_mut().find(|event| event.id == opening.event) {
                event.summary.fields(pass);
            }
        }
        self.voters.fields(pass);
        self.resolutions.fields(pass);
    }

    /// Passes over what figures need later: what others published, what is told of events and in the tour, and the sources. Until
    /// then what rows name of them is not there. Tables that no figure draws stay where they were read.
    pub fn later_fields<P: Pass>(&mut self, pass: &mut P) {
        for step in &mut self.page.tour {
            step.text.fields(pass);
        }
        for (index, election) in self.elections.iter_mut().enumerate() {
            if self.election != Some(index) {
                election.note.fields(pass);
            }
            for option in &mut election.options {
                option.name_native.fields(pass);
                option.party.fields(pass);
                option.note.fields(pass);
            }
        }
        self.spellings.fields(pass);
        for event in &mut self.events {
            event.summary.fields(pass);
        }
        for own in &mut self.discrepancies {
            own.value.fields(pass);
            own.source.fields(pass);
            own.why_not_used.fields(pass);
        }
        self.sources.fields(pass);
        self.sources_read.fields(pass);
    }

    /// Name of the country the story is about, as its actors have it.
    pub fn country_name(&self) -> Option<&str> {
        let actor = self.actors.iter().find(|actor| actor.code == self.page.country)?;
        Some(&actor.name)
    }

    /// The event of a vote on a resolution: one of that day with the tag `unga`, of several the one that names most of the
    /// resolution's sources, of several such the first.
    pub fn event_of_vote(&self, resolution: &Resolution) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        let day = resolution.date;
        let first = halved(self.events.len(), &|at| self.events[at].date < day);
        let of_day = self.events[first..].iter().take_while(|event| event.date == day);
        for (index, event) in (first..).zip(of_day) {
            if event.has_tag("unga") {
                let shared =
                    event.sources.iter().filter(|source| resolution.sources.contains(source)).count();
                if best.is_none_or(|(most, _)| shared > most) {
                    best = Some((shared, index));
                }
            }
        }
        best.map(|(_, index)| index)
    }

    /// Name of a country: as an actor of the story, else as the descriptor has it, else its code.
    pub fn name_of_country<'a>(&'a self, code: &'a str) -> &'a str {
        let named = self.actors.iter().chain(&self.page.countries).find(|actor| actor.code == code);
        named.map_or(code, |actor| actor.name.as_str())
    }

    /// The source behind an index.
    pub fn source(&self, index: SourceIndex) -> Option<&Source> {
        self.sources.get(index.0 as usize)
    }

    /// First and last day with an event (its end counts), or `None` without events.
    pub fn extent(&self) -> Option<(Day, Day)> {
        let first = self.events.first()?.date;
        Some((first, self.lookup.last_day(&self.events)?))
    }

    /// The index of the lane with a key.
    pub fn lane_by_id(&self, id: &str) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.id == id)
    }

    /// The index of the event with a key.
    pub fn event_by_id(&self, id: &str) -> Option<usize> {
        self.lookup.event(&self.events, id)
    }
}
