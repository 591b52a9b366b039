//! Terms as numbers: [`TermId`] <-> term.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// A term's number in its [`Vocabulary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TermId(pub u32);

/// The distinct terms, each with a number, in the order in which they were first seen.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    terms: IndexSet<Box<str>, FxBuildHasher>,
}

impl Vocabulary {
    /// The term's number, a new one where it has none yet.
    pub fn intern(&mut self, term: &str) -> TermId {
        let index = match self.terms.get_index_of(term) {
            Some(index) => index,
            None => self.terms.insert_full(term.into()).0,
        };
        // A term takes more than two bytes of memory: 2^32 of them don't fit in a machine's.
        TermId(index as u32)
    }

    /// The number of a term; `None` where it has none.
    pub fn get(&self, term: &str) -> Option<TermId> {
        self.terms.get_index_of(term).map(|index| TermId(index as u32))
    }

    /// The term of a number that this vocabulary gave.
    pub fn term(&self, id: TermId) -> &str {
        &self.terms[id.0 as usize]
    }

    /// The terms with their numbers, in the order in which they were first seen.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &str)> {
        self.terms.iter().enumerate().map(|(index, term)| (TermId(index as u32), &**term))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_keeps_its_number() {
        let mut vocabulary = Vocabulary::default();
        let peace = vocabulary.intern("hòa bình");
        let trade = vocabulary.intern("thương mại");
        assert_eq!(vocabulary.intern("hòa bình"), peace);
        assert_eq!((vocabulary.term(peace), vocabulary.term(trade)), ("hòa bình", "thương mại"));
    }
}
