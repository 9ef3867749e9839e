//! The languages: each has every word, fills it with nothing that it is not told with, and writes numbers and dates by its own rules.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use ballotline::app::{Figure, Model, Reading, view};
use ballotline::data::Day;
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::{Item, Shape, Text};
use ballotline::words::catalog::{LANGUAGES, language_of, read, words_of};
use ballotline::words::number::{decimal, percent, signed_thousands, thousands};
use ballotline::words::{self, Word};

#[test]
fn every_language_has_every_word() {
    for (code, file) in LANGUAGES {
        let (words, wrong) = read(file);
        assert_eq!(wrong, Vec::<String>::new(), "{code}");
        words.speak();
        assert_eq!(words::CODE.text(), code);
        let record = Path::new("www").join(words::timeline::RECORD_FILE.text());
        assert!(record.exists(), "{code}: {}", record.display());
        assert!(["one-other", "slavic"].contains(&words::PLURAL.text()), "{code}");
        // Lists have an item for each thing that they name.
        let lists: [(Word, usize); 16] = [
            (words::MONTHS, 12),
            (words::MONTHS_OF_DAYS, 12),
            (words::SHORT_MONTHS, 12),
            (words::BASES, 3),
            (words::BASE_BUTTONS, 3),
            (words::SHORT_BASE_BUTTONS, 3),
            (words::ELECTIONS, 5),
            (words::KINDS, 6),
            (words::history::BUTTONS, 4),
            (words::history::HEADER, 9),
            (words::contest::HEADER, 9),
            (words::timeline::HEADER, 6),
            (words::timeline::SORTED, 6),
            (words::un_votes::HEADER, 7),
            (words::un_votes::KEY, 5),
            (words::verdicts::HEADER, 5),
        ];
        for (list, count) in lists {
            assert_eq!(list.items().len(), count, "{code}: {list:?}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_language_is_named() {
    let file = LANGUAGES[0].1;
    let cases = [
        (file.replace("undated = undated\n", ""), "common.undated is missing"),
        (
            file.replace("{publisher}, {date}", "{publisher}, {nobody}"),
            "common.cited: it is not told with {nobody}",
        ),
        (file.replace("{publisher}, {date}", "{publisher}, {date"), "common.cited: a bracket does not close"),
        (file.replace("undated =", "undatiert ="), "common.undatiert is no word"),
        (file.replace("undated = undated", "dash = -"), "common.dash is there twice"),
        (file.replace("undated = undated", "undated"), "a line is neither a heading nor a word: undated"),
    ];
    for (file, wanted) in cases {
        let (_, wrong) = read(&file);
        assert!(wrong.iter().any(|sentence| sentence == wanted), "{wanted}: {wrong:?}");
    }
}

#[test]
fn a_tag_asks_for_its_primary_language() {
    let known = |code: &str| LANGUAGES.iter().any(|language| language.0 == code);
    let cases = [
        ("en", Some("en")),
        ("en-GB", Some("en")),
        ("EN_us", Some("en")),
        ("", None),
        ("xx", None),
        ("english", None),
    ];
    for (tag, wanted) in cases {
        assert_eq!(language_of(tag), wanted, "{tag}");
    }
    for (tag, code) in [("ru-KZ", "ru"), ("kk-Cyrl-KZ", "kk")] {
        assert_eq!(language_of(tag), Some(code).filter(|code| known(code)), "{tag}");
    }
}

/// Numbers and dates in a language.
fn written(code: &str) -> Vec<String> {
    words_of(code).speak();
    let day = |year, month, day| Day::from_civil(year, month, day).unwrap();
    vec![
        thousands(6_456_393),
        signed_thousands(-83_322),
        decimal(2.5, 1),
        percent(81.31),
        words::long_date(day(2022, 11, 20)),
        words::short_date(day(2022, 5, 3)),
        words::day_and_month(day(2022, 1, 6)),
        words::window(day(2022, 1, 1), day(2022, 1, 31)),
        words::window(day(2022, 1, 6), day(2022, 1, 19)),
        words::window(day(2022, 1, 6), day(2022, 2, 19)),
        words::events(0),
        words::events(1),
        words::events(3),
        words::events(11),
        words::events(21),
        words::events(1_105),
        words::history::change(16.5),
    ]
}

#[test]
fn numbers_and_dates_follow_the_language() {
    let tables: [(&str, [&str; 17]); LANGUAGES.len()] = [
        (
            "en",
            [
                "6,456,393",
                "−83,322",
                "2.5",
                "81.31~%",
                "20~November 2022",
                "3~May 2022",
                "6~January",
                "January 2022",
                "6–19~January 2022",
                "6~Jan – 19~Feb 2022",
                "no events",
                "1 event",
                "3 events",
                "11 events",
                "21 events",
                "1,105 events",
                "+16.50 points",
            ],
        ),
        (
            "ru",
            [
                "6~456~393",
                "−83~322",
                "2,5",
                "81,31~%",
                "20~ноября 2022 года",
                "3~мая 2022",
                "6~января",
                "январь 2022",
                "6–19~января 2022 года",
                "6~янв~— 19~фев 2022",
                "нет событий",
                "1~событие",
                "3~события",
                "11~событий",
                "21~событие",
                "1~105~событий",
                "+16,50~п.~п.",
            ],
        ),
        (
            "kk",
            [
                "6~456~393",
                "−83~322",
                "2,5",
                "81,31~%",
                "2022 жылғы 20~қараша",
                "2022~ж. 3~мам",
                "6~қаңтар",
                "2022 жылғы қаңтар",
                "2022 жылғы 6–19~қаңтар",
                "2022~ж. 6~қаң – 19~ақп",
                "оқиға жоқ",
                "1 оқиға",
                "3 оқиға",
                "11 оқиға",
                "21 оқиға",
                "1~105 оқиға",
                "+16,50 пункт",
            ],
        ),
    ];
    for (code, wanted) in tables {
        assert_eq!(written(code), wanted.map(|text| text.replace('~', "\u{a0}")), "{code}");
    }
}

/// Words in Latin letters, of two and more, in a text: what is left of English, but for names that are the same in any language.
fn latin(text: &str, names: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.len() > 1 && word.is_ascii() && !names.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Names of files and columns, publishers as they call themselves, who made a method, formats, states' codes, and a key.
fn names(reading: &Reading) -> String {
    let story = &reading.story;
    let mut out = String::from(
        "CAMEO Freedom House V-Dem iframe BibTeX CSL JSON PNG SVG CSV Ballotline CC BY WebAssembly Gerner Schrodt Yilmaz Abu-Jabr \
         Goldstein Brown Laakso Taagepera Golosov PR CL RES ES UTC Enter Amanat AMANAT XXI share_pct share_base turnout_pct votes url ballots",
    );
    let sources =
        story.sources.iter().filter_map(|source| source.known.as_ref()).map(|known| known.publisher.as_str());
    let tables = story.tables.iter().map(|table| table.path.as_str());
    let voters = story.voters.iter().map(String::as_str);
    for name in
        sources.chain(tables).chain(voters).chain(story.regional.iter().map(|row| row.region_id.as_str()))
    {
        out.push(' ');
        out.push_str(name);
    }
    out
}

/// Text of a tree that is in the figure's language: outside elements that name another, and outside sources, which keep theirs.
fn own_text(node: &ballotline::app::markup::Node, code: &str, out: &mut Vec<String>) {
    use ballotline::app::markup::Node;
    match node {
        Node::Text(text) => out.push(text.clone()),
        Node::Raw(_) => {}
        Node::Element(element) => {
            let value = |wanted: &str| {
                element.attributes.iter().find(|(name, _)| *name == wanted).map(|found| found.1.as_str())
            };
            let is_source =
                value("class").is_some_and(|class| class.contains("bl-source") || class.contains("bl-third"));
            if value("lang").is_some_and(|own| own != code) || is_source {
                return;
            }
            out.extend(
                ["aria-label", "placeholder", "title"].into_iter().filter_map(value).map(str::to_owned),
            );
            element.children.iter().for_each(|child| own_text(child, code, out));
        }
    }
}

#[test]
fn nothing_is_left_in_english_but_what_the_tables_have_in_no_other_language() {
    for (code, _) in LANGUAGES.into_iter().skip(1) {
        let reading = common::told_in(code);
        let names = names(&reading);
        let mut left = BTreeSet::new();
        for figure in Figure::ALL {
            for (width_px, link) in [
                (328.0, ""),
                (896.0, ""),
                (896.0, "base=cast"),
                (896.0, "metric=turnout"),
                (896.0, "metric=number"),
                (896.0, "event=2022-06-17-spief-non-recognition"),
            ] {
                let model = Model::new(Rc::clone(&reading), figure, width_px, link);
                let shown = view(&model, &WidthTable);
                let mut texts = Vec::new();
                own_text(&ballotline::app::markup::Node::Element(shown.chrome), code, &mut texts);
                texts.extend(shown.scene.items.iter().filter_map(|item| match item {
                    Item::Text(text) => Some(text.content.clone()),
                    _ => None,
                }));
                left.extend(
                    texts.iter().flat_map(|text| latin(text, &names)).map(|word| (figure.key(), word)),
                );
            }
        }
        assert_eq!(left, BTreeSet::new(), "{code}");
    }
}

/// The numbers in a text, whatever separates their digits in threes.
fn numbers(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut out = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let separates = ", \u{a0}".contains(letter)
            && at > 0
            && is_digit(at - 1)
            && (1..4).all(|next| is_digit(at + next));
        if !separates || is_digit(at + 4) {
            out.push(if letter.is_ascii_digit() { letter } else { ' ' });
        }
    }
    out.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn events_are_told_in_every_language_with_the_numbers_that_they_have_in_english() {
    let english = common::told_in("en");
    for code in ["ru", "kk"] {
        let reading = common::told_in(code);
        assert_eq!(reading.story.events_language, code);
        let others = reading.story.events.iter().map(|event| (&event.title, &event.summary));
        for (event, other) in english.story.events.iter().zip(others) {
            let own = (&event.title, &event.summary);
            assert!(own.0 != other.0 && own.1 != other.1, "{code} {}: {other:?}", event.id);
            // A year is written out, a century in Roman numerals, and a treaty with its number.
            let otherwise = [
                ("2016-06-28-unsc-election", "2018"),
                ("2016-06-28-unsc-election", "18"),
                ("2013-alliance-treaty", "21"),
                ("2022-07-21-cholpon-ata", "21"),
                ("1992-05-23-lisbon-protocol", "1"),
            ];
            let known = |number: &String| otherwise.contains(&(event.id.as_str(), number.as_str()));
            for (own, other) in [(own.0, other.0), (own.1, other.1)] {
                let (own, other) = (numbers(own), numbers(other));
                let wrong: Vec<&String> =
                    own.symmetric_difference(&other).filter(|number| !known(number)).collect();
                assert_eq!(wrong, Vec::<&String>::new(), "{code} {}", event.id);
            }
        }
    }
}

#[test]
fn a_name_is_found_by_each_of_its_spellings() {
    for (code, _) in LANGUAGES {
        is_found_in(code);
    }
}

fn is_found_in(code: &str) {
    let reading = common::told_in(code);
    let found = |query: &str| {
        let model = Model::new(
            Rc::clone(&reading),
            Figure::Timeline,
            896.0,
            &["from=1991-01-01&to=2025-12-31&find=", query].concat(),
        );
        model.table().keys
    };
    for names in [
        &["Tokayev", "tokaev", "ТОКАЕВ", "тоқаев"][..],
        &["Putin", "Путин", "Путина"],
        &["Nur-Sultan", "Нур-Султан"],
        &["OSCE", "ОБСЕ", "ЕҚЫҰ"],
    ] {
        let wanted = found(names[0]);
        assert!(!wanted.is_empty(), "{code}: {names:?}");
        for name in names {
            assert!(wanted.iter().all(|key| found(name).contains(key)), "{code}: {name}");
        }
    }
    assert_eq!(found("Токич"), Vec::<String>::new());
}

#[test]
fn every_tile_of_a_phone_has_a_name_that_fits() {
    for (code, _) in LANGUAGES {
        let reading = common::told_in(code);
        for width_px in [288.0, 328.0, 440.0] {
            let scene = common::scene(&reading, Figure::TurnoutMap, width_px, "");
            for region in &reading.story.regions {
                let is_drawn = common::texts(&scene).any(|text| text.content == region.tile_name);
                assert!(is_drawn, "{code} {width_px} {}: {}", region.id, region.tile_name);
            }
            // None lies on the edge of its gauge.
            let edges = scene.items.iter().filter_map(|item| match item {
                Item::Shape(Shape::Path { points, .. }, paint)
                    if paint.stroke.is_some_and(|own| own.width_px > 2.0) =>
                {
                    points.first().copied()
                }
                _ => None,
            });
            for (x, y) in edges {
                let is_on = |text: &Text| {
                    (text.x - x - 3.0).abs() < 0.1
                        && text.y - 9.0 < y
                        && y < text.y + 1.0
                        && text.font.size_px == 12
                };
                let crossed = common::texts(&scene).find(|text| is_on(text));
                assert!(crossed.is_none(), "{code} {width_px}: {crossed:?}");
            }
        }
    }
}
