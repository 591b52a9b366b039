//! A first look at some articles, where the user doesn't say what makes groups.

use anyhow::Result;

use super::Pipeline;
use super::budget::Budget;
use super::prepared::ReadDocument;
use crate::clean::{Document, Paragraph};
use crate::damage::{self, Known};
use crate::flow::{self, Steps};
use crate::group::{GroupChoice, Looked, Tally, date_of, sheet_of};
use crate::options::Options;
use crate::read::{Article, Corpus, Metadata, Source};

/// What is known of an article that was read and not counted.
#[derive(Clone, Debug, Default)]
pub struct ListedArticle {
    /// The document.
    pub document: String,
    /// See [`crate::read::Origin::form`].
    pub form: Option<&'static str>,
    /// What is said of it.
    pub metadata: Metadata,
    /// Its date as ISO 8601, as much of it as is known.
    pub date: Option<String>,
    /// Its language's code.
    pub language: String,
    /// The folder that tells it from others.
    pub folder: Option<String>,
    /// The event that its name or its text names.
    pub named: Option<String>,
    /// What is doubtful.
    pub doubts: Vec<String>,
    /// Why it can't be counted.
    pub fault: Option<String>,
}

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

    /// Reads all articles in parallel, counts none, and hands what is known of each to `consume`, in the corpus's order.
    ///
    /// # Errors
    /// `consume` fails.
    pub fn list(&self, corpus: &Corpus, mut consume: impl FnMut(ListedArticle) -> Result<()>) -> Result<()> {
        let list = |known: &mut Known, source: &Source| -> Vec<ListedArticle> {
            let articles = corpus.read(source).into_iter();
            articles.map(|(name, article)| self.listed(corpus, name, article, known)).collect()
        };
        let steps = Steps {
            prepare: |known: &mut Known, (source, share)| (list(known, &source), share),
            decide: |listed| listed,
            finish: |_: &mut Known, listed| listed,
        };
        flow::in_order(self.sources(corpus), self.options.threads, Known::default, steps, |(listed, _share)| {
            listed.into_iter().try_for_each(&mut consume)
        })?;
        Ok(())
    }

    fn listed(&self, corpus: &Corpus, document: String, article: Result<Article>, known: &mut Known) -> ListedArticle {
        let fault = |why: String| ListedArticle { document: document.clone(), fault: Some(why), ..Default::default() };
        let read = match article {
            Ok(article) => self.clean(article),
            Err(error) => return fault(format!("{error:#}")),
        };
        let ReadDocument { origin, document: text, language } = read;
        let headline = text.headline();
        let Document { paragraphs, .. } = text;
        if paragraphs.is_empty() {
            return ListedArticle { form: origin.form, ..fault("cleaning leaves no line of it".to_string()) };
        }
        let named = self.named(&document, &origin.metadata, &paragraphs);
        let encoding = origin.encoding.as_ref().filter(|_| !origin.candidates.is_empty());
        let encoding = encoding.map(|encoding| format!("its encoding could also be another than {encoding}"));
        let damage = damage::find(&paragraphs, known).map(|damage| format!("its text is damaged: {damage}"));
        ListedArticle {
            form: origin.form,
            date: date_of(&document, &origin.metadata),
            folder: corpus.folders().name(&document),
            named,
            doubts: encoding.into_iter().chain(damage).chain(origin.note).collect(),
            metadata: Metadata { title: origin.metadata.title.or(headline), ..origin.metadata },
            language,
            fault: None,
            document,
        }
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
        Some(Looked {
            weight,
            is_said: origin.metadata.group.is_some(),
            is_named: self.named(&origin.document, &origin.metadata, &document.paragraphs).is_some(),
            date: date_of(&origin.document, &origin.metadata),
            sheet: sheet_of(&origin.document),
            document: origin.document,
        })
    }

    /// The event that the name or the text of an article names, whatever group and folder say.
    fn named(&self, document: &str, metadata: &Metadata, paragraphs: &[Paragraph]) -> Option<String> {
        let unsaid = Metadata { group: None, ..metadata.clone() };
        self.grouper.assign(document, || None, &unsaid, paragraphs).group
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
