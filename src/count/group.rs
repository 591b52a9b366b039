//! The counts of one group.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};

use super::clusters::{Clustered, Tally};
use super::evidence::{Clearest, Evidence};
use super::{Segmented, Size};
use crate::priority::Verdict;
use crate::themes::{Hit, Themes};
use crate::vocabulary::TermId;

/// The counts of one group.
#[derive(Clone, Debug, Default)]
pub struct GroupCounts {
    /// The earliest date of its documents, in ISO 8601; `None` where none has a date.
    pub first_date: Option<String>,
    /// Documents.
    pub documents: u64,
    /// Lines that cleaning removed.
    pub removed_lines: u64,
    /// Clauses.
    pub clauses: u64,
    /// Clauses that state a priority.
    pub priority_clauses: u64,
    /// Clauses that have any theme.
    pub themed: Clustered,
    /// Of these, the clauses that state a priority.
    pub themed_priorities: Clustered,
    /// Tokens: words and numbers.
    pub tokens: u64,
    /// Each term's counts; a term that isn't there has none.
    pub terms: FxHashMap<TermId, TermCount>,
    /// Each theme's counts; empty where the group has no hit at all.
    pub themes: BTreeMap<usize, ThemeCount>,
    /// Each keyword's counts.
    pub keywords: BTreeMap<usize, TermCount>,
    /// How many clauses have both of two themes, the earlier in the dictionary first.
    pub cooccurrences: BTreeMap<(usize, usize), u64>,
    /// The clearest passages on each theme.
    pub evidence: BTreeMap<usize, Clearest>,
}

/// How often, and in how many documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermCount {
    /// Occurrences.
    pub frequency: u64,
    /// Documents with at least one.
    pub documents: u64,
}

/// A theme's counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThemeCount {
    /// Hits of its keywords.
    pub frequency: u64,
    /// Clauses with at least one hit.
    pub clauses: u64,
    /// Of these, the clauses that state a priority.
    pub priority_clauses: u64,
    /// Documents with at least one hit.
    pub documents: u64,
}

impl GroupCounts {
    /// Adds a document of this size and with these terms.
    pub(super) fn add_document(
        &mut self,
        document: &Segmented,
        size: &Size,
        terms: FxHashMap<TermId, u64>,
        themes: &Themes,
    ) {
        self.first_date = earlier(self.first_date.take(), document.date.clone());
        self.documents += 1;
        self.removed_lines += document.removed_lines as u64;
        self.clauses += size.clauses;
        self.priority_clauses += document.verdicts.iter().filter(|verdict| verdict.is_priority()).count() as u64;
        self.tokens += size.tokens;
        for (term, frequency) in terms {
            *self.terms.entry(term).or_default() += TermCount { frequency, documents: 1 };
        }
        self.add_hits(document, themes);
    }

    fn add_hits(&mut self, document: &Segmented, themes: &Themes) {
        let mut in_document: FxHashSet<usize> = FxHashSet::default();
        let mut keywords: FxHashMap<usize, u64> = FxHashMap::default();
        let (mut themed, mut priorities) = (Tally::default(), Tally::default());
        let mut clauses_before = 0;
        for (index, (line, hits)) in document.tokens.lines.iter().zip(document.hits).enumerate() {
            let (mut themed_here, mut priorities_here) = (Tally::default(), Tally::default());
            let clause = |hit: &Hit| line.clause_of(hit.units.start);
            for in_clause in hits.chunk_by(|left, right| clause(left) == clause(right)) {
                let number = clauses_before + clause(&in_clause[0]);
                let verdict = document.verdicts.get(number);
                let is_priority = verdict.is_some_and(Verdict::is_priority);
                let mut hits: BTreeMap<usize, u64> = BTreeMap::new();
                in_clause.iter().for_each(|hit| *hits.entry(hit.theme).or_default() += 1);
                let of_clause = hits.keys().copied().collect_vec();
                for tally in [&mut themed, &mut themed_here] {
                    tally.add_clause(&of_clause);
                }
                if is_priority {
                    for tally in [&mut priorities, &mut priorities_here] {
                        tally.add_clause(&of_clause);
                    }
                }
                for [first, second] in of_clause.iter().copied().array_combinations() {
                    *self.cooccurrences.entry((first, second)).or_default() += 1;
                }
                for (theme, hits) in hits {
                    let count = self.themes.entry(theme).or_default();
                    count.clauses += 1;
                    count.priority_clauses += u64::from(is_priority);
                    in_document.insert(theme);
                    self.evidence.entry(theme).or_default().add(Evidence {
                        is_priority,
                        hits,
                        score: verdict.map_or(0.0, |verdict| verdict.score),
                        document: document.document.to_string(),
                        line: document.paragraphs[index].line as u64,
                        clause: number as u64 + 1,
                    });
                }
            }
            self.themed.paragraphs.add_cluster(&themed_here);
            self.themed_priorities.paragraphs.add_cluster(&priorities_here);
            for hit in hits {
                *keywords.entry(hit.keyword).or_default() += 1;
            }
            clauses_before += line.clauses.len();
        }
        self.themed.documents.add_cluster(&themed);
        self.themed_priorities.documents.add_cluster(&priorities);
        for (keyword, frequency) in keywords {
            *self.keywords.entry(keyword).or_default() += TermCount { frequency, documents: 1 };
            self.themes.entry(themes.keywords[keyword].theme).or_default().frequency += frequency;
        }
        for theme in in_document {
            self.themes.entry(theme).or_default().documents += 1;
        }
    }

    /// Clauses that have any theme.
    pub fn themed_clauses(&self) -> u64 {
        self.themed.paragraphs.clauses()
    }
}

impl GroupCounts {
    /// Adds all of another group's counts but its terms, whose numbers are another vocabulary's.
    pub(super) fn add_sizes(&mut self, other: &GroupCounts) {
        self.first_date = earlier(self.first_date.take(), other.first_date.clone());
        self.documents += other.documents;
        self.removed_lines += other.removed_lines;
        self.clauses += other.clauses;
        self.priority_clauses += other.priority_clauses;
        self.themed += &other.themed;
        self.themed_priorities += &other.themed_priorities;
        self.tokens += other.tokens;
        for (theme, count) in &other.themes {
            let sum = self.themes.entry(*theme).or_default();
            sum.frequency += count.frequency;
            sum.clauses += count.clauses;
            sum.priority_clauses += count.priority_clauses;
            sum.documents += count.documents;
        }
        for (keyword, count) in &other.keywords {
            *self.keywords.entry(*keyword).or_default() += *count;
        }
        for (pair, clauses) in &other.cooccurrences {
            *self.cooccurrences.entry(*pair).or_default() += clauses;
        }
        for (theme, clearest) in &other.evidence {
            let sum = self.evidence.entry(*theme).or_default();
            clearest.iter().for_each(|evidence| sum.add(evidence.clone()));
        }
    }
}

impl AddAssign<&GroupCounts> for GroupCounts {
    /// Adds a group of the same vocabulary.
    fn add_assign(&mut self, other: &GroupCounts) {
        for (term, count) in &other.terms {
            *self.terms.entry(*term).or_default() += *count;
        }
        self.add_sizes(other);
    }
}

impl AddAssign for TermCount {
    fn add_assign(&mut self, other: TermCount) {
        self.frequency += other.frequency;
        self.documents += other.documents;
    }
}

/// The earlier of two dates; one that is known comes before one that isn't.
fn earlier(left: Option<String>, right: Option<String>) -> Option<String> {
    left.into_iter().chain(right).min()
}
