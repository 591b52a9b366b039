//! Dictionaries: those of other tools, and the commands that look after one.

use std::collections::BTreeMap;

use themeshift::options::{Layer, Options};
use themeshift::pipeline::{Pipeline, Text};
use themeshift::read::Corpus;
use themeshift::themes::Themes;

use crate::harness::{Run, folder, project, rows, themeshift};

const ARTICLES: [(&str, &[u8]); 3] = [
    ("1/a.txt", b"Trade grows and free trade grows. The new harbour company trades with old harbour company men."),
    ("2/b.txt", b"Peace talks wait. The harbour company waits for peace."),
    ("themeshift.toml", b"language = \"en\"\n[groups]\nfolders = true"),
];

/// A run over the articles with another file beside them, named by the arguments.
fn run(dictionary: (&'static str, &'static [u8]), arguments: &[&str]) -> (tempfile::TempDir, Run) {
    let files: Vec<(&str, &[u8])> = ARTICLES.into_iter().chain([dictionary]).collect();
    let folder = folder(&files);
    let run = themeshift(folder.path(), arguments);
    (folder, run)
}

#[test]
fn dictionaries_of_other_tools_give_the_same_counts() {
    let dictionaries: [(&str, &str); 9] = [
        ("d.yml", "goods:\n  trade: [trade*, free trade]\npeace: [peace, '??']\n"),
        ("d.dic", "%\n1\tgoods.trade\n2\tpeace\n%\ntrade*\t1\nfree trade\t1\npeace\t2\nwar\t9\n"),
        ("d.cat", "GOODS.TRADE\n\tTRADE* (1)\n\tFREE_TRADE (1)\nPEACE\n\tPEACE (1)\n\t@NEAR [A NEAR B /C5]\n"),
        (
            "d.ykd",
            "<?xml version=\"1.0\"?><dictionary><cnode name=\"d\"><cnode name=\"goods.trade\"><pnode name=\"trade*\"/>\
             <pnode name=\"free trade\"/></cnode><cnode name=\"peace\"><pnode name=\"peace\"/><pnode name=\"\"/></cnode>\
             </cnode></dictionary>",
        ),
        ("d.lc3", "+goods.trade\ntrade*\nfree trade\n+peace\npeace\n??\n"),
        (
            "d.lcd",
            "<dictionary><cnode name='goods.trade'><pnode name='trade*'/></cnode><cnode name='peace'><pnode name='peace'/>\
          <pnode name='??'/></cnode></dictionary>",
        ),
        ("d.dicx", "DicTerm,goods.trade,peace\r\ntrade*,X,\r\nfree trade,X,\r\npeace,,X\r\n:-),,X\r\n"),
        ("d.csv", "category;term;weight\npeace;peace;1\ngoods.trade;trade*;2,5\ngoods.trade;free trade;1\n"),
        ("d.tsv", "trade*\tgoods.trade\nfree trade\tgoods.trade\npeace\tpeace\nwar\t\n"),
    ];
    for (name, text) in dictionaries {
        let path = format!("input/{name}");
        let (folder, run) = run((name, text.as_bytes()), &["--themes", &path]);
        assert_eq!(run.code, 2, "{name}: {}", run.stderr);
        assert!(!run.stderr.contains("left out"), "it is no article: {}", run.stderr);
        // One entry of each can't be searched for, or has a weight.
        let warnings: Vec<_> = run.stderr.lines().filter(|line| line.contains("skipped")).collect();
        assert!(
            matches!(warnings[..], [warning] if warning.contains(&path) && warning.contains("line ")),
            "{}",
            run.stderr
        );
        let counts: Vec<_> = rows(&folder.path().join("output"), "theme_frequency")
            .iter()
            .map(|row| {
                let theme = row["theme"].to_lowercase();
                let theme = theme.rsplit('.').next().unwrap();
                format!("{} {theme} {}", row["group"], row["frequency"])
            })
            .collect();
        assert_eq!(counts, ["1 trade 3", "1 peace 0", "2 peace 2", "2 trade 0"], "{name}");
    }
}

