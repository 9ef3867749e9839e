//! The fonts of pictures that are made on this machine.
//!
//! Decides which they are and where they are looked for. Leaves installing them to [`crate::tools`].

use std::path::Path;

use ballotline::scene::bitmap::Fonts;

use crate::tools;

/// The files, regular and bold. The first are no wider than the widths that the layout reckons with, and have a minus sign, which
/// Noto Sans lacks; Noto Sans has the letters of Kazakh, which they lack.
pub const NAMES: [[&str; 2]; 2] = [
    ["LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"],
    ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"],
];
const FOLDERS: [&str; 7] = [
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/liberation-sans-fonts",
    "/usr/share/fonts/liberation-sans",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/google-noto",
    "/usr/share/fonts/noto",
];

/// The font files, read: regular ones and bold ones.
pub struct FontFiles([Vec<Vec<u8>>; 2]);

impl FontFiles {
    /// Looks for the files, and once more after an attempt to install them.
    pub fn find() -> Option<FontFiles> {
        let file =
            |name: &str| FOLDERS.iter().find_map(|folder| std::fs::read(Path::new(folder).join(name)).ok());
        let read = || -> Option<FontFiles> {
            let of =
                |weight: usize| NAMES.iter().map(|names| file(names[weight])).collect::<Option<Vec<_>>>();
            Some(FontFiles([of(0)?, of(1)?]))
        };
        read().or_else(|| tools::picture_fonts().ok().and_then(|()| read()))
    }

    /// As the library takes them.
    pub fn fonts(&self) -> Fonts<'_> {
        Fonts { regular: &self.0[0], semibold: &self.0[1] }
    }
}
