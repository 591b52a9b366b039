//! A document's words as numbers, in their order.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Segmented;
use super::bigrams::Bigram;
use super::diversity::Sequences;
use super::parts::{Dealt, hash, part};
use crate::language::{Forms, LineTokens, Normal};
use crate::vocabulary::{TermId, Vocabulary};

/// The words of a document.
pub(super) struct Words {
    /// Its types in the order in which they first occur, each with its frequency.
    pub types: Vec<(TermId, u32)>,
    /// Each token as an index into `types`.
    tokens: Vec<u32>,
    /// Where each paragraph's tokens end.
    ends: Vec<usize>,
    /// The hash of the document's text, by which it is dealt.
    pub hash: u64,
}

/// The terms of the words that were met in texts of one language, so that a word's text is put together and looked up
/// once. It holds for one [`Forms`] and one [`Vocabulary`].
#[derive(Default)]
pub struct KnownTerms {
    /// By the normal form of a word of one unit.
    single: Vec<Option<TermId>>,
    /// By those of a word of two.
    pairs: FxHashMap<(Normal, Normal), TermId>,
    /// For each term the last document that held it, and the term's place among that document's types.
    places: Vec<(u32, u32)>,
    /// Documents so far.
    documents: u32,
    term: String,
}

impl KnownTerms {
    /// The term of a word.
    fn get(&mut self, line: &LineTokens, word: &Range<usize>, forms: &Forms, vocabulary: &mut Vocabulary) -> TermId {
        let normal = |unit: usize| forms.normal_number(line.forms[unit]);
        let mut look_up = || {
            self.term.clear();
            line.write_term(word, forms, &mut self.term);
            vocabulary.intern(&self.term)
        };
        match word.len() {
            1 => {
                let at = normal(word.start).index();
                if at >= self.single.len() {
                    self.single.resize(forms.len(), None);
                }
                *self.single[at].get_or_insert_with(look_up)
            }
            2 => *self.pairs.entry((normal(word.start), normal(word.start + 1))).or_insert_with(look_up),
            _ => look_up(),
        }
    }

    /// The place of a term among the types of the document that is read, and whether it has one already; else it is
    /// given `next`.
    fn place(&mut self, term: TermId, next: u32) -> (u32, bool) {
        let at = term.0 as usize;
        if at >= self.places.len() {
            self.places.resize((at + 1).next_power_of_two(), (0, 0));
        }
        let (document, place) = &mut self.places[at];
        let known = *document == self.documents;
        if !known {
            (*document, *place) = (self.documents, next);
        }
        (*place, known)
    }
}

impl Words {
    /// Numbers the words of a document; terms that `vocabulary` doesn't have are added to it.
    pub fn new(document: &Segmented, vocabulary: &mut Vocabulary, known: &mut KnownTerms) -> Words {
        let hash = hash(document.seed, document.paragraphs.iter().map(|paragraph| paragraph.text.as_str()));
        let words = document.tokens.lines.iter().map(|line| line.words.len()).sum();
        let mut words = Words { types: Vec::new(), tokens: Vec::with_capacity(words), ends: Vec::new(), hash };
        known.documents += 1;
        for line in &document.tokens.lines {
            for word in &line.words {
                let id = known.get(line, word, document.forms, vocabulary);
                let (place, is_known) = known.place(id, words.types.len() as u32);
                match is_known {
                    true => words.types[place as usize].1 += 1,
                    false => words.types.push((id, 1)),
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

    /// Each word with the one right after it, no mark between them, once for each time.
    pub fn bigrams(&self, document: &Segmented) -> impl Iterator<Item = Bigram> {
        std::iter::zip(&document.tokens.lines, self.paragraphs()).flat_map(|(line, terms)| {
            let mut before: Option<(usize, TermId)> = None;
            std::iter::zip(&line.words, terms).filter_map(move |(word, term)| {
                let first = before.replace((word.end, term)).filter(|(end, _)| *end == word.start);
                first.map(|(_, first)| (first, term))
            })
        })
    }

    /// What measures of lexical diversity need of the order of the tokens.
    pub fn sequences(&self) -> Sequences {
        Sequences::of(&self.tokens)
    }
}
