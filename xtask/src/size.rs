//! `size`: what a reader downloads, held against the budgets.
//!
//! Decides what counts as program, as story and as page. One KB is 1024 bytes. Leaves building to
//! [`crate::build`].

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use walkdir::WalkDir;

use crate::npm;
use crate::pack::{self, Effort};
use crate::project::Project;
use crate::wasm::{self, Profile};

/// What the list of verbs says.
pub const SUMMARY: &str = "measure dist/ against the budgets";
/// What `help size` says.
pub const HELP: &str = "
Builds a release, lists every file of dist/ raw, in gzip and in brotli, and fails above a budget. One KB is 1024 bytes.

  program    the script and the module of the first screens, in brotli
  page       index.html, page.css, the program and what it needs of the story: all that a reader downloads until the figures
             of the first screens are interactive
  whole      the same with the other parts of program and story, which are fetched after that: until the whole page is
             interactive
  relations  the script and the module of a page that begins with the timeline
  countries  the same for the comparison of elections and for UN votes
  day        the same for turnout and verdicts
  figure     one figure alone in somebody's page, the largest of all kinds
  helper     embed.js, for pages that show figures in frames
  requests   how many files the page is until its first figures are interactive

  --no-build  measure dist/ as it stands
  --json      for machines
";

/// A program's bound in bytes of brotli.
const PROGRAM_BOUND: usize = 90 * 1024;
/// The bound of the program with the timeline, in bytes of brotli: what it has reached, so that it cannot grow.
const RELATIONS_BOUND: usize = 99 * 1024;
/// What a program aims at.
const PROGRAM_AIM: usize = 75 * 1024;
/// The page's bound in bytes of brotli.
const PAGE_BOUND: usize = 160 * 1024;
/// The bound of the page with everything that comes by itself, in bytes of brotli: what it has reached, so that it cannot grow.
const WHOLE_BOUND: usize = 234 * 1024;
/// The bound of one figure alone in somebody's page, in bytes of brotli.
const FIGURE_BOUND: usize = 130 * 1024;
/// The bound of the helper for pages round a frame, in bytes of brotli.
const HELPER_BOUND: usize = 1536;
/// The page's bound in requests.
const REQUESTS_BOUND: usize = 5;
/// The style sheet of figures, and that of the page, which has it in it.
const STYLE: &str = "ballotline.css";
const PAGE_STYLE: &str = "page.css";
/// The script.
const SCRIPT: &str = "ballotline.js";

/// One file of `dist/`.
struct File {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// A sum against its bound.
struct Sum {
    name: &'static str,
    value: usize,
    bound: usize,
    aim: Option<usize>,
    is_bytes: bool,
}

impl Sum {
    fn is_kept(&self) -> bool {
        self.value <= self.bound
    }

    fn shown(&self, value: usize) -> String {
        if self.is_bytes { format!("{:.1} KB", value as f64 / 1024.0) } else { value.to_string() }
    }
}

/// Runs the verb.
pub fn run(words: Vec<OsString>) -> Result<()> {
    let (mut builds, mut speaks_json) = (true, false);
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        match argument {
            lexopt::Arg::Long("no-build") => builds = false,
            lexopt::Arg::Long("json") => speaks_json = true,
            other => crate::unknown_word(other)?,
        }
    }
    let project = Project::locate()?;
    if builds {
        crate::build::build(&project, Profile::Release, None)?;
    }
    size(&project, speaks_json)
}

/// Measures `dist/` as it stands.
pub fn size(project: &Project, speaks_json: bool) -> Result<()> {
    let dist = project.dist();
    if dist.join(crate::build::DEV_MARK).exists() {
        bail!("dist/ is a dev build, larger than what ships; `cargo xtask size` builds a release first");
    }
    let files = measured(&dist)?;
    let of_all = |files_of: fn(&str) -> String| {
        let names = wasm::PARTS.iter().map(|(part, _)| files_of(part));
        names.map(|name| brotli_of(&files, &name)).collect::<Result<Vec<usize>>>()
    };
    let (firsts, parts) = (of_all(wasm::first_file_of)?, of_all(wasm::part_file_of)?);
    let ([first, relations, countries, day], [_, others @ ..]) = (firsts.as_slice(), parts.as_slice()) else {
        bail!("a part was expected")
    };
    let [election, more, begin, _] =
        wasm::STORY.map(|(part, _)| brotli_of(&files, &wasm::story_file(part, "en")));
    let (script, style) = (brotli_of(&files, SCRIPT)?, brotli_of(&files, STYLE)?);
    let page = brotli_of(&files, "index.html")? + brotli_of(&files, PAGE_STYLE)? + script + first + election?;
    let figure = style + script + begin? + firsts.iter().copied().max().unwrap_or(0);
    let requests = requests(&String::from_utf8_lossy(&read(&dist.join("index.html"))?));
    let sum = |name, value, bound, aim, is_bytes| Sum { name, value, bound, aim, is_bytes };
    let sums = [
        sum("program", script + first, PROGRAM_BOUND, Some(PROGRAM_AIM), true),
        sum("relations", script + relations, RELATIONS_BOUND, Some(PROGRAM_AIM), true),
        sum("countries", script + countries, PROGRAM_BOUND, Some(PROGRAM_AIM), true),
        sum("day", script + day, PROGRAM_BOUND, Some(PROGRAM_AIM), true),
        sum("page", page, PAGE_BOUND, None, true),
        sum("whole", page + others.iter().sum::<usize>() + more?, WHOLE_BOUND, None, true),
        sum("figure", figure, FIGURE_BOUND, None, true),
        sum("helper", brotli_of(&files, "embed.js")?, HELPER_BOUND, None, true),
        sum("requests", requests, REQUESTS_BOUND, None, false),
    ];
    if speaks_json {
        print_json(&files, &sums);
    } else {
        print_table(&files, &sums);
    }
    let above: Vec<&str> = sums.iter().filter(|sum| !sum.is_kept()).map(|sum| sum.name).collect();
    if above.is_empty() { Ok(()) } else { bail!("above the budget: {}", above.join(", ")) }
}

