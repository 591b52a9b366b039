//! What became of each document.

use anyhow::Result;
use itertools::Itertools;

use super::{Columns, Table};
use crate::count::Size;
use crate::record::Record;
use crate::warning::Warning;

/// Makes the rows of these documents, its columns in the order in which they are written.
pub fn table(records: &[Record]) -> Result<Table> {
    let rows = || records.iter();
    let warnings = |row: &Record| {
        let about =
            |warning: Warning| warning.to_string().trim_start_matches(&format!("{}: ", row.document)).to_string();
        Some(row.warnings().map(about).join(" | ")).filter(|text| !text.is_empty())
    };
    let warnings: Vec<Option<String>> = rows().map(warnings).collect();
    let status: Vec<String> = rows().map(|row| row.status.to_string()).collect();
    let read = |count: fn(&Record) -> u64| rows().map(move |row| row.language.is_some().then(|| count(row)));
    let size = |count: fn(&Size) -> u64| rows().map(move |row| row.size.as_ref().map(count));
    Columns::new("documents", "One row for each document of the corpus, also for those that were left out.")
        .text("document", "Its file's path in the corpus; then its path in an archive, or # and its row in a table (the line of a JSONL file).", rows().map(|row| row.document.as_str()))
        .text("group", "The group that it is counted in; empty where it is in none.", rows().map(|row| row.assigned.group.as_deref()))
        .text(
            "group_evidence",
            "Why that group: metadata (front matter or articles.csv), a file's or folder's name, or the weightiest mention in the \
             text with the weights of all groups named (7 in a title, 3 in the lead, 1 for each other line, 3 at most for these) and the margin of the \
             first over the second.",
            rows().map(|row| Some(row.assigned.evidence.as_str()).filter(|text| !text.is_empty())),
        )
        .text("title", "Its title, from metadata or from its headline.", rows().map(|row| row.title.as_deref()))
        .text("date", "Its date, from metadata, or from the line near its headline that says one.", rows().map(|row| row.date.as_deref()))
        .text("source", "Who published it, from metadata.", rows().map(|row| row.source.as_deref()))
        .text("language", "Its language: from metadata or --language, else detected. Two letters (ISO 639-1) where it has a segmenter, else three (ISO 639-3); und is undetermined.", rows().map(|row| row.language.as_deref()))
        .text(
            "encoding",
            "The file's encoding, empty where its format leaves no choice; behind it what its letters were turned from: \
             letters of TCVN3, VNI-Windows or VISCII are those of fonts before Unicode.",
            rows().map(|row| row.encoding.as_deref()),
        )
        .count("characters", "Characters of the lines that were kept.", read(|row| row.characters))
        .count("paragraphs", "Lines that were kept.", read(|row| row.paragraphs))
        .count("clauses", "Clauses: they end at . ! ? … ; or at the line's end.", size(|size| size.clauses))
        .count("tokens", "Words and numbers.", size(|size| size.tokens))
        .count("types", "Distinct terms.", size(|size| size.types))
        .count("removed_lines", "Lines that were removed, and credits cut off paragraphs; each is a row of removed_lines.", read(|row| row.removed.len() as u64))
        .text("status", "counted; no group (in no count); duplicate of another document (in no count), with the estimated share of three-word runs of both that they have in common; damaged (in no count), with what is wrong with its text; or left out, with the reason.", status.iter().map(String::as_str))
        .text("warnings", "What the run warned of: why it is left out, or what is doubtful, and what to do about it; several are separated by |.", warnings.iter().map(Option::as_deref))
        .build()
}
