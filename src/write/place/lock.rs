//! One run at a time writes to a folder or a file: a lock on a hidden file, which ends with the program however that ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::interrupt::{Unfinished, making};
use crate::progress::{Step, Watch};

/// The file that is locked. What runs it holds while it is.
pub const LOCK: &str = ".themeshift.lock";

/// How often a run tries again to make a folder that is there at one look and gone at the next.
const TRIES: usize = 100;

/// The lock on a folder, until it is dropped.
pub struct Lock {
    path: PathBuf,
    /// The lock goes with the file.
    _file: File,
    _unfinished: Unfinished,
}

impl Lock {
    /// Locks a folder; where another run holds it, that is an error, or with `wait` what is waited for.
    ///
    /// # Errors
    /// Another run holds it; the folder can't be written to, or lies where files can't be locked.
    pub fn take(folder: &Path, wait: bool, watch: Watch) -> Result<Lock> {
        let path = folder.join(LOCK);
        let unlockable = || {
            format!("can't lock the folder {}: two runs could mix in it; name another with --output", folder.display())
        };
        let (mut is_told, mut tries) = (false, 0);
        loop {
            let making = making();
            // A run that ends may take the folder that it made with it, also between two looks of this one.
            match fs::create_dir_all(folder) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < TRIES => {
                    tries += 1;
                    continue;
                }
                made => made.with_context(|| format!("can't write to the folder {}", folder.display()))?,
            }
            let mut file = match open(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(_) if is_no_file(&path) => bail!(no_lock(&path)),
                file => file.with_context(|| format!("can't write to the folder {}", folder.display()))?,
            };
            if !is_lock(&file) {
                bail!(no_lock(&path));
            }
            match hold(&file, &path).with_context(unlockable)? {
                Held::Mine => {
                    // Nothing but what others are told of this run is lost where it can't be written.
                    let _ = file.set_len(0).and_then(|()| write!(file, "{}", process::id()));
                    return Ok(Lock { _unfinished: making.alone(&path), path, _file: file });
                }
                Held::Gone => {}
                Held::ByAnother if wait => {
                    drop(making);
                    if !is_told {
                        watch(Step::Waiting { process: holder(&mut file) });
                        is_told = true;
                    }
                    file.lock().with_context(unlockable)?;
                }
                Held::ByAnother => {
                    drop(making);
                    let process = holder(&mut file).map_or(String::new(), |process| format!(" (process {process})"));
                    bail!(
                        "another run{process} is writing to {}: wait for it with --wait, or name another folder with \
                         --output",
                        folder.display()
                    );
                }
            }
        }
    }
}

/// Who holds a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// This program, from now on.
    Mine,
    /// Another one.
    ByAnother,
    /// Nobody: whoever held it has removed it or given it another name since it was opened.
    Gone,
}

/// Locks a file that was opened at a path, without waiting.
///
/// # Errors
/// It lies where files can't be locked.
pub fn hold(file: &File, path: &Path) -> io::Result<Held> {
    match file.try_lock() {
        Ok(()) if is_at(file, path) => Ok(Held::Mine),
        Ok(()) => Ok(Held::Gone),
        Err(TryLockError::WouldBlock) => Ok(Held::ByAnother),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Without it the next run locks one of its own.
        let _ = fs::remove_file(&self.path);
    }
}

/// Opens or makes the file, but follows no link, and waits for no other end of a pipe.
///
/// # Errors
/// It can't be opened.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options.open(path)
}

/// Whether what was opened is a file that holds no more than the number of a process.
fn is_lock(file: &File) -> bool {
    file.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() <= 20)
}

/// Whether a link, folder or the like lies there.
fn is_no_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| !metadata.is_file())
}

/// What is said of something that lies in the lock's place.
fn no_lock(path: &Path) -> String {
    let kind = path.symlink_metadata().map(|metadata| metadata.file_type());
    let kind = match kind {
        Ok(kind) if kind.is_dir() => "a folder, ",
        Ok(kind) if kind.is_symlink() => "a link, ",
        _ => "",
    };
    format!("{} is {kind}no lock of themeshift: rename or move it", path.display())
}

/// The process that holds the lock, as far as it says so: it does soon.
fn holder(file: &mut File) -> Option<u32> {
    (0..20).find_map(|_| {
        let mut text = String::new();
        file.rewind().ok()?;
        file.take(20).read_to_string(&mut text).ok()?;
        let process = text.trim().parse().ok();
        if process.is_none() {
            thread::sleep(Duration::from_millis(5));
        }
        process
    })
}

/// Whether a path leads to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let Ok(opened) = file.metadata() else { return false };
    fs::symlink_metadata(path).is_ok_and(|there| (there.dev(), there.ino()) == (opened.dev(), opened.ino()))
}

/// An open file can't be removed here, so it is there still.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::unwatched;

    #[test]
    fn a_second_run_is_told_who_holds_the_folder_and_gets_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("output");
        let first = Lock::take(&path, false, &unwatched).unwrap();
        let error = Lock::take(&path, false, &unwatched).err().unwrap().to_string();
        assert!(error.contains(&process::id().to_string()) && error.contains("--wait"), "{error}");
        drop(first);
        assert!(!path.join(LOCK).exists());
        drop(Lock::take(&path, false, &unwatched).unwrap());
    }

    #[test]
    fn many_that_wait_for_one_another_hold_it_one_at_a_time_even_where_the_folder_goes_in_between() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("output");
        let held = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..25 {
                        let lock = Lock::take(&path, true, &unwatched).unwrap();
                        assert_eq!(held.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        held.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                        drop(lock);
                        let _ = fs::remove_dir(&path);
                    }
                });
            }
        });
    }

    #[cfg(unix)]
    #[test]
    fn what_lies_where_the_lock_is_to_lie_is_named_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (lock, mine) = (folder.path().join(LOCK), folder.path().join("mine.txt"));
        fs::write(&mine, "").unwrap();
        let link = |to: &Path| std::os::unix::fs::symlink(to, &lock).unwrap();
        let refused = |what: &str| {
            let error = format!("{:#}", Lock::take(folder.path(), false, &unwatched).err().unwrap());
            assert!(
                error.ends_with(&format!(".themeshift.lock is {what}no lock of themeshift: rename or move it")),
                "{error}"
            );
        };
        link(&mine);
        refused("a link, ");
        fs::remove_file(&lock).unwrap();
        link(Path::new("nothing"));
        refused("a link, ");
        fs::remove_file(&lock).unwrap();
        fs::create_dir(&lock).unwrap();
        refused("a folder, ");
        fs::remove_dir(&lock).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&lock).status().unwrap().success());
        refused("");
        assert!(lock.symlink_metadata().is_ok());
    }

    #[test]
    fn a_lock_that_a_run_left_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(LOCK), "4194303").unwrap();
        assert!(Lock::take(folder.path(), false, &unwatched).is_ok());
    }
}
