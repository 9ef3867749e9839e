//! The numbers a reader should be able to see, worked out by hand or by other means and compared with what the figures
//! draw, speak and tabulate.

#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::rc::Rc;

use ballotline::analysis::contest::{Share, least_number, most_number};
use ballotline::analysis::tone::{steps, tone_on};
use ballotline::analysis::verdict::verdicts;
use ballotline::app::{Effect, Figure, Message, Model, Reading, page, update, view};
use ballotline::charts::contest::{self, Whose};
use ballotline::charts::history::{self, Series as History};
use ballotline::charts::results::{self, LineKind, Series as Results};
use ballotline::charts::{turnout_clock, turnout_map, un_votes};
use ballotline::data::{Day, FileText, OptionKind, ShareBase, Story, embedded};
use ballotline::layout::boxes::Rect;
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::{Item, Paint, Role, Scene, Shape, Text};
use ballotline::words;
use ballotline::words::history::Metric;
use ballotline::words::number::decimal;
use ballotline::words::turnout::Standing;
use common::embedded_reading;

fn story() -> Story {
    Story::clone(&embedded_reading().story)
}

fn on(story: &Story, base: ShareBase) -> Results {
    results::series(story, base).expect("the story has an election with a winner")
}

/// A share in per cent of two counts.
fn percent_of(part: f64, whole: f64) -> f64 {
    part / whole * 100.0
}

fn close(found: Option<f64>, wanted: f64, within: f64) {
    let found = found.expect("the value is known");
    assert!((found - wanted).abs() <= within, "{found} is not {wanted}");
}

/// A row of a figure's table by its key, with plain spaces.
fn row(figure: Figure, key: &str) -> Vec<String> {
    let model = Model::new(embedded_reading(), figure, 1216.0, "");
    let table = model.table();
    let index = table.keys.iter().position(|own| own == key).expect("such a row");
    table.rows[index].iter().map(|cell| cell.replace('\u{a0}', " ")).collect()
}

// Who got what

#[test]
fn nobody_came_second() {
    let story = story();
    let series = on(&story, ShareBase::Valid);
    let is_challenger = |kind| kind == LineKind::Ballot(OptionKind::Candidate);
    let against = series.others.iter().find(|line| line.kind == LineKind::Ballot(OptionKind::AgainstAll));
    let against = against.expect("a line against all");
    assert_eq!(against.votes, Some(460_484));
    // 460,484 of 7,940,478.
    close(against.share_percent, 5.799_2, 0.000_1);
    let invalid = series.others.iter().find(|line| line.kind == LineKind::Invalid).expect("invalid ballots");
    assert_eq!(invalid.votes, Some(8_300_046 - 7_940_478));
    let challengers: Vec<_> = series.others.iter().filter(|line| is_challenger(line.kind)).collect();
    assert_eq!(challengers.len(), 5);
    for challenger in &challengers {
        assert!(challenger.votes < invalid.votes && invalid.votes < against.votes, "{}", challenger.name);
    }
    let most = challengers.iter().filter_map(|line| line.votes).max();
    assert_eq!(most, Some(271_641));
    assert_eq!(series.others.iter().map(|line| line.is_accent).collect::<Vec<_>>()[..2], [true, false]);
}

#[test]
fn the_lines_of_each_base_make_its_whole() {
    let story = story();
    for (base, whole) in
        [(ShareBase::Valid, 7_940_478), (ShareBase::Cast, 8_300_046), (ShareBase::Registered, 11_953_465)]
    {
        let series = on(&story, base);
        assert_eq!(series.total, Some(whole));
        let (mut votes, mut percent) = (0, 0.0);
        for line in series.lines().filter(|line| line.in_base) {
            votes += line.votes.expect("every line is counted");
            percent += line.share_percent.expect("every line has a share");
        }
        assert_eq!(votes, whole, "{base:?}");
        assert!((percent - 100.0).abs() < 1e-9, "{base:?}: {percent}");
    }
}

#[test]
fn the_denominator_decides() {
    let story = story();
    for (base, whole, written) in [
        (ShareBase::Valid, 7_940_478.0, "81.31 %"),
        (ShareBase::Cast, 8_300_046.0, "77.79 %"),
        (ShareBase::Registered, 11_953_465.0, "54.01 %"),
    ] {
        let winner = on(&story, base).winner;
        assert_eq!(winner.votes, Some(6_456_393));
        close(winner.share_percent, percent_of(6_456_393.0, whole), 1e-9);
        let cells = row(Figure::Results, "option:tokayev");
        assert!(cells.iter().any(|cell| cell.trim_end_matches('†') == written), "{base:?}: {cells:?}");
    }
    assert_eq!(
        row(Figure::Results, "option:tokayev"),
        [
            "Kassym-Jomart Tokayev",
            "6,456,393†",
            "81.31 %†",
            "77.79 %",
            "54.01 %",
            // The count read out the day before the final session, and one that stands alone.
            "6,456,392; 6,456,391",
            // The exit polls; what others gave for them differs.
            "82.45 %†",
            "82.02 %†",
            "85.52 %†",
        ]
    );
    // The referendum of June published 77.18 % of all ballots: on the same base 0.6 points apart, not 4.
    let june =
        story.elections.iter().find(|election| election.id == "kaz-2022-06-05").expect("the referendum");
    assert_eq!((june.share_base, june.options[0].share_percent), (Some(ShareBase::Cast), Some(77.18)));
    let cast = on(&story, ShareBase::Cast).winner.share_percent.expect("a share");
    assert!((cast - 77.18 - 0.6).abs() < 0.05);
}

#[test]
fn polls_are_named_as_sources_where_their_numbers_are_shown() {
    let reading = common::read(&common::embedded_package(true));
    for (link, opens, is_named) in [
        ("", false, true),
        ("base=cast", false, false),
        ("base=registered", false, false),
        ("base=registered", true, true),
    ] {
        let mut model = Model::new(Rc::clone(&reading), Figure::Results, 576.0, link);
        if opens {
            update(&mut model, Message::Say("table open".to_string()), &WidthTable);
        }
        let html = view(&model, &WidthTable).chrome.to_html();
        let line = html.split("bl-source").nth(1).and_then(|rest| rest.split("</p>").next()).expect("a line");
        assert_eq!(line.contains("Exit polls: "), is_named, "{link} {opens}: {line}");
    }
}

#[test]
fn where_sources_differ_a_number_says_so_and_who_says_what() {
    // Lines with a note, worked out from the table of conflicting figures.
    let noted: Vec<String> = on(&story(), ShareBase::Valid)
        .lines()
        .filter(|line| line.is_noted.contains(&true))
        .map(|line| line.key.clone())
        .collect();
    let wanted = ["tokayev", "against-all", "abden", "kazhyken", "auesbayev"];
    assert_eq!(noted, wanted.map(|id| format!("option:{id}")));
    // Every figure of the election that the picture or the table shows, and that others give otherwise, has its note.
    let reading = common::read(&common::embedded_package(true));
    let still = page::still(Figure::Results, &reading).replace('\u{a0}', " ");
    let shown = |field: &str| {
        ["votes", "share_pct", "share_base", "registered", "turned_out", "valid_votes", "invalid_votes"]
            .contains(&field)
            || field.starts_with("exit_poll_")
    };
    let story = &reading.story;
    let mut count = 0;
    for own in story.discrepancies.iter().filter(|own| own.election == story.election && shown(&own.field)) {
        let value = words::results::published(&own.field, &own.value).replace('\u{a0}', " ");
        assert!(still.contains(&format!("<b>{value}</b>. ")), "{value}");
        count += 1;
    }
    assert_eq!(count, 16);
    for text in [
        "<b>6,456,392 votes</b>. The count read out on 21 November; every report read of the final session of 22 November \
         gives one vote more (Kazinform",
        "† Notes on six of these numbers",
    ] {
        assert!(still.contains(text), "{text}");
    }
    let mut model = Model::new(embedded_reading(), Figure::Results, 576.0, "base=cast");
    assert!(model.spoken("option:tokayev").starts_with("Kassym-Jomart Tokayev, see note; "));
    let chosen = |model: &Model| model.state.voice.clone();
    for (words, wanted) in [
        ("voice option:tokayev", Some("option:tokayev")),
        ("voice open", Some("option:tokayev")),
        ("voice option:tokayev", None),
        ("voice option:dairabayev", None),
        ("voice base", Some("base")),
        ("voice closed", None),
    ] {
        update(&mut model, Message::Say(words.to_string()), &WidthTable);
        assert_eq!(chosen(&model).as_deref(), wanted, "{words}");
    }
}

#[test]
fn what_is_odd_about_a_number_is_said_at_the_number() {
    let reading = common::read(&common::package("votes-impossible"));
    let model = Model::new(Rc::clone(&reading), Figure::Results, 328.0, "");
    let cells: Vec<String> =
        model.table().rows.iter().map(|row| row[1..3].join(" ").replace('\u{a0}', " ")).collect();
    // A share above 100, a negative count, an option given twice; together more than the list has.
    assert_eq!(cells, ["300† 30.00 %", "700 not known†", "not known† 20.00 %"]);
    assert!(on(&reading.story, ShareBase::Registered).is_base_noted);
    let still = page::still(Figure::Results, &reading);
    for text in [
        "“\u{2068}170\u{2069}” is not between 0 and 100",
        "“\u{2068}-5\u{2069}” is a count below zero",
        "is on line 4 already",
        "more than the 950 there can be",
        "while 900 were registered",
    ] {
        assert_eq!(still.matches(text).count(), 2, "{text}: at the number, and in the notes on the tables");
    }
}

#[test]
fn invalid_ballots_are_a_share_of_ballots() {
    // 359,568 of 8,300,046 are 4.33 %; 57,700 of 9,274,110 and 54,196 of 9,090,920 are 0.6 % each.
    assert_eq!(
        row(Figure::Results, "invalid"),
        ["Invalid ballots", "359,568", "–", "4.33 %", "3.01 %", "–", "–", "–", "–"]
    );
    let story = story();
    for (id, wanted) in [("kaz-2022-11-20", 4.33), ("kaz-2019-06-09", 0.62), ("kaz-2015-04-26", 0.60)] {
        let election = story.elections.iter().find(|election| election.id == id).expect("the election");
        let (invalid, all) = (election.invalid_votes.expect("known"), election.turned_out.expect("known"));
        close(Some(percent_of(invalid as f64, all as f64)), wanted, 0.005);
    }
}

#[test]
fn those_who_stayed_away_are_what_is_left() {
    let series = on(&story(), ShareBase::Registered);
    let absent = series.absent.expect("those who stayed away");
    assert_eq!(absent.votes, Some(11_953_465 - 8_300_046));
    close(absent.share_percent, 100.0 - percent_of(8_300_046.0, 11_953_465.0), 1e-9);
}

#[test]
fn one_scale_serves_every_base() {
    let story = story();
    let ends = results::BASES.map(|base| on(&story, base).scale_end_percent);
    assert!(ends.iter().all(|end| end.to_bits() == ends[0].to_bits()), "{ends:?}");
}

// How it went before

fn of(series: &History, year: i32) -> (Option<f64>, Option<u64>) {
    let point =
        series.points.iter().find(|point| point.date.year() == year).expect("an election of that year");
    (point.value.map(Share::value), point.votes)
}

#[test]
fn the_share_rose_and_the_votes_fell() {
    let series = history::series(&story(), Metric::Share, ShareBase::Valid);
    let years: Vec<i32> = series.points.iter().map(|point| point.date.year()).collect();
    assert_eq!(years, [1991, 1999, 2005, 2011, 2015, 2019, 2022]);
    assert_eq!(of(&series, 2019), (Some(70.96), Some(6_539_715)));
    assert_eq!(of(&series, 2022), (Some(81.31), Some(6_456_393)));
    let change = series.change().expect("a change");
    assert_eq!(change.years, (2019, 2022));
    close(Some(change.values.1 - change.values.0), 10.35, 1e-9);
    let (before, after) = change.votes.expect("both are counted");
    assert_eq!(after as i64 - before as i64, -83_322);
    let hollow: Vec<i32> =
        series.points.iter().filter(|point| point.is_hollow).map(|p| p.date.year()).collect();
    assert_eq!(hollow, [1999], "the one share of all ballots");
    let early: Vec<i32> =
        series.points.iter().filter(|point| point.is_early).map(|p| p.date.year()).collect();
    assert_eq!(early, [1999, 2011, 2015, 2019, 2022]);
}

