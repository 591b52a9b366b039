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

/// The part that a document falls into, or (`line` says which) one of its paragraphs: drawn by a hash.
pub(super) fn part(seed: u64, document: &str, line: Option<u64>) -> usize {
    let hash = XxHash64::oneshot(seed, document.as_bytes());
    let hash = line.map_or(hash, |line| XxHash64::oneshot(hash, &line.to_le_bytes()));
    (hash % PARTS as u64) as usize
}

/// A term's occurrences by part: most terms stand in one alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    /// In no part.
    #[default]
    None,
    /// In one part, so often.
    One(u8, u64),
    /// In several.
    Several(Box<ByPart>),
}

impl Parts {
    /// Adds occurrences, one at least, in a part.
    pub fn add(&mut self, part: usize, occurrences: u64) {
        match self {
            Parts::None => *self = Parts::One(part as u8, occurrences),
            Parts::One(known, sum) if usize::from(*known) == part => *sum += occurrences,
            Parts::One(..) => {
                let mut all = self.get();
                all[part] = occurrences;
                *self = Parts::Several(Box::new(all));
            }
            Parts::Several(all) => all[part] += occurrences,
        }
    }

    /// Adds another's occurrences.
    pub fn add_all(&mut self, other: &Parts) {
        match other {
            Parts::None => (),
            Parts::One(part, occurrences) => self.add(usize::from(*part), *occurrences),
            Parts::Several(all) => {
                all.iter()
                    .enumerate()
                    .filter(|(_, count)| **count > 0)
                    .for_each(|(part, count)| self.add(part, *count));
            }
        }
    }

    /// The occurrences in each part.
    pub fn get(&self) -> ByPart {
        let mut all = [0; PARTS];
        match self {
            Parts::None => (),
            Parts::One(part, occurrences) => all[usize::from(*part)] = *occurrences,
            Parts::Several(parts) => all = **parts,
        }
        all
    }
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

    #[test]
    fn documents_and_paragraphs_are_dealt_evenly_and_otherwise_with_another_seed() {
        let deal = |seed, line: fn(u64) -> Option<u64>| {
            let mut sizes = [0; PARTS];
            (0..2000).for_each(|number| sizes[part(seed, &format!("{}.txt", number / 4), line(number % 4))] += 1);
            sizes
        };
        // 2000 paragraphs, 500 documents: a part is 100 with a standard deviation of 9.7, or (of fours) 19.
        assert!(deal(1, Some).iter().all(|size| (60..140).contains(size)), "{:?}", deal(1, Some));
        assert!(deal(1, |_| None).iter().all(|size| (30..180).contains(size)), "{:?}", deal(1, |_| None));
        assert_ne!(deal(1, Some), deal(2, Some));
        assert_eq!(part(0, "", None), 0xef46_db37_51d8_e999_u64 as usize % PARTS, "not XXH64's published value");
    }
}
