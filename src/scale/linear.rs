//! The straight scale.

/// Maps values to positions in CSS pixels along a straight line. Total: a domain without length maps to the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    /// Values at the two ends.
    pub domain: (f64, f64),
    /// Positions of the two ends, in CSS pixels; may run backwards.
    pub range_px: (f64, f64),
}

impl Linear {
    /// A scale between two pairs of ends.
    pub fn new(domain: (f64, f64), range_px: (f64, f64)) -> Linear {
        Linear { domain, range_px }
    }

    /// The position of a value; values outside the domain go on in the same line.
    pub fn at(&self, value: f64) -> f64 {
        let length = self.domain.1 - self.domain.0;
        if length.abs() < f64::EPSILON {
            return self.range_px.0;
        }
        self.range_px.0 + (value - self.domain.0) / length * (self.range_px.1 - self.range_px.0)
    }
}

/// Round values at most `most` in number within low..=high, at steps of 1, 2 or 5 times a power of ten.
pub fn round_ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite()) || high <= low || most == 0 {
        return Vec::new();
    }
    let mut step = power_of_ten((high - low) / most as f64);
    if step <= 0.0 {
        return Vec::new();
    }
    for factor in [1.0, 2.0, 2.5, 2.0] {
        // 1, 2, 5, 10 times the power of ten
        step *= factor;
        let first = (low / step - 1e-9).ceil();
        let last = (high / step + 1e-9).floor();
        if last - first < most as f64 {
            return (0..=(last - first) as i64).map(|index| (first + index as f64) * step).collect();
        }
    }
    Vec::new()
}

/// The greatest power of ten not above a positive value. Counting costs less code than a logarithm.
fn power_of_ten(value: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= value {
        power *= 10.0;
    }
    while power > value {
        power /= 10.0;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        let cases: [(f64, f64, usize, &[f64]); 4] = [
            (60.0, 100.0, 5, &[60.0, 70.0, 80.0, 90.0, 100.0]),
            (0.0, 6.0, 4, &[0.0, 2.0, 4.0, 6.0]),
            (0.0, 1.0, 3, &[0.0, 0.5, 1.0]),
            (5.0, 5.0, 4, &[]),
        ];
        for (low, high, most, wanted) in cases {
            assert_eq!(round_ticks(low, high, most), wanted, "{low}..{high}");
        }
    }

    proptest! {
        #[test]
        fn ticks_stay_inside_and_few(low in -1e6f64..1e6, length in 1e-3f64..1e6, most in 1usize..12) {
            let ticks = round_ticks(low, low + length, most);
            prop_assert!(ticks.len() <= most);
            for tick in ticks {
                prop_assert!(tick >= low - length * 1e-6 && tick <= low + length * (1.0 + 1e-6));
            }
        }
    }
}
