//! Headings over columns, and the column of labels beside rows.

use super::palette::{GRID, INK, SOFT};
use super::sheet::{Anchor, Label, Mark, Sheet, Type, paragraph};
use super::text::{self, ASCENT, LINE, Weight};

/// Names centred over the columns at `centres`, which are `step` pixels apart: level where they
/// fit in three lines, otherwise reading upwards, and where even a line has no room only some of them, the first and the last
/// among them. The sheet begins at 0; level names rest on its lower edge.
pub fn headings(names: &[String], centres: &[i32], step: i32, size: i32) -> Sheet {
    let every = (LINE * f64::from(size) / f64::from(step.max(1))).ceil() as usize;
    if every > 1 {
        let last = names.len().saturating_sub(1);
        // One that stands too near to the last gives way to it.
        let is_written = |place: &usize| *place == last || place.is_multiple_of(every) && place + every <= last;
        let (names, centres): (Vec<String>, Vec<i32>) =
            (0..names.len()).filter(is_written).map(|place| (names[place].clone(), centres[place])).unzip();
        return headings(&names, &centres, step * every as i32, size);
    }
    let room = step - size / 2;
    let level = names.iter().map(|name| text::wrap(name, room, size, Weight::Bold));
    let level: Vec<_> = level.zip(centres).map(|(lines, &x)| (lines, x, Anchor::Middle)).collect();
    let words = names.iter().flat_map(|name| name.split_whitespace());
    if text::widest(words, size, Weight::Bold) <= room.max(0) && level.iter().all(|(lines, ..)| lines.len() <= 3) {
        return resting(&level, size);
    }
    let columns = upright(names, step, size);
    let height = text::widest(columns.iter().flatten(), size, Weight::Bold) + size / 2;
    let style = Type::bold(size, INK, Anchor::Start);
    let labels = columns.into_iter().zip(centres).flat_map(|(lines, &centre)| {
        let left = f64::from(centre) - lines.len() as f64 * LINE * f64::from(size) / 2.0;
        let x = move |line: usize| (left + (line as f64 * LINE + ASCENT) * f64::from(size)).round() as i32;
        let at = move |line| (x(line), height - size / 4);
        lines.into_iter().enumerate().map(move |(line, text)| Label { text, at: at(line), style, upright: true })
    });
    Sheet { height, marks: vec![], labels: labels.collect() }
}

/// Headings in bold at their places, which rest on the sheet's lower edge.
pub fn resting(headings: &[(Vec<String>, i32, Anchor)], size: i32) -> Sheet {
    let height = headings.iter().map(|(lines, ..)| text::height(lines.len(), size)).max().unwrap_or(0);
    let labels = headings.iter().flat_map(|(lines, x, anchor)| {
        paragraph(lines, *x, height - text::height(lines.len(), size), Type::bold(size, INK, *anchor))
    });
    Sheet { height, marks: vec![], labels: labels.collect() }
}

/// Wraps every name to as few pixels in length as leaves its lines room in one step.
fn upright(names: &[String], step: i32, size: i32) -> Vec<Vec<String>> {
    let lines = (f64::from(step) / (LINE * f64::from(size))).floor().max(1.0) as usize;
    let wrapped = |limit| -> Vec<_> { names.iter().map(|name| text::wrap(name, limit, size, Weight::Bold)).collect() };
    (1..)
        .map(|tenths| wrapped(tenths * 5 * size))
        .find(|columns: &Vec<Vec<String>>| columns.iter().all(|column| column.len() <= lines))
        .unwrap_or_default()
}

/// Writes below a sheet what an axis measures: around `middle`, but within the edges.
pub fn axis_title(sheet: &mut Sheet, axis: &str, middle: i32, (left, right): (i32, i32), size: i32) {
    let lines = text::wrap(axis, right - left, size, Weight::Regular);
    let half = text::widest(&lines, size, Weight::Regular) / 2;
    let style = Type::regular(size, SOFT, Anchor::Middle);
    sheet.labels.extend(paragraph(&lines, middle.min(right - half).max(left + half), sheet.height, style));
    sheet.height += text::height(lines.len(), size);
}

