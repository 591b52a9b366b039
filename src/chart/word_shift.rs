//! The terms that make up the divergence of two groups: a word shift graph for each part of the table.

use anyhow::Result;
use itertools::Itertools;

use super::{Bar, Chart, Plot, Setting, Side, name_of_pair, pair};
use crate::table::Table;

/// So many terms fit one below the other.
const TERMS: usize = 30;

/// So many terms are named in the title.
const NAMED: usize = 3;

/// The chart of a pair of single groups.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let Some((reference, target)) = pair(table)? else { return Ok(Vec::new()) };
    let shares = table.numbers("reference_share")?.iter().zip(table.numbers("target_share")?.iter());
    let sizes = table.numbers("contribution")?.iter().zip(table.numbers("cumulative")?.iter());
    let rows = table.text("term")?.iter().zip(shares).zip(sizes).take(TERMS);
    let rows = rows.filter_map(|((term, (before, now)), (size, cumulative))| {
        // Bars point to the group that has more of the term.
        Some((term?, if now? < before? { -size? } else { size? }, cumulative?))
    });
    let rows = rows.collect_vec();
    let (old, new, both) = (setting.group(&reference), setting.group(&target), setting.list(&[&reference, &target]));
    let named = rows.iter().take(NAMED).map(|(term, ..)| format!("“{term}”")).collect_vec();
    let together =
        rows.iter().take(NAMED).next_back().map(|(.., cumulative)| setting.labels.percent(100.0 * cumulative, 0));
    let title = match together {
        Some(together) => setting.labels.pick(
            format!("{} add most to the divergence of {both}: {together} of it", setting.join(&named)),
            format!("{} góp nhiều nhất vào độ phân kỳ giữa {both}: {together}", setting.join(&named)),
        ),
        None => setting.labels.pick(format!("What sets {both} apart"), format!("Điểm khác nhau giữa {both}")),
    };
    let form = setting.labels.pick(
        format!(
            "Bars for {} terms, to the left where {old} has more of the term, to the right where {new} has.",
            rows.len()
        ),
        format!("Thanh cho {} từ, sang trái nếu {old} có nhiều hơn, sang phải nếu {new} có nhiều hơn.", rows.len()),
    );
    let bars = rows.iter().map(|(term, size, cumulative)| Bar {
        label: term.to_string(),
        value: 1000.0 * size,
        value_label: setting.labels.number(1000.0 * size.abs(), 2),
        cumulative_label: Some(setting.labels.percent(100.0 * cumulative, 0)),
    });
    let color = |group: &str| setting.color(group);
    Ok(vec![Chart {
        name: name_of_pair("word_shift", &reference, &target),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: setting.labels.pick(
            "What each term adds to the Jensen–Shannon divergence of the two groups' words".into(),
            "Phần mỗi từ góp vào độ phân kỳ Jensen–Shannon giữa từ ngữ của hai nhóm".into(),
        ),
        caption: setting.sample_of([&reference, &target]),
        labels: setting.labels,
        plot: Plot::Diverging {
            axis: setting.labels.pick("Thousandths of a bit", "Phần nghìn bit").into(),
            sides: [
                Side {
                    title: setting.labels.pick(format!("more in {old}"), format!("nhiều hơn ở {old}")),
                    color: color(&reference),
                },
                Side {
                    title: setting.labels.pick(format!("more in {new}"), format!("nhiều hơn ở {new}")),
                    color: color(&target),
                },
            ],
            cumulative: Some(setting.labels.pick("sum", "cộng dồn").into()),
            bars: bars.collect(),
        },
    }])
}
