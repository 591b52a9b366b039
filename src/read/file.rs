//! A file of a corpus on the disk, and what it held when it was read: its digest is made as its bytes pass.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use anyhow::Result;

use crate::digest::{Digester, FileDigest};
use crate::regular::open_no_link;

/// A file of a corpus. Its clones are the same file.
#[derive(Clone, Debug)]
pub struct CorpusFile {
    path: PathBuf,
    seen: Arc<Seen>,
}

/// What is known of a file that was read.
#[derive(Debug, Default)]
struct Seen {
    is_opened: AtomicBool,
    digest: OnceLock<FileDigest>,
}

/// What is known of a file once all articles are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It was read.
    Read(FileDigest),
    /// It was not, and has so many bytes.
    Unread(u64),
    /// It is not there, or can't be read.
    Unknown,
}

impl CorpusFile {
    /// The file at a path, not opened yet.
    pub fn new(path: PathBuf) -> CorpusFile {
        CorpusFile { path, seen: Arc::default() }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens it, to be read as the caller likes.
    ///
    /// # Errors
    /// It can't be opened, or is a link, a folder or no file.
    pub fn open(&self) -> Result<File> {
        open_no_link(&self.path)
    }

    /// Notes that it is read, in whatever order: where it isn't seen from its beginning to its end, [`CorpusFile::state`] reads
    /// it again.
    pub fn note_opened(&self) {
        self.seen.is_opened.store(true, Ordering::Relaxed);
    }

    /// Notes what it holds.
    pub fn note(&self, bytes: &[u8]) {
        self.seen.digest.get_or_init(|| FileDigest::of(bytes));
    }

    /// The opened file, whose bytes are digested as they pass from its beginning to its end; where `drains`, also the few that
    /// are left when it is dropped: who unpacks a file may not look for its end.
    pub fn digested(&self, file: File, drains: bool) -> impl Read + Send + use<> {
        self.note_opened();
        let digester = self.seen.digest.get().is_none().then(Digester::default);
        Digested { file, of: self.clone(), digester, drains }
    }

    /// What is known of it: a file that was opened, but not seen as a whole, is read again now.
    pub fn state(&self) -> FileState {
        let digest = self.seen.digest.get().copied().or_else(|| {
            let is_opened = self.seen.is_opened.load(Ordering::Relaxed);
            FileDigest::of_source(is_opened.then(|| self.open().ok())??).ok()
        });
        match (digest, self.path.symlink_metadata()) {
            (Some(digest), _) => FileState::Read(digest),
            (None, Ok(metadata)) if metadata.is_file() => FileState::Unread(metadata.len()),
            _ => FileState::Unknown,
        }
    }
}

/// At most so many bytes are read for the digest alone when the file is dropped.
const DRAINED: u64 = 1 << 20;

/// An opened file whose bytes are digested as they pass.
struct Digested {
    file: File,
    of: CorpusFile,
    /// `None` where the digest is known.
    digester: Option<Digester>,
    drains: bool,
}

impl Read for Digested {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        match &mut self.digester {
            Some(digester) if read > 0 => digester.add(&buffer[..read]),
            Some(_) if !buffer.is_empty() => {
                let digester = self.digester.take().unwrap_or_default();
                self.of.seen.digest.get_or_init(|| digester.finish());
            }
            _ => {}
        }
        Ok(read)
    }
}

impl Drop for Digested {
    fn drop(&mut self) {
        if self.drains && self.digester.is_some() {
            // What can't be read now is read again later, or can't be read at all.
            let _ = io::copy(&mut self.by_ref().take(DRAINED), &mut io::sink());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::{Layer, Options};
    use crate::read::Corpus;

    /// A file of these bytes in a folder of its own.
    fn file(bytes: &[u8]) -> (tempfile::TempDir, CorpusFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, bytes).unwrap();
        (folder, CorpusFile::new(path))
    }

    fn read(file: &CorpusFile, bytes: u64, drains: bool) {
        let reader = file.digested(file.open().unwrap(), drains);
        io::copy(&mut reader.take(bytes), &mut io::sink()).unwrap();
    }

    #[test]
    fn what_was_read_to_its_end_is_known_though_the_file_changes_afterwards() {
        let (_folder, file) = file(b"The tide.");
        assert_eq!(file.state(), FileState::Unread(9));
        read(&file, 100, false);
        std::fs::write(file.path(), "The ebb, later.").unwrap();
        assert_eq!(file.state(), FileState::Read(FileDigest::of(b"The tide.")));
    }

    #[test]
    fn what_was_read_in_part_is_known_by_its_drop_or_by_reading_it_again() {
        for drains in [false, true] {
            let (_folder, file) = file(&b"The tide. ".repeat(50_000));
            read(&file, 17, drains);
            assert_eq!(file.seen.digest.get().is_some(), drains);
            assert_eq!(file.state(), FileState::Read(FileDigest::of(&b"The tide. ".repeat(50_000))));
        }
    }

    #[test]
    fn no_file_is_read_again_that_is_read_from_its_beginning_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats");
        let kinds = ["txt", "md", "html", "docx", "doc", "odt", "rtf", "pdf", "csv", "tsv", "jsonl", "xls", "ods"];
        let packed =
            ["csv", "jsonl", "txt", "xlsx"].iter().flat_map(|kind| [format!("{kind}.gz"), format!("{kind}.zst")]);
        let mut expected = Vec::new();
        for kind in kinds.map(String::from).into_iter().chain(packed) {
            let name = format!("article.{kind}");
            std::fs::copy(formats.join(&name), folder.path().join(&name)).unwrap();
            expected.push((name.clone(), FileState::Read(FileDigest::of(&std::fs::read(formats.join(name)).unwrap()))));
        }
        expected.sort_by(|one, other| one.0.cmp(&other.0));
        let layer = Layer { input: Some(folder.path().to_path_buf()), ..Layer::default() };
        let corpus = Corpus::open(&Options::build(layer).unwrap()).unwrap();
        for source in corpus.sources() {
            assert!(corpus.read(&source).iter().all(|(_, article)| article.is_ok()));
        }
        expected.iter().for_each(|(name, _)| std::fs::remove_file(folder.path().join(name)).unwrap());
        let states: Vec<_> = corpus.inputs().map(|(name, file)| (name, file.unwrap().state())).collect();
        assert_eq!(states, expected);
    }

    #[test]
    fn what_is_gone_or_no_file_is_not_known() {
        let (folder, file) = file(b"");
        assert_eq!(CorpusFile::new(folder.path().to_path_buf()).state(), FileState::Unknown);
        std::fs::remove_file(file.path()).unwrap();
        file.note_opened();
        assert_eq!(file.state(), FileState::Unknown);
    }
}
