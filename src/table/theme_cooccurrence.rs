//! Which themes stand together.

use anyhow::Result;

use super::{Columns, Format, Table};
use crate::compare::Comparison;
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, _labels: Labels) -> Result<Table> {
    let all = comparison.theme_cooccurrences();
    let rows = || all.iter();
    Columns::new(
        "theme_cooccurrence",
        "One row for each group and two themes that share a clause in it, the most clauses first.",
    )
    .text("group", "The group.", rows().map(|row| row.group))
    .text("theme_1", "The id of the theme that stands first in the dictionary.", rows().map(|row| row.theme_1.id.as_str()))
    .text("theme_2", "The other theme's id.", rows().map(|row| row.theme_2.id.as_str()))
    .count("clauses", "Clauses with both themes.", rows().map(|row| row.clauses))
    .number(
        "expected",
        Format::Decimals(3),
        "Clauses with both if the themes had nothing to do with each other: clauses of the one times clauses of the other over all clauses of the group.",
        rows().map(|row| row.expected),
    )
    .number(
        "log_likelihood",
        Format::Decimals(4),
        "G2 over the four cells (one theme, the other, both, neither), as in term_keyness; negative where they stand together less than expected.",
        rows().map(|row| row.log_likelihood),
    )
    .number(
        "log_dice",
        Format::Decimals(4),
        "14 + log2(2 clauses / (clauses of the one + clauses of the other)): 14 where they always stand together (Rychlý 2008).",
        rows().map(|row| row.log_dice),
    )
    .build()
}
