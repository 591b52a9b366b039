//! Small multiples: a small plot per item on one common scale, with a line through its stages and their intervals.

use crate::chart::{Estimate, Multiple};
use crate::options::Labels;

use super::palette::{FAINT, GRID, INK, SOFT, series as color_of};
use super::scale::Scale;
use super::sheet::{Anchor, Mark, Point, Sheet, Type, beside, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between two panels of a row.
const GUTTER: i32 = 40;

/// Places the plot.
pub fn place(axis: &str, stages: &[String], panels: &[Multiple], labels: Labels) -> Sheet {
    if stages.is_empty() || panels.is_empty() {
        return nothing();
    }
    let grid = Grid::new(panels, labels);
    let size = grid.size;
    let style = |anchor, color| Type { size, weight: Weight::Regular, color, anchor };
    // What the vertical axes measure stands above all of them.
    let lines = text::wrap(axis, RIGHT - LEFT, size, Weight::Regular);
    let mut sheet = Sheet { height: text::height(lines.len(), size) + size / 2, ..Sheet::default() };
    sheet.labels.extend(paragraph(&lines, LEFT, 0, style(Anchor::Start, SOFT)));
    let rows = panels.len().div_ceil(grid.columns);
    for (row, band) in panels.chunks(grid.columns).enumerate() {
        let titles: Vec<_> =
            band.iter().map(|panel| text::wrap(&panel.title, grid.width, size, Weight::Bold)).collect();
        let title_height = text::height(titles.iter().map(Vec::len).max().unwrap_or(0), size);
        let top = sheet.height + title_height + size / 3;
        let bottom = top + grid.height;
        for (place, (panel, title)) in band.iter().zip(&titles).enumerate() {
            let left = grid.left + place as i32 * (grid.width + GUTTER);
            let color = if panel.emphasis { INK } else { SOFT };
            let title_top = sheet.height + title_height - text::height(title.len(), size);
            sheet.labels.extend(paragraph(
                title,
                left,
                title_top,
                Type { weight: Weight::Bold, ..style(Anchor::Start, color) },
            ));
            let scale = grid.scale(top, bottom, labels);
            for (value, number) in &grid.ticks {
                let y = scale.at(*value);
                let color = if *value == 0.0 { FAINT } else { GRID };
                sheet.marks.push(Mark::Line {
                    points: vec![(left, y), (left + grid.width - grid.value_width - 8, y)],
                    width: 2,
                    color,
                });
                if place == 0 {
                    sheet.labels.extend(beside(std::slice::from_ref(number), left - 12, y, style(Anchor::End, SOFT)));
                }
            }
            let x = |stage: usize| {
                let (from, to) = (left + 14, left + grid.width - grid.value_width - 22);
                from + (to - from) * stage as i32 / (stages.len() as i32 - 1).max(1)
            };
            let drawn = line(panel, stages.len(), &scale, x);
            sheet.marks.extend(drawn.marks);
            if let Some(((x, y), value)) = drawn.last {
                let number = [grid.number(value)];
                sheet.labels.extend(beside(
                    &number,
                    x + 18,
                    y,
                    Type { weight: Weight::Bold, ..style(Anchor::Start, color) },
                ));
            }
        }
        sheet.height = bottom + size / 2;
        // The stages stand below the last panel of each column: their first and their last.
        let is_last = |place: usize| (row + 1) * grid.columns + place >= panels.len();
        let below = (0..band.len()).filter(|place| is_last(*place) && (row + 1 == rows || row + 2 == rows));
        let mut deepest = 0;
        for place in below {
            let left = grid.left + place as i32 * (grid.width + GUTTER);
            let ends = [
                (stages.first(), left, Anchor::Start),
                (stages.last().filter(|_| stages.len() > 1), left + grid.width - grid.value_width, Anchor::End),
            ];
            for (stage, x, anchor) in ends {
                let words = stage.map(String::as_str).unwrap_or_default();
                let lines = text::wrap(words, (grid.width - grid.value_width) / 2 - size / 2, size, Weight::Regular);
                deepest = deepest.max(text::height(lines.len(), size));
                sheet.labels.extend(paragraph(&lines, x, bottom + size / 4, style(anchor, SOFT)));
            }
        }
        sheet.height += deepest + size / 2;
    }
    sheet
}

/// What all panels share.
struct Grid {
    columns: usize,
    size: i32,
    left: i32,
    width: i32,
    height: i32,
    value_width: i32,
    ticks: Vec<(f64, String)>,
    extremes: [f64; 2],
    labels: Labels,
}

impl Grid {
    fn new(panels: &[Multiple], labels: Labels) -> Self {
        let columns = match panels.len() {
            0..=2 => panels.len(),
            3..=9 => 3,
            10..=20 => 4,
            _ => 5,
        };
        let size = if columns < 4 { 34 } else { 30 };
        let values = || panels.iter().flat_map(extent).filter(|value| value.is_finite());
        let extremes = [values().fold(0.0f64, f64::min), values().fold(0.0f64, f64::max)];
        let ticks = Scale::new(extremes.into_iter(), 0, 100, labels).few_ticks(4);
        let numbers = ticks.iter().map(|(_, number)| text::width(number, size, Weight::Regular)).max().unwrap_or(0);
        let left = LEFT + numbers + 16;
        let width = (RIGHT - left - GUTTER * (columns as i32 - 1)) / columns as i32;
        let lasts = panels.iter().filter_map(|panel| panel.values.iter().flatten().last());
        let mut grid = Self {
            columns,
            size,
            left,
            width,
            height: if columns < 4 { 300 } else { 190 },
            value_width: 0,
            ticks,
            extremes,
            labels,
        };
        let widths = lasts.map(|last| text::width(&grid.number(last.value), size, Weight::Bold));
        grid.value_width = widths.max().unwrap_or(0).min(width / 2);
        grid
    }

    fn scale(&self, top: i32, bottom: i32, labels: Labels) -> Scale {
        Scale::new(self.extremes.into_iter(), bottom, top, labels)
    }

    fn number(&self, value: f64) -> String {
        self.labels.number(value, 1)
    }
}

fn extent(panel: &Multiple) -> impl Iterator<Item = f64> {
    panel.values.iter().flatten().flat_map(|estimate| {
        let (low, high) = estimate.interval.unwrap_or((estimate.value, estimate.value));
        [estimate.value, low, high]
    })
}

/// A line with its intervals and dots, and where its last dot lies with its value.
struct Drawn {
    marks: Vec<Mark>,
    last: Option<(Point, f64)>,
}

fn line(panel: &Multiple, stages: usize, scale: &Scale, x: impl Fn(usize) -> i32) -> Drawn {
    let color = if panel.emphasis { color_of(0) } else { SOFT };
    let estimates =
        panel.values.iter().take(stages).map(|value| value.as_ref().filter(|value| value.value.is_finite()));
    let placed: Vec<Option<(Point, &Estimate)>> = estimates
        .enumerate()
        .map(|(stage, estimate)| estimate.map(|estimate| ((x(stage), scale.at(estimate.value)), estimate)))
        .collect();
    let mut marks = Vec::new();
    for ((x, _), estimate) in placed.iter().flatten() {
        if let Some((low, high)) = estimate.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
            let points = vec![(*x, scale.at(low)), (*x, scale.at(high))];
            marks.push(Mark::Line { points, width: 4, color: FAINT });
        }
    }
    for run in placed.split(Option::is_none).filter(|run| run.len() > 1) {
        let points = run.iter().flatten().map(|(point, _)| *point).collect();
        marks.push(Mark::Line { points, width: 5, color });
    }
    let dots = placed.iter().flatten().map(|(centre, _)| Mark::Disc { centre: *centre, radius: 8, color });
    marks.extend(dots);
    let last = placed.iter().flatten().last().map(|(point, estimate)| (*point, estimate.value));
    Drawn { marks, last }
}
