//! The reader of stories: what it makes of the embedded one, of bad tables, and of noise.

#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use ballotline::app::{Part, Reading};
use ballotline::data::story::{Page, Resource};
use ballotline::data::table::decimal;
use ballotline::data::text::{self, PROSE_LIMIT, TITLE_LIMIT};
use ballotline::data::{
    Day, Descriptor, Event, EventKind, FileText, Json, OptionKind, Package, Precision, Problem, ShareBase,
    Story, Vote, embedded,
};
use ballotline::words::problem::problem;
use proptest::prelude::*;

const TABLES: [&str; 16] = [
    "elections",
    "results",
    "regions",
    "regional_results",
    "turnout_by_hour",
    "exit_polls",
    "observers",
    "quotes",
    "discrepancies",
    "indices",
    "lanes",
    "actors",
    "event_codes",
    "events",
    "unga_votes",
    "sources",
];

fn embedded_package() -> Package {
    let json: Json = serde_json::from_str(embedded::descriptor_json()).expect("a valid descriptor");
    let descriptor = Descriptor::from_json(&json);
    Package { descriptor, files: embedded::files() }
}

/// The sentences of problems, without the marks that isolate text of the tables.
fn sentences(problems: &[Problem]) -> Vec<String> {
    let isolates = ['\u{2068}', '\u{2069}'];
    problems.iter().map(|one| problem(one).replace(isolates, "").replace('\u{a0}', " ")).collect()
}

// The embedded story

const KNOWN: [&str; 7] = [
    "elections.csv, line 2, column share_base (Kazakhstan, 1 December 1991): the shares fit ballots cast as well as valid \
     votes, so the base is not proved; valid votes are used.",
    "elections.csv, line 29, column turnout_pct (Russia, 17 March 2024): turnout is 77.49 % as published, while 87,394,861 \
     of 113,011,059 is 77.333 %; each is shown as published.",
    "results.csv, line 55, column votes (Belarus, 11 October 2015): as published, 6,063,753 votes for the options and \
     48,756 invalid ballots make 6,112,509, while 6,112,364 turned out; each is shown as published.",
    "results.csv, line 101, column share_pct (Georgia, 28 October 2018): as published, votes and shares have no base in \
     common: one option asks for at least 1,593,395, another for at most 1,593,226; each is shown as published.",
    "turnout_by_hour.csv, line 121, column turnout_pct: as published, turnout in “Jetisu Region” falls from 81.43 % at 20:05 to \
     81.42 % at 22:00; each is shown as published.",
    "turnout_by_hour.csv, line 131, column turnout_pct: as published, turnout in “Astana” falls from 48.67 % at 20:05 to \
     48.60 % at 22:00; each is shown as published.",
    "sources.csv, line 136, column url: “stan-2022-11-20-2000” has no address; it is named without a link.",
];

#[test]
fn a_reading_comes_out_of_its_bytes_as_it_went_in() {
    for package in [embedded_package(), small_package(), Package::default()] {
        let reading = Reading::of(&package);
        assert_eq!(unpacked(&reading), travelling(&reading));
        let mut parts = Reading::default();
        assert_eq!(parts.unpack(&reading.pack(Part::More)), None, "before what it rests on");
        assert_eq!(parts.unpack(&reading.pack(Part::Election)), Some(()));
        // Notes and what is drawn of no option come with the rest, but for the note of the story's own election.
        let mut elections = reading.story.elections.clone();
        for (index, election) in elections.iter_mut().enumerate() {
            if reading.story.election != Some(index) {
                election.note.clear();
            }
            for option in &mut election.options {
                (option.name_native, option.party, option.note) = Default::default();
            }
        }
        assert_eq!((&parts.story.elections, parts.story.events.len()), (&elections, 0));
        assert_eq!(parts.unpack(&reading.pack(Part::Rest)), None, "before what it rests on");
        assert_eq!(parts.unpack(&reading.pack(Part::More)), Some(()));
        let mut begun = Reading::default();
        assert_eq!(begun.unpack(&reading.pack(Part::Begin)), Some(()));
        assert_eq!(begun, parts);
        let page = &reading.story.page;
        let first: Vec<Event> = reading
            .story
            .events
            .clone()
            .into_iter()
            .map(|mut event| {
                if event.id != page.opening.event && event.id != page.opening_narrow.event {
                    event.summary.clear();
                }
                event
            })
            .collect();
        assert_eq!(parts.story.events, first);
        let files =
            |reading: &Reading| reading.notes.iter().map(|note| note.file.clone()).collect::<Vec<_>>();
        assert_eq!(files(&parts), files(&reading), "what notes say comes later");
        assert!(!parts.story.sources_read && parts.story.sources.is_empty());
        assert_eq!(parts.unpack(b"<!doctype html>"), None);
        assert_eq!(parts.unpack(&reading.pack(Part::Rest)), Some(()));
        assert_eq!(parts, travelling(&reading));
    }
}

/// What of a reading travels: neither the tables that no figure draws nor the codes that no event has.
fn travelling(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    let story = &mut reading.story;
    for index in 0..story.codes.len() {
        if !story.events.iter().any(|event| event.code == index) {
            story.codes[index] = Default::default();
        }
    }
    (story.indices, story.tables) = Default::default();
    reading
}

/// A reading that has travelled.
fn unpacked(reading: &Reading) -> Reading {
    let mut whole = Reading::default();
    assert_eq!(whole.unpack(&reading.pack(Part::Whole)), Some(()));
    whole
}

#[test]
fn the_embedded_story_has_its_seven_known_oddities_and_no_other() {
    let (story, problems) = Story::read(&embedded_package());
    assert_eq!(sentences(&problems), KNOWN);
    check_validity(&story, &problems, &embedded_package());
}

#[test]
fn a_note_on_another_election_names_its_country_in_the_language() {
    let json: Json = serde_json::from_str(embedded::descriptor_json()).expect("a valid descriptor");
    for (language, names) in [
        ("ru", ["(Казахстан, 1 декабря 1991", "(Россия, 17 марта 2024", "(Беларусь, 11", "(Грузия, 28"]),
        ("kk", ["(Қазақстан, 1991 жылғы 1 желтоқсан)", "(Ресей, 2024", "(Беларусь, 2015", "(Грузия, 2018"]),
    ] {
        let descriptor = Descriptor::in_language(&json, language);
        let reading = Reading::of(&Package { descriptor, files: embedded::files() });
        for (note, name) in reading.notes.iter().zip(names) {
            assert!(note.text.replace('\u{a0}', " ").contains(name), "{name}: {}", note.text);
        }
    }
}

