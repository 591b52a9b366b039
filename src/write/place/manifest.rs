//! run.json: which files a run wrote, with their SHA-256, so that no later run takes another's for its own.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::tree::read_list;

/// Its name in the output.
pub const RUN: &str = "run.json";

/// What a run wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program and its version.
    pub program: String,
    /// The files, by their path in the output, parts separated by `/`; this one is not among them.
    pub files: BTreeMap<String, Entry>,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// That of a run that has written nothing yet.
    pub fn new() -> Manifest {
        Manifest { program: concat!("themeshift ", env!("CARGO_PKG_VERSION")).to_string(), files: BTreeMap::new() }
    }

    /// That of the run whose output lies in a folder; an empty one where none does.
    ///
    /// # Errors
    /// It is there, and no such file, or can't be read.
    pub fn read(folder: &Path) -> Result<Manifest> {
        let path = folder.join(RUN);
        if fs::symlink_metadata(&path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(Manifest::default());
        }
        let broken = || {
            format!(
                "{} does not say what a run of themeshift wrote: rename or delete it, and run again",
                path.display()
            )
        };
        read_list(&path).with_context(broken)
    }

    /// As it is written.
    pub fn text(&self) -> String {
        // A map from text to numbers and text can always be written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Whether a file of that name still holds what was written.
    ///
    /// # Errors
    /// It can't be read.
    pub fn holds(&self, folder: &Path, name: &str) -> io::Result<bool> {
        let (Some(entry), path) = (self.files.get(name), folder.join(name)) else { return Ok(false) };
        let metadata = fs::symlink_metadata(&path)?;
        Ok(metadata.is_file() && metadata.len() == entry.bytes && digest(File::open(path)?)? == entry.sha256)
    }
}

/// The SHA-256 of all that is read, in hexadecimal.
fn digest(mut file: impl Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut bytes = vec![0; 1 << 17];
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hexadecimal(hash)),
            read => hash.update(&bytes[..read]),
        }
    }
}

/// The digest of what was hashed.
pub fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest(&b"abc"[..]).unwrap(), expected);
    }

    #[test]
    fn a_file_is_held_only_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::new();
        let sha256 = digest(&b"abc"[..]).unwrap();
        manifest.files.insert("a.csv".into(), Entry { bytes: 3, sha256 });
        for (text, is_held) in [("abc", true), ("abd", false), ("abcd", false)] {
            fs::write(folder.path().join("a.csv"), text).unwrap();
            assert_eq!(manifest.holds(folder.path(), "a.csv").unwrap(), is_held, "{text}");
        }
        assert!(!manifest.holds(folder.path(), "b.csv").unwrap());
    }
}
