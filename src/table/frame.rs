//! Rows -> a data frame: the one place that makes one.

use anyhow::Result;
use polars::prelude::{Column, DataFrame, NamedFrom, Series};

use super::cell::Cell;
use super::spec::{Form, Heading};

/// The values of a column, by what it holds.
enum Values {
    Text(Vec<Option<String>>),
    Counts(Vec<Option<u64>>),
    Numbers(Vec<Option<f64>>),
}

/// A frame of these columns; `cells` hands on its cells, row by row.
///
/// # Errors
/// The last row lacks a cell.
pub fn frame(headings: &[Heading], cells: impl FnOnce(&mut dyn FnMut(Cell))) -> Result<DataFrame> {
    let empty = |heading: &Heading| match heading.form {
        Form::Text => Values::Text(Vec::new()),
        Form::Count => Values::Counts(Vec::new()),
        Form::Decimals(_) | Form::Significant => Values::Numbers(Vec::new()),
    };
    let mut columns: Vec<Values> = headings.iter().map(empty).collect();
    let mut number = 0;
    cells(&mut |cell| {
        match (&mut columns[number % headings.len()], cell) {
            (Values::Text(values), Cell::Text(text)) => values.push(Some(text.into())),
            (Values::Counts(values), Cell::Count(count)) => values.push(Some(count)),
            (Values::Numbers(values), Cell::Number(value)) => values.push(Some(value)),
            // A column's constructor lets no other cell through than its own or an empty one.
            (Values::Text(values), _) => values.push(None),
            (Values::Counts(values), _) => values.push(None),
            (Values::Numbers(values), _) => values.push(None),
        }
        number += 1;
    });
    let series = |(heading, values): (&Heading, Values)| -> Column {
        let name = heading.name.into();
        match values {
            Values::Text(values) => Series::new(name, values),
            Values::Counts(values) => Series::new(name, values),
            Values::Numbers(values) => Series::new(name, values),
        }
        .into()
    };
    let height = number / headings.len().max(1);
    Ok(DataFrame::new(height, std::iter::zip(headings, columns).map(series).collect())?)
}
