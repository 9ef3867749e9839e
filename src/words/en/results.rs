//! Sentences of the figure `results`.

use super::*;
use crate::data::ExitPoll;

/// The row of ballots that count for nobody.
pub const INVALID: &str = "Invalid ballots";
/// Registered voters who did not take a ballot.
pub const DID_NOT_VOTE: &str = "Did not vote";
/// The label before the bases.
pub const SHARE_OF: &str = "Share of";
/// Key to the ticks.
pub const NOT_IN_BASE_KEY: &str = "Not part of this base; drawn to scale";
/// In place of a share, on a narrow page.
pub const NOT_IN_BASE: &str = "not in this base";
/// Why the ticks are gone.
pub const POLLS_ONLY_VALID: &str = "Exit polls report shares of answers and stand only against valid votes.";

/// What the picture is, for those who do not see it.
pub fn picture(election: &Election, by: ShareBase) -> String {
    format!(
        "Bar chart. {}. Shares of {}. Arrow keys go from line to line.",
        election_name(election),
        base(by)
    )
}

/// Votes and share of the winner, above the strip.
pub fn winner(votes: Option<u64>, share_percent: Option<f64>) -> String {
    match (votes, share_percent) {
        (Some(votes), Some(share)) => format!("{} votes, {}", thousands(votes), percent(share)),
        (Some(votes), None) => format!("{} votes", thousands(votes)),
        (None, Some(share)) => percent(share),
        (None, None) => NOT_KNOWN.to_string(),
    }
}

/// What the strip's rest is.
pub fn all_others(share_percent: f64) -> String {
    format!("All others {}", percent(share_percent))
}

/// Those who stayed away.
pub fn stayed_away(count: u64, share_percent: f64) -> String {
    format!("{}, {}", thousands(count), percent(share_percent))
}

/// A tick of the scale.
pub fn tick(percent: f64) -> String {
    let places = if percent < 1.0 { 1 } else { 0 };
    format!("{}{}%", decimal(percent, places), super::super::number::NO_BREAK_SPACE)
}

/// How much the lower scale enlarges the upper.
pub fn enlarged(times: f64) -> String {
    format!("Enlarged {} times", decimal(times, if times < 4.0 { 1 } else { 0 }))
}

/// Key to the poll ticks.
pub fn polls_key(count: usize) -> String {
    if count == 1 {
        "An exit poll: share of the answers given".to_string()
    } else {
        format!("Exit polls, {}: shares of the answers given", small_number(count))
    }
}

/// The facts of the line below the headline that a story may or may not have.
pub struct Finding<'a> {
    /// "Against all" and its votes, where it beat every challenger.
    pub against_all: Option<(&'a str, u64)>,
    /// Number of challengers it beat.
    pub challengers: usize,
    /// Invalid ballots, where they outnumber every challenger too.
    pub invalid: Option<u64>,
}

/// The line below the headline, in three pieces; the middle one (the base) is emphasised.
pub fn deck(finding: &Finding<'_>, election: &Election, total: Option<u64>, by: ShareBase) -> [String; 3] {
    let mut lead = String::new();
    if let Some((name, votes)) = finding.against_all {
        lead = format!(
            "“{name}” drew {} votes, more than any of the {} challengers",
            thousands(votes),
            small_number(finding.challengers)
        );
        if let Some(invalid) = finding.invalid {
            lead.push_str(&format!("; so did the invalid ballots, {}", thousands(invalid)));
        }
        lead.push_str(". ");
    }
    lead.push_str(&format!("{}. Shares of ", election_name(election)));
    let whole = match total {
        Some(total) => format!("{} {}", thousands(total), base(by)),
        None => base(by).to_string(),
    };
    [lead, whole, ".".to_string()]
}

/// Heading of the shares on a base.
pub fn share_of(by: ShareBase) -> String {
    ["Share of ", base(by)].concat()
}

/// Headings of the table: the line, its votes, its share of each base, votes that others have, and each poll's shares.
pub fn header(bases: &[ShareBase], has_others: bool, polls: &[&ExitPoll]) -> Vec<String> {
    let mut header = vec!["Line".to_string(), "Votes".to_string()];
    header.extend(bases.iter().map(|by| share_of(*by)));
    if has_others {
        header.push("Votes in other reports".to_string());
    }
    header.extend(polls.iter().map(|poll| ["Exit poll: ", &poll.pollster].concat()));
    header
}

/// What rounded shares add up to, where it is not the whole, be it by rounding or because a line is missing or wrong.
pub fn shares_sum(by: ShareBase, sum_percent: f64, is_by_rounding: bool) -> String {
    let which = if is_by_rounding { ", each rounded by itself," } else { " of the lines listed" };
    ["Shares of ", base(by), which, " add up to ", &percent(sum_percent), "."].concat()
}

/// The mark after a number on which there is a note.
pub const DAGGER: char = '†';
/// What the mark says to those who do not see it.
pub fn note_on(name: &str) -> String {
    ["Note on ", name].concat()
}

/// What is spoken of a line on whose numbers there is a note.
pub const NOTED: &str = "there is a note";
/// What a note on the number speaks of that shares are shares of.
pub const WHOLE: &str = "The wholes that shares are of";

/// The way to the notes on numbers.
pub fn number_notes(count: usize) -> String {
    format!("† Notes on {} of these numbers", small_number(count))
}

/// A count as a table has it, with commas; what is no count stays.
pub fn count(value: &str) -> String {
    let digit = |sum: u64, digit: u8| {
        Some(sum.checked_mul(10)? + u64::from(digit.checked_sub(b'0').filter(|own| *own < 10)?))
    };
    let number = value.bytes().try_fold(0, digit).filter(|_| !value.is_empty());
    number.map_or_else(|| value.to_string(), thousands)
}

/// What somebody else published, by its column: `6,456,392 votes`.
pub fn published(field: &str, value: &str) -> String {
    let unit = match field {
        "votes" => " votes",
        "valid_votes" => " valid votes",
        "turned_out" => " ballots cast",
        "registered" => " registered voters",
        "invalid_votes" => " invalid ballots",
        "share_base" => return ["The share as one “", value, "”"].concat(),
        "share_pct" => "\u{a0}%",
        _ => "\u{a0}% in an exit poll",
    };
    [&count(value), unit].concat()
}

/// Why a base cannot be chosen.
pub fn base_not_known(by: ShareBase) -> String {
    format!("The number of {} is not known.", base(by))
}

/// Said when the base changes.
pub fn base_chosen(by: ShareBase, winner: &str, share_percent: Option<f64>) -> String {
    match share_percent {
        Some(share) => format!("Shares of {}: {winner} {}", base(by), percent(share)),
        None => format!("Shares of {}", base(by)),
    }
}

/// Before those who published the count, and before those who asked.
pub const SOURCE: &str = "Source: ";
/// See [`SOURCE`].
pub const POLLS: &str = "Exit polls: ";
