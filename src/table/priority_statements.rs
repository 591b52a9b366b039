//! The clauses that state a priority.

use anyhow::Result;
use itertools::Itertools;

use super::{Columns, Table};
use crate::record::Record;

/// Makes the rows of these documents, its columns in the order in which they are written.
pub fn table(records: &[Record]) -> Result<Table> {
    let rows = || records.iter().flat_map(|record| record.statements.iter().map(move |statement| (record, statement)));
    let themes: Vec<String> = rows().map(|(_, statement)| statement.themes.iter().join("; ")).collect();
    Columns::new(
        "priority_statements",
        "One row for each clause of a counted document that states a priority: what is to be done or given weight to \
         from now on, by the rules of priorities.toml, in the order of the corpus.",
    )
    .text("document", "The document, as documents names it.", rows().map(|(record, _)| record.document.as_str()))
    .text("group", "Its group.", rows().map(|(record, _)| record.assigned.group.as_deref()))
    .count("line", "The line in the document, from 1, as in concordance.", rows().map(|(_, row)| row.line))
    .count("start", "Where the clause starts in the line: characters before it, as in concordance.", rows().map(|(_, row)| row.start))
    .count("end", "Where the clause ends, excluded.", rows().map(|(_, row)| row.end))
    .count("clause", "The clause's number in the document, from 1.", rows().map(|(_, row)| row.clause))
    .text(
        "cue",
        "What speaks for a priority by the weights of priorities.toml: cues as \"class: words\", the clause's place (after_priority, \
         in_tasks, recent ...), and as \"words: ...\" up to three words or pairs of words that say most. What speaks against it \
         isn't named.",
        rows().map(|(_, row)| row.cue.as_str()),
    )
    .text("themes", "The ids of its themes, in the dictionary's order; empty where it has none.", themes.iter().map(|themes| Some(themes.as_str()).filter(|themes| !themes.is_empty())))
    .text("text", "The clause.", rows().map(|(_, row)| row.text.as_str()))
    .build()
}
