//! What was found of an article, as it is written on its page -> [`RawArticle`].

use crate::read::article::{LineMark, RawArticle};
use crate::read::collection::said::{author, language};
use crate::read::date;
use crate::read::lines::numbered;
use crate::read::metadata::Metadata;

/// The fields of an article, and its text.
#[derive(Clone, Debug, Default)]
pub struct FoundArticle {
    /// Its headline, as one line.
    pub title: String,
    /// The headings beside it.
    pub beside: Vec<String>,
    /// Where its date stands.
    pub date: String,
    /// Who published it.
    pub source: String,
    /// Who wrote it.
    pub author: String,
    /// The part of the newspaper.
    pub section: String,
    /// Its language, by its name or code.
    pub language: String,
    /// The lines below the headline.
    pub body: Vec<String>,
}

/// Adds a text to a field, after a space.
pub fn add(field: &mut String, text: &str) {
    if !field.is_empty() {
        field.push(' ');
    }
    field.push_str(&text.replace('\t', " "));
}

impl FoundArticle {
    /// Whether nothing of it was found.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.body.is_empty()
    }

    /// The article: its headline is its first line, too. Without a text it has no lines.
    pub fn article(self) -> RawArticle {
        let said = |text: &str| Some(text.trim().to_string()).filter(|text| !text.is_empty());
        let title = said(&self.title);
        let mut body = self.body.into_iter().peekable();
        let headings: Vec<String> = match body.peek() {
            Some(_) => title.clone().into_iter().chain(self.beside).collect(),
            None => Vec::new(),
        };
        let count = headings.len();
        let mut lines = numbered(headings.into_iter().chain(body));
        lines.iter_mut().take(count).for_each(|line| line.mark = LineMark::Heading);
        let metadata = Metadata {
            title,
            date: date::iso(&self.date),
            source: said(&self.source),
            author: said(author(&self.author)),
            section: said(&self.section),
            language: language(&self.language),
            ..Metadata::default()
        };
        RawArticle { metadata, lines, ..RawArticle::default() }
    }
}
