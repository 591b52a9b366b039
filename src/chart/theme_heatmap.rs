//! Themes by groups, with the shares written in the cells.

use anyhow::Result;
use itertools::Itertools;

use super::{Chart, Plot, Setting, percentages, themes_by_rank};
use crate::table::Table;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let themes = themes_by_rank(table, setting)?;
    let shares = percentages(table, setting, &themes, "share")?;
    let groups = setting.all_groups();
    let cells = shares.iter().zip(&themes).flat_map(|(row, theme)| {
        row.iter().zip(setting.groups).filter_map(move |(share, size)| Some((share.as_ref()?.value, theme, size.group)))
    });
    let largest = cells.max_set_by(|left, right| left.0.total_cmp(&right.0)).into_iter().exactly_one().ok();
    let title = match largest {
        Some((value, theme, group)) if setting.groups.len() > 1 => {
            let (theme, group, value) =
                (setting.theme_in_text(theme), setting.group(group), setting.labels.percent(value, 1));
            setting.labels.pick(
                format!("{theme} in {group} has the largest share of all, {value}"),
                format!("{theme} ở {group} có tỷ lệ lớn nhất, {value}"),
            )
        }
        _ => setting.labels.pick(
            format!("Share of each theme, in figures: {groups}"),
            format!("Tỷ lệ của từng chủ đề, bằng con số: {groups}"),
        ),
    };
    let form = setting.labels.pick(
        format!(
            "Table of {} themes by {groups}; each cell holds a share in percent, darker where it is larger.",
            themes.len()
        ),
        format!("Bảng {} chủ đề theo {groups}; mỗi ô là một tỷ lệ phần trăm, càng đậm càng lớn.", themes.len()),
    );
    Ok(vec![Chart {
        name: "theme_heatmap".into(),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: setting.what_a_share_is(),
        caption: format!(
            "{} {}",
            setting.labels.pick(
                "The 95 % interval of each share is in theme_frequency.csv.",
                "Khoảng tin cậy 95% của mỗi tỷ lệ có trong theme_frequency.csv.",
            ),
            setting.sample()
        ),
        labels: setting.labels,
        plot: Plot::Heatmap {
            columns: setting.groups.iter().map(|size| setting.heading(size.group)).collect(),
            rows: themes.iter().map(|theme| setting.theme(theme)).collect(),
            values: shares.iter().map(|row| row.iter().map(|share| Some(share.as_ref()?.value)).collect()).collect(),
            unit: "%".into(),
            decimals: 1,
        },
    }])
}
