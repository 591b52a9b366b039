//! Bad input gets one clear message and the right exit code, and harms nothing else.

use std::fs;

use crate::harness::{files, folder, rows, themeshift};

const ARTICLE: &[u8] = "Hội nghị Ngoại giao lần thứ 31 khai mạc. Ngành cần đẩy mạnh ngoại giao kinh tế.\n".as_bytes();
const OTHER: &[u8] = "Hội nghị Ngoại giao lần thứ 32 khai mạc. Ngành sẽ giữ vững hòa bình.\n".as_bytes();

/// Runs on these files after a good run, checks the exit code, the message and that the good output is still there.
fn refused(spoil: &[(&str, &[u8])], arguments: &[&str], message: &[&str]) {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    assert_eq!(themeshift(folder.path(), &[]).code, 0);
    let before = files(&folder.path().join("output"));
    for (name, bytes) in spoil {
        fs::write(folder.path().join("input").join(name), bytes).unwrap();
    }
    let run = themeshift(folder.path(), arguments);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for part in message {
        assert!(run.stderr.contains(part), "no {part:?} in: {}", run.stderr);
    }
    assert_eq!(files(&folder.path().join("output")), before);
    assert_eq!(run.stdout, "");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "something was left behind: {left:?}");
}

#[test]
fn a_missing_folder() {
    refused(&[], &["--input", "articles"], &["there is no folder articles", "--input"]);
}

#[test]
fn a_file_in_place_of_a_folder() {
    refused(&[], &["--input", "input/a.txt"], &["input/a.txt is a file"]);
    refused(&[], &["--output", "input/a.txt"], &["input/a.txt is a file"]);
}

#[test]
fn an_empty_folder() {
    let empty = folder(&[]);
    fs::create_dir(empty.path().join("input")).unwrap();
    let run = themeshift(empty.path(), &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("input holds no article: put files into it (.txt, "), "{}", run.stderr);
    assert!(!empty.path().join("output").exists());
}

#[test]
fn an_unknown_option_or_value() {
    refused(&[], &["--themess", "x"], &["--themess", "--themes"]);
    refused(&[], &["--labels", "fr"], &["fr", "en, vi"]);
    refused(&[], &["--delimiter", "a"], &["'a'", ", ; |"]);
    refused(&[], &["--threads", "0"], &["--threads"]);
}

#[test]
fn a_broken_dictionary() {
    refused(
        &[("themes.toml", b"[[theme]]\nid = \"peace\"\nkeywords = [\"peace\"\n")],
        &[],
        &["input/themes.toml is broken", "line 3"],
    );
    refused(
        &[("themes.toml", b"[[theme]]\nid = \"peace\"\nkeywords = [\"peace\"]\nweight = 2\n")],
        &[],
        &["line 4", "unknown field `weight`"],
    );
    refused(&[], &["--themes", "none.toml"], &["can't read the theme dictionary none.toml"]);
}

#[test]
fn a_broken_configuration() {
    refused(&[("themeshift.toml", b"[groups]\nevent = \"x\"\n")], &[], &["input/themeshift.toml is broken", "line 2"]);
    refused(&[], &["--config", "none.toml"], &["can't read the configuration none.toml"]);
}

#[test]
fn a_broken_table_of_metadata() {
    refused(&[("articles.csv", b"name,group\na.txt,31\n")], &[], &["articles.csv: line 1 has no column `file`"]);
    refused(&[("articles.csv", b"file,group\na.txt,31\na.txt,32\n")], &[], &["line 3", "a second time"]);
}

#[test]
fn any_warning_where_strict_forbids_it() {
    refused(&[("c.txt", b"")], &["--strict"], &["--strict", "c.txt: left out: it holds no text"]);
}

