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

use serde::Serialize;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it means, with its unit and formula.
    pub meaning: &'static str,
    /// How numbers that are no counts are written.
    pub format: Format,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Format {
    /// As it is: text and counts.
    Plain,
    /// With so many decimals.
    Decimals(usize),
    /// With four significant digits, however small: for p-values.
    Significant,
}

/// Makes a table that compares groups.
pub enum OfComparison {
    /// All at once.
    Whole(fn(&Comparison, Labels) -> Result<Table>),
    /// The rows of one pair of groups: all pairs' may not fit in memory.
    ByPair(fn(&Comparison, usize) -> Result<Table>),
}

impl OfComparison {
    /// In how many parts the table's rows come.
    pub fn number_of_parts(&self, comparison: &Comparison) -> usize {
        match self {
            OfComparison::Whole(_) => 1,
            OfComparison::ByPair(_) => comparison.pairs().max(1),
        }
    }

    /// The table's rows in parts, in their order; one part at least.
    pub fn parts<'c>(&self, comparison: &'c Comparison, labels: Labels) -> impl Iterator<Item = Result<Table>> + 'c {
        let (whole, pairs) = match *self {
            OfComparison::Whole(table) => (Some(table(comparison, labels)), None),
            OfComparison::ByPair(table) => {
                (None, Some((0..self.number_of_parts(comparison)).map(move |pair| table(comparison, pair))))
            }
        };
        whole.into_iter().chain(pairs.into_iter().flatten())
    }
}

/// Makes the rows of a table that grows document by document.
type OfRecords = fn(&[Record]) -> Result<Table>;

/// The tables that compare groups, in the order in which they are read.
pub const TABLES: &[OfComparison] = &[
    OfComparison::Whole(findings::table),
    OfComparison::Whole(theme_frequency::table),
    OfComparison::Whole(theme_shift::table),
    OfComparison::Whole(theme_trend::table),
    OfComparison::Whole(theme_keywords::table),
    OfComparison::Whole(theme_cooccurrence::table),
    OfComparison::Whole(keyword_overlap::table),
    OfComparison::Whole(term_frequency::table),
    OfComparison::ByPair(term_keyness::table),
    OfComparison::ByPair(word_shift::table),
    OfComparison::Whole(collocations::table),
    OfComparison::Whole(group_similarity::table),
    OfComparison::Whole(lexical_diversity::of_groups),
];

/// The tables that grow document by document.
pub const RECORD_TABLES: &[OfRecords] = &[
    documents::table,
    priority_statements::table,
    concordance::table,
    lexical_diversity::of_documents,
    removed_lines::table,
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
