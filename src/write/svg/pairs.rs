//! Two measures of each row beside each other: a hollow mark for the first, a filled one for the second; a panel a group.

use plotters::style::RGBColor;

use crate::chart::{Estimate, PairPanel};
use crate::options::Labels;

use super::headings::{LabelColumn, body_size, swatched};
use super::palette::{FAINT, GRID, INK, SOFT, WHITE, series as color_of};
use super::scale::Scale;
use super::sheet::{Anchor, Mark, Point, Sheet, Type, beside, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between two panels.
const GUTTER: i32 = 56;

/// Places the plot.
pub fn place(axis: &str, rows: &[String], measures: &[String; 2], panels: &[PairPanel], labels: Labels) -> Sheet {
    if rows.is_empty() || panels.is_empty() {
        return nothing();
    }
    let size = body_size(rows.len());
    let style = |anchor, color| Type { size, weight: Weight::Regular, color, anchor };
    let limit = if panels.len() > 2 { 620 } else { 760 };
    let names = LabelColumn::new(rows.iter().map(String::as_str), |_| false, limit, size);
    let left = LEFT + names.width + 40;
    let count = panels.len() as i32;
    let width = (RIGHT - left - GUTTER * (count - 1)) / count;
    let scales: Vec<Scale> = (0..count)
        .map(|place| {
            let start = left + place * (width + GUTTER);
            Scale::new(panels.iter().flat_map(extent), start + 16, start + width - 16, labels)
        })
        .collect();

    let radius = size * 3 / 10;
    let mut sheet = key(measures, radius, size);
    let titles: Vec<Sheet> = panels
        .iter()
        .zip(0..)
        .map(|(panel, place)| {
            let start = left + place * (width + GUTTER);
            swatched(&panel.title, panel.color, (start, sheet.height), width, (Anchor::Start, size))
        })
        .collect();
    let top = sheet.height + titles.iter().map(|title| title.height).max().unwrap_or(0) + size / 4;
    let airy = (800 / rows.len() as i32).min(110);
    let heights: Vec<i32> = names
        .lines
        .iter()
        .map(|lines| (text::height(lines.len(), size) + size / 4).max(5 * radius).max(airy))
        .collect();
    let bottom = top + heights.iter().sum::<i32>();
    for (title, scale) in titles.into_iter().zip(&scales) {
        sheet.marks.extend(title.marks);
        sheet.labels.extend(title.labels);
        let (grid, numbers) = scale.grid(top, bottom, size - 4, false);
        sheet.marks.extend(grid);
        sheet.labels.extend(numbers);
    }
    let mut edge = top;
    for (row, (lines, height)) in names.lines.iter().zip(heights).enumerate() {
        let middle = edge + height / 2;
        sheet.marks.push(Mark::Line { points: vec![(LEFT, edge), (RIGHT, edge)], width: 2, color: GRID });
        edge += height;
        sheet.labels.extend(beside(lines, left - 30, middle, style(Anchor::End, INK)));
        for (panel, scale) in panels.iter().zip(&scales) {
            let Some(values) = panel.values.get(row) else { continue };
            sheet.marks.extend(pair(values, panel.color, scale, (middle, radius)));
            if values.iter().all(Option::is_none) {
                sheet.labels.extend(beside(
                    &["–".to_owned()],
                    scale.at(0.0) + size,
                    middle,
                    style(Anchor::Start, SOFT),
                ));
            }
        }
    }
    let lines = text::wrap(axis, RIGHT - left, size, Weight::Regular);
    let axis_top = bottom + 7 * size / 4;
    sheet.labels.extend(paragraph(&lines, (left + RIGHT) / 2, axis_top, style(Anchor::Middle, SOFT)));
    sheet.height = axis_top + text::height(lines.len(), size);
    sheet
}

fn extent(panel: &PairPanel) -> impl Iterator<Item = f64> {
    panel.values.iter().flatten().flatten().flat_map(|estimate| {
        let (low, high) = estimate.interval.unwrap_or((estimate.value, estimate.value));
        [estimate.value, low, high]
    })
}

/// A mark: hollow for the first measure, filled for the second.
fn mark(measure: usize, color: RGBColor, centre: Point, radius: i32) -> Vec<Mark> {
    let disc = |radius, color| Mark::Disc { centre, radius, color };
    match measure {
        0 => vec![disc(radius, SOFT), disc(radius - 5, WHITE)],
        _ => vec![disc(radius + 3, WHITE), disc(radius, color)],
    }
}

/// Both marks with their intervals, one above the other, and the line between them.
fn pair(values: &[Option<Estimate>; 2], color: usize, scale: &Scale, (middle, radius): (i32, i32)) -> Vec<Mark> {
    let placed = values.iter().enumerate().filter_map(|(measure, estimate)| {
        let estimate = estimate.as_ref().filter(|estimate| estimate.value.is_finite())?;
        let y = middle + (2 * measure as i32 - 1) * (radius + 3);
        Some((measure, estimate, (scale.at(estimate.value), y)))
    });
    let placed: Vec<_> = placed.collect();
    let mut marks = Vec::new();
    if let [(_, _, first), (_, _, second)] = placed[..] {
        marks.push(Mark::Line { points: vec![first, second], width: 5, color: FAINT });
    }
    for (measure, estimate, centre) in &placed {
        if let Some((low, high)) = estimate.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
            let color = if *measure == 0 { SOFT } else { color_of(color) };
            marks.push(Mark::Line {
                points: vec![(scale.at(low), centre.1), (scale.at(high), centre.1)],
                width: 4,
                color,
            });
        }
    }
    marks.extend(placed.iter().flat_map(|(measure, _, centre)| mark(*measure, color_of(color), *centre, radius)));
    marks
}

/// What the two marks are, in one line where there is room.
fn key(measures: &[String; 2], radius: i32, size: i32) -> Sheet {
    let mut sheet = Sheet::default();
    let (mut x, mut top) = (LEFT, 0);
    for (measure, name) in measures.iter().enumerate() {
        let lines = text::wrap(name, RIGHT - LEFT - 60, size, Weight::Bold);
        let width = 60 + text::widest(&lines, size, Weight::Bold);
        if x > LEFT && x + width > RIGHT {
            (x, top) = (LEFT, sheet.height);
        }
        let middle = top + text::height(1, size) / 2 + size / 10;
        sheet.marks.extend(mark(measure, INK, (x + 20, middle), radius + 2));
        let style = Type { size, weight: Weight::Bold, color: INK, anchor: Anchor::Start };
        sheet.labels.extend(paragraph(&lines, x + 52, top, style));
        sheet.height = sheet.height.max(top + text::height(lines.len(), size) + size / 4);
        x += width + 60;
    }
    sheet
}
