//! A test's p-value in -> how many times as much data would tell.

use super::interval::critical_value;

/// With this many degrees of freedom Student's t is normal to the last bit.
pub(super) const NORMAL: f64 = 1e18;

/// How many times as much data a two-sided test at the level `alpha` needs to find a difference with the probability `power`,
/// where one as large has this `p_value` in the data that there is: ((z_(1-alpha/2) + z_power) / z_(1-p/2))^2, since a standard
/// error falls with the root of the sample's size. Infinite where the p-value is 1.
///
/// Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical Methods for Rates and Proportions, 3rd edition, section 4.2.
pub fn times_needed(p_value: f64, alpha: f64, power: f64) -> f64 {
    let found = critical_value(alpha, NORMAL) + critical_value(2.0 * (1.0 - power), NORMAL);
    (found / critical_value(p_value, NORMAL)).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_just_significant_needs_twice_the_data_to_be_found_four_times_in_five() {
        // scipy.stats.norm.ppf: ((z(.975) + z(.8)) / z(.975))^2, and for a p-value of .5 over z(.75).
        for (p_value, expected) in [(0.05, 2.0432028822141195), (0.5, 17.25269583940554)] {
            assert!((times_needed(p_value, 0.05, 0.8) / expected - 1.0).abs() < 1e-12);
        }
        assert_eq!(times_needed(1.0, 0.05, 0.8), f64::INFINITY);
    }
}
