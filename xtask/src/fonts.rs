//! The fonts of pictures that are made on this machine.
//!
//! Decides which they are and where they are looked for. Leaves installing them to [`crate::tools`].

use std::path::Path;

use ballotline::scene::bitmap::Fonts;

use crate::tools;

/// The files: no wider than the widths that the layout reckons with, and with a minus sign, which Noto Sans lacks.
pub const NAMES: [&str; 2] = ["LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"];
const FOLDERS: [&str; 4] = [
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/liberation-sans-fonts",
    "/usr/share/fonts/liberation-sans",
];

/// The two font files, read.
pub struct FontFiles([Vec<u8>; 2]);

impl FontFiles {
    /// Looks for the files, and once more after an attempt to install them.
    pub fn find() -> Option<FontFiles> {
        let read = |folder: &str| -> Option<FontFiles> {
            let file = |name: &str| std::fs::read(Path::new(folder).join(name)).ok();
            Some(FontFiles([file(NAMES[0])?, file(NAMES[1])?]))
        };
        let found = || FOLDERS.iter().find_map(|folder| read(folder));
        found().or_else(|| tools::liberation_fonts().ok().and_then(|()| found()))
    }

    /// As the library takes them.
    pub fn fonts(&self) -> Fonts<'_> {
        Fonts { regular: &self.0[0], semibold: &self.0[1] }
    }
}
