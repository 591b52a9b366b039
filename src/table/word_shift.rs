//! Which terms make up the divergence of two groups.

use anyhow::Result;

use super::{Builder, Format, Table};
use crate::compare::Comparison;

/// Makes the rows of a pair, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, pair: usize) -> Result<Table> {
    let all = comparison.word_shifts(pair);
    let rows = || all.iter();
    Builder::new(
        "word_shift",
        "One row for each pair of groups and term, what adds most to the divergence first. Pairs and terms as in term_keyness; \
         terms that are not listed count in the divergence.",
    )
    .text("reference", "The group that the target is held against; * is all others together.", rows().map(|row| row.reference))
    .text("target", "The group that is described.", rows().map(|row| row.target))
    .text("term", "The term, as in term_frequency.", rows().map(|row| row.term))
    .number("reference_share", Format::Decimals(8), "Its share of the reference's tokens.", rows().map(|row| row.reference_share))
    .number("target_share", Format::Decimals(8), "Its share of the target's tokens.", rows().map(|row| row.target_share))
    .number(
        "contribution",
        Format::Decimals(8),
        "What it adds to the Jensen-Shannon divergence of the pair, in bits: 1/2 p log2(p/m) + 1/2 q log2(q/m) with its shares p and q and their mean m (Gallagher et al. 2021).",
        rows().map(|row| row.contribution),
    )
    .number(
        "cumulative",
        Format::Decimals(6),
        "The part of the divergence that the pair's terms up to this row make up (0 to 1).",
        rows().map(|row| row.cumulative),
    )
    .build()
}
