//! Which keywords the groups share: by theme for a few pairs of groups, all themes together for many.

use itertools::Itertools;

use super::{Chart, Kind, OverlapPanel, Plot, Setting, Text, Voice};
use crate::compare::KeywordOverlap;
use crate::group::ALL;
use crate::table::{KeywordOverlapTable, Spec};
use crate::words::Words;

/// More pairs than this don't fit side by side.
const PANELS: usize = 3;

/// The chart.
pub struct KeywordOverlapChart;

impl Kind for KeywordOverlapChart {
    type Table = KeywordOverlapTable;
    const NAME: &'static str = "keyword_overlap";
    const OF_THEMES: bool = true;

    fn charts(rows: &[KeywordOverlap], setting: &Setting) -> Vec<Chart<Text>> {
        let pairs = rows.iter().map(|row| (row.group_1, row.group_2)).unique().collect_vec();
        if pairs.is_empty() {
            return Vec::new();
        }
        let (plot, [subtitle, form]) = if pairs.len() > PANELS {
            (by_groups(setting, rows), BY_GROUPS)
        } else {
            (by_theme(setting, rows, &pairs), BY_THEME)
        };
        vec![Chart {
            name: Self::NAME.into(),
            table: Self::Table::NAME,
            title: setting.each(|voice| title(voice, rows)),
            subtitle: subtitle.into(),
            caption: setting.each(|voice| {
                let counts = voice.pick(
                    "Longer texts hold more keywords: counts carry no interval.",
                    "Văn bản dài hơn chứa nhiều từ khóa hơn: số đếm không có khoảng tin cậy.",
                );
                format!("{counts} {}", voice.sample())
            }),
            form: form.into(),
            plot,
        }]
    }
}

/// Subtitle and form of the chart of many pairs.
const BY_GROUPS: [Words; 2] = [
    Words::new(
        "Keywords in both groups as a percentage of those in either (Jaccard), all themes together",
        "Từ khóa có ở cả hai nhóm, tính theo phần trăm số từ khóa có ở ít nhất một nhóm (Jaccard), gộp mọi chủ đề",
    ),
    Words::new(
        "A table of groups by groups; each cell holds the shared part of the two groups' keywords in percent.",
        "Bảng đối chiếu từng cặp nhóm; mỗi ô là tỷ lệ phần trăm từ khóa chung của hai nhóm.",
    ),
];

/// Subtitle and form of the chart of a few pairs.
const BY_THEME: [Words; 2] = [
    Words::new(
        "Keywords of the dictionary that occur in one group, or in both, by theme",
        "Số từ khóa của từ điển có ở một nhóm hoặc ở cả hai, theo chủ đề",
    ),
    Words::new(
        "For each theme and pair of groups a bar in three parts: keywords of the first alone, of both, of the second alone.",
        "Với mỗi chủ đề và mỗi cặp nhóm, một thanh gồm ba phần: từ khóa chỉ có ở nhóm thứ nhất, có ở cả hai, chỉ có ở nhóm \
         thứ hai.",
    ),
];

/// The pair that shares most, and the one that shares least.
fn title(voice: Voice, rows: &[KeywordOverlap]) -> String {
    let large = |row: &&KeywordOverlap| [row.group_1, row.group_2].iter().all(|group| voice.can_tell_themes(group));
    let all =
        rows.iter().filter(|row| row.theme == ALL).filter(large).filter_map(|row| Some((row, row.overlap.jaccard()?)));
    let all = all.sorted_by(|left, right| right.1.total_cmp(&left.1)).collect_vec();
    let pair = |row: &KeywordOverlap, first: String| voice.join(&[first, voice.further(row.group_2)]);
    let percent = |share: f64| voice.labels.percent(100.0 * share, 0);
    match all.as_slice() {
        [] => voice.pick("Keywords that the groups share", "Từ khóa chung của các nhóm").into(),
        [(only, share)] => {
            let (pair, share) = (pair(only, voice.group(only.group_1)), percent(*share));
            voice.pick(format!("{pair} share {share} of their keywords"), format!("{pair} có chung {share} số từ khóa"))
        }
        [(most, share), .., (least, less)] => {
            let (one, share) = (pair(most, voice.group(most.group_1)), percent(*share));
            let (other, less) = (pair(least, voice.further(least.group_1)), percent(*less));
            voice.pick(
                format!("{one} share {share} of their keywords, {other} share {less}"),
                format!("{one} có chung {share} số từ khóa, {other} có chung {less}"),
            )
        }
    }
}

/// A panel a pair, a row a theme.
fn by_theme(setting: &Setting, rows: &[KeywordOverlap], pairs: &[(&str, &str)]) -> Plot<Text> {
    let parts = |theme: &str, pair: (&str, &str)| {
        let row = rows.iter().find(|row| row.theme == theme && (row.group_1, row.group_2) == pair);
        row.map(|row| [row.overlap.only_1, row.overlap.shared, row.overlap.only_2]).unwrap_or_default()
    };
    let is_attested = |theme: &&str| pairs.iter().any(|pair| parts(theme, *pair).iter().any(|part| *part > 0));
    let themes = rows.iter().map(|row| row.theme).unique();
    let shown = themes.filter(|theme| *theme != ALL).filter(is_attested).collect_vec();
    let panel = |&(first, second): &(&str, &str)| OverlapPanel {
        sides: [setting.each(|voice| voice.heading(first)), setting.each(|voice| voice.further(second))],
        colors: [first, second].map(|group| setting.color(group)),
        parts: shown.iter().map(|theme| parts(theme, (first, second))).collect(),
    };
    let name = |theme: &&str| {
        let known = setting.themes.themes.iter().find(|known| known.id == **theme);
        known.map_or_else(|| Words::same(*theme), |theme| setting.theme(theme))
    };
    Plot::Overlap {
        axis: Words::new("Number of keywords", "Số từ khóa").into(),
        rows: shown.iter().map(name).collect(),
        shared: Words::new("in both", "ở cả hai").into(),
        panels: pairs.iter().map(panel).collect(),
    }
}

/// Groups by groups, each pair once: the rows below the diagonal.
fn by_groups(setting: &Setting, rows: &[KeywordOverlap]) -> Plot<Text> {
    let share = |one: &str, other: &str| {
        let is_it = |row: &&KeywordOverlap| [(one, other), (other, one)].contains(&(row.group_1, row.group_2));
        let of_all = rows.iter().filter(|row| row.theme == ALL);
        of_all.into_iter().find(is_it).and_then(|row| row.overlap.jaccard()).map(|share| 100.0 * share)
    };
    let headings = setting.headings();
    let row = |place: usize| {
        let name = setting.groups[place + 1].group;
        let cell = |(column, size): (usize, &crate::compare::GroupSize)| {
            (column <= place).then(|| share(name, size.group)).flatten()
        };
        setting.groups[..headings.len() - 1].iter().enumerate().map(cell).collect()
    };
    Plot::Heatmap {
        columns: headings[..headings.len() - 1].to_vec(),
        rows: setting.groups.iter().skip(1).map(|size| setting.each(|voice| voice.group(size.group))).collect(),
        values: (0..headings.len() - 1).map(row).collect(),
        unit: Words::same("%"),
        decimals: 0,
    }
}