#[test]
fn no_two_codes_of_events_are_called_the_same_in_any_language() {
    let json: Json = serde_json::from_str(embedded::descriptor_json()).expect("a valid descriptor");
    for (language, unspecified) in [
        ("en", "Reject (not specified further)"),
        ("ru", "Отказ (без уточнения)"),
        ("kk", "Бас тарту (нақтыланбаған)"),
    ] {
        let descriptor = Descriptor::in_language(&json, language);
        let (story, _) = Story::read(&Package { descriptor, files: embedded::files() });
        let mut codes_by_label: BTreeMap<String, &str> = BTreeMap::new();
        for code in &story.codes {
            let other = codes_by_label.insert(code.label.to_lowercase(), &code.code);
            assert_eq!(other, None, "{language}: {} is called {}", code.code, code.label);
        }
        assert_eq!(codes_by_label.get(&unspecified.to_lowercase()), Some(&"120"));
    }
}

#[test]
fn elections_carry_what_was_coded_about_their_year() {
    let (story, _) = Story::read(&embedded_package());
    let of = |id: &str| -> Vec<(String, i32, String)> {
        let election = story.elections.iter().find(|election| election.id == id).expect("the election");
        let coded = election.codings.iter();
        coded.map(|own| (own.index.clone(), own.year, format!("{}", own.value))).collect()
    };
    let coded = |index: &str, year: i32, value: &str| (index.to_owned(), year, value.to_owned());
    assert_eq!(
        of("kaz-2022-11-20"),
        [coded("v2x_polyarchy", 2022, "0.265"), coded("freedom_house_total", 2022, "23")]
    );
    // No total is known for so early a year: the two ratings.
    assert_eq!(
        of("kaz-1991-12-01"),
        [
            coded("v2x_polyarchy", 1991, "0.29"),
            coded("freedom_house_pr", 1991, "5"),
            coded("freedom_house_cl", 1991, "4"),
        ]
    );
    // The nearest year, where the election's own is not coded.
    assert!(of("pol-2025-05-18").iter().all(|own| own.1 == 2024));
    assert_eq!(of("pol-2025-05-18").len(), 2);
    // Questions are not compared with other countries' elections.
    assert!(of("kaz-2022-06-05").is_empty());
    assert_eq!(story.name_of_country("POL"), "Poland");
    assert_eq!(story.name_of_country("KAZ"), "Kazakhstan");
    assert_eq!(story.name_of_country("XYZ"), "XYZ");
}

#[test]
fn without_the_sources_it_has_the_other_six_and_the_same_indices() {
    let (whole, _) = Story::read(&embedded_package());
    let mut package = embedded_package();
    package.files.insert("sources.csv".to_owned(), FileText::Later);
    let (story, problems) = Story::read(&package);
    assert_eq!(sentences(&problems), KNOWN[..6]);
    assert!(!story.sources_read && story.sources.iter().all(|source| source.known.is_none()));
    assert_eq!(story.sources.len(), 472, "those that a row names");
    for (early, late) in story.sources.iter().zip(&whole.sources) {
        assert_eq!(early.id, late.id, "an index means the same before and after the sources come");
    }
}

#[test]
fn the_embedded_story_is_whole() {
    let (story, _) = Story::read(&embedded_package());
    let options: usize = story.elections.iter().map(|election| election.options.len()).sum();
    let answers: usize = story.exit_polls.iter().map(|poll| poll.answers.len()).sum();
    assert_eq!((story.elections.len(), options), (37, 224));
    assert_eq!((story.regions.len(), story.regional.len(), story.bulletins.len()), (20, 56, 140));
    assert_eq!((answers, story.observers.len(), story.quotes.len()), (42, 13, 18));
    assert_eq!((story.discrepancies.len(), story.indices.len()), (70, 602));
    assert_eq!((story.lanes.len(), story.actors.len(), story.codes.len()), (7, 27, 311));
    assert_eq!((story.events.len(), story.resolutions.len(), story.sources.len()), (220, 19, 512));
    assert!(story.sources_read && story.sources.iter().all(|source| source.known.is_some()));
    let named: Vec<_> = story.lanes.iter().map(|lane| lane.id.as_str()).collect();
    assert_eq!(named, ["russia", "west", "china", "ukraine", "central_asia", "organisations", "domestic"]);
    assert_eq!(story.extent().map(|(first, last)| (first.year(), last.year())), Some((1991, 2025)));
}

#[test]
fn the_storys_own_election_has_its_figures() {
    let (story, _) = Story::read(&embedded_package());
    let election = &story.elections[story.election.expect("the story's election is there")];
    assert_eq!((election.id.as_str(), election.date.iso().as_str()), ("kaz-2022-11-20", "2022-11-20"));
    assert_eq!(election.share_base, Some(ShareBase::Valid));
    let option = |kind| election.options.iter().find(|option| option.kind == kind).expect("such an option");
    let winner = option(OptionKind::Candidate);
    assert_eq!(
        (winner.name.as_str(), winner.votes, winner.incumbent),
        ("Kassym-Jomart Tokayev", Some(6_456_393), true)
    );
    assert_eq!(winner.share_percent, Some(81.31));
    let against = option(OptionKind::AgainstAll);
    assert_eq!((against.votes, against.share_percent), (Some(460_484), Some(5.8)));
    let source =
        story.source(winner.source).and_then(|source| source.known.as_ref()).expect("its source is known");
    assert!(source.url.as_ref().is_some_and(|url| url.starts_with("https://")));
}

#[test]
fn every_step_of_the_tour_rests_on_an_event_in_its_window() {
    let (story, _) = Story::read(&embedded_package());
    assert!((8..=10).contains(&story.page.tour.len()));
    let mut last = Day(0);
    for step in &story.page.tour {
        let event = &story.events[story.event_by_id(&step.event).expect("an event")];
        let day = |text: &str| Day::parse(text).expect("a day");
        assert!(day(&step.from) <= event.date && event.date <= day(&step.to), "{}", step.title);
        assert!(step.tags.is_empty() || event.has_tag(&step.tags), "{}", step.title);
        let sentences = step.text.matches(". ").count() + 1;
        assert_eq!(sentences, 2, "{}", step.text);
        last = last.max(event.date);
    }
    assert_eq!(last, Day::parse("2022-11-29").expect("a day"));
}

