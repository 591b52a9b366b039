//! Terms: how frequent in each group, and how key to one against another.

use std::cmp::Reverse;
use std::num::NonZeroUsize;
use std::ops::Range;

use anyhow::Result;
use itertools::Itertools;

use super::entries::{Entries, Filter, Frequent};
use super::in_ranges;
use super::listing::{is_at_an_end, is_first};
use super::pair::{Pair, Side};
use super::shares::{CONFIDENCE, log2};
use super::significance::{Significance, significance};
use super::split_half::Baseline;
use crate::count::{ByPart, GroupCounts, Term, TermCount};
use crate::measure::{
    ClusterSums, ContingencyTable, critical_t, fightin_words_z, log_likelihood, log_likelihood_p,
    normalised_deviation_of_proportions, per_10k, q_values, rate, ratio, tf_idf,
};

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

/// A term in a target, compared with a reference.
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

/// The rows of terms and their frequencies, group by group, commonest first; each is made when it is asked for.
pub struct TermFrequencies<'c, 'a> {
    entries: &'c Entries<'a>,
    groups: Vec<OfGroup<'a>>,
    /// The number of the group that is none of them.
    apart: Option<u32>,
    /// Documents of all groups.
    documents: u64,
}

/// A group's part of the rows.
struct OfGroup<'a> {
    side: Side<'a>,
    sizes: ByPart,
    /// Those of its terms that have rows, by rank.
    terms: Vec<Ranked>,
}

/// A term of a group.
struct Ranked {
    /// Its place among the frequent terms.
    term: u32,
    /// Its place among the group's listed terms, from 0, whether or not those before it have rows.
    rank: u32,
}

impl<'c, 'a> TermFrequencies<'c, 'a> {
    /// Of the terms that are listed and frequent enough in all groups together, of which `total` is the sum; the number
    /// `apart` is that of none of them.
    pub(super) fn new(
        groups: &[(&'a str, &'a GroupCounts)],
        (apart, total): (Option<u32>, &GroupCounts),
        entries: &'c Entries<'a>,
        filter: &Filter,
    ) -> TermFrequencies<'c, 'a> {
        let of_all = |term: Term| term.count(|group| Some(group) != apart);
        let is_listed = |term: &&(u32, &Frequent<'a>)| {
            let all = of_all(term.1.term);
            all.frequency >= filter.min_frequency && all.documents >= filter.min_documents
        };
        let listed = (0..).zip(entries.frequent()).collect_vec();
        let listed = listed.iter().filter(is_listed).collect_vec();
        let of_group = |group: &(&'a str, &'a GroupCounts)| {
            let side = Side::of(*group);
            let of_term = |&&(place, term): &&(u32, &Frequent<'a>)| {
                let count = side.of_term(term.term);
                (count.frequency > 0).then_some((Reverse(count.frequency), term.spelling, count.documents, place))
            };
            let ranked = listed.iter().filter_map(of_term).sorted_unstable();
            let mut terms = std::iter::zip(0.., ranked).map(|(rank, (.., term))| Ranked { term, rank }).collect();
            let in_all = |ranked: &Ranked| of_all(entries.frequent()[ranked.term as usize].term).frequency;
            filter.listing.leave(&mut terms, in_all, is_first);
            OfGroup { side, sizes: side.part_tokens(), terms }
        };
        let groups = groups.iter().map(of_group).collect();
        TermFrequencies { entries, groups, apart, documents: total.documents }
    }

    /// The rows' numbers, group by group.
    pub fn groups(&self) -> Vec<Range<usize>> {
        let ends = self.groups.iter().scan(0, |end, group| {
            let begin = *end;
            *end += group.terms.len();
            Some(begin..*end)
        });
        ends.collect()
    }

    /// The row of a number; `None` where there are fewer.
    pub fn row(&self, number: usize) -> Option<TermFrequency<'a>> {
        let mut index = number;
        let group = self.groups.iter().find(|group| {
            let is_here = index < group.terms.len();
            index -= if is_here { 0 } else { group.terms.len() };
            is_here
        })?;
        let ranked = group.terms.get(index)?;
        let frequent = self.entries.frequent().get(ranked.term as usize)?;
        let (term, side) = (frequent.term, &group.side);
        let (count, all) = (side.of_term(term), term.count(|group| Some(group) != self.apart));
        Some(TermFrequency {
            group: side.name,
            term: frequent.name,
            count,
            per_10k: per_10k(count.frequency, side.counts.tokens),
            rank: u64::from(ranked.rank) + 1,
            dp_norm: normalised_deviation_of_proportions(&std::iter::zip(side.parts(term), group.sizes).collect_vec()),
            tf_idf: tf_idf(count.frequency, all.documents, self.documents),
        })
    }
}

/// The rows of a pair's terms, from the target's own to the reference's own; each is made when it is asked for.
pub struct PairKeyness<'c, 'a> {
    pair: &'c Pair<'a>,
    entries: &'c Entries<'a>,
    rows: Vec<ScoredTerm>,
    /// The reference's and the target's parts, and the critical values of intervals over them.
    sizes: [ByPart; 2],
    critical: [f64; 2],
    /// All groups but the one of this number, and the pair's reference, are all that is known; this many tokens are in
    /// that.
    apart: Option<u32>,
    known_tokens: u64,
    split_half: Option<f64>,
}

