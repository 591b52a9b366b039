//! What the elements of NewsML-G2, NewsML 1 and NITF are (IPTC), and those of XHTML in them.

use super::found::Field;
use super::pieces::XmlTag;
use super::walker::{Context, Role};
use super::xhtml;

/// Where the text is, in whichever markup; in NITF; in XHTML.
const INLINE: u8 = 1;
const NITF: u8 = 2;
const XHTML: u8 = 3;

/// What an element is.
pub fn role(context: &Context, tag: &XmlTag) -> Role {
    let (name, parent) = (tag.name(), context.parent);
    match (context.scope, name) {
        (_, "newsItem" | "NewsItem") if !context.is_within => match tag.value("lang") {
            Some(language) => Role::Known(vec![(Field::Language, language)]),
            None => Role::Document,
        },
        (0, "nitf") if !context.is_within => Role::Document,
        _ if !context.is_within => Role::Other,
        (0 | INLINE, "nitf") => Role::Scope(NITF),
        (0, "head" | "body") if parent == "nitf" => Role::Scope(NITF),
        (NITF, _) => nitf(parent, tag),
        (0 | INLINE, "html") => Role::Scope(XHTML),
        (XHTML, "body") => Role::Text(false),
        (XHTML, _) => xhtml::role(tag),
        (0, "inlineData") => Role::Text(true),
        (0, "DataContent") if context.has_own_text => Role::Text(true),
        (0, "inlineXML" | "DataContent") => Role::Scope(INLINE),
        (INLINE, _) => match xhtml::role(tag) {
            Role::Block | Role::Heading if name != "table" => Role::Text(false),
            role => role,
        },
        _ => item(context, tag),
    }
}

/// What an element of an item is, outside of its text.
fn item(context: &Context, tag: &XmlTag) -> Role {
    match (context.parent, tag.name()) {
        ("contentMeta", "headline") => Role::Field(Field::Title, 0),
        ("NewsLines", "HeadLine") => Role::Field(Field::Title, 0),
        ("itemMeta", "title") => Role::Field(Field::Title, 1),
        (_, "contentCreated") => Role::Field(Field::Date, 0),
        (_, "firstCreated" | "FirstCreated") => Role::Field(Field::Date, 1),
        (_, "versionCreated" | "ThisRevisionCreated") => Role::Field(Field::Date, 2),
        ("itemMeta", "provider") | ("contentMeta", "infoSource") if context.has_text => Role::Field(Field::Source, 0),
        ("itemMeta", "provider") => {
            let code = tag.value("qcode").map(|code| code.rsplit(':').next().unwrap_or_default().to_string());
            let name = tag.value("literal").or(code);
            Role::Said(name.map(|name| (Field::Source, 0, name)).into_iter().collect())
        }
        ("Provider", "Party") => Role::Said(said(tag, &[("FormalName", Field::Source)])),
        (_, "creditline" | "CreditLine") => Role::Field(Field::Source, 1),
        ("contentMeta", "by") | ("NewsLines", "ByLine") => Role::Field(Field::Author, 0),
        ("creator", "name") => Role::Field(Field::Author, 1),
        ("contentMeta", "language") => Role::Said(said(tag, &[("tag", Field::Language)])),
        (_, "Language") => Role::Said(said(tag, &[("FormalName", Field::Language)])),
        _ => Role::Other,
    }
}

/// What an element of NITF is.
fn nitf(parent: &str, tag: &XmlTag) -> Role {
    let is_class = |class: &str| tag.value("class").as_deref() == Some(class);
    match (parent, tag.name()) {
        ("head", "title") => Role::Field(Field::Title, 1),
        (_, "date.issue") => Role::Said(said(tag, &[("norm", Field::Date)])),
        (_, "pubdata") => Role::Said(said(
            tag,
            &[("date.publication", Field::Date), ("name", Field::Source), ("position.section", Field::Section)],
        )),
        (_, "doc.copyright") => {
            Role::Said(tag.value("holder").map(|name| (Field::Source, 2, name)).into_iter().collect())
        }
        (_, "hl1") => Role::Field(Field::Title, 0),
        // The same headline and name again, in other forms.
        (_, "hl2") if is_class("online_headline") => Role::Hidden,
        (_, "byline") if is_class("normalized_byline") => Role::Hidden,
        // A lead that the full text begins with, too.
        (_, "block") if is_class("lead_paragraph") => Role::Hidden,
        ("hedline", "hl2") => Role::Text(false),
        (_, "byline") => Role::Field(Field::Author, 0),
        (_, "body.content") => Role::Text(false),
        (
            _,
            "byttl" | "dateline" | "abstract" | "distributor" | "note" | "rights" | "series" | "media" | "body.end"
            | "tagline" | "fn" | "caption",
        ) => Role::Hidden,
        (_, "hl2") => Role::Heading,
        (_, "p" | "block" | "li" | "tr" | "br" | "bq" | "pre" | "table" | "ul" | "ol" | "dt" | "dd" | "hr") => {
            Role::Block
        }
        (_, "td" | "th") => Role::Cell,
        _ => Role::Other,
    }
}

/// What attributes say.
fn said(tag: &XmlTag, attributes: &[(&str, Field)]) -> Vec<(Field, u8, String)> {
    let value = |&(name, field): &(&str, Field)| tag.value(name).map(|value| (field, 0, value));
    attributes.iter().filter_map(value).collect()
}
