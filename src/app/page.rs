//! The still page: figures with their first pictures and tables, and the numbers of its running text, as HTML text.
//!
//! Decides what stands in the page before any script runs. A picture is made at two or three widths; the style sheet shows the
//! one that fits, at the height the live picture will have, so that nothing moves when it takes over.

use std::rc::Rc;

use crate::analysis::contest::{Share, effective_number, invalid_share, line_shares, winner};
use crate::analysis::passing::Passing;
use crate::analysis::verdict::{Voice, verdicts};
use crate::data::{Election, Observer, ObserverKind, OptionKind, ShareBase, Source, Story, embedded};
use crate::layout::width_table::WidthTable;
use crate::scene::svg::{SvgOptions, to_svg};
use crate::words;
use crate::words::number::{decimal, percent, thousands};

use super::chrome::{self, Form};
use super::markup::{Element, element};
use super::picture::Chart;
use super::{Figure, Model, Reading, card};

/// Widths at which a figure's first picture is made, with the class that shows it.
fn widths(figure: Figure) -> &'static [(f64, &'static str)] {
    match figure {
        Figure::Timeline => &[(328.0, "bl-at-narrow"), (704.0, "bl-at-middle"), (1216.0, "bl-at-wide")],
        Figure::TurnoutMap => &[(328.0, "bl-at-narrow"), (704.0, "bl-at-middle"), (1216.0, "bl-at-wide")],
        Figure::UnVotes => &[(328.0, "bl-at-narrow"), (576.0, "bl-at-wide"), (896.0, "bl-at-broad")],
        Figure::Verdicts => &[(328.0, "bl-at-narrow"), (704.0, "bl-at-middle"), (896.0, "bl-at-wide")],
        _ => &[(328.0, "bl-at-narrow"), (576.0, "bl-at-wide")],
    }
}

/// The text of a placeholder of the page, or `None` for an unknown name: a figure (`results`, `history`, `timeline`), a list
/// (`notes`, `tables`, `skip`), a conflicting figure (`conflict:ada/votes/record-2022`) or a number (`share-valid`, `votes` …).
pub fn fill(name: &str, reading: &Rc<Reading>) -> Option<String> {
    reading.words.speak();
    match name {
        "notes" => Some(notes(reading).to_html()),
        "skip" => Some(skip(reading)),
        "tables" => Some(tables(reading).to_html()),
        "tour" => Some(tour(reading).to_html()),
        "record" => Some(record(reading).iter().map(Element::to_html).collect()),
        _ => match (Figure::from_key(name), name.strip_prefix("conflict:")) {
            (Some(figure), _) => Some(still(figure, reading)),
            (_, Some(key)) => conflict(&reading.story, key).map(|told| told.to_html()),
            _ => number(name, reading),
        },
    }
}

/// A figure as it stands in the page before any script: pictures for each width, then the table.
pub fn still(figure: Figure, reading: &Rc<Reading>) -> String {
    let mut out = String::new();
    for (width_px, class) in widths(figure) {
        let model = Model::new(Rc::clone(reading), figure, *width_px, "");
        let layout = model.layout(&WidthTable);
        let scene = model.scene(&layout, &WidthTable);
        let label = model.table().rows.first().map_or_else(String::new, |cells| cells.join(", "));
        let picture = to_svg(&scene, &SvgOptions::page(&label));
        let figure = chrome::figure(&model, &layout.chart, Form::Still { picture: &picture });
        out.push_str(&element("div").class(class).child(figure).to_html());
    }
    let model = Model::new(
        Rc::clone(reading),
        figure,
        1216.0,
        if figure == Figure::Timeline { ALL_YEARS } else { "" },
    );
    let layout = model.layout(&WidthTable);
    let mut once = element("div").class("bl-figure");
    if let Chart::Verdicts(series, _) = &layout.chart {
        once = once.child(chrome::verdicts::words(&model, series, false));
    }
    let once = once.child(chrome::ends(&model, &layout.chart, false));
    let table = element("details")
        .class("bl-table")
        .child(element("summary").text(words::figure::TABLE))
        .child(chrome::rows(&model, false));
    out.push_str(&once.to_html());
    out.push_str(&table.to_html());
    out
}

