//! The package for npm: a folder of `dist/` with what a bundler or a page takes.
//!
//! Decides what the package holds and what its entries are. Leaves making the files to [`crate::build`].

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::integrity;
use crate::project::{Project, write};
use crate::wasm;
use ballotline::words::catalog::LANGUAGES;

/// The package's folder in `dist/`.
pub const FOLDER: &str = "npm";
/// The package's description; the order of its conditions counts.
const MANIFEST: &str = include_str!("../npm/package.json");
/// What a bundler needs no address of: entries, and files for people.
const ENTRIES: [&str; 4] = ["ballotline.js", "embed.js", "frame.js", "frame.html"];
/// Files of `dist/` that the element fetches by their names.
fn fetched() -> Vec<String> {
    let reader = wasm::READER;
    let parts =
        wasm::PARTS.iter().flat_map(|(part, _)| [wasm::first_file_of(part), wasm::part_file_of(part)]);
    let stories = LANGUAGES
        .into_iter()
        .flat_map(|(language, _)| wasm::STORY.map(|(part, _)| wasm::story_file(part, language)));
    ["ballotline.css", "contrast.js", "share.js"]
        .into_iter()
        .map(str::to_owned)
        .chain(stories)
        .chain(parts)
        .chain([wasm::part_file_of("share")])
        .chain([format!("{reader}.js"), format!("{reader}_bg.wasm")])
        .collect()
}

/// Puts the package together from a built folder.
pub fn package(project: &Project, built: &Path) -> Result<()> {
    let folder = built.join(FOLDER);
    std::fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    let copy = |from: &Path, name: &str| {
        std::fs::copy(from, folder.join(name)).with_context(|| format!("could not copy {}", from.display()))
    };
    let fetched = fetched();
    for name in fetched.iter().map(String::as_str).chain(ENTRIES).chain(["ballotline.d.ts", integrity::FILE])
    {
        copy(&built.join(name), name)?;
    }
    let own = project.root.join("xtask/npm");
    for name in ["README.md", "node.js", "files.d.ts", "embed.d.ts"] {
        copy(&own.join(name), name)?;
    }
    for (path, name) in [
        ("LICENSE-MIT", "LICENSE-MIT"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        ("data/LICENSE.md", "LICENSE-DATA.md"),
        ("docs/embedding.md", "EMBEDDING.md"),
    ] {
        copy(&project.root.join(path), name)?;
    }
    write(&folder.join("files.js"), addresses(&fetched))?;
    write(&folder.join("package.json"), MANIFEST.replace("VERSION", env!("CARGO_PKG_VERSION")))
}

/// A module with the address of each file, in the form that bundlers look for.
fn addresses(names: &[String]) -> String {
    let lines =
        names.iter().map(|name| format!("  \"{name}\": new URL(\"./{name}\", import.meta.url).href,\n"));
    let lines: String = lines.collect();
    format!("// What the element fetches, for bundlers.\nexport const files = {{\n{lines}}};\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_an_address() {
        let text = addresses(&fetched());
        assert_eq!(text.matches("import.meta.url").count(), fetched().len());
    }
}
