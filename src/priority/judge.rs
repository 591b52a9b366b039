//! The clauses of a document -> a [`Verdict`] for each.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use itertools::Itertools;

use super::words::{SeenWords, Words};
use super::{At, BIAS, Feature, Language, Lead, Place, Rules, START};
use crate::clean::Paragraph;
use crate::language::{Forms, Kind, LineTokens, Segmenter, Tokens};
use crate::phrase::{self, Automaton, Matching};

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
    /// Whether its paragraph has no other.
    pub alone: bool,
}

/// Marks that set a heading off in plain text.
const EMPHASIS: [char; 3] = ['*', '_', '#'];

impl Clause<'_> {
    /// Whether it can say what is to be done: a single word can't, nor does a heading, which a line is without a stop that lies
    /// between marks of emphasis (`**Trade**`).
    pub fn can_state(&self) -> bool {
        let of_clause = &self.line.units[self.units.clone()];
        let words = of_clause.iter().filter(|unit| unit.kind == Kind::Word).count();
        let is_set_off = self.alone && {
            let text = self.text.trim();
            let inside = text.trim_matches(EMPHASIS).trim_end();
            text.starts_with(EMPHASIS)
                && (text.ends_with(EMPHASIS) || text.starts_with('#'))
                && !inside.ends_with(['.', '!', '?', '…', ';'])
        };
        words > 1 && !is_set_off
    }
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
            alone: line.clauses.len() == 1,
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
    /// The classes of the cues in the clause before, in order.
    pub before: Vec<usize>,
}

/// Whether a clause states a priority.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What was weighed.
    pub evidence: Evidence,
    /// The sum of the weights: above zero for a priority.
    pub score: f64,
    /// Of a priority, the words outside its cues that speak most for it, in order.
    pub words: Vec<Range<usize>>,
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
    /// The class of which foreign names are cues.
    names: Option<usize>,
    /// Whether each class counts at all.
    pub(super) is_weighed: Vec<bool>,
    /// What every score starts from, and the weights of classes, places, pairs (by the first class, then those that are the
    /// first of all; then by the second), classes before, and words.
    bias: f64,
    weights: Vec<f64>,
    places: [f64; Place::ALL.len()],
    pairs: Vec<f64>,
    before: Vec<f64>,
    words: Words,
}

/// What a judge knows of forms, as far as they have come up.
#[derive(Debug, Default)]
pub struct Seen {
    cues: phrase::Seen,
    words: SeenWords,
}

/// So many words are named that speak for a clause, and none with less weight.
const NAMED: usize = 3;
const WORTH_NAMING: f64 = 0.1;

/// So many clauses before one are looked at for [`Place::Recent`].
const RECENT: usize = 4;

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
    /// The clause before: whether its sentence goes on, and its cues' classes.
    before: Option<(bool, Vec<usize>)>,
    /// Whether each of the clauses so far states a priority.
    priorities: Vec<bool>,
}

