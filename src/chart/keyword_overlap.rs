//! Which keywords the groups share: by theme for a few pairs of groups, all themes together for many.

use anyhow::Result;
use itertools::Itertools;

use super::{Chart, OverlapPanel, Plot, Setting};
use crate::group::ALL;
use crate::table::Table;

/// More pairs than this don't fit side by side.
const PANELS: usize = 3;

/// A row of the table.
struct Row<'a> {
    theme: &'a str,
    groups: (&'a str, &'a str),
    /// In the first group alone, in both, in the second alone.
    parts: [u64; 3],
    jaccard: Option<f64>,
}

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let names = table.text("theme")?.iter().zip(table.text("group_1")?.iter()).zip(table.text("group_2")?.iter());
    let counts = table.counts("only_1")?.iter().zip(table.counts("shared")?.iter()).zip(table.counts("only_2")?.iter());
    let rows = names.zip(counts).zip(table.numbers("jaccard")?.iter()).filter_map(|((names, counts), jaccard)| {
        let (((theme, first), second), ((only_1, shared), only_2)) = (names, counts);
        Some(Row { theme: theme?, groups: (first?, second?), parts: [only_1?, shared?, only_2?], jaccard })
    });
    let rows = rows.collect_vec();
    let pairs = rows.iter().map(|row| row.groups).unique().collect_vec();
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let title = title(setting, &rows);
    let (plot, [subtitle, form]) = if pairs.len() > PANELS {
        let words = setting.labels.pick(
            [
                "Keywords in both groups as a percentage of those in either (Jaccard), all themes together",
                "A table of groups by groups; each cell holds the shared part of the two groups' keywords in percent.",
            ],
            [
                "Từ khóa có ở cả hai nhóm, tính theo phần trăm từ khóa có ở ít nhất một nhóm (Jaccard), mọi chủ đề",
                "Bảng nhóm theo nhóm; mỗi ô là phần trăm từ khóa chung của hai nhóm.",
            ],
        );
        (by_groups(setting, &rows), words)
    } else {
        let words = setting.labels.pick(
            [
                "Keywords of the dictionary that stand in one group, or in both, by theme",
                "For each theme and pair of groups a bar in three parts: keywords of the first alone, of both, of the second alone.",
            ],
            [
                "Số từ khóa của từ điển có ở một nhóm hoặc ở cả hai, theo chủ đề",
                "Với mỗi chủ đề và mỗi cặp nhóm, một thanh gồm ba phần: từ khóa chỉ có ở nhóm thứ nhất, có ở cả hai, chỉ có ở nhóm thứ hai.",
            ],
        );
        (by_theme(setting, &rows, &pairs), words)
    };
    Ok(vec![Chart {
        name: "keyword_overlap".into(),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: subtitle.into(),
        caption: format!(
            "{} {}",
            setting.labels.pick(
                "Longer texts hold more keywords: counts carry no interval.",
                "Văn bản dài hơn chứa nhiều từ khóa hơn: số đếm không có khoảng tin cậy.",
            ),
            setting.sample()
        ),
        labels: setting.labels,
        plot,
    }])
}

/// The pair that shares most, and the one that shares least.
fn title(setting: &Setting, rows: &[Row]) -> String {
    let all = rows.iter().filter(|row| row.theme == ALL).filter_map(|row| Some((row.groups, row.jaccard?)));
    let all = all.sorted_by(|left, right| right.1.total_cmp(&left.1)).collect_vec();
    let told = |(groups, share): ((&str, &str), f64), list: &dyn Fn(&str) -> String| {
        (setting.join(&[list(groups.0), setting.further(groups.1)]), setting.labels.percent(100.0 * share, 0))
    };
    let (group, further) = (|group: &str| setting.group(group), |group: &str| setting.further(group));
    match all.as_slice() {
        [] => setting.labels.pick("Keywords that the groups share".into(), "Từ khóa chung của các nhóm".into()),
        [only] => {
            let (pair, share) = told(*only, &group);
            setting
                .labels
                .pick(format!("{pair} share {share} of their keywords"), format!("{pair} có chung {share} số từ khóa"))
        }
        [most, .., least] => {
            let ((pair, share), (other, less)) = (told(*most, &group), told(*least, &further));
            setting.labels.pick(
                format!("{pair} share {share} of their keywords, {other} share {less}"),
                format!("{pair} có chung {share} số từ khóa, {other} có chung {less}"),
            )
        }
    }
}

/// A panel a pair, a row a theme; all together first.
fn by_theme(setting: &Setting, rows: &[Row], pairs: &[(&str, &str)]) -> Plot {
    let themes = rows.iter().map(|row| row.theme).unique().collect_vec();
    let parts = |theme: &str, pair: (&str, &str)| {
        rows.iter().find(|row| row.theme == theme && row.groups == pair).map(|row| row.parts).unwrap_or_default()
    };
    let is_attested = |theme: &&&str| pairs.iter().any(|pair| parts(theme, *pair).iter().any(|part| *part > 0));
    let shown = themes.iter().filter(|theme| **theme != ALL).filter(is_attested).collect_vec();
    let panel = |&(first, second): &(&str, &str)| OverlapPanel {
        sides: [setting.heading(first), setting.further(second)],
        colors: [first, second].map(|group| setting.color(group)),
        parts: shown.iter().map(|theme| parts(theme, (first, second))).collect(),
    };
    Plot::Overlap {
        axis: setting.labels.pick("Number of keywords", "Số từ khóa").into(),
        rows: shown.iter().map(|theme| setting.theme(theme)).collect(),
        shared: setting.labels.pick("in both", "ở cả hai").into(),
        panels: pairs.iter().map(panel).collect(),
    }
}

/// Groups by groups.
fn by_groups(setting: &Setting, rows: &[Row]) -> Plot {
    let names = setting.groups.iter().map(|size| size.group).collect_vec();
    let of_all = rows.iter().filter(|row| row.theme == ALL).collect_vec();
    let share = |one: &str, other: &str| {
        let row = of_all.iter().find(|row| [(one, other), (other, one)].contains(&row.groups));
        row.and_then(|row| row.jaccard).map(|share| 100.0 * share)
    };
    // Each pair once: the rows below the diagonal.
    let later = names.iter().skip(1);
    let row = |(place, name): (usize, &&str)| -> Vec<Option<f64>> {
        names[..names.len() - 1]
            .iter()
            .enumerate()
            .map(|(column, other)| (column <= place).then(|| share(name, other)).flatten())
            .collect()
    };
    Plot::Heatmap {
        columns: names[..names.len() - 1].iter().map(|group| setting.heading(group)).collect(),
        rows: later.clone().map(|group| setting.group(group)).collect(),
        values: later.enumerate().map(row).collect(),
        unit: "%".into(),
        decimals: 0,
    }
}
