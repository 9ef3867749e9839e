//! What a reader should be able to see of the embedded story stands in the page before any script, or one control away.

#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::rc::Rc;

use ballotline::app::{Figure, Message, Model, page, update, view};
use ballotline::layout::width_table::WidthTable;

/// The words of a figure, with plain spaces: still, or after a message.
fn words(figure: Figure, message: &str) -> String {
    let reading = common::read(&common::embedded_package(true));
    let text = if message.is_empty() {
        page::still(figure, &reading)
    } else {
        let mut model = Model::new(Rc::clone(&reading), figure, 1216.0, "");
        update(&mut model, Message::Say(message.to_string()), &WidthTable);
        let mut text = view(&model, &WidthTable).chrome.to_html();
        for line in common::texts(&common::scene_of(&model)) {
            text.push_str(&line.content);
            text.push('\n');
        }
        text
    };
    text.replace('\u{a0}', " ")
}

fn check(figure: Figure, message: &str, wanted: &[&str]) {
    let found = words(figure, message);
    for text in wanted {
        assert!(found.contains(text), "{} after “{message}” does not say “{text}”", figure.key());
    }
}

/// Each is a headline of the still page with the line below it, or one message away from it.
#[test]
fn the_seven_points_can_be_seen() {
    check(
        Figure::Results,
        "",
        &[
            "<h2 class=\"bl-headline\">Nobody came second</h2>",
            "“Against all” drew 460,484 votes and 359,568 ballots were invalid, both more than any of the five challengers drew.",
            "5.80 %",
        ],
    );
    check(
        Figure::History,
        "",
        &[
            "<h2 class=\"bl-headline\">The share rose, the votes fell</h2>",
            "from 70.96 % to 81.31 %",
            "from 6,539,715 to 6,456,393 (−83,322)",
        ],
    );
    check(Figure::History, "base registered", &["from 54.68 % to 54.01 %", "shares of registered voters"]);
    for (message, share) in
        [("base valid", "81.31 %"), ("base cast", "77.79 %"), ("base registered", "54.01 %")]
    {
        check(Figure::Results, message, &[&format!("6,456,393 votes, {share}")]);
    }
    check(Figure::TurnoutClock, "", &["76.61 %", "14:05", "95 %", "51.04", "53.75"]);
    check(
        Figure::TurnoutMap,
        "",
        &[
            "<h2 class=\"bl-headline\">Three cities against the rest",
            "28.72 %",
            "48.60 %",
            "59.79 %",
            "88.47",
        ],
    );
    check(Figure::Timeline, "", &["<h2 class=\"bl-headline\">Rescue, then distance</h2>"]);
    for (event, day) in [
        ("2022-01-06-russian-paratroopers-arrive", "6 January 2022"),
        ("2022-01-13-csto-withdrawal", "13–19 January 2022"),
        ("2022-02-22-no-recognition-tileuberdi", "22 February 2022"),
        ("2022-06-15-rossiya24-no-debt", "15 June 2022"),
        ("2022-06-17-spief-non-recognition", "17 June 2022"),
        ("2022-09-26-referendums-not-recognised", "26 September 2022"),
        ("2022-10-05-expulsion-refused", "5 October 2022"),
        ("2022-11-28-moscow-visit", "28 November 2022"),
        ("2022-11-29-paris-visit", "29–30 November 2022"),
    ] {
        check(Figure::Timeline, &["event ", event].concat(), &[day]);
    }
    check(
        Figure::Verdicts,
        "",
        &[
            "<h2 class=\"bl-headline\">One election, two verdicts</h2>",
            "OSCE/ODIHR",
            "CIS",
            "Vladimir Putin",
            "Xi Jinping",
        ],
    );
}
