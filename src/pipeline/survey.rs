//! A first look at some articles, where the user doesn't say what makes groups.

use anyhow::Result;

use super::Pipeline;
use super::budget::Budget;
use super::prepared::ReadDocument;
use crate::flow::{self, Steps};
use crate::group::{GroupChoice, Looked, Tally, date_of, sheet_of};
use crate::options::Options;
use crate::read::{Corpus, Metadata, Source};

/// So many articles are all looked at; of as many again as there are, every second, then every fourth, and so on: some
/// hundreds of a million, spread over all of them.
const ALL: usize = 64;

impl<'a> Pipeline<'a> {
    /// What makes the groups of a corpus: what the user says, else what the articles suggest. Some of them are read for it,
    /// and counted later; which these are depends on their order alone.
    ///
    /// # Errors
    /// None of its own.
    pub fn choose_groups(&self, corpus: &Corpus) -> Result<GroupChoice> {
        if let Some(by) = &self.options.groups.by {
            return Ok(GroupChoice::of_user(by.clone()));
        }
        let (budget, mut tally) = (Budget::new(self.options.memory.0), Tally::default());
        let looked_at = corpus.sources().enumerate().filter_map(|(place, source)| {
            let weight = weight(place)?;
            let share = budget.take(source.size());
            Some((weight, source, share))
        });
        let steps = Steps {
            prepare: |_: &mut (), (weight, source, share)| (self.look(corpus, &source, weight), share),
            decide: |looked| looked,
            finish: |_: &mut (), looked| looked,
        };
        flow::in_order(
            looked_at,
            self.options.threads,
            || (),
            steps,
            |(looked, _share)| {
                looked.into_iter().for_each(|looked| tally.add(looked));
                Ok(())
            },
        )?;
        Ok(tally.choose(corpus.folders(), corpus.lists_groups()))
    }

    /// The same pipeline with groups that are made so: `options` are its own with that settled.
    ///
    /// # Errors
    /// None.
    pub fn grouped<'b>(self, options: &'b Options, choice: Option<GroupChoice>) -> Result<Pipeline<'b>>
    where
        'a: 'b,
    {
        Ok(Pipeline { grouper: self.grouper.settled(&options.groups)?, options, chosen: choice, ..self })
    }

    /// What the articles of a source tell of the ways of grouping: those that can be read and hold text.
    fn look(&self, corpus: &Corpus, source: &Source, weight: u64) -> Vec<Looked> {
        let articles = corpus.read(source).into_iter().filter_map(|(_, article)| article.ok());
        articles.filter_map(|article| self.look_at(self.clean(article), weight)).collect()
    }

    fn look_at(&self, read: ReadDocument, weight: u64) -> Option<Looked> {
        let ReadDocument { origin, document, .. } = read;
        if document.paragraphs.is_empty() {
            return None;
        }
        let metadata = Metadata { group: None, ..origin.metadata.clone() };
        let assigned = self.grouper.assign(&origin.document, || None, &metadata, &document.paragraphs);
        Some(Looked {
            weight,
            is_said: origin.metadata.group.is_some(),
            is_named: assigned.group.is_some(),
            date: date_of(&origin.document, &origin.metadata),
            sheet: sheet_of(&origin.document),
            document: origin.document,
        })
    }
}

/// For how many articles the one at this place stands; `None` where it isn't looked at.
fn weight(place: usize) -> Option<u64> {
    let step = if place < ALL { 1 } else { 2 << (place / ALL).ilog2() };
    place.is_multiple_of(step).then_some(step as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_articles_are_looked_at_and_they_stand_for_all() {
        for (articles, most) in [(64, 64), (128, 96), (1_000, 200), (1_000_000, 600)] {
            let weights: Vec<u64> = (0..articles).filter_map(weight).collect();
            let sum: u64 = weights.iter().sum();
            assert!(weights.len() <= most, "{articles}: {}", weights.len());
            assert!(sum.abs_diff(articles as u64) < articles as u64 / 50 + 1, "{articles}: {sum}");
        }
    }
}
