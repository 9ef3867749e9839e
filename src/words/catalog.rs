//! The languages' files: `en.txt` and its siblings.
//!
//! Decides how a language is written down and what is wrong with one. Used where stories are read, natively and by a page's
//! reader; a figure gets the words with the story's bytes.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{
    BETWEEN, FIRST_GAP, FORM_ENDS, FORMS, FORMS_END, Group, Words, common, contest, figure, history, method,
    page, problem, results, share, timeline, tone, tour, turnout, un_votes, verdicts,
};

/// The languages, English first: code and file.
pub const LANGUAGES: [(&str, &str); 3] =
    [("en", include_str!("en.txt")), ("ru", include_str!("ru.txt")), ("kk", include_str!("kk.txt"))];

/// The words of a group, each with what it is filled with.
type Declared = &'static [(&'static str, &'static [&'static str])];

/// Groups with their headings and words, in the order of [`Group`].
const GROUPS: [(&str, Declared); Group::COUNT] = [
    ("common", common::DECLARED),
    ("figure", figure::DECLARED),
    ("share", share::DECLARED),
    ("results", results::DECLARED),
    ("history", history::DECLARED),
    ("contest", contest::DECLARED),
    ("timeline", timeline::DECLARED),
    ("tone", tone::DECLARED),
    ("tour", tour::DECLARED),
    ("un_votes", un_votes::DECLARED),
    ("turnout", turnout::DECLARED),
    ("verdicts", verdicts::DECLARED),
    ("method", method::DECLARED),
    ("page", page::DECLARED),
    ("problem", problem::DECLARED),
];

/// The code of the language that a tag asks for, as in `ru` for `ru-KZ`; `None` where there is none.
pub fn language_of(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.iter().map(|language| language.0).find(|code| primary.eq_ignore_ascii_case(code))
}

/// The words of a language by its tag; English for one that there is not.
pub fn words_of(tag: &str) -> Words {
    static READ: OnceLock<Vec<Words>> = OnceLock::new();
    let all = READ.get_or_init(|| LANGUAGES.iter().map(|language| read(language.1).0).collect());
    let code = language_of(tag).unwrap_or_default();
    let index = LANGUAGES.iter().position(|language| language.0 == code).unwrap_or_default();
    all.get(index).copied().unwrap_or_default()
}

/// A language's words, and what is wrong with its file, a sentence each.
///
/// A word that is missing is empty; one that is not declared is passed over.
pub fn read(file: &str) -> (Words, Vec<String>) {
    let (mut found, mut wrong) = entries(file);
    let mut words = Words::default();
    for (index, (heading, declared)) in GROUPS.into_iter().enumerate() {
        let texts = declared.iter().map(|(name, gaps)| {
            let key = [heading, ".", &name.to_ascii_lowercase()].concat();
            let text = found.remove(&key).unwrap_or_else(|| {
                wrong.push(format!("{key} is missing"));
                String::new()
            });
            packed(&text, gaps).unwrap_or_else(|why| {
                wrong.push(format!("{key}: {why}"));
                text
            })
        });
        let joined = texts.collect::<Vec<_>>().join("\0");
        words = words.and(index, joined);
    }
    wrong.extend(found.into_keys().map(|key| format!("{key} is no word")));
    (words, wrong)
}

/// Texts by heading and name.
fn entries(file: &str) -> (HashMap<String, String>, Vec<String>) {
    let (mut found, mut wrong) = (HashMap::new(), Vec::new());
    let (mut heading, mut last) = ("", String::new());
    for line in file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            heading = name;
        } else if let Some(more) = line.strip_prefix(' ') {
            let text: &mut String = found.entry(last.clone()).or_default();
            text.push(' ');
            text.push_str(more);
        } else if let Some((name, text)) = line.split_once('=') {
            last = [heading, ".", name.trim()].concat();
            if found.insert(last.clone(), text.trim_start_matches(' ').to_owned()).is_some() {
                wrong.push(format!("{last} is there twice"));
            }
        } else {
            wrong.push(format!("a line is neither a heading nor a word: {line}"));
        }
    }
    for text in found.values_mut() {
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        if let Some(inner) = inner {
            *text = inner.to_owned();
        }
    }
    (found, wrong)
}

/// A text as it travels: names of gaps as their numbers, see [`super::Word::with`].
fn packed(text: &str, gaps: &[&str]) -> Result<String, String> {
    let mut out = String::new();
    let gap = |name: &str| {
        let index = gaps.iter().position(|gap| *gap == name);
        let index = index.ok_or_else(|| format!("it is not told with {{{name}}}"))?;
        Ok::<char, String>(char::from(FIRST_GAP + index as u8))
    };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let end = closing(after).ok_or("a bracket does not close")?;
        let (inner, after) = (&after[..end], &after[end + 1..]);
        match inner.split_once(BETWEEN) {
            None => out.push(gap(inner)?),
            Some((name, forms)) => {
                out.push(FORMS as char);
                out.push(gap(name)?);
                for form in forms.split(BETWEEN) {
                    out.push_str(&packed(form, gaps)?);
                    out.push(FORM_ENDS as char);
                }
                out.push(FORMS_END as char);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// Where the bracket closes that opened before a text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        depth < 0
    })
}
