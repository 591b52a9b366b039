//! x occurrences among n tokens, in clusters, in -> their rate and its interval.

use super::ClusterSums;
use super::share::{Estimate, Expected, clustered_estimate};
use super::student_t::critical_value;

/// The design effect that is expected of a word before its clusters are counted, and the least there is: a word may be
/// spread more evenly than at random. In a simulation of words with a design effect of 1 to 3 (tests/bench/coverage.rs)
/// the interval then covers the rate at least 92.9 times in 100; with an expected 1.5, 90.
const EXPECTED: Expected = Expected { mean: 3.0, least: 0.0 };

/// Interval of the rate x / n at a confidence `level` such as .95; within 0 and 1, with the rate in it. `None` where
/// n = 0.
///
/// It is that of a share (see `share_interval`), but for what design effect is expected: hits among tokens cluster
/// because words are bursty, not because a cluster is large.
pub fn rate_interval(sums: ClusterSums, level: f64) -> Option<(f64, f64)> {
    rate(sums, critical_t(sums.clusters, level)).map(|estimate| (estimate.lower, estimate.upper))
}

/// The rate and its interval at the critical value `t`, for `ratio`.
pub fn rate(sums: ClusterSums, t: f64) -> Option<Estimate> {
    clustered_estimate(sums, EXPECTED, t)
}

/// The critical value of Student's t for a group of this many clusters, at a confidence `level`; infinite for one. It
/// is the same for all words of a group, and takes longer to find than their intervals.
pub fn critical_t(clusters: u64, level: f64) -> f64 {
    critical_value(1.0 - level, clusters.saturating_sub(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::super::cluster_sums::tests::{any_clusters, sums_of};
    use super::super::share::share_interval;
    use super::super::share::tests::assert_close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rates_have_the_intervals_of_another_program() {
        // The formulas written anew over the clusters themselves, in Python with scipy's t.
        let clusters = sums_of(&[(512, 3), (430, 0), (601, 1), (388, 7), (475, 0), (540, 2)]);
        let expected = (0.0012516041248086217, 0.015434630735020403);
        assert_close(rate_interval(clusters, 0.95).unwrap(), expected, 1e-14);
        let clusters = sums_of(&[(300, 0), (420, 1), (350, 0), (610, 0), (505, 1)]);
        let expected = (0.00010093607655209218, 0.008246431091256974);
        assert_close(rate_interval(clusters, 0.95).unwrap(), expected, 1e-14);
    }

    #[test]
    fn a_word_that_is_spread_evenly_is_surer_than_one_at_random_and_one_never_seen_has_a_bound() {
        // As above; a random one of 100 hits would have .0082 to .0122.
        let even = rate_interval(sums_of(&[(500, 5); 20]), 0.95).unwrap();
        assert_close(even, (0.009505015374048074, 0.010520487732738606), 1e-14);
        assert_close(rate_interval(sums_of(&[(500, 0); 20]), 0.95).unwrap(), (0.0, 0.0013124999875245799), 1e-14);
    }

    #[test]
    fn one_cluster_says_nothing_and_no_token_has_no_rate() {
        assert_eq!(rate_interval(sums_of(&[(400, 3)]), 0.95), Some((0.0, 1.0)));
        assert_eq!(rate_interval(sums_of(&[]), 0.95), None);
        assert_eq!((critical_t(1, 0.95), critical_t(0, 0.95)), (f64::INFINITY, f64::INFINITY));
    }

    /// Makes an interval of clustered counts.
    type Interval = fn(ClusterSums, f64) -> Option<(f64, f64)>;

    /// What holds for one holds for the other.
    const INTERVALS: [Interval; 2] = [share_interval, rate_interval];

    proptest! {
        #[test]
        fn bounds_hold_the_share_or_rate_within_0_and_1_and_more_confidence_is_never_narrower(
            clusters in any_clusters(), level in 0.0..1.0, more in 0.0..1.0
        ) {
            let sums = sums_of(&clusters);
            let Some(share) = sums.share() else { return Ok(()) };
            for interval in INTERVALS {
                let (lower, upper) = interval(sums, level).unwrap();
                prop_assert!(0.0 <= lower && lower <= share && share <= upper && upper <= 1.0);
                let (lowest, highest) = interval(sums, level + more * (1.0 - level)).unwrap();
                prop_assert!(lowest <= lower + 1e-12 && upper <= highest + 1e-12);
            }
        }

        #[test]
        fn any_sums_give_bounds_within_0_and_1(parts in prop::array::uniform6(any::<u64>()), level in any::<f64>()) {
            let [clusters, n, x, nn, xn, xx] = parts;
            for interval in INTERVALS {
                if let Some((lower, upper)) = interval(ClusterSums { clusters, n, x, nn, xn, xx }, level) {
                    prop_assert!(0.0 <= lower && lower <= upper && upper <= 1.0);
                }
            }
        }
    }
}
