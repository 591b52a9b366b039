//! The commonest content words of each group, side by side.

use anyhow::Result;

use super::{Bar, Chart, Panel, Plot, Setting};
use crate::table::Table;

/// So many terms fit beside one another and can still be read.
const TERMS: u64 = 15;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let mut panels = Vec::new();
    for (color, size) in setting.groups.iter().enumerate() {
        let rows = table.text("group")?.iter().zip(table.counts("rank")?.iter());
        let rows = rows.zip(table.text("term")?.iter()).zip(table.numbers("per_10k")?.iter());
        let bars = rows
            .into_iter()
            .filter(|(((group, rank), _), _)| *group == Some(size.group) && rank.is_some_and(|rank| rank <= TERMS))
            .filter_map(|((_, term), per_10k)| {
                let value = per_10k?;
                Some(Bar { label: term?.to_string(), value, value_label: format!("{value:.0}") })
            });
        panels.push(Panel { title: setting.group(size.group), bars: bars.collect(), color });
    }
    let groups = setting.groups();
    Ok(vec![Chart {
        name: "top_terms".into(),
        table: table.name,
        title: setting.labels.pick(
            format!("The {TERMS} commonest content words: {groups}"),
            format!("{TERMS} thực từ thường gặp nhất: {groups}"),
        ),
        subtitle: setting.labels.pick(
            "Occurrences in 10,000 words; function words and numbers are left out".into(),
            "Số lần xuất hiện trên 10.000 từ; không tính hư từ và chữ số".into(),
        ),
        caption: setting.sample(),
        alternative: setting.labels.pick(
            format!("Bars for the {TERMS} commonest content words of each of {groups}, side by side."),
            format!("Các thanh cho {TERMS} thực từ thường gặp nhất của từng nhóm {groups}, đặt cạnh nhau."),
        ),
        plot: Plot::Bars {
            axis: setting.labels.pick("Occurrences in 10,000 words", "Số lần trên 10.000 từ").into(),
            panels,
        },
    }])
}
