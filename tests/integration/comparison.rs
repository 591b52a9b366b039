//! What groups are compared with: one another, a reference, random halves of their own; from articles or from counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::harness::{files, folder, project, rows, themeshift};

/// The files of an output that come of counts, by name.
fn compared(output: &Path) -> BTreeMap<String, Vec<u8>> {
    const OF_ARTICLES: [&str; 8] = [
        "documents.csv",
        "removed_lines.csv",
        "concordance.csv",
        "priority_statements.csv",
        "lexical_diversity.csv",
        "report.html",
        "themeshift.xlsx",
        "run.json",
    ];
    let files = files(output).into_iter();
    let named = files.map(|(path, bytes)| (path.file_name().unwrap().to_string_lossy().into_owned(), bytes));
    named.filter(|(name, _)| !OF_ARTICLES.contains(&name.as_str())).collect()
}

/// Runs the program, which must have nothing to complain of.
fn run(folder: &Path, arguments: &[&str]) {
    let run = themeshift(folder, arguments);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
}

#[test]
fn parts_that_were_counted_one_by_one_give_the_tables_and_charts_of_one_run_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (number, article) in files(&project().join("input/articles")).into_keys().enumerate() {
        let part = folder.join(["a", "b", "c"][number % 3]);
        for to in [folder.join("input"), part] {
            fs::create_dir_all(&to).unwrap();
            fs::copy(&article, to.join(article.file_name().unwrap())).unwrap();
        }
    }
    run(folder, &["--output", "whole"]);
    for part in ["a", "b", "c"] {
        run(folder, &["count", "--input", part, "--output", &format!("{part}.jsonl")]);
    }
    run(folder, &["--output", "parts", "--counts", "b.jsonl", "a.jsonl", "c.jsonl"]);
    run(folder, &["--output", "other", "--counts", "c.jsonl", "b.jsonl", "a.jsonl"]);
    let whole = compared(&folder.join("whole"));
    assert!(whole.len() > 15);
    for output in ["parts", "other"] {
        let parts = compared(&folder.join(output));
        assert_eq!(parts.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
        whole.iter().for_each(|(name, bytes)| assert!(parts[name] == *bytes, "{output}: {name} differs"));
    }
    let piped = themeshift(folder, &["count", "--input", "a", "--threads", "1"]).stdout;
    assert_eq!(piped, fs::read_to_string(folder.join("a.jsonl")).unwrap());
}

