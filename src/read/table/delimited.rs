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
mod tests {
    use super::*;
    use crate::read::metadata::Metadata;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Result<ArticleRow, String>> {
        match rows(bytes, &NamedColumns::default()) {
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
    fn commas_semicolons_tabs_and_bars_are_told_by_the_header() {
        for mark in [",", ";", "\t", "|"] {
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
        let row = ArticleRow { number: 1, metadata, text: "A,\nb".into(), ..ArticleRow::default() };
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

    /// The texts, and what is said of rows that can't be read.
    fn read_all(table: &str) -> Vec<Result<String, String>> {
        read(table.as_bytes()).into_iter().map(|row| row.map(|row| row.text)).collect()
    }

    fn of(text: &str) -> Result<String, String> {
        Ok(text.to_string())
    }

    #[test]
    fn a_first_line_that_states_the_delimiter_is_no_header() {
        for start in ["sep=;\n", "\u{feff}sep=;\r\n", "\"SEP=;\"\n\n"] {
            let rows = read(format!("{start}a,b;text\n1,2;Lúa, gạo\n3\n").as_bytes());
            assert_eq!(rows[0].as_ref().unwrap().text, "Lúa, gạo", "{start}");
            assert!(rows[1].as_ref().unwrap_err().contains("line "), "{start}");
        }
        assert_eq!(read_all("sep=\t\nid\ttext\n1\ta, b\n"), [of("a, b")]);
    }

    #[test]
    fn names_of_rows_that_have_no_name_themselves_shift_no_column() {
        let table = "\"group\"\t\"text\"\n\"1\"\t28\t\"Lúa\"\n\"2\"\t31\t\"Gạo\"\n";
        let rows = read(table.as_bytes());
        let group = |row: usize| rows[row].as_ref().unwrap().metadata.group.clone().unwrap();
        assert_eq!((group(0), group(1), read_all(table)), ("28".into(), "31".into(), vec![of("Lúa"), of("Gạo")]));
    }

    #[test]
    fn escaped_and_doubled_quotation_marks_may_stand_in_one_file() {
        let table =
            "id,text\n1,\"Bà nói \\\"giữ lời\\\", rồi về\"\n2,\"Ông \"\"gật\"\"\"\n3,\"đi \\\"xa\\\"\"\n4,\"D:\\\"\n";
        let texts = ["Bà nói \"giữ lời\", rồi về", "Ông \"gật\"", "đi \"xa\"", "D:\\"];
        assert_eq!(read_all(table), texts.map(of));
        assert_eq!(read_all("id,text\n1,\"nói \\\"thật\\\"\"\n"), [of("nói \"thật\"")]);
    }

    #[test]
    fn cells_may_be_quoted_behind_a_space() {
        let table = "\"title\", \"text\"\n\"Một\", \"Lúa, gạo và \"\"cá\"\"\"\n";
        assert_eq!(read_all(table), [of("Lúa, gạo và \"cá\"")]);
    }

    #[test]
    fn quotation_marks_of_a_text_may_close_behind_a_comma_or_at_the_start_of_a_line() {
        for text in [
            "\"Trời sắp mưa.\n\", bà Tư nói trong lúc gặt, rồi thôi.\n\"Gió nổi,\"\nông Ba đáp, \"mau lên,\"",
            "\"It will rain,\"\nshe said.\n\"\nNo, \"never\", \"\", he said",
        ] {
            let table = format!("id,group,text\n1,28,\"{0}\"\n2,31,\"{0}\"\n", text.replace('"', "\"\""));
            assert_eq!(read_all(&table), [of(text), of(text)]);
        }
    }

    #[test]
    fn a_row_with_an_empty_cell_that_a_text_swallowed_is_found() {
        let rows = read_all("id,group,text\n1,28,\"Lúa gạo\n2,\"\",Cá\"\n3,31,Muối\n");
        assert!(rows[0].as_ref().unwrap_err().starts_with("row 1 (line 2): the quotation mark"), "{rows:?}");
        assert_eq!(rows[1..], [of("Cá\""), of("Muối")]);
    }

    #[test]
    fn a_mark_that_is_not_closed_names_its_row_and_the_rows_below_are_read() {
        let open = "the quotation mark that opens its cell 2 isn't closed before the next row: close it";
        for (rest, texts) in [
            ("2,\"b, c\"\n3,d\n", ["b, c", "d"]),
            ("2,b\n3,d\n", ["b", "d"]),
            ("\"2\",\"b\"\n\"3\",\"\"\"d\"\"\"\n", ["b", "\"d\""]),
        ] {
            let rows = read_all(&format!("id,text\n1,\"Lúa, gạo\n{rest}"));
            assert_eq!(rows[0], Err(format!("row 1 (line 2): {open}")), "{rest}");
            assert_eq!(rows[1..], texts.map(of), "{rest}");
        }
        let rows = read_all("id,text\n1,\"Một đoạn dài, có phẩy.\nĐoạn thứ hai của bài, cũng có.\n\n2,\"b\"\n");
        assert_eq!(rows, [Err(format!("row 1 (lines 2 to 4): {open}")), of("b")]);
    }

    #[test]
    fn quotation_marks_that_mean_nothing_are_letters() {
        let table = "id\ttext\tnote\n1\t\"Lúa\" lên giá\tx\n2\t\"Gạo\" và \"cá\" xuống\ty\n";
        assert_eq!(read_all(table), [of("\"Lúa\" lên giá"), of("\"Gạo\" và \"cá\" xuống")]);
    }

    #[test]
    fn loose_quotation_marks_that_may_hide_a_row_are_an_error() {
        let rows = read_all("id,group,text\n1,28,\"Lúa gạo\n2,31,Ông nói \"được\"\n3,31,Cá\n");
        assert!(rows[0].as_ref().unwrap_err().starts_with("row 1 (line 2): the quotation mark"), "{rows:?}");
        assert_eq!(rows[1..], [of("Ông nói \"được\""), of("Cá")]);
    }

    #[test]
    fn rows_that_each_open_a_quotation_mark_are_read_soon() {
        let start = std::time::Instant::now();
        for line in ["1,\"a\n", "\"\"\"a\n", " \"a\n", "1,\"\\\"a\n", "\"\",\"\n", "1,\"a \"b\" c\n"] {
            let table = format!("id,text\n{}", line.repeat(200_000));
            read(table.as_bytes());
            assert!(start.elapsed().as_secs() < 60, "{line}");
        }
    }

    #[test]
    fn a_quotation_mark_that_never_closes_is_an_error_that_holds_no_more_than_a_row() {
        let endless = b"text\na\n\"".chain(std::io::repeat(b'x').take(1 << 30));
        let rows: Vec<_> = rows(endless, &NamedColumns::default()).unwrap().collect();
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
