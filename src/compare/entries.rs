//! Groups -> their terms one after another, each with what every group has of it: who walks over terms needs no look-up.

use rustc_hash::FxHashMap;

use crate::count::{ByPart, Counts, GroupCounts, TermCount, TermCounts};
use crate::language::Stopwords;
use crate::vocabulary::TermId;

/// The terms of all groups.
pub(super) struct Entries<'a> {
    /// The terms by their numbers, and where their entries begin in `packed`.
    terms: Vec<(TermId, usize)>,
    /// Each term's entries, by group: the group's number, the frequency, the documents, how many bytes follow, and in
    /// these each part with its occurrences. Read in place, they take a tenth of what the groups' maps take, and who
    /// walks over them waits for memory seldom.
    packed: Vec<u8>,
    /// By spelling.
    frequent: Vec<Frequent<'a>>,
}

/// A term, and what each group that has it has of it.
#[derive(Clone, Copy)]
pub(super) struct Term<'e> {
    pub(super) id: TermId,
    packed: &'e [u8],
}

/// What a group has of a term.
#[derive(Clone, Copy)]
pub(super) struct Entry<'e> {
    /// The group's number.
    pub(super) group: u64,
    pub(super) count: TermCount,
    parts: &'e [u8],
}

/// A term that is listed and, all groups together, frequent enough.
pub(super) struct Frequent<'a> {
    /// As a reader is shown it.
    pub(super) name: &'a str,
    /// Its place among the names; equal names have the same.
    pub(super) spelling: u32,
    /// Its place among the terms.
    term: u32,
}

impl<'a> Entries<'a> {
    /// The groups' terms; the groups have the numbers of their order.
    pub(super) fn new(groups: &[&'a GroupCounts], filter: &Filter<'a>) -> Entries<'a> {
        let of_group = |(group, counts): (u32, &&'a GroupCounts)| {
            counts.terms.iter().map(move |(term, counts)| (term.0, group, counts))
        };
        let mut counts = Vec::with_capacity(groups.iter().map(|group| group.terms.len()).sum());
        counts.extend((0..).zip(groups).flat_map(of_group));
        counts.sort_unstable_by_key(|(term, group, _)| (*term, *group));
        let (mut terms, mut packed) = (Vec::new(), Vec::new());
        for of_term in counts.chunk_by(|left, right| left.0 == right.0) {
            terms.extend(of_term.first().map(|(term, ..)| (TermId(*term), packed.len())));
            of_term.iter().for_each(|(_, group, counts)| pack(*group, counts, &mut packed));
        }
        drop(counts);
        packed.shrink_to_fit();
        let mut entries = Entries { terms, packed, frequent: Vec::new() };
        entries.frequent = entries.find_frequent(filter);
        entries
    }

    fn find_frequent(&self, filter: &Filter<'a>) -> Vec<Frequent<'a>> {
        let frequent = (0..).zip(self.terms()).filter_map(|(place, term)| {
            let count = term.count(|_| true);
            let is_frequent = count.frequency >= filter.min_frequency && count.documents >= filter.min_documents;
            let name = if is_frequent { filter.names.get(term.id) } else { None };
            Some(Frequent { name: name?, spelling: 0, term: place })
        });
        let mut frequent: Vec<Frequent> = frequent.collect();
        frequent.shrink_to_fit();
        let stem = |term: &Frequent| filter.names.counts.vocabulary.term(self.of(term).id);
        frequent.sort_unstable_by(|left, right| {
            // Stems that are shown in the same form are told apart by themselves.
            left.name.cmp(right.name).then_with(|| stem(left).cmp(stem(right)))
        });
        for (spelling, equal) in (0..).zip(frequent.chunk_by_mut(|left, right| left.name == right.name)) {
            equal.iter_mut().for_each(|term| term.spelling = spelling);
        }
        frequent
    }

    /// All terms, in an order that is the same for the same counts.
    pub(super) fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        (0..self.terms.len()).map(|place| self.at(place))
    }

    /// The terms that are listed and frequent enough in all groups together, by spelling.
    pub(super) fn frequent(&self) -> &[Frequent<'a>] {
        &self.frequent
    }

    /// Such a term's entries.
    pub(super) fn of(&self, term: &Frequent) -> Term<'_> {
        self.at(term.term as usize)
    }

    fn at(&self, place: usize) -> Term<'_> {
        let (id, begin) = self.terms[place];
        let end = self.terms.get(place + 1).map_or(self.packed.len(), |(_, end)| *end);
        Term { id, packed: &self.packed[begin..end] }
    }
}

