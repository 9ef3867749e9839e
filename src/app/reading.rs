//! A story as it was read, and what was odd about it, ready for figures; and the same as bytes.
//!
//! Decides what travels first and what may come later, and that oddities travel as sentences, so that what draws figures
//! need not know how tables can be odd. Leaves the order of fields to [`crate::data::packed`].

use std::mem::ManuallyDrop;

use crate::data::packed::{Fields, Pass, checksum, pack, unpack};
use crate::data::{Package, Story};
use crate::words::problem::problem;

/// A story and what was odd about it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The story. It is never taken apart: a page has one or two, for as long as it lives, and the code that frees them would be
    /// fetched by everybody.
    pub story: ManuallyDrop<Story>,
    /// What was odd, in the order of the package's files, then of lines.
    pub notes: Vec<Note>,
    /// What tells the bytes of this reading from those of another; 0 before it has travelled.
    stamp: u32,
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

/// Two readings are equal if they say the same, whichever way they came.
impl PartialEq for Reading {
    fn eq(&self, other: &Reading) -> bool {
        self.story == other.story && self.notes == other.notes
    }
}

impl Reading {
    /// Reads a package.
    pub fn of(package: &Package) -> Reading {
        let (story, problems) = Story::read(package);
        let notes = problems
            .iter()
            .map(|about| Note { file: about.place.file.clone(), text: problem(about) })
            .collect();
        Reading { story: ManuallyDrop::new(story), notes, stamp: 0 }
    }

    /// A part of the reading as bytes.
    pub fn pack(&self, part: Part) -> Vec<u8> {
        let mut reading = self.clone();
        let whole = pack(|writer| reading.fields((true, true), writer));
        let mut stamp = checksum(&whole);
        pack(|writer| {
            let mut parts = (part != Part::Rest, part != Part::First);
            stamp.fields(writer);
            parts.fields(writer);
            reading.fields(parts, writer);
        })
    }

    /// Takes over a part from bytes; what the part does not hold stays. `None`, and nothing changes, where they are damaged, or
    /// the rest of another reading.
    pub fn unpack(&mut self, bytes: &[u8]) -> Option<()> {
        let mut reader = unpack(bytes)?;
        let (mut stamp, mut parts) = (0, (false, false));
        stamp.fields(&mut reader);
        parts.fields(&mut reader);
        if !parts.0 && stamp != self.stamp {
            return None;
        }
        self.stamp = stamp;
        self.fields(parts, &mut reader);
        Some(())
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