#[test]
fn an_exported_dictionary_is_read_again_with_the_same_keywords() {
    let dictionary: &[u8] = b"[[theme]]\nid = \"trade\"\nkeywords = [\"free trade\", \"trade*\", \"*: no\", \"a ... b\"]\nexclude = [\"fair trade\"]";
    let (folder, exported) = run(("themes.toml", dictionary), &["themes", "export", "--themes", "input/themes.toml"]);
    assert_eq!(exported.code, 2);
    assert_eq!(exported.stdout, "\"trade\":\n  - \"free trade\"\n  - \"trade*\"\n  - \"*: no\"\n");
    assert!(exported.stderr.contains("a ... b") && exported.stderr.contains("fair trade"));
    std::fs::write(folder.path().join("again.yml"), &exported.stdout).unwrap();
    let again = themeshift(folder.path(), &["themes", "export", "--themes", "again.yml"]);
    assert_eq!((again.code, again.stdout), (0, exported.stdout));
}

#[test]
fn dictionaries_are_read_in_any_encoding() {
    let french: &[u8] = b"%\n1\tFor\xeat\n2\tC\xf4te\n%\nch\xeane*\t1\nfut\xe9e\t1\ngal\xe8t\t2\nmar\xe9e*\t2\n";
    let russian: &[u8] =
        b"+\xcb\xe5\xf1\n\xe1\xe5\xf0\xe5\xe7\xe0\n\xe4\xf3\xe1*\n+\xcc\xee\xf0\xe5\n\xe2\xee\xeb\xed\xfb\n";
    let wide: Vec<u8> = "Rừng\n\tcây sồi (1)\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (name, bytes, yaml) in [
        ("d.dic", french, "\"Forêt\":\n  - \"chêne*\"\n  - \"futée\"\n\"Côte\":\n  - \"galèt\"\n  - \"marée*\"\n"),
        ("d.lc3", russian, "\"Лес\":\n  - \"береза\"\n  - \"дуб*\"\n\"Море\":\n  - \"волны\"\n"),
        ("d.cat", &wide, "\"Rừng\":\n  - \"cây sồi\"\n"),
    ] {
        let folder = folder(&[(name, bytes)]);
        let run = themeshift(folder.path(), &["themes", "export", "--themes", &format!("input/{name}")]);
        assert_eq!(run.stdout, yaml, "{}", run.stderr);
        // A doubt is no secret.
        assert_eq!(run.code == 2, run.stderr.contains("but it could be"), "{}", run.stderr);
    }
}

#[test]
fn an_encoding_in_doubt_is_a_warning() {
    let (_, run) = run(("trade.lc3", b"+trade\nm\xe9tier\ntrade*\n"), &["--themes", "input/trade.lc3"]);
    assert_eq!(run.code, 2);
    let warning = "warning: input/trade.lc3: read as windows-1252, but it could be ";
    assert_eq!(run.stderr.matches(warning).count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains(": save it as UTF-8"), "{}", run.stderr);
}

