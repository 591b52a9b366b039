//! Clauses, themes and priorities compared with clauses that readers coded.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use themeshift::coding::{Coding, CodingEvaluation};
use themeshift::language::{Forms, Segmenters, tokenise_line};
use themeshift::options::Normalisation;
use themeshift::priority::Rules;
use themeshift::themes::Themes;

use crate::harness::{article, assert_stated, folder, open, project, shared, themeshift};

/// Compares the built-in dictionary and rules with coded clauses, and prints the agreement.
fn evaluate(code: &str, coded: &Path) -> CodingEvaluation {
    let (themes, rules) = (Themes::read(None).unwrap(), Rules::read(None).unwrap());
    let segmenters = Segmenters::new(Normalisation::default()).unwrap();
    let mut forms = Forms::new(segmenters.get(segmenters.find(code)));
    let coding = Coding::read(coded, &themes, &mut forms).unwrap();
    let evaluation = coding.evaluate(&themes, rules.get(code).unwrap(), &forms);
    println!("{}", coded.file_name().unwrap().display());
    evaluation.agreements().iter().for_each(|agreement| println!("{agreement:?}"));
    evaluation.differences.iter().for_each(|difference| println!("{difference:?}"));
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
        for line in article(&corpus, &source).lines {
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
fn themes_and_priorities_agree_with_two_readers_of_the_five_articles() {
    let Some(codes) = shared("gold/priorities/codes.tsv") else { return };
    let evaluation = evaluate("vi", &codes);
    assert!(evaluation.all_themes().f1() >= 0.97);
    assert!(evaluation.priorities().f1() >= 0.93);
    assert_stated("5 press articles on the conferences", &[evaluation.priorities().f1(), evaluation.all_themes().f1()]);
}

#[test]
fn themes_and_priorities_agree_with_two_readers_of_real_press() {
    let Some(codes) = shared("gold/press/codes.tsv") else { return };
    let evaluation = evaluate("vi", &codes);
    assert!(evaluation.all_themes().f1() >= 0.86);
    assert!(evaluation.priorities().f1() >= 0.86);
    for (theme, agreement) in evaluation.themes() {
        assert!(agreement.coded < 15 || agreement.f1() >= 0.7, "{theme}: {agreement:?}");
    }
    // Of priorities the page states what weights learned from the other articles give.
    let themes = evaluation.all_themes();
    assert_stated("19 Vietnamese press articles", &[themes.f1(), themes.precision(), themes.recall()]);
}

/// The clauses of statements that a reader coded before dictionary and rules saw them, put together as
/// tests/data/coded/text.py does it.
fn coded_statements(codes: &Path, statements: &Path) -> String {
    let mut table = "doc\tline\tclause\tpriority\tthemes\tdisputed_themes\ttext\n".to_string();
    for (row, clause) in fs::read_to_string(codes).unwrap().lines().skip(1).zip(1..) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [line, start, end] = [1, 2, 3].map(|cell: usize| cells[cell].parse::<usize>().unwrap());
        let file = fs::read_to_string(statements.join(format!("{}.txt", cells[0]))).unwrap();
        let text = file.splitn(3, "---").nth(2).unwrap();
        let mut paragraphs = vec![String::new()];
        for line in text.lines() {
            match line.trim() {
                "" => paragraphs.push(String::new()),
                line => paragraphs.last_mut().unwrap().extend([line, " "]),
            }
        }
        let paragraphs: Vec<String> =
            paragraphs.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let paragraph = paragraphs.iter().filter(|paragraph| !paragraph.is_empty()).nth(line - 1).unwrap();
        let text: String = paragraph.chars().skip(start).take(end - start).collect();
        table += &format!("{}\t{line}\t{clause}\t{}\t{}\t\t{text}\n", cells[0], cells[4], cells[5]);
    }
    table
}

#[test]
fn english_themes_and_priorities_agree_with_a_reader_of_statements_that_nothing_was_made_from() {
    let Some(statements) = shared("corpora/g7") else { return };
    let table = coded_statements(&project().join("tests/data/coded/statements_kept_apart.tsv"), &statements);
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), table).unwrap();
    let evaluation = evaluate("en", file.path());
    assert!(evaluation.all_themes().f1() >= 0.85);
    assert!(evaluation.priorities().f1() >= 0.85);
    for agreement in [evaluation.priorities(), evaluation.all_themes()] {
        assert_stated("English statements", &[agreement.f1(), agreement.precision(), agreement.recall()]);
    }
}

