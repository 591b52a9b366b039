//! Coded clauses -> the weights of the rules of priorities, and how good such weights are on documents not seen.

use std::num::NonZeroUsize;
use std::thread;

use anyhow::{Result, bail};
use itertools::Itertools;

use super::{Agreement, Coding};
use crate::flow::{self, Steps};
use crate::language::Forms;
use crate::priority::{Coded, Examples, Judge, LanguageRules, Prior, SeenCues};

/// What was learned.
pub struct Learned {
    /// The rules with the weights.
    pub rules: LanguageRules,
    /// For each file, how far each of its documents agrees with weights learned from all other documents.
    pub unseen: Vec<Agreement>,
}

/// The scores above which a clause may be said to state a priority. The likeliest weights alone would find too few, since
/// most clauses state none.
fn thresholds() -> impl Iterator<Item = f64> {
    (-40..=20).map(|twentieths| f64::from(twentieths) / 20.0)
}

/// Learns the weights from all files, which were read with `forms`. The threshold is the one at which documents agree best
/// with weights learned from the others: where the mean of the files' F1 is highest, so that a long file counts no more than
/// a short one of texts of another kind. The figures of `unseen` are those at this threshold.
///
/// # Errors
/// There are fewer than two documents, or all clauses are coded alike.
pub fn learn(codings: &[Coding], rules: &LanguageRules, forms: &Forms, prior: Prior) -> Result<Learned> {
    let (files, documents): (Vec<usize>, Vec<Coded>) = codings
        .iter()
        .enumerate()
        .flat_map(|(file, coding)| coding.coded().into_iter().map(move |coded| (file, coded)))
        .unzip();
    let coded = || documents.iter().flat_map(|document| &document.priorities).flatten();
    if documents.len() < 2 {
        bail!("weights are learned from several documents, and there are {}: code more", documents.len());
    }
    if coded().all(|priority| *priority) || !coded().any(|priority| *priority) {
        bail!("weights are learned from clauses that state a priority and clauses that don't: all are coded alike");
    }
    let examples = Examples::new(rules, &documents, forms, prior);
    let of_document = |_: &mut (), document: usize| -> Vec<Agreement> {
        let learned = examples.learn(|other| other != document);
        let (judge, mut seen) = (Judge::new(&learned, forms.segmenter()), SeenCues::default());
        let Coded { clauses, priorities } = &documents[document];
        let of_threshold = |threshold: f64| {
            let verdicts = judge.judge_above(threshold, clauses, forms, &mut seen);
            let judged =
                verdicts.iter().zip(priorities).filter_map(|(verdict, coded)| Some((verdict.score, (*coded)?)));
            judged.map(|(score, coded)| Agreement::of(score > threshold, coded)).sum()
        };
        thresholds().map(of_threshold).collect()
    };
    let mut unseen = Vec::with_capacity(documents.len());
    let steps =
        Steps { prepare: of_document, decide: |agreements| agreements, finish: |_: &mut (), agreements| agreements };
    let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    flow::in_order(
        0..documents.len(),
        threads,
        || (),
        steps,
        |agreements| {
            unseen.push(agreements);
            Ok(())
        },
    )?;
    let of_file = |file: usize, threshold: usize| -> Agreement {
        let of_file = unseen.iter().zip(&files).filter(|(_, of)| **of == file);
        of_file.map(|(agreements, _)| agreements[threshold]).sum()
    };
    // A file without a priority says nothing about a threshold.
    let mean = |threshold: usize| {
        let f1s = (0..codings.len()).map(|file| of_file(file, threshold).f1()).filter(|f1| !f1.is_nan()).collect_vec();
        f1s.iter().sum::<f64>() / f1s.len().max(1) as f64
    };
    let best = (0..thresholds().count()).max_by(|left, right| mean(*left).total_cmp(&mean(*right)));
    let best = best.expect("there are thresholds");
    let threshold = thresholds().nth(best).expect("it is one of them");
    Ok(Learned {
        rules: examples.learn(|_| true).stricter_by(threshold),
        unseen: (0..codings.len()).map(|file| of_file(file, best)).collect(),
    })
}
