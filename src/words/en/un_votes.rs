//! Sentences of the figure `un-votes`, and of the row of votes below the timeline's lanes.

use super::*;
use crate::data::cluster::clusters;
use crate::data::{Resolution, Vote, arrange};

/// How states vote, in the order of tallies and of the key; what is not known comes last.
pub const VOTES: [Option<Vote>; 5] =
    [Some(Vote::Yes), Some(Vote::No), Some(Vote::Abstained), Some(Vote::Absent), None];

/// A vote in a cell, in the key and in what is spoken.
pub fn vote(vote: Option<Vote>) -> &'static str {
    match vote {
        Some(Vote::Yes) => "yes",
        Some(Vote::No) => "no",
        Some(Vote::Abstained) => "abstained",
        Some(Vote::Absent) => "absent",
        None => NOT_KNOWN,
    }
}

/// Votes in a headline: `eight abstentions`.
fn counted(vote: usize, count: usize) -> String {
    const WORDS: [[&str; 2]; 4] =
        [["yes", "yeses"], ["no", "noes"], ["abstention", "abstentions"], ["absence", "absences"]];
    [&small_number(count), " ", WORDS[vote.min(3)][usize::from(count != 1)]].concat()
}

/// The headline, from the votes of the story's country: yes, no, abstained, absent. The most frequent is named first.
pub fn headline(counts: [usize; 4], texts: usize) -> String {
    let mut order: Vec<usize> = (0..4).filter(|vote| counts[*vote] > 0).collect();
    arrange(&mut order, &|one, other| counts[*other].cmp(&counts[*one]));
    let parts: Vec<String> = order.iter().map(|vote| counted(*vote, counts[*vote])).collect();
    let mut letters = parts.join(", ");
    if letters.is_empty() {
        letters = texts_of(texts);
    }
    if let Some(first) = letters.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    letters
}

fn texts_of(count: usize) -> String {
    let texts = if count == 1 { " text put to the vote" } else { " texts put to the vote" };
    [small_number(count).as_str(), texts].concat()
}

/// Facts of the line below the headline.
pub struct Facts<'a> {
    /// The story's country, if its votes are in the table.
    pub country: Option<&'a str>,
    /// Number of states in the table.
    pub states: usize,
    /// Number of texts.
    pub texts: usize,
    /// Years of the first and the last.
    pub years: (i32, i32),
    /// Votes that are not known: of the country, of all states.
    pub not_known: (usize, usize),
}

/// The line below the headline.
pub fn deck(facts: &Facts<'_>) -> String {
    let (first, last) = facts.years;
    let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let who = match facts.country {
        Some(country) => {
            let others = facts.states.saturating_sub(1);
            match others {
                0 => country.to_string(),
                1 => format!("{country} and another state"),
                _ => format!("{country} and {} other states", small_number(others)),
            }
        }
        None => format!("{} states", small_number(facts.states)),
    };
    let of_country = match facts.country {
        Some(country) => format!("{} of {country}’s {} votes and ", facts.not_known.0, facts.texts),
        None => String::new(),
    };
    let texts = if facts.texts == 1 { "text" } else { "texts" };
    let (none, all) = (facts.not_known.1, facts.states * facts.texts);
    format!(
        "How {who} voted on {} {texts} in the UN General Assembly, {years}. Not known here: {of_country}{} of all {} shown.",
        small_number(facts.texts),
        thousands(none as u64),
        thousands(all as u64)
    )
}

/// Votes in the key, in the order of [`VOTES`].
pub const KEY: [&str; 5] = ["Yes", "No", "Abstained", "Absent", "Not known"];
/// What cannot be seen: the order of the columns, and what a vote is.
pub const ORDER: &str = "Columns go from most noes to most yeses among the votes known here";
/// See [`ORDER`].
pub const COUNTRY_FIRST: &str = ", the story’s country first";
/// See [`ORDER`].
pub const LEFT_OUT: &str = "What found no room stands in the table. ";
/// Before and after the number of reports.
pub const SOURCES: [&str; 2] = [
    "Sources: ",
    " reports, named row by row in the table. A yes is agreement with a text, not friendliness to anyone; what was not found \
     published is a dot, not an abstention.",
];

/// A tally in words: `141 yes, 5 no, 35 abstained, 12 absent`.
pub fn tally(tally: &[Option<u64>; 4]) -> String {
    let parts: Vec<String> = tally
        .iter()
        .zip(VOTES)
        .map(|(count, of)| match count {
            Some(count) => [&thousands(*count), " ", vote(of)].concat(),
            None => [vote(of), ": ", NOT_KNOWN].concat(),
        })
        .collect();
    parts.join(", ")
}

/// A count in a cell.
pub fn count(count: Option<u64>) -> String {
    count.map_or_else(|| NOT_KNOWN.to_string(), thousands)
}

/// The longest spoken line, in grapheme clusters, unless the name of a state alone is longer.
const LONGEST: usize = 120;

/// What is spoken of a state's vote: title, state, vote, date.
pub fn spoken(resolution: &Resolution, state: &str, of: Option<Vote>) -> String {
    told(resolution, &[": ", state, ", ", vote(of), "; ", &long_date(resolution.date)].concat())
}

/// What is spoken of a resolution: title, tally, date.
pub fn spoken_tally(resolution: &Resolution) -> String {
    told(resolution, &[": ", &tally(&resolution.tally), "; ", &long_date(resolution.date)].concat())
}

/// The title, cut where the line would be too long, and the rest.
fn told(resolution: &Resolution, rest: &str) -> String {
    let name = name(resolution);
    let room = LONGEST.saturating_sub(clusters(rest).count()).max(20);
    let mut line: String = clusters(name).take(room - 1).collect();
    if line.len() < name.len() {
        line.push('…');
    }
    line.push_str(rest);
    line
}

/// What the picture is.
pub const PICTURE: &str = "Table of votes. Left and right arrow keys go along states, up and down between texts; Enter goes to \
    the vote in the timeline.";

/// Headings of the table before the states', and after them.
pub const HEADER: [&str; 8] =
    ["Text", "Symbol", "Date", "In favour", "Against", "Abstaining", "Absent", "Sources"];

/// Name of the row below the timeline's lanes.
pub const ROW: &str = "UN votes";
/// At its right on a narrow page, where there are none.
pub const NONE: &str = "no votes";

/// Beside a vote that is pointed at: `abstained, 2 Mar: Aggression against Ukraine`.
pub fn hover(resolution: &Resolution, of: Option<Vote>) -> String {
    [vote(of), ", ", &day_and_short_month(resolution.date), ": ", name(resolution)].concat()
}

/// A resolution's title, or else its symbol.
pub fn name(resolution: &Resolution) -> &str {
    if resolution.title.is_empty() { &resolution.id } else { &resolution.title }
}

/// How that row is read.
pub const READING_ROW: &str = " The row of UN votes says how the country voted: disc yes, square no, ring abstained, dash absent, \
    dot not known.";
