//! One document, from its source to its counts.

use anyhow::Result;

use super::Pipeline;
use super::prepared::{Decided, Opened, Prepared, ReadDocument};
use super::worker::{LanguageMemory, Worker};
use crate::clean::clean;
use crate::count::Segmented;
use crate::damage::{self, Known};
use crate::duplicates::Sketch;
use crate::flow;
use crate::group::Assigned;
use crate::language::{self, canonical_code, detect};
use crate::priority::{self, Judges};
use crate::read::{Article, Corpus, Source, date_of_line};
use crate::record::{CONTEXT, Content, Record, passages, sentences, statements};
use crate::themes::Matchers;

impl Pipeline<'_> {
    /// Cleans an article.
    pub(super) fn clean(&self, Article { origin, lines }: Article) -> ReadDocument {
        let document = clean(lines, &self.options.cleaning);
        let stated = origin.metadata.language.as_deref().and_then(|code| canonical_code(code).ok());
        let language = stated.or(self.language).unwrap_or_else(|| detect(&document.paragraphs)).to_string();
        let either_order = language::find(&language).is_some_and(|language| language.either_date_order);
        let seen = || document.date_line.as_deref().and_then(|line| date_of_line(line, either_order));
        ReadDocument { origin: origin.dated(seen), document, language }
    }

    /// Reads and cleans the documents of a source and finds their groups: all that is to be known before they are counted.
    pub(super) fn prepare(&self, corpus: &Corpus, source: &Source, known: &mut Known) -> Vec<Opened<Prepared>> {
        let prepare = |(name, article): (String, Result<Article>)| match article {
            Ok(article) => self.group(corpus, self.clean(article), known),
            Err(error) => Opened::Unread(Box::new(Record::unread(&name, format!("{error:#}")))),
        };
        corpus.read(source).into_iter().map(prepare).collect()
    }

    /// Finds the group of a document.
    fn group(&self, corpus: &Corpus, read: ReadDocument, known: &mut Known) -> Opened<Prepared> {
        let ReadDocument { origin, document, language } = read;
        let paragraphs = &document.paragraphs;
        let assigned = match corpus.group() {
            _ if paragraphs.is_empty() => Assigned::default(),
            Some(group) => Assigned::certain(group.to_string(), "corpus".to_string()),
            None => {
                let folder = || corpus.folders().name(&origin.document);
                self.grouper.assign(&origin.document, folder, &origin.metadata, paragraphs)
            }
        };
        let damage = damage::find(paragraphs, known).filter(|_| !self.options.keep_damaged);
        // A document that isn't counted must not keep another from being counted.
        let is_compared = assigned.group.is_some() && damage.is_none() && !self.options.keep_duplicates;
        let sketch = is_compared.then(|| Sketch::new(&document.words)).flatten();
        Opened::Read(Box::new(Prepared { origin, document, assigned, language, damage, sketch }))
    }

    /// Counts one document, unless it repeats another: its counts are added, and its record comes back.
    pub(super) fn finish<'s>(
        &'s self,
        decided: Opened<Decided>,
        (matchers, judges): &(Matchers, Judges),
        worker: &mut Worker<'s>,
    ) -> Record {
        let decided = match decided {
            Opened::Unread(record) => return *record,
            Opened::Read(decided) => decided,
        };
        if decided.is_passed_over() {
            let Decided { origin, document, assigned, language, damage, like } = *decided;
            return Record::new(origin, document, assigned, language, damage, like, None);
        }
        let id = self.segmenters.find(&decided.language);
        let segmenter = self.segmenters.get(id);
        if self.themes.reads(&decided.language) && !matchers.has(id) {
            // To make both takes longer than to count a small corpus.
            let judge = || judges.get(&decided.language, segmenter);
            flow::both(self.options.threads, judge, || matchers.get(id, segmenter));
        }
        let (counts, LanguageMemory { forms, keywords, cues, terms }) = worker.take_up(id, segmenter);
        let (tokens, hits) = self.search(&decided, id, matchers, forms, keywords);
        let Decided { origin, document, assigned, language, like, .. } = *decided;
        let paragraphs = &document.paragraphs;
        let judge = judges.get(&language, segmenter);
        let clauses = priority::clauses(paragraphs, &tokens);
        let verdicts = judge.map(|judge| judge.judge(&clauses, forms, cues)).unwrap_or_default();
        let segmented = Segmented {
            document: &origin.document,
            group: assigned.group.as_deref(),
            date: origin.metadata.iso_date(),
            language: &language,
            stems: segmenter.stems(),
            paragraphs,
            tokens: &tokens,
            forms,
            hits: &hits,
            verdicts: &verdicts,
            removed_lines: document.removed.len(),
            seed: self.options.seed,
        };
        let (size, diversity) = counts.add_document(&segmented, &self.themes, terms);
        let mut content = Content { size, diversity, ..Content::default() };
        if assigned.group.is_some() {
            content.passages = passages(paragraphs, &tokens, &hits, &self.themes, CONTEXT);
            let statements = judge.map(|judge| statements(paragraphs, &tokens, &hits, &self.themes, judge, &verdicts));
            content.statements = statements.unwrap_or_default();
            content.sentences = sentences(paragraphs, &tokens, &hits, &verdicts, CONTEXT);
        }
        Record::new(origin, document, assigned, language, None, like, Some(content))
    }
}
