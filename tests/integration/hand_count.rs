//! A corpus so small that every number was counted by hand.
//!
//! Group 1: `Trade grows. | The ministers will support trade and peace; | they visit ports.` and a credit: 12 tokens,
//! 11 types, 3 clauses, all with a theme. Trade: 3 hits in 3 clauses; peace: 1 hit in 1 clause.
//!
//! Group 2: `Peace first. | Ministers support peace talks; | trade waits. | Ports stay open.`: 11 tokens, 10 types
//! ("peace" occurs twice), 4 clauses, all
//! with a theme. Trade: 2 hits in 2 clauses; peace: 2 hits ("peace talks" is one) in 2 clauses.

use std::fs;

use crate::harness::{Run, project, rows, themeshift};

fn run() -> (tempfile::TempDir, Run) {
    let folder = tempfile::tempdir().unwrap();
    let input = project().join("tests/data/ports/input");
    let run = themeshift(folder.path(), &["--input", input.to_str().unwrap()]);
    (folder, run)
}

#[test]
fn tables_hold_what_was_counted_by_hand() {
    let (folder, run) = run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let output = folder.path().join("output");
    let documents: Vec<_> = rows(&output, "documents")
        .iter()
        .map(|row| ["document", "group", "clauses", "tokens", "types", "removed_lines"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(documents, [["1/a.txt", "1", "3", "12", "11", "1"], ["2/b.md", "2", "4", "11", "10", "0"]]);
    let themes: Vec<_> = rows(&output, "theme_frequency")
        .iter()
        .map(|row| ["group", "theme", "frequency", "clauses", "share", "rank"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(
        themes,
        [
            ["1", "trade", "3", "3", "1.000000", "1"],
            ["1", "peace", "1", "1", "0.333333", "2"],
            ["2", "trade", "2", "2", "0.500000", "1"],
            ["2", "peace", "2", "2", "0.500000", "2"],
        ]
    );
    let overlap = &rows(&output, "keyword_overlap")[0];
    let overlap = ["theme", "shared", "only_1", "only_2", "jaccard", "shared_keywords", "only_2_keywords"]
        .map(|name| overlap[name].as_str());
    assert_eq!(overlap, ["*", "3", "0", "1", "0.750000", "peace; ports; trade", "peace talks"]);
    // Frequencies 2 of trade and 1 of ten others, against 2 of peace and 1 of nine: trade, peace, ministers, support and
    // ports are shared. 7 / sqrt(14 * 13); smaller shares 1/11 + 4/12 = 14/33, over 2 less that.
    let similarity = &rows(&output, "group_similarity")[0];
    assert_eq!((similarity["cosine"].as_str(), similarity["weighted_jaccard"].as_str()), ("0.518875", "0.269231"));
    // Shares 2/12 and 1/11, m = 17/132: 11/132 log2(22/17) - 6/132 log2(17/12).
    let shifts = rows(&output, "word_shift");
    let trade = shifts.iter().find(|row| row["term"] == "trade").unwrap();
    assert_eq!((trade["reference_share"].as_str(), trade["target_share"].as_str()), ("0.16666667", "0.09090909"));
    assert_eq!(trade["contribution"], "0.00815647");
    // 10^4 (4 + 10 - 12) / 12^2.
    let diversity: Vec<_> = rows(&output, "lexical_diversity")
        .into_iter()
        .map(|row| ["group", "document", "tokens", "types", "ttr", "yule_k"].map(|name| row[name].clone()))
        .collect();
    let of_1 = ["12", "11", "0.916667", "138.889"];
    let of_2 = ["11", "10", "0.909091", "165.289"];
    let row = |group: &str, document: &str, numbers: [&str; 4]| {
        let [tokens, types, ttr, yule_k] = numbers;
        [group, document, tokens, types, ttr, yule_k].map(String::from)
    };
    let expected = [row("1", "1/a.txt", of_1), row("2", "2/b.md", of_2), row("1", "*", of_1), row("2", "*", of_2)];
    assert_eq!(diversity, expected);
    let ministers: Vec<_> = rows(&output, "term_frequency")
        .into_iter()
        .filter(|row| row["term"] == "ministers")
        .map(|row| (row["group"].clone(), row["frequency"].clone(), row["per_10k"].clone()))
        .collect();
    assert_eq!(
        ministers,
        [("1".into(), "1".into(), "833.333".into()), ("2".to_string(), "1".to_string(), "909.091".to_string())]
    );
}

#[test]
fn every_hit_can_be_traced_to_its_place() {
    let (folder, _) = run();
    let places: Vec<_> = rows(&folder.path().join("output"), "concordance")
        .iter()
        .map(|row| ["document", "line", "start", "end", "clause", "keyword", "match"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(
        places,
        [
            ["1/a.txt", "8", "0", "5", "1", "trade", "Trade"],
            ["1/a.txt", "8", "40", "45", "2", "trade", "trade"],
            ["1/a.txt", "8", "50", "55", "2", "peace", "peace"],
            ["1/a.txt", "8", "68", "73", "3", "ports", "ports"],
            ["2/b.md", "4", "0", "5", "1", "peace", "Peace"],
            ["2/b.md", "4", "31", "42", "2", "peace talks", "peace talks"],
            ["2/b.md", "4", "44", "49", "3", "trade", "trade"],
            ["2/b.md", "6", "0", "5", "4", "ports", "Ports"],
        ]
    );
}

#[test]
fn the_tables_are_those_that_were_read_and_kept() {
    let (folder, _) = run();
    let expected = project().join("tests/data/ports/expected");
    for entry in fs::read_dir(&expected).unwrap() {
        let path = entry.unwrap().path();
        let written = folder.path().join("output/tables").join(path.file_name().unwrap());
        assert_eq!(fs::read_to_string(written).unwrap(), fs::read_to_string(&path).unwrap(), "{}", path.display());
    }
    assert_eq!(fs::read_dir(expected).unwrap().count(), 17);
}
