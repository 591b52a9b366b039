//! The clauses of a document -> a [`Verdict`] for each.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use itertools::Itertools;

use super::{At, BIAS, Language, Lead, Place, Rules};
use crate::clean::Paragraph;
use crate::language::{Kind, LineTokens, Segmenter, Tokens};
use crate::phrase::Automaton;

/// A clause in its place.
#[derive(Clone, Debug)]
pub struct Clause<'a> {
    /// The text of its paragraph.
    pub text: &'a str,
    /// The paragraph's tokens.
    pub line: &'a LineTokens,
    /// The clause's units among them.
    pub units: Range<usize>,
    /// Whether it is the first of its paragraph.
    pub first: bool,
    /// Whether it ends at a semicolon, so that its sentence goes on in the next clause.
    pub open: bool,
    /// Whether it stands in the headline.
    pub headline: bool,
}

/// The clauses of a document, in order; `tokens` has a line for each of its paragraphs.
pub fn clauses<'a>(paragraphs: &'a [Paragraph], tokens: &'a Tokens) -> Vec<Clause<'a>> {
    let of_line = |(paragraph, line): (&'a Paragraph, &'a LineTokens)| {
        line.clauses.iter().enumerate().map(move |(index, units)| Clause {
            text: &paragraph.text,
            line,
            units: units.clone(),
            first: index == 0,
            open: paragraph.text[line.units[units.end - 1].range()].starts_with(';'),
            headline: paragraph.headline,
        })
    };
    std::iter::zip(paragraphs, &tokens.lines).flat_map(of_line).collect()
}

/// A cue found in a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its class, as an index into [`Language::classes`].
    pub class: usize,
    /// The units that it takes.
    pub units: Range<usize>,
}

/// What speaks for a clause, or against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Its cues, in order.
    pub cues: Vec<Cue>,
    /// Where it stands.
    pub places: Vec<Place>,
}

/// Whether a clause states a priority.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What was weighed.
    pub evidence: Evidence,
    /// The sum of the weights: above zero for a priority.
    pub score: f64,
}

impl Verdict {
    /// Whether the clause states a priority.
    pub fn is_priority(&self) -> bool {
        self.score > 0.0
    }
}

/// The rules of a language, ready for use.
#[derive(Debug)]
pub struct Judge<'a> {
    rules: &'a Language,
    automaton: Automaton,
    /// The class of each phrase of the automaton.
    classes: Vec<usize>,
    /// The weight of each class.
    weights: Vec<f64>,
}

/// Each language's judge, made when its first document comes.
pub struct Judges<'a>(BTreeMap<&'a str, (&'a Language, OnceLock<Judge<'a>>)>);

impl<'a> Judges<'a> {
    /// None made yet.
    pub fn new(rules: &'a Rules) -> Judges<'a> {
        let languages = rules.languages.iter();
        Judges(languages.map(|(code, rules)| (code.as_str(), (rules, OnceLock::new()))).collect())
    }

    /// The judge of the language `code`, which `segmenter` cuts; `None` where the rules don't have the language.
    pub fn get(&self, code: &str, segmenter: &dyn Segmenter) -> Option<&Judge<'a>> {
        let (rules, judge) = self.0.get(code)?;
        Some(judge.get_or_init(|| Judge::new(rules, segmenter)))
    }
}

/// What is remembered from clause to clause.
#[derive(Default)]
struct Context {
    /// What the last clause outside lists leads, where it leads anything.
    lead: Option<Lead>,
    /// Whether the clause stands in a list.
    in_list: bool,
    /// The clause before: whether its sentence goes on, and whether it states a priority.
    before: Option<(bool, bool)>,
}

