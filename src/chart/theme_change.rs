//! How the themes' shares change from one group to another: a forest plot for each pair of groups.

use anyhow::Result;
use itertools::Itertools;

use super::{Chart, Estimate, ForestRow, Plot, Setting, name_of_pair};
use crate::compare::Verdict;
use crate::group::ALL;
use crate::table::Table;

/// So many themes of each verdict are named in a title.
const NAMED: usize = 2;

/// A theme's change of share.
struct Row<'a> {
    theme: &'a str,
    change: Option<f64>,
    interval: Option<(f64, f64)>,
    verdict: Verdict,
}

/// The charts of the table: one for each pair of single groups.
pub fn charts(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let pairs = table.text("reference")?.iter().zip(table.text("target")?.iter());
    let pairs: Vec<_> = pairs.map(|(reference, target)| reference.zip(target)).collect();
    let told = pairs.iter().flatten().unique().filter(|(reference, _)| *reference != ALL);
    told.map(|pair| chart(table, setting, *pair, &pairs)).collect()
}

fn chart(table: &Table, setting: &Setting, pair: (&str, &str), pairs: &[Option<(&str, &str)>]) -> Result<Chart> {
    let (themes, verdicts) = (table.text("theme")?, table.text("verdict")?);
    let column = |name: &str| -> Result<Vec<Option<f64>>> { Ok(table.numbers(name)?.iter().collect()) };
    let (changes, lows, highs) = (column("change")?, column("change_low")?, column("change_high")?);
    let (before, now) = (column("reference_share")?, column("target_share")?);
    // What neither group speaks of can't have changed.
    let is_spoken_of = |row: &usize| [before[*row], now[*row]].into_iter().flatten().any(|share| share > 0.0);
    let rows = (0..pairs.len()).filter(|row| pairs[*row] == Some(pair)).filter(is_spoken_of).filter_map(|row| {
        let interval = lows[row].zip(highs[row]).map(|(low, high)| (100.0 * low, 100.0 * high));
        let verdict = verdicts.get(row).and_then(Verdict::from_name)?;
        Some(Row { theme: themes.get(row)?, change: changes[row].map(|change| 100.0 * change), interval, verdict })
    });
    let by_change =
        |left: &Row, right: &Row| right.change.partial_cmp(&left.change).unwrap_or(std::cmp::Ordering::Equal);
    let rows = rows.sorted_by(by_change).collect_vec();
    let (reference, target) = pair;
    let (old, new) = (setting.group(reference), setting.group(target));
    let title = title(setting, &rows, &setting.list(&[reference, target]), (&old, &setting.further(target)));
    let form = setting.labels.pick(
        format!("Forest plot of {} themes, from the largest rise to the largest fall.", rows.len()),
        format!("Biểu đồ rừng của {} chủ đề, từ mức tăng lớn nhất đến mức giảm lớn nhất.", rows.len()),
    );
    Ok(Chart {
        name: name_of_pair("theme_change", reference, target),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: setting.labels.pick(
            format!("Change of each theme's share of the themed clauses from {old} to {new}, in percentage points"),
            format!("Thay đổi tỷ lệ của từng chủ đề trong các mệnh đề có chủ đề từ {old} đến {new}, tính bằng điểm phần trăm"),
        ),
        caption: format!(
            "{} {}",
            setting.labels.pick(
                "Lines: 95 % intervals (an arrow: it goes on); rise and fall hold after correction for the number of themes. Themes that neither speaks of are left out.",
                "Đoạn thẳng: khoảng tin cậy 95% (mũi tên: còn kéo dài); tăng và giảm đã hiệu chỉnh theo số chủ đề. Không vẽ chủ đề mà cả hai đều không nói đến.",
            ),
            setting.sample_of([reference, target])
        ),
        labels: setting.labels,
        plot: Plot::Forest {
            axis: setting.labels.pick("Change in percentage points", "Thay đổi (điểm phần trăm)").into(),
            rows: rows.iter().map(|row| marked(setting, row)).collect(),
            directions: [&old, &new].map(|group| setting.labels.pick(format!("more in {group}"), format!("nhiều hơn ở {group}"))),
        },
    })
}

fn marked(setting: &Setting, row: &Row) -> ForestRow {
    let interval = row.interval.map(|(low, high)| {
        let to = setting.labels.pick("to", "đến");
        format!(" ({} {to} {})", setting.labels.signed(low, 1), setting.labels.signed(high, 1))
    });
    let value = row.change.map(|change| setting.labels.signed(change, 1) + &interval.unwrap_or_default());
    ForestRow {
        label: setting.theme(row.theme),
        estimate: row.change.map(|value| Estimate { value, interval: row.interval }),
        value_label: value.unwrap_or_else(|| "–".into()),
        verdict: row.verdict,
        verdict_label: row.verdict.label(setting.labels).into(),
    }
}

/// Which themes rise and which fall, by the table's verdicts.
fn title(setting: &Setting, rows: &[Row], groups: &str, (old, new): (&str, &str)) -> String {
    let of = |verdict: Verdict| {
        let told = rows.iter().filter(move |row| row.verdict == verdict);
        told.map(|row| setting.theme_in_text(row.theme))
    };
    let named = |themes: Vec<String>| {
        let more = themes.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| setting.labels.pick(format!("{more} more"), format!("{more} chủ đề khác")));
        let named = themes.into_iter().take(NAMED).chain(more).collect_vec();
        (named.len(), setting.join(&named))
    };
    // The largest changes stand at both ends.
    let (rising, rise) = named(of(Verdict::Rise).collect());
    let (falling, fall) = named(of(Verdict::Fall).rev().collect());
    let verb = |count: usize, one: &'static str, many: &'static str| if count == 1 { one } else { many };
    let rise = (rising > 0)
        .then(|| setting.labels.pick(format!("{rise} {}", verb(rising, "rises", "rise")), format!("{rise} tăng")));
    let fall = (falling > 0)
        .then(|| setting.labels.pick(format!("{fall} {}", verb(falling, "falls", "fall")), format!("{fall} giảm")));
    let told = [rise, fall].into_iter().flatten().join("; ");
    match told.is_empty() {
        false => setting.labels.pick(format!("From {old} to {new}: {told}"), format!("Từ {old} đến {new}: {told}")),
        true => setting.labels.pick(
            format!("Between {groups} no theme's share changes beyond doubt"),
            format!("Giữa {groups} không có tỷ lệ chủ đề nào thay đổi một cách chắc chắn"),
        ),
    }
}
