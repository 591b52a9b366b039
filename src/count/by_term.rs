//! Terms -> what is counted of each, found by the term's number alone.

use crate::vocabulary::TermId;

/// What is counted of each term that has any count. It takes four bytes for each term of the vocabulary too, and no
/// hashing.
#[derive(Clone, Debug)]
pub(super) struct ByTerm<T> {
    /// For each term one more than the place of its row; 0 where it has none.
    places: Vec<u32>,
    /// The terms that have a row, and their rows.
    terms: Vec<TermId>,
    rows: Vec<T>,
}

impl<T> Default for ByTerm<T> {
    fn default() -> ByTerm<T> {
        ByTerm { places: Vec::new(), terms: Vec::new(), rows: Vec::new() }
    }
}

impl<T: Default> ByTerm<T> {
    /// What is counted of a term, to be added to.
    #[inline]
    pub(super) fn of(&mut self, term: TermId) -> &mut T {
        let at = term.0 as usize;
        if at >= self.places.len() {
            self.places.resize(at + 1, 0);
        }
        if self.places[at] == 0 {
            self.terms.push(term);
            self.rows.push(T::default());
            self.places[at] = self.rows.len() as u32;
        }
        &mut self.rows[self.places[at] as usize - 1]
    }

    /// The terms that are counted with their counts, in the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = (TermId, &T)> {
        std::iter::zip(self.terms.iter().copied(), &self.rows)
    }

    /// Forgets all counts, and keeps the memory for others.
    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.terms.clear();
        self.rows.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_counted_and_what_was_counted_before_they_were_cleared_is_gone() {
        let mut counts: ByTerm<u64> = ByTerm::default();
        for (term, count) in [(7, 1), (3, 5), (7, 2)] {
            *counts.of(TermId(term)) += count;
        }
        assert_eq!(counts.iter().collect::<Vec<_>>(), [(TermId(7), &3), (TermId(3), &5)]);
        counts.clear();
        *counts.of(TermId(3)) += 4;
        assert_eq!(counts.iter().collect::<Vec<_>>(), [(TermId(3), &4)]);
    }
}
