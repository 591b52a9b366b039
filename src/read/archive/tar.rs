//! A tar archive (POSIX ustar and pax, GNU) -> its files one at a time, in the order in which they lie there: nothing says where
//! a file is but what is before it.

use std::collections::HashSet;
use std::io::{self, BufReader, Read};

use anyhow::{Context, Result, anyhow, ensure};
use unicode_normalization::UnicodeNormalization;

use super::path::{check, is_passed_over};
use super::{ArchiveEntry, MOST_ENTRY};
use crate::read::input::Input;
use crate::read::source::{Bodies, Body, ReadingWishes};

/// The bytes of a header; what is in the archive takes a multiple of it.
const BLOCK: usize = 512;

/// The most bytes of what extends a header, and the most files.
const MOST_EXTENSION: u64 = 1 << 20;
const MOST_FILES: u64 = 1_000_000;

/// What is said of an archive that ends too early.
const CUT: &str = "it is cut off: download or copy it again";

/// The files in a tar as articles. Folders, and what systems put in by themselves, are passed over.
///
/// # Errors
/// Of the whole: it is empty, no tar, cut off or broken. Of a file, whose path is said: it is hidden, its path leads out of the
/// archive, it is an archive itself, a link, sparse, or over 256 MB, or a second file has its name; the rest goes on.
pub fn open(input: Input, _: &ReadingWishes) -> Result<Bodies> {
    let entries = TarEntries::new(input.stream()?)?;
    Ok(Box::new(entries.map(|entry| match entry {
        Ok((path, bytes)) => (format!("/{path}"), Ok(Body::Held(bytes))),
        Err(error) => (String::new(), Err(error)),
    })))
}

/// The paths of its files, as far as it can be read.
///
/// # Errors
/// It is no tar.
pub fn paths(input: &Input) -> Result<Vec<String>> {
    let mut entries = TarEntries::new(input.stream()?)?;
    let mut paths = Vec::new();
    while let Ok(Some(header)) = entries.header() {
        let size = header.size;
        if header.kind == EntryKind::File && check(&header.path).is_ok() && !is_passed_over(&header.path) {
            paths.push(header.path);
        }
        if entries.pass(size).is_err() {
            break;
        }
    }
    paths.sort();
    Ok(paths)
}

/// What is at a place in an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryKind {
    File,
    Folder,
    Link,
    /// A file with holes.
    Sparse,
    /// A device or the like, which has no bytes.
    Other,
}

/// What is known of a file before its bytes.
struct TarHeader {
    path: String,
    kind: EntryKind,
    size: u64,
}

/// What headers say of the file after them.
#[derive(Default)]
struct Extension {
    path: Option<Vec<u8>>,
    size: Option<u64>,
    is_sparse: bool,
}

struct TarEntries<R> {
    source: BufReader<R>,
    /// The first header, which was looked at.
    first: Option<Vec<u8>>,
    files: u64,
    seen: HashSet<String>,
    /// The path that was read last.
    last: String,
    ended: bool,
}

impl<R: Read> TarEntries<R> {
    fn new(source: R) -> Result<TarEntries<R>> {
        let mut source = BufReader::with_capacity(1 << 17, source);
        let mut first = Vec::new();
        source.by_ref().take(BLOCK as u64).read_to_end(&mut first).context("it can't be read")?;
        ensure!(!first.is_empty(), "it is empty");
        let is_tar = first.len() == BLOCK && (has_sum(&first) || is_zero(&first));
        ensure!(is_tar, "it is no tar archive, or cut off or broken: copy or pack it again");
        Ok(TarEntries { source, first: Some(first), files: 0, seen: HashSet::new(), last: String::new(), ended: false })
    }

    /// The header of the next entry with what extends it; `None` at the end.
    fn header(&mut self) -> Result<Option<TarHeader>> {
        let mut extension = Extension::default();
        loop {
            let block = self.block()?;
            if is_zero(&block) {
                // What is behind the end is filled up, and must be unpacked for its sum to be checked.
                io::copy(&mut self.source.by_ref().take(MOST_EXTENSION), &mut io::sink())?;
                return Ok(None);
            }
            ensure!(has_sum(&block), "the header of the next file is broken: copy or pack it again");
            let size = number(&block[124..136]).context("the size of the next file is broken: pack it again")?;
            match block[156] {
                b'x' => extension.read(&self.extension(size)?),
                b'L' => extension.path = Some(self.extension(size)?),
                // What holds for all files, and long names of what links lead to.
                b'g' | b'K' | b'V' => self.pass(size)?,
                kind => return Ok(Some(of_block(&block, kind, size, extension))),
            }
        }
    }

    fn block(&mut self) -> Result<Vec<u8>> {
        if let Some(first) = self.first.take() {
            return Ok(first);
        }
        let mut block = Vec::with_capacity(BLOCK);
        self.source.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        ensure!(block.len() == BLOCK, CUT);
        Ok(block)
    }

    /// What extends the next header.
    fn extension(&mut self, size: u64) -> Result<Vec<u8>> {
        ensure!(
            size <= MOST_EXTENSION,
            "the header of the next file is over {} MB: it is broken",
            MOST_EXTENSION >> 20
        );
        let bytes = self.bytes(size)?;
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        Ok(bytes[..end].to_vec())
    }

    /// The bytes of an entry, whose size may be a lie.
    fn bytes(&mut self, size: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.source.by_ref().take(size).read_to_end(&mut bytes)?;
        ensure!(bytes.len() as u64 == size, CUT);
        self.skip(padding(size))?;
        Ok(bytes)
    }

    /// Passes over the bytes of an entry.
    fn pass(&mut self, size: u64) -> Result<()> {
        self.skip(size.saturating_add(padding(size)))
    }

