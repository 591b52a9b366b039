//! A workbook that is held (xls, ods) -> the rows of its sheets that have a text column, one at a time. The rules are those of
//! xlsx: see there.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, anyhow};

use super::cells::Cells;
use super::choice::{ChosenSheet, SheetHead, SheetLook, choose};
use super::columns::{NamedColumns, SAMPLE};
use super::names::Slot;
use super::order::TableDates;
use super::row::ArticleRow;
use crate::read::bounded::BOMB;
use crate::read::letters::LegacyLetters;
use crate::read::source::{Bodies, of_rows};

/// The most characters of a column's name that are kept: more of them are text.
const MOST_NAME: usize = 500;
/// The most rows and columns of a sheet.
pub(super) const MOST_ROWS: u64 = 1_048_576;
pub(super) const MOST_COLUMNS: usize = 16_384;

/// A workbook, from whose sheets rows are read as often as one likes.
pub(super) trait HeldBook: Send + Sync + 'static {
    /// The rows of a sheet that aren't empty, in order.
    type Rows: Iterator<Item = Result<HeldRow>> + Send;

    /// The names of its sheets, and whether each is hidden.
    fn sheets(&self) -> Vec<(&str, bool)>;

    /// Reads a sheet from its beginning.
    fn rows(self: &Arc<Self>, sheet: usize) -> Self::Rows;
}

/// A row with cells that aren't empty.
#[derive(Clone, Debug)]
pub(super) struct HeldRow {
    /// Its number in the sheet, from 1.
    pub number: u64,
    pub cells: Vec<HeldCell>,
}

/// A cell that isn't empty.
#[derive(Clone, Debug)]
pub(super) struct HeldCell {
    pub column: usize,
    pub text: Arc<str>,
    /// The letters of old fonts that it was turned from.
    pub letters: Option<LegacyLetters>,
    /// The last row that it is merged over; its own where it isn't.
    pub last_row: u64,
}

/// A sheet's name as no other has it, without what would separate names in a path; `before` sheets come before it.
pub(super) fn own_name(name: &str, before: usize, is_taken: impl Fn(&str) -> bool) -> String {
    let name = name.chars().map(|c| if c == '/' || c.is_control() { ' ' } else { c }).collect::<String>();
    let name = name.trim();
    match name.is_empty() || is_taken(name) {
        true => format!("{name} ({})", before + 1).trim().to_string(),
        false => name.to_string(),
    }
}

/// The articles of a workbook, which may give `left` bytes of text.
///
/// # Errors
/// No sheet has a column for the text.
pub(super) fn open<B: HeldBook>(book: B, columns: &NamedColumns, left: u64) -> Result<Bodies> {
    let opened = OpenedSheets::open(book, columns, left)?;
    let dates = TableDates::survey(opened.rows());
    Ok(of_rows(opened.rows(), dates, None, Vec::new()))
}

/// A workbook whose sheets are known.
struct OpenedSheets<B> {
    book: Arc<B>,
    tables: Arc<Vec<ChosenSheet<usize>>>,
    faults: Vec<String>,
    left: u64,
}

impl<B: HeldBook> OpenedSheets<B> {
    fn open(book: B, columns: &NamedColumns, left: u64) -> Result<OpenedSheets<B>> {
        let book = Arc::new(book);
        let sheets = book.sheets();
        let looks = sheets.iter().enumerate().map(|(place, (name, is_hidden))| SheetLook {
            name,
            is_hidden: *is_hidden,
            place,
            head: head(book.rows(place)),
        });
        let (tables, faults) = choose(looks, columns)?;
        drop(sheets);
        Ok(OpenedSheets { book, tables: Arc::new(tables), faults, left })
    }

    fn rows(&self) -> TableRows<B> {
        TableRows {
            book: Arc::clone(&self.book),
            tables: Arc::clone(&self.tables),
            faults: self.faults.clone().into_iter(),
            table: 0,
            open: None,
            left: self.left,
        }
    }
}

