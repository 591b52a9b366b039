//! Opening files: of the articles' folder only those that hold their bytes themselves. A pipe would keep the program waiting for
//! ever, and a device or socket is no text. A file that the user names may be a pipe that somebody writes to.

use std::fs::{File, FileType, OpenOptions};
use std::io::{self, Read};
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

/// Opens a file that the user names, or the one that a link leads to, to be read from its beginning to its end: also a pipe, as
/// shells make of `<(...)`, that somebody writes to.
///
/// # Errors
/// As for [`open`], but for a pipe only where nobody writes to it.
pub fn open_named(path: &Path) -> Result<impl Read> {
    let kind = path.metadata()?.file_type();
    if !is_pipe(kind) {
        check(kind)?;
    }
    let mut file = open_at_once(path, 0)?;
    let kind = file.metadata()?.file_type();
    let first = match is_pipe(kind) {
        true => first_of_pipe(&mut file)?,
        false => check(kind).map(|()| Vec::new())?,
    };
    Ok(io::Cursor::new(first).chain(file))
}

/// Opens without waiting, since another file may be there by now, and looks at what is open.
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

/// How long somebody may take to begin to write to a pipe.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// What comes first out of a pipe that was opened without waiting, if there is any yet; from here on what isn't there yet is
/// waited for.
#[cfg(unix)]
fn first_of_pipe(pipe: &mut File) -> Result<Vec<u8>> {
    let (mut first, start) = (vec![0; 1 << 12], std::time::Instant::now());
    let read = loop {
        match pipe.read(&mut first) {
            // Nobody has opened its other end.
            Ok(0) if start.elapsed() < PATIENCE => std::thread::sleep(std::time::Duration::from_millis(5)),
            Ok(0) => bail!("it is a named pipe that nobody writes to: save its text as a file, and name that"),
            Ok(read) => break read,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => break 0,
            Err(error) => return Err(error).context("it can't be read"),
        }
    };
    first.truncate(read);
    let flags = rustix::fs::fcntl_getfl(&*pipe).context("it can't be read")?;
    rustix::fs::fcntl_setfl(&*pipe, flags - rustix::fs::OFlags::NONBLOCK).context("it can't be read")?;
    Ok(first)
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_fifo()
}

/// No pipe has a place among files here.
#[cfg(not(unix))]
fn first_of_pipe(_: &mut File) -> Result<Vec<u8>> {
    Ok(Vec::new())
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
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
        assert!(open_named(Path::new("/dev/zero")).err().unwrap().to_string().contains("it is a device"));
        assert!(open_named(folder.path()).err().unwrap().to_string().contains("it is a folder"));
    }

    #[test]
    fn a_pipe_that_the_user_names_is_read_where_somebody_writes_to_it_sooner_or_later() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        fifo(&path);
        let error = open_named(&path).err().unwrap().to_string();
        assert!(error.contains("nobody writes to"), "{error}");
        let text = "Text. ".repeat(50_000);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(std::time::Duration::from_millis(100));
                let mut pipe = OpenOptions::new().write(true).open(&path).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(100));
                io::Write::write_all(&mut pipe, text.as_bytes()).unwrap();
            });
            assert_eq!(io::read_to_string(open_named(&path).unwrap()).unwrap(), text);
        });
    }
}
