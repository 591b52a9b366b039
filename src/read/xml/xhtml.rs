//! What the elements of XHTML are, where they are within other XML.

use super::pieces::XmlTag;
use super::walker::Role;

/// What an element is.
pub fn role(tag: &XmlTag) -> Role {
    match tag.name() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "p" | "div" | "li" | "tr" | "blockquote" | "pre" | "dt" | "dd" | "ul" | "ol" | "dl" | "table" | "section"
        | "article" | "br" | "hr" | "body" | "center" => Role::Block,
        "td" | "th" => Role::Cell,
        "head" | "script" | "style" | "title" | "figure" | "figcaption" | "caption" | "iframe" | "object" | "nav"
        | "aside" | "footer" | "button" | "svg" | "noscript" => Role::Hidden,
        _ => Role::Other,
    }
}
