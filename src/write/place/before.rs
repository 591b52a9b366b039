//! What an output folder holds before a run: files that a run wrote, and the user's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::Wishes;
use super::manifest::{Manifest, RUN};
use super::tree::is_protected;

/// The files in an output folder that the next run may replace. All others are the user's.
#[derive(Debug, Default)]
pub struct Before {
    /// By their path in the folder: how they looked when the run began.
    ours: BTreeMap<String, Look>,
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
        let manifest = match Manifest::read(target) {
            Err(_) if wishes.overwrite => Manifest::default(),
            manifest => manifest?,
        };
        let mut before = Before::default();
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
                    before.look_at(target, &format!("{folder}{name}"), &manifest, wishes)?;
                }
            }
        }
        Ok(before)
    }

    fn look_at(&mut self, target: &Path, name: &str, manifest: &Manifest, wishes: Wishes) -> Result<()> {
        let may_be_written = name == RUN || (wishes.may_write)(name);
        // What a run made for the user to go on with stays, even if this one makes none.
        let is_left_over = name.contains('/') && manifest.files.contains_key(name);
        if !may_be_written && !is_left_over {
            return Ok(());
        }
        let path = target.join(name);
        let context = || format!("can't read {}", path.display());
        let metadata = path.symlink_metadata().with_context(context)?;
        let is_ours =
            name == RUN && !manifest.files.is_empty() || manifest.holds(target, name).with_context(context)?;
        match (is_ours, may_be_written) {
            (true, _) => {}
            (false, false) => return Ok(()),
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
        Ok(())
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
