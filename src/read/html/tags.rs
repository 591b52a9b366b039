//! HTML -> its tags, each with the few attributes that are of use, and the text between them.

use std::mem::take;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// The attributes that are kept: a page could have millions of others.
const KEPT: [&str; 19] = [
    "align",
    "class",
    "content",
    "datetime",
    "epub:type",
    "face",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "number",
    "property",
    "pubdate",
    "rel",
    "role",
    "style",
    "type",
];

/// A piece of a page.
pub enum HtmlPiece {
    /// A start tag.
    Start(Tag),
    /// An end tag, by its name.
    End(Vec<u8>),
    /// Text, entities decoded; also that of scripts and styles.
    Text(String),
    /// A comment.
    Comment(String),
}

/// A start tag.
#[derive(Default)]
pub struct Tag {
    /// Its name in lower case.
    pub name: Vec<u8>,
    /// Whether it is written as one that needs no end tag.
    pub self_closing: bool,
    values: Vec<(&'static str, String)>,
}

impl Tag {
    /// The value of an attribute: empty where it has none.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }
}

/// The pieces of a page, in order.
pub fn pieces(text: &str) -> impl Iterator<Item = HtmlPiece> {
    let mut tag = Tag::default();
    let mut is_kept = false;
    let mut emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, _: Span<()>| {
        match event {
            CallbackEvent::OpenStartTag { name } => tag = Tag { name: name.to_vec(), ..Tag::default() },
            CallbackEvent::AttributeName { name } => {
                let key = KEPT.into_iter().find(|key| key.as_bytes() == name && tag.value(key).is_none());
                is_kept = key.is_some();
                tag.values.extend(key.map(|key| (key, String::new())));
            }
            CallbackEvent::AttributeValue { value } if is_kept => {
                tag.values.last_mut()?.1 = String::from_utf8_lossy(value).into_owned();
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                return Some(HtmlPiece::Start(Tag { self_closing, ..take(&mut tag) }));
            }
            CallbackEvent::EndTag { name } => return Some(HtmlPiece::End(name.to_vec())),
            CallbackEvent::String { value } => {
                return Some(HtmlPiece::Text(String::from_utf8_lossy(value).into_owned()));
            }
            CallbackEvent::Comment { value } => {
                return Some(HtmlPiece::Comment(String::from_utf8_lossy(value).into_owned()));
            }
            _ => (),
        }
        None
    });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).filter_map(Result::ok)
}
