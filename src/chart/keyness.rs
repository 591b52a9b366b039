//! The terms that are most key to each of two groups: a chart for each part of the table.

use anyhow::Result;
use itertools::Itertools;

use super::{Bar, Chart, Panel, Plot, Setting, name_of_pair, pair};
use crate::table::Table;

/// So many terms stand on each side.
const TERMS: usize = 15;

/// So many terms of each side are named in the title.
const NAMED: usize = 2;

/// A term with a smaller G2, which would be written as 0.0, is key to neither side.
const LEAST: f64 = 0.05;

/// The chart of a pair of single groups. The rows run from the target's own terms to the reference's own.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let Some((reference, target)) = pair(table)? else { return Ok(Vec::new()) };
    let rows = table.text("term")?.iter().zip(table.numbers("log_likelihood")?.iter());
    let rows = rows.filter_map(|(term, score)| Some((term?, score?))).collect_vec();
    let split_half = table.numbers("split_half")?.iter().next().flatten();
    let of_target = rows.iter().take(TERMS).copied().filter(|(_, score)| *score >= LEAST).collect_vec();
    // A stable sort: terms that tie stay in the order of the table.
    let of_reference = rows.iter().copied().filter(|(_, score)| *score <= -LEAST);
    let of_reference = of_reference.sorted_by(|left, right| left.1.total_cmp(&right.1)).take(TERMS).collect_vec();
    let bar = |&(term, score): &(&str, f64)| Bar {
        label: term.to_string(),
        value: score.abs(),
        value_label: setting.labels.number(score.abs(), 1),
        cumulative_label: None,
    };
    let panel = |group: &str, terms: &[(&str, f64)]| Panel {
        title: setting.group(group),
        bars: terms.iter().map(bar).collect(),
        color: setting.color(group),
    };
    let yardstick = split_half.map(|score| {
        let score = setting.labels.number(score, 1);
        setting.labels.pick(
            format!("Random halves of the same texts differ by up to {score}: less can be chance alone. "),
            format!("Hai nửa ngẫu nhiên của chính các văn bản này chênh nhau đến {score}: dưới mức đó có thể chỉ là ngẫu nhiên. "),
        )
    });
    let (old, new) = (setting.group(&reference), setting.group(&target));
    let title = title(setting, [(&target, &of_target), (&reference, &of_reference)], split_half.unwrap_or(LEAST));
    let form = setting.labels.pick(
        format!("Bars for the {TERMS} terms most key to {old}, and for the {TERMS} most key to {new}."),
        format!("Các thanh cho {TERMS} từ đặc trưng nhất của {old} và {TERMS} từ đặc trưng nhất của {new}."),
    );
    Ok(vec![Chart {
        name: name_of_pair("keyness", &reference, &target),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: setting.labels.pick(
            "Log-likelihood G² of the difference in frequency; a value of 3.84 has p = .05 before correction for many tests"
                .into(),
            "Log-likelihood G² của chênh lệch tần suất; giá trị 3,84 ứng với p = 0,05 khi chưa hiệu chỉnh nhiều phép kiểm"
                .into(),
        ),
        caption: yardstick.unwrap_or_default() + &setting.sample_of([&reference, &target]),
        labels: setting.labels,
        plot: Plot::Bars {
            axis: "Log-likelihood G²".into(),
            panels: vec![panel(&reference, &of_reference), panel(&target, &of_target)],
        },
    }])
}

/// The terms above the yardstick that are most key to each side.
fn title(setting: &Setting, sides: [(&str, &[(&str, f64)]); 2], yardstick: f64) -> String {
    let told = sides.iter().filter_map(|(group, terms)| {
        let terms = terms.iter().take(NAMED).filter(|(_, score)| score.abs() > yardstick);
        let terms = terms.map(|(term, _)| format!("“{term}”")).collect_vec();
        (!terms.is_empty()).then(|| (setting.join(&terms), terms.len(), *group))
    });
    let told = told.collect_vec();
    let both = setting.list(&[sides[1].0, sides[0].0]);
    match told.as_slice() {
        [] => setting.labels.pick(
            format!("No word sets {both} apart more than chance could"),
            format!("Không từ nào phân biệt {both} rõ hơn mức ngẫu nhiên"),
        ),
        [(terms, count, group), further @ ..] => {
            let verb = if *count == 1 { "marks" } else { "mark" };
            let head = setting.labels.pick(
                format!("{terms} {verb} {}", setting.group(group)),
                format!("{terms} là đặc trưng của {}", setting.group(group)),
            );
            let tail = further.iter().map(|(terms, _, group)| {
                setting.labels.pick(
                    format!(", {terms} {}", setting.further(group)),
                    format!("; {terms} là của {}", setting.further(group)),
                )
            });
            let against = further.is_empty().then(|| {
                let other = sides.iter().find(|(name, _)| name != group).map(|(name, _)| setting.further(name));
                let other = other.unwrap_or_default();
                setting.labels.pick(format!(" against {other}"), format!(" so với {other}"))
            });
            head + &against.unwrap_or_default() + &tail.collect::<String>()
        }
    }
}
