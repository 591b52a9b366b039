//! One list of bars to both sides of zero, each with its label on the side that the bar leaves free.

use crate::chart::{Bar, Side};
use crate::options::Labels;

use super::headings::{axis_title, body_size, resting, rule, stacked};
use super::palette::{INK, SOFT, WHITE, series as color_of};
use super::scale::Scale;
use super::sheet::{Anchor, Label, Mark, Sheet, Type, bar as bar_of, beside, swatch, swatch_side};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between a bar and its label or value.
const GAP: i32 = 14;

/// White space before the column of sums.
const GUTTER: i32 = 60;

/// Places the plot.
pub fn place(axis: &str, sides: &[Side; 2], cumulative: Option<&str>, bars: &[Bar], labels: Labels) -> Sheet {
    if bars.is_empty() {
        return nothing();
    }
    let form = Form::new(cumulative, bars, labels);
    let total: i32 = form.heights.iter().sum();
    let tall = total > 1500;
    let mut sheet = form.headings(sides);
    let top = sheet.height + if tall { 2 * form.size } else { form.size / 2 };
    let bottom = top + total;
    let mut grid = form.scale.grid(top, bottom, form.small, tall);
    // The side says which way, so both count up from zero.
    let unsigned = |number: &mut Label| number.text = number.text.trim_start_matches('\u{2212}').to_owned();
    grid.labels.iter_mut().for_each(unsigned);
    sheet.add(grid);
    let rows = stacked(&form.heights, top);
    let mut filled = Vec::new();
    for ((bar, lines), &row) in bars.iter().zip(&form.lines).zip(&rows) {
        let (fill, words) = form.row(bar, lines, sides, row);
        // No grid line runs through a word.
        sheet.marks.extend(words.iter().map(ground));
        sheet.labels.extend(words);
        filled.push(fill);
        // Leads the eye to the sums.
        filled.extend(form.sums.is_some().then(|| rule(row.1, (LEFT, RIGHT))));
    }
    sheet.marks.extend(filled);
    sheet.marks.push(Mark::Line { points: vec![(form.zero, top), (form.zero, bottom)], width: 5, color: INK });

    sheet.height = bottom + 7 * form.size / 4;
    axis_title(&mut sheet, axis, form.middle, (LEFT, form.right), form.size);
    sheet
}

/// Sizes, columns and scale.
struct Form {
    size: i32,
    /// Size of the numbers at the axis and at the bars' ends.
    small: i32,
    /// The lines of each bar's label.
    lines: Vec<Vec<String>>,
    heights: Vec<i32>,
    /// Heading over the column of sums; `None` where there is no such column.
    sums: Option<Vec<String>>,
    /// Right edge of the plot.
    right: i32,
    zero: i32,
    /// The middle between the ends of the scale.
    middle: i32,
    scale: Scale,
}

impl Form {
    fn new(cumulative: Option<&str>, bars: &[Bar], labels: Labels) -> Self {
        let size = body_size(bars.len());
        let small = size - 4;
        let sums = cumulative.map(|heading| text::wrap(heading, 6 * size, size, Weight::Bold));
        let sum_width = sums.as_ref().map_or(0, |heading| {
            let labels = bars.iter().filter_map(|bar| bar.cumulative_label.as_deref());
            GUTTER + text::widest(labels, size, Weight::Regular).max(text::widest(heading, size, Weight::Bold))
        });
        let right = RIGHT - sum_width;
        let limit = (right - LEFT) * 2 / 5;
        let lines: Vec<_> = bars.iter().map(|bar| text::wrap(&bar.label, limit, size, Weight::Regular)).collect();
        let airy = (800 / bars.len().max(1) as i32).min(80);
        let heights = lines.iter().map(|lines| (text::height(lines.len(), size) + size / 5).max(airy)).collect();

        // The longest bars at which neither they nor the labels leave the plot.
        let extremes = || bars.iter().map(|bar| bar.value);
        let share = f64::from(Scale::new(extremes(), 0, 10_000, labels).at(0.0)) / 10_000.0;
        let needs = [true, false].map(|left| Needs::new(bars, &lines, left, [size, small]));
        let left_of = |pixels: i32| (f64::from(pixels) * share).round() as i32;
        let halves = |pixels| [needs[0].width(left_of(pixels)), needs[1].width(pixels - left_of(pixels))];
        let room = right - LEFT;
        let pixels = (0..=room).rev().find(|&pixels| halves(pixels).iter().sum::<i32>() <= room).unwrap_or(0);
        let start = LEFT + halves(pixels)[0] - left_of(pixels);
        let scale = Scale::new(extremes(), start, start + pixels, labels);
        Self { size, small, lines, heights, sums, right, zero: scale.at(0.0), middle: start + pixels / 2, scale }
    }

