//! Sentences of the figure `results`.

use super::number::{NO_BREAK_SPACE, decimal, percent, thousands};
use super::*;
use crate::data::{Election, ExitPoll, ShareBase};

words! { Results:
    /// The row of ballots that count for nobody.
    INVALID,
    /// Registered voters who did not take a ballot.
    DID_NOT_VOTE,
    /// The label before the bases.
    SHARE_OF,
    /// Key to the ticks.
    NOT_IN_BASE_KEY,
    /// In place of a share, on a narrow page.
    NOT_IN_BASE,
    /// Why the ticks are gone.
    POLLS_ONLY_VALID,
    /// What the picture is, for those who do not see it.
    PICTURE(election, base),
    /// Votes.
    VOTES(votes),
    /// Votes and share of the winner, above the strip.
    VOTES_AND_SHARE(votes, share),
    /// What the strip's rest is.
    ALL_OTHERS(share),
    /// How much the lower scale enlarges the upper.
    ENLARGED(times),
    /// Key to the tick of the one poll.
    POLL_KEY,
    /// Key to the ticks of several polls.
    POLLS_KEY(count),
    /// Whom "against all" beat: one challenger.
    ONE_CHALLENGER,
    /// The same of several.
    CHALLENGERS(count, number),
    /// What "against all" drew.
    AGAINST_ALL(name, votes, challengers),
    /// The same where invalid ballots outnumber every challenger too.
    AGAINST_ALL_AND_INVALID(name, votes, challengers, invalid),
    /// The line below the headline, up to what shares are of.
    DECK(finding, election),
    /// What shares are of, with its number.
    WHOLE_OF(total, base),
    /// Heading of the shares on a base.
    SHARES_OF(base),
    /// Headings of the table's first columns.
    HEADER,
    /// Heading of votes that others have.
    OTHERS,
    /// Heading of a poll's shares.
    POLL(pollster),
    /// What shares, each rounded by itself, add up to.
    SUM_OF_ROUNDED(base, sum),
    /// What shares of the lines listed add up to.
    SUM_OF_LISTED(base, sum),
    /// What the mark at a number says to those who do not see it.
    NOTE_ON(name),
    /// What is spoken of a line on whose numbers there is a note.
    NOTED,
    /// What a note on the number speaks of that shares are shares of.
    WHOLE,
    /// The way to the notes on numbers.
    NUMBER_NOTES(count, number),
    /// What somebody else published.
    VALID_VOTES(count),
    /// See [`VALID_VOTES`].
    BALLOTS_CAST(count),
    /// See [`VALID_VOTES`].
    REGISTERED_VOTERS(count),
    /// See [`VALID_VOTES`].
    INVALID_BALLOTS(count),
    /// See [`VALID_VOTES`].
    SHARE_AS(base),
    /// See [`VALID_VOTES`].
    IN_AN_EXIT_POLL(share),
    /// See [`VALID_VOTES`].
    TURNOUT_OF(share),
    /// The same in the bulletin of an hour.
    TURNOUT_AT(share, hour),
    /// Why a base cannot be chosen.
    BASE_NOT_KNOWN(base),
    /// Said when the base changes.
    BASE_CHOSEN(base),
    /// The same with the winner's share.
    BASE_CHOSEN_WINNER(base, winner, share),
    /// Before those who published the count.
    SOURCE,
    /// Before those who asked.
    POLLS,
}

/// The mark after a number on which there is a note.
pub const DAGGER: char = '†';

/// What the picture is, for those who do not see it.
pub fn picture(election: &Election, by: ShareBase) -> String {
    PICTURE.with(&[&election_name(election), base(by)])
}

/// Votes and share of the winner, above the strip.
pub fn winner(votes: Option<u64>, share_percent: Option<f64>) -> String {
    let votes = votes.map(thousands);
    match (votes, share_percent) {
        (Some(votes), Some(share)) => VOTES_AND_SHARE.with(&[&votes, &percent(share)]),
        (Some(votes), None) => VOTES.with(&[&votes]),
        (None, Some(share)) => percent(share),
        (None, None) => NOT_KNOWN.into(),
    }
}

/// What the strip's rest is.
pub fn all_others(share_percent: f64) -> String {
    ALL_OTHERS.with(&[&percent(share_percent)])
}

/// Those who stayed away.
pub fn stayed_away(count: u64, share_percent: f64) -> String {
    [thousands(count), percent(share_percent)].join(", ")
}

