//! Tables, charts and passages -> [`Report`] as plain data: what the page, the workbook and the Word document are made of.
//!
//! It is bounded, whatever the corpus: of many documents, passages and rows it holds the first or the clearest, and says
//! how many there are.

mod answer;
mod excerpt;
mod gathered;
mod overview;

use std::collections::BTreeSet;

use itertools::Itertools;
use serde::Serialize;

pub use answer::times_as_many;
pub use excerpt::{CSV, Excerpt, Excerpts};
pub use gathered::{Document, Gathered, Removed, Sentence};
pub use overview::{Overview, Row, Shown};

use crate::chart::{Chart, Setting, Text};
use crate::compare::{Comparison, Listing, Share as Counted, Verdict};
use crate::count::PASSAGES;
use crate::group::{ALL, CORPUS, OTHERS, REFERENCE};
use crate::options::Labels;
use crate::table::{Told, left_out};
use crate::words::Words;

/// All that a reader is shown.
#[derive(Clone, Debug)]
pub struct Report {
    /// The language that it opens in.
    pub labels: Labels,
    /// What it is about.
    pub title: Text,
    /// The groups in their order.
    pub groups: Vec<Group>,
    /// What the comparison comes to: at most three sentences.
    pub answer: Vec<Text>,
    /// Each theme's shares with their change.
    pub overview: Overview,
    /// What is claimed, by theme, the clearest first.
    pub findings: Vec<Finding>,
    /// Of the largest changes those that nothing is claimed of.
    pub doubts: Vec<Shift>,
    /// The charts in the order in which they are read.
    pub figures: Vec<Chart<Text>>,
    /// The themes, by rank in the last group.
    pub themes: Vec<Theme>,
    /// The documents in order.
    pub documents: Vec<Document>,
    /// How many more there are.
    pub more_documents: u64,
    /// The tables.
    pub tables: Vec<Excerpt>,
    /// Which rows those of terms have.
    pub listing: Listing,
}

/// A group's sizes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Group {
    /// Its name in the tables.
    pub id: String,
    /// As a reader is shown it: "Conference 31".
    pub title: Text,
    /// Documents.
    pub documents: u64,
    /// Tokens.
    pub tokens: u64,
    /// Clauses.
    pub clauses: u64,
    /// Clauses that have any theme.
    pub themed_clauses: u64,
}

/// What is found of a theme.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The theme's id.
    pub theme: String,
    /// Its shifts, the clearest first.
    pub shifts: Vec<Shift>,
    /// The clearest passages that no finding before shows; none where only counts were read.
    pub sentences: Vec<Sentence>,
}

/// A shift in words.
#[derive(Clone, Debug, Serialize)]
pub struct Shift {
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
    /// The shift in a sentence.
    pub text: Text,
    /// The shares between 0 and 1, earlier and later.
    pub shares: [Option<f64>; 2],
    /// Their change.
    pub change: Option<f64>,
    /// How many times as many clauses it takes to tell a change as large.
    pub times_needed: Option<f64>,
    /// Where the clearest passages are: "document:line; document:line".
    pub evidence: String,
}

