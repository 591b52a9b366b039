//! How closely two things stand together.

/// logDice, 14 + log2(2 f_xy / (f_x + f_y)): 14 where the two always stand together, one less for each halving; it does not
/// depend on the size of the corpus. `together` is above zero.
///
/// Rychlý, P. (2008). A lexicographer-friendly association score. RASLAN 2008, 6-9.
pub fn log_dice(together: u64, first: u64, second: u64) -> f64 {
    14.0 + (2.0 * together as f64 / (first + second) as f64).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_dice_is_14_for_what_always_stands_together_and_falls_by_one_for_each_halving() {
        assert_eq!(log_dice(7, 7, 7), 14.0);
        assert_eq!(log_dice(4, 8, 8), 13.0);
        assert_eq!(log_dice(1, 1, 15), 11.0);
    }
}
