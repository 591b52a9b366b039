//! Forest plot: a row per change with its mark and interval beside zero, its figures, and its verdict in words.

use crate::chart::ForestRow;
use crate::options::Labels;

use super::change::ChangeScale;
use super::headings::{LabelColumn, axis_title, body_size, resting, stacked};
use super::palette::{BAND, INK, SOFT};
use super::sheet::{Anchor, Mark, Sheet, Type, beside, dash};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between the columns.
const GAP: i32 = 40;

/// The bands reach this far beyond the text.
const BLEED: i32 = 14;

/// Width that the plot itself keeps where the labels are long.
const NARROWEST: i32 = 700;

/// The rows take up to this many pixels if smaller text or wider labels can help it: with all that surrounds them
/// about ten inches.
const FULL_PAGE: i32 = 2400;

/// Places the plot.
pub fn place(axis: &str, rows: &[ForestRow], directions: &[String; 2], labels: Labels) -> Sheet {
    if rows.is_empty() {
        return nothing();
    }
    let form = Form::new(rows, labels);
    let total: i32 = form.heights.iter().sum();
    let tall = total > 1500;
    let mut sheet = form.headings(directions);
    let top = sheet.height + if tall { 2 * form.size } else { form.size / 2 };
    let bottom = top + total;

    let edges = stacked(&form.heights, top);
    // A row of its own needs no band.
    let banded = edges.iter().step_by(2).filter(|_| rows.len() > 1);
    let band = |&(top, bottom): &(i32, i32)| Mark::Rect {
        corners: [(LEFT - BLEED, top), (RIGHT + BLEED, bottom)],
        color: BAND,
    };
    sheet.marks.extend(banded.map(band));
    sheet.add(form.scale.pixels.grid(top, bottom, form.size - 4, tall));
    let zero = form.scale.pixels.at(0.0);
    sheet.marks.push(Mark::Line { points: vec![(zero, top), (zero, bottom)], width: 6, color: INK });
    for ((row, lines), (top, bottom)) in rows.iter().zip(&form.names.lines).zip(edges) {
        sheet.add(form.row(row, lines, (top + bottom) / 2));
    }
    sheet.height = bottom + 7 * form.size / 4;
    axis_title(&mut sheet, axis, form.middle, (LEFT, RIGHT), form.size);
    sheet
}

/// Sizes, columns and scale.
struct Form {
    size: i32,
    names: LabelColumn,
    heights: Vec<i32>,
    /// Right edges of the labels, of the values and of their intervals, and the left edge of the verdicts.
    edges: [i32; 4],
    /// The middle between the edges of the plot.
    middle: i32,
    scale: ChangeScale,
}

impl Form {
    fn new(rows: &[ForestRow], labels: Labels) -> Self {
        let (size, names) = fit(rows);
        let [values, intervals, verdicts] = figure_widths(rows, size);
        let verdict = RIGHT - verdicts;
        let interval = verdict - GAP;
        let value = interval - intervals;
        let label = LEFT + names.width;
        let (left, right) = (label + GAP, value - values - GAP);
        let estimates = rows.iter().filter_map(|row| row.estimate.as_ref());
        Self {
            heights: heights(rows, &names, size),
            edges: [label, value, interval, verdict],
            middle: (left + right) / 2,
            scale: ChangeScale::new(estimates, left + 20, right.max(left + 60) - 20, labels),
            size,
            names,
        }
    }

    /// What lies left and right of zero; both rest on the sheet's lower edge.
    fn headings(&self, [left, right]: &[String; 2]) -> Sheet {
        let zero = self.scale.pixels.at(0.0);
        let near = self.size / 2;
        let wrapped = |words: &str, room| text::wrap(words, room, self.size, Weight::Bold);
        let sides = [
            (wrapped(&format!("← {left}"), zero - near - LEFT), zero - near, Anchor::End),
            (wrapped(&format!("{right} →"), RIGHT - zero - near), zero + near, Anchor::Start),
        ];
        resting(&sides, self.size)
    }