#[test]
fn the_page_points_at_what_is_there() {
    let (story, _) = Story::read(&embedded_package());
    let page = &story.page;
    assert_eq!(page.figures.len(), 7);
    for opening in [&page.opening, &page.opening_narrow] {
        assert!(story.event_by_id(&opening.event).is_some(), "{}", opening.event);
        assert!(Day::parse(&opening.from).is_some() && Day::parse(&opening.to).is_some());
    }
    let lines = &page.label_lines;
    assert_eq!(lines.len(), story.lanes.len());
    assert!(story.lanes.iter().all(|lane| lines.contains_key(&lane.id)));
}

#[test]
fn votes_of_states_are_read_as_votes() {
    let (story, _) = Story::read(&embedded_package());
    let first = &story.resolutions[0];
    assert_eq!((first.id.as_str(), first.tally), ("A/RES/68/262", [Some(100), Some(11), Some(58), Some(24)]));
    let column = |state: &str| story.voters.iter().position(|code| code == state).expect("a column");
    let vote = |state: &str| first.votes[column(state)];
    assert_eq!(
        (vote("KAZ"), vote("RUS"), vote("KGZ")),
        (Some(Vote::Abstained), Some(Vote::No), Some(Vote::Absent))
    );
    let second = &story.resolutions[1];
    assert_eq!(second.votes[column("UKR")], None, "not known");
    let short =
        |symbol: &str| story.resolutions.iter().find(|one| one.id == symbol).map(|one| &*one.short_title);
    assert_eq!(short("A/RES/ES-11/5"), Some("Reparation"));
    let (small, _) = Story::read(&small_package());
    assert_eq!(small.resolutions[0].short_title, "Short");
}

#[test]
fn kinds_that_are_not_given_follow_from_the_codes() {
    let (given, _) = Story::read(&embedded_package());
    let mut package = embedded_package();
    let without_column = match &package.files["events.csv"] {
        FileText::Here(text) => text.replacen(",kind,", ",sort,", 1),
        _ => String::new(),
    };
    package.files.insert("events.csv".to_owned(), FileText::Here(without_column));
    let (derived, problems) = Story::read(&package);
    assert_eq!(sentences(&problems), KNOWN, "a column of kinds may be missing");
    let mut differ = Vec::new();
    for (given, derived) in given.events.iter().zip(&derived.events) {
        if given.kind != derived.kind {
            differ.push((given.id.as_str(), given.kind.key(), derived.kind.key()));
        }
    }
    // What no code says: accidents shown as force, and votes outside elections of the story.
    assert_eq!(
        differ,
        [
            ("2022-02-28-hrc-urgent-debate", "vote", "statement"),
            ("2022-03-22-cpc-storm-damage", "force", "statement"),
            ("2022-06-16-cpc-mines", "force", "statement"),
            ("2022-08-22-cpc-moorings", "force", "statement"),
            ("2023-03-19-parliamentary-elections", "vote", "statement"),
        ]
    );
}

// Bad tables: a small story in which one thing is wrong at a time

const SMALL: [(&str, &str); 16] = [
    (
        "elections",
        "election_id,country,date,office,kind,registered,turned_out,turnout_pct,valid_votes,invalid_votes,status,\
         source_id,note,share_base\n\
         aaa-2020-02-02,AAA,2020-02-02,president,early,2000,1000,50,900,100,final,paper,,valid\n\
         aaa-2024-02-04,AAA,2024-02-04,president,regular,,,,,,preliminary,paper,,\n",
    ),
    (
        "results",
        "election_id,option_id,name,name_native,party,incumbent,kind,votes,share_pct,source_id,note\n\
         aaa-2020-02-02,one,One,,,true,candidate,600,66.67,paper,\n\
         aaa-2020-02-02,two,Two,,,false,candidate,300,33.33,paper,\n\
         aaa-2024-02-04,one,One,,,true,candidate,,,paper,\n",
    ),
    (
        "regions",
        "region_id,name_en,kind,created,grid_col,grid_row,source_id\n\
         AA-1,North,region,,0,0,paper\n\
         AA-2,South,city,,0,1,paper\n",
    ),
    (
        "regional_results",
        "election_id,region_id,registered,turned_out,turnout_pct,option_id,source_id\n\
         aaa-2020-02-02,AA-1,,,40,,paper\n\
         aaa-2020-02-02,AA-2,1000,600,60,,paper\n",
    ),
    (
        "turnout_by_hour",
        "election_id,time,region_id,turnout_pct,ballots,source_id\n\
         aaa-2020-02-02,2020-02-02T10:00:00+06:00,AA,20,400,paper\n\
         aaa-2020-02-02,2020-02-02T12:00:00+06:00,AA,30,600,paper\n",
    ),
    (
        "exit_polls",
        "poll_id,election_id,pollster,kind,option_id,share_pct,source_id\n\
         poll,aaa-2020-02-02,Pollster,exit_poll,one,70,paper\n\
         poll,aaa-2020-02-02,Pollster,exit_poll,undecided,30,paper\n",
    ),
    (
        "observers",
        "mission_id,election_id,mission,kind,accredited,assessment,source_id\n\
         mission,aaa-2020-02-02,Mission,mission,12,Fine.,paper\n",
    ),
    (
        "quotes",
        "quote_id,speaker,role,date,language,quote,source_id\n\
         quote,Speaker,role,2020-02,en,Said so.,paper\n",
    ),
    (
        "discrepancies",
        "election_id,option_id,field,value,source_id,why_not_used\n\
         aaa-2020-02-02,one,votes,601,paper,Early.\n",
    ),
    (
        "indices",
        "country,year,index,value,scale_min,scale_max,source_id\n\
         AAA,2020,index,0.5,0,1,paper\n",
    ),
    ("lanes", "lane_id,name_en,order\nsecond,Second,2\nfirst,First,1\n"),
    ("actors", "code,name_en\nAAA,A\nBBB,B\n"),
    ("event_codes", "code,label,goldstein\n010,Say,0.0\n042,Visit,1.9\n173,Arrest,-5.0\n"),
    (
        "events",
        "event_id,date,end_date,precision,lane,source_actor,target_actor,kind,event_code,goldstein,title,summary,\
         importance,tags,source_ids,verified\n\
         late,2020-03-01,,day,first,AAA,BBB,meeting,042,1.9,Late,A visit.,3,a;b,paper;web,read\n\
         early,2020-01-01,2020-01-05,day,second,BBB,AAA,force,173,-5.0,Early,Arrests.,2,,paper,partial\n",
    ),
    (
        "unga_votes",
        "resolution,date,title,yes,no,abstain,absent,AAA,BBB,source_id\n\
         R/1,2020-01-02,Title,100,50,40,3,Y,,paper\n",
    ),
    (
        "sources",
        "source_id,publisher,title,url,published,kind,language\n\
         paper,Paper,Report,https://example.org/a,2020-02-03,newspaper,en\n\
         web,Web,Page,http://example.org/b,2020,agency,en\n",
    ),
];

