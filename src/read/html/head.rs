//! Tags and scripts of a page -> what it says of its article, and its encoding.

use super::tags::Tag;
use crate::read::{Metadata, compose};

/// Longest value, in characters: no title is longer.
const MOST_OF_VALUE: usize = 500;
/// The names under which `<meta>` gives the day of publication, in small letters.
const DATES: [&str; 14] = [
    "article:published_time",
    "citation_date",
    "citation_publication_date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "og:published_time",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "sailthru.date",
];

/// What has been said so far, in the order of trust: by `<meta>` and `<html lang>`; by `<title>` and JSON-LD.
#[derive(Default)]
pub struct Head {
    first: Metadata,
    second: Metadata,
    /// Whether the text that comes is JSON-LD.
    is_json: bool,
}

impl Head {
    /// Notes what a tag says.
    pub fn tag(&mut self, tag: &Tag) {
        self.is_json = tag.name == b"script" && tag.value("type").is_some_and(|kind| kind == "application/ld+json");
        match &tag.name[..] {
            b"html" => keep(&mut self.first.language, tag.value("lang").and_then(|lang| lang.get(..2))),
            b"meta" => {
                let key = tag.value("property").or_else(|| tag.value("name")).or_else(|| tag.value("itemprop"));
                let field = match &*key.unwrap_or_default().to_ascii_lowercase() {
                    "og:title" => &mut self.first.title,
                    "og:site_name" => &mut self.first.source,
                    key if DATES.contains(&key) => &mut self.first.date,
                    _ => return,
                };
                keep(field, tag.value("content"));
            }
            _ => (),
        }
    }

    /// Notes what text says: that of `<title>`, or a script that came last.
    pub fn text(&mut self, text: &str, is_title: bool) {
        if is_title {
            keep(&mut self.second.title, Some(text));
        } else if self.is_json {
            keep(&mut self.second.date, string_after(text, "datePublished").as_deref());
            let publisher = text.split_once("\"publisher\"").and_then(|(_, rest)| rest.split('}').next());
            keep(&mut self.second.source, publisher.and_then(|json| string_after(json, "name")).as_deref());
        }
    }

    /// The title, as far as the page says it outside of its text.
    pub fn title(&self) -> Option<&str> {
        self.first.title.as_deref().or(self.second.title.as_deref())
    }

    /// All titles that the page says.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        [&self.first, &self.second].into_iter().filter_map(|said| said.title.as_deref())
    }

    /// Whether a title is the name of the site alone.
    pub fn is_site(&self, title: &str) -> bool {
        let mut sources = [&self.first, &self.second].into_iter().filter_map(|said| said.source.as_deref());
        sources.any(|source| compose(source).to_lowercase() == compose(title).to_lowercase())
    }

    /// All that was said, with the headline of the text and the moment that its `<time>` gives.
    pub fn metadata(self, headline: Option<String>, time: Option<&str>) -> Metadata {
        let has_text = headline.is_some();
        let own = self.first.title.clone().filter(|title| !has_text || !self.is_site(title));
        let mut third = None;
        keep(&mut third, time);
        let Head { first, second, .. } = self;
        Metadata {
            group: None,
            title: own.or(headline).or(second.title),
            date: first.date.or(second.date).or(third),
            source: first.source.or(second.source),
            language: first.language.map(|language| language.to_lowercase()),
        }
    }
}

/// The encoding that a page declares in its first 1,024 bytes: in `<meta charset>`, `<meta http-equiv>` or the XML
/// declaration.
pub fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let text = bytes.get(..1024).unwrap_or(bytes).utf8_chunks().next()?.valid();
    let lower = text.to_ascii_lowercase();
    lower.match_indices('<').find_map(|(start, _)| {
        let tag = lower[start..].split('>').next()?;
        let key = if tag.starts_with("<meta") { "charset" } else { "encoding" };
        let at = tag.find(key).filter(|_| tag.starts_with("<meta") || tag.starts_with("<?xml"))? + key.len();
        let value = text[start + at..start + tag.len()].trim_start().strip_prefix('=')?;
        let value = value.trim_start_matches([' ', '"', '\'']).split([' ', '"', '\'', ';', '/', '?']).next()?;
        Some(value).filter(|value| !value.is_empty())
    })
}

/// Keeps the first value of a field, white space collapsed.
fn keep(field: &mut Option<String>, value: Option<&str>) {
    if field.is_none() {
        let value = value.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        *field = Some(value.chars().take(MOST_OF_VALUE).collect()).filter(|value: &String| !value.is_empty());
    }
}

/// The string that follows a key of JSON. Nothing else of it is read: such scripts are often broken.
fn string_after(json: &str, key: &str) -> Option<String> {
    let rest = json.split_once(&format!("\"{key}\""))?.1.trim_start().strip_prefix(':')?;
    let mut rest = rest.trim_start().strip_prefix('"')?.chars();
    let mut string = String::new();
    loop {
        match rest.next()? {
            '"' => return Some(string),
            '\\' => match rest.next()? {
                'u' => {
                    let code = u32::from_str_radix(&rest.by_ref().take(4).collect::<String>(), 16);
                    string.extend(code.ok().and_then(char::from_u32));
                }
                c => string.push(c),
            },
            c => string.push(c),
        }
    }
}
