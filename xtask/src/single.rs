//! The page in one file, which opens from a disk and works whole: style, scripts, program, story, tables and record inside.
//!
//! Decides what stands in the file and under which policy it runs, and that no link of it is dead. Leaves beginning to
//! `xtask/single/begin.js`, and the page's words to the files that it is made of.
//!
//! What is not text is packed with gzip, which browsers unpack by themselves. Measured on the release: a file of 1.64 MB, which
//! would have 2.38 MB with the same things unpacked.

use std::path::Path;

use anyhow::{Context as _, Result};
use ballotline::app::Reading;
use ballotline::data::embedded;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::pack::{self, Effort};
use crate::page as pages;
use crate::project::{read, write};
use crate::wasm;

/// What begins the page.
const BEGIN: &str = include_str!("../single/begin.js");
/// What the page's style has besides: the record within it; and no languages that are not in it.
const STYLE: &str = "\
.record{margin-top:44px;padding-top:16px;border-top:2px solid var(--bl-ink)}\
.record summary{font:700 20px/26px var(--bl-serif);cursor:pointer}\
.record h2{font:700 28px/34px var(--bl-serif);margin:44px 0 12px}\
.record details{container-type:inline-size}\
label:has([name=lang]){display:none}";

/// Lines that begin like this lead to files beside the page.
const BESIDE: [&str; 3] = ["<link rel=\"preload\"", "<link rel=\"alternate\"", "<nav class=\"languages\""];

/// The file's name: the story's, and a language's but English.
pub fn name(language: &str) -> String {
    let story = Path::new(embedded::FOLDER).file_name().unwrap_or_default();
    let ending = if language == "en" { "html".to_owned() } else { format!("{language}.html") };
    format!("{}.{ending}", story.to_string_lossy())
}

/// Writes the file of a page in a language into a built folder, of what stands in the folder. With a site's address, links that are
/// copied lead there.
pub fn page(
    made: &Path,
    (language, page): (&str, &str),
    reading: &Reading,
    site: Option<&str>,
    effort: Effort,
) -> Result<()> {
    let style = read(&made.join("page.css"))? + STYLE;
    let record_name = pages::record_name(language);
    let record = read(&made.join(&record_name))?;
    let mut files = String::new();
    for (name, kind) in held(language) {
        let path = made.join(&name);
        let bytes = std::fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
        files.push_str(&block(&name, kind, &bytes, effort)?);
    }
    for table in &reading.story.tables {
        let text = embedded::file(&table.path).unwrap_or_default();
        files.push_str(&block(&table.path, "text/csv", text.as_bytes(), effort)?);
    }
    let home = site.map(|site| {
        if language == "en" { site.to_owned() } else { site.to_owned() + &pages::file_name(language) }
    });
    write(&made.join(name(language)), joined(page, &style, (&record_name, &record), &files, home.as_deref())?)
}

/// What the element fetches for the figures of this page, with the type that browsers want of it. The reader of tables is not
/// among it: the file has one story.
fn held(language: &str) -> Vec<(String, &'static str)> {
    let first = wasm::PARTS[0].0;
    let scripts =
        ["ballotline.js", "share.js", "contrast.js"].map(|name| (name.to_owned(), "text/javascript"));
    let others = wasm::PARTS.iter().skip(1).map(|(part, _)| wasm::part_file_of(part));
    let modules = [wasm::first_file_of(first)].into_iter().chain(others).chain([wasm::part_file_of("share")]);
    // A page that begins with elections takes the story in three parts.
    let story = wasm::STORY.into_iter().map(|(part, _)| part).filter(|part| *part != "story");
    scripts
        .into_iter()
        .chain(modules.map(|name| (name, "application/wasm")))
        .chain(story.map(|part| (wasm::story_file(part, language), "application/octet-stream")))
        .collect()
}

/// A file as a block of data, which no browser takes for a script.
fn block(name: &str, kind: &str, bytes: &[u8], effort: Effort) -> Result<String> {
    let packed = STANDARD.encode(pack::gzip(bytes, effort)?);
    Ok(format!(
        "<script type=\"application/gzip\" data-file=\"{name}\" data-type=\"{kind}\">{packed}</script>\n"
    ))
}

