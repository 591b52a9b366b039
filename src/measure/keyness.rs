//! How much more often a thing stands in a target than in a reference.

use super::proportion;

/// Two frequencies and the totals that they are parts of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContingencyTable {
    /// Frequency in the target.
    pub target: u64,
    /// Total of the target (tokens, or clauses).
    pub target_total: u64,
    /// Frequency in the reference.
    pub reference: u64,
    /// Total of the reference.
    pub reference_total: u64,
}

/// Log-likelihood ratio G2 over the four cells, 2 sum O ln(O/E), signed: positive where the target has more than is
/// expected. Without Williams' or Yates' correction. `None` where either total is zero.
///
/// Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational Linguistics 19(1).
pub fn log_likelihood(table: ContingencyTable) -> Option<f64> {
    if table.target_total == 0 || table.reference_total == 0 {
        return None;
    }
    let [a, b] = [table.target as f64, table.reference as f64];
    let [n1, n2] = [table.target_total as f64, table.reference_total as f64];
    let n = n1 + n2;
    let cell = |observed: f64, expected: f64| if observed == 0.0 { 0.0 } else { observed * (observed / expected).ln() };
    let row = a + b;
    let expected = row * n1 / n;
    let sum =
        cell(a, expected) + cell(b, row * n2 / n) + cell(n1 - a, (n - row) * n1 / n) + cell(n2 - b, (n - row) * n2 / n);
    // Rounding can leave a trace below zero where the shares are equal.
    let statistic = (2.0 * sum).max(0.0);
    Some(if a < expected { -statistic } else { statistic })
}

/// The p-value of a log-likelihood: the survival function of chi-square with one degree of freedom, which for x is
/// erfc(sqrt(x / 2)). It doesn't underflow before x is about 1,400.
pub fn log_likelihood_p(log_likelihood: f64) -> f64 {
    libm::erfc((log_likelihood.abs() / 2.0).sqrt())
}

/// Binary logarithm of the ratio of the shares; a frequency of zero counts as 0.5, and only that. `None` where either
/// total is zero.
///
/// Hardie, A. (2014). Log Ratio: an informal introduction.
pub fn log_ratio(table: ContingencyTable) -> Option<f64> {
    let share = |frequency: u64, total: u64| {
        let frequency = if frequency == 0 { 0.5 } else { frequency as f64 };
        (total > 0).then(|| frequency / total as f64)
    };
    let target = share(table.target, table.target_total)?;
    let reference = share(table.reference, table.reference_total)?;
    Some((target / reference).log2())
}

/// %DIFF, the target's share over the reference's as a change in percent; `None` where the reference has none.
///
/// Gabrielatos, C. and Marchi, A. (2012). Keyness: appropriate metrics and practical issues.
pub fn percent_difference(table: ContingencyTable) -> Option<f64> {
    let target = proportion(table.target, table.target_total)?;
    let reference = proportion(table.reference, table.reference_total)?;
    (reference > 0.0).then(|| 100.0 * (target - reference) / reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Two worked examples; in the second a cell is empty.
    const T1: ContingencyTable =
        ContingencyTable { target: 28, target_total: 1200, reference: 5, reference_total: 1500 };
    const T0: ContingencyTable =
        ContingencyTable { target: 6, target_total: 1200, reference: 0, reference_total: 1500 };

    fn assert_close(value: f64, expected: f64) {
        assert!((value - expected).abs() <= 1e-9 * expected.abs(), "{value} is not {expected}");
    }

    #[test]
    fn log_likelihood_has_its_check_values() {
        assert_close(log_likelihood(T1).unwrap(), 23.488464893);
        assert_close(log_likelihood(T0).unwrap(), 9.747869499);
    }

    #[test]
    fn log_likelihood_changes_its_sign_when_target_and_reference_are_swapped() {
        let swapped = ContingencyTable { target: 5, target_total: 1500, reference: 28, reference_total: 1200 };
        assert_close(log_likelihood(swapped).unwrap(), -log_likelihood(T1).unwrap());
    }

    #[test]
    fn equal_shares_have_no_log_likelihood() {
        let equal = ContingencyTable { target: 2, target_total: 20, reference: 3, reference_total: 30 };
        assert!(log_likelihood(equal).unwrap().abs() < 1e-12);
    }

    #[test]
    fn p_has_the_known_quantiles_of_chi_square_and_never_underflows_early() {
        assert!((log_likelihood_p(3.841458820694124) - 0.05).abs() < 1e-12);
        assert!((log_likelihood_p(-6.6348966010212145) - 0.01).abs() < 1e-12);
        assert!(log_likelihood_p(1300.0) > 0.0);
    }

    #[test]
    fn log_ratio_has_its_check_values() {
        assert_close(log_ratio(T1).unwrap(), 2.807354922);
        assert_close(log_ratio(T0).unwrap(), 3.906890596);
    }

    #[test]
    fn percent_difference_has_its_check_values() {
        assert_close(percent_difference(T1).unwrap(), 600.0);
        assert_eq!(percent_difference(T0), None);
    }
}