#[test]
fn every_year_stands_below_its_own_tick_and_says_whether_it_was_early() {
    for code in ["en", "ru", "kk"] {
        let reading = common::told_in(code);
        for (width_px, is_dotted) in [
            (280.0, true),
            (288.0, true),
            (328.0, true),
            (480.0, code != "en"),
            (576.0, code == "kk"),
            (896.0, false),
        ] {
            let shown = view(&Model::new(Rc::clone(&reading), Figure::History, width_px, ""), &WidthTable);
            let (early, key) = (words::history::EARLY.text(), words::history::EARLY_KEY.text());
            let place = format!("{code}, {width_px}");
            assert_eq!(shown.chrome.text_content().contains(key), is_dotted, "{place}");
            let texts: Vec<&Text> = common::texts(&shown.scene).collect();
            let mut marks: Vec<f64> =
                texts.iter().filter(|text| text.content == early).map(|text| text.x).collect();
            marks.extend(shown.scene.items.iter().filter_map(|item| match item {
                Item::Shape(Shape::Circle { x, radius, .. }, _) if *radius <= 2.0 => Some(*x),
                _ => None,
            }));
            let series = history::series(&reading.story, Metric::Share, ShareBase::Valid);
            for point in &series.points {
                let begins = |item: &Item| matches!(item, Item::MarkBegin(key) if *key == point.key);
                let mark = shown.scene.items.iter().skip_while(|item| !begins(item)).nth(1);
                let Some(Item::Shape(Shape::Circle { x, .. }, _)) = mark else { panic!("{place}: no mark") };
                let year = point.date.year();
                let labels = [year.to_string(), words::history::short_year(year)];
                assert!(
                    texts.iter().any(|text| labels.contains(&text.content) && (text.x - *x).abs() < 0.01),
                    "{place}: {year}"
                );
                assert_eq!(marks.contains(x), point.is_early, "{place}: {year}");
            }
            // Nothing touches in a row.
            for (index, one) in texts.iter().enumerate() {
                for other in
                    texts[..index].iter().filter(|other| (other.y - one.y).abs() < 1.0 && one.y > 250.0)
                {
                    let [one, other] = [one, other].map(|text| common::text_box(text).grown(1.4));
                    assert!(!one.overlaps(&other), "{place}: {:?}", (one, other));
                }
            }
            assert!(common::faults(&shown.scene).is_empty(), "{place}: {:?}", common::faults(&shown.scene));
        }
    }
}

#[test]
fn the_base_chosen_holds_for_earlier_elections() {
    let story = story();
    let values = |metric, base| -> Vec<Option<String>> {
        let points = history::series(&story, metric, base).points;
        points.iter().map(|point| point.value.map(|own| decimal(own.value(), 2))).collect()
    };
    let known =
        |wanted: [&str; 7]| wanted.map(|value| Some(value.to_string()).filter(|value| value != "–")).to_vec();
    // Worked out by hand: votes of ballots cast (1999 as published), and of registered voters where both are known.
    let cast = known(["98.78", "79.78", "89.46", "–", "97.17", "70.52", "77.79"]);
    let registered = known(["87.15", "–", "–", "–", "92.52", "54.68", "54.01"]);
    assert_eq!(values(Metric::Share, ShareBase::Cast), cast);
    assert_eq!(values(Metric::Share, ShareBase::Registered), registered);
    // 6,456,393 − 460,484 of 11,953,465.
    assert_eq!(values(Metric::Margin, ShareBase::Registered)[6].as_deref(), Some("50.16"));
    let series = history::series(&story, Metric::Share, ShareBase::Registered);
    assert_eq!(series.unknown_years(), "1999, 2005, 2011");
    assert!(series.points.iter().all(|point| !point.is_hollow));
    for metric in [Metric::Turnout, Metric::Number] {
        assert_eq!(values(metric, ShareBase::Cast), values(metric, ShareBase::Valid));
        assert!(!words::history::why_no_base(metric).is_empty());
    }
    // Words round the picture, at each figure.
    let chrome = |figure, link: &str| {
        let model = Model::new(embedded_reading(), figure, 576.0, link);
        view(&model, &WidthTable).chrome.to_html().replace('\u{a0}', " ")
    };
    for (figure, link, wanted) in [
        (Figure::History, "", "The share rose, the votes fell"),
        (Figure::History, "", "; shares of valid votes."),
        (Figure::History, "base=registered", "The winner’s share fell"),
        (Figure::History, "base=registered", "from 54.68 % to 54.01 %"),
        (Figure::History, "base=registered", "; shares of registered voters."),
        (Figure::History, "base=registered", "1999, 2005, 2011: a share of registered voters is not known"),
        (
            Figure::History,
            "metric=number",
            "<span>The effective number is of the votes for all lines, whatever base is chosen.",
        ),
        (
            Figure::History,
            "base=cast&metric=turnout",
            "Turnout is a share of registered voters, whatever base is chosen.",
        ),
        (Figure::Contest, "base=cast", "Shares here are of the votes for all lines, whatever base is chosen"),
        (
            Figure::TurnoutMap,
            "election=kaz-2015-04-26",
            "Of the election chosen elsewhere no turnout by region is in the tables",
        ),
    ] {
        assert!(chrome(figure, link).contains(wanted), "{} {link}: {wanted}", figure.key());
    }
    assert!(!chrome(Figure::Contest, "").contains("whatever base"));
}

#[test]
fn turnout_is_as_published() {
    let series = history::series(&story(), Metric::Turnout, ShareBase::Valid);
    let found: Vec<f64> = series.points.iter().filter_map(|point| Some(point.value?.value())).collect();
    assert_eq!(found, [88.23, 87.05, 76.78, 89.98, 95.21, 77.5, 69.44]);
    assert!(series.change().is_some_and(|change| change.is_least && !change.is_greatest));
}

#[test]
fn the_margin_is_the_lead_over_the_next_line() {
    let series = history::series(&story(), Metric::Margin, ShareBase::Valid);
    // "Against all" is a line: 6,456,393 − 460,484 of 7,940,478; in 2019 6,539,715 − 1,495,401 of 9,216,410.
    close(of(&series, 2022).0, percent_of(5_995_909.0, 7_940_478.0), 1e-9);
    close(of(&series, 2019).0, percent_of(5_044_314.0, 9_216_410.0), 1e-9);
    // 1999 was published in shares of ballots, and neither base is known as a count: 79.78 − 11.70.
    close(of(&series, 1999).0, 68.08, 1e-9);
    close(of(&series, 1991).0, percent_of(8_574_024.0, 8_788_528.0), 1e-9);
}

#[test]
fn the_effective_number_is_the_inverse_of_summed_squares() {
    let series = history::series(&story(), Metric::Number, ShareBase::Valid);
    let by_hand = |votes: &[u128]| {
        let total: u128 = votes.iter().sum();
        let squares: u128 = votes.iter().map(|votes| votes * votes).sum();
        (total * total) as f64 / squares as f64
    };
    let votes_2022 = [6_456_393, 460_484, 271_641, 206_206, 200_907, 176_116, 168_731];
    close(of(&series, 2022).0, by_hand(&votes_2022), 1e-9);
    close(of(&series, 2022).0, 1.50, 0.005);
    let votes_2019 = [6_539_715, 1_495_401, 465_714, 280_451, 182_898, 167_649, 84_582];
    close(of(&series, 2019).0, by_hand(&votes_2019), 1e-9);
    close(of(&series, 1991).0, by_hand(&[8_681_276, 107_252]), 1e-9);
}

#[test]
fn the_table_of_elections_says_all_of_it() {
    assert_eq!(
        row(Figure::History, "election:kaz-2022-11-20"),
        [
            "20 November 2022",
            "early",
            "Kassym-Jomart Tokayev",
            "6,456,393†",
            "81.31 %†",
            "valid votes",
            "69.44 %†",
            "75.51 points",
            "1.50",
        ]
    );
}

#[test]
fn the_table_of_elections_and_what_is_spoken_stand_on_the_base_that_is_chosen() {
    // The link, the heading of the share, the cells of an election with share and base, what is spoken of it.
    let cases = [
        (
            "",
            "Winner’s share",
            "2022-11-20",
            ["81.31 %†", "valid votes"],
            "Winner’s share 81.31 %; Base of the share valid votes",
        ),
        (
            "",
            "Winner’s share",
            "1999-01-10",
            ["79.78 %†", "ballots cast"],
            "Winner’s share 79.78 %; Base of the share ballots cast",
        ),
        (
            "base=registered",
            "Winner’s share of registered voters",
            "2022-11-20",
            ["54.01 %†", "registered voters"],
            "Winner’s share of registered voters 54.01 %",
        ),
        (
            "base=registered",
            "Winner’s share of registered voters",
            "2011-04-03",
            ["not known", "–"],
            "Winner’s share of registered voters not known",
        ),
        (
            "base=cast",
            "Winner’s share of ballots cast",
            "2019-06-09",
            ["70.52 %†", "ballots cast"],
            "Winner’s share of ballots cast 70.52 %",
        ),
        (
            "base=registered&metric=margin",
            "Winner’s share of registered voters",
            "2022-11-20",
            ["54.01 %†", "registered voters"],
            "Margin in shares of registered voters 50.16 points",
        ),
    ];
    for (link, heading, day, wanted, spoken) in cases {
        let model = Model::new(embedded_reading(), Figure::History, 576.0, link);
        let (table, key) = (model.table(), ["election:kaz-", day].concat());
        let index = table.keys.iter().position(|own| *own == key).expect("a row");
        assert_eq!(table.header[4], heading, "{link}");
        assert_eq!([4, 5].map(|cell| table.rows[index][cell].replace('\u{a0}', " ")), wanted, "{link} {day}");
        let found = model.spoken(&key).replace('\u{a0}', " ");
        assert!(found.contains(spoken), "{link} {day}: {found}");
    }
    // Published on ballots cast, computed on valid votes: the base is that of the share that stands there.
    let rows = ["one,Ada One,,,true,candidate,600,60,s,", "two,Bo Two,,,false,candidate,200,20,s,"];
    let reading = small("1000,1000,100,800,200", "turned_out", &rows);
    let cells = history::table(&reading.story, ShareBase::Valid).rows[0][4..6].join(", ");
    assert_eq!(cells.replace('\u{a0}', " "), "75.00 %, valid votes");
}

/// A story of one election, of its counts and its lines.
fn small(counts: &str, base: &str, lines: &[&str]) -> Rc<Reading> {
    let lines: Vec<String> = lines.iter().map(|line| format!("aaa-2022,{line}")).collect();
    told(&[&format!("aaa-2022,AAA,2022-05-01,president,regular,{counts},final,s,,{base}")], &lines)
}

/// A story of these rows, the last election its own.
fn told(elections: &[&str], lines: &[String]) -> Rc<Reading> {
    let mut package = common::package("zero-votes");
    let mut put = |file: &str, rows: String| {
        let Some(FileText::Here(mut text)) = package.files.remove(file) else { panic!("no {file}") };
        text.truncate(text.find('\n').expect("a header") + 1);
        text.push_str(&rows);
        package.files.insert(file.to_owned(), FileText::Here(text));
    };
    put("elections.csv", elections.join("\n"));
    put("results.csv", lines.join("\n"));
    package.descriptor.ballotline.figures.clear();
    package.descriptor.ballotline.election =
        elections.last().and_then(|row| row.split(',').next()).expect("an election").to_owned();
    common::read(&package)
}