/// A term and what can't be said of it without the others of its pair.
struct ScoredTerm {
    /// Its place among the frequent terms, and that of its name among their names.
    term: u32,
    spelling: u32,
    log_likelihood: Option<f64>,
    p_value: f64,
    q_value: f64,
}

impl<'c, 'a> PairKeyness<'c, 'a> {
    /// Of a pair's listed terms that are frequent enough in it; `seed` is that of the random halves. All that is known
    /// are the groups but that of the number `apart`, of which `total` is the sum, and the pair's reference.
    pub(super) fn new(
        pair: &'c Pair<'a>,
        (apart, total): (Option<u32>, &GroupCounts),
        entries: &'c Entries<'a>,
        filter: &Filter,
        seed: u64,
        threads: NonZeroUsize,
    ) -> Result<PairKeyness<'c, 'a>> {
        let baseline = Baseline::new(pair, seed);
        let scores = in_ranges(entries.frequent().len(), threads, |range| {
            let (mut rows, mut largest) = (Vec::new(), 0.0);
            for (term, place) in entries.frequent()[range.clone()].iter().zip(range) {
                let own = term.term;
                let counts = pair.of_term(own);
                if Pair::shows(counts, filter) {
                    let table = pair.table(counts);
                    let log_likelihood = log_likelihood(table);
                    let p_value = log_likelihood.map_or(1.0, log_likelihood_p);
                    let (term, spelling) = (place as u32, term.spelling);
                    rows.push(ScoredTerm { term, spelling, log_likelihood, p_value, q_value: 1.0 });
                    if let Some(baseline) = &baseline {
                        largest = baseline.largest(largest, table.target + table.reference, || pair.parts(own));
                    }
                }
            }
            (rows, largest)
        })?;
        let largest = scores.iter().map(|(_, largest)| *largest).fold(0.0, f64::max);
        let mut rows = Vec::with_capacity(scores.iter().map(|(rows, _)| rows.len()).sum());
        rows.extend(scores.into_iter().flat_map(|(rows, _)| rows));
        // Either all have a score or, where a side is empty, none.
        let q_values = q_values(&rows.iter().map(|row| row.p_value).collect_vec());
        std::iter::zip(&mut rows, q_values).for_each(|(row, q_value)| row.q_value = q_value);
        let score = |row: &ScoredTerm| row.log_likelihood.unwrap_or_default();
        let frequencies = |row: &ScoredTerm| {
            let [reference, target] = pair.of_term(entries.frequent()[row.term as usize].term);
            (target.frequency, reference.frequency, row.term)
        };
        // Terms of equal keyness in order of spelling; stems that are shown in the same form by what is said of them.
        rows.sort_unstable_by(|left, right| {
            let by_score = score(right).total_cmp(&score(left)).then_with(|| left.spelling.cmp(&right.spelling));
            by_score.then_with(|| frequencies(left).cmp(&frequencies(right)))
        });
        let in_both = |row: &ScoredTerm| {
            let (target, reference, _) = frequencies(row);
            target + reference
        };
        filter.listing.leave(&mut rows, in_both, is_at_an_end);
        let sides = [pair.reference, pair.target];
        let sizes = sides.map(|side| side.part_tokens());
        let critical = |sizes: ByPart| critical_t(sizes.iter().filter(|size| **size > 0).count() as u64, CONFIDENCE);
        let of_reference =
            if pair.reference.is_group(apart) { pair.reference.count(|counts| counts.tokens) } else { 0 };
        Ok(PairKeyness {
            pair,
            entries,
            rows,
            sizes,
            critical: sizes.map(critical),
            apart,
            known_tokens: total.tokens + of_reference,
            split_half: baseline.map(|_| largest),
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of a number, from the target's own terms to the reference's own; `None` where there are fewer.
    pub fn row(&self, number: usize) -> Option<Keyness<'a>> {
        let row = self.rows.get(number)?;
        let frequent = self.entries.frequent().get(row.term as usize)?;
        let term = frequent.term;
        let Pair { reference, target } = self.pair;
        let table = self.pair.table(self.pair.of_term(term));
        let [of_reference, of_target] = self.pair.parts(term);
        let rate = |side: usize, parts| rate(cluster_sums(&self.sizes[side], parts), self.critical[side]);
        let rates = rate(0, &of_reference).zip(rate(1, &of_target));
        let outside = if reference.is_group(self.apart) { table.reference } else { 0 };
        let known = term.count(|group| Some(group) != self.apart).frequency + outside;
        let prior = (known > 0).then_some((known as f64, self.known_tokens as f64));
        Some(Keyness {
            target: target.name,
            reference: reference.name,
            term: frequent.name,
            table,
            significance: significance(&table, row.log_likelihood, (row.p_value, row.q_value)),
            interval: rates.map(|(reference, target)| log2(ratio(reference, target))),
            fightin_words_z: prior.and_then(|(prior, of)| fightin_words_z(table, prior, of)),
            split_half: self.split_half,
        })
    }
}

/// A term's occurrences among tokens, part by part.
fn cluster_sums(sizes: &ByPart, occurrences: &ByPart) -> ClusterSums {
    let mut sums = ClusterSums::default();
    std::iter::zip(sizes, occurrences).for_each(|(n, x)| sums.add_cluster(*n, *x));
    sums
}
