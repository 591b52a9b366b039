//! Headings over columns, and the column of labels beside rows.

use super::palette::{INK, series};
use super::sheet::{Anchor, Label, Mark, Point, Sheet, Type, paragraph};
use super::text::{self, ASCENT, LINE, Weight};

/// Names centred over the columns at `centres`, which stand `step` pixels apart: level where they
/// fit in three lines, otherwise reading upwards. Returns them with the height they take, which
/// begins at 0; level names stand on its lower edge.
pub fn headings(names: &[String], centres: &[i32], step: i32, size: i32) -> (Vec<Label>, i32) {
    let style = |anchor| Type { size, weight: Weight::Bold, color: INK, anchor };
    let room = step - size / 2;
    let level: Vec<_> = names.iter().map(|name| text::wrap(name, room, size, Weight::Bold)).collect();
    let words = names.iter().flat_map(|name| name.split_whitespace());
    let unbroken = words.into_iter().all(|word| text::width(word, size, Weight::Bold) <= room);
    let most = level.iter().map(Vec::len).max().unwrap_or(0);
    if unbroken && most <= 3 {
        let height = text::height(most, size);
        let labels = level
            .iter()
            .zip(centres)
            .flat_map(|(lines, &x)| {
                let top = height - text::height(lines.len(), size);
                paragraph(lines, x, top, style(Anchor::Middle))
            })
            .collect();
        return (labels, height);
    }
    let columns = upright(names, step, size);
    let longest = columns.iter().flatten().map(|line| text::width(line, size, Weight::Bold)).max().unwrap_or(0);
    let height = longest + size / 2;
    let labels = columns
        .into_iter()
        .zip(centres)
        .flat_map(|(lines, &centre)| {
            let left = f64::from(centre) - lines.len() as f64 * LINE * f64::from(size) / 2.0;
            lines.into_iter().enumerate().map(move |(line, text)| Label {
                text,
                at: ((left + (line as f64 * LINE + ASCENT) * f64::from(size)).round() as i32, height - size / 4),
                style: style(Anchor::Start),
                upright: true,
            })
        })
        .collect();
    (labels, height)
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

/// A heading in bold that begins, or ends, at a point, beside a swatch of its colour: light colours can't be read as text.
pub fn swatched(name: &str, color: usize, (x, top): Point, room: i32, (anchor, size): (Anchor, i32)) -> Sheet {
    let (side, inward) = (size * 3 / 5, if anchor == Anchor::End { -1 } else { 1 });
    let lines = text::wrap(name, (room - 2 * side).max(2 * size), size, Weight::Bold);
    let style = Type { size, weight: Weight::Bold, color: INK, anchor };
    let middle = top + text::height(1, size) / 2 + size / 12;
    let far = x + inward * side;
    Sheet {
        height: text::height(lines.len(), size),
        marks: vec![Mark::Rect {
            corners: [(x.min(far), middle - side / 2), (x.max(far), middle + side / 2)],
            color: series(color),
        }],
        labels: paragraph(&lines, far + inward * side / 2, top, style),
    }
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
        let weight = |row| {
            if bold(row) { Weight::Bold } else { Weight::Regular }
        };
        let lines: Vec<_> =
            labels.enumerate().map(|(row, label)| text::wrap(label, limit, size, weight(row))).collect();
        let width =
            lines.iter().enumerate().map(|(row, lines)| text::widest(lines, size, weight(row))).max().unwrap_or(0);
        Self { lines, width }
    }
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
