//! Numbers from facts: shares on each base, competitiveness, the tone of relations.
//!
//! Decides how a figure is computed and from what. Leaves how it is written to [`crate::words`]. What cannot be
//! computed because a cell is empty is `None`, never zero.

pub mod contest;
pub mod passing;
pub mod power;
pub mod tone;
pub mod turnout;
pub mod verdict;
