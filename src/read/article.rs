//! An article, and what it is before its letters are composed: the types that every reader of a format makes.

use std::collections::BTreeSet;

use super::composed::Composed;
use super::letters::LegacyLetters;
use super::metadata::Metadata;

/// Most bytes of a file that is one article, and of the text that it is packed in: a hundred long books.
pub const MOST_BYTES: u64 = 50_000_000;

/// An article as it was saved: lines and what is known of it, nothing left out yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What is known of it beside its lines.
    pub origin: Origin,
    /// The lines that hold text, in order.
    pub lines: Vec<Line>,
}

/// Where an article comes from, and what is known of it beside its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Path from the articles' folder, parts separated by `/`, bytes that are no text escaped (`\xE9`): unique in a corpus.
    pub document: String,
    /// The encoding of the file, and what its letters had to be turned from; `None` where its format leaves no choice and
    /// nothing was turned.
    pub encoding: Option<String>,
    /// Other encodings that fit nearly as well, best first; empty where there is no doubt.
    pub candidates: Vec<&'static str>,
    /// What the front matter or `articles.csv` says.
    pub metadata: Metadata,
    /// Its date where neither `metadata` nor a line near its headline says one.
    pub second_date: Option<String>,
    /// The database or program that wrote its file, where the form of the file tells.
    pub form: Option<&'static str>,
    /// What the user should know of the table that it is in, which its first article says; or of its file.
    pub note: Option<String>,
}

impl Origin {
    /// The same with the date that counts: what is said of the article, or what `seen` finds in it, or its second.
    pub fn dated(self, seen: impl FnOnce() -> Option<String>) -> Origin {
        let date = self.metadata.date.or_else(seen).or_else(|| self.second_date.clone());
        Origin { metadata: Metadata { date, ..self.metadata }, ..self }
    }
}

/// A line of an article that holds text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1; where the format has no lines, its place among those that are read.
    pub number: usize,
    /// Its text, white space at its ends kept.
    pub text: Composed,
    /// What its format says of it.
    pub mark: LineMark,
}

/// What a format says of a line beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineMark {
    /// Nothing.
    #[default]
    Text,
    /// It is a heading.
    Heading,
    /// It is the caption of a picture.
    Caption,
    /// It is nothing but links to other pages, or the teaser of one.
    Link,
    /// It is outside the article's part of the page: menu, side box, footer, comments.
    Outside,
}

impl Line {
    /// A line that isn't marked.
    pub fn new(number: usize, text: impl AsRef<str>) -> Line {
        Line { number, text: Composed::new(text.as_ref()), mark: LineMark::Text }
    }
}

/// A line as the reader of its format finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLine {
    /// See [`Line::number`].
    pub number: usize,
    /// Its text, letters and invisible characters as they are there.
    pub text: String,
    /// See [`Line::mark`].
    pub mark: LineMark,
}

impl RawLine {
    /// A line that isn't marked.
    pub fn new(number: usize, text: impl Into<String>) -> RawLine {
        RawLine { number, text: text.into(), mark: LineMark::Text }
    }

    /// The line as it is counted; `None` where nobody sees anything in it.
    pub fn composed(self) -> Option<Line> {
        let line = Line { number: self.number, text: Composed::new(&self.text), mark: self.mark };
        (!line.text.trim().is_empty()).then_some(line)
    }
}

/// A file turned into text: its lines and the metadata that it holds itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawArticle {
    /// The encoding of the file; `None` where its format leaves no choice.
    pub encoding: Option<&'static str>,
    /// See [`Origin::candidates`].
    pub candidates: Vec<&'static str>,
    /// What the file says itself.
    pub metadata: Metadata,
    /// See [`Origin::second_date`].
    pub second_date: Option<String>,
    /// See [`Origin::form`].
    pub form: Option<&'static str>,
    /// See [`Origin::note`].
    pub note: Option<String>,
    /// The letters of old fonts that text was turned from where its font is named.
    pub letters: BTreeSet<LegacyLetters>,
    /// Its lines, as they are there.
    pub lines: Vec<RawLine>,
}

impl RawArticle {
    /// All that is text in it.
    pub fn texts(&mut self) -> Vec<&mut String> {
        self.lines.iter_mut().map(|line| &mut line.text).chain(self.metadata.said()).collect()
    }
}

/// What the bytes of a file hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Articles {
    /// One article: the document has the name of the file.
    One(Box<RawArticle>),
    /// A collection: each document is named by its number, `file#1`.
    Many(Vec<RawArticle>),
}

/// What is said of a file that is larger than `most` bytes.
pub fn too_large(most: u64) -> String {
    format!("it is larger than {} MB: split it", most / 1_000_000)
}
