//! XML -> its tags and the text between them, entities resolved; what breaks it off or out of form is said with its line.
//! Nothing is fetched, and no entity expands into others.

use std::borrow::Cow;
use std::collections::HashMap;

use anyhow::{Error, Result, anyhow, bail, ensure};
use quick_xml::Reader;
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::read::entities;

/// Most elements within one another: real files have tens.
const MOST_DEPTH: usize = 200;
/// Most entities that a file declares itself, and the longest text of one, in bytes: names and signs. Longer ones are
/// not read.
const MOST_ENTITIES: usize = 1000;
const LONGEST_ENTITY: usize = 100;
/// Most bytes that such entities may add to a file.
const MOST_EXPANDED: usize = 10_000_000;

/// A piece of a file.
pub enum XmlPiece<'a> {
    /// An element begins.
    Start(XmlTag<'a>),
    /// The innermost element ends.
    End,
    /// Text.
    Text(Cow<'a, str>),
}

/// The start tag of an element.
pub struct XmlTag<'a>(BytesStart<'a>);

impl XmlTag<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        let name: &str = self.0.name().into_inner();
        let start = name.rfind(':').map_or(0, |colon| colon + 1);
        self.0.get(start..name.len()).unwrap_or_default()
    }

    /// The prefix of its name, empty where it has none.
    pub fn prefix(&self) -> &str {
        let length = self.0.name().into_inner().rfind(':').unwrap_or(0);
        self.0.get(..length).unwrap_or_default()
    }

    /// The value of the attribute of that name, whatever its prefix; `None` where it is empty, too.
    pub fn value(&self, name: &str) -> Option<String> {
        self.values().find(|(key, _)| key == name).map(|(_, value)| value).filter(|value| !value.trim().is_empty())
    }

    /// The attributes, names without prefix.
    pub fn values(&self) -> impl Iterator<Item = (String, String)> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.flatten().map(|attribute| {
            let name = attribute.key.local_name().into_inner().to_string();
            let value: &str = &attribute.value;
            (name, unescape(value).map_or_else(|_| value.to_string(), Cow::into_owned))
        })
    }
}

/// Reads the pieces of a file.
pub struct XmlPieces<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where each open element begins.
    open: Vec<(String, usize)>,
    entities: HashMap<String, String>,
    /// What other names were found to stand for.
    characters: HashMap<String, String>,
    expanded: usize,
    has_root: bool,
    has_doctype: bool,
}

