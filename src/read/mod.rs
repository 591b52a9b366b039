//! path -> [`Article`]: finds the articles of a folder and reads one at a time.

mod encoding;
mod metadata;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use unicode_normalization::UnicodeNormalization;

use crate::options::{CONFIGURATION, PARTS};

pub use metadata::Metadata;
pub use text::compose;

/// An article as it was saved: lines and what is known of it, nothing left out yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Path from the articles' folder, parts separated by `/`: unique in a corpus.
    pub document: String,
    /// The encoding of the file.
    pub encoding: &'static str,
    /// Other encodings that fit nearly as well, best first; empty where there is no doubt.
    pub candidates: Vec<&'static str>,
    /// What the front matter or `articles.csv` says.
    pub metadata: Metadata,
    /// The lines that hold text, in order.
    pub lines: Vec<Line>,
}

/// A line of an article that holds text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its text in NFC, white space at its ends kept.
    pub text: String,
}

/// A file turned into text: its lines and the metadata that it holds itself.
struct Content {
    encoding: &'static str,
    candidates: Vec<&'static str>,
    metadata: Metadata,
    lines: Vec<Line>,
}

/// Reads one file format, in the encoding that the user names, or in the one that fits. The error says what is wrong with
/// the file, where, and what to do.
type Reader = fn(&[u8], Option<&str>) -> Result<Content>;

/// The formats that can be read, by extension.
const FORMATS: &[(&str, Reader)] = &[("txt", text::read), ("md", text::read), ("markdown", text::read)];

/// The articles of a folder, not read yet.
#[derive(Debug)]
pub struct Corpus {
    folder: PathBuf,
    documents: Vec<String>,
    metadata: BTreeMap<String, Metadata>,
    encoding: Option<String>,
}

impl Corpus {
    /// Lists the articles below `input` in the order of their paths: all files of `input/articles`, or of `input`
    /// itself where there is no such folder. Hidden files, a README, the corpus's own settings and what
    /// a run wrote to `output` are no articles. A link, or a file of a format that can't be read, is listed, so that it can
    /// be reported.
    ///
    /// `encoding` names that of all files; without it each file's is found.
    ///
    /// # Errors
    /// `input` is missing, is no folder, holds no file, or its `articles.csv` is broken; there is no such encoding.
    pub fn open(input: &Path, output: &Path, encoding: Option<&str>) -> Result<Corpus> {
        encoding.map_or(Ok(()), encoding::check)?;
        if !input.exists() {
            bail!(
                "there is no folder {}: make it and put articles (.txt or .md) into it, or name another with --input",
                input.display()
            );
        }
        if !input.is_dir() {
            bail!("{} is a file: --input takes the folder that holds the articles", input.display());
        }
        let articles = input.join("articles");
        let folder = if articles.is_dir() { articles } else { input.to_path_buf() };
        let mut documents = Vec::new();
        let written = PARTS.map(|part| output.join(part).canonicalize().ok());
        list(&folder, "", &written, &mut documents)?;
        documents.sort();
        if documents.is_empty() {
            bail!("{} holds no article: put .txt or .md files into it", folder.display());
        }
        let metadata = metadata::read_table(input, &folder)?;
        Ok(Corpus { folder, documents, metadata, encoding: encoding.map(str::to_string) })
    }

    /// The articles' paths from their folder, in order.
    pub fn documents(&self) -> &[String] {
        &self.documents
    }

    /// The files that `articles.csv` names and the folder doesn't hold.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let documents: BTreeSet<String> = self.documents.iter().map(|document| document.nfc().collect()).collect();
        self.metadata.keys().map(String::as_str).filter(move |file| !documents.contains(*file))
    }

    /// Reads one article.
    ///
    /// # Errors
    /// The file can't be read, is of an unknown format, isn't text, or holds no text: what to do about it is said.
    pub fn read(&self, document: &str) -> Result<Article> {
        let path = self.folder.join(document);
        // A link could lead out of the folder, or round in a circle.
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink()) {
            bail!("it is a link: put the file or folder itself here");
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let Some((_, reader)) = FORMATS.iter().find(|(format, _)| *format == extension) else {
            let known: Vec<_> = FORMATS.iter().map(|(format, _)| format!(".{format}")).collect();
            bail!("its format is not one of {}: save it as plain text", known.join(", "));
        };
        let bytes = fs::read(&path).context("it can't be opened")?;
        let content = reader(&bytes, self.encoding.as_deref())?;
        if content.lines.is_empty() {
            bail!("it holds no text");
        }
        let metadata = match self.metadata.get(&document.nfc().collect::<String>()) {
            Some(row) => row.clone().over(content.metadata),
            None => content.metadata,
        };
        Ok(Article {
            document: document.to_string(),
            encoding: content.encoding,
            candidates: content.candidates,
            metadata,
            lines: content.lines,
        })
    }
}

/// Whether a file could be an article: it isn't hidden, and isn't one of the files that describe a corpus.
fn is_article(name: &str, prefix: &str) -> bool {
    let lower = name.to_lowercase();
    let describes = ["articles.csv", "readme.md", "readme.txt", "themes.toml", CONFIGURATION].contains(&lower.as_str());
    !(lower.starts_with('.')
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
        || prefix.is_empty() && describes)
}

/// Appends the files below `folder`, those of the folders `written` apart; `prefix` is the folder's path from the corpus,
/// ending in `/`, or empty.
fn list(folder: &Path, prefix: &str, written: &[Option<PathBuf>], documents: &mut Vec<String>) -> Result<()> {
    let unreadable = || format!("can't list the folder {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().with_context(unreadable)?.is_dir();
        if is_folder && !name.starts_with('.') {
            if !written.contains(&entry.path().canonicalize().ok()) {
                list(&entry.path(), &format!("{prefix}{name}/"), written, documents)?;
            }
        } else if !is_folder && is_article(&name, prefix) {
            documents.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
