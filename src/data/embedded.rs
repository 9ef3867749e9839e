//! The embedded story's files, as they are in `data/kazakhstan-2022/`.
//!
//! Decides which of them stand in a browser's module: those that a figure needs at once. The others, `deferred` in the
//! package, are fetched after the first picture, or when a figure asks for them; natively all stand here. Leaves reading
//! them to [`super::Story::read`], which takes anybody's story the same way.

use super::{FileText, Index};

/// Where the embedded story stands, relative to the page.
pub const FOLDER: &str = "data/kazakhstan-2022";

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../data/kazakhstan-2022/", $path)))),*]
    };
}

/// Tables that a figure needs at once.
const AT_ONCE: &[(&str, &str)] = files![
    "elections.csv",
    "results.csv",
    "exit_polls.csv",
    "lanes.csv",
    "actors.csv",
    "event_codes.csv",
    "events.csv",
];

/// Tables that come later.
#[cfg(not(target_arch = "wasm32"))]
const LATER: &[(&str, &str)] = files![
    "regions.csv",
    "regional_results.csv",
    "turnout_by_hour.csv",
    "observers.csv",
    "quotes.csv",
    "discrepancies.csv",
    "indices.csv",
    "unga_votes.csv",
    "sources.csv",
];
#[cfg(target_arch = "wasm32")]
const LATER: &[(&str, &str)] = &[];

/// The descriptor, `datapackage.json`, as text.
pub fn descriptor_json() -> &'static str {
    include_str!("../../data/kazakhstan-2022/datapackage.json")
}

/// The text of one of the story's tables by its path in the package; `None`: it is not in this module.
pub fn file(path: &str) -> Option<&'static str> {
    AT_ONCE.iter().chain(LATER).find(|file| file.0 == path).map(|file| file.1)
}

/// The tables that stand in this module, by their path.
pub fn files() -> Index<FileText> {
    let here = AT_ONCE.iter().chain(LATER);
    here.map(|(path, text)| ((*path).to_owned(), FileText::Here((*text).to_owned()))).collect()
}
