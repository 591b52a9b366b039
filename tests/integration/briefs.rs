//! The briefs of the default input compared with the articles that they report: in their own words, in the same
//! proportion.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use themeshift::language::vietnamese::write_normal;
use themeshift::options::ToneMarks;

use crate::harness::{assert_stated, project, rows, shared, themeshift};

/// A run of this many syllables that occurs in an article, too, would be a copy.
const RUN: usize = 9;

/// The syllables of a text in one form; `None` where a run can't go on: at a quoted motto.
fn syllables(text: &str, quotations: bool) -> Vec<Option<String>> {
    let mut syllables = Vec::new();
    for (index, part) in text.split(['“', '”', '"']).enumerate() {
        if index % 2 == 1 && !quotations {
            syllables.push(None);
            continue;
        }
        for word in part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let mut normal = String::new();
            write_normal(word, ToneMarks::Old, &mut normal);
            syllables.push(Some(normal));
        }
    }
    syllables
}

fn runs(syllables: &[Option<String>]) -> impl Iterator<Item = Vec<&str>> {
    syllables.windows(RUN).filter_map(|run| run.iter().map(Option::as_deref).collect())
}

#[test]
fn no_brief_shares_a_run_of_nine_syllables_with_an_article_mottos_apart() {
    let Some(corpus) = shared("corpus") else { return };
    let articles: Vec<_> = fs::read_dir(corpus)
        .unwrap()
        .map(|entry| syllables(&fs::read_to_string(entry.unwrap().path()).unwrap(), true))
        .collect();
    let copied: HashSet<Vec<&str>> = articles.iter().flat_map(|article| runs(article)).collect();
    assert!(copied.len() > 3000);
    for entry in fs::read_dir(project().join("input/articles")).unwrap() {
        let path = entry.unwrap().path();
        let brief = syllables(&fs::read_to_string(&path).unwrap(), false);
        for run in runs(&brief) {
            assert!(!copied.contains(&run), "{}: {}", path.display(), run.join(" "));
        }
    }
}

/// The shares of the themes in each group.
fn shares(input: &Path) -> BTreeMap<String, BTreeMap<String, f64>> {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(themeshift(folder.path(), &["--input", input.to_str().unwrap()]).code, 0);
    let mut shares: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for row in rows(&folder.path().join("output"), "theme_frequency") {
        shares.entry(row["group"].clone()).or_default().insert(row["theme"].clone(), row["share"].parse().unwrap());
    }
    shares
}

/// Ranks from 1, equals sharing their mean.
fn ranks(values: &[f64]) -> Vec<f64> {
    let below = |value: f64| values.iter().filter(|other| **other < value).count() as f64;
    let equal = |value: f64| values.iter().filter(|other| **other == value).count() as f64;
    values.iter().map(|&value| below(value) + (equal(value) + 1.0) / 2.0).collect()
}

/// Spearman's rank correlation: Pearson's of the ranks.
fn spearman(first: &[f64], second: &[f64]) -> f64 {
    let (first, second) = (ranks(first), ranks(second));
    let mean = (first.len() as f64 + 1.0) / 2.0;
    let product = |left: &[f64], right: &[f64]| -> f64 {
        left.iter().zip(right).map(|(left, right)| (left - mean) * (right - mean)).sum()
    };
    product(&first, &second) / (product(&first, &first) * product(&second, &second)).sqrt()
}

#[test]
fn theme_shares_of_the_briefs_rank_like_those_of_the_articles() {
    let Some(corpus) = shared("corpus") else { return };
    let (articles, briefs) = (shares(&corpus), shares(&project().join("input")));
    for group in ["28", "31", "32"] {
        let values = |of: &BTreeMap<String, BTreeMap<String, f64>>| of[group].values().copied().collect::<Vec<_>>();
        let rho = spearman(&values(&articles), &values(&briefs));
        println!("conference {group}: Spearman {rho:.3}");
        assert!(rho >= 0.8, "conference {group}: {rho:.3}");
        assert_stated("shares of the themes in the briefs", &[rho]);
    }
}

#[test]
fn spearman_has_its_textbook_value() {
    // IQ and hours of television of ten people: -29/165.
    let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
    let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
    assert!((spearman(&iq, &hours) + 29.0 / 165.0).abs() < 1e-12);
}
