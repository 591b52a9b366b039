//! Nexis Uni, Lexis+, LexisNexis Advance.

use super::*;

const COVER: &str = "\
User Name: Kim Example
Date and Time: Tuesday, 3. March 2020 10:15:00 CET
Job Number: 123456789
Documents (3)
1. Rice harvest is late;Farmers blame the dams
Client/Matter: -None-
Search Terms: rice AND river
Search Type: Natural Language
Narrowed by:
Content Type\tNarrowed by
News\tSources: The River Post; Timeline: 01 Jan 2019 to 31 Dec 2019
2. Letters: Who owns the water?
Client/Matter: -None-
Search Terms: rice AND river
Narrowed by:
Content Type\tNarrowed by
News\tSources: The River Post
3. Boats collide
Client/Matter: -None-
Search Terms: rice AND river
Narrowed by:
Content Type\tNarrowed by
News\t-None-
";

const FIRST: &str = "\
Rice harvest is late;Farmers blame the dams
The River Post (Hanoi)
July 1, 2019 Monday 9:20 AM GMT

Copyright 2019 The River Post All Rights Reserved

Section:\u{a0}ECONOMY; Pg. 4
Length:\u{a0}1,355 words
Byline:\u{a0}By Lan Example and Pat Sample
Highlight:\u{a0}The river is lower than ever
Dateline:\u{a0}CAN THO
Body

Farmers waited for the water.
Subject: that was the word which one of them wrote above his letter.
Section: the third one of the canal is dry.
He had no answer.
Length: 300 metres, said the engineer.
Classification

Language:\u{a0}ENGLISH
Publication-Type:\u{a0}Newspaper
Subject:\u{a0}RIVERS (90%); RICE (85%)
Industry:\u{a0}FARMING (70%)
Load-Date:\u{a0}July 2, 2019

End of Document
";

const SECOND: &str = "\
Letters: Who owns the water?
The River Post (Hanoi)
July 3, 2019 Wednesday
Late Edition
Copyright 2019 The River Post
All Rights Reserved
Section: LETTERS
Length: 95 words
Body
SIR - The water is everybody's.
A. Reader
SIR - The water is nobody's.
B. Reader
Graphic
 
A picture of the river, taken by nobody
Load-Date: July 3, 2019
End of Document
";

const THIRD: &str = "\
Boats collide
The River Post (Hanoi)
July 4, 2019 Thursday
Length: 20 words
Nobody was hurt.
Page 7 of 7
The boats went on.
Load-Date: July 5, 2019
End of Document
";

fn expected() -> [Expected; 3] {
    [
        Expected {
            title: "Rice harvest is late;Farmers blame the dams",
            date: "2019-07-01",
            source: "The River Post (Hanoi)",
            author: "Lan Example and Pat Sample",
            section: "ECONOMY; Pg. 4",
            language: "en",
            text: &[
                "The river is lower than ever",
                "Farmers waited for the water.",
                "Subject: that was the word which one of them wrote above his letter.",
                "Section: the third one of the canal is dry.",
                "He had no answer.",
                "Length: 300 metres, said the engineer.",
            ],
        },
        Expected {
            title: "Letters: Who owns the water?",
            date: "2019-07-03",
            source: "The River Post (Hanoi)",
            section: "LETTERS",
            text: &["SIR - The water is everybody's.", "A. Reader", "SIR - The water is nobody's.", "B. Reader"],
            ..NONE
        },
        Expected {
            title: "Boats collide",
            date: "2019-07-04",
            source: "The River Post (Hanoi)",
            text: &["Nobody was hurt.", "The boats went on."],
            ..NONE
        },
    ]
}

#[test]
fn a_day_under_the_list_of_titles_is_none_of_them() {
    let cover = "User Name: Pat Example\nDate and Time: Thursday, March 5, 2020 10:12:00\nJob Number: 12\nDocuments (2)\n\
        1. Der Kai\nClient/Matter: -None-\n2. Das Meer\nClient/Matter: -None-\n";
    let article = |title: &str, day: &str| {
        format!(
            "{title}\nDer Kai am Abend\n{day}\nCopyright 2013 Kai Verlag\nRubrik: Lokales\nLänge: 12 Wörter\nBody\nEs ruht in der Nacht.\n\
             Load-Date: March 6, 2013\nEnd of Document\n"
        )
    };
    let text = format!("{cover}{}{}", article("Der Kai", "3. März 2013 Montag"), article("Das Meer", "4. März 2013"));
    let dates: Vec<_> = articles(document(&text)).into_iter().map(|article| article.metadata.date).collect();
    assert_eq!(dates, [Some("2013-03-03".to_string()), Some("2013-03-04".to_string())]);
}

#[test]
fn a_document_with_a_list_in_front_gives_its_articles_and_nothing_of_the_list() {
    holds(document(&[COVER, FIRST, SECOND, THIRD].concat()), &expected());
    holds(document(&[FIRST, SECOND, THIRD].concat()), &expected());
}

