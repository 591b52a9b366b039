//! A document between reading and counting.

use anyhow::Result;

use crate::clean::Cleaned;
use crate::damage::Damage;
use crate::duplicates::{First, Index, Sketch};
use crate::group::Assigned;
use crate::read::Article;
use crate::record::Record;

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

impl Prepared {
    /// Finds out whether the document repeats, or is like, one before it.
    ///
    /// # Errors
    /// Those before it can't be looked up.
    pub fn decide(mut self, index: &mut Index) -> Result<Prepared> {
        if let Prepared::Read(document) = &mut self
            && let (Some(sketch), Some(group)) = (document.sketch.take(), &document.assigned.group)
        {
            document.like = index.find_or_add(&document.article.document, group, &sketch)?;
        }
        Ok(self)
    }
}
