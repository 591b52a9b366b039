//! What two sets share, row by row: bars in three parts, centred on the shared part, a panel a pair of sets.

use crate::chart::OverlapPanel;

use super::headings::{LabelColumn, SIDE_BY_SIDE, axis_title, body_size, rule, side_by_side, spans, stacked};
use super::palette::{INK, SOFT, readable_on, series as color_of, tint};
use super::sheet::{Anchor, Mark, Sheet, Type, beside, dash, paragraph, swatch, swatch_side};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between two panels, between the parts of a bar, and around a count.
const GUTTER: i32 = 60;
const PART: i32 = 4;
const GAP: i32 = 10;

/// The sides are lightened so far that the shared part is the darkest in grey print, too.
const OPACITY: f64 = 0.6;

/// Places the plot.
pub fn place(axis: &str, rows: &[String], shared: &str, panels: &[OverlapPanel]) -> Sheet {
    if rows.is_empty() || panels.is_empty() {
        return nothing();
    }
    let form = Form::new(rows, panels, side_by_side(panels.len()));
    let mut sheet = Sheet::default();
    for panels in panels.chunks(form.spans.len()) {
        let top = sheet.height + if sheet.height > 0 { form.size } else { 0 };
        form.band(shared, panels, top, &mut sheet);
    }
    let (left, right) = (form.spans[0].0, RIGHT);
    axis_title(&mut sheet, axis, (left + right) / 2, (left, right), form.size);
    sheet
}

/// What all panels share.
struct Form {
    size: i32,
    names: LabelColumn,
    heights: Vec<i32>,
    spans: Vec<(i32, i32)>,
    /// Pixels from a panel's left edge to the middle of the shared parts.
    centre: i32,
    /// Pixels of one.
    unit: f64,
    /// Half the height of a bar.
    half: i32,
    /// How far below a row's middle the bars are, where there are counts above some.
    lower: i32,
    /// The names of two sides are side by side, not one below the other.
    level_sides: bool,
}

impl Form {
    fn new(rows: &[String], panels: &[OverlapPanel], columns: usize) -> Self {
        let size = body_size(rows.len()).min(if columns > 2 { 34 } else { 40 });
        let limit = [0, 1040, 820, 700, 600][columns.min(SIDE_BY_SIDE)];
        let names = LabelColumn::new(rows.iter().map(String::as_str), |_| false, limit, size);
        let spans = spans(columns, (LEFT + names.width + 40, RIGHT), GUTTER);
        let width = spans[0].1 - spans[0].0;
        let parts = || panels.iter().flat_map(|panel| panel.parts.iter().take(rows.len()));
        let reach = |side: usize| parts().map(|parts| parts[1] as f64 / 2.0 + parts[side] as f64).fold(0.0, f64::max);
        let outside = |side: usize| {
            let widest = text::widest(parts().map(|parts| parts[side].to_string()), size, Weight::Regular);
            (widest + GAP).min(width / 4)
        };
        let room = f64::from(width - outside(0) - outside(2) - 2 * PART);
        let unit = room / (reach(0) + reach(2)).max(1.0);
        let names_of = |panel: &OverlapPanel| -> i32 {
            panel.sides.iter().map(|name| text::width(name, size, Weight::Bold)).sum()
        };
        let airy = (800 / rows.len() as i32).min(100);
        let mut form = Self {
            size,
            heights: vec![],
            centre: outside(0) + PART + (reach(0) * unit).round() as i32,
            unit,
            half: (airy * 3 / 10).max(size * 21 / 50),
            lower: 0,
            level_sides: panels.iter().all(|panel| names_of(panel) <= width - size - 2 * (swatch_side(size) + GAP)),
            spans,
            names,
        };
        let is_raised = parts().any(|parts| form.is_raised(parts));
        form.lower = if is_raised { size * 2 / 5 } else { 0 };
        let bar = if is_raised { form.half + size * 7 / 4 + 1 } else { 2 * form.half + size / 3 };
        let height = |lines: &Vec<String>| (text::height(lines.len(), size) + size / 5).max(bar).max(airy);
        form.heights = form.names.lines.iter().map(height).collect();
        form
    }

    /// Whether a count fits in its part of the bar.
    fn holds(&self, count: u64) -> bool {
        text::width(&count.to_string(), self.size, Weight::Regular) + GAP <= self.pixels(count)
    }

    /// Whether the shared count is above the bar.
    fn is_raised(&self, parts: &[u64; 3]) -> bool {
        parts[1] > 0 && !self.holds(parts[1])
    }

    fn pixels(&self, count: u64) -> i32 {
        (count as f64 * self.unit).round().max(3.0) as i32
    }

    /// The panels that are side by side, and the names of their rows, from `top`.
    fn band(&self, shared: &str, panels: &[OverlapPanel], top: i32, sheet: &mut Sheet) {
        let heads: Vec<Sheet> =
            panels.iter().zip(&self.spans).map(|(panel, span)| self.head(panel, shared, *span, top)).collect();
        let rows_top = heads.iter().map(|head| head.height).max().unwrap_or(top) + self.size / 3;
        heads.into_iter().for_each(|head| sheet.add(head));
        let rows = stacked(&self.heights, rows_top);
        let rules = |y| self.spans.iter().take(panels.len()).map(move |span| rule(y, *span));
        sheet.marks.extend(rules(rows_top));
        for (row, (lines, (top, bottom))) in self.names.lines.iter().zip(rows).enumerate() {
            let middle = (top + bottom) / 2 + self.lower;
            let name_middle = middle.min(bottom - text::height(lines.len(), self.size) / 2);
            let style = Type::regular(self.size, INK, Anchor::End);
            sheet.labels.extend(beside(lines, self.spans[0].0 - 24, name_middle, style));
            for (panel, span) in panels.iter().zip(&self.spans) {
                let parts = panel.parts.get(row).copied().unwrap_or_default();
                self.bar(parts, panel.colors, (span.0 + self.centre, middle), sheet);
            }
            sheet.marks.extend(rules(bottom));
            sheet.height = bottom + self.size / 2;
        }
    }

