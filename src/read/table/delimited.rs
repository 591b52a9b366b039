//! Cells between commas, semicolons, tabs or bars (csv, tsv), in UTF-8 and with a header -> rows, one at a time.
//!
//! Rows are split here and not by the csv crate, since it doesn't say where a quotation mark opened that is never closed, and
//! reads one dialect in a file.

mod dialect;
mod records;
mod split;

use std::io::{Cursor, Read};

use anyhow::{Result, anyhow, bail};
use csv::ByteRecord;
use simdutf8::compat::from_utf8;

use self::dialect::{Header, Sniffed};
use self::records::{Buffer, RawRecord, Records, line_breaks};
use self::split::{Begin, RowDialect, split};

use super::cells::Cells;
use super::columns::{NamedColumns, sample};
use super::names::Slot;
use super::order::TableDates;
use super::row::ArticleRow;
use crate::encoding::{self, Decoded};
use crate::read::input::{Input, hold};
use crate::read::source::{Bodies, ReadingWishes, of_rows};

/// How many bytes are read to tell whether a table is in UTF-8.
const SNIFFED: u64 = 1 << 16;

/// The most bytes of a table that must be decoded as a whole, since it isn't in UTF-8.
const MOST_DECODED: u64 = 100_000_000;

/// How many bytes, if there are as many, tell what separates cells.
const SAMPLED: usize = 1 << 18;

/// The most bytes of a header, and the most cells: what a spreadsheet can hold, and more than any names take.
const MOST_HEADER: usize = 1 << 20;
const MOST_COLUMNS: usize = 16_384;

/// The articles of a table in UTF-8, or in any encoding where it is no larger than 100 MB.
///
/// # Errors
/// See [`rows`]; no encoding fits it.
pub fn open(input: Input, wishes: &ReadingWishes) -> Result<Bodies> {
    let mut start = Vec::new();
    input.stream()?.take(SNIFFED).read_to_end(&mut start)?;
    // The last letter may be cut.
    let is_utf8 = match std::str::from_utf8(&start) {
        Ok(_) => true,
        Err(flaw) => flaw.error_len().is_none() && start.len() as u64 == SNIFFED,
    };
    if is_utf8 && wishes.encoding.is_none() {
        let dates = TableDates::survey(rows(input.stream()?, &wishes.columns)?);
        return Ok(of_rows(rows(input.stream()?, &wishes.columns)?, dates, Some("UTF-8"), Vec::new()));
    }
    let bytes = hold(input.stream()?, MOST_DECODED)?;
    let Decoded { text, encoding, candidates } = encoding::decode_in(&bytes, wishes.encoding.as_deref())?;
    drop(bytes);
    let dates = TableDates::survey(rows(text.as_bytes(), &wishes.columns)?);
    Ok(of_rows(rows(Cursor::new(text), &wishes.columns)?, dates, Some(encoding), candidates))
}

/// The rows of a table, in order. Empty rows are passed over, and counted.
///
/// # Errors
/// Of the whole: it is empty, its header is no text, or no column holds the text. Of a row: its number of cells is not the
/// header's, a quotation mark isn't closed, it is not UTF-8, or it holds no text; the rest goes on. Where the source fails,
/// the rows before are given.
pub fn rows<R: Read>(source: R, columns: &NamedColumns) -> Result<impl Iterator<Item = Result<ArticleRow>> + use<R>> {
    let mut buffer = Buffer::new(source);
    let Start { layout, names, line } = start(&mut buffer, columns)?;
    let mut records = Records::new(buffer, layout.delimiter, names.len(), line);
    // Few rows are read ahead, to tell the text by its length.
    let first = sample(&mut records, |record| record.as_ref().map_or(0, |record| record.cells.as_slice().len()));
    let length = |column| first.iter().flatten().filter_map(|record| record.cells.get(column)).map(<[u8]>::len).sum();
    let lengths: Vec<usize> = (0..names.len()).map(length).collect();
    let slots = columns.slots(&names, &lengths, first.iter().flatten().count())?;
    let rows = first.into_iter().chain(records).map(move |record| into_row(record?, &slots));
    Ok(rows.filter_map(Result::transpose))
}

/// What is above the rows.
struct Start {
    layout: Sniffed,
    /// A name for each cell, empty where the header has none.
    names: Vec<String>,
    /// The line that comes next.
    line: u64,
}

