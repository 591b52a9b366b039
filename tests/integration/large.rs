//! A corpus of more than a million words: which rows its tables of terms have, and that no other figure depends on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::harness::{Run, files, folder, rows, themeshift};

/// The groups in their order, the latest first in each pair that is compared.
const PAIRS: [[&str; 2]; 3] = [["2", "1"], ["3", "2"], ["3", "1"]];

/// Words of one group alone, the one of number `k` `10 + k` times: sixty, more than the ends of a table that are always
/// there.
fn own(prefix: &str) -> Vec<String> {
    let letter = |number: u8| char::from(b'a' + number);
    (0..60_u8).map(|k| format!("{prefix}{}{}", letter(k / 26), letter(k % 26))).collect()
}

/// The article of a group: 350,000 words or more of which "ports" alone is no function word, its own words, and those that are
/// rare.
fn article(group: usize) -> String {
    let mut lines = vec![format!("---\ngroup: {group}\n---")];
    let sentence = |number| format!("The ports of {number} were in the ports, and the ports of the ports were there.");
    lines.extend(
        (0..640).map(|line| (0..37).map(|of_line| sentence(line * 37 + of_line)).collect::<Vec<_>>().join(" ")),
    );
    for (k, word) in own(["kx", "mx", "px"][group - 1]).iter().enumerate() {
        lines.push(format!("{}.", vec![word.as_str(); 10 + k].join(" ")));
    }
    // Four times in all: twice in each of two groups. Five times: twice in one, three times in the other. Once in all.
    let rare = ["Zzfive aafour. Zzfive aafour.", "Zzfive aafour. Zzfive aafour. Zzfive.", "Qqonce."];
    lines.push(rare[group - 1].into());
    lines.join("\n")
}

/// The lines of a table.
fn lines(output: &Path, table: &str) -> Vec<String> {
    fs::read_to_string(output.join(format!("tables/{table}.csv"))).unwrap().lines().map(str::to_string).collect()
}

#[test]
fn tables_of_a_million_words_leave_rare_terms_and_all_others_out_and_change_nothing_else() {
    let articles = [1, 2, 3].map(article);
    let corpus = folder(&[
        ("1.txt", articles[0].as_bytes()),
        ("2.txt", articles[1].as_bytes()),
        ("3.txt", articles[2].as_bytes()),
        ("themeshift.toml", b"stemming = \"none\""),
    ]);
    let program = |arguments: &[&str]| -> Run {
        let run = themeshift(corpus.path(), &[arguments, &["--language", "en"]].concat());
        assert!(run.code != 1, "{}", run.stderr);
        run
    };
    // Counted once: what is compared is the same.
    program(&["count", "--output", "counts.jsonl"]);
    let run =
        |output: &str, more: &[&str]| program(&[&["--counts", "counts.jsonl", "--output", output], more].concat());
    let of = |output: &str| corpus.path().join(output);
    let said = "Left out of the tables of terms, since the corpus has a million words or more";
    assert!(run("few", &[]).stdout.contains(said));
    assert!(!run("more", &["--min-frequency", "2"]).stdout.contains(said));
    assert!(!run("all", &["--min-frequency", "1"]).stdout.contains(said));

    let of_pairs = |output: &str| -> BTreeMap<[String; 2], usize> {
        let mut counts = BTreeMap::new();
        for row in rows(&of(output), "term_keyness") {
            *counts.entry([row["target"].clone(), row["reference"].clone()]).or_default() += 1;
        }
        counts
    };
    let expected = |rows: [usize; 3], others: usize| -> BTreeMap<[String; 2], usize> {
        let pairs = PAIRS.into_iter().zip(rows).chain(["1", "2", "3"].map(|group| ([group, "*"], others)));
        pairs.filter(|(_, rows)| *rows > 0).map(|(pair, rows)| (pair.map(str::to_string), rows)).collect()
    };
    // The own words of both groups, "ports", and "zzfive" where both have it.
    assert_eq!(of_pairs("few"), expected([122, 121, 121], 0));
    // Everywhere "zzfive" and "aafour".
    assert_eq!(of_pairs("more"), expected([123, 123, 123], 183));
    // Against group 3 "qqonce", too.
    assert_eq!(of_pairs("all"), expected([123, 124, 124], 184));

    let of_groups = |output: &str| {
        ["1", "2", "3"]
            .map(|group| rows(&of(output), "term_frequency").iter().filter(|row| row["group"] == group).count())
    };
    assert_eq!([of_groups("few"), of_groups("more"), of_groups("all")], [[62, 62, 61], [63, 63, 61], [63, 63, 62]]);
    let rank = |row: &&BTreeMap<String, String>| row["group"] == "1" && row["term"] == "zzfive";
    // After "ports", sixty words and "aafour", which has no row.
    assert_eq!(rows(&of("few"), "term_frequency").iter().find(rank).unwrap()["rank"], "63");

    for table in ["term_frequency", "term_keyness", "word_shift", "collocations"] {
        let (few, more) = (lines(&of("few"), table), lines(&of("more"), table));
        let mut rest = more.iter();
        assert!(few.iter().all(|line| rest.any(|other| other == line)), "{table}: a row is another");
        assert!(few.len() < more.len(), "{table}");
        let readme = |output: &str| fs::read_to_string(of(output).join("tables/README.md")).unwrap();
        let section = |readme: String| readme.split("\n## ").find(|part| part.starts_with(table)).unwrap().to_string();
        assert!(section(readme("few")).contains("million words or more"), "{table}");
        assert!(!section(readme("more")).contains("million words or more"), "{table}");
    }
    let is_rare = |row: &BTreeMap<String, String>| row["frequency"].parse::<u64>().unwrap() < 5;
    assert!(
        rows(&of("more"), "collocations").iter().any(is_rare) && !rows(&of("few"), "collocations").iter().any(is_rare)
    );

    let others = |output: &str| -> BTreeMap<String, Vec<u8>> {
        let of_terms = ["term_", "word_shift.csv", "collocations.csv", "README", "report", "themeshift", "run"];
        let named = files(&of(output)).into_iter();
        let named = named.map(|(path, bytes)| (path.strip_prefix(of(output)).unwrap().display().to_string(), bytes));
        named
            .filter(|(name, _)| !of_terms.iter().any(|of| name.trim_start_matches("tables/").starts_with(of)))
            .collect()
    };
    assert!(others("few").keys().any(|name| name.starts_with("charts/keyness")));
    assert!(others("few") == others("more"), "a chart or another table depends on the rows that are left out");
}
