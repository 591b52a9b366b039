//! Clauses that readers coded -> how far the dictionary and the rules of priorities agree with them.
//!
//! The file is a table separated by tabs, commas or semicolons, a clause a row, with a header and the columns `doc`,
//! `line`, `clause`, `priority` (1, 0, ? where the readers differ, or nothing where nobody coded the clause), `themes` (ids
//! separated by commas), `disputed_themes` (those on which they differ) and `text`. [`sheet`] writes one to be filled in.

mod agreement;
mod evaluation;
mod learning;
pub mod sheet;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use itertools::Itertools;
use serde::Deserialize;

use crate::clean::Paragraph;
use crate::encoding;
use crate::language::{Forms, LineTokens, detect, tokenise_line};
use crate::priority::{self, Clause};
use crate::themes::Themes;
use crate::warning::Warning;

pub use agreement::Agreement;
pub use evaluation::{CodingEvaluation, Difference, Error, Measured};
pub use learning::{Learned, learn};

/// A coded clause.
#[derive(Clone, Debug, Deserialize)]
struct CodedClause {
    doc: String,
    line: u64,
    clause: u64,
    priority: String,
    themes: String,
    #[serde(default)]
    disputed_themes: String,
    text: String,
}

/// At most this many clauses are read to tell their language.
const SAMPLE: usize = 50;

/// The columns that a file must have.
const REQUIRED: [&str; 6] = ["doc", "line", "clause", "priority", "themes", "text"];

/// Coded clauses, cut into units.
pub struct Coding {
    rows: Vec<(CodedClause, LineTokens)>,
    /// That the encoding of the file is in doubt.
    pub doubt: Option<Warning>,
}

impl Coding {
    /// Reads the file in any encoding; the units of its clauses are added to `forms`.
    ///
    /// # Errors
    /// Names the line: a column is missing, `priority` is something other than 1, 0 and ?, or a theme isn't in the
    /// dictionary.
    pub fn read(path: &Path, themes: &Themes, forms: &mut Forms) -> Result<Coding> {
        let (text, doubt) = encoding::read(path).with_context(|| format!("can't read {}", path.display()))?;
        let delimiter = delimiter(&text);
        // A table separated by tabs has marks as they are, unless a spreadsheet has saved it: that doubles them.
        let is_quoted = delimiter != b'\t' || text.contains("\"\"");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(is_quoted)
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().with_context(|| format!("can't read {}", path.display()))?.clone();
        if let Some(column) = REQUIRED.iter().find(|column| !header.iter().any(|known| known == **column)) {
            let known = header.iter().join(", ");
            bail!("{}, line 1: there is no column {column}: the columns are {known}", path.display());
        }
        let known: BTreeSet<&str> = themes.themes.iter().map(|theme| theme.id.as_str()).collect();
        let mut rows = Vec::new();
        for (row, line) in reader.deserialize().zip(2..) {
            let row: CodedClause = row.with_context(|| format!("{}, line {line}", path.display()))?;
            if !["1", "0", "?", ""].contains(&row.priority.as_str()) {
                bail!("{}, line {line}: priority is {:?}: write 1, 0 or ?", path.display(), row.priority);
            }
            if let Some(theme) = ids(&row.themes).chain(ids(&row.disputed_themes)).find(|id| !known.contains(id)) {
                bail!("{}, line {line}: the dictionary has no theme {theme:?}", path.display());
            }
            let tokens = tokenise_line(&row.text, forms);
            if tokens.clauses.is_empty() {
                bail!("{}, line {line}: the text has no word: take the row out", path.display());
            }
            rows.push((row, tokens));
        }
        Ok(Coding { rows, doubt })
    }

    /// The language in which most of the first clauses are written.
    pub fn language(&self) -> &'static str {
        let paragraph =
            |(row, _): &(CodedClause, LineTokens)| Paragraph { line: 1, text: row.text.clone(), headline: false };
        detect(&self.rows.iter().take(SAMPLE).map(paragraph).collect_vec())
    }

    /// The documents, in order, each with its rows.
    fn documents(&self) -> impl Iterator<Item = &[(CodedClause, LineTokens)]> {
        self.rows.chunk_by(|(left, _), (right, _)| left.doc == right.doc)
    }

    /// The documents' clauses, as they were coded.
    pub fn coded(&self) -> Vec<priority::Coded<'_>> {
        let coded = self.documents().map(|rows| {
            let priorities = rows.iter().map(|(row, _)| row.is_priority()).collect();
            priority::Coded { clauses: clauses(rows), priorities }
        });
        coded.collect()
    }
}

/// What separates the cells of a table, by its header.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let is_in = |delimiter: &&u8| header.contains(char::from(**delimiter));
    b"\t;,".iter().find(is_in).copied().unwrap_or(b'\t')
}

impl CodedClause {
    /// Whether anybody coded it.
    fn is_coded(&self) -> bool {
        !self.priority.is_empty()
    }

    /// Whether it states a priority; `None` where the readers differ, or nobody said.
    fn is_priority(&self) -> Option<bool> {
        match self.priority.as_str() {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        }
    }
}

/// The clauses of a document, each with its place. A coded clause has lost its semicolon: without an end mark before
/// another of its line it had one.
fn clauses(rows: &[(CodedClause, LineTokens)]) -> Vec<Clause<'_>> {
    let mut clauses = Vec::with_capacity(rows.len());
    for of_line in rows.chunk_by(|(left, _), (right, _)| left.line == right.line) {
        clauses.extend(of_line.iter().enumerate().map(|(index, (row, tokens))| Clause {
            text: &row.text,
            line: tokens,
            units: 0..tokens.units.len(),
            first: index == 0,
            open: index + 1 < of_line.len() && !row.text.ends_with(['.', '!', '?', '…', '”', '"']),
            headline: row.line == 1 && !row.text.ends_with('.'),
            alone: of_line.len() == 1,
        }));
    }
    clauses
}

fn ids(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(str::trim).filter(|id| !id.is_empty())
}
