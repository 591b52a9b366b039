//! Forest plot: a row per change, its mark and interval beside zero, and the same in figures.

use plotters::style::RGBColor;

use crate::chart::ForestRow;
use crate::compare::Verdict;
use crate::options::Labels;

use super::headings::{LabelColumn, body_size};
use super::palette::{GRID, INK, SOFT, WHITE, series};
use super::scale::Scale;
use super::sheet::{Anchor, Mark, Point, Sheet, Type, beside, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between the columns.
const GAP: i32 = 36;

/// Marks of what isn't certain.
const DOUBTFUL: RGBColor = RGBColor(0x8a, 0x8a, 0x8a);

/// Places the plot.
pub fn place(axis: &str, rows: &[ForestRow], directions: &[String; 2], labels: Labels) -> Sheet {
    if rows.is_empty() {
        return nothing();
    }
    let size = body_size(rows.len());
    let style = |anchor, color| Type { size, weight: Weight::Regular, color, anchor };
    let limit = if size < 40 { 840 } else { 720 };
    let names = LabelColumn::new(rows.iter().map(|row| row.label.as_str()), |_| false, limit, size);
    let widest = |words: fn(&ForestRow) -> &String| {
        rows.iter().map(|row| text::width(words(row), size, Weight::Bold)).max().unwrap_or(0)
    };
    let verdict_left = RIGHT - widest(|row| &row.verdict_label);
    let value_right = verdict_left - GAP;
    let (left, right) = (LEFT + names.width + GAP, value_right - widest(|row| &row.value_label) - GAP);
    let scale = Scale::new(rows.iter().flat_map(extent), left + 20, right - 20, labels);
    let zero = scale.at(0.0);

    let mut sheet = Sheet::default();
    let sides = [
        ("← ", "", zero - GAP / 2 - LEFT, Anchor::End, zero - GAP / 2),
        ("", " →", RIGHT - zero - GAP / 2, Anchor::Start, zero + GAP / 2),
    ];
    let mut top = 0;
    for (words, (before, behind, room, anchor, x)) in directions.iter().zip(sides) {
        let lines = text::wrap(&format!("{before}{words}{behind}"), room, size, Weight::Bold);
        let heading = Type { weight: Weight::Bold, ..style(anchor, SOFT) };
        top = top.max(text::height(lines.len(), size));
        sheet.labels.extend(paragraph(&lines, x, 0, heading));
    }
    top += size / 2;
    let airy = (900 / rows.len() as i32).min(100);
    let heights = names.lines.iter().map(|lines| (text::height(lines.len(), size) + size / 3).max(airy));
    let heights: Vec<i32> = heights.collect();
    let bottom = top + heights.iter().sum::<i32>();
    let (grid, numbers) = scale.grid(top, bottom, size - 4, false);
    sheet.marks.extend(grid);
    sheet.labels.extend(numbers);
    let rule = |y| Mark::Line { points: vec![(LEFT, y), (RIGHT, y)], width: 2, color: GRID };
    sheet.marks.push(rule(top));
    let mut edge = top;
    for ((row, lines), height) in rows.iter().zip(&names.lines).zip(heights) {
        let middle = edge + height / 2;
        edge += height;
        sheet.marks.push(rule(edge));
        let shifts = row.verdict.is_shift();
        let weight = if shifts { Weight::Bold } else { Weight::Regular };
        let color = if shifts { INK } else { SOFT };
        sheet.labels.extend(beside(lines, left - GAP, middle, style(Anchor::End, INK)));
        for (words, anchor, x) in
            [(&row.value_label, Anchor::End, value_right), (&row.verdict_label, Anchor::Start, verdict_left)]
        {
            let lines = text::wrap(words, i32::MAX, size, weight);
            sheet.labels.extend(beside(&lines, x, middle, Type { weight, ..style(anchor, color) }));
        }
        sheet.marks.extend(change(row, &scale, middle, size));
    }
    let lines = text::wrap(axis, RIGHT - LEFT, size, Weight::Regular);
    let axis_top = bottom + 7 * size / 4;
    // In the middle of the plot, if it fits there.
    let half = text::widest(&lines, size, Weight::Regular) / 2;
    let middle = ((left + right) / 2).clamp(LEFT + half, RIGHT - half);
    sheet.labels.extend(paragraph(&lines, middle, axis_top, style(Anchor::Middle, SOFT)));
    sheet.height = axis_top + text::height(lines.len(), size);
    sheet
}

/// Every number that a row needs room for.
fn extent(row: &ForestRow) -> impl Iterator<Item = f64> {
    row.estimate.iter().flat_map(|estimate| {
        let (low, high) = estimate.interval.unwrap_or((estimate.value, estimate.value));
        [estimate.value, low, high]
    })
}

/// The interval with its end caps, and the mark on it.
fn change(row: &ForestRow, scale: &Scale, middle: i32, size: i32) -> Vec<Mark> {
    let Some(estimate) = row.estimate.as_ref().filter(|estimate| estimate.value.is_finite()) else { return Vec::new() };
    let color = color_of(row.verdict);
    let mut marks = Vec::new();
    if let Some((low, high)) = estimate.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
        let (low, high) = (scale.at(low), scale.at(high));
        let cap = size / 4;
        let line = |from: Point, to: Point| Mark::Line { points: vec![from, to], width: 5, color };
        marks.extend([
            line((low, middle), (high, middle)),
            line((low, middle - cap), (low, middle + cap)),
            line((high, middle - cap), (high, middle + cap)),
        ]);
    }
    marks.extend(mark(row.verdict, (scale.at(estimate.value), middle), size * 2 / 5));
    marks
}

fn color_of(verdict: Verdict) -> RGBColor {
    match verdict {
        // Vermilion and blue of the palette.
        Verdict::Rise => series(6),
        Verdict::Fall => series(0),
        Verdict::Steady => SOFT,
        Verdict::Unclear | Verdict::SingleClause | Verdict::TooFew => DOUBTFUL,
    }
}

/// A mark that tells the verdict without its colour: triangles up and down, a square, hollow circles.
fn mark(verdict: Verdict, (x, y): Point, radius: i32) -> Vec<Mark> {
    let color = color_of(verdict);
    let disc = |radius, color| Mark::Disc { centre: (x, y), radius, color };
    let triangle = |up: i32| {
        let (wide, high) = (radius * 5 / 4, radius * 6 / 5);
        Mark::Polygon {
            points: vec![(x - wide, y + up * high * 2 / 3), (x + wide, y + up * high * 2 / 3), (x, y - up * high)],
            color,
        }
    };
    match verdict {
        Verdict::Rise => vec![triangle(1)],
        Verdict::Fall => vec![triangle(-1)],
        Verdict::Steady => {
            let half = radius * 4 / 5;
            vec![Mark::Rect { corners: [(x - half, y - half), (x + half, y + half)], color }]
        }
        Verdict::Unclear | Verdict::SingleClause => vec![disc(radius * 4 / 5, color), disc(radius * 4 / 5 - 5, WHITE)],
        Verdict::TooFew => vec![disc(radius * 3 / 5, color), disc(radius * 3 / 5 - 5, WHITE)],
    }
}
