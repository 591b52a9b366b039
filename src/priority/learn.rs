//! Coded clauses -> weights: logistic regression.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use itertools::Itertools;
use rustc_hash::FxHashSet;

use super::judge::SeenCues;
use super::words::{is_stable, word};
use super::{BIAS, Clause, Feature, Judge, LanguageRules, START};
use crate::language::Forms;

/// A document whose clauses a reader has coded.
#[derive(Clone, Debug)]
pub struct Coded<'a> {
    /// Its clauses, in order.
    pub clauses: Vec<Clause<'a>>,
    /// For each, whether it states a priority; `None` where the reader was in doubt.
    pub priorities: Vec<Option<bool>>,
}

/// The weights that learning starts from and stays near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prior {
    /// Those of the rules: few clauses are enough to fit them to texts of another kind.
    Rules,
    /// None: what is learned depends on the coded clauses alone.
    Nothing,
}

/// How strongly weights are held near the prior: the variance of their normal distribution is 1 / this. There are many
/// words, and each says little.
const OF_CLASSES: f64 = 2.5;
const OF_WORDS: f64 = 10.0;

/// A feature that fewer coded clauses have gets no weight, and no word gets one below this.
const FEWEST: usize = 3;
const LEAST: f64 = 0.03;

/// The most rounds over all features; a change below this affects no weight that is written.
const ROUNDS: usize = 100;
const CHANGE: f64 = 0.0002;

/// Where a weight is in the rules: which table, and under which name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum WeightName {
    Weight(String),
    Pair(String),
    Before(String),
    Next(String),
    Behind(String),
    Word(String),
}

impl WeightName {
    /// The name of a feature of a clause; `None` where a word can't be written into the rules.
    fn of(
        feature: Feature,
        rules: &LanguageRules,
        clause: &Clause,
        forms: &Forms,
        is_stable: impl Fn(&str) -> bool,
    ) -> Option<WeightName> {
        let class = |class: usize| rules.classes[class].class.as_str();
        let word = |unit: usize| Some(word(clause.line.forms[unit], forms)).filter(|word| is_stable(word));
        Some(match feature {
            Feature::Class(of) => WeightName::Weight(class(of).to_string()),
            Feature::Place(place) => WeightName::Weight(place.to_string()),
            Feature::Pair(first, second) => {
                WeightName::Pair(format!("{} {}", first.map_or(START, class), class(second)))
            }
            Feature::Before(of) => WeightName::Before(class(of).to_string()),
            Feature::Next(of) => WeightName::Next(class(of).to_string()),
            Feature::Behind(of, unit) => WeightName::Behind(format!("{} {}", class(of), word(unit)?)),
            Feature::Word(unit) => WeightName::Word(word(unit)?.to_string()),
            Feature::Words(unit) => WeightName::Word(format!("{} {}", word(unit)?, word(unit + 1)?)),
        })
    }

    /// The table that holds it, and its name there.
    fn entry<'l>(&self, rules: &'l mut LanguageRules) -> (&'l mut BTreeMap<String, f64>, &str) {
        match self {
            WeightName::Weight(name) => (&mut rules.weights, name),
            WeightName::Pair(name) => (&mut rules.pairs, name),
            WeightName::Before(name) => (&mut rules.before, name),
            WeightName::Next(name) => (&mut rules.next, name),
            WeightName::Behind(name) => (&mut rules.behind, name),
            WeightName::Word(name) => (&mut rules.words, name),
        }
    }

    fn precision(&self) -> f64 {
        match self {
            WeightName::Weight(_) | WeightName::Pair(_) | WeightName::Behind(_) => OF_CLASSES,
            WeightName::Before(_) | WeightName::Next(_) | WeightName::Word(_) => OF_WORDS,
        }
    }
}

/// Coded clauses as the features that they have.
pub struct Examples<'a> {
    rules: &'a LanguageRules,
    prior: Prior,
    /// For each clause the number of its document, and whether it states a priority.
    targets: Vec<(usize, bool)>,
    /// Each feature with its prior weight, and the clauses that have it, with how often.
    features: IndexMap<WeightName, (f64, Vec<(u32, f64)>)>,
}

