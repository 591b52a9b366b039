//! A workbook of LibreOffice (ods, and fods, which is not packed) -> the rows of its sheets: OpenDocument 1.3, part 3, 9.

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::io::Cursor;
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail, ensure};
use bytes::Bytes;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::sheets::{self, HeldBook, HeldCell, HeldRow, MOST_COLUMNS, MOST_ROWS};
use super::xlsx::part::{XmlPart, attribute};
use crate::read::bounded::{BOMB, allowed};
use crate::read::input::{Input, hold};
use crate::read::packed::{PASSWORD, Package};
use crate::read::source::{Bodies, ReadingWishes};

/// The most rows that one with text may stand for, and what is said of more.
const MOST_REPEATED: u64 = 1000;
const REPEATED: &str = "the workbook is broken, or made to harm";

/// The most bytes of a file.
const MOST_BYTES: u64 = 100_000_000;
/// The most sheets that are looked at.
const MOST_SHEETS: usize = 256;
/// The most cells of a sheet, those apart that are empty: a cell may stand for any number of equal ones.
const MOST_CELLS: u64 = 20_000_000;
/// The most spaces that an element stands for.
const MOST_SPACES: usize = 100;

/// The articles of a workbook, see [`super::xlsx::open`].
///
/// # Errors
/// As there; and it is larger than can be held.
pub fn open(input: Input, wishes: &ReadingWishes) -> Result<Bodies> {
    let bytes = hold(input.stream()?, MOST_BYTES)?;
    let left = allowed(bytes.len() as u64);
    sheets::open(OdsBook::open(bytes)?, &wishes.columns, left)
}

/// A workbook, unpacked.
#[derive(Debug)]
pub(super) struct OdsBook {
    xml: Bytes,
    sheets: Vec<OdsSheet>,
}

#[derive(Debug)]
struct OdsSheet {
    name: String,
    is_hidden: bool,
    /// Where it begins.
    start: usize,
}

impl OdsBook {
    fn open(bytes: Vec<u8>) -> Result<OdsBook> {
        let xml = match bytes.trim_ascii_start().starts_with(b"<") {
            true => String::from_utf8(bytes).context("it is not UTF-8: save it again")?,
            false => {
                ensure!(bytes.starts_with(b"PK"), "it is no workbook, or broken: save it again");
                let mut package = Package::open(&bytes)?;
                let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
                ensure!(!manifest.contains("encryption-data"), PASSWORD);
                package.part("content.xml")?.context("it is no workbook: its part content.xml is missing")?
            }
        };
        let sheets = sheets_of(&xml)?;
        Ok(OdsBook { xml: xml.into(), sheets })
    }
}

/// Where the sheets are.
fn sheets_of(xml: &str) -> Result<Vec<OdsSheet>> {
    let mut reader = Reader::from_str(xml);
    let (mut sheets, mut hidden, mut style) = (Vec::<OdsSheet>::new(), HashSet::new(), None);
    // Tables may lie in cells of others.
    let (mut depth, mut is_workbook) = (0_usize, false);
    loop {
        let start = usize::try_from(reader.buffer_position())?;
        match reader.read_event().context("its XML is broken: save it again")? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "style" => {
                style = attribute(&tag, "name").map(|name| name.into_owned())
            }
            Event::Empty(tag) | Event::Start(tag)
                if tag.local_name().as_ref() == "table-properties"
                    && attribute(&tag, "display").is_some_and(|display| display == "false") =>
            {
                hidden.extend(style.take());
            }
            Event::Start(tag) if tag.local_name().as_ref() == "spreadsheet" => is_workbook = true,
            Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                depth += 1;
                if depth == 1 && is_workbook && sheets.len() < MOST_SHEETS {
                    let name = attribute(&tag, "name").unwrap_or_default();
                    let is_hidden = attribute(&tag, "style-name").is_some_and(|style| hidden.contains(&*style));
                    let name = own_name(&name, &sheets);
                    sheets.push(OdsSheet { name, is_hidden, start });
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "table" => depth = depth.saturating_sub(1),
            Event::Eof => break,
            _ => (),
        }
    }
    ensure!(is_workbook, "it is no workbook: it has no sheets");
    Ok(sheets)
}

