//! What is known of an article beside its text: from front matter, a header, or `articles.csv`.

mod front_matter;
mod header;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use itertools::Itertools;
use unicode_normalization::UnicodeNormalization;

use super::composed::compose;
use super::date;
use super::file::CorpusFile;
use super::name::FileNames;
use super::table::NamedColumns;
use crate::encoding;
use crate::regular;
use crate::warning::Warning;

/// What a folder or a file says of an article; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The event that it belongs to.
    pub group: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its date, as written (ISO 8601 is best).
    pub date: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The part of the paper that it stood in.
    pub section: Option<String>,
    /// Its language, as a two-letter code.
    pub language: Option<String>,
}

impl Metadata {
    /// Splits what is above a text from it: front matter, or a header of fields. Returns what it says and the number of
    /// lines that it takes, 0 where there is none. Fields that are not known are passed over.
    pub fn split(text: &str) -> (Metadata, usize) {
        front_matter::split(text).or_else(|| header::split(text)).unwrap_or_default()
    }

    /// What these fields say, by their names.
    fn of(fields: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>) -> Metadata {
        let mut metadata = Metadata::default();
        fields.into_iter().for_each(|(key, value)| metadata.set(key.as_ref(), value.as_ref()));
        metadata
    }

    /// Its date as ISO 8601, as much of it as is known; `None` where it has none.
    pub fn iso_date(&self) -> Option<String> {
        date::iso(self.date.as_deref()?)
    }

    /// This over `below`: what is said here counts.
    pub fn over(self, below: Metadata) -> Metadata {
        Metadata {
            group: self.group.or(below.group),
            title: self.title.or(below.title),
            date: self.date.or(below.date),
            source: self.source.or(below.source),
            author: self.author.or(below.author),
            section: self.section.or(below.section),
            language: self.language.or(below.language),
        }
    }

    /// What it says in words.
    pub fn said(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.title, &mut self.source, &mut self.group, &mut self.author, &mut self.section].into_iter().flatten()
    }

    /// What the field of this name says, to group by.
    pub fn field(&self, name: &str) -> Option<&str> {
        match MetadataField::of(&bare_key(name))? {
            MetadataField::Group => self.group.as_deref(),
            MetadataField::Title => self.title.as_deref(),
            MetadataField::Date | MetadataField::Published => self.date.as_deref(),
            MetadataField::Source | MetadataField::Address => self.source.as_deref(),
            MetadataField::Author => self.author.as_deref(),
            MetadataField::Section => self.section.as_deref(),
            MetadataField::Language => self.language.as_deref(),
        }
    }

    /// The same with each text composed, one space between its words, and without those in which nothing can be seen.
    pub fn composed(self) -> Metadata {
        let tidy = |text: String| compose(&text).split_whitespace().join(" ");
        let compose = |text: Option<String>| text.map(tidy).filter(|text| !text.is_empty());
        Metadata {
            group: compose(self.group),
            title: compose(self.title),
            date: compose(self.date),
            source: compose(self.source),
            author: compose(self.author),
            section: compose(self.section),
            language: compose(self.language),
        }
    }

    fn set(&mut self, key: &str, value: &str) {
        let value: String = value.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        let Some(field) = MetadataField::of(&bare_key(key)).filter(|_| !value.is_empty()) else { return };
        match field {
            MetadataField::Group => self.group = Some(value),
            MetadataField::Title => self.title = Some(value),
            MetadataField::Date => self.date = Some(value),
            MetadataField::Published => _ = self.date.get_or_insert(value),
            MetadataField::Source => self.source = Some(value),
            MetadataField::Address => _ = self.source.get_or_insert(value),
            MetadataField::Author => self.author = Some(value),
            MetadataField::Section => self.section = Some(value),
            MetadataField::Language => self.language = Some(value),
        }
    }
}

/// What a field tells.
#[derive(Clone, Copy)]
enum MetadataField {
    Group,
    Title,
    Date,
    /// A date where no other is given.
    Published,
    Source,
    /// A source where no other is given.
    Address,
    Author,
    Section,
    Language,
}

impl MetadataField {
    /// The field of this name, see [`bare_key`].
    fn of(key: &str) -> Option<MetadataField> {
        Some(match key {
            "group" | "conference" | "event" | "nhóm" | "hộinghị" => MetadataField::Group,
            "title" | "headline" | "tiêuđề" | "tênbài" => MetadataField::Title,
            "date" | "ngày" => MetadataField::Date,
            "published" | "publishdate" | "publisheddate" | "publishedat" | "publishedon" | "datepublished"
            | "pubdate" | "publicationdate" | "ngàyđăng" | "ngàyxuấtbản" | "ngàyphát" => {
                MetadataField::Published
            }
            "source" | "publisher" | "publication" | "newspaper" | "nguồn" | "báo" => MetadataField::Source,
            "url" | "sourceurl" | "link" | "permalink" | "canonicalurl" | "canonical" | "address" | "đườngdẫn"
            | "liênkết" => MetadataField::Address,
            "author" | "authors" | "byline" | "tácgiả" | "phóngviên" => MetadataField::Author,
            "section" | "category" | "chuyênmục" => MetadataField::Section,
            "language" | "lang" | "ngônngữ" => MetadataField::Language,
            _ => return None,
        })
    }
}

