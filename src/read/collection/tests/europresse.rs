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
