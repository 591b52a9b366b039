//! The end of a Parquet file -> its directory, after what the crate takes on trust was looked at: that its lists are as long
//! as they say, and that its columns are not nested so deeply that the stack overflows.

use anyhow::{Context, Result, anyhow, bail};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::reader::ChunkReader;

use super::caught;

/// The most bytes of a directory: that of 10,000 groups of rows of ten columns.
const MOST_FOOTER: u64 = 16 << 20;

/// The deepest that columns may be nested, and values in the directory.
const MOST_DEPTH: usize = 64;

/// Reads the directory.
pub(super) fn read(source: &impl ChunkReader) -> Result<ParquetMetaData> {
    let cut = "it is no Parquet file, or cut off: download or copy it again";
    let length = source.len();
    let before = length.checked_sub(8).context(cut)?;
    let end = source.get_bytes(before, 8)?;
    let (size, magic) = end.split_at(4);
    match magic {
        b"PAR1" => (),
        b"PARE" => bail!("it is encrypted: save it without a password"),
        _ => bail!(cut),
    }
    let size = u64::from(u32::from_le_bytes(size.try_into()?));
    if size > MOST_FOOTER {
        bail!("its directory is over 16 MB: save it with larger groups of rows");
    }
    let footer = source.get_bytes(before.checked_sub(size).context(cut)?, usize::try_from(size)?)?;
    Thrift(&footer).check().context("its directory is broken: save it again")?;
    caught(|| Ok(ParquetMetaDataReader::decode_metadata(&footer)?))
        .map_err(|error| anyhow!("its directory is broken ({error})"))
}

/// Bytes in the compact protocol of Thrift, of which values are taken off (Apache Thrift, "Thrift Compact protocol
/// encoding"). `None` where they end too early or are of no type.
struct Thrift<'a>(&'a [u8]);

impl Thrift<'_> {
    /// Walks through a `FileMetaData` (Apache Parquet, parquet.thrift): its second field is the list of columns, of which
    /// the fifth is the number of those below each.
    fn check(&mut self) -> Option<()> {
        let (mut id, mut open) = (0, Vec::new());
        while let Some(kind) = self.field(&mut id)? {
            if (id, kind) != (2, LIST) {
                self.skip(kind, 0)?;
                continue;
            }
            let (kind, number) = self.list()?;
            (kind == STRUCT).then_some(())?;
            for _ in 0..number {
                let (mut id, mut below) = (0, 0);
                while let Some(kind) = self.field(&mut id)? {
                    match (id, kind) {
                        (5, I32) => below = self.signed()? as i32,
                        _ => self.skip(kind, 1)?,
                    }
                }
                while open.last() == Some(&0) {
                    open.pop();
                }
                if let Some(left) = open.last_mut() {
                    *left -= 1;
                }
                open.push(below.max(0));
                (open.len() < MOST_DEPTH).then_some(())?;
            }
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, length: usize) -> Option<()> {
        self.0 = self.0.get(length..)?;
        Some(())
    }

    /// A number in seven bits of each byte.
    fn integer(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A signed number, in zigzag. Fewer bits of it are taken where fewer are meant, as the crate does.
    fn signed(&mut self) -> Option<i64> {
        self.integer().map(|number| (number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// The type of the next field, and its id; no type at the end of a struct.
    fn field(&mut self, id: &mut i16) -> Option<Option<u8>> {
        let header = self.byte()?;
        if header == 0 {
            return Some(None);
        }
        *id = match header >> 4 {
            0 => self.signed()? as i16,
            more => id.checked_add(i16::from(more))?,
        };
        Some(Some(header & 15))
    }

    /// The type of a list's elements, and their number.
    fn list(&mut self) -> Option<(u8, usize)> {
        let header = self.byte()?;
        let number = if header >> 4 == 15 { usize::try_from(self.integer()?).ok()? } else { usize::from(header >> 4) };
        // An element takes a byte, and a struct of this directory three.
        let least = if header & 15 == STRUCT { 3 } else { 1 };
        (number.checked_mul(least)? <= self.0.len()).then_some((header & 15, number))
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        (depth < MOST_DEPTH).then_some(())?;
        match kind {
            1 | 2 => Some(()),
            3 => self.take(1),
            4..=6 => self.integer().map(|_| ()),
            7 => self.take(8),
            8 => self.integer().and_then(|length| self.take(usize::try_from(length).ok()?)),
            LIST | 10 => {
                let (kind, number) = self.list()?;
                // A truth value is in its field's header, but takes a byte in a list.
                (0..number).try_for_each(|_| if kind < 3 { self.take(1) } else { self.skip(kind, depth + 1) })
            }
            STRUCT => {
                let mut id = 0;
                while let Some(kind) = self.field(&mut id)? {
                    self.skip(kind, depth + 1)?;
                }
                Some(())
            }
            _ => None,
        }
    }
}

const I32: u8 = 5;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory whose columns have `below` others below them.
    fn directory(below: &[u8]) -> Vec<u8> {
        let columns: Vec<u8> = below.iter().flat_map(|below| [0x48, 1, b'a', 0x15, below * 2, 0]).collect();
        let length = [below.len() as u8 | 0x80, (below.len() >> 7) as u8];
        [&[0x15, 2, 0x19, 0xfc][..], &length, &columns, &[0x16, 0, 0x19, 0x0c, 0]].concat()
    }

    #[test]
    fn columns_may_be_many_but_not_nested_deeply() {
        assert!(Thrift(&directory(&[&[50][..], &[0; 50]].concat())).check().is_some());
        assert!(Thrift(&directory(&[&[1; 62][..], &[0]].concat())).check().is_some());
        assert!(Thrift(&directory(&[&[1; 63][..], &[0]].concat())).check().is_none());
    }

    #[test]
    fn lists_that_are_longer_than_the_bytes_and_values_nested_without_end_are_refused() {
        assert!(Thrift(&[0x39, 0xfc, 0xff, 0xff, 0xff, 0xff, 15, 0]).check().is_none());
        assert!(Thrift(&[0x4c; 1_000]).check().is_none());
        assert!(Thrift(&[&[0x39][..], &[0x19; 1_000]].concat()).check().is_none());
        assert!(Thrift(&[0x38, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0]).check().is_none());
        assert!(Thrift(&directory(&[0])[..9]).check().is_none());
    }
}
