//! What the elements of FictionBook are (FB2, gribuser.ru/xml/fictionbook/2.0), a book in one file.

use super::feed::said;
use super::found::Field;
use super::pieces::XmlTag;
use super::walker::{Context, Role};

/// In what is said of the book.
const TITLE_INFO: u8 = 1;

/// What an element is.
pub fn role(context: &Context, tag: &XmlTag) -> Role {
    let (name, parent) = (tag.name(), context.parent);
    match (context.scope, name) {
        (_, "FictionBook") if !context.is_within => Role::Document,
        _ if !context.is_within => Role::Other,
        // The bodies after the first hold notes, and say so by their names.
        (0, "body") if tag.value("name").is_some_and(|name| is_apart(&name)) => Role::Hidden,
        (0, "body") if parent == "FictionBook" => Role::Text(false),
        (0, "title-info") => Role::Scope(TITLE_INFO),
        (TITLE_INFO, "book-title") => Role::Field(Field::Title, 0),
        (TITLE_INFO, "author") => Role::Field(Field::Author, 0),
        (TITLE_INFO, "first-name" | "middle-name" | "last-name") => Role::Word,
        (TITLE_INFO, "lang") => Role::Field(Field::Language, 0),
        (TITLE_INFO, "date") => match said(tag, "value", Field::Date) {
            Role::Other => Role::Field(Field::Date, 0),
            said => said,
        },
        (TITLE_INFO, _) => Role::Hidden,
        (0, "publisher") if parent == "publish-info" => Role::Field(Field::Source, 0),
        (0, "year") if parent == "publish-info" => Role::Field(Field::Date, 1),
        (_, "document-info" | "src-title-info" | "custom-info" | "binary" | "stylesheet" | "annotation") => {
            Role::Hidden
        }
        // The mark of a note.
        (_, "a") if tag.value("type").as_deref() == Some("note") => Role::Hidden,
        (_, "title" | "subtitle") => Role::Heading,
        (
            _,
            "p" | "section" | "v" | "poem" | "stanza" | "cite" | "epigraph" | "text-author" | "empty-line" | "table"
            | "tr" | "date",
        ) => Role::Block,
        (_, "td" | "th") => Role::Cell,
        _ => Role::Other,
    }
}

/// Whether a body of this name isn't part of the text.
fn is_apart(name: &str) -> bool {
    matches!(name.trim().to_lowercase().as_str(), "notes" | "footnotes" | "comments")
}
