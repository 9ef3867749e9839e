//! Reads the tables of a package one after the other, and resolves every reference between them.
//!
//! Decides what happens to a row that is odd: the rules stand in the documentation of [`super::Odd`]. Leaves cells to
//! [`super::table`], and figures that contradict each other to [`super::check`].

use super::check::{self, Lines};
use super::election::CODED;
use super::problem::Done::{NotKnown, RowLeftOut};
use super::source::KnownSource;
use super::story::Page;
use super::table::{Table, excerpt};
use super::text::{self, TITLE_LIMIT};
use super::{
    Actor, BallotOption, Bulletin, Day, Discrepancy, Election, ElectionKind, Event, EventCode, EventKind,
    ExitPoll, FileText, Index, IndexValue, Lane, Observer, ObserverKind, Odd, OddFigure, OptionKind, Package,
    Place, Precision, Problem, Quote, Region, RegionalTurnout, Resolution, ShareBase, Source, SourceIndex,
    Story, TableRead, Target, Vote, arrange,
};

/// The file that problems of the descriptor name.
const DESCRIPTOR_FILE: &str = "datapackage.json";

/// Takes a row over into the story; `None`: it is left out.
type TakeRow<'a> = fn(&mut Reader<'a>, &mut Row<'_>) -> Option<()>;

/// Reads a package; see [`Story::read`].
pub fn read(package: &Package) -> (Story, Vec<Problem>) {
    let mut reader = Reader {
        package,
        story: Story { page: package.descriptor.ballotline.clone(), ..Story::default() },
        problems: Vec::new(),
        read: Vec::new(),
        keys: Default::default(),
        lanes: Vec::new(),
        first_named: Vec::new(),
        lines: Lines::default(),
    };
    for (name, needed, take_row) in Reader::TABLES {
        if name == "events" {
            reader.order_lanes();
            reader.choose_election();
        }
        reader.table(name, needed, take_row);
    }
    arrange(&mut reader.story.events, &|one, other| (one.date, &one.id).cmp(&(other.date, &other.id)));
    arrange(&mut reader.story.resolutions, &|one, other| one.date.cmp(&other.date));
    reader.codings();
    reader.unknown_sources();
    reader.unknown_tables();
    reader.page();
    reader.check();
    arrange(&mut reader.problems, &|one, other| {
        let key = |pair: &(usize, Problem)| (pair.0, pair.1.place.line, pair.1.place.column);
        key(one).cmp(&key(other))
    });
    reader.whose();
    reader.odd_figures();
    (reader.story, reader.problems.into_iter().map(|pair| pair.1).collect())
}

struct Reader<'a> {
    package: &'a Package,
    story: Story,
    /// Each with the rank of its file: 0 the descriptor, then its resources in their order.
    problems: Vec<(usize, Problem)>,
    /// The tables read so far.
    read: Vec<Read<'a>>,
    /// Positions of rows by their key, for each [`Target`] that has a table of its own, and of sources.
    keys: [Index<usize>; 5],
    /// The lanes, each with the order that the table gives it.
    lanes: Vec<(u64, Lane)>,
    /// Rank of the file, and the place, where each source is first named.
    first_named: Vec<(usize, Place)>,
    lines: Lines,
}

/// A table that has been read: what a problem needs to name a place in it.
struct Read<'a> {
    name: &'static str,
    rank: usize,
    path: &'a str,
    header: Vec<String>,
    /// Line of each row that names an election, and the election.
    elections: Vec<(u32, usize)>,
}

/// A row of a table, and the rank of the table's file.
struct Row<'a> {
    rank: usize,
    table: Table<'a>,
    /// See [`Read::elections`].
    elections: Vec<(u32, usize)>,
}

/// Place in [`Reader::keys`].
const ELECTIONS: usize = 0;
const LANES: usize = 1;
const ACTORS: usize = 2;
const CODES: usize = 3;
const SOURCES: usize = 4;

