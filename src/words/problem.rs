//! What was odd about a story's tables, as one English sentence each: where it stands, what it is, what was done.
//!
//! Decides wording only, and keeps it neutral: figures that contradict each other are told as published.

use super::number::{NO_BREAK_SPACE, decimal, thousands};
use crate::data::{Done, Odd, Place, Problem, ShareBase, Target};

/// The sentence of a problem: `results.csv, line 17, column votes: “abc” is not a number; it counts as not known.`
///
/// A part of the place that is not known is left out. Text from the tables stands between first-strong isolates
/// (U+2068, U+2069), so that its direction ends with it.
pub fn problem(problem: &Problem) -> String {
    let mut sentence = place(&problem.place);
    sentence.push_str(": ");
    sentence.push_str(&odd(&problem.odd));
    sentence.push('.');
    sentence
}

fn place(place: &Place) -> String {
    let mut text = place.file.clone();
    if place.line > 0 {
        text.push_str(", line ");
        text.push_str(&place.line.to_string());
    }
    if !place.field.is_empty() {
        text.push_str(if place.line > 0 { ", column " } else { ", " });
        text.push_str(&place.field);
    }
    text
}

fn odd(odd: &Odd) -> String {
    match odd {
        Odd::FileMissing => "the file is missing; its rows are left out".to_owned(),
        Odd::UnknownTable { found } => {
            format!("a story has no table of the name {}; it is left out", quoted(found))
        }
        Odd::ElectionChosen { found, id } => {
            let named = if found.is_empty() {
                "no election is named".to_owned()
            } else {
                format!("there is no election {}", quoted(found))
            };
            format!("{named}; the latest with options, {}, is shown", quoted(id))
        }
        Odd::ByteOrderMark => "the file starts with a byte order mark, which is skipped".to_owned(),
        Odd::ReplacementCharacter => {
            "some characters could not be read as UTF-8; they are shown as replacement characters".to_owned()
        }
        Odd::ColumnMissing { needed: true } => {
            "the column is missing, and no row can be read without it; the table is left out".to_owned()
        }
        Odd::ColumnMissing { needed: false } => {
            "the column is missing; its values count as not known".to_owned()
        }
        Odd::ColumnRepeated => "a column of this name was there before; the first is read".to_owned(),
        Odd::Ragged { cells, expected } => {
            let (cells, expected) = (thousands(*cells as u64), thousands(*expected as u64));
            format!("the number of cells is {cells}, while the header has {expected}; the row is left out")
        }
        Odd::QuoteOpen => {
            "a quotation mark opens and never closes; everything from this row on is left out".to_owned()
        }
        Odd::Empty => "the cell is empty, and the row cannot do without it; the row is left out".to_owned(),
        Odd::Repeated { key, first_line } => {
            format!("{} is on line {first_line} already; this row is left out", quoted(key))
        }
        Odd::TextCut { limit } => {
            format!(
                "the text is too long or has too many marks; it is cut, to at most {} characters",
                thousands(*limit as u64)
            )
        }
        Odd::TextCleaned => "the text has control or direction characters; they are removed".to_owned(),
        Odd::AddressRefused { found } => {
            format!("{} is not a web address; it is left out", quoted(found))
        }
        Odd::NotANumber { found, done } => {
            format!("{} is not a number this column can have; {}", quoted(found), what(*done))
        }
        Odd::NegativeCount { found } => {
            format!("{} is a count below zero; {}", quoted(found), what(Done::NotKnown))
        }
        Odd::OutOfRange { found, least, greatest, done } => {
            let (least, greatest) = (value(*least), value(*greatest));
            format!("{} is not between {least} and {greatest}; {}", quoted(found), what(*done))
        }
        Odd::NotADate { found, done } => format!("{} is not a date; {}", quoted(found), what(*done)),
        Odd::NotATime { found } => {
            format!("{} is not a time with its offset; {}", quoted(found), what(Done::RowLeftOut))
        }
        Odd::EndBeforeStart { start, end } => {
            format!("the end, {end}, is before the start, {start}; the end is left out")
        }
        Odd::UnknownWord { found, used: "" } => {
            format!("{} is not a word of this column; {}", quoted(found), what(Done::NotKnown))
        }
        Odd::UnknownWord { found, used } => {
            format!("{} is not a word of this column; it is read as {}", quoted(found), quoted(used))
        }
        Odd::UnknownReference { target, found, left_out } => {
            let done = match target {
                _ if *left_out => what(Done::RowLeftOut),
                Target::Region => "the row is kept without a place on the map",
                _ => "the page does without it",
            };
            format!("there is no {} {}; {done}", kind(*target), quoted(found))
        }
        Odd::UnknownSource { found } => {
            format!("there is no source {}; only its key is shown", quoted(found))
        }
        Odd::Importance { found } => {
            format!("{} is not a whole number from 1 to 5; it is read as 1", quoted(found))
        }
        Odd::CodeValue { found, code, used } => {
            format!(
                "{} is not the value of code {}; the code’s own, {}, is used",
                quoted(found),
                quoted(code),
                value(*used)
            )
        }
        Odd::TileTaken { by } => {
            format!("the tile is taken by {}; this region is left off the map", quoted(by))
        }
        Odd::NoAddress { source } => {
            format!("{} has no address; it is named without a link", quoted(source))
        }
        Odd::TurnoutDiffers { published, turned_out, registered, computed } => format!(
            "turnout is {} as published, while {} of {} is {}; each is shown as published",
            share(*published),
            thousands(*turned_out),
            thousands(*registered),
            share(*computed)
        ),
        Odd::BallotsDiffer { valid, invalid, turned_out } => format!(
            "as published, {} valid and {} invalid ballots make {}, while {} turned out; \
             each is shown as published",
            thousands(*valid),
            thousands(*invalid),
            thousands(valid.saturating_add(*invalid)),
            thousands(*turned_out)
        ),
        Odd::BallotsExceed { turned_out, registered } => format!(
            "as published, {} turned out, while {} were registered; each is shown as published",
            thousands(*turned_out),
            thousands(*registered)
        ),
        Odd::OptionsDiffer { sum, valid } => format!(
            "as published, the options have {} votes together, while {} are valid; each is shown as published",
            thousands(*sum),
            thousands(*valid)
        ),
        Odd::OptionsAndInvalidDiffer { sum, invalid, turned_out } => format!(
            "as published, {} votes for the options and {} invalid ballots make {}, while {} turned out; \
             each is shown as published",
            thousands(*sum),
            thousands(*invalid),
            thousands(sum.saturating_add(*invalid)),
            thousands(*turned_out)
        ),
        Odd::OptionsExceed { sum, limit } => format!(
            "as published, the options have {} votes together, more than the {} there can be; each is shown as published",
            thousands(*sum),
            thousands(*limit)
        ),
        Odd::ShareDiffers { published, votes, base, computed } => format!(
            "the share is {} as published, while {} of {} is {}; each is shown as published",
            share(*published),
            thousands(*votes),
            thousands(*base),
            share(*computed)
        ),
        Odd::NoCommonBase { low, high } => format!(
            "as published, votes and shares have no base in common: one option asks for at least {}, \
             another for at most {}; each is shown as published",
            thousands(*low),
            thousands(*high)
        ),
        Odd::FitsOtherBase { named, other } => format!(
            "the shares fit {} as well as {}, so the base is not proved; {} are used",
            base(*other),
            base(*named),
            base(*named)
        ),
        Odd::SharesSum { sum } => {
            format!("as published, the shares sum to {}; each is shown as published", share(*sum))
        }
        Odd::NoOptions => {
            "the election has no options in the results; its own figures are shown alone".to_owned()
        }
        Odd::TurnoutFalls { region, from, from_time, to, to_time } => format!(
            "as published, turnout in {} falls from {} at {from_time} to {} at {to_time}; each is shown as published",
            quoted(region),
            share(*from),
            share(*to)
        ),
        Odd::NationOutsideRegions { nation, lowest, highest } => format!(
            "as published, the nation’s turnout, {}, is outside that of its regions, {} to {}; each is shown as published",
            share(*nation),
            share(*lowest),
            share(*highest)
        ),
        Odd::TallySum { sum } => format!(
            "as published, the tally sums to {}, while 193 states can vote; each figure is shown as published",
            thousands(*sum)
        ),
    }
}

