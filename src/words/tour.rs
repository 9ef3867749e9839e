//! Words round the tour.

use super::*;

words! { Tour:
    /// Name of the tour.
    NAME,
    /// The step before.
    BEFORE,
    /// The step after.
    NEXT,
    /// Ends the tour.
    LEAVE,
    /// The way to the tour, in words and digits.
    WAY(count, number),
    /// Which step it is.
    STEP_OF(index, count),
}

/// The way to the tour.
pub fn way(count: usize) -> String {
    WAY.with(&[&small_number(count), &digits(count)])
}

/// Which step it is, counted from 0.
pub fn step_of(index: usize, count: usize) -> String {
    STEP_OF.with(&[&digits(index + 1), &digits(count)])
}