impl<'a> XmlPieces<'a> {
    /// Begins at the start of a text.
    pub fn new(text: &'a str) -> XmlPieces<'a> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        // "R&D" is meant as it stands.
        config.allow_dangling_amp = true;
        XmlPieces {
            text,
            reader,
            open: Vec::new(),
            entities: HashMap::new(),
            characters: HashMap::new(),
            expanded: 0,
            has_root: false,
            has_doctype: false,
        }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// The file is broken or cut off, or has too many elements within one another.
    pub fn next(&mut self) -> Result<Option<XmlPiece<'a>>> {
        loop {
            let start = self.position();
            let piece = match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    let tag = XmlTag(tag);
                    ensure!(
                        self.open.len() < MOST_DEPTH,
                        "line {}: more than {MOST_DEPTH} elements within one another: it is broken, or made to harm",
                        self.line(start)
                    );
                    self.open.push((tag.name().to_string(), start));
                    self.has_root = true;
                    XmlPiece::Start(tag)
                }
                Ok(Event::End(_)) => {
                    self.open.pop();
                    XmlPiece::End
                }
                Ok(Event::Text(text)) => XmlPiece::Text(text.into_inner()),
                Ok(Event::CData(text)) => XmlPiece::Text(text.into_inner()),
                Ok(Event::GeneralRef(reference)) => XmlPiece::Text(self.resolve(&reference)?),
                Ok(Event::DocType(text)) => {
                    self.has_doctype = true;
                    self.declare(&text);
                    continue;
                }
                Ok(Event::Eof) => return self.end(),
                Ok(_) => continue,
                Err(error) => return Err(self.explain(&error)),
            };
            if let XmlPiece::Text(text) = &piece
                && self.open.is_empty()
            {
                if text.trim_start_matches('\u{feff}').trim().is_empty() {
                    continue;
                }
                bail!("line {}: there is text outside of its elements: it is no XML, or broken", self.line(start));
            }
            return Ok(Some(piece));
        }
    }

    /// The end of the file: nothing may be open.
    fn end(&self) -> Result<Option<XmlPiece<'a>>> {
        match self.open.last() {
            Some((name, start)) => {
                bail!("it is cut off: `{name}`, which begins in line {}, doesn't end; save it again", self.line(*start))
            }
            None if !self.has_root => bail!("it is no XML: it has no element"),
            None => Ok(None),
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The number of the line at a place, from 1.
    fn line(&self, position: usize) -> usize {
        let before = self.text.as_bytes().get(..position).unwrap_or(self.text.as_bytes());
        // White space before a tag belongs to the lines above.
        let rest = self.text.as_bytes().get(before.len()..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
        1 + memchr::memchr_iter(b'\n', before).count() + blank.filter(|byte| **byte == b'\n').count()
    }

    /// What a reference stands for. One that nobody declares stays as it is written: "R&D;".
    ///
    /// # Errors
    /// It is one that a document type may declare, and isn't read.
    fn resolve(&mut self, reference: &BytesRef) -> Result<Cow<'a, str>> {
        let name: &str = reference;
        if reference.is_char_ref() {
            let character = reference.resolve_char_ref().ok().flatten();
            return Ok(character.map_or_else(|| format!("&{name};"), String::from).into());
        }
        if let Some(text) = resolve_predefined_entity(name) {
            return Ok(text.into());
        }
        if let Some(text) = self.entities.get(name) {
            self.expanded += text.len();
            ensure!(
                self.expanded <= MOST_EXPANDED,
                "its entities add more than {} MB: it is broken, or made to harm",
                MOST_EXPANDED / 1_000_000
            );
            return Ok(text.clone().into());
        }
        if let Some(text) = self.characters.get(name) {
            return Ok(text.clone().into());
        }
        // Names of characters, which the DTDs of documents declare as HTML does.
        let text = entities::decode(&format!("&{name};")).into_owned();
        ensure!(
            !self.has_doctype || text != format!("&{name};"),
            "line {}: it uses the entity `&{}{}`, which is not read: write in its place what it stands for",
            self.line(self.position()),
            name.chars().take(40).collect::<String>(),
            if name.chars().nth(40).is_some() { "…" } else { ";" }
        );
        if self.characters.len() < MOST_ENTITIES && name.len() <= LONGEST_ENTITY {
            self.characters.insert(name.to_string(), text.clone());
        }
        Ok(text.into())
    }

    /// Notes the entities that a document type declares, so far as they stand for plain text.
    fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1).take(MOST_ENTITIES) {
            let mut words = declaration.trim_start().splitn(2, char::is_whitespace);
            let (name, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default().trim_start());
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
            let value = quote.and_then(|quote| rest[1..].split_once(quote)).map(|(value, _)| value);
            let is_plain = |value: &&str| value.len() <= LONGEST_ENTITY && !value.contains(['<', '%']);
            // References to characters are plain text, those to other entities aren't.
            let plain = value.filter(is_plain).and_then(|value| unescape(value).ok());
            if let Some(plain) = plain.filter(|plain| !plain.contains('<')) {
                self.entities.entry(name.to_string()).or_insert_with(|| plain.into_owned());
            }
        }
    }

    /// What is wrong, where, and what to do.
    fn explain(&self, error: &quick_xml::Error) -> Error {
        let line = self.line(usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX));
        match error {
            quick_xml::Error::Syntax(SyntaxError::InvalidBangMarkup) => {
                anyhow!("line {line}: it is broken ({error}): save it again")
            }
            quick_xml::Error::Syntax(_) => {
                anyhow!("it is cut off in the middle of what begins in line {line} ({error}): save it again")
            }
            quick_xml::Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                anyhow!("line {line}: `{expected}` should end where `{found}` does: save it again, or correct it")
            }
            _ => anyhow!("line {line}: it is broken ({error}): save it again, or correct it"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces, written out.
    fn shown(text: &str) -> String {
        let (mut pieces, mut shown) = (XmlPieces::new(text), String::new());
        loop {
            match pieces.next() {
                Ok(Some(XmlPiece::Start(tag))) => shown += &format!("<{}|{}>", tag.prefix(), tag.name()),
                Ok(Some(XmlPiece::End)) => shown += "</>",
                Ok(Some(XmlPiece::Text(text))) => shown += &text,
                Ok(None) => return shown,
                Err(error) => return format!("{error}"),
            }
        }
    }

    #[test]
    fn references_comments_instructions_and_sections_are_resolved() {
        assert_eq!(
            shown(
                r#"<?xml version="1.0"?><!-- a --><x:a b="1"><?do it?>R&D &lt; &#7885;&eacute; &own; <![CDATA[<b>&amp;]]><c/></x:a>"#
            ),
            "<x|a>R&D < ọé &own; <b>&amp;<|c></></>"
        );
    }

    #[test]
    fn declared_entities_stand_for_plain_text_alone_and_are_bounded() {
        let doctype = r#"<!DOCTYPE a [<!ENTITY tv "Truyền hình"><!ENTITY c "R&#38;D &#8363;"><!ENTITY lol "&tv;&tv;"><!ENTITY f SYSTEM "file:///etc/passwd">]>"#;
        assert_eq!(shown(&format!("{doctype}<a>&tv; &c; &nbsp;</a>")), "<|a>Truyền hình R&D ₫ \u{a0}</>");
        for name in ["lol", "f", "other"] {
            let said = shown(&format!("{doctype}<a>\n&tv; &{name};</a>"));
            assert!(said.contains(&format!("line 2: it uses the entity `&{name};`, which is not read")), "{said}");
        }
        let long = format!(r#"<!DOCTYPE a [<!ENTITY n "{}">]><a>{}</a>"#, "n".repeat(100), "&n;".repeat(200_000));
        assert!(shown(&long).contains("its entities add more than 10 MB"));
    }

    #[test]
    fn attributes_are_found_by_their_names_without_prefix() {
        let mut pieces = XmlPieces::new(r#"<a xml:lang="vi" t="R&amp;D &x;" e=" "/>"#);
        let Ok(Some(XmlPiece::Start(tag))) = pieces.next() else { panic!() };
        assert_eq!((tag.value("lang").as_deref(), tag.value("t").as_deref()), (Some("vi"), Some("R&amp;D &x;")));
        assert_eq!((tag.value("e"), tag.value("f")), (None, None));
    }

    #[test]
    fn broken_files_say_what_is_wrong_and_where() {
        for (text, error) in [
            ("<a>\n<b>\ntext", "it is cut off: `b`, which begins in line 2, doesn't end"),
            ("<a>\n<b x='", "it is cut off in the middle of what begins in line 2"),
            ("<a>\n<!-- never", "it is cut off in the middle of what begins in line 2"),
            ("<a>\n<![CDATA[x", "it is cut off in the middle of what begins in line 2"),
            ("<a>\n<b></a>", "line 2: `b` should end where `a` does"),
            ("words", "line 1: there is text outside of its elements"),
            ("<a/>\nwords", "line 2: there is text outside of its elements"),
            ("", "it is no XML: it has no element"),
        ] {
            assert!(shown(text).contains(error), "{text}: {}", shown(text));
        }
        assert!(shown(&"<a>".repeat(300)).contains("more than 200 elements within one another"));
    }
}
