//! A single file that is written whole or not at all.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, bail};
use tempfile::Builder;

use super::lock::{Held, hold};
use super::tree::{LONGEST, folder_of, sync_folder};
use crate::interrupt;

/// Writes a file: to a hidden one beside it, which takes its name once all is on the disk. What an ended program left of such
/// a file is removed. `may_replace` says of a file whether this command wrote it, so that it may be replaced.
///
/// # Errors
/// It can't be written, or another program is writing it; what lay there before is as it was.
pub fn save(
    path: &Path,
    may_replace: impl Fn(&Path) -> io::Result<bool>,
    make: impl FnOnce(&mut BufWriter<&File>) -> Result<()>,
) -> Result<()> {
    // The file that a link leads to is written, and the link stays.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let unwritten = |error: Error| {
        let advice = advice(&error, path);
        error.context(format!("can't write {}{advice}", path.display()))
    };
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => bail!("{} is a folder: name a file in it", path.display()),
        Ok(metadata) if !metadata.is_file() => {
            // A device or pipe is written to, and never replaced.
            let file = OpenOptions::new().write(true).open(path).map_err(|error| unwritten(error.into()))?;
            let mut out = BufWriter::new(&file);
            return make(&mut out).and_then(|()| Ok(out.flush()?)).map_err(unwritten);
        }
        Ok(_) if !may_replace(path).map_err(|error| unwritten(error.into()))? => {
            bail!("{} is there and was not written by this command: rename it, or name another", path.display())
        }
        _ => {}
    }
    let Some(name) = path.file_name() else { bail!("{} is no name of a file", path.display()) };
    let hidden = Hidden::of(path, name);
    if hidden.clear(may_replace) {
        bail!("another program is writing {}: wait for its end", path.display());
    }
    let making = interrupt::making();
    let (file, hidden) = hidden.make().map_err(|error| unwritten(error.into()))?;
    let _unfinished = making.alone(&hidden);
    let written = write(&file, make).and_then(|()| {
        let _settling = interrupt::settle();
        fs::rename(&hidden, path)?;
        Ok(sync_folder(folder_of(path))?)
    });
    if written.is_err() {
        // The error that is told is the one before.
        let _ = fs::remove_file(&hidden);
    }
    written.map_err(unwritten)
}

/// What is to be done where a file can't be written, as far as the error tells.
fn advice(error: &Error, path: &Path) -> String {
    let error = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    match error.map(io::Error::kind) {
        Some(io::ErrorKind::NotFound) if !folder_of(path).is_dir() => {
            format!(": there is no folder {}: make it, or name another file", folder_of(path).display())
        }
        Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
            "; the disk is full: make room there, or name another file".to_string()
        }
        _ => String::new(),
    }
}

/// Hidden files that a file is written to are called `.counts.jsonl.`, letters that nobody can foretell, and this.
const ENDING: &str = ".part";

/// Bytes of these letters.
const LETTERS: usize = 8;

/// Where such files lie, and what their names begin with.
struct Hidden<'p> {
    folder: &'p Path,
    beginning: OsString,
}

impl<'p> Hidden<'p> {
    /// Those of a file with that name.
    fn of(path: &'p Path, name: &OsStr) -> Hidden<'p> {
        // File systems know names of 255 bytes.
        let name = if name.len() + LETTERS + 7 > LONGEST { OsStr::new("themeshift") } else { name };
        Hidden { folder: folder_of(path), beginning: [OsStr::new("."), name, OsStr::new(".")].into_iter().collect() }
    }

    /// Makes a new one, and holds it.
    fn make(&self) -> io::Result<(File, PathBuf)> {
        let mut builder = Builder::new();
        builder.prefix(&self.beginning).suffix(ENDING).rand_bytes(LETTERS);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file: the system takes away from it what the user wants to be taken away.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        loop {
            let (file, path) = builder.tempfile_in(self.folder)?.keep()?;
            // Another program may just be clearing it.
            if hold(&file, &path)? == Held::Mine {
                return Ok((file, path));
            }
        }
    }

    /// Clears those that an ended program left: whether one is still being written.
    fn clear(&self, is_ours: impl Fn(&Path) -> io::Result<bool>) -> bool {
        let mut is_another_writing = false;
        // What can't be listed, read or removed is in nobody's way.
        for entry in fs::read_dir(self.folder).into_iter().flatten().flatten() {
            if !self.is_one(&entry.file_name()) || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
                continue;
            }
            let path = entry.path();
            let Ok(file) = File::open(&path) else { continue };
            match hold(&file, &path) {
                Ok(Held::Mine) if is_ours(&path).unwrap_or(false) => _ = fs::remove_file(&path),
                Ok(Held::ByAnother) => is_another_writing = true,
                _ => {}
            }
        }
        is_another_writing
    }

