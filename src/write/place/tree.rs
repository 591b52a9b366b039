//! Files and folders, by their paths.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, ensure};
use serde::de::DeserializeOwned;

use crate::regular::open_no_link;

/// File systems know no longer names, in bytes.
pub const LONGEST: usize = 255;

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A hidden name beside a path, with an ending of its own; `None` where the path has no name.
pub fn hidden(path: &Path, ending: &str) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name()?);
    name.push(ending);
    Some(path.with_file_name(name))
}

/// What lies in a folder, deep down, but for these names at the top: files and links by their path from it, and all folders.
pub fn contents(folder: &Path, but: &[&str]) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut files, mut folders, mut open) = (Vec::new(), Vec::new(), vec![PathBuf::new()]);
    while let Some(within) = open.pop() {
        for entry in fs::read_dir(folder.join(&within))? {
            let entry = entry?;
            let path = within.join(entry.file_name());
            if within.as_os_str().is_empty() && but.iter().any(|name| path == Path::new(name)) {
                continue;
            }
            match entry.file_type()?.is_dir() {
                true => {
                    folders.push(path.clone());
                    open.push(path);
                }
                false => files.push(path),
            }
        }
    }
    Ok((files, folders))
}

/// Whether a path leads from a folder to something in it.
pub fn stays_within(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Makes the folder that a file is to lie in within another folder.
///
/// # Errors
/// It can't be made, or leads out of the folder.
pub fn make_folder(folder: &Path, file: &Path) -> io::Result<()> {
    if !stays_within(file) {
        return Err(io::Error::other(format!("{} leads out of the folder", file.display())));
    }
    let mut path = folder.to_path_buf();
    for name in file.parent().into_iter().flatten() {
        path.push(name);
        match path.symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(io::Error::other(format!("{} is no folder", path.display()))),
            Err(_) => fs::create_dir(&path)?,
        }
    }
    Ok(())
}

/// No list that a run writes of its files is longer, in bytes.
const LONGEST_LIST: u64 = 100_000_000;

/// Reads a list that a run wrote as JSON.
///
/// # Errors
/// It can't be read, or is no such list.
pub fn read_list<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let mut text = Vec::new();
    // A pipe would never end, and a link may lead anywhere.
    open_no_link(path)?.take(LONGEST_LIST + 1).read_to_end(&mut text)?;
    ensure!(text.len() as u64 <= LONGEST_LIST, "it is too long");
    Ok(serde_json::from_slice(&text)?)
}

/// The path, or one like it under which nothing lies.
pub fn free(path: PathBuf) -> PathBuf {
    let numbered = (2..).map(|number: u32| {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{number}"));
        path.with_file_name(name)
    });
    let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
    std::iter::once(path.clone()).chain(numbered).find(is_free).unwrap_or(path)
}

/// Waits until the folders within a folder, and the folder itself, are on the disk.
pub fn sync_folders(folder: &Path) -> io::Result<()> {
    let (_, folders) = contents(folder, &[])?;
    folders.iter().map(|path| folder.join(path)).chain([folder.to_path_buf()]).try_for_each(|path| sync_folder(&path))
}

/// The same for one folder; where folders can't be opened the system sees to them by itself.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Whether both lie on one file system.
#[cfg(unix)]
pub fn is_same_device(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
    device(left).is_some() && device(left) == device(right)
}

/// Whether both are one file under two names.
#[cfg(unix)]
pub fn is_same_file(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |path: &Path| path.symlink_metadata().map(|metadata| (metadata.dev(), metadata.ino())).ok();
    number(left).is_some() && number(left) == number(right)
}

/// Whether the file system lets nobody change or delete something, whatever its rights are (`chattr +i`, `chflags uchg`).
#[cfg(target_os = "linux")]
pub fn is_protected(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let protecting = StatxAttributes::IMMUTABLE | StatxAttributes::APPEND;
    statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.intersects(protecting))
}

#[cfg(target_os = "macos")]
pub fn is_protected(path: &Path) -> bool {
    use std::os::macos::fs::MetadataExt;
    // UF_IMMUTABLE, UF_APPEND, SF_IMMUTABLE and SF_APPEND of <sys/stat.h>.
    const PROTECTING: u32 = 0x2 | 0x4 | 0x2_0000 | 0x4_0000;
    path.symlink_metadata().is_ok_and(|metadata| metadata.st_flags() & PROTECTING > 0)
}

/// What can't be replaced is found out when it is tried here.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub fn is_protected(_: &Path) -> bool {
    false
}

/// Nothing changes places here.
#[cfg(not(unix))]
pub fn is_same_device(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(not(unix))]
pub fn is_same_file(_: &Path, _: &Path) -> bool {
    false
}
