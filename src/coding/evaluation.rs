//! Coded clauses, a dictionary and rules -> [`CodingEvaluation`]: where they agree, how sure that is, and where they don't.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use itertools::Itertools;

use super::{Agreement, CodedClause, Coding, clauses, ids};
use crate::language::{Forms, LineTokens};
use crate::measure::bootstrap_interval;
use crate::phrase;
use crate::priority::{self, ClauseVerdict, Judge, LanguageRules};
use crate::themes::{Hit, Matcher, Themes};

/// The agreement on priorities, on each theme, and where it fails.
#[derive(Clone, Debug)]
pub struct CodingEvaluation {
    /// By document: on priorities, over the clauses on which the readers agree, and on each theme, without the clauses on
    /// which they differ about it.
    documents: Vec<(Agreement, Vec<Agreement>)>,
    /// The themes' ids, in the dictionary's order.
    themes: Vec<String>,
    /// Every judgement of a theme or of a priority that is right or wrong.
    judgements: Vec<(Reason, bool)>,
    /// The clauses that are coded differently.
    pub differences: Vec<Difference>,
    /// The first place where each reason led astray.
    examples: BTreeMap<Reason, String>,
}

/// What was judged, how, and by what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reason {
    /// `priorities`, or a theme's id.
    what: String,
    /// Whether it was found; else it was missed.
    found: bool,
    /// The keyword that found it; of priorities the class of cues that weighs most for what was found, or against what was
    /// missed.
    by: String,
}

/// An agreement, on what, and how sure it is.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'e> {
    /// `priorities`, `all themes`, or a theme's id.
    pub what: &'e str,
    /// How far.
    pub agreement: Agreement,
    /// The 95 % interval of its F1; `None` for fewer than two documents.
    pub interval: Option<(f64, f64)>,
}

/// A clause that is coded differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Document, line and clause.
    pub place: String,
    /// What was found or missed, and by which keyword or cues.
    pub said: String,
    /// The clause.
    pub text: String,
}

/// A kind of error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// `priorities`, or a theme's id.
    pub what: String,
    /// Whether it was found and isn't coded; else it is coded and was missed.
    pub found: bool,
    /// By which keyword or class of cues.
    pub by: String,
    /// How many clauses it occurs in.
    pub clauses: u64,
    /// How many clauses the same keyword or class was right in.
    pub right: u64,
    /// One of the clauses: document, line and clause.
    pub example: String,
}

/// The confidence of the intervals.
const LEVEL: f64 = 0.95;

/// What the intervals' random draws start from.
const SEED: u64 = 1;

/// The name that errors in priorities are listed under.
const PRIORITIES: &str = "priorities";

impl Coding {
    /// Compares the dictionary and the rules with the documents; `forms` are those that were given to [`Coding::read`].
    pub fn evaluate(&self, themes: &Themes, rules: &LanguageRules, forms: &Forms) -> CodingEvaluation {
        let segmenter = forms.segmenter();
        let (matcher, judge) = (Matcher::new(themes, segmenter), Judge::new(rules, segmenter));
        let (mut keywords, mut cues) = (phrase::SeenSymbols::default(), priority::SeenCues::default());
        let mut evaluation = CodingEvaluation {
            documents: Vec::new(),
            themes: themes.themes.iter().map(|theme| theme.id.clone()).collect(),
            judgements: Vec::new(),
            differences: Vec::new(),
            examples: BTreeMap::new(),
        };
        for rows in self.documents() {
            let verdicts = judge.judge(&clauses(rows), forms, &mut cues);
            let mut on_priorities = Agreement::default();
            let mut on_themes = vec![Agreement::default(); themes.themes.len()];
            for ((row, tokens), verdict) in std::iter::zip(rows, verdicts).filter(|((row, _), _)| row.is_coded()) {
                let hits = matcher.find(tokens, forms, &mut keywords);
                let (disputed, coded): (BTreeSet<&str>, BTreeSet<&str>) =
                    (ids(&row.disputed_themes).collect(), ids(&row.themes).collect());
                let mut said = Vec::new();
                if let Some(is_priority) = row.is_priority() {
                    on_priorities += Agreement::of(verdict.is_priority(), is_priority);
                    let by = weightiest(&verdict, rules);
                    said.extend(judged(PRIORITIES, verdict.is_priority(), is_priority, by));
                }
                let on_theme = themes.themes.iter().zip(&mut on_themes).enumerate();
                for (theme, (entry, agreement)) in on_theme.filter(|(_, (entry, _))| !disputed.contains(&*entry.id)) {
                    let hit: Option<&Hit> = hits.iter().find(|hit| hit.theme == theme);
                    let is_coded = coded.contains(&*entry.id);
                    *agreement += Agreement::of(hit.is_some(), is_coded);
                    let keyword = hit.map_or("", |hit| &themes.keywords[hit.keyword].text);
                    said.extend(judged(&entry.id, hit.is_some(), is_coded, keyword.to_string()));
                }
                let place = format!("{}:{}.{}", row.doc, row.line, row.clause);
                let wrong = said.iter().filter(|(_, is_right)| !is_right).map(|(reason, _)| reason);
                let difference = wrong.map(|reason| match reason.what.as_str() {
                    PRIORITIES => in_full(&verdict, rules, row, tokens),
                    what if reason.found => format!("{what} found ({})", reason.by),
                    what => format!("{what} missed"),
                });
                let said_of_it = difference.collect_vec().join("; ");
                if !said_of_it.is_empty() {
                    let (place, text) = (place.clone(), row.text.clone());
                    evaluation.differences.push(Difference { place, said: said_of_it, text });
                }
                for (reason, is_right) in said {
                    if !is_right {
                        evaluation.examples.entry(reason.clone()).or_insert_with(|| place.clone());
                    }
                    evaluation.judgements.push((reason, is_right));
                }
            }
            evaluation.documents.push((on_priorities, on_themes));
        }
        evaluation
    }
}