    /// The names of the sides above their own parts, and below them that of the shared part.
    fn head(&self, panel: &OverlapPanel, shared: &str, (left, right): (i32, i32), top: i32) -> Sheet {
        let (size, sign) = (self.size, swatch_side(self.size));
        let style = |anchor| Type::bold(size, INK, anchor);
        let mut sheet = Sheet { height: top, ..Sheet::default() };
        let sign_at = |x: i32, top: i32, color| swatch(x, top + text::height(1, size) / 2 + size / 10, size, color);
        let (room, below) = (right - left - sign - GAP, usize::from(!self.level_sides));
        for (side, x, anchor) in [(0, left + sign + GAP, Anchor::Start), (1, right - sign - GAP, Anchor::End)] {
            let lines = text::wrap(&panel.sides[side], room, size, Weight::Bold);
            let top = if side * below == 0 { top } else { sheet.height };
            let edge = [left, right - sign][side];
            sheet.marks.push(sign_at(edge, top, tint(color_of(panel.colors[side]), OPACITY)));
            sheet.labels.extend(paragraph(&lines, x, top, style(anchor)));
            sheet.height = sheet.height.max(top + text::height(lines.len(), size));
        }
        let lines = text::wrap(shared, right - left - 2 * (sign + GAP), size, Weight::Bold);
        let half = text::widest(&lines, size, Weight::Bold) / 2;
        let x = (left + self.centre).min(right - half - 1).max(left + half + sign + GAP);
        sheet.marks.push(sign_at(x - half - GAP - sign, sheet.height, INK));
        sheet.labels.extend(paragraph(&lines, x, sheet.height, style(Anchor::Middle)));
        sheet.height += text::height(lines.len(), size);
        sheet
    }

    /// The three parts of a bar around `centre`, with their counts; a part that holds nothing is left out.
    fn bar(&self, parts: [u64; 3], colors: [usize; 2], (centre, middle): (i32, i32), sheet: &mut Sheet) {
        let [first, shared, second] = parts;
        let inner = if shared > 0 { self.pixels(shared) } else { 0 };
        let (left, right) = (centre - inner / 2, centre - inner / 2 + inner);
        let Sheet { marks, labels, .. } = sheet;
        let mut part = |(from, to): (i32, i32), color| {
            marks.push(Mark::Rect { corners: [(from, middle - self.half), (to, middle + self.half)], color });
        };
        let mut count = |count: u64, x, y, anchor, color| {
            let style = Type::regular(self.size, color, anchor);
            labels.extend(beside(&[count.to_string()], x, y, style));
        };
        if shared > 0 {
            part((left, right), INK);
            match self.holds(shared) {
                true => count(shared, centre, middle, Anchor::Middle, readable_on(INK)),
                false => count(shared, centre, middle - self.half - self.size * 43 / 100, Anchor::Middle, INK),
            }
        }
        let sides = [
            (first, left - PART - self.pixels(first), left - PART, Anchor::End),
            (second, right + PART, right + PART + self.pixels(second), Anchor::Start),
        ];
        for ((of_side, from, to, anchor), color) in sides.into_iter().zip(colors).filter(|((count, ..), _)| *count > 0)
        {
            let color = tint(color_of(color), OPACITY);
            part((from, to), color);
            match (self.holds(of_side), anchor) {
                (true, _) => count(of_side, (from + to) / 2, middle, Anchor::Middle, readable_on(color)),
                (false, Anchor::End) => count(of_side, from - GAP, middle, anchor, SOFT),
                (false, _) => count(of_side, to + GAP, middle, anchor, SOFT),
            }
        }
        if parts == [0; 3] {
            labels.extend(dash(centre, middle, Type::regular(self.size, SOFT, Anchor::Middle)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(parts: [u64; 3]) -> Sheet {
        let sides = ["28", "31"].map(str::to_owned);
        place("", &["ASEAN".to_owned()], "", &[OverlapPanel { sides, colors: [0, 1], parts: vec![parts] }])
    }

    #[test]
    fn every_part_is_as_long_as_its_count_and_the_shared_one_is_in_the_middle() {
        let marks = drawn([10, 40, 20]).marks;
        let parts = marks.iter().filter_map(|mark| match mark {
            Mark::Rect { corners: [from, to], .. } if to.1 - from.1 >= 40 => Some((from.0, to.0)),
            _ => None,
        });
        let [shared, first, second] = parts.collect::<Vec<_>>()[..] else { panic!() };
        let length = |(from, to): (i32, i32)| to - from;
        assert!((length(shared) - 4 * length(first)).abs() < 5 && (length(shared) - 2 * length(second)).abs() < 3);
        assert_eq!((first.1 + PART, shared.1 + PART), (shared.0, second.0));
    }

    #[test]
    fn counts_that_are_zero_have_no_part_and_a_row_without_any_has_a_dash() {
        let texts = |parts| drawn(parts).labels.into_iter().map(|label| label.text).skip(2).collect::<Vec<_>>();
        assert_eq!(texts([3, 0, 4]), ["ASEAN", "3", "4"]);
        assert_eq!(texts([0, 0, 0]), ["ASEAN", "–"]);
    }
}
