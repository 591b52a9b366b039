//! One value a group, the groups in the order of time, in -> whether and how fast the values rise or fall.

use std::f64::consts::SQRT_2;

use super::interval::critical_value;
use super::power::NORMAL;

/// Fewer values reach no significance worth the name: the smallest two-sided p of three is .333, of four .083.
const FEWEST: usize = 5;

/// The distribution of S is counted out up to here, and taken to be normal beyond.
const MOST_EXACT: usize = 50;

/// The Mann-Kendall test for a trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannKendall {
    /// S: pairs of values of which the later is larger, less those of which it is smaller.
    pub s: i64,
    /// Kendall's tau-b of the values with their order, -1 to 1; 0 where all are equal.
    pub tau: f64,
    /// Probability of an S at least as far from 0 in values without a trend (two-sided).
    pub p_value: f64,
}

/// A rate of change with its interval, a step from one value to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// The median of the slopes between all pairs of values.
    pub slope: f64,
    /// Lower bound of the interval.
    pub low: f64,
    /// Upper bound of the interval.
    pub high: f64,
}

/// Tests whether `values` rise or fall in their order. `None` below five values, or where one is no finite number.
///
/// p is exact where no two of up to 50 values are equal, else from the normal approximation, corrected for continuity and
/// ties; it is 1 where all values are equal.
///
/// Mann, H. B. (1945). Nonparametric tests against trend. Econometrica 13(3), 245-259; Kendall, M. G. (1975). Rank
/// correlation methods, fourth edition.
pub fn mann_kendall(values: &[f64]) -> Option<MannKendall> {
    if !is_testable(values) {
        return None;
    }
    let s = pairs(values).map(|(_, first, second)| i64::from(first < second) - i64::from(first > second)).sum::<i64>();
    let ties = ties(values);
    let all = (values.len() * (values.len() - 1) / 2) as f64;
    let tied: f64 = ties.iter().map(|tie| tie * (tie - 1.0) / 2.0).sum();
    let tau = if all > tied { s as f64 / (all * (all - tied)).sqrt() } else { 0.0 };
    let p_value = if tied == 0.0 && values.len() <= MOST_EXACT {
        exact_p(s, values.len())
    } else {
        // Where all are equal, S = 0 and its variance too.
        let z = (s.abs() - 1).max(0) as f64 / variance(values.len(), &ties).max(1.0).sqrt();
        libm::erfc(z / SQRT_2)
    };
    Some(MannKendall { s, tau, p_value })
}

/// The Theil-Sen slope of `values` at the positions 0, 1, 2 ..., and its interval at a confidence `level` such as .95.
/// `None` below five values, or where one is no finite number.
///
/// Theil, H. (1950). A rank-invariant method of linear and polynomial regression analysis. Sen, P. K. (1968). Estimates
/// of the regression coefficient based on Kendall's tau. JASA 63(324), 1379-1389, (2.6).
pub fn theil_sen(values: &[f64], level: f64) -> Option<Slope> {
    if !is_testable(values) {
        return None;
    }
    let mut slopes: Vec<f64> = pairs(values).map(|(steps, first, second)| (second - first) / steps).collect();
    slopes.sort_by(f64::total_cmp);
    let (count, last) = (slopes.len() as f64, slopes.len() - 1);
    let width = critical_value(1.0 - level, NORMAL) * variance(values.len(), &ties(values)).sqrt();
    let low = (((count - width) / 2.0).round_ties_even() - 1.0).max(0.0) as usize;
    let high = (((count + width) / 2.0).round_ties_even() as usize).min(last);
    Some(Slope { slope: (slopes[last / 2] + slopes[last.div_ceil(2)]) / 2.0, low: slopes[low], high: slopes[high] })
}

fn is_testable(values: &[f64]) -> bool {
    values.len() >= FEWEST && values.iter().all(|value| value.is_finite())
}

/// All pairs of values: how many steps apart, the earlier, the later.
fn pairs(values: &[f64]) -> impl Iterator<Item = (f64, f64, f64)> {
    values.iter().enumerate().flat_map(|(index, &first)| {
        values[index + 1..].iter().zip(1..).map(move |(&second, steps)| (f64::from(steps), first, second))
    })
}

/// How many values each run of equal ones has.
fn ties(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|left, right| left == right).map(|run| run.len() as f64).collect()
}

