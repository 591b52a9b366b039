//! What the objects of a file have in common.

use crate::read::table::columns::Columns;
use crate::read::table::order::Order;

/// What the objects of a file have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Which of their keys hold what.
    pub columns: Columns,
    /// How their dates are read.
    pub order: Order,
    /// What their numbers count: lines or articles.
    pub unit: &'static str,
}
