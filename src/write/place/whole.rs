//! A single file that is written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::lock::{Held, hold, open};
use super::tree::{folder_of, hidden, sync_folder};
use crate::interrupt::{self, Unfinished};

/// Writes a file: to a hidden one beside it, which takes its name once all is on the disk. What an ended program left of such
/// a one is written over. `may_replace` says whether a file that lies there may be replaced.
///
/// # Errors
/// It can't be written, or another program is writing it; what lay there before is as it was.
pub fn save(
    path: &Path,
    may_replace: impl FnOnce(&Path) -> io::Result<bool>,
    make: impl FnOnce(&mut BufWriter<&File>) -> Result<()>,
) -> Result<()> {
    let context = || format!("can't write {}; is the disk full?", path.display());
    // The file that a link leads to is written, and the link stays.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => bail!("{} is a folder: name a file in it", path.display()),
        Ok(metadata) if !metadata.is_file() => {
            // A device or pipe is written to, and never replaced.
            let file = OpenOptions::new().write(true).open(path).with_context(context)?;
            let mut out = BufWriter::new(&file);
            return make(&mut out).and_then(|()| Ok(out.flush()?)).with_context(context);
        }
        Ok(_) if !may_replace(path).with_context(context)? => {
            bail!("{} is there and was not written by this command: rename it, or name another", path.display())
        }
        _ => {}
    }
    let hidden = hidden(path, ".part").with_context(|| format!("{} is no name of a file", path.display()))?;
    let file = loop {
        let file = open(&hidden).with_context(context)?;
        match hold(&file, &hidden).with_context(context)? {
            Held::Mine => break file,
            Held::Gone => {}
            Held::ByAnother => bail!("another program is writing {}: wait for its end", path.display()),
        }
    };
    let _unfinished = Unfinished::alone(&hidden);
    let written = write(&file, make).and_then(|()| {
        let _settling = interrupt::settle();
        fs::rename(&hidden, path)?;
        Ok(sync_folder(folder_of(path))?)
    });
    if written.is_err() {
        // The error that is told is the one before.
        let _ = fs::remove_file(&hidden);
    }
    written.with_context(context)
}

fn write(file: &File, make: impl FnOnce(&mut BufWriter<&File>) -> Result<()>) -> Result<()> {
    file.set_len(0)?;
    let mut out = BufWriter::new(file);
    make(&mut out)?;
    out.flush()?;
    Ok(file.sync_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_or_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.jsonl");
        let write = |text: &'static str| save(&path, |_| Ok(true), |out| Ok(out.write_all(text.as_bytes())?));
        write("a long text").unwrap();
        // What an ended program left is longer than what is written.
        fs::write(folder.path().join(".counts.jsonl.part"), "much longer than the text that comes").unwrap();
        write("short").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "short");
        let failed = save(
            &path,
            |_| Ok(true),
            |out| {
                out.write_all(b"half")?;
                bail!("no more")
            },
        );
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
        assert!(save(folder.path(), |_| Ok(true), |_| Ok(())).unwrap_err().to_string().contains("is a folder"));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_is_written_and_the_link_stays() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["file", "link"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        save(&link, |_| Ok(true), |out| Ok(out.write_all(b"new")?)).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }

    #[test]
    fn two_programs_do_not_write_one_file_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.jsonl");
        let outer = save(
            &path,
            |_| Ok(true),
            |out| {
                assert!(save(&path, |_| Ok(true), |_| Ok(())).unwrap_err().to_string().contains("another program"));
                Ok(out.write_all(b"outer")?)
            },
        );
        outer.unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "outer");
    }
}
