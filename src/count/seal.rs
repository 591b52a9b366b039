//! What closes a file of counts: how many lines precede it, and their digest. A file that is cut off, or changed in any
//! byte, doesn't fit it.

use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};

/// The lines of a file so far.
#[derive(Default)]
pub struct Seal {
    lines: u64,
    digest: Sha256,
}

/// What tells a file of counts from all others, whatever its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checksum(String);

/// What is said of a file that isn't as it was written.
pub const CHANGED: &str = "it was changed or cut off since it was written: copy it again, or count the part again";

/// What the last line begins with, and no other.
const BEGINNING: &[u8] = b"{\"end\":";

impl Seal {
    /// Adds a line, with its end.
    pub fn add(&mut self, line: &[u8]) {
        self.lines += 1;
        self.digest.update(line);
    }

    /// The last line of a file with these lines, and what tells the file from others.
    pub fn close(self) -> (String, Checksum) {
        let digest: String = self.digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let line = format!("{{\"end\":{{\"lines\":{},\"sha256\":\"{digest}\"}}}}\n", self.lines);
        (line, Checksum(digest))
    }

    /// The same of a file that is read, whose last line is this one.
    ///
    /// # Errors
    /// The file isn't as it was written.
    pub fn check(self, last: &[u8]) -> Result<Checksum> {
        let (line, checksum) = self.close();
        ensure!(line.as_bytes() == last, CHANGED);
        Ok(checksum)
    }
}

/// Whether a line is the last one of its file.
pub fn is_last(line: &[u8]) -> bool {
    line.starts_with(BEGINNING)
}
