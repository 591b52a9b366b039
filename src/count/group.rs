//! The counts of one group.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::bigrams::Bigrams;
use super::clusters::{Clustered, Tally};
use super::diversity::Sequences;
use super::evidence::{Clearest, Evidence};
use super::parts::{ByPart, Dealt, add_by_part, part};
use super::words::Words;
use super::{Segmented, Size};
use crate::priority::ClauseVerdict;
use crate::themes::{Hit, Themes};
use crate::vocabulary::TermId;

/// The counts of one group, but for its terms.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupCounts {
    /// Its number, by which its terms are found.
    #[serde(skip)]
    pub number: u32,
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
    /// Tokens of the documents that were read for the themes, and hits among them.
    pub spoken: Clustered,
    /// Tokens: words and numbers.
    pub tokens: u64,
    /// The tokens in each part of the documents.
    pub part_tokens: ByPart,
    /// The paragraphs dealt into parts; empty from [`DOCUMENTS`] documents on.
    pub by_paragraph: Dealt,
    /// What measures of lexical diversity need of the order of the tokens.
    pub sequences: Sequences,
    /// Pairs of adjacent words.
    #[serde(skip)]
    pub bigrams: Bigrams,
    /// Each theme's counts; empty where the group has no hit at all.
    pub themes: BTreeMap<usize, ThemeCount>,
    /// Each keyword's counts.
    pub keywords: BTreeMap<usize, TermCount>,
    /// How many clauses have both of two themes, the earlier in the dictionary first.
    #[serde(with = "as_list")]
    pub cooccurrences: BTreeMap<(usize, usize), u64>,
    /// The clearest passages on each theme.
    pub evidence: BTreeMap<usize, Clearest>,
}

/// With this many documents or more, a group's clusters are its documents; with fewer, its paragraphs are.
pub const DOCUMENTS: u64 = 5;

/// How often, and in how many documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCount {
    /// Occurrences.
    pub frequency: u64,
    /// Documents with at least one.
    pub documents: u64,
}

