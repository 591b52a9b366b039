//! The pages of a column in a group of rows -> the same, unpacked within bounds: the crate would unpack zstd by C alone, and
//! takes the sizes in pages on trust.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as PageResult};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;

use crate::read::archive::compressed::Zst;

/// The most bytes that a page unpacks to: most programs begin another at 1 MB, but look at its size every 1,000 rows.
const MOST_PAGE: u64 = 128 << 20;

/// The most values of a page whose lengths come before them, and are read at once.
const MOST_LENGTHS: u64 = 1 << 24;

/// The pages of a column, in order.
pub(super) struct Pages<R: ChunkReader> {
    packed: SerializedPageReader<R>,
    compression: Compression,
    /// The bytes before the values of a page of the first version hold which of them are missing.
    is_optional: bool,
    /// How many bytes all pages of the file may unpack to yet.
    left: Arc<AtomicU64>,
}

impl<R: ChunkReader> Pages<R> {
    pub fn new(source: &Arc<R>, column: &ColumnChunkMetaData, rows: usize, left: &Arc<AtomicU64>) -> Result<Pages<R>> {
        let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
        let end = u64::try_from(start)?.checked_add(u64::try_from(column.compressed_size())?);
        if end.is_none_or(|end| end > source.len()) {
            bail!("it is cut off: download or copy it again");
        }
        let compression = column.compression();
        // The crate is to leave the bytes of pages as they are.
        let column = column.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build()?;
        let packed = SerializedPageReader::new(source.clone(), &column, rows, None)?;
        let is_optional = column.column_descr().max_def_level() > 0;
        Ok(Pages { packed, compression, is_optional, left: left.clone() })
    }

    /// Unpacks a page, and looks at what the crate takes on trust.
    fn unpack(&self, page: Page) -> Result<Page> {
        let start = match &page {
            // What is missing and repeated is not packed in these.
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                usize::try_from(u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len))?
            }
            _ => 0,
        };
        let is_packed = !matches!(page, Page::DataPageV2 { is_compressed: false, .. });
        let bytes = page.buffer();
        let packed = bytes.get(start..).context("a page is too short")?;
        let unpacked = match is_packed && !packed.is_empty() {
            true => Bytes::from([&bytes[..start], &self.decompress(packed)?].concat()),
            false => bytes.clone(),
        };
        let left = self.left.load(Ordering::Relaxed).saturating_sub(unpacked.len() as u64);
        self.left.store(left, Ordering::Relaxed);
        let values = u64::from(page.num_values());
        if page.is_dictionary_page() && values * 4 > unpacked.len() as u64 {
            bail!("a page is too short");
        }
        match page.encoding() {
            Encoding::DELTA_BYTE_ARRAY => {
                bail!("its texts are written as DELTA_BYTE_ARRAY: save it with another encoding")
            }
            Encoding::DELTA_LENGTH_BYTE_ARRAY => {
                let start = if self.is_optional && start == 0 { 4 + levels(&unpacked)? } else { start };
                let lengths = count(unpacked.get(start..).unwrap_or_default());
                if lengths.is_none_or(|lengths| lengths > values.min(MOST_LENGTHS)) {
                    bail!("a page is broken: it has more lengths than values");
                }
            }
            _ => (),
        }
        Ok(replace(page, unpacked))
    }

    fn decompress(&self, packed: &[u8]) -> Result<Vec<u8>> {
        let most = MOST_PAGE.min(self.left.load(Ordering::Relaxed));
        let mut bytes = Vec::new();
        match self.compression {
            Compression::UNCOMPRESSED => bytes.extend(packed),
            Compression::SNAPPY => {
                if snap::raw::decompress_len(packed)? as u64 <= most {
                    return Ok(snap::raw::Decoder::new().decompress_vec(packed)?);
                }
                bail!("a page unpacks to over {} MB", most >> 20);
            }
            Compression::GZIP(_) => drop(MultiGzDecoder::new(packed).take(most + 1).read_to_end(&mut bytes)?),
            Compression::ZSTD(_) => drop(Zst::new(packed).take(most + 1).read_to_end(&mut bytes)?),
            other => bail!("it is packed by {other}: save it with snappy or zstd"),
        }
        if bytes.len() as u64 > most {
            bail!("a page unpacks to over {} MB", most >> 20);
        }
        Ok(bytes)
    }
}

/// The bytes that say which values are missing, after the four of their number.
fn levels(page: &[u8]) -> Result<usize> {
    let length = page.first_chunk().context("a page is too short")?;
    Ok(usize::try_from(u32::from_le_bytes(*length))?)
}

/// The number of values in the head of DELTA_BINARY_PACKED (Apache Parquet, Encodings.md): it is the third.
fn count(head: &[u8]) -> Option<u64> {
    let mut bytes = head.iter();
    let mut next = || {
        let mut number = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = bytes.next()?;
            number |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    };
    next().and_then(|_| next()).and_then(|_| next())
}

fn replace(mut page: Page, bytes: Bytes) -> Page {
    match &mut page {
        Page::DataPage { buf, .. } | Page::DataPageV2 { buf, .. } | Page::DictionaryPage { buf, .. } => *buf = bytes,
    }
    page
}

impl<R: ChunkReader> PageReader for Pages<R> {
    fn get_next_page(&mut self) -> PageResult<Option<Page>> {
        let Some(page) = self.packed.get_next_page()? else {
            return Ok(None);
        };
        self.unpack(page).map(Some).map_err(|error| ParquetError::External(error.into()))
    }

    fn peek_next_page(&mut self) -> PageResult<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> PageResult<()> {
        self.packed.skip_next_page()
    }
}

impl<R: ChunkReader> Iterator for Pages<R> {
    type Item = PageResult<Page>;

    fn next(&mut self) -> Option<PageResult<Page>> {
        self.get_next_page().transpose()
    }
}
