//! Older exports of Nexis.

use super::*;

const TWO: &str = "\
                               1 of 146 DOCUMENTS


                      Copyright 1991 The River Company
                            All Rights Reserved
                              The River Post

                   December 19, 1991, Sunday, Late Edition
                              Correction Appended

HEADLINE: Ministers of the river countries meet;
A dam is on the table

BYLINE: By PAPER AUTHOR

SECTION: Section 5; Part 2; Page 16; Column 2; National
Desk

LENGTH: 584 words

DATELINE: HANOI, Dec. 18

HIGHLIGHT:
They speak of fish.

BODY:
   The ministers of the river countries met on Sunday to speak about the
dams that each of them wants to build, and about the fish that all of
them eat.

   SUBJECT: this word stood on the board.

   They will meet again. A table followed:

Dam       Height
Upper     40
Lower     12

   Nobody left early.

LOAD-DATE: December 20, 1991

LANGUAGE: ENGLISH

CORRECTION-DATE: December 21, 1991, Tuesday

CORRECTION:

   The upper dam is 41 metres high.

GRAPHIC: Photo: A dam. (A. Photographer); Diagram: \"The river\" shows where
it flows.

PUBLICATION-TYPE: Newspaper


                               2 of 146 DOCUMENTS


                              The River Post

                   January 28, 1993, Tuesday, Late Edition - Final

A boat is late

LENGTH: 12 words

   It came in the night.

LANGUAGE: ENGLISH

                      Copyright 1993 The River Company
";

#[test]
fn wrapped_lines_are_joined_and_fields_below_and_above_go() {
    let expected = [
        Expected {
            title: "Ministers of the river countries meet; A dam is on the table",
            date: "1991-12-19",
            source: "The River Post",
            author: "PAPER AUTHOR",
            section: "Section 5; Part 2; Page 16; Column 2; National Desk",
            language: "en",
            text: &[
                "They speak of fish.",
                "The ministers of the river countries met on Sunday to speak about the dams that each of them wants \
                 to build, and about the fish that all of them eat.",
                "SUBJECT: this word stood on the board.",
                "They will meet again. A table followed:",
                "Dam Height",
                "Upper 40",
                "Lower 12",
                "Nobody left early.",
            ],
        },
        Expected {
            title: "A boat is late",
            date: "1993-01-28",
            source: "The River Post",
            language: "en",
            text: &["It came in the night."],
            ..NONE
        },
    ];
    holds(file(TWO), &expected);
}

#[test]
fn numbers_that_jump_over_an_article_are_none_but_a_lost_line_is_told_of() {
    assert_eq!(articles(file(&TWO.replace("2 of 146", "9 of 146"))).len(), 2);
    let three = format!("{TWO}\n\n{}", TWO.replace("1 of 146 DOCUMENTS", "").replace("2 of 146", "4 of 146"));
    assert_eq!(split(file(&three)), Split::Unknown { guessed: 4 });
}

#[test]
fn the_lines_of_a_page_give_the_same_and_fields_may_be_in_another_order() {
    let page = "\
Download Request: Selected Items: 1-2
Terms: rice
Source: The River Post
1 of 2 DOCUMENTS
The River Post
December 31, 2018 Monday
City Final Edition
LENGTH: 44 words
SECTION: NEWS; Pg. 2
HEADLINE: Rice is dear
BYLINE: Pat Sample
BODY:
A sack costs more than a boat.
People wait.
LOAD-DATE: December 31, 2018
LANGUAGE: ENGLISH
PUBLICATION-TYPE: Newspaper
Copyright 2018 The River Post
All Rights Reserved
2 of 2 DOCUMENTS
The River Post
Rice is cheap
LENGTH: 9 words
A sack costs less than a boat.
LANGUAGE: English; Englisch
";
    let expected = [
        Expected {
            title: "Rice is dear",
            date: "2018-12-31",
            source: "The River Post",
            author: "Pat Sample",
            section: "NEWS; Pg. 2",
            language: "en",
            text: &["A sack costs more than a boat.", "People wait."],
        },
        Expected {
            title: "Rice is cheap",
            source: "The River Post",
            language: "en",
            text: &["A sack costs less than a boat."],
            ..NONE
        },
    ];
    holds(document(page), &expected);
}

