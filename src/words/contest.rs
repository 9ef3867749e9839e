//! Sentences of the figure `contest`.

use super::number::{decimal, percent};
use super::*;
use crate::data::Day;
use crate::data::election::CODED;

words! { Contest:
    /// Heading of the upright axis.
    SHARE_AXIS,
    /// Heading of the level axis.
    NUMBER_AXIS,
    /// What the shaded parts are.
    IMPOSSIBLE,
    /// The label before the choice of a country, and its name.
    COMPARE,
    /// The choice of no country.
    NOBODY,
    /// Key to the hollow points.
    HOLLOW_KEY,
    /// The formulas.
    FORMULAS,
    /// Why another base that was chosen makes no difference.
    OWN_BASE,
    /// What the picture is.
    PICTURE,
    /// The headline where the story has none of its own.
    HEADLINE(number),
    /// The same where the number is not known.
    HEADLINE_NOT_KNOWN,
    /// The numbers of the story's own election.
    OWN(country, year, number, golosov),
    /// How many elections of presidents.
    PRESIDENTIAL(count),
    /// How many elections.
    ELECTIONS(count),
    /// What the line joins, in words and digits.
    JOINED(count, country, number),
    /// How many of them are first rounds.
    FIRST_ROUNDS(count),
    /// Elections without a point.
    UNKNOWN(count),
    /// A share of all lines, at a point.
    OF_ALL_LINES(share),
    /// Both indices, at a point.
    BOTH(number, golosov),
    /// Headings of the table.
    HEADER,
    /// Whether small candidates are lines of their own, or a sum, in a cell.
    SMALLEST,
    /// Name of a row.
    ROW(country, date),
    /// What the codings are.
    CODINGS,
    /// How they are read.
    CODINGS_TOLD,
    /// Headings of the codings.
    CODINGS_HEADER,
    /// Political rights.
    RIGHTS(value),
    /// Civil liberties.
    LIBERTIES(value),
    /// Before the sources.
    SOURCES,
    /// The elections whose sources are not named here.
    OTHERS(count),
    /// How shares were made.
    RECOMPUTED,
    /// Referendums are not among the points.
    LEFT_OUT(count),
    /// Nor are elections for other offices.
    OTHER_OFFICES(count),
}

/// The headline where the story has none of its own.
pub fn headline(number: Option<f64>) -> String {
    match number {
        Some(number) => HEADLINE.with(&[&decimal(number, 2)]),
        None => HEADLINE_NOT_KNOWN.into(),
    }
}

/// Facts of the line below the headline.
pub struct Facts<'a> {
    /// Name of the story's country.
    pub country: &'a str,
    /// Year, effective number and Golosov's of the election the story is about.
    pub own: Option<(i32, f64, f64)>,
    /// Number of points.
    pub count: usize,
    /// Number of points of the story's country.
    pub own_count: usize,
    /// Number of points of first rounds.
    pub first_rounds: usize,
    /// Whether all of them are for the office of president.
    pub is_presidential: bool,
    /// Elections without a point.
    pub unknown: usize,
}

/// The line below the headline.
pub fn deck(facts: &Facts<'_>) -> String {
    let mut out = facts.own.map_or_else(String::new, |(year, number, golosov)| {
        OWN.with(&[facts.country, &year.to_string(), &decimal(number, 2), &decimal(golosov, 2)])
    });
    let elections = if facts.is_presidential { PRESIDENTIAL } else { ELECTIONS };
    out.push_str(&elections.with(&[&digits(facts.count)]));
    if facts.first_rounds > 0 {
        out.push_str(&FIRST_ROUNDS.with(&[&digits(facts.first_rounds)]));
    }
    if facts.own_count > 1 {
        let count = facts.own_count;
        out.push_str(&JOINED.with(&[&small_number(count), facts.country, &digits(count)]));
    }
    if facts.unknown > 0 {
        out.push_str(&UNKNOWN.with(&[&digits(facts.unknown)]));
    }
    out.push('.');
    out
}

/// A point's label: `Kazakhstan 2022`.
pub fn label(country: &str, year: i32) -> String {
    [country, " ", &year.to_string()].concat()
}

/// The same where there is little room: `Kazakhstan ’22`.
pub fn short_label(country: &str, year: i32) -> String {
    [country, " ", &history::short_year(year)].concat()
}

/// The lines that name a point under the pointer, after its label: who has most votes, share with its base, number.
pub fn named(winner: &str, share_percent: f64, number: f64, golosov: f64) -> [String; 3] {
    [
        winner.to_string(),
        OF_ALL_LINES.with(&[&percent(share_percent)]),
        BOTH.with(&[&decimal(number, 2), &decimal(golosov, 2)]),
    ]
}

/// Name of a row: `Kazakhstan, 20 November 2022`.
pub fn row(country: &str, date: Day) -> String {
    ROW.with(&[country, &long_date(date)])
}

/// Whether small candidates are lines of their own, in a cell.
pub fn smallest(is_sum: bool) -> &'static str {
    SMALLEST.nth(usize::from(is_sum))
}

/// A coding in a cell, with its year where that is not the election's.
pub fn coding(index: &str, value: f64, year: Option<i32>) -> String {
    let value = decimal(value, if index == CODED[0] { 3 } else { 0 });
    let mut out = match () {
        () if index == CODED[2] => RIGHTS.with(&[&value]),
        () if index == CODED[3] => LIBERTIES.with(&[&value]),
        () => value,
    };
    if let Some(year) = year {
        out.push_str(&[" (", &year.to_string(), ")"].concat());
    }
    out
}

/// After the sources: the elections whose sources are not named here, how shares were made, the referendums left out, and the
/// elections for other offices.
pub fn rest(others: usize, referendums: usize, other_offices: usize) -> String {
    let mut out = String::new();
    if others > 0 {
        out = OTHERS.with(&[&digits(others)]);
    }
    out.push_str(&RECOMPUTED);
    if referendums > 0 {
        out.push_str(&LEFT_OUT.with(&[&digits(referendums)]));
    }
    if other_offices > 0 {
        out.push_str(&OTHER_OFFICES.with(&[&digits(other_offices)]));
    }
    out
}
