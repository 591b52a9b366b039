//! What a listed file turns into before it is read: the articles in it, one by one, each held as little unpacked as can be,
//! so that the work is left to those who read many at once.

use std::fs::{self, File};
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use bytes::Bytes;

use super::archive::compressed::{decompress, is_packed};
use super::regular::open_no_link;
use super::table::jsonl::Keys;
use super::table::{Columns, Dates, Row};

/// An article that isn't read yet.
pub struct Source {
    /// Path of its file from the articles' folder, parts separated by `/`, bytes that are no text escaped; then its path in an archive, or `#` and its
    /// place in a table.
    pub document: String,
    /// Its contents; or why it can't be read.
    pub body: Result<Body>,
}

impl Source {
    /// About how many bytes it has, packed or not; 0 where that can't be told.
    pub fn size(&self) -> u64 {
        match &self.body {
            Ok(Body::File(path)) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Ok(Body::Held(bytes)) => bytes.len() as u64,
            Ok(Body::Row { row, .. }) => row.text.len() as u64,
            Ok(Body::Object { json, .. }) => json.len() as u64,
            Err(_) => 0,
        }
    }
}

/// An article's contents.
pub enum Body {
    /// A file of its own, packed or not.
    File(PathBuf),
    /// The bytes of a file out of an archive.
    Held(Vec<u8>),
    /// A row of a table.
    Row {
        /// The row.
        row: Row,
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
        keys: Arc<Keys>,
        /// What the user should know of the file; said once.
        note: Option<String>,
    },
}

/// The articles in a file, in order, each with what its name has after the file's.
pub type Bodies = Box<dyn Iterator<Item = (String, Result<Body>)> + Send>;

/// How the user says that files are to be read.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The encoding of all files; without it each file's is found.
    pub encoding: Option<String>,
    /// The column of a table that holds the text.
    pub columns: Columns,
}

/// The articles of a table: a row is named by its number; a fault that is no row's is the table's. `dates` says how dates in
/// its rows are read.
pub fn of_rows(
    rows: impl Iterator<Item = Result<Row>> + Send + 'static,
    dates: Dates,
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
fn sheet(row: &Row) -> String {
    row.sheet.as_ref().map(|sheet| format!("{sheet}#")).unwrap_or_default()
}

/// Most bytes of a file that must be held as a whole though it is packed or lies in an archive: tables and workbooks.
const MOST_HELD: u64 = 256 << 20;

/// A file, or what was unpacked of one.
pub enum Input {
    /// A file on the disk.
    File(File),
    /// Bytes of an archive's file.
    Held(Bytes),
    /// Bytes that are unpacked as they are read.
    Packed(Unpack),
}

/// Unpacks a packed file, each time from its beginning.
pub type Unpack = Box<dyn Fn() -> Result<Box<dyn Read + Send>> + Send>;

/// What can be read from any place.
pub trait Seekable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Seekable for T {}

impl Input {
    /// Opens a file on the disk, to be unpacked as it is read where it is packed.
    ///
    /// # Errors
    /// It can't be opened, or is no packed file.
    pub fn open(path: &Path, is_packed: bool) -> Result<Input> {
        let path = path.to_path_buf();
        match is_packed {
            true => Input::packed(Box::new(move || Ok(Box::new(decompress(BufReader::new(open_no_link(&path)?))?)))),
            false => Ok(Input::File(open_no_link(&path)?)),
        }
    }

    /// The same for the bytes of a file.
    ///
    /// # Errors
    /// It is no packed file.
    pub fn hold(bytes: Bytes, is_packed: bool) -> Result<Input> {
        match is_packed {
            true => Input::packed(Box::new(move || Ok(Box::new(decompress(Cursor::new(bytes.clone()))?)))),
            false => Ok(Input::Held(bytes)),
        }
    }

    fn packed(unpack: Unpack) -> Result<Input> {
        // Says at once whether it is packed.
        unpack()?;
        Ok(Input::Packed(unpack))
    }

    /// To be read from its beginning to its end. When it is opened again, what was opened before must be done with.
    ///
    /// # Errors
    /// It can't be read.
    pub fn stream(&self) -> Result<Box<dyn Read + Send>> {
        Ok(match self {
            Input::File(file) => Box::new(again(file)?),
            Input::Held(bytes) => Box::new(Cursor::new(bytes.clone())),
            Input::Packed(unpack) => unpack()?,
        })
    }

    /// The same, where it isn't packed: what is packed is unpacked now.
    ///
    /// # Errors
    /// It can't be unpacked, or is too large to be held.
    pub fn unpacked(self) -> Result<Input> {
        match self {
            Input::Packed(unpack) => Ok(Input::Held(hold(unpack()?, MOST_HELD)?.into())),
            input => Ok(input),
        }
    }

    /// To be read from any place.
    ///
    /// # Errors
    /// It can't be unpacked, or is too large to be held.
    pub fn seekable(self) -> Result<Box<dyn Seekable>> {
        match self.unpacked()? {
            Input::File(file) => Ok(Box::new(file)),
            Input::Held(bytes) => Ok(Box::new(Cursor::new(bytes))),
            Input::Packed(_) => bail!("it is packed twice"),
        }
    }
}

/// A file from its beginning.
fn again(file: &File) -> Result<File> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// All bytes of a file that is one article, unpacked if it is packed.
///
/// # Errors
/// It can't be read, or is larger than `most` bytes.
pub fn hold_file(path: &Path, most: u64) -> Result<Vec<u8>> {
    let name = path.to_string_lossy();
    match is_packed(&name) {
        true => hold(decompress(open_no_link(path)?)?, most),
        false => {
            let file = open_no_link(path)?;
            if file.metadata().is_ok_and(|metadata| metadata.len() > most) {
                bail!(too_large(most));
            }
            hold(file, most)
        }
    }
}

/// All bytes of a source.
///
/// # Errors
/// It can't be read, or goes on over `most` bytes.
pub fn hold(source: impl Read, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes).context("it can't be read")?;
    if bytes.len() as u64 > most {
        bail!(too_large(most));
    }
    Ok(bytes)
}

/// What is said of a file that is larger than `most` bytes.
pub fn too_large(most: u64) -> String {
    format!("it is larger than {} MB: split it", most / 1_000_000)
}
