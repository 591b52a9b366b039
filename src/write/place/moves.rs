//! File by file, where two folders can't change places: from a list on the disk, so that the next run goes on where one was
//! ended.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use super::before::{Before, Look};
use super::tree::{folder_of, free, make_folder, read_list, stays_within, sync_folder};
use super::work::Work;

/// The list in the folder that was written to: once it is there, what it says is done.
pub const LIST: &str = ".moves.json";

/// Where files go that are replaced.
const ASIDE: &str = ".aside";

/// What is to be moved, by paths in the output.
#[derive(Debug, Serialize, Deserialize)]
struct List {
    /// From the folder that was written to into the output.
    new: BTreeSet<String>,
    /// Out of the output.
    obsolete: Vec<String>,
    /// How those looked that are replaced: what looks otherwise is the user's, and stays under another name.
    old: BTreeMap<String, Look>,
}

/// Moves what was written into the output, and what it replaces out of it.
///
/// # Errors
/// A file can't be moved; those before it are moved back, or where that can't be done kept for the next run.
pub fn put(work: &mut Work, target: &Path, before: &Before, new: &BTreeSet<String>) -> Result<()> {
    let list = List { new: new.clone(), obsolete: before.obsolete(new), old: before.looks().clone() };
    let unfinished = work.path.join(".moves.part");
    fs::write(&unfinished, serde_json::to_vec(&list)?)?;
    fs::File::open(&unfinished)?.sync_all()?;
    fs::rename(unfinished, work.path.join(LIST))?;
    sync_folder(&work.path)?;
    let moved = list.go_through(&work.path, target);
    if moved.is_err() {
        match list.new.iter().all(|name| is_there(&work.path.join(name))) {
            // All is as it was, and the next run has nothing to go on with.
            true => fs::remove_file(work.path.join(LIST))?,
            false => work.keep(),
        }
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
    let list: List = read_list(&path).context("its list of moves is broken")?;
    for name in list.new.iter().chain(&list.obsolete) {
        ensure!(stays_within(Path::new(name)), "{name:?} leads out of the folder");
    }
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
        let folders: BTreeSet<_> = self.new.iter().map(|name| folder_of(&target.join(name)).to_path_buf()).collect();
        folders.iter().try_for_each(|folder| sync_folder(folder)).context("can't write the folders to the disk")
    }

    fn try_to_go_through(
        &self,
        work: &Path,
        target: &Path,
        moved: &mut Vec<(PathBuf, PathBuf)>,
    ) -> std::result::Result<(), (io::Error, PathBuf)> {
        let mut step = |from: &Path, to: &Path, name: &str| {
            let folder = fs::create_dir_all(to).and_then(|()| make_folder(to, Path::new(name)));
            let (from, to) = (from.join(name), to.join(name));
            folder.and_then(|()| fs::rename(&from, &to)).map_err(|error| (error, to.clone()))?;
            moved.push((from, to));
            Ok(())
        };
        let aside = work.join(ASIDE);
        let is_old = |name: &String| {
            let metadata = target.join(name).symlink_metadata();
            metadata.is_ok_and(|metadata| self.old.get(name) == Some(&Look::of(&metadata)))
        };
        for name in self.obsolete.iter().filter(|name| is_old(name)) {
            step(target, &aside, name)?;
        }
        for name in self.new.iter().filter(|name| is_there(&work.join(name))) {
            if is_old(name) {
                step(target, &aside, name)?;
            } else if is_there(&target.join(name)) {
                // The user has changed it since a run was ended that replaces it.
                let path = target.join(name);
                fs::rename(&path, free(path.clone())).map_err(|error| (error, path))?;
            }
            step(work, target, name)?;
        }
        Ok(())
    }
}

fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
