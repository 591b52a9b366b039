//! The bytes of a table -> its rows as they are in the file. A row that can't be told is an error that says where it
//! begins, and the next that can be is read.

use std::io::Read;

use anyhow::{Result, anyhow, bail};
use csv::ByteRecord;
use memchr::memchr2;

use super::split::{Begin, RowDialect, RowFacts, split, split_line};
use crate::read::table::row::MOST_ROW;

/// How many bytes are read at once.
const PIECE: usize = 1 << 16;

/// The first cell of a row that comes after one that can't be told is hardly longer than those before: else it is a
/// piece of a text. This many bytes more are allowed.
const LONGER: usize = 16;

/// So many lines of a cell are tried as rows: each may take as long as the cell.
const TRIED: usize = 16;

/// A row as it is in the file.
pub(super) struct RawRecord {
    pub number: u64,
    /// The line that it begins in.
    pub line: u64,
    pub cells: ByteRecord,
}

/// The rows of a table, the header left out.
pub(super) struct Records<R> {
    buffer: Buffer<R>,
    dialect: RowDialect,
    /// How many cells a row has.
    width: usize,
    number: u64,
    /// The line that the next row begins in.
    line: u64,
    /// The length of the longest first cell.
    longest_first: usize,
    ended: bool,
}

/// What was read of a source and is still needed.
pub(super) struct Buffer<R> {
    source: R,
    bytes: Vec<u8>,
    /// Where that begins.
    start: usize,
    is_all: bool,
}

impl<R: Read> Buffer<R> {
    pub fn new(source: R) -> Buffer<R> {
        Buffer { source, bytes: Vec::new(), start: 0, is_all: false }
    }

    /// What is there, and whether nothing comes after it.
    pub fn rest(&self) -> (&[u8], bool) {
        (&self.bytes[self.start..], self.is_all)
    }

    /// Reads more, about as much as there is.
    pub fn fill(&mut self) -> std::io::Result<()> {
        self.bytes.drain(..self.start);
        self.start = 0;
        let more = self.bytes.len().max(PIECE) as u64;
        let read = self.source.by_ref().take(more).read_to_end(&mut self.bytes)?;
        self.is_all = (read as u64) < more;
        Ok(())
    }

    pub fn take(&mut self, length: usize) {
        self.start += length;
    }
}

impl<R: Read> Records<R> {
    /// The rows in a buffer from which the header was taken off; `line` is the line that comes next.
    pub fn new(buffer: Buffer<R>, delimiter: u8, width: usize, line: u64) -> Records<R> {
        let dialect = RowDialect { delimiter, escapes: false };
        Records { buffer, dialect, width, number: 0, line, longest_first: 0, ended: false }
    }

    fn read(&mut self) -> Result<Option<RawRecord>> {
        let mut cells = ByteRecord::new();
        loop {
            let (bytes, is_all) = self.buffer.rest();
            if bytes.is_empty() && is_all {
                return Ok(None);
            }
            match split(bytes, is_all, self.dialect, &mut cells) {
                Begin::Cut if bytes.len() as u64 > MOST_ROW => return self.skip_long(),
                Begin::Cut => self.fill()?,
                // An empty line.
                Begin::Row(row) if bytes.starts_with(b"\n") || bytes.starts_with(b"\r") => self.take(row.length),
                Begin::Row(row) if self.is_right(&cells, &row) => match self.swallowing(&row) {
                    Some(cell) => return self.read_otherwise(Begin::Open(cell), cells),
                    None => return Ok(Some(self.give(cells, row.length))),
                },
                wrong => return self.read_otherwise(wrong, cells),
            }
        }
    }

    /// Whether a row can be as it was split.
    fn is_right(&self, cells: &ByteRecord, row: &RowFacts) -> bool {
        // What looks like an escape is to be tried as one, and loose marks over several lines may hide a row.
        let spans_rows = |cell: &[u8]| {
            cell.split(|&byte| byte == b'\n').skip(1).any(|line| self.delimiters(line) + 1 >= self.width.max(2))
        };
        cells.len() == self.width && !row.has_escape && !(row.is_loose && cells.iter().any(spans_rows))
    }

    /// The cell that holds a row of its own; one whose first cell is empty, too, says nothing of where rows begin.
    fn swallowing(&self, row: &RowFacts) -> Option<usize> {
        let (bytes, is_all) = self.buffer.rest();
        let is_row = |line: usize| bytes[line] != b'"' && self.is_row(&bytes[line..], is_all) == Some(true);
        row.swallowed.iter().take(TRIED).find(|(line, _)| is_row(*line)).map(|&(_, cell)| cell)
    }

    fn delimiters(&self, line: &[u8]) -> usize {
        line.iter().filter(|&&byte| byte == self.dialect.delimiter).count()
    }

    fn give(&mut self, cells: ByteRecord, length: usize) -> RawRecord {
        self.number += 1;
        self.longest_first = self.longest_first.max(cells.get(0).map_or(0, <[u8]>::len));
        let record = RawRecord { number: self.number, line: self.line, cells };
        self.take(length);
        record
    }

