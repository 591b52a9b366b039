//! Texts -> what the settings of their corpus should say: languages and groups.

use std::collections::BTreeMap;

use crate::group::GroupChoice;
use crate::options::Grouping;
use crate::pipeline::Text;

/// What is known of a corpus.
#[derive(Debug)]
pub struct Survey {
    /// Documents.
    pub documents: u64,
    /// Clauses.
    pub clauses: u64,
    /// The documents in each language, by its code.
    pub languages: BTreeMap<String, u64>,
    /// What makes its groups.
    pub choice: GroupChoice,
    /// The events that were looked for, and the noun of groups.
    pub grouping: Grouping,
    /// The documents of each group.
    groups: BTreeMap<String, u64>,
}

impl Survey {
    /// Nothing known yet of a corpus but what makes its groups.
    pub fn new(choice: GroupChoice, grouping: Grouping) -> Survey {
        let (languages, groups) = Default::default();
        Survey { documents: 0, clauses: 0, languages, choice, grouping, groups }
    }

    /// Takes note of a document.
    pub fn add(&mut self, text: &Text) {
        self.documents += 1;
        self.clauses += text.tokens.lines.iter().map(|line| line.clauses.len() as u64).sum::<u64>();
        *self.languages.entry(text.language.clone()).or_default() += 1;
        if let Some(group) = &text.group {
            *self.groups.entry(group.clone()).or_default() += 1;
        }
    }

    /// The documents of each group; `None` where there are no two groups to compare.
    pub fn groups(&self) -> Option<&BTreeMap<String, u64>> {
        Some(&self.groups).filter(|groups| groups.len() > 1)
    }

    /// The language of all documents; `None` where there are several.
    pub fn language(&self) -> Option<&str> {
        let mut languages = self.languages.keys();
        languages.next().filter(|_| languages.next().is_none()).map(String::as_str)
    }
}
