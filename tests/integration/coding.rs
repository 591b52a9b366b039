//! Clauses and themes against the clauses that two readers coded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use themeshift::language::{Segmenters, tokenise_line};
use themeshift::options::ToneMarks;
use themeshift::themes::{Matcher, Themes};

use crate::harness::{open, shared};

/// A coded clause: its themes, and those on which the readers differ.
struct Coded {
    document: String,
    line: usize,
    themes: BTreeSet<String>,
    disputed: BTreeSet<String>,
    text: String,
}

fn coded() -> Option<Vec<Coded>> {
    let table = fs::read_to_string(shared("gold/priorities/codes.tsv")?).unwrap();
    let set = |cell: &str| cell.split(',').filter(|theme| !theme.is_empty()).map(String::from).collect();
    let rows = table.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>());
    let coded = rows.map(|cells| Coded {
        document: format!("{}.txt", cells[0]),
        line: cells[1].parse().unwrap(),
        themes: set(cells[4]),
        disputed: set(cells[5]),
        text: cells[6].to_string(),
    });
    Some(coded.collect())
}

#[test]
fn clauses_are_those_that_the_readers_coded() {
    let (Some(coded), Some(corpus)) = (coded(), shared("corpus")) else { return };
    let segmenters = Segmenters::new(ToneMarks::Old).unwrap();
    let segmenter = segmenters.get(segmenters.find("vi"));
    let mut expected: BTreeMap<(String, usize), usize> = BTreeMap::new();
    for clause in &coded {
        *expected.entry((clause.document.clone(), clause.line)).or_default() += 1;
    }
    let corpus = open(&corpus);
    let mut different = Vec::new();
    for source in corpus.sources() {
        let document = &source.document;
        for line in corpus.read(&source).unwrap().lines {
            let Some(clauses) = expected.get(&(document.clone(), line.number)) else { continue };
            if tokenise_line(&line.text, segmenter).clauses.len() != *clauses {
                different.push(format!("{}:{}", &document[..3], line.number));
            }
        }
    }
    // There the readers let "(50 năm)… thúc đẩy" run on, and elsewhere they ended a clause at "Biden... đã".
    assert_eq!(different, ["004:7"]);
}

#[test]
fn themes_agree_with_the_readers() {
    let Some(coded) = coded() else { return };
    let themes = Themes::read(None).unwrap();
    let segmenters = Segmenters::new(ToneMarks::Old).unwrap();
    let segmenter = segmenters.get(segmenters.find("vi"));
    let matcher = Matcher::new(&themes, segmenter);
    let (mut right, mut found_all, mut coded_all) = (0, 0, 0);
    for clause in &coded {
        let hits = matcher.find(&clause.text, &tokenise_line(&clause.text, segmenter));
        let found: BTreeSet<String> = hits.iter().map(|hit| themes.themes[hit.theme].id.clone()).collect();
        let found: BTreeSet<String> = found.difference(&clause.disputed).cloned().collect();
        right += found.intersection(&clause.themes).count();
        found_all += found.len();
        coded_all += clause.themes.len();
        if found != clause.themes {
            println!("{}:{}: found {found:?}, coded {:?}", clause.document, clause.line, clause.themes);
        }
    }
    let f1 = 2.0 * right as f64 / (found_all + coded_all) as f64;
    println!("themes: {right} right of {found_all} found and {coded_all} coded, micro-F1 {f1:.3}");
    assert!(f1 >= 0.90);
}