    /// Tries a row that seems wrong in the other ways that programs write: with or without escapes, and with quotation marks
    /// that mean nothing.
    fn read_otherwise(&mut self, wrong: Begin, cells: ByteRecord) -> Result<Option<RawRecord>> {
        let other = RowDialect { escapes: !self.dialect.escapes, ..self.dialect };
        let mut tried = ByteRecord::new();
        let begin = loop {
            let (bytes, is_all) = self.buffer.rest();
            match split(bytes, is_all, other, &mut tried) {
                Begin::Cut if bytes.len() as u64 <= MOST_ROW => self.fill()?,
                begin => break begin,
            }
        };
        if let Begin::Row(row) = begin
            && tried.len() == self.width
            && !row.is_loose
            && self.swallowing(&row).is_none()
        {
            // From here on it is known.
            self.dialect.escapes |= other.escapes;
            return Ok(Some(self.give(tried, row.length)));
        }
        let (bytes, is_all) = self.buffer.rest();
        let ends = is_all || memchr2(b'\n', b'\r', bytes).is_some_and(|end| end + 1 < bytes.len());
        if let Some(length) = split_line(bytes, self.dialect.delimiter, &mut tried).filter(|_| ends)
            && tried.len() == self.width
        {
            return Ok(Some(self.give(tried, length)));
        }
        let long_cell = || cells.iter().position(|cell| cell.contains(&b'\n'));
        match wrong {
            Begin::Row(row) if cells.len() == self.width => match long_cell() {
                Some(cell) => self.give_up(Some(cell + 1), 0, row.length),
                None => Ok(Some(self.give(cells, row.length))),
            },
            Begin::Row(row) => self.give_up(None, cells.len(), row.length),
            Begin::Open(cell) => self.give_up(Some(cell), 0, usize::MAX),
            Begin::Cut => self.skip_long(),
        }
    }

    /// Leaves a row out: what comes next is the first line in it that is a row, or what comes after it.
    fn give_up(&mut self, open: Option<usize>, found: usize, length: usize) -> Result<Option<RawRecord>> {
        self.number += 1;
        let (number, first, width) = (self.number, self.line, self.width);
        let mut left = length;
        loop {
            let (bytes, is_all) = self.buffer.rest();
            let Some(end) = memchr2(b'\n', b'\r', bytes) else {
                if !is_all && bytes.len() as u64 <= MOST_ROW {
                    self.fill()?;
                    continue;
                }
                let all = bytes.len();
                self.take(all);
                break;
            };
            let end = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
            self.take(end);
            left = left.saturating_sub(end);
            // Within a row that ends somewhere, a line of few cells says little.
            if left == 0 || (length == usize::MAX || width > 2) && self.begins_row()? {
                break;
            }
        }
        let last = self.line.saturating_sub(1).max(first);
        let lines = if last > first { format!("lines {first} to {last}") } else { format!("line {first}") };
        match open {
            Some(cell) => bail!(
                "row {number} ({lines}): the quotation mark that opens its cell {cell} isn't closed before the next row: close it"
            ),
            None => {
                let mark = match self.dialect.delimiter {
                    b'\t' => "tab".to_string(),
                    mark => format!("`{}`", mark as char),
                };
                bail!(
                    "row {number} ({lines}) has {found} cells, the header {width}: is a quotation mark or {mark} missing?"
                )
            }
        }
    }

    /// Whether a whole row begins here, or the file ends.
    fn begins_row(&mut self) -> Result<bool> {
        loop {
            let (bytes, is_all) = self.buffer.rest();
            if bytes.is_empty() && is_all {
                return Ok(true);
            }
            match self.is_row(bytes, is_all) {
                None if bytes.len() as u64 <= MOST_ROW => self.fill()?,
                is_row => return Ok(is_row.unwrap_or_default()),
            }
        }
    }

    /// Whether bytes begin with a whole row that looks like those before; `None` where they end before that is known.
    fn is_row(&self, bytes: &[u8], is_all: bool) -> Option<bool> {
        let mut cells = ByteRecord::new();
        let most = 2 * self.longest_first + LONGER;
        match split(bytes, is_all, self.dialect, &mut cells) {
            Begin::Cut => None,
            Begin::Row(row) => Some(self.is_right(&cells, &row) && (self.width == 1 || cells[0].len() <= most)),
            Begin::Open(_) => Some(false),
        }
    }

    /// Leaves out a row that is longer than can be held, up to the next line break.
    fn skip_long(&mut self) -> Result<Option<RawRecord>> {
        let (number, line) = (self.number + 1, self.line);
        loop {
            let (bytes, is_all) = self.buffer.rest();
            let end = memchr2(b'\n', b'\r', bytes);
            let length = end.map_or(bytes.len(), |end| end + 1);
            self.take(length);
            if end.is_some() || is_all {
                break;
            }
            self.fill()?;
        }
        self.number = number;
        bail!("row {number} (line {line}) goes on over 64 MB: is a quotation mark missing?")
    }

    fn fill(&mut self) -> Result<()> {
        self.buffer.fill().map_err(|error| {
            self.ended = true;
            anyhow!("after row {}: {error}", self.number)
        })
    }

    /// Is done with this many bytes.
    fn take(&mut self, length: usize) {
        let taken = &self.buffer.rest().0[..length];
        self.line += line_breaks(taken);
        self.buffer.take(length);
    }
}

/// The line breaks in some bytes: LF, CRLF or CR.
pub(super) fn line_breaks(bytes: &[u8]) -> u64 {
    let lone = |place: usize| bytes[place] == b'\r' && bytes.get(place + 1) != Some(&b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&place| bytes[place] == b'\n' || lone(place)).count() as u64
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<RawRecord>;

    fn next(&mut self) -> Option<Result<RawRecord>> {
        if self.ended {
            return None;
        }
        let record = self.read().transpose();
        self.ended |= record.is_none();
        record
    }
}
