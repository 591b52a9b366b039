//! A group's text dealt into twenty parts: what intervals of similarities, random halves and dispersion are made of, at a
//! cost that doesn't grow with the text.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash64;

use crate::vocabulary::TermId;

/// So many parts are made of a group's paragraphs, or documents.
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

/// A term's occurrences by part: most terms stand in one alone, and most others seldom, so that their counts are kept in
/// as few bits as hold them all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    /// In no part.
    #[default]
    None,
    /// In one part, so often.
    One(u8, u64),
    /// In several, at most 255 times in each.
    Bytes(Box<[u8; PARTS]>),
    /// In several, more often, at most 65,535 times in each.
    Shorts(Box<[u16; PARTS]>),
    /// In several, more often still.
    Longs(Box<ByPart>),
}

impl Parts {
    /// Adds occurrences, one at least, in a part.
    pub fn add(&mut self, part: usize, occurrences: u64) {
        let is_added = match self {
            Parts::None => {
                *self = Parts::One(part as u8, occurrences);
                true
            }
            Parts::One(known, sum) => usize::from(*known) == part && raise(sum, occurrences),
            Parts::Bytes(all) => raise(&mut all[part], occurrences),
            Parts::Shorts(all) => raise(&mut all[part], occurrences),
            Parts::Longs(all) => raise(&mut all[part], occurrences),
        };
        if !is_added {
            let mut all = self.get();
            all[part] += occurrences;
            *self = Parts::several(all);
        }
    }

    /// The occurrences in each part, in as few bits as hold them.
    fn several(all: ByPart) -> Parts {
        let bytes = || narrow(&all).map(Parts::Bytes);
        let shorts = || narrow(&all).map(Parts::Shorts);
        bytes().or_else(shorts).unwrap_or_else(|| Parts::Longs(Box::new(all)))
    }

    /// Adds another's occurrences.
    pub fn add_all(&mut self, other: &Parts) {
        match other {
            Parts::None => (),
            Parts::One(part, occurrences) => self.add(usize::from(*part), *occurrences),
            _ => {
                let all = other.get();
                let counted = all.iter().enumerate().filter(|(_, count)| **count > 0);
                counted.for_each(|(part, count)| self.add(part, *count));
            }
        }
    }

    /// The occurrences in each part.
    pub fn get(&self) -> ByPart {
        match self {
            Parts::None => [0; PARTS],
            Parts::One(part, occurrences) => {
                std::array::from_fn(|at| occurrences * u64::from(at == usize::from(*part)))
            }
            Parts::Bytes(all) => all.map(u64::from),
            Parts::Shorts(all) => all.map(u64::from),
            Parts::Longs(all) => **all,
        }
    }

    /// All occurrences.
    pub fn sum(&self) -> u64 {
        match self {
            Parts::One(_, occurrences) => *occurrences,
            _ => self.get().iter().sum(),
        }
    }
}

/// Adds to a count; false where the sum doesn't fit, and nothing is added.
fn raise<N: Copy + Into<u64> + TryFrom<u64>>(count: &mut N, occurrences: u64) -> bool {
    let sum = N::try_from((*count).into() + occurrences);
    sum.map(|sum| *count = sum).is_ok()
}

/// The counts in fewer bits; `None` where one doesn't fit.
fn narrow<N: Copy + Default + TryFrom<u64>>(all: &ByPart) -> Option<Box<[N; PARTS]>> {
    let mut narrow = Box::new([N::default(); PARTS]);
    for (narrow, count) in std::iter::zip(narrow.iter_mut(), all) {
        *narrow = N::try_from(*count).ok()?;
    }
    Some(narrow)
}

/// A text's tokens by part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dealt {
    /// All tokens.
    pub tokens: ByPart,
    /// Each term's.
    #[serde(skip)]
    pub terms: FxHashMap<TermId, Parts>,
}

impl Dealt {
    /// Adds a token of a part.
    pub(super) fn add(&mut self, part: usize, term: TermId) {
        self.tokens[part] += 1;
        self.terms.entry(term).or_default().add(part, 1);
    }

    /// Adds another's tokens; `id` turns its terms' numbers into this one's.
    pub(super) fn add_all(&mut self, other: &Dealt, id: impl Fn(TermId) -> TermId) {
        add_by_part(&mut self.tokens, &other.tokens);
        for (term, parts) in &other.terms {
            self.terms.entry(id(*term)).or_default().add_all(parts);
        }
    }
}

/// Adds numbers part by part.
pub(super) fn add_by_part(sum: &mut ByPart, other: &ByPart) {
    std::iter::zip(sum, other).for_each(|(sum, other)| *sum += other);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn occurrences_add_up_part_by_part_in_any_order() {
        let of = |occurrences: &[(usize, u64)]| {
            let mut parts = Parts::default();
            occurrences.iter().for_each(|(part, count)| parts.add(*part, *count));
            parts
        };
        let (mut left, mut right) = (of(&[(3, 2)]), of(&[(3, 1), (19, 4)]));
        left.add_all(&of(&[(3, 1), (19, 4)]));
        right.add_all(&of(&[(3, 2)]));
        assert_eq!(left, right);
        let mut expected = [0; PARTS];
        (expected[3], expected[19]) = (3, 4);
        assert_eq!(left.get(), expected);
        assert_eq!(of(&[(3, 2), (3, 1)]), Parts::One(3, 3));
    }

    proptest! {
        #[test]
        fn counts_of_any_size_add_up_and_the_same_counts_are_equal_however_they_came(
            occurrences in prop::collection::vec((0..4_usize, prop_oneof![1..200_u64, 1..70_000_u64, 1..1_u64 << 50]), 0..8),
            cut in 0..8_usize,
        ) {
            let of = |occurrences: &[(usize, u64)]| {
                let mut parts = Parts::default();
                occurrences.iter().for_each(|(part, count)| parts.add(*part, *count));
                parts
            };
            let mut expected = [0; PARTS];
            occurrences.iter().for_each(|(part, count)| expected[*part] += count);
            let whole = of(&occurrences);
            prop_assert_eq!((whole.get(), whole.sum()), (expected, expected.iter().sum::<u64>()));
            let (left, right) = occurrences.split_at(cut.min(occurrences.len()));
            let mut sum = of(right);
            sum.add_all(&of(left));
            prop_assert_eq!(sum, whole);
        }
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
