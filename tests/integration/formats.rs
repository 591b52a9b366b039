//! One article in every format gives the same tables, but for the columns that say where it is.

use std::collections::BTreeMap;
use std::fs;

use unicode_normalization::UnicodeNormalization;

use crate::harness::{folder, project, rows, themeshift};

/// Columns about the file, not about the text.
const OF_SOURCE: [&str; 6] = ["document", "line", "similar_to", "encoding", "source", "evidence"];

/// A second article in another group, so that there is something to compare with.
const OTHER: (&str, &[u8]) = (
    "zz.txt",
    "Hội nghị Ngoại giao lần thứ 32\n\nHội nghị bàn về ngoại giao kinh tế và công tác bảo hộ công dân.\n".as_bytes(),
);

type Rows = Vec<BTreeMap<String, String>>;

/// The tables of a run on the article under this name, and its row of documents.csv whole.
fn tables(name: &str, bytes: &[u8]) -> (BTreeMap<String, Rows>, BTreeMap<String, String>) {
    let folder = folder(&[(name, bytes), OTHER]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}");
    let output = folder.path().join("output");
    let document = rows(&output, "documents").remove(0);
    let names = fs::read_dir(output.join("tables")).unwrap().map(|entry| entry.unwrap().path());
    let names = names.filter(|path| path.extension().is_some_and(|extension| extension == "csv"));
    let table = |name: String| {
        let mut rows = rows(&output, &name);
        rows.iter_mut().for_each(|row| row.retain(|column, _| !OF_SOURCE.contains(&column.as_str())));
        // The evidence names the line, too.
        rows.iter_mut().for_each(|row| drop(row.remove("group_evidence")));
        (name, rows)
    };
    (names.map(|path| table(path.file_stem().unwrap().to_string_lossy().into_owned())).collect(), document)
}

fn data(file: &str) -> Vec<u8> {
    fs::read(project().join("tests/data/formats").join(file)).unwrap()
}

