//! Documents -> [`Counts`], as a thread adds them up.

use super::by_term::ByTerm;
use super::packed::{Packed, pack};
use super::sum::Numbers;
use super::words::Words;
use super::{Counts, GroupCounts, KnownTerms, LexicalDiversity, PARTS, Segmented, Size, TermCount, bigrams};
use crate::themes::Themes;
use crate::vocabulary::TermId;

/// Counts that documents are added to.
#[derive(Default)]
pub struct Counter {
    /// All but what is counted of terms.
    pub(super) counts: Counts,
    /// What is counted of terms, by the group's number.
    terms: Vec<ByTerm<TermCounts>>,
    /// How many tokens are counted.
    tokens: u64,
}

/// What a thread counts of a term in a group, all in one place: numbers that hold until there are [`MOST_TOKENS`].
#[derive(Default)]
struct TermCounts {
    /// Documents with at least one occurrence.
    documents: u32,
    /// Its occurrences in each part of the documents.
    parts: [u32; PARTS],
}

/// Counts with this many terms, or pairs of words, are large. Pairs are many only at the beginning, while memory holds
/// little else: later those of few documents count.
const MANY_TERMS: usize = 1 << 16;
const MANY_PAIRS: usize = 1 << 18;

/// Counts of this many tokens are handed over: one more document, whose bytes have 32-bit numbers, may come on top.
const MOST_TOKENS: u64 = 1 << 31;

impl Counter {
    /// Adds a document that has a group; gives the size of any, and how varied its words are. `known` is what this counter
    /// knows of the document's forms.
    pub fn add_document(
        &mut self,
        document: &Segmented,
        themes: &Themes,
        known: &mut KnownTerms,
    ) -> (Size, LexicalDiversity) {
        let Counter { counts, terms, tokens } = self;
        let words = Words::new(document, &mut counts.vocabulary, known);
        let size = Size {
            clauses: document.tokens.lines.iter().map(|line| line.clauses.len() as u64).sum(),
            tokens: words.tokens(),
            types: words.types.len() as u64,
        };
        let sequences = words.sequences();
        let diversity = LexicalDiversity::new(words.types.iter().map(|(_, frequency)| (*frequency).into()), &sequences);
        let Some(group) = document.group else { return (size, diversity) };
        counts.languages.insert(document.language.to_string());
        if document.stems {
            counts.add_forms(document, &words);
        }
        let least = counts.level;
        let group = counts.group(group);
        if terms.len() <= group.number as usize {
            terms.resize_with(group.number as usize + 1, ByTerm::default);
        }
        *tokens += size.tokens;
        let part = group.add_document(document, &size, &words, &sequences, themes);
        let terms = &mut terms[group.number as usize];
        for &(term, frequency) in &words.types {
            let counts = terms.of(term);
            counts.documents += 1;
            counts.parts[part] += frequency;
        }
        let level = bigrams::level(words.hash);
        if level >= least {
            group.bigrams.add(level, words.bigrams(document));
            counts.thin();
        }
        (size, diversity)
    }

    /// Whether the counts have grown so large that they should be added to the others: this way those of a thread need
    /// little memory.
    pub fn are_many(&self) -> bool {
        self.counts.vocabulary.len() >= MANY_TERMS || self.counts.bigrams() >= MANY_PAIRS || self.tokens >= MOST_TOKENS
    }

    /// What is counted of terms, with the numbers that others have for them and for the groups.
    pub(super) fn pack(&self, numbers: &Numbers) -> Packed {
        let of_group = |group: &GroupCounts| {
            let (number, terms) = (numbers.group(group.number), &self.terms[group.number as usize]);
            terms.iter().map(move |(id, counts)| (numbers.term(id).0, number, counts))
        };
        let mut rows: Vec<_> = self.counts.groups.values().flat_map(of_group).collect();
        rows.sort_unstable_by_key(|(term, group, _)| (*term, *group));
        let (mut packed, mut entries) = (Packed::default(), Vec::new());
        for of_term in rows.chunk_by(|left, right| left.0 == right.0) {
            entries.clear();
            of_term.iter().for_each(|(_, group, counts)| counts.pack(*group, &mut entries));
            packed.push(TermId(of_term[0].0), &entries);
        }
        packed
    }

    /// Forgets all counts, and keeps the memory for others, of documents whose pairs of words count from a level on.
    pub(super) fn clear(&mut self, level: u32) {
        let mut vocabulary = std::mem::take(&mut self.counts.vocabulary);
        vocabulary.clear();
        self.counts = Counts { vocabulary, level, ..Counts::default() };
        self.terms.iter_mut().for_each(ByTerm::clear);
        self.tokens = 0;
    }
}

impl TermCounts {
    fn pack(&self, group: u32, packed: &mut Vec<u8>) {
        let parts = self.parts.map(u64::from);
        pack(group, TermCount { frequency: parts.iter().sum(), documents: self.documents.into() }, &parts, packed);
    }
}