/// Variance of S in values without a trend, corrected for ties (Kendall 1975).
fn variance(values: usize, ties: &[f64]) -> f64 {
    let term = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    (term(values as f64) - ties.iter().copied().map(term).sum::<f64>()) / 18.0
}

/// The two-sided p of S over all orders of this many different values.
fn exact_p(s: i64, values: usize) -> f64 {
    let pairs = values * (values - 1) / 2;
    // With k pairs in reverse order S is pairs - 2k: the tail is the orders with few reversals.
    let most = (pairs - s.unsigned_abs() as usize) / 2;
    // The share of the orders with each number of reversals; the n-th value can bring 0 to n - 1, all alike.
    let mut shares = vec![0.0; most + 1];
    shares[0] = 1.0;
    for n in 1..=values {
        let before = shares.clone();
        for (reversals, share) in shares.iter_mut().enumerate() {
            *share = before[(reversals + 1).saturating_sub(n)..=reversals].iter().sum::<f64>() / n as f64;
        }
    }
    (2.0 * shares.iter().sum::<f64>()).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RISING: [f64; 8] = [0.11, 0.1, 0.14, 0.13, 0.19, 0.2, 0.18, 0.26];
    const TIED: [f64; 10] = [3.0, 5.0, 5.0, 4.0, 4.0, 4.0, 2.0, 2.0, 1.0, 2.0];

    fn assert_close(value: f64, expected: f64) {
        assert!((value - expected).abs() <= 1e-12 * expected.abs(), "{value} is not {expected}");
    }

    /// Sixty values that wander upwards, no two of them equal.
    fn many() -> Vec<f64> {
        (0..60).map(|i| f64::from(i) / 50.0 + f64::from(i * i * 7 % 61 * 100 + i) / 3000.0).collect()
    }

    #[test]
    fn the_test_is_that_of_other_programs() {
        // tau and the exact p of scipy.stats.kendalltau; S and the p of ties of the Python package pymannkendall 1.4.3.
        for (values, s, tau, p_value) in [
            (&RISING[..], 20, 0.7142857142857142, 0.014136904761904762),
            (&TIED, -26, -0.6287460834286768, 0.020637558243972176),
            (&many()[..50], 483, 0.3942857142857143, 3.50440685143745e-05),
            (&many(), 722, 0.40790960451977404, 4.2557206607618525e-06),
        ] {
            let test = mann_kendall(values).unwrap();
            assert_eq!(test.s, s);
            assert_close(test.tau, tau);
            assert!((test.p_value / p_value - 1.0).abs() < 1e-9, "{} is not {p_value}", test.p_value);
        }
    }

    #[test]
    fn the_slope_is_that_of_another_program() {
        // scipy.stats.theilslopes(values, alpha=level).
        for (values, level, slope, low, high) in [
            (&RISING[..], 0.95, 0.02, 0.009999999999999995, 0.03),
            (&RISING[..], 0.8, 0.02, 0.015, 0.025),
            (&TIED, 0.95, -0.4, -0.6, 0.0),
            (&TIED, 0.8, -0.4, -0.5, -0.16666666666666666),
            (&many(), 0.95, 0.023410984848484855, 0.01392307692307691, 0.03315384615384615),
            (&many(), 0.8, 0.023410984848484855, 0.017833333333333333, 0.029666666666666668),
        ] {
            let theil_sen = theil_sen(values, level).unwrap();
            assert_close(theil_sen.slope, slope);
            assert_close(theil_sen.low, low);
            assert_close(theil_sen.high, high);
        }
    }

    #[test]
    fn five_values_that_rise_have_the_one_p_counted_by_hand() {
        // Two of the 120 orders are as far from chance.
        let test = mann_kendall(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert_eq!((test.s, test.tau), (10, 1.0));
        assert_close(test.p_value, 2.0 / 120.0);
        let slope = theil_sen(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.95);
        assert_eq!(slope, Some(Slope { slope: 1.0, low: 1.0, high: 1.0 }));
    }

    #[test]
    fn equal_values_have_no_trend() {
        assert_eq!(mann_kendall(&[0.3; 7]), Some(MannKendall { s: 0, tau: 0.0, p_value: 1.0 }));
        assert_eq!(theil_sen(&[0.3; 7], 0.95), Some(Slope { slope: 0.0, low: 0.0, high: 0.0 }));
        assert_eq!(mann_kendall(&[0.0, -0.0, 0.0, -0.0, 0.0]).unwrap().p_value, 1.0);
    }

    #[test]
    fn fewer_than_five_values_or_one_that_is_no_number_have_no_test() {
        for values in [&[][..], &[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, f64::NAN, 4.0, 5.0], &[f64::INFINITY; 5]] {
            assert_eq!((mann_kendall(values), theil_sen(values, 0.95)), (None, None));
        }
    }

    #[test]
    fn full_confidence_spans_all_slopes() {
        let slope = theil_sen(&RISING, 1.0).unwrap();
        assert_close(slope.low, -0.02);
        assert_close(slope.high, 0.08);
        assert_eq!(theil_sen(&[0.3; 7], 1.0), Some(Slope { slope: 0.0, low: 0.0, high: 0.0 }));
    }

    #[test]
    fn the_normal_quantile_is_exact() {
        // scipy.stats.norm.isf(alpha / 2).
        for (alpha, expected) in [
            (0.5, 0.6744897501960817),
            (0.2, 1.2815515655446004),
            (0.1, 1.6448536269514729),
            (0.05, 1.9599639845400545),
            (0.01, 2.575829303548901),
            (0.001, 3.2905267314918945),
            (1e-12, 7.130506848171324),
        ] {
            assert_close(critical_value(alpha, NORMAL), expected);
        }
    }

    /// 5 to 60 values, many of them equal where `levels` is small.
    fn any_values() -> impl Strategy<Value = Vec<f64>> {
        (2..2000_u32).prop_flat_map(|levels| prop::collection::vec((0..levels).prop_map(f64::from), 5..60))
    }

    proptest! {
        #[test]
        fn values_turned_round_or_upside_down_have_the_opposite_trend(values in any_values(), level in 0.0..1.0) {
            let test = mann_kendall(&values).unwrap();
            prop_assert!(0.0 < test.p_value && test.p_value <= 1.0 && test.tau.abs() <= 1.0);
            let slope = theil_sen(&values, level).unwrap();
            prop_assert!(slope.low <= slope.slope && slope.slope <= slope.high);
            let turned: Vec<f64> = values.iter().rev().copied().collect();
            let negated: Vec<f64> = values.iter().map(|value| -value).collect();
            for other in [turned, negated] {
                let opposite = mann_kendall(&other).unwrap();
                prop_assert_eq!((-opposite.s, -opposite.tau, opposite.p_value), (test.s, test.tau, test.p_value));
                prop_assert!((theil_sen(&other, level).unwrap().slope + slope.slope).abs() < 1e-12);
            }
        }

        #[test]
        fn a_line_has_its_own_slope(slope in -9..9_i32, start in -9..9_i32, count in 5..40_i32) {
            let values: Vec<f64> = (0..count).map(|position| f64::from(start + slope * position)).collect();
            let slope = f64::from(slope);
            prop_assert_eq!(theil_sen(&values, 0.95), Some(Slope { slope, low: slope, high: slope }));
        }

        #[test]
        fn the_exact_p_counts_all_orders(values in Just((0..6).map(f64::from).collect::<Vec<_>>()).prop_shuffle()) {
            let test = mann_kendall(&values).unwrap();
            let as_far = orders(6).iter().filter(|order| score(order).abs() >= test.s.abs()).count();
            prop_assert!((test.p_value - as_far as f64 / 720.0).abs() < 1e-12);
        }

        #[test]
        fn any_values_and_level_give_a_test_or_none(
            values in prop::collection::vec(prop::num::f64::ANY, 0..20), level in prop::num::f64::ANY
        ) {
            prop_assert_eq!(mann_kendall(&values).is_some(), theil_sen(&values, level).is_some());
        }
    }

    /// All orders of 0 to n - 1.
    fn orders(n: usize) -> Vec<Vec<usize>> {
        let Some(last) = n.checked_sub(1) else { return vec![vec![]] };
        let put = |order: Vec<usize>, at: usize| [&order[..at], &[last], &order[at..]].concat();
        orders(last).into_iter().flat_map(|order| (0..n).map(move |at| put(order.clone(), at))).collect()
    }

    /// S, by its definition.
    fn score(order: &[usize]) -> i64 {
        let sign = |(i, j): (usize, usize)| if order[i] < order[j] { 1 } else { -1 };
        (0..order.len()).flat_map(|i| (i + 1..order.len()).map(move |j| (i, j))).map(sign).sum()
    }
}
