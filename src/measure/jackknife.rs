//! A measure with each part of two samples left out in turn in -> the interval of the measure.

use super::interval::critical_value;

/// A measure without one part of a sample, and the size of that part.
pub type LeftOut = (f64, f64);

/// Interval of a measure of two independent samples, such as a similarity, at a confidence `level` such as .95; within 0
/// and 1. `value` is the measure of all; `first` holds it with one part of the first sample left out at a time, `second`
/// with one of the second. `None` where a sample has fewer than three parts, or where no part
/// makes a difference, which says nothing of how far samples differ.
///
/// The delete-a-group jackknife (Kott, P. S. (2001). J. of Official Statistics 17(4), 521-526; of two samples: Wolter,
/// K. M. (2007). Introduction to variance estimation, second edition, chapter 4), with one change: a similarity grows
/// with the size of the sample, so values without a large part differ for that reason alone. What a line through values
/// and sizes says is taken out; that costs a degree of freedom. The samples' variances, which may have few parts, are put
/// together after Welch, B. L. (1947). Biometrika 34, 28-35.
pub fn jackknife_interval(value: f64, first: &[LeftOut], second: &[LeftOut], level: f64) -> Option<(f64, f64)> {
    if first.len() < 3 || second.len() < 3 {
        return None;
    }
    let (first, second) = (variance(first), variance(second));
    let sum = first.value + second.value;
    let weight = |variance: Variance| variance.value * variance.value / variance.degrees;
    let degrees = sum * sum / (weight(first) + weight(second));
    let half = critical_value(1.0 - level, degrees) * sum.sqrt();
    (sum > 0.0).then(|| ((value - half).max(0.0), (value + half).min(1.0)))
}

/// A variance and its degrees of freedom.
#[derive(Clone, Copy, Debug)]
struct Variance {
    value: f64,
    degrees: f64,
}

/// The jackknife variance from the values of one sample with each of its parts left out in turn.
fn variance(left_out: &[LeftOut]) -> Variance {
    let parts = left_out.len() as f64;
    let mean = |of: fn(&LeftOut) -> f64| left_out.iter().map(of).sum::<f64>() / parts;
    let (value, size) = (mean(|part| part.0), mean(|part| part.1));
    let sum = |of: fn(f64, f64) -> f64| left_out.iter().map(|part| of(part.0 - value, part.1 - size)).sum::<f64>();
    let (values, products, sizes) =
        (sum(|value, _| value * value), sum(|value, size| value * size), sum(|_, size| size * size));
    let (residuals, degrees) = match sizes > 0.0 {
        true => ((values - products * products / sizes).max(0.0), parts - 2.0),
        false => (values, parts - 1.0),
    };
    Variance { value: (parts - 1.0) / parts * residuals * (parts - 1.0) / degrees, degrees }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of_equal_parts(values: &[f64]) -> Vec<LeftOut> {
        values.iter().map(|value| (*value, 7.0)).collect()
    }

    #[test]
    fn the_variance_of_a_mean_is_its_textbook_variance() {
        // Of 2, 4, 4, 6, 9: squared deviations from the mean 5 add up to 28; the variance of the mean is 28 / 4 / 5.
        let values = [2.0, 4.0, 4.0, 6.0, 9.0];
        let without_each: Vec<f64> = values.iter().map(|value| (25.0 - value) / 4.0).collect();
        let variance = variance(&of_equal_parts(&without_each));
        assert!((variance.value - 1.4).abs() < 1e-12 && variance.degrees == 4.0);
    }

    #[test]
    fn the_interval_of_a_difference_of_means_is_that_of_another_program() {
        // Welch's: scipy.stats.ttest_ind(first, second, equal_var=False).confidence_interval(.95).
        let (first, second) = ([0.52, 0.61, 0.55, 0.7, 0.58], [0.2, 0.31, 0.24, 0.29, 0.33, 0.35]);
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let without_each = |values: &[f64]| -> Vec<f64> {
            values
                .iter()
                .map(|value| (mean(values) * values.len() as f64 - value) / (values.len() - 1) as f64)
                .collect()
        };
        let value = mean(&first) - mean(&second);
        let firsts: Vec<f64> = without_each(&first).iter().map(|left| left - mean(&second)).collect();
        let seconds: Vec<f64> = without_each(&second).iter().map(|left| mean(&first) - left).collect();
        let interval = jackknife_interval(value, &of_equal_parts(&firsts), &of_equal_parts(&seconds), 0.95);
        let (lower, upper) = interval.unwrap();
        assert!(
            (lower - 0.2158647129235163).abs() < 1e-12 && (upper - 0.3948019537431503).abs() < 1e-12,
            "{lower} {upper}"
        );
    }

    #[test]
    fn what_sizes_say_of_the_values_is_no_variance_and_the_rest_is_that_of_a_regression() {
        let along_a_line: Vec<LeftOut> = [3.0, 5.0, 9.0, 4.0].map(|size| (0.5 - size / 100.0, size)).into();
        assert!(variance(&along_a_line).value < 1e-18);
        // Values 1, 3, 2, 4 at sizes 1, 2, 3, 4: slope .8, residuals -.3, .9, -.9, .3, their squares 1.8.
        let scattered = variance(&[(1.0, 1.0), (3.0, 2.0), (2.0, 3.0), (4.0, 4.0)]);
        assert!((scattered.value - 0.75 * 1.8 * 1.5).abs() < 1e-12 && scattered.degrees == 2.0);
    }

    #[test]
    fn a_sample_of_fewer_than_three_parts_has_no_interval() {
        let (two, three) = (of_equal_parts(&[0.4, 0.6]), of_equal_parts(&[0.4, 0.5, 0.6]));
        assert_eq!(jackknife_interval(0.5, &two, &three, 0.95), None);
        assert_eq!(jackknife_interval(0.5, &three, &[], 0.95), None);
        assert!(jackknife_interval(0.5, &three, &three, 0.95).is_some());
    }

    #[test]
    fn equal_values_say_nothing() {
        let equal = of_equal_parts(&[0.5; 3]);
        assert_eq!(jackknife_interval(0.5, &equal, &equal, 0.95), None);
        assert_eq!(jackknife_interval(0.5, &of_equal_parts(&[0.4, 0.6, 0.5]), &equal, 1.0), Some((0.0, 1.0)));
    }

    proptest! {
        #[test]
        fn bounds_hold_the_value_within_0_and_1_whichever_sample_comes_first(
            value in 0.0..=1.0, first in prop::collection::vec((0.0..=1.0, 0.0..1000.0), 3..20),
            second in prop::collection::vec((0.0..=1.0, 0.0..1000.0), 3..20), level in 0.0..1.0, more in 0.0..1.0
        ) {
            let Some((lower, upper)) = jackknife_interval(value, &first, &second, level) else { return Ok(()) };
            prop_assert!(0.0 <= lower && lower <= value && value <= upper && upper <= 1.0);
            prop_assert_eq!(jackknife_interval(value, &second, &first, level), Some((lower, upper)));
            let (lowest, highest) = jackknife_interval(value, &first, &second, level + more * (1.0 - level)).unwrap();
            prop_assert!(lowest <= lower + 1e-12 && upper <= highest + 1e-12);
        }
    }
}
