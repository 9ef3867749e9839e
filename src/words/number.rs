//! Numbers as text, from integers: the same digits natively and in wasm, and no float printer in the module.
//!
//! Decides where digits are grouped and how halves are rounded; the language says which signs stand between.

use super::common::{DECIMAL, THOUSANDS};

/// The no-break space between a number and its sign.
pub const NO_BREAK_SPACE: char = '\u{a0}';
/// The sign after a share, with its space.
pub const PERCENT: &str = "\u{a0}%";
/// The minus sign.
pub const MINUS: char = '\u{2212}';

/// A count in groups of three: `6,456,393` in English.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(&THOUSANDS);
        }
        out.push(digit);
    }
    out
}

/// A change of a count, with its sign: `−83,322`, `+5`, `0`.
pub fn signed_thousands(change: i64) -> String {
    let digits = thousands(change.unsigned_abs());
    match change {
        0 => digits,
        1.. => ["+", &digits].concat(),
        _ => ["\u{2212}", &digits].concat(),
    }
}

/// A value with a fixed number of decimals (0..=6), halves away from zero, minus as U+2212; a value that is not finite is `–`.
pub fn decimal(value: f64, places: u32) -> String {
    let mut factor = 1.0;
    for _ in 0..places.min(6) {
        factor *= 10.0;
    }
    // A hair above, so that 0.285 stored as 0.28499… rounds as it is written; far below any digit shown.
    let scaled = (value.abs() * factor + 0.5 + 1e-9).floor();
    if !scaled.is_finite() || scaled > 9e15 {
        return "–".to_string();
    }
    let scaled = scaled as u64;
    let factor = factor as u64;
    let mut out = String::new();
    if value < 0.0 && scaled > 0 {
        out.push(MINUS);
    }
    out.push_str(&(scaled / factor).to_string());
    if places > 0 {
        let part = (scaled % factor).to_string();
        out.push_str(&DECIMAL);
        for _ in part.len()..places.min(6) as usize {
            out.push('0');
        }
        out.push_str(&part);
    }
    out
}

/// A value with its sign, zero without one: `+3.4`, `−10.0`, `0.0`.
pub fn signed(value: f64, places: u32) -> String {
    let text = decimal(value, places);
    if value > 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        ["+", &text].concat()
    } else {
        text
    }
}

/// A percentage with two decimals and its sign: `81.31 %`. The value is in per cent, 0..=100.
pub fn percent(value: f64) -> String {
    [&decimal(value, 2), PERCENT].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_the_page_wants_them() {
        let cases = [
            (thousands(0), "0"),
            (thousands(999), "999"),
            (thousands(6_456_393), "6,456,393"),
            (signed_thousands(-83_322), "−83,322"),
            (signed_thousands(12), "+12"),
            (decimal(81.309_9, 2), "81.31"),
            (decimal(0.285, 2), "0.29"),
            (decimal(-0.004, 2), "0.00"),
            (decimal(7.0, 0), "7"),
            (decimal(f64::NAN, 2), "–"),
            (signed(3.4, 1), "+3.4"),
            (signed(-10.0, 1), "−10.0"),
            (signed(0.04, 1), "0.0"),
            (percent(5.799_2), "5.80\u{a0}%"),
        ];
        for (found, wanted) in cases {
            assert_eq!(found, wanted);
        }
    }

    proptest! {
        #[test]
        fn decimals_are_those_of_the_standard_printer(mantissa in -1_000_000i64..1_000_000, places in 0u32..=4) {
            // One digit more than shown, never a half, so that both printers round alike.
            prop_assume!(mantissa.rem_euclid(10) != 5);
            let value = mantissa as f64 / 10f64.powi(places as i32 + 1);
            let wanted = format!("{value:.*}", places as usize).replace('-', "−");
            let wanted = if wanted.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) { wanted } else { wanted.replace('−', "") };
            prop_assert_eq!(decimal(value, places), wanted);
        }
    }
}