#[test]
fn counts_of_other_settings_or_of_no_kind_are_refused_and_nothing_is_written() {
    let folder = folder(&[("a.txt", b"---\ngroup: 1\n---\nTrade grows."), ("b.csv", b"term,frequency\ntrade,7\n")]);
    themeshift(folder.path(), &["count", "--output", "counts.jsonl"]);
    for (arguments, message) in [
        (&["--counts", "counts.jsonl", "--seed", "2"][..], "another dictionary"),
        (&["--counts", "input/b.csv"], "line 1"),
        (&["--counts", "none.jsonl"], "can't read the counts none.jsonl"),
        (&["--counts", "counts.jsonl", "input/../counts.jsonl"], "given twice"),
        (&["--reference", "none"], "--reference"),
    ] {
        let run = themeshift(folder.path(), arguments);
        assert!(run.code == 1 && run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
        assert!(!folder.path().join("output").exists());
    }
}

#[test]
fn counts_that_were_edited_or_are_there_twice_are_refused_by_name() {
    let folder = folder(&[("a.txt", b"---\ngroup: 1\n---\nTrade grows. Ports wait for ships.")]);
    themeshift(folder.path(), &["count", "--output", "counts.jsonl"]);
    let counts = fs::read_to_string(folder.path().join("counts.jsonl")).unwrap();
    assert!(
        counts.starts_with("{\"themeshift\":{\"version\":2,")
            && counts.lines().next().unwrap().contains("\"documents\":1")
    );
    let edited = counts.replace("\"removed_lines\":0", "\"removed_lines\":9223372036854775808");
    for (name, text) in
        [("copy.jsonl", &counts), ("edited.jsonl", &edited), ("cut.jsonl", &counts[..counts.len() / 2].to_string())]
    {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let changed = "it was changed or cut off since it was written: copy it again, or count the part again";
    for (arguments, messages) in [
        (&["--counts", "counts.jsonl", "copy.jsonl"][..], ["counts.jsonl and copy.jsonl are the same counts", "twice"]),
        (&["--counts", "edited.jsonl"], ["edited.jsonl can't be used as counts", changed]),
        (&["--counts", "counts.jsonl", "cut.jsonl"], ["cut.jsonl can't be used as counts", changed]),
        (&["--reference", "edited.jsonl"], ["edited.jsonl can't be used as counts", changed]),
    ] {
        let run = themeshift(folder.path(), arguments);
        assert_eq!(run.code, 1, "{arguments:?}");
        messages.iter().for_each(|message| assert!(run.stderr.contains(message), "{message}: {}", run.stderr));
        assert!(!folder.path().join("output").exists());
    }
}

#[test]
fn each_group_is_held_against_a_reference_which_changes_no_other_row() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let input = project().join("input");
    let input = input.to_str().unwrap();
    fs::create_dir(folder.join("others")).unwrap();
    fs::write(folder.join("others/x.txt"), "Kinh tế tăng trưởng.\nHợp tác quốc tế và hòa bình.\nThu hút đầu tư.")
        .unwrap();
    run(folder, &["--input", input, "--output", "without"]);
    run(folder, &["--input", input, "--output", "with", "--reference", "others"]);
    let is_of_reference = |row: &BTreeMap<String, String>| {
        ["reference", "group_2"].iter().any(|column| row.get(*column).is_some_and(|name| name == "reference"))
    };
    for table in files(&folder.join("without/tables")).into_keys().filter(|path| path.extension().unwrap() == "csv") {
        let table = table.file_stem().unwrap().to_str().unwrap();
        let (with, without) = (rows(&folder.join("with"), table), rows(&folder.join("without"), table));
        let (of_reference, others): (Vec<_>, Vec<_>) = with.into_iter().partition(is_of_reference);
        assert_eq!(others, without, "{table}");
        let name = if table == "group_similarity" { "group_1" } else { "target" };
        let holds = |group: &str| of_reference.iter().any(|row| row[name] == group);
        let is_compared = ["term_keyness", "word_shift", "theme_shift", "group_similarity"].contains(&table);
        assert_eq!(
            ["28", "31", "32"].into_iter().filter(|group| holds(group)).count(),
            if is_compared { 3 } else { 0 },
            "{table}"
        );
    }
    let keyness = rows(&folder.join("with"), "term_keyness");
    let trade = keyness.iter().find(|row| row["reference"] == "reference" && row["term"] == "đầu tư").unwrap();
    assert_eq!(trade["reference_frequency"], "1");
    assert!(folder.join("with/charts/keyness_reference_32.png").is_file());
}

#[test]
fn a_group_may_be_called_reference_where_there_is_no_other() {
    let texts = [b"Trade grows in many ports.".as_slice(), b"Peace holds in many countries.".as_slice()];
    let findings = |names: [&str; 2]| {
        let article = |(name, text): (&str, &[u8])| [format!("---\ngroup: {name}\n---\n").as_bytes(), text].concat();
        let articles: Vec<_> = std::iter::zip(names, texts).map(article).collect();
        let folder = folder(&[("a.txt", &articles[0]), ("b.txt", &articles[1])]);
        run(folder.path(), &["--language", "en"]);
        let output = folder.path().join("output");
        let keyness = rows(&output, "term_keyness").into_iter().map(|row| row["fightin_words_z"].clone());
        (rows(&output, "findings").len(), keyness.collect::<Vec<_>>(), folder)
    };
    let (named, others) = (findings(["reference", "target"]), findings(["r", "t"]));
    assert!(named.0 > 0);
    assert_eq!((named.0, &named.1), (others.0, &others.1));
    let refused = themeshift(named.2.path(), &["--reference", "input", "--output", "none"]);
    assert!(refused.code == 1 && refused.stderr.contains("rename the group"), "{}", refused.stderr);
}

#[test]
fn a_reference_of_counts_gives_what_its_articles_give() {
    let folder = folder(&[
        ("a.txt", b"---\ngroup: 1\n---\nTrade grows. Ministers support trade; ports wait."),
        ("b.txt", b"---\ngroup: 2\n---\nPeace first. Ministers support peace and trade."),
        ("../others/c.txt", b"---\ngroup: 7\n---\nPeace and ports. Trade."),
        ("../others/d.txt", b"---\ngroup: 8\n---\nMinisters support ports."),
    ]);
    let folder = folder.path();
    let english = |arguments: &[&str]| run(folder, &[arguments, &["--language", "en"]].concat());
    english(&["count", "--input", "others", "--output", "others.jsonl"]);
    english(&["count", "--input", "others", "--output", "one.jsonl", "--group", "others"]);
    for (output, reference) in [("a", "others"), ("b", "others.jsonl"), ("c", "one.jsonl")] {
        english(&["--output", output, "--reference", reference]);
    }
    let of_articles = compared(&folder.join("a"));
    assert!(of_articles == compared(&folder.join("b")) && of_articles == compared(&folder.join("c")));
}

#[test]
fn filters_leave_rows_out_and_change_no_total() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let input = project().join("input");
    let run_with = |output: &str, arguments: &[&str]| {
        run(folder, &[&["--input", input.to_str().unwrap(), "--output", output], arguments].concat());
        rows(&folder.join(output), "term_keyness")
    };
    let of_totals = ["q_value", "split_half"];
    let numbers = |rows: Vec<BTreeMap<String, String>>| -> Vec<BTreeMap<String, String>> {
        rows.into_iter()
            .map(|row| row.into_iter().filter(|(name, _)| !of_totals.contains(&name.as_str())).collect())
            .collect()
    };
    let all = numbers(run_with("all", &[]));
    for arguments in
        [&["--min-frequency", "6"][..], &["--min-documents", "3"], &["--stopwords", "Ngoại giao,đối ngoại"]]
    {
        let some = numbers(run_with("some", arguments));
        assert!(!some.is_empty() && some.len() < all.len(), "{arguments:?}");
        assert!(some.iter().all(|row| all.contains(row)), "{arguments:?} changes a number");
        assert!(arguments[0] != "--stopwords" || some.iter().all(|row| row["term"] != "ngoại giao"));
    }
}

