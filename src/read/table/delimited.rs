//! Cells between commas, semicolons or tabs (csv, tsv), in UTF-8 and with a header -> rows, one at a time.

use std::io::{Chain, Cursor, Read};

use anyhow::{Context, Result, anyhow, bail};
use csv::{ByteRecord, Reader, ReaderBuilder};
use simdutf8::compat::from_utf8;

use super::cells::Cells;
use super::columns::{Slot, sample};
use super::{Columns, MOST_ROW, Row};
use crate::read::bounded::Bounded;
use crate::read::encoding::{self, Decoded};
use crate::read::source::{Bodies, Input, Wishes, hold, of_rows};

/// So many bytes tell whether a table is in UTF-8.
const SNIFFED: u64 = 1 << 16;

/// The most bytes of a table that must be decoded as a whole, since it isn't in UTF-8.
const MOST_DECODED: u64 = 100_000_000;

/// The most bytes of a header, and the most cells: what a spreadsheet can hold, and more than any names take.
const MOST_HEADER: usize = 1 << 20;
const MOST_COLUMNS: usize = 16_384;

/// The articles of a table in UTF-8, or in any encoding where it is no larger than 100 MB.
///
/// # Errors
/// See [`rows`]; no encoding fits it.
pub fn open(input: Input, wishes: &Wishes) -> Result<Bodies> {
    let mut source = input.stream();
    let mut start = Vec::new();
    source.by_ref().take(SNIFFED).read_to_end(&mut start)?;
    // The last letter may be cut.
    let is_utf8 = match std::str::from_utf8(&start) {
        Ok(_) => true,
        Err(flaw) => flaw.error_len().is_none() && start.len() as u64 == SNIFFED,
    };
    let source = Cursor::new(start).chain(source);
    if is_utf8 && wishes.encoding.is_none() {
        return Ok(of_rows(rows(source, &wishes.columns)?, Some("UTF-8"), Vec::new()));
    }
    let bytes = hold(source, MOST_DECODED)?;
    let Decoded { text, encoding, candidates } = encoding::decode_in(&bytes, wishes.encoding.as_deref())?;
    drop(bytes);
    Ok(of_rows(rows(Cursor::new(text), &wishes.columns)?, Some(encoding), candidates))
}

/// The rows of a table, in order. Empty rows are passed over, and counted.
///
/// # Errors
/// Of the whole: it is empty, its header is no text, or no column holds the text. Of a row: its number of cells is not the
/// header's, it is not UTF-8, or it holds no text; the rest goes on. Where the source fails, the rows before are given.
pub fn rows<R: Read>(mut source: R, columns: &Columns) -> Result<impl Iterator<Item = Result<Row>> + use<R>> {
    let header = read_header(&mut source)?;
    let (delimiter, has_crlf) = (delimiter(&header), header.ends_with(b"\r\n"));
    let source = Bounded::new(Cursor::new(header).chain(source), MOST_ROW);
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).buffer_capacity(1 << 16).from_reader(source);
    let names = reader.byte_headers().context("its header is broken")?;
    let names: Vec<String> = names.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    if names.len() > MOST_COLUMNS {
        bail!("its header has {} columns: is it a table?", names.len());
    }
    let layout = Layout { delimiter, has_crlf, width: names.len() };
    let mut records = Records { reader, width: names.len(), number: 0, length: 0, ended: false };
    // Few rows are read ahead, to tell the text by its length.
    let first = sample(&mut records, |record| record.as_ref().map_or(0, |record| record.cells.as_slice().len()));
    let length = |column| first.iter().flatten().filter_map(|record| record.cells.get(column)).map(<[u8]>::len).sum();
    let lengths: Vec<usize> = (0..names.len()).map(length).collect();
    let slots = columns.slots(&names, &lengths, first.iter().flatten().count())?;
    let rows = first.into_iter().chain(records).map(move |record| record?.into_row(&slots, layout));
    Ok(rows.filter_map(Result::transpose))
}

/// Takes the first line off a source, without byte-order mark: up to its line break outside quotation marks, if any.
fn read_header(source: &mut impl Read) -> Result<Vec<u8>> {
    let mut header = Vec::new();
    let mut quoted = false;
    while source.by_ref().take(1).read_to_end(&mut header)? == 1 {
        let byte = header[header.len() - 1];
        quoted ^= byte == b'"';
        if header == b"\xef\xbb\xbf" {
            header.clear();
        }
        // An empty line before the header is left out.
        if header.iter().all(|byte| b"\r\n".contains(byte)) {
            header.clear();
        }
        if byte == b'\n' && !quoted && !header.is_empty() {
            break;
        }
        if header.len() > MOST_HEADER {
            bail!("its first line goes on over 1 MB: is a quotation mark missing?");
        }
    }
    if header.is_empty() {
        bail!("it is empty");
    }
    if header.starts_with(&[0xff, 0xfe]) || header.starts_with(&[0xfe, 0xff]) {
        bail!("it is UTF-16: save it as UTF-8");
    }
    if header.contains(&0) {
        bail!("it is no text (a zero byte in line 1): save it as a table in UTF-8");
    }
    if from_utf8(&header).is_err() {
        bail!("line 1 is not UTF-8: save it as UTF-8");
    }
    Ok(header)
}

