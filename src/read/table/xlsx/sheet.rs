//! A part that is a sheet -> its rows, one at a time.

use std::borrow::Cow;
use std::io::{self, Read};

use anyhow::{Context, Result, bail};
use flate2::CrcReader;
use quick_xml::events::{BytesStart, Event};

use super::part::{Own, XmlPart, attribute};
use super::workbook::Workbook;
use crate::read::bounded::BoundedReader;
use crate::read::letters::LegacyLetters;
use crate::read::table::choice::SheetHead;
use crate::read::table::columns::SAMPLE;
use crate::read::table::date;
use crate::read::table::row::MOST_ROW;

/// The most bytes that a sheet unpacks to.
const MOST_SHEET: u64 = 1 << 30;

/// The most bytes of sheets that are read to find the one with the texts.
const MOST_HEADERS: u64 = 256 << 20;

/// The most characters of a column's name that are kept: more of them are text.
const MOST_NAME: usize = 500;

/// The most rows and columns of a sheet (Excel's own).
const MOST_ROWS: u64 = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// What the value of a cell is.
#[derive(Clone, Copy, Debug)]
enum CellKind {
    Number,
    /// The number of a shared text.
    Shared,
    Text,
    /// True, false or an error.
    Other,
}

/// A cell that isn't empty.
#[derive(Clone, Debug)]
pub(super) struct SheetCell {
    pub column: usize,
    kind: CellKind,
    style: usize,
    value: String,
    /// What the value says of its font itself.
    own: Own,
}

impl SheetCell {
    /// The cell that an element starts, without its value; `next` is its column where it doesn't say it.
    fn new(element: &BytesStart, next: usize) -> Result<SheetCell> {
        let (value, own) = (String::new(), Own::default());
        let mut cell = SheetCell { column: next, kind: CellKind::Number, style: 0, value, own };
        // Checks for a name that comes twice take the square of their number.
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => cell.column = column_of(&attribute.value).unwrap_or(next),
                "s" => cell.style = attribute.value.parse().unwrap_or_default(),
                "t" => {
                    cell.kind = match &*attribute.value {
                        "n" => CellKind::Number,
                        "s" => CellKind::Shared,
                        "str" | "inlineStr" | "d" => CellKind::Text,
                        _ => CellKind::Other,
                    }
                }
                _ => (),
            }
        }
        if cell.column >= MOST_COLUMNS {
            bail!("it has more than {MOST_COLUMNS} columns");
        }
        Ok(cell)
    }

    /// Its text; `None` where it shows none.
    pub fn text<'a>(&'a self, workbook: &'a Workbook) -> Result<Option<Cow<'a, str>>> {
        Ok(self.shown(workbook)?.map(|(text, _)| text))
    }

    /// Its text as its reader saw it, and the letters of old fonts that it was turned from.
    pub fn shown<'a>(&'a self, workbook: &'a Workbook) -> Result<Option<(Cow<'a, str>, Option<LegacyLetters>)>> {
        let as_written = || Some(Cow::Borrowed(self.value.as_str()));
        let plain = match self.kind {
            CellKind::Shared => {
                let number = self.value.trim().parse().ok();
                let text = number.and_then(|number| Some((workbook.text(number)?, workbook.own(number))));
                let (text, own) = text.context("it refers to a text that isn't there")?;
                return Ok(Some(self.in_font(workbook, text, own)));
            }
            CellKind::Text => return Ok(Some(self.in_font(workbook, &self.value, self.own))),
            CellKind::Number => match self.value.trim().parse() {
                Ok(days) if workbook.is_date(self.style) => {
                    date::of_serial(days, workbook.is_1904).map(Cow::Owned).or_else(as_written)
                }
                Ok(number) => Some(f64::to_string(&number).into()),
                Err(_) => as_written(),
            },
            CellKind::Other => None,
        };
        Ok(plain.map(|text| (text, None)))
    }

    /// A text of the cell in its font, unless it names its own.
    fn in_font<'a>(&self, workbook: &Workbook, text: &'a str, own: Own) -> (Cow<'a, str>, Option<LegacyLetters>) {
        let font = workbook.font(self.style).filter(|_| !own.is_named);
        match font.and_then(|font| Some((font.turned(text)?, font.letters))) {
            Some((turned, letters)) => (Cow::Owned(turned), Some(letters)),
            None => (Cow::Borrowed(text), own.letters),
        }
    }
}

#[cfg(test)]
impl SheetCell {
    pub fn of_text(column: usize, text: &str) -> SheetCell {
        SheetCell { column, kind: CellKind::Text, style: 0, value: text.to_string(), own: Own::default() }
    }

    pub fn written(&self) -> &str {
        &self.value
    }
}

/// The column of a place such as "$BC$12", from 0, and its row, from 1.
pub(super) fn place_of(place: &str) -> Option<(usize, u64)> {
    let place = place.replace('$', "");
    let row = place.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    Some((column_of(&place)?, row))
}

/// The column of a place such as "BC12", from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let column = letters.fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

/// A sheet, from which rows are read; the checksum of its bytes is checked at its end.
pub(super) struct Worksheet<R: Read> {
    part: XmlPart<BoundedReader<CrcReader<R>>>,
    sum: u32,
    /// The number of the row that was read last, from 1.
    pub number: u64,
    /// How many rows were read, whatever their numbers.
    rows: u64,
}

