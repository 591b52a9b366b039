//! Tokens in -> how many stretches they fall into in which the type-token ratio drops to a threshold.

use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

/// One factor, in the unit that factors are counted in.
const FACTOR: u64 = 1_000_000_000;

/// Tokens and the factors that they make up. Factors are counted in billionths, so that those of documents add up to
/// those of a group exactly, in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factors {
    /// Tokens.
    pub tokens: u64,
    /// Billionths of factors, read from the first token to the last.
    pub forward: u64,
    /// Billionths of factors, read from the last token to the first.
    pub backward: u64,
}

impl Factors {
    /// Measure of textual lexical diversity (MTLD), tokens a factor: the mean of that of both directions. `None` where
    /// there is no factor, as in a text in which no token comes twice.
    ///
    /// McCarthy, P. M. and Jarvis, S. (2010). MTLD, vocd-D, and HD-D: a validation study of sophisticated approaches to
    /// lexical diversity assessment. Behavior Research Methods 42(2), 381-392.
    pub fn mtld(&self) -> Option<f64> {
        let length = |factors: u64| self.tokens as f64 * FACTOR as f64 / factors as f64;
        (self.forward > 0 && self.backward > 0).then(|| (length(self.forward) + length(self.backward)) / 2.0)
    }
}

impl Add for Factors {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            tokens: self.tokens + other.tokens,
            forward: self.forward + other.forward,
            backward: self.backward + other.backward,
        }
    }
}

impl AddAssign for Factors {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// The factors of one text, types as numbers from 0 on. A factor is full where its type-token ratio is at or below the `threshold`, below 1 (.72 in
/// the source); the rest at the end counts (1 - ratio) / (1 - threshold) of one. In time proportional to the length.
pub fn factors(tokens: &[u32], threshold: f64) -> Factors {
    let types = tokens.iter().max().map_or(0, |most| *most as usize + 1);
    Factors {
        tokens: tokens.len() as u64,
        forward: one_way(tokens.iter(), types, threshold),
        backward: one_way(tokens.iter().rev(), types, threshold),
    }
}

/// Billionths of factors in one direction; the tokens are below `numbers`.
fn one_way<'a>(tokens: impl Iterator<Item = &'a u32>, numbers: usize, threshold: f64) -> u64 {
    let ratio = |types: u64, length: u64| types as f64 / length as f64;
    let mut last_factor = vec![u64::MAX; numbers];
    let (mut full, mut types, mut length) = (0, 0, 0);
    for token in tokens {
        // The factor of a type's last occurrence tells whether it is new in this one, so that nothing need be cleared.
        types += u64::from(std::mem::replace(&mut last_factor[*token as usize], full) != full);
        length += 1;
        if ratio(types, length) <= threshold {
            (full, types, length) = (full + 1, 0, 0);
        }
    }
    let rest = if length == 0 { 0.0 } else { (1.0 - ratio(types, length)) / (1.0 - threshold) };
    full * FACTOR + (rest * FACTOR as f64).round() as u64
}

#[cfg(test)]
mod tests {
    use super::super::tests::{any_tokens, sample_text};
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn factors_are_those_counted_by_hand() {
        // Forwards 1 2 1 | 3 4 5, of which the rest is no part of a factor; backwards 5 4 3 1 2 1, at 5/6.
        let counted = factors(&[1, 2, 1, 3, 4, 5], 0.72);
        assert_eq!(counted, Factors { tokens: 6, forward: FACTOR, backward: 595_238_095 });
        assert!((counted.mtld().unwrap() - (6.0 + 10.08) / 2.0).abs() < 1e-7);
    }

    #[test]
    fn a_factor_is_full_at_the_very_threshold() {
        // 18 types in 25 tokens.
        let tokens: Vec<u32> = (0..18).chain(0..7).collect();
        assert_eq!(factors(&tokens, 0.72).forward, FACTOR);
    }

    #[test]
    fn mtld_is_that_of_another_program() {
        // The Python package lexicalrichness 0.5.1, mtld(.72).
        let value = factors(&sample_text(), 0.72).mtld().unwrap();
        assert!((value - 65.96260264911346).abs() < 1e-7, "{value}");
    }

    #[test]
    fn a_text_in_which_no_token_comes_twice_has_no_factor() {
        assert_eq!((factors(&[1, 2, 3], 0.72).mtld(), factors(&[], 0.72).mtld()), (None, None));
    }

    /// The billionths of factors by the plain definition: each ratio is counted anew.
    fn definition(tokens: &[u32], threshold: f64) -> u64 {
        let ratio = |part: &[u32]| part.iter().collect::<HashSet<_>>().len() as f64 / part.len() as f64;
        match (1..=tokens.len()).find(|&length| ratio(&tokens[..length]) <= threshold) {
            Some(length) => FACTOR + definition(&tokens[length..], threshold),
            None if tokens.is_empty() => 0,
            None => ((1.0 - ratio(tokens)) / (1.0 - threshold) * FACTOR as f64).round() as u64,
        }
    }

    proptest! {
        #[test]
        fn factors_agree_with_their_definition_and_add_up(
            tokens in any_tokens(), other in any_tokens(), threshold in 0.5..0.99
        ) {
            let plain = |tokens: &[u32]| Factors {
                tokens: tokens.len() as u64,
                forward: definition(tokens, threshold),
                backward: definition(&tokens.iter().rev().copied().collect::<Vec<_>>(), threshold),
            };
            prop_assert_eq!(factors(&tokens, threshold), plain(&tokens));
            let sum = factors(&tokens, threshold) + factors(&other, threshold);
            prop_assert_eq!(sum, plain(&other) + plain(&tokens));
        }

        #[test]
        fn a_text_read_backwards_has_the_same_mtld(tokens in any_tokens()) {
            let reversed: Vec<u32> = tokens.iter().rev().copied().collect();
            prop_assert_eq!(factors(&tokens, 0.72).mtld(), factors(&reversed, 0.72).mtld());
        }
    }
}
