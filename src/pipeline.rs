//! What every document goes through, from its file to its counts.

mod budget;
mod counts;
mod document;
mod portions;
mod prepared;
mod reference;
mod survey;
mod worker;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use itertools::Itertools;

use crate::clean::{self, Paragraph};
use crate::count::{Counts, Sum};
use crate::damage::Known;
use crate::flow::{self, Steps};
use crate::group::{GroupChoice, Grouper, REFERENCE};
use crate::language::{Forms, Kept, Segmenter, SegmenterId, Segmenters, Stopwords, Tokens, canonical_code, tokenise};
use crate::options::{GroupBy, Options};
use crate::phrase::{self, SeenSymbols};
use crate::priority::{Judges, Rules};
use crate::progress::{Step, Watch};
use crate::read::{Corpus, Source};
use crate::record::{Record, Status};
use crate::themes::{Hit, Matchers, Themes};
use crate::warning::Warning;
use budget::{Budget, MemoryShare};
use portions::{Portion, portions};
use prepared::{Decided, Decider, Opened, Prepared};
pub use reference::Reference;
pub use survey::ListedArticle;
use worker::Worker;

/// What is made once and used for every document.
pub struct Pipeline<'a> {
    options: &'a Options,
    themes: Themes,
    rules: Rules,
    segmenters: Segmenters,
    kept: Kept,
    grouper: Grouper,
    /// What makes the groups, and why; `None` where groups don't matter, or the articles aren't known yet.
    chosen: Option<GroupChoice>,
    /// The language of all articles that don't say theirs; `None` means that it is detected.
    language: Option<&'static str>,
    /// Where temporary files go.
    temporary: PathBuf,
}

/// What comes of a corpus.
#[derive(Default)]
pub struct Counted {
    /// The counts of all documents together.
    pub counts: Counts,
    /// What the user should know of.
    pub warnings: Vec<Warning>,
    /// How many documents were left out since they repeat another.
    pub duplicates: u64,
    /// What made the groups; `None` where each file of counts is of one group that was named.
    pub grouped_by: Option<GroupBy>,
}

/// A document of the corpus, cut into words.
pub struct Text<'s> {
    /// Its name.
    pub document: String,
    /// Its group.
    pub group: Option<String>,
    /// Its language.
    pub language: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Its tokens, a line for each paragraph.
    pub tokens: Tokens,
    /// The segmenter that cut it.
    pub segmenter: SegmenterId,
    /// The forms that it was cut with.
    pub forms: Forms<'s>,
    /// The keywords found in it, a list for each paragraph.
    pub hits: Vec<Vec<Hit>>,
}

/// The number of rows gathered before they are handed on: enough to make writing cheap, whatever the documents' length.
const BATCH: usize = 10_000;