/// The pictures of a figure in the page, by the class that shows each, with the names of their marks: for tests that look for
/// a mark.
pub fn marked(figure: Figure, reading: &Rc<Reading>) -> Vec<(&'static str, String)> {
    let picture = |(width_px, class): &(f64, &'static str)| {
        let model = Model::new(Rc::clone(reading), figure, *width_px, "");
        let scene = model.scene(&model.layout(&WidthTable), &WidthTable);
        (*class, to_svg(&scene, &SvgOptions { names_marks: true, ..SvgOptions::page("") }))
    };
    widths(figure).iter().map(picture).collect()
}

/// The still table of the timeline holds every event, whatever window the picture shows.
const ALL_YEARS: &str = "from=0001-01-01&to=9999-12-31";

/// One number of the running text.
fn number(name: &str, reading: &Reading) -> Option<String> {
    let story = &reading.story;
    let election = story.elections.get(story.election?)?;
    let first = winner(election).and_then(|first| election.options.get(first));
    let votes = first.and_then(|first| first.votes);
    let earlier = |id: &str| story.elections.iter().find(|election| election.id == id);
    let write = |share: Option<Share>| Some(percent(share?.value()));
    // The winner's.
    let share_on = |election: &Election, base: ShareBase| Share::on_base(election, winner(election)?, base);
    let small = |count: usize| Some(words::small_number(count));
    let voices = || verdicts(story).voices;
    let missions = |is_coded: bool| {
        let is_counted = |voice: &&Voice| voice.observer.is_some() && (!is_coded || voice.event.is_some());
        small(voices().iter().filter(is_counted).count())
    };
    let own_regional = || story.regional.iter().filter(|row| Some(row.election) == story.election);
    match name {
        "winner" => Some(first.map_or(words::NONE_AHEAD.text(), |first| &first.name).to_string()),
        "date" => Some(words::long_date(election.date)),
        "share-valid" => write(share_on(election, ShareBase::Valid)),
        "share-cast" => write(share_on(election, ShareBase::Cast)),
        "share-registered" => write(share_on(election, ShareBase::Registered)),
        "votes" => votes.map(thousands),
        "turnout" => election.turnout_percent.map(percent),
        "turnout-abroad" => {
            own_regional().find(|row| row.region_id.ends_with("-ABROAD"))?.turnout_percent.map(percent)
        }
        // Units of the map with a turnout of their own.
        "units" => small(
            own_regional()
                .filter(|row| row.turnout_percent.is_some())
                .filter(|row| story.regions.iter().any(|region| region.id == row.region_id))
                .count(),
        ),
        "candidates" => {
            small(election.options.iter().filter(|option| option.kind == OptionKind::Candidate).count())
        }
        "lines" => small(election.options.len()),
        "effective-number" => line_shares(election)
            .and_then(|shares| effective_number(&shares))
            .map(|number| decimal(number, 2)),
        "invalid-share" => write(invalid_share(election)),
        "observers" => {
            let is_total = |observer: &&Observer| {
                observer.kind == ObserverKind::Total && Some(observer.election) == story.election
            };
            story.observers.iter().find(is_total)?.accredited.map(thousands)
        }
        "missions" => missions(false),
        "missions-coded" => missions(true),
        "resolutions" => small(story.resolutions.len()),
        "events" => Some(thousands(story.events.len() as u64)),
        "sources" => Some(thousands(story.sources.len() as u64)),
        "conflicts" => Some(thousands(story.discrepancies.len() as u64)),
        _ => {
            // `invalid-share:KEY`, `published:KEY`: the same of another election; `day:KEY`, `end:KEY`: of an event;
            // `sources-of:KIND`: how many sources are of a kind.
            let (what, id) = name.split_once(':')?;
            let event = || story.events.get(story.event_by_id(id)?);
            match what {
                "day" => return event().map(|event| words::day_and_month(event.date)),
                "end" => return event()?.end.map(words::day_and_month),
                "sources-of" => {
                    let kinds = story.sources.iter().filter_map(|source| source.known.as_ref());
                    return Some(thousands(kinds.filter(|known| known.kind == id).count() as u64));
                }
                "event-year" => return event().map(|event| event.date.year().to_string()),
                _ => {}
            }
            let other = earlier(id)?;
            let first = || other.options.get(winner(other)?);
            match what {
                "invalid-share" => write(invalid_share(other)),
                "published" => first()?.share_percent.map(percent),
                "votes" => first()?.votes.map(thousands),
                "share-registered" => write(share_on(other, ShareBase::Registered)),
                // How far the first lines of both lie apart as shares of ballots cast.
                "apart-cast" => {
                    let apart =
                        share_on(election, ShareBase::Cast)?.above(share_on(other, ShareBase::Cast)?)?;
                    Some(decimal(apart.abs(), 2))
                }
                "date" => Some(words::long_date(other.date)),
                "year" => Some(other.date.year().to_string()),
                _ => None,
            }
        }
    }
}

