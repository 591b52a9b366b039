//! The font that text is in, element by element -> the letters that its reader saw.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::styles::{DocumentStyles, value};
use crate::read::letters::{FontRuns, LegacyFont};

/// The styles of a document, and the fonts of the elements that are open.
#[derive(Default)]
pub struct PackedFonts {
    styles: DocumentStyles,
    open: Vec<Option<LegacyFont>>,
    /// How their text is read.
    pub runs: FontRuns,
}

impl PackedFonts {
    /// For a document with these styles.
    pub fn new(styles: DocumentStyles) -> Self {
        PackedFonts { styles, ..PackedFonts::default() }
    }

    /// To read the document once more, where that is called for.
    pub fn again(self) -> Result<PackedFonts, FontRuns> {
        match self.runs.again() {
            Some(runs) => Ok(PackedFonts { styles: self.styles, open: Vec::new(), runs }),
            None => Err(self.runs),
        }
    }

    /// Opens an element: those of Word name their style in an element of its own, those of OpenDocument in an attribute.
    pub fn open(&mut self, tag: &BytesStart) {
        let around = self.open.last().copied().flatten();
        match tag.local_name().as_ref() {
            "p" | "h" => self.open.push(self.styles.paragraph(value(tag, "style-name").as_deref())),
            "span" | "a" => {
                let style = value(tag, "style-name");
                self.open.push(style.map_or(around, |style| self.styles.text(&style, around)));
            }
            // What the properties of a paragraph say of text is said of its mark alone.
            "r" | "pPr" => self.open.push(around),
            "pStyle" => {
                let font = self.styles.paragraph(value(tag, "val").as_deref());
                self.open.iter_mut().rev().take(2).for_each(|open| *open = font);
            }
            "rStyle" => {
                let style = value(tag, "val").unwrap_or_default();
                self.set(self.styles.text(&style, around));
            }
            "rFonts" => self.set(self.styles.said(tag).unwrap_or(around)),
            _ => (),
        }
    }

    fn set(&mut self, font: Option<LegacyFont>) {
        if let Some(open) = self.open.last_mut() {
            *open = font;
        }
    }

    /// Closes an element of that name.
    pub fn close(&mut self, name: &str) {
        if matches!(name, "p" | "h" | "span" | "a" | "r" | "pPr") {
            self.open.pop();
        }
    }

    /// The text that a reader saw.
    pub fn shown<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        self.runs.shown(self.open.last().copied().flatten(), text)
    }
}

/// The character of an old font that an element of Word stands for.
pub fn symbol(tag: &BytesStart) -> Option<String> {
    let code = u32::from_str_radix(&value(tag, "char")?, 16).ok()?;
    Some(LegacyFont::named(&value(tag, "font")?)?.decode(char::from_u32(code)?.encode_utf8(&mut [0; 4])))
}