impl<'a> Examples<'a> {
    /// Looks at coded documents; their clauses were cut with these forms.
    pub fn new(rules: &'a LanguageRules, documents: &[Coded], forms: &Forms, prior: Prior) -> Examples<'a> {
        let (judge, mut seen) = (Judge::new(rules, forms.segmenter()), SeenCues::default());
        let mut again = Forms::new(forms.segmenter());
        let stable: FxHashSet<&str> =
            forms.from(0).map(|form| word(form, forms)).filter(|word| is_stable(word, &mut again)).collect();
        let mut examples = Examples { rules, prior, targets: Vec::new(), features: IndexMap::new() };
        let mut own = rules.clone();
        for (number, document) in documents.iter().enumerate() {
            let coded = |number: usize, score: f64| document.priorities[number].unwrap_or(score > 0.0);
            let verdicts = judge.weigh(&document.clauses, forms, &mut seen, coded);
            for ((clause, verdict), priority) in document.clauses.iter().zip(&verdicts).zip(&document.priorities) {
                let Some(priority) = priority.filter(|_| clause.can_state()) else { continue };
                let example = examples.targets.len() as u32;
                examples.targets.push((number, priority));
                let mut add = |name: WeightName| {
                    let (_, clauses) = examples.features.entry(name).or_insert_with_key(|name| {
                        let (table, name) = name.entry(&mut own);
                        let start = if prior == Prior::Rules { table.get(name).copied().unwrap_or(0.0) } else { 0.0 };
                        (start, Vec::new())
                    });
                    match clauses.last_mut() {
                        Some((last, times)) if *last == example => *times += 1.0,
                        _ => clauses.push((example, 1.0)),
                    }
                };
                add(WeightName::Weight(BIAS.to_string()));
                judge.features(clause, &verdict.evidence, |feature| {
                    WeightName::of(feature, rules, clause, forms, |word| stable.contains(word))
                        .into_iter()
                        .for_each(&mut add);
                });
            }
        }
        examples
    }

    /// The rules with the most probable weights, learned from the documents that `is_wanted` picks by their number:
    /// cyclic coordinate descent with a step of Newton's for each weight in turn (Genkin, A., Lewis, D. D. and Madigan,
    /// D. (2007). Technometrics 49(3), 291-304). A clause is scored 0 where it is as likely to state a priority as not.
    pub fn learn(&self, is_wanted: impl Fn(usize) -> bool) -> LanguageRules {
        let wanted: Vec<bool> = self.targets.iter().map(|(document, _)| is_wanted(*document)).collect();
        let clauses = |clauses: &Vec<(u32, f64)>| {
            clauses.iter().filter(|(clause, _)| wanted[*clause as usize]).copied().collect_vec()
        };
        let features = self.features.iter().map(|(name, (start, of))| (name, *start, clauses(of)));
        let features = features
            .filter(|(name, start, of)| of.len() >= FEWEST || *start != 0.0 || matches!(name, WeightName::Weight(_)));
        let features = features.collect_vec();
        let mut weights = features.iter().map(|(_, start, _)| *start).collect_vec();
        let mut scores = vec![0.0; self.targets.len()];
        for (_, start, of) in &features {
            of.iter().for_each(|(clause, times)| scores[*clause as usize] += start * times);
        }
        let probability = |score: f64| 1.0 / (1.0 + libm::exp(-score));
        let mut likely: Vec<f64> = scores.iter().map(|score| probability(*score)).collect();
        for _ in 0..ROUNDS {
            let mut largest: f64 = 0.0;
            for (weight, (name, start, of)) in weights.iter_mut().zip(&features) {
                let (mut slope, mut bend) = (name.precision() * (*weight - start), name.precision());
                for (clause, times) in of {
                    let (likely, (_, target)) = (likely[*clause as usize], self.targets[*clause as usize]);
                    slope += times * (likely - f64::from(u8::from(target)));
                    bend += times * times * likely * (1.0 - likely);
                }
                // Where the curve bends little a whole step goes too far.
                let step = (-slope / bend).clamp(-1.0, 1.0);
                if step.abs() < CHANGE / 10.0 {
                    continue;
                }
                *weight += step;
                largest = largest.max(step.abs());
                for (clause, times) in of {
                    let clause = *clause as usize;
                    scores[clause] += step * times;
                    likely[clause] = probability(scores[clause]);
                }
            }
            if largest < CHANGE {
                break;
            }
        }
        let mut learned = self.rules.clone();
        if self.prior == Prior::Nothing {
            learned.weights.values_mut().for_each(|weight| *weight = 0.0);
            let LanguageRules { pairs, before, next, behind, words, .. } = &mut learned;
            [pairs, before, next, behind, words].into_iter().for_each(BTreeMap::clear);
        }
        for ((name, ..), weight) in features.iter().zip(weights) {
            learned.set(name, weight);
        }
        learned
    }
}

impl LanguageRules {
    /// Writes a weight into the rules, with two decimals; small ones of words and of pairs are left out.
    fn set(&mut self, name: &WeightName, weight: f64) {
        let is_small = weight.abs() < LEAST && !matches!(name, WeightName::Weight(_));
        let (table, name) = name.entry(self);
        match is_small {
            true => drop(table.remove(name)),
            false => drop(table.insert(name.to_string(), (weight * 100.0).round() / 100.0)),
        }
    }

