//! What the elements of RSS (0.9 to 2.0) and Atom (RFC 4287) are.

use super::found::Field;
use super::pieces::XmlTag;
use super::walker::{Context, Role};

/// Within text that is XHTML.
const XHTML: u8 = 1;

/// What an element is.
pub fn role(context: &Context, tag: &XmlTag) -> Role {
    if context.scope == XHTML {
        return super::xhtml::role(tag);
    }
    // Pictures, statistics and the like have names of their own.
    if matches!(tag.prefix(), "media" | "itunes" | "slash" | "wfw" | "thr" | "geo" | "georss" | "sy") {
        return Role::Hidden;
    }
    match (context.parent, tag.name()) {
        (_, "item" | "entry") if !context.is_within => Role::Document,
        ("channel" | "feed", "title") => Role::Field(Field::Source, 0),
        ("channel" | "feed", "language") => Role::Field(Field::Language, 0),
        (_, "feed") => said(tag, "lang", Field::Language),
        ("image" | "textInput" | "textinput", _) => Role::Hidden,
        _ if !context.is_within => Role::Other,
        ("item" | "entry", "title") => Role::Field(Field::Title, 0),
        // The feed that an entry was taken from.
        ("source", "title") => Role::Field(Field::Source, 0),
        ("item", "source") => Role::Field(Field::Source, 0),
        ("source", _) => Role::Hidden,
        ("item", "pubDate" | "date") | ("entry", "published") => Role::Field(Field::Date, 0),
        ("entry", "issued" | "created") => Role::Field(Field::Date, 1),
        ("entry", "updated" | "modified") => Role::Field(Field::Date, 2),
        ("item", "author" | "creator") | ("author", "name") => Role::Field(Field::Author, 0),
        ("author", _) => Role::Hidden,
        ("item", "language") => Role::Field(Field::Language, 0),
        ("item" | "entry", "encoded" | "content") => match tag.value("type").as_deref() {
            Some("xhtml") => Role::Text(false),
            _ => Role::Html(0),
        },
        ("item" | "entry", "description" | "summary") => Role::Html(1),
        ("content", "div") => Role::Scope(XHTML),
        _ => Role::Other,
    }
}

/// What an attribute says.
pub fn said(tag: &XmlTag, attribute: &str, field: Field) -> Role {
    tag.value(attribute).map_or(Role::Other, |value| Role::Said(vec![(field, 0, value)]))
}
