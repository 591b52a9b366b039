//! Texts that only speak of databases, and collections of no form that is known.

use super::*;

fn is_one(text: &str) {
    for content in [file(text), document(text)] {
        assert_eq!(split(content.clone()), Split::One(Box::new(content)), "{text}");
    }
}

#[test]
fn a_text_that_quotes_the_words_of_a_database_is_one_article() {
    is_one(
        "How to use a database\n\nEach article ends with this line:\n\nEnd of Document\n\nAnd begins with a headline.",
    );
    is_one("Three lists\n\n1 of 3 documents\n2 of 3 documents\n3 of 3 documents\n\nThat was all.");
    is_one("A form\n\n________________________________\n\nName:\n\n________________________________\n\nSubject: rice");
    is_one("HD is a code.\nBY is another.\nIN the end there are many.\nLA and NS, too.\n\nDocument 12 was lost.");
    is_one(
        "LexisNexis sells\n\nLength: 300 words\n\nLOAD-DATE: the day of loading\n\nLANGUAGE: never stop learning new ones.",
    );
    is_one(
        "Essay\n\nWrite no more than\n\n500 words\n\nor, at most,\n\n600 words\n\nthen stop.\n\nCopyright 2020 A School",
    );
    is_one("");
}

#[test]
fn signs_that_repeat_in_no_form_that_is_known_are_told_of() {
    let article = |number: usize| {
        format!(
            "Headline {number}\n\nThe Paper\n\n{number}42 words\n\nText of it.\n\nMore text.\n\nCopyright 2012 The Paper\n\n"
        )
    };
    let text: String = (1..=4).map(article).collect();
    assert_eq!(split(file(&text)), Split::Unknown { guessed: 4 });
    let article = "Headline\n\nThe Paper\n\nLength: 42 words\n\nText.\n\nMore.\n\nLoad-Date: May 3, 2012\n\n";
    assert_eq!(split(file(&article.repeat(2))), Split::Unknown { guessed: 2 });
    assert_eq!(split(file(article)), Split::One(Box::new(file(article))));
}

#[test]
fn one_sign_that_repeats_is_no_collection() {
    let text = "The ferry left at noon.\n\nIt came back at night.\n\nNobody was on it.";
    for line in ["#00 words", "Copyright 201# Pat Sample", "DOCUMENT # OF 9", "Document # de 9", "Document # van 9"] {
        let part = |number: usize| format!("{}\n\n{text}\n\n", line.replace('#', &number.to_string()));
        is_one(&format!("Five pieces\n\n{}", (1..=5).map(part).collect::<String>()));
    }
}

#[test]
fn other_databases_are_told_of() {
    let text = "The ferry left at noon.\n\nIt came back at night.\n\nNobody was on it.";
    for (above, below) in [
        ("Documento # di 9\n\nLUNGHEZZA: 532 parole", ""),
        ("Title\n532 palavras\n3 março 2012", "Copyright 2012 The Paper"),
        ("Accession Number: 4711#\nDatabase: Papers of the River", ""),
        ("Section: News | 532 Words", "Sample, P. Title. Available from NewsBank: Rivers"),
        ("Dokumentnummer: 4711#", "Dauerhafte Adresse des Dokuments: https://example.org/#"),
        ("Title", "Document ID: 4711#\nThe content and the related intellectual property rights are theirs."),
        ("TY  - NEWS", "ER  -"),
    ] {
        let part = |number: usize| format!("{above}\n\n{text}\n\n{below}\n\n").replace('#', &number.to_string());
        let text: String = (1..=4).map(part).collect();
        assert_eq!(split(file(&text)), Split::Unknown { guessed: 4 }, "{above}");
    }
}

#[test]
fn a_long_file_of_lines_like_fields_is_looked_at_in_little_time() {
    for line in
        ["End of Document", "SUBJECT: a (90%)", "GRAPHIC:", "1 of 2 DOCUMENTS", "LENGTH: 5 words", "TD", "IN a : b"]
    {
        let content = document(&format!("{line}\n").repeat(30_000));
        let begun = std::time::Instant::now();
        split(content);

        assert!(begun.elapsed().as_secs() < 10, "{line}");
    }
}
