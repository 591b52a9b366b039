//! How much more often a thing occurs in a target than in a reference.

use std::f64::consts::{FRAC_PI_2, LN_10};

use super::proportion;

/// From this x on, the asymptotic series gives the logarithm of chi-square's tail to one part in 10^12.
const FAR_OUT: f64 = 1000.0;

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
/// All cells miss their expected value by the same d, so the sum is 2 sum E f(d/E), with f(u) = (1 + u) ln(1 + u) - u and
/// d negative in two of them: no term is larger than the result, and none cancels where shares are nearly equal.
///
/// Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational Linguistics 19(1).
pub fn log_likelihood(table: ContingencyTable) -> Option<f64> {
    let ContingencyTable { target, target_total, reference, reference_total } = table;
    if target_total == 0 || reference_total == 0 {
        return None;
    }
    let [n1, n2] = [target_total as f64, reference_total as f64];
    let (n, row) = (n1 + n2, target as f64 + reference as f64);
    let cross = cross(table);
    let miss = cross as f64 / n;
    let cell = |miss: f64, expected: f64| if expected > 0.0 { expected * excess(miss / expected) } else { 0.0 };
    let rest = n - row;
    let sum =
        cell(miss, row * n1 / n) + cell(-miss, row * n2 / n) + cell(-miss, rest * n1 / n) + cell(miss, rest * n2 / n);
    Some(if cross < 0 { -2.0 * sum } else { 2.0 * sum })
}

/// How far the shares differ, times both totals.
fn cross(table: ContingencyTable) -> i128 {
    let product = |left: u64, right: u64| i128::from(left) * i128::from(right);
    product(table.target, table.reference_total) - product(table.reference, table.target_total)
}

/// What the size of the log-likelihood is not above, found without a logarithm: 2 chi-square, since of the summands of
/// both f(u) <= u^2. Not a number where nothing or all has the thing.
pub fn log_likelihood_bound(table: ContingencyTable) -> f64 {
    let ContingencyTable { target, target_total, reference, reference_total } = table;
    let [n1, n2] = [target_total as f64, reference_total as f64];
    let (n, row) = (n1 + n2, target as f64 + reference as f64);
    let cross = cross(table) as f64;
    // A little more than that, for what is rounded here and there.
    2.000_001 * (cross / (n1 * n2)) * (cross / (row * (n - row))) * n
}

/// (1 + u) ln(1 + u) - u, 1 at u = -1; near 0 by its series, the sum of (-u)^k / (k (k - 1)) from k = 2.
fn excess(u: f64) -> f64 {
    if u <= -1.0 {
        return 1.0;
    }
    if u.abs() > 0.1 {
        return (1.0 + u) * libm::log1p(u) - u;
    }
    let terms = (2..20).scan(-u, |power, k| {
        *power *= -u;
        Some(*power / f64::from(k * (k - 1)))
    });
    terms.sum()
}

/// The p-value of a log-likelihood: the survival function of chi-square with one degree of freedom, which for x is
/// erfc(sqrt(x / 2)). Never 0, but 1e-300 for whatever is below, from x = 1,374 on: see [`log10_p`].
pub fn log_likelihood_p(log_likelihood: f64) -> f64 {
    libm::erfc((log_likelihood.abs() / 2.0).sqrt()).max(1e-300)
}

/// Binary logarithm of the ratio of the shares (Hardie 2014, Log Ratio: an informal introduction). Where a frequency is zero,
/// each is raised by the part of both totals together that is its own: 300 of 1,000 tokens count as .3 occurrences, 700 as .7.
/// Both shares so rise by the same, and the ratio has the sign of their difference whatever the totals, which it had not where
/// zero alone counted as a fixed number. `None` where either total is zero, and where both frequencies are.
///
/// Sweeting, M. J., Sutton, A. J. and Lambert, P. C. (2004). What to add to nothing? Use and avoidance of continuity corrections
/// in meta-analysis of sparse data. Statistics in Medicine 23(9): the treatment arm correction, whose k are so proportioned.
pub fn log_ratio(table: ContingencyTable) -> Option<f64> {
    let ContingencyTable { target, target_total, reference, reference_total } = table;
    let [a, b, n1, n2] = [target, reference, target_total, reference_total].map(|count| count as f64);
    if n1 * n2 == 0.0 || a + b == 0.0 {
        return None;
    }
    let raised = if a * b == 0.0 { 1.0 / (n1 + n2) } else { 0.0 };
    Some(libm::log2((a / n1 + raised) / (b / n2 + raised)))
}