#[test]
fn an_unknown_form_is_an_error_that_lists_those_that_help_lists() {
    let (folder, run) = run(("d.json", b"{\"peace\": [\"peace\"]}"), &["--themes", "input/d.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(
        run.stderr.contains("input/d.json is no dictionary of a known form: save it in one of these: themes.toml"),
        "{}",
        run.stderr
    );
    let help = themeshift(folder.path(), &["themes", "export", "--help"]).stdout;
    for extension in ["yml", "yaml", "dic", "dicx", "cat", "ykd", "lc3", "lcd", "csv", "tsv"] {
        assert!(
            run.stderr.contains(&format!(".{extension}")) && help.contains(&format!(".{extension}")),
            "{extension}"
        );
    }
}

#[test]
fn a_check_names_line_theme_keyword_and_problem() {
    let dictionary: &[u8] = b"[[theme]]\nid = \"trade\"\nkeywords = [\n\"trade\",\n\"free trade\",\n\"harbuor\",\n\"fair trade\",\n]\nexclude = [\"fair *\"]";
    let (_, run) = run(("themes.toml", dictionary), &["themes", "check"]);
    assert_eq!((run.code, run.stderr.as_str()), (2, ""));
    let rows: Vec<Vec<&str>> = run.stdout.lines().map(|line| line.split('\t').collect()).collect();
    let found = |line, keyword, forms| vec![line, "trade", keyword, "found", forms];
    assert_eq!(rows[1..3], [found("4", "trade", "trade 1, trades 1"), found("5", "free trade", "free trade 1")]);
    let rows: Vec<_> = rows.iter().map(|row| &row[..4]).filter(|row| row[3] != "found").collect();
    assert_eq!(
        rows,
        [
            ["line", "theme", "keyword", "problem"],
            ["5", "trade", "free trade", "nested"],
            ["6", "trade", "harbuor", "unknown"],
            ["7", "trade", "fair trade", "never"],
            ["7", "trade", "fair trade", "nested"],
        ]
    );
}

#[test]
fn keywords_count_inflections_and_another_tools_words_only_themselves() {
    let articles: &[u8] =
        b"Organs and organ music. The organization of relatives; a relation, relative to others. Organ's.";
    let configuration: &[u8] = b"language = \"en\"\nmin_frequency = 1\n[groups]\nfolders = true";
    let own: &[u8] =
        b"[[theme]]\nid = \"a\"\nkeywords = [\"organs\"]\n[[theme]]\nid = \"b\"\nkeywords = [\"relatives\"]";
    let another: &[u8] = b"+a\norgans\n+b\nrelative\n";
    for (name, dictionary, stemming, expected) in [
        ("t.toml", own, "inflections", ["3", "2"]),
        ("t.toml", own, "full", ["4", "3"]),
        ("t.toml", own, "none", ["1", "1"]),
        ("t.lc3", another, "inflections", ["1", "1"]),
        ("t.lc3", another, "full", ["1", "1"]),
    ] {
        let folder = folder(&[
            ("1/a.txt", articles),
            ("2/a.txt", b"Nothing."),
            (name, dictionary),
            ("themeshift.toml", configuration),
        ]);
        let run = themeshift(folder.path(), &["--themes", &format!("input/{name}"), "--stemming", stemming]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let frequencies: Vec<_> = rows(&folder.path().join("output"), "theme_frequency")
            .into_iter()
            .filter(|row| row["group"] == "1")
            .map(|row| (row["theme"].clone(), row["frequency"].clone()))
            .collect();
        let frequency = |theme: &str| frequencies.iter().find(|(id, _)| id == theme).map(|(_, n)| n.as_str());
        assert_eq!([frequency("a"), frequency("b")], expected.map(Some), "{name} {stemming}");
    }
}

#[test]
fn a_term_that_no_theme_covers_is_suggested_with_the_theme_that_it_stands_by() {
    let dictionary: &[u8] =
        b"[[theme]]\nid = \"trade\"\nkeywords = [\"trade\"]\n[[theme]]\nid = \"peace\"\nkeywords = [\"peace\"]";
    let (_, run) = run(("themes.toml", dictionary), &["themes", "suggest", "--min-frequency", "2"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let rows: Vec<Vec<&str>> = run.stdout.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    // "harbour company" occurs in three places; of its two clauses one has trade, one peace, each of which has two.
    let [row] = rows.as_slice() else { panic!("{}", run.stdout) };
    assert_eq!(row[..4], ["harbour company", "3", "2", "1"]);
    assert_eq!(row[5..], ["trade", "13.00"]);
}

#[test]
fn kwic_shows_every_place_of_a_pattern() {
    let (_, run) = run(("themes.toml", b"[[theme]]\nid = \"a\"\nkeywords = [\"b\"]"), &["kwic", "trade ... company"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(
        run.stdout.lines().collect::<Vec<_>>(),
        [
            "document\tgroup\tline\tstart\tend\tleft\tmatch\tright",
            "1/a.txt\t1\t1\t58\t89\tTrade grows and free trade grows. The new harbour company\ttrades with old harbour company\tmen.",
        ]
    );
    let broken = themeshift(std::env::temp_dir().as_path(), &["kwic", "..."]);
    assert_eq!(broken.code, 1);
}

#[test]
fn kwic_finds_a_word_as_often_as_the_table_of_terms_counts_it() {
    let folder = tempfile::tempdir().unwrap();
    let input = project().join("input");
    let run = themeshift(folder.path(), &["--input", input.to_str().unwrap(), "--min-frequency", "1"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut frequencies: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows(&folder.path().join("output"), "term_frequency") {
        *frequencies.entry(row["term"].clone()).or_default() += row["frequency"].parse::<usize>().unwrap();
    }
    let options = Options::build(Layer { input: Some(input), ..Layer::default() }).unwrap();
    let corpus = Corpus::open(&options).unwrap();
    // Every third of some 600 words.
    let words = frequencies.iter().step_by(frequencies.len() / 200).take(200);
    let different: Vec<_> = words
        .filter(|(word, frequency)| {
            let pipeline = Pipeline::with_themes(&options, Themes::of_pattern(word).unwrap()).unwrap();
            let mut places = 0;
            let count = |text: Text| {
                places += text.hits.iter().map(Vec::len).sum::<usize>();
                Ok(())
            };
            pipeline.read(&corpus, count).unwrap();
            places != **frequency
        })
        .collect();
    assert!(different.is_empty(), "{different:?}");
}
