//! Terms: how frequent in each group, and how key to one against another.

use std::cmp::Reverse;

use itertools::{Itertools, izip};
use rustc_hash::FxHashMap;

use super::Pair;
use super::significance::{Significance, significances};
use crate::count::{GroupCounts, TermCount};
use crate::measure::{ContingencyTable, per_10k};
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
    pub table: ContingencyTable,
    /// How far they differ; tested together are the terms of a pair.
    pub significance: Significance,
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
            .sorted_by_key(|(term, count)| (Reverse(count.frequency), *term, count.documents))
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
    let (target, reference) = (pair.target, pair.reference);
    let (target_total, reference_total) =
        (target.count(|counts| counts.tokens), reference.count(|counts| counts.tokens));
    let only_in_reference = reference.counts.terms.keys().filter(|id| !target.counts.terms.contains_key(id));
    let (terms, tables): (Vec<&str>, Vec<ContingencyTable>) = target
        .counts
        .terms
        .keys()
        .chain(only_in_reference)
        .filter_map(|id| {
            let (target, reference) = (target.frequency(*id), reference.frequency(*id));
            let table = ContingencyTable { target, target_total, reference, reference_total };
            (target + reference >= min_frequency).then_some((*listed.get(id)?, table))
        })
        .sorted_unstable_by_key(|(term, table)| (*term, table.target, table.reference))
        .unzip();
    let rows = izip!(terms, &tables, significances(&tables)).map(|(term, table, significance)| Keyness {
        target: target.name,
        reference: reference.name,
        term,
        table: *table,
        significance,
    });
    let score = |row: &Keyness| row.significance.log_likelihood.unwrap_or_default();
    // A stable sort: terms of equal keyness stay in order of spelling.
    rows.sorted_by(|left, right| score(right).total_cmp(&score(left))).collect()
}
