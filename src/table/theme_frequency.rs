//! How much each group speaks of each theme.

use anyhow::Result;

use super::{Columns, Format, Table, high, low};
use crate::compare::Comparison;
use crate::options::Labels;

/// What the lower bound of a share is.
const LOW: &str = "Lower bound of the 95 % interval of share: Wilson's, with the quantile of Student's t at clusters - 1 degrees of \
    freedom, and n divided by the design effect: the linearised variance of the ratio over clusters (the documents where a group \
    has five or more, else the paragraphs) over that of independent clauses, both with two events of a moderate effect added. It \
    says how much the share could differ had the same sources spoken at other lengths.";

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, labels: Labels) -> Result<Table> {
    let all = comparison.theme_frequencies();
    let rows = || all.iter();
    Columns::new("theme_frequency", "One row for each group and theme, by rank.")
        .text("group", "The group.", rows().map(|row| row.group))
        .text("theme", "The theme's id.", rows().map(|row| row.theme.id.as_str()))
        .text("label", "The theme's name.", rows().map(|row| row.theme.label(labels)))
        .count("frequency", "Hits of the theme's keywords; each is a row of concordance.", rows().map(|row| row.count.frequency))
        .number("per_10k", Format::Decimals(3), "Hits in 10,000 tokens of the group's documents in languages that the dictionary has; empty where there is none.", rows().map(|row| row.per_10k))
        .number(
            "per_10k_low",
            Format::Decimals(3),
            "Lower bound of its 95 % interval, as of share, but over tokens, and with a larger effect expected of clusters, since words come in bursts.",
            rows().map(|row| low(row.per_10k_interval)),
        )
        .number("per_10k_high", Format::Decimals(3), "Its upper bound.", rows().map(|row| high(row.per_10k_interval)))
        .number(
            "share",
            Format::Decimals(6),
            "Clauses with the theme over clauses with any theme (0 to 1); the shares of a group add up to more than 1 where clauses have several themes.",
            rows().map(|row| row.share.value),
        )
        .number("share_low", Format::Decimals(6), LOW, rows().map(|row| low(row.share.interval)))
        .number("share_high", Format::Decimals(6), "Its upper bound.", rows().map(|row| high(row.share.interval)))
        .count(
            "rank",
            "Place among the group's themes, from 1, by clauses, then hits, then the dictionary's order; empty where no clause has the theme.",
            rows().map(|row| row.rank),
        )
        .count("documents", "Documents of the group with the theme.", rows().map(|row| row.count.documents))
        .count("clauses", "Clauses of the group with the theme.", rows().map(|row| row.count.clauses))
        .count(
            "priority_clauses",
            "Of these, the clauses that state a priority; each is a row of priority_statements.",
            rows().map(|row| row.count.priority_clauses),
        )
        .number(
            "priority_share",
            Format::Decimals(6),
            "Priority clauses with the theme over priority clauses with any theme (0 to 1).",
            rows().map(|row| row.priority_share.value),
        )
        .number(
            "priority_share_low",
            Format::Decimals(6),
            "Lower bound of its 95 % interval, as of share.",
            rows().map(|row| low(row.priority_share.interval)),
        )
        .number("priority_share_high", Format::Decimals(6), "Its upper bound.", rows().map(|row| high(row.priority_share.interval)))
        .build()
}
