//! The output folder while a run makes its next contents: they are written to a hidden folder, whole and safe on the disk,
//! and take the place of the old ones in one step.
//!
//! | what | how |
//! | --- | --- |
//! | one run at a time | [`lock`]: a locked file, whose lock ends with the program however that ends |
//! | what is the program's | [`written`]: run.json; all else is the user's and stays |
//! | the change | [`swap`]: the hidden folder lies beside the output, and the two exchange their names (Linux, macOS) |
//! | where that can't be done | [`moves`]: file by file, from a list that the next run goes on with |

mod before;
mod lock;
mod moves;
mod swap;
mod syncing;
mod tree;
mod whole;
mod work;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::digest::{Digester, FileDigest};
use crate::interrupt::{self, Unfinished};
use crate::manifest::{Manifest, RUN};
use crate::progress::{Step, Watch};
use before::Before;
use lock::Lock;
use syncing::Syncing;
use tree::{make_folder, sync_folders};
use work::Work;

pub use tree::folder_of;
pub use whole::save;

/// What is asked of an output folder.
#[derive(Clone, Copy)]
pub struct Wishes<'w> {
    /// Whether another run that writes there is waited for.
    pub wait: bool,
    /// Whether files of the user's give way to those that the run writes.
    pub overwrite: bool,
    /// Whether the run may write a file of that name.
    pub may_write: &'w dyn Fn(&str) -> bool,
}

/// The output folder of a run. Dropped before [`Place::settle`], it leaves all as it was. Fields are dropped in their order:
/// what is written, the lock, the folder itself where it was made for the run.
pub struct Place {
    work: Work,
    before: Before,
    /// By their path in the folder.
    written: BTreeMap<String, FileDigest>,
    syncing: Syncing,
    _lock: Lock,
    made: Made,
    /// Without links.
    target: PathBuf,
}

impl Place {
    /// Locks the output folder, clears what an ended run left there, and makes the folder to write to.
    ///
    /// # Errors
    /// It is a file, or can't be written to; another run writes there; it holds a file of the user's under a name that the
    /// run may write.
    pub fn take(target: &Path, wishes: Wishes, watch: Watch) -> Result<Place> {
        if target.exists() && !target.is_dir() {
            bail!("{} is a file: --output takes a folder", target.display());
        }
        let context = || format!("can't write to the folder {}", target.display());
        let made = Made::before(target);
        let lock = Lock::take(target, wishes.wait, watch)?;
        let target = target.canonicalize().with_context(context)?;
        if let Some(is_finished) = work::recover(&target)? {
            watch(Step::Recovered { is_finished });
        }
        let before = Before::look(&target, wishes)?;
        let work = Work::make(&target).with_context(context)?;
        let syncing = Syncing::begin().context("can't start a thread")?;
        Ok(Place { work, before, written: BTreeMap::new(), syncing, _lock: lock, made, target })
    }

    /// The folder that is written to.
    pub fn folder(&self) -> &Path {
        &self.work.path
    }

