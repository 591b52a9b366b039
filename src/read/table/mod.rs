//! Tables, one row one article: a column holds the text, others what is known of the article.

pub mod delimited;
pub mod jsonl;
pub mod parquet;
pub mod xlsx;

mod cells;
mod columns;
mod date;
mod names;
mod order;

pub use columns::Columns;
pub use order::{Dates, Order};

use std::collections::BTreeSet;

use super::Metadata;
use super::letters::Letters;

/// The most bytes that a row, a line or a page may take: longer ones come from a missing quotation mark or from harm, and
/// no article is as long.
const MOST_ROW: u64 = 64 << 20;

/// One article of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its place, from 1: the line of a JSONL file, else the row below the header.
    pub number: u64,
    /// The sheet that it stands in, where a workbook has several with articles.
    pub sheet: Option<String>,
    /// What else is known of it.
    pub metadata: Metadata,
    /// Its text, as written.
    pub text: String,
    /// The letters of old fonts that it was turned from.
    pub letters: BTreeSet<Letters>,
}
