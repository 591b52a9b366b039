//! Numbers -> decimal digits, the same as the standard library's, in a fraction of its time.

use std::io::Write;

/// Powers of ten that are exact as numbers of 64 bits.
const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/// Below this a number of 64 bits has a binary place after its point.
const LARGE: f64 = (1_u64 << 52) as f64;

/// Appends a number with this many decimals.
///
/// It is scaled, which rounds it by half its last place at most, and split into a whole number and a fraction, which is
/// exact. Unless the fraction is as near to one half as that, it says to which whole number the true value is rounded.
pub fn write(number: f64, decimals: usize, out: &mut Vec<u8>) {
    let scaled = number.abs() * POWERS.get(decimals).copied().unwrap_or(f64::NAN);
    let fraction = scaled - scaled.floor();
    // Twice the error that there may be. Not a number is neither.
    if !(scaled < LARGE && (fraction - 0.5).abs() > scaled * f64::EPSILON) {
        // Writing to memory can't fail.
        let _ = write!(out, "{number:.decimals$}");
        return;
    }
    let whole = scaled as u64 + u64::from(fraction > 0.5);
    if number.is_sign_negative() {
        out.push(b'-');
    }
    write_count(whole, decimals + 1, out);
    if decimals > 0 {
        out.insert(out.len() - decimals, b'.');
    }
}

/// Appends a count, with zeros before it where it has fewer digits than `width`, which is 20 at most.
pub fn write_count(mut count: u64, width: usize, out: &mut Vec<u8>) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        if count == 0 {
            break;
        }
        *digit += (count % 10) as u8;
        count /= 10;
        first = place;
    }
    let first = first.min(digits.len().saturating_sub(width));
    out.extend_from_slice(&digits[first..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(number: f64, decimals: usize) -> String {
        let mut out = Vec::new();
        write(number, decimals, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn ties_and_numbers_beside_them_are_rounded_as_the_standard_library_does() {
        for tie in [0.5_f64, 1.5, 2.5, 0.125, 0.375, 1.005, 2.675, 0.000_5, 4_503_599_627_370_495.5, 1e15 + 0.3] {
            for number in [tie, tie.next_down(), tie.next_up(), -tie] {
                for decimals in 0..12 {
                    assert_eq!(written(number, decimals), format!("{number:.decimals$}"));
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn numbers_have_the_digits_of_the_standard_library(
            any in any::<f64>(), small in -1e6..1e6, ticks in 0..1_u64 << 40, decimals in 0..12_usize
        ) {
            // The last are as near to a tie as a number can be.
            for number in [any, small, small * 1e-9, ticks as f64 * 0.5 / POWERS[decimals.min(9)]] {
                prop_assert_eq!(written(number, decimals), format!("{number:.decimals$}"));
            }
        }

        #[test]
        fn counts_have_the_digits_of_the_standard_library(count: u64, shift in 0..64, width in 1..21_usize) {
            let mut out = Vec::new();
            write_count(count >> shift, width, &mut out);
            prop_assert_eq!(String::from_utf8(out).unwrap(), format!("{:0width$}", count >> shift));
        }
    }
}