    /// One row around the height `middle`.
    fn row(&self, row: &ForestRow, name: &[String], middle: i32) -> Sheet {
        let (weight, color) = if row.verdict.is_shift() { (Weight::Bold, INK) } else { (Weight::Regular, SOFT) };
        let [label, value, interval, verdict] = self.edges;
        let style = |anchor| Type { size: self.size, weight, color, anchor };
        let [figure, bracket] = figures(&row.value_label);
        let mut labels = beside(name, label, middle, Type::regular(self.size, INK, Anchor::End));
        labels.extend(beside(&figure, value, middle, style(Anchor::End)));
        labels.extend(beside(&bracket, interval, middle, Type::regular(self.size, SOFT, Anchor::End)));
        labels.extend(beside(&verdict_lines(row, self.size), verdict, middle, style(Anchor::Start)));
        let estimate = row.estimate.as_ref().filter(|estimate| estimate.value.is_finite());
        let marks = estimate.map(|estimate| self.scale.marks(estimate, row.verdict, middle, self.size));
        if marks.is_none() {
            let x = self.scale.pixels.at(0.0) + self.size / 2;
            labels.extend(dash(x, middle, Type::regular(self.size, SOFT, Anchor::Start)));
        }
        Sheet { height: 0, marks: marks.unwrap_or_default(), labels }
    }
}

/// The largest text and the narrowest labels with which the rows fit on a page; if none do, the smallest and widest.
fn fit(rows: &[ForestRow]) -> (i32, LabelColumn) {
    let (mut size, mut step) = (body_size(rows.len()), 0);
    loop {
        let room = RIGHT - LEFT - figure_widths(rows, size).iter().sum::<i32>() - 3 * GAP - NARROWEST;
        let most = room.max(10 * size);
        let limit = most.min((18 + 2 * step) * size);
        let names = LabelColumn::new(rows.iter().map(|row| row.label.as_str()), |_| false, limit, size);
        let smaller = body_size(usize::MAX).max(size - 4);
        if heights(rows, &names, size).iter().sum::<i32>() <= FULL_PAGE || limit == most && smaller == size {
            return (size, names);
        }
        (size, step) = if limit == most { (smaller, 0) } else { (size, step + 1) };
    }
}

/// Height of each row; a few rows share a small page out.
fn heights(rows: &[ForestRow], names: &LabelColumn, size: i32) -> Vec<i32> {
    let airy = (900 / rows.len().max(1) as i32).min(96);
    let lines = rows.iter().zip(&names.lines).map(|(row, name)| name.len().max(verdict_lines(row, size).len()));
    lines.map(|lines| (text::height(lines, size) + size / 3).max(airy)).collect()
}

/// Widths of the columns of values, of their intervals (with the space before them), and of verdicts.
fn figure_widths(rows: &[ForestRow], size: i32) -> [i32; 3] {
    let figure = |part: usize| rows.iter().flat_map(move |row| figures(&row.value_label)[part].clone());
    let value = text::widest(figure(0), size, Weight::Bold);
    let interval = text::widest(figure(1), size, Weight::Regular);
    let verdict = text::widest(rows.iter().flat_map(|row| verdict_lines(row, size)), size, Weight::Bold);
    [value, if interval > 0 { interval + size / 2 } else { 0 }, verdict]
}

/// "+4.2 (−1.0 to 9.3)" as value and interval, each a line or none.
fn figures(value_label: &str) -> [Vec<String>; 2] {
    let bracket = value_label.find(" (").unwrap_or(value_label.len());
    let (value, interval) = value_label.split_at(bracket);
    [value, interval].map(|part| text::wrap(part, i32::MAX, 1, Weight::Regular))
}

fn verdict_lines(row: &ForestRow, size: i32) -> Vec<String> {
    text::wrap(&row.verdict_label, 8 * size, size, Weight::Bold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_intervals_are_columns_of_their_own() {
        assert_eq!(figures("+4.2 (1.0 to 9.3)"), [["+4.2"], ["(1.0 to 9.3)"]]);
        assert_eq!(figures("–"), [vec!["–".to_owned()], vec![]]);
    }
}