/// A theme's counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Adds a document of this size and with these words; gives the part that it belongs to.
    pub(super) fn add_document(
        &mut self,
        document: &Segmented,
        size: &Size,
        words: &Words,
        sequences: &Sequences,
        themes: &Themes,
    ) -> usize {
        let part = part(words.hash);
        self.first_date = earlier(self.first_date.take(), document.date.clone());
        self.documents += 1;
        self.removed_lines += document.removed_lines as u64;
        self.clauses += size.clauses;
        self.priority_clauses += document.verdicts.iter().filter(|verdict| verdict.is_priority()).count() as u64;
        self.tokens += size.tokens;
        self.sequences += *sequences;
        self.part_tokens[part] += size.tokens;
        if self.documents < DOCUMENTS {
            words.deal(document, &mut self.by_paragraph);
        }
        self.settle();
        if themes.reads(document.language) {
            self.add_hits(document, themes);
        }
        part
    }

    /// Forgets the paragraphs' parts where the documents' are what counts.
    pub(super) fn settle(&mut self) {
        if self.documents >= DOCUMENTS {
            self.by_paragraph = Dealt::default();
        }
    }

    fn add_hits(&mut self, document: &Segmented, themes: &Themes) {
        let mut in_document: FxHashSet<usize> = FxHashSet::default();
        let mut keywords: FxHashMap<usize, u64> = FxHashMap::default();
        let [mut themed, mut priorities, mut spoken] = [const { Tally::new() }; 3];
        let mut clauses_before = 0;
        for (index, (line, hits)) in document.tokens.lines.iter().zip(document.hits).enumerate() {
            let [mut themed_here, mut priorities_here, mut spoken_here] = [const { Tally::new() }; 3];
            let clause = |hit: &Hit| line.clause_of(hit.units.start);
            for in_clause in hits.chunk_by(|left, right| clause(left) == clause(right)) {
                let number = clauses_before + clause(&in_clause[0]);
                let verdict = document.verdicts.get(number);
                let is_priority = verdict.is_some_and(ClauseVerdict::is_priority);
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
                    let score = verdict.map_or(0.0, |verdict| verdict.score);
                    let clearest = self.evidence.entry(theme).or_default();
                    if !clearest.outdo(is_priority, hits, score) {
                        clearest.add(Evidence {
                            is_priority,
                            hits,
                            score,
                            document: document.document.to_string(),
                            line: document.paragraphs[index].line as u64,
                            clause: number as u64 + 1,
                        });
                    }
                }
            }
            for tally in [&mut spoken, &mut spoken_here] {
                tally.add_tokens(line.words.len() as u64, hits.iter().map(|hit| hit.theme));
            }
            self.themed.paragraphs.add_cluster(&themed_here);
            self.themed_priorities.paragraphs.add_cluster(&priorities_here);
            self.spoken.paragraphs.add_cluster(&spoken_here);
            for hit in hits {
                *keywords.entry(hit.keyword).or_default() += 1;
            }
            clauses_before += line.clauses.len();
        }
        self.themed.documents.add_cluster(&themed);
        self.themed_priorities.documents.add_cluster(&priorities);
        self.spoken.documents.add_cluster(&spoken);
        for (keyword, frequency) in keywords {
            *self.keywords.entry(keyword).or_default() += TermCount { frequency, documents: 1 };
            self.themes.entry(themes.keywords[keyword].theme).or_default().frequency += frequency;
        }
        for theme in in_document {
            self.themes.entry(theme).or_default().documents += 1;
        }
    }

    /// Tokens of the documents that were read for the themes.
    pub fn read_tokens(&self) -> u64 {
        self.spoken.paragraphs.units()
    }

    /// Clauses that have any theme.
    pub fn themed_clauses(&self) -> u64 {
        self.themed.paragraphs.units()
    }

    /// Whether it counts no theme and no keyword that a dictionary doesn't have.
    pub(super) fn is_of(&self, dictionary: &Themes) -> bool {
        let (themes, keywords) = (dictionary.themes.len(), dictionary.keywords.len());
        let pairs = self.cooccurrences.keys().flat_map(|(first, second)| [first, second]);
        let of_clauses = [&self.themed, &self.themed_priorities, &self.spoken].into_iter().flat_map(Clustered::themes);
        let all = self.themes.keys().chain(self.evidence.keys()).chain(pairs).copied().chain(of_clauses);
        all.max().is_none_or(|theme| theme < themes) && self.keywords.keys().all(|keyword| *keyword < keywords)
    }

    /// Adds another group's counts, of its pairs of words those of this level and above; `id` turns its terms' numbers
    /// into this one's.
    pub(super) fn add(&mut self, other: &GroupCounts, lowest: u32, id: impl Fn(TermId) -> TermId) {
        self.bigrams.add_all(&other.bigrams, lowest, &id);
        self.add_but_bigrams(other, id);
        self.settle();
    }

    /// Adds another group's counts, but for its pairs of words.
    pub fn add_but_bigrams(&mut self, other: &GroupCounts, id: impl Fn(TermId) -> TermId) {
        self.first_date = earlier(self.first_date.take(), other.first_date.clone());
        self.documents += other.documents;
        self.removed_lines += other.removed_lines;
        self.clauses += other.clauses;
        self.priority_clauses += other.priority_clauses;
        self.themed += &other.themed;
        self.themed_priorities += &other.themed_priorities;
        self.spoken += &other.spoken;
        self.tokens += other.tokens;
        add_by_part(&mut self.part_tokens, &other.part_tokens);
        self.by_paragraph.add_all(&other.by_paragraph, id);
        self.sequences += other.sequences;
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

/// Pairs of numbers can't be names in JSON: a list of pairs and counts stands for the map.
mod as_list {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    type Map = BTreeMap<(usize, usize), u64>;

    pub fn serialize<S: Serializer>(map: &Map, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}
