//! Heat map: rows by columns, the darker the greater, with the values written in the cells.

use crate::options::Labels;

use super::headings::{LabelColumn, body_size, headings, stacked};
use super::palette::{INK, SOFT, readable_on, shade};
use super::sheet::{Anchor, Mark, Sheet, Type, beside};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// Wider cells look empty.
const WIDEST_CELL: i32 = 520;

/// White space between cells.
const GAP: i32 = 4;

/// Places the plot.
pub fn place(
    columns: &[String],
    rows: &[String],
    values: &[Vec<Option<f64>>],
    unit: &str,
    decimals: usize,
    language: Labels,
) -> Sheet {
    if rows.is_empty() || columns.is_empty() {
        return nothing();
    }
    let size = body_size(rows.len());
    let limit = if size < 40 { 1040 } else { 860 };
    let names = LabelColumn::new(rows.iter().map(String::as_str), |_| false, limit, size);
    let left = LEFT + names.width + 30;
    let cell = ((RIGHT - left) / columns.len() as i32).min(WIDEST_CELL);

    let value = |row: usize, column: usize| {
        let value = values.get(row).and_then(|row| row.get(column));
        value.copied().flatten().filter(|value| value.is_finite())
    };
    let cells = || (0..rows.len()).flat_map(|row| (0..columns.len()).map(move |col| (row, col)));
    let known: Vec<f64> = cells().filter_map(|(row, col)| value(row, col)).collect();
    let texts = |decimals| known.iter().map(|&known| language.number(known, decimals)).collect::<Vec<_>>();
    // Figures that have no room are written without decimals, or else left to the shades.
    let sizes =
        [decimals, 0].into_iter().map(|decimals| (decimals, value_size(&texts(decimals), cell - GAP - 12, size)));
    let figures = sizes.filter_map(|(decimals, size)| Some((decimals, size?))).next();

    let mut sheet = key(&known, unit, decimals, language, size);
    let centres: Vec<i32> = (0..columns.len() as i32).map(|column| left + column * cell + cell / 2).collect();
    let mut heads = headings(columns, &centres, cell, size);
    heads.labels.iter_mut().for_each(|label| label.at.1 += sheet.height);
    let top = sheet.height + heads.height + size / 4;
    sheet.add(heads);

    let airy = (700 / rows.len() as i32).min(110);
    let greatest = known.iter().fold(0.0f64, |most, value| most.max(value.abs()));
    let height = |lines: &Vec<String>| (text::height(lines.len().max(1), size) + size / 4).max(airy);
    let heights: Vec<i32> = names.lines.iter().map(height).collect();
    for (row, (lines, (top, bottom))) in names.lines.iter().zip(stacked(&heights, top)).enumerate() {
        let middle = (top + bottom) / 2;
        sheet.labels.extend(beside(lines, left - 20, middle, Type::regular(size, INK, Anchor::End)));
        for (column, &centre) in centres.iter().enumerate() {
            let value = value(row, column);
            let x = left + column as i32 * cell;
            let corners = [(x, top), (x + cell - GAP, bottom - GAP)];
            let ground = value.map(|value| shade(share(value, greatest)));
            sheet.marks.extend(ground.map(|color| Mark::Rect { corners, color }));
            let Some((decimals, value_size)) = figures else { continue };
            let style = Type::regular(value_size, ground.map_or(SOFT, readable_on), Anchor::Middle);
            let written = value.map_or("–".to_owned(), |value| language.number(value, decimals));
            sheet.labels.extend(beside(&[written], centre - GAP / 2, middle - GAP / 2, style));
        }
        sheet.height = bottom;
    }
    sheet
}

/// `value` as a share of the greatest, without dividing by zero.
fn share(value: f64, greatest: f64) -> f64 {
    if greatest > 0.0 { value / greatest } else { 0.0 }
}

/// The largest size, down to half of `size`, at which every value fits in a cell; `None` where they don't.
fn value_size(texts: &[String], room: i32, size: i32) -> Option<i32> {
    (size / 2..=size).rev().find(|&size| text::widest(texts, size, Weight::Regular) <= room)
}

/// What the shades mean: the unit, the least and the greatest value, and the shades between.
fn key(known: &[f64], unit: &str, decimals: usize, language: Labels, size: i32) -> Sheet {
    let style = Type::regular(size, SOFT, Anchor::Start);
    let lines = text::wrap(unit, 1300, size, Weight::Regular);
    let height = text::height(lines.len().max(1), size);
    let middle = height / 2;
    let mut labels = beside(&lines, LEFT, middle, style);
    let least = known.iter().copied().fold(f64::INFINITY, f64::min);
    let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut marks = Vec::new();
    if least < most {
        let greatest = least.abs().max(most.abs());
        let (low, high) = (language.number(least, decimals), language.number(most, decimals));
        let low_x = LEFT + text::widest(&lines, size, Weight::Regular) + 60;
        let bar = low_x + text::width(&low, size, Weight::Regular) + 20;
        let (steps, step) = (40, 9);
        marks.extend((0..steps).map(|place| {
            let part = f64::from(place) / f64::from(steps - 1);
            Mark::Rect {
                corners: [(bar + place * step, middle - size / 2), (bar + (place + 1) * step, middle + size / 2)],
                color: shade(share(least + (most - least) * part, greatest)),
            }
        }));
        let high_x = bar + steps * step + 20;
        labels.extend(beside(&[low], low_x, middle, style));
        labels.extend(beside(&[high], high_x, middle, style));
    }
    Sheet { height: height + size / 2, marks, labels }
}
