//! The pages of a column in a group of rows -> the same, unpacked within bounds: the crate would unpack zstd by C alone, and
//! takes the sizes in pages on trust.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail};
use brotli_decompressor::Decompressor as Brotli;
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
    /// How many lists of levels come before the values of a page of the first version.
    levels: usize,
    /// How many bytes all pages of the file may still unpack to.
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
        let descriptor = column.column_descr();
        let levels = usize::from(descriptor.max_def_level() > 0) + usize::from(descriptor.max_rep_level() > 0);
        Ok(Pages { packed, compression, levels, left: left.clone() })
    }

    /// Where the values of a page of the first version begin.
    fn levels(&self, page: &[u8]) -> Result<usize> {
        (0..self.levels).try_fold(0, |start, _| Ok(start + levels(page.get(start..).context("a page is too short")?)?))
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
        let is_delta = matches!(page.encoding(), Encoding::DELTA_BYTE_ARRAY | Encoding::DELTA_LENGTH_BYTE_ARRAY);
        if is_delta {
            let is_second = matches!(page, Page::DataPageV2 { .. });
            let start = if is_second { start } else { self.levels(&unpacked)? };
            let lengths = unpacked.get(start..).unwrap_or_default();
            let most = values.min(MOST_LENGTHS);
            let mut is_right = count(lengths).is_some_and(|count| count <= most);
            if is_right && page.encoding() == Encoding::DELTA_BYTE_ARRAY {
                // The lengths of what differs come after those of what is the same.
                let behind = end_of_numbers(lengths).and_then(|end| lengths.get(end..));
                is_right = behind.and_then(count).is_some_and(|count| count <= most);
            }
            if !is_right {
                bail!("a page is broken: it has more lengths than values");
            }
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
            Compression::BROTLI(_) => drop(Brotli::new(packed, 1 << 12).take(most + 1).read_to_end(&mut bytes)?),
            Compression::LZ4_RAW => bytes = unpack_lz4(packed, most)?,
            Compression::LZ4 => bytes = unpack_hadoop(packed, most).or_else(|_| unpack_lz4(packed, most))?,
            other => bail!("it is packed by {other}: save it with snappy or zstd"),
        }
        if bytes.len() as u64 > most {
            bail!("a page unpacks to over {} MB", most >> 20);
        }
        Ok(bytes)
    }
}

/// Unpacks a block of LZ4, which takes at least one 255th of what it unpacks to.
fn unpack_lz4(packed: &[u8], most: u64) -> Result<Vec<u8>> {
    let most = usize::try_from(most.min(packed.len() as u64 * 255 + 64))?;
    let mut bytes = vec![0; most];
    let length = lz4_flex::block::decompress_into(packed, &mut bytes)?;
    bytes.truncate(length);
    Ok(bytes)
}

/// Unpacks blocks of LZ4 as Hadoop writes them: before each are its length unpacked, and packed.
fn unpack_hadoop(mut packed: &[u8], most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some((lengths, rest)) = packed.split_first_chunk::<8>() {
        let length = |at: usize| u32::from_be_bytes([lengths[at], lengths[at + 1], lengths[at + 2], lengths[at + 3]]);
        let block = rest.get(..usize::try_from(length(4))?).context("a page is cut off")?;
        let unpacked = unpack_lz4(block, most.saturating_sub(bytes.len() as u64).min(length(0).into()))?;
        if unpacked.len() as u64 != u64::from(length(0)) {
            bail!("a page is broken");
        }
        bytes.extend(unpacked);
        packed = &rest[block.len()..];
    }
    if !packed.is_empty() {
        bail!("a page is cut off");
    }
    Ok(bytes)
}

/// The bytes of levels, which say what is missing or repeated, after the four of their number.
fn levels(page: &[u8]) -> Result<usize> {
    let length = page.first_chunk().context("a page is too short")?;
    Ok(4 + usize::try_from(u32::from_le_bytes(*length))?)
}

/// The number of values in the head of DELTA_BINARY_PACKED (Apache Parquet, Encodings.md): it is the third.
fn count(bytes: &[u8]) -> Option<u64> {
    Some(head(&mut &*bytes)?.2)
}

/// The values of a block, its parts, and all values.
fn head(bytes: &mut &[u8]) -> Option<(u64, u64, u64)> {
    Some((integer(bytes)?, integer(bytes)?, integer(bytes)?))
}

/// Where numbers in DELTA_BINARY_PACKED end.
fn end_of_numbers(all: &[u8]) -> Option<usize> {
    let mut bytes = all;
    let (values, parts, count) = head(&mut bytes)?;
    integer(&mut bytes)?;
    let of_part = values.checked_div(parts).filter(|&of_part| of_part > 0 && of_part.is_multiple_of(8))?;
    // The first is in the head.
    let mut left = count.saturating_sub(1);
    while left > 0 {
        integer(&mut bytes)?;
        let widths = bytes.get(..usize::try_from(parts).ok()?)?;
        bytes = &bytes[widths.len()..];
        for &width in widths {
            if left == 0 {
                break;
            }
            bytes = bytes.get(usize::try_from(of_part / 8).ok()?.checked_mul(width.into())?..)?;
            left = left.saturating_sub(of_part);
        }
    }
    Some(all.len() - bytes.len())
}

/// A number in seven bits of each byte.
fn integer(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..70).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of LZ4 that holds letters as they are (LZ4 block format: a token says how many).
    fn block(letters: &[u8]) -> Vec<u8> {
        [&[(letters.len() as u8) << 4], letters].concat()
    }

    #[test]
    fn blocks_of_lz4_are_unpacked_alone_and_as_hadoop_writes_them_within_bounds() {
        assert_eq!(unpack_lz4(&block(b"gao"), 100).unwrap(), b"gao");
        assert!(unpack_lz4(&block(b"gao"), 2).is_err());
        let hadoop = |letters: &[u8]| {
            let block = block(letters);
            [&(letters.len() as u32).to_be_bytes()[..], &(block.len() as u32).to_be_bytes(), &block].concat()
        };
        let two = [hadoop(b"lua "), hadoop(b"gao")].concat();
        assert_eq!(unpack_hadoop(&two, 100).unwrap(), b"lua gao");
        assert!(unpack_hadoop(&two, 6).is_err());
        assert!(unpack_hadoop(&two[..two.len() - 1], 100).is_err());
    }

    #[test]
    fn the_end_of_numbers_is_found_by_the_widths_of_their_parts() {
        // 128 values in four parts; three values of one byte each follow the first.
        let numbers = [&[0x80, 1, 4, 4, 10, 0, 8, 0, 0, 0][..], &[1; 32], b"behind"].concat();
        assert_eq!((count(&numbers), end_of_numbers(&numbers)), (Some(4), Some(42)));
        assert_eq!(end_of_numbers(&numbers[..41]), None);
        assert_eq!((end_of_numbers(&[0x80, 1, 0, 4, 10]), end_of_numbers(&[0xff; 20])), (None, None));
    }
}
