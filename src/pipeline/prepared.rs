//! A document between reading and counting.

use anyhow::Result;

use crate::clean::Cleaned;
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
    /// `None` where it is not compared with others.
    pub sketch: Option<Sketch>,
    /// The document that it repeats, or is like.
    pub like: Option<First>,
}

impl Document {
    /// Whether it repeats one of its group.
    pub fn repeats(&self) -> bool {
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