/// Every file of a folder with its sizes, compressed siblings aside.
fn measured(dist: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    // The package holds the same files once more.
    let is_listed = |entry: &walkdir::DirEntry| entry.path() != dist.join(npm::FOLDER);
    for entry in WalkDir::new(dist).sort_by_file_name().into_iter().filter_entry(is_listed) {
        let entry = entry.context("there is no dist/ to measure; `cargo xtask build --release` makes it")?;
        let path = entry.path();
        let is_sibling = path.extension().is_some_and(|ending| ending == "br" || ending == "gz");
        if !entry.file_type().is_file() || is_sibling {
            continue;
        }
        let bytes = read(path)?;
        let (gzip, brotli) = if pack::is_packable(path) {
            (pack::gzip(&bytes, Effort::Full)?.len(), pack::brotli(&bytes, Effort::Full)?.len())
        } else {
            (bytes.len(), bytes.len())
        };
        let name = path.strip_prefix(dist)?.to_string_lossy().into_owned();
        files.push(File { name, raw: bytes.len(), gzip, brotli });
    }
    Ok(files)
}

/// The size of one file in brotli.
fn brotli_of(files: &[File], name: &str) -> Result<usize> {
    let file = files.iter().find(|file| file.name == name);
    file.map(|file| file.brotli).with_context(|| format!("dist/ has no {name}"))
}

/// How many requests a page makes until its first figures are interactive: itself, and what its markup names.
fn requests(page: &str) -> usize {
    let mut addresses: Vec<&str> = page
        .split('<')
        .filter_map(|tag| tag.split('>').next())
        .filter(|tag| loads(tag))
        .filter_map(|tag| {
            ["href=\"", "src=\""].iter().find_map(|key| tag.split_once(key)?.1.split('"').next())
        })
        .filter(|address| !address.starts_with("data:"))
        .map(|address| address.trim_start_matches("./"))
        .collect();
    addresses.sort_unstable();
    addresses.dedup();
    1 + addresses.len()
}

/// Whether a tag makes the browser fetch what it names.
fn loads(tag: &str) -> bool {
    let is_fetched_link =
        || ["stylesheet", "modulepreload", "preload", "icon"].iter().any(|kind| tag.contains(kind));
    ["script ", "img ", "iframe "].iter().any(|name| tag.starts_with(name))
        || (tag.starts_with("link ") && is_fetched_link())
}

/// Prints for a reader.
fn print_table(files: &[File], sums: &[Sum]) {
    println!("{:<44} {:>9} {:>9} {:>9}", "file", "raw", "gzip", "brotli");
    for file in files {
        println!("{:<44} {:>9} {:>9} {:>9}", file.name, file.raw, file.gzip, file.brotli);
    }
    println!();
    for sum in sums {
        let aim = sum.aim.map(|aim| format!(", aim {}", sum.shown(aim))).unwrap_or_default();
        let verdict = if sum.is_kept() { "kept" } else { "BROKEN" };
        println!(
            "{:<10} {:>9}  bound {}{aim}: {verdict}",
            sum.name,
            sum.shown(sum.value),
            sum.shown(sum.bound)
        );
    }
}

/// Prints for a machine.
fn print_json(files: &[File], sums: &[Sum]) {
    let files: Vec<_> = files
        .iter()
        .map(|file| json!({ "name": file.name, "raw": file.raw, "gzip": file.gzip, "brotli": file.brotli }))
        .collect();
    let sums: Vec<_> = sums
        .iter()
        .map(|sum| {
            let Sum { name, value, bound, aim, .. } = sum;
            json!({ "name": name, "value": value, "bound": bound, "aim": aim, "kept": sum.is_kept() })
        })
        .collect();
    println!("{:#}", json!({ "files": files, "sums": sums }));
}

/// Reads a file.
fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_the_page_and_what_the_markup_names() {
        let page = "<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"./a.css\">\
            <link rel=\"modulepreload\" href=\"a.js\"><script type=\"module\" src=\"./a.js\"></script><a href=\"b\">";
        assert_eq!(requests(page), 3);
    }
}
