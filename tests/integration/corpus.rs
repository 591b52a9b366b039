//! The five real articles, as they were saved from the web.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{Run, rows, shared, themeshift};

fn run() -> Option<(tempfile::TempDir, Run)> {
    let corpus = shared("corpus")?;
    let folder = tempfile::tempdir().unwrap();
    let run = themeshift(folder.path(), &["--input", corpus.to_str().unwrap(), "--min-frequency", "1"]);
    Some((folder, run))
}

#[test]
fn every_article_is_found_to_be_of_its_conference() {
    let Some((folder, run)) = run() else { return };
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let groups: BTreeMap<_, _> = rows(&folder.path().join("output"), "documents")
        .into_iter()
        .map(|row| (row["document"][..3].to_string(), row["group"].clone()))
        .collect();
    let expected = [("000", "32"), ("001", "28"), ("002", "32"), ("003", "31"), ("004", "32")];
    assert_eq!(groups, expected.map(|(document, group)| (document.into(), group.into())).into());
}

#[test]
fn no_word_of_another_article_reaches_the_counts() {
    let Some((folder, _)) = run() else { return };
    let output = folder.path().join("output");
    let terms = rows(&output, "term_frequency");
    for stranger in ["miss", "charm", "syria", "hoa hậu", "israel", "telegraph"] {
        assert!(terms.iter().all(|row| row["term"] != stranger), "{stranger} is counted");
    }
    assert!(rows(&output, "removed_lines").iter().any(|row| row["text"].contains("Miss Charm")));
}

#[test]
fn theme_frequencies_are_the_numbers_of_their_rows_in_the_concordance() {
    let Some((folder, _)) = run() else { return };
    let output = folder.path().join("output");
    let mut passages: BTreeMap<(String, String), u64> = BTreeMap::new();
    for row in rows(&output, "concordance") {
        *passages.entry((row["group"].clone(), row["theme"].clone())).or_default() += 1;
    }
    for row in rows(&output, "theme_frequency") {
        let count = passages.remove(&(row["group"].clone(), row["theme"].clone())).unwrap_or_default();
        assert_eq!(count.to_string(), row["frequency"], "{} {}", row["group"], row["theme"]);
    }
    assert!(passages.is_empty());
}

#[test]
fn clauses_of_themes_and_priorities_are_the_numbers_of_their_rows() {
    let Some((folder, _)) = run() else { return };
    let output = folder.path().join("output");
    let mut clauses: BTreeMap<(String, String), BTreeSet<(String, String)>> = BTreeMap::new();
    for row in rows(&output, "concordance") {
        let place = (row["document"].clone(), row["clause"].clone());
        clauses.entry((row["group"].clone(), row["theme"].clone())).or_default().insert(place);
    }
    let mut priorities: BTreeMap<(String, String), u64> = BTreeMap::new();
    for row in rows(&output, "priority_statements") {
        for theme in row["themes"].split("; ") {
            *priorities.entry((row["group"].clone(), theme.to_string())).or_default() += 1;
        }
    }
    for row in rows(&output, "theme_frequency") {
        let key = (row["group"].clone(), row["theme"].clone());
        assert_eq!(row["clauses"], clauses.get(&key).map_or(0, BTreeSet::len).to_string(), "{key:?}");
        assert_eq!(row["priority_clauses"], priorities.get(&key).copied().unwrap_or(0).to_string(), "{key:?}");
    }
}

#[test]
fn the_five_largest_changes_are_among_the_findings_with_their_verdicts_and_passages() {
    let Some((folder, _)) = run() else { return };
    let output = folder.path().join("output");
    let shifts = rows(&output, "theme_shift");
    let size = |row: &BTreeMap<String, String>| row["change"].parse::<f64>().unwrap().abs();
    let mut largest: Vec<_> = shifts.iter().filter(|row| row["reference"] != "*").collect();
    largest.sort_by(|left, right| size(right).total_cmp(&size(left)));
    let findings = rows(&output, "findings");
    let key =
        |row: &BTreeMap<String, String>| ["theme", "reference", "target", "verdict"].map(|name| row[name].clone());
    for shift in &largest[..5] {
        assert!(findings.iter().any(|finding| key(finding) == key(shift)), "{shift:?}");
    }
    let passages: BTreeSet<(String, String)> = rows(&output, "concordance")
        .iter()
        .map(|row| (row["theme"].clone(), format!("{}:{}", row["document"], row["line"])))
        .collect();
    for finding in &findings {
        assert!(!finding["text_en"].is_empty() && !finding["text_vi"].is_empty());
        for place in finding["evidence"].split("; ") {
            assert!(passages.contains(&(finding["theme"].clone(), place.to_string())), "{place}");
        }
    }
}

#[test]
fn both_tone_mark_styles_are_one_type_in_the_style_that_is_asked_for() {
    let Some(corpus) = shared("corpus") else { return };
    for (style, present, absent) in [("old", "hòa bình", "hoà bình"), ("new", "hoà bình", "hòa bình")] {
        let folder = tempfile::tempdir().unwrap();
        themeshift(folder.path(), &["--input", corpus.to_str().unwrap(), "--tone-marks", style]);
        let terms = rows(&folder.path().join("output"), "term_frequency");
        assert!(terms.iter().any(|row| row["term"] == present));
        assert!(terms.iter().all(|row| row["term"] != absent));
    }
}
