//! Files that press databases wrote, real ones beside the project: every article is found, and nothing but its text is counted.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::harness::{folder, open, rows, shared, themeshift};

/// What a database writes around the text of an article; no line that is counted holds any of it.
const AROUND: [&str; 16] = [
    "LOAD-DATE",
    "Load-Date",
    "LENGTH:",
    "Length:",
    "Copyright",
    "©",
    "End of Document",
    "LANGUAGE:",
    "GRAPHIC:",
    "Classification",
    "Numéro de document",
    "Ce certificat",
    "Tous droits",
    "of 2146 DOCUMENTS",
    "Job Number",
    "TEST0000020120109e5170003",
];

/// The articles of a file: name, date, source, and whether it has a title.
fn found(file: &str) -> Option<Vec<(String, String, String, bool)>> {
    let bytes = fs::read(shared("collections")?.join(file)).unwrap();
    let folder = folder(&[(file, &bytes)]);
    let corpus = open(&folder.path().join("input"));
    let mut found = Vec::new();
    for (name, article) in corpus.sources().flat_map(|source| corpus.read(&source)) {
        let article = article.unwrap();
        for line in &article.lines {
            assert!(AROUND.iter().all(|words| !line.text.contains(words)), "{name}: {}", line.text.as_str());
        }
        let metadata = &article.origin.metadata;
        let said = |field: &Option<String>| field.clone().unwrap_or_default();
        found.push((name, said(&metadata.date), said(&metadata.source), metadata.title.is_some()));
    }
    Some(found)
}

fn row(name: &str, date: &str, source: &str, titled: bool) -> (String, String, String, bool) {
    (name.to_string(), date.to_string(), source.to_string(), titled)
}

#[test]
fn the_ten_articles_of_a_nexis_uni_document_have_titles_dates_and_papers() {
    let Some(found) = found("nexis_uni_10_articles.docx") else { return };
    assert_eq!(found.len(), 10);
    for (place, (name, date, source, titled)) in found.iter().enumerate() {
        assert_eq!(*name, format!("nexis_uni_10_articles.docx#{}", place + 1));
        assert!(date.len() == 10 && !source.is_empty() && *titled, "{name}: {date}, {source}");
    }
}

#[test]
fn the_articles_of_factiva_xml_are_those_that_the_file_holds() {
    let Some(found_test) = found("factiva_test.xml") else { return };
    assert_eq!(
        found_test,
        [
            row("factiva_test.xml#1", "2012-01-09", "My Newspaper", true),
            row("factiva_test.xml#2", "2012-01-06", "My Newspaper", true),
            row("factiva_test.xml#3", "2012-05-06", "My Newspaper", true),
        ]
    );
    let reuters = found("reut21578-factiva.xml").unwrap();
    // The file says 20 and holds 19.
    assert_eq!(reuters.len(), 19);
    assert!(
        reuters
            .iter()
            .all(|(_, date, source, titled)| { date.starts_with("1987-") && source == "Reuters-21578" && *titled })
    );
}

#[test]
fn the_articles_of_europresse_and_lexisnexis_pages_have_titles_dates_and_papers() {
    let Some(europresse) = found("europresse_test1.html") else { return };
    let dates: Vec<_> = europresse.iter().map(|(_, date, source, _)| (date.as_str(), source.as_str())).collect();
    assert_eq!(dates[..2], [("2013-10-05", "l'Humanité"), ("2012-10-03", "Mag")]);
    assert!(europresse.len() == 3 && europresse.iter().all(|(_, date, _, titled)| date.len() == 10 && *titled));
    let lexis = found("lexisnexis_test_en.html").unwrap();
    assert_eq!(
        lexis,
        [
            row("lexisnexis_test_en.html#1", "1991-12-19", "Some Newspaper", true),
            row("lexisnexis_test_en.html#2", "1993-01-28", "Some Newspaper", true),
        ]
    );
}

#[test]
fn a_run_counts_the_text_of_a_collection_and_no_code_or_header() {
    let Some(path) = shared("collections/factiva_test.xml") else { return };
    let folder = folder(&[("factiva.xml", &fs::read(path).unwrap())]);
    let run = themeshift(folder.path(), &["--group-by", "column:date"]);
    assert_ne!(run.code, 1, "{}", run.stderr);
    let output = folder.path().join("output");
    assert_eq!(documents(&output).len(), 3);
    let terms: Vec<String> =
        rows(&output, "term_frequency").into_iter().map(|mut row| row.remove("term").unwrap()).collect();
    for code in ["ccat", "gcat", "c21", "usmn", "minnesota", "latam", "archive", "archivedoc", "distdoc"] {
        assert!(terms.iter().all(|term| term != code), "{code}");
    }
    assert!(terms.iter().any(|term| term == "article" || term == "body"), "{terms:?}");
}

fn documents(output: &Path) -> Vec<BTreeMap<String, String>> {
    rows(output, "documents")
}

#[test]
fn cases_of_many_articles_in_one_file_are_two_documents_with_their_dates() {
    for case in ["many_in_one_nexis_docx", "many_in_one_nexis_html", "many_in_one_proquest_txt"] {
        let Some(input) = shared(&format!("cases/{case}/in")) else { return };
        let corpus = open(&input);
        let articles: Vec<_> = corpus.sources().flat_map(|source| corpus.read(&source)).collect();
        let dates: Vec<_> =
            articles.iter().map(|(_, article)| article.as_ref().unwrap().origin.metadata.date.clone()).collect();
        assert_eq!(dates, [Some("2021-12-14".to_string()), Some("2023-12-19".to_string())], "{case}");
    }
}
