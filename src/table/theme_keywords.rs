//! Which keywords make up each theme in each group.

use anyhow::Result;

use super::{Columns, Format, Table};
use crate::compare::Comparison;
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, _labels: Labels) -> Result<Table> {
    let all = comparison.keyword_frequencies();
    let rows = || all.iter();
    Columns::new(
        "theme_keywords",
        "One row for each keyword that stands in any group, and each group, in the dictionary's order.",
    )
    .text("theme", "The theme's id.", rows().map(|row| row.theme.id.as_str()))
    .text("keyword", "The keyword, as the dictionary writes it.", rows().map(|row| row.keyword.text.as_str()))
    .text("group", "The group.", rows().map(|row| row.group))
    .count("frequency", "Hits in the group.", rows().map(|row| row.count.frequency))
    .number("per_10k", Format::Decimals(3), "Hits in 10,000 tokens of the group's documents in languages that the dictionary has; empty where there is none.", rows().map(|row| row.per_10k))
    .count("documents", "Documents of the group with the keyword.", rows().map(|row| row.count.documents))
    .build()
}
