//! The name of a font before Unicode, and what a file says of its codes -> the letters that it draws.
//!
//! Such a font is said to draw *é* where its reader saw *ộ*, by its encoding or by a map to Unicode that took the codes for
//! those of Latin-1. A map that was made with care is right as it stands.

use std::borrow::Cow;
use std::collections::HashMap;

use super::object::PdfObject;
use crate::read::letters::{LegacyFont, is_vietnamese_letter};

/// What a code means that nothing is known of.
const UNKNOWN: &str = "\u{fffd}";
const SOFT_HYPHEN: char = '\u{ad}';

/// What the codes of a font mean.
pub type Texts = HashMap<u32, String>;

/// The font before Unicode of that name, if it is one and what a file says of its codes, by an encoding and by a map to
/// Unicode, isn't right as it stands.
pub fn named(name: Option<&PdfObject>, encoded: &Texts, mapped: &Texts) -> Option<LegacyFont> {
    let name = String::from_utf8_lossy(name?.name()?);
    // A font whose codes are the numbers of its shapes may be called so.
    let name = name.trim_end_matches("-Identity-H").trim_end_matches("-Identity-V");
    let is_unicode = |texts: &Texts| texts.values().any(|text| text.contains(is_vietnamese_letter));
    LegacyFont::named(name).filter(|font| !is_unicode(encoded) && !is_unicode(mapped) && !is_right(*font, mapped))
}

/// Whether a map gives for codes beyond ASCII the letters that are drawn there.
fn is_right(font: LegacyFont, map: &Texts) -> bool {
    let codes = map.iter().filter_map(|(code, text)| Some((char::from(u8::try_from(*code).ok()?), text)));
    let codes = codes.filter(|(c, text)| !c.is_ascii() && !text.is_ascii());
    let decoded = |text: &str| font.decode(text).to_lowercase();
    let is_drawn = |c: char, text: &str| {
        !text.contains(c) && decoded(&c.to_string()) == text.to_lowercase() && decoded(text) != text.to_lowercase()
    };
    2 * codes.clone().filter(|(c, text)| is_drawn(*c, text)).count() > codes.count()
}

/// Turns what codes mean into what they draw. Where the codes are those of ASCII, those of which nothing is known are the
/// font's own.
pub fn turn(font: LegacyFont, texts: &mut Texts) {
    let is_ascii = |code: u32| texts.get(&code).is_some_and(|text| text.chars().eq(char::from_u32(code)));
    if (32..127).all(is_ascii) {
        for (code, c) in (0..).zip('\0'..='\u{ff}') {
            let text = texts.entry(code).or_insert_with(|| UNKNOWN.into());
            // Where TCVN3 has its ư, others have a hyphen.
            if text == UNKNOWN || (c == SOFT_HYPHEN && text == "-") {
                *text = c.to_string();
            }
        }
    }
    texts.values_mut().for_each(|text| *text = font.decode(text));
}

/// What is said of a string in a font: letters that the font lacks are of Unicode.
pub fn said(font: Option<LegacyFont>, text: &str) -> Cow<'_, str> {
    match font.filter(|_| !text.contains(is_vietnamese_letter)) {
        Some(font) => Cow::Owned(font.decode(text)),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(codes: &[(u32, &str)]) -> Texts {
        codes.iter().map(|(code, text)| (*code, (*text).to_string())).collect()
    }

    fn letters(name: &str, mapped: &Texts) -> Option<String> {
        let name = PdfObject::Name(name.as_bytes().to_vec());
        let font = named(Some(&name), &Texts::new(), mapped)?;
        let (mut texts, mut codes) = (mapped.clone(), mapped.keys().collect::<Vec<_>>());
        turn(font, &mut texts);
        codes.sort();
        Some(codes.into_iter().map(|code| &texts[code][..]).collect())
    }

    #[test]
    fn maps_to_latin_1_are_turned_whatever_the_codes_are() {
        let latin = map(&[(1, "H"), (2, "é"), (3, "i"), (0x1af, "Þ")]);
        assert_eq!(letters("ABCDEF+.VnTime", &latin).as_deref(), Some("Hộiị"));
        assert_eq!(letters("ABCDEF+.VnTimeH", &latin).as_deref(), Some("HỘIỊ"));
        assert_eq!(letters(".VnTime-Identity-H", &latin).as_deref(), Some("Hộiị"));
        assert_eq!(letters("VNI-Times,Bold", &map(&[(1, "ö"), (2, "ô"), (3, "ò")])).as_deref(), Some("ươị"));
        // Small letters of windows-1252 that have their code in no font of these.
        assert!(letters(".VnTimeH", &map(&[(0x9a, "š"), (0xe9, "é")])).is_some());
    }

    #[test]
    fn maps_to_vietnamese_letters_stay() {
        assert_eq!(letters(".VnTime", &map(&[(0xe9, "ộ"), (0xb5, "à")])), None);
        assert_eq!(letters(".VnTime", &map(&[(7, "ă"), (8, "é")])), None);
        // None of these letters is Vietnamese alone, but they have the codes of the font.
        assert_eq!(letters("ABCDEF+.VnTimeH", &map(&[(0x48, "H"), (0xb5, "à"), (0xab, "ô")])), None);
        assert_eq!(letters("TimesNewRoman", &map(&[(0xe9, "é")])), None);
    }
}
