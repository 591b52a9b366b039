//! Bytes that begin with a row -> its cells and where it ends.

use csv::ByteRecord;
use memchr::{memchr, memchr2, memchr3, memrchr2};

/// How the rows of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowDialect {
    /// What separates cells.
    pub delimiter: u8,
    /// Whether a quotation mark within a quoted cell may be written `\"`, as Spark, R and MySQL do; `""` is one always.
    pub escapes: bool,
}

/// What bytes begin with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// A row, which ends where the bytes may end or go on.
    Row(RowFacts),
    /// A row that goes on after them.
    Cut,
    /// A quotation mark, in the cell of this number from 1, that opens and isn't closed before the next row, or at all.
    Open(usize),
}

/// What is known of a row beside its cells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RowFacts {
    /// Its bytes, with its line break.
    pub length: usize,
    /// Whether a quoted cell holds quotation marks that are neither doubled nor escaped.
    pub is_loose: bool,
    /// Whether one of these follows `\`.
    pub has_escape: bool,
    /// Where lines begin, within a quoted cell, that have an empty quoted cell if they are rows of their own: with the number
    /// of the cell, from 1, that would have swallowed them.
    pub swallowed: Vec<(usize, usize)>,
}

/// Splits the row that `bytes` begin with; `is_all` says that nothing comes after them.
pub(super) fn split(bytes: &[u8], is_all: bool, dialect: RowDialect, cells: &mut ByteRecord) -> Begin {
    cells.clear();
    let mut split = Split {
        bytes,
        is_all,
        dialect,
        at: 0,
        cell: Vec::new(),
        is_loose: false,
        has_escape: false,
        lines: Vec::new(),
    };
    let mut swallowed = Vec::new();
    loop {
        let read = split.cell();
        swallowed.extend(split.lines.drain(..).map(|line| (line, cells.len() + 1)));
        match read {
            Ok(()) => cells.push_field(&split.cell),
            Err(Stop::Cut) => return Begin::Cut,
            Err(Stop::Open) => return Begin::Open(cells.len() + 1),
        }
        let length = match split.peek(0) {
            Ok(Some(byte)) if byte == dialect.delimiter => {
                split.at += 1;
                continue;
            }
            Ok(Some(b'\r')) => match split.peek(1) {
                Ok(Some(b'\n')) => split.at + 2,
                Ok(_) => split.at + 1,
                Err(_) => return Begin::Cut,
            },
            Ok(Some(_)) => split.at + 1,
            Ok(None) => split.at,
            Err(_) => return Begin::Cut,
        };
        return Begin::Row(RowFacts { length, is_loose: split.is_loose, has_escape: split.has_escape, swallowed });
    }
}

/// Splits the line that `bytes` begin with as if quotation marks meant nothing, as some programs write tabs between cells;
/// `None` where the cells hold an odd number of them, so that one seems to be missing. Returns the length with its line break.
pub(super) fn split_line(bytes: &[u8], delimiter: u8, cells: &mut ByteRecord) -> Option<usize> {
    let end = memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
    cells.clear();
    for cell in bytes[..end].split(|&byte| byte == delimiter) {
        let marks = cell.iter().filter(|&&byte| byte == b'"').count();
        (marks % 2 == 0).then_some(())?;
        cells.push_field(cell);
    }
    let break_length = if bytes[end..].starts_with(b"\r\n") { 2 } else { usize::from(end < bytes.len()) };
    Some(end + break_length)
}

enum Stop {
    /// The bytes end before it is known how it goes on.
    Cut,
    Open,
}

struct Split<'a> {
    bytes: &'a [u8],
    is_all: bool,
    dialect: RowDialect,
    at: usize,
    cell: Vec<u8>,
    is_loose: bool,
    has_escape: bool,
    /// The beginnings of lines in the cell that may be rows.
    lines: Vec<usize>,
}

