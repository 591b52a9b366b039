//! Tokens -> [`Counts`]: what a run keeps of the texts. Counts are added up in any order with the same result.

mod clusters;
mod evidence;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Add, AddAssign};

use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::clean::Paragraph;
use crate::language::Tokens;
use crate::priority::Verdict;
use crate::themes::{Hit, Themes};
use crate::vocabulary::{TermId, Vocabulary};

pub use clusters::{Clustered, Clusters};
pub use evidence::{Clearest, Evidence};

use clusters::Tally;

/// The counts of a corpus, by group. Adding is associative and commutative but for the numbers of the terms, which
/// nothing outside may depend on.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The terms that are counted.
    pub vocabulary: Vocabulary,
    /// Each group's counts.
    pub groups: BTreeMap<String, GroupCounts>,
    /// The languages of the counted documents.
    pub languages: BTreeSet<String>,
    /// How often a stem stood as which form; only for languages with stems.
    forms: FxHashMap<(TermId, Box<str>), u64>,
}

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

/// A document's size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Clauses.
    pub clauses: u64,
    /// Words and numbers.
    pub tokens: u64,
    /// Distinct terms.
    pub types: u64,
}

/// A document cut into words, clauses and hits, ready to be counted.
pub struct Segmented<'a> {
    /// Its name.
    pub document: &'a str,
    /// Its group; `None` where it has none and only its size is wanted.
    pub group: Option<&'a str>,
    /// Its date, in ISO 8601.
    pub date: Option<String>,
    /// Its language.
    pub language: &'a str,
    /// Whether its terms are stems.
    pub stems: bool,
    /// Its text.
    pub paragraphs: &'a [Paragraph],
    /// Its tokens, a line for each paragraph.
    pub tokens: &'a Tokens,
    /// The keywords found in it, a list for each paragraph.
    pub hits: &'a [Vec<Hit>],
    /// The verdict on each of its clauses, in order; none where its language has no rules of priorities.
    pub verdicts: &'a [Verdict],
    /// How many of its lines were removed.
    pub removed_lines: usize,
}

impl Counts {
    /// Adds a document that has a group; gives the size of any.
    pub fn add_document(&mut self, document: &Segmented, themes: &Themes) -> Size {
        let terms = self.count_terms(document);
        let size = Size {
            clauses: document.tokens.lines.iter().map(|line| line.clauses.len() as u64).sum(),
            tokens: terms.values().sum(),
            types: terms.len() as u64,
        };
        let Some(group) = document.group else { return size };
        self.languages.insert(document.language.to_string());
        let group = self.groups.entry(group.to_string()).or_default();
        group.first_date = earlier(group.first_date.take(), document.date.clone());
        group.documents += 1;
        group.removed_lines += document.removed_lines as u64;
        group.clauses += size.clauses;
        group.priority_clauses += document.verdicts.iter().filter(|verdict| verdict.is_priority()).count() as u64;
        group.tokens += size.tokens;
        for (term, frequency) in terms {
            *group.terms.entry(term).or_default() += TermCount { frequency, documents: 1 };
        }
        group.add_hits(document, themes);
        size
    }

    /// All groups together.
    pub fn total(&self) -> GroupCounts {
        self.groups.values().fold(GroupCounts::default(), |mut sum, group| {
            sum += group;
            sum
        })
    }

    /// The document's terms, each with its frequency.
    fn count_terms(&mut self, document: &Segmented) -> FxHashMap<TermId, u64> {
        let mut terms: FxHashMap<TermId, u64> = FxHashMap::default();
        let mut term = String::new();
        for (paragraph, line) in document.paragraphs.iter().zip(&document.tokens.lines) {
            for word in &line.words {
                term.clear();
                line.write_term(word, &mut term);
                let id = self.vocabulary.intern(&term);
                *terms.entry(id).or_default() += 1;
                if document.stems {
                    let form = paragraph.text[line.word_range(word)].to_lowercase();
                    *self.forms.entry((id, form.into())).or_default() += 1;
                }
            }
        }
        terms
    }

    /// What a reader is shown for each stem: its commonest form, of equals the first by spelling.
    pub fn stem_forms(&self) -> FxHashMap<TermId, &str> {
        let mut best: FxHashMap<TermId, (&str, u64)> = FxHashMap::default();
        for ((id, form), &frequency) in &self.forms {
            let best = best.entry(*id).or_insert((form, 0));
            if frequency > best.1 || frequency == best.1 && **form < *best.0 {
                *best = (form, frequency);
            }
        }
        best.into_iter().map(|(id, (form, _))| (id, form)).collect()
    }
}

impl GroupCounts {
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

/// The earlier of two dates; one that is known comes before one that isn't.
fn earlier(left: Option<String>, right: Option<String>) -> Option<String> {
    left.into_iter().chain(right).min()
}

impl Add for Counts {
    type Output = Counts;