#[test]
fn one_bad_article_never_stops_the_rest() {
    let folder = folder(&[
        ("a.txt", ARTICLE),
        ("b.txt", OTHER),
        ("binary.txt", b"PK\x03\x04\x00\x00"),
        ("credit.txt", b"Photo: A. Reporter\n"),
        ("empty.txt", b" \n\n"),
        ("cut.txt", b"\xff\xfea\x00b"),
        ("zero.txt", b"\x01\x00\x00\x00\x07"),
        ("page.pdf", b"%PDF-1.7"),
        ("notes.docx", b"Text."),
        ("other.xyz", b"a"),
        ("picture.jpg", b"\xff\xd8\xff\xe0"),
        ("rich.rtf", b"{\\rtf1 Text."),
        ("saved.mht", b"MIME-Version: 1.0\n\nText"),
        ("sheet.ods", b"PK"),
        ("stray.txt", "Một bài báo không nói về hội nghị nào cả.".as_bytes()),
    ]);
    let run = themeshift(folder.path(), &["--verbose"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let documents = rows(&folder.path().join("output"), "documents");
    let status: Vec<_> = documents.iter().map(|row| (row["document"].as_str(), row["status"].as_str())).collect();
    let starts = [
        ("a.txt", "counted"),
        ("b.txt", "counted"),
        ("binary.txt", "left out: it is a zip archive"),
        ("credit.txt", "left out: cleaning leaves no line of it"),
        ("cut.txt", "left out: it is UTF-16 cut in the middle"),
        ("empty.txt", "left out: it holds no text"),
        ("notes.docx", "left out: it is no document of a word processor"),
        ("other.xyz", "left out: its format is not one of .txt"),
        ("page.pdf", "left out: it is cut off"),
        ("picture.jpg", "left out: it is a picture of a format that is not read (.jpg): have its text recognised"),
        ("rich.rtf", "left out: it is cut off in the middle of its text: save it again"),
        ("saved.mht", "left out: it holds no web page: save the page again as .html"),
        ("sheet.ods", "left out: its zip directory is broken: save it again"),
        ("stray.txt", "no group"),
        ("zero.txt", "left out: it is not text (a zero byte"),
    ];
    assert_eq!(status.len(), starts.len());
    for ((document, status), (expected, start)) in status.iter().zip(starts) {
        assert_eq!(*document, expected);
        assert!(status.starts_with(start), "{document}: {status}");
        assert_eq!(run.stderr.contains(&format!("warning: {document}")), start != "counted");
    }
    assert!(run.stderr.contains("stray.txt: names no group"));
}

#[test]
fn no_article_that_can_be_counted() {
    let folder = folder(&[("a.txt", b"\xff\xfea\x00b")]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("no article could be counted"), "{}", run.stderr);
    assert!(run.stderr.contains("a.txt: left out: it is UTF-16"), "{}", run.stderr);
    assert!(!folder.path().join("output").exists());
}

#[test]
fn what_a_run_wrote_into_its_own_input_is_no_article() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    for _ in 0..2 {
        let run = themeshift(folder.path(), &["--input", ".", "--output", "results"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    }
}

#[test]
fn a_long_list_of_warnings_is_cut_short() {
    let names: Vec<String> = (0..50).map(|number| format!("empty{number:02}.txt")).collect();
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    files.extend([("a.txt", ARTICLE), ("b.txt", OTHER)]);
    let run = themeshift(folder(&files).path(), &[]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr.lines().count(), 6);
    assert!(run.stderr.ends_with(
        "warning: and 45 more like these, 50 in all; documents.csv has a line for each, and --verbose prints them\n"
    ));
}

#[test]
fn a_language_that_is_none() {
    refused(&[], &["--language", "vn"], &["\"vn\"", "vi"]);
}

#[test]
fn a_cleaning_rule_that_is_none() {
    refused(&[("themeshift.toml", b"[cleaning]\noff = [\"captions\"]\n")], &[], &["\"captions\"", "caption,"]);
}

#[test]
fn the_output_may_be_the_folder_that_one_stands_in() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    for _ in 0..2 {
        let run = themeshift(folder.path(), &["--output", "."]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    }
    assert!(folder.path().join("charts/theme_share.png").exists());
}

#[test]
fn groups_with_odd_names_get_charts_of_their_own() {
    let long = "Hội nghị ".repeat(20);
    let names = ["a b", "a-b", "A/B", &long, "=1+1"];
    let rows: String = names.iter().enumerate().map(|(index, name)| format!("{index}.txt,\"{name}\"\n")).collect();
    let table = format!("file,group\n{rows}");
    let texts = ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"].map(|name| (name, ARTICLE));
    let folder = folder(&[texts.as_slice(), &[("articles.csv", table.as_bytes())]].concat());
    let run = themeshift(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let charts = files(&folder.path().join("output/charts"));
    assert_eq!(charts.keys().filter(|path| path.to_string_lossy().contains("keyness_")).count(), 5);
    let groups: Vec<String> =
        rows_of(&folder, "documents").into_iter().map(|row| row["group"].trim_start_matches('\'').into()).collect();
    assert_eq!(groups, names.map(str::trim));
}

fn rows_of(folder: &tempfile::TempDir, table: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    rows(&folder.path().join("output"), table)
}

#[test]
fn an_article_that_speaks_for_two_groups_alike_is_counted_with_a_warning() {
    let tie = "Từ Hội nghị Ngoại giao lần thứ 31 đến Hội nghị Ngoại giao lần thứ 32.\n".as_bytes();
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER), ("tie.txt", tie)]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("tie.txt: speaks for two groups alike"), "{}", run.stderr);
}

#[test]
fn a_dictionary_that_finds_nothing_is_said_to() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    let themes = folder.path().join("input/themes.toml");
    fs::write(themes, "[[theme]]\nid = \"sea\"\nkeywords = [\"whale\"]\n").unwrap();
    let run = themeshift(folder.path(), &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no keyword of any theme"), "{}", run.stderr);
    let shift = &rows_of(&folder, "theme_shift")[0];
    assert_eq!(["change", "log_likelihood", "p_value", "q_value"].map(|name| shift[name].as_str()), [""; 4]);
}
