//! The list of a book's parts (OPF) -> its chapters in the order of reading, and what is known of it.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result, ensure};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::value;
use crate::read::metadata::Metadata;

/// What is said where the list can't be read.
const BROKEN: &str = "its list of parts is broken: download or save it again";

/// A book's list of parts.
pub(super) struct OpfPackage {
    pub chapters: Vec<Chapter>,
    pub metadata: Metadata,
}

/// The path of a chapter in the book.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chapter {
    /// With what is escaped by `%` in it decoded.
    pub decoded: String,
    pub written: String,
}

/// A part that the list names.
struct Item {
    href: String,
    is_text: bool,
    is_nav: bool,
}

impl OpfPackage {
    /// Reads the list, which lies at `path`.
    ///
    /// # Errors
    /// It is broken, or names no chapter.
    pub fn read(xml: &str, path: &str) -> Result<OpfPackage> {
        let folder = path.rfind('/').map_or("", |end| &path[..=end]);
        let mut items: HashMap<String, Item> = HashMap::new();
        let (mut spine, mut apart, mut said) = (Vec::new(), HashSet::new(), Said::default());
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().context(BROKEN)? {
                Event::Start(tag) => {
                    said.open(&tag);
                    entry(&tag, &mut items, &mut spine, &mut apart);
                }
                Event::Empty(tag) => entry(&tag, &mut items, &mut spine, &mut apart),
                Event::End(tag) => said.close(tag.local_name().as_ref()),
                Event::Text(text) => said.push(&text),
                Event::CData(text) => said.push(&text),
                Event::GeneralRef(name) => match name.resolve_char_ref().context(BROKEN)? {
                    Some(c) => said.push(c.encode_utf8(&mut [0; 4])),
                    None => said.push(resolve_predefined_entity(&name).unwrap_or_default()),
                },
                Event::Eof => break,
                _ => (),
            }
        }
        let apart: HashSet<String> = apart.iter().map(|href| joined(folder, href)).collect();
        let chapters = spine.iter().filter_map(|id| items.get(id)).filter(|item| item.is_text && !item.is_nav);
        let chapters = chapters.map(|item| Chapter {
            decoded: joined(folder, &unescaped(&item.href)),
            written: joined(folder, &item.href),
        });
        let chapters: Vec<_> = chapters.filter(|chapter| !apart.contains(&chapter.written)).collect();
        ensure!(!chapters.is_empty(), "it holds no chapter");
        Ok(OpfPackage { chapters, metadata: said.metadata() })
    }
}

/// Notes what an element says of the parts.
fn entry(tag: &BytesStart, items: &mut HashMap<String, Item>, spine: &mut Vec<String>, apart: &mut HashSet<String>) {
    match tag.local_name().as_ref() {
        "item" => {
            let (Some(id), Some(href)) = (value(tag, "id"), value(tag, "href")) else { return };
            let kind = value(tag, "media-type").unwrap_or_default();
            let is_text = ["application/xhtml+xml", "text/html", "text/x-oeb1-document"].contains(&kind.as_str());
            let has =
                |name: &str| value(tag, "properties").is_some_and(|all| all.split_whitespace().any(|one| one == name));
            items.insert(id, Item { href, is_text, is_nav: has("nav") });
        }
        "itemref" if value(tag, "linear").as_deref() != Some("no") => spine.extend(value(tag, "idref")),
        // Of EPUB 2.
        "reference" if value(tag, "type").is_some_and(|kind| ["cover", "toc"].contains(&kind.as_str())) => {
            apart.extend(value(tag, "href").map(|href| href.split('#').next().unwrap_or_default().to_string()));
        }
        _ => (),
    }
}

/// What a book says of itself (Dublin Core).
#[derive(Default)]
struct Said {
    fields: Vec<(String, String)>,
    /// The element whose text is read, and its text.
    open: Option<(String, String)>,
}

impl Said {
    fn open(&mut self, tag: &BytesStart) {
        let name = tag.local_name().as_ref().to_string();
        let is_known = ["title", "creator", "date", "publisher", "source", "language"].contains(&name.as_str());
        let is_other = match name.as_str() {
            // Who drew the cover is no author, the day of a change not that of the book.
            "creator" => value(tag, "role").is_some_and(|role| role != "aut"),
            "date" => value(tag, "event")
                .is_some_and(|event| !["publication", "original-publication"].contains(&event.as_str())),
            _ => false,
        };
        if is_known && !is_other && tag.name().prefix().is_some() {
            self.open = Some((name, String::new()));
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((_, open)) = &mut self.open {
            open.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((open, text)) = self.open.take() {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            match open == name {
                true if !text.is_empty() => self.fields.push((open, text)),
                true => (),
                false => self.open = Some((open, text)),
            }
        }
    }

    fn metadata(self) -> Metadata {
        let all = |name: &str| -> Vec<&str> {
            self.fields.iter().filter(|(field, _)| field == name).map(|(_, text)| text.as_str()).collect()
        };
        let first = |name: &str| all(name).first().map(|text| text.to_string());
        let language = first("language").and_then(|language| language.split(['-', '_']).next().map(str::to_lowercase));
        Metadata {
            title: first("title"),
            date: first("date"),
            source: first("publisher").or_else(|| first("source")),
            author: Some(all("creator").join(", ")).filter(|names| !names.is_empty()),
            language,
            ..Metadata::default()
        }
    }
}

/// A path from a folder, without `.` and `..`, and without a place in the part.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let path = if href.starts_with('/') { href.to_string() } else { format!("{folder}{href}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => (),
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A reference with the bytes that are escaped in it (RFC 3986).
fn unescaped(href: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(href.len()), href.as_bytes());
    while let Some((&byte, more)) = rest.split_first() {
        let digit = |place: usize| more.get(place).and_then(|&byte| char::from(byte).to_digit(16));
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &more[2..];
            }
            _ => {
                bytes.push(byte);
                rest = more;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| href.to_string())
}
