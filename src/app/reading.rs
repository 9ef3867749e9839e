//! A story as it was read, and what was odd about it, ready for figures; and the same as bytes.
//!
//! Decides what travels first and what may come later, and that oddities travel as sentences, so that what draws figures
//! need not know how tables can be odd. Leaves the order of fields to [`crate::data::packed`].

use std::mem::ManuallyDrop;
use std::ops::Range;

use crate::data::packed::{Fields, Pass, checksum, pack, unpack};
use crate::data::{Package, Story};
use crate::words::fold::{fold, is_in_word};
use crate::words::problem::problem;
use crate::words::{self, Group, Words, catalog};

/// A story and what was odd about it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The story. It is never taken apart: a page has one or two, for as long as it lives, and the code that frees them would be
    /// fetched by everybody.
    pub story: ManuallyDrop<Story>,
    /// What was odd, in the order of the package's files, then of lines.
    pub notes: Vec<Note>,
    /// The words of the language that it is told in, as far as they have come.
    pub words: Words,
    /// What tells the bytes of this reading from those of another; 0 before it has travelled.
    stamp: u32,
    /// What has arrived, see [`Part::holds`].
    has: [bool; 3],
}

/// A sentence about something odd.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The file's path in the package.
    pub file: String,
    /// What was odd, where, and what was done instead.
    pub text: String,
    /// Whether it is about an election besides the story's own.
    pub is_of_another: bool,
    /// Whether that is one of another country.
    pub is_abroad: bool,
}

/// Which part of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the figures of elections need at once.
    Election,
    /// What all other figures need besides.
    More,
    /// Both: what any figure needs at once.
    Begin,
    /// The rest.
    Rest,
    /// All of it.
    Whole,
}

impl Part {
    /// Whether it holds what elections need, what others need, and the rest.
    fn holds(self) -> [bool; 3] {
        match self {
            Part::Election => [true, false, false],
            Part::More => [false, true, false],
            Part::Begin => [true, true, false],
            Part::Rest => [false, false, true],
            Part::Whole => [true, true, true],
        }
    }
}

/// Two readings are equal if they say the same, whichever way they came.
impl PartialEq for Reading {
    fn eq(&self, other: &Reading) -> bool {
        self.story == other.story && self.notes == other.notes
    }
}

impl Reading {
    /// Reads a package.
    pub fn of(package: &Package) -> Reading {
        let words = catalog::words_of(&package.descriptor.language);
        words.speak();
        let (mut story, problems) = Story::read(package);
        let spellings = &package.descriptor.spellings;
        let named: Vec<String> =
            story.discrepancies.iter().map(|own| named_sources(&story, &own.why_not_used)).collect();
        for (own, named) in story.discrepancies.iter_mut().zip(named) {
            own.why_not_used = named;
        }
        // Of a name of several words the first is what is compared.
        let first = |name: &String| fold(name).split(|letter| !is_in_word(letter)).next().map(str::to_owned);
        story.spellings = spellings.iter().map(|names| names.iter().filter_map(first).collect()).collect();
        let notes = problems
            .iter()
            .map(|about| Note {
                file: about.place.file.clone(),
                text: problem(about),
                is_of_another: about.election.is_some(),
                is_abroad: about.is_abroad,
            })
            .collect();
        Reading { story: ManuallyDrop::new(story), notes, words, stamp: 0, has: [true; 3] }
    }

    /// A part of the reading as bytes.
    pub fn pack(&self, part: Part) -> Vec<u8> {
        let mut reading = self.clone();
        let whole = pack(|writer| reading.fields([true; 3], writer));
        let mut stamp = checksum(&whole);
        pack(|writer| {
            let mut held = part.holds();
            stamp.fields(writer);
            held.iter_mut().for_each(|held| held.fields(writer));
            reading.fields(held, writer);
        })
    }

    /// Takes over a part from bytes; what the part does not hold stays. `None`, and nothing changes, where they are damaged, of
    /// another reading than what is there, or come before what they rest on.
    pub fn unpack(&mut self, bytes: &[u8]) -> Option<()> {
        let mut reader = unpack(bytes)?;
        let (mut stamp, mut held) = (0, [false; 3]);
        stamp.fields(&mut reader);
        held.iter_mut().for_each(|held| held.fields(&mut reader));
        let before = if held[0] { [false; 3] } else { self.has };
        let rests_on_nothing = (1..3).any(|part| held[part] && !held[part - 1] && !before[part - 1]);
        if rests_on_nothing || !held[0] && stamp != self.stamp {
            return None;
        }
        self.stamp = stamp;
        self.has = [0, 1, 2].map(|part| held[part] || before[part]);
        self.fields(held, &mut reader);
        Some(())
    }

    fn words_of<P: Pass>(&mut self, groups: Range<usize>, pass: &mut P) {
        for group in groups {
            let mut joined = self.words.joined(group);
            joined.fields(pass);
            self.words = self.words.and(group, joined);
        }
    }

    fn fields<P: Pass>(&mut self, held: [bool; 3], pass: &mut P) {
        if held[0] {
            self.words_of(0..Group::MORE, pass);
            self.story.election_fields(pass);
            self.notes.fields(pass);
        }
        if held[1] {
            self.words_of(Group::MORE..Group::LATER, pass);
            self.story.more_fields(pass);
        }
        if held[2] {
            self.words_of(Group::LATER..Group::ELSEWHERE, pass);
            self.notes.iter_mut().for_each(|note| note.text.fields(pass));
            self.story.later_fields(pass);
        }
    }
}

/// A text with the keys of sources in it replaced by who published them and when.
fn named_sources(story: &Story, text: &str) -> String {
    let is_end = |letter: char| matches!(letter, ' ' | ',' | ';' | '(' | ')');
    let mut out = String::new();
    for part in text.split_inclusive(is_end) {
        let key = part.trim_end_matches(is_end);
        let source = story.sources.iter().find(|source| source.id == key);
        match source.and_then(|source| source.known.as_ref()) {
            Some(known) => {
                out.push_str(&words::cite(known));
                out.push_str(&part[key.len()..]);
            }
            None => out.push_str(part),
        }
    }
    out
}

/// How many there are of each file is shown at once, what they say comes with the rest.
impl Fields for Note {
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        self.file.fields(pass);
        self.is_of_another.fields(pass);
        self.is_abroad.fields(pass);
    }
}
