//! Rows -> a data frame: the one place that makes one.

use anyhow::Result;
use polars::prelude::{AnyValue, Column, DataFrame, DataType, Series};

use super::cell::Cell;
use super::spec::{Form, Heading};

/// A frame of these columns; `cells` hands on its cells, row by row.
///
/// # Errors
/// The last row lacks a cell, or a cell is not what its column holds.
pub fn frame(headings: &[Heading], cells: impl FnOnce(&mut dyn FnMut(Cell))) -> Result<DataFrame> {
    let mut columns: Vec<Vec<AnyValue>> = vec![Vec::new(); headings.len()];
    let mut number = 0;
    cells(&mut |cell| {
        columns[number % headings.len()].push(match cell {
            Cell::Empty => AnyValue::Null,
            Cell::Text(text) => AnyValue::StringOwned(text.as_ref().into()),
            Cell::Count(count) => AnyValue::UInt64(count),
            Cell::Number(value) => AnyValue::Float64(value),
        });
        number += 1;
    });
    let column = |(heading, values): (&Heading, Vec<AnyValue>)| {
        let kind = match heading.form {
            Form::Text => DataType::String,
            Form::Count => DataType::UInt64,
            Form::Decimals(_) | Form::Significant => DataType::Float64,
        };
        Series::from_any_values_and_dtype(heading.name.into(), &values, &kind, true).map(Column::from)
    };
    let height = number / headings.len().max(1);
    let columns: Result<_, _> = std::iter::zip(headings, columns).map(column).collect();
    Ok(DataFrame::new(height, columns?)?)
}
