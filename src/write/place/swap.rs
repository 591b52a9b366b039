//! Two folders exchange their names: the change that a reader sees whole or not at all.

use std::fs;
use std::io;
use std::path::Path;

use super::before::Before;
use super::lock::LOCK;
use super::tree::{contents, folder_of, is_protected, sync_folder, sync_folders};
use super::work::{Work, rescue};

/// Gives the folder that was written to the output's name and the output its. The user's files get a second name in the
/// new folder before, so that they are in both; `false` where the file system can't do that, and nothing was changed.
///
/// # Errors
/// The folders have changed places, but a file of the user's that came in between can't be moved to the new one: the old one
/// is kept.
pub fn swap(work: &mut Work, target: &Path, before: &Before) -> io::Result<bool> {
    if !work.is_beside {
        return Ok(false);
    }
    let prepared = link(&work.path, target, before).and_then(|()| work.is_building(false));
    let prepared = prepared.and_then(|()| sync_folders(&work.path));
    if prepared.and_then(|()| exchange(&work.path, target)).is_err() {
        work.is_building(true)?;
        return Ok(false);
    }
    // Where it fails, what a reader sees is right all the same.
    let _ = sync_folder(folder_of(target));
    let rescued = rescue(&work.path, target, &|name| before.is_ours(name));
    if rescued.is_err() {
        work.keep();
    }
    rescued.map(|()| true)
}

/// Gives all that a run may not replace a second name in the new folder: the user's files, and the lock.
fn link(new: &Path, target: &Path, before: &Before) -> io::Result<()> {
    let (files, folders) = contents(target, &[LOCK])?;
    // The old ones can't be cleared afterwards.
    if folders.iter().any(|folder| is_protected(&target.join(folder))) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut made = Vec::new();
    for folder in &folders {
        match fs::create_dir(new.join(folder)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            result => result.map(|()| made.push(folder))?,
        }
        dress(&new.join(folder), &target.join(folder))?;
    }
    for file in files.iter().filter(|file| !file.to_str().is_some_and(|name| before.is_ours(name))) {
        fs::hard_link(target.join(file), new.join(file))?;
    }
    fs::hard_link(target.join(LOCK), new.join(LOCK))?;
    // What is put into a folder changes its time.
    made.iter().try_for_each(|folder| set_time(&new.join(folder), &target.join(folder)))?;
    dress(new, target)
}

/// Gives a folder in which nothing else is new the time of the old one.
#[cfg(unix)]
fn set_time(new: &Path, old: &Path) -> io::Result<()> {
    let modified = fs::metadata(old)?.modified()?;
    fs::File::open(new)?.set_modified(modified)
}

/// No folders change places here.
#[cfg(not(unix))]
fn set_time(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives a new folder the rights and the owner of the old one.
fn dress(new: &Path, old: &Path) -> io::Result<()> {
    let metadata = fs::metadata(old)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let made = fs::metadata(new)?;
        if (made.uid(), made.gid()) != (metadata.uid(), metadata.gid()) {
            chown(new, Some(metadata.uid()), Some(metadata.gid()))?;
        }
    }
    fs::set_permissions(new, metadata.permissions())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(left: &Path, right: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, left, CWD, right, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
