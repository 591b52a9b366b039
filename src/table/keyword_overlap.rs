//! Which keywords two groups share.

use anyhow::Result;
use itertools::Itertools;

use super::{Columns, Format, Table};
use crate::compare::Comparison;
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, _labels: Labels) -> Result<Table> {
    let all = comparison.keyword_overlaps();
    let rows = || all.iter();
    let lists = |list: fn(&crate::compare::KeywordOverlap) -> String| rows().map(list).collect_vec();
    let shared = lists(|row| row.shared.join("; "));
    let only_1 = lists(|row| row.only_1.join("; "));
    let only_2 = lists(|row| row.only_2.join("; "));
    Columns::new(
        "keyword_overlap",
        "One row for each two groups and theme: the dictionary's keywords that stand in both, or in one alone.",
    )
    .text(
        "theme",
        "The theme's id; * is all themes together, where a keyword of several counts once.",
        rows().map(|row| row.theme),
    )
    .text("group_1", "The earlier group.", rows().map(|row| row.group_1))
    .text("group_2", "The later group.", rows().map(|row| row.group_2))
    .count("shared", "Keywords that stand in both groups.", rows().map(|row| row.overlap.shared))
    .count("only_1", "Keywords that stand in group_1 alone.", rows().map(|row| row.overlap.only_1))
    .count("only_2", "Keywords that stand in group_2 alone.", rows().map(|row| row.overlap.only_2))
    .number(
        "jaccard",
        Format::Decimals(6),
        "Shared over all (0 to 1); empty where neither group has a keyword.",
        rows().map(|row| row.overlap.jaccard()),
    )
    .number(
        "dice",
        Format::Decimals(6),
        "Twice the shared over the sum of both groups' keywords (0 to 1).",
        rows().map(|row| row.overlap.dice()),
    )
    .number(
        "overlap_coefficient",
        Format::Decimals(6),
        "Shared over the keywords of the group that has fewer (0 to 1); empty where that has none.",
        rows().map(|row| row.overlap.overlap_coefficient()),
    )
    .text("shared_keywords", "The shared keywords, separated by semicolons.", shared.iter().map(String::as_str))
    .text("only_1_keywords", "The keywords of group_1 alone.", only_1.iter().map(String::as_str))
    .text("only_2_keywords", "The keywords of group_2 alone.", only_2.iter().map(String::as_str))
    .build()
}
