//! One list of bars to both sides of zero, each with its label on the side that the bar leaves free.

use plotters::style::RGBColor;

use crate::chart::{Bar, Side};
use crate::options::Labels;

use super::headings::{axis_title, body_size};
use super::palette::{GRID, INK, SOFT, WHITE, series as color_of};
use super::scale::Scale;
use super::sheet::{Anchor, Label, Mark, Sheet, Type, beside, paragraph};
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
    let (grid, numbers) = form.scale.grid(top, bottom, form.small, tall);
    sheet.marks.extend(grid);
    // The side says which way, so both count up from zero.
    sheet.labels.extend(
        numbers
            .into_iter()
            .map(|number| Label { text: number.text.trim_start_matches('\u{2212}').to_owned(), ..number }),
    );
    let rule = |y| Mark::Line { points: vec![(LEFT, y), (RIGHT, y)], width: 2, color: GRID };
    let mut filled = Vec::new();
    let mut edge = top;
    for ((bar, lines), height) in bars.iter().zip(&form.lines).zip(&form.heights) {
        let (fill, words) = form.row(bar, lines, sides, (edge + height / 2, *height));
        // No grid line runs through a word.
        sheet.marks.extend(words.iter().map(ground));
        sheet.labels.extend(words);
        filled.push(fill);
        edge += height;
        // Leads the eye to the sums.
        filled.extend(form.sums.is_some().then(|| rule(edge)));
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
            let widths = labels.map(|label| text::width(label, size, Weight::Regular));
            GUTTER + widths.chain([text::widest(heading, size, Weight::Bold)]).max().unwrap_or(0)
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

    fn style(&self, anchor: Anchor, color: RGBColor) -> Type {
        Type { size: self.size, weight: Weight::Regular, color, anchor }
    }

    /// The sides' titles beside zero, each with a swatch of its colour, and the heading of the sums; all rest on the
    /// sheet's lower edge.
    fn headings(&self, [left, right]: &[Side; 2]) -> Sheet {
        let size = self.size;
        let (swatch, near) = (size * 7 / 10, size / 2);
        let away = near + swatch + near * 2 / 3;
        let wrapped = |side: &Side, room: i32| text::wrap(&side.title, room.max(4 * size), size, Weight::Bold);
        let mut columns = vec![
            (wrapped(left, self.zero - away - LEFT), self.zero - away, Anchor::End),
            (wrapped(right, self.right - self.zero - away), self.zero + away, Anchor::Start),
        ];
        columns.extend(self.sums.clone().map(|heading| (heading, RIGHT, Anchor::End)));
        let height = columns.iter().map(|(lines, ..)| text::height(lines.len(), size)).max().unwrap_or(0);
        let bold = |anchor| Type { weight: Weight::Bold, ..self.style(anchor, INK) };
        let labels = columns.into_iter().flat_map(|(lines, x, anchor)| {
            paragraph(&lines, x, height - text::height(lines.len(), size), bold(anchor))
        });
        let middle = height - text::height(1, size) / 2;
        let marks = [(left, self.zero - near - swatch), (right, self.zero + near)].map(|(side, x)| Mark::Rect {
            corners: [(x, middle - swatch / 2), (x + swatch, middle + swatch / 2)],
            color: color_of(side.color),
        });
        Sheet { height, marks: marks.to_vec(), labels: labels.collect() }
    }

    /// One bar around the height `middle`, and its label, its value and its sum.
    fn row(&self, bar: &Bar, lines: &[String], sides: &[Side; 2], (middle, height): (i32, i32)) -> (Mark, Vec<Label>) {
        let left = is_left(bar);
        let end = self.scale.at(if bar.value.is_finite() { bar.value } else { 0.0 });
        let (outward, towards, away) =
            if left { (-1, Anchor::Start, Anchor::End) } else { (1, Anchor::End, Anchor::Start) };
        let line = |words: &str, size| text::wrap(words, i32::MAX, size, Weight::Regular);
        let mut labels = beside(lines, self.zero - outward * GAP, middle, self.style(towards, INK));
        let soft = Type { size: self.small, ..self.style(away, SOFT) };
        labels.extend(beside(&line(&bar.value_label, self.small), end + outward * GAP, middle, soft));
        if let Some(sum) = bar.cumulative_label.as_deref().filter(|_| self.sums.is_some()) {
            labels.extend(beside(&line(sum, self.size), RIGHT, middle, self.style(Anchor::End, SOFT)));
        }
        let half = (height * 3 / 10).min(self.size / 2);
        let corners = [(self.zero.min(end), middle - half), (self.zero.max(end), middle + half)];
        (Mark::Rect { corners, color: color_of(sides[usize::from(!left)].color) }, labels)
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
        let labels = others.map(|(_, lines)| text::widest(lines, size, Weight::Regular) + GAP).max().unwrap_or(0);
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
