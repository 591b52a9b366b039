//! What two corpora have of each term in -> how alike the corpora are. A term that occurs in one of them alone may be
//! left out or not: the result is the same up to rounding.

/// A term's part of the Jensen-Shannon divergence, 1/2 p log2(p/m) + 1/2 q log2(q/m) with m = (p + q) / 2, in bits; `p`
/// and `q` are its shares of the tokens of two corpora. 0 where they are the same.
pub fn jensen_shannon_part(p: f64, q: f64) -> f64 {
    let half = |share: f64| if share > 0.0 { share / 2.0 * libm::log2(2.0 * share / (p + q)) } else { 0.0 };
    // Rounding can leave a trace below zero.
    (half(p) + half(q)).max(0.0)
}

/// Jensen-Shannon divergence of two corpora in bits, the sum of their terms' parts: 0 where they have the same terms in
/// the same `shares`, 1 where they share none.
///
/// A term in one corpus alone adds half its share; so the sum is 1 less what the shared terms keep from that.
///
/// Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Trans. on Information Theory 37(1), 145-151.
pub fn jensen_shannon(shares: impl Iterator<Item = (f64, f64)>) -> f64 {
    jensen_shannon_of(shares.map(|(p, q)| jensen_shannon_kept(p, q)).sum())
}

/// What a term that both have keeps from the divergence.
pub fn jensen_shannon_kept(p: f64, q: f64) -> f64 {
    (p + q) / 2.0 - jensen_shannon_part(p, q)
}

/// The divergence from the sum of what the terms keep from it.
pub fn jensen_shannon_of(kept: f64) -> f64 {
    (1.0 - kept).clamp(0.0, 1.0)
}

/// Weighted Jaccard index of two corpora, the sum of the smaller of each term's two `shares` over that of the larger: 0
/// where they share no term, 1 where the shares are the same. Of the shares min + max = p + q, so with s = sum min the
/// other sum is 2 - s.
///
/// Ružička, M. (1958). Anwendung mathematisch-statistischer Methoden in der Geobotanik. Biológia 13, 647-661.
pub fn weighted_jaccard(shares: impl Iterator<Item = (f64, f64)>) -> f64 {
    weighted_jaccard_of(shares.map(|(p, q)| p.min(q)).sum())
}

/// The index from the sum of the smaller shares.
pub fn weighted_jaccard_of(smaller: f64) -> f64 {
    let smaller = smaller.clamp(0.0, 1.0);
    smaller / (2.0 - smaller)
}

/// Cosine of two corpora, sum ab / sqrt(sum a² sum b²) over the `counts` a and b of the terms: 0 where they share no
/// term, 1 where the counts are proportional. `squares` are sum a² and sum b² over all terms of either; `None` where one
/// is zero.
///
/// Salton, G. and McGill, M. J. (1983). Introduction to modern information retrieval.
pub fn cosine(counts: impl Iterator<Item = (f64, f64)>, squares: (f64, f64)) -> Option<f64> {
    cosine_of(counts.map(|(a, b)| a * b).sum(), squares)
}