impl<'a> Reader<'a> {
    /// The tables in the order in which they are read, each with the columns that no row can do without.
    const TABLES: [(&'static str, &'static [&'static str], TakeRow<'a>); 16] = [
        ("elections", &["election_id", "date"], Self::election),
        ("results", &["election_id", "option_id"], Self::option),
        ("regions", &["region_id"], Self::region),
        ("regional_results", &["election_id", "region_id"], Self::regional_result),
        ("turnout_by_hour", &["election_id", "time", "region_id"], Self::bulletin),
        ("exit_polls", &["poll_id", "election_id", "option_id"], Self::exit_poll),
        ("observers", &["mission_id", "election_id"], Self::observer),
        ("quotes", &["quote_id", "quote"], Self::quote),
        ("discrepancies", &["field", "value"], Self::discrepancy),
        ("indices", &["country", "year", "index", "value"], Self::index_value),
        ("unga_votes", &["resolution", "date"], Self::resolution),
        ("lanes", &["lane_id"], Self::lane),
        ("actors", &["code"], Self::actor),
        ("event_codes", &["code", "goldstein"], Self::code),
        ("events", &["event_id", "date", "lane", "source_actor", "target_actor", "event_code"], Self::event),
        ("sources", &["source_id"], Self::known_source),
    ];

    /// Reads a table by its name, if the package has one and its text is here.
    fn table(&mut self, name: &'static str, needed: &[&'static str], take_row: TakeRow<'a>) {
        let package = self.package;
        let resources = &package.descriptor.resources;
        let Some(position) = resources.iter().position(|resource| resource.name == name) else { return };
        let path = resources[position].path.as_str();
        let rank = position + 1;
        let text = match package.files.get(path) {
            Some(FileText::Here(text)) => text,
            Some(FileText::Later) => return,
            Some(FileText::Missing) | None => return self.note_file(rank, path, "", Odd::FileMissing),
        };
        let table = Table::open(path, text, needed, &self.package.descriptor.language);
        let mut row = Row { rank, table, elections: Vec::new() };
        let mut kept = 0;
        while row.table.advance() {
            if take_row(self, &mut row).is_some() {
                kept += 1;
            }
        }
        let rows = row.table.rows();
        match name {
            "results" => self.lines.has_all_results = kept == rows,
            "exit_polls" => self.lines.has_all_exit_polls = kept == rows,
            "sources" => self.story.sources_read = true,
            _ => {}
        }
        let (problems, header) = row.table.close();
        let own = &package.descriptor.language;
        let told_in = |column: &str| {
            let is_own = header.contains(&[column, "_", own].concat());
            if is_own { own.clone() } else { "en".to_owned() }
        };
        match name {
            "events" => self.story.events_language = told_in("title"),
            "observers" => self.story.observers_language = told_in("assessment"),
            _ => {}
        }
        self.problems.extend(problems.into_iter().map(|problem| (rank, problem)));
        self.story.tables.push(TableRead { name: name.to_owned(), path: path.to_owned(), rows });
        self.read.push(Read { name, rank, path, header, elections: row.elections });
    }

    /// Notes something odd about a file as a whole, or a property of it.
    fn note_file(&mut self, rank: usize, file: &str, field: &str, odd: Odd) {
        let place = Place { file: file.to_owned(), line: 0, column: 0, field: field.to_owned() };
        self.problems.push((rank, Problem { place, election: None, is_abroad: false, odd }));
    }

    /// The source with a key, first named in a column of the row.
    fn source(&mut self, row: &mut Row<'_>, field: &str, id: String) -> SourceIndex {
        if let Some(&position) = self.keys[SOURCES].get(&id) {
            return SourceIndex(position as u32);
        }
        let position = self.story.sources.len();
        self.first_named.push((row.rank, row.table.place(field)));
        self.keys[SOURCES].insert(id.clone(), position);
        self.story.sources.push(Source { id, known: None });
        SourceIndex(position as u32)
    }

    /// The sources that a cell names, `;` between them.
    fn source_list(&mut self, row: &mut Row<'_>, field: &'static str) -> Vec<SourceIndex> {
        row.table.list(field).into_iter().map(|id| self.source(row, field, id)).collect()
    }

    /// The first source that a row names; the others of its cell are known too. A row without one is noted and left out.
    fn first_source(&mut self, row: &mut Row<'_>) -> Option<SourceIndex> {
        let first = self.source_list(row, "source_id").first().copied();
        if first.is_none() {
            row.table.note("source_id", Odd::Empty);
        }
        first
    }

    /// The row that a cell points at; an empty or unknown one is noted, and the row is to be left out.
    fn resolve(&self, row: &mut Row<'_>, field: &'static str, target: Target) -> Option<usize> {
        let keys = match target {
            Target::Lane => LANES,
            Target::Actor => ACTORS,
            Target::Code => CODES,
            _ => ELECTIONS,
        };
        let key = row.table.needed(field)?;
        let found = self.keys[keys].get(&key).copied();
        if found.is_none() {
            note_unknown(row, field, target, &key);
        }
        found
    }

    /// The election that a row names; another is noted, and the row is to be left out.
    fn election_of(&self, row: &mut Row<'_>) -> Option<usize> {
        let election = self.resolve(row, "election_id", Target::Election)?;
        row.elections.push((row.table.row_line(), election));
        Some(election)
    }

