//! Clauses, themes and priorities against clauses that readers coded.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use themeshift::coding::{Coding, Evaluation};
use themeshift::language::{Forms, Segmenters, tokenise_line};
use themeshift::options::Normalisation;
use themeshift::priority::Rules;
use themeshift::themes::Themes;

use crate::harness::{open, project, shared};

/// Holds the built-in dictionary and rules against coded clauses, and prints the agreement.
fn evaluate(coded: &Path) -> Evaluation {
    let (themes, rules) = (Themes::read(None).unwrap(), Rules::read(None).unwrap());
    let segmenters = Segmenters::new(Normalisation::default()).unwrap();
    let mut forms = Forms::new(segmenters.get(segmenters.find("vi")));
    let coding = Coding::read(coded, &themes, &mut forms).unwrap();
    let evaluation = coding.evaluate(&themes, rules.get("vi").unwrap(), &forms, |_| true);
    println!("{}\n{evaluation}", coded.file_name().unwrap().display());
    evaluation.differences.iter().for_each(|difference| println!("{difference}"));
    evaluation
}

#[test]
fn clauses_are_those_that_the_readers_coded() {
    let (Some(codes), Some(corpus)) = (shared("gold/priorities/codes.tsv"), shared("corpus")) else { return };
    let segmenters = Segmenters::new(Normalisation::default()).unwrap();
    let mut forms = Forms::new(segmenters.get(segmenters.find("vi")));
    let mut expected: BTreeMap<(String, usize), usize> = BTreeMap::new();
    for row in fs::read_to_string(codes).unwrap().lines().skip(1) {
        let mut cells = row.split('\t');
        let document = format!("{}.txt", cells.next().unwrap());
        *expected.entry((document, cells.next().unwrap().parse().unwrap())).or_default() += 1;
    }
    let corpus = open(&corpus);
    let mut different = Vec::new();
    for source in corpus.sources() {
        let document = &source.document;
        for line in corpus.read(&source).unwrap().lines {
            let Some(clauses) = expected.get(&(document.clone(), line.number)) else { continue };
            if tokenise_line(&line.text, &mut forms).clauses.len() != *clauses {
                different.push(format!("{}:{}", &document[..3], line.number));
            }
        }
    }
    // There the readers let "(50 năm)… thúc đẩy" run on, and elsewhere they ended a clause at "Biden... đã".
    assert_eq!(different, ["004:7"]);
}

#[test]
fn themes_and_priorities_agree_with_two_readers_of_the_press_articles() {
    let Some(codes) = shared("gold/priorities/codes.tsv") else { return };
    let evaluation = evaluate(&codes);
    assert!(evaluation.all_themes().f1() >= 0.90);
    assert!(evaluation.priorities.f1() >= 0.88);
}

#[test]
fn themes_and_priorities_agree_with_a_reader_of_the_briefs() {
    let evaluation = evaluate(&project().join("tests/data/coded/briefs.tsv"));
    assert!(evaluation.all_themes().f1() >= 0.90);
    assert!(evaluation.priorities.f1() >= 0.88);
}
