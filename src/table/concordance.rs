//! The passage behind every theme hit.

use anyhow::Result;

use super::{Columns, Table};
use crate::record::Record;

/// Makes the rows of these documents, its columns in the order in which they are written.
pub fn table(records: &[Record]) -> Result<Table> {
    let rows = || records.iter().flat_map(|record| record.passages.iter().map(move |passage| (record, passage)));
    Columns::new(
        "concordance",
        "One row for each keyword found in a counted document, with its context (KWIC), in the order of the corpus. The \
         rows of a group and theme are as many as its frequency in theme_frequency.",
    )
    .text("document", "The document, as documents names it.", rows().map(|(record, _)| record.document.as_str()))
    .text("group", "Its group.", rows().map(|(record, _)| record.assigned.group.as_deref()))
    .count("line", "The line in the document, from 1; the paragraph, where its format has no lines. Lines that cleaning joined count as one, the first.", rows().map(|(_, passage)| passage.line))
    .count("start", "Where the match starts in the line: characters before it (Unicode scalar values in NFC, without invisible ones such as soft hyphens).", rows().map(|(_, passage)| passage.start))
    .count("end", "Where the match ends, excluded.", rows().map(|(_, passage)| passage.end))
    .count("clause", "The clause's number in the document, from 1.", rows().map(|(_, passage)| passage.clause))
    .text("theme", "The theme's id.", rows().map(|(_, passage)| passage.theme.as_str()))
    .text("keyword", "The keyword, as the dictionary writes it.", rows().map(|(_, passage)| passage.keyword.as_str()))
    .text("left", "What stands before the match in the line: up to 60 characters.", rows().map(|(_, passage)| passage.left.as_str()))
    .text("match", "What was matched.", rows().map(|(_, passage)| passage.matched.as_str()))
    .text("right", "What stands behind the match in the line: up to 60 characters.", rows().map(|(_, passage)| passage.right.as_str()))
    .build()
}