fn what(done: Done) -> &'static str {
    match done {
        Done::NotKnown => "it counts as not known",
        Done::RowLeftOut => "the row is left out",
    }
}

fn kind(target: Target) -> &'static str {
    match target {
        Target::Election => "election",
        Target::Option => "option",
        Target::Region => "region",
        Target::Lane => "lane",
        Target::Actor => "actor",
        Target::Code => "event code",
        Target::Event => "event",
        Target::Statement => "quotation or mission",
    }
}

fn base(base: ShareBase) -> &'static str {
    match base {
        ShareBase::Valid => "valid votes",
        ShareBase::Cast => "ballots cast",
        ShareBase::Registered => "registered voters",
    }
}

/// Text of a table, in quotation marks and isolated.
fn quoted(text: &str) -> String {
    format!("“\u{2068}{text}\u{2069}”")
}

/// A percentage with two decimals, or three where it needs them.
fn share(percent: f64) -> String {
    format!("{}{NO_BREAK_SPACE}%", trimmed(percent, 3, 2))
}

fn value(value: f64) -> String {
    trimmed(value, 3, 0)
}

/// A value with as few decimals as it needs, between `least` and `most`.
fn trimmed(value: f64, most: u32, least: u32) -> String {
    let mut text = decimal(value, most);
    for _ in least..most {
        if text.ends_with('0') {
            text.pop();
        }
    }
    if text.ends_with('.') {
        text.pop();
    }
    text
}
