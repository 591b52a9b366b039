//! SIGINT, SIGTERM and SIGHUP: a run that is told to end takes with it what it has not put in place.
//!
//! A signal comes to the whole program, so what it ends is known to the whole program: this is the one place with a state
//! that is nobody's. On Windows nothing is done at a signal; what is left there the next run clears.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use crate::caught::lock;

/// What goes when a signal comes.
static UNFINISHED: Mutex<Vec<Doomed>> = Mutex::new(Vec::new());

/// Held while something is put in place, which a signal must not cut short.
static SETTLING: Mutex<()> = Mutex::new(());

/// Whether a signal has come.
static IS_ENDING: AtomicBool = AtomicBool::new(false);

/// How long a run keeps trying to remove a folder that other threads write to.
const PATIENCE: Duration = Duration::from_millis(300);

/// From here on a signal ends the program only after what is unfinished was removed; one that was ignored at the start, as
/// SIGHUP is below nohup, still is.
///
/// # Errors
/// The system gives no way to know of signals.
#[cfg(unix)]
pub fn watch() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let heeded = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal));
    let mut signals = signal_hook::iterator::Signals::new(heeded)?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            IS_ENDING.store(true, Ordering::SeqCst);
            let _settled = lock(&SETTLING);
            // Held to the end, so that nothing is made any more.
            let mut unfinished = lock(&UNFINISHED);
            unfinished.drain(..).rev().for_each(|doomed| doomed.remove());
            // Whoever started the program sees that the signal ended it.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    })?;
    Ok(())
}

/// Whether a signal does nothing.
#[cfg(unix)]
fn is_ignored(signal: libc::c_int) -> bool {
    let mut action = std::mem::MaybeUninit::<libc::sigaction>::uninit();
    // SAFETY: no action is set, only the present one is asked for, which is read where the system has written it.
    unsafe {
        libc::sigaction(signal, std::ptr::null(), action.as_mut_ptr()) == 0
            && action.assume_init().sa_sigaction == libc::SIG_IGN
    }
}

/// Nothing is known of signals here.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn watch() -> io::Result<()> {
    Ok(())
}

/// A file or folder that goes when a signal comes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Doomed {
    /// A folder and all that lies in it.
    Tree(PathBuf),
    /// A file, or a folder unless something lies in it.
    Alone(PathBuf),
}

/// What goes when a signal comes, until this is dropped.
#[derive(Debug)]
pub struct Unfinished(Doomed);

/// Keeps signals waiting until what is being made is noted, or this is dropped.
pub struct Making(MutexGuard<'static, Vec<Doomed>>);

/// From here on something is made that is to go when a signal comes.
pub fn making() -> Making {
    Making(lock(&UNFINISHED))
}

impl Making {
    /// It is a folder, which goes with all that lies in it.
    pub fn tree(self, path: &Path) -> Unfinished {
        self.note(Doomed::Tree(path.to_path_buf()))
    }

    /// It is a file, or a folder, which goes unless something lies in it.
    pub fn alone(self, path: &Path) -> Unfinished {
        self.note(Doomed::Alone(path.to_path_buf()))
    }

    fn note(mut self, doomed: Doomed) -> Unfinished {
        self.0.push(doomed.clone());
        Unfinished(doomed)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut unfinished = lock(&UNFINISHED);
        if let Some(place) = unfinished.iter().rposition(|doomed| *doomed == self.0) {
            unfinished.remove(place);
        }
    }
}

/// Keeps signals waiting while something is put in place.
pub fn settle() -> MutexGuard<'static, ()> {
    lock(&SETTLING)
}

/// Returns at once unless a signal is ending the program: then never. What goes wrong from then on is no news.
pub fn stop_if_ending() {
    while IS_ENDING.load(Ordering::SeqCst) {
        thread::park();
    }
}

impl Doomed {
    /// Removes it, as far as it can be: the next run clears what is left.
    fn remove(&self) {
        match self {
            Doomed::Tree(path) => {
                // Other threads may still be writing to it.
                let start = Instant::now();
                while remove_tree(path).is_err() && start.elapsed() < PATIENCE {
                    thread::sleep(Duration::from_millis(5));
                }
            }
            Doomed::Alone(path) => {
                let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
            }
        }
    }
}

/// Where a folder goes that is being removed: whatever is left of it is worth nothing.
pub fn gone(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".gone");
    path.with_file_name(name)
}

/// Removes a folder, whose name it loses at once.
///
/// # Errors
/// Something of it can't be removed.
pub fn remove_tree(path: &Path) -> io::Result<()> {
    let gone = gone(path);
    if path.symlink_metadata().is_ok() {
        // That of an earlier folder, if any.
        let _ = fs::remove_dir_all(&gone);
        fs::rename(path, &gone)?;
    }
    match fs::remove_dir_all(&gone) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
