//! Texts -> what the settings of their corpus should say: languages and groups.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::group::Grouper;
use crate::options::{Grouping, Options, Span};
use crate::pipeline::Text;

/// From folders or dates so many groups are made, no more: charts show them side by side.
const MOST_FOLDERS: usize = 50;
const MOST_SPANS: usize = 12;

/// The spans of time that may be groups, the coarsest first, and what the settings call them.
const SPANS: [(Span, &str); 3] = [(Span::Year, "year"), (Span::Quarter, "quarter"), (Span::Month, "month")];

/// What is known of a corpus.
#[derive(Debug)]
pub struct Survey {
    /// Documents.
    pub documents: u64,
    /// Clauses.
    pub clauses: u64,
    /// The documents in each language, by its code.
    pub languages: BTreeMap<String, u64>,
    /// The ways of grouping, in the order in which they are preferred.
    ways: Vec<Way>,
    /// How a run with the same options groups.
    grouping: Grouping,
}

/// One way of grouping.
#[derive(Debug)]
struct Way {
    kind: Kind,
    /// The documents of each group.
    groups: BTreeMap<String, u64>,
}

#[derive(Debug)]
enum Kind {
    Stated,
    Named,
    Folders(Grouper),
    Dates(Grouper, &'static str),
}

/// Where the groups of a corpus come from, and the documents of each.
#[derive(Clone, Debug)]
pub enum Groups<'s> {
    /// Metadata state each article's.
    Stated(&'s BTreeMap<String, u64>),
    /// Texts, files or folders name the events of the settings.
    Named(&'s Grouping, &'s BTreeMap<String, u64>),
    /// The folders that the articles lie in.
    Folders(&'s BTreeMap<String, u64>),
    /// Spans of time, as settings call them.
    Dates(&'static str, &'s BTreeMap<String, u64>),
    /// None are known.
    Unknown,
}

impl Survey {
    /// Nothing known yet of the corpus of a run with these options.
    ///
    /// # Errors
    /// None: folders and dates need no names that could be wrong.
    pub fn new(options: &Options) -> Result<Survey> {
        let folders = Grouper::new(&Grouping { folders: true, ..Grouping::default() })?;
        let mut kinds = vec![Kind::Stated, Kind::Named, Kind::Folders(folders)];
        for (span, name) in SPANS {
            kinds.push(Kind::Dates(Grouper::new(&Grouping { by: Some(span), ..Grouping::default() })?, name));
        }
        let ways = kinds.into_iter().map(|kind| Way { kind, groups: BTreeMap::new() }).collect();
        let grouping = options.groups.clone();
        Ok(Survey { documents: 0, clauses: 0, languages: BTreeMap::new(), ways, grouping })
    }

    /// Takes note of a document.
    pub fn add(&mut self, text: &Text) {
        self.documents += 1;
        self.clauses += text.tokens.lines.iter().map(|line| line.clauses.len() as u64).sum::<u64>();
        *self.languages.entry(text.language.clone()).or_default() += 1;
        for Way { kind, groups } in &mut self.ways {
            let group = match kind {
                Kind::Stated => text.metadata.group.clone(),
                Kind::Named => text.group.clone(),
                Kind::Folders(grouper) | Kind::Dates(grouper, _) => {
                    grouper.assign(&text.document, &text.metadata, &[]).group
                }
            };
            if let Some(group) = group {
                *groups.entry(group).or_default() += 1;
            }
        }
    }

    /// Where the groups come from: the first way that gives every document a group, and at least two groups.
    pub fn groups(&self) -> Groups<'_> {
        let makes_groups = |way: &&Way| {
            let most = match way.kind {
                Kind::Stated | Kind::Named => usize::MAX,
                Kind::Folders(_) => MOST_FOLDERS,
                Kind::Dates(..) => MOST_SPANS,
            };
            way.groups.values().sum::<u64>() == self.documents && (2..=most).contains(&way.groups.len())
        };
        match self.ways.iter().find(makes_groups) {
            Some(Way { kind: Kind::Stated, groups }) => Groups::Stated(groups),
            Some(Way { kind: Kind::Named, groups }) => Groups::Named(&self.grouping, groups),
            Some(Way { kind: Kind::Folders(_), groups }) => Groups::Folders(groups),
            Some(Way { kind: Kind::Dates(_, name), groups }) => Groups::Dates(name, groups),
            None => Groups::Unknown,
        }
    }

    /// The language of all documents; `None` where there are several.
    pub fn language(&self) -> Option<&str> {
        let mut languages = self.languages.keys();
        languages.next().filter(|_| languages.next().is_none()).map(String::as_str)
    }
}
