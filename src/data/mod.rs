//! What happened in the world: elections, regions, events, votes and their sources, valid once built.
//!
//! Decides what a table row means and what is odd about it. Leaves numbers computed from facts to
//! [`crate::analysis`] and every sentence to [`crate::words`].

mod check;
pub mod cluster;
pub mod date;
pub mod election;
pub mod embedded;
pub mod event;
pub mod index;
pub mod json;
pub mod lookup;
pub mod order;
pub mod packed;
pub mod problem;
mod reader;
pub mod source;
pub mod story;
pub mod table;
pub mod text;

pub use date::{Day, Precision};
pub use election::{
    BallotOption, Bulletin, Discrepancy, Election, ElectionKind, ExitPoll, IndexValue, Observer,
    ObserverKind, OddFigure, OptionKind, Quote, Region, RegionalTurnout, ShareBase,
};
pub use event::{Actor, Event, EventCode, EventKind, Lane, Resolution, Vote};
pub use index::Index;
pub use json::Json;
pub use order::{arrange, halved};
pub use problem::{Done, Odd, Place, Problem, Target};
pub use source::{Source, SourceIndex};
pub use story::{Descriptor, FileText, Package, Story, TableRead};
