//! An Arrow file or stream, which Feather (version 2) is, too -> its rows, one at a time: of a batch of rows, the columns that are
//! needed are held. What the file begins with is read in its order; the list of places at its end is not needed.

mod column;
mod message;
mod schema;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use anyhow::{Error, Result, anyhow};

use self::column::Column;
use self::message::{ArrowBatch, Dictionaries, Messages};
use super::cells::Cells;
use super::columns::{NamedColumns, SAMPLE};
use super::names::Slot;
use super::order::TableDates;
use super::row::ArticleRow;
use crate::read::bounded::{BOMB, allowed};
use crate::read::input::Input;
use crate::read::source::{Bodies, ReadingWishes, of_rows};

/// The articles of a file.
///
/// # Errors
/// Of the whole: it is no Arrow file, or no column holds the text. Of a row: it holds no text. What is cut off or broken ends the
/// file; the rows before it are given. Columns that hold neither texts, lists of texts, numbers nor dates are passed over.
pub fn open(input: Input, wishes: &ReadingWishes) -> Result<Bodies> {
    let slots = slots(&input, &wishes.columns)?;
    let dates = TableDates::survey(ArrowRows::new(Messages::new(input.stream()?)?, slots.clone()));
    let rows = ArrowRows::new(Messages::new(input.stream()?)?, slots);
    Ok(of_rows(rows, dates, None, Vec::new()))
}

/// What each column holds; they are looked into where their names don't tell.
fn slots(input: &Input, columns: &NamedColumns) -> Result<Vec<Option<Slot>>> {
    let mut messages = Messages::new(input.stream()?)?;
    let names: Vec<String> = messages.fields().iter().map(|field| field.name.clone()).collect();
    columns.slots(&names, &[], 0).or_else(|_| {
        let mut dictionaries = HashMap::new();
        let all = vec![true; names.len()];
        let first = messages.next(&mut dictionaries, &all).ok().flatten();
        let (mut lengths, mut rows) = (vec![0; names.len()], 0);
        if let Some(batch) = first {
            rows = batch.rows.min(SAMPLE as u64) as usize;
            for (length, column) in lengths.iter_mut().zip(&batch.columns) {
                let texts = column.iter().filter(|column| column.is_text());
                let text = |column: &Column, row| column.value(row).ok().flatten().map_or(0, |text| text.len());
                *length = texts.flat_map(|column| (0..rows).map(|row| text(column, row))).sum();
            }
        }
        columns.slots(&names, &lengths, rows)
    })
}

struct ArrowRows {
    messages: Messages,
    slots: Vec<Option<Slot>>,
    needed: Vec<bool>,
    dictionaries: Dictionaries,
    batch: Option<ArrowBatch>,
    /// The next row of the batch, and the number of the last that was given.
    row: u64,
    number: u64,
    /// How many bytes of text may still be given: many rows can share one.
    given: u64,
    ended: bool,
}

impl ArrowRows {
    fn new(messages: Messages, slots: Vec<Option<Slot>>) -> ArrowRows {
        let needed = slots.iter().map(Option::is_some).collect();
        let dictionaries = HashMap::new();
        ArrowRows { messages, slots, needed, dictionaries, batch: None, row: 0, number: 0, given: 0, ended: false }
    }

    /// The next row; an inner error is that of this row alone.
    fn read(&mut self) -> Result<Option<Result<ArticleRow>>> {
        let batch = loop {
            match &self.batch {
                Some(batch) if self.row < batch.rows => break batch,
                _ => (),
            }
            let Some(batch) = self.messages.next(&mut self.dictionaries, &self.needed)? else { return Ok(None) };
            (self.batch, self.row) = (Some(batch), 0);
        };
        let (mut cells, number) = (Cells::default(), self.number + 1);
        let mut fault: Option<Error> = None;
        for (column, slot) in batch.columns.iter().zip(&self.slots) {
            if let (Some(column), Some(slot)) = (column, slot) {
                match column.value(usize::try_from(self.row)?) {
                    Ok(value) => cells.set(*slot, value),
                    Err(error) => fault = Some(error),
                }
            }
        }
        (self.row, self.number) = (self.row + 1, number);
        let row = fault.map_or_else(|| cells.into_row(number), Err);
        Ok(Some(row.map_err(|error| anyhow!("row {number}: {error}"))))
    }
}

impl Iterator for ArrowRows {
    type Item = Result<ArticleRow>;

    fn next(&mut self) -> Option<Result<ArticleRow>> {
        if self.ended {
            return None;
        }
        let row = match self.read() {
            Ok(Some(row)) => row,
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Err(error) => {
                self.ended = true;
                return Some(Err(anyhow!("after row {}: {error:#}", self.number)));
            }
        };
        self.given += row.as_ref().map_or(0, |row| row.text.len() as u64);
        if self.given > allowed(self.messages.bytes_read()) {
            self.ended = true;
            return Some(Err(anyhow!(BOMB)));
        }
        Some(row)
    }
}