#[test]
fn themes_and_priorities_agree_with_a_reader_of_the_briefs() {
    let evaluation = evaluate("vi", &project().join("tests/data/coded/briefs.tsv"));
    assert!(evaluation.all_themes().f1() >= 0.97);
    assert!(evaluation.priorities().f1() >= 0.93);
    assert_stated("the briefs of the default input", &[evaluation.priorities().f1(), evaluation.all_themes().f1()]);
}

const DICTIONARY: &[u8] =
    b"[[theme]]\nid = \"trade\"\nkeywords = [\"trade\"]\n[[theme]]\nid = \"peace\"\nkeywords = [\"peace\"]";

const RULES: &[u8] = b"[en.weights]\nbias = -1\nduty = 2\n[[en.cue]]\nclass = \"duty\"\nphrases = [\"must\"]";

#[test]
fn a_sheet_has_the_clauses_of_the_articles_and_is_read_again_when_it_is_coded() {
    let folder = folder(&[
        ("1/a.txt", b"Ports\n\nTrade must grow; \"peace\" is near. Ships wait.\n".as_slice()),
        ("2/b.txt", b"Harbours\n\nPeace must last. The traders left.\n"),
        ("themes.toml", DICTIONARY),
        ("priorities.toml", RULES),
    ]);
    let run = themeshift(folder.path(), &["themes", "sheet", "--language", "en"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let rows: Vec<Vec<&str>> = run.stdout.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0], ["doc", "line", "clause", "priority", "themes", "disputed_themes", "text"]);
    let places: Vec<_> = rows[1..].iter().map(|row| format!("{}:{}.{} {}", row[0], row[1], row[2], row[6])).collect();
    assert_eq!(
        places,
        [
            "1/a.txt:1.1 Ports",
            "1/a.txt:3.1 Trade must grow;",
            "1/a.txt:3.2 \"peace\" is near.",
            "1/a.txt:3.3 Ships wait.",
            "2/b.txt:1.1 Harbours",
            "2/b.txt:3.1 Peace must last.",
            "2/b.txt:3.2 The traders left.",
        ]
    );
    let one = themeshift(folder.path(), &["themes", "sheet", "--language", "en", "--articles", "1"]);
    assert!([1 + 4, 1 + 3].contains(&one.stdout.lines().count()));
    // A reader codes all but one; the last clause speaks of trade in other words.
    let codes = [("0", ""), ("1", "trade"), ("0", "peace"), ("0", ""), ("", ""), ("0", "peace"), ("0", "trade")];
    let coded: Vec<String> = rows[1..]
        .iter()
        .zip(codes)
        .map(|(row, (priority, themes))| [row[0], row[1], row[2], priority, themes, "", row[6]].join("\t"))
        .collect();
    let tabs = format!("{}\n{}\n", rows[0].join("\t"), coded.join("\n"));
    // As spreadsheets save it: with marks doubled, or with semicolons.
    let doubled = tabs.replace("\"peace\" is near.", "\"\"\"peace\"\" is near.\"");
    let semicolons = doubled.replace("Trade must grow;", "\"Trade must grow;\"").replace('\t', ";");
    for (name, table) in [("tabs.tsv", &tabs), ("doubled.tsv", &doubled), ("semicolons.csv", &semicolons)] {
        std::fs::write(folder.path().join(name), table).unwrap();
        let arguments = ["themes", "evaluate", "--language", "en", "--themes", "input/themes.toml", "--priorities"];
        let run =
            themeshift(folder.path(), &[&arguments[..], &["input/priorities.toml", "--differences", name]].concat());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}");
        let lines: Vec<&str> = run.stdout.lines().collect();
        assert_eq!(
            lines[1..5],
            [
                "\tcoded\tfound\tright\tprecision\trecall\tf1\tf1_low\tf1_high",
                "priorities\t1\t2\t1\t0.500\t1.000\t0.667\t0.000\t1.000",
                "all themes\t4\t3\t3\t1.000\t0.750\t0.857\t0.667\t1.000",
                "trade\t2\t1\t1\t1.000\t0.500\t0.667\t0.000\t1.000",
            ],
            "{name}"
        );
        assert_eq!(
            lines[6..],
            [
                "",
                "clauses\terror\tby\tright\tfor_instance",
                "1\tpriorities found, not coded\tduty\t1\t2/b.txt:3.1",
                "1\ttrade missed\t\t\t2/b.txt:3.2",
                "2/b.txt:3.1\tpriority 1.00 for 0: duty \"must\", opening, line_after_other, fifth\tPeace must last.",
                "2/b.txt:3.2\ttrade missed\tThe traders left.",
            ],
            "{name}"
        );
    }
}

