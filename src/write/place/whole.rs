//! A single file that is written whole or not at all.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::lock::{Held, hold, open};
use super::work::sync_folder;
use crate::interrupt::{self, Unfinished};

/// Writes a file: to a hidden one beside it, which takes its name once all is on the disk. What an ended program left of such
/// a one is written over.
///
/// # Errors
/// It can't be written, or another program is writing it; what lay there before is as it was.
pub fn save(path: &Path, make: impl FnOnce(&mut BufWriter<&File>) -> Result<()>) -> Result<()> {
    let context = || format!("can't write {}; is the disk full?", path.display());
    let name = path.file_name().with_context(|| format!("{} is no name of a file", path.display()))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    let hidden = path.with_file_name(hidden);
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
        Ok(path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(Ok(()), sync_folder)?)
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
        let write = |text: &'static str| save(&path, |out| Ok(out.write_all(text.as_bytes())?));
        write("a long text").unwrap();
        // What an ended program left is longer than what is written.
        fs::write(folder.path().join(".counts.jsonl.part"), "much longer than the text that comes").unwrap();
        write("short").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "short");
        let failed = save(&path, |out| {
            out.write_all(b"half")?;
            bail!("no more")
        });
        assert!(format!("{:#}", failed.unwrap_err()).contains("no more"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "short");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_programs_do_not_write_one_file_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.jsonl");
        let outer = save(&path, |out| {
            assert!(save(&path, |_| Ok(())).unwrap_err().to_string().contains("another program"));
            Ok(out.write_all(b"outer")?)
        });
        outer.unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "outer");
    }
}
