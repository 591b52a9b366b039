//! A reference's and a target's clauses in -> the interval of the change of share between them, and its p-value.

use super::ClusterSums;
use super::share::{Estimate, estimate};

/// The natural logarithm of the smallest p-value that is told from a smaller one, 1e-300.
const SMALLEST_LOG_P: f64 = -690.0;

/// Interval of the target's share minus the reference's, at a confidence `level` such as .95; within -1 and 1, with the
/// difference in it. `None` where either has no clause.
///
/// The intervals of both shares put together (MOVER): Newcombe, R. G. (1998). Interval estimation for the difference
/// between independent proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890, method 10.
pub fn change_interval(reference: ClusterSums, target: ClusterSums, level: f64) -> Option<(f64, f64)> {
    interval(reference, target, 1.0 - level)
}

/// The p-value of a change: the smallest alpha for which the interval at the level 1 - alpha excludes zero; 1 where the
/// shares are equal or either comes from one cluster; never 0, but 1e-300 for whatever is below. `None` where either
/// has no clause.
pub fn change_p_value(reference: ClusterSums, target: ClusterSums) -> Option<f64> {
    let excludes_zero = |log_p: f64| {
        interval(reference, target, libm::exp(log_p)).is_some_and(|(lower, upper)| lower > 0.0 || upper < 0.0)
    };
    reference.share().and(target.share())?;
    // The interval narrows as p rises: bisect.
    let (mut included, mut excluded) = (SMALLEST_LOG_P, 0.0);
    for _ in 0..50 {
        let middle = (included + excluded) / 2.0;
        if excludes_zero(middle) { excluded = middle } else { included = middle }
    }
    Some(libm::exp(excluded))
}

/// The interval of the change at the level 1 - `alpha`.
fn interval(reference: ClusterSums, target: ClusterSums, alpha: f64) -> Option<(f64, f64)> {
    Some(combine(estimate(reference, alpha)?, estimate(target, alpha)?))
}

/// The interval of `target` - `reference` from that of either.
fn combine(reference: Estimate, target: Estimate) -> (f64, f64) {
    let below = libm::hypot(target.share - target.lower, reference.upper - reference.share);
    let above = libm::hypot(target.upper - target.share, reference.share - reference.lower);
    let change = target.share - reference.share;
    (change - below, change + above)
}

#[cfg(test)]
mod tests {
    use super::super::cluster_sums::tests::{any_clusters, sums_of};
    use super::super::share::tests::{Z, assert_close};
    use super::super::share::wilson;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn differences_of_unclustered_shares_have_their_published_intervals() {
        // Newcombe (1998), table II, method 10, examples (a) to (h).
        for ([x2, n2, x1, n1], expected) in [
            ([56.0, 70.0, 48.0, 80.0], (0.0524, 0.3339)),
            ([9.0, 10.0, 3.0, 10.0], (0.1705, 0.8090)),
            ([6.0, 7.0, 2.0, 7.0], (0.0582, 0.8062)),
            ([5.0, 56.0, 0.0, 29.0], (-0.0381, 0.1926)),
            ([0.0, 10.0, 0.0, 20.0], (-0.1611, 0.2775)),
            ([0.0, 10.0, 0.0, 10.0], (-0.2775, 0.2775)),
            ([10.0, 10.0, 0.0, 20.0], (0.6791, 1.0000)),
            ([10.0, 10.0, 0.0, 10.0], (0.6075, 1.0000)),
        ] {
            assert_close(combine(wilson(x1 / n1, n1, Z), wilson(x2 / n2, n2, Z)), expected, 5e-5);
        }
    }

