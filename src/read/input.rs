//! The bytes of a file, to be read as a stream, from any place, or all at once, whether they are packed or not.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use anyhow::{Context, Result, bail};
use bytes::Bytes;

use super::archive::compressed::{decompress, is_packed};
use super::article::too_large;
use super::file::CorpusFile;

/// Most bytes of a file that must be held as a whole though it is packed or lies in an archive: tables and workbooks.
const MOST_HELD: u64 = 256 << 20;

/// A file, or what was unpacked of one.
pub enum Input {
    /// A file on the disk, opened.
    File(File, CorpusFile),
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
    pub fn open(file: &CorpusFile, is_packed: bool) -> Result<Input> {
        let file = file.clone();
        match is_packed {
            true => Input::packed(Box::new(move || {
                let packed = file.digested(file.open()?, true);
                Ok(Box::new(decompress(BufReader::new(packed))?))
            })),
            false => Ok(Input::File(file.open()?, file)),
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
            Input::File(opened, file) => Box::new(file.digested(again(opened)?, false)),
            Input::Held(bytes) => Box::new(Cursor::new(bytes.clone())),
            Input::Packed(unpack) => unpack()?,
        })
    }

    /// Its last bytes, at most so many.
    ///
    /// # Errors
    /// It can't be read.
    pub fn end(&self, most: usize) -> Result<Vec<u8>> {
        let mut end = Vec::new();
        match self {
            Input::File(opened, _) => {
                let mut opened = opened.try_clone()?;
                let length = opened.seek(SeekFrom::End(0))?;
                opened.seek(SeekFrom::Start(length.saturating_sub(most as u64)))?;
                opened.take(most as u64).read_to_end(&mut end)?;
            }
            Input::Held(bytes) => end.extend_from_slice(&bytes[bytes.len().saturating_sub(most)..]),
            Input::Packed(unpack) => {
                let mut source = unpack()?;
                // Two pieces hold it wherever they are cut. What can't be unpacked is said by who reads all.
                let piece = most.max(1 << 16) as u64;
                loop {
                    let before = end.len();
                    let read = source.by_ref().take(piece).read_to_end(&mut end);
                    if read.is_err() || end.len() == before {
                        break;
                    }
                    end.drain(..end.len().saturating_sub(most));
                }
            }
        }
        Ok(end)
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
            Input::File(opened, file) => {
                file.note_opened();
                Ok(Box::new(opened))
            }
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
pub fn hold_file(file: &CorpusFile, most: u64) -> Result<Vec<u8>> {
    let opened = file.open()?;
    if is_packed(&file.path().to_string_lossy()) {
        return hold(decompress(file.digested(opened, true))?, most);
    }
    if opened.metadata().is_ok_and(|metadata| metadata.len() > most) {
        bail!(too_large(most));
    }
    let bytes = hold(opened, most)?;
    file.note(&bytes);
    Ok(bytes)
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
