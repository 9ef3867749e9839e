//! The house rules that the compiler does not know: the order of the modules, what stands left of `web`, and
//! tidy files.
//!
//! Decides what a breach is, and names each by file and line. It reads the source as text with comments,
//! literals and test code taken out; it is no parser, and need not be one.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The modules in their order: each uses only those before it.
const ORDER: [&str; 9] = ["data", "analysis", "words", "scale", "layout", "scene", "charts", "app", "web"];
/// What only `web` may name: the browser, a clock, the environment, a log.
const ONLY_IN_WEB: [&str; 10] = [
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "serde_wasm_bindgen",
    "std::time",
    "std::env",
    "println!",
    "eprintln!",
    "print!",
    "dbg!",
];
/// What ends the program.
const ENDS: [&str; 5] = [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!"];
/// The longest line in characters.
const LONGEST_LINE: usize = 130;

/// A source file, read.
struct Source {
    /// Its path below `src/`.
    path: PathBuf,
    /// The text as it stands.
    text: String,
    /// The same length in bytes: comments, the insides of literals and test code are blanks.
    code: String,
    /// String literals outside of test code, by where they start.
    literals: Vec<(usize, String)>,
}

impl Source {
    fn new(path: PathBuf, text: String) -> Source {
        let (mut code, mut literals) = without_comments_and_literals(&text);
        let is_test_file = path.file_stem().is_some_and(|stem| stem == "tests");
        let tests =
            if is_test_file { Vec::from([Range { start: 0, end: code.len() }]) } else { test_ranges(&code) };
        literals.retain(|(start, _)| !tests.iter().any(|range| range.contains(start)));
        for range in tests {
            blank(&mut code, range);
        }
        Source { path, text, code: String::from_utf8_lossy(&code).into_owned(), literals }
    }

    /// The module's path in the crate, such as `["scene", "painter"]`; empty for `lib.rs`.
    fn module(&self) -> Vec<String> {
        let path = self.path.with_extension("");
        let mut parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
            parts.pop();
        }
        parts
    }

    /// A breach at a byte of the file.
    fn breach(&self, place: usize, what: &str) -> String {
        let line = 1 + self.text.as_bytes()[..place].iter().filter(|&&byte| byte == b'\n').count();
        format!("src/{}:{line}: {what}", self.path.display())
    }

    /// Places where some code stands as a word of its own.
    fn places<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let stands_alone = move |place: usize| {
            let before = self.code[..place].chars().next_back().is_some_and(is_word);
            let after = self.code[place + word.len()..].chars().next().is_some_and(is_word);
            !(before && word.starts_with(is_word) || after && word.ends_with(is_word))
        };
        self.code.match_indices(word).map(|(place, _)| place).filter(move |&place| stands_alone(place))
    }

    /// Top modules that the file names, with the place.
    fn uses(&self) -> Vec<(usize, String)> {
        let depth = self.module().len();
        let mut uses = Vec::new();
        for place in self.places("crate::") {
            uses.extend(heads(&self.code[place + "crate::".len()..]).into_iter().map(|head| (place, head)));
        }
        for place in self.places("super::") {
            if self.code[..place].ends_with("super::") {
                continue;
            }
            let after = self.code[place..].trim_start_matches("super::");
            let steps = (self.code.len() - place - after.len()) / "super::".len();
            if steps >= depth {
                uses.extend(heads(after).into_iter().map(|head| (place, head)));
            }
        }
        uses
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The first names after a `::`, one or, in braces, many.
fn heads(rest: &str) -> Vec<String> {
    let word =
        |text: &str| text.trim_start().chars().take_while(|&letter| is_word(letter)).collect::<String>();
    let Some(group) = rest.strip_prefix('{') else {
        return vec![word(rest)];
    };
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (place, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                found.push(word(&group[start..place]));
                start = place + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

/// Blanks, but keeps line ends.
fn blank(code: &mut [u8], range: Range<usize>) {
    for byte in &mut code[range] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// The text with comments and the insides of literals blanked, and its string literals with where they start.
fn without_comments_and_literals(text: &str) -> (Vec<u8>, Vec<(usize, String)>) {
    let mut code = text.as_bytes().to_vec();
    let mut literals = Vec::new();
    let mut place = 0;
    while let Some(letter) = text[place..].chars().next() {
        let rest = &text[place..];
        let follows_word = text[..place].chars().next_back().is_some_and(is_word);
        let hashes = rest.strip_prefix('r').map(|raw| raw.len() - raw.trim_start_matches('#').len());
        let raw = hashes.filter(|&hashes| !follows_word && rest[1 + hashes..].starts_with('"'));
        let end = if rest.starts_with("//") {
            let end = place + rest.find('\n').unwrap_or(rest.len());
            blank(&mut code, place..end);
            end
        } else if rest.starts_with("/*") {
            let end = place + comment_length(rest);
            blank(&mut code, place..end);
            end
        } else if let Some(hashes) = raw {
            let start = place + 2 + hashes;
            let closing = format!("\"{}", "#".repeat(hashes));
            let length = text[start..].find(&closing).unwrap_or(text.len() - start);
            literals.push((place, text[start..start + length].to_owned()));
            blank(&mut code, start..start + length);
            (start + length + closing.len()).min(text.len())
        } else if letter == '"' {
            let length = quoted_length(&rest[1..], '"');
            literals.push((place, text[place + 1..place + 1 + length].to_owned()));
            blank(&mut code, place + 1..place + 1 + length);
            (place + 2 + length).min(text.len())
        } else if letter == '\'' && is_letter_literal(rest) {
            let length = quoted_length(&rest[1..], '\'');
            blank(&mut code, place + 1..place + 1 + length);
            (place + 2 + length).min(text.len())
        } else {
            place + letter.len_utf8()
        };
        place = end;
    }
    (code, literals)
}

/// The length of a block comment, which may hold others.
fn comment_length(text: &str) -> usize {
    let (mut depth, mut place) = (0, 0);
    while place < text.len() {
        let rest = &text.as_bytes()[place..];
        if rest.starts_with(b"/*") {
            depth += 1;
            place += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            place += 2;
            if depth == 0 {
                return place;
            }
        } else {
            place += 1;
        }
    }
    text.len()
}

/// How far a literal reaches, its opening quote aside.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (place, letter) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if letter == '\\' {
            is_escaped = true;
        } else if letter == quote {
            return place;
        }
    }
    text.len()
}

/// Whether a quote opens a letter rather than a lifetime.
fn is_letter_literal(text: &str) -> bool {
    let mut letters = text.chars().skip(1);
    letters.next() == Some('\\') || letters.next() == Some('\'')
}

/// Where code stands that is compiled for tests only.
fn test_ranges(code: &[u8]) -> Vec<Range<usize>> {
    let code = String::from_utf8_lossy(code);
    let mut ranges = Vec::new();
    for (start, attribute) in code.match_indices("#[cfg(test)]") {
        let (mut depth, mut end) = (0, code.len());
        for (place, letter) in code[start + attribute.len()..].char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 && (letter == '}' || letter == ';') {
                end = start + attribute.len() + place + 1;
                break;
            }
        }
        ranges.push(start..end);
    }
    ranges
}

