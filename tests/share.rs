//! What a reader takes away: sheets that hold together, tables that spreadsheets take for what they are, citations.

#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::rc::Rc;

use ballotline::app::markup::element;
use ballotline::app::share::{CITATIONS, CODES, FILES, FULL, LANGUAGES, THEMES, figure, sheet, taken};
use ballotline::app::{Figure, Model, Reading};
use ballotline::data::{Descriptor, Json, Package, embedded};
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::Item;
use ballotline::words;
use common::{embedded_package, embedded_reading, faults, read};

const ADDRESS: &str = "https://example.org/page#base=cast";

fn given(model: &Model, what: &str) -> String {
    taken(model, what, ADDRESS, "2022-11-20", false, &WidthTable)
}

#[test]
fn a_sheet_of_every_figure_holds_its_headline_its_picture_and_its_origin_within_its_edges() {
    let reading = read(&embedded_package(true));
    for figure in Figure::ALL {
        for width_px in [328.0, 576.0, 1216.0] {
            let model = Model::new(Rc::clone(&reading), figure, width_px, "");
            let own = sheet(&model, ADDRESS, &WidthTable);
            let picture = common::scene_of(&model);
            assert!(
                own.height_px > picture.height_px + 80.0 && own.items.len() > picture.items.len(),
                "{figure:?}"
            );
            let texts: Vec<&str> = own
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Text(text) => Some(text.content.as_str()),
                    _ => None,
                })
                .collect();
            let all = texts.join(" ");
            assert!(
                all.contains("CC-BY-4.0") && all.contains("example.org/page"),
                "{figure:?} {width_px}: {all}"
            );
            // Votes have a key of their own, and what was said has its sources below the words.
            let sources = if figure == Figure::Verdicts { "accredited" } else { "Source" };
            assert!(all.contains(sources), "{figure:?} {width_px}: {all}");
            if figure == Figure::UnVotes {
                assert!(
                    words::un_votes::KEY.items().iter().all(|key| all.contains(key.as_str())),
                    "{width_px}: {all}"
                );
            }
            assert_eq!(faults(&own), [] as [String; 0], "{figure:?} {width_px}");
        }
    }
}

