//! Sentences of the figure `history`.

use super::number::{decimal, percent, signed, signed_thousands, thousands};
use super::*;
use crate::data::{ElectionKind, ShareBase};

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// The winner's share.
    Share,
    /// Turnout.
    Turnout,
    /// Lead over the next line.
    Margin,
    /// Effective number of candidates.
    Number,
}

words! { History:
    /// The metrics on their buttons.
    BUTTONS,
    /// The same on a narrow page.
    SHORT_BUTTONS,
    /// What the buttons choose, for those who do not see them together.
    METRIC,
    /// The word below a year.
    EARLY,
    /// The words under the last value, by metric.
    UNITS,
    /// The word at the last value of the turnout line.
    TURNOUT,
    /// Key to the grey line.
    TURNOUT_KEY,
    /// Key to the dot under a year, where the word has no room.
    EARLY_KEY,
    /// A year on a narrow page.
    SHORT_YEAR(two),
    /// Percentage points.
    POINTS(count),
    /// A change of votes, and its number without a sign.
    VOTE_CHANGE(change, number),
    /// Who won how often, in words and digits.
    WON(name, times, number),
    /// Where the scale begins, if not at zero.
    SCALE_BEGINS(at),
    /// Why some points are hollow: they are of another base.
    HOLLOW_KEY(years, base),
    /// The same of a base that is not known.
    HOLLOW_UNKNOWN_KEY(years),
    /// Years without a value on a base.
    UNKNOWN_KEY(years, base),
    /// Why another base makes no difference to turnout.
    TURNOUT_HAS_NO_BASE,
    /// Why another base makes no difference to the effective number.
    NUMBER_HAS_NO_BASE,
    /// Headlines where the story has none: the metric grew, by metric.
    ROSE,
    /// The metric fell, by metric.
    FELL,
    /// It stayed the same, by metric.
    STAYED,
    /// The last turnout is the least of all.
    LOWEST_TURNOUT(count, number),
    /// The last turnout is the greatest of all.
    HIGHEST_TURNOUT(count, number),
    /// Which elections: of presidents, or any.
    PRESIDENTIAL_SINCE(year),
    /// See [`PRESIDENTIAL_SINCE`].
    ELECTIONS_SINCE(year),
    /// How the share went.
    SHARE_DECK(from, to, before, after, elections, base),
    /// How share and votes went.
    SHARE_AND_VOTES_DECK(from, to, before, after, elections, base, votes_before, votes_after, change),
    /// How turnout went.
    TURNOUT_DECK(from, to, before, after, elections),
    /// How the lead went.
    MARGIN_DECK(from, to, before, after, elections, base),
    /// How the effective number went.
    NUMBER_DECK(from, to, before, after, elections),
    /// No value is known.
    NO_VALUE,
    /// One value is known.
    ONE_VALUE,
    /// Some are known, but no two on the base.
    NO_COMMON_BASE,
    /// What the picture is.
    PICTURE(metric),
    /// Headings of the table.
    HEADER,
    /// The share's heading, on another base than valid votes.
    SHARE_OF(base),
    /// The margin's heading then.
    MARGIN_OF(base),
    /// Kinds of election in a cell.
    ELECTION_KINDS,
    /// Before the sources.
    SOURCES,
    /// After them.
    NOTED,
}

/// A metric on its button.
pub fn button(metric: Metric, is_narrow: bool) -> &'static str {
    let names = if is_narrow { SHORT_BUTTONS } else { BUTTONS };
    names.nth(metric as usize)
}

/// A value of a metric.
pub fn value(metric: Metric, value: f64, with_sign: bool) -> String {
    match metric {
        Metric::Number => decimal(value, 2),
        _ if with_sign => percent(value),
        _ => decimal(value, 2),
    }
}

/// A year on a narrow page: `’99`.
pub fn short_year(year: i32) -> String {
    let two = year.rem_euclid(100);
    let zero = if two < 10 { "0" } else { "" };
    SHORT_YEAR.with(&[&[zero, &two.to_string()].concat()])
}

/// The unit under the last value.
pub fn unit(metric: Metric) -> &'static str {
    UNITS.nth(metric as usize)
}

/// A change in percentage points: `+10.35 points`.
pub fn change(change: f64) -> String {
    POINTS.with(&[&signed(change, 2)])
}

/// A change of votes: `−83,322 votes`.
pub fn vote_change(change: i64) -> String {
    VOTE_CHANGE.with(&[&signed_thousands(change), &change.unsigned_abs().to_string()])
}

/// Who won how often: `Nursultan Nazarbayev, five times`.
pub fn won(name: &str, times: usize) -> String {
    if times == 1 { name.to_string() } else { WON.with(&[name, &small_number(times), &digits(times)]) }
}

/// Where the scale begins, if not at zero.
pub fn scale_begins(at: f64) -> String {
    SCALE_BEGINS.with(&[&decimal(at, 0)])
}

