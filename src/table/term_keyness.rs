//! Which terms are key to a group against another.

use anyhow::Result;

use super::{Builder, Format, Table};
use crate::compare::Comparison;
use crate::measure::{per_10k, percent_difference};
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, _labels: Labels) -> Result<Table> {
    let all = comparison.keyness();
    let rows = || all.iter();
    Builder::new(
        "term_keyness",
        "One row for each pair of groups and term, from the target's own terms to the reference's own. Pairs: each group \
         against the one before it, the last against the first, and (with three groups or more) each against all others.",
    )
    .text("target", "The group that is described.", rows().map(|row| row.target))
    .text("reference", "The group that it is held against; * is all others together.", rows().map(|row| row.reference))
    .text("term", "The term, as in term_frequency.", rows().map(|row| row.term))
    .count("target_frequency", "Occurrences in the target.", rows().map(|row| row.table.target))
    .count("reference_frequency", "Occurrences in the reference.", rows().map(|row| row.table.reference))
    .number("target_per_10k", Format::Decimals(3), "Occurrences in 10,000 tokens of the target.", rows().map(|row| per_10k(row.table.target, row.table.target_total)))
    .number("reference_per_10k", Format::Decimals(3), "Occurrences in 10,000 tokens of the reference.", rows().map(|row| per_10k(row.table.reference, row.table.reference_total)))
    .number(
        "log_likelihood",
        Format::Decimals(4),
        "G2 = 2 Σ O ln(O/E) over the four cells (Dunning 1993), without correction; negative where the target has less than expected.",
        rows().map(|row| row.significance.log_likelihood),
    )
    .number("p_value", Format::Significant, "P-value of G2: chi-square, one degree of freedom.", rows().map(|row| row.significance.p_value))
    .number("q_value", Format::Significant, "Benjamini-Hochberg q-value among the terms of the pair.", rows().map(|row| row.significance.q_value))
    .number(
        "log_ratio",
        Format::Decimals(4),
        "Binary logarithm of target share over reference share (Hardie 2014); a frequency of 0 counts as 0.5. 1 is twice as often.",
        rows().map(|row| row.significance.log_ratio),
    )
    .number(
        "percent_diff",
        Format::Decimals(2),
        "%DIFF: 100 (target share - reference share) / reference share; empty where the reference has none.",
        rows().map(|row| percent_difference(row.table)),
    )
    .build()
}
