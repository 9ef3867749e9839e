//! Words of the frame round every figure.

/// The way to the table.
pub const TABLE: &str = "Table";
/// Why a figure is still.
pub const STILL: &str =
    "This picture is still: to choose and move in it, scripts and WebAssembly are needed.";
/// The way to the notes.
pub fn notes(count: usize) -> String {
    if count == 1 { "1 note on the tables".to_string() } else { format!("{count} notes on the tables") }
}

/// Nothing to draw.
pub const NO_ELECTION: &str = "This story has no election to show.";
/// Nothing to draw.
pub const NO_VOTES: &str = "This story has no votes at the United Nations to show.";
/// In place of the verdicts.
pub const NO_VERDICTS: &str = "This story has no verdict on an election to show.";
/// Nothing to draw.
pub const NO_EVENTS: &str = "This story has no events to show.";