/// The list of licences in a descriptor (Frictionless), and what a sheet says of the tables, in each language.
#[test]
fn a_sheet_names_the_licence_of_its_own_story() {
    let mut json: Json = serde_json::from_str(embedded::descriptor_json()).expect("a valid descriptor");
    for (licenses, named) in [
        (r#"[{"name": "CC-BY-4.0", "title": "Attribution"}]"#, "CC-BY-4.0"),
        (r#"[{"name": "ODbL-1.0"}, {"name": "CC0-1.0"}]"#, "ODbL-1.0"),
        (
            r#"[{"title": "Open Government Licence", "path": "https://example.org/"}]"#,
            "Open Government Licence",
        ),
        (r#"[{"path": "https://example.org/"}]"#, ""),
        ("[]", ""),
        ("null", ""),
    ] {
        let Json::Object(properties) = &mut json else { panic!("no object") };
        let own = properties.iter_mut().find(|own| own.0 == "licenses").expect("licences");
        own.1 = serde_json::from_str(licenses).expect("a list");
        for (code, facts, tables) in [
            ("en", "facts credited", "tables"),
            ("ru", "факты", "таблицы"),
            ("kk", "фактілердің", "кестелер"),
        ] {
            let descriptor = Descriptor::in_language(&json, code);
            let reading = read(&Package { descriptor, files: embedded::files() });
            let sheet = given(&Model::new(reading, Figure::Results, 896.0, ""), "svg").replace('\u{a0}', " ");
            let line = sheet
                .split("Ballotline; ")
                .nth(1)
                .and_then(|rest| rest.split('<').next())
                .expect("its origin");
            assert_eq!(line.starts_with(tables), !named.is_empty(), "{code} {licenses}: {line}");
            assert!(line.contains(facts) && line.contains(named), "{code} {licenses}: {line}");
            assert!(named.starts_with("CC") || !sheet.contains("CC"), "{code} {licenses}: {line}");
        }
    }
    words::catalog::words_of("en").speak();
}

#[test]
fn every_word_that_is_offered_gives_something_and_no_other_does() {
    let model = Model::new(embedded_reading(), Figure::Results, 576.0, "base=cast");
    for (word, _) in FILES.iter().chain(&CODES[3..]).chain(&CITATIONS[..1]) {
        assert!(given(&model, word).len() > 40, "{word}");
    }
    assert_eq!(given(&model, "nonsense"), "");
    assert_eq!(given(&model, "state"), "base=cast");
}

#[test]
fn choices_are_those_of_the_element_and_of_the_languages_there_are() {
    let known = words::catalog::LANGUAGES.map(|(code, _)| code);
    assert_eq!(LANGUAGES.map(|(code, _)| code), known);
    let element_js = std::fs::read_to_string("www/element.js").expect("the element");
    for (code, _) in LANGUAGES {
        assert!(element_js.contains(&format!("\n  {code}: [")), "{code}");
        words::catalog::words_of(code).speak();
        assert_eq!(words::share::THEMES.items().len(), THEMES.len(), "{code}");
    }
    words::catalog::words_of("en").speak();
    for own in Figure::ALL {
        let offered = figure(element("div"), &Model::new(embedded_reading(), own, 576.0, "")).to_html();
        let has_full = offered.contains("take full");
        assert_eq!(
            has_full,
            !given(&Model::new(embedded_reading(), own, 576.0, ""), FULL.0).is_empty(),
            "{own:?}"
        );
        for chosen in [
            "<option value=\"3\" selected",
            "<option value=\"auto\" selected",
            "<option value=\"en\" selected",
        ] {
            assert_eq!(offered.matches(chosen).count(), 1, "{own:?}: {chosen}");
        }
    }
}

#[test]
fn a_table_is_safe_in_a_spreadsheet_and_has_a_row_a_datum() {
    for figure in Figure::ALL {
        let model = Model::new(embedded_reading(), figure, 576.0, "");
        let csv = given(&model, "csv");
        let rows: Vec<&str> = csv.split_terminator("\r\n").collect();
        assert_eq!(rows.len(), model.table().rows.len() + 1, "{figure:?}");
        for cell in cells(&csv).iter().flatten() {
            assert!(is_safe(cell), "{figure:?}: {cell}");
        }
        let json: serde_json::Value = serde_json::from_str(&given(&model, "json")).expect("JSON");
        assert_eq!(json["rows"].as_array().map(Vec::len), Some(model.table().rows.len()), "{figure:?}");
    }
}

/// Whether no spreadsheet takes a cell for a formula.
fn is_safe(cell: &str) -> bool {
    let is_number = cell.parse::<f64>().is_ok() && !cell.starts_with('+');
    is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[test]
fn numbers_of_a_shown_table_are_for_programs_and_its_words_for_readers() {
    // Against all: votes, and their share of valid ones; the first margin; the region that lies lowest; values of events.
    let cases = [
        ("en", ["460484", "5.80"], "97.56", "-40.71", "Margin, points", "1 December 1991", "not known"),
        ("ru", ["460484", "5.80"], "97.56", "-40.71", "Отрыв, п. п.", "1 декабря 1991 года", "неизвестно"),
        ("kk", ["460484", "5.80"], "97.56", "-40.71", "Айырма, пункт", "1991 жылғы 1 желтоқсан", "белгісіз"),
    ];
    for (code, against_all, margin, lowest, heading, day, unknown) in cases {
        let reading = common::told_in(code);
        let shown = |figure| {
            let csv = given(&Model::new(Rc::clone(&reading), figure, 896.0, ""), "csv");
            assert!(!csv.contains(['\u{a0}', '\u{202f}', '\u{2009}', '†']), "{code} {figure:?}");
            let rows = cells(&csv);
            for column in (0..rows[0].len()).filter(|column| rows[0][*column].ends_with(", %")) {
                for cell in rows[1..].iter().map(|row| row[column].as_str()) {
                    let is_told = cell.parse::<f64>().is_ok() || [unknown, "–"].contains(&cell);
                    assert!(is_told, "{code} {figure:?}, {}: {cell}", rows[0][column]);
                }
            }
            rows
        };
        assert_eq!(shown(Figure::Results)[2][1..3], against_all, "{code}");
        assert!(shown(Figure::Results)[0][2].ends_with(", %"), "{code}");
        // Several numbers in a cell.
        assert_eq!(shown(Figure::Results)[1][5], "6456392; 6456391", "{code}");
        let history = shown(Figure::History);
        assert_eq!([&history[0][7], &history[1][7], &history[1][0]], [heading, margin, day], "{code}");
        assert!(shown(Figure::TurnoutMap).iter().any(|row| row[2] == lowest), "{code}");
        assert!(shown(Figure::TurnoutClock).iter().flatten().any(|cell| cell == unknown), "{code}");
        let values: Vec<String> = shown(Figure::Timeline).into_iter().map(|mut row| row.remove(5)).collect();
        assert!(
            ["-6.5", "3.4", "0.0", "–"].iter().all(|own| values.iter().any(|value| value == own)),
            "{code}"
        );
    }
    // What looks like a formula is none, whatever somebody puts into a story; a thousand in words stays in words.
    let mut reading = (*common::told_in("en")).clone();
    let titles =
        ["=1+1", "-1+1", "+x", "@x", "-", "\t=1", "−1 − 1", "1,000 marched", "1,00", "1,000", "12,345.60"];
    let wanted = [
        "'=1+1",
        "'-1+1",
        "'+x",
        "'@x",
        "'-",
        "'\t=1",
        "−1 − 1",
        "1,000 marched",
        "1,00",
        "1000",
        "12345.60",
    ];
    for (event, title) in reading.story.events.iter_mut().zip(titles) {
        event.title = title.to_string();
    }
    let all = "from=1991-01-01&to=2025-12-31";
    let rows = cells(&given(&Model::new(Rc::new(reading), Figure::Timeline, 576.0, all), "csv"));
    let told: Vec<&str> = rows[1..=titles.len()].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(told, wanted);
}

#[test]
fn a_citation_has_its_day_as_the_language_writes_it() {
    for (code, wanted) in [
        ("en", "(seen 20\u{a0}November 2022)"),
        ("ru", "(дата обращения: 20\u{a0}ноября 2022 года)"),
        ("kk", "(қаралған күні: 2022 жылғы 20\u{a0}қараша)"),
    ] {
        let told = given(&Model::new(common::told_in(code), Figure::Results, 576.0, ""), "plain");
        assert!(told.ends_with(wanted), "{told}");
    }
}

/// The rows of a CSV file of ours.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let rows = csv.split_terminator("\r\n");
    rows.map(|row| row[1..row.len() - 1].split("\",\"").map(|cell| cell.replace("\"\"", "\"")).collect())
        .collect()
}

/// The headings of a figure's full table, as they stand in `www/share.js`, which puts them before the rows.
fn headings(figure: Figure) -> Vec<String> {
    let script = std::fs::read_to_string("www/share.js").expect("the script");
    let after = |start: &str| script.split_once(start).expect("a start").1;
    let key =
        if figure.key().contains('-') { format!("\"{}\"", figure.key()) } else { figure.key().to_owned() };
    let texts = |text: &str| text.split('"').skip(1).step_by(2).collect::<String>();
    let columns = after("const COLUMNS = {").split_once(&format!("\n  {key}:\n")).expect("columns").1;
    let names = texts(&columns[..=columns.find("\",\n").expect("an end")]);
    let sources = texts(after("const SOURCES = ").split_once(';').expect("an end").0);
    [names, sources].concat().split(',').map(str::to_owned).collect()
}

/// Headings and rows of a full table.
fn whole(reading: &Rc<Reading>, figure: Figure, link: &str) -> Vec<Vec<String>> {
    let csv = given(&Model::new(Rc::clone(reading), figure, 576.0, link), "full");
    std::iter::once(headings(figure)).chain(cells(&csv)).collect()
}

/// The cells of a column.
fn column<'a>(rows: &'a [Vec<String>], name: &str) -> Vec<&'a str> {
    let at = rows[0].iter().position(|own| own == name).expect(name);
    rows[1..].iter().map(|row| row[at].as_str()).collect()
}

#[test]
fn a_full_table_is_the_same_whatever_is_shown_and_as_precise_as_the_tables() {
    let reading = read(&embedded_package(true));
    let whole = |figure, link| whole(&reading, figure, link);
    for (figure, link) in [
        (Figure::Timeline, "from=2022-11-01&to=2022-11-30&without=vote&actor=RUS&sort=-value"),
        (Figure::Results, "base=registered"),
        (Figure::History, "base=cast&metric=margin"),
        (Figure::TurnoutMap, "election=kaz-2019-06-09&region=KZ-75"),
    ] {
        let rows = whole(figure, "");
        assert_eq!(rows, whole(figure, link), "{figure:?}");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{figure:?}");
        let mut names = rows[0].clone();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), rows[0].len(), "{figure:?}: a name twice");
    }
    let events = whole(Figure::Timeline, "");
    let story = &reading.story;
    assert_eq!(events.len(), story.events.len() + 1);
    for (event, summary) in story.events.iter().zip(column(&events, "summary")) {
        assert_eq!(event.summary, summary);
    }
    assert_eq!(column(&events, "date")[0], "1991-12-16");
    assert_eq!(column(&events, "source_ids")[1], "hurriyet-20250728;qazaqtv-independence");
    assert!(column(&events, "addresses")[1].starts_with("https://"));
    assert!(column(&events, "goldstein").contains(&"-10.0"));

    // 460,484 of 7,940,478 valid votes, 8,300,046 ballots, 11,953,465 people on the lists.
    let lines = whole(Figure::Results, "");
    for name in ["percent_of_valid", "percent_of_cast", "percent_of_registered"] {
        let shares = column(&lines, name).into_iter().filter(|cell| !cell.is_empty());
        let ten_thousandths: i64 =
            shares.map(|cell| cell.replace('.', "").parse::<i64>().expect("four decimals")).sum();
        assert_eq!(ten_thousandths, 1_000_000, "{name} adds up");
    }
    let at = column(&lines, "option_id").iter().position(|id| *id == "against-all").expect("a line");
    let of = |name| column(&lines, name)[at];
    assert_eq!(of("votes"), "460484");
    assert_eq!(
        [of("percent_of_valid"), of("percent_of_cast"), of("percent_of_registered")],
        ["5.7992", "5.5480", "3.8523"]
    );
    let invalid =
        column(&lines, "option_id").iter().position(|id| *id == "invalid").expect("invalid ballots");
    assert_eq!(column(&lines, "percent_of_valid")[invalid], "", "no part of the base");

    let units = whole(Figure::TurnoutMap, "");
    let mut elections = column(&units, "election_id");
    elections.dedup();
    assert!(elections.len() > 1, "{elections:?}");
}

