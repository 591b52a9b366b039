//! x of n clauses, in clusters, in -> the interval of the share.

use super::ClusterSums;
use super::student_t::critical_value;

/// What the expected design effect weighs, in events.
const PRIOR_EVENTS: f64 = 2.0;

/// Interval of the share x / n at a confidence `level` such as .95; within 0 and 1, with the share in it. `None` where
/// n = 0.
///
/// It is Wilson's interval for as many independent clauses as the clustered ones are worth, with the critical value of
/// Student's t at clusters - 1 degrees of freedom. One cluster doesn't show how much clusters differ: it gives 0 to 1.
///
/// Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22(158), 209-212.
pub fn share_interval(sums: ClusterSums, level: f64) -> Option<(f64, f64)> {
    estimate(sums, 1.0 - level).map(|estimate| (estimate.lower, estimate.upper))
}

/// A share, or a rate, and the bounds of its interval.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// x / n.
    pub share: f64,
    /// The lower bound, from 0 up to the share.
    pub lower: f64,
    /// The upper bound, from the share up to 1.
    pub upper: f64,
}

/// What is expected of a design effect before the clusters are seen.
#[derive(Clone, Copy, Debug)]
pub(in crate::measure) struct Expected {
    pub(in crate::measure) mean: f64,
    pub(in crate::measure) least: f64,
}

impl Expected {
    /// Of a share of clauses: halfway between 1 and the square root of the size of the average clause's cluster, and
    /// never below 1.
    fn of_clauses(sums: ClusterSums) -> Self {
        Self { mean: (1.0 + (sums.nn as f64 / sums.n as f64).sqrt()) / 2.0, least: 1.0 }
    }
}

/// The share and its interval at the level 1 - `alpha`.
pub(in crate::measure) fn estimate(sums: ClusterSums, alpha: f64) -> Option<Estimate> {
    let t = critical_value(alpha, sums.clusters.saturating_sub(1) as f64);
    clustered_estimate(sums, Expected::of_clauses(sums), t)
}

/// The share and its interval at the critical value `t`.
pub(in crate::measure) fn clustered_estimate(sums: ClusterSums, expected: Expected, t: f64) -> Option<Estimate> {
    let share = sums.share()?.min(1.0);
    if sums.clusters < 2 {
        return Some(Estimate { share, lower: 0.0, upper: 1.0 });
    }
    Some(wilson(share, sums.n as f64 / design_effect(sums, share, expected), t))
}

/// By what factor clustering raises the variance of the share: the linearised variance of the ratio over clusters, over
/// that of as many independent draws, both times n^2 (Kish, L. (1965). Survey Sampling).
///
/// Where few draws have the property, or few lack it, the clusters say little of that variance, and nothing where none
/// does. So two events are added, with an expected design effect. Both were chosen by simulation
/// (tests/bench/coverage.rs): with 200 clauses in paragraphs, correlated by .2, and a true share of .02 the interval
/// covers it 97 times in 100; without the two events, 92.
fn design_effect(sums: ClusterSums, share: f64, expected: Expected) -> f64 {
    let clusters = sums.clusters as f64;
    let clustered = sums.squared_residuals(share) * clusters / (clusters - 1.0);
    let independent = sums.n as f64 * share * (1.0 - share);
    ((clustered + PRIOR_EVENTS * expected.mean) / (independent + PRIOR_EVENTS)).max(expected.least)
}

/// Wilson's interval of a share of `n` independent draws, at the critical value `t`.
pub(in crate::measure) fn wilson(share: f64, n: f64, t: f64) -> Estimate {
    // The weights of the share and of one half, n / (n + t^2) and t^2 / (n + t^2), for any t up to infinity.
    let (weight, rest) = (1.0 / (1.0 + t * t / n), 1.0 / (1.0 + n / (t * t)));
    let centre = weight * share + rest / 2.0;
    let half = (weight * rest * share * (1.0 - share) + rest * rest / 4.0).sqrt();
    Estimate { share, lower: (centre - half).clamp(0.0, share), upper: (centre + half).clamp(share, 1.0) }
}

