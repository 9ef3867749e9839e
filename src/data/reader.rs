//! Reads the tables of a package one after the other, and resolves every reference between them.
//!
//! Decides what happens to a row that is odd: the rules stand in the documentation of [`super::Odd`]. Leaves cells to
//! [`super::table`], and figures that contradict each other to [`super::check`].

use std::collections::BTreeMap;

use super::check::{self, Lines};
use super::problem::Done::{NotKnown, RowLeftOut};
use super::source::KnownSource;
use super::story::Page;
use super::table::{Table, excerpt};
use super::text::{self, TITLE_LIMIT};
use super::{
    Actor, BallotOption, Bulletin, Day, Discrepancy, Election, ElectionKind, Event, EventCode, EventKind,
    ExitPoll, FileText, IndexValue, Lane, Observer, Odd, OptionKind, Package, Place, Precision, Problem,
    Quote, Region, RegionalTurnout, Resolution, ShareBase, Source, SourceIndex, Story, TableRead, Target,
    Vote,
};

/// The file that problems of the descriptor name.
const DESCRIPTOR_FILE: &str = "datapackage.json";

/// Positions of rows by their key.
type Index = BTreeMap<String, usize>;

/// Reads a package; see [`Story::read`].
pub fn read(package: &Package) -> (Story, Vec<Problem>) {
    let mut reader = Reader {
        package,
        story: Story { page: package.descriptor.ballotline.clone(), ..Story::default() },
        problems: Vec::new(),
        headers: BTreeMap::new(),
        elections: Index::new(),
        sources: Index::new(),
        first_named: Vec::new(),
        lines: Lines::default(),
    };
    reader.elections();
    reader.results();
    reader.regions();
    reader.regional_results();
    reader.bulletins();
    reader.exit_polls();
    reader.observers();
    reader.quotes();
    reader.discrepancies();
    reader.indices();
    reader.resolutions();
    reader.events();
    reader.sources();
    reader.page();
    reader.check();
    reader.finish()
}

struct Reader<'a> {
    package: &'a Package,
    story: Story,
    /// Each with the rank of its file: 0 the descriptor, then its resources in their order.
    problems: Vec<(usize, Problem)>,
    /// File and header of each table read, by the table's name.
    headers: BTreeMap<&'static str, (usize, &'a str, Vec<String>)>,
    elections: Index,
    sources: Index,
    /// Rank of the file, and the place, where each source is first named.
    first_named: Vec<(usize, Place)>,
    lines: Lines,
}

/// A table and the rank of its file.
struct Opened<'a> {
    name: &'static str,
    rank: usize,
    path: &'a str,
    table: Table<'a>,
}

