//! Which terms make up the divergence of two groups.

use itertools::Itertools;

use super::pair::{Filter, Pair};
use crate::measure::{jensen_shannon_part, proportion};
use crate::vocabulary::TermId;

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

/// The listed terms of a pair, by what they add to its divergence. All terms count in the divergence.
pub(super) fn word_shifts<'a>(pair: &Pair<'a>, filter: &Filter<'a>) -> Vec<WordShift<'a>> {
    let frequencies = |id: TermId| (pair.reference.frequency(id), pair.target.frequency(id));
    let totals = (pair.reference.count(|counts| counts.tokens), pair.target.count(|counts| counts.tokens));
    let shares = |(reference, target)| proportion(reference, totals.0).zip(proportion(target, totals.1));
    // By size, so that the sum has the same last bits whatever the terms' numbers are.
    let all = pair.terms().map(frequencies).sorted_unstable();
    let divergence: f64 =
        all.filter_map(shares).map(|(reference, target)| jensen_shannon_part(reference, target)).sum();
    let row = |id: TermId| {
        let (reference_share, target_share) = shares(frequencies(id))?;
        Some(WordShift {
            reference: pair.reference.name,
            target: pair.target.name,
            term: filter.listed.get(&id)?,
            reference_share,
            target_share,
            contribution: jensen_shannon_part(reference_share, target_share),
            cumulative: 0.0,
        })
    };
    let shown = pair.terms().filter(|id| filter.shows(pair, *id)).filter_map(row);
    let largest = |left: &WordShift, right: &WordShift| {
        right.contribution.total_cmp(&left.contribution).then_with(|| left.term.cmp(right.term))
    };
    let mut sum = 0.0;
    let running = shown.sorted_by(largest).map(|row| {
        sum += row.contribution;
        WordShift { cumulative: if divergence > 0.0 { sum / divergence } else { 0.0 }, ..row }
    });
    running.collect()
}
