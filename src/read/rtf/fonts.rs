//! The table of fonts of rich text -> the code page of each, and the letters that it draws.

use std::collections::HashMap;

use encoding_rs::Encoding;

use crate::read::code_page::{self, UTF_8};
use crate::read::letters::LegacyFont;

/// What is known of a font.
#[derive(Clone, Copy, Debug, Default)]
pub struct RichFont {
    /// Its character set as Windows numbers it.
    charset: Option<i32>,
    page: Option<i32>,
    /// The letters that it draws, where they are those of a font before Unicode.
    pub legacy: Option<LegacyFont>,
}

/// What the bytes of some text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    /// Those of an encoding.
    Known(&'static Encoding),
    /// Signs of a font of symbols.
    Symbols,
    /// Those of a code page that isn't known here.
    Unknown(i32),
}

/// The fonts that a file lists, by number.
#[derive(Default)]
pub struct RichFonts {
    fonts: HashMap<i32, RichFont>,
    /// The entry that is read, and its name so far.
    open: Option<i32>,
    name: String,
}

/// The most bytes of a font's name that are kept.
const MOST_NAME: usize = 200;

impl RichFonts {
    /// Does what a control word in the table says.
    pub fn word(&mut self, word: &[u8], number: Option<i32>) {
        match (word, self.open.and_then(|open| self.fonts.get_mut(&open))) {
            (b"f", _) => {
                self.end();
                let font = number.unwrap_or_default();
                self.open = Some(font);
                self.fonts.insert(font, RichFont::default());
            }
            (b"fcharset", Some(font)) => font.charset = number,
            (b"cpg", Some(font)) => font.page = number,
            _ => (),
        }
    }

    /// Adds to the name of the font; a semicolon ends it.
    pub fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c == ';' {
                self.end();
            } else if self.name.len() < MOST_NAME {
                self.name.push(c);
            }
        }
    }

    /// Ends the entry that is read.
    pub fn end(&mut self) {
        let name = std::mem::take(&mut self.name);
        if let Some(font) = self.open.take().and_then(|open| self.fonts.get_mut(&open)) {
            font.legacy = LegacyFont::named(&name);
        }
    }

    /// The font of that number.
    pub fn get(&self, number: i32) -> RichFont {
        self.fonts.get(&number).copied().unwrap_or_default()
    }
}

impl RichFont {
    /// What bytes in the font are, in a file of that code page.
    pub fn codes(self, page_of_file: i32) -> Codes {
        let of_charset = || match self.charset? {
            0 if page_of_file != UTF_8 => Some(1252),
            77 => Some(10_000),
            128 => Some(932),
            129 => Some(949),
            130 => Some(1361),
            134 => Some(936),
            136 => Some(950),
            161 => Some(1253),
            162 => Some(1254),
            163 => Some(1258),
            177 => Some(1255),
            178..=180 => Some(1256),
            181 => Some(1255),
            186 => Some(1257),
            204 => Some(1251),
            222 => Some(874),
            238 => Some(1250),
            254 => Some(437),
            255 => Some(850),
            _ => None,
        };
        let page = self.page.filter(|page| *page != 0).or_else(of_charset);
        match page {
            None if self.charset == Some(2) && self.legacy.is_none() => Codes::Symbols,
            None if self.charset == Some(2) => codes(1252),
            page => codes(page.unwrap_or(page_of_file)),
        }
    }
}

/// What bytes of a code page are.
pub fn codes(page: i32) -> Codes {
    code_page::encoding(page).map_or(Codes::Unknown(page), Codes::Known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts(entries: &[(i32, Option<i32>, &str)]) -> RichFonts {
        let mut fonts = RichFonts::default();
        for (number, charset, name) in entries {
            fonts.word(b"f", Some(*number));
            fonts.word(b"fcharset", *charset);
            fonts.push(name);
        }
        fonts.end();
        fonts
    }

    #[test]
    fn a_font_has_the_code_page_of_its_character_set_or_that_of_the_file() {
        let fonts =
            fonts(&[(0, Some(0), "A;"), (1, Some(163), "B;"), (2, None, "C;"), (3, Some(1), "D"), (4, Some(2), "E")]);
        let pages = [0, 1, 2, 3, 9].map(|font| fonts.get(font).codes(1251));
        let (western, vietnamese, file) = (codes(1252), codes(1258), codes(1251));
        assert_eq!(pages, [western, vietnamese, file, file, file]);
        assert_eq!(fonts.get(4).codes(1251), Codes::Symbols);
        assert_eq!(codes(437), Codes::Unknown(437));
        assert_eq!(fonts.get(0).codes(UTF_8), codes(UTF_8));
    }

    #[test]
    fn names_tell_the_fonts_before_unicode() {
        let fonts = fonts(&[
            (0, Some(0), ".VnTime;"),
            (1, Some(0), "VNI-Times;"),
            (7, Some(2), ".VnArial;"),
            (8, None, "Arial;"),
        ]);
        assert_eq!([0, 1, 7, 8].map(|font| fonts.get(font).legacy.is_some()), [true, true, true, false]);
        assert_eq!(fonts.get(7).codes(1258), codes(1252));
    }
}
