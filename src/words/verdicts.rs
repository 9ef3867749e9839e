//! Sentences of the figure `verdicts`.

use super::number::{signed, thousands};
use super::*;
use crate::data::Day;
use crate::words::fold::is_small;

words! { Verdicts:
    /// The band of what no event of the timeline is.
    NOT_CODED,
    /// The same in a cell.
    NOT_CODED_CELL,
    /// The band of missions of which no word was found.
    NOT_FOUND,
    /// In place of their words.
    NO_STATEMENT,
    /// The way to the voices of a band after the first few, in words and digits.
    MORE(count, number),
    /// Heading of quotations that answer others.
    REPLIES,
    /// Heading of quotations that are no verdict of a mission or a government.
    OTHERS,
    /// The way to the coded event.
    IN_THE_TIMELINE,
    /// What the picture is.
    PICTURE,
    /// Ends of the scale.
    ENDS,
    /// Key to a mark.
    MISSION_KEY,
    /// Key to a mark.
    STATE_KEY,
    /// Key to hollow marks.
    HOLLOW_KEY,
    /// Key to a scale of which the ends are not shown.
    SCALE_KEY(least, most),
    /// Before the accredited in all.
    NOTE,
    /// What a value rests on.
    RESTS_ON(count),
    /// How many statements are no event.
    NO_EVENT(count),
    /// How many missions are in a band without a value.
    MISSIONS(count),
    /// The headline where the story has none of its own: least and greatest.
    HEADLINE(least, most),
    /// The same of one value.
    HEADLINE_OF_ONE(value),
    /// The same without values.
    HEADLINE_NOT_KNOWN,
    /// The line below the headline; how many are coded, in words and digits.
    DECK(date, count, number),
    /// How many are not coded.
    DECK_NOT_CODED(count, number),
    /// How many are not known.
    DECK_NOT_KNOWN(count, number),
    /// A number of observers.
    OBSERVERS(count),
    /// Headings of the table; the second needs none when spoken.
    HEADER,
    /// Whether a state or organisation, or a mission, in a cell.
    WHO,
}

/// The way to the voices of a band after the first few.
pub fn more(count: usize) -> String {
    MORE.with(&[&capital(&small_number(count)), &digits(count)])
}

/// What a value rests on: `1 coded statement`.
pub fn rests_on(count: usize) -> String {
    RESTS_ON.with(&[&thousands(count as u64)])
}

/// Key to a scale that is shown so far on either side.
pub fn scale_key(end: f64) -> String {
    SCALE_KEY.with(&[&signed(-end, 0), &signed(end, 0)])
}

/// How many are in a band without a value.
pub fn without_value(count: usize, is_known: bool) -> String {
    let what = if is_known { NO_EVENT } else { MISSIONS };
    what.with(&[&thousands(count as u64)])
}

/// The headline where the story has none of its own.
pub fn headline(values: Option<(f64, f64)>) -> String {
    match values {
        Some((least, most)) if least < most => HEADLINE.with(&[&signed(least, 1), &signed(most, 1)]),
        Some((only, _)) => HEADLINE_OF_ONE.with(&[&signed(only, 1)]),
        None => HEADLINE_NOT_KNOWN.into(),
    }
}

/// The line below the headline: how many are coded, not coded, not known.
pub fn deck(date: Day, [coded, not_coded, not_known]: [usize; 3]) -> String {
    let mut out = DECK.with(&[&long_date(date), &capital(&small_number(coded)), &digits(coded)]);
    for (count, sentence) in [(not_coded, DECK_NOT_CODED), (not_known, DECK_NOT_KNOWN)] {
        if count > 0 {
            out.push_str(&sentence.with(&[&small_number(count), &digits(count)]));
        }
    }
    out.push('.');
    out
}

/// A band that is folded, with how many stand in it.
pub fn folded(name: &str, count: usize) -> String {
    [name, ": ", &thousands(count as u64)].concat()
}

/// A number of observers.
pub fn observers(count: u64) -> String {
    OBSERVERS.with(&[&thousands(count)])
}

/// A quotation within the marks of its language; what begins in the middle of a sentence begins with an ellipsis.
pub fn quoted(words: &str, language: &str) -> String {
    let [open, close] = match language.get(..2) {
        Some("ru" | "kk" | "uk" | "be" | "ky" | "fr") => ["«", "»"],
        _ => ["“", "”"],
    };
    let begins_inside = words.chars().next().is_some_and(is_small);
    [open, if begins_inside { "… " } else { "" }, words, close].concat()
}

/// A sum over missions, before its sources: `All observers: 641. Of ten organisations`.
pub fn total(name: &str, count: Option<u64>, remark: &str) -> String {
    let count = count.map_or_else(|| NOT_KNOWN.into(), thousands);
    let remark = remark.strip_suffix('.').unwrap_or(remark);
    let (before, remark) = if remark.is_empty() { ("", "") } else { (". ", remark) };
    [name, ": ", &count, before, remark].concat()
}

/// Whether a mission or not, in a cell.
pub fn kind(is_mission: bool) -> &'static str {
    WHO.nth(usize::from(is_mission))
}

/// A name short enough to be spoken: without what stands in brackets, at most 50 letters.
pub fn short_name(name: &str) -> String {
    const LONGEST: usize = 50;
    let name = name.split(" (").next().unwrap_or(name);
    match name.char_indices().nth(LONGEST) {
        Some((at, _)) => [name[..at].trim_end(), "…"].concat(),
        None => name.to_string(),
    }
}
