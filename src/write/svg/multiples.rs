//! Small multiples: a small line chart an item, all on one scale, with the intervals as bands.

use plotters::style::RGBColor;

use crate::chart::{Estimate, Multiple};
use crate::options::Labels;

use super::headings::{body_size, columns, spans};
use super::palette::{GRID, INK, SOFT, WHITE, series as color_of, tint};
use super::scale::{Scale, Spot, extent};
use super::sheet::{Anchor, Label, Mark, Point, Sheet, Type, beside, paragraph};
use super::stages;
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between two panels.
const GUTTER: i32 = 44;

/// White space between a dot and its value, and between the axis numbers and the grid.
const GAP: i32 = 12;

/// The plots of a page may be this high in all, which leaves room for title and caption.
const PAGE: i32 = 2760;

/// Places the plot.
pub fn place(axis: &str, stages: &[String], panels: &[Multiple], labels: Labels) -> Sheet {
    if stages.is_empty() || panels.is_empty() {
        return nothing();
    }
    let form = Form::new(stages, panels, labels);
    let style = Type::regular(form.size, SOFT, Anchor::Start);
    let lines = text::wrap(axis, RIGHT - LEFT, form.size, Weight::Regular);
    let mut sheet = Sheet { labels: paragraph(&lines, LEFT, 0, style), ..Sheet::default() };
    let mut top = text::height(lines.len(), form.size) + form.size / 2;
    let columns = form.spans.len();
    for (row, (band, titles)) in panels.chunks(columns).zip(form.titles.chunks(columns)).enumerate() {
        let plot_top = top + text::highest(titles, form.size) + form.above();
        sheet.labels.extend(form.numbers(plot_top));
        for (column, ((panel, title), &(left, _))) in band.iter().zip(titles).zip(&form.spans).enumerate() {
            let title_top = plot_top - form.above() - text::height(title.len(), form.size);
            let title_style = Type::bold(form.size, words_color(panel), Anchor::Start);
            sheet.labels.extend(paragraph(title, left, title_top, title_style));
            draw_panel(panel, &form, (left, plot_top), &mut sheet);
            if (row + 1) * columns + column >= panels.len() {
                let foot = plot_top + form.height + form.above();
                let names = stages::below(stages, &form.stages, (left, left + form.width), foot, form.size);
                sheet.height = sheet.height.max(names.height);
                sheet.labels.extend(names.labels);
            }
        }
        top = plot_top + form.height + form.below();
    }
    sheet
}

/// What all panels share.
struct Form {
    size: i32,
    /// Left and right edge of each column.
    spans: Vec<(i32, i32)>,
    width: i32,
    titles: Vec<Vec<String>>,
    /// Pixels below a plot's top.
    scale: Scale,
    ticks: Vec<(f64, String)>,
    height: i32,
    /// Pixels right of a panel's left edge.
    stages: Vec<i32>,
    radius: i32,
    labels: Labels,
}

impl Form {
    fn new(stages: &[String], panels: &[Multiple], labels: Labels) -> Self {
        let columns = columns(panels.len());
        let estimates = || panels.iter().flat_map(|panel| &panel.values);
        let known = estimates().flatten().map(|estimate| estimate.value).filter(|value| value.is_finite());
        let ticks = Scale::new(extent(estimates()), 100, 0, labels).few_ticks(4);
        let sized = |size| {
            let widest = text::widest(ticks.iter().map(|(_, number)| number), size, Weight::Regular);
            let left = LEFT + (widest + GAP).min(WIDEST_NUMBER);
            let spans = spans(columns, (left, RIGHT), GUTTER);
            let width = spans[0].1 - spans[0].0;
            let lines = |panel: &Multiple| text::wrap(&panel.title, width, size, Weight::Bold);
            (spans, width, panels.iter().map(lines).collect::<Vec<_>>())
        };
        // Titles of more than three lines are set smaller where that helps.
        let largest = body_size(panels.len()).min(if columns > 3 { 34 } else { 40 });
        let fits = |size: &i32| sized(*size).2.iter().all(|lines| lines.len() <= 3);
        let size = (30..=largest).rev().step_by(2).find(fits).unwrap_or(30);
        let (spans, width, titles) = sized(size);

        let widest = text::widest(known.map(|value| labels.number(value, 1)), size, Weight::Regular);
        let side = (widest + 2 * GAP).min(width / 3);
        let gaps = (stages.len() as i32 - 1).max(1);
        let x = |stage: i32| match stages.len() {
            1 => width / 2,
            _ => side + (width - 2 * side) * stage / gaps,
        };
        let step = (width - 2 * side) / gaps;
        let mut form = Self {
            size,
            spans,
            width,
            titles,
            scale: Scale::new(std::iter::empty(), 1, 0, labels),
            ticks,
            height: 0,
            stages: (0..stages.len() as i32).map(x).collect(),
            radius: (step / 5).clamp(5, 9),
            labels,
        };
        let names = stages::below(stages, &form.stages, (0, width), 0, size).height + form.above();
        let titles: i32 = form.titles.chunks(columns).map(|titles| text::highest(titles, size)).sum();
        let rows = panels.len().div_ceil(columns) as i32;
        let room = (PAGE - 2 * size - names - titles) / rows - form.above() - form.below();
        form.height = room.clamp(140, (width * 3 / 5).clamp(140, 480));
        form.scale = Scale::new(extent(estimates()), form.height, 0, labels);
        form
    }