/// The most frequent of comma, semicolon and tab outside quotation marks.
fn delimiter(header: &[u8]) -> u8 {
    let (mut quoted, mut counts) = (false, [(b'\t', 0), (b';', 0), (b',', 0)]);
    for byte in header {
        quoted ^= *byte == b'"';
        for (mark, count) in &mut counts {
            *count += usize::from(!quoted && byte == mark);
        }
    }
    // The last of the highest counts: a comma, where there is none of them.
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| mark)
}

/// What the header tells of all rows.
#[derive(Clone, Copy)]
struct Layout {
    delimiter: u8,
    has_crlf: bool,
    width: usize,
}

/// A row as it stands in the file.
struct Record {
    number: u64,
    /// The lines that the reader stood in before and after it.
    before: u64,
    after: u64,
    cells: ByteRecord,
}

impl Record {
    /// `None` for an empty row.
    fn into_row(self, slots: &[Option<Slot>], layout: Layout) -> Result<Option<Row>> {
        let number = self.number;
        if self.cells.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
            return Ok(None);
        }
        if self.cells.len() != layout.width {
            let mark =
                if layout.delimiter == b'\t' { "tab".to_string() } else { format!("`{}`", layout.delimiter as char) };
            let (line, found, width) = (self.line(layout), self.cells.len(), layout.width);
            bail!(
                "row {number} (line {line}) has {found} cells, the header {width}: is a quotation mark or {mark} missing?"
            );
        }
        let mut cells = Cells::default();
        for (column, (cell, slot)) in self.cells.iter().zip(slots).enumerate() {
            if let Some(slot) = slot {
                let text = from_utf8(cell).map_err(|error| {
                    let before: u64 = self.cells.iter().take(column).map(breaks).sum();
                    let line = self.line(layout) + before + breaks(&cell[..error.valid_up_to()]);
                    anyhow!("row {number}: line {line} is not UTF-8: save it as UTF-8")
                })?;
                cells.set(*slot, Some(text.to_string()));
            }
        }
        cells.into_row(number).map(Some).map_err(|error| anyhow!("row {number} (line {}): {error}", self.line(layout)))
    }

    /// The line that it begins in. The reader stands behind a line break, but before the LF of a CRLF, and doesn't say where
    /// empty lines end.
    fn line(&self, layout: Layout) -> u64 {
        let within: u64 = self.cells.iter().map(breaks).sum();
        self.before.max(self.after.saturating_sub(within + u64::from(!layout.has_crlf)))
    }
}

fn breaks(cell: &[u8]) -> u64 {
    cell.iter().filter(|&&byte| byte == b'\n').count() as u64
}

/// The rows below the header.
struct Records<R> {
    reader: Reader<Bounded<Chain<Cursor<Vec<u8>>, R>>>,
    width: usize,
    number: u64,
    /// The length of the row that was read last.
    length: usize,
    ended: bool,
}

