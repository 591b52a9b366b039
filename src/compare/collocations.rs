//! Words that occur side by side.

use itertools::Itertools;
use rustc_hash::FxHashMap;

use super::entries::Filter;
use crate::count::{Bigram, GroupCounts};
use crate::language::Alphabet;
use crate::measure::{ContingencyTable, log_dice, log_likelihood, mutual_information};
use crate::vocabulary::TermId;

/// A word and the one right after it, in a group.
#[derive(Clone, Copy, Debug)]
pub struct Collocation<'a> {
    /// The group.
    pub group: &'a str,
    /// The first word.
    pub term_1: &'a str,
    /// The second word.
    pub term_2: &'a str,
    /// How often the first directly precedes the second.
    pub frequency: u64,
    /// How often it would by chance.
    pub expected: f64,
    /// Signed G2 of their association.
    pub log_likelihood: f64,
    /// Pointwise mutual information, in bits.
    pub mutual_information: f64,
    /// How closely they are tied to each other, 14 at most.
    pub log_dice: f64,
    /// The part of the documents in which pairs of words were counted: 1, or a half, a quarter ...
    pub sampled: f64,
}

/// The pairs of listed terms that occur side by side more often than by chance, by group and G2.
pub(super) fn collocations<'a>(
    groups: &[(&'a str, &'a GroupCounts)],
    filter: &Filter<'a>,
    alphabet: &Alphabet,
    sampled: f64,
) -> Vec<Collocation<'a>> {
    let of_group = |&(group, counts): &(&'a str, &'a GroupCounts)| {
        of_group(group, &counts.bigrams.total(), filter, alphabet, sampled)
    };
    groups.iter().flat_map(of_group).collect()
}

fn of_group<'a>(
    group: &'a str,
    bigrams: &FxHashMap<Bigram, u64>,
    filter: &Filter<'a>,
    alphabet: &Alphabet,
    sampled: f64,
) -> Vec<Collocation<'a>> {
    let [mut firsts, mut seconds] = [const { FxHashMap::<TermId, u64>::with_hasher(rustc_hash::FxBuildHasher) }; 2];
    for ((first, second), frequency) in bigrams {
        *firsts.entry(*first).or_default() += frequency;
        *seconds.entry(*second).or_default() += frequency;
    }
    let total = bigrams.values().sum::<u64>();
    let has_row = |frequency: u64| frequency >= filter.min_frequency && filter.listing.has(frequency);
    let frequent = bigrams.iter().filter(|(_, frequency)| has_row(**frequency));
    let row = |(bigram, &frequency): (&Bigram, &u64)| {
        let (term_1, term_2) = (filter.names.get(bigram.0)?, filter.names.get(bigram.1)?);
        let (first, second) = (firsts[&bigram.0], seconds[&bigram.1]);
        let table = ContingencyTable {
            target: frequency,
            target_total: first,
            reference: second - frequency,
            reference_total: total - first,
        };
        Some(Collocation {
            group,
            term_1,
            term_2,
            frequency,
            expected: first as f64 * second as f64 / total as f64,
            log_likelihood: log_likelihood(table).filter(|score| *score > 0.0)?,
            mutual_information: mutual_information(frequency, first, second, total),
            log_dice: log_dice(frequency, first, second),
            sampled,
        })
    };
    let rows = frequent.filter_map(row).collect_vec();
    let names = rows.iter().flat_map(|row| [row.term_1, row.term_2]);
    let keys: FxHashMap<&str, Vec<u8>> = names.unique().map(|name| (name, alphabet.key(name))).collect();
    let place = |row: &Collocation<'a>| (&keys[row.term_1], &keys[row.term_2], row.term_1, row.term_2, row.frequency);
    let strongest = |left: &Collocation<'a>, right: &Collocation<'a>| {
        let by_score = right.log_likelihood.total_cmp(&left.log_likelihood);
        by_score.then_with(|| place(left).cmp(&place(right)))
    };
    rows.into_iter().sorted_unstable_by(strongest).collect()
}
