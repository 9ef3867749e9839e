//! Which values lie apart from the rest, and where most of them lie close together.

use crate::data::arrange;

/// How far from the median a value lies apart, in median absolute deviations: three standard deviations of a normal
/// distribution (Hampel's identifier; Davies and Gather 1993).
pub const APART_DEVIATIONS: f64 = 3.0 * 1.482_6;
/// Neighbours in a bundle lie less than this apart, in points.
pub const BUNDLE_GAP_POINTS: f64 = 1.0;
/// With fewer values nothing is said about them together.
pub const LEAST_VALUES: usize = 6;

fn in_order(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    arrange(&mut sorted, &f64::total_cmp);
    sorted
}

fn median(sorted: &[f64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get(sorted.len().saturating_sub(1) / 2)?;
    Some((lower + upper) / 2.0)
}

/// The least and the greatest value that do not lie apart; `None` with fewer than six values, or where more than half of them
/// are equal and nothing can be said.
pub fn together(values: &[f64]) -> Option<(f64, f64)> {
    let sorted = in_order(values);
    if sorted.len() < LEAST_VALUES {
        return None;
    }
    let middle = median(&sorted)?;
    let distances: Vec<f64> = sorted.iter().map(|value| (value - middle).abs()).collect();
    let reach = median(&in_order(&distances))? * APART_DEVIATIONS;
    if reach <= 0.0 {
        return None;
    }
    let within = |value: &&f64| (*value - middle).abs() <= reach;
    Some((*sorted.iter().find(within)?, *sorted.iter().rfind(within)?))
}

/// Values close together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bundle {
    /// The least of them.
    pub low: f64,
    /// The greatest of them.
    pub high: f64,
    /// How many they are.
    pub count: usize,
}

/// The longest run of values of which each lies less than a point from the next, if at least half of all are in it; `None`
/// with fewer than six values.
pub fn bundle(values: &[f64]) -> Option<Bundle> {
    let sorted = in_order(values);
    let mut best: Option<Bundle> = None;
    let mut run: Option<Bundle> = None;
    for value in &sorted {
        let next = match run {
            Some(run) if value - run.high < BUNDLE_GAP_POINTS => {
                Bundle { high: *value, count: run.count + 1, ..run }
            }
            _ => Bundle { low: *value, high: *value, count: 1 },
        };
        if best.is_none_or(|best| next.count > best.count) {
            best = Some(next);
        }
        run = Some(next);
    }
    best.filter(|best| sorted.len() >= LEAST_VALUES && best.count * 2 >= sorted.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_lies_apart_is_told_from_the_rest() {
        // Median 78, deviations 1, 0, 2, 1, 0, 50, 1: their median is 1, the reach 4.4.
        assert_eq!(together(&[79.0, 78.0, 80.0, 77.0, 78.0, 28.0, 79.0]), Some((77.0, 80.0)));
        assert_eq!(together(&[50.0; 9]), None);
        assert_eq!(together(&[1.0, 2.0, 90.0]), None);
        assert_eq!(together(&[]), None);
    }

    #[test]
    fn a_bundle_is_half_of_all_or_none() {
        let values = [24.0, 39.0, 51.04, 51.7, 52.2, 53.0];
        assert_eq!(bundle(&values), Some(Bundle { low: 51.04, high: 53.0, count: 4 }));
        assert_eq!(bundle(&[10.0, 20.0, 30.0, 40.0, 50.0, 60.0]), None);
        assert_eq!(bundle(&[1.0, 1.0]), None);
    }

    proptest! {
        #[test]
        fn whatever_the_values_what_is_said_lies_among_them(values in prop::collection::vec(-1e9f64..1e9, 0..40)) {
            if let Some((low, high)) = together(&values) {
                prop_assert!(values.contains(&low) && values.contains(&high) && low <= high);
                prop_assert!(values.iter().filter(|value| (low..=high).contains(value)).count() * 2 >= values.len());
            }
            if let Some(found) = bundle(&values) {
                prop_assert_eq!(values.iter().filter(|value| (found.low..=found.high).contains(value)).count(), found.count);
            }
        }
    }
}