/// A tick of the scale.
pub fn tick(percent: f64) -> String {
    let mut tick = decimal(percent, u32::from(percent < 1.0));
    tick.push(NO_BREAK_SPACE);
    tick.push('%');
    tick
}

/// How much the lower scale enlarges the upper.
pub fn enlarged(times: f64) -> String {
    ENLARGED.with(&[&decimal(times, u32::from(times < 4.0))])
}

/// Key to the poll ticks.
pub fn polls_key(count: usize) -> String {
    if count == 1 { POLL_KEY.into() } else { POLLS_KEY.with(&[&small_number(count)]) }
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
    let found = finding.against_all.map_or_else(String::new, |(name, votes)| {
        let (votes, count) = (thousands(votes), finding.challengers);
        let challengers = match count {
            1 => ONE_CHALLENGER.to_string(),
            _ => CHALLENGERS.with(&[&small_number(count), &digits(count)]),
        };
        match finding.invalid {
            Some(invalid) => AGAINST_ALL_AND_INVALID.with(&[name, &votes, &challengers, &thousands(invalid)]),
            None => AGAINST_ALL.with(&[name, &votes, &challengers]),
        }
    });
    let whole = match total {
        Some(total) => WHOLE_OF.with(&[&thousands(total), base(by)]),
        None => base(by).to_string(),
    };
    [DECK.with(&[&found, &election_name(election)]), whole, ".".to_string()]
}

/// Heading of the shares on a base.
pub fn share_of(by: ShareBase) -> String {
    SHARES_OF.with(&[base(by)])
}

/// Headings of the table: the line, its votes, its share of each base, votes that others have, and each poll's shares.
pub fn header(bases: &[ShareBase], has_others: bool, polls: &[&ExitPoll]) -> Vec<String> {
    let mut header = HEADER.items();
    header.extend(bases.iter().map(|by| share_of(*by)));
    if has_others {
        header.push(OTHERS.into());
    }
    header.extend(polls.iter().map(|poll| POLL.with(&[&poll.pollster])));
    header
}

/// What rounded shares add up to, where it is not the whole, be it by rounding or because a line is missing or wrong.
pub fn shares_sum(by: ShareBase, sum_percent: f64, is_by_rounding: bool) -> String {
    let sentence = if is_by_rounding { SUM_OF_ROUNDED } else { SUM_OF_LISTED };
    sentence.with(&[base(by), &percent(sum_percent)])
}

/// The way to the notes on numbers.
pub fn number_notes(count: usize) -> String {
    NUMBER_NOTES.with(&[&small_number(count), &digits(count)])
}

/// A count as a table has it, with commas; what is no count stays.
pub fn count(value: &str) -> String {
    let digit = |sum: u64, digit: u8| {
        Some(sum.checked_mul(10)? + u64::from(digit.checked_sub(b'0').filter(|own| *own < 10)?))
    };
    let number = value.bytes().try_fold(0, digit).filter(|_| !value.is_empty());
    number.map_or_else(|| value.to_string(), thousands)
}

/// A fraction as a table has it, with the language's sign between whole and part.
fn fraction(value: &str) -> String {
    value.replace('.', &DECIMAL)
}

/// What somebody else published, by its column: `6,456,392 votes`.
pub fn published(field: &str, value: &str) -> String {
    match field {
        "votes" => VOTES.with(&[&count(value)]),
        "valid_votes" => VALID_VOTES.with(&[&count(value)]),
        "turned_out" => BALLOTS_CAST.with(&[&count(value)]),
        "registered" => REGISTERED_VOTERS.with(&[&count(value)]),
        "invalid_votes" => INVALID_BALLOTS.with(&[&count(value)]),
        "share_base" => SHARE_AS.with(&[value]),
        "share_pct" => [&fraction(value), "\u{a0}%"].concat(),
        "turnout_pct" => TURNOUT_OF.with(&[&fraction(value)]),
        // The bulletin of an hour: `turnout_18h_KZ-43`.
        _ => match field.strip_prefix("turnout_").and_then(|rest| rest.split_once('h')) {
            Some((hour, _)) => TURNOUT_AT.with(&[&fraction(value), hour]),
            None => IN_AN_EXIT_POLL.with(&[&fraction(value)]),
        },
    }
}

/// Said when the base changes.
pub fn base_chosen(by: ShareBase, winner: &str, share_percent: Option<f64>) -> String {
    match share_percent {
        Some(share) => BASE_CHOSEN_WINNER.with(&[base(by), winner, &percent(share)]),
        None => BASE_CHOSEN.with(&[base(by)]),
    }
}
