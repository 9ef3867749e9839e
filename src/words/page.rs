//! Words of the page round the figures.

words! { Page:
    /// What the figures of a page are, in reading order.
    FIGURES,
    /// Heading of the sources that no event names.
    OTHER_SOURCES,
    /// The tables in words, in the order of [`TABLES`]; the last is any other.
    TABLE_NAMES,
}

/// The tables' names.
pub const TABLES: [&str; 16] = [
    "elections",
    "results",
    "regions",
    "lanes",
    "actors",
    "event_codes",
    "indices",
    "regional_results",
    "turnout_by_hour",
    "exit_polls",
    "observers",
    "quotes",
    "events",
    "unga_votes",
    "discrepancies",
    "sources",
];

/// A table of the story in words.
pub fn table_name(name: &str) -> &'static str {
    let place = TABLES.iter().position(|table| *table == name);
    TABLE_NAMES.nth(place.unwrap_or(TABLES.len() - 1))
}
