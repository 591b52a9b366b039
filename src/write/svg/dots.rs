//! Cleveland's dot plot: a row per category, a dot per series, intervals as thin lines.

use crate::chart::{Estimate, Series};
use crate::options::Labels;

use super::headings::{LabelColumn, body_size};
use super::palette::{FAINT, GRID, INK, SOFT, marker, series as color_of};
use super::scale::Scale;
use super::sheet::{Anchor, Label, Mark, Sheet, Type, beside, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// Places the plot.
pub fn place(axis: &str, rows: &[String], series: &[Series], labels: Labels) -> Sheet {
    if rows.is_empty() || series.is_empty() {
        return nothing();
    }
    let size = body_size(rows.len());
    let style = |anchor, color| Type { size, weight: Weight::Regular, color, anchor };
    let limit = if size < 40 { 1040 } else { 860 };
    let names = LabelColumn::new(rows.iter().map(String::as_str), |_| false, limit, size);
    let (left, right) = (LEFT + names.width + 50, RIGHT - 40);
    let scale = Scale::new(series.iter().flat_map(extent), left + 30, right - 30, labels);

    let markers = Size::new(rows.len(), series.len());
    // In the first row there is room between the dots for their names, so that no legend is needed.
    let spaced = dodge(&dots(series, 0, &scale), Size { step: text::height(1, size), ..markers });
    let direct = direct_labels(&spaced, series, right, size);
    let mut sheet = if direct.is_some() { Sheet::default() } else { legend(series, size) };
    let placed = |row| match row {
        0 if direct.is_some() => spaced.clone(),
        row => dodge(&dots(series, row, &scale), markers),
    };
    let dodged: Vec<Vec<Dot>> = (0..rows.len()).map(placed).collect();
    let heights = heights(&names, &dodged, markers.radius, size);

    let total: i32 = heights.iter().sum();
    let tall = total > 1500;
    let top = sheet.height + if tall { 2 * size } else { size / 2 };
    let bottom = top + total;
    let rule = |y| Mark::Line { points: vec![(left, y), (right, y)], width: 2, color: GRID };
    let edges = heights.iter().scan(top, |edge, height| {
        *edge += height;
        Some(*edge)
    });
    sheet.marks.extend(std::iter::once(top).chain(edges).map(rule));
    let (grid, numbers) = scale.grid(top, bottom, size - 4, tall);
    sheet.marks.extend(grid);
    sheet.labels.extend(numbers);
    let first = top + heights[0] / 2;
    let direct = direct.into_iter().flatten();
    sheet.labels.extend(direct.map(|label| Label { at: (label.at.0, label.at.1 + first), ..label }));
    let mut edge = top;
    for ((lines, dots), height) in names.lines.iter().zip(&dodged).zip(&heights) {
        let middle = edge + height / 2;
        let name = beside(lines, left - 20, middle, style(Anchor::End, INK));
        sheet.labels.extend(name);
        sheet.marks.extend(row_marks(dots, middle, markers.radius));
        if dots.is_empty() {
            let (x, style) = (scale.at(0.0) + size, style(Anchor::Start, SOFT));
            sheet.labels.extend(beside(&["–".to_owned()], x, middle, style));
        }
        edge += height;
    }
    let axis_lines = text::wrap(axis, right - left, size, Weight::Regular);
    let axis_top = bottom + 7 * size / 4;
    let axis_style = style(Anchor::Middle, SOFT);
    let axis_middle = (left + right) / 2;
    sheet.labels.extend(paragraph(&axis_lines, axis_middle, axis_top, axis_style));
    sheet.height = axis_top + text::height(axis_lines.len(), size);
    sheet
}

/// Every finite number that a series needs room for.
fn extent(series: &Series) -> impl Iterator<Item = f64> {
    series.values.iter().flatten().flat_map(|estimate| {
        let (low, high) = estimate.interval.unwrap_or((estimate.value, estimate.value));
        [estimate.value, low, high]
    })
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
        let Some(Some(Estimate { value, interval })) = series.values.get(row) else {
            return None;
        };
        value.is_finite().then(|| Dot {
            series: index,
            x: scale.at(*value),
            interval: interval
                .filter(|(low, high)| low.is_finite() && high.is_finite())
                .map(|(low, high)| (scale.at(low), scale.at(high))),
            offset: 0,
        })
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
/// title and caption about 13 inches.
const FULL_PAGE: i32 = 3600;

impl Size {
    fn new(rows: usize, series: usize) -> Self {
        let radius = match rows * series {
            0..=120 => 14,
            121..=240 => 11,
            _ => 8,
        };
        let room = FULL_PAGE / rows as i32 - 3 * radius;
        let step = room / (series as i32 - 1).max(1);
        Self { radius, step: step.clamp(5, 2 * radius) }
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

/// The names of the series beside the dots of a row, behind each dot or interval, from the row's middle; `None` where
/// one has no dot or its name no room.
fn direct_labels(dots: &[Dot], series: &[Series], right: i32, size: i32) -> Option<Vec<Label>> {
    let style = Type { size, weight: Weight::Bold, color: INK, anchor: Anchor::Start };
    let are_apart = dots.windows(2).all(|pair| (pair[0].offset - pair[1].offset).abs() >= text::height(1, size));
    let label = |dot: &Dot| {
        let lines = text::wrap(&series[dot.series].name, i32::MAX, size, Weight::Bold);
        let x = dot.interval.map_or(dot.x, |(_, high)| high.max(dot.x)) + size * 3 / 4;
        let fits = lines.len() == 1 && x + text::widest(&lines, size, Weight::Bold) <= right;
        fits.then(|| beside(&lines, x, dot.offset, style))
    };
    let labels: Option<Vec<_>> = dots.iter().map(label).collect();
    labels.filter(|_| are_apart && dots.len() == series.len()).map(|labels| labels.into_iter().flatten().collect())
}

/// Height of each row: room for its label and for its dots, as much in all but the first as in the fullest; a few rows
/// share a small page out.
fn heights(names: &LabelColumn, dots: &[Vec<Dot>], radius: i32, size: i32) -> Vec<i32> {
    let airy = (800 / dots.len() as i32).min(120);
    let marks = |dots: &Vec<Dot>| 2 * dots.iter().map(|dot| dot.offset.abs()).max().unwrap_or(0) + 3 * radius;
    let fullest = dots.iter().skip(1).map(marks).max().unwrap_or(0);
    let first = dots.first().map_or(0, |dots| marks(dots) + radius).max(fullest);
    let row = |(row, lines): (usize, &Vec<String>)| {
        let label = text::height(lines.len(), size) + size / 4;
        label.max(if row == 0 { first } else { fullest }).max(airy)
    };
    names.lines.iter().enumerate().map(row).collect()
}

/// The line that joins a row's dots where it can be told from intervals, these, and the dots.
fn row_marks(dots: &[Dot], middle: i32, radius: i32) -> Vec<Mark> {
    let joined =
        Mark::Line { points: dots.iter().map(|dot| (dot.x, middle + dot.offset)).collect(), width: 5, color: FAINT };
    let intervals = dots.iter().filter_map(|dot| {
        let (low, high) = dot.interval?;
        let y = middle + dot.offset;
        Some(Mark::Line {
            points: vec![(low, y), (high, y)],
            width: if radius < 10 { 4 } else { 5 },
            color: color_of(dot.series),
        })
    });
    let markers = dots.iter().flat_map(|dot| marker(dot.series, (dot.x, middle + dot.offset), radius));
    let joined = (dots.len() > 1 && dots.iter().all(|dot| dot.interval.is_none())).then_some(joined);
    joined.into_iter().chain(intervals).chain(markers).collect()
}

/// Marker and name of each series, in as many lines as they need.
fn legend(series: &[Series], size: i32) -> Sheet {
    /// From the left edge of a marker to its name, and from a name to the next marker.
    const SIGN: i32 = 60;
    const APART: i32 = 70;
    let style = Type { size, weight: Weight::Bold, color: INK, anchor: Anchor::Start };
    let mut sheet = Sheet::default();
    let (mut x, mut top) = (LEFT, 0);
    for (index, series) in series.iter().enumerate() {
        let name = text::wrap(&series.name, RIGHT - LEFT - SIGN, size, Weight::Bold);
        let width = SIGN + text::widest(&name, size, Weight::Bold);
        if x > LEFT && x + width > RIGHT {
            (x, top) = (LEFT, sheet.height);
        }
        let middle = top + text::height(1, size) / 2 + size / 10;
        sheet.marks.extend(marker(index, (x + 22, middle), 18));
        sheet.labels.extend(paragraph(&name, x + SIGN, top, style));
        let bottom = top + text::height(name.len().max(1), size) + 8;
        sheet.height = sheet.height.max(bottom);
        x += width + APART;
    }
    sheet
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
