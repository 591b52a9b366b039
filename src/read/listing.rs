//! The files below a folder that could be articles.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::file::CorpusFile;
use super::{name, partition, results};
use crate::options::{CONFIGURATION, PARTS};

/// What is below a folder.
#[derive(Default)]
pub struct Listing {
    /// The files.
    pub documents: Vec<Listed>,
    /// Folders that hold what an earlier run wrote, as paths from the folder.
    pub results: Vec<String>,
}

/// A file, or a folder whose files can't be told.
#[derive(Debug)]
pub struct Listed {
    /// Its path from the folder, see [`name::text`]; that of a folder ends in `/`.
    pub name: String,
    /// The file; or why the folder can't be listed.
    pub file: Result<CorpusFile, String>,
}

impl Listed {
    /// A file whose path is its name, too.
    pub fn file(path: &Path) -> Listed {
        Listed { name: name::text(path.as_os_str()), file: Ok(CorpusFile::new(path.to_path_buf())) }
    }
}

/// Whether a file could be an article: it isn't hidden, isn't one of the files that describe a corpus, and is no mark
/// of a program that writes tables.
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
    page.is_some_and(|page| {
        ["html", "htm"].iter().any(|kind| folder.join(name::file(&format!("{page}.{kind}"))).is_file())
    })
}

/// The files below `folder`, except what is kept `apart` and what an earlier run wrote. A folder below it that can't be
/// listed is listed like a file.
///
/// # Errors
/// The folder itself can't be listed.
pub fn list(folder: &Path, apart: &[PathBuf]) -> Result<Listing> {
    let mut listing = Listing::default();
    let listed = list_below(folder, "", apart, &mut listing);
    listed.with_context(|| format!("can't list the folder {}", folder.display()))?;
    Ok(listing)
}

/// Appends them; `prefix` is the folder's path from the corpus, ending in `/`, or empty.
fn list_below(folder: &Path, prefix: &str, apart: &[PathBuf], listing: &mut Listing) -> io::Result<()> {
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
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, path) = (name::text(&entry.file_name()), entry.path());
        if holds_results && PARTS.contains(&name.as_str()) || is_apart(&path) {
            continue;
        }
        let is_folder = is_folder(&entry);
        if is_folder && !name.starts_with('.') && !belongs_to_page(folder, &name) {
            let name = format!("{prefix}{name}/");
            if let Err(error) = list_below(&path, &name, apart, listing) {
                let why = format!("its files can't be listed ({error}): change who may read it, or take it away");
                listing.documents.push(Listed { name, file: Err(why) });
            }
        } else if !is_folder && is_article(&name, prefix) {
            listing.documents.push(Listed { name: format!("{prefix}{name}"), file: Ok(CorpusFile::new(path)) });
        }
    }
    Ok(())
}

/// Whether it is a folder; where this can't be told, since it is no longer there, an error comes when it is read.
fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_dir())
}
