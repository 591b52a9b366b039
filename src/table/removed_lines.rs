//! Which lines were not counted, and why.

use anyhow::Result;

use super::{Columns, Table};
use crate::record::Record;

/// Makes the rows of these documents, its columns in the order in which they are written.
pub fn table(records: &[Record]) -> Result<Table> {
    let rows = || records.iter().flat_map(|record| record.removed.iter().map(move |removed| (record, removed)));
    Columns::new("removed_lines", "One row for each line that is in no count, and for each credit of a picture that was cut off a paragraph, in the order of the corpus.")
        .text("document", "The document, as documents names it.", rows().map(|(record, _)| record.document.as_str()))
        .count(
            "line",
            "The line in the document, from 1; the paragraph, where its format has no lines.",
            rows().map(|(_, removed)| removed.line as u64),
        )
        .text(
            "reason",
            "The rule that removed it; the README explains each.",
            rows().map(|(_, removed)| removed.reason),
        )
        .count(
            "similar_to",
            "The line that it repeats.",
            rows().map(|(_, removed)| removed.similar_to.map(|line| line as u64)),
        )
        .text("text", "The line, or the credit.", rows().map(|(_, removed)| removed.text.trim()))
        .build()
}
