//! The bytes of a file, to be read as a stream, from any place, or all at once, whether they are packed or not.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use anyhow::{Context, Result, bail};
use bytes::Bytes;

use super::archive::compressed::{decompress, is_packed};
use super::article::too_large;
use crate::regular::open_no_link;

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

    /// To be read from its beginning to its end. When it is opened again, what was opened before must no longer be
    /// used.
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
