//! What a reader takes away: sheets that hold together, tables that spreadsheets take for what they are, citations.

#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::rc::Rc;

use ballotline::app::share::{CITATIONS, CODES, FILES, sheet, taken};
use ballotline::app::{Figure, Model};
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
                all.contains("CC BY 4.0") && all.contains("example.org/page"),
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

#[test]
fn every_word_that_is_offered_gives_something_and_no_other_does() {
    let model = Model::new(embedded_reading(), Figure::Results, 576.0, "base=cast");
    for (word, _) in FILES.iter().chain(&CODES[3..]).chain(&CITATIONS[..1]) {
        assert!(given(&model, word).len() > 40, "{word}");
    }
    assert_eq!(given(&model, "nonsense"), "");
}

#[test]
fn a_table_is_safe_in_a_spreadsheet_and_has_a_row_a_datum() {
    for figure in Figure::ALL {
        let model = Model::new(embedded_reading(), figure, 576.0, "");
        let csv = given(&model, "csv");
        let rows: Vec<&str> = csv.split_terminator("\r\n").collect();
        assert_eq!(rows.len(), model.table().rows.len() + 1, "{figure:?}");
        for row in rows {
            for cell in row.split("\",\"") {
                assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '-', '@']), "{figure:?}: {row}");
            }
        }
        let json: serde_json::Value = serde_json::from_str(&given(&model, "json")).expect("JSON");
        assert_eq!(json["rows"].as_array().map(Vec::len), Some(model.table().rows.len()), "{figure:?}");
    }
}
