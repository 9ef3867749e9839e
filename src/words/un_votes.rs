//! Sentences of the figure `un-votes`, and of the row of votes below the timeline's lanes.

use super::number::thousands;
use super::*;
use crate::data::{Day, Resolution, Vote};

words! { UnVotes:
    /// Votes in a cell and in what is spoken, in the order of [`VOTES`].
    IN_A_CELL,
    /// The same after a number of states.
    IN_A_TALLY,
    /// Votes in the key, in that order.
    KEY,
    /// So many yeses, in words and digits.
    YESES(count, number),
    /// So many noes.
    NOES(count, number),
    /// So many abstentions.
    ABSTENTIONS(count, number),
    /// So many absences.
    ABSENCES(count, number),
    /// So many texts.
    TEXTS(count, number),
    /// Who voted, where the story's country is among them: with so many others.
    COUNTRY_AND_OTHERS(country, count, number),
    /// The same without the country.
    OTHERS(count, number),
    /// The line below the headline.
    DECK(who, count, number, years, none, all),
    /// The same with what is not known of the country.
    DECK_WITH_COUNTRY(who, count, number, years, none, all, own_none, country, own_all),
    /// What cannot be seen: the order of the columns.
    ORDER,
    /// See [`ORDER`].
    COUNTRY_FIRST,
    /// What found no room.
    LEFT_OUT,
    /// The source line.
    SOURCES(count, number),
    /// What the picture is.
    PICTURE,
    /// Headings of the table before the states'.
    HEADER,
    /// The heading after them.
    REPORTS,
    /// Name of the row below the timeline's lanes.
    ROW,
    /// At its right on a narrow page, where there are none.
    NONE,
    /// How that row is read.
    READING_ROW,
}

/// How states vote, in the order of tallies and of the key; what is not known comes last.
pub const VOTES: [Option<Vote>; 5] =
    [Some(Vote::Yes), Some(Vote::No), Some(Vote::Abstained), Some(Vote::Absent), None];

/// A vote in a cell, in the key and in what is spoken.
pub fn vote(vote: Option<Vote>) -> &'static str {
    IN_A_CELL.nth(place(vote))
}

/// A vote's place among [`VOTES`].
fn place(vote: Option<Vote>) -> usize {
    VOTES.iter().position(|other| *other == vote).unwrap_or(VOTES.len() - 1)
}

/// The headline, from the votes of the story's country: yes, no, abstained, absent. The most frequent is named first.
pub fn headline(counts: [usize; 5], texts: usize) -> String {
    let mut out = Vec::new();
    for count in (1..=texts).rev() {
        for (vote, words) in [YESES, NOES, ABSTENTIONS, ABSENCES].into_iter().enumerate() {
            if counts[vote] == count {
                out.push(counted(count, words));
            }
        }
    }
    if out.is_empty() {
        out.push(counted(texts, TEXTS));
    }
    capital(&out.join(", "))
}

/// So many of something: `eight abstentions`.
fn counted(count: usize, words: Word) -> String {
    words.with(&[&small_number(count), &digits(count)])
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
    let (first, last) = (facts.days.0.year(), facts.days.1.year());
    let years = if first == last { first.to_string() } else { years(first, last) };
    let (others, number) = (small_number(facts.others), digits(facts.others));
    let who = match facts.country {
        Some(country) if facts.others > 0 => COUNTRY_AND_OTHERS.with(&[country, &others, &number]),
        Some(country) => country.to_string(),
        None => OTHERS.with(&[&others, &number]),
    };
    let all = (facts.others + usize::from(facts.country.is_some())) * facts.texts;
    let [texts, of_country, of_all, all] =
        [facts.texts, facts.not_known.0, facts.not_known.1, all].map(digits);
    let in_words = small_number(facts.texts);
    let gaps = [&who, &in_words, &texts, &years, &of_all, &all].map(String::as_str);
    match facts.country {
        Some(country) => {
            let own = [of_country.as_str(), country, texts.as_str()];
            DECK_WITH_COUNTRY.with(&[&gaps[..], &own].concat())
        }
        None => DECK.with(&gaps),
    }
}

/// A tally in words: `141 yes, 5 no, 35 abstained, 12 absent`.
pub fn tally(resolution: &Resolution) -> String {
    let part = |(of, of_vote): (&Option<u64>, Option<Vote>)| {
        let word = IN_A_TALLY.nth(place(of_vote));
        // `absent: not known`, but `12 absent`.
        let number = count(*of, &NOT_KNOWN);
        if of.is_some() { [number.as_str(), word].join(" ") } else { [word, number.as_str()].join(": ") }
    };
    resolution.tally.iter().zip(VOTES).map(part).collect::<Vec<_>>().join(", ")
}

/// A count in a cell.
pub fn count(count: Option<u64>, none: &str) -> String {
    count.map_or_else(|| none.to_string(), thousands)
}

/// What is spoken of a state's vote: title, state, vote, date; of a resolution: title, tally, date. A title is cut so that the
/// line has 120 letters at most, unless the rest alone is as long.
pub fn spoken(resolution: &Resolution, of_state: Option<(&str, Option<Vote>)>) -> String {
    let middle = match of_state {
        Some((state, of)) => [state, ", ", vote(of)].concat(),
        None => tally(resolution),
    };
    let rest = [": ", &middle, "; ", &long_date(resolution.date)].concat();
    let letters = |text: &str| text.chars().count();
    let (title, rest_letters) = (name(resolution), letters(&rest));
    let mut line = String::new();
    if letters(title) + rest_letters <= SPOKEN_MOST {
        line.push_str(title);
    } else {
        for word in title.split(' ') {
            if !line.is_empty() {
                if letters(&line) + letters(word) + rest_letters + 2 > SPOKEN_MOST {
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

/// Beside a vote that is pointed at: `abstained, 2 Mar: Aggression against Ukraine`.
pub fn hover(resolution: &Resolution, of: Option<Vote>) -> String {
    [vote(of), ", ", &day_and_short_month(resolution.date), ": ", name(resolution)].concat()
}

/// A resolution's title, or else its symbol.
pub fn name(resolution: &Resolution) -> &str {
    if resolution.title.is_empty() { &resolution.id } else { &resolution.title }
}
