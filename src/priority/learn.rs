//! Coded clauses -> weights: logistic regression.

use itertools::Itertools;

use super::{Clause, Evidence, Judge, Language, Place};
use crate::language::Segmenter;

/// A document whose clauses a reader has coded.
#[derive(Clone, Debug)]
pub struct Coded<'a> {
    /// Its clauses, in order.
    pub clauses: Vec<Clause<'a>>,
    /// For each, whether it states a priority; `None` where the reader was in doubt.
    pub priorities: Vec<Option<bool>>,
}

/// How strongly weights are held near zero: the variance of their normal prior is 1 / this.
const PRIOR: f64 = 0.3;

/// So many steps down the gradient, each so long: more change no weight by a hundredth.
const STEPS: usize = 4000;
const LENGTH: f64 = 2.0;

/// The rules with weights learned from coded documents: the most probable ones under a normal prior around zero. A class
/// whose weight is 0 keeps it.
pub fn learn(rules: &Language, documents: &[Coded], segmenter: &dyn Segmenter) -> Language {
    let judge = Judge::new(rules, segmenter);
    let mut examples: Vec<(Vec<usize>, f64)> = Vec::new();
    for document in documents {
        let coded = |number: usize, score: f64| document.priorities[number].unwrap_or(score > 0.0);
        let verdicts = judge.weigh(&document.clauses, coded);
        examples.extend(std::iter::zip(verdicts, &document.priorities).filter_map(|(verdict, priority)| {
            Some((features(rules, &verdict.evidence), f64::from(u8::from((*priority)?))))
        }));
    }
    let mut weights = vec![0.0; 1 + rules.classes.len() + Place::ALL.len()];
    let size = examples.len().max(1) as f64;
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| PRIOR * weight).collect();
        gradient[0] = 0.0;
        for (features, target) in &examples {
            let score: f64 = features.iter().map(|feature| weights[*feature]).sum();
            let error = 1.0 / (1.0 + libm::exp(-score)) - target;
            features.iter().for_each(|feature| gradient[*feature] += error);
        }
        for (weight, slope) in weights.iter_mut().zip(gradient) {
            *weight -= LENGTH * slope / size;
        }
    }
    let round = |weight: f64| (weight * 100.0).round() / 100.0;
    let mut learned = rules.clone();
    learned.bias = round(weights[0]);
    for (class, weight) in learned.classes.iter_mut().zip(&weights[1..]) {
        class.weight = if class.weight == 0.0 { 0.0 } else { round(*weight) };
    }
    let places = Place::ALL.iter().copied().zip(&weights[1 + rules.classes.len()..]);
    learned.places = places.map(|(place, weight)| (place, round(*weight))).collect();
    learned
}

/// The numbers of the weights that a clause's score is the sum of.
fn features(rules: &Language, evidence: &Evidence) -> Vec<usize> {
    let classes = evidence.cues.iter().map(|cue| cue.class).unique();
    let classes = classes.filter(|class| rules.classes[*class].weight != 0.0).map(|class| 1 + class);
    let places = evidence.places.iter().filter_map(|place| Place::ALL.iter().position(|known| known == place));
    [0].into_iter().chain(classes).chain(places.map(|place| 1 + rules.classes.len() + place)).collect()
}
