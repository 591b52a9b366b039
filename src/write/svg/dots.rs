//! Cleveland's dot plot: a row per category, a dot per series, intervals as thin lines.

use crate::chart::Series;
use crate::options::Labels;

use super::headings::{LabelColumn, axis_title, body_size, rules, stacked};
use super::leaders::{self, Callout, callouts, key};
use super::palette::{FAINT, INK, SOFT, marker, series as color_of};
use super::scale::{Scale, Spot, extent};
use super::sheet::{Anchor, Mark, Sheet, Type, beside, dash};
use super::text;
use super::{LEFT, RIGHT, nothing};

/// Places the plot.
pub fn place(axis: &str, rows: &[String], series: &[Series], labels: Labels) -> Sheet {
    if rows.is_empty() || series.is_empty() {
        return nothing();
    }
    let size = body_size(rows.len());
    let limit = if size < 40 { 1040 } else { 860 };
    let names = LabelColumn::new(rows.iter().map(String::as_str), |_| false, limit, size);
    let (left, right) = (LEFT + names.width + 50, RIGHT - 40);
    let scale = Scale::new(extent(series.iter().flat_map(|series| &series.values)), left + 30, right - 30, labels);

    let markers = Size::new(rows.len(), series.len());
    let dodged: Vec<Vec<Dot>> = (0..rows.len()).map(|row| dodge(&dots(series, row, &scale), markers)).collect();
    let heights = heights(&names, &dodged, markers.radius, size);

    let total: i32 = heights.iter().sum();
    let tall = total > 1500;
    let numbers = if tall { 2 * size } else { 0 };
    let first = named(series, &dodged[0], heights[0] / 2);
    let names_above = first.and_then(|first| callouts(&first, (left, right), numbers, markers.radius, size));
    let names_of: Vec<&str> = series.iter().map(|series| series.name.as_str()).collect();
    let is_direct = names_above.is_some();
    let mut sheet =
        if is_direct { Sheet::default() } else { key(&names_of, |index, at| marker(index, at, 18), 0, size) };
    let top = match &names_above {
        Some(names) => names.height,
        None => sheet.height + numbers.max(size / 2),
    };
    let bottom = top + total;
    let edges = stacked(&heights, top);
    sheet.marks.extend(rules(&edges, (left, right)));
    let grid_top = if is_direct && tall { top - leaders::height(size) } else { top };
    sheet.add(scale.grid(grid_top, bottom, size - 4, tall));
    sheet.add(names_above.unwrap_or_default());
    for ((lines, dots), (top, bottom)) in names.lines.iter().zip(&dodged).zip(edges) {
        let middle = (top + bottom) / 2;
        sheet.labels.extend(beside(lines, left - 20, middle, Type::regular(size, INK, Anchor::End)));
        sheet.marks.extend(row_marks(dots, middle, markers.radius));
        if dots.is_empty() {
            sheet.labels.extend(dash(scale.at(0.0) + size, middle, Type::regular(size, SOFT, Anchor::Start)));
        }
    }
    sheet.height = bottom + 7 * size / 4;
    axis_title(&mut sheet, axis, (left + right) / 2, (left, right), size);
    sheet
}

/// One dot of a row: its series, where it lies, and how far above or below the row's middle.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Dot {
    series: usize,
    x: i32,
    interval: Option<(i32, i32)>,
    offset: i32,
}

fn dots(series: &[Series], row: usize, scale: &Scale) -> Vec<Dot> {
    let dot = |(index, series): (usize, &Series)| {
        let Spot { value, interval } = scale.spot(series.values.get(row)?.as_ref())?;
        Some(Dot { series: index, x: value, interval, offset: 0 })
    };
    series.iter().enumerate().filter_map(dot).collect()
}

/// Radius of a marker, and the distance between the middles of two that lie one above the other.
#[derive(Clone, Copy)]
struct Size {
    radius: i32,
    step: i32,
}

/// The rows of a plot take up to this many pixels if smaller markers and steps can help it: with
/// title and caption about 10.5 inches.
const FULL_PAGE: i32 = 2640;

impl Size {
    /// The largest markers that stay apart on a full page, or the smallest.
    fn new(rows: usize, series: usize) -> Self {
        let room = |radius| (FULL_PAGE / rows as i32 - 3 * radius) / (series as i32 - 1).max(1);
        let radius = [14, 11].into_iter().find(|&radius| room(radius) >= 3 * radius / 2).unwrap_or(8);
        Self { radius, step: room(radius).clamp(5, 2 * radius) }
    }
}

