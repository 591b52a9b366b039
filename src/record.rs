//! What a run says of one document: its row, its removed lines, and the passage behind every hit.

use std::collections::BTreeSet;
use std::fmt;

use crate::clean::{Cleaned, Paragraph, Removed};
use crate::count::{LexicalDiversity, Size};
use crate::duplicates::First;
use crate::group::Assigned;
use crate::language::Tokens;
use crate::priority::{Judge, Verdict};
use crate::read::Article;
use crate::themes::{Hit, Themes};
use crate::warning::Warning;

/// What is known of one document when it has been through the house; its text is gone.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Path from the articles' folder.
    pub document: String,
    /// Its group and the evidence.
    pub assigned: Assigned,
    /// Title, from metadata or from the headline.
    pub title: Option<String>,
    /// Date, from metadata.
    pub date: Option<String>,
    /// Who published it, from metadata.
    pub source: Option<String>,
    /// Its language's code; `None` where it wasn't read.
    pub language: Option<String>,
    /// The file's encoding; `None` where it wasn't read, or its format leaves no choice.
    pub encoding: Option<&'static str>,
    /// Other encodings that fit nearly as well.
    pub candidates: Vec<&'static str>,
    /// Characters of the lines that were kept.
    pub characters: u64,
    /// Lines that were kept.
    pub paragraphs: u64,
    /// Clauses, tokens, types; `None` where they weren't counted.
    pub size: Option<Size>,
    /// How varied its words are; `None` where they weren't counted.
    pub diversity: Option<LexicalDiversity>,
    /// The lines that were removed.
    pub removed: Vec<Removed>,
    /// The passage behind each hit, in order.
    pub passages: Vec<Passage>,
    /// The clauses that state a priority, in order.
    pub statements: Vec<Statement>,
    /// The document that it repeats, or is like though it belongs to another group.
    pub like: Option<First>,
    /// Whether it is counted.
    pub status: Status,
}

/// Whether a document is counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Status {
    /// It is.
    #[default]
    Counted,
    /// It belongs to no group.
    NoGroup,
    /// It repeats another.
    Duplicate(First),
    /// It gives nothing to count, and why.
    LeftOut(String),
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Status::Counted => f.write_str("counted"),
            Status::NoGroup => f.write_str("no group"),
            Status::Duplicate(First { document, similarity, .. }) => {
                write!(f, "duplicate of {document} ({:.0} % alike)", 100.0 * similarity)
            }
            Status::LeftOut(why) => write!(f, "left out: {why}"),
        }
    }
}

/// A keyword in its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The line in the file, from 1.
    pub line: u64,
    /// Where the match starts in the line, in characters.
    pub start: u64,
    /// Where it ends, excluded.
    pub end: u64,
    /// The clause's number in the document, from 1.
    pub clause: u64,
    /// The theme's id.
    pub theme: String,
    /// The keyword, as the dictionary writes it.
    pub keyword: String,
    /// What stands before the match.
    pub left: String,
    /// The match.
    pub matched: String,
    /// What stands behind it.
    pub right: String,
}

/// A clause that states a priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The line in the file, from 1.
    pub line: u64,
    /// Where the clause starts in the line, in characters.
    pub start: u64,
    /// Where it ends, excluded.
    pub end: u64,
    /// Its number in the document, from 1.
    pub clause: u64,
    /// What speaks for a priority: each class of cues with the words, or its place.
    pub cue: String,
    /// The ids of its themes, in the dictionary's order.
    pub themes: Vec<String>,
    /// Its text.
    pub text: String,
}

/// What a document that is counted holds.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// Its size.
    pub size: Size,
    /// How varied its words are.
    pub diversity: LexicalDiversity,
    /// The passage behind each hit.
    pub passages: Vec<Passage>,
    /// The clauses that state a priority.
    pub statements: Vec<Statement>,
}