    /// White space above and below a plot, into which the numbers at its edges reach.
    fn above(&self) -> i32 {
        self.size * 3 / 4
    }

    /// From a plot to the titles below it.
    fn below(&self) -> i32 {
        self.size * 5 / 4
    }

    /// The axis numbers, left of the row's first panel.
    fn numbers(&self, top: i32) -> Vec<Label> {
        let x = self.spans.first().map_or(LEFT, |span| span.0) - GAP;
        let style = Type::regular(self.size, SOFT, Anchor::End);
        let at = |(value, number): &(f64, String)| {
            beside(std::slice::from_ref(number), x, top + self.scale.at(*value), style)
        };
        self.ticks.iter().flat_map(at).collect()
    }
}

/// Axis numbers take no more room than this, however long.
const WIDEST_NUMBER: i32 = 300;

/// Grid, band, line, dots, and the first and the last value.
fn draw_panel(panel: &Multiple, form: &Form, (left, top): Point, sheet: &mut Sheet) {
    let grid = form.ticks.iter().map(|(value, _)| {
        let (y, color) = (top + form.scale.at(*value), if *value == 0.0 { SOFT } else { GRID });
        Mark::Line { points: vec![(left, y), (left + form.width, y)], width: 3, color }
    });
    sheet.marks.extend(grid);
    let spot = |(estimate, x): (&Option<Estimate>, &i32)| Some((left + x, form.scale.spot(estimate.as_ref())?));
    let spots: Vec<Option<(i32, Spot)>> = panel.values.iter().zip(&form.stages).map(spot).collect();
    let known: Vec<&(i32, Spot)> = spots.iter().flatten().collect();
    let values: Vec<f64> = panel.values.iter().flatten().map(|it| it.value).filter(|value| value.is_finite()).collect();
    let first = known.first().zip(values.first()).filter(|_| known.len() > 1).map(|end| (end, Anchor::End));
    let last = known.last().zip(values.last()).map(|end| (end, Anchor::Start));
    for ((&(x, spot), value), anchor) in [first, last].into_iter().flatten() {
        let words = [form.labels.number(*value, 1)];
        let away = form.radius + GAP;
        let width = text::width(&words[0], form.size, Weight::Regular);
        let (at, ends) = match anchor {
            Anchor::End => (x - away, (x - away - width, x - away)),
            _ => (x + away, (x + away, x + away + width)),
        };
        // Beside the line at zero, not across it.
        let (zero, half) = (top + form.scale.at(0.0), form.size * 11 / 20);
        let y = top + spot.value;
        let y = if *value < 0.0 { y.max(zero + half + 4) } else { y.min(zero - half - 4) };
        sheet.marks.push(Mark::Rect { corners: [(ends.0 - 6, y - half), (ends.1 + 6, y + half)], color: WHITE });
        sheet.labels.extend(beside(&words, at, y, Type::regular(form.size, words_color(panel), anchor)));
    }
    let (color, width) = if panel.emphasis { (color_of(0), 7) } else { (color_of(10), 5) };
    for run in spots.split(Option::is_none) {
        let run: Vec<(i32, Spot)> = run.iter().copied().flatten().collect();
        sheet.marks.extend(band(&run, top, tint(color, 0.3)));
        let points: Vec<Point> = run.iter().map(|(x, spot)| (*x, top + spot.value)).collect();
        let dots = points.iter().map(|&centre| Mark::Disc { centre, radius: form.radius, color }).collect::<Vec<_>>();
        sheet.marks.extend((points.len() > 1).then_some(Mark::Line { points, width, color }));
        sheet.marks.extend(dots);
    }
}

/// The colour of a panel's words.
fn words_color(panel: &Multiple) -> RGBColor {
    if panel.emphasis { INK } else { SOFT }
}

/// The intervals as a band through neighbouring stages, or as a whisker at a stage without neighbours.
fn band(run: &[(i32, Spot)], top: i32, color: RGBColor) -> Vec<Mark> {
    let ends = |&(x, spot): &(i32, Spot)| spot.interval.map(|(low, high)| ((x, top + low), (x, top + high)));
    let ends: Vec<_> = run.iter().map(ends).collect();
    ends.split(Option::is_none)
        .map(|run| run.iter().copied().flatten().collect::<Vec<(Point, Point)>>())
        .filter(|run| !run.is_empty())
        .map(|run| match run.as_slice() {
            &[(low, high)] => Mark::Line { points: vec![low, high], width: 6, color },
            _ => {
                let back = run.iter().rev().map(|end| end.1);
                Mark::Polygon { points: run.iter().map(|end| end.0).chain(back).collect(), color }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_breaks_where_an_interval_is_missing() {
        let spot = |x, interval| (x, Spot { value: 50, interval });
        let run = [spot(0, Some((60, 40))), spot(9, Some((70, 30))), spot(18, None), spot(27, Some((80, 20)))];
        let drawn = band(&run, 100, GRID);
        assert!(
            matches!(&drawn[0], Mark::Polygon { points, .. } if points[..] == [(0, 160), (9, 170), (9, 130), (0, 140)])
        );
        assert!(matches!(&drawn[1], Mark::Line { points, .. } if points[..] == [(27, 180), (27, 120)]));
        assert_eq!(drawn.len(), 2);
    }
}
