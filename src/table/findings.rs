//! The shifts in sentences.

use anyhow::Result;

use super::{Columns, Table};
use crate::compare::Comparison;
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, _labels: Labels) -> Result<Table> {
    let all = comparison.findings();
    let rows = || all.iter();
    let evidence: Vec<String> = rows().map(|row| row.places()).collect();
    Columns::new(
        "findings",
        "The shifts of themes that the intervals support, of plain share or among stated priorities, and in any case the five \
         largest changes of plain share; the largest first. Pairs: each group against the one before it, and the last against the first.",
    )
    .count("rank", "Place by the size of the change of plain share, from 1.", (1..).take(all.len()))
    .text("theme", "The theme's id.", rows().map(|row| row.shift.theme.id.as_str()))
    .text("reference", "The earlier group.", rows().map(|row| row.shift.reference))
    .text("target", "The later group.", rows().map(|row| row.shift.target))
    .text("verdict", "The verdict on the change of share, as in theme_shift.", rows().map(|row| row.shift.shares.verdict.name()))
    .text(
        "priority_verdict",
        "The verdict on the change of share among stated priorities, as in theme_shift.",
        rows().map(|row| row.shift.priorities.verdict.name()),
    )
    .text("text_en", "The finding in English.", rows().map(|row| row.text_en.as_str()))
    .text("text_vi", "The finding in Vietnamese.", rows().map(|row| row.text_vi.as_str()))
    .text(
        "evidence",
        "The clearest passages of the group that speaks more of the theme, as document:line, three at most: first those that \
         state a priority, then those with more of the theme's keywords, then those with stronger cues.",
        evidence.iter().map(|evidence| Some(evidence.as_str()).filter(|evidence| !evidence.is_empty())),
    )
    .build()
}
