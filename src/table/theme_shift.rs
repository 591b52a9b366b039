//! How the themes' shares change from group to group.

use anyhow::Result;

use super::{Columns, Format, Table, high, low};
use crate::compare::Comparison;
use crate::options::Labels;

/// How a verdict is come to.
const VERDICT: &str = "What the interval says of change, the first of these that holds. too few: a group has fewer than 10 clauses to take \
    a share of. rise, fall: it excludes zero, and change_q_value is at most .05. steady: it lies within 2 percentage points of zero. \
    unclear: anything else, and whatever rests on a single clause.";

/// What the lower bound of a log ratio is.
const RATIO: &str = "Lower bound of the 95 % interval of log_ratio, from the intervals of the two shares (MOVER-R; Donner and Zou 2012); empty where \
    there is none, since the target lacks the theme or is of a single paragraph.";

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, labels: Labels) -> Result<Table> {
    let all = comparison.theme_shifts();
    let rows = || all.iter();
    Columns::new(
        "theme_shift",
        "One row for each pair of groups and theme, the largest change first. Pairs as in term_keyness. The statistics \
         hold the theme's clauses against the clauses with any theme.",
    )
    .text("theme", "The theme's id.", rows().map(|row| row.theme.id.as_str()))
    .text("label", "The theme's name.", rows().map(|row| row.theme.label(labels)))
    .text(
        "reference",
        "The group that the target is held against; * is all others together.",
        rows().map(|row| row.reference),
    )
    .text("target", "The group that is described.", rows().map(|row| row.target))
    .number(
        "reference_share",
        Format::Decimals(6),
        "The theme's share in the reference, as in theme_frequency.",
        rows().map(|row| row.shares.reference.value),
    )
    .number("target_share", Format::Decimals(6), "The theme's share in the target.", rows().map(|row| row.shares.target.value))
    .number(
        "change",
        Format::Decimals(6),
        "Target share less reference share; 0.01 is one percentage point.",
        rows().map(|row| row.shares.value),
    )
    .number(
        "change_low",
        Format::Decimals(6),
        "Lower bound of the 95 % interval of change: MOVER (Newcombe 1998) from the intervals of the two shares, which theme_frequency describes.",
        rows().map(|row| low(row.shares.interval)),
    )
    .number("change_high", Format::Decimals(6), "Its upper bound.", rows().map(|row| high(row.shares.interval)))
    .number(
        "log_ratio",
        Format::Decimals(4),
        "Binary logarithm of target share over reference share. Where one has no clause, each number of clauses is raised by its total's part of both totals (Sweeting, Sutton and Lambert 2004), so that the sign is that of log_likelihood.",
        rows().map(|row| row.significance.log_ratio),
    )
    .number(
        "log_ratio_low",
        Format::Decimals(4),
        RATIO,
        rows().map(|row| low(row.ratio_interval)),
    )
    .number(
        "log_ratio_high",
        Format::Decimals(4),
        "Its upper bound; empty where there is none, since the reference lacks the theme or is of a single paragraph.",
        rows().map(|row| high(row.ratio_interval)),
    )
    .number(
        "log_likelihood",
        Format::Decimals(4),
        "G2 over the four cells, as in term_keyness; negative where the target has less than expected.",
        rows().map(|row| row.significance.log_likelihood),
    )
    .number(
        "p_value",
        Format::Significant,
        "P-value of G2, as if clauses were independent, which those of a paragraph are not: verdicts rest on change_p_value.",
        rows().map(|row| row.significance.p_value),
    )
    .number(
        "q_value",
        Format::Significant,
        "Benjamini-Hochberg q-value of p_value among the themes of the pair that either group has.",
        rows().map(|row| row.significance.q_value),
    )
    .count(
        "reference_rank",
        "The theme's rank in the reference; empty for all others together.",
        rows().map(|row| row.reference_rank),
    )
    .count("target_rank", "The theme's rank in the target.", rows().map(|row| row.target_rank))
    .number(
        "reference_priority_share",
        Format::Decimals(6),
        "The theme's share of the clauses that state a priority, in the reference, as in theme_frequency.",
        rows().map(|row| row.priorities.reference.value),
    )
    .number(
        "target_priority_share",
        Format::Decimals(6),
        "The same in the target.",
        rows().map(|row| row.priorities.target.value),
    )
    .number(
        "priority_change",
        Format::Decimals(6),
        "Target priority share less reference priority share.",
        rows().map(|row| row.priorities.value),
    )
    .number(
        "priority_change_low",
        Format::Decimals(6),
        "Lower bound of its 95 % interval, as of change.",
        rows().map(|row| low(row.priorities.interval)),
    )
    .number("priority_change_high", Format::Decimals(6), "Its upper bound.", rows().map(|row| high(row.priorities.interval)))
    .text("verdict", VERDICT, rows().map(|row| row.shares.verdict.name()))
    .text("priority_verdict", "The same on priority_change.", rows().map(|row| row.priorities.verdict.name()))
    .number(
        "change_p_value",
        Format::Significant,
        "P-value of change with clauses clustered: the smallest for which the interval excludes zero.",
        rows().map(|row| row.shares.p_value),
    )
    .number(
        "change_q_value",
        Format::Significant,
        "Its Benjamini-Hochberg q-value among the themes of the pair that either group has.",
        rows().map(|row| row.shares.q_value),
    )
    .number("priority_change_p_value", Format::Significant, "The same of priority_change.", rows().map(|row| row.priorities.p_value))
    .number("priority_change_q_value", Format::Significant, "Its q-value, as change_q_value.", rows().map(|row| row.priorities.q_value))
    .number(
        "log10_p_value",
        Format::Decimals(3),
        "Decimal logarithm of p_value, also where that is too small to be written.",
        rows().map(|row| row.significance.log10_p),
    )
    .build()
}