fn small_package() -> Package {
    let resource =
        |name: &str| Resource { name: name.to_owned(), path: format!("{name}.csv"), deferred: false };
    let ballotline = Page { country: "AAA".into(), election: "aaa-2020-02-02".into(), ..Page::default() };
    let resources = TABLES.map(resource).to_vec();
    let short_titles = vec![("R/1".to_owned(), "Short".to_owned())];
    let descriptor = Descriptor {
        name: "small".into(),
        title: "Small".into(),
        resources,
        ballotline,
        short_titles,
        ..Descriptor::default()
    };
    let file = |(name, text): (&str, &str)| (format!("{name}.csv"), FileText::Here(text.to_owned()));
    Package { descriptor, files: SMALL.into_iter().map(file).collect() }
}

/// Rows that a story has of a table.
fn rows(story: &Story, table: &str) -> usize {
    match table {
        "elections" => story.elections.len(),
        "results" => story.elections.iter().map(|election| election.options.len()).sum(),
        "regions" => story.regions.len(),
        "regional_results" => story.regional.len(),
        "turnout_by_hour" => story.bulletins.len(),
        "exit_polls" => story.exit_polls.iter().map(|poll| poll.answers.len()).sum(),
        "observers" => story.observers.len(),
        "quotes" => story.quotes.len(),
        "discrepancies" => story.discrepancies.len(),
        "indices" => story.indices.len(),
        "lanes" => story.lanes.len(),
        "actors" => story.actors.len(),
        "event_codes" => story.codes.len(),
        "events" => story.events.len(),
        "unga_votes" => story.resolutions.len(),
        _ => story.sources.iter().filter(|source| source.known.is_some()).count(),
    }
}

#[test]
fn the_small_story_is_in_order() {
    let (story, problems) = Story::read(&small_package());
    assert_eq!(sentences(&problems), [""; 0]);
    for (table, text) in SMALL {
        assert_eq!(rows(&story, table), text.lines().count() - 1, "{table}");
    }
    assert_eq!(story.events[0].id, "early", "events stand in the order of their dates");
    assert_eq!(story.lanes[story.events[0].lane].id, "second");
    assert_eq!(story.lanes[0].id, "first", "lanes stand in their own order");
    assert_eq!(
        story.quotes[0].date.map(|(day, precision)| (day.iso(), precision)),
        Some(("2020-02-01".into(), Precision::Month))
    );
}

/// Reads the small story with the first occurrence of `old` in one table replaced. It says exactly `said`, and keeps
/// all rows of the table but `lost`.
#[track_caller]
fn check(table: &str, old: &str, new: &str, lost: usize, said: &[&str]) -> Story {
    let mut package = small_package();
    let path = format!("{table}.csv");
    let Some(FileText::Here(text)) = package.files.get(&path) else { panic!("no table {table}") };
    assert!(text.contains(old), "{table} has no {old:?}");
    let lines = text.lines().count() - 1;
    let changed = text.replacen(old, new, 1);
    package.files.insert(path, FileText::Here(changed));
    let (story, problems) = Story::read(&package);
    assert_eq!(sentences(&problems), said);
    assert_eq!(rows(&story, table), lines - lost, "rows of {table}");
    check_validity(&story, &problems, &package);
    story
}

#[test]
fn rows_and_columns_that_are_odd() {
    check(
        "results",
        "One,,,true,candidate,600",
        "One,,,true,candidate,6,00",
        1,
        &[
            "results.csv, line 2: the number of cells is 12, while the header has 11; the row is left out.",
            "exit_polls.csv, line 2, column option_id: there is no option “one”; the row is left out.",
            "discrepancies.csv, line 2, column option_id: there is no option “one”; the row is left out.",
        ],
    );
    check(
        "lanes",
        "second,Second,2",
        "second,Second",
        1,
        &[
            "lanes.csv, line 2: the number of cells is 2, while the header has 3; the row is left out.",
            "events.csv, line 3, column lane: there is no lane “second”; the row is left out.",
        ],
    );
    check(
        "lanes",
        "lane_id",
        "\u{feff}lane_id",
        0,
        &["lanes.csv, line 1: the file starts with a byte order mark, which is skipped."],
    );
    check(
        "observers",
        "assessment,",
        "verdict,",
        0,
        &["observers.csv, line 1, column assessment: the column is missing; its values count as not known."],
    );
    check(
        "observers",
        "mission_id,",
        "key,",
        1,
        &[
            "observers.csv, line 1, column mission_id: the column is missing, and no row can be read without it; the table \
         is left out.",
        ],
    );
    check(
        "quotes",
        "role,date",
        "speaker,date",
        0,
        &[
            "quotes.csv, line 1, column role: the column is missing; its values count as not known.",
            "quotes.csv, line 1, column speaker: a column of this name was there before; the first is read.",
        ],
    );
    check(
        "unga_votes",
        "R/1,2020-01-02,Title",
        "R/1,2020-01-02,\"Title",
        1,
        &[
            "unga_votes.csv, line 2: a quotation mark opens and never closes; everything from this row on is left out.",
        ],
    );
    check(
        "quotes",
        "Said so.",
        "Said \u{fffd}o.",
        0,
        &[
            "quotes.csv, line 2: some characters could not be read as UTF-8; they are shown as replacement characters.",
        ],
    );
}

