//! Pictures compared with what they were: each figure, at several widths, of the embedded story, of none and of odd ones.
//!
//! A golden says of each picture its size, a digest of its SVG text, how many things of each kind it holds, and every
//! line of text with its place. A few are kept as SVG besides. `BLESS=1 cargo test --test goldens` writes them anew.

#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::rc::Rc;

use ballotline::app::picture::Chart;
use ballotline::app::share::taken;
use ballotline::app::{Figure, Model, Reading};
use ballotline::charts::timeline::{self, Shown};
use ballotline::data::Story;
use ballotline::layout::flags::Flag;
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::svg::{SvgOptions, to_svg};
use ballotline::scene::{Anchor, Item, Scene, Shape};
use common::{below, embedded_package, embedded_reading, faults, package, read, scene, scene_of, texts};
use proptest::prelude::*;

/// The widths at which the page holds pictures.
fn widths(figure: Figure) -> &'static [f64] {
    match figure {
        Figure::Timeline => &[328.0, 704.0, 1216.0],
        Figure::TurnoutMap => &[328.0, 704.0, 1216.0],
        Figure::UnVotes => &[328.0, 576.0, 896.0],
        Figure::Verdicts => &[328.0, 704.0, 896.0],
        _ => &[328.0, 576.0],
    }
}

/// FNV-1a of 64 bits: small enough to be computed again in a browser.
fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

fn svg(scene: &Scene) -> String {
    to_svg(scene, &SvgOptions { names_marks: true, ..SvgOptions::page("") })
}

/// A picture in a few lines.
fn summary(name: &str, scene: &Scene) -> String {
    let mut counts = [0usize; 5];
    for item in &scene.items {
        let kind = match item {
            Item::MarkBegin(_) => 0,
            Item::Shape(Shape::Rect { .. }, _) => 1,
            Item::Shape(Shape::Circle { .. }, _) => 2,
            Item::Shape(Shape::Path { .. }, _) => 3,
            Item::Text(_) => 4,
            Item::MarkEnd => continue,
        };
        counts[kind] += 1;
    }
    let [marks, rects, circles, paths, lines] = counts;
    let text = svg(scene);
    let mut out = String::new();
    let _ = writeln!(out, "== {name}");
    let _ = writeln!(out, "size {} × {}", scene.width_px, scene.height_px);
    let _ = writeln!(out, "svg {} bytes, {:016x}", text.len(), digest(&text));
    let _ =
        writeln!(out, "{marks} marks, {rects} rectangles, {circles} circles, {paths} paths, {lines} texts");
    for text in texts(scene) {
        let anchor = match text.anchor {
            Anchor::Start => "",
            Anchor::Middle => " middle",
            Anchor::End => " end",
        };
        let weight = if text.font.semibold { " semibold" } else { "" };
        let (x, y, size, role) = (text.x, text.y, text.font.size_px, text.ink.role);
        let _ = writeln!(out, "{x:.1},{y:.1} {size}{weight}{anchor} {role:?}: {}", text.content);
    }
    out
}

/// Compares with a golden, or writes it.
fn check(name: &str, actual: &str) {
    let path = below("goldens").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, actual).expect("goldens can be written");
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden != actual {
        panic!(
            "tests/goldens/{name} differs:\n{}\nIf it is meant: BLESS=1 cargo test --test goldens",
            difference(&golden, actual)
        );
    }
}

/// The first lines that differ, with the heading they stand under.
fn difference(golden: &str, actual: &str) -> String {
    // SVG is one line: it is compared by its elements.
    let lines = |text: &str| text.replace("><", ">\n<").lines().map(str::to_owned).collect::<Vec<_>>();
    let (was, is) = (lines(golden), lines(actual));
    let same = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
    let rest = |lines: &[String]| lines[same..].to_vec();
    let same_tail =
        rest(&was).iter().rev().zip(rest(&is).iter().rev()).take_while(|(was, is)| was == is).count();
    let heading = is[..same.min(is.len())].iter().rev().find(|line| line.starts_with("== "));
    let mut out = heading.cloned().unwrap_or_default();
    for (sign, lines) in [('-', &was), ('+', &is)] {
        let changed = &lines[same..lines.len() - same_tail];
        for line in changed.iter().take(8) {
            let _ = write!(out, "\n{sign} {}", line.chars().take(200).collect::<String>());
        }
        if changed.len() > 8 {
            let _ = write!(out, "\n{sign} … {} lines more", changed.len() - 8);
        }
    }
    out
}

