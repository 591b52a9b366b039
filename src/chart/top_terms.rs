//! The commonest content words of each group, side by side.

use anyhow::Result;
use itertools::Itertools;

use super::{Bar, Chart, Panel, Plot, Setting};
use crate::table::Table;

/// So many terms fit beside one another and can still be read.
const TERMS: u64 = 15;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let mut panels = Vec::new();
    for (color, size) in setting.groups.iter().enumerate() {
        let rows = table.text("group")?.iter().zip(table.counts("rank")?.iter());
        let rows = rows.zip(table.text("term")?.iter()).zip(table.numbers("per_10k")?.iter());
        let bars = rows
            .into_iter()
            .filter(|(((group, rank), _), _)| *group == Some(size.group) && rank.is_some_and(|rank| rank <= TERMS))
            .filter_map(|((_, term), per_10k)| {
                let value = per_10k?;
                let value_label = setting.labels.number(value, 0);
                Some(Bar { label: term?.to_string(), value, value_label, cumulative_label: None })
            });
        panels.push(Panel { title: setting.heading(size.group), bars: bars.collect(), color });
    }
    let groups = setting.all_groups();
    let title = title(setting, &panels).unwrap_or_else(|| {
        setting.labels.pick(
            format!("The {TERMS} commonest content words: {groups}"),
            format!("{TERMS} thực từ thường gặp nhất: {groups}"),
        )
    });
    let form = setting.labels.pick(
        format!("Bars for the {TERMS} commonest content words of each of {groups}, side by side."),
        format!("Các thanh cho {TERMS} thực từ thường gặp nhất của từng nhóm {groups}, đặt cạnh nhau."),
    );
    Ok(vec![Chart {
        name: "top_terms".into(),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: setting.labels.pick(
            "Occurrences in 10,000 words; function words and numbers are left out".into(),
            "Số lần xuất hiện trên 10.000 từ; không tính hư từ và chữ số".into(),
        ),
        caption: setting.sample(),
        labels: setting.labels,
        plot: Plot::Bars {
            axis: setting.labels.pick("Occurrences in 10,000 words", "Số lần trên 10.000 từ").into(),
            panels,
        },
    }])
}

/// The word that is the commonest in most groups.
fn title(setting: &Setting, panels: &[Panel]) -> Option<String> {
    let first =
        panels.iter().zip(setting.groups).filter_map(|(panel, size)| Some((&panel.bars.first()?.label, size.group)));
    let by_term = first.into_group_map();
    let (term, groups) = by_term
        .into_iter()
        .max_by(|(one, few), (other, many)| few.len().cmp(&many.len()).then_with(|| other.cmp(one)))?;
    let all = setting.groups.len();
    if groups.len() == all && all > 1 {
        let groups = setting.all_groups();
        return Some(setting.labels.pick(
            format!("“{term}” is the commonest content word in {groups}"),
            format!("“{term}” là thực từ thường gặp nhất ở {groups}"),
        ));
    }
    Some(setting.labels.pick(
        format!("“{term}” is the commonest content word in {}", setting.few(&groups)),
        format!("“{term}” là thực từ thường gặp nhất ở {}", setting.few(&groups)),
    ))
}
