//! Texts -> the terms that a draft of themes is made of: content words and runs of a few words that begin and end with
//! one.

use std::cmp::Reverse;

use itertools::Itertools;
use rustc_hash::FxHashMap;

use super::{SIGNIFICANT, is_concentrated, is_part};
use crate::language;
use crate::language::Stopwords;
use crate::measure::{ContingencyTable, log_likelihood, mutual_information};
use crate::pipeline::Text;
use crate::suggest::terms;

/// At most this many terms: the pairs of all of them fit into memory, and so does their clustering, which takes a
/// number for each pair.
const MOST: usize = 2000;

/// With more runs of words in memory than this the rarest are forgotten.
const MOST_RUNS: usize = 400_000;

/// A term stands in one of so many clauses, and in this many at least; five are always enough.
const ONE_IN: u64 = 200;
const FEWEST: u64 = 3;
const ENOUGH: u64 = 5;

/// The words of a run attract each other by this many bits at least: eight times as often side by side as by chance; where
/// function words are between, which join almost anything, 64 times.
const BITS: f64 = 3.0;
const BITS_ACROSS: f64 = 6.0;

/// A term that is this often a part of one longer term, of its occurrences, is left out in favour of that.
const INSIDE: f64 = 2.0 / 3.0;

/// A term, as candidate for a keyword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its units' normal forms with a space between, by which equal terms are equal.
    pub normal: String,
    /// As it is written: in small letters, but for one that never is.
    pub written: String,
    /// The clauses that hold it.
    pub clauses: u64,
    /// Whether it has several units: words, or syllables where those are written apart.
    pub is_multiple: bool,
}

/// What is known of a run of words.
struct Run {
    frequency: u64,
    clauses: u64,
    documents: u64,
    /// The most clauses that a document has with it, and the document's number.
    most: (u64, usize),
    /// As it was first written.
    written: String,
    /// Whether it was ever written in small letters.
    is_small: bool,
    units: usize,
    /// Whether it is a single syllable of a language that writes syllables apart.
    is_syllable: bool,
}

/// A run of words in one document.
struct Here {
    frequency: u64,
    clauses: u64,
    last_clause: usize,
    written: String,
    is_small: bool,
    units: usize,
}

/// Counts runs of words, document by document.
#[derive(Default)]
pub struct Candidates {
    runs: FxHashMap<String, Run>,
    /// The clauses of each document.
    documents: Vec<u64>,
    tokens: u64,
    /// Runs that occurred this often or less were forgotten once.
    forgotten: u64,
}

impl Candidates {
    /// Counts those of a document.
    pub fn add(&mut self, text: &Text, stopwords: &Stopwords) {
        let number = self.documents.len();
        let mut here: FxHashMap<String, Here> = FxHashMap::default();
        let (mut clauses, mut key) = (0, String::new());
        for (paragraph, line) in text.paragraphs.iter().zip(&text.tokens.lines) {
            self.tokens += line.words.len() as u64;
            for clause in &line.clauses {
                clauses += 1;
                let runs = terms(line, &text.forms, clause, stopwords, 1).into_iter();
                for units in runs.filter(|units| !is_part(line, units, &text.forms)) {
                    key.clear();
                    line.write_term(&units, &text.forms, &mut key);
                    let written = &paragraph.text[line.word_range(&units)];
                    let is_small = !written.chars().any(char::is_uppercase);
                    if !here.contains_key(&key) {
                        let (written, units) = (written.to_string(), units.len());
                        let new = Here { frequency: 0, clauses: 0, last_clause: 0, written, is_small, units };
                        here.insert(key.clone(), new);
                    }
                    let Some(found) = here.get_mut(&key) else { continue };
                    found.frequency += 1;
                    found.is_small |= is_small;
                    if found.last_clause != clauses {
                        found.last_clause = clauses;
                        found.clauses += 1;
                    }
                }
            }
        }
        self.documents.push(clauses as u64);
        let apart = language::find(&text.language).is_some_and(|language| language.writes_syllables_apart());
        for (key, Here { frequency, clauses, written, is_small, units, .. }) in here {
            let run = self.runs.entry(key).or_insert_with(|| Run {
                frequency: 0,
                clauses: 0,
                documents: 0,
                most: (0, number),
                written,
                is_small: false,
                units,
                is_syllable: apart && units == 1,
            });
            run.frequency += frequency;
            run.clauses += clauses;
            run.documents += 1;
            run.is_small |= is_small;
            if clauses > run.most.0 {
                run.most = (clauses, number);
            }
        }
        while self.runs.len() > MOST_RUNS {
            // Lossy counting: Manku, G. S. and Motwani, R. (2002). Approximate frequency counts over data streams.
            // VLDB.
            self.forgotten += 1;
            let rare = self.forgotten;
            self.runs.retain(|_, run| run.frequency > rare);
        }
    }