    /// The same rules with every score lower by that much.
    pub fn stricter_by(mut self, threshold: f64) -> LanguageRules {
        let bias = self.weight(BIAS) - threshold;
        self.set(&WeightName::Weight(BIAS.to_string()), bias);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::*;
    use crate::language::{Segmenters, tokenise_line};
    use crate::options::Normalisation;

    const RULES: &str = "[en.weights]\nbias = 0\nwish = 0.1\nworry = 0.1\n[en.words]\nsail = 3\n\
        [[en.cue]]\nclass = \"wish\"\nphrases = [\"let us\"]\n\
        [[en.cue]]\nclass = \"worry\"\nphrases = [\"oh\"]\n\
        [[en.cue]]\nclass = \"other\"\nphrases = [\"ports\"]";

    const TEXTS: [&str; 6] =
        ["Let us sail.", "Oh, let us wait.", "Ports wait.", "Let us go.", "Oh, ports.", "Oh, we wait."];

    /// What is learned from six lines, of which the first and the fourth state a priority.
    fn learned(prior: Prior) -> LanguageRules {
        let rules = Rules::parse(RULES).unwrap();
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let mut forms = Forms::new(segmenters.get(segmenters.find("en")));
        let lines = TEXTS.map(|text| tokenise_line(text, &mut forms));
        let clause = |(text, line): (&'static str, _)| {
            let line: &crate::language::LineTokens = line;
            Clause { text, line, units: 0..line.units.len(), first: true, open: false, headline: false, alone: true }
        };
        let clauses = TEXTS.into_iter().zip(&lines).map(clause).collect_vec();
        let priorities = [true, false, false, true, false, false].map(Some).to_vec();
        let coded = [Coded { clauses: clauses.clone(), priorities: priorities.clone() }];
        let learned = Examples::new(rules.get("en").unwrap(), &coded, &forms, prior).learn(|_| true);
        let verdicts = Judge::new(&learned, forms.segmenter()).judge(&clauses, &forms, &mut SeenCues::default());
        let scores = verdicts.iter().map(|verdict| verdict.score).collect_vec();
        let lowest = [scores[0], scores[3]].into_iter().fold(f64::MAX, f64::min);
        assert!([1, 2, 4, 5].iter().all(|clause| scores[*clause] < lowest), "{scores:?}");
        learned
    }

    #[test]
    fn weights_are_the_most_probable_ones_that_another_program_finds() {
        let learned = learned(Prior::Nothing);
        // scipy.optimize.minimize, L-BFGS-B, on the same features and precisions.
        for (table, name, weight) in [
            (&learned.weights, "bias", -0.0096),
            (&learned.weights, "wish", 0.2455),
            (&learned.weights, "worry", -0.2197),
            (&learned.weights, "line_after_priority", -0.1611),
            (&learned.weights, "line_after_other", -0.0003),
            (&learned.weights, "recent", -0.2159),
            (&learned.weights, "fifth", -0.1392),
            (&learned.pairs, "start worry", -0.2197),
            (&learned.behind, "worry ,", -0.2197),
            (&learned.before, "wish", -0.0758),
            (&learned.next, "worry", 0.0744),
            (&learned.words, "let us", 0.0614),
            (&learned.words, "wait .", -0.0768),
        ] {
            assert!((table[name] - weight).abs() < 0.006, "{name}: {} for {weight}", table[name]);
        }
        // Small, or of less than three clauses, or of no weight at all.
        assert!([".", "sail", "we"].iter().all(|word| !learned.words.contains_key(*word)), "{:?}", learned.words);
        assert!(!learned.weights.contains_key("other") && !learned.pairs.contains_key("start other"));
    }

    #[test]
    fn weights_stay_near_those_of_the_rules_unless_they_are_learned_afresh() {
        let (near, afresh) = (learned(Prior::Rules), learned(Prior::Nothing));
        assert!(near.words["sail"] > 2.5 && !afresh.words.contains_key("sail"));
        assert!(near.weights["wish"] != afresh.weights["wish"]);
    }

    #[test]
    fn a_stricter_judge_asks_for_a_higher_score() {
        let learned = learned(Prior::Nothing);
        let bias = learned.weights[BIAS];
        assert!((learned.stricter_by(-0.5).weights[BIAS] - (bias + 0.5)).abs() < 1e-9);
    }
}
