//! Terms as numbers: [`TermId`] <-> term.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// A term's number in its [`Vocabulary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TermId(pub u32);

/// The distinct terms, each with a number, in the order in which they were first seen: their letters one after another,
/// since an archive has millions.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    letters: String,
    /// Where each term ends.
    ends: Vec<usize>,
    /// The numbers, by the term.
    numbers: HashTable<u32>,
}

impl Vocabulary {
    /// The term's number, a new one where it has none yet.
    pub fn intern(&mut self, term: &str) -> TermId {
        if let Some(known) = self.get(term) {
            return known;
        }
        // A term takes more than two bytes of memory: 2^32 of them don't fit in a machine's.
        let number = self.ends.len() as u32;
        self.letters.push_str(term);
        self.ends.push(self.letters.len());
        let (letters, ends) = (&self.letters, &self.ends);
        self.numbers.insert_unique(hash(term), number, |number| hash(stretch(letters, ends, *number)));
        TermId(number)
    }

    /// The number of a term; `None` where it has none.
    pub fn get(&self, term: &str) -> Option<TermId> {
        let is_it = |number: &u32| stretch(&self.letters, &self.ends, *number) == term;
        self.numbers.find(hash(term), is_it).copied().map(TermId)
    }

    /// The term of a number that this vocabulary gave.
    pub fn term(&self, id: TermId) -> &str {
        stretch(&self.letters, &self.ends, id.0)
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Forgets all terms, and keeps the memory for others.
    pub fn clear(&mut self) {
        self.letters.clear();
        self.ends.clear();
        self.numbers.clear();
    }

    /// The terms with their numbers, in the order in which they were first seen.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &str)> {
        (0..self.ends.len() as u32).map(|number| (TermId(number), self.term(TermId(number))))
    }
}

fn hash(term: &str) -> u64 {
    FxBuildHasher.hash_one(term)
}

fn stretch<'l>(letters: &'l str, ends: &[usize], number: u32) -> &'l str {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &letters[start..ends[number]]
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
        assert_eq!((vocabulary.get("thương mại"), vocabulary.get("thương")), (Some(trade), None));
    }

    #[test]
    fn of_many_terms_each_is_found_again() {
        let mut vocabulary = Vocabulary::default();
        let terms: Vec<String> = (0..10_000).map(|number| format!("số {number}")).collect();
        let ids: Vec<TermId> = terms.iter().map(|term| vocabulary.intern(term)).collect();
        assert!(
            terms.iter().zip(&ids).all(|(term, id)| vocabulary.get(term) == Some(*id) && vocabulary.term(*id) == term)
        );
        assert_eq!(vocabulary.iter().map(|(id, _)| id).collect::<Vec<_>>(), ids);
        assert_eq!(vocabulary.len(), 10_000);
    }
}
