//! Counts bit by bit -> [`Counts`] of all.

use super::{Counter, Counts, Packed};
use crate::vocabulary::TermId;

/// The sum of counts that come one after another, as of threads and of files.
///
/// What is counted of terms is merged with what came before once that is no longer than it, so that each term is merged
/// as often as the counts can be doubled, and not each time that some come (logarithmic merging: Manning, Raghavan and
/// Schütze 2008, Introduction to Information Retrieval, 4.5).
#[derive(Default)]
pub struct Sum {
    /// All but what is counted of terms.
    counts: Counts,
    /// What is counted of terms, the longest first.
    runs: Vec<Packed>,
}

/// What the sum calls the terms and the groups of counts that are added to it.
pub(super) struct Numbers {
    terms: Vec<TermId>,
    groups: Vec<u32>,
}

impl Numbers {
    pub(super) fn term(&self, id: TermId) -> TermId {
        self.terms[id.0 as usize]
    }

    pub(super) fn group(&self, number: u32) -> u32 {
        self.groups[number as usize]
    }
}

impl Sum {
    /// Moves here what was counted; what is counted from then on leaves out what would be left out here.
    pub fn absorb(&mut self, counter: &mut Counter) {
        let numbers = self.add_but_terms(&counter.counts, str::to_string);
        self.push(counter.pack(&numbers));
        counter.clear(self.counts.level);
    }

    /// Adds counts.
    pub fn add(&mut self, counts: &Counts) {
        self.add_as(counts, str::to_string);
    }

    /// Adds counts, each group of them to the one that `name` makes of its name.
    pub fn add_as(&mut self, counts: &Counts, name: impl FnMut(&str) -> String) {
        let numbers = self.add_but_terms(counts, name);
        self.push(counts.terms.renumbered(|term| numbers.term(term), |group| numbers.group(group)));
    }

    /// All that was added.
    pub fn finish(mut self) -> Counts {
        let terms = self.runs.into_iter().rev().reduce(|sum, run| run.merge(sum));
        self.counts.terms = terms.unwrap_or_default();
        self.counts
    }

    fn push(&mut self, mut run: Packed) {
        while let Some(before) = self.runs.pop_if(|before| before.size() <= run.size()) {
            run = before.merge(run);
        }
        self.runs.push(run);
    }

    fn add_but_terms(&mut self, other: &Counts, mut name: impl FnMut(&str) -> String) -> Numbers {
        let sum = &mut self.counts;
        let terms: Vec<TermId> = other.vocabulary.iter().map(|(_, term)| sum.vocabulary.intern(term)).collect();
        let id = |id: TermId| terms[id.0 as usize];
        sum.level = sum.level.max(other.level);
        sum.groups.values_mut().for_each(|group| group.bigrams.keep_from(sum.level));
        let mut groups = vec![0; other.groups.len()];
        for (own_name, group) in &other.groups {
            let level = sum.level;
            let of_sum = sum.group(&name(own_name));
            of_sum.add(group, level, id);
            groups[group.number as usize] = of_sum.number;
        }
        sum.thin();
        sum.languages.extend(other.languages.iter().cloned());
        for ((term, form), frequency) in &other.forms {
            *sum.forms.entry((id(*term), form.clone())).or_default() += frequency;
        }
        Numbers { terms, groups }
    }
}
