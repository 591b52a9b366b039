//! Clauses that readers coded -> how far the dictionary and the rules of priorities agree with them.
//!
//! The file is a table separated by tabs, a clause a row, with a header and the columns `doc`, `line`, `clause`,
//! `priority` (1, 0, or ? where the readers differ), `themes` (ids separated by commas), `disputed_themes` (those on
//! which they differ) and `text`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::AddAssign;
use std::path::Path;

use anyhow::{Context, Result, bail};
use itertools::Itertools;
use serde::Deserialize;

use crate::encoding;
use crate::language::{Forms, LineTokens, tokenise_line};
use crate::phrase::Seen;
use crate::priority::{self, Clause, Judge, Language};
use crate::themes::{Matcher, Themes};
use crate::warning::Warning;

/// A coded clause.
#[derive(Clone, Debug, Deserialize)]
struct Row {
    doc: String,
    line: u64,
    clause: u64,
    priority: String,
    themes: String,
    disputed_themes: String,
    text: String,
}

/// Coded clauses, cut into units.
pub struct Coding {
    rows: Vec<(Row, LineTokens)>,
    /// That the encoding of the file is in doubt.
    pub doubt: Option<Warning>,
}

/// How far what was found agrees with what was coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Found and coded.
    pub right: u64,
    /// Found.
    pub found: u64,
    /// Coded.
    pub coded: u64,
}

/// The agreement on priorities, on each theme, and where it fails.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// On priorities, over the clauses on which the readers agree.
    pub priorities: Agreement,
    /// On each theme, without the clauses on which the readers differ about it; by id, in the dictionary's order.
    pub themes: Vec<(String, Agreement)>,
    /// One line for each clause that is coded otherwise.
    pub differences: Vec<String>,
}

impl Coding {
    /// Reads the file in any encoding; the units of its clauses are added to `forms`.
    ///
    /// # Errors
    /// Names the line: a column is missing, `priority` is none of 1, 0 and ?, or a theme isn't in the dictionary.
    pub fn read(path: &Path, themes: &Themes, forms: &mut Forms) -> Result<Coding> {
        let (text, doubt) = encoding::read(path).with_context(|| format!("can't read {}", path.display()))?;
        let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
        let known: BTreeSet<&str> = themes.themes.iter().map(|theme| theme.id.as_str()).collect();
        let mut rows = Vec::new();
        for (row, line) in reader.deserialize().zip(2..) {
            let row: Row = row.with_context(|| format!("{}, line {line}", path.display()))?;
            if !["1", "0", "?"].contains(&row.priority.as_str()) {
                bail!("{}, line {line}: priority is {:?}: write 1, 0 or ?", path.display(), row.priority);
            }
            if let Some(theme) = ids(&row.themes).chain(ids(&row.disputed_themes)).find(|id| !known.contains(id)) {
                bail!("{}, line {line}: the dictionary has no theme {theme:?}", path.display());
            }
            let tokens = tokenise_line(&row.text, forms);
            rows.push((row, tokens));
        }
        Ok(Coding { rows, doubt })
    }

    /// The names of the documents, each once, in order.
    pub fn documents(&self) -> Vec<&str> {
        self.rows.iter().map(|(row, _)| row.doc.as_str()).dedup().collect()
    }

    /// The clauses of the documents that `is_wanted` says.
    pub fn coded(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<priority::Coded<'_>> {
        let documents = self.rows.iter().filter(|(row, _)| is_wanted(&row.doc)).chunk_by(|(row, _)| &row.doc);
        let coded = documents.into_iter().map(|(_, rows)| {
            let rows = rows.collect_vec();
            let priorities = rows.iter().map(|(row, _)| row.is_priority()).collect();
            priority::Coded { clauses: clauses(&rows), priorities }
        });
        coded.collect()
    }

