//! What lines look like that say something of an article, or of the page that it is on.

use std::sync::LazyLock;

use regex::Regex;

/// The shape of a line.
pub struct LineShape(LazyLock<Option<Regex>>);

impl LineShape {
    /// Whether a text has it.
    pub fn fits(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|shape| shape.is_match(text))
    }
}

macro_rules! shape {
    ($(#[$doc:meta])* $name:ident, $pattern:expr) => {
        $(#[$doc])*
        pub static $name: LineShape = LineShape(LazyLock::new(|| Regex::new($pattern).ok()));
    };
}

shape!(
    /// The marks of press databases in the source of a page.
    MARKED,
    r#"(?i)docpublicationname|class\s*=\s*["']?article [a-z]{2}article|<doc number|name\s*=\s*["']?doc_id_|\d (?:of|de|sur|von|van|di) \d{1,7} (?:document|dokument)|(?:document|dokument|documento) \d{1,7} (?:of|de|sur|von|van|di) \d|proquest|>(?:\s|&nbsp;)*(?-i:HD)(?:\s|&nbsp;)*<"#
);
shape!(
    /// "2001 of 2146 DOCUMENTS", as LexisNexis numbers them in each language.
    NUMBERED,
    r"(?i)^\W*\d{1,7} (?:of|de|sur|von|van|di) \d{1,7} (?:documents?|dokumenten?|documentos?|documenten|documenti)\W*$"
);
shape!(
    /// What begins a document in a comment of LexisNexis; the whole of the page has the number 0.
    DOCUMENT,
    r#"(?i)<doc number\s?=\s?["']?[1-9]"#
);
shape!(
    /// "Document 3 of 20", as ProQuest numbers them, and LexisNexis in other languages than English.
    NUMBERED_FIRST,
    r"(?i)^\W*(?:document|dokument|documento) \d{1,7} (?:of|de|sur|von|van|di) \d{1,7}\W*$"
);
shape!(
    /// A line that says whose rights a text is under.
    COPYRIGHT,
    r"(?i)^\W*(?:copyright(?:\s+(?:\d{4}|©|\(c\)|by\b)|\s*[:©]|\s*$)|copr\.|©|\(c\)\s*(?:copyright\s*)?\d{4}|tous droits réservés|alle rechte vorbehalten|all rights reserved|todos los derechos reservados|alle rechten voorbehouden)"
);
shape!(
    /// The end of such a line, where a name comes first.
    RIGHTS,
    r"(?i)(?:^|[.,;] |\d{4} )(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|alle rechten voorbehouden)\.?$"
);
shape!(
    /// How many words an article has, in Factiva's languages.
    WORDS,
    r"(?i)^[\d., '\x{a0}\x{202f}]{1,12}\s?(?:words?|mots?|wörter|wort|palabras?|parole|palavras|woorden|ord|słów|слов|字|語)$"
);
shape!(
    /// A time of day.
    CLOCK,
    r"(?i)^\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?|uhr)?(?:\s?(?:gmt|utc|cet|est|edt|bst)(?:[+-]\d{1,2})?)?$"
);
shape!(
    /// The line that ends an article in Factiva: "Document" and its number.
    FACTIVA_END,
    r"^(?:Document|Dokument|Documento|Документ|文件|文書) [A-Z][A-Z0-9]{3,}\d[A-Za-z0-9]{8,}$"
);
shape!(
    /// A code of a source.
    CODE,
    r"^[A-Z0-9]{2,8}$"
);
shape!(
    /// The number of a document in Europresse, after whose first part the date stands.
    EUROPRESSE_NUMBER,
    r"(?i)^(?:[\w ]{3,30}\s?:\s?)?\w{2,20}·\d{8}·\S{1,20}·\S{1,60}$"
);
shape!(
    /// What Europresse says of its certificates, in French and English.
    CERTIFICATE,
    r"(?i)^(?:ce certificat est émis|this certificate is issued|date d['’]émission|issue date|le présent document (?:est protégé|et son utilisation)|this document is protected|ce document (?:est destiné|est réservé)|certificat public|public certificate)"
);
shape!(
    /// The name of a document's number in Europresse.
    NUMBER_NAME,
    r"(?i)^(?:numéro de document|news document id|document number)\s?:"
);
shape!(
    /// Buttons of Europresse, on a line of their own.
    BUTTON,
    r"(?i)^(?:sauvegarder|annuler|imprimer|save|cancel|print|close|fermer|enregistrer|haut de page|retour|télécharger)$"
);
shape!(
    /// The name of a day, alone.
    WEEKDAY,
    r"(?i)^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo)$"
);
shape!(
    /// "1. ", as results are numbered.
    COUNTED,
    r"^\d{1,4}\. "
);
shape!(
    /// What stands where a text is missing.
    MISSING,
    r"(?i)^(?:(?:full text |abstract )?(?:not|none) available\.?|aucun\w* disponible\.?|non disponible\.?|nicht verfügbar\.?|no disponible\.?)$"
);
shape!(
    /// What LexisNexis shows instead of a document.
    SORRY,
    r"(?i)^we are sorry but there is an error in this document\b"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_a_pattern_and_fits_what_it_is_for_alone() {
        for (shape, fitting, other) in [
            (&MARKED, "<td>&nbsp;<b>HD</b></td>", "<p>An hd page of documents and articles</p>"),
            (&NUMBERED, "3 of 20 DOCUMENTS", "3 of 20 documents were lost."),
            (&NUMBERED, "3 von 20 DOKUMENTEN", "20 DOKUMENTEN"),
            (&MARKED, "<p>Dokument 1 von 3</p>", "<p>Dokument 1 vom Mai</p>"),
            (&DOCUMENT, "<DOCFULL>\n<DOC NUMBER=12>", "<DOCFULL><DOC NUMBER=0>"),
            (&NUMBERED_FIRST, "Document 3 of 20", "Document 3 of the file"),
            (&COPYRIGHT, "© 2012 Le Canal. Tous droits réservés.", "The copyright was sold."),
            (&COPYRIGHT, "(c) 2012 The Canal Press", "(c) the third of our points"),
            (&COPYRIGHT, "Copyright 2012 Le Canal", "Copyright law is changing."),
            (&RIGHTS, "Canal Press 2012. All Rights Reserved", "He has all rights reserved for him."),
            (&WORDS, "1.942 Wörter", "942 words of thanks"),
            (&CLOCK, "01:35 GMT", "01:35 in the morning"),
            (&FACTIVA_END, "Document CANAL00020120109e8190002x", "Document CANAL was signed in 2012"),
            (&CODE, "CANAL2", "Canal"),
            (&EUROPRESSE_NUMBER, "news·20121004·CA·20400", "news of 20121004"),
            (&CERTIFICATE, "Ce certificat est émis à Lycée", "Le certificat est émis"),
            (&NUMBER_NAME, "Numéro de document : news", "Numéro du document"),
            (&BUTTON, "Annuler", "Annuler le vote"),
            (&WEEKDAY, "jeudi", "jeudi noir"),
            (&COUNTED, "12. Bridges", "12 bridges"),
            (&MISSING, "Not available.", "Not available to all."),
            (&SORRY, "We are sorry but there is an error in this document.", "We are sorry."),
        ] {
            assert!(shape.fits(fitting), "{fitting}");
            assert!(!shape.fits(other), "{other}");
        }
    }
}
