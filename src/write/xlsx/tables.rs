//! A table's [`Excerpt`] -> its sheet, with a header that stays and filters; and the sheet of what all columns mean.

use anyhow::{Context, Result};
use itertools::Itertools;
use rust_xlsxwriter::{Format as CellFormat, FormatAlign, Worksheet};

use super::{CELL, Formats, fit, set_height, set_page, write_row, write_text};
use crate::options::Labels;
use crate::report::{Excerpt, Report};
use crate::table::{Cell, Form, Heading};

/// A column's largest width, in characters.
const WIDEST: usize = 60;

/// The width of what columns mean, in characters.
const MEANING_WIDTH: f64 = 110.0;

/// Writes a table's sheet.
pub fn write(sheet: &mut Worksheet, labels: Labels, excerpt: &Excerpt, formats: &Formats) -> Result<()> {
    let Excerpt { schema, data, .. } = excerpt;
    let Some(last_column) = schema.headings.len().checked_sub(1) else { return Ok(()) };
    let last_column = u16::try_from(last_column).context("it has more columns than a sheet")?;
    let last_row = u32::try_from(data.height()).context("it has more rows than a sheet")?;
    let columns = excerpt.columns()?;
    let mut wrapped = Vec::new();
    for (number, (column, cells)) in (0..).zip(schema.headings.iter().zip(&columns)) {
        write_text(sheet, 0, number, column.name, &formats.header)?;
        if set_column(sheet, number, column, cells, formats)? {
            wrapped.push(cells);
        }
    }
    for (index, row) in (0..data.height()).zip(1..) {
        for (number, cell) in (0..).zip(columns.iter().filter_map(|cells| cells.get(index))) {
            // The column's format is that of its cells.
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => sheet.write_string(row, number, fit(text, CELL))?,
                Cell::Count(count) => sheet.write_number(row, number, *count as f64)?,
                Cell::Number(value) => sheet.write_number(row, number, *value)?,
            };
        }
        let long = wrapped.iter().filter_map(|cells| match cells.get(index) {
            Some(Cell::Text(text)) => Some((text.as_ref(), WIDEST as f64)),
            _ => None,
        });
        set_height(sheet, row, long)?;
    }
    sheet.autofilter(0, 0, last_row, last_column)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    if let Some(note) = shortened(labels, excerpt) {
        write_text(sheet, last_row + 2, 0, &note, &formats.note)?;
    }
    set_page(sheet, last_row, last_column)
}

/// That a sheet holds only some rows of a table, and where the others are.
fn shortened(labels: Labels, excerpt: &Excerpt) -> Option<String> {
    let [shown, total] = [excerpt.data.height() as u64, excerpt.total].map(|count| labels.count(count));
    let file = excerpt.file();
    (!excerpt.is_whole()).then(|| {
        labels.pick(
            format!("{shown} of {total} rows; {file} has them all."),
            format!("{shown} trong số {total} hàng; bảng đầy đủ ở {file}."),
        )
    })
}

/// Sets a column's width and the format of its cells; whether its texts are wrapped.
fn set_column(sheet: &mut Worksheet, number: u16, column: &Heading, cells: &[Cell], formats: &Formats) -> Result<bool> {
    let (mut longest, mut letters, mut texts) = (0, 0, 0);
    for cell in cells {
        let length = length(cell, column.form);
        longest = longest.max(length);
        if let Cell::Text(_) = cell {
            (letters, texts) = (letters + length, texts + 1);
        }
    }
    // Columns of sentences are wrapped. Where only some cells are long, wrapping would tear the other rows apart.
    let is_wrapped = column.form == Form::Text && letters > WIDEST * texts;
    let format = match column.form {
        Form::Text if is_wrapped => formats.wrapped.clone(),
        Form::Text => formats.text.clone(),
        Form::Count => formats.count.clone(),
        Form::Decimals(_) | Form::Significant => {
            CellFormat::new().set_align(FormatAlign::Top).set_num_format(number_format(column.form))
        }
    };
    sheet.set_column_format(number, &format)?;
    // After a header comes the filter's button.
    let width = (longest + 2).max(column.name.chars().count() + 4).min(WIDEST);
    sheet.set_column_width(number, width as f64)?;
    Ok(is_wrapped)
}

/// How many characters a cell shows, more or less.
fn length(cell: &Cell, form: Form) -> usize {
    let digits = |number: f64| 1 + number.abs().max(1.0).log10() as usize;
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) => text.chars().take(10 * WIDEST).count(),
        Cell::Count(count) => digits(*count as f64) * 4 / 3,
        Cell::Number(number) => match form {
            Form::Decimals(decimals) => digits(*number) + decimals + 2,
            _ => 10,
        },
    }
}

/// A format of Excel's for a column's numbers.
fn number_format(form: Form) -> String {
    match form {
        Form::Text | Form::Count => "#,##0".into(),
        Form::Decimals(0) => "0".into(),
        // Excel takes up to 30 decimals.
        Form::Decimals(decimals) => format!("0.{}", "0".repeat(decimals.min(30))),
        Form::Significant => "[=0]0;[<0.001]0.00E+00;0.0000".into(),
    }
}

/// Writes the sheet that says what each table and column means.
pub fn write_columns(sheet: &mut Worksheet, report: &Report, formats: &Formats) -> Result<()> {
    let labels = report.labels;
    let header = labels.pick(["Table", "Column", "Unit", "Meaning"], ["Bảng", "Cột", "Đơn vị", "Ý nghĩa"]);
    write_row(sheet, 0, &header, &formats.header)?;
    let mut row = 1;
    for excerpt in &report.tables {
        let table = &excerpt.schema;
        let lacking = report.lacking(excerpt).map(|note| note.pick(labels).clone());
        let notes = lacking.into_iter().chain(shortened(labels, excerpt));
        let about = std::iter::once(table.about.pick(labels).to_string()).chain(notes).join(" ");
        write_row(sheet, row, &[table.name, "", "", &about], &formats.bold)?;
        set_height(sheet, row, [(about.as_str(), MEANING_WIDTH)])?;
        row += 1;
        for column in &table.headings {
            let (unit, meaning) = (column.unit.words(), *column.meaning.pick(labels));
            write_row(sheet, row, &[table.name, column.name, unit.pick(labels), meaning], &formats.wrapped)?;
            set_height(sheet, row, [(meaning, MEANING_WIDTH)])?;
            row += 1;
        }
    }
    for (column, width) in (0..).zip([24.0, 28.0, 20.0, MEANING_WIDTH]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.autofilter(0, 0, row - 1, 3)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    set_page(sheet, row - 1, 3)
}