    /// Whether an option is one of the election's; another (`None`) is noted, and the row is to be left out.
    fn find_option(&self, row: &mut Row<'_>, election: usize, option_id: &str) -> Option<()> {
        if self.story.elections[election].options.iter().any(|option| option.id == option_id) {
            return Some(());
        }
        note_unknown(row, "option_id", Target::Option, option_id);
        None
    }

    fn election(&mut self, row: &mut Row<'_>) -> Option<()> {
        let id = row.table.key("election_id")?;
        let date = row.table.day("date", RowLeftOut)?;
        let source = self.first_source(row)?;
        let table = &mut row.table;
        let kinds = [ElectionKind::Regular, ElectionKind::Early, ElectionKind::Referendum];
        let bases = [Some(ShareBase::Valid), Some(ShareBase::Cast), Some(ShareBase::Registered), None];
        row.elections.push((table.row_line(), self.story.elections.len()));
        self.lines.elections.push((table.row_line(), Vec::new()));
        self.keys[ELECTIONS].insert(id.clone(), self.story.elections.len());
        self.story.elections.push(Election {
            id,
            country: table.name("country"),
            date,
            office: table.name("office"),
            kind: kinds[table.word("kind", &["regular", "early", "referendum"], 0)],
            // Tables of single rounds do without this column.
            is_first_round: !table.is_empty("round") && table.word("round", &["", "first"], 0) == 1,
            registered: table.count("registered"),
            turned_out: table.count("turned_out"),
            turnout_percent: table.percent("turnout_pct"),
            valid_votes: table.count("valid_votes"),
            invalid_votes: table.count("invalid_votes"),
            is_final: table.is("status", ["final", "preliminary"]),
            source,
            note: table.prose("note"),
            share_base: bases[table.word("share_base", &["valid", "turned_out", "registered"], 3)],
            has_regional_votes: false,
            options: Vec::new(),
            codings: Vec::new(),
        });
        Some(())
    }

    fn option(&mut self, row: &mut Row<'_>) -> Option<()> {
        let election = self.election_of(row)?;
        let id = row.table.needed("option_id")?;
        row.table.is_new("option_id", &[&self.story.elections[election].id, &id])?;
        let source = self.first_source(row)?;
        let table = &mut row.table;
        let kinds = [
            OptionKind::Candidate,
            OptionKind::AgainstAll,
            OptionKind::Yes,
            OptionKind::No,
            OptionKind::Other,
        ];
        self.lines.elections[election].1.push(table.row_line());
        self.story.elections[election].options.push(BallotOption {
            name: table.name_or("name", &id),
            id,
            name_native: table.name("name_native"),
            party: table.name("party"),
            incumbent: table.is("incumbent", ["true", "false"]),
            kind: kinds[table.word("kind", &["candidate", "against_all", "yes", "no", "other"], 0)],
            votes: table.count("votes"),
            share_percent: table.percent("share_pct"),
            source,
            note: table.prose("note"),
        });
        Some(())
    }

    fn region(&mut self, row: &mut Row<'_>) -> Option<()> {
        let id = row.table.key("region_id")?;
        let table = &mut row.table;
        let name = table.name_or("name_en", &id);
        let is_city = table.is("kind", ["city", "region"]);
        let short_name = table.translated("short_name");
        // A table without this column is whole.
        let tile_name = if table.is_empty("tile_name") { String::new() } else { table.name("tile_name") };
        let mut tile = (|| {
            let place = table.count("grid_col").zip(table.count("grid_row"))?;
            Some((place.0.try_into().ok()?, place.1.try_into().ok()?))
        })();
        let taken = self.story.regions.iter().find(|region| tile.is_some() && region.tile == tile);
        if let Some(by) = taken {
            table.note("grid_col", Odd::TileTaken { by: by.id.clone() });
            tile = None;
        }
        let created = table.day("created", NotKnown);
        self.source_list(row, "source_id");
        self.story.regions.push(Region { name, id, is_city, short_name, tile_name, tile, created });
        Some(())
    }

    /// A region's key. The nation's own (without a hyphen) and units abroad have no row of their own; any other that
    /// has none is noted and kept, as borders change.
    fn region_id(&self, row: &mut Row<'_>) -> Option<String> {
        let id = row.table.needed("region_id")?;
        let regions = &self.story.regions;
        let is_listed = regions.is_empty() || regions.iter().any(|region| region.id == id);
        if !is_listed && id.contains('-') && !id.ends_with("-ABROAD") {
            let odd = Odd::UnknownReference { target: Target::Region, found: excerpt(&id), left_out: false };
            row.table.note("region_id", odd);
        }
        Some(id)
    }

