//! A chain of lines, each of which is part of the article or not: a conditional random field with two labels.
//!
//! Lafferty, J., McCallum, A. and Pereira, F. (2001). Conditional random fields: probabilistic models for segmenting and
//! labeling sequence data. ICML.
//!
//! Logarithms and powers are libm's, which are the same on every machine.

use libm::{exp, log1p};

/// How probable each labelling of a chain is, by the forward-backward algorithm.
pub struct Chain<'a> {
    scores: &'a [f64],
    ties: &'a Ties,
    /// The logs of the sums over all labellings of what comes up to a line, and of what follows it, by its label.
    forward: Vec<[f64; 2]>,
    backward: Vec<[f64; 2]>,
}

/// The log odds of a line and the next: `ties[a][b]` where the first is (1) or isn't (0) part of the article, and the second.
pub type Ties = [[f64; 2]; 2];

impl<'a> Chain<'a> {
    /// The chain of lines that each have these log odds by themselves.
    pub fn new(scores: &'a [f64], ties: &'a Ties) -> Chain<'a> {
        let mut chain = Chain { scores, ties, forward: Vec::with_capacity(scores.len()), backward: Vec::new() };
        for at in 0..scores.len() {
            let before = at.checked_sub(1).map(|before| chain.forward[before]);
            let sum = |label: usize| before.map_or(0.0, |[no, yes]| log_sum(no + ties[0][label], yes + ties[1][label]));
            chain.forward.push([0, 1].map(|label| sum(label) + chain.score(at, label)));
        }
        chain.backward = vec![[0.0; 2]; scores.len()];
        for at in (1..scores.len()).rev() {
            let to = |label: usize, next: usize| ties[label][next] + chain.score(at, next) + chain.backward[at][next];
            chain.backward[at - 1] = [0, 1].map(|label| log_sum(to(label, 0), to(label, 1)));
        }
        chain
    }

    fn score(&self, at: usize, label: usize) -> f64 {
        if label == 1 { self.scores[at] } else { 0.0 }
    }

    /// The probability that a line is part of the article.
    pub fn probability(&self, at: usize) -> f64 {
        let [no, yes] = [0, 1].map(|label| self.forward[at][label] + self.backward[at][label]);
        exp(yes - log_sum(no, yes))
    }

    /// The probability that a line has the first label and the next line the second.
    pub fn pair(&self, at: usize, labels: (usize, usize)) -> f64 {
        let value = |(a, b): (usize, usize)| {
            self.forward[at][a] + self.ties[a][b] + self.score(at + 1, b) + self.backward[at + 1][b]
        };
        let all = log_sum(log_sum(value((0, 0)), value((0, 1))), log_sum(value((1, 0)), value((1, 1))));
        exp(value(labels) - all)
    }
}

/// ln(e^a + e^b).
fn log_sum(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    high + log1p(exp(low - high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sum over all labellings for which `holds` is true, as a part of the sum over all.
    fn by_enumeration(scores: &[f64], ties: &Ties, holds: impl Fn(&[usize]) -> bool) -> f64 {
        let (mut part, mut all) = (0.0, 0.0);
        for labelling in 0..1_usize << scores.len() {
            let labels: Vec<usize> = (0..scores.len()).map(|at| labelling >> at & 1).collect();
            let single: f64 = labels.iter().zip(scores).map(|(label, score)| *label as f64 * score).sum();
            let pairs: f64 = labels.windows(2).map(|pair| ties[pair[0]][pair[1]]).sum();
            let weight = (single + pairs).exp();
            all += weight;
            part += if holds(&labels) { weight } else { 0.0 };
        }
        part / all
    }

    proptest! {
        #[test]
        fn probabilities_are_sums_over_all_labellings(
            scores in prop::collection::vec(-6.0..6.0, 1..8_usize), ties in prop::array::uniform4(-3.0..3.0),
        ) {
            let ties = [[ties[0], ties[1]], [ties[2], ties[3]]];
            let chain = Chain::new(&scores, &ties);
            for at in 0..scores.len() {
                let sum = by_enumeration(&scores, &ties, |labels| labels[at] == 1);
                prop_assert!((chain.probability(at) - sum).abs() < 1e-9);
            }
            for at in 1..scores.len() {
                let sum = by_enumeration(&scores, &ties, |labels| labels[at - 1] == 1 && labels[at] == 0);
                prop_assert!((chain.pair(at - 1, (1, 0)) - sum).abs() < 1e-9);
            }
        }
    }
}
