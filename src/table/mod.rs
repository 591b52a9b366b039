//! [`Comparison`] and [`Record`]s -> [`Table`]s: one file a table, one row in [`TABLES`] or [`RECORD_TABLES`].

mod collocations;
mod concordance;
mod documents;
mod findings;
mod group_similarity;
mod keyword_overlap;
mod lexical_diversity;
mod priority_statements;
mod removed_lines;
mod term_frequency;
mod term_keyness;
mod theme_cooccurrence;
mod theme_frequency;
mod theme_keywords;
mod theme_shift;
mod theme_trend;
mod word_shift;

use anyhow::Result;
use polars::prelude::{
    Column as Values, DataFrame, Float64Chunked, NamedFrom, PolarsResult, Series, StringChunked, UInt64Chunked,
};

use crate::compare::Comparison;
use crate::options::Labels;
use crate::record::Record;

/// A table and what its columns mean.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name, which is also its file's.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// Its values: text, counts (`u64`) and numbers (`f64`), empty where there is none.
    pub data: DataFrame,
}

/// What a column means and how its numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it means, with its unit and formula.
    pub meaning: &'static str,
    /// How numbers that are no counts are written.
    pub format: Format,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As it is: text and counts.
    Plain,
    /// With so many decimals.
    Decimals(usize),
    /// With four significant digits, however small: for p-values.
    Significant,
}

/// Makes a table that compares groups.
type OfComparison = fn(&Comparison, Labels) -> Result<Table>;

/// Makes the rows of a table that grows document by document.
type OfRecords = fn(&[Record]) -> Result<Table>;

/// The tables that compare groups, in the order in which they are written.
pub const TABLES: &[OfComparison] = &[
    term_frequency::table,
    term_keyness::table,
    word_shift::table,
    collocations::table,
    theme_frequency::table,
    theme_shift::table,
    theme_trend::table,
    theme_keywords::table,
    theme_cooccurrence::table,
    findings::table,
    keyword_overlap::table,
    group_similarity::table,
    lexical_diversity::of_groups,
];

/// The tables that grow document by document.
pub const RECORD_TABLES: &[OfRecords] = &[
    documents::table,
    removed_lines::table,
    concordance::table,
    priority_statements::table,
    lexical_diversity::of_documents,
];

impl Table {
    /// A column's text.
    ///
    /// # Errors
    /// There is no such column, or it holds no text.
    pub fn text(&self, column: &str) -> PolarsResult<&StringChunked> {
        self.data.column(column)?.str()
    }

    /// A column's counts.
    ///
    /// # Errors
    /// There is no such column, or it holds no counts.
    pub fn counts(&self, column: &str) -> PolarsResult<&UInt64Chunked> {
        self.data.column(column)?.u64()
    }

    /// A column's numbers.
    ///
    /// # Errors
    /// There is no such column, or it holds no numbers.
    pub fn numbers(&self, column: &str) -> PolarsResult<&Float64Chunked> {
        self.data.column(column)?.f64()
    }
}

/// The lower bound of an interval.
fn low(interval: Option<(f64, f64)>) -> Option<f64> {
    interval.map(|(low, _)| low)
}

/// The upper bound of an interval.
fn high(interval: Option<(f64, f64)>) -> Option<f64> {
    interval.map(|(_, high)| high)
}

/// Builds a table column by column.
struct Builder {
    name: &'static str,
    about: &'static str,
    columns: Vec<Column>,
    values: Vec<Values>,
}

impl Builder {
    fn new(name: &'static str, about: &'static str) -> Builder {
        Builder { name, about, columns: Vec::new(), values: Vec::new() }
    }

    fn text<'a, T: Into<Option<&'a str>>>(
        self,
        name: &'static str,
        meaning: &'static str,
        values: impl Iterator<Item = T>,
    ) -> Builder {
        let values: Vec<Option<&str>> = values.map(Into::into).collect();
        self.column(Column { name, meaning, format: Format::Plain }, Series::new(name.into(), values))
    }

    fn count<T: Into<Option<u64>>>(
        self,
        name: &'static str,
        meaning: &'static str,
        values: impl Iterator<Item = T>,
    ) -> Builder {
        let values: Vec<Option<u64>> = values.map(Into::into).collect();
        self.column(Column { name, meaning, format: Format::Plain }, Series::new(name.into(), values))
    }

    fn number<T: Into<Option<f64>>>(
        self,
        name: &'static str,
        format: Format,
        meaning: &'static str,
        values: impl Iterator<Item = T>,
    ) -> Builder {
        // A bound that is infinite is none.
        let values: Vec<Option<f64>> = values.map(|value| value.into().filter(|value| value.is_finite())).collect();
        self.column(Column { name, meaning, format }, Series::new(name.into(), values))
    }

    fn column(mut self, column: Column, values: Series) -> Builder {
        self.columns.push(column);
        self.values.push(values.into());
        self
    }

    fn build(self) -> Result<Table> {
        let height = self.values.first().map_or(0, Values::len);
        let data = DataFrame::new(height, self.values)?;
        Ok(Table { name: self.name, about: self.about, columns: self.columns, data })
    }
}