impl<R: Read> Records<R> {
    fn read(&mut self) -> Result<Option<Record>> {
        let before = self.reader.position().line();
        self.reader.get_mut().allow(MOST_ROW);
        // About as long as the row before: growing it costs as much as reading.
        let mut cells = ByteRecord::with_capacity(self.length * 5 / 4, self.width);
        let next = self.number + 1;
        match self.reader.read_byte_record(&mut cells) {
            Ok(true) => (),
            Ok(false) => return Ok(None),
            Err(_) if self.reader.get_ref().is_spent() => {
                bail!("row {next} (line {before}) goes on over 64 MB: is a quotation mark missing?")
            }
            Err(error) => bail!("after row {}: {error}", self.number),
        }
        self.number = next;
        self.length = cells.as_slice().len();
        Ok(Some(Record { number: next, before, after: self.reader.position().line(), cells }))
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        if self.ended {
            return None;
        }
        let record = self.read().transpose();
        self.ended = !matches!(record, Some(Ok(_)));
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::table::Metadata;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Result<Row, String>> {
        match rows(bytes, &Columns::default()) {
            Ok(rows) => rows.map(|row| row.map_err(|error| error.to_string())).collect(),
            Err(error) => vec![Err(format!("all: {error}"))],
        }
    }

    fn texts(bytes: &[u8]) -> Vec<(u64, String)> {
        read(bytes).into_iter().map(|row| row.map(|row| (row.number, row.text)).unwrap()).collect()
    }

    fn error(bytes: &[u8]) -> String {
        read(bytes).into_iter().find_map(Result::err).unwrap()
    }

    #[test]
    fn commas_semicolons_and_tabs_are_told_by_the_header() {
        for mark in [",", ";", "\t"] {
            let table =
                "\u{feff}Tiêu đề|\"a,b;c\"|nội dung\nMột|x|\"Hai, ba; \"\"bốn\"\"\tnăm\nsáu\"\n".replace('|', mark);
            let rows = read(table.as_bytes());
            let row = rows[0].as_ref().unwrap();
            assert_eq!(row.text, "Hai, ba; \"bốn\"\tnăm\nsáu");
            assert_eq!(row.metadata.title.as_deref(), Some("Một"));
        }
    }

    #[test]
    fn cells_fill_the_fields_that_their_columns_are_named_after() {
        let table = "id,group,title,date,source,lang,text,else\nx1,31,T,2021-12-14,VOV,vi,\"A,\nb\",9\n";
        let metadata = Metadata {
            group: Some("31".into()),
            title: Some("T".into()),
            date: Some("2021-12-14".into()),
            source: Some("VOV".into()),
            language: Some("vi".into()),
        };
        let row = Row { number: 1, metadata, text: "A,\nb".into() };
        assert_eq!(read(table.as_bytes()), [Ok(row)]);
    }

    #[test]
    fn a_bad_row_is_an_error_with_its_number_and_line_and_the_rest_goes_on() {
        for line_break in ["\n", "\r\n"] {
            let table = "id,text\n1,\"a\nb\"\n\n2\n3,c\n4,\n5,d".replace('\n', line_break);
            let rows = read(table.as_bytes());
            let text = |row: usize| rows[row].as_ref().unwrap().text.replace("\r\n", "\n");
            assert_eq!((rows.len(), text(0), text(2), text(4)), (5, "a\nb".into(), "c".into(), "d".into()));
            assert!(rows[1].as_ref().unwrap_err().starts_with("row 2 (line 5) has 1 cells, the header 2"));
            assert_eq!(rows[3], Err("row 4 (line 7): it holds no text".into()));
        }
    }

    #[test]
    fn a_row_that_is_not_utf_8_is_an_error_with_its_line() {
        let rows = read(b"id,text\n1,\"a\n\xe9\"\n2,b\n3,\xe9\n");
        assert_eq!(rows[0], Err("row 1: line 3 is not UTF-8: save it as UTF-8".into()));
        assert_eq!(rows[1].as_ref().unwrap().text, "b");
        assert_eq!(rows[2], Err("row 3: line 5 is not UTF-8: save it as UTF-8".into()));
    }

    #[test]
    fn empty_rows_are_passed_over_and_a_table_without_rows_gives_none() {
        assert_eq!(texts(b"id;text\n;\n\n1;a\n ; \n"), [(2, "a".into())]);
        assert_eq!(texts(b"text\n"), []);
        assert_eq!(texts(b"text"), []);
    }

    #[test]
    fn a_broken_file_is_an_error_that_says_what_to_do() {
        assert_eq!(error(b""), "all: it is empty");
        assert_eq!(error(b"\xef\xbb\xbf\n\n"), "all: it is empty");
        assert!(error(b"\xff\xfet\x00e\x00").contains("UTF-16"));
        assert!(error(b"PK\x03\x04\x00\n").contains("no text"));
        assert!(error(b"t\xe9xt,id\n").contains("line 1 is not UTF-8"));
        assert!(error(b"number,name\n1,x\n").contains("number, name"));
    }

    #[test]
    fn the_text_is_found_by_its_length_where_no_name_is_known() {
        let table = format!("ref,story,title\n1,{},{}\n2,{},y\n", "a".repeat(200), "x".repeat(300), "b".repeat(200));
        assert_eq!(texts(table.as_bytes()), [(1, "a".repeat(200)), (2, "b".repeat(200))]);
    }

    #[test]
    fn a_quotation_mark_that_never_closes_is_an_error_that_holds_no_more_than_a_row() {
        let endless = b"text\na\n\"".chain(std::io::repeat(b'x').take(1 << 30));
        let rows: Vec<_> = rows(endless, &Columns::default()).unwrap().collect();
        assert_eq!((rows.len(), rows[0].as_ref().unwrap().text.as_str()), (2, "a"));
        assert!(rows[1].as_ref().unwrap_err().to_string().starts_with("row 2 (line 3) goes on over 64 MB"));
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_mutation_give_rows_or_errors(
            bytes: Vec<u8>, at in 0usize..200, put: u8, marks in "[\",;\t\r\nab]{0,60}",
        ) {
            read(&bytes);
            read(marks.as_bytes());
            let mut table = "id,text\n1,\"a, b\"\n2,\"c\nd\"\n3,e\n".repeat(6).into_bytes();
            let last = table.len() - 1;
            table[at.min(last)] = put;
            read(&table);
        }
    }
}
