//! Tables, charts and passages -> [`Report`] as plain data: what the page, the workbook and the Word document are made of.
//!
//! It is bounded, whatever the corpus: of many documents, passages and rows it holds the first or the clearest, and says
//! how many there are.

mod excerpt;
mod gathered;

use itertools::Itertools;
use serde::Serialize;

pub use excerpt::{Cell, Excerpt, Excerpts};
pub use gathered::{Document, Gathered, Removed, Sentence};

use crate::chart::{Chart, Setting};
use crate::compare::{Comparison, Share as Counted, Verdict};
use crate::options::Labels;

/// Words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}

impl Words {
    /// The words in one of the languages.
    pub fn pick(&self, labels: Labels) -> &str {
        labels.pick(&self.en, &self.vi)
    }
}

/// All that a reader is shown.
#[derive(Clone, Debug)]
pub struct Report {
    /// The language that it opens in.
    pub labels: Labels,
    /// What it is about.
    pub title: Words,
    /// The groups in their order.
    pub groups: Vec<Group>,
    /// The findings, the largest first.
    pub findings: Vec<Finding>,
    /// The charts in the order in which they are read.
    pub figures: Vec<Figure>,
    /// The themes, by rank in the last group.
    pub themes: Vec<Theme>,
    /// The documents in order.
    pub documents: Vec<Document>,
    /// How many more there are.
    pub more_documents: u64,
    /// The tables.
    pub tables: Vec<Excerpt>,
}

/// A group's sizes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Group {
    /// Its name in the tables.
    pub id: String,
    /// As a reader is shown it: "Conference 31".
    pub title: Words,
    /// Documents.
    pub documents: u64,
    /// Tokens.
    pub tokens: u64,
    /// Clauses.
    pub clauses: u64,
    /// Clauses that have any theme.
    pub themed_clauses: u64,
}

/// A shift in words.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The theme's id.
    pub theme: String,
    /// The earlier group.
    pub reference: String,
    /// The later group.
    pub target: String,
    /// The verdict on the change of share.
    pub verdict: Verdict,
    /// The verdict on the change among stated priorities.
    pub priority_verdict: Verdict,
    /// The finding in a sentence.
    pub text: Words,
    /// The clearest passages; none where only counts were read.
    pub sentences: Vec<Sentence>,
    /// Where they stand: "document:line; document:line".
    pub evidence: String,
}

/// A chart in both languages.
#[derive(Clone, Debug)]
pub struct Figure {
    /// In English.
    pub en: Chart,
    /// The same in Vietnamese.
    pub vi: Chart,
}

impl Figure {
    /// The chart in one of the languages.
    pub fn pick(&self, labels: Labels) -> &Chart {
        labels.pick(&self.en, &self.vi)
    }
}

/// What is known of a theme.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Words,
    /// One a group, in their order.
    pub shares: Vec<Share>,
    /// Its keywords that stand anywhere, the commonest first, with how often.
    pub keywords: Vec<(String, u64)>,
    /// Its clearest sentences, by group.
    pub sentences: Vec<Sentence>,
    /// In how many clauses it stands.
    pub clauses: u64,
}

/// A theme's shares in one group, between 0 and 1, with their 95 % intervals.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Share {
    /// The group.
    pub group: String,
    /// Clauses that have the theme.
    pub clauses: u64,
    /// Their share of the clauses that have any theme.
    pub share: Option<f64>,
    /// Its lower bound.
    pub low: Option<f64>,
    /// Its upper bound.
    pub high: Option<f64>,
    /// Of the clauses those that state a priority.
    pub priority_clauses: u64,
    /// Their share of the themed clauses that state a priority.
    pub priority_share: Option<f64>,
    /// Its lower bound.
    pub priority_low: Option<f64>,
    /// Its upper bound.
    pub priority_high: Option<f64>,
}

impl Report {
    /// A group as a reader is shown it, from its id in tables.
    pub fn group<'a>(&'a self, id: &'a str) -> &'a str {
        let known = self.groups.iter().find(|group| group.id == id);
        known.map_or(id, |group| group.title.pick(self.labels))
    }