/// The ways to the figures of a page, each by what it is and what its headline says, for readers without a pointer.
fn skip(reading: &Rc<Reading>) -> String {
    let way = |(figure, name): (Figure, String)| {
        let model = Model::new(Rc::clone(reading), figure, 1216.0, "");
        let around = chrome::figure(&model, &model.layout(&WidthTable).chart, Form::Still { picture: "" });
        let headline = around.parts().find(|part| part.class_name() == "bl-headline");
        let text = headline.map_or(name.clone(), |headline| [&name, ": ", &headline.text_content()].concat());
        element("a").with("href", ["#", figure.key()].concat()).text(text).to_html()
    };
    Figure::ALL.into_iter().zip(words::page::FIGURES.items()).map(way).collect()
}

/// What was odd about the tables.
fn notes(reading: &Reading) -> Element {
    element("ul")
        .class("bl-problems")
        .children(reading.notes.iter().map(|note| element("li").text(note.text.clone())))
}

/// A conflicting figure of the story's election, by its option, column and source (`ada/votes/record-2022`): who published what,
/// and why another is used.
fn conflict(story: &Story, key: &str) -> Option<Element> {
    let mut parts = key.split('/');
    let (option, field, source) = (parts.next()?, parts.next()?, parts.next()?);
    let other = story.discrepancies.iter().find(|own| {
        let published_by = story.source(own.source).map_or("", |source| &source.id);
        own.election == story.election
            && own.option_id == option
            && own.field == field
            && published_by == source
    })?;
    let options = &story.elections.get(story.election?)?.options;
    let name =
        options.iter().find(|own| own.id == option).map_or(String::new(), |own| [&own.name, ": "].concat());
    let value = [&name, &words::results::published(&other.field, &other.value), "."].concat();
    let told = element("p").child(element("b").text(value)).text(" ").text(&other.why_not_used).text(". ");
    let source = chrome::cited(element("span").class("bl-third"), story, vec![other.source]);
    Some(told.child(source.text(".")))
}

/// The tables with their rows.
fn tables(reading: &Reading) -> Element {
    let rows = reading.story.tables.iter().map(|table| {
        let address = format!("{}/{}", embedded::FOLDER, table.path);
        let link = element("a").with("href", address).text(words::page::table_name(&table.name));
        element("tr")
            .child(element("th").with("scope", "row").child(link))
            .child(element("td").text(thousands(table.rows as u64)))
    });
    element("table").class("tables").child(element("tbody").children(rows))
}

/// The tour, each step with the way to its event.
fn tour(reading: &Reading) -> Element {
    let steps = reading.story.page.tour.iter().map(|step| {
        let event = element("a").with("href", format!("#{}", step.event)).text(words::timeline::RECORD);
        element("li")
            .child(element("h3").text(step.title.clone()))
            .child(element("p").text(format!("{} ", step.text)).child(event))
    });
    element("ol").class("bl-steps-told").children(steps)
}

/// Every event with its coding and its sources, by year: the record behind the timeline, readable without any script.
fn record(reading: &Reading) -> Vec<Element> {
    let story = &reading.story;
    let mut out = Vec::new();
    let mut year = None;
    for (index, event) in story.events.iter().enumerate() {
        if year != Some(event.date.year()) {
            year = Some(event.date.year());
            out.push(element("h2").text(event.date.year().to_string()));
        }
        if let Some(entry) = card::card(story, index, &Passing::default(), false, card::Place::Record) {
            out.push(element("article").with("id", event.id.clone()).child(entry));
        }
    }
    out.push(element("h2").text(words::page::OTHER_SOURCES));
    let named: Vec<u32> =
        story.events.iter().flat_map(|event| event.sources.iter().map(|source| source.0)).collect();
    let others = story.sources.iter().enumerate().filter(|(index, _)| !named.contains(&(*index as u32)));
    let others = others.map(|(_, source): (usize, &Source)| card::source(source));
    out.push(element("ul").class("bl-sources").children(others));
    out
}
