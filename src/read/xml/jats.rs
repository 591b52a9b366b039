//! What the elements of JATS are (ANSI/NISO Z39.96), the articles of journals.

use super::found::Field;
use super::pieces::XmlTag;
use super::walker::{Context, Role};

/// What is never read: references, tables, formulas, notes, and what is about the article.
const HIDDEN: [&str; 27] = [
    "ref-list",
    "back",
    "table-wrap",
    "table-wrap-group",
    "fig",
    "fig-group",
    "disp-formula",
    "disp-formula-group",
    "inline-formula",
    "tex-math",
    "math",
    "fn",
    "fn-group",
    "supplementary-material",
    "media",
    "graphic",
    "floats-group",
    "trans-abstract",
    "trans-title-group",
    "kwd-group",
    "history",
    "permissions",
    "related-article",
    "custom-meta-group",
    "author-notes",
    "label",
    "object-id",
];

/// What an element is.
pub fn role(context: &Context, tag: &XmlTag) -> Role {
    let is_type = |name: &str, types: &[&str]| tag.value(name).is_some_and(|value| types.contains(&value.as_str()));
    match (context.parent, tag.name()) {
        (_, "article" | "sub-article" | "response") => match tag.value("lang") {
            Some(language) => Role::Known(vec![(Field::Language, language)]),
            None => Role::Document,
        },
        _ if !context.is_within => Role::Other,
        (_, name) if HIDDEN.contains(&name) => Role::Hidden,
        ("title-group", "article-title") => Role::Field(Field::Title, 0),
        ("title-group", _) => Role::Hidden,
        (_, "journal-title") => Role::Field(Field::Source, 0),
        ("publisher", "publisher-name") => Role::Field(Field::Source, 1),
        ("article-meta" | "front-stub", "pub-date") => {
            let rank = match () {
                () if is_type("pub-type", &["epub"]) || is_type("date-type", &["pub"]) => 0,
                () if is_type("pub-type", &["pmc-release", "nihms-submitted", "collection"]) => 2,
                () if is_type("date-type", &["collection"]) => 2,
                () => 1,
            };
            match tag.value("iso-8601-date") {
                Some(date) => Role::Said(vec![(Field::Date, rank, date)]),
                None => Role::Date(rank),
            }
        }
        ("name", "surname") => Role::Last,
        (_, "day" | "month" | "year" | "surname" | "given-names" | "break") => Role::Word,
        (_, "contrib") if tag.value("contrib-type").is_some_and(|kind| kind != "author") => Role::Hidden,
        ("contrib", "name") if !is_type("name-style", &["eastern"]) => Role::Name,
        ("contrib", "name" | "string-name" | "collab") => Role::Field(Field::Author, 0),
        ("subj-group", "subject") => Role::Field(Field::Section, 0),
        (_, "abstract") if is_type("abstract-type", &["graphical", "teaser", "toc", "short", "web-summary"]) => {
            Role::Hidden
        }
        ("article-meta" | "front-stub", "abstract") => Role::Text(false),
        ("article" | "sub-article" | "response", "body") => Role::Text(false),
        // Marks of references and notes; those of figures and sections are words of their sentence.
        (_, "xref") if is_type("ref-type", &["bibr", "fn", "table-fn", "aff", "corresp", "author-notes"]) => {
            Role::Hidden
        }
        (_, "title") => Role::Heading,
        (
            _,
            "p" | "sec" | "list" | "list-item" | "disp-quote" | "boxed-text" | "verse-line" | "verse-group" | "attrib"
            | "def-item" | "def" | "statement" | "speech",
        ) => Role::Block,
        _ => Role::Other,
    }
}
