//! run.json: what a run was told, what it read and what it wrote, so that anyone can check whether an output still belongs to
//! its inputs. Nothing in it depends on the time, the machine or the number of threads.
//!
//! | what | where |
//! | --- | --- |
//! | what is put together while a run is on | [`provenance`] |
//! | paths from one folder to another | [`place`] |
//! | whether all is as it was | [`verify`] |

mod place;
mod provenance;
mod verify;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::digest::{FileDigest, Sha256Digest};
use crate::regular;

pub use provenance::{Provenance, ReadInputs};
pub use verify::{Difference, Part, State, Verified, verify};

/// Its name in the output.
pub const RUN: &str = "run.json";

/// The program and its version.
pub const PROGRAM: &str = concat!("themeshift ", env!("CARGO_PKG_VERSION"));

/// No run reads and writes so many files that the list is longer, in bytes: some five million.
const LONGEST: u64 = 1_000_000_000;

/// What a run was told, read and wrote. Paths have `/` between their parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program and its version; it comes first, and tells such a file from others.
    pub program: String,
    /// All options that decide what is written, see [`crate::options::Options::recorded`].
    #[serde(default)]
    pub options: Map<String, Value>,
    /// What made the groups.
    #[serde(default)]
    pub grouping: Option<GroupingMade>,
    /// The input folder, from the output folder.
    #[serde(default)]
    pub input: String,
    /// The files that say how articles are counted.
    #[serde(default)]
    pub settings: BTreeMap<String, Setting>,
    /// The files of articles and `articles.csv`, by their path from the input folder.
    #[serde(default)]
    pub inputs: BTreeMap<String, InputFile>,
    /// The files of counts that were compared in place of articles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<NamedFile>,
    /// What each group was compared with, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<ReferenceFiles>,
    /// What the user was warned of.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// The files that were written, by their path from the output folder; this one is not among them. (They were called
    /// `files` at first.)
    #[serde(default, alias = "files")]
    pub outputs: BTreeMap<String, FileDigest>,
}

/// What made the groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupingMade {
    /// The way, as `--group-by` takes it.
    pub by: String,
    /// The same in a sentence, and why: what the first line of the run said.
    pub why: String,
}

/// A file that was read, or should have been.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// How many bytes it had; `None` where it couldn't be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Their SHA-256; `None` where it was left out unread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Sha256Digest>,
    /// Why it isn't counted, as documents.csv says; `None` where it is, or holds more than one article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// A file that the user named, or that lay in the input folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// Its path from the input folder; of a pipe the name that the user typed.
    pub file: String,
    /// How many bytes it had; `None` for a pipe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Their SHA-256.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Sha256Digest>,
}

/// A file that says how articles are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Setting {
    /// What the program has where there is no file.
    BuiltIn {
        /// What it holds.
        built_in: FileDigest,
    },
    /// A file.
    File(NamedFile),
}

/// What each group was compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ReferenceFiles {
    /// Articles.
    Articles {
        /// Their folder, from the input folder.
        folder: String,
        /// The files in it, by their path from there.
        files: BTreeMap<String, InputFile>,
    },
    /// A file of counts.
    Counts(NamedFile),
}

impl Manifest {
    /// That of a run that wrote these files; what it was told and read is still to be said.
    pub fn new(outputs: BTreeMap<String, FileDigest>) -> Manifest {
        Manifest { program: PROGRAM.to_string(), outputs, ..Manifest::default() }
    }

    /// Writes it.
    ///
    /// # Errors
    /// The disk is full, say.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut out, self)?;
        out.write_all(b"\n")
    }
}

/// What the run.json in a folder says, as far as `T` asks for it: nothing else is held. `None` where there is none.
///
/// # Errors
/// It is there, and no such file, or can't be read.
pub fn read<T: DeserializeOwned>(folder: &Path) -> Result<Option<T>> {
    let path = folder.join(RUN);
    if fs::symlink_metadata(&path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(None);
    }
    let broken = || {
        format!("{} does not say what a run of themeshift wrote: rename or delete it, and run again", path.display())
    };
    // A pipe would never end, and a link may lead anywhere.
    let file = regular::open_no_link(&path).with_context(broken)?;
    // What goes on over the bound is cut off, and so broken.
    serde_json::from_reader(BufReader::with_capacity(1 << 16, file.take(LONGEST))).with_context(broken).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let digest = FileDigest::of(b"The tide.");
        let read = InputFile { bytes: Some(9), sha256: Some(digest.sha256), status: None };
        let named = NamedFile { file: "../sea.toml".into(), bytes: Some(9), sha256: Some(digest.sha256) };
        Manifest {
            grouping: Some(GroupingMade { by: "year".into(), why: "Groups: the years".into() }),
            input: "../input".into(),
            settings: [
                ("themes".to_string(), Setting::File(named.clone())),
                ("priorities".to_string(), Setting::BuiltIn { built_in: digest }),
            ]
            .into(),
            inputs: [
                ("articles/a.txt".to_string(), read.clone()),
                ("articles/b.jpg".to_string(), InputFile { status: Some("left out".into()), ..InputFile::default() }),
            ]
            .into(),
            reference: Some(ReferenceFiles::Articles {
                folder: "../others".into(),
                files: [("c.txt".to_string(), read)].into(),
            }),
            counts: vec![named],
            warnings: vec!["The sea is rough.".into()],
            ..Manifest::new([("tables/a.csv".to_string(), digest)].into())
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written_and_begins_with_the_program() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read::<Manifest>(folder.path()).unwrap(), None);
        let mut text = Vec::new();
        manifest().write(&mut text).unwrap();
        assert!(text.starts_with(b"{\n  \"program\": \"themeshift "));
        fs::write(folder.path().join(RUN), text).unwrap();
        assert_eq!(read::<Manifest>(folder.path()).unwrap(), Some(manifest()));
    }

    #[test]
    fn what_the_first_runs_wrote_is_read_and_what_no_run_wrote_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let sha256 = FileDigest::of(b"").sha256;
        let old =
            format!("{{\"program\": \"x\", \"files\": {{\"a.csv\": {{\"bytes\": 0, \"sha256\": \"{sha256}\"}}}}}}");
        fs::write(folder.path().join(RUN), &old).unwrap();
        assert!(read::<Manifest>(folder.path()).unwrap().unwrap().outputs.contains_key("a.csv"));
        for broken in ["", "[]", &old[..old.len() - 1], &old.replace("\"bytes\": 0", "\"bytes\": -1"), &old.repeat(2)] {
            fs::write(folder.path().join(RUN), broken).unwrap();
            let error = read::<Manifest>(folder.path()).unwrap_err().to_string();
            assert!(error.contains("run.json does not say what a run of themeshift wrote"), "{error}");
        }
    }
}
