//! [`Table`]s -> [`Excerpt`]s: whole small tables, and of large ones the rows that a reader looks at.

use anyhow::Result;
use indexmap::IndexMap;
use polars::prelude::DataType;
use serde::Serialize;

use crate::table::{self, Table};

/// So many rows of a table are kept.
const ROWS: usize = 3_000;

/// A table, or the first rows of a large one; of a table that comes in parts the first and the last rows of each.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// The rows with their columns' meaning.
    pub table: Table,
    /// How many rows the table has.
    pub total: u64,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// There is no value.
    Empty,
    /// Text.
    Text(String),
    /// A count.
    Count(u64),
    /// Any other number.
    Number(f64),
}

impl Excerpt {
    /// Whether it is the whole table.
    pub fn is_whole(&self) -> bool {
        self.total == self.table.data.height() as u64
    }

    /// Its cells, column by column.
    ///
    /// # Errors
    /// A column is missing, or holds what tables don't.
    pub fn columns(&self) -> Result<Vec<Vec<Cell>>> {
        let cells = |name: &str| -> Result<Vec<Cell>> {
            let values = self.table.data.column(name)?;
            let or_empty = |cell: Option<Cell>| cell.unwrap_or(Cell::Empty);
            Ok(match values.dtype() {
                DataType::String => {
                    values.str()?.iter().map(|text| or_empty(text.map(|text| Cell::Text(text.into())))).collect()
                }
                DataType::UInt64 => values.u64()?.iter().map(|count| or_empty(count.map(Cell::Count))).collect(),
                _ => values.f64()?.iter().map(|number| or_empty(number.map(Cell::Number))).collect(),
            })
        };
        self.table.columns.iter().map(|column| cells(column.name)).collect()
    }

    /// The same with fewer rows.
    pub fn first(&self, rows: usize) -> Excerpt {
        let data = self.table.data.head(Some(rows));
        Excerpt { table: Table { data, ..self.table.clone() }, total: self.total }
    }
}

/// The tables so far, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Excerpts {
    tables: IndexMap<&'static str, Excerpt>,
}

impl Excerpts {
    /// Adds a part of a table that comes in so many of them; 1 where nobody knows.
    ///
    /// # Errors
    /// It has other columns than the part before it.
    pub fn add(&mut self, part: &Table, parts: usize) -> Result<()> {
        let height = part.data.height();
        let known = self
            .tables
            .entry(part.name)
            .or_insert_with(|| Excerpt { table: Table { data: part.data.clear(), ..part.clone() }, total: 0 });
        known.total += height as u64;
        let room = (ROWS / parts.max(1)).min(ROWS - known.table.data.height().min(ROWS));
        if height <= room {
            known.table.data.vstack_mut(&part.data)?;
        } else if parts > 1 {
            // The most telling rows stand at both ends.
            known.table.data.vstack_mut(&part.data.head(Some(room - room / 2)))?;
            known.table.data.vstack_mut(&part.data.tail(Some(room / 2)))?;
        } else {
            known.table.data.vstack_mut(&part.data.head(Some(room)))?;
        }
        Ok(())
    }

    /// All of them: those that compare groups, then those that grew document by document and so came first.
    pub fn into_tables(self) -> Vec<Excerpt> {
        let mut tables: Vec<Excerpt> = self.tables.into_values().collect();
        let compared = table::RECORD_TABLES.len().min(tables.len());
        tables.rotate_left(compared);
        tables
    }
}
