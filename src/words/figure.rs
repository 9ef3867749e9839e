//! Words of the frame round every figure.

use super::*;

words! { Figure:
    /// The way to the table.
    TABLE,
    /// Why a figure is still.
    STILL,
    /// The way to what can be taken away.
    TAKE_AWAY,
    /// Said when something is in the clipboard.
    COPIED,
    /// Said when what was asked for could not be fetched.
    LOST,
    /// The way to the notes.
    NOTES(count),
    /// Nothing to draw.
    NO_ELECTION,
    /// Nothing to draw.
    NO_VOTES,
    /// In place of the verdicts.
    NO_VERDICTS,
    /// Nothing to draw.
    NO_EVENTS,
    /// Nothing to draw.
    NO_MAP,
    /// Nothing to draw.
    NO_CLOCK,
    /// While the table of sources is on its way.
    SOURCES_COMING,
    /// What the choice of a region chooses.
    REGION,
    /// The first line of that choice.
    NO_REGION,
    /// The word for all units together.
    NATION,
    /// Those who voted abroad.
    ABROAD,
}

/// The way to the notes.
pub fn notes(count: usize) -> String {
    NOTES.with(&[&digits(count)])
}