impl Split<'_> {
    /// The byte this far after the place; `None` at the end of all.
    fn peek(&self, behind: usize) -> Result<Option<u8>, Stop> {
        match self.bytes.get(self.at + behind) {
            None if !self.is_all => Err(Stop::Cut),
            byte => Ok(byte.copied()),
        }
    }

    /// Whether a cell ends before this byte.
    fn ends(&self, byte: Option<u8>) -> bool {
        byte.is_none_or(|byte| byte == self.dialect.delimiter || matches!(byte, b'\n' | b'\r'))
    }

    /// How many spaces follow the place, where they aren't delimiters.
    fn spaces(&self, behind: usize) -> usize {
        let is_space = |byte: &&u8| **byte == b' ' && self.dialect.delimiter != b' ';
        self.bytes.get(self.at + behind..).unwrap_or_default().iter().take_while(is_space).count()
    }

    /// Reads a cell, up to its delimiter or line break.
    fn cell(&mut self) -> Result<(), Stop> {
        self.cell.clear();
        let (start, spaces) = (self.at, self.spaces(0));
        if self.peek(spaces)? == Some(b'"') {
            let was_loose = (self.is_loose, self.has_escape);
            self.at += spaces + 1;
            let read = self.quoted();
            // A cell that begins with a word in quotation marks is no quoted one after a space.
            let is_plain =
                spaces > 0 && (matches!(read, Err(Stop::Open)) || was_loose != (self.is_loose, self.has_escape));
            if !is_plain {
                return read;
            }
            (self.at, self.is_loose, self.has_escape) = (start, was_loose.0, was_loose.1);
            self.cell.clear();
        }
        let rest = &self.bytes[start..];
        let length = match memchr3(self.dialect.delimiter, b'\n', b'\r', rest) {
            Some(length) => length,
            None if self.is_all => rest.len(),
            None => return Err(Stop::Cut),
        };
        let cell = &rest[..length];
        // MySQL writes that a value is missing as \N.
        self.cell.extend(if self.dialect.escapes && cell == b"\\N" { &[] } else { cell });
        self.at += length;
        Ok(())
    }

    /// Reads a quoted cell from after its first quotation mark.
    fn quoted(&mut self) -> Result<(), Stop> {
        let start = self.at;
        loop {
            let rest = &self.bytes[self.at..];
            let next = match self.dialect.escapes {
                true => memchr2(b'"', b'\\', rest),
                false => memchr(b'"', rest),
            };
            let Some(length) = next else {
                return Err(if self.is_all { Stop::Open } else { Stop::Cut });
            };
            self.cell.extend(&rest[..length]);
            self.at += length;
            if self.bytes[self.at] == b'\\' {
                self.escape()?;
                continue;
            }
            let behind = self.peek(1)?;
            if behind == Some(b'"') {
                if self.ends(self.peek(2)?) && self.begins_cell(start) {
                    self.lines.extend(self.line(start));
                }
                self.cell.push(b'"');
                self.at += 2;
                continue;
            }
            let spaces = self.spaces(1);
            if self.ends(behind) || self.ends(self.peek(1 + spaces)?) {
                self.at += 1 + spaces;
                return Ok(());
            }
            if self.begins_cell(start) && self.line(start).is_some() {
                return Err(Stop::Open);
            }
            self.is_loose = true;
            self.has_escape |= self.at > start && self.bytes[self.at - 1] == b'\\';
            self.cell.push(b'"');
            self.at += 1;
        }
    }

    /// Reads what follows `\`: it escapes a quotation mark, a line break or itself before one; else it is a letter.
    fn escape(&mut self) -> Result<(), Stop> {
        let run = self.bytes[self.at..].iter().take_while(|&&byte| byte == b'\\').count();
        let (escapes, kept) = match self.peek(run)? {
            Some(b'"') => (run % 2 == 1, run / 2),
            Some(b'\n' | b'\r') => (false, run - run % 2),
            _ => (false, run),
        };
        self.cell.extend(std::iter::repeat_n(b'\\', kept));
        self.at += run;
        if escapes {
            self.cell.push(b'"');
            self.at += 1;
        }
        Ok(())
    }

    /// Whether what comes before the quotation mark is where a cell begins: a delimiter or line break, then spaces or
    /// more quotation marks. Not where the cell that is read begins itself.
    fn begins_cell(&self, start: usize) -> bool {
        let before = self.bytes[start..self.at].iter().rev();
        let mut before = before.skip_while(|&&byte| byte == b'"' || byte == b' ' && self.dialect.delimiter != b' ');
        before.next().is_some_and(|&byte| self.ends(Some(byte)))
    }

    /// Where the line begins; `None` where the cell begins in it.
    fn line(&self, start: usize) -> Option<usize> {
        memrchr2(b'\n', b'\r', &self.bytes[start..self.at]).map(|end| start + end + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, escapes: bool) -> Result<Vec<String>, Begin> {
        let mut cells = ByteRecord::new();
        match split(text.as_bytes(), true, RowDialect { delimiter: b',', escapes }, &mut cells) {
            Begin::Row(_) => Ok(cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()),
            other => Err(other),
        }
    }

    #[test]
    fn rows_are_split_as_rfc_4180_says() {
        for (text, expected) in [
            ("a,b\nc", &["a", "b"][..]),
            ("\"a, \"\"b\"\"\nc\",\r\n", &["a, \"b\"\nc", ""]),
            ("\"\",\"\"\"\"\r", &["", "\""]),
            ("", &[""]),
            ("a \"b\" c,d\"", &["a \"b\" c", "d\""]),
        ] {
            assert_eq!(cells(text, false).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn spaces_around_a_quoted_cell_are_left_out_and_a_quoted_word_at_the_start_of_a_cell_is_kept() {
        assert_eq!(cells("1, \"a, b\" , c", false).unwrap(), ["1", "a, b", " c"]);
        assert_eq!(cells("1, \"a\" and b", false).unwrap(), ["1", " \"a\" and b"]);
    }

    #[test]
    fn quotation_marks_within_a_quoted_cell_may_stand_as_they_are() {
        assert_eq!(cells("1,\"he said \"yes\" to all\",2", false).unwrap(), ["1", "he said \"yes\" to all", "2"]);
    }

    #[test]
    fn escaped_quotation_marks_are_read_and_other_backslashes_are_letters() {
        let read = cells(r#""a \"b\", \\\"c\" D:\new \\",\N,"x""y""#, true).unwrap();
        assert_eq!(read, [r#"a "b", \"c" D:\new \"#, "", "x\"y"]);
        assert_eq!(cells("\"a\\\nb\"", true).unwrap(), ["a\nb"]);
        let mut cells = ByteRecord::new();
        let row = split(br#""a \"b\" c""#, true, RowDialect { delimiter: b',', escapes: false }, &mut cells);
        assert!(matches!(row, Begin::Row(RowFacts { has_escape: true, .. })));
    }

    #[test]
    fn a_mark_that_is_not_closed_before_the_next_row_is_found() {
        for text in ["1,\"a\n2,\"b\"\n", "1,\"a\n2,b\n", "1,\"a\n\"2\",b\n", "1,\"a\n\"\"\"b\"\"\"\n"] {
            assert_eq!(cells(text, false), Err(Begin::Open(2)), "{text}");
        }
    }

    #[test]
    fn a_line_with_an_empty_cell_within_a_quoted_one_may_be_a_row() {
        let dialect = RowDialect { delimiter: b',', escapes: false };
        for (text, line) in [("1,\"a\n2,\"\",c\"\n", Some(5)), ("1,\"a,\"\",c\n2\"\n", None)] {
            let Begin::Row(row) = split(text.as_bytes(), true, dialect, &mut ByteRecord::new()) else {
                panic!("a row")
            };
            assert_eq!(row.swallowed, Vec::from_iter(line.map(|line| (line, 2))), "{text}");
        }
    }

    #[test]
    fn a_row_that_may_go_on_is_cut_wherever_the_bytes_end() {
        let text = b"1, \"a \"\"b\"\"\n\" ,c\r\n";
        let dialect = RowDialect { delimiter: b',', escapes: true };
        for end in 0..text.len() {
            assert_eq!(split(&text[..end], false, dialect, &mut ByteRecord::new()), Begin::Cut, "{end}");
        }
        let row = split(text, false, dialect, &mut ByteRecord::new());
        assert_eq!(
            row,
            Begin::Row(RowFacts { length: text.len(), is_loose: false, has_escape: false, swallowed: Vec::new() })
        );
    }
}