    fn add(mut self, other: Counts) -> Counts {
        self += other;
        self
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        let ids: Vec<TermId> = other.vocabulary.iter().map(|(_, term)| self.vocabulary.intern(term)).collect();
        let id = |id: TermId| ids[id.0 as usize];
        for (name, group) in other.groups {
            let sum = self.groups.entry(name).or_default();
            for (term, count) in &group.terms {
                *sum.terms.entry(id(*term)).or_default() += *count;
            }
            sum.add_sizes(&group);
        }
        self.languages.extend(other.languages);
        for ((term, form), frequency) in other.forms {
            *self.forms.entry((id(term), form)).or_default() += frequency;
        }
    }
}

impl GroupCounts {
    /// Adds all of another group's counts but its terms, whose numbers are another vocabulary's.
    fn add_sizes(&mut self, other: &GroupCounts) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Kept, Segmenters, tokenise};
    use crate::options::ToneMarks;
    use crate::priority::{Judge, Rules, clauses};
    use crate::themes::Matcher;

    /// English articles of three groups: group, text.
    const ARTICLES: [(&str, &str); 5] = [
        ("1", "Trade grows. Ministers support trade; ports wait."),
        ("2", "Peace first. The minister supports peace."),
        ("1", "Ports grow. Peace and trade."),
        ("3", "Nothing of note."),
        ("2", "Trading ports; a peaceful port."),
    ];

    fn count(articles: &[(&str, &str)]) -> Counts {
        let (themes, rules) = (Themes::read(None).unwrap(), Rules::read(None).unwrap());
        let segmenters = Segmenters::new(ToneMarks::Old).unwrap();
        let id = segmenters.find("en");
        let (segmenter, kept) = (segmenters.get(id), Kept::new([]).unwrap());
        let matcher = Matcher::new(&themes, segmenter);
        let mut counts = Counts::default();
        for (group, text) in articles {
            let paragraphs = [Paragraph { line: 1, text: text.to_string(), headline: false }];
            let tokens = tokenise(&paragraphs, segmenter, kept.get(id, segmenter));
            let hits = [matcher.find(text, &tokens.lines[0])];
            let judge = Judge::new(rules.get("en").unwrap(), segmenter);
            let verdicts = judge.judge(&clauses(&paragraphs, &tokens));
            let segmented = Segmented {
                document: text,
                group: Some(group),
                date: Some("2001".into()),
                language: "en",
                stems: true,
                paragraphs: &paragraphs,
                tokens: &tokens,
                hits: &hits,
                verdicts: &verdicts,
                removed_lines: 1,
            };
            counts.add_document(&segmented, &themes);
        }
        counts
    }

    /// All that is counted, with terms in place of their numbers.
    fn view(counts: &Counts) -> String {
        let terms = |group: &GroupCounts| -> BTreeMap<String, TermCount> {
            group.terms.iter().map(|(id, count)| (counts.vocabulary.term(*id).to_string(), *count)).collect()
        };
        let groups = counts.groups.iter().map(|(name, group)| {
            let but_terms = GroupCounts { terms: FxHashMap::default(), ..group.clone() };
            format!("{name} {but_terms:?} {:?}", terms(group))
        });
        let forms: BTreeMap<&str, &str> =
            counts.stem_forms().into_iter().map(|(id, form)| (counts.vocabulary.term(id), form)).collect();
        format!("{:?} {:?} {forms:?}", groups.collect::<Vec<_>>(), counts.languages)
    }

    #[test]
    fn counts_add_up_to_the_same_in_any_order_and_any_parts() {
        let whole = view(&count(&ARTICLES));
        for cut in 0..=ARTICLES.len() {
            let (left, right) = ARTICLES.split_at(cut);
            assert_eq!(view(&(count(left) + count(right))), whole, "cut at {cut}");
            assert_eq!(view(&(count(right) + count(left))), whole, "cut at {cut}");
        }
        let [a, b, c] = [&ARTICLES[..1], &ARTICLES[1..3], &ARTICLES[3..]].map(count);
        assert_eq!(view(&(a.clone() + (b.clone() + c.clone()))), view(&((a + b) + c)));
    }

    #[test]
    fn a_stem_is_shown_in_its_commonest_form() {
        let counts = count(&[("1", "policies policy Policy ports")]);
        let forms: BTreeMap<&str, &str> =
            counts.stem_forms().into_iter().map(|(id, form)| (counts.vocabulary.term(id), form)).collect();
        assert_eq!(forms, BTreeMap::from([("polici", "policy"), ("port", "ports")]));
    }

    #[test]
    fn the_total_is_the_sum_of_the_groups() {
        let total = count(&ARTICLES).total();
        assert_eq!((total.documents, total.tokens, total.removed_lines), (5, 26, 5));
    }
}