    fn is_one(&self, name: &OsStr) -> bool {
        let name = name.as_encoded_bytes().strip_prefix(self.beginning.as_encoded_bytes());
        let letters = name.and_then(|name| name.strip_suffix(ENDING.as_bytes()));
        letters.is_some_and(|letters| letters.len() == LETTERS && letters.iter().all(u8::is_ascii_alphanumeric))
    }
}

fn write(file: &File, make: impl FnOnce(&mut BufWriter<&File>) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::new(file);
    make(&mut out)?;
    out.flush()?;
    Ok(file.sync_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Saves a text where any file may be replaced.
    fn put(path: &Path, text: &str) -> Result<()> {
        save(path, |_| Ok(true), |out| Ok(out.write_all(text.as_bytes())?))
    }

    #[test]
    fn a_file_is_written_whole_or_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.jsonl");
        put(&path, "a long text").unwrap();
        // What an ended program left.
        fs::write(folder.path().join(".counts.jsonl.a1B2c3D4.part"), "a longer te").unwrap();
        put(&path, "short").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "short");
        let half = |out: &mut BufWriter<&File>| {
            out.write_all(b"half")?;
            bail!("no more")
        };
        let failed = save(&path, |_| Ok(true), half);
        assert!(format!("{:#}", failed.unwrap_err()).contains("no more"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "short");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_may_not_be_replaced_stays_and_a_folder_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.txt");
        fs::write(&path, "mine").unwrap();
        let error = save(&path, |_| Ok(false), |out| Ok(out.write_all(b"other")?)).unwrap_err();
        assert!(error.to_string().contains("was not written by this command"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert!(put(folder.path(), "").unwrap_err().to_string().contains("is a folder"));
    }

    #[test]
    fn hidden_files_that_are_somebody_elses_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts");
        let theirs = [".counts.part", ".counts.a1B2c3D4.part", ".counts.a1B2c3.part", ".counts.a1B2c3D4e5.part"];
        theirs.iter().for_each(|name| fs::write(folder.path().join(name), "mine").unwrap());
        let is_ours = |path: &Path| Ok(fs::read(path)?.starts_with(b"counts"));
        save(&path, is_ours, |out| Ok(out.write_all(b"counts")?)).unwrap();
        assert!(theirs.iter().all(|name| fs::read_to_string(folder.path().join(name)).unwrap() == "mine"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_and_no_disk_is_said_to_be_full() {
        let folder = tempfile::tempdir().unwrap();
        let error = format!("{:#}", put(&folder.path().join("none/counts"), "").unwrap_err());
        assert!(error.contains("there is no folder ") && error.contains("none: make it"), "{error}");
        assert!(!error.contains("full"), "{error}");
    }

    #[test]
    fn a_file_may_have_any_name_that_a_file_can_have() {
        let folder = tempfile::tempdir().unwrap();
        for length in [1, 239, 240, 241, 255] {
            let path = folder.path().join("n".repeat(length));
            put(&path, "counts").unwrap();
            assert!(path.exists(), "{length}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_rights_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["counts", "other"].map(|name| folder.path().join(name));
        put(&path, "counts").unwrap();
        fs::write(&other, "").unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
        assert_eq!(mode(&path), mode(&other));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_is_written_and_the_link_stays() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["file", "link"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        put(&link, "new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }

    #[test]
    fn two_programs_do_not_write_one_file_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.jsonl");
        let outer = |out: &mut BufWriter<&File>| {
            assert!(put(&path, "inner").unwrap_err().to_string().contains("another program"));
            Ok(out.write_all(b"outer")?)
        };
        save(&path, |_| Ok(true), outer).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "outer");
    }
}