/// A sheet's name as no other has it, without what would separate names in a path.
fn own_name(name: &str, before: &[OdsSheet]) -> String {
    super::sheets::own_name(name, before.len(), |name| before.iter().any(|sheet| sheet.name == name))
}

impl HeldBook for OdsBook {
    type Rows = OdsRows;

    fn sheets(&self) -> Vec<(&str, bool)> {
        self.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect()
    }

    fn rows(self: &Arc<Self>, sheet: usize) -> OdsRows {
        let start = self.sheets.get(sheet).map_or(self.xml.len(), |sheet| sheet.start);
        let xml = Cursor::new(self.xml.slice(start.min(self.xml.len())..));
        OdsRows { part: XmlPart::new(xml, u64::MAX), depth: 0, number: 0, repeated: None, left: MOST_CELLS }
    }
}

/// The rows of a sheet.
pub(super) struct OdsRows {
    part: XmlPart<Cursor<Bytes>>,
    /// How many tables are open.
    depth: usize,
    /// The number of the row that was read last.
    number: u64,
    /// The rows that are still to come of one that stands for several.
    repeated: Option<(Range<u64>, Vec<HeldCell>)>,
    left: u64,
}

impl Iterator for OdsRows {
    type Item = Result<HeldRow>;

    fn next(&mut self) -> Option<Result<HeldRow>> {
        loop {
            if let Some((numbers, cells)) = &mut self.repeated
                && let Some(number) = numbers.next()
            {
                let Some(left) = self.left.checked_sub(cells.len() as u64) else { return Some(Err(anyhow!(BOMB))) };
                self.left = left;
                return Some(Ok(HeldRow { number, cells: cells.clone() }));
            }
            match self.read() {
                Ok(Some(row)) => self.repeated = Some(row),
                Ok(None) => return None,
                Err(error) => return Some(Err(anyhow!("at row {} of the sheet: {error}", self.number))),
            }
        }
    }
}

impl OdsRows {
    /// The next row, and the numbers that it stands for; `None` at the end of the sheet.
    fn read(&mut self) -> Result<Option<(Range<u64>, Vec<HeldCell>)>> {
        let (mut cells, mut column, mut rows): (Vec<HeldCell>, usize, u64) = (Vec::new(), 0, 1);
        loop {
            let cell = match self.part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "table" => {
                        self.depth += 1;
                        continue;
                    }
                    "table-row" if self.depth == 1 => {
                        (column, rows) = (0, count(&tag, "number-rows-repeated"));
                        continue;
                    }
                    "table-cell" | "covered-table-cell" if self.depth == 1 => OdsCell::new(&tag),
                    _ => continue,
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "table-row" if self.depth == 1 => {
                        let first = self.number + 1;
                        self.number = self.number.saturating_add(rows);
                        if cells.is_empty() {
                            continue;
                        }
                        ensure!(self.number <= MOST_ROWS, "it has more than {MOST_ROWS} rows");
                        ensure!(rows <= MOST_REPEATED, "it stands for {rows} rows with text: {REPEATED}");
                        return Ok(Some((first..self.number + 1, cells)));
                    }
                    "table" => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return Ok(None);
                        }
                        continue;
                    }
                    _ => continue,
                },
                Event::Eof => bail!("it is cut off"),
                _ => continue,
            };
            let shown = text_of(&mut self.part)?;
            let first = column;
            column = column.saturating_add(cell.columns);
            let Some(text) = cell.text(shown).filter(|text| !text.trim().is_empty()) else { continue };
            ensure!(column <= MOST_COLUMNS, "it has more than {MOST_COLUMNS} columns");
            let text: Arc<str> = text.into();
            let last_row = self.number.saturating_add(cell.rows);
            cells.extend((first..column).map(|column| HeldCell {
                column,
                text: text.clone(),
                letters: None,
                last_row,
            }));
        }
    }
}

