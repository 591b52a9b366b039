//! A reader -> the same reader, which fails once more bytes were taken from it than it was allowed; and how much a file may
//! unpack to.

use std::io::{Error, Read, Result};

/// How much `packed` bytes may unpack to: a thousand times as much, and 10 MB. Text packs to a third or a twentieth;
/// deflate reaches 1032 times at most, which only a file made to harm comes near, and the others have no limit. The 10
/// MB are for small files of many equal rows.
pub(crate) fn allowed(packed: u64) -> u64 {
    packed.saturating_mul(1_000).saturating_add(10_000_000)
}

/// What is said of a file that unpacks to more.
pub(crate) const BOMB: &str = "it unpacks to over 1000 times its size: it is broken, or made to harm";

/// Fails at the first byte over its allowance; the allowance can be set anew, before each row for example.
pub(crate) struct BoundedReader<R> {
    source: R,
    most: u64,
    left: u64,
}

impl<R> BoundedReader<R> {
    /// Allows `most` bytes to be read.
    pub fn new(source: R, most: u64) -> BoundedReader<R> {
        BoundedReader { source, most, left: most }
    }

    /// Allows `most` bytes from here on.
    pub fn allow(&mut self, most: u64) {
        (self.most, self.left) = (most, most);
    }

    /// The source itself.
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.source
    }
}

impl<R: Read> Read for BoundedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if self.left == 0 && !buffer.is_empty() {
            // The end of the source is no fault, even where nothing is left.
            return match self.source.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(Error::other(format!("it goes on over {} MB", self.most >> 20))),
            };
        }
        let length = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.source.read(&mut buffer[..length])?;
        self.left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_as_long_as_is_allowed_is_read_and_a_longer_one_fails() {
        let read = |most| BoundedReader::new(&b"0123456789"[..], most).read_to_end(&mut Vec::new());
        assert_eq!(read(10).unwrap(), 10);
        assert!(read(9).is_err());
    }

    #[test]
    fn an_allowance_set_anew_counts_from_there() {
        let mut source = BoundedReader::new(&b"0123456789"[..], 5);
        source.read_exact(&mut [0; 5]).unwrap();
        source.allow(5);
        assert_eq!(source.read_to_end(&mut Vec::new()).unwrap(), 5);
    }
}