/// What the first rows of a sheet say of the columns; `None` where the sheet is empty.
fn head(mut rows: impl Iterator<Item = Result<HeldRow>>) -> Result<Option<SheetHead>> {
    let Some(first) = rows.next().transpose()? else { return Ok(None) };
    let width = first.cells.iter().map(|cell| cell.column + 1).max().unwrap_or_default();
    let (mut names, mut lengths, mut sample) = (vec![String::new(); width], vec![0; width], 0);
    for cell in &first.cells {
        if let Some(name) = names.get_mut(cell.column) {
            *name = cell.text.chars().take(MOST_NAME).collect();
        }
    }
    for row in rows.take(SAMPLE).map_while(Result::ok) {
        sample += 1;
        for cell in &row.cells {
            if let Some(length) = lengths.get_mut(cell.column) {
                *length += cell.text.len();
            }
        }
    }
    Ok(Some(SheetHead { row: first.number, names, lengths, rows: sample }))
}

/// The rows below the headers.
struct TableRows<B: HeldBook> {
    book: Arc<B>,
    tables: Arc<Vec<ChosenSheet<usize>>>,
    /// What is said of sheets that aren't read, not given yet.
    faults: std::vec::IntoIter<String>,
    /// The table that is open or next.
    table: usize,
    open: Option<(B::Rows, BTreeMap<usize, HeldCell>)>,
    left: u64,
}

impl<B: HeldBook> Iterator for TableRows<B> {
    type Item = Result<ArticleRow>;

    fn next(&mut self) -> Option<Result<ArticleRow>> {
        if let Some(fault) = self.faults.next() {
            return Some(Err(anyhow!("{fault}")));
        }
        let tables = Arc::clone(&self.tables);
        let has_many = tables.len() > 1;
        loop {
            let table = tables.get(self.table)?;
            let of_sheet = |error| if has_many { anyhow!("sheet “{}”: {error}", table.name) } else { error };
            let (rows, merged) = self.open.get_or_insert_with(|| (self.book.rows(table.place), BTreeMap::new()));
            let row = match rows.next() {
                Some(Ok(row)) => row,
                end => {
                    (self.table, self.open) = (self.table + 1, None);
                    match end {
                        Some(Err(error)) => return Some(Err(of_sheet(error))),
                        _ => continue,
                    }
                }
            };
            let place = row.number;
            let cells = fill(merged, row, &table.slots);
            let Some(number) = place.checked_sub(table.header).filter(|number| *number > 0) else { continue };
            let row = article(number, &cells, &table.slots)
                .map_err(|error| of_sheet(anyhow!("row {number} (row {place} of the sheet): {error}")));
            let Some(left) = self.left.checked_sub(row.as_ref().map_or(0, |row| row.text.len() as u64)) else {
                (self.table, self.open) = (usize::MAX, None);
                return Some(Err(anyhow!(BOMB)));
            };
            self.left = left;
            let sheet = has_many.then(|| table.name.clone());
            return Some(row.map(|row| ArticleRow { sheet, ..row }));
        }
    }
}

/// Adds to a row what it has by cells that are merged over it: not texts, which are articles once.
fn fill(merged: &mut BTreeMap<usize, HeldCell>, row: HeldRow, slots: &[Option<Slot>]) -> Vec<HeldCell> {
    merged.retain(|_, cell| cell.last_row >= row.number);
    let mut cells = row.cells;
    for cell in &cells {
        let is_known = matches!(slots.get(cell.column), Some(Some(slot)) if !slot.is_text());
        match is_known && cell.last_row > row.number {
            true => drop(merged.insert(cell.column, cell.clone())),
            false => drop(merged.remove(&cell.column)),
        }
    }
    let own: Vec<usize> = cells.iter().map(|cell| cell.column).collect();
    cells.extend(merged.values().filter(|cell| !own.contains(&cell.column)).cloned());
    cells
}

fn article(number: u64, cells: &[HeldCell], slots: &[Option<Slot>]) -> Result<ArticleRow> {
    let mut row = Cells::default();
    for cell in cells {
        if let Some(Some(slot)) = slots.get(cell.column) {
            row.set(*slot, Some(cell.text.to_string()));
        }
    }
    let letters = cells.iter().filter(|cell| matches!(slots.get(cell.column), Some(Some(_))));
    Ok(ArticleRow { letters: letters.filter_map(|cell| cell.letters).collect(), ..row.into_row(number)? })
}
