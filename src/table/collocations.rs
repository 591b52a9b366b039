//! Which words stand together.

use anyhow::Result;

use super::{Columns, Format, Table};
use crate::compare::Comparison;
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, _labels: Labels) -> Result<Table> {
    let all = comparison.collocations();
    let rows = || all.iter();
    Columns::new(
        "collocations",
        "One row for each group and two terms of which the second stands directly behind the first more often than by chance, \
         no mark between them, the most closely associated first. Function words and terms without a letter are not listed, \
         nor pairs rarer than the minimum frequency; they count in every total.",
    )
    .text("group", "The group.", rows().map(|row| row.group))
    .text("term_1", "The first term, as in term_frequency.", rows().map(|row| row.term_1))
    .text("term_2", "The second term.", rows().map(|row| row.term_2))
    .count("frequency", "How often term_2 stands directly behind term_1, in the documents that sampled speaks of.", rows().map(|row| row.frequency))
    .number(
        "expected",
        Format::Decimals(3),
        "How often it would by chance: pairs that begin with term_1 times pairs that end in term_2 over all pairs of adjacent words.",
        rows().map(|row| row.expected),
    )
    .number(
        "log_likelihood",
        Format::Decimals(4),
        "G2 over the four cells (the one term, the other, both, neither), as in term_keyness.",
        rows().map(|row| row.log_likelihood),
    )
    .number(
        "pmi",
        Format::Decimals(4),
        "Pointwise mutual information, log2(frequency / expected), in bits (Church and Hanks 1990). It is high for rare pairs.",
        rows().map(|row| row.mutual_information),
    )
    .number(
        "log_dice",
        Format::Decimals(4),
        "14 + log2(2 frequency / (pairs that begin with term_1 + pairs that end in term_2)) (Rychlý 2008): 14 where neither stands elsewhere.",
        rows().map(|row| row.log_dice),
    )
    .number(
        "sampled",
        Format::Decimals(6),
        "The part of the corpus's documents, drawn by a hash of their text, in which pairs were counted: 1 up to a million distinct pairs, then as many halvings as keep them below that.",
        rows().map(|_| comparison.sampled()),
    )
    .build()
}
