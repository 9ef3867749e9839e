//! The embedded story's files, as they are in `data/kazakhstan-2022/`.
//!
//! Decides where they stand, for builds and tests. Leaves reading them to [`super::Story::read`], which takes anybody's story the
//! same way; what a page gets of them is a reading, as bytes.

use super::{FileText, Index};

/// Where the embedded story stands, relative to the page.
pub const FOLDER: &str = "data/kazakhstan-2022";

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../data/kazakhstan-2022/", $path)))),*]
    };
}

/// The tables, by their path.
const TABLES: &[(&str, &str)] = files![
    "elections.csv",
    "results.csv",
    "regions.csv",
    "regional_results.csv",
    "turnout_by_hour.csv",
    "exit_polls.csv",
    "observers.csv",
    "quotes.csv",
    "discrepancies.csv",
    "indices.csv",
    "unga_votes.csv",
    "lanes.csv",
    "actors.csv",
    "event_codes.csv",
    "events.csv",
    "sources.csv",
];

/// The descriptor, `datapackage.json`, as text.
pub fn descriptor_json() -> &'static str {
    include_str!("../../data/kazakhstan-2022/datapackage.json")
}

/// The text of one of the story's tables by its path in the package.
pub fn file(path: &str) -> Option<&'static str> {
    TABLES.iter().find(|file| file.0 == path).map(|file| file.1)
}

/// The tables, by their path.
pub fn files() -> Index<FileText> {
    TABLES.iter().map(|(path, text)| ((*path).to_owned(), FileText::Here((*text).to_owned()))).collect()
}
