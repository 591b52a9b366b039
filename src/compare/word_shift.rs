//! Which terms make up the divergence of two groups.

use itertools::Itertools;
use rustc_hash::FxHashMap;

use super::entries::{Entries, Filter, Frequent};
use super::listing::is_first;
use super::pair::{Pair, Side};
use crate::measure::{jensen_shannon_part, proportion};

/// A term's part in the divergence of a pair.
#[derive(Clone, Copy, Debug)]
pub struct WordShift<'a> {
    /// The reference group, `*` for all others.
    pub reference: &'a str,
    /// The target group.
    pub target: &'a str,
    /// The term.
    pub term: &'a str,
    /// Its share of the reference's tokens.
    pub reference_share: f64,
    /// Its share of the target's tokens.
    pub target_share: f64,
    /// What it adds to the Jensen-Shannon divergence, in bits.
    pub contribution: f64,
    /// The part of the divergence that it and the listed terms before it make up.
    pub cumulative: f64,
}

/// The rows of a pair's listed terms, by what they add to its divergence; each is made when it is asked for.
pub struct PairShifts<'c, 'a> {
    pair: &'c Pair<'a>,
    entries: &'c Entries<'a>,
    rows: Vec<Contribution>,
    divergence: f64,
}

/// What a term adds, and what it and those before it do.
struct Contribution {
    /// Its place among the frequent terms.
    term: u32,
    /// How often it occurs in both groups together.
    frequency: u64,
    contribution: f64,
    sum: f64,
}

impl<'c, 'a> PairShifts<'c, 'a> {
    /// Of the pair's listed terms that are frequent enough in it. All terms count in the divergence.
    pub(super) fn new(pair: &'c Pair<'a>, entries: &'c Entries<'a>, filter: &Filter) -> PairShifts<'c, 'a> {
        // Few frequencies are those of most terms. By size, so that the sum has the same last bits whatever the terms'
        // numbers are.
        let mut all: FxHashMap<[u64; 2], usize> = FxHashMap::default();
        for own in entries.terms() {
            *all.entry(pair.of_term(own).map(|count| count.frequency)).or_default() += 1;
        }
        let parts = all.into_iter().sorted_unstable().filter_map(|(frequencies, terms)| {
            let (reference, target) = shares(pair, frequencies)?;
            Some(std::iter::repeat_n(jensen_shannon_part(reference, target), terms))
        });
        let divergence: f64 = parts.flatten().sum();
        let row = |(place, term): (u32, &Frequent)| {
            let counts = Some(pair.of_term(term.term)).filter(|counts| Pair::shows(*counts, filter))?;
            let frequencies = counts.map(|count| count.frequency);
            let (reference, target) = shares(pair, frequencies)?;
            let (frequency, contribution) = (frequencies.iter().sum(), jensen_shannon_part(reference, target));
            Some(Contribution { term: place, frequency, contribution, sum: 0.0 })
        };
        let mut rows = (0..).zip(entries.frequent()).filter_map(row).collect_vec();
        // The terms' places are in order of spelling.
        rows.sort_unstable_by(|left, right| {
            right.contribution.total_cmp(&left.contribution).then_with(|| left.term.cmp(&right.term))
        });
        let mut sum = 0.0;
        for row in &mut rows {
            sum += row.contribution;
            row.sum = sum;
        }
        filter.listing.leave(&mut rows, |row| row.frequency, is_first);
        PairShifts { pair, entries, rows, divergence }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of a number, what adds most first; `None` where there are fewer.
    pub fn row(&self, number: usize) -> Option<WordShift<'a>> {
        let Contribution { term, contribution, sum, .. } = *self.rows.get(number)?;
        let term = self.entries.frequent().get(term as usize)?;
        let (own, Pair { reference, target }) = (term.term, self.pair);
        let (reference_share, target_share) = shares(self.pair, self.pair.of_term(own).map(|count| count.frequency))?;
        Some(WordShift {
            reference: reference.name,
            target: target.name,
            term: term.name,
            reference_share,
            target_share,
            contribution,
            cumulative: if self.divergence > 0.0 { sum / self.divergence } else { 0.0 },
        })
    }
}

/// What frequencies in the reference and the target are shares of.
fn shares(pair: &Pair, [reference, target]: [u64; 2]) -> Option<(f64, f64)> {
    let tokens = |side: &Side| side.count(|counts| counts.tokens);
    proportion(reference, tokens(&pair.reference)).zip(proportion(target, tokens(&pair.target)))
}
