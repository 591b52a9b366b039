//! A document between reading and counting.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use crate::clean::Cleaned;
use crate::damage::Damage;
use crate::duplicates::{First, Index, Sketch};
use crate::group::{Assigned, Names};
use crate::read::Article;
use crate::record::Record;
use crate::warning::Warning;

/// A document on its way, before it is counted.
pub enum Prepared {
    /// It couldn't be read.
    Unread(Box<Record>),
    /// It was.
    Read(Box<Document>),
}

/// A document that was read and cleaned.
pub struct Document {
    pub article: Article,
    pub cleaned: Cleaned,
    pub assigned: Assigned,
    pub language: String,
    /// What is wrong with its text; `None` where it is counted all the same.
    pub damage: Option<Damage>,
    /// `None` where it is not compared with others.
    pub sketch: Option<Sketch>,
    /// The document that it repeats, or is like.
    pub like: Option<First>,
}

impl Document {
    /// Whether it is in no count: it has no text, is damaged, or repeats one of its group.
    pub fn is_passed_over(&self) -> bool {
        self.cleaned.paragraphs.is_empty() || self.damage.is_some() || self.repeats()
    }

    /// Whether it repeats one of its group.
    fn repeats(&self) -> bool {
        self.like.as_ref().is_some_and(|first| self.assigned.group.as_ref() == Some(&first.group))
    }
}

/// What is decided of documents in their order: which names of groups are one, and which documents repeat others.
pub struct Decider {
    names: Names,
    index: Index,
}

impl Decider {
    /// With nothing decided yet; what memory can't hold goes to temporary files in that folder.
    pub fn new(temporary: &Path) -> Decider {
        Decider { names: Names::default(), index: Index::new(temporary) }
    }

    /// Settles the name of the document's group, and finds out whether it repeats, or is like, one before it.
    ///
    /// # Errors
    /// Those before it can't be looked up.
    pub fn decide(&mut self, mut prepared: Prepared) -> Result<Prepared> {
        if let Prepared::Read(document) = &mut prepared
            && let Some(group) = &mut document.assigned.group
        {
            *group = self.names.settle(group).to_string();
            if let Some(sketch) = document.sketch.take() {
                document.like = self.index.find_or_add(&document.article.document, group, &sketch)?;
            }
        }
        Ok(prepared)
    }

    /// What the user should know of the names.
    pub fn warnings(self) -> Vec<Warning> {
        merged(&self.names)
    }
}

/// A warning for each group that stands under several names.
pub fn merged(names: &Names) -> Vec<Warning> {
    let warning = |(group, others): (&str, &BTreeSet<String>)| Warning::Alike {
        group: group.to_string(),
        others: others.iter().cloned().collect(),
    };
    names.merged().map(warning).collect()
}
