//! The share of each theme in each group: a row a theme, a dot a group.

use anyhow::Result;

use super::{Chart, Estimate, Plot, Series, Setting, by_theme_and_group, themes_by_rank};
use crate::table::Table;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let themes = themes_by_rank(table, setting)?;
    let shares = by_theme_and_group(table, setting, &themes, "share")?;
    let series = setting.groups.iter().enumerate().map(|(column, size)| Series {
        name: setting.group(size.group),
        values: shares
            .iter()
            .map(|row| row[column].map(|share| Estimate { value: 100.0 * share, interval: None }))
            .collect(),
    });
    let groups = setting.groups();
    Ok(vec![Chart {
        name: "theme_share".into(),
        table: table.name,
        title: setting.labels.pick(
            format!("Share of each theme: {groups}"),
            format!("Tỷ lệ của từng chủ đề: {groups}"),
        ),
        subtitle: setting.what_a_share_is(),
        caption: setting.sample(),
        alternative: setting.labels.pick(
            format!(
                "Dot plot with a row for each of {} themes, ordered by their rank in the last group, and a dot for each \
                 of {groups}.",
                themes.len()
            ),
            format!(
                "Biểu đồ chấm, mỗi hàng là một trong {} chủ đề, xếp theo thứ hạng trong nhóm cuối; mỗi chấm là một nhóm: \
                 {groups}.",
                themes.len()
            ),
        ),
        plot: Plot::Dots {
            axis: setting.labels.pick("Share of themed clauses (%)", "Tỷ lệ trong các mệnh đề có chủ đề (%)").into(),
            series: series.collect(),
            rows: themes.iter().map(|theme| setting.theme(theme)).collect(),
        },
    }])
}