impl<'a> Judge<'a> {
    /// Builds it, each cue cut by the language's segmenter.
    pub fn new(rules: &'a Language, segmenter: &dyn Segmenter) -> Judge<'a> {
        let phrases = rules.classes.iter().enumerate();
        let phrases =
            phrases.flat_map(|(class, entry)| entry.phrases.iter().map(move |phrase| (phrase.as_str(), class)));
        let (phrases, classes): (Vec<&str>, Vec<usize>) = phrases.unzip();
        let weights = rules.classes.iter().map(|class| rules.weight(&class.class)).collect();
        Judge { rules, automaton: Automaton::new(phrases, &[], segmenter), classes, weights }
    }

    /// The verdict on each clause of a document, in its order.
    pub fn judge(&self, clauses: &[Clause]) -> Vec<Verdict> {
        self.weigh(clauses, |_, score| score > 0.0)
    }

    /// The verdicts, where the places of clauses follow from what `is_priority` says of the clauses before, by their
    /// number and score: when weights are learned, what was coded.
    pub(super) fn weigh(&self, clauses: &[Clause], is_priority: impl Fn(usize, f64) -> bool) -> Vec<Verdict> {
        let mut context = Context::default();
        let weighed = clauses.iter().enumerate().map(|(number, clause)| {
            let cues = self.cues(clause);
            let places = self.places(clause, &cues, &mut context);
            let evidence = Evidence { cues, places };
            let score = self.score(&evidence);
            context.before = Some((clause.open, is_priority(number, score)));
            Verdict { evidence, score }
        });
        weighed.collect()
    }

    /// What speaks for a priority, for a reader: the cues with a weight above zero as "class: words", and such
    /// places. `text` and `line` are the clause's paragraph.
    pub fn explain(&self, verdict: &Verdict, text: &str, line: &LineTokens) -> String {
        let cues = verdict.evidence.cues.iter().filter(|cue| self.weights[cue.class] > 0.0);
        let cues = cues.map(|cue| {
            let words = text[line.word_range(&cue.units)].to_lowercase();
            format!("{}: {words}", self.rules.classes[cue.class].class)
        });
        let places = verdict.evidence.places.iter().map(Place::to_string);
        cues.chain(places.filter(|place| self.rules.weight(place) > 0.0)).unique().join("; ")
    }

    /// The sum of the weights.
    fn score(&self, evidence: &Evidence) -> f64 {
        let classes = evidence.cues.iter().map(|cue| cue.class).unique().map(|class| self.weights[class]);
        let places = evidence.places.iter().map(|place| self.rules.weight(&place.to_string()));
        self.rules.weight(BIAS) + classes.sum::<f64>() + places.sum::<f64>()
    }

    /// The cues of a clause: of those that start at one place the longest, and the search goes on behind it. Of a headline
    /// with a colon ("Conference closes: ...") only what stands behind it is looked at.
    fn cues(&self, clause: &Clause) -> Vec<Cue> {
        let looked = self.automaton.look_up(clause.text, clause.line, clause.units.clone());
        let (mut cues, mut found) = (Vec::new(), Vec::new());
        let mark = |unit: usize| &clause.text[clause.line.units[unit].range()];
        let message = clause.units.clone().rfind(|unit| clause.headline && mark(*unit) == ":");
        let mut start = message.unwrap_or(clause.units.start);
        let mut at_start = true;
        while start < clause.units.end {
            self.automaton.find_at(&looked, start..clause.units.end, &mut found);
            found.retain(|found| at_start || self.class_at(found.phrase) == At::Any);
            let longest = found.iter().map(|found| found.end).max();
            let here = found.drain(..).filter(|found| Some(found.end) == longest);
            let here = here.map(|found| Cue { class: self.classes[found.phrase], units: start..found.end });
            let before = cues.len();
            cues.extend(here.unique_by(|cue| cue.class));
            let opens = cues[before..].iter().any(|cue| self.rules.classes[cue.class].at == At::Start);
            // What is introduced by a colon or quoted starts anew.
            let is_mark = clause.line.units[start].kind == Kind::Punctuation;
            at_start = at_start && (opens || is_mark) || is_mark && [":", "“"].contains(&mark(start));
            start = longest.unwrap_or(start + 1);
        }
        cues
    }

    fn class_at(&self, phrase: usize) -> At {
        self.rules.classes[self.classes[phrase]].at
    }

    /// Where a clause stands, given what came before.
    fn places(&self, clause: &Clause, cues: &[Cue], context: &mut Context) -> Vec<Place> {
        let classes = || cues.iter().map(|cue| &self.rules.classes[cue.class]);
        let acts = classes().any(|class| class.at == At::Start && !class.item);
        let is_item = classes().any(|class| class.item);
        if clause.first {
            context.in_list = is_item || context.in_list && acts;
        } else {
            context.in_list |= is_item;
        }
        let mut places = Vec::new();
        if clause.headline {
            places.push(Place::Headline);
        }
        let before = context.before.filter(|_| !clause.first);
        places.extend(before.map(|before| match before {
            (true, true) => Place::AfterPriority,
            (true, false) => Place::AfterOther,
            (false, true) => Place::NextAfterPriority,
            (false, false) => Place::NextAfterOther,
        }));
        if context.in_list {
            places.extend(context.lead.map(|lead| match lead {
                Lead::Tasks => Place::InTasks,
                Lead::Results => Place::InResults,
            }));
        }
        if acts
            && places
                .iter()
                .any(|place| matches!(place, Place::AfterPriority | Place::NextAfterPriority | Place::InTasks))
        {
            places.push(Place::BareAction);
        }
        // A list's items lead nothing. In doubt the list is one of tasks: results are told without one more often.
        let leads = classes().filter_map(|class| class.leads).counts();
        let count = |lead| leads.get(&lead).copied().unwrap_or(0);
        let leads = match count(Lead::Tasks).cmp(&count(Lead::Results)) {
            _ if leads.is_empty() => None,
            Ordering::Less => Some(Lead::Results),
            _ => Some(Lead::Tasks),
        };
        if !context.in_list && (clause.first || leads.is_some()) {
            context.lead = leads;
        }
        places
    }
}
