//! The terms that are most key to each of two groups: a chart for each part of the table.

use itertools::Itertools;

use super::{Bar, Chart, Kind, Panel, Plot, Setting, Text, Voice, name_of_pair, pair};
use crate::compare::Keyness;
use crate::table::{Spec, TermKeynessTable};
use crate::words::Words;

/// At most this many terms are drawn for each side.
const TERMS: usize = 15;

/// At most this many terms of each side are named in the title.
const NAMED: usize = 2;

/// A term with a smaller G2, which would be written as 0.0, is key to neither side.
const LEAST: f64 = 0.05;

/// The chart of a pair of single groups. The rows run from the target's own terms to the reference's own.
pub struct TermsByKeyness;

/// A term and its G2.
type Scored<'a> = (&'a str, f64);

impl Kind for TermsByKeyness {
    type Table = TermKeynessTable;
    const NAME: &'static str = "keyness";
    const OF_PAIRS: bool = true;

    fn charts(rows: &[Keyness], setting: &Setting) -> Vec<Chart<Text>> {
        let Some((reference, target)) = rows.first().and_then(|row| pair(row.reference, row.target)) else {
            return Vec::new();
        };
        let scored = rows.iter().filter_map(|row| Some((row.term, row.significance.log_likelihood?))).collect_vec();
        let baseline = rows[0].split_half;
        let of_target = scored.iter().take(TERMS).copied().filter(|(_, score)| *score >= LEAST).collect_vec();
        // A stable sort: terms that tie stay in the order of the table.
        let of_reference = scored.iter().copied().filter(|(_, score)| *score <= -LEAST);
        let of_reference = of_reference.sorted_by(|left, right| left.1.total_cmp(&right.1)).take(TERMS).collect_vec();
        let panel = |group: &str, terms: &[Scored]| Panel {
            title: setting.each(|voice| voice.group(group)),
            bars: terms.iter().map(|term| bar(setting, *term)).collect(),
            color: setting.color(group),
        };
        let panels = vec![panel(reference, &of_reference), panel(target, &of_target)];
        let sides = [(target, of_target), (reference, of_reference)];
        vec![Chart {
            name: name_of_pair(Self::NAME, reference, target),
            table: Self::Table::NAME,
            title: setting.each(|voice| title(voice, &sides, baseline.unwrap_or(LEAST))),
            subtitle: Words::new(
                "Log-likelihood G² of the difference in frequency; a value of 3.84 has p = .05 before correction for many \
                 tests",
                "Log-likelihood G² của chênh lệch tần suất; giá trị 3,84 ứng với p = 0,05 khi chưa hiệu chỉnh cho kiểm \
                 định bội",
            )
            .into(),
            caption: setting.each(|voice| {
                let halves = baseline.map(|score| {
                    let score = voice.labels.number(score, 1);
                    voice.pick(
                        format!("Random halves of the same texts differ by up to {score}: less can be chance alone. "),
                        format!(
                            "Hai nửa ngẫu nhiên của chính các văn bản này chênh nhau đến {score}: dưới mức đó có thể chỉ \
                             là ngẫu nhiên. "
                        ),
                    )
                });
                halves.unwrap_or_default() + &voice.sample_of([reference, target])
            }),
            form: setting.each(|voice| {
                let (old, new) = (voice.group(reference), voice.group(target));
                voice.pick(
                    format!("Bars for the {TERMS} terms most key to {old}, and for the {TERMS} most key to {new}."),
                    format!(
                        "Biểu đồ thanh: {TERMS} từ đặc trưng nhất của {old} và {TERMS} từ đặc trưng nhất của {new}."
                    ),
                )
            }),
            plot: Plot::Bars { axis: Words::same("Log-likelihood G²"), panels },
        }]
    }
}

fn bar(setting: &Setting, (term, score): Scored) -> Bar<Text> {
    Bar {
        label: Words::same(term),
        value: score.abs(),
        value_label: setting.each(|voice| voice.labels.number(score.abs(), 1)),
        cumulative_label: None,
    }
}

/// The terms above the baseline that are most key to each side.
fn title(voice: Voice, sides: &[(&str, Vec<Scored>); 2], baseline: f64) -> String {
    let large = sides.iter().all(|(group, _)| voice.can_tell_words(group));
    let told = sides.iter().filter(|_| large).filter_map(|(group, terms)| {
        let terms = terms.iter().take(NAMED).filter(|(_, score)| score.abs() > baseline);
        let terms = terms.map(|(term, _)| format!("“{term}”")).collect_vec();
        (!terms.is_empty()).then(|| (voice.join(&terms), terms.len(), *group))
    });
    let told = told.collect_vec();
    match told.as_slice() {
        [] if !large => {
            let both = voice.list(&[sides[1].0, sides[0].0]);
            voice.pick(format!("Words of {both}"), format!("Các từ của {both}"))
        }
        [] => {
            let both = voice.list(&[sides[1].0, sides[0].0]);
            voice.pick(
                format!("No word sets {both} apart more than chance could"),
                format!("Không từ nào phân biệt {both} rõ hơn mức ngẫu nhiên"),
            )
        }
        [(terms, count, group), further @ ..] => {
            let verb = if *count == 1 { "marks" } else { "mark" };
            let name = voice.group(group);
            let head = voice.pick(format!("{terms} {verb} {name}"), format!("{terms} đặc trưng cho {name}"));
            let tail = further.iter().map(|(terms, _, group)| {
                let name = voice.further(group);
                voice.pick(format!(", {terms} {name}"), format!("; {terms} cho {name}"))
            });
            let against = further.is_empty().then(|| {
                let other = sides.iter().find(|(name, _)| name != group).map(|(name, _)| voice.further(name));
                let other = other.unwrap_or_default();
                voice.pick(format!(" against {other}"), format!(" so với {other}"))
            });
            head + &against.unwrap_or_default() + &tail.collect::<String>()
        }
    }
}