    /// Writes a file.
    ///
    /// # Errors
    /// Names the folder: the disk is full, say.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut file = self.create(name)?;
        file.write_all(bytes).with_context(|| self.full(name))?;
        self.finish(name, file)
    }

    /// Begins a file that is written little by little.
    ///
    /// # Errors
    /// The same.
    pub fn create(&self, name: &str) -> Result<NewFile> {
        let path = self.work.path.join(name);
        // The folder itself is never made anew: where it is gone, a signal is ending the run.
        let made = make_folder(&self.work.path, Path::new(name));
        let file = made.and_then(|()| File::create(&path)).with_context(|| self.full(name))?;
        Ok(NewFile { file: BufWriter::new(file), digester: Digester::default() })
    }

    /// Ends a file.
    ///
    /// # Errors
    /// The same.
    pub fn finish(&mut self, name: &str, mut file: NewFile) -> Result<()> {
        file.flush().with_context(|| self.full(name))?;
        self.written.insert(name.to_string(), file.digester.finish());
        self.syncing.add(self.work.path.join(name));
        Ok(())
    }

    /// Takes a file that was begun back, to be read from its begin; another may have its name.
    ///
    /// # Errors
    /// The same.
    pub fn take_back(&self, name: &str, mut file: NewFile) -> Result<TakenBack> {
        let (path, aside) = (self.work.path.join(name), self.work.path.join(format!("{name}.whole")));
        let mut take = || -> io::Result<TakenBack> {
            file.flush()?;
            fs::rename(&path, &aside)?;
            Ok(TakenBack { file: File::open(&aside)?, path: aside.clone() })
        };
        take().with_context(|| self.full(name))
    }

    /// What is said where a file can't be written.
    pub fn full(&self, name: &str) -> String {
        let (target, hidden) = (self.target.display(), &self.work.path);
        if !hidden.is_dir() {
            return format!(
                "can't write {name} to the folder {target}: the hidden folder {} was taken away while the run was on; \
                 run again",
                hidden.display()
            );
        }
        let written: u64 = self.written.values().map(|digest| digest.bytes).sum();
        format!(
            "can't write {name} to the folder {target}, which has {written} bytes of this run so far; where the disk is \
             full, make room there, or name another folder with --output"
        )
    }

    /// Makes what was written the output, in one step where the file system can do that; an output that holds the same stays as
    /// it is. `describe` says what run.json is to say of a run that wrote these files.
    ///
    /// # Errors
    /// A file can't be written or put in place, or one of the user's came in its way since the run began. The output is
    /// then as it was.
    pub fn settle(mut self, describe: impl FnOnce(BTreeMap<String, FileDigest>) -> Manifest) -> Result<Settled> {
        let manifest = describe(self.written.clone());
        let mut file = self.create(RUN)?;
        manifest.write(&mut file).with_context(|| self.full(RUN))?;
        self.finish(RUN, file)?;
        drop(manifest);
        let new: BTreeSet<String> = self.written.keys().cloned().collect();
        let is_same = self.written.get(RUN).is_some_and(|run| self.before.is_same(*run));
        let settled = Settled { files: new.len(), is_same };
        let full = self.full("what it holds");
        // What comes last here is dropped first: what was written, the lock, the folder.
        let Place { target, mut made, _lock, before, syncing, mut work, .. } = self;
        syncing.end().and_then(|()| sync_folders(&work.path)).context(full)?;
        let _settling = interrupt::settle();
        before.is_as_it_was(&target, &new)?;
        if is_same {
            return Ok(settled);
        }
        let context = || format!("can't put the output in place in the folder {}", target.display());
        if !swap::swap(&mut work, &target, &before).with_context(context)? {
            moves::put(&mut work, &target, &before, &new).with_context(context)?;
        }
        made.keep();
        Ok(settled)
    }
}

/// What a run has put in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// How many files it wrote.
    pub files: usize,
    /// Whether the same files lay there before, byte for byte.
    pub is_same: bool,
}

/// A file on its way, and the digest of what was written so far.
pub struct NewFile {
    file: BufWriter<File>,
    digester: Digester,
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digester.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A file that was begun and is no part of the output; dropped, it is gone.
pub struct TakenBack {
    file: File,
    path: PathBuf,
}

impl Read for TakenBack {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes)
    }
}

impl Drop for TakenBack {
    fn drop(&mut self) {
        // Where it can't be removed the hidden folder can't, either, and the run says so at its end.
        let _ = fs::remove_file(&self.path);
    }
}

/// The folders made for a run, the outermost first; they go again where the run leaves nothing in them.
struct Made(Vec<(PathBuf, Unfinished)>);

impl Made {
    /// The folders that a path lacks, and that the lock makes.
    fn before(path: &Path) -> Made {
        let missing = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let missing: Vec<&Path> = missing.collect();
        let made =
            missing.into_iter().rev().map(|folder| (folder.to_path_buf(), interrupt::making().alone(folder))).collect();
        Made(made)
    }

    /// They stay.
    fn keep(&mut self) {
        self.0.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // Fails, as it should, where something lies in one.
        self.0.iter().rev().for_each(|(folder, _)| _ = fs::remove_dir(folder));
    }
}

#[cfg(test)]
mod tests;
