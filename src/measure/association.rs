//! How closely two things are associated.

/// logDice, 14 + log2(2 f_xy / (f_x + f_y)): 14 where the two always occur together, one less for each halving; it does not
/// depend on the size of the corpus. `together` is above zero.
///
/// Rychlý, P. (2008). A lexicographer-friendly association score. RASLAN 2008, 6-9.
pub fn log_dice(together: u64, first: u64, second: u64) -> f64 {
    14.0 + libm::log2(2.0 * together as f64 / (first + second) as f64)
}

/// Pointwise mutual information in bits, log2(f_xy N / (f_x f_y)): 0 where the two occur together as often as chance has
/// it, one more for each doubling. `total` is N, the number of places where they could; all four are above zero.
///
/// Church, K. W. and Hanks, P. (1990). Word association norms, mutual information, and lexicography. Computational
/// Linguistics 16(1), 22-29.
pub fn mutual_information(together: u64, first: u64, second: u64, total: u64) -> f64 {
    libm::log2(together as f64 * total as f64 / (first as f64 * second as f64))
}

/// Normalised pointwise mutual information, the above over -log2(f_xy / N): 1 where the two occur only together, 0 where
/// they do as often as chance has it, towards -1 where they avoid each other. 1 where both are everywhere.
///
/// Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL 2009, 31-40.
pub fn normalised_mutual_information(together: u64, first: u64, second: u64, total: u64) -> f64 {
    if together == total {
        return 1.0;
    }
    mutual_information(together, first, second, total) / -libm::log2(together as f64 / total as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn log_dice_is_14_for_what_always_stands_together_and_falls_by_one_for_each_halving() {
        assert_eq!(log_dice(7, 7, 7), 14.0);
        assert_eq!(log_dice(4, 8, 8), 13.0);
        assert_eq!(log_dice(1, 1, 15), 11.0);
    }

    #[test]
    fn mutual_information_has_its_values_by_hand() {
        assert_eq!(mutual_information(1, 10, 10, 100), 0.0);
        assert_eq!(mutual_information(8, 10, 10, 100), 3.0);
        assert_eq!(mutual_information(1, 20, 20, 100), -2.0);
        assert_eq!(mutual_information(1, 1, 1, 1 << 40), 40.0);
    }

    #[test]
    fn normalised_mutual_information_has_its_values_by_hand() {
        assert_eq!(normalised_mutual_information(4, 4, 4, 64), 1.0);
        assert_eq!(normalised_mutual_information(1, 8, 8, 64), 0.0);
        // log2(4 · 64 / (8 · 8)) = 2, and -log2(4 / 64) = 4.
        assert_eq!(normalised_mutual_information(4, 8, 8, 64), 0.5);
        assert_eq!(normalised_mutual_information(7, 7, 7, 7), 1.0);
    }

    proptest! {
        #[test]
        fn mutual_information_is_symmetric_and_largest_where_the_two_always_stand_together(
            together in 1..1000_u64, first in 0..1000_u64, second in 0..1000_u64
        ) {
            let (first, second) = (together + first, together + second);
            let value = mutual_information(together, first, second, 10_000);
            prop_assert_eq!(value, mutual_information(together, second, first, 10_000));
            prop_assert!(value <= mutual_information(together, together, together, 10_000));
        }
    }
}
