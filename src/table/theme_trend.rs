//! How the themes' shares run over the groups.

use anyhow::Result;

use super::{Columns, Format, Table};
use crate::compare::Comparison;
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, labels: Labels) -> Result<Table> {
    let all = comparison.theme_trends();
    let rows = || all.iter();
    Columns::new(
        "theme_trend",
        "One row for each share and theme, the surest trend first, where there are five groups or more: fewer can't \
         show a trend. Groups count as evenly spaced, each as much as any other. With five or six groups \
         even a share that rises throughout has no small p-value (.017, .0028), so that a verdict takes several themes that do.",
    )
    .text("measure", "Which share runs over the groups: share or priority_share, as in theme_frequency.", rows().map(|row| row.measure.name()))
    .text("theme", "The theme's id.", rows().map(|row| row.theme.id.as_str()))
    .text("label", "The theme's name.", rows().map(|row| row.theme.label(labels)))
    .count("groups", "How many groups have that share.", rows().map(|row| row.groups))
    .number(
        "kendall_tau",
        Format::Decimals(4),
        "Kendall's tau-b of the shares with the groups' order (-1 to 1): 1 where each is larger than the one before.",
        rows().map(|row| row.test.tau),
    )
    .number(
        "p_value",
        Format::Significant,
        "P-value of Mann and Kendall's test, two-sided: exact where no shares are equal, else by the normal distribution with corrections for continuity and ties.",
        rows().map(|row| row.test.p_value),
    )
    .number("q_value", Format::Significant, "Benjamini-Hochberg q-value among the themes.", rows().map(|row| row.q_value))
    .number(
        "slope",
        Format::Decimals(6),
        "Theil-Sen slope: the median change of share from one group to the next; 0.01 is one percentage point.",
        rows().map(|row| row.slope.slope),
    )
    .number("slope_low", Format::Decimals(6), "Lower bound of its 95 % interval (Sen 1968).", rows().map(|row| row.slope.low))
    .number("slope_high", Format::Decimals(6), "Its upper bound.", rows().map(|row| row.slope.high))
    .text("verdict", "rise, fall: the q-value is at most .05. unclear: anything else.", rows().map(|row| row.verdict.name()))
    .build()
}
