//! Terms -> what is counted of each, found by the term's number alone.

use crate::vocabulary::TermId;

/// What is counted of each term that has any count. It takes four bytes for each term of the vocabulary too, and no
/// hashing.
#[derive(Clone, Debug)]
pub(super) struct ByTerm<T> {
    /// For each term one more than the place of its row; 0 where it has none.
    places: Vec<u32>,
    rows: Vec<T>,
}

impl<T> Default for ByTerm<T> {
    fn default() -> ByTerm<T> {
        ByTerm { places: Vec::new(), rows: Vec::new() }
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
            self.rows.push(T::default());
            self.places[at] = self.rows.len() as u32;
        }
        &mut self.rows[self.places[at] as usize - 1]
    }

    /// What is counted of a term; `None` where it is nothing.
    pub(super) fn get(&self, term: TermId) -> Option<&T> {
        let place = self.places.get(term.0 as usize)?.checked_sub(1)?;
        Some(&self.rows[place as usize])
    }

    /// Forgets all counts, and keeps the memory for others.
    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.rows.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_and_those_that_have_no_count_are_not() {
        let mut counts: ByTerm<u64> = ByTerm::default();
        for (term, count) in [(7, 1), (3, 5), (7, 2)] {
            *counts.of(TermId(term)) += count;
        }
        assert_eq!([3, 7, 5, 9].map(|term| counts.get(TermId(term)).copied()), [Some(5), Some(3), None, None]);
        counts.clear();
        *counts.of(TermId(3)) += 4;
        assert_eq!([3, 7].map(|term| counts.get(TermId(term)).copied()), [Some(4), None]);
    }
}
