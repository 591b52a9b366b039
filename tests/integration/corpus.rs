//! The five real articles, as they were saved from the web.

use std::collections::BTreeMap;

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
