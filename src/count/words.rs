//! A document's words as numbers, in their order.

use rustc_hash::FxHashMap;

use super::Segmented;
use super::bigrams::Bigram;
use super::diversity::Sequences;
use super::parts::{Dealt, hash, part};
use crate::vocabulary::{TermId, Vocabulary};

/// The words of a document.
pub(super) struct Words {
    /// Its types in the order in which they first stand, each with its frequency.
    pub types: Vec<(TermId, u64)>,
    /// Each token as an index into `types`.
    tokens: Vec<u32>,
    /// Where each paragraph's tokens end.
    ends: Vec<usize>,
    /// The hash of the document's text, by which it is dealt.
    pub hash: u64,
}

impl Words {
    /// Numbers the words of a document; terms that `vocabulary` doesn't have are added to it.
    pub fn new(document: &Segmented, vocabulary: &mut Vocabulary) -> Words {
        let hash = hash(document.seed, document.paragraphs.iter().map(|paragraph| paragraph.text.as_str()));
        let mut words = Words { types: Vec::new(), tokens: Vec::new(), ends: Vec::new(), hash };
        let mut places: FxHashMap<TermId, u32> = FxHashMap::default();
        let mut term = String::new();
        for line in &document.tokens.lines {
            for word in &line.words {
                term.clear();
                line.write_term(word, &mut term);
                let id = vocabulary.intern(&term);
                let place = *places.entry(id).or_insert(words.types.len() as u32);
                match words.types.get_mut(place as usize) {
                    Some((_, frequency)) => *frequency += 1,
                    None => words.types.push((id, 1)),
                }
                words.tokens.push(place);
            }
            words.ends.push(words.tokens.len());
        }
        words
    }

    /// How many tokens there are.
    pub fn tokens(&self) -> u64 {
        self.tokens.len() as u64
    }

    /// The terms of each paragraph in their order.
    pub fn paragraphs(&self) -> impl Iterator<Item = impl Iterator<Item = TermId>> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let ranges = std::iter::zip(starts, &self.ends).map(|(start, &end)| start..end);
        ranges.map(|range| self.tokens[range].iter().map(|place| self.types[*place as usize].0))
    }

    /// Deals the paragraphs into parts.
    pub fn deal(&self, document: &Segmented, dealt: &mut Dealt) {
        for (paragraph, terms) in std::iter::zip(document.paragraphs, self.paragraphs()) {
            let part = part(hash(document.seed, [paragraph.text.as_str()].into_iter()));
            terms.for_each(|term| dealt.add(part, term));
        }
    }

    /// Each word with the one directly behind it, no mark between them.
    pub fn bigrams(&self, document: &Segmented) -> FxHashMap<Bigram, u64> {
        let mut bigrams: FxHashMap<Bigram, u64> = FxHashMap::default();
        for (line, terms) in std::iter::zip(&document.tokens.lines, self.paragraphs()) {
            let mut before: Option<(usize, TermId)> = None;
            for (word, term) in std::iter::zip(&line.words, terms) {
                if let Some((_, first)) = before.filter(|(end, _)| *end == word.start) {
                    *bigrams.entry((first, term)).or_default() += 1;
                }
                before = Some((word.end, term));
            }
        }
        bigrams
    }

    /// What measures of lexical diversity need of the order of the tokens.
    pub fn sequences(&self) -> Sequences {
        Sequences::of(&self.tokens)
    }
}
