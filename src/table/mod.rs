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

use std::ops::Range;

use anyhow::Result;
use polars::prelude::{
    DataFrame, DataType, Float64Chunked, NamedFrom, PolarsResult, Series, StringChunked, UInt64Chunked,
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
#[derive(Clone, Copy)]
pub enum OfComparison {
    /// All at once.
    Whole(fn(&Comparison, Labels) -> Result<Table>),
    /// A large one, row by row.
    Large(ByRows),
    /// The rows of one pair of groups, row by row.
    ByPair(ByRows),
}

/// Makes the rows of a part of a table.
type ByRows = for<'c> fn(&'c Comparison, usize) -> Result<Rows<'c>>;

/// A part of a table that compares groups.
pub enum Part<'c> {
    /// As it is.
    Table(Table),
    /// Rows that are made when they are asked for: all of them may not fit in memory.
    Rows(Rows<'c>),
}

/// Rows that are made when they are asked for.
pub struct Rows<'c> {
    /// The rows' numbers, by what belongs together: a group's, or a pair's.
    sections: Vec<Range<usize>>,
    columns: Box<MakeColumns<'c>>,
}

/// Makes the columns of the rows of these numbers.
type MakeColumns<'c> = dyn Fn(&mut dyn Iterator<Item = usize>) -> Columns<'c> + Send + Sync + 'c;

impl<'c> Rows<'c> {
    /// How many there are.
    pub fn height(&self) -> usize {
        self.sections.last().map_or(0, |section| section.end)
    }

    /// The columns of some rows.
    pub fn columns(&self, mut rows: impl Iterator<Item = usize>) -> Columns<'c> {
        (self.columns)(&mut rows)
    }

    /// A table of so many rows at either end of each section.
    ///
    /// # Errors
    /// None but what a data frame's errors are.
    pub fn ends(&self, rows: usize) -> Result<Table> {
        let ends = |section: &Range<usize>| {
            let first = section.end.min(section.start + rows);
            (section.start..first).chain(first.max(section.end.saturating_sub(rows))..section.end)
        };
        self.columns(self.sections.iter().flat_map(ends)).build()
    }
}

impl OfComparison {
    /// In how many parts the table's rows come.
    pub fn number_of_parts(&self, comparison: &Comparison) -> usize {
        match self {
            OfComparison::Whole(_) | OfComparison::Large(_) => 1,
            OfComparison::ByPair(_) => comparison.pairs().max(1),
        }
    }

    /// The table's rows in parts, in their order; one part at least.
    pub fn parts<'c>(
        &self,
        comparison: &'c Comparison,
        labels: Labels,
    ) -> impl Iterator<Item = Result<Part<'c>>> + use<'c> {
        let make = move |this: &OfComparison, part| match this {
            OfComparison::Whole(table) => table(comparison, labels).map(Part::Table),
            OfComparison::Large(rows) | OfComparison::ByPair(rows) => rows(comparison, part).map(Part::Rows),
        };
        let this = *self;
        (0..self.number_of_parts(comparison)).map(move |part| make(&this, part))
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
    OfComparison::Large(term_frequency::rows),
    OfComparison::ByPair(term_keyness::rows),
    OfComparison::ByPair(word_shift::rows),
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

/// The names of all tables. One of tests/integration/written.rs holds them against what a run writes.
pub const NAMES: [&str; 17] = [
    "findings",
    "theme_frequency",
    "theme_shift",
    "theme_trend",
    "theme_keywords",
    "theme_cooccurrence",
    "keyword_overlap",
    "term_frequency",
    "term_keyness",
    "word_shift",
    "collocations",
    "group_similarity",
    "lexical_diversity",
    "documents",
    "priority_statements",
    "concordance",
    "removed_lines",
];

impl Table {
    /// Its values in plain lists.
    ///
    /// # Errors
    /// A column is missing, or holds what tables don't.
    pub fn values(&self) -> PolarsResult<Vec<(Values<'_>, Format)>> {
        let values = |column: &Column| {
            let values = self.data.column(column.name)?;
            let values = match values.dtype() {
                DataType::String => Values::Text(values.str()?.iter().collect()),
                DataType::UInt64 => Values::Counts(values.u64()?.iter().collect()),
                _ => Values::Numbers(values.f64()?.iter().collect()),
            };
            Ok((values, column.format))
        };
        self.columns.iter().map(values).collect()
    }

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

/// A table column by column, its values in plain lists.
pub struct Columns<'a> {
    name: &'static str,
    about: &'static str,
    columns: Vec<Column>,
    values: Vec<Values<'a>>,
}

/// A column's values; `None` where there is none.
pub enum Values<'a> {
    /// Text.
    Text(Vec<Option<&'a str>>),
    /// Counts.
    Counts(Vec<Option<u64>>),
    /// Other numbers.
    Numbers(Vec<Option<f64>>),
}

impl<'a> Columns<'a> {
    fn new(name: &'static str, about: &'static str) -> Columns<'a> {
        Columns { name, about, columns: Vec::new(), values: Vec::new() }
    }

    fn text<T: Into<Option<&'a str>>>(
        self,
        name: &'static str,
        meaning: &'static str,
        values: impl Iterator<Item = T>,
    ) -> Columns<'a> {
        let values = Values::Text(values.map(Into::into).collect());
        self.column(Column { name, meaning, format: Format::Plain }, values)
    }

    fn count<T: Into<Option<u64>>>(
        self,
        name: &'static str,
        meaning: &'static str,
        values: impl Iterator<Item = T>,
    ) -> Columns<'a> {
        let values = Values::Counts(values.map(Into::into).collect());
        self.column(Column { name, meaning, format: Format::Plain }, values)
    }

    fn number<T: Into<Option<f64>>>(
        self,
        name: &'static str,
        format: Format,
        meaning: &'static str,
        values: impl Iterator<Item = T>,
    ) -> Columns<'a> {
        // A bound that is infinite is none.
        let values = values.map(|value| value.into().filter(|value| value.is_finite()));
        self.column(Column { name, meaning, format }, Values::Numbers(values.collect()))
    }

    fn column(mut self, column: Column, values: Values<'a>) -> Columns<'a> {
        self.columns.push(column);
        self.values.push(values);
        self
    }

    /// The columns' values, each with how its numbers are written.
    pub fn into_values(self) -> Vec<(Values<'a>, Format)> {
        std::iter::zip(self.values, &self.columns).map(|(values, column)| (values, column.format)).collect()
    }

    fn build(self) -> Result<Table> {
        let height = self.values.first().map_or(0, Values::len);
        let series = |(column, values): (&Column, Values)| -> polars::prelude::Column {
            let name = column.name.into();
            match values {
                Values::Text(values) => Series::new(name, values),
                Values::Counts(values) => Series::new(name, values),
                Values::Numbers(values) => Series::new(name, values),
            }
            .into()
        };
        let series = std::iter::zip(&self.columns, self.values).map(series).collect();
        let data = DataFrame::new(height, series)?;
        Ok(Table { name: self.name, about: self.about, columns: self.columns, data })
    }
}

impl Values<'_> {
    /// How many rows the column has.
    pub fn len(&self) -> usize {
        match self {
            Values::Text(values) => values.len(),
            Values::Counts(values) => values.len(),
            Values::Numbers(values) => values.len(),
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
