//! One list of bars to both sides of zero; each label stands on the side that its bar leaves free.

use crate::chart::{Bar, Side};
use crate::options::Labels;

use super::headings::{body_size, swatched};
use super::palette::{GRID, INK, SOFT, series as color_of};
use super::scale::Scale;
use super::sheet::{Anchor, Label, Mark, Sheet, Type, beside, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between a bar and its label or value.
const GAP: i32 = 16;

/// Places the plot.
pub fn place(axis: &str, sides: &[Side; 2], cumulative: Option<&str>, bars: &[Bar], labels: Labels) -> Sheet {
    if bars.is_empty() {
        return nothing();
    }
    let size = body_size(bars.len());
    let small = size * 4 / 5;
    let style = |anchor, color| Type { size, weight: Weight::Regular, color, anchor };
    let width = |words: &str, size| text::width(words, size, Weight::Regular);
    // The column of sums at the right, of which each is an end.
    let sums = bars.iter().filter_map(|bar| bar.cumulative_label.as_ref()).map(|sum| width(sum, size));
    let sums = sums.chain(cumulative.map(|heading| text::width(heading, size, Weight::Bold))).max().unwrap_or(0);
    let right = RIGHT - if cumulative.is_some() { sums + 4 * GAP } else { 0 };
    let value_width = bars.iter().map(|bar| width(&bar.value_label, small)).max().unwrap_or(0) + GAP;
    let limit = (right - LEFT) * 2 / 5;
    let lines: Vec<_> = bars.iter().map(|bar| text::wrap(&bar.label, limit, size, Weight::Regular)).collect();
    // Each half has room for its bars with their values, and for the labels of the other's bars.
    let room = |is_left: bool| {
        let values: i32 = if bars.iter().any(|bar| (bar.value < 0.0) == is_left) { value_width } else { 0 };
        let labels = bars.iter().zip(&lines).filter(|(bar, _)| (bar.value < 0.0) != is_left);
        (values, labels.map(|(_, lines)| text::widest(lines, size, Weight::Regular) + GAP).max().unwrap_or(0))
    };
    let ((left_values, left_labels), (right_values, right_labels)) = (room(true), room(false));
    let extreme =
        |sign: f64| bars.iter().map(|bar| sign * bar.value).filter(|value| value.is_finite()).fold(0.0f64, f64::max);
    let (most_left, most_right) = (extreme(-1.0).min(1e15), extreme(1.0).min(1e15));
    // The largest unit at which neither bars nor labels leave the plot.
    let whole = most_left + most_right;
    let share = if whole > 0.0 { most_left / whole } else { 0.5 };
    let inner = right - LEFT - left_values - right_values;
    let zero = (LEFT + left_values + (f64::from(inner) * share) as i32).clamp(LEFT + left_labels, right - right_labels);
    let unit_left = if most_left > 0.0 { f64::from(zero - LEFT - left_values) / most_left } else { f64::INFINITY };
    let unit_right = if most_right > 0.0 { f64::from(right - zero - right_values) / most_right } else { f64::INFINITY };
    let unit = unit_left.min(unit_right);
    let reach = |most: f64| if most > 0.0 && unit.is_finite() { (most * unit) as i32 } else { 0 };
    let scale =
        Scale::new([-most_left, most_right].into_iter(), zero - reach(most_left), zero + reach(most_right), labels);
    let zero = scale.at(0.0);

    let mut sheet = Sheet::default();
    let mut top = 0;
    let halves = [(Anchor::End, zero - GAP, zero - GAP - LEFT), (Anchor::Start, zero + GAP, right - zero - GAP)];
    for (side, (anchor, x, room)) in sides.iter().zip(halves) {
        let heading = swatched(&side.title, side.color, (x, 0), room, (anchor, size));
        top = top.max(heading.height);
        sheet.marks.extend(heading.marks);
        sheet.labels.extend(heading.labels);
    }
    if let Some(heading) = cumulative {
        let heading = text::wrap(heading, i32::MAX, size, Weight::Bold);
        sheet.labels.extend(paragraph(&heading, RIGHT, 0, Type { weight: Weight::Bold, ..style(Anchor::End, SOFT) }));
    }
    top += size / 3;
    let airy = (800 / bars.len() as i32).min(76);
    let heights: Vec<i32> = lines.iter().map(|lines| (text::height(lines.len(), size) + size / 6).max(airy)).collect();
    let bottom = top + heights.iter().sum::<i32>();
    let (grid, numbers) = scale.grid(top, bottom, size - 4, false);
    sheet.marks.extend(grid);
    // Both sides count from zero outwards.
    let unsigned = |label: Label| Label { text: label.text.trim_start_matches('−').to_owned(), ..label };
    sheet.labels.extend(numbers.into_iter().map(unsigned));
    let mut edge = top;
    for ((bar, lines), height) in bars.iter().zip(&lines).zip(heights) {
        let middle = edge + height / 2;
        edge += height;
        let is_left = bar.value < 0.0;
        let end = scale.at(if bar.value.is_finite() { bar.value } else { 0.0 });
        let half = (height * 3 / 10).min(size / 2);
        let color = color_of(sides[usize::from(!is_left)].color);
        sheet
            .marks
            .push(Mark::Rect { corners: [(zero.min(end), middle - half), (zero.max(end), middle + half)], color });
        let outward = if is_left { -1 } else { 1 };
        let (away, towards) = if is_left { (Anchor::End, Anchor::Start) } else { (Anchor::Start, Anchor::End) };
        sheet.labels.extend(beside(lines, zero - outward * GAP, middle, style(towards, INK)));
        let value = text::wrap(&bar.value_label, i32::MAX, small, Weight::Regular);
        sheet.labels.extend(beside(&value, end + outward * GAP, middle, Type { size: small, ..style(away, SOFT) }));
        if let Some(sum) = bar.cumulative_label.as_ref().filter(|_| cumulative.is_some()) {
            let sum = text::wrap(sum, i32::MAX, size, Weight::Regular);
            sheet.labels.extend(beside(&sum, RIGHT, middle, style(Anchor::End, SOFT)));
        }
        sheet.marks.push(Mark::Line { points: vec![(LEFT, edge), (RIGHT, edge)], width: 1, color: GRID });
    }
    sheet.marks.push(Mark::Line { points: vec![(zero, top), (zero, bottom)], width: 4, color: SOFT });
    let axis = text::wrap(axis, RIGHT - LEFT, size, Weight::Regular);
    let axis_top = bottom + 7 * size / 4;
    let half = text::widest(&axis, size, Weight::Regular) / 2;
    let middle = zero.clamp(LEFT + half, RIGHT - half);
    sheet.labels.extend(paragraph(&axis, middle, axis_top, style(Anchor::Middle, SOFT)));
    sheet.height = axis_top + text::height(axis.len(), size);
    sheet
}
