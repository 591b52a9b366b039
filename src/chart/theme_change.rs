//! How the themes' shares change from one group to another: a forest plot for each pair of groups.

use itertools::Itertools;

use super::{Chart, Estimate, ForestRow, Kind, Plot, Setting, Text, Voice, name_of_pair, pair};
use crate::compare::{ThemeShift, Verdict};
use crate::table::{Labelled, Spec, ThemeShiftTable};
use crate::words::Words;

/// At most this many themes of each verdict are named in a title.
const NAMED: usize = 2;

/// The charts.
pub struct ThemeChange;

impl Kind for ThemeChange {
    type Table = ThemeShiftTable;
    const NAME: &'static str = "theme_change";
    const OF_PAIRS: bool = true;
    const OF_THEMES: bool = true;

    fn charts(rows: &[Labelled<ThemeShift>], setting: &Setting) -> Vec<Chart<Text>> {
        let pairs = rows.iter().filter_map(|row| pair(row.reference, row.target)).unique();
        pairs.map(|pair| chart(rows, setting, pair)).collect()
    }
}

fn chart(rows: &[Labelled<ThemeShift>], setting: &Setting, (reference, target): (&str, &str)) -> Chart<Text> {
    // What neither group speaks of can't have changed.
    let is_spoken_of = |row: &&Labelled<ThemeShift>| row.shares.reference.clauses + row.shares.target.clauses > 0;
    let by_change = |left: &&Labelled<ThemeShift>, right: &&Labelled<ThemeShift>| {
        right.shares.value.partial_cmp(&left.shares.value).unwrap_or(std::cmp::Ordering::Equal)
    };
    let of_pair = rows.iter().filter(|row| (row.reference, row.target) == (reference, target));
    let shifts = of_pair.filter(is_spoken_of).sorted_by(by_change).map(|row| **row).collect_vec();
    let count = shifts.len();
    let more_in = |group: &str| {
        setting.each(|voice| {
            let group = voice.group(group);
            voice.pick(format!("more in {group}"), format!("nhiều hơn ở {group}"))
        })
    };
    Chart {
        name: name_of_pair(ThemeChange::NAME, reference, target),
        table: ThemeShiftTable::NAME,
        title: setting.each(|voice| title(voice, &shifts, (reference, target))),
        subtitle: setting.each(|voice| {
            let (old, new) = (voice.group(reference), voice.group(target));
            voice.pick(
                format!("Change of each theme's share of the themed clauses from {old} to {new}, in percentage points"),
                format!(
                    "Thay đổi tỷ lệ của từng chủ đề (trong các mệnh đề có chủ đề) từ {old} đến {new}, tính bằng điểm \
                     phần trăm"
                ),
            )
        }),
        caption: setting.each(|voice| {
            let lines = voice.pick(
                "Lines: 95 % intervals (an arrow: it goes on); rise and fall hold after correction for the number of \
                 themes. Themes that neither speaks of are left out.",
                "Đoạn thẳng: khoảng tin cậy 95 % (mũi tên: còn kéo dài); kết luận tăng, giảm đã hiệu chỉnh theo số chủ \
                 đề. Không vẽ chủ đề mà cả hai nhóm đều không nói đến.",
            );
            format!("{lines} {}", voice.sample_of([reference, target]))
        }),
        form: setting.each(|voice| {
            voice.pick(
                format!("Forest plot of {count} themes, from the largest rise to the largest fall."),
                format!("Biểu đồ rừng của {count} chủ đề, từ mức tăng lớn nhất đến mức giảm lớn nhất."),
            )
        }),
        plot: Plot::Forest {
            axis: Words::new("Change in percentage points", "Thay đổi (điểm phần trăm)").into(),
            rows: shifts.iter().map(|shift| row(setting, shift)).collect(),
            directions: [reference, target].map(more_in),
        },
    }
}

fn row(setting: &Setting, shift: &ThemeShift) -> ForestRow<Text> {
    let change = shift.shares.value.map(|change| 100.0 * change);
    let interval = shift.shares.interval.map(|(low, high)| (100.0 * low, 100.0 * high));
    let bounds = |voice: Voice| {
        let signed = |value| voice.labels.signed(value, 1);
        interval.map(|(low, high)| format!(" ({} {} {})", signed(low), voice.pick("to", "đến"), signed(high)))
    };
    let value_label = setting.each(|voice| {
        change.map_or("–".into(), |change| voice.labels.signed(change, 1) + &bounds(voice).unwrap_or_default())
    });
    ForestRow {
        label: setting.theme(shift.theme),
        estimate: change.map(|value| Estimate { value, interval }),
        value_label,
        verdict: shift.shares.verdict,
        verdict_label: Text::from(shift.shares.verdict.words()),
    }
}

/// Which themes rise and which fall, by the table's verdicts.
fn title(voice: Voice, shifts: &[ThemeShift], (reference, target): (&str, &str)) -> String {
    let of = |verdict: Verdict| {
        let told = shifts.iter().filter(move |shift| shift.shares.verdict == verdict);
        told.map(|shift| voice.theme_in_text(shift.theme))
    };
    let named = |themes: Vec<String>| {
        let more = themes.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| voice.pick(format!("{more} more"), format!("{more} chủ đề khác")));
        let named = themes.into_iter().take(NAMED).chain(more).collect_vec();
        (named.len(), voice.join(&named))
    };
    // The largest changes are at both ends.
    let (rising, rise) = named(of(Verdict::Rise).collect());
    let (falling, fall) = named(of(Verdict::Fall).rev().collect());
    let verb = |count: usize, one: &'static str, many: &'static str| if count == 1 { one } else { many };
    let rise =
        (rising > 0).then(|| voice.pick(format!("{rise} {}", verb(rising, "rises", "rise")), format!("{rise} tăng")));
    let fall =
        (falling > 0).then(|| voice.pick(format!("{fall} {}", verb(falling, "falls", "fall")), format!("{fall} giảm")));
    let told = [rise, fall].into_iter().flatten().join("; ");
    if told.is_empty() {
        let groups = voice.list(&[reference, target]);
        return voice.pick(
            format!("Between {groups} no theme's share changes beyond doubt"),
            format!("Giữa {groups}, chưa thể khẳng định tỷ lệ của chủ đề nào có thay đổi"),
        );
    }
    let (old, new) = (voice.group(reference), voice.further(target));
    voice.pick(format!("From {old} to {new}: {told}"), format!("Từ {old} đến {new}: {told}"))
}
