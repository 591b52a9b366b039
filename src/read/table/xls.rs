//! A workbook of Excel 97 to 2003 (xls, [MS-XLS]) -> the rows of its sheets. Own code: the crate for it reserves as much memory
//! as a file says and follows chains of sectors without end.

mod record;
mod workbook;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, anyhow, bail, ensure};

use self::record::{Data, record};
use self::workbook::{XlsBook, XlsText};
use super::date;
use super::sheets::{self, HeldBook, HeldCell, HeldRow};
use super::xlsx;
use crate::read::bounded::allowed;
use crate::read::input::{Input, hold};
use crate::read::ole::{MAGIC, Ole, number, short};
use crate::read::packed::PASSWORD;
use crate::read::source::{Bodies, ReadingWishes};

/// The most bytes of a file.
pub(super) const MOST_BYTES: u64 = 100_000_000;

/// The articles of a workbook, see [`super::xlsx::open`].
///
/// # Errors
/// As there; it is of an older program; and it is larger than can be held.
pub fn open(input: Input, wishes: &ReadingWishes) -> Result<Bodies> {
    let bytes = hold(input.stream()?, MOST_BYTES)?;
    // The newer format under the name of this one.
    if bytes.starts_with(b"PK") {
        return xlsx::open(Input::Held(bytes.into()), wishes);
    }
    let left = allowed(bytes.len() as u64);
    let book = book(&bytes)?;
    drop(bytes);
    sheets::open(book, &wishes.columns, left)
}

fn book(bytes: &[u8]) -> Result<XlsBook> {
    ensure!(bytes.starts_with(MAGIC), "it is no workbook of Excel, whatever its name says: save it again as .xlsx");
    let ole = Ole::open(bytes)?;
    ensure!(!ole.has("EncryptedPackage"), PASSWORD);
    match ole.stream("Workbook")? {
        Some(stream) => XlsBook::open(stream),
        None if ole.has("Book") => bail!("it is a workbook of Excel 95 or before: save it as .xlsx"),
        None => bail!("it is no workbook, whatever its name says: save it again as .xlsx"),
    }
}

impl HeldBook for XlsBook {
    type Rows = XlsRows;

    fn sheets(&self) -> Vec<(&str, bool)> {
        self.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect()
    }

    fn rows(self: &Arc<Self>, sheet: usize) -> XlsRows {
        let (start, end) = self.sheets.get(sheet).map_or((0, 0), |sheet| (sheet.start, sheet.end));
        let merged = merged(self.stream.get(..end).unwrap_or_default(), start);
        XlsRows { merged, book: Arc::clone(self), at: start, end, depth: 0, row: None, waiting: None }
    }
}

/// Where the cells begin that are merged over several rows, and the last row of each; their list comes after all rows.
fn merged(stream: &[u8], mut at: usize) -> BTreeMap<(u16, u16), u16> {
    let (mut merged, mut depth) = (BTreeMap::new(), 0);
    while let Some(record) = record(stream, at) {
        at = record.end;
        match record.kind {
            0x809 => depth += 1,
            0xa => depth -= 1,
            0xe5 if depth == 1 => {
                for range in record.data.get(2..).unwrap_or_default().chunks_exact(8) {
                    if let (Some(first), Some(last), Some(column)) = (short(range, 0), short(range, 2), short(range, 4))
                        && first < last
                    {
                        merged.insert((first, column), last);
                    }
                }
            }
            _ => (),
        }
        if depth <= 0 {
            break;
        }
    }
    merged
}

/// The rows of a sheet.
pub(super) struct XlsRows {
    book: Arc<XlsBook>,
    merged: BTreeMap<(u16, u16), u16>,
    at: usize,
    end: usize,
    /// How many parts are open: charts lie in sheets.
    depth: usize,
    /// The row that is read, from 0, and its cells so far.
    row: Option<(u16, Vec<HeldCell>)>,
    /// The place and style of a formula whose text comes in another record.
    waiting: Option<(u16, u16, u16)>,
}

impl Iterator for XlsRows {
    type Item = Result<HeldRow>;

    fn next(&mut self) -> Option<Result<HeldRow>> {
        let read = self.read();
        if read.is_err() {
            (self.at, self.row) = (usize::MAX, None);
        }
        read.transpose()
    }
}

