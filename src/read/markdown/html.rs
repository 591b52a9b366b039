//! Raw HTML within Markdown -> its text, cut where the tags begin a new block.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// What a tag does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagEffect {
    /// It only marks a part of the text.
    Inline,
    /// It begins or ends a block, or a line.
    Block,
    /// It isn't HTML: "<tên>", "<name>".
    Text,
}

/// Elements that occur within a line (HTML Standard, "Phrasing content", and the older ones of HTML 4).
const INLINE: [&str; 41] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "slot", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "svg", "path",
];
/// All other elements that a page of the press may hold (HTML Standard, "Index of elements").
const BLOCK: [&str; 81] = [
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "input",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "menu",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "script",
    "section",
    "select",
    "source",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// What a tag, as written with its brackets, does. Comments and declarations are taken for tags within a line.
pub fn tag(raw: &str) -> TagEffect {
    let inner = raw.strip_prefix('<').unwrap_or(raw);
    if inner.starts_with(['!', '?']) {
        return if raw.ends_with('>') { TagEffect::Inline } else { TagEffect::Text };
    }
    let name = inner.strip_prefix('/').unwrap_or(inner).split(|c: char| !c.is_ascii_alphanumeric()).next();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        _ if !raw.ends_with('>') => TagEffect::Text,
        name if INLINE.contains(&name) => TagEffect::Inline,
        name if BLOCK.contains(&name) => TagEffect::Block,
        _ => TagEffect::Text,
    }
}

/// A piece of a block of HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum BlockPiece {
    /// Text, and the byte of the block where it begins.
    Text(usize, String),
    /// A new line of text.
    Break,
}

/// The text of a block of HTML, in order. Scripts, styles and comments go; tags that aren't HTML stay, and so does what
/// a comment or tag swallows if it is never closed.
pub fn pieces(block: &str) -> Vec<BlockPiece> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut pieces = Vec::new();
    let mut unseen = false;
    let mut end = 0;
    for token in Tokenizer::new_with_emitter(block, emitter).flatten() {
        let span = match &token {
            Token::StartTag(tag) => tag.span,
            Token::EndTag(tag) => tag.span,
            Token::String(text) => text.span,
            Token::Comment(comment) => comment.span,
            Token::Doctype(doctype) => doctype.span,
            Token::Error(_) => continue,
        };
        let raw = block.get(span.start..span.end).unwrap_or_default();
        end = end.max(span.end);
        match &token {
            Token::String(_) if unseen => (),
            Token::String(text) => {
                pieces.push(BlockPiece::Text(span.start, String::from_utf8_lossy(text).into_owned()))
            }
            Token::Comment(_) if raw.ends_with('>') => (),
            Token::Comment(_) => pieces.push(BlockPiece::Text(span.start, raw.trim_start_matches("<!--").to_string())),
            Token::StartTag(_) | Token::EndTag(_) => match tag(raw) {
                TagEffect::Inline => (),
                TagEffect::Block => pieces.push(BlockPiece::Break),
                TagEffect::Text => pieces.push(BlockPiece::Text(span.start, raw.to_string())),
            },
            _ => (),
        }
        if let Token::StartTag(tag) = &token {
            unseen = matches!(tag.name.as_slice(), b"script" | b"style");
        } else if let Token::EndTag(_) = &token {
            unseen = false;
        }
    }
    if let Some(rest) = block.get(end..).filter(|rest| !rest.is_empty() && !unseen) {
        pieces.push(BlockPiece::Text(end, rest.to_string()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(block: &str) -> String {
        let pieces = pieces(block).into_iter();
        pieces.map(|piece| if let BlockPiece::Text(_, text) = piece { text } else { "|".into() }).collect()
    }

    #[test]
    fn tags_go_and_their_text_stays() {
        assert_eq!(text("<div class=\"a>b\">Một <b>hai</b><br>ba</div>"), "|Một hai|ba|");
        assert_eq!(text("<p>a</p><script>b</script><style>c</style><!-- d -->e"), "|a|||||e");
    }

    #[test]
    fn what_is_no_html_stays() {
        assert_eq!(text("<tên>x</name> <3 y"), "<tên>x</name> <3 y");
        assert_eq!(text("<!-- never closed"), " never closed");
        assert_eq!(text("<div>a <p never closed"), "|a <p never closed");
    }

    proptest! {
        #[test]
        fn any_text_gives_pieces_within_it(block in "([<>/!a-c =\"-]|\\PC|<p|<!--|-->|<script>){0,40}") {
            for piece in pieces(&block) {
                if let BlockPiece::Text(at, _) = piece {
                    prop_assert!(at <= block.len());
                }
            }
        }
    }
}