/// A judgement, and whether it is right; none where nothing was found and nothing is coded.
fn judged(what: &str, found: bool, coded: bool, by: String) -> Option<(Reason, bool)> {
    let is_right = found == coded;
    (found || coded).then(|| (Reason { what: what.to_string(), found, by }, is_right))
}

/// The class of cues that weighs most for what was found, or against what wasn't.
fn weightiest(verdict: &ClauseVerdict, rules: &LanguageRules) -> String {
    let sign = if verdict.is_priority() { 1.0 } else { -1.0 };
    let weight = |class: &usize| sign * rules.weights.get(&rules.classes[*class].class).copied().unwrap_or(0.0);
    let classes = verdict.evidence.cues.iter().map(|cue| cue.class).filter(|class| weight(class) > 0.0);
    let class = classes.max_by(|left, right| weight(left).total_cmp(&weight(right)).then(right.cmp(left)));
    class.map_or(String::new(), |class| rules.classes[class].class.clone())
}

/// What was weighed, for a reader of a single clause.
fn in_full(verdict: &ClauseVerdict, rules: &LanguageRules, row: &CodedClause, tokens: &LineTokens) -> String {
    let text = |units: &Range<usize>| &row.text[tokens.word_range(units)];
    let cues = verdict.evidence.cues.iter();
    let cues = cues.map(|cue| format!("{} {:?}", rules.classes[cue.class].class, text(&cue.units)));
    let cues = cues.chain(verdict.evidence.places.iter().map(ToString::to_string));
    let cues = cues.chain(verdict.words.iter().map(|units| format!("{:?}", text(units)))).join(", ");
    format!("priority {:.2} for {}: {cues}", verdict.score, row.priority)
}

impl CodingEvaluation {
    /// On priorities.
    pub fn priorities(&self) -> Agreement {
        self.documents.iter().map(|(priorities, _)| *priorities).sum()
    }

    /// On all themes together.
    pub fn all_themes(&self) -> Agreement {
        self.documents.iter().flat_map(|(_, themes)| themes).copied().sum()
    }

    /// On each theme, by id, in the dictionary's order.
    pub fn themes(&self) -> Vec<(&str, Agreement)> {
        let of = |theme: usize| self.documents.iter().map(|(_, themes)| themes[theme]).sum();
        self.themes.iter().enumerate().map(|(theme, id)| (id.as_str(), of(theme))).collect()
    }

    /// On priorities, on all themes together, and on each theme.
    pub fn agreements(&self) -> Vec<Measured<'_>> {
        let measured = |what, agreement, interval| Measured { what, agreement, interval };
        let on_priorities = measured(PRIORITIES, self.priorities(), self.interval(|(priorities, _)| *priorities));
        let on_all = self.interval(|(_, themes)| themes.iter().copied().sum());
        let each = self
            .themes()
            .into_iter()
            .enumerate()
            .map(|(theme, (id, agreement))| measured(id, agreement, self.interval(|(_, themes)| themes[theme])));
        [on_priorities, measured("all themes", self.all_themes(), on_all)].into_iter().chain(each).collect()
    }

    /// The 95 % interval of an F1, by the bootstrap over documents; `None` for fewer than two.
    fn interval(&self, of: impl Fn(&(Agreement, Vec<Agreement>)) -> Agreement) -> Option<(f64, f64)> {
        let agreements = self.documents.iter().map(of).collect_vec();
        bootstrap_interval(&agreements, LEVEL, SEED, |drawn| {
            drawn.iter().map(|agreement| **agreement).sum::<Agreement>().f1()
        })
    }

    /// The kinds of errors, the commonest first.
    pub fn errors(&self) -> Vec<Error> {
        let mut counts: BTreeMap<&Reason, (u64, u64)> = BTreeMap::new();
        for (reason, is_right) in &self.judgements {
            let (right, wrong) = counts.entry(reason).or_default();
            *(if *is_right { right } else { wrong }) += 1;
        }
        let errors = counts.into_iter().filter(|(_, (_, wrong))| *wrong > 0).map(|(reason, (right, clauses))| Error {
            what: reason.what.clone(),
            found: reason.found,
            by: reason.by.clone(),
            clauses,
            right,
            example: self.examples[reason].clone(),
        });
        errors.sorted_by_key(|error| Reverse(error.clauses)).collect()
    }
}
