//! The terms that make up the divergence of two groups: a word shift graph for each part of the table.

use itertools::Itertools;

use super::{Bar, Chart, Kind, Plot, Setting, Side, Text, Voice, name_of_pair, pair};
use crate::compare::WordShift;
use crate::table::{Spec, WordShiftTable};
use crate::words::Words;

/// At most this many terms fit one below the other.
const TERMS: usize = 30;

/// At most this many terms are named in the title.
const NAMED: usize = 3;

/// The chart of a pair of single groups.
pub struct WordShiftGraph;

impl Kind for WordShiftGraph {
    type Table = WordShiftTable;
    const NAME: &'static str = "word_shift";
    const OF_PAIRS: bool = true;

    fn charts(rows: &[WordShift], setting: &Setting) -> Vec<Chart<Text>> {
        let Some((reference, target)) = rows.first().and_then(|row| pair(row.reference, row.target)) else {
            return Vec::new();
        };
        let rows = &rows[..rows.len().min(TERMS)];
        let told = if [reference, target].iter().all(|group| setting.can_tell_words(group)) { rows } else { &[] };
        let side = |group: &str| Side {
            title: setting.each(|voice| {
                let group = voice.group(group);
                voice.pick(format!("more in {group}"), format!("nhiều hơn ở {group}"))
            }),
            color: setting.color(group),
        };
        vec![Chart {
            name: name_of_pair(Self::NAME, reference, target),
            table: Self::Table::NAME,
            title: setting.each(|voice| title(voice, told, &voice.list(&[reference, target]))),
            subtitle: Words::new(
                "What each term adds to the Jensen–Shannon divergence of the two groups' words",
                "Phần đóng góp của mỗi từ vào độ phân kỳ Jensen–Shannon giữa từ ngữ hai nhóm",
            )
            .into(),
            caption: setting.each(|voice| voice.sample_of([reference, target])),
            form: setting.each(|voice| {
                let (old, new, count) = (voice.group(reference), voice.group(target), rows.len());
                voice.pick(
                    format!(
                        "Bars for {count} terms, to the left where {old} has more of the term, to the right where {new} has."
                    ),
                    format!("Biểu đồ thanh của {count} từ: thanh hướng sang trái nếu từ có nhiều hơn ở {old}, sang \
                             phải nếu có nhiều hơn ở {new}."),
                )
            }),
            plot: Plot::Diverging {
                axis: Words::new("Thousandths of a bit", "Phần nghìn bit").into(),
                sides: [side(reference), side(target)],
                cumulative: Some(Words::new("sum", "cộng dồn").into()),
                bars: rows.iter().map(|row| bar(setting, row)).collect(),
            },
        }]
    }
}

fn bar(setting: &Setting, row: &WordShift) -> Bar<Text> {
    // Bars point to the group that has more of the term.
    let sign = if row.target_share < row.reference_share { -1.0 } else { 1.0 };
    Bar {
        label: Words::same(row.term),
        value: sign * 1000.0 * row.contribution,
        value_label: setting.each(|voice| voice.labels.number(1000.0 * row.contribution.abs(), 2)),
        cumulative_label: Some(setting.each(|voice| voice.labels.percent(100.0 * row.cumulative, 0))),
    }
}

/// The terms that add most, and how much of the divergence they make up together.
fn title(voice: Voice, rows: &[WordShift], both: &str) -> String {
    let named = voice.join(&rows.iter().take(NAMED).map(|row| format!("“{}”", row.term)).collect_vec());
    match rows.iter().take(NAMED).next_back() {
        Some(last) => {
            let together = voice.labels.percent(100.0 * last.cumulative, 0);
            voice.pick(
                format!("{named} add most to the divergence of {both}: {together} of it"),
                format!("{named} đóng góp nhiều nhất vào độ phân kỳ giữa {both}: tổng cộng {together}"),
            )
        }
        None => voice.pick(format!("What sets {both} apart"), format!("Điểm khác nhau giữa {both}")),
    }
}
