//! One article in every encoding gives the same tables; a guess is never silent.

use std::fs;

use unicode_normalization::UnicodeNormalization;

use crate::harness::{Run, files, folder, project, rows, themeshift};

const NAME: &str = "HNNG 28.txt";

/// The article in UTF-8.
fn article() -> String {
    fs::read_to_string(project().join("tests/data/encodings/utf-8.txt")).unwrap()
}

/// Runs on the article in these bytes: the run, its tables but for documents.csv, and the row of that.
fn run(bytes: &[u8], arguments: &[&str]) -> (Run, Vec<Vec<u8>>, Vec<String>) {
    let folder = folder(&[(NAME, bytes)]);
    let run = themeshift(folder.path(), arguments);
    let output = folder.path().join("output");
    let tables = files(&output.join("tables")).into_iter();
    let tables = tables.filter(|(path, _)| !path.ends_with("documents.csv")).map(|(_, bytes)| bytes).collect();
    let row =
        rows(&output, "documents").remove(0).into_iter().map(|(column, cell)| format!("{column}={cell}")).collect();
    (run, tables, row)
}

#[test]
fn an_article_gives_the_same_tables_in_every_encoding() {
    let fixture = |name: &str| fs::read(project().join("tests/data/encodings").join(name)).unwrap();
    let text = article();
    let utf16 = |mark: &[u16], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let (_, tables, row) = run(text.as_bytes(), &[]);
    assert!(row.contains(&"encoding=UTF-8".to_string()) && tables.len() >= 8, "{row:?}");
    for (encoding, bytes) in [
        ("UTF-8", text.nfd().collect::<String>().into_bytes()),
        ("UTF-8 with byte-order mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16LE", utf16(&[], u16::to_le_bytes)),
        ("UTF-16BE", utf16(&[], u16::to_be_bytes)),
        ("UTF-16LE with byte-order mark", utf16(&[0xfeff], u16::to_le_bytes)),
        ("UTF-16BE with byte-order mark", utf16(&[0xfeff], u16::to_be_bytes)),
        // Made by iconv.
        ("TCVN3", fixture("tcvn3.bin")),
        ("VISCII", fixture("viscii.bin")),
        ("windows-1258", fixture("windows-1258.bin")),
    ] {
        let (found, same, other_row) = run(&bytes, &[]);
        assert!(!found.stderr.contains("could be"), "{encoding}: {}", found.stderr);
        assert!(same == tables, "{encoding}");
        let differs: Vec<_> = other_row.iter().filter(|cell| !row.contains(cell)).cloned().collect();
        let expected = if encoding == "UTF-8" { vec![] } else { vec![format!("encoding={encoding}")] };
        assert_eq!(differs, expected);
    }
}

#[test]
fn a_guess_with_rivals_is_a_warning_and_a_name_settles_it() {
    // "Giá cả" and "mua" in TCVN3: too little to tell.
    let text = b"HNNG 28 mua gi\xb8";
    let (guess, ..) = run(text, &[]);
    assert_eq!(guess.code, 2);
    assert!(guess.stderr.contains("HNNG 28.txt: read as") && guess.stderr.contains("could be"), "{}", guess.stderr);
    let (named, _, row) = run(text, &["--encoding", "abc"]);
    assert!(!named.stderr.contains("could be"), "{}", named.stderr);
    assert!(row.contains(&"encoding=TCVN3".to_string()));
}

#[test]
fn an_unknown_encoding_is_an_error_before_any_work() {
    let folder = folder(&[(NAME, b"HNNG 28")]);
    let run = themeshift(folder.path(), &["--encoding", "martian"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("martian") && run.stderr.contains("windows-1258"), "{}", run.stderr);
}

#[test]
fn all_that_says_how_articles_are_counted_may_be_in_any_encoding() {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let marked = |text: &str| -> Vec<u8> { wide(&format!("\u{feff}{}", text.replace('\n', "\r\n"))) };
    let configuration = "language = \"vi\"\n[groups]\nevents = [\"Hội chợ Mùa xuân\"]\n";
    let themes = "[[theme]]\nid = \"crops\"\nlabel = \"Trồng trọt\"\nkeywords = [\"lúa nước\"]\n";
    let priorities = fs::read_to_string(project().join("input/priorities.toml")).unwrap();
    // "file,title" and "Vụ mùa bội thu ở đồng bằng" in TCVN3.
    let articles = b"file,group,title\na.txt,7,V\xf4 m\xefa b\xe9i thu \xeb \xae\xe5ng b\xbbng\n";
    let folder = folder(&[
        ("themeshift.toml", &marked(configuration)),
        ("themes.toml", &wide(themes)),
        ("priorities.toml", &marked(&priorities)),
        ("articles.csv", articles),
        ("a.txt", "Nông dân trồng lúa nước ở khắp vùng đồng bằng.\n".as_bytes()),
        ("b.txt", "Hội chợ Mùa xuân lần thứ 8 bàn về cây lúa nước.\n".as_bytes()),
    ]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let output = folder.path().join("output");
    let documents = rows(&output, "documents");
    assert_eq!(documents.iter().map(|row| row["group"].as_str()).collect::<Vec<_>>(), ["7", "8"]);
    let crops: Vec<_> = rows(&output, "theme_frequency").iter().map(|row| row["frequency"].clone()).collect();
    assert_eq!(crops, ["1", "1"]);
    let codes = "doc\tline\tclause\tpriority\tthemes\tdisputed_themes\ttext\r\na\t1\t1\t0\tcrops\t\tNông dân trồng lúa nước.\r\n";
    fs::write(folder.path().join("codes.tsv"), marked(codes)).unwrap();
    let arguments =
        ["themes", "evaluate", "--themes", "input/themes.toml", "--priorities", "input/priorities.toml", "codes.tsv"];
    let evaluated = themeshift(folder.path(), &arguments);
    assert_eq!((evaluated.code, evaluated.stderr.as_str()), (0, ""));
    assert!(evaluated.stdout.contains("crops"), "{}", evaluated.stdout);
}
