//! Panels of horizontal bars on one scale, label left of the bar and value at its end.

use crate::chart::{Bar, Panel};
use crate::options::Labels;

use super::headings::{LabelColumn, axis_title, body_size, side_by_side, spans, stacked};
use super::palette::{INK, SOFT, series as color_of};
use super::scale::Scale;
use super::sheet::{Anchor, Mark, Sheet, Type, bar as bar_of, beside, dash, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, WIDTH, nothing};

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
    for row in panels.chunks(form.spans.len()) {
        let band = band(row, &form, sheet.height);
        sheet.height = band.height + form.size;
        sheet.add(band);
    }
    axis_title(&mut sheet, axis, WIDTH / 2, (LEFT, RIGHT), form.size);
    sheet
}

/// What all panels share.
struct Form {
    /// Left and right edge of each column.
    spans: Vec<(i32, i32)>,
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
        let columns = side_by_side(panels.len());
        let spans = spans(columns, (LEFT, RIGHT), GUTTER);
        let panel_width = spans[0].1 - spans[0].0;
        let longest = panels.iter().map(|panel| panel.bars.len()).max().unwrap_or(0);
        let size = body_size(longest).min(if columns > 2 { 34 } else { 40 });
        let bars = || panels.iter().flat_map(|panel| &panel.bars);
        let widest_value = text::widest(bars().map(|bar| &bar.value_label), size, Weight::Regular);
        let value_width = if longest > 0 { widest_value + GAP } else { 0 };
        let widest_label = panel_width * if columns > 2 { 12 } else { 9 } / 20;
        let label_limit = (panel_width - value_width - 100).min(widest_label).max(4 * size);
        let labels = bars().map(|bar| bar.label.as_str());
        let label_width = LabelColumn::new(labels, |_| false, label_limit, size).width;
        let negative = bars().any(|bar| bar.value < 0.0);
        let left = label_width + GAP + if negative { value_width + GAP } else { 0 };
        Self {
            spans,
            panel_width,
            size,
            label_limit,
            label_width,
            scale: Scale::new(bars().map(|bar| bar.value), left, panel_width - value_width, language),
            airy: (800 / longest.max(1) as i32).min(90),
        }
    }
}

/// The panels that are side by side, from `top`; their bars are level.
fn band(panels: &[Panel], form: &Form, top: i32) -> Sheet {
    let size = form.size;
    let title = |panel: &Panel| text::wrap(&panel.title, form.panel_width, size, Weight::Bold);
    let titles: Vec<_> = panels.iter().map(title).collect();
    let labels = |panel: &Panel| {
        let labels = panel.bars.iter().map(|bar| bar.label.as_str());
        LabelColumn::new(labels, |_| false, form.label_limit, size).lines
    };
    let columns: Vec<_> = panels.iter().map(labels).collect();
    let height = |row: usize| {
        let most = columns.iter().filter_map(|lines| lines.get(row)).map(Vec::len).max().unwrap_or(1);
        (text::height(most, size) + size / 5).max(form.airy)
    };
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let heights: Vec<i32> = (0..rows.max(1)).map(height).collect();
    let bars_top = top + text::highest(&titles, size) + size / 3;
    let rows = stacked(&heights, bars_top);

    let mut sheet = Sheet { height: bars_top + heights.iter().sum::<i32>(), ..Sheet::default() };
    for (((panel, title), lines), &(left, right)) in panels.iter().zip(&titles).zip(&columns).zip(&form.spans) {
        sheet.labels.extend(paragraph(title, left, top, Type::bold(size, INK, Anchor::Start)));
        for ((bar, lines), &row) in panel.bars.iter().zip(lines).zip(&rows) {
            let style = Type::regular(size, INK, Anchor::End);
            sheet.labels.extend(beside(lines, left + form.label_width, (row.0 + row.1) / 2, style));
            sheet.add(draw_bar(bar, panel.color, form, left, row));
        }
        match panel.bars.len().checked_sub(1) {
            Some(last) => {
                let zero = left + form.scale.at(0.0);
                let points = vec![(zero, bars_top), (zero, rows[last].1)];
                sheet.marks.push(Mark::Line { points, width: 3, color: SOFT });
            }
            None => {
                let style = Type::regular(size, SOFT, Anchor::Middle);
                sheet.labels.extend(dash((left + right) / 2, (rows[0].0 + rows[0].1) / 2, style));
            }
        }
    }
    sheet
}

/// One bar, from zero, and the value beyond its end.
fn draw_bar(bar: &Bar, color: usize, form: &Form, left: i32, (top, bottom): (i32, i32)) -> Sheet {
    let value = if bar.value.is_finite() { bar.value } else { 0.0 };
    let (zero, end) = (left + form.scale.at(0.0), left + form.scale.at(value));
    let middle = (top + bottom) / 2;
    let mark = bar_of((zero, end), (middle, bottom - top), form.size, color_of(color));
    let (x, anchor) = if value < 0.0 { (end - GAP, Anchor::End) } else { (end + GAP, Anchor::Start) };
    let lines = text::wrap(&bar.value_label, i32::MAX, form.size, Weight::Regular);
    let labels = beside(&lines, x, middle, Type::regular(form.size, SOFT, anchor));
    Sheet { height: bottom, marks: vec![mark], labels }
}
