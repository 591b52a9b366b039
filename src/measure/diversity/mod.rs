//! Tokens as numbers, in the order of the text, or how many types have each frequency, in -> how varied the words are.

mod hypergeometric;
mod mtld;
mod moving_average;
mod yule;

pub use hypergeometric::hypergeometric_diversity;
pub use moving_average::{Windows, windows};
pub use mtld::{Factors, factors};
pub use yule::yule_k;

use super::proportion;

/// Type-token ratio, 0 to 1: how many of the tokens are different. It falls as texts grow, so only texts of one length
/// compare. `None` where there is no token.
pub fn type_token_ratio(types: u64, tokens: u64) -> Option<f64> {
    proportion(types, tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tokens of one hundred types, some much more frequent than others.
    pub(super) fn any_tokens() -> impl Strategy<Value = Vec<u32>> {
        prop::collection::vec((1..=10_u32, 1..=10_u32).prop_map(|(a, b)| a * b), 0..300)
    }

    /// 400 tokens from a linear congruential generator, small numbers more often than large ones.
    pub(super) fn sample_text() -> Vec<u32> {
        let mut state = 7_u64;
        let mut next = || {
            state = (state * 1_103_515_245 + 12_345) % (1 << 31);
            (state >> 16) % 40
        };
        (0..400).map(|_| (next() * next() / 8) as u32).collect()
    }

    #[test]
    fn a_type_token_ratio_is_types_over_tokens() {
        assert_eq!((type_token_ratio(3, 4), type_token_ratio(0, 0)), (Some(0.75), None));
    }
}