/// Articles of groups 1, 2 ..., each with this many clauses on trade among twenty on security, in four documents of
/// five lines.
fn groups(trade: &[usize]) -> Vec<(String, String)> {
    let mut articles = Vec::new();
    for (group, &trade) in trade.iter().enumerate() {
        for document in 0..4_usize {
            let line = |line| {
                let year = 1900 + group * 20 + document * 5 + line;
                match document * 5 + line < trade {
                    true => format!("Foreign trade and investment of {year} grew in many ports."),
                    false => format!("National defence and security of {year} held in many ports."),
                }
            };
            let lines: Vec<String> = (0..5).map(line).collect();
            let text = format!("---\ngroup: {}\n---\n{}", group + 1, lines.join("\n"));
            articles.push((format!("{}_{document}.txt", group + 1), text));
        }
    }
    articles
}

fn written(articles: &[(String, String)]) -> tempfile::TempDir {
    let files: Vec<(&str, &[u8])> = articles.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    folder(&files)
}

#[test]
fn a_trend_is_tested_from_five_groups_on() {
    let rising = written(&groups(&[1, 4, 6, 9, 13, 16]));
    let run = themeshift(rising.path(), &["--keep-duplicates", "--language", "en"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let trends = rows(&rising.path().join("output"), "theme_trend");
    let share = |theme: &str| trends.iter().find(|row| row["measure"] == "share" && row["theme"] == theme).unwrap();
    // Of 6! orders one rises throughout: p = 2 / 720. The slopes between neighbours are 3, 2, 3, 4, 3 twentieths.
    assert_eq!(
        (share("economy")["kendall_tau"].as_str(), share("economy")["p_value"].as_str()),
        ("1.0000", "0.002778")
    );
    assert_eq!((share("economy")["slope"].as_str(), share("economy")["verdict"].as_str()), ("0.150000", "rise"));
    assert_eq!(share("security")["verdict"], "fall");
    let few = written(&groups(&[1, 4, 6, 9]));
    assert_eq!(themeshift(few.path(), &["--keep-duplicates", "--language", "en"]).code, 0);
    assert!(rows(&few.path().join("output"), "theme_trend").is_empty());
}

#[test]
fn random_halves_show_less_than_groups_that_differ_and_no_less_than_groups_that_do_not() {
    let scores = |trade: &[usize]| {
        let folder = written(&groups(trade));
        assert_eq!(themeshift(folder.path(), &["--keep-duplicates", "--language", "en"]).code, 0);
        let rows = rows(&folder.path().join("output"), "term_keyness");
        let number = |row: &BTreeMap<String, String>, name: &str| row[name].parse::<f64>().unwrap();
        let largest = rows.iter().map(|row| number(row, "log_likelihood").abs()).fold(0.0, f64::max);
        (largest, number(&rows[0], "split_half"))
    };
    let (differ, alike) = (scores(&[1, 19]), scores(&[10, 10]));
    assert!(differ.0 > differ.1, "{differ:?}");
    assert!(alike.0 <= alike.1, "{alike:?}");
}

/// The themes of [`events`].
const THINGS: [&str; 6] = ["boats", "wheels", "lamps", "ropes", "bells", "mills"];

/// Eight events of twelve documents in which each of six themes has about a sixth of the clauses; in the fifth so many clauses
/// of each document speak of boats where they would have spoken of wheels.
fn events(replaced: usize) -> tempfile::TempDir {
    let theme = |thing: &str| format!("[[theme]]\nid = \"{thing}\"\nlabel = \"{thing}\"\nkeywords = [\"{thing}\"]\n");
    let mut files = vec![("themes.toml".to_string(), THINGS.map(theme).concat())];
    for (event, document) in (1..9).flat_map(|event| (0..12).map(move |document| (event, document))) {
        let clause = |line: usize| {
            let mut thing = (line + document) % 6;
            if thing == 1 && event == 5 && line < 2 * replaced {
                thing = 0;
            }
            if (document * 7 + line * 3 + event).is_multiple_of(11) {
                thing = (thing + event) % 6;
            }
            let verb = ["stand", "lie", "wait", "are sold"][(document + line) % 4];
            let matter = ["oak", "tin", "iron"][(document * line + event) % 3];
            let person = event * 97 + document * 13 + line;
            format!("Here {verb} {} of {matter}, said person {person}.", THINGS[thing])
        };
        let lines: Vec<_> = (0..24).map(clause).collect();
        files.push((format!("{event}/{document}.txt"), lines.join("\n\n")));
    }
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    folder(&files)
}

#[test]
fn what_holds_for_one_of_many_pairs_alone_is_no_finding_that_is_claimed() {
    for (replaced, is_claimed) in [(7, false), (12, true)] {
        let folder = events(replaced);
        let run = themeshift(folder.path(), &["--group-by", "folder", "--language", "en"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let output = folder.path().join("output");
        let shifts = |row: &BTreeMap<String, String>| ["rise", "fall"].contains(&row["verdict"].as_str());
        // The share in the fifth event against all others is corrected for six themes, and not for fifteen more pairs.
        assert!(rows(&output, "theme_shift").iter().any(shifts));
        let findings = rows(&output, "findings");
        assert_eq!(findings.iter().any(shifts), is_claimed, "{findings:?}");
        let page = fs::read_to_string(output.join("report.html")).unwrap();
        assert_eq!(page.contains("No shift can be claimed"), !is_claimed);
        if is_claimed {
            let apart = findings.iter().find(|row| row["reference"] == "*").unwrap();
            assert!(apart["text_en"].contains("share in Group 5 than in all other groups"), "{apart:?}");
            assert!(findings.last().unwrap()["verdict"] == "unclear", "{findings:?}");
        }
    }
}