    /// How many documents were counted.
    pub fn documents(&self) -> u64 {
        self.documents.len() as u64
    }

    /// How many clauses they have.
    pub fn clauses(&self) -> u64 {
        self.documents.iter().sum()
    }

    /// The terms that are frequent and widespread enough, the most frequent first: at most [`MOST`].
    pub fn terms(&self) -> Vec<Term> {
        let clauses = self.clauses();
        let fewest = (clauses / ONE_IN).clamp(FEWEST, ENOUGH);
        let is_eligible = |run: &Run| {
            run.clauses >= fewest
                && run.clauses * 10 <= clauses
                && run.documents >= self.documents().min(2)
                && !is_concentrated(run.most.0, run.clauses, self.documents[run.most.1], clauses)
                // What is a word here may be a part of one there; a name is none.
                && !(run.is_syllable && run.is_small)
                && run.written.chars().nth(1).is_some()
        };
        let eligible = self.runs.iter().filter(|(key, run)| is_eligible(run) && self.holds_together(key, run));
        let eligible: FxHashMap<&str, &Run> = eligible.map(|(key, run)| (key.as_str(), run)).collect();
        let mut inside: FxHashMap<&str, u64> = FxHashMap::default();
        for (key, run) in &eligible {
            for part in parts(key).filter(|part| eligible.contains_key(part)) {
                let most = inside.entry(part).or_default();
                *most = run.frequency.max(*most);
            }
        }
        let is_part = |key: &str, run: &Run| {
            inside.get(key).is_some_and(|inside| *inside as f64 >= INSIDE * run.frequency as f64)
        };
        eligible
            .iter()
            .filter(|(key, run)| !is_part(key, run))
            .sorted_by_key(|(key, run)| (Reverse(run.clauses), **key))
            .take(MOST)
            .map(|(key, run)| Term {
                normal: key.to_string(),
                written: if run.is_small { run.written.to_lowercase() } else { run.written.clone() },
                clauses: run.clauses,
                is_multiple: run.units > 1,
            })
            .collect()
    }

    /// Whether the words of a run attract each other wherever it is divided, with up to two units of function words left
    /// out between ("law of the sea"): by G2, and by mutual information.
    fn holds_together(&self, key: &str, run: &Run) -> bool {
        let spaces = key.match_indices(' ').map(|(at, _)| at).collect_vec();
        let frequency = |key: &str| self.runs.get(key).map(|run| run.frequency);
        (0..=2).all(|gap| {
            let divided = (0..spaces.len().saturating_sub(gap)).filter_map(|at| {
                let (end, start) = (spaces[at], spaces[at + gap]);
                // Words of content between are counted by themselves.
                let is_function = gap == 0 || !self.runs.contains_key(&key[end + 1..start]);
                let (first, second) = (frequency(&key[..end])?, frequency(&key[start + 1..])?);
                is_function.then_some((first, second))
            });
            let bits = if gap == 0 { BITS } else { BITS_ACROSS };
            divided.into_iter().all(|(first, second)| self.attracts(run.frequency, first, second, bits))
        })
    }

    fn attracts(&self, together: u64, first: u64, second: u64, bits: f64) -> bool {
        let table = ContingencyTable {
            target: together,
            target_total: first,
            reference: second.saturating_sub(together),
            reference_total: self.tokens - first,
        };
        log_likelihood(table).is_some_and(|score| score >= SIGNIFICANT[0])
            && mutual_information(together, first, second, self.tokens) >= bits
    }
}

/// The runs of units inside a term that are shorter than it.
fn parts(key: &str) -> impl Iterator<Item = &str> {
    let starts = std::iter::once(0).chain(key.match_indices(' ').map(|(at, _)| at + 1)).collect_vec();
    let ends = key.match_indices(' ').map(|(at, _)| at).chain([key.len()]).collect_vec();
    let bounds = starts.into_iter().cartesian_product(ends).filter(|(start, end)| start < end).collect_vec();
    bounds.into_iter().map(|(start, end)| &key[start..end]).filter(|part| part.len() < key.len())
}
