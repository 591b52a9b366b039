//! The clauses of a document -> a [`Verdict`] for each.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use itertools::Itertools;

use super::{At, BIAS, Language, Lead, Place, Rules};
use crate::clean::Paragraph;
use crate::language::{Forms, Kind, LineTokens, Segmenter, Tokens};
use crate::phrase::{Automaton, Matching, Seen};

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
    /// What every score starts from, the weight of each class, and of each place.
    bias: f64,
    weights: Vec<f64>,
    places: [f64; Place::ALL.len()],
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
        let places = Place::ALL.map(|place| rules.weight(&place.to_string()));
        let (bias, automaton) = (rules.weight(BIAS), Automaton::new(phrases, &[], Matching::Terms, segmenter));
        Judge { rules, automaton, classes, bias, weights, places }
    }

    /// The verdict on each clause of a document, in its order. Its lines were cut with these forms, of which this judge has
    /// `seen` some.
    pub fn judge(&self, clauses: &[Clause], forms: &Forms, seen: &mut Seen) -> Vec<Verdict> {
        self.weigh(clauses, forms, seen, |_, score| score > 0.0)
    }

    /// The verdicts, where the places of clauses follow from what `is_priority` says of the clauses before, by their
    /// number and score: when weights are learned, what was coded.
    pub(super) fn weigh(
        &self,
        clauses: &[Clause],
        forms: &Forms,
        seen: &mut Seen,
        is_priority: impl Fn(usize, f64) -> bool,
    ) -> Vec<Verdict> {
        let mut context = Context::default();
        let weighed = clauses.iter().enumerate().map(|(number, clause)| {
            let cues = self.cues(clause, forms, seen);
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
        let places = verdict.evidence.places.iter().filter(|place| self.places[**place as usize] > 0.0);
        cues.chain(places.map(Place::to_string)).unique().join("; ")
    }

    /// The sum of the weights.
    fn score(&self, evidence: &Evidence) -> f64 {
        let cues = || evidence.cues.iter().map(|cue| cue.class);
        let is_first = |(at, class): &(usize, usize)| !cues().take(*at).contains(class);
        let classes = cues().enumerate().filter(is_first).map(|(_, class)| self.weights[class]);
        let places = evidence.places.iter().map(|place| self.places[*place as usize]);
        self.bias + classes.sum::<f64>() + places.sum::<f64>()
    }

    /// The cues of a clause: of those that start at one place the longest, and the search goes on behind it. Of a headline
    /// with a colon ("Conference closes: ...") only what stands behind it is looked at.
    fn cues(&self, clause: &Clause, forms: &Forms, seen: &mut Seen) -> Vec<Cue> {
        let looked = self.automaton.look_up(clause.line, forms, seen);
        let (mut cues, mut found) = (Vec::new(), Vec::new());
        let mark = |unit: usize| &clause.text[clause.line.units[unit].range()];
        let message = clause.units.clone().rfind(|unit| clause.headline && mark(*unit) == ":");
        let mut start = message.unwrap_or(clause.units.start);
        let mut at_start = true;
        // What is introduced by a colon or quoted starts anew.
        let opens_anew = |unit: usize, at_start: bool| {
            clause.line.units[unit].kind == Kind::Punctuation && (at_start || [":", "“"].contains(&mark(unit)))
        };
        while start < clause.units.end {
            self.automaton.find_at(&looked, start..clause.units.end, &mut found);
            found.retain(|found| at_start || self.class_at(found.phrase) == At::Any);
            if found.is_empty() {
                at_start = opens_anew(start, at_start);
                start += 1;
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
        if clause.text[clause.line.units[clause.units.end - 1].range()].starts_with('?') {
            places.push(Place::Question);
        }
        // A list's items lead nothing. In doubt the list is one of tasks: results are told without one more often.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Segmenters, tokenise_line};
    use crate::options::Normalisation;

    /// Only what stands here counts: no weight is learned.
    const RULES: &str = r#"
        [en.weights]
        bias = -1
        duty = 2
        act = 0.5
        past = -2
        after_priority = 2
        in_tasks = 2
        in_results = -2
        [[en.cue]]
        class = "duty"
        leads = "tasks"
        phrases = ["must", "the tasks"]
        [[en.cue]]
        class = "act"
        at = "start"
        phrases = ["build"]
        [[en.cue]]
        class = "past"
        leads = "results"
        phrases = ["achieved", "the results"]
        [[en.cue]]
        class = "item"
        at = "start"
        item = true
        phrases = ["first", "second"]
        [[en.cue]]
        class = "none"
        phrases = ["must have been"]"#;

    /// For each clause of a text of several lines, whether it states a priority, and what speaks for it.
    fn judged(lines: &[&str]) -> Vec<(bool, String)> {
        let rules = Rules::parse(RULES).unwrap();
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let segmenter = segmenters.get(segmenters.find("en"));
        let paragraph = |text: &&str| Paragraph { line: 1, text: text.to_string(), headline: false };
        let paragraphs: Vec<_> = lines.iter().map(paragraph).collect();
        let mut forms = Forms::new(segmenter);
        let tokens = Tokens { lines: lines.iter().map(|line| tokenise_line(line, &mut forms)).collect() };
        let (judge, clauses) = (Judge::new(rules.get("en").unwrap(), segmenter), clauses(&paragraphs, &tokens));
        let verdicts = judge.judge(&clauses, &forms, &mut Seen::default());
        let explained = clauses.iter().zip(&verdicts);
        explained
            .map(|(clause, verdict)| (verdict.is_priority(), judge.explain(verdict, clause.text, clause.line)))
            .collect()
    }

    fn priorities(lines: &[&str]) -> Vec<bool> {
        judged(lines).into_iter().map(|(is_priority, _)| is_priority).collect()
    }

    #[test]
    fn a_cue_makes_a_priority_and_another_cancels_it() {
        let lines = ["Ports must grow.", "Ports must keep what they achieved.", "It must have been so. Ports wait."];
        assert_eq!(priorities(&lines), [true, false, false, false]);
        assert_eq!(judged(&lines[..1])[0].1, "duty: must");
    }

    #[test]
    fn an_item_behind_a_semicolon_follows_the_one_before_and_a_new_sentence_does_not() {
        let lines = ["Ports must grow; trade too; ships were achieved; peace. Trade."];
        assert_eq!(priorities(&lines), [true, true, false, false, false]);
        assert_eq!(judged(&lines)[1].1, "after_priority");
    }

    #[test]
    fn a_list_is_of_what_leads_it() {
        let tasks = ["He named the tasks.", "First, ports.", "Second, trade. More of it.", "Ports wait."];
        assert_eq!(priorities(&tasks), [true, true, true, true, false]);
        let results = ["He named the results.", "First, ports must grow.", "Second, trade."];
        assert_eq!(priorities(&results), [false, false, false]);
    }

    #[test]
    fn a_cue_of_the_start_counts_there_and_behind_a_colon_or_an_opening_quote() {
        let found: Vec<_> = judged(&["Build ports. They build ports. He said: build ports. “Build ports.”"]);
        let cues: Vec<_> = found.iter().map(|(_, cue)| cue.as_str()).collect();
        assert_eq!(cues, ["act: build", "", "act: build", "act: build"]);
    }
}
