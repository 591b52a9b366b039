//! [`Record`]s -> what a reader wants to read of them: the clearest sentences of each theme and group, and the lines that
//! were removed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::count::{Clarity, clearest_first};
use crate::record::{Record, Sentence as Found};
use crate::words::Words;

/// At most this many sentences are kept for a theme in a group.
const SENTENCES: usize = 25;

/// At most this many documents are kept.
const DOCUMENTS: usize = 500;

/// At most this many removed lines of a document are kept.
const LINES: usize = 200;

/// A clause that speaks of a theme, with what surrounds it in its paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sentence {
    /// Its document.
    pub document: String,
    /// The line in it, from 1.
    pub line: u64,
    /// Its number in the document, from 1.
    pub clause: u64,
    /// The document's group.
    pub group: String,
    /// Whether it states a priority.
    pub is_priority: bool,
    /// What precedes it; may be empty.
    pub before: String,
    /// What follows it; may be empty.
    pub after: String,
    /// The clause in pieces; `true` marks the theme's keywords.
    pub pieces: Vec<(String, bool)>,
}

/// A document and what was removed from it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Document {
    /// Its path in the corpus.
    pub name: String,
    /// `None` where it belongs to no group.
    pub group: Option<String>,
    /// Its title, where it is known.
    pub title: Option<String>,
    /// What became of it.
    pub status: Words<String>,
    /// The lines that were removed, in order.
    pub removed: Vec<Removed>,
    /// How many more were removed.
    pub more_removed: u64,
}

/// A removed line.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Removed {
    /// Its line in the source file, from 1.
    pub line: u64,
    /// The rule that removed it.
    pub reason: &'static str,
    /// The line that it repeats.
    pub similar_to: Option<u64>,
    /// As in the source.
    pub text: String,
}

/// What was gathered so far; it doesn't grow with the corpus.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The first documents.
    pub documents: Vec<Document>,
    /// How many more there are.
    pub more_documents: u64,
    /// The clearest sentences, by theme and group.
    sentences: BTreeMap<(usize, String), Vec<(Clarity, Sentence)>>,
}

impl Gathered {
    /// Adds what records hold.
    pub fn add(&mut self, records: &[Record]) {
        for record in records {
            if self.documents.len() < DOCUMENTS {
                self.documents.push(document(record));
            } else {
                self.more_documents += 1;
            }
            let Some(group) = &record.assigned.group else { continue };
            for found in &record.sentences {
                let mut themes: Vec<usize> = found.marks.iter().map(|(theme, _)| *theme).collect();
                themes.sort_unstable();
                for of_theme in themes.chunk_by(|one, other| one == other) {
                    self.add_sentence(record, group, found, of_theme[0], of_theme.len());
                }
            }
        }
    }

    fn add_sentence(&mut self, record: &Record, group: &str, found: &Found, theme: usize, hits: usize) {
        let clarity = Clarity { is_priority: found.score > 0.0, hits: hits as u64, score: found.score };
        let known = self.sentences.entry((theme, group.to_string())).or_default();
        let is_before = |(clarity_of_known, sentence): &(Clarity, Sentence)| {
            let known = (*clarity_of_known, sentence.document.as_str(), sentence.clause);
            clearest_first(known, (clarity, &record.document, found.clause)).is_lt()
        };
        let place = known.partition_point(is_before);
        if place < SENTENCES {
            known.insert(place, (clarity, sentence(record, group, found, theme)));
            known.truncate(SENTENCES);
        }
    }

    /// The sentences on a theme, by group, the clearest first.
    pub fn of_theme(&self, theme: usize) -> impl Iterator<Item = &Sentence> {
        let of_theme = self.sentences.range((theme, String::new())..(theme + 1, String::new()));
        of_theme.flat_map(|(_, sentences)| sentences.iter().map(|(_, sentence)| sentence))
    }
}

/// A sentence with the keywords of one theme marked.
fn sentence(record: &Record, group: &str, found: &Found, theme: usize) -> Sentence {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut end = 0;
    for (_, mark) in found.marks.iter().filter(|(of, _)| *of == theme) {
        // Keywords of one theme don't overlap, but for its abbreviations' sake nothing is taken for granted.
        let (start, stop) = (mark.start.max(end), mark.end.max(end));
        pieces.push((found.text[end..start].to_string(), false));
        pieces.push((found.text[start..stop].to_string(), true));
        end = stop;
    }
    pieces.push((found.text[end..].to_string(), false));
    pieces.retain(|(text, _)| !text.is_empty());
    Sentence {
        document: record.document.clone(),
        line: found.line,
        clause: found.clause,
        group: group.to_string(),
        is_priority: found.score > 0.0,
        before: found.before.clone(),
        after: found.after.clone(),
        pieces,
    }
}

fn document(record: &Record) -> Document {
    let removed = record.removed.iter().take(LINES).map(|removed| Removed {
        line: removed.line as u64,
        reason: removed.reason,
        similar_to: removed.similar_to.map(|line| line as u64),
        text: removed.text.clone(),
    });
    Document {
        name: record.document.clone(),
        group: record.assigned.group.clone(),
        title: record.title.clone(),
        status: record.status.words(),
        removed: removed.collect(),
        more_removed: record.removed.len().saturating_sub(LINES) as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::Assigned;

    fn record(document: &str, found: Vec<Found>) -> Record {
        let assigned = Assigned { group: Some("31".into()), ..Assigned::default() };
        Record { document: document.into(), assigned, sentences: found, ..Record::default() }
    }

    fn found(clause: u64, score: f64, marks: &[(usize, std::ops::Range<usize>)]) -> Found {
        Found {
            line: 1, clause, score, text: "hòa bình và hợp tác".into(), marks: marks.to_vec(), ..Found::default()
        }
    }

    #[test]
    fn a_sentence_is_cut_at_the_keywords_of_its_theme() {
        let mut gathered = Gathered::default();
        gathered.add(&[record("a.txt", vec![found(1, 0.0, &[(0, 0..10), (1, 15..25), (0, 15..25)])])]);
        let of = |theme: usize| gathered.of_theme(theme).next().unwrap().pieces.clone();
        let piece = |text: &str, marked| (text.to_string(), marked);
        assert_eq!(of(0), [piece("hòa bình", true), piece(" và ", false), piece("hợp tác", true)]);
        assert_eq!(of(1), [piece("hòa bình và ", false), piece("hợp tác", true)]);
        assert_eq!(gathered.of_theme(2).count(), 0);
    }

    #[test]
    fn the_clearest_sentences_are_kept_and_of_equals_the_first() {
        let mark = [(0, 0..10)];
        let plain = (1..100).map(|clause| found(clause, -1.0, &mark));
        let priority = [found(100, 0.5, &mark), found(101, 2.0, &mark)];
        let mut gathered = Gathered::default();
        gathered.add(&[record("a.txt", plain.chain(priority).collect())]);
        let clauses: Vec<u64> = gathered.of_theme(0).map(|sentence| sentence.clause).collect();
        assert_eq!(clauses.len(), SENTENCES);
        assert_eq!(clauses[..4], [101, 100, 1, 2]);
    }

    #[test]
    fn documents_beyond_the_limit_are_counted() {
        let mut gathered = Gathered::default();
        let records = (0..DOCUMENTS + 3).map(|number| record(&format!("{number}.txt"), Vec::new()));
        gathered.add(&records.collect::<Vec<_>>());
        assert_eq!((gathered.documents.len(), gathered.more_documents), (DOCUMENTS, 3));
    }
}