#[test]
fn german_french_spanish_and_dutch_exports_are_read() {
    let german = "\
                               Dokument 1 von 2

                              Flussbote

                          31. März 2019 Sonntag
                              Bundesausgabe

Der Fluss sinkt;
Schiffe warten

AUTOR: Von Eva Beispiel

RUBRIK: WIRTSCHAFT; S. 4

LÄNGE: 342 Wörter

Der Pegel fiel auf einen Meter, und die Schiffe im Hafen warten darauf,
dass es regnet.

UPDATE: 1. April 2019

SPRACHE: GERMAN; DEUTSCH

GRAFIK: Ein Schiff

PUBLICATION-TYPE: Zeitung

                      Copyright 2019 Flussbote Verlag
                          Alle Rechte vorbehalten

                               Dokument 2 von 2

                              Flussbote

                          1. April 2019 Montag

Es regnet

LÄNGE: 5 Wörter

Endlich.

SPRACHE: GERMAN; DEUTSCH
";
    let expected = [
        Expected {
            title: "Der Fluss sinkt; Schiffe warten",
            date: "2019-03-31",
            source: "Flussbote",
            author: "Eva Beispiel",
            section: "WIRTSCHAFT; S. 4",
            language: "de",
            text: &["Der Pegel fiel auf einen Meter, und die Schiffe im Hafen warten darauf, dass es regnet."],
        },
        Expected {
            title: "Es regnet",
            date: "2019-04-01",
            source: "Flussbote",
            language: "de",
            text: &["Endlich."],
            ..NONE
        },
    ];
    holds(file(german), &expected);
    let dutch = "\
1 van 2 DOCUMENTEN

De Rivierbode

5 mei 2016 donderdag

Het water zakt

BYLINE: Door Jan Voorbeeld

LENGTH: 10 woorden

VOLLEDIGE TEKST:

De schepen wachten.

LOAD-DATE: 6 mei 2016

TAAL: Nederlands

2 van 2 DOCUMENTEN

De Rivierbode

6 mei 2016 vrijdag

Het regent

LENGTH: 10 woorden

VOLLEDIGE TEKST:

De schepen varen.
";
    let expected = [
        Expected {
            title: "Het water zakt",
            date: "2016-05-05",
            source: "De Rivierbode",
            author: "Jan Voorbeeld",
            language: "nl",
            text: &["De schepen wachten."],
            ..NONE
        },
        Expected {
            title: "Het regent",
            date: "2016-05-06",
            source: "De Rivierbode",
            text: &["De schepen varen."],
            ..NONE
        },
    ];
    holds(file(dutch), &expected);
    let romance = "\
Document 1 de 2

La Gazette du fleuve

Samedi 1er mars 2014

Le fleuve baisse

AUTEUR: Zoé Exemple

RUBRIQUE: ÉCONOMIE

LONGUEUR: 8 mots

Les bateaux attendent.

DATE-CHARGEMENT: 1er mars 2014

LANGUE: FRENCH; FRANÇAIS

Copyright 2014 La Gazette du fleuve
Tous droits réservés

Document 2 de 2

La Gazette du fleuve

2 mars 2014 dimanche

Il pleut

LONGUEUR: 8 mots

Enfin.
";
    let found = articles(file(romance));
    assert_eq!(found[0].metadata.language.as_deref(), Some("fr"));
    let lines = |at: usize| found[at].lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>();
    assert_eq!((lines(0), lines(1)), (vec!["Le fleuve baisse", "Les bateaux attendent."], vec!["Il pleut", "Enfin."]));
}

#[test]
fn what_is_missing_is_looked_for_elsewhere_or_left_out() {
    let text = "\
FOCUS - 1 of 3 DOCUMENTS

Copyright 1999 River Broadcasting
All Rights Reserved

SHOW: River News (6:00 PM ET)

May 4, 1999, Tuesday

TYPE: Newscast

LENGTH: 30 words

HEADLINE: A boat sinks

ANCHORS: PAT SAMPLE

REPORTERS: KIM EXAMPLE

BODY:
PAT SAMPLE, anchor: A boat sank.

KIM EXAMPLE reporting: It was old.

LANGUAGE: English

LOAD-DATE: May 5, 1999

FOCUS - 2 of 3 DOCUMENTS

The River Post

LENGTH: 3 words

Nothing but this.

FOCUS - 3 of 3 DOCUMENTS

The River Post

May 6, 1999

Letters to the editor

LENGTH: 12 words

To the Editor:

Who reads this?

A. READER
Hanoi, May 1, 1999

LOAD-DATE: May 6, 1999
";
    let expected = [
        Expected {
            title: "A boat sinks",
            date: "1999-05-04",
            source: "River Broadcasting",
            language: "en",
            text: &["PAT SAMPLE, anchor: A boat sank.", "KIM EXAMPLE reporting: It was old."],
            ..NONE
        },
        Expected { source: "The River Post", text: &["Nothing but this."], ..NONE },
        Expected {
            title: "Letters to the editor",
            date: "1999-05-06",
            source: "The River Post",
            text: &["To the Editor:", "Who reads this?", "A. READER", "Hanoi, May 1, 1999"],
            ..NONE
        },
    ];
    holds(file(text), &expected);
}
