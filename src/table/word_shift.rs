//! Which terms make up the divergence of two groups.

use anyhow::Result;

use super::{Columns, Format, Rows};
use crate::compare::{Comparison, WordShift};

/// The rows of a pair.
pub fn rows<'c>(comparison: &'c Comparison, pair: usize) -> Result<Rows<'c>> {
    let all = comparison.word_shifts(pair);
    let height = all.as_ref().map_or(0, |all| all.len());
    let row = move |number| all.as_ref()?.row(number);
    Ok(Rows {
        sections: std::iter::once(0..height).collect(),
        columns: Box::new(move |numbers| columns(&numbers.filter_map(&row).collect::<Vec<_>>())),
    })
}

/// The columns in the order in which they are written.
fn columns<'a>(all: &[WordShift<'a>]) -> Columns<'a> {
    let rows = || all.iter();
    Columns::new(
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
}