    /// Holds dictionary and rules against the documents that `is_wanted` says; `forms` are those that were given to
    /// [`Coding::read`].
    pub fn evaluate(
        &self,
        themes: &Themes,
        rules: &Language,
        forms: &Forms,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Evaluation {
        let segmenter = forms.segmenter();
        let (matcher, judge) = (Matcher::new(themes, segmenter), Judge::new(rules, segmenter));
        let (mut keywords, mut cues) = (Seen::default(), Seen::default());
        let mut priorities = Agreement::default();
        let mut by_theme: BTreeMap<&str, Agreement> = BTreeMap::new();
        let mut differences = Vec::new();
        let documents = self.rows.iter().filter(|(row, _)| is_wanted(&row.doc)).chunk_by(|(row, _)| &row.doc);
        for (_, rows) in &documents {
            let rows = rows.collect_vec();
            let verdicts = judge.judge(&clauses(&rows), forms, &mut cues);
            for ((row, tokens), verdict) in std::iter::zip(&rows, verdicts) {
                let hits = matcher.find(tokens, forms, &mut keywords);
                let disputed: BTreeSet<&str> = ids(&row.disputed_themes).collect();
                let found = hits.iter().map(|hit| themes.themes[hit.theme].id.as_str());
                let found: BTreeSet<&str> = found.filter(|id| !disputed.contains(id)).collect();
                let coded: BTreeSet<&str> = ids(&row.themes).collect();
                for id in found.union(&coded) {
                    let agreement = by_theme.entry(id).or_default();
                    *agreement += Agreement::of(found.contains(id), coded.contains(id));
                }
                let mut difference = Vec::new();
                if let Some(is_priority) = row.is_priority() {
                    priorities += Agreement::of(verdict.is_priority(), is_priority);
                    if verdict.is_priority() != is_priority {
                        let cues = verdict.evidence.cues.iter().map(|cue| {
                            let place = tokens.word_range(&cue.units);
                            format!("{} {:?}", rules.classes[cue.class].class, &row.text[place])
                        });
                        let places = verdict.evidence.places.iter().map(|place| format!("{place:?}"));
                        let cues = cues.chain(places).join(", ");
                        difference.push(format!("priority {:.2} for {}: {cues}", verdict.score, row.priority));
                    }
                }
                difference.extend(found.difference(&coded).map(|id| {
                    let keyword = hits.iter().find(|hit| themes.themes[hit.theme].id == *id);
                    format!("+{id} ({})", keyword.map_or("", |hit| &themes.keywords[hit.keyword].text))
                }));
                difference.extend(coded.difference(&found).map(|id| format!("-{id}")));
                if !difference.is_empty() {
                    let place = format!("{}:{}.{}", row.doc, row.line, row.clause);
                    differences.push(format!("{place}\t{}\t{}", difference.join("; "), row.text));
                }
            }
        }
        let of_theme = |id: &String| (id.clone(), by_theme.get(id.as_str()).copied().unwrap_or_default());
        let themes = themes.themes.iter().map(|theme| of_theme(&theme.id)).collect();
        Evaluation { priorities, themes, differences }
    }
}

impl Row {
    fn is_priority(&self) -> Option<bool> {
        match self.priority.as_str() {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        }
    }
}

/// The clauses of a document, each with its place. A coded clause has lost its semicolon: without an end mark before
/// another of its line it had one.
fn clauses<'a>(rows: &[&'a (Row, LineTokens)]) -> Vec<Clause<'a>> {
    let lines = rows.iter().map(|(row, _)| row.line).collect_vec();
    let clause = |(index, (row, tokens)): (usize, &&'a (Row, LineTokens))| Clause {
        text: &row.text,
        line: tokens,
        units: 0..tokens.units.len(),
        first: index == 0 || lines[index - 1] != row.line,
        open: lines.get(index + 1) == Some(&row.line) && !row.text.ends_with(['.', '!', '?', '…', '”', '"']),
        headline: row.line == 1 && !row.text.ends_with('.'),
    };
    rows.iter().enumerate().map(clause).collect()
}

fn ids(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(str::trim).filter(|id| !id.is_empty())
}

impl Evaluation {
    /// On all themes together.
    pub fn all_themes(&self) -> Agreement {
        self.themes.iter().fold(Agreement::default(), |mut sum, (_, agreement)| {
            sum += *agreement;
            sum
        })
    }
}

impl Agreement {
    fn of(found: bool, coded: bool) -> Agreement {
        Agreement { right: u64::from(found && coded), found: u64::from(found), coded: u64::from(coded) }
    }

    /// How much of what was found is coded.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.found as f64
    }

    /// How much of what is coded was found.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.coded as f64
    }

    /// The harmonic mean of both (Dice); over several themes the micro-average.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.coded) as f64
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Agreement) {
        self.right += other.right;
        self.found += other.found;
        self.coded += other.coded;
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures = [self.precision(), self.recall(), self.f1()];
        let figures = figures.iter().map(|figure| if figure.is_nan() { "-".into() } else { format!("{figure:.3}") });
        write!(f, "{}\t{}\t{}\t{}", self.coded, self.found, self.right, figures.format("\t"))
    }
}

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\tcoded\tfound\tright\tprecision\trecall\tf1")?;
        writeln!(f, "priorities\t{}", self.priorities)?;
        writeln!(f, "all themes\t{}", self.all_themes())?;
        self.themes.iter().try_for_each(|(id, agreement)| writeln!(f, "{id}\t{agreement}"))
    }
}