#[cfg(test)]
pub(in crate::measure) mod tests {
    use super::super::cluster_sums::tests::sums_of;
    use super::*;

    /// The critical value of the normal distribution at .95.
    pub(in crate::measure) const Z: f64 = 1.959963984540054;

    pub(in crate::measure) fn assert_close((lower, upper): (f64, f64), expected: (f64, f64), tolerance: f64) {
        assert!((lower - expected.0).abs() < tolerance, "{lower} is not {}", expected.0);
        assert!((upper - expected.1).abs() < tolerance, "{upper} is not {}", expected.1);
    }

    #[test]
    fn wilson_has_its_published_values() {
        // Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion. Statistics in Medicine 17,
        // 857-872, table I, method 3.
        for (x, n, expected) in [
            (81.0, 263.0, (0.2553, 0.3662)),
            (15.0, 148.0, (0.0624, 0.1605)),
            (0.0, 20.0, (0.0, 0.1611)),
            (1.0, 29.0, (0.0061, 0.1718)),
        ] {
            let Estimate { lower, upper, .. } = wilson(x / n, n, Z);
            assert_close((lower, upper), expected, 5e-5);
        }
    }

    #[test]
    fn clustered_shares_have_the_intervals_of_another_program() {
        // The formulas written anew over the clusters themselves, in Python with scipy's t.
        let clusters = sums_of(&[(4, 2), (3, 0), (5, 1), (2, 2)]);
        assert!(
            (design_effect(clusters, 5.0 / 14.0, Expected::of_clauses(clusters)) - 1.5260303571848897).abs() < 1e-12
        );
        assert_close(share_interval(clusters, 0.95).unwrap(), (0.07701322574724595, 0.7871890806204014), 1e-12);
        let clusters = sums_of(&[(4, 0), (3, 1), (5, 0), (1, 0), (6, 2), (2, 0)]);
        assert_close(share_interval(clusters, 0.95).unwrap(), (0.030614486680844794, 0.46796148769384804), 1e-12);
    }

    #[test]
    fn clusters_of_one_clause_give_plain_wilson_with_t_and_with_many_of_them_with_z() {
        // With t = 2.0930240544 at 19 degrees of freedom, t^2 / (20 + t^2).
        assert_close(share_interval(sums_of(&[(1, 0); 20]), 0.95).unwrap(), (0.0, 0.1796806803569959), 1e-12);
        let mut many = sums_of(&[(1, 1); 30_000]);
        many += sums_of(&[(1, 0); 70_000]);
        let Estimate { lower, upper, .. } = wilson(0.3, 100_000.0, Z);
        assert_close(share_interval(many, 0.95).unwrap(), (lower, upper), 1e-7);
    }

    #[test]
    fn where_no_clause_has_the_property_clusters_still_count_for_less_than_their_clauses() {
        // Ten clusters of four: a design effect of (1 + 2) / 2.
        assert_close(share_interval(sums_of(&[(4, 0); 10]), 0.95).unwrap(), (0.0, 0.16100401258739488), 1e-12);
        assert_close(share_interval(sums_of(&[(4, 4); 10]), 0.95).unwrap(), (1.0 - 0.16100401258739488, 1.0), 1e-12);
    }

    #[test]
    fn one_cluster_says_nothing_and_no_clause_has_no_interval() {
        assert_eq!(share_interval(sums_of(&[(400, 3)]), 0.95), Some((0.0, 1.0)));
        assert_eq!(share_interval(sums_of(&[]), 0.95), None);
    }

    #[test]
    fn a_level_outside_0_to_1_counts_as_the_nearest_and_none_at_all_as_1() {
        let sums = sums_of(&[(2, 1); 9]);
        assert_eq!(share_interval(sums, -1.0), Some((0.5, 0.5)));
        assert_eq!(share_interval(sums, 1.0), Some((0.0, 1.0)));
        assert_eq!(share_interval(sums, 2.0), Some((0.0, 1.0)));
        assert_eq!(share_interval(sums, f64::NAN), Some((0.0, 1.0)));
    }
}
