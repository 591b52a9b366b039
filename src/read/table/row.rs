//! A row of a table that is one article.

use std::collections::BTreeSet;

use crate::read::letters::LegacyLetters;
use crate::read::metadata::Metadata;

/// The most bytes that a row, a line or a page may take: longer ones come from a missing quotation mark or from harm, and
/// no article is as long.
pub const MOST_ROW: u64 = 64 << 20;

/// One article of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleRow {
    /// Its place, from 1: the line of a JSONL file, else the row below the header.
    pub number: u64,
    /// The sheet that it is in, where a workbook has several with articles.
    pub sheet: Option<String>,
    /// What else is known of it.
    pub metadata: Metadata,
    /// Its text, as written.
    pub text: String,
    /// The letters of old fonts that it was turned from.
    pub letters: BTreeSet<LegacyLetters>,
}
