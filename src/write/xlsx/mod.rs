//! [`Report`] and the charts as PNG -> an Excel workbook: findings and charts first, then a sheet a table, then what
//! the columns mean. The same report gives the same bytes.

mod summary;
mod tables;

use std::borrow::Cow;

use anyhow::{Context, Result};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
};

use crate::report::Report;
use crate::write::{Figure, printable};

/// Makes the workbook of a report, with these figures.
///
/// # Errors
/// A table has more rows or columns than a sheet (1,048,576 by 16,384).
pub fn workbook(report: &Report, figures: &[Figure]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    // Without a date of its own it would take the clock's, and no two files would be the same.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(fit(report.title.pick(report.labels), LABEL))
        .set_custom_property("Language", report.labels.tag())
        .set_comment(concat!("themeshift ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&date);
    workbook.set_properties(&properties);
    let mut names = SheetNames::default();
    let formats = Formats::new();
    let summary = workbook.add_worksheet().set_name(names.take(report.labels.pick("Findings", "Phát hiện")))?;
    summary::write(summary, report, figures, &formats).context("can't make the sheet of findings")?;
    for excerpt in &report.tables {
        let name = excerpt.schema.name;
        let sheet = workbook.add_worksheet().set_name(names.take(name))?;
        tables::write(sheet, report.labels, excerpt, &formats)
            .with_context(|| format!("can't make the sheet of the table {name}"))?;
    }
    let columns = workbook.add_worksheet().set_name(names.take(report.labels.pick("Columns", "Cột")))?;
    tables::write_columns(columns, report, &formats).context("can't make the sheet of columns")?;
    Ok(workbook.save_to_buffer()?)
}

/// The formats that several sheets share.
struct Formats {
    title: Format,
    heading: Format,
    header: Format,
    count_header: Format,
    text: Format,
    wrapped: Format,
    bold: Format,
    count: Format,
    rank: Format,
    note: Format,
}

impl Formats {
    fn new() -> Formats {
        let top = || Format::new().set_align(FormatAlign::Top);
        let header = || top().set_bold().set_background_color("#E7EAF0").set_border_bottom(FormatBorder::Thin);
        Formats {
            title: Format::new().set_bold().set_font_size(16),
            heading: Format::new().set_bold().set_font_size(13),
            header: header(),
            count_header: header().set_align(FormatAlign::Right),
            text: top(),
            wrapped: top().set_text_wrap(),
            bold: top().set_bold().set_text_wrap(),
            count: top().set_num_format("#,##0"),
            rank: top().set_align(FormatAlign::Center),
            note: Format::new().set_italic(),
        }
    }
}

/// Names of sheets: not two alike in any case, at most 31 characters and none of : * ? / \ [ ].
#[derive(Default)]
struct SheetNames(Vec<String>);

impl SheetNames {
    /// The name, changed where Excel wouldn't take it: the table of findings becomes "findings.csv" behind the sheet
    /// "Findings".
    fn take(&mut self, name: &str) -> String {
        let valid: String = printable(name).replace([':', '*', '?', '/', '\\', '[', ']', '\''], "_");
        let endings = ["", ".csv"].into_iter().map(Cow::from).chain((2..).map(|n: u32| format!(" {n}").into()));
        for ending in endings {
            let room = 31 - ending.len();
            let name =
                format!("{}{ending}", valid.chars().filter(|c| u32::from(*c) < 0x10000).take(room).collect::<String>());
            let key = name.to_lowercase();
            // "History" is Excel's own.
            if !name.is_empty() && key != "history" && !self.0.contains(&key) {
                self.0.push(key);
                return name;
            }
        }
        valid
    }
}

/// Writes text as text, whatever it begins with, without what a cell can't hold.
fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<()> {
    sheet.write_string_with_format(row, column, fit(text, CELL), format)?;
    Ok(())
}

/// Writes cells of text from left to right.
fn write_row(sheet: &mut Worksheet, row: u32, texts: &[&str], format: &Format) -> Result<()> {
    for (column, text) in (0..).zip(texts) {
        write_text(sheet, row, column, text, format)?;
    }
    Ok(())
}

/// The UTF-16 units that a cell holds, and those that an alternative text or a property does.
const CELL: usize = 32_767;
const LABEL: usize = 255;

/// The text as far as there is room for it, without what XML can't hold. Excel counts UTF-16 units.
fn fit(text: &str, most: usize) -> Cow<'_, str> {
    let text = printable(text);
    // No text has more UTF-16 units than bytes.
    if text.len() <= most || text.encode_utf16().count() <= most {
        return text;
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < most
    });
    kept.chain(['…']).collect::<String>().into()
}

/// Gives a row the height of its longest wrapped text, each text with its column's width in characters. Excel would do
/// so by itself; LibreOffice leaves rows of files from elsewhere at one line.
fn set_height<'a>(sheet: &mut Worksheet, row: u32, texts: impl IntoIterator<Item = (&'a str, f64)>) -> Result<()> {
    let lines = |(text, width): (&str, f64)| {
        text.split('\n').map(|line| (line.chars().count() as f64 / width).ceil().max(1.0)).sum::<f64>()
    };
    let lines = texts.into_iter().map(lines).fold(1.0, f64::max);
    if lines > 1.0 {
        // No row is higher than 409 points.
        sheet.set_row_height(row, (15.0 * lines).min(409.0))?;
    }
    Ok(())
}

/// A4 across, one page wide, and no green corners on groups that are called "28".
fn set_page(sheet: &mut Worksheet, last_row: u32, last_column: u16) -> Result<()> {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&A: &P / &N");
    sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

#[cfg(test)]
mod tests;
