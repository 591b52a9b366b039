//! Panels of horizontal bars on one scale, label left of the bar and value at its end.

use crate::chart::{Bar, Panel};
use crate::options::Labels;

use super::headings::{LabelColumn, axis_title, body_size};
use super::palette::{INK, SOFT, series as color_of};
use super::scale::Scale;
use super::sheet::{Anchor, Label, Mark, Sheet, Type, beside, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, WIDTH, nothing};

/// At most this many panels are side by side.
const SIDE_BY_SIDE: usize = 4;

/// White space between two panels.
const GUTTER: i32 = 70;

/// White space between a bar and its label or value.
const GAP: i32 = 14;

/// Places the plot.
pub fn place(axis: &str, panels: &[Panel], labels: Labels) -> Sheet {
    if panels.is_empty() {
        return nothing();
    }
    let form = Form::new(panels, labels);
    let mut sheet = Sheet::default();
    for row in panels.chunks(form.columns) {
        let band = band(row, &form, sheet.height);
        sheet.height = band.height + form.size;
        sheet.marks.extend(band.marks);
        sheet.labels.extend(band.labels);
    }
    axis_title(&mut sheet, axis, WIDTH / 2, (LEFT, RIGHT), form.size);
    sheet
}

/// What all panels share.
struct Form {
    columns: usize,
    panel_width: i32,
    size: i32,
    label_limit: i32,
    /// From a panel's left edge to the end of its labels.
    label_width: i32,
    /// Pixels from a panel's left edge.
    scale: Scale,
    airy: i32,
}

impl Form {
    fn new(panels: &[Panel], language: Labels) -> Self {
        let rows = panels.len().div_ceil(SIDE_BY_SIDE);
        let columns = panels.len().div_ceil(rows);
        let panel_width = (RIGHT - LEFT - GUTTER * (columns as i32 - 1)) / columns as i32;
        let longest = panels.iter().map(|panel| panel.bars.len()).max().unwrap_or(0);
        let size = body_size(longest).min(if columns > 2 { 34 } else { 40 });
        let bars = || panels.iter().flat_map(|panel| &panel.bars);
        let value_width =
            bars().map(|bar| text::width(&bar.value_label, size, Weight::Regular) + GAP).max().unwrap_or(0);
        let widest_label = panel_width * if columns > 2 { 12 } else { 9 } / 20;
        let label_limit = (panel_width - value_width - 100).min(widest_label).max(4 * size);
        let labels = bars().map(|bar| bar.label.as_str());
        let label_width = LabelColumn::new(labels, |_| false, label_limit, size).width;
        let negative = bars().any(|bar| bar.value < 0.0);
        let left = label_width + GAP + if negative { value_width + GAP } else { 0 };
        Self {
            columns,
            panel_width,
            size,
            label_limit,
            label_width,
            scale: Scale::new(bars().map(|bar| bar.value), left, panel_width - value_width, language),
            airy: (800 / longest.max(1) as i32).min(90),
        }
    }

    fn style(&self, weight: Weight, anchor: Anchor, color: plotters::style::RGBColor) -> Type {
        Type { size: self.size, weight, color, anchor }
    }
}

/// The panels that are side by side, from `top`; their bars are level.
fn band(panels: &[Panel], form: &Form, top: i32) -> Sheet {
    let titles: Vec<_> =
        panels.iter().map(|panel| text::wrap(&panel.title, form.panel_width, form.size, Weight::Bold)).collect();
    let columns: Vec<_> = panels
        .iter()
        .map(|panel| {
            let labels = panel.bars.iter().map(|bar| bar.label.as_str());
            LabelColumn::new(labels, |_| false, form.label_limit, form.size)
        })
        .collect();
    let rows = panels.iter().map(|panel| panel.bars.len()).max().unwrap_or(0);
    let heights: Vec<i32> = (0..rows.max(1))
        .map(|row| {
            let lines = columns.iter().filter_map(|column| column.lines.get(row));
            let most = lines.map(Vec::len).max().unwrap_or(1);
            (text::height(most, form.size) + form.size / 5).max(form.airy)
        })
        .collect();
    let title_lines = titles.iter().map(Vec::len).max().unwrap_or(0);
    let bars_top = top + text::height(title_lines, form.size) + form.size / 3;
    let bottom = bars_top + heights.iter().sum::<i32>();

    let mut sheet = Sheet { height: bottom, ..Sheet::default() };
    for (place, ((panel, title), column)) in panels.iter().zip(&titles).zip(&columns).enumerate() {
        let left = LEFT + place as i32 * (form.panel_width + GUTTER);
        let title_style = form.style(Weight::Bold, Anchor::Start, INK);
        sheet.labels.extend(paragraph(title, left, top, title_style));
        let mut edge = bars_top;
        for ((bar, lines), height) in panel.bars.iter().zip(&column.lines).zip(&heights) {
            let middle = edge + height / 2;
            let style = form.style(Weight::Regular, Anchor::End, INK);
            let label_end = left + form.label_width;
            sheet.labels.extend(beside(lines, label_end, middle, style));
            let (mark, value) = draw_bar(bar, panel.color, form, (left, middle), *height);
            sheet.marks.push(mark);
            sheet.labels.extend(value);
            edge += height;
        }
        if panel.bars.is_empty() {
            let style = form.style(Weight::Regular, Anchor::Middle, SOFT);
            let centre = (left + form.panel_width / 2, bars_top + heights[0] / 2);
            sheet.labels.extend(beside(&["–".to_owned()], centre.0, centre.1, style));
        } else {
            let zero = left + form.scale.at(0.0);
            sheet.marks.push(Mark::Line { points: vec![(zero, bars_top), (zero, edge)], width: 3, color: SOFT });
        }
    }
    sheet
}

/// One bar, from zero, and the value beyond its end.
fn draw_bar(bar: &Bar, color: usize, form: &Form, (left, middle): (i32, i32), height: i32) -> (Mark, Vec<Label>) {
    let value = if bar.value.is_finite() { bar.value } else { 0.0 };
    let (zero, end) = (left + form.scale.at(0.0), left + form.scale.at(value));
    let half = (height * 3 / 10).min(form.size / 2);
    let mark = Mark::Rect {
        corners: [(zero.min(end), middle - half), (zero.max(end), middle + half)],
        color: color_of(color),
    };
    let (x, anchor) = if value < 0.0 { (end - GAP, Anchor::End) } else { (end + GAP, Anchor::Start) };
    let style = form.style(Weight::Regular, anchor, SOFT);
    let lines = text::wrap(&bar.value_label, i32::MAX, form.size, Weight::Regular);
    (mark, beside(&lines, x, middle, style))
}
