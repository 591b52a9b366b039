//! Groups -> the pairs that are held against one another, and which of their terms tables list.

use itertools::Itertools;
use rustc_hash::FxHashMap;

use crate::count::{ByPart, Counts, DOCUMENTS, GroupCounts, Parts};
use crate::group::ALL;
use crate::language::Stopwords;
use crate::vocabulary::TermId;

/// A group, or all groups but one, under one name.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) name: &'a str,
    pub(super) counts: &'a GroupCounts,
    /// What is taken away from `counts`: the group that all others are the others of.
    pub(super) less: Option<&'a GroupCounts>,
}

impl<'a> Side<'a> {
    pub(super) fn of((name, counts): (&'a str, &'a GroupCounts)) -> Side<'a> {
        Side { name, counts, less: None }
    }

    /// A count of the side: what `count` says of a group.
    pub(super) fn count(&self, count: impl Fn(&GroupCounts) -> u64) -> u64 {
        count(self.counts) - self.less.map_or(0, count)
    }

    /// How often a term stands in it.
    pub(super) fn frequency(&self, term: TermId) -> u64 {
        self.count(|counts| counts.terms.get(&term).map_or(0, |counts| counts.count.frequency))
    }

    /// In how many of its documents a term stands.
    pub(super) fn documents(&self, term: TermId) -> u64 {
        self.count(|counts| counts.terms.get(&term).map_or(0, |counts| counts.count.documents))
    }

    /// Whether its documents are what is drawn and judged together; else its paragraphs are.
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
    pub(super) fn parts(&self, term: TermId) -> ByPart {
        let of = |counts: &GroupCounts| match self.by_document() {
            true => counts.terms.get(&term).map(|counts| counts.parts.get()),
            false => counts.by_paragraph.terms.get(&term).map(Parts::get),
        };
        self.by_part(|counts| of(counts).unwrap_or_default())
    }

    pub(super) fn by_part(&self, of: impl Fn(&GroupCounts) -> ByPart) -> ByPart {
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

/// A target and the reference that it is held against.
pub(super) struct Pair<'a> {
    pub(super) reference: Side<'a>,
    pub(super) target: Side<'a>,
}

impl Pair<'_> {
    /// The terms of both, each once, in no order.
    pub(super) fn terms(&self) -> impl Iterator<Item = TermId> {
        let target = &self.target.counts.terms;
        let others = self.reference.counts.terms.keys().filter(|id| !target.contains_key(id));
        target.keys().chain(others).copied()
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
        let reference = Side { name: ALL, counts: total, less: Some(target.counts) };
        Pair { reference, target }
    });
    let reference = reference.map(Side::of);
    let to_reference =
        reference.iter().flat_map(|&reference| sides.iter().map(move |&target| Pair { reference, target }));
    neighbours.chain(ends).chain(others).chain(to_reference).collect()
}

/// Which terms tables list, each as a reader is shown it. What isn't listed stands in every total.
pub(super) struct Filter<'a> {
    pub(super) listed: FxHashMap<TermId, &'a str>,
    pub(super) min_frequency: u64,
    pub(super) min_documents: u64,
}

impl Filter<'_> {
    /// Whether a term is listed where a pair is compared.
    pub(super) fn shows(&self, pair: &Pair, id: TermId) -> bool {
        let Pair { reference, target } = pair;
        self.listed.contains_key(&id)
            && reference.frequency(id) + target.frequency(id) >= self.min_frequency
            && (self.min_documents <= 1 || reference.documents(id) + target.documents(id) >= self.min_documents)
    }
}

/// The terms that tables list, each as a reader is shown it: content words. Function words and terms without a letter
/// are not listed; they stay in every total.
pub(super) fn listed_terms<'a>(counts: &'a Counts, stopwords: &Stopwords) -> FxHashMap<TermId, &'a str> {
    let forms = counts.stem_forms();
    counts
        .vocabulary
        .iter()
        .filter(|(_, term)| term.chars().any(char::is_alphabetic) && !stopwords.contains(term))
        .map(|(id, term)| (id, forms.get(&id).copied().unwrap_or(term)))
        .collect()
}
