//! A clause among the others of its document -> its [`ClauseEvidence`]: cues and places.

use std::iter;
use std::ops::Range;

use itertools::Itertools;

use super::{At, Clause, ClausePlace, Judge, Lead, SeenCues};
use crate::language::{Forms, UnitKind};

/// A cue found in a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its class, as an index into [`super::LanguageRules::classes`].
    pub class: usize,
    /// The units that it takes.
    pub units: Range<usize>,
}

/// What speaks for a clause, or against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseEvidence {
    /// Its cues, in order.
    pub cues: Vec<Cue>,
    /// Where it is.
    pub places: Vec<ClausePlace>,
    /// The classes of the cues in the clause before, in order.
    pub before: Vec<usize>,
    /// Those in the next clause.
    pub next: Vec<usize>,
}

/// This many clauses before one are looked at for [`ClausePlace::Recent`].
const RECENT: usize = 4;

/// In so many parts a document is cut for [`ClausePlace::Fifth`].
const FIFTHS: usize = 5;

/// What is remembered from clause to clause.
#[derive(Default)]
pub(super) struct Context {
    /// What the last clause outside lists leads, where it leads anything.
    lead: Option<Lead>,
    /// Whether the clause is in a list.
    in_list: bool,
    /// How many paragraphs there have been since the headline.
    since_headline: Option<usize>,
    /// The clause before: whether its sentence goes on, and its cues' classes.
    before: Option<(bool, Vec<usize>)>,
    /// Whether each of the clauses so far states a priority.
    pub(super) priorities: Vec<bool>,
}

impl Judge<'_> {
    /// The cues of a clause: of those that start at one place the longest, and the search goes on after it. Of a
    /// headline with a colon ("Conference closes: ...") only what follows it is looked at.
    pub(super) fn cues(&self, clause: &Clause, forms: &Forms, seen: &mut SeenCues) -> Vec<Cue> {
        self.words.see(forms, &mut seen.words);
        let looked = self.automaton.look_up(clause.line, forms, &mut seen.cues);
        let (mut cues, mut found) = (Vec::new(), Vec::new());
        let mark = |unit: usize| &clause.text[clause.line.units[unit].range()];
        let message = clause.units.clone().rfind(|unit| clause.headline && mark(*unit) == ":");
        let mut start = message.unwrap_or(clause.units.start);
        let mut at_start = true;
        // What is introduced by a colon or quoted starts anew.
        let opens_anew = |unit: usize, at_start: bool| {
            clause.line.units[unit].kind == UnitKind::Punctuation && (at_start || [":", "“"].contains(&mark(unit)))
        };
        while start < clause.units.end {
            self.automaton.find_at(&looked, start..clause.units.end, &mut found);
            found.retain(|found| at_start || self.class_at(found.phrase) == At::Any);
            if found.is_empty() {
                let is_name = |unit: usize| seen.words.is_name(clause.line.forms[unit]);
                let names =
                    self.names.map_or(0, |_| (start..clause.units.end).take_while(|unit| is_name(*unit)).count());
                cues.extend(self.names.filter(|_| names > 0).map(|class| Cue { class, units: start..start + names }));
                at_start = opens_anew(start, at_start);
                start += names.max(1);
                continue;
            }
            let longest = found.iter().map(|found| found.end).max();
            let here = found.drain(..).filter(|found| Some(found.end) == longest);
            let here = here.map(|found| Cue { class: self.classes[found.phrase], units: start..found.end });
            let before = cues.len();
            for cue in here {
                if cues[before..].iter().all(|known: &Cue| known.class != cue.class) {
                    cues.push(cue);
                }
            }
            let opens = cues[before..].iter().any(|cue| self.rules.classes[cue.class].at == At::Start);
            at_start = at_start && opens || opens_anew(start, at_start);
            start = longest.unwrap_or(start + 1);
        }
        cues
    }

    /// The cues of the clause `number` with its place and what is around it; the clause is then added to `context`. Its
    /// cues are taken out of `cues`, which has those of each clause of the document.
    pub(super) fn evidence(
        &self,
        clauses: &[Clause],
        cues: &mut [Vec<Cue>],
        number: usize,
        context: &mut Context,
    ) -> ClauseEvidence {
        let (clause, own) = (&clauses[number], std::mem::take(&mut cues[number]));
        let mut places = self.places(clause, &own, context);
        places.extend(iter::repeat_n(ClausePlace::Fifth, FIFTHS * number / clauses.len()));
        let classes =
            |cues: &[Cue]| cues.iter().map(|cue| cue.class).filter(|class| self.is_weighed[*class]).collect_vec();
        let before = context.before.replace((clause.open, classes(&own))).map_or(Vec::new(), |(_, classes)| classes);
        let next = cues.get(number + 1).map_or(Vec::new(), |cues| classes(cues));
        ClauseEvidence { cues: own, places, before, next }
    }

    fn class_at(&self, phrase: usize) -> At {
        self.rules.classes[self.classes[phrase]].at
    }

    /// Where a clause is, given what came before.
    fn places(&self, clause: &Clause, cues: &[Cue], context: &mut Context) -> Vec<ClausePlace> {
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
            places.push(ClausePlace::Headline);
            context.since_headline = Some(0);
        } else if clause.first {
            context.since_headline = context.since_headline.map(|paragraphs| paragraphs + 1);
        }
        if context.since_headline == Some(1) {
            places.push(ClausePlace::Opening);
        }
        let before = context.before.as_ref().zip(context.priorities.last());
        places.extend(before.map(|((open, _), is_priority)| match (clause.first, open, is_priority) {
            (true, _, true) => ClausePlace::LineAfterPriority,
            (true, _, false) => ClausePlace::LineAfterOther,
            (false, true, true) => ClausePlace::AfterPriority,
            (false, true, false) => ClausePlace::AfterOther,
            (false, false, true) => ClausePlace::NextAfterPriority,
            (false, false, false) => ClausePlace::NextAfterOther,
        }));
        let recent = context.priorities.iter().rev().take(RECENT).filter(|is_priority| **is_priority);
        places.extend(recent.map(|_| ClausePlace::Recent));
        if context.in_list {
            places.extend(context.lead.map(|lead| match lead {
                Lead::Tasks => ClausePlace::InTasks,
                Lead::Results => ClausePlace::InResults,
            }));
        }
        if acts
            && places.iter().any(|place| {
                matches!(place, ClausePlace::AfterPriority | ClausePlace::NextAfterPriority | ClausePlace::InTasks)
            })
        {
            places.push(ClausePlace::BareAction);
        }
        let last = &clause.text[clause.line.units[clause.units.end - 1].range()];
        if last.starts_with('?') {
            places.push(ClausePlace::Question);
        }
        if !clause.headline && clause.alone && !last.starts_with(['.', '!', '?', '…', '”', '"', ';']) {
            places.push(ClausePlace::Heading);
        }
        // A list's items lead nothing. In doubt the list is one of tasks: results are more often told without one.
        let count = |lead| classes().filter(|class| class.leads == Some(lead)).count();
        let leads = match (count(Lead::Tasks), count(Lead::Results)) {
            (0, 0) => None,
            (tasks, results) if tasks < results => Some(Lead::Results),
            _ => Some(Lead::Tasks),
        };
        if !context.in_list && (clause.first || leads.is_some()) {
            context.lead = leads;
        }
        places
    }
}
