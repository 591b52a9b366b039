//! The hidden folder that a run writes to, and what becomes of one that an ended run left.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result};

use super::before::contents;
use super::lock::LOCK;
use super::manifest::{Manifest, RUN};
use super::moves;
use crate::interrupt::{Unfinished, gone, remove_tree};

/// The folder in the output where nothing can be written beside it.
pub const WITHIN: &str = ".themeshift.part";

/// A mark in the folder: what lies in it is not whole, or nowhere else.
const BUILDING: &str = ".building";

/// File systems know no longer names, in bytes.
const LONGEST: usize = 255;

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
    let (folder, name) = (target.parent()?, target.file_name()?);
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".themeshift");
    let path = folder.join(hidden);
    (gone(&path).file_name()?.len() <= LONGEST).then_some(path)
}

impl Work {
    /// Makes the folder: beside the output, or in it where that is another file system, can't be written to, or the
    /// program's own folder would move with it.
    pub fn make(target: &Path) -> io::Result<Work> {
        let is_inside = std::env::current_dir().and_then(|folder| folder.canonicalize());
        let is_inside = is_inside.is_ok_and(|folder| folder.starts_with(target));
        let beside = beside(target).filter(|_| !is_inside);
        if let Some(path) = beside.filter(|path| fs::create_dir(path).is_ok()) {
            if is_same_device(&path, target) {
                return Work::begin(path, true);
            }
            fs::remove_dir(&path)?;
        }
        let path = target.join(WITHIN);
        fs::create_dir(&path)?;
        Work::begin(path, false)
    }

    fn begin(path: PathBuf, is_beside: bool) -> io::Result<Work> {
        let work = Work { unfinished: Some(Unfinished::tree(&path)), path, is_beside };
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
        let context = || format!("can't clear what an ended run left in {}: move it away", path.display());
        let is_finished = moves::go_on(&path, target).with_context(context)?;
        if is_folder(&path) && !is_finished && !path.join(BUILDING).exists() {
            // Either it was to change places with the output, or it has, and holds what the output held before.
            let manifest = Manifest::read(&path).with_context(context)?;
            rescue(&path, target, &|name| manifest.files.contains_key(name)).with_context(context)?;
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

/// Whether a path leads from a folder to something in it.
pub fn stays_within(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Makes the folder that a file is to lie in within another folder.
///
/// # Errors
/// It can't be made, or leads out of the folder.
pub fn make_folder(folder: &Path, file: &Path) -> io::Result<()> {
    if !stays_within(file) {
        return Err(io::Error::other(format!("{} leads out of the folder", file.display())));
    }
    let mut path = folder.to_path_buf();
    for name in file.parent().into_iter().flatten() {
        path.push(name);
        match path.symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(io::Error::other(format!("{} is no folder", path.display()))),
            Err(_) => fs::create_dir(&path)?,
        }
    }
    Ok(())
}

/// The path, or one like it under which nothing lies.
pub fn free(path: PathBuf) -> PathBuf {
    let numbered = (2..).map(|number: u32| {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{number}"));
        path.with_file_name(name)
    });
    let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
    std::iter::once(path.clone()).chain(numbered).find(is_free).unwrap_or(path)
}

/// Files on their way to the disk, while others are still being made.
pub struct Syncing {
    files: mpsc::Sender<PathBuf>,
    threads: Vec<JoinHandle<io::Result<()>>>,
}

/// So many threads wait for the disk: the file system does much of it together.
const WAITING: usize = 4;

impl Syncing {
    /// None yet.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn begin() -> io::Result<Syncing> {
        let (files, queue) = mpsc::channel::<PathBuf>();
        let queue = Arc::new(Mutex::new(queue));
        let wait = |queue: Arc<Mutex<mpsc::Receiver<PathBuf>>>| loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(path) = next else { return Ok(()) };
            File::open(path)?.sync_all()?;
        };
        let threads = (0..WAITING).map(|_| {
            let queue = Arc::clone(&queue);
            thread::Builder::new().name("disk".into()).spawn(move || wait(queue))
        });
        Ok(Syncing { files, threads: threads.collect::<io::Result<_>>()? })
    }

    /// One more, which is whole.
    pub fn add(&self, path: PathBuf) {
        // Where no thread takes it any more, one has failed, which `end` says.
        let _ = self.files.send(path);
    }

    /// Waits until all of them are on the disk.
    ///
    /// # Errors
    /// One can't be written.
    pub fn end(self) -> io::Result<()> {
        drop(self.files);
        let ended = |thread: JoinHandle<_>| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        self.threads.into_iter().try_for_each(ended)
    }
}

/// Waits until the folders within a folder, and the folder itself, are on the disk.
pub fn sync_folders(folder: &Path) -> io::Result<()> {
    let (_, folders) = contents(folder, &[])?;
    folders.iter().map(|path| folder.join(path)).chain([folder.to_path_buf()]).try_for_each(|path| sync_folder(&path))
}

/// The same for one folder; where folders can't be opened the system sees to them by itself.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
fn is_same_device(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
    device(left).is_some() && device(left) == device(right)
}

/// Whether both are one file under two names.
#[cfg(unix)]
fn is_same_file(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |path: &Path| path.symlink_metadata().map(|metadata| (metadata.dev(), metadata.ino())).ok();
    number(left).is_some() && number(left) == number(right)
}

/// Nothing changes places here.
#[cfg(not(unix))]
fn is_same_device(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(not(unix))]
fn is_same_file(_: &Path, _: &Path) -> bool {
    false
}
