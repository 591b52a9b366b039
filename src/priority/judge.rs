//! The evidence of a document's clauses -> a [`ClauseVerdict`] for each.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use itertools::Itertools;

use super::evidence::Context;
use super::words::{SeenWords, WordWeights};
use super::{BIAS, Clause, ClauseEvidence, ClausePlace, Feature, LanguageRules, Rules, START};
use crate::language::{Forms, LineTokens, Segmenter, UnitKind};
use crate::phrase::{self, Automaton, Matching};

/// Whether a clause states a priority.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseVerdict {
    /// What was weighed.
    pub evidence: ClauseEvidence,
    /// The sum of the weights: above zero for a priority.
    pub score: f64,
    /// Of a priority, the words outside its cues that speak most for it, in order.
    pub words: Vec<Range<usize>>,
}

impl ClauseVerdict {
    /// Whether the clause states a priority.
    pub fn is_priority(&self) -> bool {
        self.score > 0.0
    }
}

/// The rules of a language, ready for use.
#[derive(Debug)]
pub struct Judge<'a> {
    pub(super) rules: &'a LanguageRules,
    pub(super) automaton: Automaton,
    /// The class of each phrase of the automaton.
    pub(super) classes: Vec<usize>,
    /// The class that foreign names are cues of.
    pub(super) names: Option<usize>,
    /// Whether each class counts at all.
    pub(super) is_weighed: Vec<bool>,
    /// What every score starts from, and the weights of classes, places, pairs (by the first class, then those that are the
    /// first of all; then by the second), classes in the clause before and in the next, and words.
    bias: f64,
    weights: Vec<f64>,
    places: [f64; ClausePlace::ALL.len()],
    pairs: Vec<f64>,
    before: Vec<f64>,
    next: Vec<f64>,
    pub(super) words: WordWeights,
}

/// What a judge knows of forms, as far as they have come up.
#[derive(Debug, Default)]
pub struct SeenCues {
    pub(super) cues: phrase::SeenSymbols,
    pub(super) words: SeenWords,
}

/// At most this many words that speak for a clause are named, and none with less weight.
const NAMED: usize = 3;
const WORTH_NAMING: f64 = 0.1;

/// Each language's judge, made when its first document comes.
pub struct Judges<'a>(BTreeMap<&'a str, (&'a LanguageRules, OnceLock<Judge<'a>>)>);

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

impl<'a> Judge<'a> {
    /// Builds it, each cue cut by the language's segmenter.
    pub fn new(rules: &'a LanguageRules, segmenter: &dyn Segmenter) -> Judge<'a> {
        let phrases = rules.classes.iter().enumerate();
        let phrases =
            phrases.flat_map(|(class, entry)| entry.phrases.iter().map(move |phrase| (phrase.as_str(), class)));
        let (phrases, classes): (Vec<&str>, Vec<usize>) = phrases.unzip();
        let names = || rules.classes.iter().map(|class| class.class.as_str());
        let weights = names().map(|class| rules.weight(class)).collect();
        let places = ClausePlace::ALL.map(|place| rules.weight(&place.to_string()));
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
            next: names().map(|class| weight(&rules.next, class)).collect(),
            words: WordWeights::new(rules, segmenter),
        }
    }

    /// The verdict on each clause of a document, in its order. Its lines were cut with these forms, of which this judge has
    /// `seen` some.
    pub fn judge(&self, clauses: &[Clause], forms: &Forms, seen: &mut SeenCues) -> Vec<ClauseVerdict> {
        self.weigh(clauses, forms, seen, |_, score| score > 0.0)
    }

    /// The same where a clause states a priority only with a score above `threshold`.
    pub fn judge_above(
        &self,
        threshold: f64,
        clauses: &[Clause],
        forms: &Forms,
        seen: &mut SeenCues,
    ) -> Vec<ClauseVerdict> {
        self.weigh(clauses, forms, seen, |_, score| score > threshold)
    }

    /// The verdicts, where the places of clauses follow from what `is_priority` says of the clauses before, by their
    /// number and score: when weights are learned, what was coded.
    pub(super) fn weigh(
        &self,
        clauses: &[Clause],
        forms: &Forms,
        seen: &mut SeenCues,
        is_priority: impl Fn(usize, f64) -> bool,
    ) -> Vec<ClauseVerdict> {
        let mut context = Context::default();
        let mut cues = clauses.iter().map(|clause| self.cues(clause, forms, seen)).collect_vec();
        let weighed = clauses.iter().enumerate().map(|(number, clause)| {
            let evidence = self.evidence(clauses, &mut cues, number, &mut context);
            let score = self.score(clause, &evidence, seen);
            context.priorities.push(is_priority(number, score));
            let words = if score > 0.0 { self.telling_words(clause, &evidence, seen) } else { Vec::new() };
            ClauseVerdict { evidence, score, words }
        });
        weighed.collect()
    }

    /// What speaks for a priority, for a reader: the cues with a weight above zero as "class: words", the places with
    /// one, and the words that say most. `text` and `line` are the clause's paragraph.
    pub fn explain(&self, verdict: &ClauseVerdict, text: &str, line: &LineTokens) -> String {
        let lower = |units: &Range<usize>| text[line.word_range(units)].to_lowercase();
        let cues = verdict.evidence.cues.iter().filter(|cue| self.weights[cue.class] > 0.0);
        let cues = cues.map(|cue| format!("{}: {}", self.rules.classes[cue.class].class, lower(&cue.units)));
        let places = verdict.evidence.places.iter().filter(|place| self.places[**place as usize] > 0.0);
        let words = verdict.words.iter().map(lower).unique().join(", ");
        let words = (!words.is_empty()).then(|| format!("words: {words}"));
        cues.chain(places.map(ClausePlace::to_string)).chain(words).unique().join("; ")
    }

