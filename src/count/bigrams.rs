//! Pairs of adjacent words, counted in as many documents as a bounded memory can hold.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::vocabulary::TermId;

/// No more distinct pairs than this are kept, all groups together: those of some 15 MB of text. Few in tests, so that
/// they reach it.
pub(super) const MOST: usize = if cfg!(test) { 100 } else { 1 << 20 };

/// A word and the one right after it.
pub type Bigram = (TermId, TermId);

/// The level of a document, drawn by the hash of its text: half of all documents have level 0, a quarter level 1, and so on.
///
/// While there are too many pairs, the documents of the lowest level are left out. What remains is a sample of
/// documents that depends on the corpus alone, not on the order in which its parts are counted and added up (adaptive
/// sampling: Flajolet, P. (1990). On adaptive sampling. Computing 43, 391-400).
pub(super) fn level(hash: u64) -> u32 {
    // Not the bits that say the part, which is drawn by division by an even number.
    hash.leading_zeros()
}

/// The pairs of a group's documents, by the documents' level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bigrams(BTreeMap<u32, FxHashMap<Bigram, u64>>);

impl Bigrams {
    /// Adds pairs of a document of this level, each once for each time that it occurs there.
    pub(super) fn add(&mut self, level: u32, bigrams: impl Iterator<Item = Bigram>) {
        let known = self.0.entry(level).or_default();
        bigrams.for_each(|bigram| *known.entry(bigram).or_default() += 1);
    }

    /// Adds occurrences of a pair.
    pub(super) fn add_occurrences(&mut self, level: u32, bigram: Bigram, occurrences: u64) {
        *self.0.entry(level).or_default().entry(bigram).or_default() += occurrences;
    }

    /// Adds another group's pairs of this level and above; `id` turns its terms' numbers into this one's.
    pub(super) fn add_all(&mut self, other: &Bigrams, lowest: u32, id: impl Fn(TermId) -> TermId) {
        for (level, bigrams) in other.0.range(lowest..) {
            bigrams
                .iter()
                .for_each(|(&(first, second), count)| self.add_occurrences(*level, (id(first), id(second)), *count));
        }
    }

    /// Leaves out the documents below a level.
    pub(super) fn keep_from(&mut self, lowest: u32) {
        self.0 = self.0.split_off(&lowest);
    }

    /// How many pairs are kept, one of several levels counted for each.
    pub(super) fn len(&self) -> usize {
        self.0.values().map(FxHashMap::len).sum()
    }

    /// Each pair with the documents' level and its occurrences there, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Bigram, u64)> {
        self.0.iter().flat_map(|(level, bigrams)| bigrams.iter().map(|(bigram, count)| (*level, *bigram, *count)))
    }

    /// All pairs with their occurrences.
    pub fn total(&self) -> FxHashMap<Bigram, u64> {
        let mut total: FxHashMap<Bigram, u64> = FxHashMap::default();
        for (bigram, count) in self.0.values().flatten() {
            *total.entry(*bigram).or_default() += count;
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts::hash;
    use super::*;

    #[test]
    fn half_of_the_documents_are_of_the_lowest_level_and_a_quarter_of_the_next() {
        let levels = (0..4000).map(|number| level(hash(7, [format!("{number}").as_str()].into_iter())));
        let mut sizes = [0; 65];
        levels.for_each(|level| sizes[level as usize] += 1);
        assert!((1900..2100).contains(&sizes[0]) && (900..1100).contains(&sizes[1]), "{sizes:?}");
    }

    #[test]
    fn what_lies_below_the_level_is_left_out() {
        let pair = |number| (TermId(number), TermId(number + 1));
        let (mut bigrams, mut other) = (Bigrams::default(), Bigrams::default());
        bigrams.add_occurrences(0, pair(1), 5);
        bigrams.add_occurrences(2, pair(1), 3);
        other.add_occurrences(1, pair(1), 7);
        other.add_occurrences(3, pair(2), 1);
        bigrams.add_all(&other, 2, |id| id);
        assert_eq!((bigrams.len(), bigrams.total()[&pair(1)]), (3, 8));
        bigrams.keep_from(2);
        assert_eq!(bigrams.len(), 2);
        assert_eq!(bigrams.total(), FxHashMap::from_iter([(pair(1), 3), (pair(2), 1)]));
    }
}
