//! One article in the letters of old fonts gives the same tables as in Unicode, whatever its format is.

use std::fs;

use themeshift::options::{Layer, Options};
use themeshift::read::Corpus;

use crate::harness::{folder, project, rows, themeshift};
use crate::written::{packed, parquet};

const SHOWN: &str = "Khai m¹c Héi nghÞ Ngo¹i giao lÇn thø 31\n\nS¸ng nay, héi nghÞ khai m¹c t¹i Hµ Néi. NhiÖm vô träng t©m lµ \
    ngo¹i giao kinh tÕ phôc vô ph¸t triÓn, b¶o hé c«ng d©n vµ n©ng cao vÞ thÕ ®Êt n\u{ad}íc trong giai ®o¹n míi.\n";
const SAID: &str = "Khai mạc Hội nghị Ngoại giao lần thứ 31\n\nSáng nay, hội nghị khai mạc tại Hà Nội. Nhiệm vụ trọng tâm là \
    ngoại giao kinh tế phục vụ phát triển, bảo hộ công dân và nâng cao vị thế đất nước trong giai đoạn mới.\n";

/// The text in formats that name no font.
fn formats(text: &str) -> Vec<(&'static str, String)> {
    let (title, body) = text.split_once("\n\n").unwrap();
    let json = format!("{{\"text\": {}}}\n", serde_json::to_string(text).unwrap());
    vec![
        ("a.txt", text.to_string()),
        ("a.md", format!("# {title}\n\n{body}")),
        (
            "a.html",
            format!("<html lang=vi><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{body}</p></html>"),
        ),
        ("a.csv", format!("id,text\n1,\"{text}\"\n")),
        ("a.tsv", format!("id\ttext\n1\t\"{text}\"\n")),
        ("a.jsonl", json),
    ]
}

#[test]
fn letters_of_old_fonts_in_unicode_files_are_counted_as_what_they_show() {
    for ((name, shown), (_, said)) in formats(SHOWN).into_iter().zip(formats(SAID)) {
        let tables = |text: &str| {
            // Another group, so that there is something to compare with.
            let other = "Hội nghị Ngoại giao lần thứ 32 bàn về ngoại giao kinh tế và bảo hộ công dân.\n";
            let folder = folder(&[(name, text.as_bytes()), ("zz.txt", other.as_bytes())]);
            let run = themeshift(folder.path(), &[]);
            let output = folder.path().join("output");
            let encoding = rows(&output, "documents").remove(0).remove("encoding").unwrap();
            let table = |name: &str| fs::read_to_string(output.join("tables").join(name)).unwrap();
            (["term_frequency.csv", "theme_frequency.csv", "concordance.csv"].map(table), encoding, run.code)
        };
        let ((shown, encoding, code), (said, ..)) = (tables(&shown), tables(&said));
        assert!(said[0].contains("ngoại giao"), "{name}");
        assert_eq!((shown, encoding.as_str(), code), (said, "UTF-8, letters of TCVN3", 0), "{name}");
    }
}

#[test]
fn letters_of_old_fonts_in_packed_files_are_counted_as_what_they_show_whether_the_font_is_named_or_not() {
    let other = "Hội nghị Ngoại giao lần thứ 32 bàn về ngoại giao kinh tế và bảo hộ công dân.\n";
    let tables = |name: &str, bytes: &[u8]| {
        let folder = folder(&[(name, bytes), ("zz.txt", other.as_bytes())]);
        let run = themeshift(folder.path(), &[]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let output = folder.path().join("output");
        let encoding = rows(&output, "documents").remove(0).remove("encoding").unwrap();
        let table = |name: &str| fs::read_to_string(output.join("tables").join(name)).unwrap();
        (["term_frequency.csv", "theme_frequency.csv"].map(table), encoding)
    };
    let (said, _) = tables("a.txt", SAID.as_bytes());
    let paragraphs: Vec<&str> = SHOWN.split("\n\n").map(str::trim).collect();
    for font in [None, Some(".VnTime")] {
        for (name, bytes) in packed(&paragraphs, font).into_iter().chain([("a.parquet", parquet(SHOWN))]) {
            let (shown, encoding) = tables(name, &bytes);
            assert_eq!(shown, said, "{name} {font:?}");
            assert!(encoding.ends_with("letters of TCVN3"), "{name} {font:?}: {encoding}");
        }
    }
}

#[test]
fn the_encoding_that_the_user_names_holds_for_formats_that_are_unicode_or_is_refused() {
    let layer = |encoding: &str| Layer { encoding: Some(encoding.to_string()), ..Layer::default() };
    let read = |name: &str, bytes: Vec<u8>, encoding: &str| {
        let articles = Corpus::read_bytes(name, bytes, &Options::build(layer(encoding)).unwrap()).unwrap();
        articles.into_iter().next().unwrap().map(|article| article.lines[0].text.to_string())
    };
    assert_eq!(read("a.txt", "Hµ Néi".into(), "TCVN3").unwrap(), "Hà Nội");
    assert_eq!(read("a.jsonl", "{\"text\": \"Hµ Néi\"}".into(), "tcvn3").unwrap(), "Hà Nội");
    let docx = fs::read(project().join("tests/data/formats/article.docx")).unwrap();
    assert!(read("a.docx", docx.clone(), "UTF-8").unwrap().starts_with("Khai mạc"));
    assert!(read("a.docx", docx.clone(), "VNI").unwrap().starts_with("Khai mạc"));
    let error = read("a.docx", docx, "windows-1252").unwrap_err().to_string();
    assert!(error.contains("Unicode, not windows-1252"), "{error}");
}
