//! Text in lines: as few as possible, then as even as possible.

use super::{Font, Measure};
use crate::data::cluster::clusters;

/// Lines of text with the width of the longest.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The lines, at least one.
    pub lines: Vec<String>,
    /// Width of the longest line in CSS pixels.
    pub width_px: f64,
}

/// Breaks text at spaces into lines no wider than `most_px` (a longer word stands alone and sticks out), then narrows
/// the block as far as the number of lines allows, so that they come out even.
pub fn wrap(text: &str, font: Font, most_px: f64, measure: &dyn Measure) -> Block {
    let space = measure.width_px(" ", font);
    let words: Vec<(&str, f64)> = text
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (word, measure.width_px(word, font)))
        .collect();
    let greedy = |limit: f64| -> Vec<(usize, usize, f64)> {
        let mut lines: Vec<(usize, usize, f64)> = Vec::new();
        for (index, (_, width)) in words.iter().enumerate() {
            match lines.last_mut() {
                Some(line) if line.2 + space + width <= limit => {
                    line.1 = index + 1;
                    line.2 += space + width;
                }
                _ => lines.push((index, index + 1, *width)),
            }
        }
        lines
    };
    let mut lines = greedy(most_px);
    if lines.len() > 1 {
        let (mut low, mut high) = (most_px / lines.len() as f64 * 0.8, most_px);
        for _ in 0..10 {
            let middle = (low + high) / 2.0;
            if greedy(middle).len() <= lines.len() { high = middle } else { low = middle }
        }
        lines = greedy(high);
    }
    let width_px = lines.iter().fold(0.0, |most: f64, line| most.max(line.2));
    let joined = |line: &mut String, (word, _): &(&str, f64)| {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    };
    let mut lines: Vec<String> = lines
        .iter()
        .map(|(from, to, _)| {
            let mut line = String::new();
            words[*from..*to].iter().for_each(|word| joined(&mut line, word));
            line
        })
        .collect();
    if lines.is_empty() {
        lines.push(String::new());
    }
    Block { lines, width_px }
}

/// Text in at most so many lines, each cut to the width where it is longer.
pub fn wrap_to(text: &str, font: Font, most_px: f64, most_lines: usize, measure: &dyn Measure) -> Block {
    let mut lines = wrap(text, font, most_px, measure).lines;
    if lines.len() > most_lines.max(1) {
        let rest = lines.split_off(most_lines.max(1) - 1).join(" ");
        lines.push(rest);
    }
    let lines: Vec<String> = lines.iter().map(|line| ellipsis(line, font, most_px, measure)).collect();
    let width_px = lines.iter().map(|line| measure.width_px(line, font)).fold(0.0, f64::max);
    Block { lines, width_px }
}

/// One line cut to a width, with an ellipsis where something is left out.
pub fn ellipsis(text: &str, font: Font, most_px: f64, measure: &dyn Measure) -> String {
    if measure.width_px(text, font) <= most_px {
        return text.to_string();
    }
    // Between grapheme clusters: a letter keeps its accents.
    let cuts: Vec<usize> = clusters(text)
        .scan(0, |at, cluster| {
            let start = *at;
            *at += cluster.len();
            Some(start)
        })
        .collect();
    let fits = |count: usize| {
        let cut = cuts.get(count).copied().unwrap_or(text.len());
        measure.width_px(text[..cut].trim_end(), font) + measure.width_px("…", font) <= most_px
    };
    let (mut low, mut high) = (0, cuts.len());
    while low < high {
        let middle = (low + high).div_ceil(2);
        if fits(middle) { low = middle } else { high = middle - 1 }
    }
    let cut = cuts.get(low).copied().unwrap_or(text.len());
    format!("{}…", text[..cut].trim_end())
}
