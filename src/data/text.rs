//! Caps on text from a story, so that no title can hang a browser or turn a line around.
//!
//! Decides what is kept of a text. Leaves saying so to the reader of tables, and drawing to everybody else.

use super::cluster::clusters;

/// Most grapheme clusters in a title, a name or a key.
pub const TITLE_LIMIT: usize = 300;

/// Most grapheme clusters in a summary or any other text.
pub const PROSE_LIMIT: usize = 4_000;

/// Most marks that one grapheme cluster keeps beyond its first character.
pub const MARK_LIMIT: usize = 16;

/// A text that is safe to measure and draw, and what it lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The text, trimmed; line breaks and tabs are spaces.
    pub text: String,
    /// Whether clusters beyond the cap, or marks beyond [`MARK_LIMIT`], were cut.
    pub cut: bool,
    /// Whether control characters or bidi overrides were removed.
    pub removed: bool,
}

/// The text with at most `limit` grapheme clusters, each whole, and without characters that act on their surroundings.
pub fn clean(raw: &str, limit: usize) -> Cleaned {
    let raw = raw.trim();
    if raw.len() <= limit && raw.chars().all(is_plain) {
        return Cleaned { text: raw.to_owned(), cut: false, removed: false };
    }
    let mut removed = false;
    let kept: String = raw
        .chars()
        .filter_map(|character| match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                removed = true;
                None
            }
            other if other.is_control() => {
                removed = true;
                None
            }
            other => Some(other),
        })
        .collect();
    let mut cut = false;
    let mut text = String::with_capacity(kept.len().min(limit * 4));
    for (count, cluster) in clusters(kept.trim()).enumerate() {
        if count == limit {
            cut = true;
            break;
        }
        for (position, character) in cluster.chars().enumerate() {
            if position > MARK_LIMIT {
                cut = true;
                break;
            }
            text.push(character);
        }
    }
    Cleaned { text, cut, removed }
}

/// Whether an address may become a link: `https:` or `http:` and nothing that could end or hide it.
pub fn is_web_address(address: &str) -> bool {
    let lower: String = address.chars().take(8).map(|character| character.to_ascii_lowercase()).collect();
    let has_host = |scheme: &str| lower.starts_with(scheme) && address.len() > scheme.len();
    (has_host("https://") || has_host("http://"))
        && !address.chars().any(|character| character.is_whitespace() || character.is_control())
}

/// Characters that always stand alone as a cluster and act on nothing around them.
fn is_plain(character: char) -> bool {
    matches!(character,
        ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{2010}'..='\u{2027}')
}