    /// Turnout by region. A row of one option's votes in a region has no turnout of its own and is only checked.
    fn regional_result(&mut self, row: &mut Row<'_>) -> Option<()> {
        let election = self.election_of(row)?;
        let region_id = self.region_id(row)?;
        let option_id = row.table.name("option_id");
        row.table.is_new("region_id", &[&self.story.elections[election].id, &region_id, &option_id])?;
        if !option_id.is_empty() {
            self.find_option(row, election, &option_id)?;
            self.story.elections[election].has_regional_votes = true;
        }
        let registered = row.table.count("registered");
        let turnout_percent = turnout(row, "turned_out", registered, check::TOLERANCE);
        let source = self.first_source(row)?;
        if option_id.is_empty() {
            self.lines.regional.push(row.table.row_line());
            self.story.regional.push(RegionalTurnout { election, region_id, turnout_percent, source });
        }
        Some(())
    }

    fn bulletin(&mut self, row: &mut Row<'_>) -> Option<()> {
        let election = self.election_of(row)?;
        let (day, minute, offset_min) = row.table.time("time")?;
        let region_id = self.region_id(row)?;
        let moment = row.table.excerpt("time");
        row.table.is_new("time", &[&self.story.elections[election].id, &moment, &region_id])?;
        let registered = self.story.elections[election].registered;
        let turnout_percent = turnout(row, "ballots", registered, check::BULLETIN_TOLERANCE);
        let source = self.first_source(row)?;
        self.lines.bulletins.push(row.table.row_line());
        let bulletin = Bulletin { election, region_id, day, minute, offset_min, turnout_percent, source };
        self.story.bulletins.push(bulletin);
        Some(())
    }

    fn exit_poll(&mut self, row: &mut Row<'_>) -> Option<()> {
        let id = row.table.needed("poll_id")?;
        let election = self.election_of(row)?;
        let option_id = row.table.needed("option_id")?;
        if option_id != "undecided" {
            self.find_option(row, election, &option_id)?;
        }
        row.table.is_new("option_id", &[&id, &option_id])?;
        let source = self.first_source(row)?;
        let table = &mut row.table;
        let share = table.percent("share_pct");
        let pollster = table.name("pollster");
        let is_exit_poll = table.is("kind", ["exit_poll", "survey"]);
        let polls = &mut self.story.exit_polls;
        let position = polls.iter().position(|poll| poll.id == id).unwrap_or(polls.len());
        if position == polls.len() {
            self.lines.exit_polls.push(table.row_line());
            polls.push(ExitPoll { id, election, pollster, is_exit_poll, answers: Vec::new(), source });
        }
        if let Some(share) = share {
            polls[position].answers.push((option_id, share));
        }
        Some(())
    }

    fn observer(&mut self, row: &mut Row<'_>) -> Option<()> {
        let id = row.table.needed("mission_id")?;
        let election = self.election_of(row)?;
        row.table.is_new("mission_id", &[&id, &self.story.elections[election].id])?;
        let source = self.first_source(row)?;
        let kinds = [ObserverKind::Mission, ObserverKind::Domestic, ObserverKind::Total];
        self.story.observers.push(Observer {
            id,
            election,
            mission: row.table.name("mission"),
            kind: kinds[row.table.word("kind", &["mission", "domestic", "total"], 0)],
            accredited: row.table.count("accredited"),
            assessment: row.table.prose("assessment"),
            source,
        });
        Some(())
    }

    fn quote(&mut self, row: &mut Row<'_>) -> Option<()> {
        let id = row.table.key("quote_id")?;
        let quote = row.table.prose("quote");
        if quote.is_empty() {
            row.table.note("quote", Odd::Empty);
            return None;
        }
        let source = self.first_source(row)?;
        let table = &mut row.table;
        self.story.quotes.push(Quote {
            id,
            speaker: table.name("speaker"),
            role: table.name("role"),
            date: table.date("date", NotKnown),
            language: table.name("language"),
            quote,
            source,
        });
        Some(())
    }

    fn discrepancy(&mut self, row: &mut Row<'_>) -> Option<()> {
        let election = if row.table.is_empty("election_id") { None } else { Some(self.election_of(row)?) };
        let option_id = row.table.name("option_id");
        if let Some(election) = election.filter(|_| !option_id.is_empty()) {
            self.find_option(row, election, &option_id)?;
        }
        let source = self.first_source(row)?;
        self.story.discrepancies.push(Discrepancy {
            election,
            option_id,
            field: row.table.name("field"),
            value: row.table.name("value"),
            source,
            why_not_used: row.table.prose("why_not_used"),
        });
        Some(())
    }

