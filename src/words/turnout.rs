//! Sentences of the figures `turnout-map` and `turnout-clock`.

use super::number::{MINUS, decimal, percent};
use super::*;
use crate::data::{Day, ElectionKind, Precision};

words! { Turnout:
    /// Why another election that was chosen is not shown.
    NOT_ON_MAP,
    /// What the choice of an election chooses.
    ELECTION,
    /// Key to a tile.
    TILE_KEY,
    /// Key to what is coloured.
    APART_KEY,
    /// How that is found, after the sources.
    APART_METHOD,
    /// Heading of the names of units.
    UNIT,
    /// Key to the dots of the clock.
    DOTS_KEY,
    /// What stands in no table.
    NO_SHARES,
    /// Before the sources.
    SOURCES,
    /// The button of an election.
    ELECTION_ON(date),
    /// The button of a referendum.
    REFERENDUM_ON(date),
    /// A city whose name a region has too.
    CITY(name),
    /// A region whose name a city has too.
    REGION_OF(name),
    /// What a name of a region may end with and be left without, where the kind need not be told.
    KINDS_OF_UNIT,
    /// The map's headline where the story has none, and no unit lies apart.
    MAP_HEADLINE,
    /// One unit lies apart.
    ONE_APART(name),
    /// The cities lie apart, in words and digits.
    CITIES_APART(count, number),
    /// Some lie apart.
    SOME_APART(count, of),
    /// A unit's turnout, in a list.
    TURNOUT_IN(percent, name),
    /// Turnout where it lies apart.
    APART(list),
    /// Where the others lie, after that.
    OTHERS_BETWEEN(count, low, high),
    /// The same where they are the regions.
    REGIONS_BETWEEN(count, low, high),
    /// The same where none lies apart.
    ALL_BETWEEN(count, low, high),
    /// The others, with nothing before.
    CAPITAL_OTHERS_BETWEEN(count, low, high),
    /// The regions, with nothing before.
    CAPITAL_REGIONS_BETWEEN(count, low, high),
    /// What turnout is a share of, and when.
    SHARE_OF_REGISTERED(date),
    /// The same at a moment.
    SHARE_OF_REGISTERED_AT(date, time, offset),
    /// Borders are others now.
    OLD_BORDERS(date),
    /// What the map is.
    MAP,
    /// What the clock is.
    CLOCK,
    /// Where a unit stands, in two lines: the first.
    STANDING(name, time, percent),
    /// The second.
    OF_FINAL(percent),
    /// The clock's headline where the story has none of its own.
    CLOCK_HEADLINE,
    /// The same of a unit.
    HAD_BY(name, percent, time),
    /// Many units close together, in two lines: the first.
    BUNDLE(count, of),
    /// The second.
    BUNDLE_BETWEEN(low, high),
    /// What others stood at, after a standing.
    STOOD_AT(name, percent),
    /// What the clock shows.
    CLOCK_DECK(date),
    /// The same with the offset.
    CLOCK_DECK_AT(date, offset),
    /// Key to the grey lines.
    OTHERS_KEY(count),
    /// Key to bulletins that were not found for every unit, in words and digits.
    MISSING_KEY(time, count, of, number),
    /// Key to the figures that fall.
    FALLING_KEY(names),
    /// Headings of the map's table.
    MAP_HEADER,
    /// What was chosen.
    CHOSEN(name),
    /// No region is chosen.
    NONE_CHOSEN,
}

/// The end of the scale of turnout.
pub const WHOLE: &str = "100\u{a0}%";

/// The button of an election: `Election, 20 Nov 2022`; where there is little room, `Nov 2022`.
pub fn election_button(date: Day, kind: ElectionKind, is_narrow: bool) -> String {
    if is_narrow {
        return dated(date, Precision::Month);
    }
    let what = if kind == ElectionKind::Referendum { REFERENDUM_ON } else { ELECTION_ON };
    what.with(&[&short_date(date)])
}

/// What a name of a region is without its kind: `Almaty Region` and `Almaty (city)` are both `Almaty`.
pub fn stem(name: &str) -> &str {
    let ends = KINDS_OF_UNIT.text().split(super::BETWEEN);
    ends.filter(|end| !end.is_empty())
        .find_map(|end| name.strip_suffix(end))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(name)
}

/// A region's name where another has the same stem: `Almaty region`, `Almaty city`.
pub fn with_kind(stem: &str, is_city: bool) -> String {
    if is_city { CITY.with(&[stem]) } else { REGION_OF.with(&[stem]) }
}

/// A time of the day: `14:05`.
pub fn clock(minute: u32) -> String {
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [two(minute / 60 % 24), two(minute % 60)].join(":")
}

/// An offset from UTC as it was given: `+06:00`.
pub fn offset(minutes: i32) -> String {
    let mut out = String::from(if minutes < 0 { MINUS } else { '+' });
    out.push_str(&clock(minutes.unsigned_abs()));
    out
}

/// What the map shows, for its line below the headline.
pub struct MapFacts {
    /// Units that lie apart, the least first: name and turnout, per cent.
    pub apart: Vec<(String, f64)>,
    /// Number of the others.
    pub others: usize,
    /// Whether those that lie apart are the cities and the others the regions.
    pub are_cities: bool,
    /// Least and greatest turnout of the others.
    pub range: Option<(f64, f64)>,
    /// When the election was.
    pub date: Day,
    /// The moment of the figures: minutes after midnight and offset.
    pub moment: Option<(u32, i32)>,
    /// Since when borders are others than in this election.
    pub borders: Option<Day>,
}

