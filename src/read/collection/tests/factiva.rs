//! Factiva, with codes and without.

use super::*;

#[test]
fn whom_a_signed_article_was_written_for_and_what_was_searched_for_are_no_headline() {
    let article = |above: &str| {
        format!(
            "{above}\n98 words\n5 May 2010\nThe River Post\nRIVPOS\nA12\nEnglish\n(c) 2010 The River Company. All Rights Reserved.\n\
             The bakers came at noon.\nNobody paid.\nDocument RIVPOS0020100505e65500001\n"
        )
    };
    let summary = "Search Summary\nText bread levy\nDate All Dates\nSource River Papers\nLanguage English\nTimestamp 5 May 2010 10:12\n";
    let first = article("Bakers refuse to pay\nBy Pat Example\nThe River Agency");
    let second = article("Bakers refuse to pay\nPat Example");
    let expected = Expected {
        title: "Bakers refuse to pay",
        date: "2010-05-05",
        source: "The River Post",
        author: "Pat Example",
        language: "en",
        text: &["The bakers came at noon.", "Nobody paid."],
        ..NONE
    };
    let pair = [Expected { ..expected }, Expected { ..expected }];
    holds(document(&format!("{first}{summary}{second}")), &pair);
}

const CODES: &str = "\
SE  Economy
HD  Rice harvest is late, and the
river is low
BY  By Lan Example
WC  742 words
PD  9 January 2012
ET  08:15
SN  The River Post
SC  RIVPOS
ED  First
PG  4
LA  English
CY  (c) 2012 The River Post. All Rights Reserved.

LP

Farmers waited for the water.

TD

IN the evening the lamps went out.

CO was the word on the door, not HD or TD.

Nobody left.

CO
rivco : River Company

IN
i0 : Agriculture | i01 : Rice

NS
c13 : Regulation

RE
vietn : Vietnam

IPD
Business

PUB
River Publishers

AN
Document RIVPOS0020120109e819000b1

HD  A boat is late
WC  12 words
PD  10 January 2012
SN  The River Post
SC  RIVPOS
LA  English
CY  (c) 2012 The River Post
LP  It came in the night.
AN  Document RIVPOS0020120110e81a000b2

Search Summary
Text   rice and river
";

#[test]
fn fields_with_codes_are_read_and_a_text_may_begin_like_one() {
    let expected = [
        Expected {
            title: "Rice harvest is late, and the river is low",
            date: "2012-01-09",
            source: "The River Post",
            author: "Lan Example",
            section: "Economy",
            language: "en",
            text: &[
                "Farmers waited for the water.",
                "IN the evening the lamps went out.",
                "CO was the word on the door, not HD or TD.",
                "Nobody left.",
            ],
        },
        Expected {
            title: "A boat is late",
            date: "2012-01-10",
            source: "The River Post",
            language: "en",
            text: &["It came in the night."],
            ..NONE
        },
    ];
    holds(file(CODES), &expected);
}

#[test]
fn codes_in_cells_of_a_table_are_the_same() {
    let rich = "\
HD\tPrices rise
WC\t1,742 words
PD\t9 January 2012
SN\tThe River Post
SC\tRIVPOS
LA\tEnglish
CY\tCopyright 2012 The River Post
LP\tRice is dear.
TD\tFish is dear, too.
Boats are not.
NS\tc13 : Regulation
AN\tDocument RIVPOS0020120109e819000b1
";
    let expected = Expected {
        title: "Prices rise",
        date: "2012-01-09",
        source: "The River Post",
        language: "en",
        text: &["Rice is dear.", "Fish is dear, too.", "Boats are not."],
        ..NONE
    };
    holds(document(rich), &[expected]);
}

