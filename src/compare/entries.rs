//! The terms that are compared, each with what every group has of it: who walks over terms needs no look-up.

use rustc_hash::FxHashMap;

use super::listing::Listing;
use crate::count::{Counts, Packed, Term};
use crate::language::{Alphabet, Stopwords};
use crate::vocabulary::TermId;

/// The terms of all groups.
pub(super) struct Entries<'a> {
    packed: &'a Packed,
    /// In the order of the alphabet.
    frequent: Vec<Frequent<'a>>,
}

/// A term that is listed and, all groups together, frequent enough.
pub(super) struct Frequent<'a> {
    /// As a reader is shown it.
    pub(super) name: &'a str,
    /// Its place among the names; equal names have the same.
    pub(super) spelling: u32,
    /// What the groups have of it.
    pub(super) term: Term<'a>,
}

impl<'a> Entries<'a> {
    /// The terms that were counted.
    pub(super) fn new(packed: &'a Packed, filter: &Filter<'a>, alphabet: &Alphabet) -> Entries<'a> {
        let frequent = packed.terms().filter_map(|term| {
            let count = term.count(|_| true);
            let is_frequent = count.frequency >= filter.min_frequency && count.documents >= filter.min_documents;
            let name = if is_frequent { filter.names.get(term.id) } else { None };
            Some(Frequent { name: name?, spelling: 0, term })
        });
        let mut frequent: Vec<Frequent> = frequent.collect();
        frequent.shrink_to_fit();
        let stem = |frequent: &Frequent| filter.names.counts.vocabulary.term(frequent.term.id);
        frequent.sort_unstable_by(|left, right| {
            // Stems that are shown in the same form are told apart by themselves.
            left.name.cmp(right.name).then_with(|| stem(left).cmp(stem(right)))
        });
        frequent.sort_by_cached_key(|frequent| alphabet.key(frequent.name));
        for (spelling, equal) in (0..).zip(frequent.chunk_by_mut(|left, right| left.name == right.name)) {
            equal.iter_mut().for_each(|term| term.spelling = spelling);
        }
        Entries { packed, frequent }
    }

    /// All terms, in an order that is the same for the same counts.
    pub(super) fn terms(&self) -> impl Iterator<Item = Term<'a>> {
        self.packed.terms()
    }

    /// The terms that are listed and frequent enough in all groups together, by spelling.
    pub(super) fn frequent(&self) -> &[Frequent<'a>] {
        &self.frequent
    }
}

/// Which terms tables list. What isn't listed still counts in every total.
pub(super) struct Filter<'a> {
    pub(super) names: TermNames<'a>,
    pub(super) min_frequency: u64,
    pub(super) min_documents: u64,
    /// Of those which have rows.
    pub(super) listing: Listing,
}

/// What a reader is shown for a term.
pub(super) struct TermNames<'a> {
    counts: &'a Counts,
    stopwords: &'a Stopwords,
    /// For stems.
    forms: FxHashMap<TermId, &'a str>,
}

impl<'a> TermNames<'a> {
    pub(super) fn new(counts: &'a Counts, stopwords: &'a Stopwords) -> TermNames<'a> {
        TermNames { counts, stopwords, forms: counts.stem_forms() }
    }

    /// The term as a reader is shown it; `None` for what isn't listed: function words and terms without a letter.
    pub(super) fn get(&self, id: TermId) -> Option<&'a str> {
        let term = self.counts.vocabulary.term(id);
        let is_listed = term.chars().any(char::is_alphabetic) && !self.stopwords.contains(term);
        is_listed.then(|| self.forms.get(&id).copied().unwrap_or(term))
    }
}
