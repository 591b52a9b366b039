//! The hidden folder that a run writes to, and what becomes of one that an ended run left.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::lock::LOCK;
use super::moves;
use super::tree::{LONGEST, contents, free, hidden, is_same_device, is_same_file, make_folder};
use super::written::Written;
use crate::interrupt::{Making, Unfinished, gone, making, remove_tree};
use crate::manifest::RUN;

/// The folder in the output where nothing can be written beside it.
pub const WITHIN: &str = ".themeshift.part";

/// A mark in the folder: what lies in it is not whole, or nowhere else.
const BUILDING: &str = ".building";

/// The folder, until it is dropped.
pub struct Work {
    pub path: PathBuf,
    /// Whether it can change places with the output.
    pub is_beside: bool,
    /// `None` where it is kept.
    unfinished: Option<Unfinished>,
}

/// The folder beside an output.
fn beside(target: &Path) -> Option<PathBuf> {
    let path = hidden(target, ".themeshift")?;
    (gone(&path).file_name()?.len() <= LONGEST).then_some(path)
}

impl Work {
    /// Makes the folder: beside the output, or in it where that is another file system, can't be written to, or the
    /// program's own folder would move with it.
    pub fn make(target: &Path) -> io::Result<Work> {
        let is_inside = std::env::current_dir().and_then(|folder| folder.canonicalize());
        let is_inside = is_inside.is_ok_and(|folder| folder.starts_with(target));
        let beside = beside(target).filter(|_| !is_inside);
        let making = making();
        if let Some(path) = beside.filter(|path| fs::create_dir(path).is_ok()) {
            if is_same_device(&path, target) {
                return Work::begin(path, true, making);
            }
            fs::remove_dir(&path)?;
        }
        let path = target.join(WITHIN);
        fs::create_dir(&path)?;
        Work::begin(path, false, making)
    }

    fn begin(path: PathBuf, is_beside: bool, making: Making) -> io::Result<Work> {
        let work = Work { unfinished: Some(making.tree(&path)), path, is_beside };
        work.is_building(true)?;
        Ok(work)
    }

    /// From here on it stays, since it holds what lies nowhere else: the next run sees to it.
    pub fn keep(&mut self) {
        self.unfinished = None;
    }

    /// Sets or takes away the mark.
    pub fn is_building(&self, is_building: bool) -> io::Result<()> {
        let mark = self.path.join(BUILDING);
        match is_building {
            true => File::create(mark).map(drop),
            false => fs::remove_file(mark),
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What can't be removed the next run clears.
        let _ = self.unfinished.take().map(|_| remove_tree(&self.path));
    }
}

/// Clears what an ended run left, whose lock this run has now: says whether what it had begun to put in place is in place,
/// or was given up; `None` where there is nothing.
///
/// # Errors
/// It can't be cleared: says where it is.
pub fn recover(target: &Path) -> Result<Option<bool>> {
    let mut recovered = None;
    for path in [beside(target), Some(target.join(WITHIN))].into_iter().flatten() {
        let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        if !is_folder(&path) && !is_folder(&gone(&path)) {
            continue;
        }
        let is_marked = [BUILDING, RUN, moves::LIST].iter().any(|mark| path.join(mark).exists());
        if is_folder(&path) && !is_marked && fs::remove_dir(&path).is_err() {
            // It is somebody else's.
            continue;
        }
        let context = || {
            let left = if is_folder(&path) { path.clone() } else { gone(&path) };
            format!("can't clear what an ended run left in {}: move it away", left.display())
        };
        let is_finished = moves::go_on(&path, target).with_context(context)?;
        if is_folder(&path) && !is_finished && !path.join(BUILDING).exists() {
            // Either it was to change places with the output, or it has, and holds what the output held before.
            let written = Written::read(&path).with_context(context)?;
            rescue(&path, target, &|name| written.files.contains_key(name)).with_context(context)?;
        }
        remove_tree(&path).with_context(context)?;
        recovered = Some(is_finished);
    }
    Ok(recovered)
}

/// Moves the user's files that lie in what the output held before, and not in the output: those that came there while the
/// two changed places.
pub fn rescue(old: &Path, target: &Path, is_ours: &dyn Fn(&str) -> bool) -> io::Result<()> {
    let (files, _) = contents(old, &[LOCK, RUN, BUILDING])?;
    for file in files {
        let (from, to) = (old.join(&file), target.join(&file));
        if file.to_str().is_some_and(is_ours) || is_same_file(&from, &to) {
            continue;
        }
        make_folder(target, &file)?;
        fs::rename(from, free(to))?;
    }
    Ok(())
}
