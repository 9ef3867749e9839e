//! What was odd about a story's tables, as one sentence each: where it stands, what it is, what was done.
//!
//! Decides wording only, and keeps it neutral: figures that contradict each other are told as published.

use super::number::{NO_BREAK_SPACE, decimal, thousands};
use super::*;
use crate::data::{Done, Odd, Place as Where, Problem, Target};

words! { Problem:
    /// A problem and its place.
    SENTENCE(place, odd),
    /// A line of a file.
    LINE(file, line),
    /// A column, after its line.
    COLUMN(line, field),
    /// A part of a file that has no lines.
    FIELD(file, field),
    /// A place in a row of an election that is not the story's own.
    OF_ELECTION(place, election),
    /// Text of a table, in quotation marks.
    QUOTED(text),
    /// What was done instead: it counts as not known, the row is left out.
    DONE,
    /// The page does without it.
    DONE_WITHOUT,
    /// A region is not on the map.
    DONE_OFF_MAP,
    /// See [`Odd`], as all below.
    FILE_MISSING,
    /// A table that no story has.
    UNKNOWN_TABLE(found),
    /// No election is named.
    NO_ELECTION_NAMED(id),
    /// One is named that there is not.
    ELECTION_NOT_THERE(found, id),
    /// A byte order mark.
    BYTE_ORDER_MARK,
    /// Bytes that are not UTF-8.
    REPLACEMENT_CHARACTER,
    /// A column without which no row can be read.
    COLUMN_MISSING_NEEDED,
    /// Another column.
    COLUMN_MISSING,
    /// A column that is there twice.
    COLUMN_REPEATED,
    /// A row of another length than the header.
    RAGGED(cells, expected),
    /// A quotation mark that never closes.
    QUOTE_OPEN,
    /// An empty cell.
    EMPTY,
    /// A key that was there before.
    REPEATED(key, line),
    /// A text that is too long.
    TEXT_CUT(limit),
    /// Control characters.
    TEXT_CLEANED,
    /// Not an address.
    ADDRESS_REFUSED(found),
    /// Not a number.
    NOT_A_NUMBER(found, done),
    /// Below zero.
    NEGATIVE_COUNT(found, done),
    /// Not within its bounds.
    OUT_OF_RANGE(found, least, greatest, done),
    /// Not a date.
    NOT_A_DATE(found, done),
    /// Not a time.
    NOT_A_TIME(found, done),
    /// Dates the wrong way round.
    END_BEFORE_START(start, end),
    /// A word that the column does not have.
    UNKNOWN_WORD(found, done),
    /// The same, read as another.
    UNKNOWN_WORD_READ_AS(found, used),
    /// What a row names and is not there: elections, options, regions, lanes, actors, codes, events, statements.
    NOT_THERE,
    /// A key of such a thing.
    NOT_THERE_KEY(what, found, done),
    /// A source that is not there.
    UNKNOWN_SOURCE(found),
    /// Not an importance.
    IMPORTANCE(found),
    /// A value that is not its code's.
    CODE_VALUE(found, code, used),
    /// A tile with two regions.
    TILE_TAKEN(by),
    /// A source without an address.
    NO_ADDRESS(source),
    /// Turnout that is not the quotient.
    TURNOUT_DIFFERS(published, turned_out, registered, computed),
    /// Ballots that do not add up.
    BALLOTS_DIFFER(valid, invalid, sum, turned_out),
    /// More ballots than voters.
    BALLOTS_EXCEED(turned_out, registered),
    /// Options that do not add up to the valid votes.
    OPTIONS_DIFFER(sum, valid),
    /// Options and invalid ballots that do not add up.
    OPTIONS_AND_INVALID_DIFFER(sum, invalid, both, turned_out),
    /// More votes than there can be.
    OPTIONS_EXCEED(sum, limit),
    /// A share that is not the quotient.
    SHARE_DIFFERS(published, votes, base, computed),
    /// Shares of no common base.
    NO_COMMON_BASE(low, high),
    /// Shares that fit another base as well.
    FITS_OTHER_BASE(other, named),
    /// Shares that do not add up to the whole.
    SHARES_SUM(sum),
    /// An election without options.
    NO_OPTIONS,
    /// Turnout that falls through the day.
    TURNOUT_FALLS(region, before, before_time, after, after_time),
    /// A nation beyond its regions.
    NATION_OUTSIDE_REGIONS(nation, lowest, highest),
    /// A tally that is not of all states.
    TALLY_SUM(sum),
}

