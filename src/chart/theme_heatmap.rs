//! Themes by groups, with the shares written in the cells.

use anyhow::Result;

use super::{Chart, Plot, Setting, by_theme_and_group, themes_by_rank};
use crate::table::Table;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let themes = themes_by_rank(table, setting)?;
    let shares = by_theme_and_group(table, setting, &themes, "share")?;
    let percent = |row: &Vec<Option<f64>>| row.iter().map(|share| share.map(|share| 100.0 * share)).collect();
    let groups = setting.groups();
    Ok(vec![Chart {
        name: "theme_heatmap".into(),
        table: table.name,
        title: setting.labels.pick(
            format!("Share of each theme, in figures: {groups}"),
            format!("Tỷ lệ của từng chủ đề, bằng con số: {groups}"),
        ),
        subtitle: setting.what_a_share_is(),
        caption: setting.sample(),
        alternative: setting.labels.pick(
            format!(
                "Table of {} themes by {groups}; each cell holds a share in percent, darker where it is larger.",
                themes.len()
            ),
            format!("Bảng {} chủ đề theo {groups}; mỗi ô là một tỷ lệ phần trăm, càng đậm càng lớn.", themes.len()),
        ),
        plot: Plot::Heatmap {
            columns: setting.groups.iter().map(|size| setting.group(size.group)).collect(),
            rows: themes.iter().map(|theme| setting.theme(theme)).collect(),
            values: shares.iter().map(percent).collect(),
            unit: "%".into(),
            decimals: 1,
        },
    }])
}