    fn skip(&mut self, bytes: u64) -> Result<()> {
        let passed = io::copy(&mut self.source.by_ref().take(bytes), &mut io::sink())?;
        ensure!(passed == bytes, CUT);
        Ok(())
    }

    /// The next file; an inner error is that of this file alone.
    fn read(&mut self) -> Result<Option<Result<ArchiveEntry>>> {
        loop {
            let Some(header) = self.header()? else { return Ok(None) };
            self.files += 1;
            ensure!(self.files <= MOST_FILES, "it holds more than {MOST_FILES} files: unpack it");
            let TarHeader { path, kind, size } = header;
            self.last.clone_from(&path);
            let fault = match kind {
                EntryKind::Other | EntryKind::Folder => None,
                _ if is_passed_over(&path) => None,
                _ if check(&path).is_err() => check(&path).err(),
                EntryKind::Link => Some(anyhow!("it is a link: put the file itself here")),
                EntryKind::Sparse => Some(anyhow!("it is packed with holes (sparse): pack it without --sparse")),
                EntryKind::File if size > MOST_ENTRY => {
                    Some(anyhow!("it is over {} MB: unpack the archive", MOST_ENTRY >> 20))
                }
                EntryKind::File if !self.seen.insert(path.clone()) => {
                    Some(anyhow!("a second file has this name: rename it"))
                }
                EntryKind::File => return Ok(Some(Ok((path, self.bytes(size)?)))),
            };
            self.pass(size)?;
            if let Some(fault) = fault {
                return Ok(Some(Err(anyhow!("{path}: {fault}"))));
            }
        }
    }
}

impl<R: Read> Iterator for TarEntries<R> {
    type Item = Result<ArchiveEntry>;

    fn next(&mut self) -> Option<Result<ArchiveEntry>> {
        if self.ended {
            return None;
        }
        let read = self.read();
        self.ended = !matches!(read, Ok(Some(_)));
        match read {
            Ok(entry) => entry,
            Err(error) if self.last.is_empty() => Some(Err(error)),
            Err(error) => Some(Err(anyhow!("at or after {}: {error:#}", self.last))),
        }
    }
}

fn is_zero(block: &[u8]) -> bool {
    block.iter().all(|byte| *byte == 0)
}

/// How much fills the last block of so many bytes.
fn padding(size: u64) -> u64 {
    let block = BLOCK as u64;
    (block - size % block) % block
}

/// Whether the sum of a header is that of its bytes, where those of the sum itself count as spaces.
fn has_sum(block: &[u8]) -> bool {
    let sum: u64 = block
        .iter()
        .enumerate()
        .map(|(place, byte)| match place {
            148..156 => u64::from(b' '),
            _ => u64::from(*byte),
        })
        .sum();
    block.get(148..156).and_then(number) == Some(sum)
}

/// A number in octal digits, or in bytes where the first bit of the first is set.
fn number(field: &[u8]) -> Option<u64> {
    match field {
        [first, rest @ ..] if first & 0x80 != 0 => {
            let high = u64::from(first & 0x7f);
            rest.iter().try_fold(high, |number, byte| number.checked_mul(256)?.checked_add(u64::from(*byte)))
        }
        _ => {
            let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
            let digits = std::str::from_utf8(&field[..end]).ok()?.trim();
            if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
        }
    }
}

/// What a header and what extends it say.
fn of_block(block: &[u8], kind: u8, size: u64, extension: Extension) -> TarHeader {
    let text = |range: std::ops::Range<usize>| {
        let field = &block[range];
        field[..field.iter().position(|byte| *byte == 0).unwrap_or(field.len())].to_vec()
    };
    let own = || match (&block[257..262], text(345..500)) {
        // GNU has something else there.
        (b"ustar", prefix) if block[262] == 0 && !prefix.is_empty() => [&prefix[..], b"/", &text(0..100)].concat(),
        _ => text(0..100),
    };
    let path = extension.path.unwrap_or_else(own);
    let path = String::from_utf8(path).unwrap_or_else(|error| error.as_bytes().escape_ascii().to_string());
    let path = path.replace('\\', "/").nfc().collect::<String>();
    let kind = match kind {
        _ if extension.is_sparse => EntryKind::Sparse,
        b'S' => EntryKind::Sparse,
        b'1' | b'2' => EntryKind::Link,
        b'3' | b'4' | b'6' => EntryKind::Other,
        b'5' => EntryKind::Folder,
        _ if path.ends_with('/') => EntryKind::Folder,
        _ => EntryKind::File,
    };
    // Links have no bytes, whatever their size says.
    let size = if matches!(kind, EntryKind::Link | EntryKind::Other) { 0 } else { extension.size.unwrap_or(size) };
    TarHeader { path: path.trim_start_matches("./").to_string(), kind, size }
}

impl Extension {
    /// Reads lines of the form `22 path=một/bài.txt`, each with its length before it (POSIX pax).
    fn read(&mut self, mut rest: &[u8]) {
        while let Some(space) = memchr::memchr(b' ', rest) {
            let length = std::str::from_utf8(&rest[..space]).ok().and_then(|digits| digits.parse::<usize>().ok());
            let Some(line) = length.and_then(|length| rest.get(space + 1..length)) else { return };
            rest = &rest[space + 1 + line.len()..];
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            let Some(equals) = memchr::memchr(b'=', line) else { return };
            let (key, value) = (&line[..equals], &line[equals + 1..]);
            match key {
                b"path" => self.path = Some(value.to_vec()),
                b"size" => self.size = std::str::from_utf8(value).ok().and_then(|size| size.parse().ok()),
                _ => self.is_sparse |= key.starts_with(b"GNU.sparse"),
            }
        }
    }
}

#[cfg(test)]
mod tests;
