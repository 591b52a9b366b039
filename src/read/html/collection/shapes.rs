//! What lines look like that say something of an article, or of the page that it is on.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::collection::words::{self, Marker};

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

/// The marks of press databases in the source of a page.
pub static MARKED: LineShape = LineShape(LazyLock::new(|| {
    let (of, nouns) = (words::all(Marker::Of).join("|"), words::all(Marker::Documents).join("|"));
    let numbered = format!(r"\d (?:{of}) \d{{1,7}} (?:{nouns})|(?:{nouns}) \d{{1,7}} (?:{of}) \d");
    Regex::new(&format!("(?i){PAGE_MARKS}|{numbered}")).ok()
}));

/// Classes, names and comments of these pages, and the first code of Factiva.
const PAGE_MARKS: &str = r#"docpublicationname|class\s*=\s*["']?article [a-z]{2}article|<doc number|name\s*=\s*["']?doc_id_|proquest|>(?:\s|&nbsp;)*(?-i:HD)(?:\s|&nbsp;)*<"#;

shape!(
    /// What begins a document in a comment of LexisNexis; the whole of the page has the number 0.
    DOCUMENT,
    r#"(?i)<doc number\s?=\s?["']?[1-9]"#
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
    /// "1. ", as results are numbered.
    COUNTED,
    r"^\d{1,4}\. "
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
            (&MARKED, "<p>Dokument 1 von 3</p>", "<p>Dokument 1 vom Mai</p>"),
            (&DOCUMENT, "<DOCFULL>\n<DOC NUMBER=12>", "<DOCFULL><DOC NUMBER=0>"),
            (&CLOCK, "01:35 GMT", "01:35 in the morning"),
            (&FACTIVA_END, "Document CANAL00020120109e8190002x", "Document CANAL was signed in 2012"),
            (&CODE, "CANAL2", "Canal"),
            (&EUROPRESSE_NUMBER, "news·20121004·CA·20400", "news of 20121004"),
            (&COUNTED, "12. Bridges", "12 bridges"),
            (&SORRY, "We are sorry but there is an error in this document.", "We are sorry."),
        ] {
            assert!(shape.fits(fitting), "{fitting}");
            assert!(!shape.fits(other), "{other}");
        }
    }
}
