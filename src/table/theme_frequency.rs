//! How much each group speaks of each theme.

use anyhow::Result;

use super::{Builder, Format, Table};
use crate::compare::Comparison;
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, labels: Labels) -> Result<Table> {
    let all = comparison.theme_frequencies();
    let rows = || all.iter();
    Builder::new("theme_frequency", "One row for each group and theme, by rank.")
        .text("group", "The group.", rows().map(|row| row.group))
        .text("theme", "The theme's id.", rows().map(|row| row.theme.id.as_str()))
        .text("label", "The theme's name.", rows().map(|row| row.theme.label(labels)))
        .count("frequency", "Hits of the theme's keywords; each is a row of concordance.", rows().map(|row| row.count.frequency))
        .number("per_10k", Format::Decimals(3), "Hits in 10,000 tokens of the group.", rows().map(|row| row.per_10k))
        .number(
            "share",
            Format::Decimals(6),
            "Clauses with the theme over clauses with any theme (0 to 1); the shares of a group add up to more than 1 where clauses have several themes.",
            rows().map(|row| row.share),
        )
        .count(
            "rank",
            "Place among the group's themes, from 1, by clauses, then hits, then the dictionary's order; empty where no clause has the theme.",
            rows().map(|row| row.rank),
        )
        .count("documents", "Documents of the group with the theme.", rows().map(|row| row.count.documents))
        .count("clauses", "Clauses of the group with the theme.", rows().map(|row| row.count.clauses))
        .build()
}
