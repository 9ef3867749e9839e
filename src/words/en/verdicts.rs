//! Sentences of the figure `verdicts`.

use super::super::number::MINUS;
use super::*;
use crate::words::fold::is_small;

/// The band of what no event of the timeline is.
pub const NOT_CODED: &str = "Not coded";
/// The same in a cell.
pub const NOT_CODED_CELL: &str = "not coded";
/// The band of missions of which no word was found.
pub const NOT_FOUND: &str = "Not known";
/// In place of their words.
pub const NO_STATEMENT: &str = "No statement was found.";
/// The way to the voices of a band after the first few.
pub fn more(count: usize) -> String {
    format!("{} more", capital(&small_number(count)))
}

/// Heading of quotations that answer others.
pub const REPLIES: &str = "In answer";
/// Heading of quotations that are no verdict of a mission or a government.
pub const OTHERS: &str = "Others on the vote";
/// The way to the coded event.
pub const IN_THE_TIMELINE: &str = "In the timeline";
/// What the picture is.
pub const PICTURE: &str =
    "Strip of marks, critical to approving. Arrow keys go from mark to mark, Enter goes to its words.";
/// Ends of the scale.
pub const ENDS: [&str; 2] = ["conflict", "cooperation"];
/// Keys to the marks.
pub const MISSION_KEY: &str = "Mission of observers";
/// See [`MISSION_KEY`].
pub const STATE_KEY: &str = "State or organisation";
/// Key to hollow marks.
pub const HOLLOW_KEY: &str = "Hollow: without a value";
/// Before the accredited in all.
pub const NOTE: &str = "Sources stand with the words. What is in quotation marks is in the language of the source named; the \
     rest is paraphrase. ";

/// What a value rests on: `1 coded statement`.
pub fn rests_on(count: usize) -> String {
    if count == 1 {
        "1 coded statement".to_string()
    } else {
        format!("{} coded statements", thousands(count as u64))
    }
}

/// How many are in a band without a value.
pub fn without_value(count: usize, is_known: bool) -> String {
    let noun = match (is_known, count) {
        (true, 1) => "statement that is no event of the timeline",
        (true, _) => "statements that are no event of the timeline",
        (false, 1) => "mission",
        (false, _) => "missions",
    };
    format!("{} {noun}", thousands(count as u64))
}

/// The headline where the story has none of its own.
pub fn headline(values: Option<(f64, f64)>) -> String {
    match values {
        Some((least, most)) if least < most => {
            format!("Verdicts from {} to {}", signed(least, 1), signed(most, 1))
        }
        Some((only, _)) => format!("Verdicts of {}", signed(only, 1)),
        None => "What was said of the vote".to_string(),
    }
}

/// The line below the headline: how many are coded, not coded, not known.
pub fn deck(date: Day, [coded, not_coded, not_known]: [usize; 3]) -> String {
    let mut out = format!(
        "What missions, states and organisations said of the vote of {}, from the most critical to the most approving: the \
         Goldstein value of the coded statement, on a scale from {MINUS}10 to +10. {} coded",
        long_date(date),
        capital(&small_number(coded)),
    );
    if not_coded > 0 {
        out.push_str(&format!(", {} not coded", small_number(not_coded)));
    }
    if not_known > 0 {
        out.push_str(&format!(", {} not known", small_number(not_known)));
    }
    out + "."
}

/// A band that is folded, with how many stand in it.
pub fn folded(name: &str, count: usize) -> String {
    [name, ": ", &thousands(count as u64)].concat()
}

/// A number of observers.
pub fn observers(count: u64) -> String {
    if count == 1 { "1 observer".to_string() } else { format!("{} observers", thousands(count)) }
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
    let count = count.map_or_else(|| NOT_KNOWN.to_string(), thousands);
    let remark = remark.strip_suffix('.').unwrap_or(remark);
    if remark.is_empty() { format!("{name}: {count}") } else { format!("{name}: {count}. {remark}") }
}

/// Headings of the table; the second needs none when spoken.
pub fn header() -> Vec<String> {
    ["Who", "", "Value", "Observers", "Date"].map(String::from).to_vec()
}

/// Whether a mission or not, in a cell.
pub fn kind(is_mission: bool) -> &'static str {
    if is_mission { "mission" } else { "state or organisation" }
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
