//! The cleaning rules against lines labelled by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use themeshift::clean::clean;
use themeshift::options::Cleaning;

use crate::harness::{open, shared};

#[test]
fn kept_lines_are_those_that_readers_would_keep() {
    let (Some(corpus), Some(gold)) = (shared("corpus"), shared("gold/cleaning")) else { return };
    let corpus = open(&corpus);
    let (mut right, mut kept_lines, mut gold_lines) = (0, 0, 0);
    for source in corpus.sources() {
        let document = &source.document;
        let table = fs::read_to_string(gold.join(document).with_extension("tsv")).unwrap();
        let labels: BTreeMap<usize, &str> = table
            .lines()
            .skip(1)
            .map(|row| row.split('\t').collect::<Vec<_>>())
            .map(|cells| (cells[0].parse().unwrap(), cells[1]))
            .collect();
        let cleaned = clean(corpus.read(&source).unwrap().lines, &Cleaning::default());
        let joined = cleaned.joined.iter().map(|joined| joined.line);
        let kept: BTreeSet<usize> = cleaned.paragraphs.iter().map(|paragraph| paragraph.line).chain(joined).collect();
        let wanted: BTreeSet<usize> =
            labels.iter().filter(|(_, label)| ["body", "headline"].contains(label)).map(|(line, _)| *line).collect();
        for line in kept.symmetric_difference(&wanted) {
            println!(
                "{document}:{line}: {} was {}",
                labels[line],
                if kept.contains(line) { "kept" } else { "removed" }
            );
        }
        for line in &kept {
            assert!(!["related", "duplicate"].contains(&labels[line]), "{document}:{line}: {}", labels[line]);
        }
        right += kept.intersection(&wanted).count();
        kept_lines += kept.len();
        gold_lines += wanted.len();
    }
    let f1 = 2.0 * right as f64 / (kept_lines + gold_lines) as f64;
    println!("kept lines: {right} right of {kept_lines} kept and {gold_lines} in the gold, F1 {f1:.4}");
    assert!(f1 >= 0.99);
}