    fn index_value(&mut self, row: &mut Row<'_>) -> Option<()> {
        let table = &mut row.table;
        let country = table.needed("country")?;
        let year = table.number("year", 1.0, 9_999.0, RowLeftOut)? as i32;
        let index = table.needed("index")?;
        let year_text = table.excerpt("year");
        table.is_new("index", &[&country, &year_text, &index])?;
        let least = table.number("scale_min", f64::MIN, f64::MAX, RowLeftOut)?;
        let greatest = table.number("scale_max", f64::MIN, f64::MAX, RowLeftOut)?;
        let value = table.number("value", least, greatest, RowLeftOut)?;
        let source = self.first_source(row)?;
        let scale = (least, greatest);
        self.story.indices.push(IndexValue { country, year, index, value, scale, source });
        Some(())
    }

    /// Gives each election what its country was coded as about its year.
    fn codings(&mut self) {
        let Story { elections, indices, .. } = &mut self.story;
        for election in elections.iter_mut().filter(|election| election.kind != ElectionKind::Referendum) {
            let year = election.date.year();
            let has_total = |codings: &[IndexValue]| codings.iter().any(|own| own.index == CODED[1]);
            for index in CODED {
                let nearest = indices
                    .iter()
                    .filter(|own| own.index == index && own.country == election.country)
                    .filter(|own| (own.year - year).abs() <= 2)
                    .min_by_key(|own| (own.year - year).abs());
                if !(index.starts_with("freedom_house_") && has_total(&election.codings)) {
                    election.codings.extend(nearest.cloned());
                }
            }
        }
    }

