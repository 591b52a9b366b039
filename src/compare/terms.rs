//! Terms: how frequent in each group, and how key to one against another.

use std::cmp::Reverse;

use itertools::Itertools;
use rustc_hash::FxHashMap;

use super::Pair;
use crate::count::{GroupCounts, TermCount};
use crate::measure::{Table2x2, log_likelihood, log_likelihood_p, log_ratio, per_10k, percent_difference, q_values};
use crate::vocabulary::TermId;

/// A term in a group.
#[derive(Clone, Copy, Debug)]
pub struct TermFrequency<'a> {
    /// The group.
    pub group: &'a str,
    /// The term.
    pub term: &'a str,
    /// Occurrences and documents.
    pub count: TermCount,
    /// Occurrences in 10,000 tokens.
    pub per_10k: f64,
    /// Place among the group's listed terms, from 1; equals in order of spelling.
    pub rank: u64,
}

/// A term in a target, held against a reference.
#[derive(Clone, Copy, Debug)]
pub struct Keyness<'a> {
    /// The target group.
    pub target: &'a str,
    /// The reference group, `*` for all others.
    pub reference: &'a str,
    /// The term.
    pub term: &'a str,
    /// Its frequencies and the groups' tokens.
    pub table: Table2x2,
    /// Occurrences in 10,000 tokens of the target.
    pub target_per_10k: f64,
    /// Occurrences in 10,000 tokens of the reference.
    pub reference_per_10k: f64,
    /// Signed G2.
    pub log_likelihood: f64,
    /// Its p-value.
    pub p_value: f64,
    /// Its q-value among the terms of this pair.
    pub q_value: f64,
    /// Binary logarithm of the ratio of the shares.
    pub log_ratio: Option<f64>,
    /// Difference of the shares in percent of the reference's.
    pub percent_difference: Option<f64>,
}

/// Each group's terms that are listed and frequent enough in all groups together, commonest first.
pub(super) fn frequencies<'a>(
    groups: &[(&'a str, &'a GroupCounts)],
    listed: &FxHashMap<TermId, &'a str>,
    min_frequency: u64,
) -> Vec<TermFrequency<'a>> {
    let mut total: FxHashMap<TermId, u64> = FxHashMap::default();
    for (id, count) in groups.iter().flat_map(|(_, counts)| &counts.terms) {
        *total.entry(*id).or_default() += count.frequency;
    }
    let of_group = |&(group, counts): &(&'a str, &'a GroupCounts)| {
        let terms = counts.terms.iter().filter(|(id, _)| total.get(id).is_some_and(|&all| all >= min_frequency));
        terms
            .filter_map(|(id, count)| Some((*listed.get(id)?, *count)))
            .sorted_by_key(|(term, count)| (Reverse(count.frequency), *term))
            .zip(1..)
            .map(|((term, count), rank)| TermFrequency {
                group,
                term,
                count,
                per_10k: per_10k(count.frequency, counts.tokens),
                rank,
            })
            .collect_vec()
    };
    groups.iter().flat_map(of_group).collect()
}

/// The listed terms of each pair that are frequent enough in it, from the target's own to the reference's own.
pub(super) fn keyness<'a>(
    pairs: &[Pair<'a>],
    listed: &FxHashMap<TermId, &'a str>,
    min_frequency: u64,
) -> Vec<Keyness<'a>> {
    pairs.iter().flat_map(|pair| of_pair(pair, listed, min_frequency)).collect()
}

fn of_pair<'a>(pair: &Pair<'a>, listed: &FxHashMap<TermId, &'a str>, min_frequency: u64) -> Vec<Keyness<'a>> {
    let (target, reference) = (pair.target.counts, pair.reference.counts);
    let only_in_reference = reference.terms.keys().filter(|id| !target.terms.contains_key(id));
    let mut rows: Vec<Keyness> = target
        .terms
        .keys()
        .chain(only_in_reference)
        .filter_map(|id| {
            let frequency = |counts: &GroupCounts| counts.terms.get(id).map_or(0, |count| count.frequency);
            let table = Table2x2 {
                target: frequency(target),
                target_total: target.tokens,
                reference: frequency(reference),
                reference_total: reference.tokens,
            };
            if table.target + table.reference < min_frequency {
                return None;
            }
            let log_likelihood = log_likelihood(table);
            Some(Keyness {
                target: pair.target.name,
                reference: pair.reference.name,
                term: listed.get(id)?,
                table,
                target_per_10k: per_10k(table.target, table.target_total),
                reference_per_10k: per_10k(table.reference, table.reference_total),
                log_likelihood,
                p_value: log_likelihood_p(log_likelihood),
                q_value: f64::NAN,
                log_ratio: log_ratio(table),
                percent_difference: percent_difference(table),
            })
        })
        .collect();
    rows.sort_by(|left, right| {
        right.log_likelihood.total_cmp(&left.log_likelihood).then_with(|| left.term.cmp(right.term))
    });
    let q_values = q_values(&rows.iter().map(|row| row.p_value).collect_vec());
    rows.into_iter().zip(q_values).map(|(row, q_value)| Keyness { q_value, ..row }).collect()
}