    /// Puts together what was compared, drawn and gathered.
    pub fn new<'a>(
        comparison: &Comparison,
        setting: impl Fn(Labels) -> Setting<'a>,
        figures: Vec<Figure>,
        gathered: Gathered,
        tables: Vec<Excerpt>,
        labels: Labels,
    ) -> Report {
        let (english, vietnamese) = (setting(Labels::En), setting(Labels::Vi));
        let themes = themes(comparison, &english, &vietnamese, &gathered);
        let groups = comparison.groups().into_iter().map(|size| Group {
            id: size.group.to_string(),
            title: Words { en: english.group(size.group), vi: vietnamese.group(size.group) },
            documents: size.documents,
            tokens: size.tokens,
            clauses: size.clauses,
            themed_clauses: size.themed_clauses,
        });
        let title = |setting: &Setting, subject: &str| format!("{subject}: {}", setting.all_groups());
        Report {
            labels,
            title: Words {
                en: title(&english, "Shifts in stated priorities"),
                vi: title(&vietnamese, "Thay đổi trong các ưu tiên được nêu"),
            },
            groups: groups.collect(),
            findings: findings(comparison, &english, &gathered),
            figures,
            themes,
            documents: gathered.documents,
            more_documents: gathered.more_documents,
            tables,
        }
    }
}

fn findings(comparison: &Comparison, setting: &Setting, gathered: &Gathered) -> Vec<Finding> {
    let finding = |found: crate::compare::Finding| {
        let theme = setting.themes.themes.iter().position(|theme| theme.id == found.shift.theme.id);
        let known = theme.into_iter().flat_map(|theme| gathered.of_theme(theme));
        let known = known.collect_vec();
        let sentences = found.evidence.iter().filter_map(|evidence| {
            let is_it = |sentence: &&Sentence| {
                (&sentence.document, sentence.line, sentence.clause)
                    == (&evidence.document, evidence.line, evidence.clause)
            };
            known.iter().copied().find(is_it).cloned()
        });
        Finding {
            theme: found.shift.theme.id.clone(),
            reference: found.shift.reference.to_string(),
            target: found.shift.target.to_string(),
            verdict: found.shift.shares.verdict,
            priority_verdict: found.shift.priorities.verdict,
            sentences: sentences.collect(),
            evidence: found.places(),
            text: Words { en: found.text_en, vi: found.text_vi },
        }
    };
    comparison.findings().into_iter().map(finding).collect()
}

fn themes(comparison: &Comparison, english: &Setting, vietnamese: &Setting, gathered: &Gathered) -> Vec<Theme> {
    let (frequencies, keywords) = (comparison.theme_frequencies(), comparison.keyword_frequencies());
    let last = english.groups.last().map(|size| size.group);
    // The frequencies are in the order of the groups, and in that of the ranks within each.
    let by_rank = frequencies.iter().filter(|row| Some(row.group) == last).map(|row| row.theme);
    let theme = |theme: &crate::themes::Theme| {
        let rows = frequencies.iter().filter(|row| row.theme.id == theme.id);
        let bounds = |share: &Counted| share.interval.unzip();
        let shares = rows.map(|row| {
            let ((low, high), (priority_low, priority_high)) = (bounds(&row.share), bounds(&row.priority_share));
            Share {
                group: row.group.to_string(),
                clauses: row.share.clauses,
                share: row.share.value,
                low,
                high,
                priority_clauses: row.priority_share.clauses,
                priority_share: row.priority_share.value,
                priority_low,
                priority_high,
            }
        });
        let shares = shares.collect_vec();
        let found = keywords.iter().filter(|row| row.theme.id == theme.id);
        let found = found.map(|row| (row.keyword.text.clone(), row.count.frequency)).into_grouping_map().sum();
        let by_frequency =
            |(one, many): &(String, u64), (other, few): &(String, u64)| few.cmp(many).then(one.cmp(other));
        let index = english.themes.themes.iter().position(|other| other.id == theme.id);
        Theme {
            id: theme.id.clone(),
            label: Words { en: english.theme(&theme.id), vi: vietnamese.theme(&theme.id) },
            clauses: shares.iter().map(|share| share.clauses).sum(),
            shares,
            keywords: found.into_iter().sorted_by(by_frequency).collect(),
            sentences: index.into_iter().flat_map(|theme| gathered.of_theme(theme)).cloned().collect(),
        }
    };
    by_rank.map(theme).collect()
}