const PLAIN: &str = "\
Economy
Rice harvest is late and the river is low
By Lan Example
742 words
9 January 2012
08:15
The River Post
RIVPOS
4
English
(c) 2012 The River Post. All Rights Reserved.
Farmers waited for the water.
Nobody left.
Document RIVPOS0020120109e819000b1
Der Fluss sinkt
342 Wörter
3. Januar 2018
Flussbote
FLUBO
Deutsch
Copyright 2018. Flussbote.
Der Pegel fiel.
Dokument FLUBO00020180103ee13000b2
Le fleuve baisse
Zoé Exemple
1 042 mots
5 octobre 2013
La Gazette du fleuve
GAZFLE
Français
© 2013 La Gazette du fleuve. Tous droits réservés.
Le niveau est au plus bas.
Page 3 of 4 © 2020 Factiva, Inc. All rights reserved.
Les bateaux attendent.
Document GAZFLE0020131005e9a5000b3
© 2020 Factiva, Inc. All rights reserved.
";

#[test]
fn fields_without_codes_are_known_by_their_order() {
    let expected = [
        Expected {
            title: "Rice harvest is late and the river is low",
            date: "2012-01-09",
            source: "The River Post",
            author: "Lan Example",
            section: "Economy",
            language: "en",
            text: &["Farmers waited for the water.", "Nobody left."],
        },
        Expected {
            title: "Der Fluss sinkt",
            date: "2018-01-03",
            source: "Flussbote",
            language: "de",
            text: &["Der Pegel fiel."],
            ..NONE
        },
        Expected {
            title: "Le fleuve baisse",
            date: "2013-10-05",
            source: "La Gazette du fleuve",
            author: "Zoé Exemple",
            language: "fr",
            text: &["Le niveau est au plus bas.", "Les bateaux attendent."],
            ..NONE
        },
    ];
    holds(document(PLAIN), &expected);
}

#[test]
fn a_lost_line_under_an_article_is_told_of() {
    let lost = PLAIN.replace("Dokument FLUBO00020180103ee13000b2\n", "");
    assert_eq!(split(document(&lost)), Split::Unknown { guessed: 3 });
}

#[test]
fn articles_that_lack_a_headline_a_date_or_the_number_of_words_are_still_articles() {
    let few = PLAIN.replace("Der Fluss sinkt\n", "").replace("3. Januar 2018\n", "").replace("1 042 mots\n", "");
    let found = articles(document(&few));
    let said = found.iter().map(|article| (article.metadata.title.as_deref(), article.metadata.date.as_deref()));
    let expected = [
        (Some("Rice harvest is late and the river is low"), Some("2012-01-09")),
        (None, None),
        (Some("Le fleuve baisse"), Some("2013-10-05")),
    ];
    assert_eq!(said.collect::<Vec<_>>(), expected);
    assert_eq!(found[1].lines.len(), 1);
    let found = articles(file(&CODES.replace("HD  A boat is late\n", "")));
    assert_eq!((found.len(), found[1].metadata.title.as_deref()), (2, None));
}

#[test]
fn lines_with_empty_ones_between_them_give_the_same() {
    let gapped = articles(file(&PLAIN.replace('\n', "\n\n")));
    let dense = articles(document(PLAIN));
    let texts = |articles: &[RawArticle]| -> Vec<Vec<String>> {
        articles.iter().map(|article| article.lines.iter().map(|line| line.text.clone()).collect()).collect()
    };
    assert_eq!(texts(&gapped), texts(&dense));
    assert_eq!(texts(&articles(document(CODES)))[1], texts(&articles(file(CODES)))[1]);
}

#[test]
fn who_wrote_it_and_the_last_line_of_an_agency_are_no_headline_and_no_text() {
    let text = "Boats are late\nExclusive by Pat Sample\n12 words\n3 March 2014\n04:12\nRiver Newswires\nRIVN\nEnglish\n\
        Copyright 2014 River\n\nIt came in the night.\n\n(END) Dow Jones Newswires\n\nDocument RIVN000020140303ea33000ab\n";
    let expected = Expected {
        title: "Boats are late",
        date: "2014-03-03",
        source: "River Newswires",
        author: "Pat Sample",
        language: "en",
        text: &["It came in the night."],
        ..NONE
    };
    holds(file(text), &[expected]);
}
