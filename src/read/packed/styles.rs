//! The styles of a document -> the font of each that draws the letters of old Vietnamese fonts.

use std::borrow::Cow;
use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::read::letters::LegacyFont;

/// Most styles of a document: long ones have hundreds.
const MOST_STYLES: usize = 100_000;
/// At most this many styles are above a style: Word allows ten.
const MOST_PARENTS: usize = 32;

/// What a place says of the font: nothing, one of Unicode, or one before it.
type Said = Option<Option<LegacyFont>>;

/// What a style is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum StyleFamily {
    /// Paragraphs.
    Paragraph,
    /// Text within a paragraph.
    Text,
}

#[derive(Default)]
struct TextStyle {
    parent: Option<String>,
    font: Said,
}

/// The styles of a document.
#[derive(Default)]
pub struct DocumentStyles {
    styles: HashMap<(StyleFamily, String), TextStyle>,
    /// The fonts that OpenDocument gives names of its own.
    faces: HashMap<String, Option<LegacyFont>>,
    /// The font where no style names one.
    document: Said,
    /// The style of the paragraphs that name none.
    default: Option<String>,
}

impl DocumentStyles {
    /// Adds the styles of a part, up to its body; those of the same name are replaced.
    ///
    /// # Errors
    /// The XML is broken, or has too many styles.
    pub fn read(&mut self, xml: &str) -> Result<()> {
        let mut reader = Reader::from_str(xml);
        // Whose properties the next ones are: a style's, or with no name those of the whole document.
        let mut open: Option<(StyleFamily, Option<String>)> = None;
        loop {
            match reader.read_event().context("its styles are broken: save it again")? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "body" => return Ok(()),
                    "docDefaults" | "default-style" => open = kind(&tag).map(|kind| (kind, None)),
                    "style" => {
                        open = self.style(&tag);
                        ensure!(self.styles.len() <= MOST_STYLES, "it has more than {MOST_STYLES} styles: split it");
                    }
                    "font-face" => {
                        if let (Some(name), Some(family)) = (value(&tag, "name"), value(&tag, "font-family")) {
                            self.faces.insert(name, LegacyFont::named(&family));
                        }
                    }
                    "basedOn" => {
                        if let Some(style) = self.style_mut(open.as_ref()) {
                            style.parent = value(&tag, "val");
                        }
                    }
                    "rFonts" | "text-properties" => {
                        let font = self.said(&tag);
                        match &open {
                            Some((StyleFamily::Paragraph, None)) => self.document = font.or(self.document),
                            open => {
                                if let Some(style) = self.style_mut(open.as_ref()) {
                                    style.font = font.or(style.font);
                                }
                            }
                        }
                    }
                    _ => (),
                },
                Event::End(tag) if matches!(tag.local_name().as_ref(), "docDefaults" | "default-style" | "style") => {
                    open = None;
                }
                Event::Eof => return Ok(()),
                _ => (),
            }
        }
    }

    /// Begins a style.
    fn style(&mut self, tag: &BytesStart) -> Option<(StyleFamily, Option<String>)> {
        let (kind, name) = (kind(tag)?, value(tag, "styleId").or_else(|| value(tag, "name"))?);
        if kind == StyleFamily::Paragraph && value(tag, "default").is_some_and(|is| is != "0" && is != "false") {
            self.default = Some(name.clone());
        }
        self.styles.insert((kind, name.clone()), TextStyle { parent: value(tag, "parent-style-name"), font: None });
        Some((kind, Some(name)))
    }

    fn style_mut(&mut self, open: Option<&(StyleFamily, Option<String>)>) -> Option<&mut TextStyle> {
        let (kind, name) = open?;
        self.styles.get_mut(&(*kind, name.clone()?))
    }

    /// The font that an element with properties of text names.
    pub fn said(&self, tag: &BytesStart) -> Said {
        // Characters beyond ASCII are drawn in the font for "high ANSI"; the fonts of themes are of Unicode.
        let theme = || value(tag, "hAnsiTheme").or_else(|| value(tag, "asciiTheme"));
        if let Some(face) = value(tag, "font-name") {
            return Some(self.faces.get(&face).copied().unwrap_or_else(|| LegacyFont::named(&face)));
        }
        if theme().is_some() {
            return Some(None);
        }
        let name = ["hAnsi", "ascii", "font-family"].iter().find_map(|name| value(tag, name))?;
        Some(LegacyFont::named(&name))
    }

    /// The font of a paragraph of that style.
    pub fn paragraph(&self, name: Option<&str>) -> Option<LegacyFont> {
        let name = name.or(self.default.as_deref());
        name.and_then(|name| self.inherited(StyleFamily::Paragraph, name)).or(self.document).flatten()
    }

    /// The font of text of that style in text of another font.
    pub fn text(&self, name: &str, around: Option<LegacyFont>) -> Option<LegacyFont> {
        self.inherited(StyleFamily::Text, name).unwrap_or(around)
    }

    fn inherited(&self, kind: StyleFamily, name: &str) -> Said {
        let mut name = Cow::Borrowed(name);
        for _ in 0..=MOST_PARENTS {
            let style = self.styles.get(&(kind, name.into_owned()))?;
            if style.font.is_some() {
                return style.font;
            }
            name = Cow::Borrowed(style.parent.as_deref()?);
        }
        None
    }
}

/// What the styles are for that an element begins; `None` for those of tables, say.
fn kind(tag: &BytesStart) -> Option<StyleFamily> {
    match value(tag, "type").or_else(|| value(tag, "family")).as_deref() {
        Some("paragraph") => Some(StyleFamily::Paragraph),
        Some("character" | "text") => Some(StyleFamily::Text),
        // Word's defaults are for all text.
        None if tag.local_name().as_ref() == "docDefaults" => Some(StyleFamily::Paragraph),
        _ => None,
    }
}

/// The value of an attribute, by its name without prefix.
pub fn value(tag: &BytesStart, name: &str) -> Option<String> {
    let found =
        tag.attributes().filter_map(Result::ok).find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
}
