//! How varied the words of documents and groups are.

use anyhow::Result;
use itertools::Itertools;

use super::{Columns, Format, Table};
use crate::compare::Comparison;
use crate::count::LexicalDiversity;
use crate::group::ALL;
use crate::options::Labels;
use crate::record::{Record, Status};

/// Makes the rows of these documents, of those that are counted.
pub fn of_documents(records: &[Record]) -> Result<Table> {
    let counted = records.iter().filter(|record| record.status == Status::Counted);
    table(&counted.filter_map(row).collect_vec())
}

/// A document's group, name and diversity.
fn row(record: &Record) -> Option<(&str, &str, LexicalDiversity)> {
    Some((record.assigned.group.as_deref()?, &record.document, record.diversity?))
}

/// Makes the rows of the groups.
pub fn of_groups(comparison: &Comparison, _labels: Labels) -> Result<Table> {
    let groups = comparison.lexical_diversities();
    table(&groups.into_iter().map(|(group, diversity)| (group, ALL, diversity)).collect_vec())
}

/// Makes the table, its columns in the order in which they are written.
fn table(rows: &[(&str, &str, LexicalDiversity)]) -> Result<Table> {
    let all = rows;
    let rows = || all.iter().map(|(_, _, diversity)| diversity);
    Columns::new(
        "lexical_diversity",
        "One row for each document that is counted, then one for each group. Only texts of like length have like ratios; \
         mattr, mtld and hdd depend little on length.",
    )
    .text("group", "The group.", all.iter().map(|(group, ..)| *group))
    .text("document", "The document; * is the whole group.", all.iter().map(|(_, document, _)| *document))
    .count("tokens", "Words and numbers.", rows().map(|row| row.tokens))
    .count("types", "Distinct terms.", rows().map(|row| row.types))
    .number("ttr", Format::Decimals(6), "Type-token ratio, types / tokens. It falls with length.", rows().map(|row| row.ttr))
    .number(
        "mattr",
        Format::Decimals(6),
        "Moving-average type-token ratio (Covington and McFall 2010): the mean over all windows of 50 tokens within a document; empty where there is none.",
        rows().map(|row| row.mattr),
    )
    .number(
        "mtld",
        Format::Decimals(3),
        "MTLD (McCarthy and Jarvis 2010), in tokens: the mean length of a stretch until its type-token ratio has fallen to .72, read \
         forwards and backwards; stretches lie within documents. Empty where no type stands twice.",
        rows().map(|row| row.mtld),
    )
    .number(
        "hdd",
        Format::Decimals(6),
        "HD-D (McCarthy and Jarvis 2010): the mean type-token ratio of all samples of 42 tokens; empty with fewer tokens.",
        rows().map(|row| row.hdd),
    )
    .number(
        "yule_k",
        Format::Decimals(3),
        "Yule's K, 10^4 (Σ i² types that stand i times - tokens) / tokens²: the more is repeated, the higher.",
        rows().map(|row| row.yule_k),
    )
    .build()
}
