//! Texts -> terms that no theme covers, with what speaks for taking each into a dictionary.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use indexmap::IndexMap;
use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{Forms, LineTokens, Stopwords, UnitKind};
use crate::measure::{ContingencyTable, log_dice, log_likelihood};
use crate::pipeline::Text;

/// A term has at most this many words.
pub const WORDS: usize = 4;

/// With more terms than this in memory those that were seen once are forgotten: in an archive so large a term that matters
/// comes again.
const TERMS: usize = 500_000;

/// Counts terms of several words, document by document.
#[derive(Default)]
pub struct Suggester {
    terms: FxHashMap<String, Candidate>,
    /// Each group's tokens, in the order in which the groups were first seen.
    tokens: IndexMap<String, u64>,
    /// Clauses with each theme.
    themes: BTreeMap<usize, u64>,
}

/// What is known of a term.
#[derive(Default)]
struct Candidate {
    frequency: u64,
    documents: u64,
    /// Occurrences in each group that has any, by the group's number.
    groups: Vec<(usize, u64)>,
    /// Clauses that hold it, and those of them that have each theme.
    clauses: u64,
    themes: Vec<(usize, u64)>,
    /// The term as it was first written.
    written: String,
    /// How often it occurred inside a longer term, by that term.
    inside: u64,
}

/// A term that a dictionary could take.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The term, as it was first written, in lower case.
    pub term: String,
    /// Occurrences outside any keyword.
    pub frequency: u64,
    /// Documents that hold it.
    pub documents: u64,
    /// The group that it is most typical of; `None` where there is only one.
    pub group: Option<String>,
    /// G2 of that group against the others.
    pub log_likelihood: Option<f64>,
    /// The index of the theme that it shares clauses with most closely; `None` where it shares none.
    pub theme: Option<usize>,
    /// How closely: logDice over clauses.
    pub log_dice: Option<f64>,
}

impl Suggester {
    /// Counts the terms of a document.
    pub fn add(&mut self, text: &Text, stopwords: &Stopwords) {
        let tokens: u64 = text.tokens.lines.iter().map(|line| line.words.len() as u64).sum();
        let group = self.tokens.entry(text.group.clone().unwrap_or_default());
        let number = group.index();
        *group.or_default() += tokens;
        let mut here: FxHashSet<String> = FxHashSet::default();
        for ((paragraph, line), hits) in text.paragraphs.iter().zip(&text.tokens.lines).zip(&text.hits) {
            for clause in &line.clauses {
                let hits = hits.iter().filter(|hit| clause.contains(&hit.units.start)).collect_vec();
                let themes: BTreeSet<usize> = hits.iter().map(|hit| hit.theme).collect();
                themes.iter().for_each(|theme| *self.themes.entry(*theme).or_default() += 1);
                let is_covered = |units: &Range<usize>| {
                    hits.iter().any(|hit| hit.units.start < units.end && units.start < hit.units.end)
                };
                let mut in_clause: FxHashSet<String> = FxHashSet::default();
                for units in
                    terms(line, &text.forms, clause, stopwords, 2).into_iter().filter(|units| !is_covered(units))
                {
                    let mut term = String::new();
                    line.write_term(&units, &text.forms, &mut term);
                    let found = self.terms.entry(term.clone()).or_insert_with(|| Candidate {
                        written: paragraph.text[line.word_range(&units)].to_lowercase(),
                        ..Candidate::default()
                    });
                    found.frequency += 1;
                    add_one(&mut found.groups, number);
                    if in_clause.insert(term.clone()) {
                        found.clauses += 1;
                        themes.iter().for_each(|theme| add_one(&mut found.themes, *theme));
                    }
                    if here.insert(term) {
                        found.documents += 1;
                    }
                }
            }
        }
        if self.terms.len() > TERMS {
            self.terms.retain(|_, found| found.frequency > 1);
        }
    }

