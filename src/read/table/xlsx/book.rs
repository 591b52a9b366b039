//! The archive of a workbook -> the sheets in it that hold articles, and what is said of others.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, anyhow, bail};
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::merged::Merged;
use super::sheet::Worksheet;
use super::workbook::Workbook;
use crate::caught::lock;
use crate::read::bounded::BoundedReader;
use crate::read::results;
use crate::read::table::choice::{ChosenSheet, SheetLook, choose};
use crate::read::table::columns::NamedColumns;
use crate::read::table::names::Slot;

/// The most bytes of a sheet that are read to find its merged cells.
const MOST_SHEET: u64 = 1 << 30;

/// The most bytes of a workbook's properties.
const MOST_PROPERTIES: u64 = 1 << 16;

/// A workbook whose sheets are known.
pub(super) struct Book<R> {
    source: Arc<Mutex<R>>,
    pub workbook: Workbook,
    pub tables: Vec<SheetTable>,
    /// What is said of sheets that are not read.
    pub faults: Vec<String>,
}

/// A sheet that holds articles.
pub(super) struct SheetTable {
    pub name: String,
    /// The number of its header's row.
    pub header: u64,
    /// What its columns hold.
    pub slots: Vec<Option<Slot>>,
    pub merged: Merged,
    place: SheetPlace,
}

/// Where the bytes of a sheet are in the file.
#[derive(Clone, Copy)]
struct SheetPlace {
    start: u64,
    length: u64,
    is_packed: bool,
    sum: u32,
}

impl<R: Read + Seek> Book<R> {
    /// Looks at the head of every sheet.
    ///
    /// # Errors
    /// It is no workbook, is broken, or no sheet that is shown has a column for the text.
    pub fn open(source: R, columns: &NamedColumns) -> Result<Book<R>> {
        let archive = ZipArchive::new(BufReader::new(source));
        let mut archive = archive.map_err(|error| anyhow!("it is no workbook, or broken ({error}): save it again"))?;
        if archive.has_overlapping_entries().unwrap_or_default() {
            bail!("its parts overlap: it is broken, or made to harm");
        }
        let mut properties = String::new();
        if let Ok(part) = archive.by_name("docProps/core.xml") {
            // What can't be read there says nothing.
            let _ = part.take(MOST_PROPERTIES).read_to_string(&mut properties);
        }
        if results::is_of_properties(&properties) {
            bail!(results::ADVICE);
        }
        let workbook = Workbook::open(&mut archive)?;
        let sheets = workbook.sheets.len();
        let looks = workbook.sheets.iter().map(|listed| {
            let entry = archive.by_index(listed.place)?;
            let place = SheetPlace {
                start: entry.data_start().context("its zip directory is broken: save it again")?,
                length: entry.compressed_size(),
                is_packed: entry.compression() != CompressionMethod::Stored,
                sum: entry.crc32(),
            };
            let head = Worksheet::one_of(entry, sheets).read_head(&workbook);
            Ok(SheetLook { name: &listed.name, is_hidden: listed.is_hidden, place, head })
        });
        let (found, faults) = choose(looks.collect::<Result<Vec<_>>>()?, columns)?;
        let source = Arc::new(Mutex::new(archive.into_inner().into_inner()));
        let mut book = Book { source, workbook, tables: Vec::new(), faults };
        for ChosenSheet { name, place, header, slots } in found {
            let is_known = |column: usize| matches!(slots.get(column), Some(Some(slot)) if !slot.is_text());
            let sheet = BoundedReader::new(PackedPart::open(&book.source, place), MOST_SHEET);
            // A sheet that is broken says so when it is read.
            let merged = Merged::read(sheet, is_known).unwrap_or_default();
            book.tables.push(SheetTable { name, header, slots, merged, place });
        }
        Ok(book)
    }

    /// Opens a sheet.
    pub fn sheet(&self, table: &SheetTable) -> Worksheet<PackedPart<R>> {
        Worksheet::new(PackedPart::open(&self.source, table.place), table.place.sum)
    }
}

/// A part of a zip, in the two ways that a workbook may be packed.
pub(super) enum PackedPart<R> {
    Stored(Section<R>),
    Deflated(DeflateDecoder<Section<R>>),
}

impl<R: Read + Seek> PackedPart<R> {
    fn open(source: &Arc<Mutex<R>>, place: SheetPlace) -> PackedPart<R> {
        let section = Section { source: Arc::clone(source), at: place.start, left: place.length };
        match place.is_packed {
            true => PackedPart::Deflated(DeflateDecoder::new(section)),
            false => PackedPart::Stored(section),
        }
    }
}

impl<R: Read + Seek> Read for PackedPart<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            PackedPart::Stored(source) => source.read(buffer),
            PackedPart::Deflated(source) => source.read(buffer),
        }
    }
}

/// Some bytes of a file that others read as well.
pub(super) struct Section<R> {
    source: Arc<Mutex<R>>,
    at: u64,
    left: u64,
}

impl<R: Read + Seek> Read for Section<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let mut source = lock(&self.source);
        source.seek(SeekFrom::Start(self.at))?;
        let read = source.read(&mut buffer[..most])?;
        (self.at, self.left) = (self.at + read as u64, self.left - read as u64);
        Ok(read)
    }
}
