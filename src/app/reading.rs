//! A story as it was read, and what was odd about it, ready for figures; and the same as bytes.
//!
//! Decides what travels first and what may come later, and that oddities travel as sentences, so that what draws figures
//! need not know how tables can be odd. Leaves the order of fields to [`crate::data::packed`].

use crate::data::packed::{Fields, Pass, pack, unpack};
use crate::data::{Package, Story};
use crate::words::problem::problem;

/// A story and what was odd about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The story.
    pub story: Story,
    /// What was odd, in the order of the package's files, then of lines.
    pub notes: Vec<Note>,
}

/// A sentence about something odd.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The file's path in the package.
    pub file: String,
    /// What was odd, where, and what was done instead.
    pub text: String,
}

/// Which part of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What figures need at once.
    First,
    /// The rest.
    Rest,
    /// All of it.
    Whole,
}

impl Reading {
    /// Reads a package.
    pub fn of(package: &Package) -> Reading {
        let (story, problems) = Story::read(package);
        let notes = problems
            .iter()
            .map(|about| Note { file: about.place.file.clone(), text: problem(about) })
            .collect();
        Reading { story, notes }
    }

    /// A part of the reading as bytes.
    pub fn pack(&self, part: Part) -> Vec<u8> {
        let mut reading = self.clone();
        pack(|writer| {
            let mut parts = (part != Part::Rest, part != Part::First);
            parts.fields(writer);
            reading.fields(parts, writer);
        })
    }

    /// Takes over a part from bytes; what the part does not hold stays. `None`: they are damaged, and nothing changes.
    pub fn unpack(&mut self, bytes: &[u8]) -> Option<()> {
        unpack(bytes, |reader| {
            let mut parts = (false, false);
            parts.fields(reader);
            self.fields(parts, reader);
        })
    }

    fn fields<P: Pass>(&mut self, (has_first, has_rest): (bool, bool), pass: &mut P) {
        if has_first {
            self.story.first_fields(pass);
            self.notes.fields(pass);
        }
        if has_rest {
            self.story.later_fields(pass);
        }
    }
}

impl Fields for Note {
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        self.file.fields(pass);
        self.text.fields(pass);
    }
}
