//! Themes by groups, with the shares written in the cells.

use itertools::Itertools;

use super::{Chart, Kind, Plot, Setting, Text, by_theme_and_group, percentage, themes_by_rank};
use crate::compare::ThemeFrequency;
use crate::table::{Labelled, Spec, ThemeFrequencyTable};
use crate::words::Words;

/// The chart.
pub struct ThemeHeatmap;

impl Kind for ThemeHeatmap {
    type Table = ThemeFrequencyTable;
    const NAME: &'static str = "theme_heatmap";
    const OF_THEMES: bool = true;

    fn charts(rows: &[Labelled<ThemeFrequency>], setting: &Setting) -> Vec<Chart<Text>> {
        let themes = themes_by_rank(rows, setting);
        let shares = by_theme_and_group(rows, setting, &themes, |row| percentage(&row.share).map(|share| share.value));
        let cells = shares.iter().zip(&themes).flat_map(|(row, theme)| {
            let large = row.iter().zip(setting.groups).filter(|(_, size)| setting.can_tell_themes(size.group));
            large.filter_map(move |(share, size)| Some(((*share)?, *theme, size.group)))
        });
        let largest = cells.max_set_by(|left, right| left.0.total_cmp(&right.0)).into_iter().exactly_one().ok();
        let title = setting.each(|voice| match largest {
            Some((value, theme, group)) if setting.groups.len() > 1 => {
                let (theme, group) = (voice.theme_in_text(theme), voice.group(group));
                let value = voice.labels.percent(value, 1);
                voice.pick(
                    format!("{theme} in {group} has the largest share of all, {value}"),
                    format!("{theme} ở {group} có tỷ lệ cao nhất, {value}"),
                )
            }
            _ => {
                let groups = voice.all_groups();
                voice.pick(
                    format!("Share of each theme in each group: {groups}"),
                    format!("Tỷ lệ của từng chủ đề ở từng nhóm: {groups}"),
                )
            }
        });
        vec![Chart {
            name: Self::NAME.into(),
            table: Self::Table::NAME,
            title,
            subtitle: setting.what_a_share_is(),
            caption: setting.each(|voice| {
                let intervals = voice.pick(
                    "The 95 % interval of each share is in theme_frequency.csv.",
                    "Khoảng tin cậy 95 % của mỗi tỷ lệ có trong theme_frequency.csv.",
                );
                format!("{intervals} {}", voice.sample())
            }),
            form: setting.each(|voice| {
                let (groups, count) = (voice.all_groups(), themes.len());
                voice.pick(
                    format!(
                        "Table of {count} themes by {groups}; each cell is a share, darker where it is larger, in percent where there \
                         is room for figures."
                    ),
                    format!(
                        "Bảng {count} chủ đề theo {groups}; mỗi ô là một tỷ lệ, màu càng đậm thì tỷ lệ càng cao, kèm số phần \
                         trăm khi đủ chỗ."
                    ),
                )
            }),
            plot: Plot::Heatmap {
                columns: setting.headings(),
                rows: themes.iter().map(|theme| setting.theme(theme)).collect(),
                values: shares,
                unit: Words::same("%"),
                decimals: 1,
            },
        }]
    }
}
