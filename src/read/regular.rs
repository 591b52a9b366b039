//! Opening files of the articles' folder: only those that hold their bytes themselves. A pipe would keep the program waiting for
//! ever, and a device or socket is no text.

use std::fs::{File, FileType, OpenOptions};
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Opens a file, or the one that a link leads to.
///
/// # Errors
/// It can't be opened, or is a folder, pipe, socket or device: what to do about it is said.
pub fn open(path: &Path) -> Result<File> {
    // A device may do something when it is opened.
    check(path.metadata().context("it can't be opened")?.file_type())?;
    opened(path, 0)
}

/// Opens a file, but no link: it could lead out of the folder, or round in a circle.
///
/// # Errors
/// As for [`open`], and it is a link.
pub fn open_no_link(path: &Path) -> Result<File> {
    check(path.symlink_metadata().context("it can't be opened")?.file_type())?;
    opened(path, NO_LINK)
}

/// Opens without waiting, since another file may stand there by now, and looks at what is open.
fn opened(path: &Path, flags: i32) -> Result<File> {
    let file = open_at_once(path, flags).context("it can't be opened")?;
    check(file.metadata().context("it can't be opened")?.file_type())?;
    Ok(file)
}

#[cfg(unix)]
const NO_LINK: i32 = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
#[cfg(not(unix))]
const NO_LINK: i32 = 0;

#[cfg(unix)]
fn open_at_once(path: &Path, flags: i32) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let at_once = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(at_once | flags).open(path)
}

#[cfg(not(unix))]
fn open_at_once(path: &Path, _: i32) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// Refuses what is no file.
fn check(kind: FileType) -> Result<()> {
    if kind.is_symlink() {
        bail!("it is a link: put the file or folder itself here");
    }
    if kind.is_dir() {
        bail!("it is a folder: name the files in it");
    }
    match special(kind) {
        Some(special) => bail!("it is {special}, no file: save its text as a file, or take it away"),
        None => Ok(()),
    }
}

/// What a thing with a place among files is; `None` for a file.
#[cfg(unix)]
fn special(kind: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    match () {
        () if kind.is_file() => None,
        () if kind.is_fifo() => Some("a named pipe"),
        () if kind.is_socket() => Some("a socket"),
        () => Some("a device"),
    }
}

#[cfg(not(unix))]
fn special(kind: FileType) -> Option<&'static str> {
    (!kind.is_file()).then_some("a device")
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    fn fifo(path: &Path) {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn a_pipe_is_refused_at_once_though_it_takes_the_place_of_a_file_behind_the_first_look() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe.txt");
        fifo(&path);
        for error in [open(&path), open_no_link(&path), opened(&path, 0)].map(Result::unwrap_err) {
            assert!(error.to_string().contains("it is a named pipe, no file"), "{error}");
        }
    }

    #[test]
    fn a_link_is_followed_only_where_it_may_be_and_never_to_a_pipe() {
        let folder = tempfile::tempdir().unwrap();
        let [file, pipe, link, to_pipe] = ["file", "pipe", "link", "to_pipe"].map(|name| folder.path().join(name));
        fs::write(&file, "Text.").unwrap();
        fifo(&pipe);
        symlink(&file, &link).unwrap();
        symlink(&pipe, &to_pipe).unwrap();
        assert!(open(&file).is_ok() && open_no_link(&file).is_ok() && open(&link).is_ok());
        assert!(open(&to_pipe).is_err() && opened(&link, NO_LINK).is_err());
        assert!(open_no_link(&link).unwrap_err().to_string().contains("it is a link"));
        assert!(open(folder.path()).unwrap_err().to_string().contains("it is a folder"));
        assert!(open(Path::new("/dev/null")).unwrap_err().to_string().contains("it is a device"));
    }
}
