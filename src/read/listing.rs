//! The files below a folder that could be articles.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{partition, results};
use crate::options::{CONFIGURATION, PARTS};

/// What stands below a folder.
#[derive(Default)]
pub struct Listing {
    /// The files, as paths from the folder.
    pub documents: Vec<String>,
    /// Folders that hold what an earlier run wrote.
    pub results: Vec<String>,
}

/// Whether a file could be an article: it isn't hidden, isn't one of the files that describe a corpus, and no mark of a program
/// that writes tables.
fn is_article(name: &str, prefix: &str) -> bool {
    let lower = name.to_lowercase();
    let describes = ["articles.csv", "readme.md", "readme.txt", "themes.toml", "priorities.toml", CONFIGURATION]
        .contains(&lower.as_str());
    !(lower.starts_with('.')
        || partition::is_mark(name)
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
        || prefix.is_empty() && describes)
}

/// Whether a folder holds the pictures and scripts of a page beside it, as browsers save them.
fn belongs_to_page(folder: &Path, name: &str) -> bool {
    let page = name.strip_suffix("_files");
    page.is_some_and(|page| ["html", "htm"].iter().any(|kind| folder.join(format!("{page}.{kind}")).is_file()))
}

/// Appends the files below `folder`, but for what is kept `apart` and what an earlier run wrote; `prefix` is the folder's path
/// from the corpus, ending in `/`, or empty.
pub fn list(folder: &Path, prefix: &str, apart: &[PathBuf], listing: &mut Listing) -> Result<()> {
    let is_apart = |path: &Path| {
        apart
            .iter()
            .any(|known| known.file_name() == path.file_name() && path.canonicalize().is_ok_and(|path| path == *known))
    };
    let holds_results = results::is_folder(folder);
    if holds_results && !is_apart(&folder.join(PARTS[0])) {
        let name = prefix.trim_end_matches('/');
        listing.results.push(if name.is_empty() { ".".to_string() } else { name.to_string() });
    }
    let unreadable = || format!("can't list the folder {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().with_context(unreadable)?.is_dir();
        if holds_results && PARTS.contains(&name.as_str()) || is_apart(&entry.path()) {
            continue;
        }
        if is_folder && !name.starts_with('.') && !belongs_to_page(folder, &name) {
            list(&entry.path(), &format!("{prefix}{name}/"), apart, listing)?;
        } else if !is_folder && is_article(&name, prefix) {
            listing.documents.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
