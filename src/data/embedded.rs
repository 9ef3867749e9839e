//! The embedded story's files, as they are in `data/kazakhstan-2022/`.
//!
//! Decides which of them stand in the module: all, but for the table of sources in a browser's, which is fetched after
//! the first picture. Leaves reading them to [`super::Story::read`], which takes anybody's story the same way.

use super::{FileText, Index};

/// Where the embedded story stands, relative to the page.
pub const FOLDER: &str = "data/kazakhstan-2022";

/// Path of the table of sources.
const SOURCES: &str = "sources.csv";

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../data/kazakhstan-2022/", $path)))),*]
    };
}

const FILES: &[(&str, &str)] = files![
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
    "lanes.csv",
    "actors.csv",
    "event_codes.csv",
    "events.csv",
    "unga_votes.csv",
];

#[cfg(not(target_arch = "wasm32"))]
const SOURCES_TEXT: Option<&str> = Some(include_str!("../../data/kazakhstan-2022/sources.csv"));
#[cfg(target_arch = "wasm32")]
const SOURCES_TEXT: Option<&str> = None;

/// The descriptor, `datapackage.json`, as text.
pub fn descriptor_json() -> &'static str {
    include_str!("../../data/kazakhstan-2022/datapackage.json")
}

/// The text of one of the story's tables by its path in the package; `None`: it is not in this module.
pub fn file(path: &str) -> Option<&'static str> {
    if path == SOURCES {
        return SOURCES_TEXT;
    }
    FILES.iter().find(|file| file.0 == path).map(|file| file.1)
}

/// All tables by their path; the table of sources comes later where it is not in this module.
pub fn files() -> Index<FileText> {
    let here = |path: &str| file(path).map_or(FileText::Later, |text| FileText::Here(text.to_owned()));
    FILES.iter().map(|file| file.0).chain([SOURCES]).map(|path| (path.to_owned(), here(path))).collect()
}