impl<'a> Judge<'a> {
    /// Builds it, each cue cut by the language's segmenter.
    pub fn new(rules: &'a Language, segmenter: &dyn Segmenter) -> Judge<'a> {
        let phrases = rules.classes.iter().enumerate();
        let phrases =
            phrases.flat_map(|(class, entry)| entry.phrases.iter().map(move |phrase| (phrase.as_str(), class)));
        let (phrases, classes): (Vec<&str>, Vec<usize>) = phrases.unzip();
        let names = || rules.classes.iter().map(|class| class.class.as_str());
        let weights = names().map(|class| rules.weight(class)).collect();
        let places = Place::ALL.map(|place| rules.weight(&place.to_string()));
        let weight = |of: &BTreeMap<String, f64>, name: &str| of.get(name).copied().unwrap_or(0.0);
        let firsts = names().chain([START]);
        let pairs =
            firsts.cartesian_product(names()).map(|(first, second)| weight(&rules.pairs, &format!("{first} {second}")));
        Judge {
            rules,
            automaton: Automaton::new(phrases, &[], Matching::Terms, segmenter),
            classes,
            names: rules.classes.iter().position(|class| class.foreign_names),
            is_weighed: names().map(|class| rules.is_weighed(class)).collect(),
            bias: rules.weight(BIAS),
            weights,
            places,
            pairs: pairs.collect(),
            before: names().map(|class| weight(&rules.before, class)).collect(),
            words: Words::new(rules, segmenter),
        }
    }

    /// The verdict on each clause of a document, in its order. Its lines were cut with these forms, of which this judge has
    /// `seen` some.
    pub fn judge(&self, clauses: &[Clause], forms: &Forms, seen: &mut Seen) -> Vec<Verdict> {
        self.weigh(clauses, forms, seen, |_, score| score > 0.0)
    }

    /// The same where a clause states a priority only with a score above `threshold`.
    pub fn judge_above(&self, threshold: f64, clauses: &[Clause], forms: &Forms, seen: &mut Seen) -> Vec<Verdict> {
        self.weigh(clauses, forms, seen, |_, score| score > threshold)
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
            let before = context.before.take().map_or(Vec::new(), |(_, classes)| classes);
            let evidence = Evidence { cues, places, before };
            let score = self.score(clause, &evidence, seen);
            let classes = evidence.cues.iter().map(|cue| cue.class).filter(|class| self.is_weighed[*class]);
            context.before = Some((clause.open, classes.collect()));
            context.priorities.push(is_priority(number, score));
            let words = if score > 0.0 { self.telling_words(clause, &evidence, seen) } else { Vec::new() };
            Verdict { evidence, score, words }
        });
        weighed.collect()
    }

    /// What speaks for a priority, for a reader: the cues with a weight above zero as "class: words", such places, and the
    /// words that say most. `text` and `line` are the clause's paragraph.
    pub fn explain(&self, verdict: &Verdict, text: &str, line: &LineTokens) -> String {
        let lower = |units: &Range<usize>| text[line.word_range(units)].to_lowercase();
        let cues = verdict.evidence.cues.iter().filter(|cue| self.weights[cue.class] > 0.0);
        let cues = cues.map(|cue| format!("{}: {}", self.rules.classes[cue.class].class, lower(&cue.units)));
        let places = verdict.evidence.places.iter().filter(|place| self.places[**place as usize] > 0.0);
        let words = verdict.words.iter().map(lower).unique().join(", ");
        let words = (!words.is_empty()).then(|| format!("words: {words}"));
        cues.chain(places.map(Place::to_string)).chain(words).unique().join("; ")
    }

    /// The sum of the weights.
    fn score(&self, clause: &Clause, evidence: &Evidence, seen: &Seen) -> f64 {
        let mut score = self.bias;
        if !clause.can_state() {
            return score.min(0.0);
        }
        self.features(clause, evidence, |feature| score += self.weight(feature, clause, seen));
        score
    }

    #[inline]
    fn weight(&self, feature: Feature, clause: &Clause, seen: &Seen) -> f64 {
        let form = |unit: usize| clause.line.forms[unit];
        match feature {
            Feature::Class(class) => self.weights[class],
            Feature::Place(place) => self.places[place as usize],
            Feature::Pair(first, second) => {
                let classes = self.weights.len();
                self.pairs[first.unwrap_or(classes) * classes + second]
            }
            Feature::Before(class) => self.before[class],
            Feature::Behind(class, unit) => self.words.behind(class, form(unit), &seen.words),
            Feature::Word(unit) => self.words.single(form(unit), &seen.words),
            Feature::Words(unit) => self.words.double(form(unit), form(unit + 1), &seen.words),
        }
    }

    /// The words outside the cues that speak most for a clause, in the order in which they stand.
    fn telling_words(&self, clause: &Clause, evidence: &Evidence, seen: &Seen) -> Vec<Range<usize>> {
        let is_cue = |unit: usize| evidence.cues.iter().any(|cue| cue.units.contains(&unit));
        let mut words = Vec::new();
        self.features(clause, evidence, |feature| {
            let units = match feature {
                Feature::Word(unit) | Feature::Behind(_, unit) => unit..unit + 1,
                Feature::Words(unit) => unit..unit + 2,
                _ => return,
            };
            let weight = self.weight(feature, clause, seen);
            let has_word = units.clone().any(|unit| clause.line.units[unit].kind != Kind::Punctuation);
            if weight >= WORTH_NAMING && has_word && !units.clone().all(is_cue) {
                words.push((units, weight));
            }
        });
        words.sort_by(|(left_units, left), (right_units, right)| {
            right.total_cmp(left).then_with(|| left_units.start.cmp(&right_units.start))
        });
        let words = words.into_iter().map(|(units, _)| units).unique().take(NAMED);
        words.sorted_by_key(|units| units.start).collect()
    }

    /// The cues of a clause: of those that start at one place the longest, and the search goes on behind it. Of a headline
    /// with a colon ("Conference closes: ...") only what stands behind it is looked at.
    fn cues(&self, clause: &Clause, forms: &Forms, seen: &mut Seen) -> Vec<Cue> {
        self.words.see(forms, &mut seen.words);
        let looked = self.automaton.look_up(clause.line, forms, &mut seen.cues);
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
        let before = context.before.as_ref().zip(context.priorities.last());
        places.extend(before.map(|((open, _), is_priority)| match (clause.first, open, is_priority) {
            (true, _, true) => Place::LineAfterPriority,
            (true, _, false) => Place::LineAfterOther,
            (false, true, true) => Place::AfterPriority,
            (false, true, false) => Place::AfterOther,
            (false, false, true) => Place::NextAfterPriority,
            (false, false, false) => Place::NextAfterOther,
        }));
        let recent = context.priorities.iter().rev().take(RECENT).filter(|is_priority| **is_priority);
        places.extend(recent.map(|_| Place::Recent));
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
        let last = &clause.text[clause.line.units[clause.units.end - 1].range()];
        if last.starts_with('?') {
            places.push(Place::Question);
        }
        // Of a line there is no other clause.
        if !clause.headline && clause.alone && !last.starts_with(['.', '!', '?', '…', '”', '"', ';']) {
            places.push(Place::Heading);
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

    /// The verdict on each clause of a text of several lines, and what speaks for a priority.
    fn judged_by(rules: &str, lines: &[&str]) -> (Vec<Verdict>, Vec<String>) {
        let rules = Rules::parse(rules).unwrap();
        let (code, rules) = rules.languages.iter().next().unwrap();
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let segmenter = segmenters.get(segmenters.find(code));
        let paragraph = |text: &&str| Paragraph { line: 1, text: text.to_string(), headline: false };
        let paragraphs: Vec<_> = lines.iter().map(paragraph).collect();
        let mut forms = Forms::new(segmenter);
        let tokens = Tokens { lines: lines.iter().map(|line| tokenise_line(line, &mut forms)).collect() };
        let (judge, clauses) = (Judge::new(rules, segmenter), clauses(&paragraphs, &tokens));
        let verdicts = judge.judge(&clauses, &forms, &mut Seen::default());
        let explained = std::iter::zip(&clauses, &verdicts);
        let explained = explained.map(|(clause, verdict)| judge.explain(verdict, clause.text, clause.line)).collect();
        (verdicts, explained)
    }

    /// For each clause, whether it states a priority, and what speaks for it.
    fn judged(lines: &[&str]) -> Vec<(bool, String)> {
        let (verdicts, explained) = judged_by(RULES, lines);
        verdicts.iter().map(Verdict::is_priority).zip(explained).collect()
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

    #[test]
    fn order_neighbours_and_words_have_weights_too_and_the_words_are_named() {
        let rules = r##"
            [en.weights]
            bias = -1
            we = 0
            wish = 0.2
            line_after_other = 0
            [en.pairs]
            "we wish" = 1
            "start wish" = -1
            [en.before]
            wish = 2
            [en.behind]
            "wish for" = 0.5
            [en.words]
            "new port" = 0.4
            "#" = -3
            [[en.cue]]
            class = "we"
            phrases = ["we"]
            [[en.cue]]
            class = "wish"
            phrases = ["hope*"]"##;
        let scored = |text: &str| {
            let (verdicts, explained) = judged_by(rules, &[text]);
            (verdicts.iter().map(|verdict| (verdict.score * 10.0).round() / 10.0).collect_vec(), explained)
        };
        assert_eq!(scored("We hope for new ports.").0, [1.1]);
        assert_eq!(scored("We hope for new ports.").1, ["wish: hope; words: for, new ports"]);
        assert_eq!(scored("Hope of new ports.").0, [-1.4]);
        assert_eq!(scored("We hope for 30 ports.").0, [-2.3]);
        // The second has the wish before it.
        assert_eq!(scored("We hope. Ships sail.").0, [0.2, 1.0]);
    }

    #[test]
    fn a_name_that_is_not_spelt_like_vietnamese_is_a_cue_of_its_class() {
        let rules = "[vi.weights]\nbias = 1\nforeign = 0.5\n[vi.pairs]\n\"foreign foreign\" = 3\n\
            [[vi.cue]]\nclass = \"foreign\"\nforeign_names = true";
        let (verdicts, explained) = judged_by(rules, &["Ông John Kerry và bà Mai nghe Chirac nói."]);
        let cues: Vec<_> = verdicts[0].evidence.cues.iter().map(|cue| cue.units.clone()).collect();
        assert_eq!(cues, [1..3, 7..8]);
        assert_eq!(verdicts[0].score, 4.5);
        assert_eq!(explained, ["foreign: john kerry; foreign: chirac"]);
    }

    #[test]
    fn a_line_without_a_stop_is_a_heading_and_a_line_knows_those_before() {
        let (verdicts, _) = judged_by(RULES, &["Ports must grow.", "Trade", "Ships sail. Ports wait;"]);
        let places = verdicts.into_iter().map(|verdict| verdict.evidence.places).collect_vec();
        assert_eq!(places[0], []);
        assert_eq!(places[1], [Place::LineAfterPriority, Place::Recent, Place::Heading]);
        assert_eq!(places[2], [Place::LineAfterOther, Place::Recent]);
        assert_eq!(places[3], [Place::NextAfterOther, Place::Recent]);
    }

    #[test]
    fn a_single_word_and_a_heading_between_marks_state_nothing() {
        let found = |line| priorities(&["Ports must grow.", line])[1];
        assert!(!found("Must.") && found("We must."));
        assert!(!found("**Ports must grow**") && !found("_Ports must grow_ ") && !found("## Ports must grow"));
        assert!(found("**Ports must grow.**") && found("**Ports** must grow.") && found("- ports must grow"));
    }
}
