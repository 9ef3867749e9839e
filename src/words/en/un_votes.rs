//! Sentences of the figure `un-votes`, and of the row of votes below the timeline's lanes.

use super::*;
use crate::data::{Resolution, Vote};

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

/// The headline, from the votes of the story's country: yes, no, abstained, absent. The most frequent is named first.
pub fn headline(counts: [usize; 5], texts: usize) -> String {
    let mut out = String::new();
    for count in (1..=texts).rev() {
        for (vote, words) in WORDS[..4].iter().enumerate() {
            if counts[vote] == count {
                if !out.is_empty() {
                    out.push_str(", ");
                }
                out.push_str(&counted(count, *words));
            }
        }
    }
    if out.is_empty() {
        out = counted(texts, WORDS[4]);
    }
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

/// One and several of what is counted: votes in the order of [`VOTES`], texts, states.
const WORDS: [[&str; 2]; 6] = [
    [" yes", " yeses"],
    [" no", " noes"],
    [" abstention", " abstentions"],
    [" absence", " absences"],
    [" text", " texts"],
    [" other state", " other states"],
];

/// So many of something: `eight abstentions`.
fn counted(count: usize, words: [&str; 2]) -> String {
    [small_number(count).as_str(), words[usize::from(count != 1)]].concat()
}

/// Facts of the line below the headline.
pub struct Facts<'a> {
    /// The story's country, if its votes are in the table.
    pub country: Option<&'a str>,
    /// Number of other states in the table.
    pub others: usize,
    /// Number of texts.
    pub texts: usize,
    /// The first and the last day.
    pub days: (Day, Day),
    /// Votes that are not known: of the country, of all states.
    pub not_known: (usize, usize),
}

/// The line below the headline.
pub fn deck(facts: &Facts<'_>) -> String {
    let texts = counted(facts.texts, WORDS[4]);
    let (first, last) = (facts.days.0.year(), facts.days.1.year());
    let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let (mut who, mut unknown) = (String::new(), String::new());
    if let Some(country) = facts.country {
        who.push_str(country);
        unknown = format!("{} of {country}’s {} votes and ", facts.not_known.0, facts.texts);
    }
    if facts.others > 0 || who.is_empty() {
        if !who.is_empty() {
            who.push_str(" and ");
        }
        who.push_str(&counted(facts.others, WORDS[5]));
    }
    let all = (facts.others + usize::from(facts.country.is_some())) * facts.texts;
    let none = facts.not_known.1;
    format!(
        "How {who} voted on {texts} in the UN General Assembly, {years}. Not known here: {unknown}{none} of all {all} shown."
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
pub fn tally(resolution: &Resolution) -> String {
    let mut out = String::new();
    for (index, of) in resolution.tally.iter().enumerate() {
        let word = vote(VOTES[index]);
        if index > 0 {
            out.push_str(", ");
        }
        // `absent not known`, but `12 absent`.
        let number = count(*of, NOT_KNOWN);
        let (one, other) = if of.is_some() { (number.as_str(), word) } else { (word, NOT_KNOWN) };
        out.push_str(&[one, " ", other].concat());
    }
    out
}

/// A count in a cell.
pub fn count(count: Option<u64>, none: &str) -> String {
    count.map_or_else(|| none.to_string(), thousands)
}

/// What is spoken of a state's vote: title, state, vote, date; of a resolution: title, tally, date. A title is cut so that the
/// line has 120 letters at most, unless the rest alone is as long.
pub fn spoken(resolution: &Resolution, of_state: Option<(&str, Option<Vote>)>) -> String {
    const LONGEST: usize = 120;
    let middle = match of_state {
        Some((state, of)) => [state, ", ", vote(of)].concat(),
        None => tally(resolution),
    };
    let rest = [": ", &middle, "; ", &long_date(resolution.date)].concat();
    let title = name(resolution);
    let mut line = String::new();
    if title.len() + rest.len() <= LONGEST {
        line.push_str(title);
    } else {
        for word in title.split(' ') {
            if !line.is_empty() {
                if line.len() + word.len() + rest.len() + 2 > LONGEST {
                    break;
                }
                line.push(' ');
            }
            line.push_str(word);
        }
        line.push('…');
    }
    line.push_str(&rest);
    line
}

/// What the picture is.
pub const PICTURE: &str = "Table of votes. Left and right arrow keys go along states, up and down between texts; Enter goes to \
    the vote in the timeline.";

/// Headings of the table before the states'.
pub const HEADER: [&str; 7] = ["Text", "Symbol", "Date", "In favour", "Against", "Abstaining", "Absent"];
/// The heading after them.
pub const REPORTS: &str = "Sources";

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
pub const READING_ROW: &str = " The row of UN votes says how the country voted: disc yes, square no, ring abstained, dash \
    absent, dot not known.";
