//! The terms that are most key to each of two groups: a chart a pair.

use anyhow::Result;
use itertools::Itertools;

use super::{Bar, Chart, Panel, Plot, Setting};
use crate::group::ALL;
use crate::table::Table;

/// So many terms stand on each side.
const TERMS: usize = 15;

/// A term with a smaller G2, which would be written as 0.0, is key to neither side.
const LEAST: f64 = 0.05;

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
    let mut charts: Vec<Chart> = Vec::new();
    for ((reference, target), rows) in &pairs {
        let name = format!("keyness_{}_{}", file_part(reference), file_part(target));
        // Names that differ in what a file's name can't hold, or in case, get a number.
        let base = name.to_lowercase();
        let is_same =
            |other: &str| other.strip_prefix(&base).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
        let same = charts.iter().filter(|chart| is_same(&chart.name.to_lowercase())).count();
        let name = if same == 0 { name } else { format!("{name}_{}", same + 1) };
        charts.push(chart(name, table, setting, [reference, target], &rows.map(|(_, row)| row).collect_vec()));
    }
    Ok(charts)
}

/// The chart of one pair; its rows run from the target's own terms to the reference's own.
fn chart(
    name: String,
    table: &Table,
    setting: &Setting,
    [reference, target]: [&str; 2],
    rows: &[(&str, f64)],
) -> Chart {
    let bar = |&(term, score): &(&str, f64)| Bar {
        label: term.to_string(),
        value: score.abs(),
        value_label: format!("{:.1}", score.abs()),
    };
    let of_target = rows.iter().take(TERMS).filter(|(_, score)| *score >= LEAST).map(bar).collect();
    let of_reference = rows.iter().rev().take(TERMS).filter(|(_, score)| *score <= -LEAST).map(bar).collect();
    let color = |group: &str| setting.groups.iter().position(|size| size.group == group).unwrap_or_default();
    let panel = |group: &str, bars| Panel { title: setting.group(group), bars, color: color(group) };
    let (old, new) = (setting.group(reference), setting.group(target));
    Chart {
        name,
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
        caption: setting.sample_of(|group| group == reference || group == target),
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

/// So many characters of a group's name are in a file's name, which holds two: file systems take 255 bytes.
const NAME: usize = 24;

/// A group's name as part of a file's name.
fn file_part(group: &str) -> String {
    group.chars().take(NAME).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}