/// %DIFF, the target's share over the reference's as a change in percent; `None` where the reference has none.
///
/// Gabrielatos, C. and Marchi, A. (2012). Keyness: appropriate metrics and practical issues.
pub fn percent_difference(table: ContingencyTable) -> Option<f64> {
    let target = proportion(table.target, table.target_total)?;
    let reference = proportion(table.reference, table.reference_total)?;
    (reference > 0.0).then(|| 100.0 * (target - reference) / reference)
}

/// Decimal logarithm of the p-value of a log-likelihood, also where that is too small for a number: -21,717 for 1e5.
///
/// Near 0 the p-value is taken from 1 - erf, far out from the series of DLMF 7.12.1, so it is right to 1e-12 everywhere.
pub fn log10_p(log_likelihood: f64) -> f64 {
    let x = log_likelihood.abs();
    let z = (x / 2.0).sqrt();
    let ln_p = if x < 1.0 {
        libm::log1p(-libm::erf(z))
    } else if x < FAR_OUT {
        libm::log(libm::erfc(z))
    } else {
        let series = -1.0 / x + 3.0 / (x * x) - 15.0 / (x * x * x);
        libm::log1p(series) - libm::log(FRAC_PI_2 * x) / 2.0 - x / 2.0
    };
    ln_p / LN_10
}

/// Bayes factor of a log-likelihood, approximated by BIC: |G2| - ln N, N being both totals together, above zero. Above 2
/// it speaks for a difference, above 10 very strongly; below 0 against one.
///
/// Wilson, A. (2013). Embracing Bayes factors for key item analysis in corpus linguistics.
pub fn bic(log_likelihood: f64, total: u64) -> f64 {
    log_likelihood.abs() - libm::log(total as f64)
}

/// Odds ratio ad / bc: the odds of the thing in the target over those in the reference; `None` where bc = 0.
pub fn odds_ratio(table: ContingencyTable) -> Option<f64> {
    let [a, b] = [table.target as f64, table.reference as f64];
    let [c, d] = [table.target_total as f64 - a, table.reference_total as f64 - b];
    (b * c > 0.0).then(|| a * d / (b * c))
}

/// z of the log-odds ratio with an informative Dirichlet prior ("Fightin' Words"): the log-odds ratio over its standard
/// deviation, positive where the target has more. `prior` is the word's pseudo-count and `prior_total` that of all words,
/// the same for both corpora. `None` where the ratio or its variance is undefined.
///
/// Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' words. Political Analysis 16(4), 372-403.
pub fn fightin_words_z(table: ContingencyTable, prior: f64, prior_total: f64) -> Option<f64> {
    let variance = 1.0 / (table.target as f64 + prior) + 1.0 / (table.reference as f64 + prior);
    let z = fightin_words_delta(table, prior, prior_total)? / variance.sqrt();
    z.is_finite().then_some(z)
}

