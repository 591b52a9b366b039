//! Tokens -> [`Counts`]: what a run keeps of the texts. Counts are added up in any order with the same result.

mod bigrams;
mod by_term;
mod clusters;
mod counter;
mod diversity;
mod evidence;
mod file;
mod group;
mod packed;
mod parts;
mod possible;
mod seal;
mod sum;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Add;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::clean::Paragraph;
use crate::language::{Forms, Tokens};
use crate::priority::ClauseVerdict;
use crate::themes::Hit;
use crate::vocabulary::{TermId, Vocabulary};

use words::Words;

pub use bigrams::{Bigram, Bigrams};
pub use clusters::{Clustered, Clusters};
pub use counter::Counter;
pub use diversity::{LexicalDiversity, Sequences};
pub use evidence::{Clarity, Clearest, Evidence, PASSAGES, clearest_first};
pub use file::{Made, Part};
pub use group::{DOCUMENTS, GroupCounts, TermCount, ThemeCount};
pub use packed::{Entry, Packed, Term};
pub use parts::{ByPart, Dealt, PARTS};
pub use possible::Bounded;
pub use seal::Checksum;
pub use sum::Sum;
pub use words::KnownTerms;

/// The counts of a corpus, by group. Adding is associative and commutative but for the numbers of the terms and the groups,
/// which nothing outside may depend on.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The terms that are counted.
    pub vocabulary: Vocabulary,
    /// Each group's counts, but for its terms.
    pub groups: BTreeMap<String, GroupCounts>,
    /// What is counted of the terms, by the groups' numbers.
    pub terms: Packed,
    /// The languages of the counted documents.
    pub languages: BTreeSet<String>,
    /// How often a stem occurred as which form; only for languages with stems.
    forms: FxHashMap<(TermId, Box<str>), u64>,
    /// Pairs of adjacent words are counted in one of 2^`level` documents.
    pub level: u32,
}

/// A document's size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Clauses.
    pub clauses: u64,
    /// Words and numbers.
    pub tokens: u64,
    /// Distinct terms.
    pub types: u64,
}

/// A document cut into words, clauses and hits, ready to be counted.
pub struct Segmented<'a> {
    /// Its name.
    pub document: &'a str,
    /// Its group; `None` where it has none and only its size is wanted.
    pub group: Option<&'a str>,
    /// Its date, in ISO 8601.
    pub date: Option<String>,
    /// Its language.
    pub language: &'a str,
    /// Whether its terms are stems.
    pub stems: bool,
    /// Its text.
    pub paragraphs: &'a [Paragraph],
    /// Its tokens, a line for each paragraph.
    pub tokens: &'a Tokens,
    /// The forms that it was cut with.
    pub forms: &'a Forms<'a>,
    /// The keywords found in it, a list for each paragraph.
    pub hits: &'a [Vec<Hit>],
    /// The verdict on each of its clauses, in order; none where its language has no rules of priorities.
    pub verdicts: &'a [ClauseVerdict],
    /// How many of its lines were removed.
    pub removed_lines: usize,
    /// By what the hashes differ that deal documents and paragraphs.
    pub seed: u64,
}

impl Counts {
    /// The counts of a group; none yet where it is new.
    fn group(&mut self, name: &str) -> &mut GroupCounts {
        if !self.groups.contains_key(name) {
            let number = self.groups.len() as u32;
            self.groups.insert(name.to_string(), GroupCounts { number, ..GroupCounts::default() });
        }
        self.groups.entry(name.to_string()).or_default()
    }

    /// These counts with a corpus that the groups are compared with. What is said of the groups alone stays as it is:
    /// their languages, the forms that stand for stems, the documents whose pairs of words are counted.
    pub fn with_reference(self, mut reference: Counts) -> Counts {
        reference.languages.clear();
        reference.level = 0;
        reference.groups.values_mut().for_each(|group| group.bigrams = Bigrams::default());
        let known: FxHashSet<TermId> = self.forms.keys().map(|(id, _)| *id).collect();
        let Counts { vocabulary, forms, .. } = &mut reference;
        forms.retain(|(id, _), _| !self.vocabulary.get(vocabulary.term(*id)).is_some_and(|id| known.contains(&id)));
        self + reference
    }

    /// Counts how often each stem occurs as which form.
    fn add_forms(&mut self, document: &Segmented, words: &Words) {
        let lines = document.paragraphs.iter().zip(&document.tokens.lines).zip(words.paragraphs());
        for ((paragraph, line), terms) in lines {
            for (word, id) in line.words.iter().zip(terms) {
                let form = paragraph.text[line.word_range(word)].to_lowercase();
                *self.forms.entry((id, form.into())).or_default() += 1;
            }
        }
    }

    /// How many pairs of words are kept.
    fn bigrams(&self) -> usize {
        self.groups.values().map(|group| group.bigrams.len()).sum()
    }

    /// Leaves out the pairs of words of as many documents as it takes to make those of the others fit.
    fn thin(&mut self) {
        while self.bigrams() > bigrams::MOST {
            self.level += 1;
            self.groups.values_mut().for_each(|group| group.bigrams.keep_from(self.level));
        }
    }

    /// What a reader is shown for each stem: its commonest form, of equals the first by spelling.
    pub fn stem_forms(&self) -> FxHashMap<TermId, &str> {
        let mut best: FxHashMap<TermId, (&str, u64)> = FxHashMap::default();
        for ((id, form), &frequency) in &self.forms {
            let best = best.entry(*id).or_insert((form, 0));
            if frequency > best.1 || frequency == best.1 && **form < *best.0 {
                *best = (form, frequency);
            }
        }
        best.into_iter().map(|(id, (form, _))| (id, form)).collect()
    }
}

impl Add for Counts {
    type Output = Counts;

    fn add(self, other: Counts) -> Counts {
        let mut sum = Sum::default();
        [self, other].iter().for_each(|counts| sum.add(counts));
        sum.finish()
    }
}