impl<'a> Reader<'a> {
    /// Opens a table by its name. `None`: the package has no such table, or its text is not here.
    fn open(&mut self, name: &'static str, needed: &[&'static str]) -> Option<Opened<'a>> {
        let resources = &self.package.descriptor.resources;
        let position = resources.iter().position(|resource| resource.name == name)?;
        let path = resources[position].path.as_str();
        let rank = position + 1;
        match self.package.files.get(path) {
            Some(FileText::Here(text)) => {
                Some(Opened { name, rank, path, table: Table::open(path, text, needed) })
            }
            Some(FileText::Later) => None,
            Some(FileText::Missing) | None => {
                let place = Place { file: path.to_owned(), line: 0, column: 0, field: String::new() };
                self.problems.push((rank, Problem { place, odd: Odd::FileMissing }));
                None
            }
        }
    }

    /// Takes over what was odd about a table that has been read.
    fn close(&mut self, mut opened: Opened<'a>) {
        let rank = opened.rank;
        self.problems.extend(opened.table.take_problems().into_iter().map(|problem| (rank, problem)));
        let rows = opened.table.rows();
        self.story.tables.push(TableRead {
            name: opened.name.to_owned(),
            path: opened.path.to_owned(),
            rows,
        });
        self.headers.insert(opened.name, (rank, opened.path, opened.table.header().to_vec()));
    }

    /// The source with a key, first named in a column of the row.
    fn source(&mut self, opened: &mut Opened<'_>, field: &str, id: String) -> SourceIndex {
        if let Some(&position) = self.sources.get(&id) {
            return SourceIndex(position as u32);
        }
        let position = self.story.sources.len();
        self.first_named.push((opened.rank, opened.table.place(field)));
        self.sources.insert(id.clone(), position);
        self.story.sources.push(Source { id, known: None });
        SourceIndex(position as u32)
    }

    /// The sources that a cell names, `;` between them.
    fn source_list(&mut self, opened: &mut Opened<'_>, field: &'static str) -> Vec<SourceIndex> {
        opened.table.list(field).into_iter().map(|id| self.source(opened, field, id)).collect()
    }

    /// The first source that a row names; the others of its cell are known too. A row without one is noted and left out.
    fn first_source(&mut self, opened: &mut Opened<'_>) -> Option<SourceIndex> {
        let first = self.source_list(opened, "source_id").first().copied();
        if first.is_none() {
            opened.table.note("source_id", Odd::Empty);
        }
        first
    }

    /// The election that a row names; another is noted, and the row is to be left out.
    fn election_of(&self, table: &mut Table<'_>) -> Option<usize> {
        resolve(table, "election_id", Target::Election, &self.elections)
    }

    fn has_option(&self, election: usize, option_id: &str) -> bool {
        self.story.elections[election].options.iter().any(|option| option.id == option_id)
    }

    fn elections(&mut self) {
        let Some(mut opened) = self.open("elections", &["election_id", "date"]) else { return };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("election_id") else { continue };
            if !row.is_new("election_id", &[&id]) {
                continue;
            }
            let country = row.name("country");
            let Some(date) = row.day("date", RowLeftOut) else { continue };
            let office = row.name("office");
            let kinds = [
                ("regular", ElectionKind::Regular),
                ("early", ElectionKind::Early),
                ("referendum", ElectionKind::Referendum),
            ];
            let kind = row.word("kind", &kinds, kinds[0]);
            let registered = row.count("registered");
            let turned_out = row.count("turned_out");
            let turnout_percent = row.percent("turnout_pct");
            let valid_votes = row.count("valid_votes");
            let invalid_votes = row.count("invalid_votes");
            let is_final =
                row.word("status", &[("final", true), ("preliminary", false)], ("preliminary", false));
            let Some(source) = self.first_source(&mut opened) else { continue };
            let row = &mut opened.table;
            let note = row.prose("note");
            let bases = [
                ("valid", Some(ShareBase::Valid)),
                ("turned_out", Some(ShareBase::Cast)),
                ("registered", Some(ShareBase::Registered)),
            ];
            let share_base = row.word("share_base", &bases, ("", None));
            self.lines.elections.push((row.row_line(), Vec::new()));
            self.elections.insert(id.clone(), self.story.elections.len());
            self.story.elections.push(Election {
                id,
                country,
                date,
                office,
                kind,
                registered,
                turned_out,
                turnout_percent,
                valid_votes,
                invalid_votes,
                is_final,
                source,
                note,
                share_base,
                options: Vec::new(),
            });
        }
        self.close(opened);
    }

    fn results(&mut self) {
        let Some(mut opened) = self.open("results", &["election_id", "option_id"]) else { return };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(election) = self.election_of(row) else { continue };
            let Some(id) = row.needed("option_id") else { continue };
            if !row.is_new("option_id", &[&self.story.elections[election].id, &id]) {
                continue;
            }
            let name = row.name("name");
            let name_native = row.name("name_native");
            let party = row.name("party");
            let incumbent = row.word("incumbent", &[("true", true), ("false", false)], ("false", false));
            let kinds = [
                ("candidate", OptionKind::Candidate),
                ("against_all", OptionKind::AgainstAll),
                ("yes", OptionKind::Yes),
                ("no", OptionKind::No),
                ("other", OptionKind::Other),
            ];
            let kind = row.word("kind", &kinds, kinds[0]);
            let votes = row.count("votes");
            let share_percent = row.percent("share_pct");
            let Some(source) = self.first_source(&mut opened) else { continue };
            let note = opened.table.prose("note");
            self.lines.elections[election].1.push(opened.table.row_line());
            self.story.elections[election].options.push(BallotOption {
                name: if name.is_empty() { id.clone() } else { name },
                id,
                name_native,
                party,
                incumbent,
                kind,
                votes,
                share_percent,
                source,
                note,
            });
        }
        let kept = self.lines.elections.iter().map(|election| election.1.len()).sum::<usize>();
        self.lines.has_all_results = kept == opened.table.rows();
        self.close(opened);
    }

    fn regions(&mut self) {
        let Some(mut opened) = self.open("regions", &["region_id"]) else { return };
        let mut tiles: BTreeMap<(u64, u64), String> = BTreeMap::new();
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("region_id") else { continue };
            if !row.is_new("region_id", &[&id]) {
                continue;
            }
            let name = row.name("name_en");
            let is_city = row.word("kind", &[("city", true), ("region", false)], ("region", false));
            let mut tile = row.count("grid_col").zip(row.count("grid_row"));
            if let Some(by) = tile.and_then(|place| tiles.get(&place)) {
                row.note("grid_col", Odd::TileTaken { by: by.clone() });
                tile = None;
            }
            if let Some(place) = tile {
                tiles.insert(place, id.clone());
            }
            let tile = tile.and_then(|(column, row)| Some((column.try_into().ok()?, row.try_into().ok()?)));
            self.source_list(&mut opened, "source_id");
            self.story.regions.push(Region {
                name: if name.is_empty() { id.clone() } else { name },
                id,
                is_city,
                tile,
            });
        }
        self.close(opened);
    }

    /// A region's key. The nation's own (without a hyphen) and units abroad have no row of their own; any other that
    /// has none is noted and kept, as borders change.
    fn region_id(&self, row: &mut Table<'_>) -> Option<String> {
        let id = row.needed("region_id")?;
        let regions = &self.story.regions;
        let is_listed = regions.is_empty() || regions.iter().any(|region| region.id == id);
        if !is_listed && id.contains('-') && !id.ends_with("-ABROAD") {
            let odd = Odd::UnknownReference { target: Target::Region, found: excerpt(&id), left_out: false };
            row.note("region_id", odd);
        }
        Some(id)
    }

    /// Turnout by region. A row of one option's votes in a region has no turnout of its own and is only checked.
    fn regional_results(&mut self) {
        let Some(mut opened) = self.open("regional_results", &["election_id", "region_id"]) else { return };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(election) = self.election_of(row) else { continue };
            let Some(region_id) = self.region_id(row) else { continue };
            let option_id = row.name("option_id");
            if !row.is_new("region_id", &[&self.story.elections[election].id, &region_id, &option_id]) {
                continue;
            }
            if !option_id.is_empty() && !self.has_option(election, &option_id) {
                note_unknown(row, "option_id", Target::Option, &option_id);
                continue;
            }
            let (registered, turned_out) = (row.count("registered"), row.count("turned_out"));
            let turnout_percent = row.percent("turnout_pct");
            if let Some(odd) = check::turnout(turnout_percent, turned_out, registered, check::TOLERANCE) {
                row.note("turnout_pct", odd);
            }
            let line = row.row_line();
            let Some(source) = self.first_source(&mut opened) else { continue };
            if option_id.is_empty() {
                self.lines.regional.push(line);
                self.story.regional.push(RegionalTurnout { election, region_id, turnout_percent, source });
            }
        }
        self.close(opened);
    }

    fn bulletins(&mut self) {
        let Some(mut opened) = self.open("turnout_by_hour", &["election_id", "time", "region_id"]) else {
            return;
        };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(election) = self.election_of(row) else { continue };
            let Some((day, minute, offset_min)) = row.time("time") else { continue };
            let Some(region_id) = self.region_id(row) else { continue };
            let moment = row.excerpt("time");
            if !row.is_new("time", &[&self.story.elections[election].id, &moment, &region_id]) {
                continue;
            }
            let turnout_percent = row.percent("turnout_pct");
            let ballots = row.count("ballots");
            let registered = self.story.elections[election].registered;
            if let Some(odd) = check::turnout(turnout_percent, ballots, registered, check::BULLETIN_TOLERANCE)
            {
                row.note("turnout_pct", odd);
            }
            let line = row.row_line();
            let Some(source) = self.first_source(&mut opened) else { continue };
            self.lines.bulletins.push(line);
            let bulletin = Bulletin { election, region_id, day, minute, offset_min, turnout_percent, source };
            self.story.bulletins.push(bulletin);
        }
        self.close(opened);
    }

    fn exit_polls(&mut self) {
        let Some(mut opened) = self.open("exit_polls", &["poll_id", "election_id", "option_id"]) else {
            return;
        };
        let mut polls = Index::new();
        let mut kept = 0;
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("poll_id") else { continue };
            let Some(election) = self.election_of(row) else { continue };
            let pollster = row.name("pollster");
            let is_exit_poll = row.word("kind", &[("exit_poll", true), ("survey", false)], ("survey", false));
            let Some(option_id) = row.needed("option_id") else { continue };
            if option_id != "undecided" && !self.has_option(election, &option_id) {
                note_unknown(row, "option_id", Target::Option, &option_id);
                continue;
            }
            if !row.is_new("option_id", &[&id, &option_id]) {
                continue;
            }
            let share = row.percent("share_pct");
            let line = row.row_line();
            let Some(source) = self.first_source(&mut opened) else { continue };
            let position = *polls.entry(id.clone()).or_insert(self.story.exit_polls.len());
            if position == self.story.exit_polls.len() {
                self.lines.exit_polls.push(line);
                let answers = Vec::new();
                self.story.exit_polls.push(ExitPoll {
                    id,
                    election,
                    pollster,
                    is_exit_poll,
                    answers,
                    source,
                });
            }
            kept += 1;
            if let Some(share) = share {
                self.story.exit_polls[position].answers.push((option_id, share));
            }
        }
        self.lines.has_all_exit_polls = kept == opened.table.rows();
        self.close(opened);
    }

    fn observers(&mut self) {
        let Some(mut opened) = self.open("observers", &["mission_id", "election_id"]) else { return };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("mission_id") else { continue };
            let Some(election) = self.election_of(row) else { continue };
            if !row.is_new("mission_id", &[&id, &self.story.elections[election].id]) {
                continue;
            }
            let mission = row.name("mission");
            let accredited = row.count("accredited");
            let assessment = row.prose("assessment");
            let Some(source) = self.first_source(&mut opened) else { continue };
            self.story.observers.push(Observer { id, election, mission, accredited, assessment, source });
        }
        self.close(opened);
    }

    fn quotes(&mut self) {
        let Some(mut opened) = self.open("quotes", &["quote_id", "quote"]) else { return };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("quote_id") else { continue };
            if !row.is_new("quote_id", &[&id]) {
                continue;
            }
            let speaker = row.name("speaker");
            let role = row.name("role");
            let date = row.date("date", NotKnown);
            let language = row.name("language");
            let quote = row.prose("quote");
            if quote.is_empty() {
                row.note("quote", Odd::Empty);
                continue;
            }
            let Some(source) = self.first_source(&mut opened) else { continue };
            self.story.quotes.push(Quote { id, speaker, role, date, language, quote, source });
        }
        self.close(opened);
    }

    fn discrepancies(&mut self) {
        let Some(mut opened) = self.open("discrepancies", &["field", "value"]) else { return };
        while opened.table.advance() {
            let row = &mut opened.table;
            let election = if row.is_empty("election_id") {
                None
            } else {
                match self.election_of(row) {
                    None => continue,
                    found => found,
                }
            };
            let option_id = row.name("option_id");
            if !option_id.is_empty()
                && election.is_some_and(|election| !self.has_option(election, &option_id))
            {
                note_unknown(row, "option_id", Target::Option, &option_id);
                continue;
            }
            let field = row.name("field");
            let value = row.name("value");
            let Some(source) = self.first_source(&mut opened) else { continue };
            let why_not_used = opened.table.prose("why_not_used");
            self.story.discrepancies.push(Discrepancy {
                election,
                option_id,
                field,
                value,
                source,
                why_not_used,
            });
        }
        self.close(opened);
    }

    fn indices(&mut self) {
        let Some(mut opened) = self.open("indices", &["country", "year", "index", "value"]) else { return };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(country) = row.needed("country") else { continue };
            let Some(year) = row.number("year", 1.0, 9_999.0, RowLeftOut) else { continue };
            let year = year as i32;
            let Some(index) = row.needed("index") else { continue };
            let year_text = row.excerpt("year");
            if !row.is_new("index", &[&country, &year_text, &index]) {
                continue;
            }
            let Some(least) = row.number("scale_min", f64::MIN, f64::MAX, RowLeftOut) else { continue };
            let Some(greatest) = row.number("scale_max", f64::MIN, f64::MAX, RowLeftOut) else { continue };
            let Some(value) = row.number("value", least, greatest, RowLeftOut) else { continue };
            let Some(source) = self.first_source(&mut opened) else { continue };
            let scale = (least, greatest);
            self.story.indices.push(IndexValue { country, year, index, value, scale, source });
        }
        self.close(opened);
    }

    fn resolutions(&mut self) {
        let Some(mut opened) = self.open("unga_votes", &["resolution", "date"]) else { return };
        // A state's column bears its ISO 3166-1 alpha-3 code.
        let is_state = |name: &str| name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        let states: Vec<String> =
            opened.table.header().iter().filter(|name| is_state(name)).cloned().collect();
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("resolution") else { continue };
            if !row.is_new("resolution", &[&id]) {
                continue;
            }
            let Some(date) = row.day("date", RowLeftOut) else { continue };
            let title = row.name("title");
            let tally = ["yes", "no", "abstain", "absent"].map(|field| row.count(field));
            if let Some(odd) = check::tally(&tally) {
                row.note("yes", odd);
            }
            let words = [
                ("Y", Some(Vote::Yes)),
                ("N", Some(Vote::No)),
                ("A", Some(Vote::Abstained)),
                ("X", Some(Vote::Absent)),
            ];
            let votes =
                states.iter().map(|state| (state.clone(), row.word(state, &words, ("", None)))).collect();
            let sources = self.source_list(&mut opened, "source_id");
            self.story.resolutions.push(Resolution { id, date, title, tally, votes, sources });
        }
        self.close(opened);
    }

    fn lanes(&mut self) -> Index {
        let Some(mut opened) = self.open("lanes", &["lane_id"]) else { return Index::new() };
        let mut ordered: Vec<(u64, Lane)> = Vec::new();
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("lane_id") else { continue };
            if !row.is_new("lane_id", &[&id]) {
                continue;
            }
            let name = row.name("name_en");
            let order = row.count("order").unwrap_or(u64::MAX);
            ordered.push((order, Lane { name: if name.is_empty() { id.clone() } else { name }, id }));
        }
        ordered.sort_by_key(|pair| pair.0);
        self.story.lanes = ordered.into_iter().map(|pair| pair.1).collect();
        self.close(opened);
        index_of(self.story.lanes.iter().map(|lane| &lane.id))
    }

    fn actors(&mut self) -> Index {
        let Some(mut opened) = self.open("actors", &["code"]) else { return Index::new() };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(code) = row.needed("code") else { continue };
            if !row.is_new("code", &[&code]) {
                continue;
            }
            let name = row.name("name_en");
            self.story.actors.push(Actor { name: if name.is_empty() { code.clone() } else { name }, code });
        }
        self.close(opened);
        index_of(self.story.actors.iter().map(|actor| &actor.code))
    }

    fn codes(&mut self) -> Index {
        let Some(mut opened) = self.open("event_codes", &["code", "goldstein"]) else { return Index::new() };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(code) = row.needed("code") else { continue };
            if !row.is_new("code", &[&code]) {
                continue;
            }
            let label = row.name("label");
            let Some(goldstein) = row.number("goldstein", -10.0, 10.0, RowLeftOut) else { continue };
            self.story.codes.push(EventCode { code, label, goldstein });
        }
        self.close(opened);
        index_of(self.story.codes.iter().map(|code| &code.code))
    }

    fn events(&mut self) {
        let (lanes, actors, codes) = (self.lanes(), self.actors(), self.codes());
        let needed = ["event_id", "date", "lane", "source_actor", "target_actor", "event_code"];
        let Some(mut opened) = self.open("events", &needed) else { return };
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("event_id") else { continue };
            if !row.is_new("event_id", &[&id]) {
                continue;
            }
            let Some((date, own_precision)) = row.date("date", RowLeftOut) else { continue };
            let end = row.day("end_date", NotKnown);
            if let Some(end) = end.filter(|&end| end < date) {
                row.note("end_date", Odd::EndBeforeStart { start: date.iso(), end: end.iso() });
            }
            let precisions =
                [("day", Precision::Day), ("month", Precision::Month), ("year", Precision::Year)];
            let precision = row.word("precision", &precisions, precisions[0]).max(own_precision);
            let Some(lane) = resolve(row, "lane", Target::Lane, &lanes) else { continue };
            let Some(source_actor) = resolve(row, "source_actor", Target::Actor, &actors) else { continue };
            let Some(target_actor) = resolve(row, "target_actor", Target::Actor, &actors) else { continue };
            let Some(code) = resolve(row, "event_code", Target::Code, &codes) else { continue };
            let tags = row.list("tags");
            let code_row = &self.story.codes[code];
            let derived = self.derived_kind(&code_row.code, &tags, date);
            let kind = if row.is_empty("kind") {
                derived
            } else {
                row.word("kind", &EventKind::ALL.map(|kind| (kind.key(), kind)), (derived.key(), derived))
            };
            let goldstein = code_row.goldstein;
            let stated = row.number("goldstein", f64::MIN, f64::MAX, NotKnown);
            if stated.is_some_and(|value| (value - goldstein).abs() > 1e-9) {
                let (found, code) = (row.excerpt("goldstein"), code_row.code.clone());
                row.note("goldstein", Odd::CodeValue { found, code, used: goldstein });
            }
            let title = row.name("title");
            let summary = row.prose("summary");
            let importance = self.importance(row);
            let verified = row.word("verified", &[("read", true), ("partial", false)], ("partial", false));
            let sources = self.source_list(&mut opened, "source_ids");
            self.story.events.push(Event {
                title: if title.is_empty() { id.clone() } else { title },
                id,
                date,
                end: end.filter(|&end| end > date),
                precision,
                lane,
                source_actor,
                target_actor,
                kind,
                code,
                goldstein,
                summary,
                importance,
                tags,
                sources,
                verified,
            });
        }
        self.story.events.sort_by(|one, other| (one.date, &one.id).cmp(&(other.date, &other.id)));
        self.close(opened);
    }

    /// 1..=5; anything else is noted and 1.
    fn importance(&self, row: &mut Table<'_>) -> u8 {
        let found = row.excerpt("importance");
        match found.as_bytes() {
            [digit @ b'1'..=b'5'] => digit - b'0',
            [] => 1,
            _ => {
                row.note("importance", Odd::Importance { found });
                1
            }
        }
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

    /// The table of sources; those that no row names come after the others.
    fn sources(&mut self) {
        let Some(mut opened) = self.open("sources", &["source_id"]) else { return };
        self.story.sources_read = true;
        while opened.table.advance() {
            let row = &mut opened.table;
            let Some(id) = row.needed("source_id") else { continue };
            if !row.is_new("source_id", &[&id]) {
                continue;
            }
            let publisher = row.name("publisher");
            let title = row.name("title");
            if row.is_empty("url") {
                row.note("url", Odd::NoAddress { source: excerpt(&id) });
            }
            let url = row.address("url");
            let published = row.date("published", NotKnown);
            let kind = row.name("kind");
            let language = row.name("language");
            let index = self.source(&mut opened, "source_id", id);
            if let Some(source) = self.story.sources.get_mut(index.0 as usize) {
                source.known = Some(KnownSource { publisher, title, url, published, kind, language });
            }
        }
        self.close(opened);
        for (source, (rank, place)) in self.story.sources.iter().zip(std::mem::take(&mut self.first_named)) {
            if source.known.is_none() {
                let odd = Odd::UnknownSource { found: excerpt(&source.id) };
                self.problems.push((rank, Problem { place, odd }));
            }
        }
    }

    /// Notes something odd about the descriptor.
    fn note_descriptor(&mut self, field: &str, odd: Odd) {
        let place = Place { file: DESCRIPTOR_FILE.to_owned(), line: 0, column: 0, field: field.to_owned() };
        self.problems.push((0, Problem { place, odd }));
    }

    /// The descriptor's own words are capped like any others, and what they point at is looked up.
    fn page(&mut self) {
        let mut page = std::mem::take(&mut self.story.page);
        let mut title = self.package.descriptor.title.clone();
        let mut shown = texts(&mut page);
        shown.push(("title", &mut title));
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
        self.story.election = self.elections.get(&page.election).copied();
        if self.story.election.is_none() && !page.election.is_empty() {
            let found = excerpt(&page.election);
            let odd = Odd::UnknownReference { target: Target::Election, found, left_out: false };
            self.note_descriptor("ballotline.election", odd);
        }
        let openings =
            [("ballotline.opening", &page.opening), ("ballotline.opening_narrow", &page.opening_narrow)];
        for (field, opening) in openings {
            if !opening.event.is_empty() && self.story.event_by_id(&opening.event).is_none() {
                let found = excerpt(&opening.event);
                self.note_descriptor(
                    field,
                    Odd::UnknownReference { target: Target::Event, found, left_out: false },
                );
            }
        }
        let windows = openings.into_iter().map(|(field, opening)| (field, [&opening.from, &opening.to]));
        let presets = page.presets.iter().map(|preset| ("ballotline.presets", [&preset.from, &preset.to]));
        for (field, days) in windows.chain(presets) {
            for day in days {
                if !day.is_empty() && Day::parse(day).is_none() {
                    self.note_descriptor(field, Odd::NotADate { found: excerpt(day), done: NotKnown });
                }
            }
        }
        self.story.page = page;
    }

    /// Figures that contradict each other.
    fn check(&mut self) {
        let (headers, problems) = (&self.headers, &mut self.problems);
        check::story(&self.story, &self.lines, &mut |table, line, field, odd| {
            if let Some((rank, path, header)) = headers.get(table) {
                let column = header.iter().position(|name| name == field).map_or(0, |index| index as u32 + 1);
                let place = Place { file: (*path).to_owned(), line, column, field: field.to_owned() };
                problems.push((*rank, Problem { place, odd }));
            }
        });
    }

    fn finish(mut self) -> (Story, Vec<Problem>) {
        self.problems.sort_by(|one, other| {
            let key = |pair: &(usize, Problem)| (pair.0, pair.1.place.line, pair.1.place.column);
            key(one).cmp(&key(other))
        });
        (self.story, self.problems.into_iter().map(|pair| pair.1).collect())
    }
}

