//! The terms that are most key to each of two groups: a chart for each part of the table.

use anyhow::Result;
use itertools::Itertools;

use super::{Bar, Chart, Panel, Plot, Setting};
use crate::group::ALL;
use crate::table::Table;

/// So many terms stand on each side.
const TERMS: usize = 15;

/// A term with a smaller G2, which would be written as 0.0, is key to neither side.
const LEAST: f64 = 0.05;

/// The chart of a pair of single groups; a group against all others has its rows in the table alone. The rows run from
/// the target's own terms to the reference's own.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let mut pairs = table.text("reference")?.iter().zip(table.text("target")?.iter());
    let Some((Some(reference), Some(target))) = pairs.next().filter(|(reference, _)| *reference != Some(ALL)) else {
        return Ok(Vec::new());
    };
    let rows = table.text("term")?.iter().zip(table.numbers("log_likelihood")?.iter());
    let rows = rows.filter_map(|(term, score)| Some((term?, score?))).collect_vec();
    let split_half = table.numbers("split_half")?.iter().next().flatten();
    let bar = |&(term, score): &(&str, f64)| Bar {
        label: term.to_string(),
        value: score.abs(),
        value_label: format!("{:.1}", score.abs()),
    };
    let of_target = rows.iter().take(TERMS).filter(|(_, score)| *score >= LEAST).map(bar).collect();
    let of_reference = rows.iter().rev().take(TERMS).filter(|(_, score)| *score <= -LEAST).map(bar).collect();
    let color =
        |group: &str| setting.groups.iter().position(|size| size.group == group).unwrap_or(setting.groups.len());
    let panel = |group: &str, bars| Panel { title: setting.group(group), bars, color: color(group) };
    let (old, new) = (setting.group(reference), setting.group(target));
    let yardstick = split_half.map(|score| {
        let score = format!("{score:.1}");
        setting.labels.pick(
            format!(" Random halves of the same texts differ by up to {score}: less can be chance alone."),
            format!(
                " Hai nửa ngẫu nhiên của chính các văn bản này chênh nhau đến {}: dưới mức đó có thể chỉ là ngẫu nhiên.",
                score.replace('.', ",")
            ),
        )
    });
    let chart = Chart {
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
        caption: setting.sample_of(|group| group == reference || group == target) + &yardstick.unwrap_or_default(),
        alternative: setting.labels.pick(
            format!("Bars for the {TERMS} terms most key to {old}, and for the {TERMS} most key to {new}."),
            format!("Các thanh cho {TERMS} từ đặc trưng nhất của {old} và {TERMS} từ đặc trưng nhất của {new}."),
        ),
        plot: Plot::Bars {
            axis: "Log-likelihood G²".into(),
            panels: vec![panel(reference, of_reference), panel(target, of_target)],
        },
    };
    Ok(vec![chart])
}

/// So many characters of a group's name are in a file's name, which holds two: file systems take 255 bytes.
const NAME: usize = 24;

/// A group's name as part of a file's name.
fn file_part(group: &str) -> String {
    group.chars().take(NAME).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}
