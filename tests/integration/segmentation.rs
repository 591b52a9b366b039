//! The Vietnamese model against gold segmentation, and against its own training.

use std::collections::BTreeSet;
use std::fs;

use themeshift::language::vietnamese::train::{Data, train};
use themeshift::language::vietnamese::{Vietnamese, evaluate};
use themeshift::options::ToneMarks;

use crate::harness::{project, shared};

#[test]
fn words_agree_with_the_gold_segmentation() {
    let Some(gold) = shared("data/vi_vtb/dev.gold.txt") else { return };
    let segmenter = Vietnamese::new(ToneMarks::Old).unwrap();
    let evaluation =
        evaluate::evaluate(&segmenter, &fs::read_to_string(gold).unwrap(), None, &BTreeSet::new()).unwrap();
    println!("words of UD Vietnamese-VTB dev: F1 {:.4}", evaluation.f1());
    assert!(evaluation.f1() >= 0.975);
}

/// Sixty sentences of our own in the manner of the press, marks attached, with names, dates and abbreviations; their gold
/// segmentation was made by hand before the model saw them.
#[test]
fn words_of_press_sentences_as_they_are_printed_agree_with_ours() {
    let read = |name: &str| fs::read_to_string(project().join("tests/data/press").join(name)).unwrap();
    let segmenter = Vietnamese::new(ToneMarks::Old).unwrap();
    let evaluation =
        evaluate::evaluate(&segmenter, &read("gold.txt"), Some(&read("sentences.txt")), &BTreeSet::new()).unwrap();
    println!("words of 60 press sentences of our own: F1 {:.4}", evaluation.f1());
    assert!(evaluation.f1() >= 0.98, "{evaluation}");
}

#[test]
fn training_makes_the_committed_model() {
    let Some(data) = shared("data") else { return };
    let model = train(&Data::read(&data).unwrap()).unwrap();
    assert!(model == fs::read(project().join("src/language/vietnamese/vi.model")).unwrap());
}