#[test]
fn learned_weights_make_rules_that_are_read_again() {
    let rows: Vec<String> = (0..6)
        .flat_map(|document| {
            let row = move |line, priority, text: &str| format!("d{document}\t{line}\t1\t{priority}\t\t\t{text}");
            [row(1, 1, "Ports must grow."), row(2, 0, "Ships wait."), row(3, 1, "We must sail.")]
        })
        .collect();
    let table = format!("doc\tline\tclause\tpriority\tthemes\tdisputed_themes\ttext\n{}\n", rows.join("\n"));
    let folder = folder(&[("priorities.toml", RULES), ("coded.tsv", table.as_bytes())]);
    let arguments = ["--language", "en", "--priorities", "input/priorities.toml", "input/coded.tsv"];
    let run = themeshift(folder.path(), &[&["themes", "learn", "--afresh"], &arguments[..]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.contains("# coded.tsv: 12 priorities, F1 1.000 (precision 1.000, recall 1.000)\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\n[en.words]\n") && run.stdout.contains("\n\"must grow\" = 0."), "{}", run.stdout);
    let cues = "[[en.cue]]\nclass = \"duty\"\nphrases = [\"must\"]";
    std::fs::write(folder.path().join("input/priorities.toml"), format!("{}\n{cues}", run.stdout)).unwrap();
    let run = themeshift(folder.path(), &[&["themes", "evaluate"], &arguments[..]].concat());
    assert!(run.stdout.contains("\npriorities\t12\t12\t12\t1.000"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_sheet_that_can_not_be_measured_is_an_error_that_says_where_and_another_language_is_a_warning() {
    let header = "doc\tline\tclause\tpriority\tthemes\tdisputed_themes\ttext\n";
    let english = "d\t1\t1\t1\t\t\tThe ministers agreed that the ports must open to all ships this year.\n";
    let evaluated = |table: &str, language: &str, command: &str| {
        let folder = folder(&[("coded.tsv", table.as_bytes())]);
        themeshift(folder.path(), &["themes", command, "--language", language, "input/coded.tsv"])
    };
    for (table, why) in [
        (header.replace("themes\tdisputed_themes\t", ""), "line 1: there is no column themes"),
        (format!("{header}d\t1\t1\t0\t\t\t \n"), "line 2: the text has no word"),
        (format!("{header}d\t1\t1\tyes\t\t\tPorts.\n"), "line 2: priority is \"yes\""),
        (format!("{header}d\t1\t1\t1\tports\t\tPorts.\n"), "line 2: the dictionary has no theme \"ports\""),
    ] {
        let run = evaluated(&table, "en", "evaluate");
        assert!(run.code == 1 && run.stderr.contains(why), "{}", run.stderr);
    }
    let run = evaluated(&format!("{header}{english}"), "vi", "evaluate");
    assert!(run.code == 0 && run.stderr.contains("looks like en: if it is, say --language en"), "{}", run.stderr);
    let run = evaluated(&format!("{header}{english}"), "it", "evaluate");
    assert!(run.stderr.contains("no rules of priorities for it: only the themes are measured"), "{}", run.stderr);
    let run = evaluated(&format!("{header}{english}"), "en", "learn");
    assert!(run.code == 1 && run.stderr.contains("learned from several documents"), "{}", run.stderr);
    let alike = format!("{header}{english}{}", english.replace("d\t", "e\t"));
    let run = evaluated(&alike, "en", "learn");
    assert!(run.code == 1 && run.stderr.contains("all are coded alike"), "{}", run.stderr);
}
