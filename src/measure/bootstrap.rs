//! Clusters drawn again and again -> the interval of what is measured of them.

use crate::random::Random;

/// How many times clusters are drawn.
const DRAWS: usize = 2000;

/// The interval of a statistic of all `clusters` at a confidence `level` such as .95, by the bootstrap: as many clusters as
/// there are, drawn with replacement, 2,000 times; the interval holds that part of the statistics, as many above it as
/// below. `seed`, which isn't 0, makes the draws. A draw of which the statistic is no number is left out. `None` where there
/// are fewer than two clusters, or no draw has a statistic.
///
/// Efron, B. and Tibshirani, R. J. (1993). An introduction to the bootstrap, chapter 13 (the percentile interval). Of few
/// clusters it is too narrow.
pub fn bootstrap_interval<T>(
    clusters: &[T],
    level: f64,
    seed: u64,
    statistic: impl Fn(&[&T]) -> f64,
) -> Option<(f64, f64)> {
    if clusters.len() < 2 {
        return None;
    }
    let mut random = Random::new(seed);
    let of_draw = |_| {
        let drawn: Vec<&T> = clusters.iter().map(|_| random.choose(clusters)).collect();
        statistic(&drawn)
    };
    let mut statistics: Vec<f64> = (0..DRAWS).map(of_draw).filter(|statistic| !statistic.is_nan()).collect();
    statistics.sort_by(f64::total_cmp);
    let tail = (statistics.len() as f64 * (1.0 - level) / 2.0) as usize;
    Some((*statistics.get(tail)?, *statistics.get(statistics.len() - 1 - tail)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(drawn: &[&f64]) -> f64 {
        drawn.iter().copied().sum::<f64>() / drawn.len() as f64
    }

    #[test]
    fn the_interval_of_a_mean_is_that_of_the_normal_distribution() {
        // Of 0 to 99: standard deviation sqrt((100^2 - 1) / 12), and of the mean a tenth of that, 2.887; 1.96 times is 5.66.
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let (low, high) = bootstrap_interval(&values, 0.95, 1, mean).unwrap();
        assert!((low - (49.5 - 5.66)).abs() < 0.5 && (high - (49.5 + 5.66)).abs() < 0.5, "{low} {high}");
    }

    #[test]
    fn clusters_that_are_alike_leave_no_doubt_and_two_that_differ_leave_all() {
        assert_eq!(bootstrap_interval(&[3.0; 5], 0.95, 1, mean), Some((3.0, 3.0)));
        // A quarter of the draws takes the one twice, a quarter the other.
        assert_eq!(bootstrap_interval(&[0.0, 1.0], 0.95, 1, mean), Some((0.0, 1.0)));
    }

    #[test]
    fn one_cluster_or_no_statistic_has_no_interval() {
        assert_eq!(bootstrap_interval(&[1.0], 0.95, 1, mean), None);
        assert_eq!(bootstrap_interval(&[1.0, 2.0], 0.95, 1, |_| f64::NAN), None);
    }
}