/// The sentence of a problem: `results.csv, line 17, column votes: “abc” is not a number; it counts as not known.`
///
/// A row of an election that is not the story's own says whose it is. A part of the place that is not known is left out. Text
/// from the tables stands between first-strong isolates (U+2068, U+2069), so that its direction ends with it.
pub fn problem(problem: &Problem) -> String {
    let mut place = place(&problem.place);
    if let Some((country, date)) = &problem.election {
        let election = if country.is_empty() { long_date(*date) } else { contest::row(country, *date) };
        place = OF_ELECTION.with(&[&place, &election]);
    }
    SENTENCE.with(&[&place, &odd(&problem.odd)])
}

fn place(place: &Where) -> String {
    let mut text = place.file.clone();
    if place.line > 0 {
        text = LINE.with(&[&text, &place.line.to_string()]);
    }
    match (place.field.is_empty(), place.line > 0) {
        (true, _) => text,
        (_, true) => COLUMN.with(&[&text, &place.field]),
        _ => FIELD.with(&[&text, &place.field]),
    }
}

fn odd(odd: &Odd) -> String {
    let whole = |count: u64| thousands(count);
    match odd {
        Odd::FileMissing => FILE_MISSING.into(),
        Odd::UnknownTable { found } => UNKNOWN_TABLE.with(&[&quoted(found)]),
        Odd::ElectionChosen { found, id } if found.is_empty() => NO_ELECTION_NAMED.with(&[&quoted(id)]),
        Odd::ElectionChosen { found, id } => ELECTION_NOT_THERE.with(&[&quoted(found), &quoted(id)]),
        Odd::ByteOrderMark => BYTE_ORDER_MARK.into(),
        Odd::ReplacementCharacter => REPLACEMENT_CHARACTER.into(),
        Odd::ColumnMissing { needed: true } => COLUMN_MISSING_NEEDED.into(),
        Odd::ColumnMissing { needed: false } => COLUMN_MISSING.into(),
        Odd::ColumnRepeated => COLUMN_REPEATED.into(),
        Odd::Ragged { cells, expected } => RAGGED.with(&[&whole(*cells as u64), &whole(*expected as u64)]),
        Odd::QuoteOpen => QUOTE_OPEN.into(),
        Odd::Empty => EMPTY.into(),
        Odd::Repeated { key, first_line } => REPEATED.with(&[&quoted(key), &first_line.to_string()]),
        Odd::TextCut { limit } => TEXT_CUT.with(&[&whole(*limit as u64)]),
        Odd::TextCleaned => TEXT_CLEANED.into(),
        Odd::AddressRefused { found } => ADDRESS_REFUSED.with(&[&quoted(found)]),
        Odd::NotANumber { found, done } => NOT_A_NUMBER.with(&[&quoted(found), what(*done)]),
        Odd::NegativeCount { found } => NEGATIVE_COUNT.with(&[&quoted(found), what(Done::NotKnown)]),
        Odd::OutOfRange { found, least, greatest, done } => {
            OUT_OF_RANGE.with(&[&quoted(found), &value(*least), &value(*greatest), what(*done)])
        }
        Odd::NotADate { found, done } => NOT_A_DATE.with(&[&quoted(found), what(*done)]),
        Odd::NotATime { found } => NOT_A_TIME.with(&[&quoted(found), what(Done::RowLeftOut)]),
        Odd::EndBeforeStart { start, end } => END_BEFORE_START.with(&[&start.to_string(), &end.to_string()]),
        Odd::UnknownWord { found, used: "" } => UNKNOWN_WORD.with(&[&quoted(found), what(Done::NotKnown)]),
        Odd::UnknownWord { found, used } => UNKNOWN_WORD_READ_AS.with(&[&quoted(found), &quoted(used)]),
        Odd::UnknownReference { target, found, left_out } => {
            let done = match target {
                _ if *left_out => what(Done::RowLeftOut),
                Target::Region => DONE_OFF_MAP.text(),
                _ => DONE_WITHOUT.text(),
            };
            NOT_THERE_KEY.with(&[NOT_THERE.nth(*target as usize), &quoted(found), done])
        }
        Odd::UnknownSource { found } => UNKNOWN_SOURCE.with(&[&quoted(found)]),
        Odd::Importance { found } => IMPORTANCE.with(&[&quoted(found)]),
        Odd::CodeValue { found, code, used } => {
            CODE_VALUE.with(&[&quoted(found), &quoted(code), &value(*used)])
        }
        Odd::TileTaken { by } => TILE_TAKEN.with(&[&quoted(by)]),
        Odd::NoAddress { source } => NO_ADDRESS.with(&[&quoted(source)]),
        Odd::TurnoutDiffers { published, turned_out, registered, computed } => TURNOUT_DIFFERS.with(&[
            &share(*published),
            &whole(*turned_out),
            &whole(*registered),
            &share(*computed),
        ]),
        Odd::BallotsDiffer { valid, invalid, turned_out } => BALLOTS_DIFFER.with(&[
            &whole(*valid),
            &whole(*invalid),
            &whole(valid.saturating_add(*invalid)),
            &whole(*turned_out),
        ]),
        Odd::BallotsExceed { turned_out, registered } => {
            BALLOTS_EXCEED.with(&[&whole(*turned_out), &whole(*registered)])
        }
        Odd::OptionsDiffer { sum, valid } => OPTIONS_DIFFER.with(&[&whole(*sum), &whole(*valid)]),
        Odd::OptionsAndInvalidDiffer { sum, invalid, turned_out } => OPTIONS_AND_INVALID_DIFFER.with(&[
            &whole(*sum),
            &whole(*invalid),
            &whole(sum.saturating_add(*invalid)),
            &whole(*turned_out),
        ]),
        Odd::OptionsExceed { sum, limit } => OPTIONS_EXCEED.with(&[&whole(*sum), &whole(*limit)]),
        Odd::ShareDiffers { published, votes, base, computed } => {
            SHARE_DIFFERS.with(&[&share(*published), &whole(*votes), &whole(*base), &share(*computed)])
        }
        Odd::NoCommonBase { low, high } => NO_COMMON_BASE.with(&[&whole(*low), &whole(*high)]),
        Odd::FitsOtherBase { named, other } => FITS_OTHER_BASE.with(&[base(*other), base(*named)]),
        Odd::SharesSum { sum } => SHARES_SUM.with(&[&share(*sum)]),
        Odd::NoOptions => NO_OPTIONS.into(),
        Odd::TurnoutFalls { region, from, from_time, to, to_time } => TURNOUT_FALLS.with(&[
            &quoted(region),
            &share(*from),
            &from_time.to_string(),
            &share(*to),
            &to_time.to_string(),
        ]),
        Odd::NationOutsideRegions { nation, lowest, highest } => {
            NATION_OUTSIDE_REGIONS.with(&[&share(*nation), &share(*lowest), &share(*highest)])
        }
        Odd::TallySum { sum } => TALLY_SUM.with(&[&whole(*sum)]),
    }
}

fn what(done: Done) -> &'static str {
    DONE.nth(done as usize)
}

/// Text of a table, in quotation marks and isolated.
fn quoted(text: &str) -> String {
    QUOTED.with(&[&["\u{2068}", text, "\u{2069}"].concat()])
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
    if let Some(whole) = text.strip_suffix(DECIMAL.text()) {
        return whole.to_string();
    }
    text
}
