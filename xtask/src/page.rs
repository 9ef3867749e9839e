//! The page's placeholders: `<!-- ballotline:NAME -->` gives way to what the library says for NAME.
//!
//! Decides how a placeholder is found and what happens to an unknown one, and how a story on this machine is read. Leaves every
//! word of the text to the library.

use std::path::Path;
use std::rc::Rc;

use anyhow::{Context as _, Result, bail};
use ballotline::app::Reading;
use ballotline::app::page::fill;
use ballotline::data::{Descriptor, FileText, Json, Package, embedded};

use crate::project::read;

/// How a placeholder begins; its name follows.
const OPENING: &str = "<!-- ballotline:";
/// How a placeholder ends.
const CLOSING: &str = "-->";

/// The embedded story with all its tables, told in a language.
pub fn reading(language: &str) -> Result<Rc<Reading>> {
    let json: Json =
        serde_json::from_str(embedded::descriptor_json()).context("datapackage.json is not JSON")?;
    let descriptor = Descriptor::in_language(&json, language);
    Ok(Rc::new(Reading::of(&Package { descriptor, files: embedded::files() })))
}

/// The story of a descriptor on this machine, told in a language, with the tables that it names beside it; one that is not there
/// is missing.
pub fn reading_of(path: &Path, language: &str) -> Result<Rc<Reading>> {
    let json: Json = serde_json::from_str(&read(path)?)
        .with_context(|| format!("{} is not the JSON of a data package", path.display()))?;
    let descriptor = Descriptor::in_language(&json, language);
    if descriptor.resources.is_empty() {
        bail!("{} names no tables", path.display());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let file = |path: &String| {
        let text = std::fs::read_to_string(folder.join(path));
        (path.clone(), text.map_or(FileText::Missing, FileText::Here))
    };
    let files = descriptor.resources.iter().map(|resource| file(&resource.path)).collect();
    Ok(Rc::new(Reading::of(&Package { descriptor, files })))
}

/// The page's file in a language.
pub fn file_name(language: &str) -> String {
    if language == "en" { "index.html".to_owned() } else { format!("index.{language}.html") }
}

/// The file of the record in a language; the languages' files name it too, for links to it.
pub fn record_name(language: &str) -> String {
    file_name(language).replacen("index", "record", 1)
}

/// The page with every placeholder filled.
pub fn filled(template: &str, reading: &Rc<Reading>) -> Result<String> {
    filled_by(template, |name| fill(name, reading))
}

/// The page with every placeholder filled by a given function.
fn filled_by(template: &str, fill: impl Fn(&str) -> Option<String>) -> Result<String> {
    let mut page = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(OPENING) {
        let (name, after) = after
            .split_once(CLOSING)
            .with_context(|| format!("a placeholder of the page does not end in `{CLOSING}`"))?;
        let name = name.trim();
        let text = fill(name).with_context(|| {
            format!("the page has a placeholder `{name}`, and the library has no text of that name")
        })?;
        page.push_str(before);
        page.push_str(&text);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shout(name: &str) -> Option<String> {
        (name != "nobody").then(|| name.to_uppercase())
    }

    #[test]
    fn every_placeholder_gives_way() {
        let page = filled_by("<p><!-- ballotline:one --></p><!-- other --><!-- ballotline:two -->!", shout);
        assert_eq!(page.unwrap(), "<p>ONE</p><!-- other -->TWO!");
    }

    #[test]
    fn an_unknown_placeholder_is_named() {
        let error = filled_by("<!-- ballotline:nobody -->", shout).unwrap_err();
        assert!(error.to_string().contains("`nobody`"), "{error}");
    }

    #[test]
    fn an_endless_placeholder_is_an_error() {
        assert!(filled_by("<!-- ballotline:one", shout).is_err());
    }
}
