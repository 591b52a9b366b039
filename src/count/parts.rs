//! A group's text dealt into twenty parts: what intervals of similarities, random halves and dispersion are made of, at a
//! cost that doesn't grow with the text.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash64;

use crate::vocabulary::TermId;

/// The number of parts into which a group's paragraphs, or documents, are dealt.
pub const PARTS: usize = 20;

/// A number for each part.
pub type ByPart = [u64; PARTS];

/// A hash of texts, by which documents and paragraphs are dealt: it depends on no name and no place.
pub(super) fn hash<'t>(seed: u64, texts: impl Iterator<Item = &'t str>) -> u64 {
    texts.fold(seed, |hash, text| XxHash64::oneshot(hash, text.trim().as_bytes()))
}

/// The part that a hash deals to.
pub(super) fn part(hash: u64) -> usize {
    (hash % PARTS as u64) as usize
}

/// A text's tokens by part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dealt {
    /// All tokens.
    pub tokens: ByPart,
    /// Each term's in each part where it has any: most terms occur in one alone.
    #[serde(skip)]
    terms: FxHashMap<(TermId, u8), u64>,
}

impl Dealt {
    /// Adds a token of a part.
    pub(super) fn add(&mut self, part: usize, term: TermId) {
        self.tokens[part] += 1;
        self.add_occurrences(part, term, 1);
    }

    /// Adds a term's occurrences in a part, whose tokens have them already.
    pub(super) fn add_occurrences(&mut self, part: usize, term: TermId, occurrences: u64) {
        *self.terms.entry((term, part as u8)).or_default() += occurrences;
    }

    /// Adds another's tokens; `id` turns its terms' numbers into this one's.
    pub(super) fn add_all(&mut self, other: &Dealt, id: impl Fn(TermId) -> TermId) {
        add_by_part(&mut self.tokens, &other.tokens);
        for ((term, part), occurrences) in &other.terms {
            *self.terms.entry((id(*term), *part)).or_default() += occurrences;
        }
    }

    /// A term's occurrences in each part.
    pub fn of(&self, term: TermId) -> ByPart {
        std::array::from_fn(|part| self.terms.get(&(term, part as u8)).copied().unwrap_or_default())
    }
}

/// Adds numbers part by part.
pub(super) fn add_by_part(sum: &mut ByPart, other: &ByPart) {
    std::iter::zip(sum, other).for_each(|(sum, other)| *sum += other);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_add_up_part_by_part_in_any_order() {
        let dealt = |tokens: &[(usize, u32)]| {
            let mut dealt = Dealt::default();
            tokens.iter().for_each(|(part, term)| dealt.add(*part, TermId(*term)));
            dealt
        };
        let (mut left, mut right) = (dealt(&[(3, 7), (3, 7)]), dealt(&[(3, 1), (19, 1), (4, 7)]));
        let before = left.clone();
        left.add_all(&right, |term| TermId(8 - term.0));
        right.add_all(&before, |term| TermId(8 - term.0));
        for (sum, term) in [(&left, TermId(7)), (&right, TermId(1))] {
            let mut expected = [0; PARTS];
            (expected[3], expected[19]) = (3, 1);
            assert_eq!(sum.of(term), expected);
        }
        assert_eq!((left.tokens[3], left.tokens[4], left.tokens[19]), (3, 1, 1));
    }

    #[test]
    fn texts_are_dealt_evenly_and_otherwise_with_another_seed() {
        let deal = |seed| {
            let mut sizes = [0; PARTS];
            (0..2000).for_each(|number| sizes[part(hash(seed, [format!("{number}.").as_str()].into_iter()))] += 1);
            sizes
        };
        // A part is 100 with a standard deviation of 9.7.
        assert!(deal(1).iter().all(|size| (60..140).contains(size)), "{:?}", deal(1));
        assert_ne!(deal(1), deal(2));
        assert_eq!(hash(0, [""].into_iter()), 0xef46_db37_51d8_e999, "not XXH64's published value");
    }
}