/// The page with everything in it; the record comes with its file's name.
fn joined(
    page: &str,
    style: &str,
    (record_name, record): (&str, &str),
    files: &str,
    site: Option<&str>,
) -> Result<String> {
    let between = |text: &str, start: &str, end: &str| -> Result<String> {
        let part = text.split_once(start).and_then(|(_, after)| after.split_once(end));
        Ok(part.with_context(|| format!("{record_name} has nothing between {start} and {end}"))?.0.to_owned())
    };
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' blob: 'wasm-unsafe-eval'; style-src 'sha256-{}'; \
         connect-src blob:; img-src data: blob:; base-uri 'none'; form-action 'none'",
        digest(BEGIN),
        digest(style)
    );
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let record = format!(
        "<section class=\"page record\">\n<details id=\"record\">\n<summary>{}</summary>{}</details>\n</section>\n",
        between(record, "<h1>", "</h1>")?,
        between(record, "</header>", "</main>")?
    );
    // Whatever stood beside the page is in it, or is let go.
    let mut out = String::with_capacity(page.len() + record.len() + files.len());
    for line in page.split_inclusive('\n') {
        match line.trim_end() {
            "<meta charset=\"utf-8\">" => out.push_str(&[line, &policy, "\n"].concat()),
            "<link rel=\"stylesheet\" href=\"page.css\">" => {
                out.push_str(&["<style>", style, "</style>\n"].concat());
            }
            "<script type=\"module\" src=\"ballotline.js\"></script>" => {}
            "</main>" => out.push_str(&[&record, line].concat()),
            "</body>" => {
                out.push_str(&[files, "<script type=\"module\">", BEGIN, "</script>\n", line].concat());
            }
            line if BESIDE.iter().any(|start| line.starts_with(start)) => {}
            _ => out.push_str(line),
        }
    }
    let out = out
        .replace(&format!("href=\"{}/", embedded::FOLDER), "data-table=\"")
        .replace(&format!("href=\"{record_name}\""), "href=\"#record\"")
        .replace(&format!("href=\"{record_name}#"), "href=\"#");
    Ok(match site {
        Some(site) => out.replace(" address>", &format!(" address page=\"{site}\">")),
        None => out,
    })
}

/// A text's digest as a policy names it.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<meta charset=\"utf-8\">\n<link rel=\"stylesheet\" href=\"page.css\">\n\
        <link rel=\"preload\" href=\"x.bin\">\n<script type=\"module\" src=\"ballotline.js\"></script>\n</head>\n<body>\n<main>\n\
        <ballotline-figure figure=\"results\" address></ballotline-figure>\n\
        <a href=\"record.ru.html\">a</a><a href=\"record.ru.html#e\">e</a>\n<a href=\"data/kazakhstan-2022/a.csv\">t</a>\n</main>\n</body>\n";
    const RECORD: (&str, &str) = (
        "record.ru.html",
        "<main><header><h1>R</h1><a href=\"index.html\">x</a></header><p id=\"e\">E</p></main>",
    );

    #[test]
    fn nothing_of_the_page_leads_out_of_it() {
        let out = joined(PAGE, "a{b:c}", RECORD, "<script data-file></script>\n", None).unwrap();
        for gone in ["record.ru.html", "index.html", "preload", "stylesheet", "src=", "kazakhstan-2022"] {
            assert!(!out.contains(gone), "{gone}: {out}");
        }
        for there in [
            "<style>a{b:c}</style>",
            "href=\"#record\"",
            "href=\"#e\"",
            "<summary>R</summary><p id=\"e\">E</p></details>",
            "<a data-table=\"a.csv\">t</a>",
            " address>",
        ] {
            assert!(out.contains(there), "{there}: {out}");
        }
        let placed = joined(PAGE, "", RECORD, "", Some("https://example.com/")).unwrap();
        assert!(placed.contains(" address page=\"https://example.com/\">"));
        assert!(joined(PAGE, "", ("record.html", "<main></main>"), "", None).is_err());
    }

    #[test]
    fn the_policy_knows_the_style_and_the_script_by_their_digests() {
        // Of an empty text, as everybody has it.
        assert_eq!(digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        let out = joined(PAGE, "", RECORD, "", None).unwrap();
        assert!(out.contains("style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
        assert!(out.contains(&format!("<script type=\"module\">{BEGIN}</script>")));
    }

    #[test]
    fn a_file_unpacks_to_what_it_was() {
        let block = block("a.js", "text/javascript", b"1 + 1", Effort::Full).unwrap();
        let text = block.split_once('>').unwrap().1.split_once('<').unwrap().0;
        let mut unpacked = String::new();
        let packed = STANDARD.decode(text).unwrap();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(packed.as_slice()), &mut unpacked)
            .unwrap();
        assert_eq!(unpacked, "1 + 1");
    }
}
