//! Which files a run wrote, as run.json says, so that no later run takes another's for its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::digest::FileDigest;
use crate::manifest::{self, RUN};
use crate::regular;

/// What run.json says of the files that a run wrote. It may say much of what the run read, which is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Written {
    /// The files, by their path in the output, parts separated by `/`; run.json is not among them.
    #[serde(rename = "outputs", alias = "files")]
    pub files: BTreeMap<String, FileDigest>,
}

impl Written {
    /// What the run wrote whose output lies in a folder; nothing where none does.
    ///
    /// # Errors
    /// run.json is there, and no such file, or can't be read.
    pub fn read(folder: &Path) -> Result<Written> {
        Ok(manifest::read(folder)?.unwrap_or_default())
    }

    /// Whether a file of that name still holds what was written.
    ///
    /// # Errors
    /// It can't be read.
    pub fn holds(&self, folder: &Path, name: &str) -> io::Result<bool> {
        let (Some(digest), path) = (self.files.get(name), folder.join(name)) else { return Ok(false) };
        let metadata = fs::symlink_metadata(&path)?;
        if !metadata.is_file() || metadata.len() != digest.bytes {
            return Ok(false);
        }
        Ok(FileDigest::of_source(fs::File::open(path)?.take(digest.bytes + 1))? == *digest)
    }
}

/// The digest of the run.json in a folder.
///
/// # Errors
/// It can't be read.
pub fn digest_of_run(folder: &Path) -> Result<FileDigest> {
    let path = folder.join(RUN);
    let file = regular::open_no_link(&path).with_context(|| format!("can't read {}", path.display()))?;
    FileDigest::of_source(file).with_context(|| format!("can't read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_held_only_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let written = Written { files: [("a.csv".to_string(), FileDigest::of(b"abc"))].into() };
        for (text, is_held) in [("abc", true), ("abd", false), ("abcd", false)] {
            fs::write(folder.path().join("a.csv"), text).unwrap();
            assert_eq!(written.holds(folder.path(), "a.csv").unwrap(), is_held, "{text}");
        }
        assert!(!written.holds(folder.path(), "b.csv").unwrap());
    }
}
