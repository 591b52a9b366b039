//! The clearest passages on each theme: a few of a group, whatever its size.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// At most this many passages are kept for a theme of a group.
pub const PASSAGES: usize = 3;

/// A clause that speaks of a theme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Whether it states a priority, and the score by which it does.
    pub is_priority: bool,
    /// How many keywords of the theme it has.
    pub hits: u64,
    /// The score of [`crate::priority`].
    pub score: f64,
    /// Its document.
    pub document: String,
    /// Its line there, from 1.
    pub line: u64,
    /// Its number in the document, from 1.
    pub clause: u64,
}

/// How clear a passage is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clarity {
    /// Whether it states a priority.
    pub is_priority: bool,
    /// How many keywords of the theme it has.
    pub hits: u64,
    /// The score of [`crate::priority`].
    pub score: f64,
}

impl Clarity {
    /// The clearest first: what states a priority, then by keywords and score.
    fn order(&self, other: &Clarity) -> Ordering {
        let by_kind = (other.is_priority, other.hits).cmp(&(self.is_priority, self.hits));
        by_kind.then_with(|| other.score.total_cmp(&self.score))
    }
}

/// A passage's clarity, its document and its clause there.
pub type Place<'p> = (Clarity, &'p str, u64);

/// The order of passages on a theme, the same wherever they are shown: the clearest first, of equals by names and places.
pub fn clearest_first(left: Place, right: Place) -> Ordering {
    left.0.order(&right.0).then_with(|| (left.1, left.2).cmp(&(right.1, right.2)))
}

impl Evidence {
    fn clarity(&self) -> Clarity {
        Clarity { is_priority: self.is_priority, hits: self.hits, score: self.score }
    }

    /// The order of passages on a theme: the clearest first.
    pub fn order(&self, other: &Evidence) -> Ordering {
        clearest_first(self.place(), other.place())
    }

    fn place(&self) -> Place<'_> {
        (self.clarity(), &self.document, self.clause)
    }
}

/// The clearest of some passages in different lines, in their order. Lists are added up in any order with the same result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clearest(Vec<Evidence>);

impl Clearest {
    /// Adds a passage, and drops the less clear one of a line, and the least clear one where there are more than
    /// `PASSAGES`.
    pub fn add(&mut self, evidence: Evidence) {
        let is_same_line = |known: &Evidence| known.line == evidence.line && known.document == evidence.document;
        if let Some(known) = self.0.iter().position(is_same_line) {
            if self.0[known].order(&evidence) == Ordering::Less {
                return;
            }
            self.0.remove(known);
        }
        let place = self.0.partition_point(|known| known.order(&evidence) == Ordering::Less);
        if place < PASSAGES {
            self.0.insert(place, evidence);
            self.0.truncate(PASSAGES);
        }
    }

    /// Whether there are clearer ones already than any of this clarity can be: it need not be added.
    pub fn outdo(&self, is_priority: bool, hits: u64, score: f64) -> bool {
        let last = self.0.last().filter(|_| self.0.len() == PASSAGES);
        last.is_some_and(|last| last.clarity().order(&Clarity { is_priority, hits, score }) == Ordering::Less)
    }

    /// The passages, the clearest first.
    pub fn iter(&self) -> impl Iterator<Item = &Evidence> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clearest_of_different_lines_are_kept_whatever_the_order() {
        let evidence = |is_priority, hits, score, clause| Evidence {
            is_priority,
            hits,
            score,
            document: "a".into(),
            line: clause / 10,
            clause,
        };
        let all = [
            evidence(false, 5, -0.5, 10),
            evidence(true, 1, 2.0, 20),
            evidence(true, 2, 0.5, 30),
            evidence(true, 1, 3.0, 31),
            evidence(true, 1, 2.0, 40),
            evidence(true, 1, 1.0, 50),
        ];
        for shift in 0..all.len() {
            let mut clearest = Clearest::default();
            for evidence in all.iter().cycle().skip(shift).take(all.len()) {
                let before = clearest.clone();
                let is_outdone = clearest.outdo(evidence.is_priority, evidence.hits, evidence.score);
                clearest.add(evidence.clone());
                assert!(!is_outdone || clearest == before);
            }
            assert!(clearest.outdo(true, 1, 1.0) && !clearest.outdo(true, 1, 2.0));
            assert_eq!(clearest.iter().map(|evidence| evidence.clause).collect::<Vec<_>>(), [30, 20, 40]);
        }
    }
}
