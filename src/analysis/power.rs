//! Powers of two of any exponent: how weights halve.
//!
//! Decides how they are computed: from basic arithmetic, the same everywhere, without the table of 4 KB that a library's way
//! takes.

/// 2 to the power of an exponent; whole exponents give exact powers.
///
/// The nearest whole part is a matter of the bits, the rest, at most a half, of the series of the exponential function: 14 terms
/// of it are exact to the last digits. Below 2⁻¹⁰²² it is zero, above 2¹⁰²³ that; zero too where the exponent is no number.
pub fn power_of_two(exponent: f64) -> f64 {
    let whole = (exponent + 0.5).floor();
    if whole.is_nan() || whole < -1022.0 {
        return 0.0;
    }
    let whole = whole.min(1023.0);
    let rest = (exponent - whole).min(0.5) * std::f64::consts::LN_2;
    let mut sum = 1.0;
    for term in (1..=14).rev() {
        sum = 1.0 + sum * rest / f64::from(term);
    }
    sum * f64::from_bits(((whole as i64 + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_exponents_are_exact_and_ends_are_held() {
        let cases = [
            (0.0, 1.0),
            (1.0, 2.0),
            (-1.0, 0.5),
            (-10.0, 1.0 / 1024.0),
            (-1e9, 0.0),
            (f64::NEG_INFINITY, 0.0),
            (f64::NAN, 0.0),
        ];
        for (exponent, wanted) in cases {
            assert_eq!(power_of_two(exponent).to_bits(), f64::to_bits(wanted), "{exponent}");
        }
        assert!(power_of_two(1e9).is_finite());
    }

    proptest! {
        #[test]
        fn it_is_what_a_library_gives(exponent in -1000.0f64..1000.0) {
            let (own, wanted) = (power_of_two(exponent), libm::exp2(exponent));
            prop_assert!((own / wanted - 1.0).abs() < 1e-15, "{exponent}: {own} is not {wanted}");
        }
    }
}
