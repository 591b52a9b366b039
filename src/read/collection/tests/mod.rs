//! Exports as press databases write them, in words of our own.

mod europresse;
mod factiva;
mod nexis_documents;
mod nexis_lines;
mod nexis_uni;
mod no_collection;
mod proquest;

use super::{Split, split};
use crate::read::article::{LineMark, RawArticle, RawLine};
use crate::read::text;

/// An article as it should be found: title, date, paper, author, section, language, text.
pub struct Expected {
    pub title: &'static str,
    pub date: &'static str,
    pub source: &'static str,
    pub author: &'static str,
    pub section: &'static str,
    pub language: &'static str,
    pub text: &'static [&'static str],
}

/// Nothing is known of it.
pub const NONE: Expected =
    Expected { title: "", date: "", source: "", author: "", section: "", language: "", text: &[] };

/// A text file.
pub fn file(text: &str) -> RawArticle {
    let (metadata, lines) = text::parse(text).unwrap();
    RawArticle { encoding: Some("UTF-8"), metadata, lines, ..RawArticle::default() }
}

/// The paragraphs of a document in which empty ones have no number.
pub fn document(text: &str) -> RawArticle {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines = lines.zip(1..).map(|(line, number)| RawLine::new(number, line)).collect();
    RawArticle { lines, ..RawArticle::default() }
}

/// The articles in a file.
pub fn articles(content: RawArticle) -> Vec<RawArticle> {
    match split(content) {
        Split::Many(articles) => articles,
        Split::One(_) => panic!("no collection"),
        Split::Unknown { guessed } => panic!("unknown, about {guessed}"),
    }
}

/// Checks the articles in a file: the title is the heading above the text where there is any.
pub fn holds(content: RawArticle, expected: &[Expected]) {
    let found = articles(content);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (article, expected) in found.iter().zip(expected) {
        let said = &article.metadata;
        let said = [&said.title, &said.date, &said.source, &said.author, &said.section, &said.language]
            .map(|field| field.as_deref().unwrap_or_default());
        let Expected { title, date, source, author, section, language, text } = expected;
        assert_eq!(said, [*title, *date, *source, *author, *section, *language]);
        let counted = article.lines.iter().filter(|line| line.mark != LineMark::Outside);
        let lines: Vec<&str> = counted.map(|line| line.text.as_str()).collect();
        let heading = Some(*title).filter(|title| !title.is_empty() && !text.is_empty());
        let all: Vec<&str> = heading.into_iter().chain(text.iter().copied()).collect();
        assert_eq!(lines, all, "{title}");
        assert!(heading.is_none() || article.lines[0].mark == LineMark::Heading);
        assert!(article.lines.windows(2).all(|pair| pair[0].number <= pair[1].number), "{:?}", article.lines);
    }
}