impl<'e> Term<'e> {
    /// What the groups that have it have of it.
    pub(super) fn entries(self) -> impl Iterator<Item = Entry<'e>> {
        let mut packed = self.packed;
        std::iter::from_fn(move || {
            let group = unpack(&mut packed)?;
            let count = TermCount { frequency: unpack(&mut packed)?, documents: unpack(&mut packed)? };
            let length = unpack(&mut packed)?;
            let (parts, rest) = packed.split_at_checked(length as usize)?;
            packed = rest;
            Some(Entry { group, count, parts })
        })
    }

    /// What some of the groups have of it, by their numbers, all together.
    pub(super) fn count(self, is_counted: impl Fn(u64) -> bool) -> TermCount {
        let mut sum = TermCount::default();
        self.entries().filter(|entry| is_counted(entry.group)).for_each(|entry| sum += entry.count);
        sum
    }
}

impl Entry<'_> {
    /// Adds its occurrences in each part.
    pub(super) fn add_parts(&self, sum: &mut ByPart) {
        let mut parts = self.parts;
        while let (Some(part), Some(occurrences)) = (unpack(&mut parts), unpack(&mut parts)) {
            if let Some(sum) = sum.get_mut(part as usize) {
                *sum += occurrences;
            }
        }
    }
}

/// Appends an entry.
fn pack(group: u32, counts: &TermCounts, packed: &mut Vec<u8>) {
    let TermCount { frequency, documents } = counts.count();
    for number in [group.into(), frequency, documents] {
        pack_number(number, packed);
    }
    let mut parts = Vec::new();
    for (part, occurrences) in (0..).zip(counts.parts.get()).filter(|(_, occurrences)| *occurrences > 0) {
        pack_number(part, &mut parts);
        pack_number(occurrences, &mut parts);
    }
    pack_number(parts.len() as u64, packed);
    packed.extend_from_slice(&parts);
}

/// Appends a number, seven bits a byte, the lowest first; all but the last byte have their highest bit set.
fn pack_number(mut number: u64, packed: &mut Vec<u8>) {
    while number >= 0x80 {
        packed.push(number as u8 | 0x80);
        number >>= 7;
    }
    packed.push(number as u8);
}

/// Takes a number off; `None` at the end.
fn unpack(packed: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (byte, rest) = packed.split_first()?;
        *packed = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

/// Which terms tables list. What isn't listed stands in every total.
pub(super) struct Filter<'a> {
    pub(super) names: Names<'a>,
    pub(super) min_frequency: u64,
    pub(super) min_documents: u64,
}

/// What a reader is shown for a term.
pub(super) struct Names<'a> {
    counts: &'a Counts,
    stopwords: &'a Stopwords,
    /// For stems.
    forms: FxHashMap<TermId, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(counts: &'a Counts, stopwords: &'a Stopwords) -> Names<'a> {
        Names { counts, stopwords, forms: counts.stem_forms() }
    }

    /// The term as a reader is shown it; `None` for what isn't listed: function words and terms without a letter.
    pub(super) fn get(&self, id: TermId) -> Option<&'a str> {
        let term = self.counts.vocabulary.term(id);
        let is_listed = term.chars().any(char::is_alphabetic) && !self.stopwords.contains(term);
        is_listed.then(|| self.forms.get(&id).copied().unwrap_or(term))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{PARTS, Parts};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn entries_are_read_as_they_were_packed(
            groups in prop::collection::vec((any::<u32>(), any::<u64>(), prop::collection::vec((0..PARTS, 1..1_u64 << 50), 0..4)), 0..4)
        ) {
            let mut packed = Vec::new();
            let counts = |documents: u64, occurrences: &[(usize, u64)]| {
                let mut parts = Parts::default();
                occurrences.iter().for_each(|(part, occurrences)| parts.add(*part, *occurrences));
                TermCounts { documents, parts }
            };
            for (group, documents, parts) in &groups {
                pack(*group, &counts(*documents, parts), &mut packed);
            }
            let mut entries = Term { id: TermId(0), packed: &packed }.entries();
            for (group, documents, parts) in &groups {
                let (expected, entry) = (counts(*documents, parts), entries.next().unwrap());
                prop_assert_eq!((entry.group, entry.count), (u64::from(*group), expected.count()));
                let mut sum = [0; PARTS];
                entry.add_parts(&mut sum);
                prop_assert_eq!(sum, expected.parts.get());
            }
            prop_assert!(entries.next().is_none());
        }
    }
}