    fn resolution(&mut self, row: &mut Row<'_>) -> Option<()> {
        let table = &mut row.table;
        let id = table.key("resolution")?;
        let date = table.day("date", RowLeftOut)?;
        let title = table.name("title");
        let tally = ["yes", "no", "abstain", "absent"].map(|field| table.count(field));
        if let Some(odd) = check::tally(&tally, date) {
            table.note("yes", odd);
        }
        let meanings = [Some(Vote::Yes), Some(Vote::No), Some(Vote::Abstained), Some(Vote::Absent), None];
        let (mut votes, mut voters) = (Vec::new(), Vec::new());
        for column in 0..table.header().len() {
            let name = &table.header()[column];
            // A state's column bears its ISO 3166-1 alpha-3 code.
            if name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let state = name.clone();
                votes.push(meanings[table.word(&state, &["Y", "N", "A", "X"], 4)]);
                voters.push(state);
            }
        }
        let sources = self.source_list(row, "source_id");
        let short = self.package.descriptor.short_titles.iter().find(|(symbol, _)| *symbol == id);
        let short_title = short.map_or_else(String::new, |(_, title)| text::clean(title, TITLE_LIMIT).text);
        self.story.voters = voters;
        self.story.resolutions.push(Resolution { id, date, title, short_title, tally, votes, sources });
        Some(())
    }

    fn lane(&mut self, row: &mut Row<'_>) -> Option<()> {
        let id = row.table.key("lane_id")?;
        let name = row.table.name_or("name_en", &id);
        self.lanes.push((row.table.count("order").unwrap_or(u64::MAX), Lane { name, id }));
        Some(())
    }

    /// Puts the lanes in their order, and only then knows their positions.
    fn order_lanes(&mut self) {
        arrange(&mut self.lanes, &|one, other| one.0.cmp(&other.0));
        for (position, (_, lane)) in std::mem::take(&mut self.lanes).into_iter().enumerate() {
            self.keys[LANES].insert(lane.id.clone(), position);
            self.story.lanes.push(lane);
        }
    }

    fn actor(&mut self, row: &mut Row<'_>) -> Option<()> {
        let code = row.table.key("code")?;
        self.keys[ACTORS].insert(code.clone(), self.story.actors.len());
        self.story.actors.push(Actor { name: row.table.name_or("name_en", &code), code });
        Some(())
    }

    fn code(&mut self, row: &mut Row<'_>) -> Option<()> {
        let code = row.table.key("code")?;
        let goldstein = row.table.number("goldstein", -10.0, 10.0, RowLeftOut)?;
        self.keys[CODES].insert(code.clone(), self.story.codes.len());
        self.story.codes.push(EventCode { code, label: row.table.name("label"), goldstein });
        Some(())
    }

    fn event(&mut self, row: &mut Row<'_>) -> Option<()> {
        let id = row.table.key("event_id")?;
        let (date, own_precision) = row.table.date("date", RowLeftOut)?;
        let lane = self.resolve(row, "lane", Target::Lane)?;
        let source_actor = self.resolve(row, "source_actor", Target::Actor)?;
        let target_actor = self.resolve(row, "target_actor", Target::Actor)?;
        let code = self.resolve(row, "event_code", Target::Code)?;
        let sources = self.source_list(row, "source_ids");
        let table = &mut row.table;
        let end = table.day("end_date", NotKnown);
        if let Some(end) = end.filter(|&end| end < date) {
            table.note("end_date", Odd::EndBeforeStart { start: date.iso(), end: end.iso() });
        }
        let precisions = [Precision::Day, Precision::Month, Precision::Year];
        let precision = precisions[table.word("precision", &["day", "month", "year"], 0)];
        let tags = table.list("tags");
        let code_row = &self.story.codes[code];
        let derived = self.derived_kind(&code_row.code, &tags, date);
        let kind = if table.is_empty("kind") {
            derived
        } else {
            EventKind::ALL[table.word("kind", &EventKind::ALL.map(EventKind::key), derived as usize)]
        };
        let goldstein = code_row.goldstein;
        let stated = table.number("goldstein", f64::MIN, f64::MAX, NotKnown);
        if stated.is_some_and(|value| (value - goldstein).abs() > 1e-9) {
            let (found, code) = (table.excerpt("goldstein"), code_row.code.clone());
            table.note("goldstein", Odd::CodeValue { found, code, used: goldstein });
        }
        self.story.events.push(Event {
            // A number and its sign stay on one line.
            title: table.name_or("title", &id).replace(" %", "\u{a0}%"),
            id,
            date,
            end: end.filter(|&end| end > date),
            precision: precision.max(own_precision),
            lane,
            source_actor,
            target_actor,
            kind,
            code,
            goldstein,
            summary: table.prose("summary"),
            importance: importance(table),
            tags,
            sources,
            verified: table.is("verified", ["read", "partial"]),
        });
        Some(())
    }

    /// The kind that follows from a code's root and the tags, where the table has none.
    ///
    /// A vote of people is an event tagged `election` or `referendum` on a polling day of the story's country.
    fn derived_kind(&self, code: &str, tags: &[String], date: Day) -> EventKind {
        let root = code.get(..2).unwrap_or(code);
        let has_root =
            |roots: &[&str]| roots.contains(&code.get(..3).unwrap_or(code)) || roots.contains(&root);
        let is_polling_day = || {
            let mut elections = self.story.elections.iter();
            elections.any(|election| election.date == date && election.country == self.story.page.country)
        };
        if root == "14" {
            EventKind::Protest
        } else if tags.iter().any(|tag| tag == "unga")
            || tags.iter().any(|tag| tag.starts_with("election") || tag.starts_with("referendum"))
                && is_polling_day()
        {
            EventKind::Vote
        } else if has_root(&["15", "16", "17", "18", "19", "20", "072", "074"]) {
            EventKind::Force
        } else if root == "04" {
            EventKind::Meeting
        } else if has_root(&["06", "054", "057", "087"]) {
            EventKind::Agreement
        } else {
            EventKind::Statement
        }
    }

    /// What the table of sources says of one; those that no row names come after the others.
    fn known_source(&mut self, row: &mut Row<'_>) -> Option<()> {
        let table = &mut row.table;
        let id = table.key("source_id")?;
        if table.is_empty("url") {
            table.note("url", Odd::NoAddress { source: excerpt(&id) });
        }
        let known = KnownSource {
            publisher: table.name("publisher"),
            title: table.name("title"),
            url: table.address("url"),
            published: table.date("published", NotKnown),
            kind: table.name("kind"),
            language: table.name("language"),
        };
        let index = self.source(row, "source_id", id);
        self.story.sources[index.0 as usize].known = Some(known);
        Some(())
    }

    /// Once the table of sources has been read, those that are not in it are noted where they are first named.
    fn unknown_sources(&mut self) {
        if !self.story.sources_read {
            return;
        }
        for (source, (rank, place)) in self.story.sources.iter().zip(std::mem::take(&mut self.first_named)) {
            if source.known.is_none() {
                let odd = Odd::UnknownSource { found: excerpt(&source.id) };
                self.problems.push((rank, Problem { place, election: None, is_abroad: false, odd }));
            }
        }
    }

    /// Notes something odd about the descriptor.
    fn note_descriptor(&mut self, field: &str, odd: Odd) {
        self.note_file(0, DESCRIPTOR_FILE, field, odd);
    }

    /// Resources whose names no table has are noted. Where no sources are to come, none are waited for.
    fn unknown_tables(&mut self) {
        let package = self.package;
        for (position, resource) in package.descriptor.resources.iter().enumerate() {
            if !Self::TABLES.iter().any(|table| table.0 == resource.name) {
                let found = excerpt(&resource.name);
                self.note_file(position + 1, &resource.path, "", Odd::UnknownTable { found });
            }
        }
        let has_sources = package.descriptor.resources.iter().any(|resource| resource.name == "sources");
        self.story.sources_read |= !has_sources;
    }

    /// The election that the story is about, and its country: those that the page names, else the latest with options.
    fn choose_election(&mut self) {
        let named = self.story.page.election.clone();
        let mut chosen = self.keys[ELECTIONS].get(&named).copied();
        if chosen.is_none() {
            let elections = &self.story.elections;
            let with_options = (0..elections.len()).filter(|index| !elections[*index].options.is_empty());
            chosen = with_options.max_by_key(|index| elections[*index].date);
            let found = excerpt(&named);
            let odd = match chosen {
                Some(index) => Some(Odd::ElectionChosen { found, id: excerpt(&elections[index].id) }),
                None if !found.is_empty() => {
                    Some(Odd::UnknownReference { target: Target::Election, found, left_out: false })
                }
                None => None,
            };
            if let Some(odd) = odd {
                self.note_descriptor("ballotline.election", odd);
            }
        }
        if let Some(index) = chosen
            && self.story.page.country.is_empty()
        {
            self.story.page.country = self.story.elections[index].country.clone();
        }
        self.story.election = chosen;
    }

    /// The descriptor's own words are capped like any others, and what they point at is looked up.
    fn page(&mut self) {
        let mut page = std::mem::take(&mut self.story.page);
        let mut title = self.package.descriptor.title.clone();
        let mut license = self.package.descriptor.license.clone();
        let mut shown = texts(&mut page);
        shown.push(("title", &mut title));
        shown.push(("licenses", &mut license));
        for (field, text) in shown {
            let cleaned = text::clean(text, TITLE_LIMIT);
            if cleaned.cut {
                self.note_descriptor(field, Odd::TextCut { limit: TITLE_LIMIT });
            }
            if cleaned.removed {
                self.note_descriptor(field, Odd::TextCleaned);
            }
            *text = cleaned.text;
        }
        self.story.title = title;
        self.story.license = license;
        let openings =
            [("ballotline.opening", &page.opening), ("ballotline.opening_narrow", &page.opening_narrow)];
        let opened = openings.iter().map(|(field, opening)| (*field, &opening.event));
        let of_steps = page.tour.iter().map(|step| ("ballotline.tour", &step.event));
        let of_verdicts = page.verdicts.iter().map(|pair| ("ballotline.verdicts", &pair.1));
        for (said, _) in &page.verdicts {
            let story = &self.story;
            let is_known = story.quotes.iter().any(|quote| quote.id == *said)
                || story.observers.iter().any(|observer| observer.id == *said);
            if !is_known {
                let odd = Odd::UnknownReference {
                    target: Target::Statement,
                    found: excerpt(said),
                    left_out: false,
                };
                self.note_descriptor("ballotline.verdicts", odd);
            }
        }
        for (field, event) in opened.chain(of_steps).chain(of_verdicts) {
            if !event.is_empty() && self.story.event_by_id(event).is_none() {
                let found = excerpt(event);
                self.note_descriptor(
                    field,
                    Odd::UnknownReference { target: Target::Event, found, left_out: false },
                );
            }
        }
        let windows = openings.into_iter().map(|(field, opening)| (field, [&opening.from, &opening.to]));
        let presets = page.presets.iter().map(|preset| ("ballotline.presets", [&preset.from, &preset.to]));
        let steps = page.tour.iter().map(|step| ("ballotline.tour", [&step.from, &step.to]));
        for (field, days) in windows.chain(presets).chain(steps) {
            for day in days {
                if !day.is_empty() && Day::parse(day).is_none() {
                    self.note_descriptor(field, Odd::NotADate { found: excerpt(day), done: NotKnown });
                }
            }
        }
        self.story.page = page;
    }

    /// Says of each problem with a row of another election than the story's which one it is.
    fn whose(&mut self) {
        for (rank, problem) in &mut self.problems {
            let Some(table) = self.read.iter().find(|table| table.rank == *rank) else { continue };
            let row = table.elections.binary_search_by_key(&problem.place.line, |row| row.0);
            if let Some(election) = row.ok().map(|row| table.elections[row].1)
                && self.story.election != Some(election)
            {
                let election = &self.story.elections[election];
                let country = self.story.name_of_country(&election.country);
                problem.election = Some((country.to_owned(), election.date));
                problem.is_abroad = election.country != self.story.page.country;
            }
        }
    }

    /// Notes which figures of elections and options the problems, in their order now, speak of.
    fn odd_figures(&mut self) {
        const FIGURES: [&str; 8] = [
            "registered",
            "turned_out",
            "turnout_pct",
            "valid_votes",
            "invalid_votes",
            "option_id",
            "votes",
            "share_pct",
        ];
        // By table and line: which election, and which option of it.
        type Spot = Option<(usize, Option<usize>)>;
        let mut places: [Vec<Spot>; 2] = [Vec::new(), Vec::new()];
        let mut keep = |table: usize, line: u32, election: usize, option: Option<usize>| {
            let (lines, line) = (&mut places[table], line as usize);
            lines.resize(lines.len().max(line + 1), None);
            lines[line] = Some((election, option));
        };
        for (election, (own, options)) in self.lines.elections.iter().enumerate() {
            keep(0, *own, election, None);
            for (option, line) in options.iter().enumerate() {
                keep(1, *line, election, Some(option));
            }
        }
        for (note, (rank, problem)) in self.problems.iter().enumerate() {
            let name = self.read.iter().find(|table| table.rank == *rank).map_or("", |table| table.name);
            let field = &problem.place.field;
            if !matches!(name, "elections" | "results") || !FIGURES.contains(&field.as_str()) {
                continue;
            }
            let line = match problem.odd {
                // The row that is kept is the one with the figure.
                Odd::Repeated { first_line, .. } => first_line,
                _ => problem.place.line,
            };
            let is_of_all = matches!(
                problem.odd,
                Odd::OptionsDiffer { .. }
                    | Odd::OptionsAndInvalidDiffer { .. }
                    | Odd::OptionsExceed { .. }
                    | Odd::SharesSum { .. }
                    | Odd::NoCommonBase { .. }
            );
            let place = places[usize::from(name == "results")].get(line as usize);
            if let Some((election, option)) = place.copied().flatten() {
                let option = option.filter(|_| !is_of_all);
                self.story.odd_figures.push(OddFigure { election, option, field: field.clone(), note });
            }
        }
    }

    /// Figures that contradict each other.
    fn check(&mut self) {
        let (tables, problems) = (&self.read, &mut self.problems);
        check::story(&self.story, &self.lines, &mut |name, line, field, odd| {
            if let Some(table) = tables.iter().find(|table| table.name == name) {
                let column = table.header.iter().position(|name| name == field);
                let column = column.map_or(0, |index| index as u32 + 1);
                let place = Place { file: table.path.to_owned(), line, column, field: field.to_owned() };
                problems.push((table.rank, Problem { place, election: None, is_abroad: false, odd }));
            }
        });
    }
}

