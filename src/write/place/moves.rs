//! File by file, where two folders can't change places: from a list on the disk, so that the next run goes on where one was
//! ended.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::before::Before;
use super::work::{Work, sync_folder};

/// The list in the folder that was written to: once it is there, what it says is done.
const LIST: &str = ".moves.json";

/// Where files go that are replaced.
const ASIDE: &str = ".aside";

/// What is to be moved, by paths in the output.
#[derive(Debug, Serialize, Deserialize)]
struct List {
    /// From the folder that was written to into the output.
    new: BTreeSet<String>,
    /// Out of the output.
    obsolete: Vec<String>,
}

/// Moves what was written into the output, and what it replaces out of it.
///
/// # Errors
/// A file can't be moved; those before it are moved back.
pub fn put(work: &Work, target: &Path, before: &Before, new: &BTreeSet<String>) -> Result<()> {
    let list = List { new: new.clone(), obsolete: before.obsolete(new) };
    let unfinished = work.path.join(".moves.part");
    fs::write(&unfinished, serde_json::to_vec(&list)?)?;
    fs::File::open(&unfinished)?.sync_all()?;
    fs::rename(unfinished, work.path.join(LIST))?;
    sync_folder(&work.path)?;
    let moved = list.go_through(&work.path, target);
    if moved.is_err() {
        // From here on the next run has nothing to go on with.
        fs::remove_file(work.path.join(LIST))?;
    }
    moved?;
    fs::remove_file(work.path.join(LIST)).context("the output is in place, but not all of it can be cleared")
}

/// Goes on with the list that an ended run left in its folder; `false` where it left none.
///
/// # Errors
/// The list is broken, or a file can't be moved.
pub fn go_on(work: &Path, target: &Path) -> Result<bool> {
    let path = work.join(LIST);
    if !path.exists() {
        return Ok(false);
    }
    let list: List = serde_json::from_slice(&fs::read(&path)?)?;
    list.go_through(work, target)?;
    fs::remove_file(path)?;
    Ok(true)
}

impl List {
    /// Moves what isn't moved yet.
    fn go_through(&self, work: &Path, target: &Path) -> Result<()> {
        let mut moved = Vec::new();
        let result = self.try_to_go_through(work, target, &mut moved);
        if let Err((error, to)) = result {
            for (from, to) in moved.iter().rev() {
                fs::rename(to, from).with_context(|| format!("can't put {} back", from.display()))?;
            }
            return Err(error).with_context(|| format!("can't move a file to {}", to.display()));
        }
        let folders: BTreeSet<_> =
            self.new.iter().filter_map(|name| target.join(name).parent().map(Path::to_path_buf)).collect();
        folders.iter().try_for_each(|folder| sync_folder(folder)).context("can't write the folders to the disk")
    }

    fn try_to_go_through(
        &self,
        work: &Path,
        target: &Path,
        moved: &mut Vec<(PathBuf, PathBuf)>,
    ) -> std::result::Result<(), (io::Error, PathBuf)> {
        let mut step = |from: PathBuf, to: PathBuf| {
            let folder = to.parent().map_or(Ok(()), fs::create_dir_all);
            folder.and_then(|()| fs::rename(&from, &to)).map_err(|error| (error, to.clone()))?;
            moved.push((from, to));
            Ok(())
        };
        let is_there = |path: &Path| path.symlink_metadata().is_ok();
        for name in &self.obsolete {
            if is_there(&target.join(name)) {
                step(target.join(name), work.join(ASIDE).join(name))?;
            }
        }
        for name in self.new.iter().filter(|name| is_there(&work.join(name))) {
            if is_there(&target.join(name)) {
                step(target.join(name), work.join(ASIDE).join(name))?;
            }
            step(work.join(name), target.join(name))?;
        }
        Ok(())
    }
}
