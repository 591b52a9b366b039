//! How far a target and a reference differ, and whether that could be chance.

use crate::measure::{ContingencyTable, log_likelihood, log_likelihood_p, log_ratio, log10_p, q_values};

/// The measures of one difference among several that are tested together.
#[derive(Clone, Copy, Debug)]
pub struct Significance {
    /// Signed G2; `None` where target or reference is empty, or neither has any.
    pub log_likelihood: Option<f64>,
    /// Its p-value.
    pub p_value: Option<f64>,
    /// The decimal logarithm of that, also where it is too small for a number.
    pub log10_p: Option<f64>,
    /// Its q-value among all that were tested.
    pub q_value: Option<f64>,
    /// Binary logarithm of the ratio of the shares.
    pub log_ratio: Option<f64>,
}

/// The measures of each table; the q-values are taken over all of them.
pub fn significances(tables: &[ContingencyTable]) -> Vec<Significance> {
    // What neither has was not tested.
    let is_tested = |table: &ContingencyTable| table.target + table.reference > 0;
    let likelihood = |table: &ContingencyTable| is_tested(table).then(|| log_likelihood(*table)).flatten();
    let likelihoods: Vec<Option<f64>> = tables.iter().map(likelihood).collect();
    let p_values: Vec<f64> = likelihoods.iter().flatten().map(|likelihood| log_likelihood_p(*likelihood)).collect();
    let mut tested = p_values.iter().zip(q_values(&p_values));
    std::iter::zip(tables, likelihoods)
        .map(|(table, log_likelihood)| {
            let values = log_likelihood.and_then(|_| tested.next()).unwrap_or((&1.0, 1.0));
            significance(table, log_likelihood, (*values.0, values.1))
        })
        .collect()
}

/// The measures of a table whose log-likelihood has this p-value and, among others, q-value; without one, there is
/// neither.
pub(super) fn significance(
    table: &ContingencyTable,
    log_likelihood: Option<f64>,
    (p_value, q_value): (f64, f64),
) -> Significance {
    let is_tested = table.target + table.reference > 0;
    Significance {
        log_likelihood,
        p_value: log_likelihood.map(|_| p_value),
        log10_p: log_likelihood.map(log10_p),
        q_value: log_likelihood.map(|_| q_value),
        log_ratio: is_tested.then(|| log_ratio(*table)).flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_neither_has_is_not_tested_and_counts_among_no_tests() {
        let table = |target| ContingencyTable { target, target_total: 1200, reference: 0, reference_total: 1500 };
        let [tested, untested] = significances(&[table(6), table(0)])[..] else { panic!("two tables, two rows") };
        assert_eq!(tested.p_value, tested.q_value);
        assert!(untested.log_likelihood.is_none() && untested.q_value.is_none() && untested.log_ratio.is_none());
    }

    #[test]
    fn what_has_nothing_to_be_held_against_is_not_tested() {
        let table =
            |reference_total| ContingencyTable { target: 28, target_total: 1200, reference: 0, reference_total };
        let [tested, untested] = significances(&[table(1500), table(0)])[..] else { panic!("two tables, two rows") };
        assert_eq!(tested.p_value, tested.q_value);
        assert!(untested.log_likelihood.is_none() && untested.p_value.is_none() && untested.q_value.is_none());
    }
}
