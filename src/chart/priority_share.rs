//! The share of each theme among stated priorities beside its share of all clauses: a panel a group.

use anyhow::Result;
use itertools::Itertools;

use super::{Chart, PairPanel, Plot, Setting, percentages, themes_by_rank};
use crate::table::Table;

/// So many groups fit side by side: the last ones.
const PANELS: usize = 4;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let themes = themes_by_rank(table, setting)?;
    let plain = percentages(table, setting, &themes, "share")?;
    let stated = percentages(table, setting, &themes, "priority_share")?;
    let first = setting.groups.len().saturating_sub(PANELS);
    let panels = setting.groups.iter().enumerate().skip(first).map(|(column, size)| PairPanel {
        title: setting.heading(size.group),
        color: column,
        values: plain
            .iter()
            .zip(&stated)
            .map(|(plain, stated)| [plain[column].clone(), stated[column].clone()])
            .collect(),
    });
    let panels = panels.collect_vec();
    let shown = setting.list(&setting.groups.iter().skip(first).map(|size| size.group).collect_vec());
    // A theme weighs more where the whole interval of its share among priorities lies above its plain share.
    let weightier = panels.iter().zip(&setting.groups[first..]).flat_map(|(panel, size)| {
        panel.values.iter().zip(&themes).filter_map(move |([plain, stated], theme)| {
            let (plain, stated) = (plain.as_ref()?.value, stated.as_ref()?);
            let (low, _) = stated.interval?;
            (low > plain).then_some((plain, stated.value, theme, size.group))
        })
    });
    let gap = |(plain, stated, ..): &(f64, f64, _, _)| stated - plain;
    let title = match weightier.max_by(|left, right| gap(left).total_cmp(&gap(right))) {
        Some((plain, stated, theme, group)) => {
            let (theme, group) = (setting.theme_in_text(theme), setting.group(group));
            let [plain, stated] = [plain, stated].map(|share| setting.labels.percent(share, 0));
            setting.labels.pick(
                format!("{theme} weighs more among the stated priorities of {group} than in all it says: {stated} against {plain}"),
                format!("{theme} chiếm phần lớn hơn trong các ưu tiên được nêu ở {group} so với toàn bộ nội dung: {stated} so với {plain}"),
            )
        }
        None => setting.labels.pick(
            format!("No theme weighs clearly more among the stated priorities than in all that is said: {shown}"),
            format!(
                "Không chủ đề nào chiếm phần lớn hơn rõ rệt trong các ưu tiên được nêu so với toàn bộ nội dung: {shown}"
            ),
        ),
    };
    let form = setting.labels.pick(
        format!("A row for each of {} themes with two marks for each of {shown}: its share of all themed clauses, and of those that state a priority.", themes.len()),
        format!("Mỗi hàng là một trong {} chủ đề với hai dấu cho mỗi nhóm ({shown}): tỷ lệ trong mọi mệnh đề có chủ đề, và trong các mệnh đề nêu ưu tiên.", themes.len()),
    );
    let left_out = (first > 0).then(|| {
        setting.labels.pick(
            format!("The last {PANELS} groups; all are in theme_frequency.csv. "),
            format!("{PANELS} nhóm cuối; tất cả có trong theme_frequency.csv. "),
        )
    });
    Ok(vec![Chart {
        name: "priority_share".into(),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: setting.labels.pick(
            "Each theme as a percentage of the themed clauses that state a priority, and of all themed clauses".into(),
            "Mỗi chủ đề tính theo phần trăm các mệnh đề có chủ đề nêu ưu tiên, và theo phần trăm mọi mệnh đề có chủ đề"
                .into(),
        ),
        caption: format!("{}{} {}", left_out.unwrap_or_default(), setting.what_intervals_are(), setting.sample()),
        labels: setting.labels,
        plot: Plot::Pairs {
            axis: setting.labels.pick("Share (%)", "Tỷ lệ (%)").into(),
            rows: themes.iter().map(|theme| setting.theme(theme)).collect(),
            measures: setting
                .labels
                .pick(["all clauses", "stated priorities"], ["mọi mệnh đề", "ưu tiên được nêu"])
                .map(String::from),
            panels,
        },
    }])
}