/// Row labels wrapped into a column, and the column's width.
pub struct LabelColumn {
    /// The lines of each row's label.
    pub lines: Vec<Vec<String>>,
    /// Width of the longest line in pixels.
    pub width: i32,
}

impl LabelColumn {
    /// Wraps `labels` to at most `limit` pixels; `bold` says which labels are set in bold.
    pub fn new<'a>(labels: impl Iterator<Item = &'a str>, bold: impl Fn(usize) -> bool, limit: i32, size: i32) -> Self {
        let mut column = Self { lines: vec![], width: 0 };
        for (row, label) in labels.enumerate() {
            let weight = if bold(row) { Weight::Bold } else { Weight::Regular };
            let lines = text::wrap(label, limit, size, weight);
            column.width = column.width.max(text::widest(&lines, size, weight));
            column.lines.push(lines);
        }
        column
    }
}

/// The left and right edges of `count` columns of equal width between `left` and `right`, `gutter` pixels apart.
pub fn spans(count: usize, (left, right): (i32, i32), gutter: i32) -> Vec<(i32, i32)> {
    let count = count.max(1) as i32;
    let width = (right - left - gutter * (count - 1)) / count;
    let edge = |column| left + column * (width + gutter);
    (0..count).map(|column| (edge(column), edge(column) + width)).collect()
}

/// How many panels are side by side where each has room for labels of its own: four at most, and the rows about equally
/// full.
pub fn side_by_side(panels: usize) -> usize {
    panels.div_ceil(panels.div_ceil(SIDE_BY_SIDE))
}

/// At most this many.
pub const SIDE_BY_SIDE: usize = 4;

/// The upper and the lower edge of each of the rows one below the other from `top`.
pub fn stacked(heights: &[i32], top: i32) -> Vec<(i32, i32)> {
    let mut edge = top;
    let edges = heights.iter().map(|height| {
        edge += height;
        (edge - height, edge)
    });
    edges.collect()
}

/// A light line above each of these rows and below the last.
pub fn rules(rows: &[(i32, i32)], sides: (i32, i32)) -> impl Iterator<Item = Mark> {
    let edges = rows.first().map(|row| row.0).into_iter().chain(rows.iter().map(|row| row.1));
    edges.map(move |y| rule(y, sides))
}

/// A light line from side to side.
pub fn rule(y: i32, (left, right): (i32, i32)) -> Mark {
    Mark::Line { points: vec![(left, y), (right, y)], width: 2, color: GRID }
}

/// How many panels are in a row: three to five, such that the last row lacks few.
pub fn columns(panels: usize) -> usize {
    let lacking = |columns: usize| (columns - panels % columns) % columns;
    let choice = match panels {
        0..=4 => return panels.max(1),
        5..=9 => 3..=5,
        10..=20 => 4..=5,
        _ => 5..=5,
    };
    choice.rev().min_by_key(|&columns| lacking(columns)).unwrap_or(5)
}

/// Size of body text in pixels per em: 9.6 points in print, and 8.2 or 7.2 where the rows would not
/// fit on a page otherwise.
pub fn body_size(rows: usize) -> i32 {
    match rows {
        0..=24 => 40,
        25..=32 => 34,
        _ => 30,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_names_that_have_no_room_every_so_many_are_written_and_the_last() {
        let names: Vec<String> = (1..=50).map(|name| name.to_string()).collect();
        let centres: Vec<i32> = (0..50).map(|place| 17 * place).collect();
        let written: Vec<String> =
            headings(&names, &centres, 17, 40).labels.into_iter().map(|label| label.text).collect();
        assert_eq!((written.first().unwrap().as_str(), written.last().unwrap().as_str()), ("1", "50"));
        // A line is over three steps high.
        assert_eq!(written[1..3], ["5", "9"]);
        assert_eq!(headings(&names, &centres, 60, 40).labels.len(), 50);
    }

    #[test]
    fn rows_of_panels_are_nearly_full() {
        let chosen: Vec<usize> = [1, 3, 4, 5, 6, 8, 9, 12, 20, 40].into_iter().map(columns).collect();
        assert_eq!(chosen, [1, 3, 4, 5, 3, 4, 3, 4, 5, 5]);
    }
}
