//! What the elements of Factiva's XML are.

use super::found::Field;
use super::pieces::XmlTag;
use super::walker::{Context, Role};

/// What an element is.
pub fn role(context: &Context, tag: &XmlTag) -> Role {
    match (context.parent, tag.name()) {
        (_, "article") => Role::Document,
        _ if !context.is_within => Role::Other,
        ("article", "headline") => Role::Field(Field::Title, 0),
        ("article", "leadParagraph" | "tailParagraphs") => Role::Text(true),
        ("article", "publicationDate") => Role::Field(Field::Date, 0),
        ("article", "sourceName") => Role::Field(Field::Source, 0),
        ("article", "publisherName") => Role::Field(Field::Source, 1),
        ("article", "byline") => Role::Field(Field::Author, 0),
        ("article", "sectionName" | "section") => Role::Field(Field::Section, 0),
        ("article", "columnName") => Role::Field(Field::Section, 1),
        ("article", "baseLanguage") => Role::Field(Field::Language, 0),
        // Codes, names of regions and subjects, credits, notes.
        ("article", _) => Role::Hidden,
        (_, "paragraph") => Role::Block,
        _ => Role::Other,
    }
}
