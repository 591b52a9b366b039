//! Whether the path of a file in an archive is one to read.

use anyhow::{Result, bail};

use super::{NESTED, is_archive};
use crate::read::partition::is_mark;

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Files that are put in by macOS and Windows.
fn is_of_system(path: &str) -> bool {
    let name = file_name(path).to_lowercase();
    path.starts_with("__MACOSX/")
        || name.starts_with("._")
        || [".ds_store", "thumbs.db", "desktop.ini"].contains(&name.as_str())
}

/// Whether a file is no article, but what systems and programs put in.
pub(super) fn is_passed_over(path: &str) -> bool {
    is_of_system(path) || is_mark(file_name(path))
}

/// Says what is wrong with a path.
pub(super) fn check(path: &str) -> Result<()> {
    let mut parts = path.split('/');
    let has_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with('/') || has_drive {
        bail!("its path is absolute: pack the folder anew");
    }
    if parts.clone().any(|part| part == "..") {
        bail!("its path leads out of the archive: pack the folder anew");
    }
    if parts.any(|part| part.starts_with('.')) {
        bail!("it is hidden (a name that begins with a dot): rename it");
    }
    if is_archive(path) {
        bail!(NESTED);
    }
    Ok(())
}
