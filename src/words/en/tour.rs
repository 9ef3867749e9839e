//! Words round the tour.

use super::small_number;

/// Name of the tour.
pub const NAME: &str = "The tour";
/// The step before.
pub const BEFORE: &str = "← Before";
/// The step after.
pub const NEXT: &str = "Next →";
/// Ends the tour.
pub const LEAVE: &str = "Leave the tour";

/// The way to the tour.
pub fn way(count: usize) -> String {
    format!("Take the tour: {} steps", small_number(count))
}

/// Which step it is, counted from 0.
pub fn step_of(index: usize, count: usize) -> String {
    format!("Step {} of {count}", index + 1)
}