fn note_unknown(row: &mut Row<'_>, field: &str, target: Target, key: &str) {
    row.table.note(field, Odd::UnknownReference { target, found: excerpt(key), left_out: true });
}

/// Turnout as published; noted where it is not the quotient of the row's ballots and those on the lists.
fn turnout(row: &mut Row<'_>, ballots: &str, registered: Option<u64>, tolerance: f64) -> Option<f64> {
    let turned_out = row.table.count(ballots);
    let published = row.table.percent("turnout_pct");
    if let Some(odd) = check::turnout(published, turned_out, registered, tolerance) {
        row.table.note("turnout_pct", odd);
    }
    published
}

/// 1..=5; anything else is noted and 1.
fn importance(table: &mut Table<'_>) -> u8 {
    let found = table.excerpt("importance");
    match found.as_bytes() {
        [digit @ b'1'..=b'5'] => digit - b'0',
        [] => 1,
        _ => {
            table.note("importance", Odd::Importance { found });
            1
        }
    }
}

/// The texts of the page that are shown, each with the property it stands under.
fn texts(page: &mut Page) -> Vec<(&'static str, &mut String)> {
    let mut texts: Vec<(&'static str, &mut String)> = Vec::new();
    for figure in &mut page.figures {
        texts.push(("ballotline.figures", &mut figure.headline));
        texts.push(("ballotline.figures", &mut figure.headline_far));
    }
    for step in &mut page.tour {
        texts.push(("ballotline.tour", &mut step.title));
        texts.push(("ballotline.tour", &mut step.text));
    }
    for preset in &mut page.presets {
        texts.push(("ballotline.presets", &mut preset.key));
        texts.push(("ballotline.presets", &mut preset.label));
        texts.push(("ballotline.presets", &mut preset.label_narrow));
    }
    texts
}