/// All figures of a story at all their widths, in some states; and what must hold of every picture.
fn check_story(name: &str, reading: &Rc<Reading>, states: &[(Figure, &str)]) {
    let mut out = String::new();
    let mut wrong = Vec::new();
    for (figure, link) in states {
        for width_px in widths(*figure) {
            let scene = scene(reading, *figure, *width_px, link);
            let title = format!("{} {width_px} {link}", figure.key());
            wrong.extend(
                faults(&scene).into_iter().map(|fault| format!("{name}: {}: {fault}", title.trim_end())),
            );
            out.push_str(&summary(title.trim_end(), &scene));
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    check(&format!("{name}.txt"), &out);
}

const OPENING: [(Figure, &str); 8] = [
    (Figure::Results, ""),
    (Figure::History, ""),
    (Figure::Contest, ""),
    (Figure::TurnoutClock, ""),
    (Figure::TurnoutMap, ""),
    (Figure::Verdicts, ""),
    (Figure::Timeline, ""),
    (Figure::UnVotes, ""),
];

#[test]
fn the_embedded_story_looks_as_it_did() {
    let reading = embedded_reading();
    check_story(
        "embedded",
        &reading,
        &[
            (Figure::Results, ""),
            (Figure::Results, "base=cast"),
            (Figure::Results, "base=registered"),
            (Figure::History, ""),
            (Figure::History, "metric=turnout"),
            (Figure::History, "metric=margin"),
            (Figure::History, "metric=number"),
            (Figure::Contest, ""),
            (Figure::Contest, "country=UKR"),
            (Figure::TurnoutClock, ""),
            (Figure::TurnoutClock, "region=KZ-59"),
            (Figure::TurnoutMap, ""),
            (Figure::TurnoutMap, "region=KZ-61"),
            (Figure::TurnoutMap, "election=kaz-2019-06-09"),
            (Figure::Verdicts, ""),
            (Figure::Timeline, ""),
            (Figure::Timeline, "from=1991-01-01&to=2025-12-31"),
            (Figure::Timeline, "from=2022-11-01&to=2022-11-30"),
            (Figure::UnVotes, ""),
        ],
    );
    for (name, figure, width_px) in [
        ("results-328.svg", Figure::Results, 328.0),
        ("results-576.svg", Figure::Results, 576.0),
        ("history-576.svg", Figure::History, 576.0),
        ("un-votes-576.svg", Figure::UnVotes, 576.0),
        ("contest-576.svg", Figure::Contest, 576.0),
        ("turnout-clock-576.svg", Figure::TurnoutClock, 576.0),
        ("turnout-map-1216.svg", Figure::TurnoutMap, 1216.0),
        ("verdicts-328.svg", Figure::Verdicts, 328.0),
        ("timeline-704.svg", Figure::Timeline, 704.0),
    ] {
        check(name, &svg(&scene(&reading, figure, width_px, "")));
    }
}

#[test]
fn sheets_hold_what_they_held() {
    let reading = read(&embedded_package(true));
    let mut out = String::new();
    let states = [(Figure::Results, "base=cast"), (Figure::Timeline, "from=2022-11-01&to=2022-11-30")];
    for (figure, link) in OPENING.into_iter().chain(states) {
        let model = Model::new(Rc::clone(&reading), figure, 704.0, link);
        let text = taken(&model, "svg", "https://example.com/", "", false, &WidthTable);
        let _ = writeln!(out, "== {}", [figure.key(), "704", link].join(" ").trim_end());
        let _ = writeln!(out, "svg {} bytes, {:016x}", text.len(), digest(&text));
    }
    check("sheets.txt", &out);
}

#[test]
fn a_story_without_tables_leaves_room_for_no_picture() {
    check_story("empty", &read(&package("empty")), &OPENING);
}

#[test]
fn odd_stories_look_as_they_did() {
    let all = "from=0001-01-01&to=9999-12-31";
    check_story(
        "sixty",
        &read(&package("sixty")),
        &[(Figure::Results, ""), (Figure::Results, "base=registered"), (Figure::Contest, "")],
    );
    check_story(
        "two",
        &read(&package("two")),
        &[
            (Figure::Results, ""),
            (Figure::Results, "base=registered"),
            (Figure::History, ""),
            (Figure::History, "metric=margin"),
            (Figure::Contest, ""),
        ],
    );
    check_story(
        "nothing-known",
        &read(&package("nothing-known")),
        &[
            (Figure::Results, ""),
            (Figure::Results, "base=cast"),
            (Figure::History, ""),
            (Figure::History, "metric=turnout"),
            (Figure::History, "metric=margin"),
            (Figure::History, "metric=number"),
            (Figure::Contest, ""),
        ],
    );
    check_story(
        "turnout-odd",
        &read(&package("turnout-odd")),
        &[
            (Figure::TurnoutClock, ""),
            (Figure::TurnoutClock, "region=AA-2"),
            (Figure::TurnoutMap, ""),
            (Figure::TurnoutMap, "election=aaa-2010"),
        ],
    );
    check_story("voices", &read(&package("voices")), &[(Figure::Verdicts, "")]);
    check_story("long-names", &read(&package("long-names")), &OPENING);
    check_story(
        "one-day",
        &read(&package("one-day")),
        &[(Figure::Timeline, ""), (Figure::Timeline, "from=2022-01-04&to=2022-01-07")],
    );
    check_story("votes-one", &read(&package("votes-one")), &[(Figure::UnVotes, "")]);
    check_story("votes-odd", &read(&package("votes-odd")), &[(Figure::UnVotes, ""), (Figure::Timeline, all)]);
    check_story(
        "ends-of-time",
        &read(&package("ends-of-time")),
        &[(Figure::Timeline, ""), (Figure::Timeline, all)],
    );
}

#[test]
fn text_stands_free_and_inside_at_every_width() {
    let reading = embedded_reading();
    let windows = [
        "",
        "from=1991-01-01&to=2025-12-31",
        "from=2022-01-01&to=2022-12-31",
        "from=2022-11-01&to=2022-11-30",
        "from=2022-01-01&to=2022-01-31",
        "from=2022-01-05&to=2022-01-08",
        "from=2013-01-01&to=2023-12-31",
        "from=2019-01-01&to=2019-12-31",
        "find=putin",
        "event=none",
    ];
    let mut wrong = Vec::new();
    for width_px in [288.0, 320.0, 360.0, 480.0, 576.0, 640.0, 704.0, 960.0, 1216.0, 1536.0] {
        let mut look = |figure: Figure, link: &str| {
            let scene = scene(&reading, figure, width_px, link);
            wrong.extend(
                faults(&scene)
                    .into_iter()
                    .map(|fault| format!("{} {width_px} {link}: {fault}", figure.key())),
            );
        };
        for base in ["valid", "cast", "registered"] {
            look(Figure::Results, &format!("base={base}"));
        }
        for metric in ["share", "turnout", "margin", "number"] {
            look(Figure::History, &format!("metric={metric}"));
        }
        for country in ["", "POL", "UKR", "TKM", "UZB", "FRA"] {
            look(Figure::Contest, &format!("country={country}"));
        }
        for region in ["", "KZ-59", "KZ-75", "KZ-19", "KZ-33"] {
            look(Figure::TurnoutClock, &format!("region={region}"));
        }
        for election in ["", "kaz-2019-06-09", "kaz-2022-06-05"] {
            look(Figure::TurnoutMap, &format!("election={election}"));
        }
        look(Figure::Verdicts, "");
        for window in windows {
            look(Figure::Timeline, window);
        }
        look(Figure::UnVotes, "");
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

thread_local! {
    static EMBEDDED: Rc<Reading> = embedded_reading();
}

/// What a timeline of this width shows between two moments.
fn timeline_model(width_px: f64, from: f64, days: f64, selected: Option<usize>) -> (Model, Shown) {
    let reading = EMBEDDED.with(Rc::clone);
    let mut model = Model::new(reading, Figure::Timeline, width_px, "event=none");
    model.state.window = Some((from, from + days));
    if let Some(index) = selected {
        model.state.selection = ballotline::app::state::Selection::Event(index);
    }
    let shown = model.shown();
    (model, shown)
}

/// Between which edges labels stand: over a narrow page's lanes they may use the margins.
fn label_room(placed: &timeline::Placed) -> (f64, f64) {
    let (left_px, right_px) = (placed.scale.left_px, placed.scale.right_px);
    if placed.is_narrow { (0.0, right_px + left_px) } else { (left_px, right_px + 2.0) }
}

/// What is wrong with the labels of a picture.
fn overlaps(placed: &timeline::Placed) -> Vec<String> {
    let (left, right) = label_room(placed);
    let mut found = Vec::new();
    for lane in &placed.lanes {
        for (at, one) in lane.flags.iter().enumerate() {
            let text = one.text_rect(15.0);
            if text.x < left - 0.01 || text.x + text.width > right + 0.01 || text.y < lane.top {
                found.push(format!("{:?} leaves its lane", one.block.lines));
            }
            for other in &lane.flags[..at] {
                if text.overlaps(&other.text_rect(15.0))
                    || text.overlaps(&other.pole_rect())
                    || one.pole_rect().overlaps(&other.text_rect(15.0))
                {
                    found.push(format!("{:?} and {:?} overlap", one.block.lines, other.block.lines));
                }
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_window_labels_keep_apart_and_nothing_leaves_the_picture(
        width_px in 288f64..1_600.0,
        from in 7_600f64..20_400.0,
        // As many short windows as long ones.
        length in 2f64..9.5,
        selected in prop::option::of(0usize..220),
    ) {
        let (model, _) = timeline_model(width_px, from, libm::exp(length), selected);
        let layout = model.layout(&WidthTable);
        let Chart::Timeline(_, placed) = &layout.chart else { return Err(TestCaseError::fail("no timeline")) };
        let found = overlaps(placed);
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
        let found = faults(&scene_of(&model));
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn labels_keep_their_places_while_the_lanes_move() {
    let story = Story::clone(&embedded_reading().story);
    let worth = |placed: &timeline::Placed| -> f64 {
        let flags = placed.lanes.iter().flat_map(|lane| &lane.flags);
        flags
            .map(|flag| f64::from([1, 1, 2, 4, 10, 28][usize::from(story.events[flag.index].importance)]))
            .sum()
    };
    for (width_px, days) in
        [(328.0, 31.0), (328.0, 365.0), (704.0, 92.0), (1216.0, 31.0), (1216.0, 365.0), (1216.0, 1000.0)]
    {
        let (mut moved, mut blinks, mut stayed) = (0, 0, 0);
        let (mut kept_worth, mut fresh_worth) = (0.0, 0.0);
        let from = 18_960.0;
        let (mut model, _) = timeline_model(width_px, from, days, None);
        let mut pictures: Vec<timeline::Placed> = Vec::new();
        for step in 0..600 {
            let from = from + f64::from(step) * 3.0 * days / width_px;
            model.state.window = Some((from, from + days));
            let layout = model.layout(&WidthTable);
            let Chart::Timeline(shown, placed) = &layout.chart else { panic!("no timeline") };
            kept_worth += worth(placed);
            fresh_worth += worth(&timeline::place(&story, shown, width_px, None, &WidthTable));
            for (lane, now) in placed.lanes.iter().enumerate() {
                for flag in &now.flags {
                    let is_same = |other: &&Flag| other.index == flag.index;
                    let find = |back: usize| {
                        let picture = pictures.len().checked_sub(back).and_then(|at| pictures.get(at))?;
                        picture.lanes[lane].flags.iter().find(is_same)
                    };
                    match find(1) {
                        Some(earlier) if earlier.place != flag.place => {
                            // At the edge it cannot stay.
                            let text_x = flag.x + earlier.text_x - earlier.x;
                            let (left, right) = label_room(placed);
                            moved += usize::from(text_x > left && text_x + earlier.block.width_px < right);
                        }
                        Some(_) => stayed += 1,
                        None => blinks += usize::from((2..20).any(|back| find(back).is_some())),
                    }
                }
            }
            pictures.push(placed.as_ref().clone());
        }
        println!(
            "{width_px} {days}: {moved} moved, {blinks} blinks, {stayed} stayed, worth {:.3}",
            kept_worth / fresh_worth
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_event_of_the_window_is_drawn_or_counted_once(
        width_px in 288f64..1_600.0,
        from in 7_600f64..20_400.0,
        length in 2f64..9.5,
    ) {
        let (model, _) = timeline_model(width_px, from, libm::exp(length), None);
        let layout = model.layout(&WidthTable);
        let Chart::Timeline(shown, placed) = &layout.chart else { return Err(TestCaseError::fail("no timeline")) };
        let mut seen = vec![0usize; model.story().events.len()];
        for lane in &placed.lanes {
            let marks = lane.marks.iter().map(|mark| mark.event);
            let blocks = lane.blocks.iter().map(|block| block.event);
            let crowds = lane.crowds.iter().flat_map(|crowd| crowd.indices.iter().copied());
            for event in marks.chain(blocks).chain(crowds) {
                seen[event] += 1;
            }
        }
        for (index, event) in model.story().events.iter().enumerate() {
            prop_assert!(seen[index] <= 1, "{} is drawn {} times", event.id, seen[index]);
            let x = placed.scale.middle_of(event.date);
            // At a distance a stack that the edge cuts is left out.
            let is_inside = x > placed.scale.left_px + 0.01 && x < placed.scale.right_px - 0.01;
            if !placed.is_far && is_inside && shown.counts(index, event) {
                prop_assert_eq!(seen[index], 1, "{} is not to be seen", event.id);
            }
        }
        let keys = timeline::table(model.story(), shown, Default::default()).keys;
        prop_assert!(keys.len() <= seen.len());
    }
}
