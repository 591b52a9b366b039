//! [`Table`] -> CSV: UTF-8 with a byte-order mark, RFC 4180, fixed decimals, and no cell that a spreadsheet would run.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use csv::Terminator;
use polars::prelude::{DataType, Float64Chunked, StringChunked, UInt64Chunked};

use crate::options::Dialect;
use crate::table::{Format, Table};

/// A CSV file that tables of one form are appended to.
pub struct CsvFile {
    writer: csv::Writer<BufWriter<File>>,
    dialect: Dialect,
}

impl CsvFile {
    /// Creates the file with a byte-order mark, without which Excel takes UTF-8 for the system's encoding, and the
    /// header.
    pub fn create(path: &Path, table: &Table, dialect: Dialect) -> Result<CsvFile> {
        let mut file = BufWriter::new(File::create(path)?);
        file.write_all("\u{feff}".as_bytes())?;
        let mut writer =
            csv::WriterBuilder::new().delimiter(dialect.delimiter).terminator(Terminator::CRLF).from_writer(file);
        writer.write_record(table.columns.iter().map(|column| column.name))?;
        Ok(CsvFile { writer, dialect })
    }

    /// Appends the table's rows.
    pub fn append(&mut self, table: &Table) -> Result<()> {
        let cells = table
            .columns
            .iter()
            .map(|column| {
                let values = table.data.column(column.name)?;
                Ok(match values.dtype() {
                    DataType::String => Cells::Text(values.str()?),
                    DataType::UInt64 => Cells::Counts(values.u64()?),
                    _ => Cells::Numbers(values.f64()?, column.format),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let mut cell = String::new();
        for row in 0..table.data.height() {
            for column in &cells {
                cell.clear();
                column.write(row, self.dialect.decimal, &mut cell);
                self.writer.write_field(&cell)?;
            }
            self.writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    /// Writes what is still held back.
    pub fn finish(mut self) -> Result<()> {
        self.writer.flush().context("can't write the last rows")
    }
}

/// A column's values.
enum Cells<'a> {
    Text(&'a StringChunked),
    Counts(&'a UInt64Chunked),
    Numbers(&'a Float64Chunked, Format),
}

impl Cells<'_> {
    /// Appends the cell of a row; nothing where it has no value.
    fn write(&self, row: usize, decimal: char, cell: &mut String) {
        match self {
            Cells::Text(values) => write_text(values.get(row).unwrap_or_default(), cell),
            Cells::Counts(values) => cell.extend(values.get(row).map(|count| count.to_string())),
            Cells::Numbers(values, format) => {
                let number = values.get(row).map(|number| write_number(number, *format));
                cell.extend(
                    number.iter().flat_map(|number| number.chars()).map(|c| if c == '.' { decimal } else { c }),
                );
            }
        }
    }
}

/// Appends text as it is, but with an apostrophe before what a spreadsheet would take for a formula.
pub fn write_text(text: &str, cell: &mut String) {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        cell.push('\'');
    }
    cell.push_str(text);
}

fn write_number(number: f64, format: Format) -> String {
    let text = match format {
        Format::Plain => number.to_string(),
        Format::Decimals(decimals) => format!("{number:.decimals$}"),
        Format::Significant if number.abs() < 1e-3 => format!("{number:.3e}"),
        Format::Significant => {
            // As many decimals as leave four significant digits.
            let decimals = (3.0 - number.abs().log10().floor()).max(0.0) as usize;
            format!("{number:.decimals$}")
        }
    };
    // A trace of a negative number isn't one: -0.000.
    if text.starts_with('-') && !text.contains(|c: char| ('1'..='9').contains(&c)) {
        text[1..].to_string()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_run_as_a_formula() {
        for text in ["=1+1", "+84 24", "-Về kinh tế", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A1"]
        {
            let mut cell = String::new();
            write_text(text, &mut cell);
            assert_eq!(cell, format!("'{text}"));
        }
        let mut cell = String::new();
        write_text("hòa bình", &mut cell);
        assert_eq!(cell, "hòa bình");
    }

    #[test]
    fn numbers_have_fixed_decimals_and_no_negative_zero() {
        assert_eq!(write_number(2.0 / 3.0, Format::Decimals(4)), "0.6667");
        assert_eq!(write_number(-0.00001, Format::Decimals(2)), "0.00");
        assert_eq!(write_number(-1.5, Format::Decimals(2)), "-1.50");
    }

    #[test]
    fn p_values_keep_four_significant_digits() {
        assert_eq!(write_number(0.04321987, Format::Significant), "0.04322");
        assert_eq!(write_number(1.0, Format::Significant), "1.000");
        assert_eq!(write_number(1.25662e-6, Format::Significant), "1.257e-6");
        assert_eq!(write_number(1e-300, Format::Significant), "1.000e-300");
    }
}