/// The cosine from sum ab and the sums of the squares.
pub fn cosine_of(product: f64, squares: (f64, f64)) -> Option<f64> {
    let length = (squares.0 * squares.1).sqrt();
    (length > 0.0).then(|| (product / length).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // {a 10, b 6, c 3, d 1} and {a 4, b 6, e 10}.
    const COUNTS: [(f64, f64); 5] = [(10.0, 4.0), (6.0, 6.0), (3.0, 0.0), (1.0, 0.0), (0.0, 10.0)];

    fn shares(counts: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let [n1, n2] = [counts.iter().map(|pair| pair.0).sum::<f64>(), counts.iter().map(|pair| pair.1).sum()];
        counts.iter().map(|&(a, b)| (a / n1, b / n2)).collect()
    }

    fn squares(counts: &[(f64, f64)]) -> (f64, f64) {
        (counts.iter().map(|pair| pair.0 * pair.0).sum(), counts.iter().map(|pair| pair.1 * pair.1).sum())
    }

    /// The three measures over the terms that `keep` holds for.
    fn measures(counts: &[(f64, f64)], keep: impl Fn(&(f64, f64)) -> bool) -> [f64; 3] {
        let shares = shares(counts);
        let kept = || shares.iter().copied().filter(&keep);
        let cosine = cosine(counts.iter().copied().filter(&keep), squares(counts)).unwrap();
        [jensen_shannon(kept()), weighted_jaccard(kept()), cosine]
    }

    fn swapped(counts: &[(f64, f64)]) -> Vec<(f64, f64)> {
        counts.iter().map(|&(a, b)| (b, a)).collect()
    }

    fn any_counts() -> impl Strategy<Value = Vec<(f64, f64)>> {
        let count = || (0..1000_u32).prop_map(f64::from);
        let terms = prop::collection::vec((count(), count()), 0..50);
        terms.prop_map(|mut counts| {
            counts.push((1.0, 1.0));
            counts
        })
    }

    #[test]
    fn measures_have_their_check_values() {
        let [divergence, jaccard, cosine] = measures(&COUNTS, |_| true);
        assert!((divergence - 0.397907801).abs() < 5e-10);
        assert!((jaccard - 1.0 / 3.0).abs() < 1e-12);
        assert!((cosine - 0.510170533).abs() < 5e-10);
    }

    #[test]
    fn parts_of_the_divergence_have_their_check_values() {
        for ((p, q), expected) in shares(&COUNTS).into_iter().zip([0.047907801, 0.0, 0.075, 0.025, 0.25]) {
            assert!((jensen_shannon_part(p, q) - expected).abs() < 5e-10);
        }
    }

    #[test]
    fn corpora_without_a_shared_term_are_as_far_apart_as_can_be() {
        assert_eq!(measures(&[(2.0, 0.0), (0.0, 4.0)], |_| true), [1.0, 0.0, 0.0]);
        assert_eq!((jensen_shannon([].into_iter()), weighted_jaccard([].into_iter())), (1.0, 0.0));
    }

    #[test]
    fn an_empty_corpus_has_no_cosine() {
        assert_eq!(cosine([].into_iter(), (0.0, 4.0)), None);
    }

    proptest! {
        #[test]
        fn terms_of_one_corpus_alone_may_be_left_out(counts in any_counts()) {
            let (all, shared) = (measures(&counts, |_| true), measures(&counts, |&(a, b)| a * b > 0.0));
            for (all, shared) in all.into_iter().zip(shared) {
                prop_assert!((all - shared).abs() < 1e-12);
            }
        }

        #[test]
        fn the_divergence_is_the_sum_of_its_parts(counts in any_counts()) {
            let parts: f64 = shares(&counts).into_iter().map(|(p, q)| jensen_shannon_part(p, q)).sum();
            prop_assert!((measures(&counts, |_| true)[0] - parts).abs() < 1e-12);
        }

        #[test]
        fn the_weighted_jaccard_is_the_sum_of_minima_over_that_of_maxima(counts in any_counts()) {
            let shares = shares(&counts);
            let minima: f64 = shares.iter().map(|&(p, q)| p.min(q)).sum();
            let maxima: f64 = shares.iter().map(|&(p, q)| p.max(q)).sum();
            prop_assert!((measures(&counts, |_| true)[1] - minima / maxima).abs() < 1e-12);
        }

        #[test]
        fn measures_are_symmetric_and_within_0_and_1(counts in any_counts()) {
            let measures_1 = measures(&counts, |_| true);
            prop_assert!(measures_1.iter().all(|measure| (0.0..=1.0).contains(measure)));
            prop_assert_eq!(measures_1, measures(&swapped(&counts), |_| true));
        }

        #[test]
        fn a_corpus_is_the_same_as_itself(counts in any_counts()) {
            let twice: Vec<_> = counts.iter().map(|&(a, _)| (a, 2.0 * a)).collect();
            for (measure, expected) in measures(&twice, |_| true).into_iter().zip([0.0, 1.0, 1.0]) {
                prop_assert!((measure - expected).abs() < 1e-12);
            }
        }
    }
}
