//! The share of each theme in each group: a row a theme, a dot a group; of many groups a small panel a theme.

use indexmap::IndexMap;
use itertools::Itertools;

use super::{
    Chart, Kind, Multiple, Plot, Series, Setting, Text, Voice, by_theme_and_group, percentage, themes_by_rank,
};
use crate::compare::{FEWEST, ThemeFrequency};
use crate::table::{Labelled, Spec, ThemeFrequencyTable};
use crate::themes::Theme;
use crate::words::Words;

/// More groups than this can't be told apart in one row.
const ROW: usize = 4;

/// The number of themes drawn in colour where each has a panel of its own.
const LEADING: usize = 5;

/// The chart.
pub struct ThemeShare;

impl Kind for ThemeShare {
    type Table = ThemeFrequencyTable;
    const NAME: &'static str = "theme_share";
    const OF_THEMES: bool = true;

    fn charts(rows: &[Labelled<ThemeFrequency>], setting: &Setting) -> Vec<Chart<Text>> {
        let themes = themes_by_rank(rows, setting);
        let shares = by_theme_and_group(rows, setting, &themes, |row| percentage(&row.share));
        let axis = Words::new("Share of themed clauses (%)", "Tỷ lệ trong các mệnh đề có chủ đề (%)").into();
        let many = setting.groups.len() > ROW;
        let names = themes.iter().map(|theme| setting.theme(theme));
        let plot = if many {
            let panels = names.zip(&shares).enumerate().map(|(place, (title, values))| Multiple {
                title,
                values: values.clone(),
                emphasis: place < LEADING,
            });
            Plot::Multiples { axis, stages: setting.headings(), panels: panels.collect() }
        } else {
            let series = setting
                .headings()
                .into_iter()
                .enumerate()
                .map(|(column, name)| Series { name, values: shares.iter().map(|row| row[column].clone()).collect() });
            Plot::Dots { axis, rows: names.collect(), series: series.collect() }
        };
        let values = |column: usize| shares.iter().map(move |row| row[column].as_ref().map(|share| share.value));
        let leaders = setting
            .groups
            .iter()
            .enumerate()
            .map(|(column, size)| leader(values(column)).filter(|_| setting.can_tell_themes(size.group)));
        let leaders = leaders.collect_vec();
        let count = themes.len();
        vec![Chart {
            name: Self::NAME.into(),
            table: Self::Table::NAME,
            title: setting.each(|voice| title(voice, &themes, &leaders)),
            subtitle: setting.what_a_share_is(),
            caption: setting.each(|voice| format!("{} {}", voice.what_intervals_are(), voice.sample())),
            form: setting.each(|voice| if many { form_of_panels(voice, count) } else { form_of_dots(voice, count) }),
            plot,
        }]
    }
}

fn form_of_panels(voice: Voice, count: usize) -> String {
    let groups = voice.all_groups();
    voice.pick(
        format!("A line through {groups} for each of {count} themes, ordered by their rank in the last group."),
        format!("Mỗi ô là một trong {count} chủ đề, xếp theo thứ hạng trong nhóm cuối, với một đường qua {groups}."),
    )
}

fn form_of_dots(voice: Voice, count: usize) -> String {
    let groups = voice.all_groups();
    voice.pick(
        format!(
            "Dot plot with a row for each of {count} themes, ordered by their rank in the last group, and a dot with its \
             interval for each of {groups}."
        ),
        format!(
            "Biểu đồ chấm, mỗi hàng là một trong {count} chủ đề, xếp theo thứ hạng trong nhóm cuối; mỗi chấm kèm khoảng \
             tin cậy là một nhóm: {groups}."
        ),
    )
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
fn title(voice: Voice, themes: &[&Theme], leaders: &[Option<usize>]) -> String {
    let led = leaders.iter().zip(voice.groups).filter_map(|(leader, size)| Some(((*leader)?, size.group)));
    let mut by_theme: IndexMap<usize, Vec<&str>> = IndexMap::new();
    for (theme, group) in led {
        by_theme.entry(theme).or_default().push(group);
    }
    let mut by_theme = by_theme.into_iter().collect_vec();
    let many = voice.groups.len() > ROW;
    if many {
        // Who leads most often; a stable sort keeps the order of the groups among equals.
        by_theme.sort_by_key(|(_, groups)| std::cmp::Reverse(groups.len()));
    }
    let name = |theme: usize| voice.theme_in_text(themes[theme]);
    let told = voice.groups.iter().filter(|size| voice.can_tell_themes(size.group)).count();
    let all = voice.groups.len();
    let all = if told == all {
        voice.pick(format!("{all} groups"), format!("{all} nhóm"))
    } else {
        voice.pick(
            format!("the {told} groups with {FEWEST} clauses or more"),
            format!("{told} nhóm có từ {FEWEST} mệnh đề"),
        )
    };
    match by_theme.as_slice() {
        [] => {
            let groups = voice.all_groups();
            voice.pick(format!("Share of each theme: {groups}"), format!("Tỷ lệ của từng chủ đề: {groups}"))
        }
        [(only, groups)] if many => {
            let (name, led) = (name(*only), groups.len());
            voice.pick(format!("{name} leads in {led} of {all}"), format!("{name} dẫn đầu ở {led} trong số {all}"))
        }
        [(first, most), (second, fewer), ..] if many => {
            let (first, most, second, fewer) = (name(*first), most.len(), name(*second), fewer.len());
            voice.pick(
                format!("{first} leads in {most} of {all}, {second} in {fewer}"),
                format!("{first} dẫn đầu ở {most} trong số {all}, {second} ở {fewer} nhóm"),
            )
        }
        [(first, groups), others @ ..] => {
            let (name_of_first, groups) = (name(*first), voice.list(groups));
            let head =
                voice.pick(format!("{name_of_first} leads in {groups}"), format!("{name_of_first} dẫn đầu ở {groups}"));
            let tail = others.iter().map(|(theme, groups)| {
                let groups = groups.iter().map(|group| voice.further(group)).collect_vec();
                format!(", {} {} {}", name(*theme), voice.pick("in", "ở"), voice.join(&groups))
            });
            head + &tail.collect::<String>()
        }
    }
}
