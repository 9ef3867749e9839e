//! Every sentence shown or spoken, and how numbers and dates are written; one file a language.
//!
//! Decides wording. Leaves which facts are told, and where, to [`crate::charts`] and [`crate::app`]. English is complete;
//! it is the only language so far.

pub mod en;
pub mod fold;
pub mod number;
pub mod problem;