/// All files below `src/` in a fixed order.
fn sources() -> std::io::Result<Vec<Source>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut paths) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path)?;
        Ok(Source::new(path.strip_prefix(&root).unwrap_or(&path).to_owned(), text))
    };
    paths.into_iter().map(read).collect()
}

/// The place of a top module in the order.
fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == module)
}

/// Whether a literal reads like a sentence: two words of three letters or more.
fn is_sentence(literal: &str) -> bool {
    let words = literal
        .split_whitespace()
        .map(|word| word.trim_matches(|letter: char| letter.is_ascii_punctuation()));
    words.filter(|word| word.chars().count() >= 3 && word.chars().all(char::is_alphabetic)).count() >= 2
}

/// Breaches of the order of the modules.
fn order_breaches(source: &Source) -> Vec<String> {
    let module = source.module();
    let Some(own) = module.first() else {
        return Vec::new();
    };
    let Some(own_rank) = rank(own) else {
        return vec![source.breach(0, &format!("`{own}` has no place in the order of the modules"))];
    };
    let is_right = |used: &str| rank(used).is_some_and(|rank| rank > own_rank);
    let uses = source.uses().into_iter().filter(|(_, used)| is_right(used));
    uses.map(|(place, used)| {
        source.breach(place, &format!("`{own}` uses `{used}`, which stands right of it"))
    })
    .collect()
}

/// What a file names that only `web` may.
fn browser_breaches(source: &Source) -> Vec<String> {
    if source.module().first().is_some_and(|own| own == "web") {
        return Vec::new();
    }
    let named = ONLY_IN_WEB.iter().flat_map(|name| source.places(name).map(move |place| (place, name)));
    named.map(|(place, name)| source.breach(place, &format!("`{name}` belongs to `web`"))).collect()
}

/// Where a file could end the program.
fn end_breaches(source: &Source) -> Vec<String> {
    let ends = ENDS.iter().flat_map(|end| source.places(end).map(move |place| (place, end)));
    ends.map(|(place, end)| source.breach(place, &format!("`{end}` ends the program"))).collect()
}

/// A missing header and lines that are too long.
fn form_breaches(source: &Source) -> Vec<String> {
    let mut breaches = Vec::new();
    if !source.text.starts_with("//!") {
        breaches.push(source.breach(0, "has no `//!` header"));
    }
    for (index, line) in source.text.lines().enumerate() {
        let length = line.chars().count();
        if length > LONGEST_LINE {
            breaches.push(format!(
                "src/{}:{}: {length} characters in a line",
                source.path.display(),
                index + 1
            ));
        }
    }
    breaches
}