/// What stands in the document's tree and in the picture, with plain spaces.
fn said(reading: &Rc<Reading>, figure: Figure, link: &str) -> String {
    let shown = view(&Model::new(Rc::clone(reading), figure, 576.0, link), &WidthTable);
    let mut out = shown.chrome.text_content();
    for text in common::texts(&shown.scene) {
        out.push('\n');
        out.push_str(&text.content);
    }
    out.replace('\u{a0}', " ")
}

/// Of elections in 2016 and 2020, each with its counts (registered, turned out, turnout, valid, invalid), its base and its two
/// lines: what is said, and what is not.
#[test]
fn only_what_is_of_one_thing_is_compared() {
    type Held<'a> = (&'a str, &'a str, [&'a str; 2]);
    let valid: Held<'_> = ("2000,1100,55.00,1000,100", "valid", ["600,60.00", "400,40.00"]);
    let cast: Held<'_> = (",,60.00,,", "turned_out", [",58.00", ",40.00"]);
    let registered: Held<'_> = (",,60.00,,", "registered", [",58.00", ",40.00"]);
    let unknown: Held<'_> = (",,60.00,,", "", [",58.00", ",40.00"]);
    let convertible: Held<'_> = ("2000,1250,62.50,1000,250", "turned_out", [",56.00", ",24.00"]);
    let same: Held<'_> = ("2000,1100,55.00,1000,100", "valid", ["600,60.00", "400,40.00"]);
    let not_compared = "The shares known are not of one base; they are not compared.";
    for (held, link, is, not) in [
        ([valid, cast], "", &[not_compared, "2020: a share of ballots cast; not compared"][..], "fell"),
        ([cast, valid], "", &[not_compared, "2016: a share of ballots cast"], "rose"),
        ([valid, cast], "metric=margin", &[not_compared], "shrank"),
        ([valid, registered], "", &[not_compared, "2020: a share of registered voters; not"], "fell"),
        ([valid, unknown], "", &[not_compared, "2020: a share of what is not known"], "fell"),
        ([unknown, unknown], "", &[not_compared], "same"),
        (
            [valid, cast],
            "base=registered",
            &["One value is known", "2020: a share of registered voters is not known"],
            "rose",
        ),
        // 56 % of 1,250 ballots are 70 % of 1,000 valid votes.
        (
            [valid, convertible],
            "",
            &["The winner’s share rose", "from 60.00 % to 70.00 %"],
            "a share of ballots cast",
        ),
        (
            [valid, convertible],
            "base=cast",
            &["The winner’s share rose", "from 54.55 % to 56.00 %"],
            "not known",
        ),
        ([valid, same], "", &["The winner’s share stayed the same"], "fell"),
        ([valid, same], "metric=margin", &["The lead stayed the same"], "shrank"),
        ([valid, same], "metric=turnout", &["Turnout stayed the same"], "lowest"),
        ([valid, same], "metric=number", &["The vote was as divided as before"], "less divided"),
        ([valid, convertible], "metric=turnout", &["The highest of two turnouts"], "More took part"),
    ] {
        let row = |year: u32, held: &Held<'_>| {
            format!("aaa-{year},AAA,{year}-05-01,president,regular,{},final,s,,{}", held.0, held.1)
        };
        let lines = [2016, 2020].into_iter().zip(&held).flat_map(|(year, held)| {
            ["one", "two"]
                .into_iter()
                .zip(held.2)
                .map(move |(id, counts)| format!("aaa-{year},{id},Ada {id},,,false,candidate,{counts},s,"))
        });
        let reading = told(&[&row(2016, &held[0]), &row(2020, &held[1])], &lines.collect::<Vec<_>>());
        let found = said(&reading, Figure::History, link);
        for wanted in is {
            assert!(found.contains(wanted), "{held:?} {link}: {wanted}: {found}");
        }
        assert!(!found.contains(not), "{held:?} {link}: {not}: {found}");
        // No step that is no change is drawn or told as one.
        let scene = common::scene(&reading, Figure::History, 576.0, link);
        let is_step = |item: &Item| matches!(item, Item::Shape(Shape::Path { .. }, paint) if paint.stroke.is_some_and(|own| own.width_px > 2.9));
        let is_compared = is.iter().all(|text| *text != not_compared && !text.contains("One value"));
        assert_eq!(scene.items.iter().any(is_step), is_compared, "{held:?} {link}");
        assert!(!is.contains(&not_compared) || !found.contains("−2.00"), "{held:?} {link}: {found}");
    }
}

/// Elections of one country by year and office, the last the story's own, and one elsewhere: whose points stand together.
#[test]
fn offices_do_not_stand_on_one_line() {
    let of_all = ["2010 president", "2012 parliament", "2015 president", "2016 referendum", "2020 president"];
    for (own, history_years, contest_count, left_out) in [
        (&of_all[..], &[2010, 2015, 2020][..], 4, "One election for another office is left out."),
        (&of_all[..2], &[2012], 1, "2 elections for other offices are left out."),
        (&of_all[..3], &[2010, 2015], 3, "One election for another office is left out."),
        // A referendum fills no office.
        (&of_all[..4], &[2010, 2012, 2015], 4, "One referendum is left out."),
    ] {
        let row = |country: &str, (year, office): (&str, &str)| {
            let kind = if office == "referendum" { office } else { "regular" };
            let code = country.to_ascii_lowercase();
            format!(
                "{code}-{year},{country},{year}-05-01,{office},{kind},2000,1100,55.00,1000,100,final,s,,valid"
            )
        };
        let split = |text: &'static str| text.split_once(' ').expect("a year and an office");
        let mut rows = vec![row("BBB", ("2011", "president"))];
        rows.extend(own.iter().map(|text| row("AAA", split(text))));
        let lines = rows.iter().flat_map(|row| {
            let id = row.split(',').next().unwrap_or_default();
            ["600", "400"].map(|votes| format!("{id},l{votes},Line {votes},,,false,candidate,{votes},,s,"))
        });
        let reading = told(&rows.iter().map(String::as_str).collect::<Vec<_>>(), &lines.collect::<Vec<_>>());
        let series = history::series(&reading.story, Metric::Share, ShareBase::Valid);
        let years: Vec<i32> = series.points.iter().map(|point| point.date.year()).collect();
        assert_eq!(years, history_years, "{own:?}");
        let compared = contest::series(&reading.story, "");
        assert_eq!(compared.points.len(), contest_count, "{own:?}");
        let found = said(&reading, Figure::Contest, "");
        assert!(found.contains(left_out), "{own:?}: {found}");
        let has_other = !contest::countries(&reading.story).is_empty();
        assert_eq!(has_other, compared.of(Whose::Other).count() > 0, "{own:?}");
    }
}

