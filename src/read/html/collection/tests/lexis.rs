//! Made-up pages in the form of LexisNexis.

use super::*;

/// A page of LexisNexis; each document is its blocks, a name of a field apart from its text by `|`.
pub fn lexis(documents: &[&[&str]]) -> String {
    let mut page = String::from(
        "<HTML><HEAD><STYLE><!--\n.c2 { font-size: 10pt; font-weight: normal; }\n.c4 { font-size: 10pt; font-weight: bold; }\n\
         .c7 { font-size: 14pt; font-weight: bold; }\n--></STYLE></HEAD><BODY><P>Download Request: Selected Items<BR>\
         Time Of Request: Tuesday, October 15, 2019<BR>Send To:<BR>Lock House</P>\n",
    );
    for (place, blocks) in documents.iter().enumerate() {
        page += &format!(
            "<A NAME=\"DOC_ID_0_{place}\"></A><!-- Hide XML section from browser\n<DOC NUMBER={}>\n<DOCFULL> -->\n",
            place + 1
        );
        for block in *blocks {
            let spans = match block.split_once('|') {
                Some((name, text)) => format!("<SPAN CLASS=\"c4\">{name}: </SPAN><SPAN CLASS=\"c2\">{text}</SPAN>"),
                None if block.starts_with('*') => format!("<SPAN CLASS=\"c7\">{}</SPAN>", &block[1..]),
                None => format!("<SPAN CLASS=\"c2\">{block}</SPAN>"),
            };
            page += &format!("<BR><DIV CLASS=\"c5\"><P CLASS=\"c6\">{spans}</P>\n</DIV>\n");
        }
        page += "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n<DIV CLASS=\"c10\"/>\n";
    }
    page + "</BODY></HTML>"
}

#[test]
fn lexis_nexis_pages_give_documents_by_their_blocks_and_fields() {
    let page = lexis(&[
        &[
            "1 of 4 DOCUMENTS",
            "The Canal Daily",
            "<span class=c4>December</span> 19, 1991, Thursday<br>Late Edition",
            "*Barges wait;<br>Rain is late",
            "BYLINE|By ADA STONE",
            "SECTION|Section B; Page 2",
            "LENGTH|584 words",
            "The locks were dry.<br>NOTE to all: wait.",
            "<span class=c4>Barges</span>: nine of them.",
            "NOTE: Copyright law is no matter of ours.",
            "Copyright law is changing.",
            "LOAD-DATE|December 20, 1991",
            "LANGUAGE|ENGLISH",
            "GRAPHIC|Photo: a lock",
            "CORRECTION|<br>",
            "It was ten barges.",
            "Copyright 1991 The Canal Press",
        ],
        &[
            "2 of 4 DOCUMENTS",
            "Copyright 2001 Kai Verlag<br>Alle Rechte vorbehalten",
            "Der Kai",
            "4. 12. 2001",
            "*Die Brücke",
            "AUTOR|Von Jo Berg",
            "RUBRIK|Häfen",
            "LÄNGE|60 Wörter",
            "Sie steht.",
            "UPDATE|5. Dezember 2001",
            "SPRACHE|GERMAN; Deutsch",
        ],
        // No headline; a table's rows are lines.
        &[
            "3 of 4 DOCUMENTS",
            "The Canal Daily",
            "May 3, 2002",
            "LENGTH|4 words",
            "<table><tr><td><p>Lock</p></td><td><p>Barges</p></td></tr><tr><td><p>Upper</p></td><td><p>9</p></td></tr></table>",
            "LANGUE|FRANÇAIS",
        ],
        &["We are sorry but there is an error in this document and it is not possible to display it."],
    ]);
    assert_eq!(
        all(&page),
        [
            "Barges wait; Rain is late | 1991-12-19 | The Canal Daily | ADA STONE | Section B; Page 2 | en || \
             The locks were dry. / NOTE to all: wait. / Barges: nine of them. / \
             NOTE: Copyright law is no matter of ours. / Copyright law is changing.",
            "Die Brücke | 2001-12-04 | Der Kai | Jo Berg | Häfen | de || Sie steht.",
            "- | 2002-05-03 | The Canal Daily | - | - | fr || Lock\tBarges / Upper\t9",
            "- | - | - | - | - | - || ",
        ]
    );
}