    /// The sum of the weights.
    fn score(&self, clause: &Clause, evidence: &ClauseEvidence, seen: &SeenCues) -> f64 {
        let mut score = self.bias;
        if !clause.can_state() {
            return score.min(0.0);
        }
        self.features(clause, evidence, |feature| score += self.weight(feature, clause, seen));
        score
    }

    #[inline]
    fn weight(&self, feature: Feature, clause: &Clause, seen: &SeenCues) -> f64 {
        let form = |unit: usize| clause.line.forms[unit];
        match feature {
            Feature::Class(class) => self.weights[class],
            Feature::Place(place) => self.places[place as usize],
            Feature::Pair(first, second) => {
                let classes = self.weights.len();
                self.pairs[first.unwrap_or(classes) * classes + second]
            }
            Feature::Before(class) => self.before[class],
            Feature::Next(class) => self.next[class],
            Feature::Behind(class, unit) => self.words.behind(class, form(unit), &seen.words),
            Feature::Word(unit) => self.words.single(form(unit), &seen.words),
            Feature::Words(unit) => self.words.double(form(unit), form(unit + 1), &seen.words),
        }
    }

    /// The words outside the cues that speak most for a clause, in the order in which they occur.
    fn telling_words(&self, clause: &Clause, evidence: &ClauseEvidence, seen: &SeenCues) -> Vec<Range<usize>> {
        let is_cue = |unit: usize| evidence.cues.iter().any(|cue| cue.units.contains(&unit));
        let mut words = Vec::new();
        self.features(clause, evidence, |feature| {
            let units = match feature {
                Feature::Word(unit) | Feature::Behind(_, unit) => unit..unit + 1,
                Feature::Words(unit) => unit..unit + 2,
                _ => return,
            };
            let weight = self.weight(feature, clause, seen);
            let has_word = units.clone().any(|unit| clause.line.units[unit].kind != UnitKind::Punctuation);
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
}

#[cfg(test)]
mod tests {
    use super::super::clauses;
    use super::*;
    use crate::clean::Paragraph;
    use crate::language::{Segmenters, Tokens, tokenise_line};
    use crate::options::Normalisation;

    /// Only what is written here counts: no weight is learned.
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
    fn judged_by(rules: &str, lines: &[&str]) -> (Vec<ClauseVerdict>, Vec<String>) {
        judged_with(rules, lines, false)
    }

    /// The same where the first line may be the headline.
    fn judged_with(rules: &str, lines: &[&str], has_headline: bool) -> (Vec<ClauseVerdict>, Vec<String>) {
        let rules = Rules::parse(rules).unwrap();
        let (code, rules) = rules.languages.iter().next().unwrap();
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let segmenter = segmenters.get(segmenters.find(code));
        let paragraph = |(index, text): (usize, &&str)| Paragraph {
            line: 1,
            text: text.to_string(),
            headline: has_headline && index == 0,
        };
        let paragraphs: Vec<_> = lines.iter().enumerate().map(paragraph).collect();
        let mut forms = Forms::new(segmenter);
        let tokens = Tokens { lines: lines.iter().map(|line| tokenise_line(line, &mut forms)).collect() };
        let (judge, clauses) = (Judge::new(rules, segmenter), clauses(&paragraphs, &tokens));
        let verdicts = judge.judge(&clauses, &forms, &mut SeenCues::default());
        let explained = std::iter::zip(&clauses, &verdicts);
        let explained = explained.map(|(clause, verdict)| judge.explain(verdict, clause.text, clause.line)).collect();
        (verdicts, explained)
    }

    /// For each clause, whether it states a priority, and what speaks for it.
    fn judged(lines: &[&str]) -> Vec<(bool, String)> {
        let (verdicts, explained) = judged_by(RULES, lines);
        verdicts.iter().map(ClauseVerdict::is_priority).zip(explained).collect()
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
            [en.next]
            wish = 4
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
        // The second has the wish before it, or the first has it behind it.
        assert_eq!(scored("We hope. Ships sail.").0, [0.2, 1.0]);
        assert_eq!(scored("Ships sail. We hope.").0, [3.0, 0.2]);
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
        let fifths = |times: usize| vec![ClausePlace::Fifth; times];
        assert_eq!(places[0], []);
        let heading = vec![ClausePlace::LineAfterPriority, ClausePlace::Recent, ClausePlace::Heading];
        assert_eq!(places[1], [heading, fifths(1)].concat());
        assert_eq!(places[2], [vec![ClausePlace::LineAfterOther, ClausePlace::Recent], fifths(2)].concat());
        assert_eq!(places[3], [vec![ClausePlace::NextAfterOther, ClausePlace::Recent], fifths(3)].concat());
    }

    #[test]
    fn the_opening_is_the_paragraph_behind_the_headline_and_there_is_none_without_one() {
        let opening = |headline: bool| {
            let lines = ["Ports grow", "Ships sail. They wait.", "Trade waits."];
            let is_opening = |verdict: ClauseVerdict| verdict.evidence.places.contains(&ClausePlace::Opening);
            judged_with(RULES, &lines, headline).0.into_iter().map(is_opening).collect_vec()
        };
        assert_eq!(opening(true), [false, true, true, false]);
        assert_eq!(opening(false), [false; 4]);
    }

    #[test]
    fn a_single_word_and_a_heading_between_marks_state_nothing() {
        let found = |line| priorities(&["Ports must grow.", line])[1];
        assert!(!found("Must.") && found("We must."));
        assert!(!found("**Ports must grow**") && !found("_Ports must grow_ ") && !found("## Ports must grow"));
        assert!(found("**Ports must grow.**") && found("**Ports** must grow.") && found("- ports must grow"));
    }
}
