//! Digests of what ships, for pages that name a file's content along with its address.
//!
//! Decides which files are listed: whatever a page or a script of ours fetches by its name. Leaves putting a digest into a code
//! to `www/share.js`, and what it is good for to docs/embedding.md.

use std::path::Path;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha384};

use crate::project::write;

/// The list's file in `dist/`: an object, by name of file `sha384-…`.
pub const FILE: &str = "integrity.json";
/// How the names of listed files end.
const ENDINGS: [&str; 4] = ["js", "css", "wasm", "bin"];

/// Writes the list of a built folder into it.
pub fn list(made: &Path) -> Result<()> {
    let mut digests = Map::new();
    for entry in std::fs::read_dir(made).with_context(|| format!("could not list {}", made.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|ending| ENDINGS.iter().any(|own| ending == *own)) {
            let bytes = std::fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
            digests.insert(name, Value::String(digest(&bytes)));
        }
    }
    // `Map` has its keys in order, so that the same build writes the same list.
    write(&made.join(FILE), format!("{:#}\n", Value::Object(digests)).as_bytes())
}

/// A file's digest as the attribute `integrity` has it.
fn digest(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_one_that_browsers_compute() {
        // Of an empty file, as everybody has it.
        assert_eq!(digest(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
    }

    #[test]
    fn scripts_styles_modules_and_stories_are_listed_in_order_and_pages_are_not() {
        let folder = std::env::temp_dir().join(format!("ballotline-integrity-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for name in ["share.js", "ballotline.css", "a.wasm", "story.ru.bin", "index.html", "share.js.br"] {
            std::fs::write(folder.join(name), name).unwrap();
        }
        list(&folder).unwrap();
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let read: Map<String, Value> = serde_json::from_str(&text).unwrap();
        let names: Vec<&str> = read.keys().map(String::as_str).collect();
        assert_eq!(names, ["a.wasm", "ballotline.css", "share.js", "story.ru.bin"]);
        assert_eq!(read["share.js"], digest(b"share.js"));
    }
}
