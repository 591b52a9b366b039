//! path -> [`Article`]: finds the articles of a folder and reads one at a time.

mod metadata;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

pub use metadata::Metadata;

/// An article as it was saved: lines and what is known of it, nothing left out yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Path from the articles' folder, parts separated by `/`: unique in a corpus.
    pub document: String,
    /// The encoding of the file.
    pub encoding: &'static str,
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
    metadata: Metadata,
    lines: Vec<Line>,
}

/// Reads one file format. The error says what is wrong with the file, where, and what to do.
type Reader = fn(&[u8]) -> Result<Content>;

/// The formats that can be read, by extension.
const FORMATS: &[(&str, Reader)] = &[("txt", text::read), ("md", text::read), ("markdown", text::read)];

/// The articles of a folder, not read yet.
#[derive(Debug)]
pub struct Corpus {
    folder: PathBuf,
    documents: Vec<String>,
    metadata: BTreeMap<String, Metadata>,
}

impl Corpus {
    /// Lists the articles below `input` in the order of their paths: all files of `input/articles`, or of `input`
    /// itself where there is no such folder. Hidden files, links, README files, the corpus's own settings and what lies in
    /// `output` are no articles. A file of a format that can't be read is listed, so that it can be reported.
    ///
    /// # Errors
    /// `input` is missing, is no folder, holds no file, or its `articles.csv` is broken.
    pub fn open(input: &Path, output: &Path) -> Result<Corpus> {
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
        list(&folder, "", output.canonicalize().ok().as_deref(), &mut documents)?;
        documents.sort();
        if documents.is_empty() {
            bail!("{} holds no article: put .txt or .md files into it", folder.display());
        }
        let metadata = metadata::read_table(input, &folder)?;
        Ok(Corpus { folder, documents, metadata })
    }

    /// The articles' paths from their folder, in order.
    pub fn documents(&self) -> &[String] {
        &self.documents
    }

    /// The files that `articles.csv` names and the folder doesn't hold.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.metadata
            .keys()
            .map(String::as_str)
            .filter(|file| self.documents.binary_search_by(|document| document.as_str().cmp(file)).is_err())
    }

    /// Reads one article.
    ///
    /// # Errors
    /// The file can't be read, is of an unknown format, isn't text, or holds no text: what to do about it is said.
    pub fn read(&self, document: &str) -> Result<Article> {
        let path = self.folder.join(document);
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let Some((_, reader)) = FORMATS.iter().find(|(format, _)| *format == extension) else {
            let known: Vec<_> = FORMATS.iter().map(|(format, _)| format!(".{format}")).collect();
            bail!("its format is not one of {}: save it as plain text", known.join(", "));
        };
        let bytes = fs::read(&path).context("it can't be opened")?;
        let content = reader(&bytes)?;
        if content.lines.is_empty() {
            bail!("it holds no text");
        }
        let metadata = match self.metadata.get(document) {
            Some(row) => row.clone().over(content.metadata),
            None => content.metadata,
        };
        Ok(Article { document: document.to_string(), encoding: content.encoding, metadata, lines: content.lines })
    }
}

/// Files that belong to a corpus but are no articles.
fn is_article(name: &str) -> bool {
    let lower = name.to_lowercase();
    !(lower.starts_with('.')
        || lower.starts_with("readme")
        || ["articles.csv", "themes.toml", crate::options::CONFIGURATION, "thumbs.db", "desktop.ini"]
            .contains(&lower.as_str()))
}

/// Appends the files below `folder` that are not in `output`; `prefix` is the folder's path from the corpus, ending in
/// `/`, or empty.
fn list(folder: &Path, prefix: &str, output: Option<&Path>, documents: &mut Vec<String>) -> Result<()> {
    let unreadable = || format!("can't list the folder {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link could lead out of the folder, or round in a circle.
        let kind = entry.file_type().with_context(unreadable)?;
        if kind.is_dir() && !name.starts_with('.') {
            if output.is_none_or(|output| entry.path().canonicalize().is_ok_and(|path| path != output)) {
                list(&entry.path(), &format!("{prefix}{name}/"), output, documents)?;
            }
        } else if kind.is_file() && is_article(&name) {
            documents.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
