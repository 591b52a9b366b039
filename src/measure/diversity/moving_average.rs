//! Tokens in -> their types, summed over all windows of one size.

use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

/// Sums over the full windows of one size. Those of documents add up to those of a group, in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    /// How many windows there are: one begins at each token that has enough tokens after it.
    pub windows: u64,
    /// Sum over the windows of the types in each.
    pub types: u64,
}

impl Windows {
    /// The moving-average type-token ratio (MATTR), the mean over all windows of `size` tokens; `None` where no text is
    /// as long.
    ///
    /// Covington, M. A. and McFall, J. D. (2010). Cutting the Gordian knot: the moving-average type-token ratio (MATTR).
    /// J. of Quantitative Linguistics 17(2), 94-100.
    pub fn mean_ratio(&self, size: usize) -> Option<f64> {
        (self.windows > 0 && size > 0).then(|| self.types as f64 / (self.windows as f64 * size as f64))
    }
}

impl Add for Windows {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { windows: self.windows + other.windows, types: self.types + other.types }
    }
}

impl AddAssign for Windows {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// The windows of `size` `tokens` of one text, types as numbers from 0 on, in time proportional to its length. None in a
/// shorter text.
pub fn windows(tokens: &[u32], size: usize) -> Windows {
    if size == 0 || tokens.len() < size {
        return Windows::default();
    }
    let starts = tokens.len() - size + 1;
    let mut seen = vec![0; tokens.iter().max().map_or(0, |most| *most as usize + 1)];
    let mut types = 0;
    for (index, token) in tokens.iter().enumerate() {
        // A token is a new type in each window that begins after its last occurrence and contains it.
        let behind = std::mem::replace(&mut seen[*token as usize], index + 1);
        let first = behind.max((index + 1).saturating_sub(size));
        types += starts.min(index + 1).saturating_sub(first) as u64;
    }
    Windows { windows: starts as u64, types }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{any_tokens, sample_text};
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn windows_are_those_counted_by_hand() {
        // 1 2 1, 2 1 1, 1 1 3, 1 3 4.
        let counted = windows(&[1, 2, 1, 1, 3, 4], 3);
        assert_eq!(counted, Windows { windows: 4, types: 2 + 2 + 2 + 3 });
        assert_eq!(counted.mean_ratio(3), Some(0.75));
    }

    #[test]
    fn the_mean_ratio_is_that_of_another_program() {
        // The Python package lexicalrichness 0.5.1, mattr(50).
        let value = windows(&sample_text(), 50).mean_ratio(50).unwrap();
        assert!((value - 0.788660968660969).abs() < 1e-12, "{value}");
    }

    #[test]
    fn a_text_shorter_than_the_window_has_none() {
        for (tokens, size) in [(&[][..], 5), (&[1, 2, 3, 4], 5), (&[1, 2, 3, 4], 0)] {
            assert_eq!(windows(tokens, size), Windows::default());
            assert_eq!(windows(tokens, size).mean_ratio(size), None);
        }
    }

    proptest! {
        #[test]
        fn windows_agree_with_their_definition_and_add_up(
            tokens in any_tokens(), other in any_tokens(), size in 1..60_usize
        ) {
            let types = |window: &[u32]| window.iter().collect::<HashSet<_>>().len() as u64;
            let plain = |tokens: &[u32]| Windows {
                windows: tokens.windows(size).count() as u64,
                types: tokens.windows(size).map(types).sum(),
            };
            prop_assert_eq!(windows(&tokens, size), plain(&tokens));
            prop_assert_eq!(windows(&tokens, size) + windows(&other, size), plain(&other) + plain(&tokens));
            let ratio = windows(&tokens, size).mean_ratio(size);
            prop_assert!(ratio.is_none_or(|ratio| 0.0 < ratio && ratio <= 1.0));
        }
    }
}
