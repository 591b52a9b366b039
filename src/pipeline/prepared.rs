//! A document between reading and counting.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use crate::clean::Document;
use crate::damage::Damage;
use crate::duplicates::{DuplicateIndex, First, Sketch};
use crate::group::{Assigned, GroupNames};
use crate::read::Origin;
use crate::record::Record;
use crate::warning::Warning;

/// What came of a source.
pub enum Opened<D> {
    /// Nothing: it couldn't be read.
    Unread(Box<Record>),
    /// A document.
    Read(Box<D>),
}

/// A document that was read and cleaned.
pub struct ReadDocument {
    pub origin: Origin,
    pub document: Document,
    pub language: String,
}

/// The same with all that it says by itself.
pub struct Prepared {
    pub origin: Origin,
    pub document: Document,
    pub assigned: Assigned,
    pub language: String,
    /// What is wrong with its text; `None` where it is counted all the same.
    pub damage: Option<Damage>,
    /// `None` where it is not compared with others.
    pub sketch: Option<Sketch>,
}

/// The same once those before it are known: all that says whether it is counted, and as what.
pub struct Decided {
    pub origin: Origin,
    pub document: Document,
    /// Its group, by the name that counts.
    pub assigned: Assigned,
    pub language: String,
    pub damage: Option<Damage>,
    /// The document that it repeats, or is like.
    pub like: Option<First>,
}

impl Decided {
    /// Whether it is in no count: it has no text, is damaged, or repeats one of its group.
    pub fn is_passed_over(&self) -> bool {
        let repeats = self.like.as_ref().is_some_and(|first| first.is_repeated);
        self.document.paragraphs.is_empty() || self.damage.is_some() || repeats
    }
}

/// What is decided of documents in their order: which names of groups are one, and which documents repeat others.
pub struct Decider {
    names: GroupNames,
    index: DuplicateIndex,
}

impl Decider {
    /// With nothing decided yet; what memory can't hold goes to temporary files in that folder.
    pub fn new(temporary: &Path) -> Decider {
        Decider { names: GroupNames::default(), index: DuplicateIndex::new(temporary) }
    }

    /// The same as [`Decider::decide`] for each of them, in order.
    ///
    /// # Errors
    /// The same.
    pub fn decide_all(&mut self, opened: Vec<Opened<Prepared>>) -> Result<Vec<Opened<Decided>>> {
        opened.into_iter().map(|opened| self.decide(opened)).collect()
    }

    /// Settles the name of the document's group, and finds out whether it repeats, or is like, one before it.
    ///
    /// # Errors
    /// Those before it can't be looked up.
    pub fn decide(&mut self, opened: Opened<Prepared>) -> Result<Opened<Decided>> {
        let prepared = match opened {
            Opened::Unread(record) => return Ok(Opened::Unread(record)),
            Opened::Read(prepared) => *prepared,
        };
        let Prepared { origin, document, assigned, language, damage, sketch } = prepared;
        let group = assigned.group.map(|group| self.names.settle(&group).to_string());
        let like = match group.as_deref().zip(sketch) {
            Some((group, sketch)) => self.index.find_or_add(&origin.document, group, &sketch)?,
            None => None,
        };
        let assigned = Assigned { group, ..assigned };
        Ok(Opened::Read(Box::new(Decided { origin, document, assigned, language, damage, like })))
    }

    /// What the user should know of the names.
    pub fn warnings(self) -> Vec<Warning> {
        merged(&self.names)
    }
}

/// A warning for each group that occurs under several names.
pub fn merged(names: &GroupNames) -> Vec<Warning> {
    let warning = |(group, others): (&str, &BTreeSet<String>)| Warning::Alike {
        group: group.to_string(),
        others: others.iter().cloned().collect(),
    };
    names.merged().map(warning).collect()
}