/// Two documents, the first of which ends with this line.
fn bridge_and_sea(last: &str) -> String {
    let numbered = |number: &str, rest: &[&str]| blocks(&[&[number, "Der Kai"], rest].concat());
    [
        numbered("1 von 2 DOKUMENTEN", &["14.12.2021", "Die Brücke", "LÄNGE: 42 Wörter", "Sie steht.", last]),
        numbered("2 von 2 DOKUMENTEN", &["15.12.2021", "Das Meer", "LÄNGE: 42 Wörter", "Es ruht."]),
    ]
    .concat()
}

#[test]
fn lexis_nexis_pages_without_styles_and_comments_are_split_at_the_numbers() {
    assert_eq!(
        all(&bridge_and_sea("Noch.")),
        [
            "Die Brücke | 2021-12-14 | Der Kai | - | - | - || Sie steht. / Noch.",
            "Das Meer | 2021-12-15 | Der Kai | - | - | - || Es ruht."
        ]
    );
}

#[test]
fn a_line_of_the_text_that_looks_like_a_field_above_it_is_text() {
    let page = bridge_and_sea("QUELLE: Hafenamt");
    assert_eq!(all(&page)[0], "Die Brücke | 2021-12-14 | Der Kai | - | - | - || Sie steht. / QUELLE: Hafenamt");
}

const FRENCH: [&str; 6] =
    ["Le Quai", "5 octobre 2013 samedi", "Le pont", "RUBRIQUE: Ports", "LONGUEUR: 9 mots", "Il est ouvert."];
const GERMAN: [&str; 6] =
    ["Der Kai", "Montag 3. Februar 2014", "Das Meer", "AUTOR: Jo Berg", "LÄNGE: 9 Wörter", "Es ruht."];

/// Blocks of a page.
fn blocks(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<div><p>{text}</p></div>\n")).collect()
}

#[test]
fn lexis_nexis_pages_are_split_at_the_numbers_of_each_language() {
    for (first, second) in [
        ("Document 1 de 2", "Document 2 de 2"),
        ("Dokument 1 von 2", "Dokument 2 von 2"),
        ("Documento 1 de 2", "Documento 2 de 2"),
        ("Document 1 van 2", "Document 2 van 2"),
    ] {
        let page = [blocks(&[first]), blocks(&FRENCH), blocks(&["DATE-CHARGEMENT: 6 octobre 2013"])].concat()
            + &[blocks(&[second]), blocks(&GERMAN), blocks(&["UPDATE: 4. Februar 2014", "SPRACHE: GERMAN"])].concat();
        assert_eq!(
            all(&page),
            [
                "Le pont | 2013-10-05 | Le Quai | - | Ports | - || Il est ouvert.",
                "Das Meer | 2014-02-03 | Der Kai | Jo Berg | - | de || Es ruht."
            ]
        );
    }
    // An ordinary page that numbers what it shows.
    assert_eq!(split(&"<p>Document 1 de 3</p><p>Le pont est ouvert.</p>".repeat(3)).unwrap(), None);
}

#[test]
fn lexis_nexis_pages_are_split_at_the_marks_of_documents() {
    let marks = |mark: &str, numbers: [&str; 2]| {
        let texts = [blocks(&FRENCH), blocks(&GERMAN)];
        let documents = texts.iter().zip(numbers).map(|(text, number)| {
            let number = if number.is_empty() { String::new() } else { blocks(&[number]) };
            format!("{mark}{number}{text}</doc>")
        });
        // The cover is no document.
        format!("<!-- <DOCFULL><DOC NUMBER=0> -->Download Request{}", documents.collect::<String>())
    };
    for mark in [
        "<!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->",
        "<DOC NUMBER=1>\n<DOCFULL>",
        "<doc number='1'>",
        "<a name=\"DOC_ID_0_1\"></a>",
        "<A NAME=\"DOC_ID_0_1\"></A><!-- <DOC NUMBER=2> --><DOC NUMBER=2>",
    ] {
        for numbers in [["", ""], ["1 of 2 DOCUMENTS", "2 of 2 DOCUMENTS"], ["Document 1 de 2", "Document 2 de 2"]] {
            assert_eq!(
                all(&marks(mark, numbers)),
                [
                    "Le pont | 2013-10-05 | Le Quai | - | Ports | - || Il est ouvert.",
                    "Das Meer | 2014-02-03 | Der Kai | Jo Berg | - | - || Es ruht."
                ],
                "{mark}"
            );
        }
    }
}