impl<R: Read> Worksheet<R> {
    /// A sheet from the bytes of its part, whose checksum is `sum`.
    pub fn new(source: R, sum: u32) -> Worksheet<R> {
        Worksheet::start(source, sum, MOST_SHEET)
    }

    /// One of `sheets` sheets, to read its header: the bytes that may be read for that are shared among them, since
    /// many can be made of few bytes.
    pub fn one_of(source: R, sheets: usize) -> Worksheet<R> {
        Worksheet::start(source, 0, MOST_HEADERS / sheets.max(1) as u64)
    }

    fn start(source: R, sum: u32, most: u64) -> Worksheet<R> {
        let part = XmlPart::new(BoundedReader::new(CrcReader::new(source), most), MOST_ROW);
        Worksheet { part, sum, number: 0, rows: 0 }
    }

    /// What the first rows say of the columns; `None` where the sheet is empty.
    pub fn read_head(&mut self, workbook: &Workbook) -> Result<Option<SheetHead>> {
        let Some(cells) = self.read()? else {
            return Ok(None);
        };
        let row = self.number;
        let width = cells.iter().map(|cell| cell.column + 1).max().unwrap_or_default();
        let mut names = vec![String::new(); width];
        for cell in cells {
            // All cells can refer to one long text.
            names[cell.column] = cell.text(workbook)?.unwrap_or_default().chars().take(MOST_NAME).collect();
        }
        let (mut lengths, mut rows) = (vec![0; width], 0);
        while rows < SAMPLE
            && let Ok(Some(cells)) = self.read()
        {
            rows += 1;
            for cell in cells {
                if let (Some(length), Ok(Some(text))) = (lengths.get_mut(cell.column), cell.text(workbook)) {
                    *length += text.len();
                }
            }
        }
        Ok(Some(SheetHead { row, names, lengths, rows }))
    }

    /// The next row that isn't empty; its number is set.
    pub fn read(&mut self) -> Result<Option<Vec<SheetCell>>> {
        self.part.source().allow(MOST_ROW);
        let (mut cells, mut next): (Vec<SheetCell>, usize) = (Vec::new(), 0);
        loop {
            let mut cell = match self.part.next()? {
                Event::Start(element) if element.local_name().as_ref() == "row" => {
                    let number = attribute(&element, "r").and_then(|number| number.parse().ok());
                    self.number = number.unwrap_or(self.number.saturating_add(1));
                    self.rows += 1;
                    if self.rows > MOST_ROWS {
                        bail!("it has more than {MOST_ROWS} rows");
                    }
                    next = 0;
                    continue;
                }
                Event::Start(element) if element.local_name().as_ref() == "c" => SheetCell::new(&element, next)?,
                Event::End(element) if element.local_name().as_ref() == "row" && !cells.is_empty() => {
                    return Ok(Some(cells));
                }
                Event::End(element) if element.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => bail!("it is cut off"),
                _ => continue,
            };
            cell.own = self.part.read_text("c", &mut cell.value)?;
            next = cell.column + 1;
            if !cell.value.trim().is_empty() {
                cells.push(cell);
            }
            if cells.len() > MOST_COLUMNS {
                bail!("row {} has more than {MOST_COLUMNS} cells", self.number);
            }
        }
    }

    /// Reads what is left, and checks the sum.
    pub fn check(mut self) -> Result<()> {
        let source = self.part.source();
        source.allow(MOST_SHEET);
        io::copy(source, &mut io::sink())?;
        if source.get_mut().get_mut().crc().sum() != self.sum {
            bail!("its sheet is damaged (its checksum is wrong): save it again");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_give_their_column() {
        let columns = ["A1", "z9", "AA1", "XFD1048576", "1", ""].map(column_of);
        assert_eq!(columns, [Some(0), Some(25), Some(26), Some(16_383), None, None]);
    }

    #[test]
    fn a_row_without_numbers_and_places_is_counted_from_the_one_before() {
        let xml = "<sheetData><row r='3'><c><v>1</v></c><c r='D3'><v>2</v></c><c t='str'><v>x</v></c></row>\
                   <row/><row><c t='inlineStr'><v>9</v><is><t>a</t></is></c></row></sheetData>";
        let mut sheet = Worksheet::new(xml.as_bytes(), 0);
        let mut read = || {
            let cells = sheet.read().unwrap()?;
            let cells: Vec<_> = cells.into_iter().map(|cell| (cell.column, cell.value)).collect();
            Some((sheet.number, cells))
        };
        let cell = |column, value: &str| (column, value.to_string());
        assert_eq!(read(), Some((3, vec![cell(0, "1"), cell(3, "2"), cell(4, "x")])));
        assert_eq!(read(), Some((5, vec![cell(0, "a")])));
        assert_eq!(read(), None);
    }

    #[test]
    fn a_row_that_never_ends_is_an_error_within_bounds() {
        let endless = b"<sheetData><row><c t='str'><v>".chain(io::repeat(b'x'));
        assert!(Worksheet::new(endless, 0).read().err().unwrap().to_string().contains("goes on over 64 MB"));
    }
}
