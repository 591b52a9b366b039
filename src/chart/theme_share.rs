//! The share of each theme in each group: a row a theme, a dot a group; of many groups a small panel a theme.

use anyhow::Result;
use indexmap::IndexMap;
use itertools::Itertools;

use super::{Chart, Multiple, Plot, Series, Setting, percentages, themes_by_rank};
use crate::table::Table;

/// More groups than this can't be told apart in one row.
const ROW: usize = 4;

/// So many themes of a chart with a panel for each are drawn in colour.
const LEADING: usize = 5;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let themes = themes_by_rank(table, setting)?;
    let shares = percentages(table, setting, &themes, "share")?;
    let axis = setting.labels.pick("Share of themed clauses (%)", "Tỷ lệ trong các mệnh đề có chủ đề (%)").into();
    let (groups, many) = (setting.all_groups(), setting.groups.len() > ROW);
    let plot = if many {
        let panels = themes.iter().zip(&shares).enumerate().map(|(place, (theme, values))| Multiple {
            title: setting.theme(theme),
            values: values.clone(),
            emphasis: place < LEADING,
        });
        let stages = setting.groups.iter().map(|size| setting.heading(size.group)).collect();
        Plot::Multiples { axis, stages, panels: panels.collect() }
    } else {
        let series = setting.groups.iter().enumerate().map(|(column, size)| Series {
            name: setting.heading(size.group),
            values: shares.iter().map(|row| row[column].clone()).collect(),
        });
        let rows = themes.iter().map(|theme| setting.theme(theme)).collect();
        Plot::Dots { axis, rows, series: series.collect() }
    };
    let values = |column: usize| shares.iter().map(move |row| row[column].as_ref().map(|share| share.value));
    let leaders = (0..setting.groups.len()).map(|column| leader(values(column))).collect_vec();
    let title = title(setting, &themes, &leaders).unwrap_or_else(|| {
        setting.labels.pick(format!("Share of each theme: {groups}"), format!("Tỷ lệ của từng chủ đề: {groups}"))
    });
    let count = themes.len();
    let form = if many {
        setting.labels.pick(
            format!("A line through {groups} for each of {count} themes, ordered by their rank in the last group."),
            format!(
                "Mỗi ô là một trong {count} chủ đề, xếp theo thứ hạng trong nhóm cuối, với một đường qua {groups}."
            ),
        )
    } else {
        setting.labels.pick(
            format!(
                "Dot plot with a row for each of {count} themes, ordered by their rank in the last group, and a dot with \
                 its interval for each of {groups}."
            ),
            format!(
                "Biểu đồ chấm, mỗi hàng là một trong {count} chủ đề, xếp theo thứ hạng trong nhóm cuối; mỗi chấm kèm \
                 khoảng tin cậy là một nhóm: {groups}."
            ),
        )
    };
    Ok(vec![Chart {
        name: "theme_share".into(),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: setting.what_a_share_is(),
        caption: format!("{} {}", setting.what_intervals_are(), setting.sample()),
        labels: setting.labels,
        plot,
    }])
}

/// The place of the largest value; `None` where two are equal or all are zero.
fn leader(values: impl Iterator<Item = Option<f64>>) -> Option<usize> {
    let largest = values
        .enumerate()
        .filter_map(|(place, value)| Some((place, value?)))
        .max_set_by(|left, right| left.1.total_cmp(&right.1));
    largest.into_iter().exactly_one().ok().filter(|(_, value)| *value > 0.0).map(|(place, _)| place)
}

/// Which theme has the largest share in which groups.
fn title(setting: &Setting, themes: &[String], leaders: &[Option<usize>]) -> Option<String> {
    let led = leaders.iter().zip(setting.groups).filter_map(|(leader, size)| Some(((*leader)?, size.group)));
    let mut by_theme: IndexMap<usize, Vec<&str>> = IndexMap::new();
    for (theme, group) in led {
        by_theme.entry(theme).or_default().push(group);
    }
    let mut by_theme = by_theme.into_iter().collect_vec();
    let name = |theme: usize| setting.theme_in_text(&themes[theme]);
    if setting.groups.len() > ROW {
        // Who leads most often; a stable sort keeps the order of the groups among equals.
        by_theme.sort_by_key(|(_, groups)| std::cmp::Reverse(groups.len()));
        let all = setting.groups.len();
        return match by_theme.as_slice() {
            [] => None,
            [(only, groups)] => Some(setting.labels.pick(
                format!("{} leads in {} of {all} groups", name(*only), groups.len()),
                format!("{} dẫn đầu ở {} trong {all} nhóm", name(*only), groups.len()),
            )),
            [(first, most), (second, fewer), ..] => Some(setting.labels.pick(
                format!(
                    "{} leads in {} of {all} groups, {} in {}",
                    name(*first),
                    most.len(),
                    name(*second),
                    fewer.len()
                ),
                format!(
                    "{} dẫn đầu ở {} trong {all} nhóm, {} ở {} nhóm",
                    name(*first),
                    most.len(),
                    name(*second),
                    fewer.len()
                ),
            )),
        };
    }
    let ((first, groups), others) = by_theme.split_first()?;
    let head = setting.labels.pick(
        format!("{} leads in {}", name(*first), setting.list(groups)),
        format!("{} dẫn đầu ở {}", name(*first), setting.list(groups)),
    );
    let tail = others.iter().map(|(theme, groups)| {
        let groups = groups.iter().map(|group| setting.further(group)).collect_vec();
        format!(", {} {} {}", name(*theme), setting.labels.pick("in", "ở"), setting.join(&groups))
    });
    Some(head + &tail.collect::<String>())
}
