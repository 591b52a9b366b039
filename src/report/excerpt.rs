//! Tables -> [`Excerpt`]s: whole small tables, and of large ones the rows that a reader looks at.

use std::borrow::Cow;

use anyhow::Result;
use indexmap::IndexMap;
use indexmap::map::Entry;
use polars::prelude::{DataFrame, DataType};

use crate::table::{self, Cell, Grid, Schema};
use crate::words::Words;

/// At most this many rows of a table are kept.
const ROWS: usize = 3_000;

/// A sheet of Excel or LibreOffice has this many rows, the header's among them.
const SHEET: u64 = 1_048_576;

/// Of a table that no sheet holds the CSV file has this many rows at most.
pub const CSV: u64 = 100_000;

/// A table, or the first rows of a large one; of a table that comes in parts the first and the last rows of each.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// What is known of the table.
    pub schema: Schema,
    /// The rows.
    pub data: DataFrame,
    /// How many rows the table has.
    pub total: u64,
}

impl Excerpt {
    /// Whether it is the whole table.
    pub fn is_whole(&self) -> bool {
        self.total == self.data.height() as u64
    }

    /// Whether a spreadsheet opens a CSV file of the whole table.
    pub fn fits_a_sheet(&self) -> bool {
        self.total < SHEET
    }

    /// The file that has all of the table's rows.
    pub fn file(&self) -> String {
        format!("tables/{}.{}", self.schema.name, if self.fits_a_sheet() { "csv" } else { "parquet" })
    }

    /// Where the rows are that its CSV file lacks; `None` where it has all.
    pub fn too_long(&self) -> Option<Words<String>> {
        let name = self.schema.name;
        let [total, csv, sheet] = [self.total, CSV, SHEET].map(|rows| Words::each(|labels| labels.count(rows)));
        (!self.fits_a_sheet()).then(|| {
            Words::new(
                format!(
                    "The table has {} rows, and no spreadsheet opens more than {}: {name}.parquet has them all, with the \
                     same figures, and {name}.csv those that tell most, {} at most, as many of each group or pair of groups.",
                    total.en, sheet.en, csv.en
                ),
                format!(
                    "Bảng có {} hàng, mà không phần mềm bảng tính nào mở được quá {}: {name}.parquet có đủ mọi hàng với cùng \
                     các số liệu, còn {name}.csv có những hàng đáng chú ý nhất, tối đa {}, chia đều cho các nhóm hoặc cặp nhóm.",
                    total.vi, sheet.vi, csv.vi
                ),
            )
        })
    }

    /// Its cells, column by column.
    ///
    /// # Errors
    /// A column holds what tables don't.
    pub fn columns(&self) -> Result<Vec<Vec<Cell<'_>>>> {
        let cells = |values: &'_ polars::prelude::Column| -> Result<Vec<Cell<'_>>> {
            Ok(match values.dtype() {
                DataType::String => {
                    let texts = values.str()?.iter();
                    texts.map(|text| text.map_or(Cell::Empty, |text| Cell::Text(Cow::Owned(text.into())))).collect()
                }
                DataType::UInt64 => values.u64()?.iter().map(|count| count.map_or(Cell::Empty, Cell::Count)).collect(),
                _ => values.f64()?.iter().map(|number| number.map_or(Cell::Empty, Cell::Number)).collect(),
            })
        };
        self.data.columns().iter().map(cells).collect()
    }
}

/// The tables so far, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Excerpts {
    tables: IndexMap<&'static str, Excerpt>,
}

impl Excerpts {
    /// Adds a part of a table that comes in this many of them; 1 where nobody knows.
    ///
    /// # Errors
    /// Only a data frame's own errors.
    pub fn add(&mut self, part: &dyn Grid, parts: usize) -> Result<()> {
        let height = part.height();
        let known = match self.tables.entry(part.name()) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                entry.insert(Excerpt { schema: part.schema(), data: part.frame(&mut (0..0))?, total: 0 })
            }
        };
        known.total += height as u64;
        let room = (ROWS / parts.max(1)).min(ROWS - known.data.height().min(ROWS));
        // Of a table in parts the most telling rows are at both ends of each.
        let last = if parts > 1 && height > room { room / 2 } else { 0 };
        let first = height.min(room - last);
        if first + last > 0 {
            let mut numbers = (0..first).chain(height - last..height);
            known.data.vstack_mut(&part.frame(&mut numbers)?)?;
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
    use super::*;
    use crate::options::Labels;
    use crate::table::{Column, Rows, Spec, Unit};

    struct Numbers;

    impl Spec for Numbers {
        type Row<'a> = u64;
        const NAME: &'static str = "numbers";
        const TITLE: Words = Words::new("Numbers", "Các số");
        const ABOUT: Words = Words::new("A number a row.", "Mỗi hàng là một số.");
        const COLUMNS: &'static [Column<Self>] =
            &[Column::count("number", Unit::Count, |row| Some(*row)).means("It.", "Số đó.")];
    }

    fn part(values: std::ops::Range<u64>) -> Rows<'static, Numbers> {
        Rows::made(values)
    }

    fn kept(excerpts: &Excerpts) -> Vec<u64> {
        let data = &excerpts.tables["numbers"].data;
        data.column("number").unwrap().u64().unwrap().iter().flatten().collect()
    }

    #[test]
    fn a_small_table_is_whole_and_a_large_one_is_cut_and_says_how_long_it_is() {
        let mut excerpts = Excerpts::default();
        excerpts.add(&part(0..2), 1).unwrap();
        excerpts.add(&part(2..5), 1).unwrap();
        assert!(excerpts.tables["numbers"].is_whole());
        assert_eq!(kept(&excerpts), [0, 1, 2, 3, 4]);
        excerpts.add(&part(5..10_000), 1).unwrap();
        let excerpt = &excerpts.tables["numbers"];
        assert_eq!((excerpt.total, excerpt.is_whole()), (10_000, false));
        assert_eq!(excerpt.schema.title.pick(Labels::Vi), &"Các số");
        assert!(kept(&excerpts).into_iter().eq(0..ROWS as u64));
    }

    #[test]
    fn of_each_part_the_first_and_the_last_rows_are_kept() {
        let mut excerpts = Excerpts::default();
        let parts = ROWS / 4;
        excerpts.add(&part(0..100), parts).unwrap();
        excerpts.add(&part(100..200), parts).unwrap();
        excerpts.add(&part(200..203), parts).unwrap();
        assert_eq!(kept(&excerpts), [0, 1, 98, 99, 100, 101, 198, 199, 200, 201, 202]);
    }

    #[test]
    fn a_table_without_rows_keeps_its_columns() {
        let mut excerpts = Excerpts::default();
        excerpts.add(&part(0..0), 1).unwrap();
        let tables = excerpts.into_tables();
        assert_eq!((tables[0].total, tables[0].columns().unwrap()), (0, vec![Vec::new()]));
    }
}