    #[test]
    fn a_change_has_the_interval_and_the_p_value_of_another_program() {
        // The formulas written anew over the clusters themselves, in Python with scipy's t and root finding.
        let reference = sums_of(&[(4, 0), (3, 1), (5, 0), (1, 0), (6, 2), (2, 0)]);
        let target = sums_of(&[(4, 2), (3, 0), (5, 1), (2, 2)]);
        let expected = (-0.21485930248314478, 0.6587383756488887);
        assert_close(change_interval(reference, target, 0.95).unwrap(), expected, 1e-12);
        assert!((change_p_value(reference, target).unwrap() - 0.2887509127537693).abs() < 1e-12);
        let reference = sums_of(&[(4, 0); 40]) + sums_of(&[(6, 1); 5]);
        let target = sums_of(&[(4, 3); 20]) + sums_of(&[(5, 1); 5]);
        let expected = (0.4774499669764068, 0.6925217654788712);
        assert_close(change_interval(reference, target, 0.95).unwrap(), expected, 1e-12);
        assert!((change_p_value(reference, target).unwrap().log10() - -11.731974018359796).abs() < 1e-9);
    }

    #[test]
    fn equal_shares_and_a_group_of_one_cluster_have_a_p_value_of_1() {
        assert_eq!(change_p_value(sums_of(&[(3, 1); 9]), sums_of(&[(6, 2); 50])), Some(1.0));
        assert_eq!(change_p_value(sums_of(&[(3, 0); 99]), sums_of(&[(300, 300)])), Some(1.0));
        assert_eq!(change_p_value(sums_of(&[(300, 0)]), sums_of(&[(300, 300)])), Some(1.0));
    }

    #[test]
    fn the_p_value_of_the_surest_change_is_not_0() {
        let p = change_p_value(sums_of(&[(1, 0); 100_000]), sums_of(&[(1, 1); 100_000])).unwrap();
        assert!(0.0 < p && p < 1e-299, "{p}");
    }

    #[test]
    fn a_group_without_clauses_has_no_change() {
        let (none, some) = (sums_of(&[]), sums_of(&[(3, 1); 9]));
        assert_eq!((change_interval(none, some, 0.95), change_interval(some, none, 0.95)), (None, None));
        assert_eq!((change_p_value(none, some), change_p_value(some, none)), (None, None));
    }

    proptest! {
        #[test]
        fn bounds_hold_the_change_within_1_and_more_confidence_is_never_narrower(
            reference in any_clusters(), target in any_clusters(), level in 0.0..1.0, more in 0.0..1.0
        ) {
            let (reference, target) = (sums_of(&reference), sums_of(&target));
            let Some((lower, upper)) = change_interval(reference, target, level) else { return Ok(()) };
            let change = target.share().unwrap() - reference.share().unwrap();
            prop_assert!(-1.0 <= lower && lower <= change && change <= upper && upper <= 1.0);
            let (lowest, highest) = change_interval(reference, target, level + more * (1.0 - level)).unwrap();
            prop_assert!(lowest <= lower + 1e-12 && upper <= highest + 1e-12);
        }

        #[test]
        fn swapping_the_groups_mirrors_the_interval_and_keeps_the_p_value(
            reference in any_clusters(), target in any_clusters(), level in 0.0..1.0
        ) {
            let (reference, target) = (sums_of(&reference), sums_of(&target));
            let mirrored = change_interval(target, reference, level).map(|(lower, upper)| (-upper, -lower));
            prop_assert_eq!(change_interval(reference, target, level), mirrored);
            prop_assert_eq!(change_p_value(reference, target), change_p_value(target, reference));
        }

        #[test]
        fn the_interval_excludes_zero_at_exactly_the_levels_that_the_p_value_says(
            reference in any_clusters(), target in any_clusters(), alpha in 0.0..1.0
        ) {
            let (reference, target) = (sums_of(&reference), sums_of(&target));
            let Some(p) = change_p_value(reference, target) else { return Ok(()) };
            prop_assert!(0.0 < p && p <= 1.0);
            for alpha in [alpha, p * (1.0 - 1e-6), p * (1.0 + 1e-6)] {
                let (lower, upper) = interval(reference, target, alpha).unwrap();
                let excludes_zero = lower > 0.0 || upper < 0.0;
                prop_assert!((alpha / p - 1.0).abs() < 1e-9 || excludes_zero == (alpha > p && p < 1.0));
            }
        }
    }
}