/// Years whose values are of another base, or of one that is not known.
pub fn hollow_key(years: &str, of: Option<ShareBase>) -> String {
    match of {
        Some(of) => HOLLOW_KEY.with(&[years, base(of)]),
        None => HOLLOW_UNKNOWN_KEY.with(&[years]),
    }
}

/// Years without a value on a base.
pub fn unknown_key(years: &str, by: ShareBase) -> String {
    UNKNOWN_KEY.with(&[years, base(by)])
}

/// Why another base makes no difference to a metric; empty where it does.
pub fn why_no_base(metric: Metric) -> &'static str {
    match metric {
        Metric::Turnout => TURNOUT_HAS_NO_BASE.text(),
        Metric::Number => NUMBER_HAS_NO_BASE.text(),
        _ => "",
    }
}

/// Facts of the line below the headline.
pub struct Change {
    /// Years of the last two elections.
    pub years: (i32, i32),
    /// The metric in the last two elections.
    pub values: (f64, f64),
    /// How far the last lies above the one before.
    pub difference: f64,
    /// The winners' votes in the last two elections.
    pub votes: Option<(u64, u64)>,
    /// Year of the first election shown.
    pub since: i32,
    /// Whether all of them elected a president.
    pub is_presidential: bool,
    /// What shares and leads are of.
    pub base: ShareBase,
    /// Number of elections shown.
    pub count: usize,
    /// Whether the last value is less, or greater, than all before.
    pub is_least: bool,
    /// See `is_least`.
    pub is_greatest: bool,
}

/// The headline where the story has none of its own for this metric.
pub fn headline(metric: Metric, change: &Change) -> String {
    let extreme = |headline: Word| headline.with(&[&small_number(change.count), &digits(change.count)]);
    let [before, after] = [change.values.0, change.values.1].map(|value| decimal(value, 2));
    match metric {
        // What does not differ as it is written has not changed.
        _ if before == after => STAYED.nth(metric as usize).to_string(),
        Metric::Turnout if change.is_least => extreme(LOWEST_TURNOUT),
        Metric::Turnout if change.is_greatest => extreme(HIGHEST_TURNOUT),
        _ if change.difference > 0.0 => ROSE.nth(metric as usize).to_string(),
        _ => FELL.nth(metric as usize).to_string(),
    }
}

/// The line below the headline.
pub fn deck(metric: Metric, change: &Change) -> String {
    let [from, to] = [change.years.0, change.years.1].map(|year| year.to_string());
    let (before, after) = change.values;
    let since = if change.is_presidential { PRESIDENTIAL_SINCE } else { ELECTIONS_SINCE };
    let since = since.with(&[&change.since.to_string()]);
    let shares = base(change.base);
    let [one, two] = [before, after].map(|value| match metric {
        Metric::Share | Metric::Turnout => percent(value),
        Metric::Margin | Metric::Number => decimal(value, 2),
    });
    let mut gaps = vec![from.as_str(), to.as_str(), one.as_str(), two.as_str(), since.as_str(), shares];
    match (metric, change.votes) {
        (Metric::Share, Some((before, after))) => {
            let votes = [thousands(before), thousands(after), signed_thousands(after as i64 - before as i64)];
            gaps.extend(votes.iter().map(String::as_str));
            SHARE_AND_VOTES_DECK.with(&gaps)
        }
        (Metric::Share, None) => SHARE_DECK.with(&gaps),
        (Metric::Turnout, _) => TURNOUT_DECK.with(&gaps),
        (Metric::Margin, _) => MARGIN_DECK.with(&gaps),
        (Metric::Number, _) => NUMBER_DECK.with(&gaps),
    }
}

/// The line below the headline with fewer than two values, or without two on the base.
pub fn deck_without_change(count: usize, has_other_base: bool) -> &'static str {
    match count {
        0 => NO_VALUE.text(),
        2.. if has_other_base => NO_COMMON_BASE.text(),
        _ => ONE_VALUE.text(),
    }
}

/// What the picture is.
pub fn picture(metric: Metric) -> String {
    PICTURE.with(&[button(metric, false)])
}

/// Headings of the table on a base. Among shares of valid votes others stand too: there the column beside names the base.
pub fn header(by: ShareBase) -> Vec<String> {
    let mut header = HEADER.items();
    if by != ShareBase::Valid {
        for (column, heading) in [(4, SHARE_OF), (7, MARGIN_OF)] {
            if let Some(cell) = header.get_mut(column) {
                *cell = heading.with(&[base(by)]);
            }
        }
    }
    header
}

/// The kind of an election in a cell.
pub fn kind(kind: ElectionKind, is_first_round: bool) -> String {
    in_round(ELECTION_KINDS.nth(kind as usize), is_first_round)
}

/// Points in a cell.
pub fn points(value: f64) -> String {
    POINTS.with(&[&decimal(value, 2)])
}
