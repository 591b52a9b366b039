//! What tells a file's bytes from any others: how many there are, and their SHA-256 (FIPS 180-4), which `sha256sum` prints, too.

use std::fmt;
use std::io::{self, Read};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};

/// A SHA-256, written in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sha256Digest([u8; 32]);

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256.
    pub sha256: Sha256Digest,
}

/// Digests bytes as they pass.
#[derive(Clone, Debug, Default)]
pub struct Digester {
    hash: Sha256,
    bytes: u64,
}

impl Digester {
    /// Adds the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// The digest of all that was added.
    pub fn finish(self) -> FileDigest {
        FileDigest { bytes: self.bytes, sha256: Sha256Digest(self.hash.finalize().into()) }
    }
}

impl FileDigest {
    /// That of these bytes.
    pub fn of(bytes: &[u8]) -> FileDigest {
        let mut digester = Digester::default();
        digester.add(bytes);
        digester.finish()
    }

    /// That of all that is read.
    ///
    /// # Errors
    /// It can't be read.
    pub fn of_source(mut source: impl Read) -> io::Result<FileDigest> {
        let (mut digester, mut bytes) = (Digester::default(), vec![0; 1 << 17]);
        loop {
            match source.read(&mut bytes) {
                Ok(0) => return Ok(digester.finish()),
                Ok(read) => digester.add(&bytes[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl fmt::Display for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Sha256Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sha256Digest, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut digest = [0; 32];
        let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
        match digits {
            Some(digits) if digits.len() == 64 => {
                // Two digits are less than 256.
                digest.iter_mut().zip(digits.chunks(2)).for_each(|(byte, pair)| *byte = (pair[0] * 16 + pair[1]) as u8);
                Ok(Sha256Digest(digest))
            }
            _ => Err(de::Error::custom("it is no SHA-256: 64 hexadecimal digits")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_standard_however_its_bytes_come() {
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(FileDigest::of(b"abc").sha256.to_string(), expected);
        let read = FileDigest::of_source(b"ab".chain(&b"c"[..])).unwrap();
        assert_eq!(read, FileDigest::of(b"abc"));
        assert_eq!(read.bytes, 3);
    }

    #[test]
    fn a_digest_is_read_as_it_is_written_and_nothing_else_is_one() {
        let digest = FileDigest::of(b"abc");
        let text = serde_json::to_string(&digest).unwrap();
        assert_eq!(serde_json::from_str::<FileDigest>(&text).unwrap(), digest);
        for broken in ["ba78", "", &"g".repeat(64), &"0".repeat(65), &"é".repeat(32)] {
            let text = format!("{{\"bytes\": 3, \"sha256\": \"{broken}\"}}");
            assert!(serde_json::from_str::<FileDigest>(&text).is_err(), "{broken}");
        }
    }
}