/// What is known of a theme.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// One a group, in their order.
    pub shares: Vec<Share>,
    /// Its keywords that occur anywhere, the commonest first, with how often.
    pub keywords: Vec<(String, u64)>,
    /// Its clearest sentences, by group.
    pub sentences: Vec<Sentence>,
    /// In how many clauses it occurs.
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
    pub fn group(&self, id: &str) -> Text {
        let known = self.groups.iter().find(|group| group.id == id);
        let other = || match id {
            ALL => OTHERS.into(),
            REFERENCE => CORPUS.into(),
            _ => Words::same(id),
        };
        known.map_or_else(other, |group| group.title.clone())
    }

    /// A theme as a reader is shown it, from its id in tables.
    pub fn theme(&self, id: &str) -> Text {
        let known = self.themes.iter().find(|theme| theme.id == id);
        known.map_or_else(|| Words::same(id), |theme| theme.label.clone())
    }

    /// A table.
    pub fn table(&self, name: &str) -> Option<&Excerpt> {
        self.tables.iter().find(|excerpt| excerpt.schema.name == name)
    }

    /// Which rows a table's CSV file lacks, and where they are; `None` where it lacks none.
    pub fn lacking(&self, excerpt: &Excerpt) -> Option<Text> {
        let left_out = left_out(self.listing, excerpt.schema.name);
        left_out.into_iter().chain(excerpt.too_long()).reduce(|before, after| {
            Words::new(format!("{} {}", before.en, after.en), format!("{} {}", before.vi, after.vi))
        })
    }

    /// Puts together what was compared, drawn and gathered.
    pub fn new(
        comparison: &Comparison,
        setting: &Setting,
        findings: Vec<Told>,
        figures: Vec<Chart<Text>>,
        gathered: Gathered,
        tables: Vec<Excerpt>,
        labels: Labels,
    ) -> Report {
        let groups = comparison.groups().into_iter().map(|size| Group {
            id: size.group.to_string(),
            title: setting.each(|voice| voice.group(size.group)),
            documents: size.documents,
            tokens: size.tokens,
            clauses: size.clauses,
            themed_clauses: size.themed_clauses,
        });
        Report {
            labels,
            title: setting.each(|voice| {
                let subject = voice.pick("Shifts in stated priorities", "Chuyển dịch của các ưu tiên được nêu");
                format!("{subject}: {}", voice.all_groups())
            }),
            groups: groups.collect(),
            answer: answer::answer(comparison, setting, &findings),
            overview: Overview::new(comparison, setting, &findings),
            doubts: findings.iter().filter(|told| !told.finding.claims.any()).map(shift).collect(),
            findings: by_theme(&findings, setting, &gathered),
            figures,
            themes: themes(comparison, setting, &gathered),
            documents: gathered.documents,
            more_documents: gathered.more_documents,
            tables,
            listing: comparison.listing(),
        }
    }
}

/// What is claimed, by theme, with sentences that are its evidence, none of them twice.
fn by_theme(findings: &[Told], setting: &Setting, gathered: &Gathered) -> Vec<Finding> {
    let claimed = findings.iter().filter(|told| told.finding.claims.any());
    let of_themes = claimed.clone().map(|told| told.finding.shift.theme).unique_by(|theme| &theme.id);
    let mut shown = BTreeSet::new();
    let finding = |theme: &crate::themes::Theme| {
        let told = claimed.clone().filter(|told| told.finding.shift.theme.id == theme.id).collect_vec();
        let index = setting.themes.themes.iter().position(|known| known.id == theme.id);
        let known = index.into_iter().flat_map(|theme| gathered.of_theme(theme)).collect_vec();
        let places = told.iter().flat_map(|told| &told.finding.evidence);
        let sentences = places.filter_map(|evidence| {
            let place = (evidence.document.as_str(), evidence.line, evidence.clause);
            let is_it = |sentence: &&&Sentence| (sentence.document.as_str(), sentence.line, sentence.clause) == place;
            known.iter().find(is_it).filter(|_| shown.insert(place)).map(|sentence| (*sentence).clone())
        });
        Finding {
            theme: theme.id.clone(),
            sentences: sentences.take(PASSAGES).collect(),
            shifts: told.iter().map(|told| shift(told)).collect(),
        }
    };
    of_themes.map(finding).collect()
}

fn shift(Told { finding, text, .. }: &Told) -> Shift {
    let shares = &finding.shift.shares;
    Shift {
        theme: finding.shift.theme.id.clone(),
        reference: finding.shift.reference.to_string(),
        target: finding.shift.target.to_string(),
        verdict: shares.verdict,
        priority_verdict: finding.shift.priorities.verdict,
        text: text.clone(),
        shares: [shares.reference.value, shares.target.value],
        change: shares.value,
        times_needed: shares.times_needed,
        evidence: finding.places(),
    }
}

fn themes(comparison: &Comparison, setting: &Setting, gathered: &Gathered) -> Vec<Theme> {
    let (frequencies, keywords) = (comparison.theme_frequencies(), comparison.keyword_frequencies());
    let last = setting.groups.last().map(|size| size.group);
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
        let index = setting.themes.themes.iter().position(|other| other.id == theme.id);
        Theme {
            id: theme.id.clone(),
            label: setting.theme(theme),
            clauses: shares.iter().map(|share| share.clauses).sum(),
            shares,
            keywords: found.into_iter().sorted_by(by_frequency).collect(),
            sentences: index.into_iter().flat_map(|theme| gathered.of_theme(theme)).cloned().collect(),
        }
    };
    by_rank.map(theme).collect()
}