#[test]
fn where_no_line_is_ahead_nobody_is_called_the_winner() {
    let line =
        |id: &str, name: &str, kind: &str, votes: &str| format!("{id},{name},,,false,{kind},{votes},s,");
    let of = |counts: &str, votes: [&str; 3]| {
        let lines = [
            line("one", "Ada One", "candidate", votes[0]),
            line("two", "Bo Two", "candidate", votes[1]),
            line("all", "Against all", "against_all", votes[2]),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        small(counts, "valid", if votes[2].is_empty() { &lines[..2] } else { &lines })
    };
    for (counts, votes, winner) in [
        ("1000,0,0,0,0", ["0,", "0,", ""], None),
        ("1000,800,80,800,0", ["400,", "400,", ""], None),
        ("1000,800,80,800,0", ["401,", "399,", ""], Some("Ada One")),
        ("1000,800,80,800,0", ["399,", "401,", ""], Some("Bo Two")),
        ("1000,800,80,,", [",50", ",50", ""], None),
        ("1000,800,80,,", [",50.1", ",49.9", ""], Some("Ada One")),
        // More for "against all" than for anybody, as much, and less.
        ("1000,800,80,800,0", ["240,", "80,", "480,"], None),
        ("1000,800,80,,", [",30", ",10", ",60"], None),
        ("1000,800,80,800,0", ["380,", "40,", "380,"], None),
        ("1000,800,80,800,0", ["400,", "80,", "320,"], Some("Ada One")),
    ] {
        let reading = of(counts, votes);
        let name = winner.unwrap_or("Nobody is ahead");
        assert_eq!(on(&reading.story, ShareBase::Valid).has_winner, winner.is_some(), "{votes:?}");
        let row = &history::table(&reading.story, ShareBase::Valid).rows[0];
        assert_eq!((row[2].as_str(), row[4] == "–"), (name, winner.is_none()), "{votes:?}");
        assert!(!row[7].contains('−'), "{votes:?}: a lead of {}", row[7]);
        let results = said(&reading, Figure::Results, "");
        let is_beaten = winner.is_some() && !votes[2].is_empty();
        assert_eq!(results.contains("more than the one challenger"), is_beaten, "{votes:?}: {results}");
        assert!(winner.is_some() || !results.contains("All others"), "{votes:?}: {results}");
        for (figure, width_px) in
            [(Figure::Results, 576.0), (Figure::Results, 328.0), (Figure::History, 576.0)]
        {
            let scene = common::scene(&reading, figure, width_px, "base=registered");
            let is_said = common::texts(&scene).any(|text| text.content == "Nobody is ahead");
            assert_eq!(is_said, winner.is_none(), "{votes:?} {} {width_px}", figure.key());
            assert!(common::faults(&scene).is_empty());
        }
        if votes[2] == "480," {
            let first = &Model::new(Rc::clone(&reading), Figure::Results, 576.0, "").table().rows[0];
            assert_eq!((first[0].as_str(), row[7].as_str()), ("Against all", "–"));
        }
        assert_eq!(page::fill("winner", &reading).as_deref(), Some(name));
        let mut model = Model::new(reading, Figure::Results, 576.0, "");
        let effects = update(&mut model, Message::Say("base cast".to_string()), &WidthTable);
        let spoken =
            effects.iter().find_map(|own| if let Effect::Speak(line) = own { Some(line) } else { None });
        assert!(winner.is_some() || spoken.is_some_and(|line| !line.contains("Ada")), "{spoken:?}");
    }
}

#[test]
fn where_sources_differ_earlier_elections_and_turnout_say_so_too() {
    let reading = common::read(&common::embedded_package(true));
    let story = &reading.story;
    let still = |figure: Figure| page::still(figure, &reading).replace('\u{a0}', " ");
    let plain = |text: String| text.replace('\u{a0}', " ");
    let (history, contest) = (still(Figure::History), still(Figure::Contest));
    let (clock, map) = (still(Figure::TurnoutClock), still(Figure::TurnoutMap));
    let mut counts = [0; 3];
    for own in &story.discrepancies {
        let Some(election) = own.election.and_then(|index| story.elections.get(index)) else { continue };
        let winner =
            ballotline::analysis::contest::winner(election).map(|first| election.options[first].id.as_str());
        let value = format!("<b>{}</b>. ", plain(words::results::published(&own.field, &own.value)));
        let is_winners = winner == Some(own.option_id.as_str())
            && ["votes", "share_pct", "share_base"].contains(&own.field.as_str());
        let is_turnout = own.option_id.is_empty()
            && ["turnout_pct", "turned_out", "registered"].contains(&own.field.as_str());
        if is_winners && election.kind != ballotline::data::ElectionKind::Referendum {
            counts[0] += 1;
            assert!(contest.contains(&value), "contest: {value}");
        }
        let is_own = election.country == "KAZ" && election.kind != ballotline::data::ElectionKind::Referendum;
        if is_own && (is_winners || is_turnout) && election.date < Day::from_civil(2023, 1, 1).expect("a day")
        {
            counts[1] += 1;
            assert!(history.contains(&value), "history: {value}");
        }
        if own.field.starts_with("turnout_") && own.election == story.election {
            counts[2] += 1;
            assert!(clock.contains(&value), "clock: {value}");
        }
    }
    assert_eq!(counts, [16, 15, 4]);
    assert!(map.contains("Nation") && map.contains("<b>Turnout 69.43 %</b>. "), "the map’s nation");
    assert!(!map.contains("at 18:00") && !contest.contains("<b>Turnout"), "no note on what is not shown");
    // Each stands with the number that is used.
    assert!(history.contains("<b>26 April 2015</b>; Turnout 95.21 %†"), "{history}");
    // At its place in the table, and a press opens it.
    let at = |figure: Figure, key: &str| plain(row(figure, key).join(" "));
    assert!(at(Figure::TurnoutClock, "region:KZ-43").contains("†"));
    assert!(!at(Figure::TurnoutClock, "region:KZ-11").contains("†"));
    // And in the picture beside the nation's last figure, the only one of those written there with a note.
    for (class, picture) in page::marked(Figure::TurnoutClock, &reading) {
        let texts: Vec<&str> =
            picture.split("</text>").filter_map(|text| Some(text.rsplit_once('>')?.1)).collect();
        let noted = texts.windows(2).filter(|pair| pair[1] == "†").map(|pair| pair[0]);
        assert_eq!(noted.collect::<Vec<_>>(), ["69.43"], "{class}: {texts:?}");
    }
    for (figure, key, is_there) in [
        (Figure::History, "election:kaz-2019-06-09", true),
        (Figure::History, "election:kaz-1991-12-01", false),
        (Figure::Contest, "election:fra-2022-04-10", true),
        (Figure::TurnoutClock, "region:KZ-43", true),
        (Figure::TurnoutClock, "region:KZ-11", false),
    ] {
        let mut model = Model::new(Rc::clone(&reading), figure, 576.0, "");
        let effects = update(&mut model, Message::Say(format!("voice {key}")), &WidthTable);
        assert_eq!(model.state.voice.as_deref(), Some(key).filter(|_| is_there), "{key}");
        assert_eq!(effects.contains(&Effect::FocusOn("voice")), is_there, "{key}");
        let html = view(&model, &WidthTable).chrome.to_html();
        assert_eq!(html.contains("id=\"voice\""), is_there, "{key}");
    }
}

#[test]
fn a_dagger_stands_only_where_something_is_odd() {
    // More ballots than voters, and a turnout that cannot be: odd are the ballots, and nothing else is a whole.
    let lines = ["one,Ada One,,,true,candidate,600,,s,", "two,Bo Two,,,false,candidate,200,,s,"];
    let reading = small("900,1000,120,800,200", "valid", &lines);
    let noted = results::BASES.map(|base| on(&reading.story, base).is_base_noted);
    assert_eq!(noted, [false, true, false]);
    let odd: Vec<&str> =
        results::notes(&reading.story, results::BASE_KEY).odd.iter().map(|own| own.0).collect();
    assert_eq!(odd, ["turned_out"], "turnout is no whole");
    // Each says on what there is a note, to those who do not see it.
    let chrome = |link: &str| {
        let model = Model::new(Rc::clone(&reading), Figure::Results, 576.0, link);
        view(&model, &WidthTable).chrome.to_html().replace('\u{a0}', " ")
    };
    assert!(chrome("base=cast").contains("aria-label=\"Note on 1,000 ballots cast\""));
    assert!(!chrome("").contains("aria-label=\"Note on"));
    let mut model = Model::new(embedded_reading(), Figure::Results, 576.0, "");
    model.state.table_open = true;
    let live = view(&model, &WidthTable).chrome.to_html();
    let still = page::still(Figure::Results, &embedded_reading());
    for name in ["Kassym-Jomart Tokayev", "Against all"] {
        let label = format!(" aria-label=\"Note on {name}\"");
        assert!(live.contains(&label), "{name}");
        assert!(still.contains(&["<span role=\"img\"", &label].concat()), "{name}");
    }
}

#[test]
fn a_table_whose_rows_take_two_lines_says_what_its_parts_are() {
    for (figure, is_grouped) in [(Figure::Timeline, true), (Figure::Results, false)] {
        let mut model = Model::new(embedded_reading(), figure, 328.0, "");
        model.state.table_open = true;
        let html = view(&model, &WidthTable).chrome.to_html();
        let table = &html[html.find("<table").expect("a table")..html.find("</table>").expect("its end")];
        for (tag, role) in [("table", "table"), ("tr", "row"), ("td", "cell"), ("tbody", "rowgroup")] {
            let (all, named) = (format!("<{tag}"), format!("<{tag} role=\"{role}\""));
            let wanted = if is_grouped { table.matches(&all).count() } else { 0 };
            assert_eq!(table.matches(&named).count(), wanted, "{}: {tag}", figure.key());
        }
        for role in ["columnheader", "rowheader"] {
            assert_eq!(table.contains(&format!("<th role=\"{role}\"")), is_grouped, "{}", figure.key());
        }
    }
}

#[test]
fn only_figures_of_lines_and_wholes_have_notes() {
    let mut package = common::embedded_package(true);
    let Some(FileText::Here(mut text)) = package.files.remove("discrepancies.csv") else {
        panic!("no table")
    };
    for field in ["party", "name", "incumbent", "turnout_pct"] {
        text.push_str(&format!("kaz-2022-11-20,dairabayev,{field},12345,inform-2022-11-22-final,Not used\n"));
    }
    package.files.insert("discrepancies.csv".to_owned(), FileText::Here(text));
    let reading = common::read(&package);
    assert!(results::notes(&reading.story, "option:dairabayev").is_empty());
    assert!(!all_words(&reading, Figure::Results, 576.0).contains("12,345"));
}

// Where and when people voted

#[test]
fn three_cities_lie_apart() {
    let series = turnout_map::series(&story(), "", "").expect("the story has a map");
    assert_eq!(series.units.len(), 21);
    let apart: Vec<(&str, Option<f64>)> = series
        .units
        .iter()
        .filter(|unit| unit.is_apart)
        .map(|unit| (unit.name.as_str(), unit.percent))
        .collect();
    assert_eq!(apart, [("Shymkent", Some(59.79)), ("Astana", Some(48.6)), ("Almaty city", Some(28.72))]);
    assert!(series.units.iter().all(|unit| unit.is_apart == unit.is_city));
    assert_eq!((series.range, series.nation_percent), (Some((66.99, 81.42)), Some(69.43)));
    assert_eq!((series.moment, series.borders), (Some((22 * 60, 360)), None));
    assert_eq!(row(Figure::TurnoutMap, "unit:KZ-ABROAD").len(), 3);
    assert_eq!(row(Figure::TurnoutMap, "region:KZ-33"), ["Jetisu", "81.42 %", "+11.99 points"]);
}

#[test]
fn names_of_grey_tiles_stand_on_one_line_and_a_list_fills_its_figure() {
    for code in ["en", "ru", "kk"] {
        let reading = common::told_in(code);
        for width_px in [288.0, 328.0, 368.0] {
            let scene = common::scene(&reading, Figure::TurnoutMap, width_px, "");
            let below = |name: &str| {
                let mut texts = common::texts(&scene);
                // The value is drawn first.
                let value = texts.by_ref().take_while(|text| text.content != name).last().expect("a value");
                let name = common::texts(&scene).find(|text| text.content == name).expect("a name");
                value.y - name.y
            };
            let series = turnout_map::series(&reading.story, "", "").expect("there is a map");
            for unit in series.units.iter().filter(|unit| !unit.is_apart && unit.tile.is_some()) {
                close(Some(below(&unit.tile_name)), 14.0, 0.1);
            }
        }
        for (width_px, link) in [(1216.0, "election=kaz-2019-06-09"), (1536.0, ""), (1216.0, "")] {
            let scene = common::scene(&reading, Figure::TurnoutMap, width_px, link);
            let last = common::texts(&scene).map(|text| text.x).fold(0.0, f64::max);
            close(Some(last), width_px - 4.0, 0.1);
        }
    }
    let html =
        view(&Model::new(common::told_in("en"), Figure::TurnoutMap, 704.0, ""), &WidthTable).chrome.to_html();
    let (key, method) = html.split_once("class=\"bl-source\"").expect("sources");
    assert!(!key.contains("deviation") && method.contains("median absolute deviations"));
}

#[test]
fn on_a_phone_the_list_of_turnout_has_whole_names_and_a_unit() {
    for (code, link) in ["en", "ru", "kk"]
        .into_iter()
        .flat_map(|code| ["", "election=kaz-2019-06-09"].map(|link| (code, link)))
    {
        let scene = common::scene(&common::told_in(code), Figure::TurnoutMap, 288.0, link);
        let texts: Vec<&str> = common::texts(&scene).map(|text| text.content.as_str()).collect();
        assert!(!texts.iter().any(|text| text.ends_with('…')), "{code}: {texts:?}");
        assert!(texts.contains(&"0\u{a0}%") || texts.contains(&words::turnout::WHOLE), "{code}: {texts:?}");
        assert_eq!(common::faults(&scene), Vec::<String>::new(), "{code} {link}");
    }
}

#[test]
fn units_before_the_change_of_borders_are_on_no_map() {
    for (election, nation) in [("kaz-2019-06-09", 77.5), ("kaz-2022-06-05", 68.06)] {
        let series = turnout_map::series(&story(), election, "KZ-19").expect("it has rows");
        assert_eq!(series.units.len(), 17);
        assert_eq!(series.borders.map(Day::iso).as_deref(), Some("2022-06-08"));
        assert!(series.units.iter().all(|unit| unit.tile.is_none() && !unit.is_chosen));
        assert!(series.units.iter().all(|unit| unit.key.starts_with("unit:")));
        close(series.nation_percent, nation, 0.1);
    }
}

#[test]
fn turkistan_had_voted_by_two() {
    let series = turnout_clock::series(&story(), "").expect("the story has a clock");
    let picked = series.picked().expect("one was nearest to its last figure");
    assert_eq!((picked.id.as_str(), series.units, series.moments.len()), ("KZ-61", 20, 7));
    let (minute, percent, of_last) = series.standing(picked).expect("it is known");
    assert_eq!((minute, percent), (14 * 60 + 5, 76.61));
    // 76.61 of 80.37.
    close(Some(of_last), 95.321_6, 0.000_1);
    let bundle = series.bundle.expect("most lie close together");
    assert_eq!((bundle.count, bundle.low, bundle.high), (12, 51.04, 53.75));
    let fallen: Vec<&str> =
        series.lines.iter().filter(|line| !line.falls().is_empty()).map(|line| line.name.as_str()).collect();
    assert_eq!(fallen, ["Jetisu", "Astana"]);
    let known = series.lines.iter().filter(|line| !line.is_nation && line.percents[5].is_some());
    assert_eq!(known.count(), 5);
}

#[test]
fn the_clock_shows_what_it_speaks_of_at_every_width() {
    for code in ["en", "ru", "kk"] {
        let reading = common::told_in(code);
        let regions = reading.story.regions.iter().map(|region| region.id.as_str()).chain([""]);
        for (region, width_px) in regions
            .flat_map(|region| [288.0, 328.0, 448.0, 576.0, 704.0, 1216.0].map(|width| (region, width)))
        {
            let link = if region.is_empty() { String::new() } else { format!("region={region}") };
            let at = format!("{code} {width_px} {region}");
            let model = Model::new(Rc::clone(&reading), Figure::TurnoutClock, width_px, &link);
            let scene = common::scene_of(&model);
            let series = turnout_clock::series(&reading.story, region).expect("there is a clock");
            assert_eq!(common::faults(&scene), Vec::<String>::new(), "{at}");
            // What headline and deck speak of is named in full at the end of its line.
            let texts: Vec<&Text> = common::texts(&scene).collect();
            let text = |wanted: &str| texts.iter().find(|text| text.content == wanted);
            let named = [series.picked(), series.lines.iter().find(|line| line.is_nation), series.compared()];
            for line in named.into_iter().flatten() {
                assert!(text(&line.name).is_some(), "{at}: {} in {texts:?}", line.name);
            }
            // What was found stands in the picture, and breaks no line that stands out.
            let picked = series.picked().expect("one is picked");
            let (minute, percent, of_last) = series.standing(picked).expect("it is known");
            let standing = Standing { name: &picked.name, minute, percent, of_last };
            let bundle = series.bundle.expect("most lie close together");
            let found = words::turnout::standing(&standing);
            let found = found.into_iter().chain(words::turnout::bundle(
                bundle.count,
                series.units,
                bundle.low,
                bundle.high,
            ));
            let plum = paths(&scene, Role::Accent, 2.5);
            assert_eq!(plum.len(), 1, "{at}");
            assert_eq!(
                paths(&scene, Role::InkSecond, 2.0).len(),
                usize::from(series.compared().is_some()),
                "{at}"
            );
            for words in found {
                let own =
                    common::text_box(text(&words).unwrap_or_else(|| panic!("{at}: {words} in {texts:?}")));
                let is_on = plum[0]
                    .windows(2)
                    .flat_map(|ends| (0..=60).map(move |step| (ends, f64::from(step) / 60.0)))
                    .any(|(ends, t)| {
                        let along = |from: f64, to: f64| from + (to - from) * t;
                        own.contains(along(ends[0].0, ends[1].0), along(ends[0].1, ends[1].1))
                    });
                assert!(!is_on, "{at}: {words} lies on the plum line");
            }
        }
    }
}

/// Runs of straight lines of a colour and width.
fn paths(scene: &Scene, role: Role, width_px: f64) -> Vec<&[(f64, f64)]> {
    let mut out = Vec::new();
    for item in &scene.items {
        if let Item::Shape(Shape::Path { points, .. }, Paint { stroke: Some(stroke), .. }) = item
            && (stroke.ink.role, stroke.width_px) == (role, width_px)
        {
            out.push(points.as_slice());
        }
    }
    out
}

// How competitive, compared

#[test]
fn every_election_but_referendums_is_a_point() {
    let series = contest::series(&story(), "");
    assert_eq!((series.points.len(), series.referendums, series.unknown), (35, 2, 0));
    assert!(series.is_presidential);
    let years: Vec<i32> = series.of(Whose::Own).map(|point| point.date.year()).collect();
    assert_eq!(years, [1991, 1999, 2005, 2011, 2015, 2019, 2022]);
    let mut hollow: Vec<String> = series
        .points
        .iter()
        .filter(|point| point.is_hollow)
        .map(|point| point.key[9..17].to_string())
        .collect();
    hollow.sort();
    assert_eq!(
        hollow,
        [
            "geo-2018", "kgz-2017", "kgz-2021", "mda-2024", "pol-2020", "pol-2025", "tkm-2017", "ukr-2014",
            "ukr-2019"
        ]
    );
    // Worked out apart from the crate: the winner's share of all lines, Laakso–Taagepera, Golosov.
    for (key, share, number, golosov) in [
        ("election:kaz-2022-11-20", 81.310, 1.4972, 1.2687),
        ("election:ukr-2019-03-31", 30.601, 5.9910, 4.9020),
        ("election:fra-2022-04-10", 27.848, 5.2317, 5.1231),
        ("election:mda-2024-10-20", 42.453, 3.6524, 2.9755),
        ("election:uzb-2015-03-29", 91.822, 1.1828, 1.0940),
        ("election:tkm-2017-02-12", 97.690, 1.0473, 1.0236),
    ] {
        let point = series.points.iter().find(|point| point.key == key).expect("such a point");
        close(Some(point.share_percent), share, 0.000_5 + 1e-9);
        close(Some(point.number), number, 0.000_05 + 1e-9);
        close(Some(point.golosov), golosov, 0.000_05 + 1e-9);
    }
    assert_eq!(
        row(Figure::Contest, "election:ukr-2019-03-31"),
        [
            "Ukraine, 31 March 2019, first round",
            "Volodymyr Zelenskyy",
            "30.60 %",
            "5.99",
            "4.90",
            "10",
            "as a sum",
            "0.525 (2019)",
            "62 (2019)"
        ]
    );
}

#[test]
fn points_lie_where_arithmetic_lets_them() {
    for point in contest::series(&story(), "").points {
        let share = point.share_percent / 100.0;
        assert!(point.number >= least_number(share) - 1e-9, "{}", point.key);
        assert!(point.number <= most_number(share) + 1e-9, "{}", point.key);
    }
    // At a share of ½ two lines can be equal, at ⅓ three; at 0.4 two of 0.4 and one of 0.2: 1 ∕ .36.
    for (share, least, most) in
        [(1.0, 1.0, 1.0), (0.5, 2.0, 4.0), (1.0 / 3.0, 3.0, 9.0), (0.4, 1.0 / 0.36, 6.25)]
    {
        close(Some(least_number(share)), least, 1e-9);
        close(Some(most_number(share)), most, 1e-9);
    }
}

#[test]
fn a_chosen_country_stands_beside_the_storys_own() {
    let story = story();
    let series = contest::series(&story, "POL");
    assert_eq!(series.of(Whose::Chosen).map(|point| point.date.year()).collect::<Vec<_>>(), [2020, 2025]);
    assert_eq!(series.of(Whose::Own).count(), 7);
    let names: Vec<&str> = contest::countries(&story).into_iter().map(|country| country.1).collect();
    assert_eq!(names.len(), 16);
    assert_eq!((names[0], names[names.len() - 1]), ("Azerbaijan", "Uzbekistan"));
    // Every name is one, none is a code.
    assert!(names.iter().all(|name| name.len() > 3));
}

// Who said what of it

/// Keys of the voices of each band, with its value.
fn bands(story: &Story) -> Vec<(Option<f64>, Vec<String>)> {
    let found = verdicts(story);
    let keys = |band: &ballotline::analysis::verdict::Band| {
        found.voices[band.voices.clone()].iter().map(|voice| voice.key[5..].to_owned()).collect()
    };
    found.bands.iter().map(|band| (band.value, keys(band))).collect()
}

#[test]
fn one_election_two_verdicts() {
    let story = story();
    let wanted: [(Option<f64>, &[&str]); 5] = [
        (Some(-2.0), &["odihr"]),
        (Some(-0.3), &["2022-11-22-us-concurs", "2022-11-24-eu-osce-council", "2022-11-22-eu-statement"]),
        (Some(3.4), &["cis", "sco", "ots", "2022-11-21-putin-congratulates", "2022-11-21-xi-congratulates"]),
        (None, &["turkpa", "rus-fc", "cis-ipa", "oic"]),
        (None, &["csto-pa"]),
    ];
    let found = bands(&story);
    assert_eq!(found.len(), wanted.len());
    for ((value, keys), (wanted_value, wanted_keys)) in found.iter().zip(wanted) {
        assert_eq!((value, keys.as_slice()), (&wanted_value, wanted_keys.map_owned().as_slice()));
    }
    // The headline counts the values of missions: two.
    let found = verdicts(&story);
    let mut of_missions: Vec<f64> = found
        .voices
        .iter()
        .filter(|voice| voice.observer.is_some())
        .filter_map(|voice| voice.value(&story))
        .collect();
    of_missions.dedup();
    assert_eq!(of_missions, [-2.0, 3.4]);
}

trait MapOwned {
    fn map_owned(&self) -> Vec<String>;
}

impl MapOwned for &[&str] {
    fn map_owned(&self) -> Vec<String> {
        self.iter().map(|text| (*text).to_owned()).collect()
    }
}

#[test]
fn every_quotation_has_its_place_and_every_pair_is_of_the_same_days() {
    let story = story();
    let found = verdicts(&story);
    let id = |index: &usize| story.quotes[*index].id.as_str();
    assert_eq!(found.replies.iter().map(id).collect::<Vec<_>>(), ["mfa-objectivity"]);
    assert_eq!(
        found.others.iter().map(id).collect::<Vec<_>>(),
        [
            "nazarbayev-victory",
            "tokayev-new-era",
            "tokayev-trust",
            "tokayev-monopoly",
            "abdirov-confirmed",
            "altayev-no-elections",
        ]
    );
    let of = |key: &str| -> Vec<&str> {
        let voice = found.voices.iter().find(|voice| voice.key == ["said:", key].concat()).expect(key);
        voice.quotes.iter().map(id).collect()
    };
    assert_eq!(of("odihr"), ["odihr-competitiveness", "odihr-not-challenged", "odihr-pluralism"]);
    assert_eq!(of("2022-11-22-us-concurs"), ["us-competition"]);
    assert_eq!(of("2022-11-24-eu-osce-council"), ["eu-competitiveness"]);
    assert_eq!((of("cis"), of("sco")), (vec!["cis-dignity"], vec!["sco-obstacles"]));
    assert_eq!((of("ots"), of("turkpa")), (vec!["ots-violations"], vec!["turkpa-positive"]));
    assert_eq!(of("rus-fc"), ["shevchenko-valid"]);
    assert_eq!(of("2022-11-21-putin-congratulates"), ["putin-mandate"]);
    for (said, event) in &story.page.verdicts {
        let quote = story.quotes.iter().find(|quote| quote.id == *said).expect("a quotation");
        let event = &story.events[story.event_by_id(event).expect("an event")];
        let (day, _) = quote.date.expect("a day");
        assert!((event.date.0 - day.0).abs() <= 1, "{said}");
    }
}

#[test]
fn what_is_spoken_of_a_voice_is_short() {
    for name in ["embedded", "voices"] {
        let reading =
            if name == "embedded" { embedded_reading() } else { common::read(&common::package(name)) };
        let model = Model::new(reading, Figure::Verdicts, 704.0, "");
        for key in model.table().keys {
            let line = model.spoken(&key);
            assert!(!line.is_empty() && line.chars().count() <= 120, "{line}");
        }
    }
}

#[test]
fn the_words_of_all_voices_stand_in_the_still_page_once() {
    let html = page::still(Figure::Verdicts, &common::read(&common::embedded_package(true)));
    for (words, count) in [
        ("… took place in a political environment lacking competitiveness", 1),
        ("<blockquote lang=\"ru\">«Нами не зафиксировано никаких серьезных нарушений.»", 1),
        ("Congratulates on a vote it calls transparent", 1),
        ("No statement was found.", 1),
        ("lacks objectivity and puts in question", 1),
        ("All international observers accredited by the CEC: 641.", 1),
    ] {
        assert_eq!(html.matches(words).count(), count, "{words}");
    }
}

#[test]
fn an_odd_story_puts_everybody_somewhere() {
    let reading = common::read(&common::package("voices"));
    let found = verdicts(&reading.story);
    // 60 missions and four more events: s2 is that of the missions that share its source.
    assert_eq!(found.voices.len(), 64);
    let values: Vec<Option<f64>> = found.bands.iter().map(|band| band.value).collect();
    assert_eq!(values, [Some(-10.0), Some(-0.1), Some(0.0), Some(0.1), Some(10.0), None, None]);
    let sizes: Vec<usize> = found.bands.iter().map(|band| band.voices.len()).collect();
    // Of m40 to m59 every third from m42 is without a word, but m59 has none either and is quoted.
    assert_eq!(sizes.iter().sum::<usize>(), 64);
    assert_eq!(sizes[..5], [1, 1, 40, 1, 1]);
    assert_eq!((found.replies.len(), found.others.len()), (0, 1), "what is of other years stays out");
}

// What the running text says

#[test]
fn the_numbers_of_the_text_are_those_of_the_tables() {
    let reading = common::read(&common::embedded_package(true));
    for (name, wanted) in [
        ("candidates", "six"),
        ("lines", "seven"),
        ("votes", "6,456,393"),
        ("votes:kaz-2019-06-09", "6,539,715"),
        ("year:kaz-2019-06-09", "2019"),
        ("share-registered", "54.01 %"),
        // 6,539,715 of 11,960,364.
        ("share-registered:kaz-2019-06-09", "54.68 %"),
        ("published:kaz-2022-06-05", "77.18 %"),
        ("date:kaz-2022-06-05", "5 June 2022"),
        // 6,456,393 of 8,300,046 and 6,163,516 of 7,985,769 ballots.
        ("apart-cast:kaz-2022-06-05", "0.61"),
        ("effective-number", "1.50"),
        ("turnout", "69.44 %"),
        ("units", "20"),
        ("turnout-abroad", "88.47 %"),
        ("observers", "641"),
        ("missions", "nine"),
        ("missions-coded", "four"),
        ("resolutions", "19"),
        ("day:2022-01-06-russian-paratroopers-arrive", "6 January"),
        ("event-year:2022-01-06-russian-paratroopers-arrive", "2022"),
        ("end:2022-01-13-csto-withdrawal", "19 January"),
        ("day:2022-02-22-no-recognition-tileuberdi", "22 February"),
        ("day:2022-06-17-spief-non-recognition", "17 June"),
        ("day:2022-09-26-referendums-not-recognised", "26 September"),
        ("sources-of:agency", "153"),
        ("sources-of:observer", "3"),
    ] {
        let found = page::fill(name, &reading).unwrap_or_default().replace('\u{a0}', " ");
        assert_eq!(found, wanted, "{name}");
    }
    let conflict =
        page::fill("conflict:kazhyken/votes/inform-2022-11-22-final", &reading).unwrap_or_default();
    for part in [
        "Meiram Kazhyken: 300,907",
        "First digit mistyped: its own 2.53",
        ">Kazinform (inform.kz), 22 Nov 2022</a>.",
    ] {
        assert!(conflict.replace('\u{a0}', " ").contains(part), "{part}: {conflict}");
    }
    assert_eq!(page::fill("conflict:kazhyken/votes/never", &reading), None);
    assert_eq!(page::fill("day:never", &reading), None);
    assert_eq!(page::fill("votes:never", &reading), None);
    // What the page's title says stands in the tables too.
    let story = &reading.story;
    let election = &story.elections[story.election.expect("an election")];
    let page_text = include_str!("../index.html");
    assert!(page_text.contains(&format!(
        "<title>An election without a runner-up: Kazakhstan, {}",
        ballotline::words::long_date(election.date).replace('\u{a0}', " ")
    )));
    assert!(
        page_text.contains("a line “against all”")
            && election.options.iter().any(|o| o.kind == OptionKind::AgainstAll)
    );
}

// How relations moved

/// Rows of `events.csv` by column, read without the crate's reader.
fn events_by_other_means() -> Vec<BTreeMap<String, String>> {
    let text = embedded::file("events.csv").expect("the table is in the crate");
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut row, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(letter),
        }
    }
    let header = rows.remove(0);
    rows.into_iter().map(|row| header.iter().cloned().zip(row).collect()).collect()
}

