//! Sentences of the figure `contest`.

use super::*;
use crate::data::election::CODED;

/// Heading of the upright axis.
pub const SHARE_AXIS: &str = "Winner’s share, % of the votes for all lines";
/// Heading of the level axis.
pub const NUMBER_AXIS: &str = "Effective number of candidates →";
/// What the shaded parts are.
pub const IMPOSSIBLE: &str = "No result can lie here";
/// The label before the choice of a country, and its name.
pub const COMPARE: &str = "Compare with";
/// The choice of no country.
pub const NOBODY: &str = "no country";
/// Key to the hollow points.
pub const HOLLOW_KEY: &str = "Small candidates known only as a sum, counted as one line: N reads low";
/// The formulas.
pub const FORMULAS: &str = "N: Laakso–Taagepera, 1 ∕ Σ s²; Golosov, Σ s ∕ (s + s₁² − s²)";
/// Why another base that was chosen makes no difference.
pub const OWN_BASE: &str =
    "Shares here are of the votes for all lines, whatever base is chosen: N is defined on them";
/// What the picture is.
pub const PICTURE: &str =
    "Scatter plot. Winner’s share against effective number. Arrow keys go from election to election.";

/// The headline where the story has none of its own.
pub fn headline(number: Option<f64>) -> String {
    match number {
        Some(number) => format!("An effective number of {} candidates", decimal(number, 2)),
        None => "How competitive, compared".to_string(),
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
    /// Whether all of them elected a president.
    pub is_presidential: bool,
    /// Elections without a point.
    pub unknown: usize,
}

/// The line below the headline.
pub fn deck(facts: &Facts<'_>) -> String {
    let mut out = String::new();
    if let Some((year, number, golosov)) = facts.own {
        out = format!(
            "The effective number of candidates in {} in {year} was {} (by Golosov’s index {}). ",
            facts.country,
            decimal(number, 2),
            decimal(golosov, 2)
        );
    }
    let office = if facts.is_presidential { "presidential " } else { "" };
    let plural = if facts.count == 1 { "" } else { "s" };
    out.push_str(&format!("{} {office}election{plural}", facts.count));
    if facts.own_count > 1 {
        let count = small_number(facts.own_count);
        out.push_str(&format!("; the line joins the {count} of {} in order of time", facts.country));
    }
    if facts.unknown > 0 {
        out.push_str(&format!("; of {} more the lines are not known", facts.unknown));
    }
    out.push('.');
    out
}

/// A point's label: `Kazakhstan 2022`.
pub fn label(country: &str, year: i32) -> String {
    format!("{country} {year}")
}

/// The same where there is little room: `Kazakhstan ’22`.
pub fn short_label(country: &str, year: i32) -> String {
    [country, " ", &history::short_year(year)].concat()
}

/// The lines that name a point under the pointer, after its label: winner, share with its base, number.
pub fn named(winner: &str, share_percent: f64, number: f64, golosov: f64) -> [String; 3] {
    [
        winner.to_string(),
        format!("{} of all lines’ votes", percent(share_percent)),
        format!("N {}, Golosov {}", decimal(number, 2), decimal(golosov, 2)),
    ]
}

/// Headings of the table.
pub fn header() -> Vec<String> {
    [
        "Election",
        "Winner",
        "Winner’s share of all lines",
        "Effective number (Laakso–Taagepera)",
        "Golosov’s index",
        "Lines",
        "Smallest lines",
        "V-Dem, 0–1, and year coded",
        "Freedom House, 0–100, and year coded",
    ]
    .map(String::from)
    .to_vec()
}

/// Name of a row: `Kazakhstan, 20 November 2022`.
pub fn row(country: &str, date: Day) -> String {
    format!("{country}, {}", long_date(date))
}

/// Whether small candidates are lines of their own, in a cell.
pub fn smallest(is_sum: bool) -> &'static str {
    if is_sum { "as a sum" } else { "each" }
}

/// What the codings are: heading and sentence.
pub const CODINGS: [&str; 2] = [
    "Codings by experts",
    ", not counts, for the years of these elections, else the nearest coded, in brackets. V-Dem: electoral democracy. Freedom \
     House: total, or political rights (PR) and civil liberties (CL), 7 to 1, 1 being freest.",
];
/// Headings of the codings.
pub fn codings_header() -> Vec<String> {
    ["Election", "V-Dem, 0–1", "Freedom House, 0–100"].map(String::from).to_vec()
}

/// A coding in a cell, with its year where that is not the election's.
pub fn coding(index: &str, value: f64, year: Option<i32>) -> String {
    let name = match () {
        () if index == CODED[2] => "PR ",
        () if index == CODED[3] => "CL ",
        () => "",
    };
    let places = if index == CODED[0] { 3 } else { 0 };
    let year = year.map_or(String::new(), |year| format!(" ({year})"));
    format!("{name}{}{year}", decimal(value, places))
}

/// Before the sources.
pub const SOURCES: &str = "Sources: ";
/// After them: the elections whose sources are not named here, how shares were made, the referendums left out.
pub fn rest(others: usize, referendums: usize) -> String {
    let others = if others > 0 {
        format!("; for the other {others}, those named in elections.csv")
    } else {
        String::new()
    };
    let left_out = match referendums {
        0 => String::new(),
        1 => " One referendum is left out.".to_string(),
        _ => format!(" {referendums} referendums are left out."),
    };
    format!("{others}. Shares are recomputed over all published lines, “against all” included.{left_out}")
}