#[test]
fn keys_and_references_that_are_odd() {
    check(
        "events",
        "early,",
        "late,",
        1,
        &["events.csv, line 3, column event_id: “late” is on line 2 already; this row is left out."],
    );
    check(
        "results",
        "02,two",
        "02,one",
        1,
        &[
            "results.csv, line 3, column option_id: “aaa-2020-02-02 / one” is on line 2 already; this row is left out.",
        ],
    );
    check(
        "events",
        "early,",
        ",",
        1,
        &[
            "events.csv, line 3, column event_id: the cell is empty, and the row cannot do without it; the row is left out.",
        ],
    );
    check(
        "events",
        "day,first",
        "day,third",
        1,
        &["events.csv, line 2, column lane: there is no lane “third”; the row is left out."],
    );
    check(
        "events",
        "BBB,AAA",
        "CCC,AAA",
        1,
        &["events.csv, line 3, column source_actor: there is no actor “CCC”; the row is left out."],
    );
    check(
        "events",
        "AAA,BBB,meeting",
        "AAA,CCC,meeting",
        1,
        &["events.csv, line 2, column target_actor: there is no actor “CCC”; the row is left out."],
    );
    check(
        "events",
        "042,1.9",
        "42,1.9",
        1,
        &["events.csv, line 2, column event_code: there is no event code “42”; the row is left out."],
    );
    check(
        "events",
        "a;b,paper;web",
        "a;b,paper;web;blog",
        0,
        &["events.csv, line 2, column source_ids: there is no source “blog”; only its key is shown."],
    );
    check(
        "discrepancies",
        "votes,601,paper",
        "votes,601,",
        1,
        &[
            "discrepancies.csv, line 2, column source_id: the cell is empty, and the row cannot do without it; the row is \
         left out.",
        ],
    );
    check(
        "observers",
        "mission,aaa-2020",
        "mission,bbb-2020",
        1,
        &[
            "observers.csv, line 2, column election_id: there is no election “bbb-2020-02-02”; the row is left out.",
        ],
    );
    check(
        "exit_polls",
        "exit_poll,one",
        "exit_poll,three",
        1,
        &["exit_polls.csv, line 2, column option_id: there is no option “three”; the row is left out."],
    );
    check(
        "regional_results",
        "AA-2",
        "AA-3",
        0,
        &[
            "regional_results.csv, line 3, column region_id: there is no region “AA-3”; the row is kept without a place on \
         the map.",
        ],
    );
    check(
        "regions",
        "city,,0,1",
        "city,,0,0",
        0,
        &[
            "regions.csv, line 3, column grid_col: the tile is taken by “AA-1”; this region is left off the map.",
        ],
    );
}

#[test]
fn numbers_that_are_odd() {
    check(
        "elections",
        "early,2000",
        "early,-2000",
        0,
        &["elections.csv, line 2, column registered: “-2000” is a count below zero; it counts as not known."],
    );
    check(
        "elections",
        "early,2000",
        "early,\"2,000\"",
        0,
        &[
            "elections.csv, line 2, column registered: “2,000” is not a number this column can have; it counts as not known.",
        ],
    );
    check(
        "elections",
        "early,2000",
        "early,2000.5",
        0,
        &[
            "elections.csv, line 2, column registered: “2000.5” is not a number this column can have; it counts as not \
         known.",
        ],
    );
    check(
        "elections",
        "early,2000",
        "early,99999999999999999999999",
        0,
        &[
            "elections.csv, line 2, column registered: “99999999999999999999999” is not a number this column can have; it \
         counts as not known.",
        ],
    );
    check(
        "results",
        "66.67",
        "166.67",
        0,
        &[
            "results.csv, line 2, column share_pct: “166.67” is not between 0 and 100; it counts as not known.",
        ],
    );
    check(
        "results",
        "66.67",
        "66.67%",
        0,
        &[
            "results.csv, line 2, column share_pct: “66.67%” is not a number this column can have; it counts as not known.",
        ],
    );
    check(
        "events",
        "2020-01-05,day,second,BBB,AAA,force,173,-5.0",
        "2020-01-05,day,second,BBB,AAA,force,173,-5",
        0,
        &[],
    );
    check(
        "events",
        "173,-5.0",
        "173,5.0",
        0,
        &[
            "events.csv, line 3, column goldstein: “5.0” is not the value of code “173”; the code’s own, −5, is used.",
        ],
    );
    check(
        "event_codes",
        "Say,0.0",
        "Say,11",
        1,
        &["event_codes.csv, line 2, column goldstein: “11” is not between −10 and 10; the row is left out."],
    );
    for (importance, read) in [("6", 1), ("0", 1), ("3.5", 1), ("high", 1)] {
        let said = format!(
            "events.csv, line 2, column importance: “{importance}” is not a whole number from 1 to 5; it is read as 1."
        );
        let story = check("events", "A visit.,3", &format!("A visit.,{importance}"), 0, &[&said]);
        assert_eq!(story.events[1].importance, read);
    }
    check(
        "indices",
        "index,0.5",
        "index,1.5",
        1,
        &["indices.csv, line 2, column value: “1.5” is not between 0 and 1; the row is left out."],
    );
}

#[test]
fn dates_that_are_odd() {
    check(
        "events",
        "late,2020-03-01",
        "late,2021-02-29",
        1,
        &["events.csv, line 2, column date: “2021-02-29” is not a date; the row is left out."],
    );
    check(
        "events",
        "late,2020-03-01",
        "late,1 March 2020",
        1,
        &["events.csv, line 2, column date: “1 March 2020” is not a date; the row is left out."],
    );
    check(
        "events",
        "late,2020-03-01",
        "late,",
        1,
        &[
            "events.csv, line 2, column date: the cell is empty, and the row cannot do without it; the row is left out.",
        ],
    );
    let story = check(
        "events",
        "2020-01-05",
        "2019-12-31",
        0,
        &[
            "events.csv, line 3, column end_date: the end, 2019-12-31, is before the start, 2020-01-01; the end is left out.",
        ],
    );
    assert_eq!(story.events[0].end, None);
    let story = check("events", "late,2020-03-01", "late,2020-03", 0, &[]);
    assert_eq!(
        (story.events[1].date.iso().as_str(), story.events[1].precision),
        ("2020-03-01", Precision::Month)
    );
    check(
        "quotes",
        "2020-02,",
        "02/2020,",
        0,
        &["quotes.csv, line 2, column date: “02/2020” is not a date; it counts as not known."],
    );
    for time in ["2020-02-02", "2020-02-02T25:00:00+06:00", "2020-02-02T10:00:00", "2020-02-02T10:00:00+6"] {
        let said = format!(
            "turnout_by_hour.csv, line 2, column time: “{time}” is not a time with its offset; the row is left out."
        );
        check("turnout_by_hour", "2020-02-02T10:00:00+06:00", time, 1, &[&said]);
    }
}

#[test]
fn words_that_are_odd() {
    let story = check(
        "events",
        "BBB,meeting",
        "BBB,party",
        0,
        &["events.csv, line 2, column kind: “party” is not a word of this column; it is read as “meeting”."],
    );
    assert_eq!(story.events[1].kind, EventKind::Meeting);
    let story = check("events", "AAA,force", "AAA,", 0, &[]);
    assert_eq!(story.events[0].kind, EventKind::Force);
    check(
        "events",
        ",day,first",
        ",week,first",
        0,
        &["events.csv, line 2, column precision: “week” is not a word of this column; it is read as “day”."],
    );
    let story = check(
        "elections",
        "paper,,valid",
        "paper,,votes",
        0,
        &[
            "elections.csv, line 2, column share_base: “votes” is not a word of this column; it counts as not known.",
        ],
    );
    assert_eq!(story.elections[0].share_base, None);
    check(
        "unga_votes",
        "3,Y",
        "3,yes",
        0,
        &["unga_votes.csv, line 2, column AAA: “yes” is not a word of this column; it counts as not known."],
    );
}