    /// The terms that occur at least `min_frequency` times, by how typical they are of a group, then by frequency. A term
    /// that occurs only inside one longer term is left out in favour of that.
    pub fn suggestions(mut self, min_frequency: u64) -> Vec<Suggestion> {
        self.terms.retain(|_, found| found.frequency >= min_frequency);
        self.count_inside();
        let total: u64 = self.tokens.values().sum();
        let suggestion = |found: &Candidate| {
            let keyness = |(group, frequency): &(usize, u64)| {
                let (group, tokens) = self.tokens.get_index(*group).map(|(group, tokens)| (group.clone(), *tokens))?;
                let table = ContingencyTable {
                    target: *frequency,
                    target_total: tokens,
                    reference: found.frequency - frequency,
                    reference_total: total - tokens,
                };
                Some((group, log_likelihood(table)?))
            };
            let (group, log_likelihood) = found
                .groups
                .iter()
                .filter_map(keyness)
                .filter(|(group, _)| !group.is_empty())
                // Of equals the first.
                .min_by(|(_, left), (_, right)| right.total_cmp(left))
                .unzip();
            let nearness =
                |(theme, together): &(usize, u64)| (*theme, log_dice(*together, found.clauses, self.themes[theme]));
            let themes = found.themes.iter().sorted().map(nearness);
            let nearest = themes.min_by(|(_, left), (_, right)| right.total_cmp(left));
            let (theme, log_dice) = nearest.unzip();
            let (term, frequency, documents) = (found.written.clone(), found.frequency, found.documents);
            Suggestion { term, frequency, documents, group, log_likelihood, theme, log_dice }
        };
        let own = self.terms.values().filter(|found| found.inside < found.frequency);
        own.map(suggestion)
            .sorted_by(|left, right| {
                let keyness = |suggestion: &Suggestion| suggestion.log_likelihood.unwrap_or(0.0);
                keyness(right)
                    .total_cmp(&keyness(left))
                    .then_with(|| Reverse(left.frequency).cmp(&Reverse(right.frequency)))
                    .then_with(|| left.term.cmp(&right.term))
            })
            .collect()
    }

    /// Notes for each term how often the longer term that holds it most often occurs.
    fn count_inside(&mut self) {
        let mut inside: FxHashMap<&str, u64> = FxHashMap::default();
        for (term, found) in &self.terms {
            let starts = std::iter::once(0).chain(term.match_indices(' ').map(|(index, _)| index + 1)).collect_vec();
            let ends = term.match_indices(' ').map(|(index, _)| index).chain([term.len()]).collect_vec();
            for (start, end) in starts.iter().cartesian_product(&ends).filter(|(start, end)| start < end) {
                let part = &term[*start..*end];
                if part.len() < term.len() && self.terms.contains_key(part) {
                    let most = inside.entry(part).or_default();
                    *most = found.frequency.max(*most);
                }
            }
        }
        let inside = inside.into_iter().map(|(term, frequency)| (term.to_string(), frequency)).collect_vec();
        for (term, frequency) in inside {
            self.terms.entry(term).and_modify(|found| found.inside = frequency);
        }
    }
}

/// Adds one to the count of a number.
fn add_one(counts: &mut Vec<(usize, u64)>, number: usize) {
    match counts.iter_mut().find(|(known, _)| *known == number) {
        Some((_, count)) => *count += 1,
        None => counts.push((number, 1)),
    }
}

/// The runs of `fewest` to [`WORDS`] words of a clause that hold no mark or number, and neither start nor end with a
/// function word; each as a range of units, by the word that it starts with, then by its length.
pub fn terms(
    line: &LineTokens,
    forms: &Forms,
    clause: &Range<usize>,
    stopwords: &Stopwords,
    fewest: usize,
) -> Vec<Range<usize>> {
    let words = line.words.iter().filter(|word| clause.contains(&word.start)).collect_vec();
    let is_content = |word: &&Range<usize>| {
        let mut term = String::new();
        line.write_term(word, forms, &mut term);
        !stopwords.contains(&term)
    };
    let content = words.iter().map(is_content).collect_vec();
    let mut terms = Vec::new();
    for first in (0..words.len()).filter(|first| content[*first]) {
        for last in first + fewest - 1..words.len().min(first + WORDS) {
            let units = words[first].start..words[last].end;
            if content[last] && line.units[units.clone()].iter().all(|unit| unit.kind == UnitKind::Word) {
                terms.push(units);
            }
        }
    }
    terms
}
