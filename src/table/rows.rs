//! The rows of a table, or of a part of it: typed for charts, cell by cell for whoever writes them.

use std::borrow::Cow;
use std::ops::Range;

use anyhow::Result;
use polars::prelude::DataFrame;

use super::cell::Cell;
use super::frame::frame;
use super::spec::{Schema, Spec};
use crate::compare::ENDS;

/// The rows of a table, or of a part of it.
pub struct Rows<'c, T: Spec> {
    /// The rows' numbers, by what belongs together: a group's, or a pair's.
    sections: Vec<Range<usize>>,
    source: Source<'c, T>,
}

enum Source<'c, T: Spec> {
    Made(Vec<T::Row<'c>>),
    /// Made when they are asked for, by their number: all of them may not fit in memory.
    Asked(Box<dyn Fn(usize) -> Option<T::Row<'c>> + Send + Sync + 'c>),
}

impl<'c, T: Spec> Rows<'c, T> {
    /// Rows that are there.
    pub fn made(rows: impl IntoIterator<Item = T::Row<'c>>) -> Rows<'c, T> {
        let rows: Vec<_> = rows.into_iter().collect();
        Rows { sections: std::iter::once(0..rows.len()).collect(), source: Source::Made(rows) }
    }

    /// Rows that are made when they are asked for. Sections follow one upon another, from 0.
    pub fn asked(
        sections: Vec<Range<usize>>,
        row: impl Fn(usize) -> Option<T::Row<'c>> + Send + Sync + 'c,
    ) -> Rows<'c, T> {
        Rows { sections, source: Source::Asked(Box::new(row)) }
    }

    /// The rows that charts are made of: all that are there, else the first and last [`ENDS`] of each section.
    pub fn charted(&self) -> Cow<'_, [T::Row<'c>]> {
        match &self.source {
            Source::Made(rows) => rows.into(),
            Source::Asked(row) => self.ends(ENDS).filter_map(row).collect(),
        }
    }

    /// The numbers of this many rows at either end of each section.
    fn ends(&self, rows: usize) -> impl Iterator<Item = usize> {
        let ends = move |section: &Range<usize>| {
            let first = section.end.min(section.start + rows);
            (section.start..first).chain(first.max(section.end.saturating_sub(rows))..section.end)
        };
        self.sections.iter().flat_map(ends)
    }

    /// Hands on a row; none where there are fewer.
    fn with(&self, number: usize, to: impl FnOnce(&T::Row<'c>)) {
        match &self.source {
            Source::Made(rows) => rows.get(number).map(to),
            Source::Asked(row) => row(number).as_ref().map(to),
        };
    }
}

/// Rows of whichever table.
pub trait Grid: Send + Sync {
    /// The table's name.
    fn name(&self) -> &'static str;

    /// What is known of the table.
    fn schema(&self) -> Schema;

    /// How many rows there are.
    fn height(&self) -> usize;

    /// The numbers of rows that belong together, as those of a pair of groups; `None` where they belong to those of the
    /// part before.
    fn sections(&self) -> Option<&[Range<usize>]>;

    /// Hands on the cells of some rows, row by row.
    fn visit(&self, rows: Range<usize>, to: &mut dyn FnMut(Cell<'_>));

    /// The rows of some numbers as a data frame.
    ///
    /// # Errors
    /// Only a data frame's own errors.
    fn frame(&self, numbers: &mut dyn Iterator<Item = usize>) -> Result<DataFrame>;
}

impl<T: Spec> Grid for Rows<'_, T> {
    fn name(&self) -> &'static str {
        T::NAME
    }

    fn schema(&self) -> Schema {
        Schema::of::<T>()
    }

    fn height(&self) -> usize {
        self.sections.last().map_or(0, |section| section.end)
    }

    fn sections(&self) -> Option<&[Range<usize>]> {
        matches!(self.source, Source::Asked(_)).then_some(&self.sections)
    }

    fn visit(&self, rows: Range<usize>, to: &mut dyn FnMut(Cell<'_>)) {
        rows.for_each(|number| self.with(number, |row| T::COLUMNS.iter().for_each(|column| to(column.cell(row)))));
    }

    fn frame(&self, numbers: &mut dyn Iterator<Item = usize>) -> Result<DataFrame> {
        frame(&self.schema().headings, |to| numbers.for_each(|number| self.visit(number..number + 1, to)))
    }
}
