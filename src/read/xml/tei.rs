//! What the elements of TEI are (Text Encoding Initiative, P4 and P5).

use super::feed::said;
use super::found::Field;
use super::pieces::XmlTag;
use super::walker::{Context, Role};

/// In the header; in it, about the text that was encoded, and about its making; in a choice of readings; about languages.
const HEADER: u8 = 1;
const SOURCE: u8 = 2;
const CREATION: u8 = 3;
const CHOICE: u8 = 4;
const LANGUAGES: u8 = 5;

/// What an element is.
pub fn role(context: &Context, tag: &XmlTag) -> Role {
    let (name, parent) = (tag.name(), context.parent);
    match (context.scope, name) {
        (_, "TEI" | "TEI.2") => match tag.value("lang") {
            Some(language) => Role::Known(vec![(Field::Language, language)]),
            None => Role::Document,
        },
        // The header of a whole corpus.
        (0, "teiHeader") if context.is_within => Role::Scope(HEADER),
        (0, "body") if context.is_within => Role::Text(false),
        (HEADER, "sourceDesc") => Role::Scope(SOURCE),
        (HEADER, "creation") => Role::Scope(CREATION),
        (HEADER, "langUsage") => Role::Scope(LANGUAGES),
        (HEADER, "title") if parent == "titleStmt" => match tag.value("type").as_deref() {
            Some("sub" | "short" | "series") => Role::Hidden,
            _ => Role::Field(Field::Title, 0),
        },
        (HEADER, "author") if parent == "titleStmt" => Role::Field(Field::Author, 0),
        (HEADER, "publisher") => Role::Field(Field::Source, 2),
        // When it was written counts before when it was encoded.
        (CREATION, "date") => day(tag, 0),
        (SOURCE, "date") => day(tag, 1),
        (HEADER, "date") if parent == "publicationStmt" => day(tag, 2),
        (SOURCE, "title") if tag.value("level").is_some_and(|level| matches!(&level[..], "j" | "s")) => {
            Role::Field(Field::Source, 0)
        }
        (SOURCE, "publisher") => Role::Field(Field::Source, 1),
        (LANGUAGES, "language") => match said(tag, "ident", Field::Language) {
            Role::Other => said(tag, "id", Field::Language),
            said => said,
        },
        (HEADER | SOURCE | CREATION | LANGUAGES, _) => Role::Other,
        // What an editor put in or took out.
        (CHOICE, "sic" | "orig" | "abbr") => Role::Hidden,
        (_, "choice") => Role::Scope(CHOICE),
        (
            _,
            "note" | "fw" | "figDesc" | "del" | "noteGrp" | "gap" | "stage" | "front" | "back" | "teiHeader"
            | "standOff",
        ) => Role::Hidden,
        (_, "head") => Role::Heading,
        (
            _,
            "p" | "ab" | "l" | "lg" | "u" | "item" | "row" | "div" | "div1" | "div2" | "div3" | "sp" | "speaker"
            | "list" | "table" | "byline" | "opener" | "closer" | "salute" | "signed" | "dateline" | "cb",
        ) => Role::Block,
        (_, "cell") => Role::Cell,
        (_, "w" | "label") => Role::Word,
        (_, "lb" | "pb") if tag.value("break").as_deref() != Some("no") => Role::Word,
        _ => Role::Other,
    }
}

/// A date, in an attribute or as text.
fn day(tag: &XmlTag, rank: u8) -> Role {
    let attribute = ["when", "when-iso", "from", "notBefore", "value"].into_iter().find_map(|name| tag.value(name));
    attribute.map_or(Role::Field(Field::Date, rank), |date| Role::Said(vec![(Field::Date, rank, date)]))
}
