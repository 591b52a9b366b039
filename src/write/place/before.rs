//! What an output folder holds before a run: files that a run wrote, and the user's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::Wishes;
use super::tree::is_protected;
use super::written::{Written, digest_of_run};
use crate::digest::FileDigest;
use crate::manifest::RUN;

/// The files in an output folder that the next run may replace. All others are the user's.
#[derive(Debug, Default)]
pub struct Before {
    /// By their path in the folder: how they looked when the run began.
    ours: BTreeMap<String, Look>,
    /// What run.json held, where all files that it lists are as they were written.
    whole: Option<FileDigest>,
}

/// What changes where a file is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Look {
    /// That of a file.
    pub fn of(metadata: &Metadata) -> Look {
        Look { bytes: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// What is said of a file or folder that can't be replaced.
fn protected(path: &Path) -> String {
    format!(
        "{} is protected against changes (lsattr shows it, on macOS ls -lO): take that away, or name another folder with \
         --output",
        path.display()
    )
}

/// The folders within an output that a run writes to; the output itself is the first.
const FOLDERS: [&str; 3] = ["", "tables/", "charts/"];

impl Before {
    /// Looks at an output folder.
    ///
    /// # Errors
    /// It can't be read, holds under a name that the run may write what no run wrote, or what can't be replaced.
    pub fn look(target: &Path, wishes: Wishes) -> Result<Before> {
        let written = match Written::read(target) {
            Err(_) if wishes.overwrite => Written::default(),
            written => written?,
        };
        let (mut before, mut held) = (Before::default(), 0);
        for folder in FOLDERS {
            // Without a slash at its end, which would be shown.
            let path: PathBuf = target.join(folder).components().collect();
            match path.symlink_metadata() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Ok(metadata) if !metadata.is_dir() => {
                    bail!("{} is no folder, and themeshift writes to one there: rename or move it", path.display())
                }
                _ if is_protected(&path) => bail!(protected(&path)),
                _ => {}
            }
            let entries = fs::read_dir(&path).with_context(|| format!("can't list the folder {}", path.display()))?;
            for entry in entries {
                // A name that isn't text is no run's.
                if let Ok(name) = entry.context("can't list the output folder")?.file_name().into_string() {
                    held += usize::from(before.look_at(target, &format!("{folder}{name}"), &written, wishes)?);
                }
            }
        }
        if held > 0 && held == written.files.len() {
            before.whole = Some(digest_of_run(target)?);
        }
        Ok(before)
    }

    /// Looks at a file: whether it is as a run wrote it.
    fn look_at(&mut self, target: &Path, name: &str, written: &Written, wishes: Wishes) -> Result<bool> {
        let may_be_written = name == RUN || (wishes.may_write)(name);
        // What a run made for the user to go on with stays, even if this one makes none.
        let is_left_over = name.contains('/') && written.files.contains_key(name);
        if !may_be_written && !is_left_over {
            return Ok(false);
        }
        let path = target.join(name);
        let context = || format!("can't read {}", path.display());
        let metadata = path.symlink_metadata().with_context(context)?;
        let is_held = written.holds(target, name).with_context(context)?;
        let is_ours = is_held || name == RUN && !written.files.is_empty();
        match (is_ours, may_be_written) {
            (true, _) => {}
            (false, false) => return Ok(false),
            (false, true) if !metadata.is_file() => {
                bail!("{} is no file, and themeshift writes one there: rename or move it", path.display())
            }
            (false, true) if wishes.overwrite => {}
            (false, true) => bail!(
                "{} is not what themeshift wrote there: rename or move it, or have it replaced with --overwrite",
                path.display()
            ),
        }
        if is_protected(&path) {
            bail!(protected(&path));
        }
        self.ours.insert(name.to_string(), Look::of(&metadata));
        Ok(is_held)
    }

    /// Whether a run whose run.json is this one writes the same, byte for byte: it has the digests of all other files.
    pub fn is_same(&self, run: FileDigest) -> bool {
        self.whole == Some(run)
    }

    /// Whether the next run may replace a file, or leave it out.
    pub fn is_ours(&self, name: &str) -> bool {
        self.ours.contains_key(name)
    }

    /// How the files looked that the next run may replace.
    pub fn looks(&self) -> &BTreeMap<String, Look> {
        &self.ours
    }

    /// The files that a run wrote and that the next one, which writes these, has not.
    pub fn obsolete(&self, new: &BTreeSet<String>) -> Vec<String> {
        self.ours.keys().filter(|name| !new.contains(*name)).cloned().collect()
    }

    /// Makes sure that the user has changed nothing that a run with these files would replace.
    ///
    /// # Errors
    /// Names what was changed.
    pub fn is_as_it_was(&self, target: &Path, new: &BTreeSet<String>) -> Result<()> {
        for name in self.ours.keys().chain(new) {
            let path = target.join(name);
            let is_as_it_was = match (path.symlink_metadata(), self.ours.get(name)) {
                (Ok(metadata), Some(look)) => metadata.is_file() && Look::of(&metadata) == *look,
                (Ok(_), None) => false,
                (Err(_), _) => true,
            };
            if !is_as_it_was {
                bail!(
                    "{} was changed while the run was on: nothing is written; rename or move it, and run again",
                    path.display()
                );
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Place, Settled};
    use super::*;
    use crate::manifest::Manifest;
    use crate::progress::unwatched;

    /// A run that writes these files and warns of this.
    fn run(target: &Path, files: &[(&str, &str)], warning: &str) -> Settled {
        let may_write = |name: &str| ["tables/a.csv", "report.html"].contains(&name);
        let wishes = Wishes { wait: false, overwrite: true, may_write: &may_write };
        let mut place = Place::take(target, wishes, &unwatched).unwrap();
        files.iter().for_each(|(name, text)| place.write(name, text.as_bytes()).unwrap());
        place.settle(|files| Manifest { warnings: vec![warning.into()], ..Manifest::new(files) }).unwrap()
    }

    #[test]
    fn an_output_that_would_hold_the_same_is_known_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("output");
        let files = [("tables/a.csv", "1"), ("report.html", "1")];
        let is_same = |files: &[_], warning| run(&target, files, warning).is_same;
        assert_eq!(run(&target, &files, ""), Settled { files: 3, is_same: false });
        let modified = || target.join("report.html").metadata().unwrap().modified().unwrap();
        let written = modified();
        assert_eq!(run(&target, &files, ""), Settled { files: 3, is_same: true });
        assert_eq!(modified(), written);
        // The files are the same, but not what is said of the run.
        assert!(!is_same(&files, "The sea is rough.") && is_same(&files, "The sea is rough."));
        assert!(!is_same(&files[..1], ""));
        for (name, text) in [("tables/a.csv", "by hand"), ("run.json", "{}")] {
            run(&target, &files, "");
            fs::write(target.join(name), text).unwrap();
            assert!(!is_same(&files, ""), "{name}");
            fs::remove_file(target.join(name)).unwrap();
            assert!(!is_same(&files, ""), "{name}");
        }
    }
}
