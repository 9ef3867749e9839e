//! One chart a file, the same few functions in each: data to series, series to placed marks, marks to a scene with
//! emphasis, point to mark, series to table rows, mark to spoken line.
//!
//! Decides what is drawn and where. Leaves computing to [`crate::analysis`], sentences to [`crate::words`], finding room
//! to [`crate::layout`], and what a reader chose to [`crate::app`].

pub mod contest;
pub mod history;
pub mod mark;
pub mod noted;
pub mod pen;
pub mod results;
pub mod target;
pub mod timeline;
pub mod turnout;
pub mod turnout_clock;
pub mod turnout_map;
pub mod un_votes;
pub mod verdicts;

pub use target::{Emphasis, Table, Target, hit};
