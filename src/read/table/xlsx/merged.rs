//! Cells that are merged over several rows -> the value of their first row in the others, which have none of their own.

use std::collections::BTreeMap;
use std::io::Read;

use anyhow::Result;
use memchr::memmem;
use quick_xml::events::Event;

use super::part::{XmlPart, attribute};
use super::sheet::{SheetCell, place_of};
use crate::read::bounded::BoundedReader;

/// The most bytes of a list of merged cells: some 100,000.
const MOST: u64 = 4 << 20;

/// What begins the list, after `<` and the prefix of its name space.
const LIST: &str = "mergeCells";

/// Merged cells that go over several rows, by their first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Merged(Vec<Range>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Range {
    first: u64,
    last: u64,
    column: usize,
}

impl Merged {
    /// Those of a sheet, in the columns that `is_known` says; their list comes after all rows.
    ///
    /// # Errors
    /// The sheet can't be read. A list that is broken ends there.
    pub fn read<R: Read>(mut sheet: BoundedReader<R>, is_known: impl Fn(usize) -> bool) -> Result<Merged> {
        let (finder, mut bytes) = (memmem::Finder::new(LIST), Vec::new());
        let list = loop {
            let begins = |place: &usize| matches!(bytes.get(place.wrapping_sub(1)), Some(b'<' | b':'));
            if let Some(place) = finder.find_iter(&bytes).find(begins) {
                break bytes[..place].iter().rposition(|&byte| byte == b'<').unwrap_or(place);
            }
            // What may be the beginning of it is kept.
            bytes.drain(..bytes.len().saturating_sub(LIST.len() + 64));
            if sheet.by_ref().take(1 << 16).read_to_end(&mut bytes)? == 0 {
                return Ok(Merged::default());
            }
        };
        sheet.allow(MOST);
        let mut part = XmlPart::new(bytes[list..].chain(sheet), MOST);
        let mut ranges = Vec::new();
        loop {
            match part.next() {
                Ok(Event::Start(element)) if element.local_name().as_ref() == "mergeCell" => {
                    let range = attribute(&element, "ref").and_then(|places| Range::of(&places));
                    ranges.extend(range.filter(|range| range.first < range.last && is_known(range.column)));
                }
                Ok(Event::End(element)) if element.local_name().as_ref() == LIST => break,
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => (),
            }
        }
        ranges.sort_unstable();
        Ok(Merged(ranges))
    }
}

impl Range {
    /// "B2:B5".
    fn of(places: &str) -> Option<Range> {
        let (first, last) = places.split_once(':')?;
        let ((column, first), (_, last)) = (place_of(first)?, place_of(last)?);
        Some(Range { first, last, column })
    }
}

/// The merged cells at the row that is read.
#[derive(Default)]
pub(super) struct OpenMerges {
    next: usize,
    /// By column: the last row, and the value.
    cells: BTreeMap<usize, (u64, SheetCell)>,
}

impl OpenMerges {
    /// Goes on to a row, whose cells are these, and adds what it has by merged ones.
    pub fn fill(&mut self, merged: &Merged, row: u64, cells: &mut Vec<SheetCell>) {
        while let Some(range) = merged.0.get(self.next).filter(|range| range.first <= row) {
            let cell = cells.iter().find(|cell| cell.column == range.column).filter(|_| range.first == row);
            match cell {
                Some(cell) => drop(self.cells.insert(range.column, (range.last, cell.clone()))),
                None => drop(self.cells.remove(&range.column)),
            }
            self.next += 1;
        }
        self.cells.retain(|_, (last, _)| *last >= row);
        for (column, (_, cell)) in &self.cells {
            if cells.iter().all(|own| own.column != *column) {
                cells.push(cell.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(xml: &str) -> Merged {
        Merged::read(BoundedReader::new(xml.as_bytes(), 1 << 20), |column| column < 3).unwrap()
    }

    #[test]
    fn the_list_is_found_behind_the_rows_and_what_spans_no_rows_or_no_known_column_is_left_out() {
        let list = "<mergeCells count='4'><mergeCell ref='B2:C5'/><mergeCell ref='A7:A9'/><mergeCell ref='A1:C1'/>\
                    <mergeCell ref='E2:E5'/></mergeCells></worksheet>";
        let range = |first, last, column| Range { first, last, column };
        let expected = Merged(vec![range(2, 5, 1), range(7, 9, 0)]);
        let rows = format!("<sheetData>{}mergeCells</sheetData>", "<row/>".repeat(30_000));
        assert_eq!(merged(&format!("<worksheet>{rows}{list}")), expected);
        assert_eq!(merged(&list.replace("mergeCell", "x:mergeCell")), expected);
        assert_eq!(merged(&rows), Merged::default());
        assert_eq!(merged("<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='A4:"), Merged(vec![range(1, 2, 0)]));
    }

    #[test]
    fn a_merged_cell_counts_for_all_its_rows_and_no_further() {
        let merged = merged("<mergeCells><mergeCell ref='A2:A4'/><mergeCell ref='B2:B3'/></mergeCells>");
        let mut open = OpenMerges::default();
        let mut columns = |row: u64, own: &[usize]| {
            let mut cells: Vec<SheetCell> =
                own.iter().map(|&column| SheetCell::of_text(column, &row.to_string())).collect();
            open.fill(&merged, row, &mut cells);
            cells.iter().map(|cell| (cell.column, cell.written().to_string())).collect::<Vec<_>>()
        };
        let of = |column, text: &str| (column, text.to_string());
        assert_eq!(columns(2, &[0, 2]), [of(0, "2"), of(2, "2")]);
        assert_eq!(columns(3, &[1, 2]), [of(1, "3"), of(2, "3"), of(0, "2")]);
        assert_eq!(columns(4, &[2]), [of(2, "4"), of(0, "2")]);
        assert_eq!(columns(5, &[2]), [of(2, "5")]);
    }
}
