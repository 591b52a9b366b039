//! Two measures of each row beside each other: a hollow and a filled dot with a light line between, a panel a group.

use plotters::style::RGBColor;

use crate::chart::PairPanel;
use crate::options::Labels;

use super::headings::{LabelColumn, SIDE_BY_SIDE, axis_title, body_size, rules, side_by_side, spans, stacked};
use super::leaders::{Callout, callouts, key};
use super::palette::{FAINT, INK, SOFT, WHITE, series as color_of};
use super::scale::{Scale, Spot, extent};
use super::sheet::{Anchor, Mark, Point, Sheet, Type, beside, dash, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between two panels, and from a panel's edges to the ends of its scale.
const GUTTER: i32 = 44;
const INSET: i32 = 26;

/// Places the plot.
pub fn place(axis: &str, rows: &[String], measures: &[String; 2], panels: &[PairPanel], labels: Labels) -> Sheet {
    if rows.is_empty() || panels.is_empty() {
        return nothing();
    }
    let form = Form::new(rows, panels, side_by_side(panels.len()), labels);
    let mut sheet = Sheet::default();
    for panels in panels.chunks(form.spans.len()) {
        let top = sheet.height + if sheet.height > 0 { 2 * form.size } else { 0 };
        let band = form.band(measures, panels, top);
        sheet.height = band.height;
        sheet.add(band);
    }
    let (left, right) = form.sides();
    axis_title(&mut sheet, axis, (left + right) / 2, (left, right), form.size);
    sheet
}

/// What all panels share.
struct Form {
    size: i32,
    radius: i32,
    names: LabelColumn,
    heights: Vec<i32>,
    spans: Vec<(i32, i32)>,
    scales: Vec<Scale>,
}

/// Both measures of a row, and how far above the row's middle the first lies and below it the second.
type Pair = ([Option<Spot>; 2], i32);

impl Form {
    fn new(rows: &[String], panels: &[PairPanel], columns: usize, labels: Labels) -> Self {
        let size = body_size(rows.len()).min(if columns > 2 { 34 } else { 40 });
        let limit = [0, 1040, 860, 740, 640][columns.min(SIDE_BY_SIDE)];
        let names = LabelColumn::new(rows.iter().map(String::as_str), |_| false, limit, size);
        let radius = if rows.len() > 24 { 10 } else { 13 };
        let spans = spans(columns, (LEFT + names.width + 34, RIGHT), GUTTER);
        let numbers = || extent(panels.iter().flat_map(|panel| panel.values.iter().take(rows.len()).flatten()));
        let scale = |&(left, right): &(i32, i32)| Scale::new(numbers(), left + INSET, right - INSET, labels);
        let airy = (800 / rows.len() as i32).min(110);
        let height = |lines: &Vec<String>| (text::height(lines.len(), size) + size / 5).max(5 * radius).max(airy);
        Self {
            size,
            radius,
            heights: names.lines.iter().map(height).collect(),
            scales: spans.iter().map(scale).collect(),
            names,
            spans,
        }
    }

    /// From the first panel's left to the last one's right edge.
    fn sides(&self) -> (i32, i32) {
        let edges = self.spans.first().zip(self.spans.last());
        edges.map_or((LEFT, RIGHT), |(first, last)| (first.0, last.1))
    }

    /// Where a panel's marks of a row lie: apart if they have intervals, or would cover each other.
    fn pair(&self, panel: &PairPanel, row: usize, scale: &Scale) -> Pair {
        let values = panel.values.get(row);
        let spots = [0, 1].map(|measure| scale.spot(values.and_then(|values| values[measure].as_ref())));
        let apart = match spots {
            [Some(one), Some(other)] => {
                one.interval.or(other.interval).is_some() || one.value.abs_diff(other.value) < 2 * self.radius as u32
            }
            _ => false,
        };
        (spots, if apart { self.radius } else { 0 })
    }

    /// The panels that are side by side, and the names of their rows, from `top`.
    fn band(&self, measures: &[String; 2], panels: &[PairPanel], top: i32) -> Sheet {
        let total: i32 = self.heights.iter().sum();
        let tall = total > 1500;
        let over = if tall { 2 * self.size } else { self.size / 4 };
        let wrapped = |(panel, span): (&PairPanel, &(i32, i32))| {
            text::wrap(&panel.title, span.1 - span.0, self.size, Weight::Bold)
        };
        let titles: Vec<Vec<String>> = panels.iter().zip(&self.spans).map(wrapped).collect();
        let head = text::highest(&titles, self.size) + over;
        let direct = self.callouts(measures, panels, top + head);
        let mut sheet = match direct {
            Some(_) => Sheet { height: top, ..Sheet::default() },
            // One key serves panels of several colours.
            None => {
                let sign = |measure, at| if measure == 0 { self.hollow(at) } else { self.filled(at, INK) };
                key(&measures.each_ref().map(String::as_str), sign, top, self.size)
            }
        };
        let titles_top = sheet.height;
        let rows_top = direct.as_ref().map_or(titles_top + head, |names| names.height);
        let grid_top = if tall { titles_top + head } else { rows_top };
        let rows = stacked(&self.heights, rows_top);

        for (((_, title), &(left, right)), scale) in panels.iter().zip(&titles).zip(&self.spans).zip(&self.scales) {
            sheet.labels.extend(paragraph(title, left, titles_top, Type::bold(self.size, INK, Anchor::Start)));
            sheet.marks.extend(rules(&rows, (left, right)));
            sheet.add(scale.grid(grid_top, rows_top + total, self.size - 4, tall));
        }
        sheet.add(direct.unwrap_or_default());
        let name_x = self.sides().0 - 20;
        for (row, (lines, (top, bottom))) in self.names.lines.iter().zip(rows).enumerate() {
            let middle = (top + bottom) / 2;
            sheet.labels.extend(beside(lines, name_x, middle, Type::regular(self.size, INK, Anchor::End)));
            for (panel, scale) in panels.iter().zip(&self.scales) {
                let (spots, apart) = self.pair(panel, row, scale);
                if spots == [None, None] {
                    let style = Type::regular(self.size, SOFT, Anchor::Start);
                    sheet.labels.extend(dash(scale.at(0.0) + self.size, middle, style));
                }
                sheet.marks.extend(self.marks(spots, [middle - apart, middle + apart], color_of(panel.color)));
            }
        }
        sheet.height = rows_top + total + 7 * self.size / 4;
        sheet
    }

    /// The light line between the dots of a row, their intervals, and the dots; `heights` are those of the measures.
    fn marks(&self, spots: [Option<Spot>; 2], heights: [i32; 2], color: RGBColor) -> Vec<Mark> {
        let [first, second] = [0, 1].map(|measure| spots[measure].map(|spot| (spot.value, heights[measure])));
        let joined =
            first.zip(second).map(|(one, other)| Mark::Line { points: vec![one, other], width: 5, color: FAINT });
        let colors = [SOFT, color];
        let whiskers = [0, 1].map(|measure| {
            let (low, high) = spots[measure]?.interval?;
            let y = heights[measure];
            Some(Mark::Line { points: vec![(low, y), (high, y)], width: [3, 4][measure], color: colors[measure] })
        });
        let dots = first.map(|at| self.hollow(at)).into_iter().chain(second.map(|at| self.filled(at, color)));
        joined.into_iter().chain(whiskers.into_iter().flatten()).chain(dots.flatten()).collect()
    }

    fn hollow(&self, centre: Point) -> Vec<Mark> {
        let mut marks = self.filled(centre, SOFT);
        marks.push(Mark::Disc { centre, radius: self.radius - 4, color: WHITE });
        marks
    }

    fn filled(&self, centre: Point, color: RGBColor) -> Vec<Mark> {
        let discs = [(self.radius + 2, WHITE), (self.radius, color)];
        discs.map(|(radius, color)| Mark::Disc { centre, radius, color }).to_vec()
    }

    /// The names of the measures above the first row of the first panel that has both there, and room for them.
    fn callouts(&self, measures: &[String; 2], panels: &[PairPanel], top: i32) -> Option<Sheet> {
        let middle = self.heights.first()? / 2;
        panels.iter().zip(&self.scales).zip(&self.spans).find_map(|((panel, scale), &span)| {
            let ([first, second], apart) = self.pair(panel, 0, scale);
            let points = [
                Callout { name: &measures[0], point: (first?.value, middle - apart), color: SOFT },
                Callout { name: &measures[1], point: (second?.value, middle + apart), color: color_of(panel.color) },
            ];
            callouts(&points, span, top, self.radius, self.size)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Estimate;

    fn offset(values: [f64; 2], interval: Option<(f64, f64)>) -> i32 {
        let values = values.map(|value| Some(Estimate { value, interval }));
        let panels = [PairPanel { title: String::new(), color: 0, values: vec![values] }];
        let form = Form::new(&["ASEAN".to_owned()], &panels, 1, Labels::En);
        form.pair(&panels[0], 0, &form.scales[0]).1
    }

    #[test]
    fn dots_are_level_unless_they_have_intervals_or_would_cover_each_other() {
        assert_eq!(offset([10.0, 50.0], None), 0);
        assert_eq!(offset([49.9, 50.0], None), 13);
        assert_eq!(offset([10.0, 50.0], Some((5.0, 55.0))), 13);
    }
}