#[test]
fn no_cell_of_a_full_table_is_a_formula_and_what_has_not_come_is_told() {
    for figure in [Figure::Timeline, Figure::Results, Figure::History, Figure::TurnoutMap] {
        let csv = given(&Model::new(read(&embedded_package(true)), figure, 576.0, ""), "full");
        for cell in cells(&csv).iter().flatten() {
            assert!(is_safe(cell), "{figure:?}: {cell}");
        }
        assert!(!csv.contains(words::share::NOT_WHOLE.text()));
        let early = given(&Model::new(read(&embedded_package(false)), figure, 576.0, ""), "full");
        assert_eq!(cells(&early).last().map(|row| row[0].as_str()), Some(words::share::NOT_WHOLE.text()));
    }
    // Whatever somebody puts into a story.
    let mut reading = (*read(&embedded_package(true))).clone();
    for (event, title) in reading.story.events.iter_mut().zip([
        "=1+1",
        "-1+1",
        "+1",
        "@x",
        "-",
        "\t=1",
        "a \"b\",c",
        "-7.5",
        "-1e5",
    ]) {
        event.title = title.to_string();
    }
    let titles = whole(&Rc::new(reading), Figure::Timeline, "");
    assert_eq!(
        column(&titles, "title")[..9],
        ["'=1+1", "'-1+1", "'+1", "'@x", "'-", "'\t=1", "a \"b\",c", "-7.5", "'-1e5"]
    );
}