#[test]
fn an_article_gives_the_same_tables_in_every_format() {
    let (expected, document) = tables("article.txt", &data("article.txt"));
    assert_eq!(document["group"], "31");
    assert!(expected.len() >= 9 && expected["concordance"].len() >= 15, "{}", expected["concordance"].len());
    // The file, the name it is given, the document's name and its encoding.
    for (file, name, document, encoding) in [
        ("article.txt", "article.text.TXT", "article.text.TXT", "UTF-8"),
        ("article.md", "article.md", "article.md", "UTF-8"),
        ("article.html", "article.html", "article.html", "UTF-8"),
        ("article.html", "article.txt", "article.txt", "UTF-8"),
        ("html.TCVN", "article.htm", "article.htm", "TCVN3"),
        ("html.UTF-16LE", "article.htm", "article.htm", "UTF-16LE"),
        ("article.docx", "article.docx", "article.docx", ""),
        ("article.odt", "article.odt", "article.odt", ""),
        ("article.rtf", "article.rtf", "article.rtf", ""),
        ("article.rtf", "article.doc", "article.doc", ""),
        ("article.doc", "article.doc", "article.doc", ""),
        ("article.pdf", "article.pdf", "article.pdf", ""),
        ("article.csv", "article.csv", "article.csv#1", "UTF-8"),
        ("csv.TCVN", "article.csv", "article.csv#1", "TCVN3"),
        ("csv.UTF-16", "article.csv", "article.csv#1", "UTF-16LE with byte-order mark"),
        ("article.csv", "articles.csv", "articles.csv#1", "UTF-8"),
        ("article.tsv", "article.tsv", "article.tsv#1", "UTF-8"),
        ("article.xlsx", "article.xlsx", "article.xlsx#1", ""),
        ("article.xls", "article.xls", "article.xls#1", ""),
        ("article.ods", "article.ods", "article.ods#1", ""),
        ("article.jsonl", "article.jsonl", "article.jsonl#1", "UTF-8"),
        ("article.parquet", "article.parquet", "article.parquet#1", ""),
        ("article.feather", "article.feather", "article.feather#1", ""),
        ("article.arrow", "article.arrow", "article.arrow#1", ""),
        ("article.json", "article.json", "article.json#1", "UTF-8"),
        ("article.xml", "article.xml", "article.xml", "UTF-8"),
        ("article.tei", "article.tei", "article.tei", "UTF-8"),
        ("article.epub", "article.epub", "article.epub", ""),
        ("article.eml", "article.eml", "article.eml", "UTF-8"),
        ("article.mbox", "article.mbox", "article.mbox#1", "UTF-8"),
        ("article.mhtml", "article.mhtml", "article.mhtml", "UTF-8"),
        ("article.warc", "article.warc", "article.warc#1", "UTF-8"),
        ("article.warc.gz", "article.warc.gz", "article.warc.gz#1", "UTF-8"),
        ("article.wacz", "article.wacz", "article.wacz#1", "UTF-8"),
        ("article.tar", "article.tar", "article.tar/article.txt", "UTF-8"),
        ("article.tgz", "article.tgz", "article.tgz/article.txt", "UTF-8"),
        ("article.tar.xz", "article.tar.xz", "article.tar.xz/article.txt", "UTF-8"),
        ("article.zip", "article.zip", "article.zip/article.txt", "UTF-8"),
        ("article.txt.gz", "article.txt.gz", "article.txt.gz", "UTF-8"),
        ("article.txt.zst", "article.txt.zst", "article.txt.zst", "UTF-8"),
        ("article.jsonl.gz", "article.jsonl.gz", "article.jsonl.gz#1", "UTF-8"),
        ("article.jsonl.zst", "article.jsonl.zst", "article.jsonl.zst#1", "UTF-8"),
        ("article.csv.gz", "article.csv.gz", "article.csv.gz#1", "UTF-8"),
        ("article.csv.zst", "article.csv.zst", "article.csv.zst#1", "UTF-8"),
        ("article.xlsx.gz", "article.xlsx.gz", "article.xlsx.gz#1", ""),
        ("article.xlsx.zst", "article.xlsx.zst", "article.xlsx.zst#1", ""),
    ] {
        let (found, row) = tables(name, &data(file));
        assert_eq!((row["document"].as_str(), row["encoding"].as_str()), (document, encoding), "{file}");
        for (table, rows) in &expected {
            assert_eq!(&found[table], rows, "{file}: {table}");
        }
    }
}

/// Vowels with the tone after them, as windows-1258 and many keyboards write.
fn toned(text: &str) -> String {
    let is_tone = |c: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c);
    let apart = |letter: char| {
        let (tones, rest): (Vec<char>, Vec<char>) = letter.nfd().partition(is_tone);
        rest.into_iter().nfc().chain(tones).collect::<String>()
    };
    text.chars().map(apart).collect()
}

#[test]
fn an_article_gives_the_same_tables_whether_its_letters_are_composed_or_not() {
    let (expected, _) = tables("article.txt", &data("article.txt"));
    let decomposed: fn(&str) -> String = |text| text.nfd().collect();
    for (form, turn) in [("nfd", decomposed), ("tone", toned)] {
        let turned = |format: &str| {
            let text = String::from_utf8(data(&format!("article.{format}"))).unwrap();
            assert!(turn(&text).chars().count() > text.chars().count() + 100, "{form} of {format}");
            (format.to_string(), turn(&text).into_bytes())
        };
        let made = |format: &str| (format.to_string(), data(&format!("{form}/article.{format}")));
        let text = ["txt", "md", "html", "csv", "tsv", "jsonl"].map(turned);
        let packed = ["docx", "odt", "pdf", "xlsx", "parquet"].map(made);
        for (format, bytes) in text.into_iter().chain(packed) {
            let (found, _) = tables(&format!("article.{format}"), &bytes);
            for (table, rows) in &expected {
                assert_eq!(&found[table], rows, "{form}, {format}: {table}");
            }
        }
    }
}