/// The log-odds ratio of `fightin_words_z`, ln[(y1 + A) / (n1 + A0 - y1 - A)] - ln[(y2 + A) / (n2 + A0 - y2 - A)].
fn fightin_words_delta(table: ContingencyTable, prior: f64, prior_total: f64) -> Option<f64> {
    let log_odds = |frequency: u64, total: u64| {
        let with = frequency as f64 + prior;
        let without = total as f64 + prior_total - with;
        (with > 0.0 && without > 0.0).then(|| libm::log(with / without))
    };
    Some(log_odds(table.target, table.target_total)? - log_odds(table.reference, table.reference_total)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    fn log_likelihood_keeps_its_digits_where_shares_are_nearly_equal() {
        // mpmath, 50 digits.
        let table = ContingencyTable {
            target: 500_000,
            target_total: 1_000_000_000,
            reference: 503_000,
            reference_total: 1_000_000_000,
        };
        assert_close(log_likelihood(table).unwrap(), -8.977596394882);
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
        assert!(log_likelihood_p(1300.0) < 1e-280);
        assert_eq!(log_likelihood_p(1e6), 1e-300);
    }

    #[test]
    fn log_ratio_has_its_check_values() {
        assert_close(log_ratio(T1).unwrap(), 2.807354922);
        assert_close(log_ratio(T0).unwrap(), 3.857980995);
    }

    #[test]
    fn log_ratio_has_the_sign_of_the_log_likelihood_where_a_frequency_is_zero() {
        for (n1, n2) in [(10, 1_000_000), (1_000_000, 10), (500, 500)] {
            for frequency in [1, 2, 9] {
                let table = ContingencyTable { target: 0, target_total: n1, reference: frequency, reference_total: n2 };
                let (ratio, likelihood) = (log_ratio(table).unwrap(), log_likelihood(table).unwrap());
                assert!(ratio < 0.0 && likelihood < 0.0, "{table:?}");
                let turned =
                    ContingencyTable { target: frequency, target_total: n2, reference: 0, reference_total: n1 };
                assert_close(log_ratio(turned).unwrap(), -ratio);
            }
        }
    }

    #[test]
    fn percent_difference_has_its_check_values() {
        assert_close(percent_difference(T1).unwrap(), 600.0);
        assert_eq!(percent_difference(T0), None);
    }

    #[test]
    fn log10_p_is_that_of_another_program_also_where_p_underflows() {
        // mpmath, 40 digits: log10(erfc(sqrt(x / 2))).
        for (x, expected) in [
            (1e-12, -3.465170001927269e-07),
            (0.001, -0.011096562482616878),
            (0.5, -0.31921127782572034),
            (3.841458820694124, -1.3010299956639806),
            (23.488464893, -5.90078584756508),
            (999.0, -218.5283700399368),
            (1001.0, -218.963097952188),
            (1400.0, -305.67757094696975),
            (100000.0, -21717.322159443942),
            (1000000000000.0, -217147240957.72397),
        ] {
            let value = log10_p(x);
            assert!((value / expected - 1.0).abs() < 1e-12, "{value} is not {expected}");
        }
        assert_eq!((log10_p(0.0), log10_p(-20.0)), (0.0, log10_p(20.0)));
    }

    #[test]
    fn bic_has_its_check_value() {
        assert_close(bic(log_likelihood(T1).unwrap(), 2700), 15.587457841);
        assert_close(bic(-23.488464893, 2700), 15.587457841);
    }

    #[test]
    fn odds_ratio_has_its_check_values() {
        assert_close(odds_ratio(T1).unwrap(), 7.143344710);
        assert_eq!(odds_ratio(T0), None);
        assert_eq!(odds_ratio(ContingencyTable { target_total: 28, ..T1 }), None);
    }

    #[test]
    fn fightin_words_have_their_check_values() {
        // {a 10, b 6, c 3, d 1} and {a 4, b 6, e 10}.
        let a = ContingencyTable { target: 10, target_total: 20, reference: 4, reference_total: 20 };
        assert!((fightin_words_delta(a, 0.01, 0.05).unwrap() - 1.383302).abs() < 5e-7);
        assert!((fightin_words_z(a, 0.01, 0.05).unwrap() - 2.340627).abs() < 5e-7);
    }

    #[test]
    fn fightin_words_are_undefined_where_a_cell_stays_empty() {
        assert_eq!(fightin_words_z(T0, 0.0, 0.0), None);
        assert_eq!(fightin_words_z(ContingencyTable { target_total: 28, ..T1 }, 1.0, 1.0), None);
        assert_eq!(fightin_words_z(T1, f64::NAN, 1.0), None);
        assert_eq!(fightin_words_z(T1, f64::INFINITY, f64::INFINITY), None);
    }

    fn any_table() -> impl Strategy<Value = ContingencyTable> {
        let part = || (1..1_000_000_u64).prop_flat_map(|total| (0..=total, Just(total)));
        (part(), part()).prop_map(|((target, target_total), (reference, reference_total))| ContingencyTable {
            target,
            target_total,
            reference,
            reference_total,
        })
    }

    fn swapped(table: ContingencyTable) -> ContingencyTable {
        ContingencyTable {
            target: table.reference,
            target_total: table.reference_total,
            reference: table.target,
            reference_total: table.target_total,
        }
    }

    proptest! {
        #[test]
        fn log10_p_is_the_logarithm_of_the_p_value(log_likelihood in -1000.0..1000.0) {
            let expected = log_likelihood_p(log_likelihood).log10();
            prop_assert!((log10_p(log_likelihood) - expected).abs() <= 1e-12 * expected.abs().max(1.0));
        }

        #[test]
        fn log10_p_falls_as_the_log_likelihood_rises(low in 0.0..1e5, step in 1e-3..1e3) {
            prop_assert!(log10_p(low + step) < log10_p(low));
        }

        #[test]
        fn no_log_likelihood_is_above_its_bound(table in any_table()) {
            let bound = log_likelihood_bound(table);
            prop_assert!(bound.is_nan() || log_likelihood(table).unwrap().abs() <= bound);
        }

        #[test]
        fn swapping_the_corpora_inverts_the_odds_and_the_sign_of_z(table in any_table(), prior in 0.01..100.0) {
            let z = |table| fightin_words_z(table, prior, 1000.0 + prior).unwrap();
            prop_assert_eq!(z(table), -z(swapped(table)));
            if let (Some(odds), Some(inverse)) = (odds_ratio(table), odds_ratio(swapped(table))) {
                prop_assert!((odds * inverse - 1.0).abs() < 1e-12);
            }
        }
    }
}