/// The headline where the story has none of its own for this election.
pub fn map_headline(facts: &MapFacts) -> String {
    match facts.apart.as_slice() {
        [] => MAP_HEADLINE.into(),
        [one] => ONE_APART.with(&[&one.0]),
        more if facts.are_cities => {
            CITIES_APART.with(&[&capital(&small_number(more.len())), &digits(more.len())])
        }
        more => SOME_APART.with(&[&digits(more.len()), &digits(more.len() + facts.others)]),
    }
}

/// The line below the map's headline.
pub fn map_deck(facts: &MapFacts) -> String {
    let mut out = String::new();
    if !facts.apart.is_empty() && facts.apart.len() <= 4 {
        let named: Vec<String> =
            facts.apart.iter().map(|(name, value)| TURNOUT_IN.with(&[&percent(*value), name])).collect();
        out = APART.with(&[&list(&named)]);
    }
    if let Some((low, high)) = facts.range {
        let sentence = match out.is_empty() {
            _ if facts.apart.is_empty() => ALL_BETWEEN,
            false if facts.are_cities => REGIONS_BETWEEN,
            false => OTHERS_BETWEEN,
            true if facts.are_cities => CAPITAL_REGIONS_BETWEEN,
            true => CAPITAL_OTHERS_BETWEEN,
        };
        out.push_str(&sentence.with(&[&digits(facts.others), &percent(low), &percent(high)]));
        out.push(' ');
    }
    let date = long_date(facts.date);
    out.push_str(&match facts.moment {
        Some((minute, from_utc)) => SHARE_OF_REGISTERED_AT.with(&[&date, &clock(minute), &offset(from_utc)]),
        None => SHARE_OF_REGISTERED.with(&[&date]),
    });
    if let Some(day) = facts.borders {
        out.push(' ');
        out.push_str(&OLD_BORDERS.with(&[&long_date(day)]));
    }
    out
}

/// What a unit is beside, at the bulletin from which findings are told.
pub struct Standing<'a> {
    /// The unit.
    pub name: &'a str,
    /// Minutes after midnight.
    pub minute: u32,
    /// Turnout then, per cent.
    pub percent: f64,
    /// The same as a part of its last figure, per cent.
    pub of_last: f64,
}

/// A standing in two lines: `Turkistan, 14:05: 76.61 %,` `95 % of its last figure`.
pub fn standing(standing: &Standing<'_>) -> [String; 2] {
    [
        STANDING.with(&[standing.name, &clock(standing.minute), &percent(standing.percent)]),
        OF_FINAL.with(&[&whole_percent(standing.of_last)]),
    ]
}

/// The clock's headline where the story has none of its own, or a region was chosen.
pub fn clock_headline(standing: Option<&Standing<'_>>) -> String {
    standing.map_or_else(
        || CLOCK_HEADLINE.into(),
        |own| HAD_BY.with(&[own.name, &whole_percent(own.of_last), &clock(own.minute)]),
    )
}

/// Many units close together: `12 of 20 units between`, `51.04 and 53.75 %`.
pub fn bundle(count: usize, of: usize, low: f64, high: f64) -> [String; 2] {
    [BUNDLE.with(&[&digits(count), &digits(of)]), BUNDLE_BETWEEN.with(&[&decimal(low, 2), &percent(high)])]
}

/// A whole number of per cent on an axis: `90 %`.
pub fn whole_percent(value: f64) -> String {
    [&decimal(value, 0), "\u{a0}%"].concat()
}

/// The line below the clock's headline.
pub fn clock_deck(
    first: Option<&Standing<'_>>,
    last: Option<&Standing<'_>>,
    date: Day,
    from_utc: Option<i32>,
) -> String {
    let mut out = String::new();
    if let Some(own) = first {
        out = standing(own).join(" ");
        if let Some(other) = last {
            out.push_str(&STOOD_AT.with(&[other.name, &whole_percent(other.of_last)]));
        }
        out.push_str(". ");
    }
    let date = long_date(date);
    out.push_str(&match from_utc {
        Some(minutes) => CLOCK_DECK_AT.with(&[&date, &offset(minutes)]),
        None => CLOCK_DECK.with(&[&date]),
    });
    out
}

/// Key to the grey lines.
pub fn others_key(count: usize) -> String {
    OTHERS_KEY.with(&[&digits(count)])
}

/// Key to bulletins that were not found for every unit.
pub fn missing_key(minute: u32, known: usize, of: usize) -> String {
    MISSING_KEY.with(&[&clock(minute), &small_number(known), &digits(of), &digits(known)])
}

/// Key to the figures that fall.
pub fn falling_key(names: &[String]) -> String {
    FALLING_KEY.with(&[&list(names)])
}

/// A value at the pointer or the focus: `Turkistan, 14:05: 76.61 %, 95 % of its final figure`.
pub fn reading(name: &str, minute: u32, value: f64, of_last: Option<f64>) -> String {
    match of_last {
        Some(of_last) => standing(&Standing { name, minute, percent: value, of_last }).join(" "),
        None => [name, ", ", &clock(minute), ": ", &percent(value)].concat(),
    }
}

/// What was chosen: `Turkistan chosen`.
pub fn chosen(name: &str) -> String {
    if name.is_empty() { NONE_CHOSEN.into() } else { CHOSEN.with(&[name]) }
}
