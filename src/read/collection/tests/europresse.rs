//! Europresse.

use super::*;

const OLDER: &str = "\
La Gazette du fleuve
Politique, jeudi 5 octobre 2013, p. 3
Le fleuve baisse
Zoé Exemple
Le niveau est au plus bas.
Les bateaux attendent.
© 2013 La Gazette du fleuve. Tous droits réservés.
Numéro de document : news·20131005·GF·175071
news·20131005·GF·175071
Ce certificat est émis à Une Université à des fins de visualisation personnelle et temporaire.
Date d'émission : 2013-11-05
Le présent document est protégé par les lois.
Le Courrier
mercredi 1er mars 2014
Il pleut
Enfin.
© 2014 Le Courrier. Tous droits réservés.
Numéro de document : news·20140301·CO·2
";

#[test]
fn numbers_in_the_midst_of_a_line_and_wrapped_certificates_end_articles_too() {
    let text = "La Gazette du fleuve\nlundi 4 mars 2013, p. 8\nLe fleuve baisse\nLes bateaux attendent depuis lundi.\n\
        © 2013 La Gazette ; CEDROM-SNi inc.\nPUBLI-© news·20130304·GF·39 - Date d'émission : 2020-03-05\n\
        Ce certificat est émis à UNE UNIVERSITÉ à des fins de\nvisualisation personnelle et temporaire.\n\
        Le Courrier\nsamedi 5 avril 2014, p. 8\nIl pleut\nCet article est paru dans Le Courrier (site web)\nEnfin, tout le monde sort.\n\
        © 2014 Le Courrier ; CEDROM-SNi inc.\nPUBLI-© news·20140405·CO·40 - Date d'émission : 2020-03-05\n\
        Ce certificat est émis à UNE UNIVERSITÉ à des fins de\nvisualisation personnelle et temporaire.\n";
    let expected = [
        Expected {
            title: "Le fleuve baisse",
            date: "2013-03-04",
            source: "La Gazette du fleuve",
            text: &["Les bateaux attendent depuis lundi."],
            ..NONE
        },
        Expected {
            title: "Il pleut",
            date: "2014-04-05",
            source: "Le Courrier",
            text: &["Enfin, tout le monde sort."],
            ..NONE
        },
    ];
    holds(document(text), &expected);
}

#[test]
fn labels_of_the_newest_layout_and_the_cover_with_its_list_are_no_text() {
    let article = |paper: &str, day: &str, title: &str, text: &str, number: &str| {
        format!(
            "Nom de la source\n{paper}\nType de source\nPresse • Journaux\nPériodicité\nQuotidien\nProvenance\nMétaville, France\n\
             {day}\n{paper} • p. 8 • 41 mots\n{title}\n{text}\n© {paper}. Tous droits réservés.\n\
             Certificat émis le 5 mars 2020 à UNE UNIVERSITÉ à des fins de visualisation personnelle et temporaire.\n{number}\n"
        )
    };
    let articles = [
        article("Le Courrier", "Lundi 4 mars 2013", "Il pleut", "Enfin, tout le monde sort.", "news·20130304·CO·40"),
        article(
            "La Gazette",
            "Samedi 5 avril 2014",
            "Le fleuve baisse",
            "Les bateaux attendent.",
            "news·20140405·GF·41",
        ),
    ];
    let cover = "Documents sauvegardés\nJeudi 5 mars 2020 à 10 h 12\n2 documents\nPar UNE UNIVERSITÉ\nSommaire\n\
        Documents sauvegardés • 2 documents\nLe Courrier\n4 mars 2013\nIl pleut\n... Enfin, tout le ...\n3\n\
        La Gazette\n5 avril 2014\nLe fleuve baisse\n... Les bateaux ...\n4\n";
    for file in [articles.concat(), format!("{cover}{}", articles.concat())] {
        let expected = [
            Expected {
                title: "Il pleut",
                date: "2013-03-04",
                source: "Le Courrier",
                text: &["Enfin, tout le monde sort."],
                ..NONE
            },
            Expected {
                title: "Le fleuve baisse",
                date: "2014-04-05",
                source: "La Gazette",
                text: &["Les bateaux attendent."],
                ..NONE
            },
        ];
        holds(document(&file), &expected);
    }
}

#[test]
fn numbers_of_documents_without_days_above_are_told_of() {
    let article = |number: usize| {
        format!(
            "Il pleut\nEnfin, tout le monde sort.\n© 2013 Le Courrier. Tous droits réservés.\nnews·20130304·CO·{number}\n"
        )
    };
    let text: String = (40..43).map(article).collect();
    assert_eq!(split(document(&text)), Split::Unknown { guessed: 3 });
}

#[test]
fn the_number_of_the_document_ends_an_article() {
    let expected = [
        Expected {
            title: "Le fleuve baisse",
            date: "2013-10-05",
            source: "La Gazette du fleuve",
            author: "Zoé Exemple",
            section: "Politique",
            text: &["Le niveau est au plus bas.", "Les bateaux attendent."],
            ..NONE
        },
        Expected { title: "Il pleut", date: "2014-03-01", source: "Le Courrier", text: &["Enfin."], ..NONE },
    ];
    holds(document(OLDER), &expected);
}

#[test]
fn where_it_is_missing_who_the_copy_was_made_for_does() {
    let newer = "\
La Gazette du fleuve, no. 12
Économie, mardi 5 octobre 2021 1234 mots, p. 14
Le fleuve baisse
Le niveau est au plus bas.
© 2021 La Gazette du fleuve. Tous droits réservés.
Le présent document et son usage sont protégés.
news·20211005·GF·4521
Certificat émis le 19 décembre 2022 à Une-Université à des fins de visualisation personnelle et temporaire.
Le Courrier
6 octobre 2021
Il pleut
Enfin.
Certificat émis le 19 décembre 2022 à Une-Université à des fins de visualisation personnelle et temporaire.
";
    let expected = [
        Expected {
            title: "Le fleuve baisse",
            date: "2021-10-05",
            source: "La Gazette du fleuve, no. 12",
            section: "Économie",
            text: &["Le niveau est au plus bas."],
            ..NONE
        },
        Expected { title: "Il pleut", date: "2021-10-06", source: "Le Courrier", text: &["Enfin."], ..NONE },
    ];
    holds(document(newer), &expected);
}
