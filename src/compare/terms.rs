//! Terms: how frequent in each group, and how key to one against another.

use std::cmp::Reverse;

use itertools::{Itertools, izip};

use super::pair::{Filter, Pair, Side};
use super::shares::{CONFIDENCE, log2};
use super::significance::{Significance, significances};
use super::split_half;
use crate::count::{ByPart, GroupCounts, TermCount};
use crate::measure::{
    ClusterSums, ContingencyTable, critical_t, fightin_words_z, normalised_deviation_of_proportions, per_10k, rate,
    ratio, tf_idf,
};
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
    /// How unevenly it is spread over the group's parts, 0 to 1.
    pub dp_norm: Option<f64>,
    /// Its frequency, weighed by how few documents of all groups have it.
    pub tf_idf: Option<f64>,
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
    /// The 95 % interval of the log ratio; its bounds may be infinite.
    pub interval: Option<(f64, f64)>,
    /// Z-score of the log-odds ratio with an informative prior.
    pub fightin_words_z: Option<f64>,
    /// The largest keyness between random halves of the pair's texts.
    pub split_half: Option<f64>,
}

/// Each group's terms that are listed and frequent enough in all groups together, of which `total` is the sum, commonest
/// first.
pub(super) fn frequencies<'a>(
    groups: &[(&'a str, &'a GroupCounts)],
    total: &GroupCounts,
    filter: &Filter<'a>,
) -> Vec<TermFrequency<'a>> {
    let of_group = |&(group, counts): &(&'a str, &'a GroupCounts)| {
        let side = Side::of((group, counts));
        let sizes = side.part_tokens();
        let terms = counts.terms.iter().filter_map(|(id, counts)| {
            let all = total.terms.get(id)?.count;
            let is_listed = all.frequency >= filter.min_frequency && all.documents >= filter.min_documents;
            let term = filter.listed.get(id).filter(|_| is_listed)?;
            Some((*term, counts.count, *id, all))
        });
        let ranked =
            terms.sorted_unstable_by_key(|(term, count, ..)| (Reverse(count.frequency), *term, count.documents));
        let row = |((term, count, id, all), rank): ((_, TermCount, _, TermCount), _)| TermFrequency {
            group,
            term,
            count,
            per_10k: per_10k(count.frequency, counts.tokens),
            rank,
            dp_norm: normalised_deviation_of_proportions(&std::iter::zip(side.parts(id), sizes).collect_vec()),
            tf_idf: tf_idf(count.frequency, all.documents, total.documents),
        };
        ranked.zip(1..).map(row).collect_vec()
    };
    groups.iter().flat_map(of_group).collect()
}

/// The listed terms of a pair that are frequent enough in it, from the target's own to the reference's own. `all` is the
/// sum of all groups, and the reference corpus where the pair has it; `seed` is that of the random halves.
pub(super) fn keyness<'a>(pair: &Pair<'a>, all: &[&GroupCounts], filter: &Filter<'a>, seed: u64) -> Vec<Keyness<'a>> {
    let Pair { target, reference } = pair;
    let (target_total, reference_total) =
        (target.count(|counts| counts.tokens), reference.count(|counts| counts.tokens));
    let (terms, tables): (Vec<(&str, TermId)>, Vec<ContingencyTable>) = pair
        .terms()
        .filter(|id| filter.shows(pair, *id))
        .map(|id| {
            let (target, reference) = (target.frequency(id), reference.frequency(id));
            ((filter.listed[&id], id), ContingencyTable { target, target_total, reference, reference_total })
        })
        .sorted_unstable_by_key(|((term, _), table)| (*term, table.target, table.reference))
        .unzip();
    let split_half = split_half::yardstick(pair, filter, seed);
    let sizes = (reference.part_tokens(), target.part_tokens());
    let critical = |sizes: &ByPart| critical_t(sizes.iter().filter(|size| **size > 0).count() as u64, CONFIDENCE);
    let critical = (critical(&sizes.0), critical(&sizes.1));
    let rows = izip!(terms, &tables, significances(&tables)).map(|((term, id), table, significance)| {
        let rate = |side: &Side, sizes, critical| rate(cluster_sums(sizes, &side.parts(id)), critical);
        let rates = rate(reference, &sizes.0, critical.0).zip(rate(target, &sizes.1, critical.1));
        Keyness {
            target: target.name,
            reference: reference.name,
            term,
            table: *table,
            significance,
            interval: rates.map(|(reference, target)| log2(ratio(reference, target))),
            fightin_words_z: prior(all, id).and_then(|(prior, of)| fightin_words_z(*table, prior, of)),
            split_half,
        }
    });
    let score = |row: &Keyness| row.significance.log_likelihood.unwrap_or_default();
    // A stable sort: terms of equal keyness stay in order of spelling.
    rows.sorted_by(|left, right| score(right).total_cmp(&score(left))).collect()
}

/// The prior of a term's log odds: its frequency in all that is known, and the tokens of that.
fn prior(all: &[&GroupCounts], id: TermId) -> Option<(f64, f64)> {
    let frequency = |counts: &&GroupCounts| counts.terms.get(&id).map_or(0, |counts| counts.count.frequency);
    let frequency: u64 = all.iter().map(frequency).sum();
    let tokens: u64 = all.iter().map(|counts| counts.tokens).sum();
    (frequency > 0).then_some((frequency as f64, tokens as f64))
}

/// A term's occurrences among tokens, part by part.
fn cluster_sums(sizes: &ByPart, occurrences: &ByPart) -> ClusterSums {
    let mut sums = ClusterSums::default();
    std::iter::zip(sizes, occurrences).for_each(|(n, x)| sums.add_cluster(*n, *x));
    sums
}