#[test]
fn texts_that_are_odd() {
    let long = "a".repeat(10_000);
    let story = check(
        "events",
        ",Late,",
        &format!(",{long},"),
        0,
        &[
            "events.csv, line 2, column title: the text is too long or has too many marks; it is cut, to at most 300 \
         characters.",
        ],
    );
    assert_eq!(story.events[1].title.len(), 300);
    let story = check(
        "events",
        "A visit.",
        &long,
        0,
        &[
            "events.csv, line 2, column summary: the text is too long or has too many marks; it is cut, to at most 4,000 \
         characters.",
        ],
    );
    assert_eq!(story.events[1].summary.len(), 4_000);
    let marks = format!("z{}", "\u{301}".repeat(100_000));
    let story = check(
        "events",
        ",Late,",
        &format!(",{marks},"),
        0,
        &[
            "events.csv, line 2, column title: the text is too long or has too many marks; it is cut, to at most 300 \
         characters.",
        ],
    );
    assert_eq!(story.events[1].title.chars().count(), 17);
    let story = check(
        "events",
        ",Late,",
        ",\u{202e}Late\u{7},",
        0,
        &[
            "events.csv, line 2, column title: the text has control or direction characters; they are removed.",
        ],
    );
    assert_eq!(story.events[1].title, "Late");
    for address in
        ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", "ftp://example.org"]
    {
        let said =
            format!("sources.csv, line 2, column url: “{address}” is not a web address; it is left out.");
        let story = check("sources", "https://example.org/a", &format!("\"{address}\""), 0, &[&said]);
        assert!(
            story.sources.iter().all(|source| source.id != "paper"
                || source.known.as_ref().is_some_and(|known| known.url.is_none()))
        );
    }
    check(
        "sources",
        "https://example.org/a",
        "",
        0,
        &["sources.csv, line 2, column url: “paper” has no address; it is named without a link."],
    );
}

#[test]
fn figures_that_contradict_each_other() {
    check(
        "elections",
        "2000,1000,50",
        "2000,1000,51",
        0,
        &[
            "elections.csv, line 2, column turnout_pct: turnout is 51.00 % as published, while 1,000 of 2,000 is 50.00 %; \
         each is shown as published.",
        ],
    );
    check(
        "elections",
        "900,100,final",
        "900,90,final",
        0,
        &[
            "elections.csv, line 2, column valid_votes: as published, 900 valid and 90 invalid ballots make 990, while \
         1,000 turned out; each is shown as published.",
        ],
    );
    check(
        "results",
        "candidate,600,66.67",
        "candidate,600,65.67",
        0,
        &[
            "results.csv, line 2, column share_pct: the share is 65.67 % as published, while 600 of 900 is 66.667 %; each \
         is shown as published.",
            "results.csv, line 2, column share_pct: as published, the shares sum to 99.00 %; each is shown as published.",
        ],
    );
    check(
        "turnout_by_hour",
        "AA,30,600",
        "AA,19,",
        0,
        &[
            "turnout_by_hour.csv, line 3, column turnout_pct: as published, turnout in “AA” falls from 20.00 % at 10:00 to \
         19.00 % at 12:00; each is shown as published.",
        ],
    );
    check(
        "turnout_by_hour",
        "AA,20,400",
        "AA,21,400",
        0,
        &[
            "turnout_by_hour.csv, line 2, column turnout_pct: turnout is 21.00 % as published, while 400 of 2,000 is \
         20.00 %; each is shown as published.",
        ],
    );
    check(
        "regional_results",
        "AA-1,,,40",
        "AA-1,,,55",
        0,
        &[
            "regional_results.csv, line 2, column turnout_pct: as published, the nation’s turnout, 50.00 %, is outside that \
         of its regions, 55.00 % to 60.00 %; each is shown as published.",
        ],
    );
    check(
        "exit_polls",
        "one,70",
        "one,80",
        0,
        &[
            "exit_polls.csv, line 2, column share_pct: as published, the shares sum to 110.00 %; each is shown as published.",
        ],
    );
    check(
        "unga_votes",
        "100,50,40,3",
        "100,50,40,4",
        0,
        &[
            "unga_votes.csv, line 2, column yes: as published, the tally sums to 194, while 193 states can vote; each \
         figure is shown as published.",
        ],
    );
    // 193 states are members since 14 July 2011.
    let odd = "unga_votes.csv, line 2, column yes: as published, the tally sums to 192, while 193 states can vote; each \
         figure is shown as published.";
    for (day, said) in [("1992-05-01", &[][..]), ("2011-07-13", &[]), ("2011-07-14", &[odd])] {
        check("unga_votes", "2020-01-02,Title,100,50,40,3", &[day, ",Title,100,50,40,2"].concat(), 0, said);
    }
    check(
        "results",
        "aaa-2024-02-04,one,One,,,true,candidate,,,paper,\n",
        "",
        1,
        &[
            "elections.csv, line 3, column election_id (A, 4 February 2024): the election has no options in the results; \
         its own figures are shown alone.",
        ],
    );
    check(
        "results",
        "300,33.33",
        "290,32.22",
        0,
        &[
            "results.csv, line 2, column votes: as published, the options have 890 votes together, while 900 are valid; \
         each is shown as published.",
            "results.csv, line 2, column share_pct: as published, the shares sum to 98.89 %; each is shown as published.",
        ],
    );
    check(
        "results",
        "300,33.33",
        ",66.67",
        0,
        &[
            "results.csv, line 2, column share_pct: as published, the shares sum to 133.34 %; each is shown as published.",
        ],
    );
    check(
        "results",
        "300,33.33",
        "390,43.33",
        0,
        &[
            "results.csv, line 2, column votes: as published, the options have 990 votes together, while 900 are valid; \
         each is shown as published.",
            "results.csv, line 2, column share_pct: as published, the shares sum to 110.00 %; each is shown as published.",
        ],
    );
    check(
        "elections",
        "50,900,100",
        "50,,90",
        0,
        &[
            "results.csv, line 2, column votes: as published, 900 votes for the options and 90 invalid ballots make 990, \
         while 1,000 turned out; each is shown as published.",
        ],
    );
}

