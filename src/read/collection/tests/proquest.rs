//! ProQuest.

use super::*;

#[test]
fn a_shorter_rule_is_in_a_text() {
    let ruled = export().replace("Nobody left.", "____________________\n\nNobody left.");
    assert_eq!(articles(document(&ruled)).len(), articles(document(&export())).len());
}

const RULE: &str = "____________________________________________________________";

fn export() -> String {
    format!(
        "{RULE}

Report Information from ProQuest

March 03 2020 10:15

{RULE}

Table of contents

1. Rice harvest is late
2. A boat is late

{RULE}

Document 1 of 4

Rice harvest is late

Author: Example, Lan

Shelf mark: 12

Publication info: The River Post ; Hanoi [Hanoi]. 14 Dec 2021: 3.

Links: http://library.example/1

Abstract: Farmers wait.

Full text: Farmers waited for the water.

Subject: that was the word on the letter.

Nobody left.

Subject: Rice; Rivers;

Location: Vietnam

Title: Rice harvest is late

Publication title: The River Post; Hanoi

Pages: 3

Publication date: Dec 14, 2021

Year: 2021

Section: Economy

Place of publication: Hanoi

Language of publication: English

Document type: News

ProQuest document ID: 100000001

Document URL: https://www.proquest.com/docview/100000001

Copyright: Copyright The River Post Dec 14, 2021

Last updated: 2021-12-15

Database: Example

{RULE}

Document 2 of 4

Title: A boat is late

Publication title: The River Post

Publication date: Dec 15, 2021

Abstract: It came in the night.

Full text: Not available.

ProQuest document ID: 100000002

Database: Example

{RULE}

Document 3 of 4

Prices

Publication title: The River Post

Publication year: 2020

ProQuest document ID: 100000003

{RULE}

Document 4 of 4

Titre: Le fleuve baisse

Auteur: Exemple, Zoé

Titre de la publication: La Gazette du fleuve

Date de publication: 1 mars 2014

Texte intégral: Les bateaux attendent.

Langue de publication: Français

{RULE}

Bibliography

Citation style: APA 6th

Example, L. (2021). Rice harvest is late. The River Post.

{RULE}

Contact ProQuest
"
    )
}

#[test]
fn texts_between_rules_are_articles_and_abstracts_stand_in_for_them() {
    let expected = [
        Expected {
            title: "Rice harvest is late",
            date: "2021-12-14",
            source: "The River Post",
            author: "Example, Lan",
            section: "Economy",
            language: "en",
            text: &["Farmers waited for the water.", "Subject: that was the word on the letter.", "Nobody left."],
        },
        Expected {
            title: "A boat is late",
            date: "2021-12-15",
            source: "The River Post",
            text: &["It came in the night."],
            ..NONE
        },
        Expected { title: "Prices", date: "2020", source: "The River Post", ..NONE },
        Expected {
            title: "Le fleuve baisse",
            date: "2014-03-01",
            source: "La Gazette du fleuve",
            author: "Exemple, Zoé",
            language: "fr",
            text: &["Les bateaux attendent."],
            ..NONE
        },
    ];
    holds(file(&export()), &expected);
    holds(document(&export()), &expected);
}

#[test]
fn a_lost_rule_is_told_of() {
    let lost = export().replace(&format!("{RULE}\n\nDocument 2 of 4"), "Document 2 of 4");
    assert!(matches!(split(file(&lost)), Split::Unknown { .. }));
}

#[test]
fn a_document_without_rules_is_split_behind_the_fields_of_each_article() {
    let without = export().replace(&format!("{RULE}\n"), "");
    let start = without.find("Document 1 of 4").unwrap();
    let end = without.find("Document 4 of 4").unwrap();
    let found = articles(document(&without[start..end]));
    let said = found.iter().map(|article| (article.metadata.title.as_deref(), article.lines.len()));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [(Some("Rice harvest is late"), 4), (Some("A boat is late"), 2), (Some("Prices"), 0)]
    );
}

#[test]
fn an_address_alone_goes_on_with_no_field() {
    let text = format!(
        "{RULE}\n\nDocument 1 of 1\n\nA boat is late\n\nAuthor: Sample, Pat\n\nShelf: 12\nhttps://library.example/1?a=1\n\n\
         Full text: It came in the night.\n\nPublication title: The River Post\n\nPublication date: Mar 3, 2014\n\n\
         ProQuest document ID: 4711\n\n{RULE}\n"
    );
    let expected = Expected {
        title: "A boat is late",
        date: "2014-03-03",
        source: "The River Post",
        author: "Sample, Pat",
        text: &["It came in the night."],
        ..NONE
    };
    holds(file(&text), &[expected]);
}
