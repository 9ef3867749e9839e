//! Which numbers there is a note on: others have published another, or something is odd about it.
//!
//! Decides which published and odd figures belong to which number of a figure. Leaves what is said of them to
//! [`crate::app`], and how rows and marks are called to each chart.

use crate::analysis::contest::winner;
use crate::data::{Discrepancy, ShareBase, Story};

use super::turnout::{REGION, is_nation};

/// How the key of an election's mark begins: `election:kaz-2022-11-20`.
pub const ELECTION: &str = "election:";

/// The notes on some numbers of an election.
#[derive(Clone, Debug, Default)]
pub struct Notes<'a> {
    /// What others published.
    pub published: Vec<&'a Discrepancy>,
    /// Columns of what is odd, each with its place among the notes of the reading.
    pub odd: Vec<(&'a str, usize)>,
}

impl Notes<'_> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.published.is_empty() && self.odd.is_empty()
    }

    /// Whether one is on a column.
    pub fn has(&self, is_asked: &dyn Fn(&str) -> bool) -> bool {
        self.published.iter().any(|own| is_asked(&own.field)) || self.odd.iter().any(|own| is_asked(own.0))
    }
}

/// The notes on those figures of an election that are asked for by option (its key; empty for the election as a whole) and
/// column.
pub fn notes<'a>(
    story: &'a Story,
    election: Option<usize>,
    is_asked: &dyn Fn(&str, &str) -> bool,
) -> Notes<'a> {
    let mut notes = Notes::default();
    let Some(index) = election else { return notes };
    let options = story.elections.get(index).map_or(&[][..], |election| &election.options);
    let published = story.discrepancies.iter().filter(|own| own.election == election);
    notes.published = published.filter(|own| is_asked(&own.option_id, &own.field)).collect();
    for own in story.odd_figures.iter().filter(|own| own.election == index) {
        let id = own.option.and_then(|option| options.get(option)).map_or("", |option| option.id.as_str());
        if is_asked(id, &own.field) {
            notes.odd.push((own.field.as_str(), own.note));
        }
    }
    notes
}

/// Whether a column is one that the winner's share of a base rests on, votes aside.
pub fn is_share(by: ShareBase, field: &str) -> bool {
    match by {
        ShareBase::Valid => matches!(field, "share_pct" | "share_base" | "valid_votes"),
        ShareBase::Cast => field == "turned_out",
        ShareBase::Registered => field == "registered",
    }
}

/// Whether a column is one that turnout rests on.
pub fn is_turnout(field: &str) -> bool {
    matches!(field, "turnout_pct" | "turned_out" | "registered")
}

/// The notes on an election's winner (votes and share), and on its turnout where that is shown, by the key of its mark.
pub fn of_election<'a>(story: &'a Story, key: &str, has_turnout: bool) -> Notes<'a> {
    let id = key.strip_prefix(ELECTION).unwrap_or_default();
    let index = story.elections.iter().position(|election| election.id == id);
    let election = index.and_then(|index| story.elections.get(index));
    let first = election.and_then(|election| election.options.get(winner(election)?));
    notes(story, index, &|option, field| match first {
        _ if option.is_empty() => field == "valid_votes" || has_turnout && is_turnout(field),
        Some(first) => first.id == option && matches!(field, "votes" | "share_pct" | "share_base"),
        None => false,
    })
}

/// Whether a column is a unit's turnout in the bulletin of an hour: `turnout_18h_KZ-43`.
pub fn is_bulletin(field: &str, hour: u32, id: &str) -> bool {
    field.strip_prefix("turnout_").and_then(|rest| rest.split_once("h_")) == Some((&hour.to_string(), id))
}

/// The notes on a unit's turnout in an election, in all and, where that is shown, through the day, by the key of its mark.
pub fn of_unit<'a>(story: &'a Story, election: Option<usize>, key: &str, has_day: bool) -> Notes<'a> {
    let id = key.strip_prefix(REGION).unwrap_or_default();
    notes(story, election, &|option, field| {
        let is_own = field
            .strip_prefix("turnout_")
            .and_then(|rest| rest.split_once("h_"))
            .is_some_and(|own| own.1 == id);
        option.is_empty() && !id.is_empty() && (has_day && is_own || is_nation(id) && field == "turnout_pct")
    })
}
