//! The terms that are most key to each of two groups: a chart a pair.

use anyhow::Result;
use itertools::Itertools;

use super::{Bar, Chart, Panel, Plot, Setting};
use crate::compare::ALL;
use crate::table::Table;

/// So many terms stand on each side.
const TERMS: usize = 15;

/// The pairs of single groups; a group against all others has its rows in the table alone.
pub fn charts(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let rows = table
        .text("reference")?
        .iter()
        .zip(table.text("target")?.iter())
        .zip(table.text("term")?.iter().zip(table.numbers("log_likelihood")?.iter()))
        .filter_map(|((reference, target), (term, score))| Some(((reference?, target?), (term?, score?))))
        .filter(|((reference, _), _)| *reference != ALL);
    let pairs = rows.into_iter().chunk_by(|(pair, _)| *pair);
    let charts = pairs.into_iter().map(|((reference, target), rows)| {
        chart(table, setting, reference, target, &rows.map(|(_, row)| row).collect_vec())
    });
    Ok(charts.collect())
}

/// The chart of one pair; its rows run from the target's own terms to the reference's own.
fn chart(table: &Table, setting: &Setting, reference: &str, target: &str, rows: &[(&str, f64)]) -> Chart {
    let bar = |&(term, score): &(&str, f64)| Bar {
        label: term.to_string(),
        value: score.abs(),
        value_label: format!("{:.1}", score.abs()),
    };
    let of_target = rows.iter().take(TERMS).filter(|(_, score)| *score > 0.0).map(bar).collect();
    let of_reference = rows.iter().rev().take(TERMS).filter(|(_, score)| *score < 0.0).map(bar).collect();
    let color = |group: &str| setting.groups.iter().position(|size| size.group == group).unwrap_or_default();
    let panel = |group: &str, bars| Panel { title: setting.group(group), bars, color: color(group) };
    let (old, new) = (setting.group(reference), setting.group(target));
    Chart {
        name: format!("keyness_{}_{}", file_part(reference), file_part(target)),
        table: table.name,
        title: setting.labels.pick(
            format!("Words that set {old} and {new} apart"),
            format!("Những từ phân biệt {old} và {new}"),
        ),
        subtitle: setting.labels.pick(
            "Log-likelihood G² of the difference in frequency; a value of 3.84 has p = .05 before correction for many tests"
                .into(),
            "Log-likelihood G² của chênh lệch tần suất; giá trị 3,84 ứng với p = 0,05 khi chưa hiệu chỉnh nhiều phép kiểm"
                .into(),
        ),
        caption: setting.sample(),
        alternative: setting.labels.pick(
            format!("Bars for the {TERMS} terms most key to {old}, and for the {TERMS} most key to {new}."),
            format!("Các thanh cho {TERMS} từ đặc trưng nhất của {old} và {TERMS} từ đặc trưng nhất của {new}."),
        ),
        plot: Plot::Bars {
            axis: "Log-likelihood G²".into(),
            panels: vec![panel(reference, of_reference), panel(target, of_target)],
        },
    }
}

/// A group's name as part of a file's name.
fn file_part(group: &str) -> String {
    group.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}