/// A number of equal or merged ones; 1 where none is said.
fn count(tag: &BytesStart, name: &str) -> u64 {
    attribute(tag, name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).max(1)
}

/// What the attributes of a cell say.
struct OdsCell {
    columns: usize,
    rows: u64,
    is_covered: bool,
    kind: String,
    value: Option<String>,
}

impl OdsCell {
    fn new(tag: &BytesStart) -> OdsCell {
        let value = |name| attribute(tag, name).map(|value| value.into_owned());
        // A second type says more: that a text is an error.
        let mut attributes = tag.attributes();
        let is_error = attributes
            .with_checks(false)
            .flatten()
            .any(|attribute| attribute.key.local_name().as_ref() == "value-type" && &*attribute.value == "error");
        let kind = if is_error { "error".to_string() } else { value("value-type").unwrap_or_default() };
        let value = match kind.as_str() {
            "date" => value("date-value"),
            "string" => value("string-value"),
            _ => value("value"),
        };
        OdsCell {
            columns: usize::try_from(count(tag, "number-columns-repeated")).unwrap_or(usize::MAX),
            rows: count(tag, "number-rows-spanned"),
            is_covered: tag.local_name().as_ref() == "covered-table-cell",
            kind,
            value,
        }
    }

    /// Its text; `None` where it has none.
    fn text(&self, shown: String) -> Option<String> {
        match self.kind.as_str() {
            // What is under a merged cell, true and false, and errors.
            _ if self.is_covered => None,
            "boolean" | "error" | "" => None,
            "date" => self.value.as_ref().map(|date| date.strip_suffix("T00:00:00").unwrap_or(date).to_string()),
            "float" | "percentage" | "currency" => {
                let number = self.value.as_ref().and_then(|value| value.trim().parse::<f64>().ok());
                number.map(|number| number.to_string()).or_else(|| self.value.clone())
            }
            _ => self.value.clone().or(Some(shown)),
        }
    }
}

/// The text up to the end of a cell, its paragraphs being lines.
fn text_of(part: &mut XmlPart<Cursor<Bytes>>) -> Result<String> {
    let (mut text, mut paragraphs, mut open) = (String::new(), 0_usize, 0_usize);
    // Elements inside one that is not shown, and cells of a table in the cell.
    let (mut hidden, mut cells) = (0_usize, 1_usize);
    loop {
        match part.next()? {
            Event::Start(_) if hidden > 0 => hidden += 1,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "annotation" | "ruby-text" | "note" | "frame" | "custom-shape" => hidden = 1,
                "table-cell" | "covered-table-cell" => cells += 1,
                "p" | "h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    (paragraphs, open) = (paragraphs + 1, open + 1);
                }
                "s" => {
                    let spaces = usize::try_from(count(&tag, "c")).unwrap_or(MOST_SPACES);
                    text.extend(std::iter::repeat_n(' ', spaces.min(MOST_SPACES)));
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                _ => (),
            },
            Event::End(_) if hidden > 0 => hidden -= 1,
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" | "h" => open = open.saturating_sub(1),
                "table-cell" | "covered-table-cell" => {
                    cells -= 1;
                    if cells == 0 {
                        return Ok(text);
                    }
                }
                _ => (),
            },
            Event::Text(piece) if open > 0 && hidden == 0 => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if open > 0 && hidden == 0 => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) if open > 0 && hidden == 0 => match name.resolve_char_ref()? {
                Some(c) => text.push(c),
                None => text.push_str(resolve_predefined_entity(&name).unwrap_or_default()),
            },
            Event::Eof => bail!("it is cut off"),
            _ => (),
        }
    }
}