/// Moves the dots of a row apart, in the order of their series: all of them where they have
/// intervals, otherwise those that would cover each other.
fn dodge(dots: &[Dot], Size { radius, step }: Size) -> Vec<Dot> {
    let reach = |dot: &Dot| match dot.interval {
        Some(_) => (i32::MIN / 2, i32::MAX / 2),
        None => (dot.x - radius, dot.x + radius),
    };
    let mut by_place: Vec<&Dot> = dots.iter().collect();
    by_place.sort_by_key(|dot| (reach(dot).0, dot.series));
    let mut clusters: Vec<(i32, Vec<&Dot>)> = Vec::new();
    for dot in by_place {
        let (low, high) = reach(dot);
        match clusters.last_mut() {
            Some((end, cluster)) if low < *end => {
                cluster.push(dot);
                *end = high.max(*end);
            }
            _ => clusters.push((high, vec![dot])),
        }
    }
    let mut moved: Vec<Dot> = clusters
        .into_iter()
        .flat_map(|(_, mut cluster)| {
            cluster.sort_by_key(|dot| dot.series);
            let above = (cluster.len() as i32 - 1) * step / 2;
            cluster
                .into_iter()
                .enumerate()
                .map(move |(place, dot)| Dot { offset: place as i32 * step - above, ..dot.clone() })
        })
        .collect();
    moved.sort_by_key(|dot| dot.series);
    moved
}

/// Height of each row: room for its label and for the fullest row's dots; a few rows share a small
/// page out.
fn heights(names: &LabelColumn, dots: &[Vec<Dot>], radius: i32, size: i32) -> Vec<i32> {
    let airy = (800 / dots.len() as i32).min(120);
    let offsets = dots.iter().flatten().map(|dot| dot.offset.abs());
    let marks = 2 * offsets.max().unwrap_or(0) + 3 * radius;
    let height = |lines: &Vec<String>| (text::height(lines.len(), size) + size / 4).max(marks).max(airy);
    names.lines.iter().map(height).collect()
}

/// The names of the series above the dots of the first row; `None` where one has no dot there.
fn named<'a>(series: &'a [Series], dots: &[Dot], middle: i32) -> Option<Vec<Callout<'a>>> {
    let name = |dot: &Dot| Callout {
        name: &series[dot.series].name,
        point: (dot.x, middle + dot.offset),
        color: color_of(dot.series),
    };
    (dots.len() == series.len()).then(|| dots.iter().map(name).collect())
}

/// The line that joins a row's dots, or their intervals in its place, and the dots.
fn row_marks(dots: &[Dot], middle: i32, radius: i32) -> Vec<Mark> {
    let at = |dot: &Dot| (dot.x, middle + dot.offset);
    let joined = Mark::Line { points: dots.iter().map(at).collect(), width: 5, color: FAINT };
    let intervals = dots.iter().filter_map(|dot| {
        let (low, high) = dot.interval?;
        let y = middle + dot.offset;
        Some(Mark::Line {
            points: vec![(low, y), (high, y)],
            width: if radius < 10 { 4 } else { 5 },
            color: color_of(dot.series),
        })
    });
    let markers = dots.iter().flat_map(|dot| marker(dot.series, at(dot), radius));
    let joined = (dots.len() > 1 && dots.iter().all(|dot| dot.interval.is_none())).then_some(joined);
    joined.into_iter().chain(intervals).chain(markers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKERS: Size = Size { radius: 10, step: 20 };

    fn dot(series: usize, x: i32, interval: Option<(i32, i32)>) -> Dot {
        Dot { series, x, interval, offset: 0 }
    }

    fn offsets(dots: &[Dot]) -> Vec<i32> {
        dodge(dots, MARKERS).iter().map(|dot| dot.offset).collect()
    }

    #[test]
    fn dots_apart_stay_on_the_line_and_dots_that_touch_are_moved() {
        let dots = [dot(0, 100, None), dot(1, 300, None), dot(2, 110, None)];
        assert_eq!(offsets(&dots), [-10, 0, 10]);
    }

    #[test]
    fn dots_with_intervals_stand_one_below_the_other_in_the_order_of_their_series() {
        let interval = Some((0, 400));
        let dots = [dot(0, 300, interval), dot(1, 100, interval), dot(2, 200, interval)];
        assert_eq!(offsets(&dots), [-20, 0, 20]);
    }

    #[test]
    fn a_dot_alone_in_its_row_is_level_with_the_label() {
        assert_eq!(offsets(&[dot(3, 50, Some((10, 90)))]), [0]);
    }
}