/// The name of a field in lower case, without what separates its words.
fn bare_key(key: &str) -> String {
    key.nfc().collect::<String>().to_lowercase().replace(|c: char| c.is_whitespace() || matches!(c, '_' | '-'), "")
}

/// Whether `articles.csv` in the articles' folder is no table about files, but holds articles: it has a column for their
/// text, and none for files.
pub fn holds_articles(folder: &Path, columns: &NamedColumns) -> bool {
    let mut start = Vec::new();
    let file = regular::open(&folder.join("articles.csv"));
    let read = file.is_ok_and(|file| file.take(1 << 16).read_to_end(&mut start).is_ok());
    let text = String::from_utf8_lossy(&start);
    let header = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let names = || header.split([',', ';', '\t']).map(|name| name.trim().trim_matches('"'));
    read && names().any(|name| columns.is_text(name)) && !names().any(|name| name.eq_ignore_ascii_case("file"))
}

/// A cell without the apostrophe that keeps a spreadsheet from running it as a formula.
fn unguarded(cell: &str) -> &str {
    let begins = |text: &str| text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    cell.strip_prefix('\'').filter(|text| begins(text)).unwrap_or(cell)
}

/// Where `articles.csv` lies, from the `input` folder: in it, or in the articles' folder; `None` where there is none.
pub(super) fn table_name(input: &Path) -> Option<&'static str> {
    let is_there = |name: &&str| input.join(name).exists() && !input.join(name).is_dir();
    ["articles.csv", "articles/articles.csv"].into_iter().find(is_there)
}

/// Reads `articles.csv`: a header with `file` and any of group (or the column that is `named` for it), date, source, title,
/// language; commas, semicolons or tabs between. A name that isn't in `files` may have `\` between its parts. The warning is
/// that its encoding is in doubt.
pub(super) fn read_table(
    table: &CorpusFile,
    files: &FileNames,
    named: &NamedColumns,
) -> Result<(BTreeMap<String, Metadata>, Option<Warning>)> {
    let (mut articles, path) = (BTreeMap::new(), table.path());
    let name = path.display();
    // The user may have put a link there.
    let file = regular::open(path).map(|file| table.digested(file, true));
    let text = file.and_then(|file| encoding::read_from(file, path));
    let (text, doubt) = text.with_context(|| format!("can't read {name}"))?;
    // A line of Excel's that says what separates the cells.
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.trim().to_ascii_lowercase().starts_with("sep=") => rest,
        _ => &text,
    };
    let header = text.lines().next().unwrap_or_default();
    let delimiter = [';', '\t'].into_iter().find(|&mark| header.contains(mark)).unwrap_or(',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter as u8).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns = reader.headers().with_context(|| format!("{name} is broken"))?.clone();
    let Some(file_column) = columns.iter().position(|column| column.eq_ignore_ascii_case("file")) else {
        bail!("{name}: line 1 has no column `file`; it should read file,group,date,source,title");
    };
    for row in reader.records() {
        let row = row.with_context(|| format!("{name} is broken"))?;
        let line = row.position().map_or(0, csv::Position::line);
        // Spreadsheets leave empty rows behind.
        if row.iter().all(str::is_empty) {
            continue;
        }
        let mut metadata = Metadata::default();
        for (column, value) in columns.iter().zip(&row) {
            metadata.set(column, unguarded(value));
        }
        if named.names_group() {
            metadata.group = None;
            let group = columns.iter().zip(&row).find(|(column, _)| named.is_group(column));
            group.into_iter().for_each(|(_, group)| metadata.set("group", group));
        }
        let written = row.get(file_column).unwrap_or_default();
        let written: String = if files.hold(written) { written } else { unguarded(written) }.nfc().collect();
        let written = written.trim_start_matches("./");
        let file = if files.hold(written) { written.to_string() } else { written.replace('\\', "/") };
        let file = file.trim_start_matches("./").to_string();
        if row.iter().any(|cell| cell.contains('\n')) {
            bail!("{name}: line {line} goes on over the next: is a quotation mark missing?");
        }
        if file.is_empty() {
            bail!("{name}: line {line} names no file");
        }
        if articles.insert(file.clone(), metadata).is_some() {
            bail!("{name}: line {line} names {file} a second time");
        }
    }
    Ok((articles, doubt))
}
