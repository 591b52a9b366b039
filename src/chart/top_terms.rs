//! The commonest content words of each group, side by side.

use itertools::Itertools;

use super::{Bar, Chart, Kind, Panel, Plot, Setting, Text, Voice};
use crate::compare::TermFrequency;
use crate::table::{Spec, TermFrequencyTable};
use crate::words::Words;

/// At most this many terms of each group are drawn: they fit side by side and can still be read.
const TERMS: u64 = 15;

/// The chart.
pub struct TopTerms;

impl Kind for TopTerms {
    type Table = TermFrequencyTable;
    const NAME: &'static str = "top_terms";

    fn charts(rows: &[TermFrequency], setting: &Setting) -> Vec<Chart<Text>> {
        let bar = |row: &TermFrequency| Bar {
            label: Words::same(row.term),
            value: row.per_10k,
            value_label: setting.each(|voice| voice.labels.number(row.per_10k, 0)),
            cumulative_label: None,
        };
        let top = |group| rows.iter().filter(move |row| row.group == group && row.rank <= TERMS);
        let panels = setting.groups.iter().enumerate().map(|(color, size)| Panel {
            title: setting.each(|voice| voice.heading(size.group)),
            bars: top(size.group).map(bar).collect(),
            color,
        });
        let large = setting.groups.iter().filter(|size| setting.can_tell_words(size.group));
        let first = large.filter_map(|size| Some((top(size.group).next()?.term, size.group)));
        // The word that is the commonest in most groups, of equals the first by spelling.
        let commonest = first.into_group_map().into_iter();
        let commonest =
            commonest.max_by(|(one, few), (other, many)| few.len().cmp(&many.len()).then_with(|| other.cmp(one)));
        vec![Chart {
            name: Self::NAME.into(),
            table: Self::Table::NAME,
            title: setting.each(|voice| title(voice, commonest.as_ref())),
            subtitle: Words::new(
                "Occurrences in 10,000 words; function words and numbers are left out",
                "Số lần xuất hiện trên 10.000 từ; không tính hư từ và con số",
            )
            .into(),
            caption: setting.each(|voice| voice.sample_of_words()),
            form: setting.each(|voice| {
                let groups = voice.all_groups();
                voice.pick(
                    format!("Bars for the {TERMS} commonest content words of each of {groups}, side by side."),
                    format!("Biểu đồ thanh: {TERMS} thực từ thường gặp nhất ở từng nhóm ({groups}), đặt cạnh nhau."),
                )
            }),
            plot: Plot::Bars {
                axis: Words::new("Occurrences in 10,000 words", "Số lần trên 10.000 từ").into(),
                panels: panels.collect(),
            },
        }]
    }
}

/// The word that is the commonest in most groups, with these groups.
fn title(voice: Voice, commonest: Option<&(&str, Vec<&str>)>) -> String {
    let all = voice.groups.len();
    match commonest {
        Some((term, groups)) => {
            let groups = if groups.len() == all && all > 1 { voice.all_groups() } else { voice.few(groups) };
            voice.pick(
                format!("“{term}” is the commonest content word in {groups}"),
                format!("“{term}” là thực từ thường gặp nhất ở {groups}"),
            )
        }
        None => {
            let groups = voice.all_groups();
            voice.pick(
                format!("The {TERMS} commonest content words: {groups}"),
                format!("{TERMS} thực từ thường gặp nhất: {groups}"),
            )
        }
    }
}