impl XlsRows {
    fn read(&mut self) -> Result<Option<HeldRow>> {
        let book = Arc::clone(&self.book);
        let stream = book.stream.get(..self.end).unwrap_or_default();
        loop {
            let Some(record) = record(stream, self.at) else {
                ensure!(self.at == usize::MAX, "it is cut off: save it again as .xlsx");
                return Ok(None);
            };
            self.at = record.end;
            let field = |at| short(record.data, at).unwrap_or_default();
            let (row, column, style) = (field(0), field(2), field(4));
            let found = match record.kind {
                0x809 => {
                    self.depth += 1;
                    continue;
                }
                _ if self.depth == 0 => bail!("it begins where no sheet is: save it again as .xlsx"),
                0xa => {
                    self.depth -= 1;
                    if self.depth > 0 {
                        continue;
                    }
                    self.at = usize::MAX;
                    return Ok(self.row.take().map(held));
                }
                _ if self.depth > 1 => continue,
                0xfd => Some(book.shared(number(record.data, 6).unwrap_or(u32::MAX), style)?),
                0x204 | 0xd6 => {
                    let mut data = Data::of(stream, record, 6)?;
                    let text = XlsText::plain(&data.text()?.0);
                    self.at = data.end;
                    Some(book.in_font(text, style))
                }
                0x203 => double(record.data, 6).map(|number| shown(&book, number, style)),
                0x27e => number(record.data, 6).map(|number| shown(&book, of_rk(number), style)),
                0xbd => {
                    // Several numbers, each with its style; the number of the last column ends the record.
                    let several = record.data.get(4..record.data.len().saturating_sub(2)).unwrap_or_default();
                    let mut ended = None;
                    for (cell, column) in several.chunks_exact(6).zip(column..=u16::MAX) {
                        let number = of_rk(number(cell, 2).unwrap_or_default());
                        let text = shown(&book, number, short(cell, 0).unwrap_or_default());
                        ended = self.add(row, column, text)?.or(ended);
                    }
                    match ended {
                        Some(row) => return Ok(Some(row)),
                        None => continue,
                    }
                }
                0x6 if field(12) != 0xffff => double(record.data, 6).map(|number| shown(&book, number, style)),
                0x6 => {
                    // A text comes in a record of its own; others are errors, true and false.
                    self.waiting = (record.data.get(6) == Some(&0)).then_some((row, column, style));
                    continue;
                }
                0x207 => {
                    let mut data = Data::of(stream, record, 0)?;
                    let text = XlsText::plain(&data.text()?.0);
                    self.at = data.end;
                    let Some((row, column, style)) = self.waiting.take() else { continue };
                    match self.add(row, column, book.in_font(text, style))? {
                        Some(row) => return Ok(Some(row)),
                        None => continue,
                    }
                }
                _ => continue,
            };
            if let Some(text) = found
                && let Some(row) = self.add(row, column, text)?
            {
                return Ok(Some(row));
            }
        }
    }

    /// Adds a cell; gives the row before it where that is at its end.
    fn add(&mut self, row: u16, column: u16, text: XlsText) -> Result<Option<HeldRow>> {
        if text.text.trim().is_empty() {
            return Ok(None);
        }
        let last_row = u64::from(self.merged.get(&(row, column)).copied().unwrap_or(row)) + 1;
        let cell = HeldCell { column: usize::from(column), text: text.text, letters: text.letters, last_row };
        match &mut self.row {
            Some((open, cells)) if *open == row => {
                cells.push(cell);
                Ok(None)
            }
            Some((open, _)) if *open > row => Err(anyhow!(
                "its rows are not in order (row {} after row {}): save it again as .xlsx",
                row + 1,
                *open + 1
            )),
            open => Ok(open.replace((row, vec![cell])).map(held)),
        }
    }
}

fn held((row, cells): (u16, Vec<HeldCell>)) -> HeldRow {
    HeldRow { number: u64::from(row) + 1, cells }
}

/// A number as a cell shows it.
fn shown(book: &XlsBook, number: f64, style: u16) -> XlsText {
    let date = book.is_date(style).then(|| date::of_serial(number, book.is_1904)).flatten();
    let text = date.unwrap_or_else(|| number.to_string());
    XlsText::plain(&text.encode_utf16().collect::<Vec<_>>())
}

fn double(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..)?.first_chunk().map(|bytes| f64::from_le_bytes(*bytes))
}

/// A number in 30 bits: an integer, or the upper bits of a fraction; divided by a hundred or not.
fn of_rk(code: u32) -> f64 {
    let number = match code & 2 {
        0 => f64::from_bits(u64::from(code & !3) << 32),
        _ => f64::from(code as i32 >> 2),
    };
    if code & 1 != 0 { number / 100.0 } else { number }
}

#[cfg(test)]
mod tests;
