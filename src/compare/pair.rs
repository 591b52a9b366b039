//! Groups -> the pairs that are compared with one another.

use itertools::Itertools;

use super::entries::Filter;
use crate::count::{ByPart, DOCUMENTS, Entry, GroupCounts, PARTS, Term, TermCount};
use crate::group::ALL;
use crate::measure::ContingencyTable;

/// A group, or all groups but one, under one name.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) name: &'a str,
    /// Which groups' entries are its own.
    members: Members,
    /// All that is counted but terms.
    pub(super) counts: &'a GroupCounts,
    /// What is taken away from `counts`: the group that all others are the others of.
    pub(super) less: Option<&'a GroupCounts>,
}

/// Some of the groups, by their numbers.
#[derive(Clone, Copy)]
enum Members {
    One(u32),
    /// All but one and the reference corpus.
    Others {
        but: u32,
        reference: Option<u32>,
    },
}

impl Members {
    fn has(self, number: u32) -> bool {
        match self {
            Members::One(group) => number == group,
            Members::Others { but, reference } => number != but && Some(number) != reference,
        }
    }
}

impl<'a> Side<'a> {
    /// A group.
    pub(super) fn of((name, counts): (&'a str, &'a GroupCounts)) -> Side<'a> {
        Side { name, members: Members::One(counts.number), counts, less: None }
    }

    /// A count of the side: what `count` says of a group.
    pub(super) fn count(&self, count: impl Fn(&GroupCounts) -> u64) -> u64 {
        count(self.counts) - self.less.map_or(0, count)
    }

    /// Whether it is the group of a number.
    pub(super) fn is_group(&self, number: Option<u32>) -> bool {
        matches!(self.members, Members::One(group) if Some(group) == number)
    }

    /// How often a term occurs in it, and in how many of its documents.
    pub(super) fn of_term(&self, term: Term) -> TermCount {
        term.count(|group| self.members.has(group))
    }

    /// Whether a term occurs in it.
    pub(super) fn has(&self, term: Term) -> bool {
        term.entries().any(|entry| self.members.has(entry.group))
    }

    /// Whether its documents are its clusters; otherwise its paragraphs are.
    pub(super) fn by_document(&self) -> bool {
        self.count(|counts| counts.documents) >= DOCUMENTS
    }

    /// Its tokens by part.
    pub(super) fn part_tokens(&self) -> ByPart {
        let of =
            |counts: &GroupCounts| if self.by_document() { counts.part_tokens } else { counts.by_paragraph.tokens };
        self.by_part(of)
    }

    /// A term's occurrences by part.
    pub(super) fn parts(&self, term: Term) -> ByPart {
        if self.by_document() {
            let mut parts = [0; PARTS];
            let own = |entry: &Entry| self.members.has(entry.group);
            term.entries().filter(own).for_each(|entry| entry.add_parts(&mut parts));
            return parts;
        }
        self.by_part(|counts| counts.by_paragraph.of(term.id))
    }

    fn by_part(&self, of: impl Fn(&GroupCounts) -> ByPart) -> ByPart {
        let less = self.less.map(&of).unwrap_or_default();
        let mut parts = of(self.counts);
        std::iter::zip(&mut parts, less).for_each(|(part, less)| *part -= less);
        parts
    }

    /// How many of its clauses have a theme.
    pub(super) fn clauses(&self, theme: usize) -> u64 {
        self.count(|counts| counts.themes.get(&theme).map_or(0, |count| count.clauses))
    }
}

/// A target and the reference that it is compared with.
pub(super) struct Pair<'a> {
    pub(super) reference: Side<'a>,
    pub(super) target: Side<'a>,
}

impl Pair<'_> {
    /// How often a term occurs in the reference and in the target, and in how many documents of each.
    pub(super) fn of_term(&self, term: Term) -> [TermCount; 2] {
        let mut counts = [TermCount::default(); 2];
        for entry in term.entries() {
            for (side, count) in std::iter::zip([&self.reference, &self.target], &mut counts) {
                if side.members.has(entry.group) {
                    *count += entry.count;
                }
            }
        }
        counts
    }

    /// The frequencies of a term that occurs this often in the reference and in the target.
    pub(super) fn table(&self, [reference, target]: [TermCount; 2]) -> ContingencyTable {
        ContingencyTable {
            target: target.frequency,
            target_total: self.target.count(|counts| counts.tokens),
            reference: reference.frequency,
            reference_total: self.reference.count(|counts| counts.tokens),
        }
    }

    /// Whether the target is compared with all others together.
    pub(super) fn is_to_others(&self) -> bool {
        matches!(self.reference.members, Members::Others { .. })
    }

    /// A term's occurrences by part, in the reference and in the target.
    pub(super) fn parts(&self, term: Term) -> [ByPart; 2] {
        [self.reference, self.target].map(|side| side.parts(term))
    }

    /// Whether a listed term that occurs this often in the reference and in the target is shown where they are
    /// compared.
    pub(super) fn shows([mut both, target]: [TermCount; 2], filter: &Filter) -> bool {
        both += target;
        // What neither has is not compared, whatever is frequent enough.
        both.frequency >= filter.min_frequency.max(1) && both.documents >= filter.min_documents
    }
}

/// The pairs that are compared: each group and the one before it, the last and the first, each and all others, each and
/// the reference corpus.
pub(super) fn pairs<'a>(
    groups: &[(&'a str, &'a GroupCounts)],
    total: &'a GroupCounts,
    reference: Option<(&'a str, &'a GroupCounts)>,
) -> Vec<Pair<'a>> {
    let sides = groups.iter().map(|group| Side::of(*group)).collect_vec();
    let neighbours = sides.iter().tuple_windows().map(|(&reference, &target)| Pair { reference, target });
    let ends = match sides.as_slice() {
        [first, _, .., last] => Some(Pair { reference: *first, target: *last }),
        // With two groups, they are neighbours.
        _ => None,
    };
    // And the others are the other.
    let compared = if ends.is_some() { sides.as_slice() } else { &[] };
    let others = compared.iter().map(|&target| {
        let reference = reference.map(|(_, counts)| counts.number);
        let members = Members::Others { but: target.counts.number, reference };
        let reference = Side { name: ALL, members, counts: total, less: Some(target.counts) };
        Pair { reference, target }
    });
    let reference = reference.map(Side::of);
    let to_reference =
        reference.iter().flat_map(|&reference| sides.iter().map(move |&target| Pair { reference, target }));
    neighbours.chain(ends).chain(others).chain(to_reference).collect()
}
