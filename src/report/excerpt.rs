//! [`Table`]s -> [`Excerpt`]s: whole small tables, and of large ones the rows that a reader looks at.

use anyhow::Result;
use indexmap::IndexMap;
use polars::prelude::{Column, DataFrame, DataType, NamedFrom, Series};
use serde::Serialize;

use crate::table::{self, Rows, Table};

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

/// The same rows in memory of their own: a slice keeps all that it was cut from.
fn copied(rows: &DataFrame) -> Result<DataFrame> {
    let copy = |values: &Column| -> Result<Column> {
        let name = values.name().clone();
        Ok(match values.dtype() {
            DataType::String => Series::new(name, values.str()?.iter().collect::<Vec<_>>()),
            DataType::UInt64 => Series::new(name, values.u64()?.iter().collect::<Vec<_>>()),
            _ => Series::new(name, values.f64()?.iter().collect::<Vec<_>>()),
        }
        .into())
    };
    let columns = rows.columns().iter().map(copy).collect::<Result<_>>()?;
    Ok(DataFrame::new(rows.height(), columns)?)
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
        self.add_ends(part, part.data.height(), parts)
    }

    /// The same of a part whose rows are made when they are asked for.
    ///
    /// # Errors
    /// It has other columns than the part before it.
    pub fn add_rows(&mut self, part: &Rows, parts: usize) -> Result<()> {
        self.add_ends(&part.ends(ROWS / parts.max(1))?, part.height(), parts)
    }

    /// Adds a part of so many rows, of which those at both ends are given.
    fn add_ends(&mut self, part: &Table, height: usize, parts: usize) -> Result<()> {
        let known = self
            .tables
            .entry(part.name)
            .or_insert_with(|| Excerpt { table: Table { data: part.data.clear(), ..part.clone() }, total: 0 });
        known.total += height as u64;
        let room = (ROWS / parts.max(1)).min(ROWS - known.table.data.height().min(ROWS));
        // Of a table in parts the most telling rows stand at both ends of each.
        let last = if parts > 1 && height > room { room / 2 } else { 0 };
        for rows in [part.data.head(Some(room - last)), part.data.tail(Some(last))] {
            if rows.height() > 0 {
                known.table.data.vstack_mut(&copied(&rows)?)?;
            }
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

#[cfg(test)]
mod tests {
    use polars::prelude::df;

    use super::*;

    fn part(values: std::ops::Range<u64>) -> Table {
        let data = df!("number" => values.collect::<Vec<_>>()).unwrap();
        Table { name: "numbers", about: "", columns: Vec::new(), data }
    }

    fn kept(excerpt: &Excerpt) -> Vec<u64> {
        excerpt.table.data.column("number").unwrap().u64().unwrap().iter().flatten().collect()
    }

    #[test]
    fn a_small_table_is_whole_and_a_large_one_is_cut_and_says_how_long_it_is() {
        let mut excerpts = Excerpts::default();
        excerpts.add(&part(0..2), 1).unwrap();
        excerpts.add(&part(2..5), 1).unwrap();
        assert!(excerpts.tables["numbers"].is_whole());
        assert_eq!(kept(&excerpts.tables["numbers"]), [0, 1, 2, 3, 4]);
        excerpts.add(&part(5..10_000), 1).unwrap();
        let excerpt = &excerpts.tables["numbers"];
        assert_eq!((excerpt.total, excerpt.is_whole()), (10_000, false));
        assert!(kept(excerpt).into_iter().eq(0..ROWS as u64));
    }

    #[test]
    fn of_each_part_the_first_and_the_last_rows_are_kept() {
        let mut excerpts = Excerpts::default();
        let parts = ROWS / 4;
        excerpts.add(&part(0..100), parts).unwrap();
        excerpts.add(&part(100..200), parts).unwrap();
        excerpts.add(&part(200..203), parts).unwrap();
        assert_eq!(kept(&excerpts.tables["numbers"]), [0, 1, 98, 99, 100, 101, 198, 199, 200, 201, 202]);
    }
}