/// Sentences in a chart.
fn sentence_breaches(source: &Source) -> Vec<String> {
    if source.module().first().is_none_or(|own| own != "charts") {
        return Vec::new();
    }
    let sentences = source.literals.iter().filter(|(_, literal)| is_sentence(literal));
    sentences
        .map(|(place, literal)| source.breach(*place, &format!("{literal:?} belongs to `words`")))
        .collect()
}

/// Every breach of a rule, one a line.
fn breaches(find: impl Fn(&Source) -> Vec<String>) -> String {
    match sources() {
        Ok(sources) => sources.iter().flat_map(find).collect::<Vec<String>>().join("\n"),
        Err(error) => format!("src/ cannot be read: {error}"),
    }
}

#[test]
fn a_module_uses_only_what_stands_left_of_it() {
    let breaches = breaches(order_breaches);
    assert!(breaches.is_empty(), "\n{breaches}\n");
}

#[test]
fn nothing_left_of_web_knows_the_browser_a_clock_or_a_log() {
    let breaches = breaches(browser_breaches);
    assert!(breaches.is_empty(), "\n{breaches}\n");
}

#[test]
fn nothing_ends_the_program() {
    let breaches = breaches(end_breaches);
    assert!(breaches.is_empty(), "\n{breaches}\n");
}

#[test]
fn files_say_what_they_are_and_lines_fit() {
    let breaches = breaches(form_breaches);
    assert!(breaches.is_empty(), "\n{breaches}\n");
}

#[test]
fn charts_hold_no_sentences() {
    let breaches = breaches(sentence_breaches);
    assert!(breaches.is_empty(), "\n{breaches}\n");
}

#[test]
fn the_browser_stands_outside_the_library() {
    let sources = sources().unwrap();
    let text = |path: &str| &sources.iter().find(|source| source.path == Path::new(path)).unwrap().text;
    assert!(!text("lib.rs").contains("mod web"), "src/lib.rs: `web` is two programs of its own");
    let gate = "#[cfg(target_arch = \"wasm32\")]";
    for (path, line) in [("web/main.rs", "mod figures;"), ("web/reader.rs", "mod exports {")] {
        assert!(text(path).contains(&format!("{gate}\n{line}")), "src/{path}: `{line}` needs {gate}");
    }
}

/// A file as it might stand in the house.
fn sample(path: &str, text: &str) -> Source {
    Source::new(PathBuf::from(path), text.to_owned())
}

#[test]
fn the_rules_catch_what_they_are_for() {
    let finds = |find: fn(&Source) -> Vec<String>, path: &str, text: &str| find(&sample(path, text)).len();
    assert_eq!(finds(order_breaches, "data/story.rs", "use crate::words::Text;"), 1);
    assert_eq!(
        finds(order_breaches, "scale/mod.rs", "use crate::{data::Story, app::{Model, Figure}, charts};"),
        2
    );
    assert_eq!(finds(order_breaches, "scale/time.rs", "use super::super::scene::Scene; use super::app;"), 1);
    assert_eq!(finds(order_breaches, "scale/mod.rs", "use super::scene::Scene;"), 1);
    assert_eq!(finds(order_breaches, "scene/mod.rs", "use crate::layout::Font; //! crate::app"), 0);
    assert_eq!(finds(browser_breaches, "app/mod.rs", "use web_sys::Window; fn f() { println!(\"a\") }"), 2);
    assert_eq!(finds(browser_breaches, "web/figures/mod.rs", "use web_sys::Window;"), 0);
    assert_eq!(
        finds(end_breaches, "app/mod.rs", "fn f() { x.unwrap(); y.expect(\"z\"); x.unwrap_or(1); }"),
        2
    );
    let tested =
        "fn f() {}\n#[cfg(test)]\nmod tests { fn g() { x.unwrap(); if a { panic!() } } }\nfn h() { todo!() }";
    assert_eq!(finds(end_breaches, "app/mod.rs", tested), 1);
    assert_eq!(
        finds(end_breaches, "app/mod.rs", "fn f<'a>(x: &'a str) { let y = ('\"', \"panic!\", '\\''); }"),
        0
    );
    assert_eq!(finds(form_breaches, "app/mod.rs", &format!("fn f() {{}} // {}", "é".repeat(130))), 2);
    assert_eq!(
        finds(
            sentence_breaches,
            "charts/a.rs",
            "const A: &str = \"Votes cast.\"; const B: &str = r#\"a b\"#;"
        ),
        1
    );
    assert_eq!(finds(sentence_breaches, "words/en/mod.rs", "const A: &str = \"Votes cast.\";"), 0);
}