impl<'a> Pipeline<'a> {
    /// Makes it.
    ///
    /// # Errors
    /// A dictionary, a rule, an event or a language that can't be used.
    pub fn build(options: &'a Options) -> Result<Pipeline<'a>> {
        Pipeline::of_parts(options, || Themes::read(options.themes.as_deref()))
    }

    /// The same with a dictionary of its own.
    ///
    /// # Errors
    /// The same.
    pub fn with_themes(options: &'a Options, themes: Themes) -> Result<Pipeline<'a>> {
        Pipeline::of_parts(options, || Ok(themes))
    }

    /// Makes it, with the rules of priorities read while the rest is made: each takes about as long.
    fn of_parts(options: &'a Options, themes: impl FnOnce() -> Result<Themes>) -> Result<Pipeline<'a>> {
        let rest = || -> Result<_> {
            let themes = themes()?;
            clean::check(&options.cleaning)?;
            let keywords = themes.keywords.iter().filter(|_| options.keep_whole).map(|keyword| keyword.text.as_str());
            // A keyword with a wildcard is no single word.
            let keywords = keywords.filter(|text| !phrase::has_wildcard(text));
            let kept = Kept::new(options.words.iter().map(String::as_str).chain(keywords))?;
            let segmenters =
                Segmenters::new(options.normalisation).context("the built-in Vietnamese model is broken")?;
            Ok((themes, kept, segmenters, Grouper::new(&options.groups)?))
        };
        let (rules, rest) = flow::both(options.threads, || Rules::read(options.priorities.as_deref()), rest);
        let (themes, kept, segmenters, grouper) = rest?;
        Ok(Pipeline {
            kept,
            themes,
            rules: rules?,
            segmenters,
            grouper,
            chosen: None,
            language: options.language.as_deref().map(canonical_code).transpose()?,
            temporary: env::temp_dir(),
            options,
        })
    }

    /// The same with its temporary files in a folder, unless the user has named one with TMPDIR.
    pub fn with_temporary_files_in(self, folder: &Path) -> Pipeline<'a> {
        match env::var_os("TMPDIR") {
            None => Pipeline { temporary: folder.to_path_buf(), ..self },
            Some(_) => self,
        }
    }

    /// The dictionary.
    pub fn themes(&self) -> &Themes {
        &self.themes
    }

    /// The files whose encoding is in doubt, of those that say how articles are counted.
    pub fn doubts(&self) -> impl Iterator<Item = Warning> {
        [&self.options.doubt, &self.themes.doubt, &self.rules.doubt].into_iter().flatten().cloned()
    }

    /// The entries of the dictionary that were left out.
    fn skipped(&self) -> impl Iterator<Item = Warning> {
        let dictionary = self.options.themes.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        self.themes.skipped.iter().map(move |skipped| Warning::Entry {
            dictionary: dictionary.clone(),
            line: skipped.line,
            entry: skipped.entry.clone(),
            why: skipped.why.clone(),
        })
    }

    /// The function words of some languages, and the user's own.
    pub fn stopwords<'c>(&self, languages: impl IntoIterator<Item = &'c String>) -> Stopwords {
        Stopwords::new(languages, &self.options.stopwords, &self.segmenters)
    }

    /// Reads every document, in parallel, and hands it to `consume`, in the corpus's order, with the keywords found in it;
    /// but none that repeats another. The warnings come back.
    ///
    /// # Errors
    /// `consume` fails.
    pub fn read<'s>(
        &'s self,
        corpus: &Corpus,
        mut consume: impl FnMut(Text<'s>) -> Result<()>,
    ) -> Result<Vec<Warning>> {
        let matchers = Matchers::new(&self.themes);
        let mut warnings: Vec<Warning> = self.doubts().chain(corpus.doubt().cloned()).collect();
        let mut decider = Decider::new(&self.temporary);
        let finish = |decided: Opened<Decided>| -> (Vec<Warning>, Option<Text<'s>>) {
            match decided {
                Opened::Unread(record) => (record.warnings().collect(), None),
                Opened::Read(decided) if decided.is_passed_over() => {
                    let damage = decided.damage.as_ref().map(|damage| Warning::Damaged {
                        document: decided.origin.document.clone(),
                        damage: damage.to_string(),
                    });
                    (damage.into_iter().collect(), None)
                }
                Opened::Read(decided) => (Vec::new(), Some(self.text(*decided, &matchers))),
            }
        };
        let steps = Steps {
            prepare: |known: &mut Known, (source, share): (Source, MemoryShare)| {
                (self.prepare(corpus, &source, known), share)
            },
            decide: |(opened, share)| -> Result<_> { Ok((decider.decide_all(opened)?, share)) },
            finish: |_: &mut Known, decided: Result<(Vec<Opened<Decided>>, MemoryShare)>| -> Result<_> {
                let (decided, share) = decided?;
                Ok((decided.into_iter().map(finish).collect_vec(), share))
            },
        };
        flow::in_order(self.sources(corpus), self.options.threads, Known::default, steps, |result| {
            let (documents, _share) = result?;
            for (of_document, text) in documents {
                warnings.extend(of_document);
                text.map_or(Ok(()), &mut consume)?;
            }
            Ok(())
        })?;
        Ok(warnings)
    }

    /// The sources of a corpus, each with the memory that is its until it is done with.
    fn sources<'c>(&self, corpus: &'c Corpus) -> impl Iterator<Item = (Source, MemoryShare)> + Send + use<'c> {
        let budget = Budget::new(self.options.memory.0);
        corpus.sources().map(move |source| {
            let share = budget.take(source.size());
            (source, share)
        })
    }

    /// A document that is counted, with its words and the keywords in it.
    fn text<'s>(&'s self, decided: Decided, matchers: &Matchers) -> Text<'s> {
        let id = self.segmenters.find(&decided.language);
        let (mut forms, mut seen) = (Forms::new(self.segmenters.get(id)), SeenSymbols::default());
        let (tokens, hits) = self.search(&decided, id, matchers, &mut forms, &mut seen);
        let Decided { origin, document, assigned, language, .. } = decided;
        let (group, document, paragraphs) = (assigned.group, origin.document, document.paragraphs);
        Text { group, document, language, paragraphs, tokens, segmenter: id, forms, hits }
    }

    /// A document's words, and the keywords in each of its paragraphs; none where the dictionary lacks its language.
    fn search(
        &self,
        decided: &Decided,
        id: SegmenterId,
        matchers: &Matchers,
        forms: &mut Forms,
        seen: &mut SeenSymbols,
    ) -> (Tokens, Vec<Vec<Hit>>) {
        let tokens = tokenise(&decided.document.paragraphs, forms, self.kept.get(id, forms.segmenter()));
        let hits = match self.themes.reads(&decided.language) {
            true => {
                let matcher = matchers.get(id, forms.segmenter());
                tokens.lines.iter().map(|line| matcher.find(line, forms, seen)).collect()
            }
            false => vec![Vec::new(); tokens.lines.len()],
        };
        (tokens, hits)
    }

    /// The segmenter of a language.
    pub fn segmenter(&self, language: &str) -> &dyn Segmenter {
        self.segmenters.get(self.segmenters.find(language))
    }

    /// Counts every document, in parallel. The records are handed to `consume` in the corpus's order, some thousand rows
    /// at a time; only counts and warnings stay.
    ///
    /// # Errors
    /// No document can be counted, or `consume` fails.
    pub fn count<'s>(
        &'s self,
        corpus: &Corpus,
        watch: Watch,
        mut consume: impl FnMut(&[Record]) -> Result<()>,
    ) -> Result<Counted> {
        watch(Step::Counting { of: corpus.articles() });
        let tools = (Matchers::new(&self.themes), Judges::new(&self.rules));
        let (mut warnings, mut batch, mut rows) = (Vec::from_iter(corpus.doubt().cloned()), Vec::new(), 0);
        let (mut left_out, mut ungrouped, mut duplicates) = (0, 0, 0);
        // Of each language, the documents that are counted, and whether any holds a keyword.
        let mut languages: BTreeMap<String, (u64, bool)> = BTreeMap::new();
        let mut decider = Decider::new(&self.temporary);
        let all = Mutex::new(Sum::default());
        let steps = Steps {
            prepare: |worker: &mut Worker, Portion { sources, share }: Portion| {
                let prepare = |source| self.prepare(corpus, &source, &mut worker.known);
                (sources.into_iter().flat_map(prepare).collect_vec(), share)
            },
            decide: |(opened, share): (Vec<Opened<Prepared>>, _)| -> Result<(Vec<Opened<Decided>>, _)> {
                Ok((decider.decide_all(opened)?, share))
            },
            finish: |worker: &mut Worker<'s>, decided: Result<(Vec<Opened<Decided>>, _)>| {
                let (decided, share) = decided?;
                let records = decided.into_iter().map(|decided| self.finish(decided, &tools, worker)).collect_vec();
                worker.hand_over_much(&all);
                Ok((records, share))
            },
        };
        let take = |records: Result<(Vec<Record>, MemoryShare)>| {
            let (records, _share) = records?;
            for record in records {
                watch(Step::Counted);
                left_out += usize::from(matches!(record.status, Status::LeftOut(_) | Status::Damaged(_)));
                ungrouped += usize::from(record.status == Status::NoGroup);
                duplicates += u64::from(matches!(record.status, Status::Duplicate(_)));
                warnings.extend(record.warnings());
                if let Some(language) = record.language.as_ref().filter(|_| record.status == Status::Counted) {
                    let (documents, has_hit) = languages.entry(language.clone()).or_default();
                    *documents += 1;
                    *has_hit |= !record.passages.is_empty();
                }
                rows += 1 + record.removed.len() + record.passages.len() + record.statements.len();
                batch.push(record);
                if rows >= BATCH {
                    consume(&batch)?;
                    batch.clear();
                    rows = 0;
                }
            }
            Ok(())
        };
        let workers = flow::in_order(
            portions(corpus.sources(), Budget::new(self.options.memory.0)),
            self.options.threads,
            Worker::default,
            steps,
            take,
        )?;
        consume(&batch)?;
        let alike = decider.warnings();
        workers.into_iter().for_each(|mut worker| worker.hand_over(&all));
        let counts = all.into_inner().unwrap_or_else(PoisonError::into_inner).finish();
        if counts.groups.is_empty() {
            let reasons: Vec<_> = warnings.iter().take(5).map(|warning| format!("\n  {warning}")).collect();
            let way = self.chosen.iter().filter(|_| ungrouped > 0).map(|choice| match &choice.by {
                GroupBy::Column(name) => format!("\nno article has anything in a column {name}: is it spelled so?"),
                _ => format!("\n{}", choice.words.en),
            });
            bail!(
                "no article could be counted: {left_out} left out, {ungrouped} without a group{}{}",
                reasons.concat(),
                way.collect::<String>()
            );
        }
        warnings.extend(alike);
        warnings.extend(corpus.missing().map(|file| Warning::NoSuchArticle { file: file.to_string() }));
        // Of a reference they would be said twice.
        if corpus.group() != Some(REFERENCE) {
            warnings.extend(self.doubts().chain(self.skipped()));
        }
        let unruled = counts.languages.iter().filter(|language| !self.rules.languages.contains_key(*language));
        warnings.extend(unruled.map(|language| Warning::NoRules { language: language.clone() }));
        if counts.groups.values().all(|group| group.themes.is_empty()) {
            warnings.push(Warning::NoTheme);
        } else {
            let without = languages.into_iter().filter(|(_, (_, has_hit))| !has_hit);
            warnings.extend(without.map(|(language, (documents, _))| Warning::NoKeywords {
                is_read: self.themes.reads(&language),
                language,
                documents,
            }));
        }
        Ok(Counted { counts, warnings, duplicates, grouped_by: self.options.groups.by.clone() })
    }
}
