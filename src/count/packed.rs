//! Terms with what each group has of them, one after another in as few bytes as hold them: a tenth of what a row for
//! each takes, and read in place, one after another, they are seldom waited for.

use itertools::{EitherOrBoth, Itertools};

use super::TermCount;
use super::parts::{ByPart, PARTS};
use crate::vocabulary::TermId;

/// The terms of all groups by their numbers, each with its entries by the groups' numbers.
///
/// For each term: its number, how many bytes its entries take, the entries. For each entry: the group's number, the
/// frequency, the documents, how many bytes follow, and in these each part with its occurrences.
///
/// Each block holds the terms of the next `OF_BLOCK` numbers: merging frees one after another, so that all terms
/// are never in memory twice.
#[derive(Clone, Debug, Default)]
pub struct Packed(Vec<Vec<u8>>);

/// Numbers of terms to a block: so few that a block is small beside all, and so many that blocks are few.
const OF_BLOCK: u32 = 1 << 14;

/// A term, and what each group that has it has of it.
#[derive(Clone, Copy)]
pub struct Term<'p> {
    /// Its number.
    pub id: TermId,
    entries: &'p [u8],
}

/// What a group has of a term.
#[derive(Clone, Copy)]
pub struct Entry<'p> {
    /// The group's number.
    pub group: u32,
    /// How often the term occurs there.
    pub count: TermCount,
    parts: &'p [u8],
}

impl Packed {
    /// The terms, by their numbers.
    pub fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        self.0.iter().flat_map(|block| terms(block))
    }

    /// How many bytes they take.
    pub(super) fn size(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends a term with its entries, which [`pack`] made; its number is greater than those before.
    pub(super) fn push(&mut self, id: TermId, entries: &[u8]) {
        let block = (id.0 / OF_BLOCK) as usize;
        if self.0.len() <= block {
            self.0.resize_with(block + 1, Vec::new);
        }
        push(id, entries, &mut self.0[block]);
    }

    /// Both added up.
    pub(super) fn merge(self, other: Packed) -> Packed {
        let blocks = self.0.into_iter().zip_longest(other.0).map(|blocks| match blocks {
            EitherOrBoth::Left(block) | EitherOrBoth::Right(block) => block,
            EitherOrBoth::Both(left, right) => merge(&left, &right),
        });
        Packed(blocks.collect())
    }

    /// The same with other numbers: those of terms differ, those of groups may be the same for several, whose entries
    /// are added up.
    pub(super) fn renumbered(&self, term: impl Fn(TermId) -> TermId, group: impl Fn(u32) -> u32) -> Packed {
        let terms = self.terms().map(|of_term| (term(of_term.id), of_term)).sorted_unstable_by_key(|(id, _)| id.0);
        let (mut packed, mut entries) = (Packed::default(), Vec::new());
        for (id, term) in terms {
            entries.clear();
            let renumbered = term.entries().map(|entry| Entry { group: group(entry.group), ..entry });
            add(renumbered.sorted_by_key(|entry| entry.group), &mut entries);
            packed.push(id, &entries);
        }
        packed
    }
}

impl<'p> Term<'p> {
    fn unpack(packed: &mut &'p [u8]) -> Option<Term<'p>> {
        let (id, length) = (unpack(packed)?, unpack(packed)?);
        let (entries, rest) = packed.split_at_checked(length as usize)?;
        *packed = rest;
        Some(Term { id: TermId(id as u32), entries })
    }

    /// What the groups that have it have of it.
    pub fn entries(self) -> impl Iterator<Item = Entry<'p>> {
        let mut packed = self.entries;
        std::iter::from_fn(move || {
            let group = unpack(&mut packed)? as u32;
            let count = TermCount { frequency: unpack(&mut packed)?, documents: unpack(&mut packed)? };
            let length = unpack(&mut packed)?;
            let (parts, rest) = packed.split_at_checked(length as usize)?;
            packed = rest;
            Some(Entry { group, count, parts })
        })
    }

    /// What some of the groups have of it, by their numbers, all together.
    pub fn count(self, is_counted: impl Fn(u32) -> bool) -> TermCount {
        let mut sum = TermCount::default();
        self.entries().filter(|entry| is_counted(entry.group)).for_each(|entry| sum += entry.count);
        sum
    }
}

impl Entry<'_> {
    /// The parts in which it occurs, with its occurrences there.
    pub fn parts(&self) -> impl Iterator<Item = (usize, u64)> {
        let mut parts = self.parts;
        std::iter::from_fn(move || Some((unpack(&mut parts)? as usize, unpack(&mut parts)?)))
    }

    /// Adds its occurrences in each part.
    pub fn add_parts(&self, sum: &mut ByPart) {
        for (part, occurrences) in self.parts() {
            if let Some(sum) = sum.get_mut(part) {
                *sum += occurrences;
            }
        }
    }
}

/// The terms of a block.
fn terms(mut block: &[u8]) -> impl Iterator<Item = Term<'_>> {
    std::iter::from_fn(move || Term::unpack(&mut block))
}