impl Record {
    /// The record of a file that couldn't be read.
    pub fn unread(document: &str, why: String) -> Record {
        Record { document: document.to_string(), status: Status::LeftOut(why), ..Record::default() }
    }

    /// The record of a document.
    pub fn new(
        article: Article,
        cleaned: Cleaned,
        assigned: Assigned,
        language: String,
        like: Option<First>,
        content: Option<Content>,
    ) -> Record {
        let headline = cleaned.paragraphs.first().filter(|paragraph| paragraph.headline);
        let headline = headline.map(|paragraph| paragraph.text.trim().trim_start_matches('#').trim().to_string());
        let status = if cleaned.paragraphs.is_empty() {
            Status::LeftOut("cleaning leaves no line of it; see removed_lines.csv".to_string())
        } else if assigned.group.is_none() {
            Status::NoGroup
        } else {
            match &like {
                Some(first) if assigned.group.as_ref() == Some(&first.group) => Status::Duplicate(first.clone()),
                _ => Status::Counted,
            }
        };
        let (size, diversity) = content.as_ref().map(|content| (content.size, content.diversity)).unzip();
        let Content { passages, statements, .. } = content.unwrap_or_default();
        Record {
            title: article.metadata.title.or(headline),
            date: article.metadata.date,
            source: article.metadata.source,
            language: Some(language),
            encoding: article.encoding,
            candidates: article.candidates,
            characters: cleaned.paragraphs.iter().map(|paragraph| paragraph.text.chars().count() as u64).sum(),
            paragraphs: cleaned.paragraphs.len() as u64,
            size,
            diversity,
            removed: cleaned.removed,
            passages,
            statements,
            status,
            like,
            document: article.document,
            assigned,
        }
    }

    /// What the user should know of.
    pub fn warnings(&self) -> impl Iterator<Item = Warning> {
        let document = self.document.clone();
        let doubt = self.encoding.filter(|_| !self.candidates.is_empty()).map(|encoding| Warning::Encoding {
            document: document.clone(),
            encoding,
            candidates: self.candidates.clone(),
        });
        let status = match &self.status {
            Status::LeftOut(why) => Some(Warning::LeftOut { document, why: why.clone() }),
            Status::NoGroup => Some(Warning::NoGroup { document }),
            Status::Counted if self.assigned.is_tie => {
                Some(Warning::Tie { document, evidence: self.assigned.evidence.clone() })
            }
            Status::Duplicate(_) | Status::Counted => None,
        };
        let twin = self.like.as_ref().filter(|_| self.status == Status::Counted).map(|first| Warning::Twins {
            document: self.document.clone(),
            group: self.assigned.group.clone().unwrap_or_default(),
            first: first.document.clone(),
            first_group: first.group.clone(),
        });
        doubt.into_iter().chain(status).chain(twin)
    }
}

/// The passages behind the hits of a document, each with up to `context` characters on each side; `hits` has a list for
/// each paragraph.
pub fn passages(
    paragraphs: &[Paragraph],
    tokens: &Tokens,
    hits: &[Vec<Hit>],
    themes: &Themes,
    context: usize,
) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut clauses_before = 0;
    for ((paragraph, line), hits) in paragraphs.iter().zip(&tokens.lines).zip(hits) {
        let mut characters = Characters { text: &paragraph.text, byte: 0, character: 0 };
        passages.extend(hits.iter().map(|hit| {
            let bytes = line.word_range(&hit.units);
            let start = characters.at(bytes.start);
            let matched = &paragraph.text[bytes.clone()];
            Passage {
                line: paragraph.line as u64,
                start,
                end: start + matched.chars().count() as u64,
                clause: clauses_before + line.clause_of(hit.units.start) as u64 + 1,
                theme: themes.themes[hit.theme].id.clone(),
                keyword: themes.keywords[hit.keyword].text.clone(),
                left: context_before(&paragraph.text[..bytes.start], context),
                matched: matched.to_string(),
                right: context_behind(&paragraph.text[bytes.end..], context),
            }
        }));
        clauses_before += line.clauses.len() as u64;
    }
    passages
}

