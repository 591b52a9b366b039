//! What was found in a clause beside a keyword: whether the conditions of its rule are met.

use std::ops::Range;

use crate::language::{LineTokens, UnitKind};

/// Which lists of conditions each phrase is in: a row of bits for each phrase.
#[derive(Debug, Default)]
pub(super) struct ConditionLists {
    /// How many words of bits a row has.
    width: usize,
    bits: Vec<u64>,
}

impl ConditionLists {
    pub fn new(phrases: usize, lists: &[Vec<usize>]) -> ConditionLists {
        let width = lists.len().div_ceil(64);
        let mut bits = vec![0; width * phrases];
        for (list, of_list) in lists.iter().enumerate() {
            of_list.iter().for_each(|phrase| bits[phrase * width + list / 64] |= 1 << (list % 64));
        }
        ConditionLists { width, bits }
    }

    #[inline]
    pub fn holds(&self, list: usize, phrase: usize) -> bool {
        self.bits[phrase * self.width + list / 64] & 1 << (list % 64) != 0
    }
}

/// A phrase found in a clause.
#[derive(Clone, Debug)]
pub(super) struct PhraseMatch {
    /// The line's units that it takes.
    pub units: Range<usize>,
    /// Its number.
    pub phrase: usize,
}

/// What was found in a clause, by the lists of conditions. A list is searched once, however many keywords ask for it: a
/// text may have no clauses.
pub(super) struct Beside<'c> {
    line: &'c LineTokens,
    places: &'c [PhraseMatch],
    lists: &'c ConditionLists,
    of_lists: Vec<(usize, OfList)>,
    /// The words of the clause up to each of its units; empty until it is asked for.
    words: Vec<usize>,
}

/// Where the phrases of a list are in a clause.
#[derive(Default)]
struct OfList {
    /// Where they start, in order, and how far those reach that start there or before.
    starts: Vec<usize>,
    reach: Vec<usize>,
    /// Where they end, in order.
    ends: Vec<usize>,
}

impl<'c> Beside<'c> {
    pub fn new(line: &'c LineTokens, places: &'c [PhraseMatch], lists: &'c ConditionLists) -> Beside<'c> {
        Beside { line, places, lists, of_lists: Vec::new(), words: Vec::new() }
    }

    fn of_list(&mut self, list: usize) -> &OfList {
        let known = self.of_lists.iter().position(|(known, _)| *known == list).unwrap_or_else(|| {
            let mut of_list = OfList::default();
            for place in self.places.iter().filter(|place| self.lists.holds(list, place.phrase)) {
                of_list.starts.push(place.units.start);
                of_list.reach.push(place.units.end.max(of_list.reach.last().copied().unwrap_or_default()));
                of_list.ends.push(place.units.end);
            }
            of_list.ends.sort_unstable();
            self.of_lists.push((list, of_list));
            self.of_lists.len() - 1
        });
        &self.of_lists[known].1
    }

    /// Whether a phrase of a list comes before or after these units, with at most `near` words between.
    pub fn occurs(&mut self, list: usize, units: &Range<usize>, near: usize) -> bool {
        let OfList { starts, ends, .. } = self.of_list(list);
        let before = ends[..ends.partition_point(|end| *end <= units.start)].last().copied();
        let behind = starts.get(starts.partition_point(|start| *start < units.end)).copied();
        if near == usize::MAX {
            return before.or(behind).is_some();
        }
        before.is_some_and(|end| self.words(end..units.start) <= near)
            || behind.is_some_and(|start| self.words(units.end..start) <= near)
    }

    /// Whether a phrase of a list shares any of these units.
    pub fn overlaps(&mut self, list: usize, units: &Range<usize>) -> bool {
        let OfList { starts, reach, .. } = self.of_list(list);
        reach[..starts.partition_point(|start| *start < units.end)].last().is_some_and(|end| *end > units.start)
    }

    /// How many words are among units between two places of the clause.
    fn words(&mut self, between: Range<usize>) -> usize {
        let first = self.places[0].units.start;
        if self.words.is_empty() {
            let end = self.places.iter().map(|place| place.units.end).max().unwrap_or(first);
            let is_word = |unit: usize| usize::from(self.line.units[unit].kind != UnitKind::Punctuation);
            let mut sum = 0;
            self.words.push(sum);
            self.words.extend((first..end).map(|unit| {
                sum += is_word(unit);
                sum
            }));
        }
        self.words[between.end - first] - self.words[between.start - first]
    }
}