    /// The sides' titles beside zero, each with a swatch of its colour, and the heading of the sums; all rest on the
    /// sheet's lower edge.
    fn headings(&self, [left, right]: &[Side; 2]) -> Sheet {
        let (size, near, side) = (self.size, self.size / 2, swatch_side(self.size));
        let away = near + side + near * 2 / 3;
        let wrapped = |side: &Side, room: i32| text::wrap(&side.title, room.max(4 * size), size, Weight::Bold);
        let mut columns = vec![
            (wrapped(left, self.zero - away - LEFT), self.zero - away, Anchor::End),
            (wrapped(right, self.right - self.zero - away), self.zero + away, Anchor::Start),
        ];
        columns.extend(self.sums.clone().map(|heading| (heading, RIGHT, Anchor::End)));
        let mut sheet = resting(&columns, size);
        let middle = sheet.height - text::height(1, size) / 2;
        let signs = [(left, self.zero - near - side), (right, self.zero + near)];
        sheet.marks.extend(signs.map(|(side, x)| swatch(x, middle, size, color_of(side.color))));
        sheet
    }

    /// One bar in its row, and its label, its value and its sum.
    fn row(&self, bar: &Bar, lines: &[String], sides: &[Side; 2], (top, bottom): (i32, i32)) -> (Mark, Vec<Label>) {
        let (left, middle) = (is_left(bar), (top + bottom) / 2);
        let end = self.scale.at(if bar.value.is_finite() { bar.value } else { 0.0 });
        let (outward, towards, away) =
            if left { (-1, Anchor::Start, Anchor::End) } else { (1, Anchor::End, Anchor::Start) };
        let line = |words: &str, size| text::wrap(words, i32::MAX, size, Weight::Regular);
        let style = Type::regular(self.size, INK, towards);
        let mut labels = beside(lines, self.zero - outward * GAP, middle, style);
        let soft = Type::regular(self.small, SOFT, away);
        labels.extend(beside(&line(&bar.value_label, self.small), end + outward * GAP, middle, soft));
        if let Some(sum) = bar.cumulative_label.as_deref().filter(|_| self.sums.is_some()) {
            labels.extend(beside(&line(sum, self.size), RIGHT, middle, Type::regular(self.size, SOFT, Anchor::End)));
        }
        let color = color_of(sides[usize::from(!left)].color);
        (bar_of((self.zero, end), (middle, bottom - top), self.size, color), labels)
    }
}

fn is_left(bar: &Bar) -> bool {
    bar.value < 0.0
}

/// White paper behind a label.
fn ground(label: &Label) -> Mark {
    let [left, top, right, bottom] = label.bounds();
    Mark::Rect { corners: [(left - GAP / 2, top), (right + GAP / 2, bottom)], color: WHITE }
}

/// What one half must hold beside its bars.
struct Needs {
    /// Width of the widest value at the end of a bar.
    values: i32,
    /// Width of the widest label, which belongs to a bar on the other side.
    labels: i32,
}

impl Needs {
    fn new(bars: &[Bar], lines: &[Vec<String>], left: bool, [size, small]: [i32; 2]) -> Self {
        let own = bars.iter().filter(|bar| is_left(bar) == left);
        let values = own.map(|bar| text::width(&bar.value_label, small, Weight::Regular) + GAP).max().unwrap_or(0);
        let others = bars.iter().zip(lines).filter(|(bar, _)| is_left(bar) != left);
        let labels = text::widest(others.flat_map(|(_, lines)| lines), size, Weight::Regular) + GAP;
        // Without a label there is still the heading.
        Self { values, labels: labels.max(12 * size) }
    }

    /// Width of the half with bars this long.
    fn width(&self, bars: i32) -> i32 {
        self.labels.max(bars + self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Point;
    use super::*;

    #[test]
    fn bars_on_both_sides_have_one_unit_and_leave_room_for_the_labels() {
        let bar = |value: f64| Bar {
            label: "a long term of several words".to_owned(),
            value,
            value_label: "4.0".to_owned(),
            cumulative_label: None,
        };
        let sides = [0, 1].map(|color| Side { title: "side".to_owned(), color });
        let sheet = place("", &sides, None, &[bar(-4.0), bar(2.0), bar(f64::NAN)], Labels::En);
        let filled = sheet.marks.iter().filter_map(|mark| match mark {
            Mark::Rect { corners: [(left, _), (right, _)], color } if *color != WHITE => Some((*left, *right)),
            _ => None,
        });
        // The first two are the headings' swatches.
        let bars: Vec<Point> = filled.skip(2).collect();
        let [one, two, none] = bars[..] else { panic!("{bars:?}") };
        assert_eq!((one.1, none), (two.0, (two.0, two.0)));
        assert!(((one.1 - one.0) - 2 * (two.1 - two.0)).abs() <= 2, "{bars:?}");
        assert!(one.0 > LEFT && two.1 < RIGHT);
    }
}
