//! What a listed file turns into before it is read: the articles in it, one by one, each held as little unpacked as can be,
//! so that the work is left to those who read many at once.

use std::fs;
use std::sync::Arc;

use anyhow::Result;

use super::file::CorpusFile;
use super::format::ArticleReader;
use super::metadata::Metadata;
use super::table::jsonl::keys::ObjectKeys;
use super::table::{ArticleRow, NamedColumns, TableDates};

/// An article that isn't read yet.
pub struct Source {
    /// Path of its file from the articles' folder, parts separated by `/`, bytes that are no text escaped; then its
    /// path in an archive, or `#` and its place in a table.
    pub document: String,
    /// Its contents; or why it can't be read.
    pub body: Result<Body>,
}

impl Source {
    /// About how many bytes it has, packed or not; 0 where that can't be told.
    pub fn size(&self) -> u64 {
        match &self.body {
            Ok(Body::File(file)) => fs::metadata(file.path()).map_or(0, |metadata| metadata.len()),
            Ok(Body::Held(bytes) | Body::Part { bytes, .. }) => bytes.len() as u64,
            Ok(Body::Row { row, .. }) => row.text.len() as u64,
            Ok(Body::Object { json, .. }) => json.len() as u64,
            Err(_) => 0,
        }
    }
}

/// An article's contents.
pub enum Body {
    /// A file of its own, packed or not.
    File(CorpusFile),
    /// The bytes of a file out of an archive.
    Held(Vec<u8>),
    /// A part of a file that one reader reads: a page of a web archive, a mail of a mailbox.
    Part {
        /// The part, unpacked.
        bytes: Vec<u8>,
        /// What reads it.
        reader: ArticleReader,
        /// What the file says of it: what it says itself counts more.
        metadata: Metadata,
    },
    /// A row of a table.
    Row {
        /// The row.
        row: ArticleRow,
        /// The table's encoding; `None` where the format leaves no choice.
        encoding: Option<&'static str>,
        /// Other encodings that fit nearly as well.
        candidates: Vec<&'static str>,
        /// What the user should know of the table; said once.
        note: Option<String>,
    },
    /// A JSON object that is not parsed yet.
    Object {
        /// Its number, from 1.
        number: u64,
        /// Its bytes.
        json: Vec<u8>,
        /// Which of its keys holds what.
        keys: Arc<ObjectKeys>,
        /// What the user should know of the file; said once.
        note: Option<String>,
    },
}

/// The articles in a file, in order, each with what its name has after the file's.
pub type Bodies = Box<dyn Iterator<Item = (String, Result<Body>)> + Send>;

/// How the user says that files are to be read.
#[derive(Clone, Debug, Default)]
pub struct ReadingWishes {
    /// The encoding of all files; without it each file's is found.
    pub encoding: Option<String>,
    /// The column of a table that holds the text.
    pub columns: NamedColumns,
}

/// The articles of a table: a row is named by its number; a fault that is no row's is the table's. `dates` says how dates in
/// its rows are read.
pub fn of_rows(
    rows: impl Iterator<Item = Result<ArticleRow>> + Send + 'static,
    dates: TableDates,
    encoding: Option<&'static str>,
    candidates: Vec<&'static str>,
) -> Bodies {
    let mut note = dates.note;
    Box::new(rows.map(move |row| match row {
        Ok(row) => {
            let (row, candidates) = (dates.order.read(row), candidates.clone());
            (format!("#{}{}", sheet(&row), row.number), Ok(Body::Row { row, encoding, candidates, note: note.take() }))
        }
        Err(error) => (String::new(), Err(error)),
    }))
}

/// The part of a row's name that says its sheet.
fn sheet(row: &ArticleRow) -> String {
    row.sheet.as_ref().map(|sheet| format!("{sheet}#")).unwrap_or_default()
}