#[test]
fn files_that_are_not_there() {
    for table in TABLES {
        let path = format!("{table}.csv");
        let mut package = small_package();
        package.files.insert(path.clone(), FileText::Later);
        let (story, problems) = Story::read(&package);
        assert!(problems.iter().all(|one| one.place.file != path), "{table}: {problems:?}");
        assert_eq!(rows(&story, table), 0, "{table}");

        package.files.remove(&path);
        let (story, problems) = Story::read(&package);
        let said = sentences(&problems);
        assert!(said.contains(&format!("{path}: the file is missing; its rows are left out.")), "{said:?}");
        assert_eq!(rows(&story, table), 0, "{table}");

        package.descriptor.resources.retain(|resource| resource.name != table);
        let (_, problems) = Story::read(&package);
        assert!(
            problems.iter().all(|one| one.place.file != path),
            "a table that is not named is not missed: {table}"
        );
    }
    let nothing = Story { sources_read: true, ..Story::default() };
    assert_eq!(Story::read(&Package::default()), (nothing, Vec::new()));
}

#[test]
fn a_descriptor_that_points_at_nothing() {
    let mut package = small_package();
    package.descriptor.ballotline.election = "zzz".into();
    package.descriptor.ballotline.opening.event = "never".into();
    package.descriptor.ballotline.opening.from = "2020-13-01".into();
    let said = |said: &str, event: &str| (said.to_owned(), event.to_owned());
    package.descriptor.ballotline.verdicts = vec![said("nobody", "early"), said("quote", "never")];
    package.descriptor.title = "\u{202e}Small".into();
    let (story, problems) = Story::read(&package);
    assert_eq!(
        sentences(&problems),
        [
            "datapackage.json, ballotline.election: there is no election “zzz”; the latest with options, \
             “aaa-2024-02-04”, is shown.",
            "datapackage.json, title: the text has control or direction characters; they are removed.",
            "datapackage.json, ballotline.verdicts: there is no quotation or mission “nobody”; the page does without it.",
            "datapackage.json, ballotline.opening: there is no event “never”; the page does without it.",
            "datapackage.json, ballotline.verdicts: there is no event “never”; the page does without it.",
            "datapackage.json, ballotline.opening: “2020-13-01” is not a date; it counts as not known.",
        ]
    );
    let chosen = story.election.map(|index| story.elections[index].id.as_str());
    assert_eq!((story.title.as_str(), chosen), ("Small", Some("aaa-2024-02-04")));
}

#[test]
fn a_package_without_a_page_shows_its_latest_election() {
    let mut package = small_package();
    package.descriptor.ballotline = Page::default();
    package.descriptor.resources.retain(|resource| resource.name != "sources");
    let others = Resource { name: "election".into(), path: "election.csv".into(), deferred: false };
    package.descriptor.resources.push(others);
    let (story, problems) = Story::read(&package);
    assert_eq!(
        sentences(&problems),
        [
            "datapackage.json, ballotline.election: no election is named; the latest with options, “aaa-2024-02-04”, \
             is shown.",
            "election.csv: a story has no table of the name “election”; it is left out.",
        ]
    );
    let chosen = story.election.map(|index| &story.elections[index]);
    assert_eq!(
        chosen.map(|election| (&*election.id, &election.country)),
        Some(("aaa-2024-02-04", &story.page.country))
    );
    assert!(story.sources_read, "none are to come");
}

#[test]
fn a_row_is_named_by_the_line_it_starts_on() {
    for line_end in ["\n", "\r\n", "\r"] {
        let text = "lane_id,name_en,order\n\nfirst,\"First\nand best\",1\n\n\nsecond,Second\n"
            .replace('\n', line_end);
        let mut package = small_package();
        package.files.insert("lanes.csv".to_owned(), FileText::Here(text));
        let (story, problems) = Story::read(&package);
        assert_eq!(
            sentences(&problems)[0],
            "lanes.csv, line 7: the number of cells is 2, while the header has 3; the row is left out.",
            "{line_end:?}"
        );
        assert!(story.lanes[0].name.starts_with("First ") && story.lanes[0].name.ends_with("and best"));
    }
}

#[test]
fn columns_stand_in_any_order_and_others_are_ignored() {
    let mut package = small_package();
    let text = "order,extra,name_en,lane_id\n2,x,Second,second\n1,y,First,first".to_owned();
    package.files.insert("lanes.csv".to_owned(), FileText::Here(text));
    assert_eq!(Story::read(&package), Story::read(&small_package()));
}

// Whatever the tables hold

/// What every story promises, whatever it was read from.
#[track_caller]
fn check_validity(story: &Story, problems: &[Problem], package: &Package) {
    let is_source = |index| story.source(index).is_some();
    let is_percent = |value: Option<f64>| value.is_none_or(|value| (0.0..=100.0).contains(&value));
    for election in &story.elections {
        assert!(is_source(election.source) && is_percent(election.turnout_percent));
        for option in &election.options {
            assert!(is_source(option.source) && is_percent(option.share_percent));
        }
    }
    assert!(story.election.is_none_or(|index| index < story.elections.len()));
    assert!(
        story
            .regional
            .iter()
            .all(|row| row.election < story.elections.len() && is_percent(row.turnout_percent))
    );
    assert!(story.bulletins.iter().all(|row| row.election < story.elections.len() && row.minute < 1_440));
    assert!(story.exit_polls.iter().all(|poll| poll.election < story.elections.len()));
    for event in &story.events {
        assert!(event.lane < story.lanes.len() && event.code < story.codes.len());
        assert!(event.source_actor < story.actors.len() && event.target_actor < story.actors.len());
        assert!(event.end.is_none_or(|end| end > event.date) && (1..=5).contains(&event.importance));
        assert!(
            (-10.0..=10.0).contains(&event.goldstein)
                && event.sources.iter().all(|&source| is_source(source))
        );
    }
    assert!(story.events.is_sorted_by(|one, other| (one.date, &one.id) < (other.date, &other.id)));
    for source in &story.sources {
        let url = source.known.as_ref().and_then(|known| known.url.as_ref());
        assert!(url.is_none_or(|url| text::is_web_address(url)));
    }
    let rank = |file: &str| package.descriptor.resources.iter().position(|resource| resource.path == file);
    let places = problems.iter().map(|one| (rank(&one.place.file), one.place.line, one.place.column));
    assert!(places.is_sorted(), "problems stand in the order of their places");
    for one in problems {
        assert!(problem(one).starts_with(&one.place.file));
        if let (1.., Some(FileText::Here(text))) = (one.place.column, package.files.get(&one.place.file)) {
            let header = text
                .trim_start_matches('\u{feff}')
                .trim_start_matches(['\n', '\r'])
                .lines()
                .next()
                .unwrap_or("");
            // A name is kept without characters that act on their surroundings.
            if !header.contains('"') && !header.contains(char::is_control) {
                let name = header.split(',').nth(one.place.column as usize - 1).map(str::trim);
                assert_eq!(name, Some(one.place.field.as_str()));
            }
        }
    }
}

