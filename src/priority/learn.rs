//! Coded clauses -> weights: logistic regression.

use itertools::Itertools;

use super::{BIAS, Clause, Evidence, Judge, Language, Place};
use crate::language::Forms;
use crate::phrase::Seen;

/// A document whose clauses a reader has coded.
#[derive(Clone, Debug)]
pub struct Coded<'a> {
    /// Its clauses, in order.
    pub clauses: Vec<Clause<'a>>,
    /// For each, whether it states a priority; `None` where the reader was in doubt.
    pub priorities: Vec<Option<bool>>,
}

/// How strongly weights are held near those that they start from: the variance of their normal prior is 1 / this.
const PRIOR: f64 = 1.0;

/// So many steps down the gradient, each so long: more change no weight by a hundredth.
const STEPS: usize = 4000;
const LENGTH: f64 = 2.0;

/// The rules with weights learned from coded documents: the most probable ones under a normal prior around those that the
/// rules have. A class whose weight is 0 keeps it. The clauses were cut with these forms.
pub fn learn(rules: &Language, documents: &[Coded], forms: &Forms) -> Language {
    let (judge, mut seen) = (Judge::new(rules, forms.segmenter()), Seen::default());
    let mut examples: Vec<(Vec<usize>, f64)> = Vec::new();
    for document in documents {
        let coded = |number: usize, score: f64| document.priorities[number].unwrap_or(score > 0.0);
        let verdicts = judge.weigh(&document.clauses, forms, &mut seen, coded);
        examples.extend(std::iter::zip(verdicts, &document.priorities).filter_map(|(verdict, priority)| {
            Some((features(rules, &verdict.evidence), f64::from(u8::from((*priority)?))))
        }));
    }
    let names = [BIAS.to_string()].into_iter().chain(rules.classes.iter().map(|class| class.class.clone()));
    let names = names.chain(Place::ALL.iter().map(Place::to_string)).collect_vec();
    let before = names.iter().map(|name| rules.weight(name)).collect_vec();
    let mut weights = before.clone();
    let size = examples.len().max(1) as f64;
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> =
            weights.iter().zip(&before).map(|(weight, before)| PRIOR * (weight - before)).collect();
        for (features, target) in &examples {
            let error = 1.0 / (1.0 + libm::exp(-score(features, &weights))) - target;
            features.iter().for_each(|feature| gradient[*feature] += error);
        }
        for (weight, slope) in weights.iter_mut().zip(gradient) {
            *weight -= LENGTH * slope / size;
        }
    }
    weights[0] -= threshold(&examples, &weights);
    let round = |weight: f64| (weight * 100.0).round() / 100.0;
    let known = names.into_iter().zip(weights).filter(|(name, _)| rules.is_weighed(name));
    Language { weights: known.map(|(name, weight)| (name, round(weight))).collect(), ..rules.clone() }
}

fn score(features: &[usize], weights: &[f64]) -> f64 {
    features.iter().map(|feature| weights[*feature]).sum()
}

/// The score above which a clause is best said to state a priority: where F1 over the examples is highest, halfway to the
/// next score below. The likeliest weights alone would find too few, since most clauses state none.
fn threshold(examples: &[(Vec<usize>, f64)], weights: &[f64]) -> f64 {
    let scored = examples.iter().map(|(features, target)| (score(features, weights), *target));
    let scored = scored.sorted_by(|(left, _), (right, _)| right.total_cmp(left)).collect_vec();
    let coded: f64 = scored.iter().map(|(_, target)| target).sum();
    let (mut right, mut best) = (0.0, (0.0, 0.0));
    for (found, pair) in scored.windows(2).enumerate() {
        right += pair[0].1;
        let f1 = 2.0 * right / ((found + 1) as f64 + coded);
        if pair[0].0 > pair[1].0 && f1 > best.0 {
            best = (f1, (pair[0].0 + pair[1].0) / 2.0);
        }
    }
    best.1
}

/// The numbers of the weights that a clause's score is the sum of.
fn features(rules: &Language, evidence: &Evidence) -> Vec<usize> {
    let classes = evidence.cues.iter().map(|cue| cue.class).unique();
    let classes = classes.filter(|class| rules.is_weighed(&rules.classes[*class].class)).map(|class| 1 + class);
    let places = evidence.places.iter().filter_map(|place| Place::ALL.iter().position(|known| known == place));
    [0].into_iter().chain(classes).chain(places.map(|place| 1 + rules.classes.len() + place)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::*;
    use crate::language::{Segmenters, tokenise_line};
    use crate::options::Normalisation;

    #[test]
    fn weights_are_learned_that_tell_what_was_coded() {
        let rules = "[en.weights]\nbias = 0\nwish = 0.1\nworry = 0.1\n\
            [[en.cue]]\nclass = \"wish\"\nphrases = [\"let us\"]\n\
            [[en.cue]]\nclass = \"worry\"\nphrases = [\"alas\"]\n\
            [[en.cue]]\nclass = \"other\"\nphrases = [\"ports\"]";
        let rules = Rules::parse(rules).unwrap();
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let segmenter = segmenters.get(segmenters.find("en"));
        let texts = ["Let us sail.", "Alas, let us wait.", "Ports wait.", "Let us go.", "Alas, ports.", "Let us."];
        let mut forms = Forms::new(segmenter);
        let lines = texts.map(|text| tokenise_line(text, &mut forms));
        let mut clauses = Vec::new();
        for (text, line) in std::iter::zip(texts, &lines) {
            let units = 0..line.units.len();
            clauses.push(Clause { text, line, units, first: true, open: false, headline: false });
        }
        let priorities = vec![Some(true), Some(false), Some(false), Some(true), Some(false), None];
        let coded = Coded { clauses: clauses.clone(), priorities: priorities.clone() };
        let learned = learn(rules.get("en").unwrap(), &[coded], &forms);
        assert!(learned.weights["wish"] > 0.0 && learned.weights["worry"] < 0.0);
        assert!(!learned.weights.contains_key("other"));
        let verdicts = Judge::new(&learned, segmenter).judge(&clauses, &forms, &mut Seen::default());
        for (verdict, priority) in verdicts.iter().zip(priorities).take(5) {
            assert_eq!(Some(verdict.is_priority()), priority);
        }
    }
}