/// Takes what is above the rows off a source: a byte-order mark, a line `sep=;`, empty lines and the header.
fn start<R: Read>(buffer: &mut Buffer<R>, columns: &NamedColumns) -> Result<Start> {
    while !buffer.rest().1 && buffer.rest().0.len() < SAMPLED {
        buffer.fill()?;
    }
    let mut line = 1;
    skip(buffer, &mut line);
    let stated = stated_delimiter(buffer.rest().0);
    if let Some((_, length)) = stated {
        buffer.take(length);
        line += 1;
        skip(buffer, &mut line);
    }
    let (bytes, is_all) = buffer.rest();
    if bytes.is_empty() {
        bail!("it is empty");
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        bail!("it is UTF-16: save it as UTF-8");
    }
    let layout = dialect::tell(bytes, is_all, stated.map(|(mark, _)| mark), columns);
    let dialect = RowDialect { delimiter: layout.delimiter, escapes: false };
    let mut cells = ByteRecord::new();
    let length = loop {
        let (bytes, is_all) = buffer.rest();
        match split(bytes, is_all, dialect, &mut cells) {
            Begin::Row(row) => break row.length,
            Begin::Open(cell) => {
                bail!("line {line}: the quotation mark that opens its cell {cell} isn't closed: close it")
            }
            Begin::Cut if bytes.len() > MOST_HEADER => {
                bail!("its first line goes on over 1 MB: is a quotation mark missing?")
            }
            Begin::Cut => buffer.fill()?,
        }
    };
    let header = &buffer.rest().0[..length];
    if header.contains(&0) {
        bail!("it is no text (a zero byte in line {line}): save it as a table in UTF-8");
    }
    if from_utf8(header).is_err() {
        bail!("line {line} is not UTF-8: save it as UTF-8");
    }
    line += line_breaks(header);
    buffer.take(length);
    let mut names: Vec<String> = cells.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    match layout.header {
        Header::Whole => (),
        Header::OneShort => names.insert(0, String::new()),
        Header::RowsEndOpen => names.push(String::new()),
        Header::EndsOpen => drop(names.pop()),
    }
    if names.len() > MOST_COLUMNS {
        bail!("its header has {} columns: is it a table?", names.len());
    }
    Ok(Start { layout, names, line })
}

/// Skips a byte-order mark and empty lines.
fn skip<R: Read>(buffer: &mut Buffer<R>, line: &mut u64) {
    if buffer.rest().0.starts_with(b"\xef\xbb\xbf") {
        buffer.take(3);
    }
    let empty = buffer.rest().0.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    *line += line_breaks(&buffer.rest().0[..empty]);
    buffer.take(empty);
}

/// The delimiter that a first line `sep=;` states, as programs write it for Excel, and the length of the line.
fn stated_delimiter(bytes: &[u8]) -> Option<(u8, usize)> {
    let end = memchr::memchr(b'\n', bytes)?;
    let stated = bytes[..end].trim_ascii_end();
    let stated = stated.strip_prefix(b"\"").and_then(|stated| stated.strip_suffix(b"\"")).unwrap_or(stated);
    let (name, mark) = stated.split_at_checked(4)?;
    // A tab may have been taken for white space.
    let mark = mark.first().copied().or_else(|| bytes[..end].contains(&b'\t').then_some(b'\t'))?;
    (name.eq_ignore_ascii_case(b"sep=") && stated.len() <= 5).then_some((mark, end + 1))
}

/// The row of a record; `None` for an empty one.
fn into_row(record: RawRecord, slots: &[Option<Slot>]) -> Result<Option<ArticleRow>> {
    let RawRecord { number, line, cells: record } = record;
    if record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
        return Ok(None);
    }
    let mut cells = Cells::default();
    for (column, (cell, slot)) in record.iter().zip(slots).enumerate() {
        if let Some(slot) = slot {
            let text = from_utf8(cell).map_err(|error| {
                let before: u64 = record.iter().take(column).map(line_breaks).sum();
                let line = line + before + line_breaks(&cell[..error.valid_up_to()]);
                anyhow!("row {number}: line {line} is not UTF-8: save it as UTF-8")
            })?;
            cells.set(*slot, Some(text.to_string()));
        }
    }
    cells.into_row(number).map(Some).map_err(|error| anyhow!("row {number} (line {line}): {error}"))
}

#[cfg(test)]
mod tests;
