//! What a run says of one document: its row, its removed lines, and the passage behind every hit.

mod passages;

use std::fmt;

use crate::clean::{Document, Removed};
use crate::count::{LexicalDiversity, Size};
use crate::damage::Damage;
use crate::duplicates::First;
use crate::group::Assigned;
use crate::language::canonical_code;
use crate::read::Origin;
use crate::warning::Warning;
use crate::words::Words;

pub use passages::{CONTEXT, Passage, Sentence, Statement, passages, sentences, statements};

/// What is known of one document once it has been counted; its text is gone.
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
    /// Who wrote it, from metadata.
    pub author: Option<String>,
    /// The part of the paper that it stood in, from metadata.
    pub section: Option<String>,
    /// Its language's code; `None` where it wasn't read.
    pub language: Option<String>,
    /// The code of a language that its metadata states, where there is no such language.
    pub unknown_language: Option<String>,
    /// The file's encoding, and the letters it was turned from; `None` where it wasn't read, or there is nothing to say.
    pub encoding: Option<String>,
    /// Other encodings that fit nearly as well.
    pub candidates: Vec<&'static str>,
    /// What the user should know of the table that it is in.
    pub note: Option<String>,
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
    /// The clauses that speak of any theme, in order.
    pub sentences: Vec<Sentence>,
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
    /// Its text is damaged.
    Damaged(Damage),
    /// It gives nothing to count, and why.
    LeftOut(String),
}

impl Status {
    /// What became of the document, as a reader is told.
    pub fn words(&self) -> Words<String> {
        match self {
            Status::Counted => Words::new("counted", "được tính").into(),
            Status::NoGroup => Words::new("no group", "không thuộc nhóm nào, không được tính").into(),
            Status::Duplicate(First { document, similarity, .. }) => Words::each(|labels| {
                let alike = labels.percent(100.0 * similarity, 0);
                labels.pick(
                    format!("duplicate of {document} ({alike} alike)"),
                    format!("trùng với {document} (giống nhau {alike})"),
                )
            }),
            Status::Damaged(damage) => {
                let Words { en, vi } = damage.kind.words();
                Words::new(format!("damaged: {en}"), format!("bị hỏng, không được tính: {vi}"))
            }
            Status::LeftOut(why) => Words::new(format!("left out: {why}"), format!("bị loại: {why}")),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
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
    /// The clauses that speak of any theme.
    pub sentences: Vec<Sentence>,
}

impl Record {
    /// The record of a file that couldn't be read.
    pub fn unread(document: &str, why: String) -> Record {
        Record { document: document.to_string(), status: Status::LeftOut(why), ..Record::default() }
    }

    /// The record of a document.
    pub fn new(
        origin: Origin,
        document: Document,
        assigned: Assigned,
        language: String,
        damage: Option<Damage>,
        like: Option<First>,
        content: Option<Content>,
    ) -> Record {
        let headline = document.headline();
        let status = if document.paragraphs.is_empty() {
            Status::LeftOut("cleaning leaves no line of it; see removed_lines.csv".to_string())
        } else if let Some(damage) = damage {
            Status::Damaged(damage)
        } else if assigned.group.is_none() {
            Status::NoGroup
        } else {
            match &like {
                Some(first) if first.is_repeated => Status::Duplicate(first.clone()),
                _ => Status::Counted,
            }
        };
        let (size, diversity) = content.as_ref().map(|content| (content.size, content.diversity)).unzip();
        let Content { passages, statements, sentences, .. } = content.unwrap_or_default();
        Record {
            title: origin.metadata.title.or(headline),
            date: origin.metadata.date,
            source: origin.metadata.source,
            author: origin.metadata.author,
            section: origin.metadata.section,
            language: Some(language),
            unknown_language: origin.metadata.language.filter(|code| canonical_code(code).is_err()),
            encoding: origin.encoding,
            candidates: origin.candidates,
            note: origin.note,
            characters: document.paragraphs.iter().map(|paragraph| paragraph.text.chars().count() as u64).sum(),
            paragraphs: document.paragraphs.len() as u64,
            size,
            diversity,
            removed: document.removed,
            passages,
            statements,
            sentences,
            status,
            like,
            document: origin.document,
            assigned,
        }
    }

    /// What the user should know of.
    pub fn warnings(&self) -> impl Iterator<Item = Warning> {
        let document = self.document.clone();
        let doubt = self.encoding.clone().filter(|_| !self.candidates.is_empty()).map(|encoding| Warning::Encoding {
            document: document.clone(),
            encoding,
            candidates: self.candidates.clone(),
        });
        let language = self.unknown_language.clone().map(|code| Warning::Language {
            document: document.clone(),
            code,
            language: self.language.clone().unwrap_or_default(),
        });
        let note = self.note.clone().map(|note| Warning::Table { document: document.clone(), note });
        let status = match &self.status {
            Status::LeftOut(why) => Some(Warning::LeftOut { document, why: why.clone() }),
            Status::Damaged(damage) => Some(Warning::Damaged { document, damage: damage.to_string() }),
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
        doubt.into_iter().chain(language).chain(note).chain(status).chain(twin)
    }
}