/// The row that a cell points at; an empty or unknown one is noted, and the row is to be left out.
fn resolve(row: &mut Table<'_>, field: &'static str, target: Target, index: &Index) -> Option<usize> {
    let key = row.needed(field)?;
    let found = index.get(&key).copied();
    if found.is_none() {
        note_unknown(row, field, target, &key);
    }
    found
}

fn note_unknown(row: &mut Table<'_>, field: &str, target: Target, key: &str) {
    row.note(field, Odd::UnknownReference { target, found: excerpt(key), left_out: true });
}

fn index_of<'k>(keys: impl Iterator<Item = &'k String>) -> Index {
    keys.enumerate().map(|(position, key)| (key.clone(), position)).collect()
}

/// The texts of the page that are shown, each with the property it stands under.
fn texts(page: &mut Page) -> Vec<(&'static str, &mut String)> {
    let mut texts: Vec<(&'static str, &mut String)> = Vec::new();
    for figure in &mut page.figures {
        texts.push(("ballotline.figures", &mut figure.headline));
        texts.push(("ballotline.figures", &mut figure.headline_far));
    }
    for preset in &mut page.presets {
        texts.push(("ballotline.presets", &mut preset.key));
        texts.push(("ballotline.presets", &mut preset.label));
        texts.push(("ballotline.presets", &mut preset.label_narrow));
    }
    texts
}
