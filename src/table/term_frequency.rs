//! How often each term stands in each group.

use anyhow::Result;

use super::{Columns, Format, Rows};
use crate::compare::{Comparison, TermFrequency};

/// The rows, group by group.
pub fn rows<'c>(comparison: &'c Comparison, _part: usize) -> Result<Rows<'c>> {
    let all = comparison.term_frequencies();
    Ok(Rows {
        sections: all.groups(),
        columns: Box::new(move |numbers| columns(&numbers.filter_map(|row| all.row(row)).collect::<Vec<_>>())),
    })
}

/// The columns in the order in which they are written.
fn columns<'a>(all: &[TermFrequency<'a>]) -> Columns<'a> {
    let rows = || all.iter();
    Columns::new(
        "term_frequency",
        "One row for each group and term, commonest first. Function words, terms without a letter and terms rarer than \
         the minimum frequency are not listed; they count in every total.",
    )
    .text("group", "The group.", rows().map(|row| row.group))
    .text(
        "term",
        "The term: a word in lower case and one tone-mark style, or the commonest form of its stem.",
        rows().map(|row| row.term),
    )
    .count("frequency", "Occurrences in the group.", rows().map(|row| row.count.frequency))
    .number("per_10k", Format::Decimals(3), "Occurrences in 10,000 tokens of the group.", rows().map(|row| row.per_10k))
    .count("rank", "Place among the group's listed terms, from 1; equals by spelling.", rows().map(|row| row.rank))
    .count("documents", "Documents of the group with the term.", rows().map(|row| row.count.documents))
    .number(
        "dp_norm",
        Format::Decimals(6),
        "How unevenly the term is spread (0: as evenly as can be, 1: in the smallest part alone): normalised deviation of proportions \
         (Gries 2008; Lijffijt and Gries 2012) over the parts that group_similarity describes. Rare terms are near 1 whatever they \
         are: compare terms of like frequency within a group. Empty where the group has a single part.",
        rows().map(|row| row.dp_norm),
    )
    .number(
        "tf_idf",
        Format::Decimals(4),
        "frequency times log10(documents of all groups / those of them with the term) (Spärck Jones 1972): 0 where every document has it.",
        rows().map(|row| row.tf_idf),
    )
}
