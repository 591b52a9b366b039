//! The share of each theme among stated priorities beside its share of all clauses: a panel a group.

use itertools::Itertools;

use super::{Chart, Kind, PairPanel, Plot, Setting, Text, Voice, by_theme_and_group, percentage, themes_by_rank};
use crate::compare::ThemeFrequency;
use crate::table::{Labelled, Spec, ThemeFrequencyTable};
use crate::themes::Theme;
use crate::words::Words;

/// At most this many groups fit side by side: the last ones are shown.
const PANELS: usize = 4;

/// The chart.
pub struct PriorityShare;

impl Kind for PriorityShare {
    type Table = ThemeFrequencyTable;
    const NAME: &'static str = "priority_share";
    const OF_THEMES: bool = true;

    fn charts(rows: &[Labelled<ThemeFrequency>], setting: &Setting) -> Vec<Chart<Text>> {
        let themes = themes_by_rank(rows, setting);
        let both = |row: &ThemeFrequency| Some([percentage(&row.share), percentage(&row.priority_share)]);
        let shares = by_theme_and_group(rows, setting, &themes, both);
        let first = setting.groups.len().saturating_sub(PANELS);
        let panels = setting.groups.iter().enumerate().skip(first).map(|(column, size)| PairPanel {
            title: setting.each(|voice| voice.heading(size.group)),
            color: column,
            values: shares.iter().map(|row| row[column].clone().unwrap_or_default()).collect(),
        });
        let panels = panels.collect_vec();
        let groups = setting.groups[first..].iter().map(|size| size.group).collect_vec();
        let weightiest = weightiest(&panels, &groups, &themes, setting);
        let count = themes.len();
        vec![Chart {
            name: Self::NAME.into(),
            table: Self::Table::NAME,
            title: setting.each(|voice| title(voice, weightiest, &groups)),
            subtitle: Words::new(
                "Each theme as a percentage of the themed clauses that state a priority, and of all themed clauses",
                "Tỷ lệ phần trăm của mỗi chủ đề trong các mệnh đề có chủ đề và nêu ưu tiên, và trong mọi mệnh đề có \
                 chủ đề",
            )
            .into(),
            caption: setting.each(|voice| {
                let left_out = voice.pick(
                    format!("The last {PANELS} groups; all are in theme_frequency.csv. "),
                    format!("Chỉ vẽ {PANELS} nhóm cuối; mọi nhóm đều có trong theme_frequency.csv. "),
                );
                let left_out = if first > 0 { left_out } else { String::new() };
                format!("{left_out}{} {}", voice.what_intervals_are(), voice.sample())
            }),
            form: setting.each(|voice| {
                let shown = voice.list(&groups);
                voice.pick(
                    format!(
                        "A row for each of {count} themes with two marks for each of {shown}: its share of all themed \
                         clauses, and of those that state a priority."
                    ),
                    format!(
                        "Mỗi hàng là một trong {count} chủ đề với hai dấu cho mỗi nhóm ({shown}): tỷ lệ trong mọi mệnh đề \
                         có chủ đề, và trong các mệnh đề nêu ưu tiên."
                    ),
                )
            }),
            plot: Plot::Pairs {
                axis: Words::new("Share (%)", "Tỷ lệ (%)").into(),
                rows: themes.iter().map(|theme| setting.theme(theme)).collect(),
                measures: [
                    Words::new("all clauses", "mọi mệnh đề").into(),
                    Words::new("stated priorities", "ưu tiên được nêu").into(),
                ],
                panels,
            },
        }]
    }
}

/// A theme in a group, its share of all clauses and that of stated priorities in percent.
type Weighty<'a> = (f64, f64, &'a Theme, &'a str);

/// The theme whose share among priorities lies farthest above its plain share, of those where the whole interval does.
fn weightiest<'a>(
    panels: &[PairPanel<Text>],
    groups: &[&'a str],
    themes: &[&'a Theme],
    setting: &Setting,
) -> Option<Weighty<'a>> {
    let large = panels.iter().zip(groups).filter(|(_, group)| setting.can_tell_themes(group));
    let weightier = large.flat_map(|(panel, group)| {
        panel.values.iter().zip(themes).filter_map(move |([plain, stated], theme)| -> Option<Weighty<'a>> {
            let (plain, stated) = (plain.as_ref()?.value, stated.as_ref()?);
            let (low, _) = stated.interval?;
            (low > plain).then_some((plain, stated.value, *theme, *group))
        })
    });
    let gap = |(plain, stated, ..): &Weighty| stated - plain;
    weightier.max_by(|left, right| gap(left).total_cmp(&gap(right)))
}

fn title(voice: Voice, weightiest: Option<Weighty>, groups: &[&str]) -> String {
    let Some((plain, stated, theme, group)) = weightiest else {
        let shown = voice.list(groups);
        return voice.pick(
            format!("No theme weighs clearly more among the stated priorities than in all that is said: {shown}"),
            format!(
                "Không chủ đề nào có tỷ lệ trong các ưu tiên được nêu cao hơn rõ rệt so với trong toàn bộ nội dung: \
                 {shown}"
            ),
        );
    };
    let (theme, group) = (voice.theme_in_text(theme), voice.group(group));
    let [plain, stated] = [plain, stated].map(|share| voice.labels.percent(share, 0));
    voice.pick(
        format!(
            "{theme} weighs more among the stated priorities of {group} than in all it says: {stated} against {plain}"
        ),
        format!(
            "{theme} có tỷ lệ trong các ưu tiên được nêu ở {group} cao hơn trong toàn bộ nội dung: {stated} so với \
             {plain}"
        ),
    )
}