/// Both blocks added up.
fn merge(left: &[u8], right: &[u8]) -> Vec<u8> {
    let (mut sum, mut entries) = (Vec::with_capacity(left.len() + right.len()), Vec::new());
    for term in terms(left).merge_join_by(terms(right), |left, right| left.id.0.cmp(&right.id.0)) {
        match term {
            EitherOrBoth::Left(term) | EitherOrBoth::Right(term) => push(term.id, term.entries, &mut sum),
            EitherOrBoth::Both(left, right) => {
                entries.clear();
                add(left.entries().merge_by(right.entries(), |left, right| left.group <= right.group), &mut entries);
                push(left.id, &entries, &mut sum);
            }
        }
    }
    sum.shrink_to_fit();
    sum
}

/// Appends a term with its entries to a block.
fn push(id: TermId, entries: &[u8], block: &mut Vec<u8>) {
    pack_number(id.0.into(), block);
    pack_number(entries.len() as u64, block);
    block.extend_from_slice(entries);
}

/// Appends entries, those of one group as one.
fn add<'p>(entries: impl IntoIterator<Item = Entry<'p>>, packed: &mut Vec<u8>) {
    for (group, entries) in &entries.into_iter().chunk_by(|entry| entry.group) {
        let (mut count, mut parts) = (TermCount::default(), [0; PARTS]);
        for entry in entries {
            count += entry.count;
            entry.add_parts(&mut parts);
        }
        pack(group, count, &parts, packed);
    }
}

/// Appends what a group has of a term; the frequency is the sum of the parts.
pub(super) fn pack(group: u32, count: TermCount, parts: &ByPart, packed: &mut Vec<u8>) {
    for number in [group.into(), count.frequency, count.documents] {
        pack_number(number, packed);
    }
    let occurring = || (0..).zip(parts).filter(|(_, occurrences)| **occurrences > 0);
    pack_number(occurring().map(|(part, occurrences)| length(part) + length(*occurrences)).sum(), packed);
    for (part, occurrences) in occurring() {
        pack_number(part, packed);
        pack_number(*occurrences, packed);
    }
}

/// Appends a number, seven bits a byte, the lowest first; all but the last byte have their highest bit set (LEB128).
fn pack_number(mut number: u64, packed: &mut Vec<u8>) {
    while number >= 0x80 {
        packed.push(number as u8 | 0x80);
        number >>= 7;
    }
    packed.push(number as u8);
}

/// How many bytes a number takes.
fn length(number: u64) -> u64 {
    u64::from((number | 1).ilog2() / 7) + 1
}

/// Takes a number off; `None` at the end.
#[inline]
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    /// The counts of terms in groups, by term and group: documents, occurrences by part.
    type Table = BTreeMap<(u32, u32), (u64, ByPart)>;

    /// What documents have of terms: a term, a group, a part and occurrences there.
    type Document = (u32, u32, usize, u64);

    fn table<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Table {
        let mut table = Table::new();
        for (term, group, part, occurrences) in documents {
            let (documents, parts) = table.entry((*term, *group)).or_default();
            *documents += 1;
            parts[*part] += occurrences;
        }
        table
    }

    fn packed(table: &Table) -> Packed {
        let mut packed = Packed::default();
        for (term, rows) in &table.iter().chunk_by(|((term, _), _)| *term) {
            let mut entries = Vec::new();
            for ((_, group), (documents, by_part)) in rows {
                let count = TermCount { frequency: by_part.iter().sum(), documents: *documents };
                pack(*group, count, by_part, &mut entries);
            }
            packed.push(TermId(term), &entries);
        }
        packed
    }

    fn unpacked(packed: &Packed) -> Table {
        let rows = packed.terms().flat_map(|term| {
            term.entries().map(move |entry| {
                let mut parts = [0; PARTS];
                entry.add_parts(&mut parts);
                assert_eq!(entry.count.frequency, parts.iter().sum::<u64>());
                ((term.id.0, entry.group), (entry.count.documents, parts))
            })
        });
        rows.collect()
    }

    fn documents() -> impl Strategy<Value = Vec<Document>> {
        let term = prop_oneof![0..300_u32, OF_BLOCK - 150..OF_BLOCK + 150, 3 * OF_BLOCK..3 * OF_BLOCK + 300];
        prop::collection::vec((term, 0..200_u32, 0..PARTS, 1..1_u64 << 50), 0..40)
    }

    proptest! {
        #[test]
        fn what_is_packed_is_read_as_it_was_and_in_order(documents in documents()) {
            let table = table(&documents);
            let packed = packed(&table);
            prop_assert_eq!(unpacked(&packed), table);
            prop_assert!(packed.terms().is_sorted_by_key(|term| term.id.0));
        }

        #[test]
        fn merging_is_counting_all_at_once_to_the_byte(documents in documents(), cut in 0..40_usize) {
            let (left, right) = documents.split_at(cut.min(documents.len()));
            let (left, right, whole) = (packed(&table(left)), packed(&table(right)), packed(&table(&documents)));
            prop_assert_eq!(&left.clone().merge(right.clone()).0, &whole.0);
            prop_assert_eq!(&right.merge(left).0, &whole.0);
        }

        #[test]
        fn with_other_numbers_it_is_as_if_it_had_been_counted_with_them(documents in documents(), groups in 1..9_u32) {
            let renumbered = documents.iter().map(|(term, group, part, count)| (4 * OF_BLOCK - term, group % groups, *part, *count));
            let expected = packed(&table(&renumbered.collect_vec()));
            let packed = packed(&table(&documents));
            prop_assert_eq!(packed.renumbered(|term| TermId(4 * OF_BLOCK - term.0), |group| group % groups).0, expected.0);
        }
    }
}
