//! How many types have each frequency in -> how varied a random sample of the tokens is.

/// HD-D, as the mean type-token ratio of all samples of `sample` tokens (42 in the source), drawn without replacement: 0
/// to 1. The `spectrum` holds (frequency, how many types have it). `None` with fewer tokens than the sample, or where
/// that is zero.
///
/// McCarthy, P. M. and Jarvis, S. (2007). vocd: a theoretical and empirical evaluation. Language Testing 24(4), 459-488;
/// (2010). Behavior Research Methods 42(2), 381-392.
pub fn hypergeometric_diversity(spectrum: &[(u64, u64)], sample: u64) -> Option<f64> {
    let tokens: f64 = spectrum.iter().map(|&(frequency, types)| frequency as f64 * types as f64).sum();
    let types = spectrum.iter().map(|&(frequency, types)| types as f64 * probability(frequency as f64, tokens, sample));
    (sample > 0 && tokens >= sample as f64).then(|| (types.sum::<f64>() / sample as f64).min(1.0))
}

/// Probability that a type of that `frequency` is in a sample of the `tokens`. It adds up from draw to draw, and so keeps
/// all its digits where it is tiny, as one less its complement would not.
fn probability(frequency: f64, tokens: f64, sample: u64) -> f64 {
    let draw = |seen: f64, drawn: u64| seen + (1.0 - seen) * (frequency / (tokens - drawn as f64)).min(1.0);
    (0..sample).fold(0.0, draw)
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample_text;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn spectrum_of(tokens: &[u32]) -> Vec<(u64, u64)> {
        let (mut counts, mut spectrum) = (BTreeMap::new(), BTreeMap::new());
        tokens.iter().for_each(|token| *counts.entry(token).or_insert(0) += 1);
        counts.values().for_each(|&frequency| *spectrum.entry(frequency).or_insert(0) += 1);
        spectrum.into_iter().collect()
    }

    #[test]
    fn the_diversity_of_a_few_tokens_is_that_counted_by_hand() {
        // a a b c: of the six samples of two, one holds one type and five hold two.
        assert!((hypergeometric_diversity(&[(1, 2), (2, 1)], 2).unwrap() - 11.0 / 12.0).abs() < 1e-15);
    }

    #[test]
    fn the_diversity_is_that_of_another_program() {
        // The Python package lexicalrichness 0.5.1, hdd(42).
        let value = hypergeometric_diversity(&spectrum_of(&sample_text()), 42).unwrap();
        assert!((value - 0.8282372049893456).abs() < 1e-12, "{value}");
    }

    #[test]
    fn it_is_exact_for_a_billion_tokens() {
        // mpmath, 40 digits.
        for (spectrum, expected) in [
            (&[(1, 1000000000)][..], 1.0),
            (
                &[(1, 900000), (2, 400000), (17, 50001), (90000, 4000), (50000000, 7), (287449983, 1)][..],
                0.5330324258668339,
            ),
            (&[(500000000, 2)][..], 0.04761904761903679),
            (&[(20, 5), (999999900, 1)][..], 0.02380962380948486),
        ] {
            let value = hypergeometric_diversity(spectrum, 42).unwrap();
            assert!((value / expected - 1.0).abs() < 1e-12, "{value} is not {expected}");
        }
    }

    #[test]
    fn it_is_the_ratio_of_the_text_where_the_sample_is_all_of_it_and_undefined_where_it_is_more() {
        assert_eq!(hypergeometric_diversity(&[(1, 2), (2, 1)], 4), Some(0.75));
        assert_eq!(hypergeometric_diversity(&[(1, 2), (2, 1)], 5), None);
        assert_eq!((hypergeometric_diversity(&[], 42), hypergeometric_diversity(&[(1, 2)], 0)), (None, None));
    }

    proptest! {
        #[test]
        fn it_is_within_1_over_the_sample_and_1_and_a_sample_of_one_token_has_one_type(
            spectrum in prop::collection::vec((1..1000_u64, 1..100_u64), 1..20), sample in 1..60_u64
        ) {
            prop_assert!((hypergeometric_diversity(&spectrum, 1).unwrap() - 1.0).abs() < 1e-12);
            let Some(diversity) = hypergeometric_diversity(&spectrum, sample) else { return Ok(()) };
            prop_assert!(1.0 / sample as f64 - 1e-12 <= diversity && diversity <= 1.0);
        }
    }
}
