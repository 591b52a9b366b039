//! Files on their way to the disk, while others are still being made.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};

use crate::caught::lock;

/// Files that are whole, and the threads that wait until they are on the disk.
pub struct Syncing {
    files: mpsc::Sender<PathBuf>,
    threads: Vec<JoinHandle<io::Result<()>>>,
}

/// How many threads wait for the disk: the file system does much of it together.
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
            let next = lock(&queue).recv();
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
