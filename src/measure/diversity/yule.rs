//! How many types have each frequency in -> how much the tokens repeat themselves.

/// Yule's K, 10^4 (sum i² V_i - N) / N²: ten thousand times the chance that two tokens, drawn with replacement, are
/// different occurrences of one type. It falls as words vary more and hardly depends on the length of the text. The
/// `spectrum` holds (i, V_i): a frequency and how many types have it. `None` where there is no token.
///
/// Yule, G. U. (1944). The statistical study of literary vocabulary.
pub fn yule_k(spectrum: &[(u64, u64)]) -> Option<f64> {
    let tokens: f64 = spectrum.iter().map(|&(i, types)| i as f64 * types as f64).sum();
    // i² V_i - i V_i, term by term: the sums are nearly equal where most types come once.
    let repeats: f64 = spectrum.iter().map(|&(i, types)| i as f64 * (i as f64 - 1.0) * types as f64).sum();
    (tokens > 0.0).then(|| 1e4 * repeats / (tokens * tokens))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn k_has_its_values_by_hand() {
        // 10^4 (2 + 4 - 4) / 16.
        assert_eq!(yule_k(&[(1, 2), (2, 1)]), Some(1250.0));
        assert_eq!(yule_k(&[(1, 50)]), Some(0.0));
        assert_eq!(yule_k(&[(100, 1)]), Some(9900.0));
        assert_eq!(yule_k(&[]), None);
    }

    proptest! {
        #[test]
        fn k_agrees_with_its_definition_and_is_within_0_and_10_000(
            spectrum in prop::collection::vec((1..1000_u64, 1..1000_u64), 1..20)
        ) {
            let sum = |power: u32| spectrum.iter().map(|(i, types)| i.pow(power) * types).sum::<u64>() as f64;
            let k = yule_k(&spectrum).unwrap();
            prop_assert!((k - 1e4 * (sum(2) - sum(1)) / sum(1) / sum(1)).abs() < 1e-9);
            prop_assert!((0.0..1e4).contains(&k));
        }
    }
}