fn read_with(mut package: Package, table: usize, text: String) {
    package.files.insert(format!("{}.csv", TABLES[table]), FileText::Here(text));
    let (story, problems) = Story::read(&package);
    check_validity(&story, &problems, &package);
    let reading = Reading::of(&package);
    assert_eq!(unpacked(&reading), travelling(&reading));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_can_break_the_reader(table in 0..TABLES.len(), bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_with(small_package(), table, String::from_utf8_lossy(&bytes).into_owned());
    }

    #[test]
    fn no_cells_can_break_the_reader(
        table in 0..TABLES.len(),
        cells in proptest::collection::vec("[-0-9.a-z;T:+é\u{301}\u{202e} \"\n\r]{0,12}", 1..60),
    ) {
        let header = SMALL[table].1.lines().next().unwrap_or("");
        let width = header.split(',').count();
        let rows: Vec<String> = cells
            .iter()
            .cycle()
            .take(cells.len().next_multiple_of(width))
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect::<Vec<_>>()
            .chunks(width)
            .map(|row| row.join(","))
            .collect();
        read_with(small_package(), table, format!("{header}\n{}", rows.join("\n")));
    }

    #[test]
    fn no_damage_can_break_the_reader(
        table in 0..TABLES.len(),
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = SMALL[table].1.as_bytes().to_vec();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        read_with(small_package(), table, String::from_utf8_lossy(&bytes).into_owned());
    }

    #[test]
    fn every_line_end_reads_alike(table in 0..TABLES.len()) {
        let mut package = small_package();
        let text = SMALL[table].1.replace('\n', "\r\n");
        package.files.insert(format!("{}.csv", TABLES[table]), FileText::Here(text));
        prop_assert_eq!(Story::read(&package), Story::read(&small_package()));
    }

    #[test]
    fn a_day_is_its_civil_date(count in -719_162i32..=2_932_896) {
        let (year, month, day) = Day(count).civil();
        prop_assert_eq!(Day::from_civil(year, month, day), Some(Day(count)));
        prop_assert_eq!(Day::parse(&Day(count).iso()), Some(Day(count)));
        let next = Day(count + 1).civil();
        prop_assert!(next > (year, month, day));
    }

    #[test]
    fn decimals_are_those_of_the_standard_parser(whole in 0u64..900_000_000, fraction in "[0-9]{0,6}", negative: bool) {
        let point = if fraction.is_empty() { "" } else { "." };
        let text = format!("{}{whole}{point}{fraction}", if negative { "-" } else { "" });
        prop_assert_eq!(decimal(&text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
    }

    #[test]
    fn longer_decimals_are_close(whole in 0u32..1_000, fraction in "[0-9]{10,40}") {
        let text = format!("{whole}.{fraction}");
        let (own, standard) = (decimal(&text), text.parse::<f64>().unwrap_or(f64::NAN));
        prop_assert!(own.is_some_and(|own| (own - standard).abs() <= 1e-12), "{:?} {}", own, standard);
    }

    #[test]
    fn cleaned_text_is_within_its_caps(raw in "\\PC{0,80}|[a\u{301}\u{200d}\u{202d}\u{1f468}\u{2067}\n\u{0}]{0,120}", limit in 1usize..20) {
        use unicode_segmentation::UnicodeSegmentation;
        let cleaned = text::clean(&raw, limit);
        prop_assert!(cleaned.text.graphemes(true).count() <= limit);
        let is_override = |one: char| ('\u{202a}'..='\u{202e}').contains(&one) || ('\u{2066}'..='\u{2069}').contains(&one);
        let acts = cleaned.text.chars().any(|one| one.is_control() || is_override(one));
        prop_assert!(!acts, "{:?}", cleaned.text);
        let again = text::clean(&cleaned.text, limit);
        prop_assert_eq!(again.text.as_str(), cleaned.text.trim());
        prop_assert!(!again.cut && !again.removed);
    }
}

#[test]
fn decimals_that_are_none() {
    for text in
        ["", "-", ".", "1.", ".5", "+1", "1e5", "1,5", "١", "--1", "1.-5", "NaN", "inf", "9007199254740994"]
    {
        assert_eq!(decimal(text), None, "{text:?}");
    }
    assert_eq!(decimal("9007199254740992").map(f64::to_bits), Some(9_007_199_254_740_992f64.to_bits()));
}

#[test]
fn plain_text_stays_as_it_is() {
    for text in
        ["", "Kassym-Jomart Tokayev", "Қасым-Жомарт Тоқаев", "«Ёлка» – “so”…", "👨‍👩‍👧 family", "نور", "नमस्ते"]
    {
        for limit in [TITLE_LIMIT, PROSE_LIMIT] {
            let cleaned = text::clean(text, limit);
            assert_eq!((cleaned.text.as_str(), cleaned.cut, cleaned.removed), (text, false, false));
        }
    }
    assert_eq!(text::clean("👨‍👩‍👧👨‍👩‍👧", 1).text, "👨‍👩‍👧", "clusters are kept or cut as a whole");
    assert_eq!(text::clean(" a\tb\nc ", 9).text, "a b c");
}

#[test]
fn files_of_the_embedded_story_are_those_of_its_descriptor() {
    let package = embedded_package();
    let named: BTreeMap<&str, &str> = package
        .descriptor
        .resources
        .iter()
        .map(|resource| (resource.path.as_str(), resource.name.as_str()))
        .collect();
    assert!(package.files.keys().map(String::as_str).eq(named.keys().copied()));
    let at_once: Vec<&str> = package
        .descriptor
        .resources
        .iter()
        .filter(|resource| !resource.deferred)
        .map(|resource| resource.name.as_str())
        .collect();
    let needed = [
        "elections",
        "results",
        "regions",
        "regional_results",
        "turnout_by_hour",
        "exit_polls",
        "lanes",
        "actors",
        "event_codes",
        "events",
        "unga_votes",
    ];
    assert!(needed.iter().all(|name| at_once.contains(name)) && at_once.len() == needed.len(), "{at_once:?}");
    for path in named.keys() {
        assert!(embedded::file(path).is_some(), "{path}");
    }
    assert_eq!(embedded::file("../Cargo.toml"), None);
}
