//! Tags and scripts of a page -> what it says of its article, and its encoding.

use super::linked::{ArticleDates, Linked};
use super::tags::Tag;
use super::value::{is_day, keep};
use crate::read::composed::compose;
use crate::read::metadata::Metadata;

/// The names under which `<meta>` gives the day of publication, in small letters without marks, the surest first.
const DATES: [&str; 33] = [
    "articlepublishedtime",
    "ogpublishedtime",
    "ogarticlepublishedtime",
    "articlepublished",
    "datepublished",
    "rnewsdatepublished",
    "schemadatepublished",
    "parselypubdate",
    "sailthrudate",
    "btpubdate",
    "cxenseparserecspublishtime",
    "prismpublicationdate",
    "citationpublicationdate",
    "citationonlinedate",
    "citationdate",
    "bepresscitationdate",
    "dcdateissued",
    "dctermsissued",
    "dcissued",
    "dcdatepublished",
    "dcdate",
    "dctermsdate",
    "dcdatecreated",
    "dctermscreated",
    "dccreated",
    "articlepublishdate",
    "publisheddate",
    "publicationdate",
    "originalpublicationdate",
    "publishdate",
    "publishtime",
    "pubdate",
    "date",
];

/// What has been said so far, in the order of trust: by `<meta>` and `<html lang>`; by `<title>` and JSON-LD.
#[derive(Default)]
pub struct PageHead {
    title: [Option<String>; 2],
    source: Option<String>,
    author: Option<String>,
    section: Option<String>,
    language: Option<String>,
    /// The date, and the place of its name in [`DATES`].
    date: Option<(usize, String)>,
    address: Option<String>,
    linked: Linked,
    /// The JSON-LD of the script that is open.
    script: Option<String>,
}

impl PageHead {
    /// Notes what a tag says.
    pub fn tag(&mut self, tag: &Tag) {
        let is_json = tag.value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
        self.script = (tag.name == b"script" && is_json).then(String::new);
        match &tag.name[..] {
            b"html" => keep(&mut self.language, tag.value("lang").and_then(|lang| lang.get(..2))),
            b"link" if tag.value("rel") == Some("canonical") => keep(&mut self.address, tag.value("href")),
            b"meta" => self.meta(tag),
            _ => (),
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let key = tag.value("property").or_else(|| tag.value("name")).or_else(|| tag.value("itemprop"));
        let (key, content) = (key.unwrap_or_default(), tag.value("content"));
        match &*key.to_ascii_lowercase() {
            "og:title" => keep(&mut self.title[0], content),
            "og:site_name" => keep(&mut self.source, content),
            "og:url" => keep(&mut self.address, content),
            // An address of a profile is no name.
            "author" | "article:author" => keep(&mut self.author, content.filter(|name| !name.contains("://"))),
            "article:section" => keep(&mut self.section, content),
            key => {
                let mut date = None;
                keep(&mut date, content.filter(|date| is_day(date)));
                if let (Some(place), Some(date)) = (date_key(key), date)
                    && self.date.as_ref().is_none_or(|(before, _)| place < *before)
                {
                    self.date = Some((place, date));
                }
            }
        }
    }

    /// Notes what text says: that of `<title>`, or of a script that is open.
    pub fn text(&mut self, text: &str, is_title: bool) {
        if is_title {
            keep(&mut self.title[1], Some(text));
        } else if let Some(script) = &mut self.script {
            script.push_str(text);
        }
    }

    /// Notes the end of an element.
    pub fn end(&mut self) {
        if let Some(script) = self.script.take() {
            self.linked.read(&script);
        }
    }

    /// The title, as far as the page says it outside of its text.
    pub fn title(&self) -> Option<&str> {
        self.titles().next()
    }

    /// All titles that the page says.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.title.iter().flatten().map(String::as_str)
    }

    /// Puts others in place of the titles, where there are others for them.
    pub fn turn_titles(&mut self, turn: impl Fn(&str) -> Option<String>) {
        self.title.iter_mut().flatten().for_each(|title| *title = turn(title).unwrap_or_else(|| std::mem::take(title)));
    }

    /// Forgets titles that are none of the article.
    pub fn forget(&mut self, titles: &[String]) {
        self.title.iter_mut().for_each(|own| *own = own.take().filter(|title| !titles.contains(title)));
    }

    /// Whether a title is the name of the site alone.
    pub fn is_site(&self, title: &str) -> bool {
        let mut sources = self.source.as_deref().into_iter().chain(self.linked.publisher());
        sources.any(|source| compose(source).to_lowercase() == compose(title).to_lowercase())
    }

    /// All that was said, with the headline of the text; and a date that counts where nothing else says one: that of the
    /// last change, as `time` comes before.
    pub fn metadata(self, headline: Option<String>, time: Option<&str>) -> (Metadata, Option<String>) {
        let has_text = headline.is_some();
        let own = self.title[0].clone().filter(|title| !has_text || !self.is_site(title));
        let ArticleDates { published, modified } =
            self.linked.dates(headline.as_deref().or(self.title()), self.address.as_deref());
        let mut second = None;
        keep(&mut second, time);
        let metadata = Metadata {
            group: None,
            title: own.or(headline).or_else(|| self.title[1].clone()),
            date: published.or(self.date.map(|(_, date)| date)),
            source: self.source.or(self.linked.publisher().map(String::from)),
            author: self.author,
            section: self.section,
            language: self.language.map(|language| language.to_lowercase()),
        };
        (metadata, second.or(modified))
    }
}

/// The place in [`DATES`] of the name of a `<meta>`.
fn date_key(key: &str) -> Option<usize> {
    let key = key.replace([':', '.', '-', '_', ' '], "").to_ascii_lowercase();
    DATES.iter().position(|known| *known == key)
}

/// Whether an element of this name says when its article came out, wherever it is.
pub fn is_date_key(key: &str) -> bool {
    date_key(key).is_some()
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
