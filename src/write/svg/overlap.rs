//! What two sets share: own items of the first to the left, of the second to the right, and between them what both have.

use crate::chart::OverlapPanel;

use super::headings::{LabelColumn, body_size, swatched};
use super::palette::{GRID, INK, SOFT, grey, readable_on, series as color_of};
use super::sheet::{Anchor, Mark, Sheet, Type, beside, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// White space between two panels.
const GUTTER: i32 = 50;

/// White space between a bar and its number.
const GAP: i32 = 10;

/// Places the plot.
pub fn place(axis: &str, rows: &[String], shared: &str, panels: &[OverlapPanel]) -> Sheet {
    if rows.is_empty() || panels.is_empty() {
        return nothing();
    }
    let size = body_size(rows.len());
    let style = |anchor, color| Type { size, weight: Weight::Regular, color, anchor };
    let names = LabelColumn::new(rows.iter().map(String::as_str), |_| false, 600, size);
    let left = LEFT + names.width + 40;
    let count = panels.len() as i32;
    let width = (RIGHT - left - GUTTER * (count - 1)) / count;
    let most = |part: usize| panels.iter().flat_map(|panel| &panel.parts).map(|parts| parts[part]).max().unwrap_or(0);
    let number = |number: u64| text::width(&number.to_string(), size, Weight::Regular) + GAP;
    let [most_left, most_shared, most_right] = [most(0), most(1), most(2)];
    let middle_width = number(most_shared) + 4 * GAP;
    let room = width - middle_width - number(most_left) - number(most_right) - 2 * GAP;
    let unit = f64::from(room.max(1)) / (most_left + most_right).max(1) as f64;
    let length = |count: u64| (count as f64 * unit).round() as i32;

    let mut sheet = Sheet::default();
    let starts: Vec<i32> = (0..count).map(|place| left + place * (width + GUTTER)).collect();
    let centre = |start: i32| start + number(most_left) + GAP + length(most_left) + middle_width / 2;
    let mut top = 0;
    for (panel, &start) in panels.iter().zip(&starts) {
        // The first name is the longer one where the second goes without the noun.
        let room = width - GUTTER / 2;
        let ends = [(Anchor::Start, start, room * 2 / 3), (Anchor::End, start + width, room / 3)];
        for ((name, color), (anchor, x, room)) in panel.sides.iter().zip(panel.colors).zip(ends) {
            let heading = swatched(name, color, (x, 0), room, (anchor, size));
            top = top.max(heading.height);
            sheet.marks.extend(heading.marks);
            sheet.labels.extend(heading.labels);
        }
    }
    for &start in &starts {
        let lines = text::wrap(shared, width, size, Weight::Regular);
        let half = text::widest(&lines, size, Weight::Regular) / 2;
        let middle = centre(start).clamp(start + half, start + width - half);
        sheet.labels.extend(paragraph(&lines, middle, top, style(Anchor::Middle, SOFT)));
    }
    top += text::height(1, size) + size / 4;
    let airy = (800 / rows.len() as i32).min(100);
    let mut edge = top;
    for (row, lines) in names.lines.iter().enumerate() {
        let height = (text::height(lines.len(), size) + size / 4).max(airy);
        let middle = edge + height / 2;
        sheet.marks.push(Mark::Line { points: vec![(LEFT, edge), (RIGHT, edge)], width: 2, color: GRID });
        edge += height;
        sheet.labels.extend(beside(lines, left - 30, middle, style(Anchor::End, INK)));
        let half = (height * 3 / 10).min(size / 2 + 4);
        for (panel, &start) in panels.iter().zip(&starts) {
            let Some(&[first, both, second]) = panel.parts.get(row) else { continue };
            let (from, to) = (centre(start) - middle_width / 2, centre(start) + middle_width / 2);
            let bar = |from, to, color| Mark::Rect { corners: [(from, middle - half), (to, middle + half)], color };
            let ground = grey(both as f64 / most_shared.max(1) as f64);
            sheet.marks.push(bar(from + 3, to - 3, ground));
            let numbers = [
                (first, from - length(first) - GAP, Anchor::End, SOFT),
                (both, centre(start), Anchor::Middle, readable_on(ground)),
                (second, to + length(second) + GAP, Anchor::Start, SOFT),
            ];
            for (count, x, anchor, color) in numbers {
                sheet.labels.extend(beside(&[count.to_string()], x, middle, style(anchor, color)));
            }
            if first > 0 {
                sheet.marks.push(bar(from - length(first), from, color_of(panel.colors[0])));
            }
            if second > 0 {
                sheet.marks.push(bar(to, to + length(second), color_of(panel.colors[1])));
            }
        }
    }
    sheet.marks.push(Mark::Line { points: vec![(LEFT, edge), (RIGHT, edge)], width: 2, color: GRID });
    let lines = text::wrap(axis, RIGHT - left, size, Weight::Regular);
    let axis_top = edge + size / 3;
    sheet.labels.extend(paragraph(&lines, (left + RIGHT) / 2, axis_top, style(Anchor::Middle, SOFT)));
    sheet.height = axis_top + text::height(lines.len(), size);
    sheet
}
