//! Tokens -> [`Counts`]: what a run keeps of the texts. Counts are added up in any order with the same result.

mod clusters;
mod evidence;
mod group;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Add, AddAssign};

use rustc_hash::FxHashMap;

use crate::clean::Paragraph;
use crate::language::Tokens;
use crate::priority::Verdict;
use crate::themes::{Hit, Themes};
use crate::vocabulary::{TermId, Vocabulary};

pub use clusters::{Clustered, Clusters};
pub use evidence::{Clearest, Evidence};
pub use group::{GroupCounts, TermCount, ThemeCount};

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
        group.add_document(document, &size, terms, themes);
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