/// Days since the year 0 of a civil day, by counting year after year and month after month.
fn count_of_days(iso: &str) -> i32 {
    let parts: Vec<i32> = iso.split('-').map(|part| part.parse().expect("a number")).collect();
    let is_leap = |year: i32| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let mut days = (0..parts[0]).map(|year| if is_leap(year) { 366 } else { 365 }).sum::<i32>();
    let february = if is_leap(parts[0]) { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    days += months[..parts[1] as usize - 1].iter().sum::<i32>();
    days + parts[2]
}

#[test]
fn the_tone_of_a_lane_is_the_weighted_mean_of_its_events() {
    let story = story();
    let rows = events_by_other_means();
    assert_eq!(rows.len(), story.events.len());
    for (lane, id) in story.lanes.iter().map(|lane| lane.id.as_str()).enumerate() {
        let own = story.events.iter().filter(|event| event.lane == lane);
        let steps = steps(own, 90.0);
        for iso in
            ["2014-05-29", "2022-01-05", "2022-01-19", "2022-06-17", "2022-10-05", "2022-12-31", "2025-12-31"]
        {
            let (mut n, mut sum) = (0.0, 0.0);
            for row in rows.iter().filter(|row| row["lane"] == id) {
                let is_un_vote = row["kind"] == "vote" && row["tags"].split(';').any(|tag| tag == "un");
                let is_act = !is_un_vote
                    && !row["tags"].split(';').any(|tag| ["unga", "context", "incident"].contains(&tag));
                let age = count_of_days(iso) - count_of_days(&row["date"]);
                if is_act && age >= 0 {
                    let weight = libm::pow(0.5, f64::from(age) / 90.0);
                    n += weight;
                    sum += weight * row["goldstein"].parse::<f64>().expect("a number");
                }
            }
            let found = tone_on(&steps, Day::parse(iso).expect("a day"), 90.0);
            match found {
                Some(found) => {
                    assert!((found.n - n).abs() < 1e-9, "{id} {iso}: n is {} and not {n}", found.n);
                    assert!(
                        (found.value - sum / n).abs() < 1e-9,
                        "{id} {iso}: {} is not {}",
                        found.value,
                        sum / n
                    );
                }
                None => assert!(n <= 0.0, "{id} {iso}: n is {n}"),
            }
        }
    }
}

#[test]
fn rescue_then_distance() {
    let story = story();
    let lane = story.lanes.iter().position(|lane| lane.id == "russia").expect("the lane");
    let steps = steps(story.events.iter().filter(|event| event.lane == lane), 90.0);
    // Worked out apart from the crate: value, n.
    for (iso, value, n) in [
        ("2022-01-19", 3.93, 2.88),
        ("2022-06-17", -1.83, 5.99),
        ("2022-10-05", -0.82, 9.48),
        ("2022-12-31", 0.33, 7.92),
    ] {
        let tone = tone_on(&steps, Day::parse(iso).expect("a day"), 90.0).expect("a tone");
        close(Some(tone.value), value, 0.005);
        close(Some(tone.n), n, 0.005);
    }
    // Troops arrive on the 6th; the refusals follow on their days.
    let days = |tag: &str| -> Vec<String> {
        let own = story.events.iter().filter(|event| event.lane == lane && event.id.contains(tag));
        own.map(|event| event.date.iso()).collect()
    };
    assert_eq!(days("russian-paratroopers-arrive"), ["2022-01-06"]);
    assert_eq!(days("spief-non-recognition"), ["2022-06-17"]);
}

#[test]
fn half_of_the_record_lies_in_one_year() {
    let rows = events_by_other_means();
    let story = story();
    let wanted = [
        ("russia", 26, 53),
        ("west", 11, 30),
        ("china", 6, 17),
        ("ukraine", 16, 34),
        ("central_asia", 8, 14),
        ("organisations", 16, 34),
        ("domestic", 27, 38),
    ];
    let model = Model::new(embedded_reading(), Figure::Timeline, 1216.0, "from=2022-01-01&to=2022-12-31");
    let table = model.table();
    assert_eq!((table.rows.len(), story.events.len()), (110, 220));
    for (id, in_year, in_all) in wanted {
        let lane = story.lanes.iter().find(|lane| lane.id == id).expect("the lane");
        let found = table.rows.iter().filter(|cells| cells[2] == lane.name).count();
        let by_other_means =
            rows.iter().filter(|row| row["lane"] == id && row["date"].starts_with("2022-")).count();
        let all = rows.iter().filter(|row| row["lane"] == id).count();
        assert_eq!((found, by_other_means, all), (in_year, in_year, in_all), "{id}");
    }
    let kinds: Vec<usize> = ["statement", "meeting", "agreement", "force", "protest", "vote"]
        .map(|kind| story.events.iter().filter(|event| event.kind.key() == kind).count())
        .to_vec();
    assert_eq!(kinds, [85, 55, 29, 19, 8, 24]);
}

#[test]
fn the_year_of_the_election_is_counted_where_all_of_it_is_shown() {
    for (link, is_counted) in [
        ("from=1991-01-01&to=2025-12-31", true),
        ("from=2010-01-01&to=2022-12-31", true),
        ("from=2010-01-01&to=2022-02-01", false),
        ("from=2022-02-01&to=2025-12-31", false),
    ] {
        let said = said(&embedded_reading(), Figure::Timeline, link);
        assert_eq!(said.contains("110 of them fall in 2022."), is_counted, "{link}");
    }
}

#[test]
fn un_votes_and_incidents_show_no_value() {
    let story = story();
    let model = Model::new(embedded_reading(), Figure::Timeline, 1216.0, "from=1991-01-01&to=2025-12-31");
    let table = model.table();
    assert_eq!(table.rows.len(), 220);
    for (cells, key) in table.rows.iter().zip(&table.keys) {
        let event = &story.events[story.event_by_id(key.trim_start_matches("event:")).expect("an event")];
        assert_eq!(cells[5] == "–", event.is_un_vote() || event.is_incident(), "{key}");
        assert_eq!(cells[3] == "Incident", event.has_tag("incident"), "{key}");
    }
}

#[test]
fn spoken_lines_are_short_and_begin_with_the_name() {
    for figure in Figure::ALL {
        let model = Model::new(embedded_reading(), figure, 1216.0, "");
        let table = model.table();
        for (key, cells) in table.keys.iter().zip(&table.rows) {
            let line = model.spoken(key);
            assert!(line.chars().count() <= 120, "{} characters: {line}", line.chars().count());
            assert!(line.starts_with(cells[0].chars().take(40).collect::<String>().as_str()), "{line}");
        }
    }
}

// How countries voted

#[test]
fn the_votes_are_counted_as_they_stand_in_the_table() {
    let story = story();
    let series = un_votes::series(&story);
    // Yes, no, abstained, absent, not known, counted in the column KAZ.
    assert_eq!(series.counts, [1, 5, 8, 0, 5]);
    // Of 19 times 13 cells 100 are empty.
    assert_eq!((story.resolutions.len(), series.states.len(), series.not_known), (19, 13, 100));
    assert_eq!(words::un_votes::headline([1, 5, 8, 0, 5], 19), "Eight abstentions, five noes, one yes");
    assert_eq!(words::un_votes::headline([0, 0, 0, 0, 1], 1), "One text");
    // The country, then by the mean of yes 1, no −1 and else 0: RUS −1 and BLR −1, CHN −7/18, KGZ −4/13, TJK −2/8, UZB −2/12, TKM 0,
    // USA 8/12, TUR 5/6, the others 1.
    let codes: Vec<&str> = series.states.iter().map(|state| story.voters[*state].as_str()).collect();
    assert_eq!(
        codes,
        ["KAZ", "RUS", "BLR", "CHN", "KGZ", "TJK", "UZB", "TKM", "USA", "TUR", "UKR", "FRA", "DEU"]
    );
}

#[test]
fn the_table_of_votes_holds_every_cell() {
    let row = row(Figure::UnVotes, "vote:A/RES/ES-11/7:");
    let wanted = [
        "Advancing a comprehensive, just and lasting peace in Ukraine",
        "A/RES/ES-11/7",
        "24 February 2025",
        "93",
        "18",
        "65",
        "17",
        "not known",
        "no",
        "not known",
        "abstained",
        "not known",
        "not known",
        "abstained",
        "not known",
        "no",
        "not known",
        "yes",
        "yes",
        "yes",
        "",
    ];
    assert_eq!(row, wanted);
}

#[test]
fn no_title_of_a_vote_is_cut_where_titles_are_whole() {
    for code in ["en", "ru", "kk"] {
        let reading = common::told_in(code);
        for width_px in (800..1_240).step_by(8) {
            let scene = common::scene(&reading, Figure::UnVotes, f64::from(width_px), "");
            let cut = common::texts(&scene).find(|text| text.content.ends_with('…'));
            assert!(cut.is_none(), "{code}, {width_px}: {cut:?}");
            assert!(common::faults(&scene).is_empty(), "{code}, {width_px}: {:?}", common::faults(&scene));
        }
    }
}

#[test]
fn nothing_spoken_of_votes_is_longer_than_120_letters() {
    let story = story();
    for resolution in &story.resolutions {
        for state in &story.voters {
            for key in [un_votes::vote_key(resolution, state), un_votes::vote_key(resolution, "")] {
                let line = un_votes::spoken(&story, &key).expect("a line");
                assert!(line.chars().count() <= 120, "{line}");
            }
        }
    }
}

#[test]
fn a_vote_has_its_event() {
    let story = story();
    let found: Vec<(&str, Option<&str>)> = story
        .resolutions
        .iter()
        .map(|resolution| {
            let event = story.event_of_vote(resolution).map(|index| story.events[index].id.as_str());
            (resolution.id.as_str(), event)
        })
        .collect();
    for (symbol, event) in &found {
        let named = symbol.trim_start_matches("A/RES/").to_lowercase().replace('/', "-");
        match *symbol {
            "A/RES/74/168" | "number not confirmed" => assert_eq!(*event, None, "{symbol}"),
            _ => assert!(event.expect("an event").ends_with(&named), "{symbol}: {event:?}"),
        }
    }
}

// Any election

/// The embedded tables with another election in the middle.
fn about(country: &str, election: &str) -> Rc<Reading> {
    let mut package = common::embedded_package(true);
    let page = &mut package.descriptor.ballotline;
    (page.country, page.election) = (country.to_owned(), election.to_owned());
    page.figures.clear();
    common::read(&package)
}

#[test]
fn another_countrys_election_stands_in_the_same_figures() {
    // France, first round of 10 April 2022: twelve candidates, published shares of valid votes and no counts.
    let reading = about("FRA", "fra-2022-04-10");
    let series = on(&reading.story, ShareBase::Valid);
    assert_eq!((series.winner.name.as_str(), series.winner.votes), ("Emmanuel Macron", None));
    close(series.winner.share_percent, 27.84, 1e-9);
    assert_eq!(
        series.others.iter().filter(|line| line.kind == LineKind::Ballot(OptionKind::Candidate)).count(),
        11
    );
    let known = [ShareBase::Valid, ShareBase::Cast, ShareBase::Registered].map(|base| {
        results::has_base(&reading.story.elections[reading.story.election.expect("an election")], base)
    });
    assert_eq!(known, [true, false, false], "what is not known is not offered");
    // 27.84 − 23.15; 1 ∕ Σ s² of the twelve shares.
    let history =
        |metric| history::series(&reading.story, metric, ShareBase::Valid).points[0].value.map(Share::value);
    close(history(Metric::Margin), 4.69, 1e-9);
    close(history(Metric::Number), 5.231_7, 0.000_1);
    for (country, election) in
        [("FRA", "fra-2022-04-10"), ("RUS", "rus-2024-03-17"), ("GEO", "geo-2018-10-28"), ("XXX", "none")]
    {
        let reading = about(country, election);
        for figure in Figure::ALL {
            for width_px in [288.0, 576.0, 896.0] {
                let found = common::faults(&common::scene(&reading, figure, width_px, ""));
                assert!(found.is_empty(), "{election}, {} at {width_px}: {}", figure.key(), found.join("\n"));
            }
        }
    }
}

#[test]
fn no_label_of_the_verdicts_covers_a_mark() {
    let reading = embedded_reading();
    for width_px in [288.0, 328.0, 480.0, 704.0, 896.0] {
        let model = Model::new(Rc::clone(&reading), Figure::Verdicts, width_px, "");
        let layout = model.layout(&WidthTable);
        let scene = common::scene_of(&model);
        for text in common::texts(&scene) {
            let rect = common::text_box(text);
            for target in layout.targets() {
                assert!(
                    !rect.overlaps(&target.bounds),
                    "{width_px}: “{}” covers {}",
                    text.content,
                    target.key
                );
            }
        }
    }
}

#[test]
fn headings_of_verdicts_have_no_brackets_and_the_way_to_the_timeline_stands_right_below_the_words() {
    for code in ["en", "ru", "kk"] {
        let reading = common::told_in(code);
        let html =
            view(&Model::new(Rc::clone(&reading), Figure::Verdicts, 704.0, ""), &WidthTable).chrome.to_html();
        for heading in html.split("<h3>").skip(1) {
            assert!(!heading.split_once("</h3>").expect("it ends").0.contains('('), "{code}: {heading}");
        }
        let ways: Vec<&str> = html.split("<button class=\"bl-link\"").collect();
        assert!(ways.len() > 8, "{code}");
        for (before, after) in ways.iter().zip(ways.iter().skip(1)) {
            // No source, for which more room may be kept than it needs, stands between.
            let own = before.rsplit_once("class=\"bl-by\"").expect("a line below the words").1;
            assert!(!own.contains("bl-cite"), "{code}: {own}");
            assert!(after.contains(words::verdicts::IN_THE_TIMELINE.text()));
        }
        assert!(!words::verdicts::observers(174).contains(' '), "{code}: a number breaks from its noun");
    }
}

#[test]
fn what_stands_above_a_stack_of_verdicts_stands_above_no_other() {
    for code in ["en", "ru", "kk"] {
        let reading = common::told_in(code);
        for width_px in [288.0, 328.0, 448.0, 480.0, 576.0, 704.0, 1216.0] {
            let model = Model::new(Rc::clone(&reading), Figure::Verdicts, width_px, "");
            let layout = model.layout(&WidthTable);
            let scene = common::scene_of(&model);
            let html = view(&model, &WidthTable).chrome.to_html();
            assert!(html.contains(&words::verdicts::scale_key(5.0)), "{code}: the scale is cut");
            let bands = verdicts(&reading.story).bands;
            for band in bands.iter().filter(|band| band.value.is_some()) {
                let value = words::number::signed(band.value.unwrap_or(0.0), 1);
                let rests_on = words::verdicts::rests_on(band.voices.len());
                let mut own: Vec<_> = common::texts(&scene).filter(|text| text.content == value).collect();
                assert_eq!(own.len(), 1, "{code} {width_px}: {value}");
                own.extend(common::texts(&scene).filter(|text| text.content == rests_on));
                for text in own {
                    let rect = common::text_box(text);
                    let below = Rect { height: 1_000.0, ..rect };
                    let is_other = |row: usize| {
                        bands.iter().any(|other| other.value.is_some() && other.voices.contains(&row))
                            && !band.voices.contains(&row)
                    };
                    for target in layout.targets().iter().filter(|target| is_other(target.table_row)) {
                        assert!(
                            !below.overlaps(&target.bounds),
                            "{code} {width_px}: {value} above {}",
                            target.key
                        );
                    }
                    // Its own marks are right below.
                    let marks =
                        layout.targets().iter().filter(|target| band.voices.contains(&target.table_row));
                    let top = marks.map(|target| target.bounds.y).fold(f64::MAX, f64::min);
                    assert!(
                        top - rect.y < 50.0,
                        "{code} {width_px}: {value} stands {} px above",
                        top - rect.y
                    );
                }
            }
        }
    }
}

/// Every word of a figure: the still page, and what stands in and round the live picture at a width.
fn all_words(reading: &Rc<Reading>, figure: Figure, width_px: f64) -> String {
    let model = Model::new(Rc::clone(reading), figure, width_px, "");
    let mut words = page::still(figure, reading);
    words.push_str(&view(&model, &WidthTable).chrome.to_html());
    words.extend(common::texts(&common::scene_of(&model)).map(|text| text.content.clone()));
    let table = model.table();
    words.extend(table.header.iter().chain(table.rows.iter().flatten()).cloned());
    words.extend(table.keys.iter().map(|key| model.spoken(key)));
    words.replace('\u{a0}', " ")
}

#[test]
fn a_story_of_another_country_is_a_package_of_its_own() {
    let reading = common::read(&common::package("france-2022"));
    assert!(reading.notes.is_empty(), "{:?}", reading.notes);
    for figure in Figure::ALL {
        let words = all_words(&reading, figure, 328.0);
        for stranger in ["Kazakh", "Tokayev", "Astana", "kaz-", "KZ"] {
            assert!(!words.contains(stranger), "{}: {stranger}", figure.key());
        }
        let model = Model::new(Rc::clone(&reading), figure, 328.0, "");
        let is_drawn = !common::scene_of(&model).items.is_empty();
        let (is_wanted, wanted) = match figure {
            Figure::Results => {
                (true, "<h2 class=\"bl-headline\">Three of twelve drew more than a fifth each</h2>")
            }
            Figure::History => (true, "One value is known; there is nothing to compare it with."),
            Figure::Contest => (true, "The effective number of candidates in France in 2022 was 5.23"),
            Figure::TurnoutClock => (false, words::figure::NO_CLOCK.text()),
            Figure::TurnoutMap => (false, words::figure::NO_MAP.text()),
            Figure::Verdicts => (false, words::figure::NO_VERDICTS.text()),
            Figure::Timeline => (false, words::figure::NO_EVENTS.text()),
            Figure::UnVotes => (false, words::figure::NO_VOTES.text()),
        };
        assert_eq!(is_drawn, is_wanted, "{}", figure.key());
        assert!(words.contains(wanted), "{}: {wanted}", figure.key());
    }
    let model = Model::new(Rc::clone(&reading), Figure::Results, 328.0, "");
    let rows: Vec<String> =
        model.table().rows.iter().map(|row| row.join("|").replace('\u{a0}', " ")).collect();
    assert_eq!(rows.len(), 12);
    assert_eq!(rows[..2], ["Emmanuel Macron|not known|27.84 %†", "Marine Le Pen|not known|23.15 %"]);
    let words = all_words(&reading, Figure::Results, 328.0);
    assert!(words.contains("<b>27.85 %</b>. Rounded the other way; the full list read has 27.84 ("));
}

#[test]
fn whatever_a_story_has_its_figures_can_be_read_on_the_narrowest_page() {
    let mut names = Vec::new();
    for folder in std::fs::read_dir(common::below("stories")).expect("the stories") {
        names.push(folder.expect("a folder").file_name().to_string_lossy().into_owned());
    }
    // Only results, only events, sixty candidates, two, none of whom got a vote.
    for needed in ["two", "one-day", "sixty", "zero-votes", "empty", "france-2022"] {
        assert!(names.iter().any(|name| name == needed), "{needed}");
    }
    let mut wrong = Vec::new();
    for name in &names {
        let reading = common::read(&common::package(name));
        for figure in Figure::ALL {
            for link in ["", "base=registered", "metric=margin"] {
                for width_px in [288.0, 320.0] {
                    let faults = common::faults(&common::scene(&reading, figure, width_px, link));
                    wrong.extend(
                        faults
                            .into_iter()
                            .map(|fault| format!("{name}: {} {width_px} {link}: {fault}", figure.key())),
                    );
                }
            }
            let _ = all_words(&reading, figure, 288.0);
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_votes_are_no_shares() {
    let reading = common::read(&common::package("zero-votes"));
    let model = Model::new(Rc::clone(&reading), Figure::Results, 328.0, "");
    let rows: Vec<String> =
        model.table().rows.iter().map(|row| row.join("|").replace('\u{a0}', " ")).collect();
    assert_eq!(
        rows,
        [
            "Ada One|0|not known|0.00 %",
            "Bo Two|0|not known|0.00 %",
            "Invalid ballots|0|–|0.00 %",
            "Did not vote|1,000|–|100.00 %"
        ]
    );
    for figure in Figure::ALL {
        let words = all_words(&reading, figure, 328.0);
        assert!(!words.contains("NaN") && !words.contains("inf %"), "{}", figure.key());
    }
}

#[test]
fn a_share_is_what_division_gives_and_the_table_says_where_the_sum_is_not_a_hundred() {
    let (mut odd, mut missing) = (0, 0);
    for election in &story().elections {
        let reading = about(&election.country, &election.id);
        let table = results::table(&reading.story);
        let bases = [ShareBase::Valid, ShareBase::Cast, ShareBase::Registered];
        for base in bases {
            let Some(column) = table.header.iter().position(|name| *name == words::results::share_of(base))
            else {
                continue;
            };
            let series = on(&reading.story, base);
            // Every cell is its own share, rounded; a published one stays.
            for line in series.lines().filter(|line| line.in_base) {
                let row = table.keys.iter().position(|key| *key == line.key).expect("a row");
                let cell = table.rows[row][column].trim_end_matches('†').replace(['\u{a0}', '%'], "");
                let Some(share) = line.share_percent else { continue };
                let shown: f64 = cell.parse().expect("a number");
                assert!((shown - share).abs() <= 0.005 + 1e-9, "{}: {cell} of {share}", election.id);
                if let (Some(votes), Some(total)) = (line.votes, series.total) {
                    close(Some(share), percent_of(votes as f64, total as f64), 1e-9);
                }
            }
            let shares: Option<Vec<f64>> =
                series.lines().filter(|line| line.in_base).map(|line| line.share_percent).collect();
            let sum = shares.map(|shares| {
                shares.iter().map(|share| (share * 100.0 + 0.5 + 1e-9).floor() as u64).sum::<u64>()
            });
            let lines = series.lines().filter(|line| line.in_base).count() as u64;
            let wanted = sum.filter(|sum| *sum != 10_000).map(|sum| {
                // Half a hundredth a line is the most that rounding moves a sum.
                let is_by_rounding = sum.abs_diff(10_000) * 2 <= lines + 1;
                missing += usize::from(!is_by_rounding);
                words::results::shares_sum(base, sum as f64 / 100.0, is_by_rounding)
            });
            let begins = format!("Shares of {}", words::base(base));
            let found = table.foot.iter().find(|text| text.starts_with(&begins));
            assert_eq!(found, wanted.as_ref(), "{} {base:?}", election.id);
            odd += usize::from(found.is_some());
        }
    }
    assert!(odd > 10 && missing > 2, "{odd}, {missing}");
    // Of 1999 the lines published leave out who voted against all and the invalid ballots.
    let foot = results::table(&about("KAZ", "kaz-1999-01-10").story).foot.join(" ").replace('\u{a0}', " ");
    assert_eq!(foot, "Shares of ballots cast of the lines listed add up to 96.85 %.");
    let foot = results::table(&story()).foot.join(" ").replace('\u{a0}', " ");
    assert_eq!(
        foot,
        "Shares of ballots cast, each rounded by itself, add up to 99.99 %. \
         Shares of registered voters, each rounded by itself, add up to 99.99 %."
    );
    // The published turnout and what it leaves.
    assert_eq!(row(Figure::Results, "absent")[4], "30.56 %");
}

#[test]
fn the_border_of_what_is_possible_has_its_corners() {
    for width_px in [328.0, 576.0, 896.0] {
        let scene = common::scene(&embedded_reading(), Figure::Contest, width_px, "");
        let [left, right] = [0, 1].map(|index| {
            let closed = scene.items.iter().filter_map(|item| match item {
                Item::Shape(Shape::Path { points, closed: true }, _) => Some(points),
                _ => None,
            });
            closed.into_iter().nth(index).expect("what is ruled out")
        });
        let text = |content: &str| {
            common::texts(&scene).filter(|text| text.content == content).last().expect("a tick").clone()
        };
        let (top, twenty) = (text("100").y - 4.0, text("20").y - 4.0);
        // As many lines of one size leave the least number, which is how many they are.
        for lines in [2, 3, 4, 5] {
            let x = text(&lines.to_string()).x;
            let y = top + (twenty - top) * (100.0 - 100.0 / f64::from(lines)) / 80.0;
            let is_at = |point: &(f64, f64)| (point.0 - x).abs() < 0.01 && (point.1 - y).abs() < 0.01;
            assert!(left.iter().any(is_at), "{width_px}: {lines}");
        }
        // Every corner lies on the formula, at the picture's edge as well; the last three close the shape along the edge.
        let one = text("1").x;
        for (border, number_of) in [(left, least_number as fn(f64) -> f64), (right, most_number)] {
            for (x, y) in &border[..border.len() - 3] {
                let share = 1.0 - (y - top) / (twenty - top) * 0.8;
                let wanted = one + (text("2").x - one) * libm::log2(number_of(share));
                assert!((x - wanted).abs() < 0.2, "{width_px}: {x}, {y} is not {wanted}");
                assert!(*x <= width_px - 8.0 + 1e-9, "{width_px}: {x}, {y}");
            }
            let end = border[border.len() - 4];
            assert!(end.1 > twenty || (end.0 - width_px + 8.0).abs() < 1e-9, "{width_px}: {end:?}");
        }
    }
}

#[test]
fn the_calendar_stands_above_the_lanes_and_below_them() {
    for (width_px, state) in
        [(328.0, ""), (704.0, ""), (1216.0, ""), (1216.0, "from=0001-01-01&to=9999-12-31")]
    {
        let scene = common::scene(&embedded_reading(), Figure::Timeline, width_px, state);
        let foot = scene.height_px - 18.0;
        let texts: Vec<&Text> = common::texts(&scene).collect();
        let below: Vec<&&Text> = texts.iter().filter(|text| (text.y - foot).abs() < 0.5).collect();
        assert!(below.len() > 4, "{width_px} {state}");
        for label in below {
            let is_same = |text: &&&Text| (text.x - label.x).abs() < 0.01 && text.content == label.content;
            assert_eq!(texts.iter().filter(is_same).count(), 2, "{width_px} {state}: {}", label.content);
        }
    }
}

#[test]
fn on_a_phone_most_of_the_elections_are_named() {
    for (width_px, least) in [(288.0, 21), (328.0, 24), (480.0, 31), (576.0, 34)] {
        let scene = common::scene(&embedded_reading(), Figure::Contest, width_px, "");
        let texts: Vec<&str> = common::texts(&scene).map(|text| text.content.as_str()).collect();
        let is_named = |label: &str, year: i32| {
            let short = words::contest::short_label(label, year);
            texts.contains(&short.as_str()) || texts.contains(&words::contest::label(label, year).as_str())
        };
        let points = contest::series(&story(), "").points;
        let named = points.iter().filter(|point| is_named(&point.country, point.date.year()));
        assert!(named.count() >= least, "{width_px}: {texts:?}");
        // No point is hidden by a name, its own or another's.
        let boxes: Vec<Rect> = common::texts(&scene).map(common::text_box).collect();
        for item in &scene.items {
            if let Item::Shape(Shape::Circle { x, y, .. }, _) = item {
                assert!(!boxes.iter().any(|own| own.contains(*x, *y)), "{width_px}: {x}, {y}");
            }
        }
        // The story's own, and the greatest share of all.
        assert!(
            [1991, 1999, 2005, 2011, 2015, 2019, 2022].into_iter().all(|year| is_named("Kazakhstan", year))
        );
        assert!(is_named("Turkmenistan", 2017));
    }
}

#[test]
fn a_chosen_country_is_named_at_every_width_and_the_shaded_part_holds_its_words() {
    for code in ["en", "ru", "kk"] {
        let reading = common::told_in(code);
        for (country, _) in contest::countries(&reading.story) {
            for width_px in [280.0, 288.0, 328.0, 480.0, 576.0, 896.0] {
                let scene = common::scene(&reading, Figure::Contest, width_px, &format!("country={country}"));
                let texts: Vec<&Text> = common::texts(&scene).collect();
                for point in contest::series(&reading.story, country).of(Whose::Chosen) {
                    let labels =
                        [&point.label, &words::contest::short_label(&point.country, point.date.year())];
                    let label = texts.iter().find(|text| labels.contains(&&text.content));
                    let place =
                        common::text_box(label.unwrap_or_else(|| panic!("{code}, {width_px}: {labels:?}")));
                    // Near its point, but for the column's.
                    let begins = |item: &&Item| matches!(item, Item::MarkBegin(key) if *key == point.key);
                    let mark = scene.items.iter().skip_while(|item| !begins(item)).nth(1);
                    let Some(Item::Shape(Shape::Circle { x, y, .. }, _)) = mark else { panic!("no mark") };
                    assert!(
                        point.share_percent > 70.0 || place.grown(60.0).contains(*x, *y),
                        "{code}, {width_px}: {labels:?}"
                    );
                }
                let faults = common::faults(&scene);
                assert!(faults.is_empty(), "{code}, {width_px}, {country}: {faults:?}");
                // The first shape filled is what lies left of the border.
                let border = scene.items.iter().find_map(|item| match item {
                    Item::Shape(Shape::Path { points, closed: true }, _) => Some(points),
                    _ => None,
                });
                let said = words::contest::IMPOSSIBLE.text();
                let lines =
                    texts.iter().filter(|text| said.contains(&text.content) && text.content.len() > 4);
                let mut written = Vec::new();
                for line in lines {
                    let own = common::text_box(line);
                    let beside = border.expect("a border").iter().filter(|corner| corner.0 > 31.0);
                    let beside = beside.filter(|corner| (own.y..own.y + own.height).contains(&corner.1));
                    assert!(
                        beside.map(|corner| corner.0).all(|x| x > own.x + own.width + 4.0),
                        "{code}, {width_px}"
                    );
                    // Nor does a label go on where they end.
                    let after = Rect::new(own.x + own.width, own.y, 10.0, own.height);
                    let next = texts.iter().find(|text| common::text_box(text).overlaps(&after));
                    assert!(next.is_none(), "{code}, {width_px}, {country}: {next:?}");
                    written.insert(0, line.content.as_str());
                }
                assert_eq!(written.join(" "), said, "{code}, {width_px}");
            }
        }
    }
}

#[test]
fn by_lines_keep_the_room_of_sources_that_come_later() {
    let lines = |with_sources: bool| {
        let reading = common::read(&common::embedded_package(with_sources));
        let model = Model::new(reading, Figure::Verdicts, 328.0, "");
        let html = view(&model, &WidthTable).chrome.to_html();
        (html.matches("class=\"bl-cite\"").count(), html.matches("class=\"bl-more\"").count())
    };
    let (early, late) = (lines(false), lines(true));
    assert_eq!(early, late);
    assert!(early.0 > 12 && early.1 > 0, "{early:?}");
}

#[test]
fn a_step_of_the_tour_brings_its_event_into_view() {
    let reading = embedded_reading();
    for width_px in [328.0, 1216.0] {
        let mut model = Model::new(Rc::clone(&reading), Figure::Timeline, width_px, "");
        for (index, step) in reading.story.page.tour.iter().enumerate() {
            let effects = update(&mut model, Message::Say(format!("step {}", index + 1)), &WidthTable);
            let y = effects.iter().find_map(|own| if let Effect::Reveal(y) = own { Some(*y) } else { None });
            let y = y.expect("a step has an event");
            let layout = model.layout(&WidthTable);
            let own = layout.targets().iter().find(|own| own.key == format!("event:{}", step.event));
            let own = own.expect("the event is drawn").bounds;
            assert!((own.y..=own.y + own.height).contains(&y), "{width_px} {} {y} {own:?}", step.event);
            assert_eq!(
                effects.contains(&Effect::FocusOn("next")),
                index == 0,
                "the button that led here is gone"
            );
        }
        let effects = update(&mut model, Message::Say("step off".to_string()), &WidthTable);
        assert!(effects.contains(&Effect::FocusOn("tour")) && model.state.step.is_none());
    }
}

#[test]
fn small_tiles_have_names_all_of_them_or_none() {
    let reading = embedded_reading();
    let mut story = Story::clone(&reading.story);
    story.regions[0].tile_name = "Much too long a name".to_string();
    let series = turnout_map::series(&story, "", "").expect("there is a map");
    let placed = turnout_map::place(&series, 328.0, &WidthTable);
    let scene = turnout_map::draw(&series, &placed, Default::default(), &WidthTable);
    assert!(!common::texts(&scene).any(|text| text.content == story.regions[1].tile_name));
}

#[test]
fn an_open_card_says_where_its_event_is_not_among_those_shown() {
    let reading = embedded_reading();
    let id = "2022-01-06-russian-paratroopers-arrive";
    for (link, wanted) in [
        ("", false),
        ("&without=statement", false),
        ("&without=force", true),
        ("&from=2015-01-01&to=2016-01-01", true),
    ] {
        let model = Model::new(Rc::clone(&reading), Figure::Timeline, 1216.0, &format!("event={id}{link}"));
        let text = view(&model, &WidthTable).chrome.text_content();
        assert_eq!(text.contains("Not among the events shown."), wanted, "{link}");
    }
}
