//! Which rows the tables of terms have. Those of a large corpus would be larger than the corpus, nearly half of them on
//! terms too rare to tell anything.
//!
//! A row that is left out is computed as far as others depend on it: q-values, ranks and sums are the same with and
//! without it.

use crate::count::Counts;
use crate::options::Options;

use super::pair::Pair;

/// From this many words on a corpus is large, all groups and the reference corpus together.
const LARGE: u64 = 1_000_000;

/// What is rarer has no row where the corpus is large.
pub const FREQUENT: u64 = 5;

/// This many rows at the telling ends of each section are there however rare their terms are: charts are made of them.
pub const ENDS: usize = 50;

/// The least frequency of a term that has a row, where nobody says another.
pub const TWICE: u64 = 2;

/// Which rows there are, of those that the filters leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// All of them.
    #[default]
    All,
    /// Those of a large corpus that tell something: none of terms and neighbours that occur fewer than five times where
    /// the row counts them, but for the [`ENDS`] of each section, and none of a group against all others.
    Telling,
}

impl Listing {
    /// What is said counts; otherwise it depends on the size of what was counted.
    pub(super) fn new(counts: &Counts, options: &Options) -> Listing {
        let words: u64 = counts.groups.values().map(|group| group.tokens).sum();
        match options.min_frequency {
            None if words >= LARGE => Listing::Telling,
            _ => Listing::All,
        }
    }

    /// The least frequency of what has a row at all.
    pub(super) fn min_frequency(options: &Options) -> u64 {
        options.min_frequency.unwrap_or(TWICE)
    }

    /// Whether what occurs so often has a row wherever it stands.
    pub(super) fn has(self, frequency: u64) -> bool {
        self == Listing::All || frequency >= FREQUENT
    }

    /// Whether the terms of a pair of groups have rows.
    pub(super) fn has_pair(self, pair: &Pair) -> bool {
        self == Listing::All || !pair.is_to_others()
    }

    /// Leaves those of a section's rows that there are: of `rows` in their order, `frequency` says how often each one's
    /// term occurs; `tells` says where a place among so many tells something however rare its term is.
    pub(super) fn leave<R>(
        self,
        rows: &mut Vec<R>,
        frequency: impl Fn(&R) -> u64,
        tells: impl Fn(usize, usize) -> bool,
    ) {
        if self == Listing::All {
            return;
        }
        let (all, mut place) = (rows.len(), 0);
        rows.retain(|row| {
            place += 1;
            self.has(frequency(row)) || tells(place - 1, all)
        });
        rows.shrink_to_fit();
    }
}

/// Whether a place is one of the first.
pub(super) fn is_first(place: usize, _all: usize) -> bool {
    place < ENDS
}

/// Whether a place is one of the first or of the last.
pub(super) fn is_at_an_end(place: usize, all: usize) -> bool {
    place < ENDS || place + ENDS >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_rows_stay_at_the_ends_that_charts_are_made_of() {
        let left = |listing: Listing, tells: fn(usize, usize) -> bool| {
            let mut rows: Vec<u64> = (0..200).collect();
            // Two rows of the middle are frequent.
            listing.leave(&mut rows, |row| if [90, 91].contains(row) { FREQUENT } else { FREQUENT - 1 }, tells);
            rows
        };
        assert!(left(Listing::All, is_first).into_iter().eq(0..200));
        assert!(left(Listing::Telling, is_first).into_iter().eq((0..50).chain(90..92)));
        assert!(left(Listing::Telling, is_at_an_end).into_iter().eq((0..50).chain(90..92).chain(150..200)));
    }
}