#[test]
fn a_text_file_of_the_same_gives_the_same() {
    holds(file(&[COVER, FIRST, SECOND, THIRD].concat().replace('\n', "\n\n")), &expected());
}

#[test]
fn a_headline_of_two_lines_and_heads_of_pages() {
    let pages = "\
Documents (2)
1. The ministers of the river countries meet once more; they speak of fish
2. It rains
The ministers of the river countries meet once
more; they speak of fish
The River Post
12 tháng 3 năm 2019
Copyright 2019 The River Post
Length: 30 words
Body
They spoke.
Page 2 of 3
The ministers of the river countries meet once more; they speak of fish
They ate.
End of Document
It rains
The River Post
2 May 2018
Length: 2 words
Body
At last.
End of Document
Page 3 of 3
";
    let expected = [
        Expected {
            title: "The ministers of the river countries meet once more; they speak of fish",
            date: "2019-03-12",
            source: "The River Post",
            text: &["They spoke.", "They ate."],
            ..NONE
        },
        Expected { title: "It rains", date: "2018-05-02", source: "The River Post", text: &["At last."], ..NONE },
    ];
    holds(document(pages), &expected);
}

#[test]
fn other_articles_than_the_list_names_are_told_of() {
    let content = document(&[COVER, FIRST, SECOND].concat());
    assert_eq!(split(content), Split::Unknown { guessed: 3 });
}

#[test]
fn a_lost_line_between_two_articles_is_told_of() {
    let second = SECOND.replace("End of Document\n", "");
    assert_eq!(split(document(&[FIRST, &second, THIRD].concat())), Split::Unknown { guessed: 3 });
}

#[test]
fn one_article_is_a_collection_of_one() {
    let [first, ..] = expected();
    holds(document(FIRST), &[first]);
}

#[test]
fn the_line_under_an_article_may_stand_in_a_text() {
    let text = THIRD
        .replace("The boats went on.\n", "The report closed with these words:\nEnd of Document\nNobody laughed.\n");
    let [first, _, third] = expected();
    let text_of_third: &[&str] =
        &["Nobody was hurt.", "The report closed with these words:", "End of Document", "Nobody laughed."];
    holds(document(&[FIRST, &text].concat()), &[first, Expected { text: text_of_third, ..third }]);
}

#[test]
fn other_languages_and_missing_fields() {
    let german = "\
Benutzername: Kim Beispiel
Datum und Uhrzeit: Dienstag, 3. März 2020 10:15:00 MEZ
Auftragsnummer: 123456789
Dokumente (2)
1. Der Fluss sinkt
Client/Mandat: -None-
Suchbegriffe: Fluss
2. Ein Schiff weniger
Client/Mandat: -None-
Suchbegriffe: Fluss
Der Fluss sinkt
Flussbote
Mittwoch, 3. Januar 2018
Bundesausgabe
Copyright 2018 Flussbote Alle Rechte vorbehalten
Rubrik: WIRTSCHAFT; S. 4
Länge: 342 Wörter
Autor: Von Eva Beispiel
Body
Der Pegel fiel auf einen Meter.
Load-Date: January 4, 2018
Ende des Dokuments
Ein Schiff weniger
Flussbote
Länge: 12 Wörter
Body
Es fährt nicht mehr.
Ende des Dokuments
";
    let expected = [
        Expected {
            title: "Der Fluss sinkt",
            date: "2018-01-03",
            source: "Flussbote",
            author: "Eva Beispiel",
            section: "WIRTSCHAFT; S. 4",
            text: &["Der Pegel fiel auf einen Meter."],
            ..NONE
        },
        Expected { title: "Ein Schiff weniger", source: "Flussbote", text: &["Es fährt nicht mehr."], ..NONE },
    ];
    holds(document(german), &expected);
    let french = "\
Le fleuve baisse
La Gazette du fleuve
jeudi 5 octobre 2013
Copyright 2013 La Gazette du fleuve Tous droits réservés
Rubrique: ÉCONOMIE
Longueur: 12 mots
Auteur: Par Zoé Exemple
Corps
Le niveau est au plus bas.
Date de chargement: 6 octobre 2013
Fin du document
El río baja
El Diario del Río
3 de enero de 2018 miércoles
Copyright 2018 El Diario del Río Todos los derechos reservados
Sección: ECONOMÍA
Longitud: 12 palabras
Autor: Por Ana Ejemplo
Cuerpo
El nivel es el más bajo.
Idioma: ESPAÑOL
Fin del documento
";
    let expected = [
        Expected {
            title: "Le fleuve baisse",
            date: "2013-10-05",
            source: "La Gazette du fleuve",
            author: "Zoé Exemple",
            section: "ÉCONOMIE",
            text: &["Le niveau est au plus bas."],
            ..NONE
        },
        Expected {
            title: "El río baja",
            date: "2018-01-03",
            source: "El Diario del Río",
            author: "Ana Ejemplo",
            section: "ECONOMÍA",
            language: "es",
            text: &["El nivel es el más bajo."],
        },
    ];
    holds(document(french), &expected);
}
