//! Two shares, or two rates, with their intervals in -> the interval of the ratio of one to the other.

use super::ClusterSums;
use super::share::{Estimate, estimate};

/// Interval of the target's share over the reference's, at a confidence `level` such as .95; from 0, where the target
/// may have none, to infinity, where the reference may have none. `None` where either has no clause.
pub fn ratio_interval(reference: ClusterSums, target: ClusterSums, level: f64) -> Option<(f64, f64)> {
    let alpha = 1.0 - level;
    Some(ratio(estimate(reference, alpha)?, estimate(target, alpha)?))
}

/// Interval of `target` / `reference` from that of either, at their level; with the ratio in it where that is defined.
/// Swapped, they give one over the bounds.
///
/// The intervals put together (MOVER-R): Donner, A. and Zou, G. Y. (2012). Closed-form confidence intervals for
/// functions of the normal mean and standard deviation. Statistical Methods in Medical Research 21(4), 347-359. In
/// simulations it was narrower than the delta method on the logarithm, and covered as well.
pub fn ratio(reference: Estimate, target: Estimate) -> (f64, f64) {
    let plain = target.share / reference.share;
    (least_ratio(reference, target).min(plain), (1.0 / least_ratio(target, reference)).max(plain))
}

/// The smallest ratio r for which the interval of `target` - r `reference` holds zero.
fn least_ratio(reference: Estimate, target: Estimate) -> f64 {
    let (below, above) = (target.share - target.lower, reference.upper - reference.share);
    // The share squared less `below` squared. As a sum, the root loses no digit.
    let product = target.lower * (target.share + below);
    if product > 0.0 {
        let root = libm::hypot(above * product.sqrt(), below * reference.share);
        product / (target.share * reference.share + root)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::cluster_sums::tests::{any_clusters, sums_of};
    use super::super::rate::{critical_t, rate};
    use super::super::share::tests::{Z, assert_close};
    use super::super::share::wilson;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_ratio_of_unclustered_shares_has_its_published_interval() {
        // The R package contingencytables 3, MOVER_R_Wilson_CI_ratio_2x2, on the trial of Perondi et al. (2004).
        assert_close(ratio(wilson(1.0 / 34.0, 34.0, Z), wilson(7.0 / 34.0, 34.0, Z)), (1.1537, 41.9763), 5e-5);
    }

    #[test]
    fn ratios_have_the_intervals_of_another_program() {
        // By root finding over the intervals of the differences target - r reference, in Python with scipy.
        let reference = sums_of(&[(4, 0), (3, 1), (5, 0), (1, 0), (6, 2), (2, 0)]);
        let target = sums_of(&[(4, 2), (3, 0), (5, 1), (2, 2)]);
        let expected = (0.367865279546635, 13.605909480279857);
        assert_close(ratio_interval(reference, target, 0.95).unwrap(), expected, 1e-11);
        let reference = sums_of(&[(4, 0); 40]) + sums_of(&[(6, 1); 5]);
        let target = sums_of(&[(4, 3); 20]) + sums_of(&[(5, 1); 5]);
        let expected = (9.647916387184598, 57.54458457724476);
        assert_close(ratio_interval(reference, target, 0.95).unwrap(), expected, 1e-10);
    }

    #[test]
    fn where_a_group_has_none_the_other_bound_still_says_something() {
        let (none, some) = (sums_of(&[(4, 0); 10]), sums_of(&[(4, 3); 20]) + sums_of(&[(5, 1); 5]));
        assert_close(ratio_interval(some, none, 0.95).unwrap(), (0.0, 0.26424876810677367), 1e-12);
        let (lower, upper) = ratio_interval(none, some, 0.95).unwrap();
        assert!((lower - 3.784312816913247).abs() < 1e-11, "{lower}");
        assert_eq!(upper, f64::INFINITY);
        assert_eq!(ratio_interval(none, none, 0.95), Some((0.0, f64::INFINITY)));
    }

    #[test]
    fn two_groups_of_one_cluster_say_nothing_and_a_group_without_clauses_has_no_ratio() {
        let (one, none) = (sums_of(&[(400, 3)]), sums_of(&[]));
        assert_eq!(ratio_interval(one, one, 0.95), Some((0.0, f64::INFINITY)));
        assert_eq!((ratio_interval(none, one, 0.95), ratio_interval(one, none, 0.95)), (None, None));
    }

    #[test]
    fn rates_have_a_ratio_too() {
        let rate = |sums: ClusterSums| rate(sums, critical_t(sums.clusters, 0.95)).unwrap();
        let target = sums_of(&[(512, 3), (430, 0), (601, 1), (388, 7), (475, 0), (540, 2)]);
        let reference = sums_of(&[(300, 0), (420, 1), (350, 0), (610, 0), (505, 1)]);
        // As above.
        assert_close(ratio(rate(reference), rate(target)), (0.3537742429865824, 56.593525116724656), 1e-10);
    }

    proptest! {
        #[test]
        fn bounds_hold_the_ratio_and_more_confidence_is_never_narrower(
            reference in any_clusters(), target in any_clusters(), level in 0.0..1.0, more in 0.0..1.0
        ) {
            let (reference, target) = (sums_of(&reference), sums_of(&target));
            let Some((lower, upper)) = ratio_interval(reference, target, level) else { return Ok(()) };
            prop_assert!(0.0 <= lower && lower <= upper);
            let plain = target.share().unwrap() / reference.share().unwrap();
            prop_assert!(plain.is_nan() || (lower <= plain && plain <= upper));
            let (lowest, highest) = ratio_interval(reference, target, level + more * (1.0 - level)).unwrap();
            prop_assert!(lowest <= lower * (1.0 + 1e-9) && upper <= highest * (1.0 + 1e-9));
        }

        #[test]
        fn swapping_the_groups_inverts_the_interval(
            reference in any_clusters(), target in any_clusters(), level in 0.0..1.0
        ) {
            let (reference, target) = (sums_of(&reference), sums_of(&target));
            let Some((lower, upper)) = ratio_interval(reference, target, level) else { return Ok(()) };
            let (lowest, highest) = ratio_interval(target, reference, level).unwrap();
            for (bound, swapped) in [(lower, 1.0 / highest), (upper, 1.0 / lowest)] {
                prop_assert!(bound == swapped || (bound / swapped - 1.0).abs() < 1e-12);
            }
        }

        #[test]
        fn any_sums_give_bounds_from_0_to_infinity(
            parts in prop::array::uniform6(any::<u64>()),
            others in prop::array::uniform6(any::<u64>()),
            level in any::<f64>()
        ) {
            let [reference, target] = [parts, others].map(|[clusters, n, x, nn, xn, xx]| {
                ClusterSums { clusters, n, x, nn, xn, xx }
            });
            if let Some((lower, upper)) = ratio_interval(reference, target, level) {
                prop_assert!(0.0 <= lower && lower <= upper);
            }
        }
    }
}
