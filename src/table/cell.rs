//! A table's cell.

use std::borrow::Cow;

use serde::Serialize;

/// A cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell<'r> {
    /// There is no value.
    Empty,
    /// Text.
    Text(Cow<'r, str>),
    /// A whole number.
    Count(u64),
    /// Any other number.
    Number(f64),
}
