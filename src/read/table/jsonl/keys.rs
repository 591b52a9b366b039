//! What the objects of a file have in common.

use crate::read::table::columns::NamedColumns;
use crate::read::table::order::DateOrder;

/// What the objects of a file have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectKeys {
    /// Which of their keys hold what.
    pub columns: NamedColumns,
    /// The keys of the objects, each in the one before, that their text is in; empty where it is in none of its own.
    pub within: Vec<String>,
    /// How their dates are read.
    pub order: DateOrder,
    /// What their numbers count: lines or articles.
    pub unit: &'static str,
}
