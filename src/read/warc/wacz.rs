//! A web archive that is packed with its index (.wacz) -> the archives in it, read from where they lie in the zip.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, anyhow, bail, ensure};
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::Source;
use crate::read::archive::compressed::{decompress, is_packed};
use crate::read::bounded::{BoundedReader, allowed};
use crate::read::input::Seekable;

/// Most entries of the zip: those made by crawlers have tens.
const MOST_ENTRIES: usize = 65_534;

/// A zip that several read from.
type Shared = Arc<Mutex<Box<dyn Seekable>>>;

/// The archives in a zip with their names, each opened when its turn comes.
///
/// # Errors
/// It is no zip, or holds no archive.
pub(super) fn archives(source: Box<dyn Seekable>) -> Result<impl Iterator<Item = Result<(String, Source)>> + Send> {
    let broken = |error| anyhow!("it is no zip, or cut off or broken ({error}): copy it again");
    let mut archive = ZipArchive::new(BufReader::new(source)).map_err(broken)?;
    ensure!(archive.len() <= MOST_ENTRIES, "its zip directory has too many entries");
    let mut places = Vec::new();
    for place in 0..archive.len() {
        let entry = archive.by_index_raw(place).map_err(broken)?;
        let name = entry.name()?.into_owned();
        let low = name.to_lowercase();
        if low.starts_with("archive/") && (low.ends_with(".warc") || low.ends_with(".warc.gz")) {
            let start = entry.data_start().ok_or_else(|| anyhow!("{name}: its place in the zip is not known"))?;
            places.push((name, entry.compression(), start, entry.compressed_size()));
        }
    }
    ensure!(!places.is_empty(), "it holds no web archive (archive/*.warc.gz)");
    places.sort_by(|one, other| one.0.cmp(&other.0));
    let shared: Shared = Arc::new(Mutex::new(archive.into_inner().into_inner()));
    Ok(places.into_iter().map(move |(name, method, at, left)| {
        let section = BufReader::new(Section { source: Arc::clone(&shared), at, left });
        let source: Source = match method {
            CompressionMethod::Stored => Box::new(section),
            CompressionMethod::Deflated => Box::new(BoundedReader::new(DeflateDecoder::new(section), allowed(left))),
            _ => bail!("{name}: it is packed by {method}, which is not read: take it out of the zip"),
        };
        let source: Source = match is_packed(&name) {
            true => Box::new(decompress(source).map_err(|error| anyhow!("{name}: {error:#}"))?),
            false => source,
        };
        Ok((name, source))
    }))
}

/// A part of a zip.
struct Section {
    source: Shared,
    at: u64,
    left: u64,
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        // Nothing is halfway changed by a panic.
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        source.seek(SeekFrom::Start(self.at))?;
        let read = source.read(&mut buffer[..length])?;
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}