/// The clauses of a document that state a priority; `hits` has a list for each paragraph, `verdicts` one for each clause
/// by the rules of `judge`.
pub fn statements(
    paragraphs: &[Paragraph],
    tokens: &Tokens,
    hits: &[Vec<Hit>],
    themes: &Themes,
    judge: &Judge,
    verdicts: &[Verdict],
) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut verdicts = verdicts.iter().zip(1..);
    for ((paragraph, line), hits) in paragraphs.iter().zip(&tokens.lines).zip(hits) {
        let mut characters = Characters { text: &paragraph.text, byte: 0, character: 0 };
        for (units, (verdict, clause)) in line.clauses.iter().zip(&mut verdicts) {
            if !verdict.is_priority() {
                continue;
            }
            let place = line.word_range(units);
            let text = &paragraph.text[place.clone()];
            let start = characters.at(place.start);
            let of_clause = hits.iter().filter(|hit| units.contains(&hit.units.start)).map(|hit| hit.theme);
            let of_clause: BTreeSet<usize> = of_clause.collect();
            statements.push(Statement {
                line: paragraph.line as u64,
                start,
                end: start + text.chars().count() as u64,
                clause,
                cue: judge.explain(verdict, &paragraph.text, line),
                themes: of_clause.into_iter().map(|theme| themes.themes[theme].id.clone()).collect(),
                text: text.to_string(),
            });
        }
    }
    statements
}

/// How much context a passage shows on each side, in characters.
pub const CONTEXT: usize = 60;

/// The end of a text, cut between words.
fn context_before(text: &str, context: usize) -> String {
    let text = text.trim_end();
    let Some((before, _)) = text.char_indices().rev().nth(context) else { return text.trim().to_string() };
    cut(&text[before..], |kept| kept.split_once(char::is_whitespace).map(|(_, rest)| rest))
}

/// The beginning of a text, cut between words.
fn context_behind(text: &str, context: usize) -> String {
    let text = text.trim_start();
    let Some((last, character)) = text.char_indices().nth(context) else { return text.trim().to_string() };
    cut(&text[..last + character.len_utf8()], |kept| kept.rsplit_once(char::is_whitespace).map(|(rest, _)| rest))
}

/// The text without its broken word; a script without spaces is cut where it is.
fn cut(kept: &str, at_space: impl Fn(&str) -> Option<&str>) -> String {
    at_space(kept).unwrap_or(kept).trim().to_string()
}

/// Counts characters from one place of a text to the next, so that a long line is gone through once.
struct Characters<'a> {
    text: &'a str,
    byte: usize,
    character: u64,
}

impl Characters<'_> {
    /// The number of characters before a byte that isn't before the last one asked for.
    fn at(&mut self, byte: usize) -> u64 {
        self.character += self.text[self.byte..byte].chars().count() as u64;
        self.byte = byte;
        self.character
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_between_words() {
        // Fifteen words of three letters and the spaces between them are 59 characters.
        let text = "một ".repeat(30);
        assert_eq!(context_before(&text, CONTEXT), "một ".repeat(15).trim());
        assert_eq!(context_behind(&text, CONTEXT), "một ".repeat(15).trim());
        assert_eq!(
            (context_before("ngắn ", CONTEXT).as_str(), context_behind(" ngắn ", CONTEXT).as_str()),
            ("ngắn", "ngắn")
        );
    }

    #[test]
    fn context_of_a_script_without_spaces_is_cut_where_it_is() {
        let text = "字".repeat(100);
        assert_eq!(context_before(&text, CONTEXT).chars().count(), CONTEXT + 1);
        assert_eq!(context_behind(&text, CONTEXT).chars().count(), CONTEXT + 1);
    }
}
