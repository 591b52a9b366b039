//! A font of a PDF -> what its codes mean and how wide they are (ISO 32000-1, 9.6 to 9.10 and annex D).

use std::borrow::Cow;
use std::collections::HashMap;

use super::file::PdfFile;
use super::legacy::{self, Texts};
use super::object::{Parser, PdfDictionary, PdfObject};
use super::standard;
use crate::read::letters;

/// Most entries of a map, more than there are characters in any font.
const MOST_ENTRIES: usize = 200_000;

/// How much narrower than others of its font a small digit is.
const SMALL_DIGIT: f64 = 0.8;

/// The codes 0x80 to 0x9f of WinAnsiEncoding; the others are those of Latin-1.
const WINDOWS: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";
/// The codes 0x80 to 0xff of MacRomanEncoding.
const MACINTOSH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€\
    ‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// Names of characters that are no letters, and of letters that aren't composed (Adobe Glyph List).
const NAMES: &str = "space \u{a0} exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( \
    parenright ) asterisk * plus + comma , hyphen - minus − period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 \
    seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \\ \
    bracketright ] underscore _ braceleft { bar | braceright } quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” \
    quotesinglbase ‚ quotedblbase „ guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › endash – emdash — \
    ellipsis … bullet • degree ° section § Euro € dong ₫ ff ﬀ fi fi fl fl ffi ffi ffl ffl dcroat đ Dcroat Đ ae æ AE Æ oe œ \
    OE Œ germandbls ß dotlessi ı oslash ø Oslash Ø lslash ł Lslash Ł eth ð Eth Ð thorn þ Thorn Þ";
/// Codes of TeX's fonts (OT1 and T1) that are no controls there.
const TEX: [(u32, &str); 14] = [
    (11, "ff"),
    (12, "fi"),
    (13, "fl"),
    (14, "ffi"),
    (15, "ffl"),
    (16, "“"),
    (17, "”"),
    (21, "–"),
    (22, "—"),
    (27, "ff"),
    (28, "fi"),
    (29, "fl"),
    (30, "ffi"),
    (31, "ffl"),
];
/// Names of marks that follow the name of a letter, and the combining characters that they stand for.
const MARKS: &str = "circumflex \u{302} breve \u{306} horn \u{31b} acute \u{301} grave \u{300} hookabove \u{309} hook \u{309} \
    tilde \u{303} dotbelow \u{323} dieresis \u{308} ring \u{30a} cedilla \u{327} caron \u{30c} macron \u{304} ogonek \u{328} \
    hungarumlaut \u{30b} dotaccent \u{307}";

/// How letters look, as far as the name of their font says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FontStyle {
    /// Whether they are bold.
    pub is_bold: bool,
    /// Whether they are slanted.
    pub is_italic: bool,
}

/// What a character looks like, as far as the widths of its font say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum GlyphShape {
    /// Like any other.
    #[default]
    Plain,
    /// A digit that is narrow: it may be a small one.
    Narrow,
    /// A small digit: the font has a wider one, or wider others.
    Small,
}

/// A character of a string.
pub struct Character<'a> {
    /// What it means.
    pub text: Cow<'a, str>,
    /// How wide it is, in thousandths of the font's size.
    pub width: f64,
    /// Whether it has the code of a space.
    pub is_space: bool,
    /// What it looks like.
    pub shape: GlyphShape,
}

/// A font.
pub struct PdfFont {
    /// How its letters look.
    pub style: FontStyle,
    /// Whether a code has two bytes.
    is_wide: bool,
    /// Whether codes are characters of Unicode.
    is_unicode: bool,
    /// What it is, if it is one before Unicode.
    pub legacy: Option<letters::LegacyFont>,
    /// What codes mean.
    texts: Texts,
    /// How wide they are, in thousandths of the font's size.
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// The codes of digits that don't look like any other.
    shapes: HashMap<u32, GlyphShape>,
}

impl PdfFont {
    /// The font that a dictionary describes.
    pub fn new(file: &PdfFile, font: &PdfDictionary) -> Self {
        let number = |dictionary, key| file.entry(dictionary, key)?.number();
        let descendant = file.entry(font, "DescendantFonts").and_then(|fonts| file.resolve(fonts.array()?.first()?));
        let descendant = descendant.as_ref().and_then(PdfObject::dictionary);
        let encoding = file.entry(font, "Encoding");
        let is_unicode = encoding.as_ref().and_then(PdfObject::name).is_some_and(|name| name.starts_with(b"Uni"));
        let (mut texts, mut mapped, mut widths) = (Texts::new(), Texts::new(), HashMap::new());
        if let Some(descendant) = descendant {
            read_wide_widths(file, file.entry(descendant, "W"), &mut widths);
        } else {
            read_encoding(file, encoding, &mut texts);
            // The characters of a font of type 3 are drawn in units of its own.
            let matrix = file.entry(font, "FontMatrix");
            let unit = 1000.0 * matrix.as_ref().and_then(|matrix| matrix.array()?.first()?.number()).unwrap_or(0.001);
            let array = file.entry(font, "Widths");
            let array = array.as_ref().and_then(PdfObject::array).unwrap_or_default();
            let first = code(number(font, "FirstChar"));
            for (width, code) in array.iter().take(256).zip(first..) {
                widths.extend(file.resolve(width).and_then(|width| Some((code, unit * width.number()?))));
            }
        }
        if let Some(Ok((_, map))) = font.get(&b"ToUnicode"[..]).and_then(|map| file.stream(map)) {
            read_map(&map, &mut mapped);
        }
        let descriptor = || file.entry(file.entry(font, "FontDescriptor")?.dictionary()?, "FontName");
        let name = file.entry(font, "BaseFont").or_else(descriptor);
        let legacy = legacy::named(name.as_ref(), &texts, &mapped);
        texts.extend(mapped);
        if let Some(font) = legacy {
            legacy::turn(font, &mut texts);
        }
        file.spend(200 * (texts.len() + widths.len()));
        let default_width = descendant.map_or(500.0, |descendant| number(descendant, "DW").unwrap_or(1000.0));
        let name = String::from_utf8_lossy(name.as_ref().and_then(PdfObject::name).unwrap_or_default()).to_lowercase();
        let has = |words: [&str; 3]| words.iter().any(|word| name.contains(word));
        let style =
            FontStyle { is_bold: has(["bold", "black", "heavy"]), is_italic: has(["italic", "oblique", "slant"]) };
        if descendant.is_none() && widths.is_empty() {
            let width = |text: &str| standard::width(&name, style.is_bold, style.is_italic, text);
            widths.extend(texts.iter().map(|(code, text)| (*code, width(text))));
        }
        let shapes = shapes(&texts, &widths);
        PdfFont { style, is_wide: descendant.is_some(), is_unicode, legacy, texts, widths, default_width, shapes }
    }

    /// The characters of a string.
    pub fn characters<'a>(&'a self, string: &'a [u8]) -> impl Iterator<Item = Character<'a>> {
        string.chunks(if self.is_wide { 2 } else { 1 }).map(|bytes| {
            let code = bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
            let text = match self.texts.get(&code) {
                Some(text) => Cow::Borrowed(text.as_str()),
                None => Cow::Owned(char::from_u32(code).filter(|_| self.is_unicode).unwrap_or('\u{fffd}').to_string()),
            };
            let width = self.widths.get(&code).copied().unwrap_or(self.default_width);
            let shape = self.shapes.get(&code).copied().unwrap_or_default();
            Character { text, width, is_space: bytes == b" ", shape }
        })
    }
}

/// The codes of digits that are much narrower than others: fonts have small ones of their own for marks of footnotes.
fn shapes(texts: &Texts, widths: &HashMap<u32, f64>) -> HashMap<u32, GlyphShape> {
    let wide = |is: &dyn Fn(&str) -> bool| {
        let found = texts.iter().filter(|(_, text)| is(text)).filter_map(|(code, _)| widths.get(code).copied());
        found.fold(0.0, f64::max)
    };
    let is_digit = |text: &str| matches!(text.as_bytes(), [b'0'..=b'9']);
    let (widest, letter) = (wide(&is_digit), wide(&|text| matches!(text, "n" | "o" | "e")));
    let digits = texts.iter().filter(|(_, text)| is_digit(text));
    let shapes = digits.filter_map(|(code, text)| {
        let width = *widths.get(code)?;
        // A figure one is narrow in many fonts.
        let same = if text == "1" { wide(&|other| other == text) } else { widest };
        match width {
            _ if width < SMALL_DIGIT * same => Some((*code, GlyphShape::Small)),
            _ if width < SMALL_DIGIT * widest || width < SMALL_DIGIT * letter => Some((*code, GlyphShape::Narrow)),
            _ => None,
        }
    });
    shapes.collect()
}

/// Reads `W`: a code and the widths from it on, or a range of codes and the width of all.
fn read_wide_widths(file: &PdfFile, array: Option<PdfObject>, widths: &mut HashMap<u32, f64>) {
    let Some(PdfObject::Array(array)) = array else {
        return;
    };
    let mut objects = array.iter().filter_map(|object| file.resolve(object));
    let mut left = MOST_ENTRIES;
    while let (Some(PdfObject::Number(first)), Some(next)) = (objects.next(), objects.next()) {
        let first = code(Some(first));
        if let PdfObject::Array(array) = next {
            let array = array.iter().take(left);
            left -= array.len();
            widths.extend(array.zip(first..).filter_map(|(width, code)| Some((code, width.number()?))));
        } else {
            let codes = (first..=code(next.number())).take(left);
            left -= codes.clone().count();
            let width = objects.next().and_then(|width| width.number()).unwrap_or_default();
            widths.extend(codes.map(|code| (code, width)));
        }
    }
}

/// A code of two bytes at most.
fn code(number: Option<f64>) -> u32 {
    number.unwrap_or_default().min(65_535.0) as u32
}

/// Reads `Encoding` of a font with codes of one byte: a known one, and what differs from it.
fn read_encoding(file: &PdfFile, encoding: Option<PdfObject>, texts: &mut Texts) {
    let differing = encoding.as_ref().and_then(PdfObject::dictionary);
    let base = differing.and_then(|dictionary| file.entry(dictionary, "BaseEncoding")).or(encoding.clone());
    let is_macintosh = base.as_ref().and_then(PdfObject::name) == Some(b"MacRomanEncoding");
    let upper: String = if is_macintosh { MACINTOSH.into() } else { WINDOWS.chars().chain('\u{a0}'..='ÿ').collect() };
    texts.extend((32..127).zip(' '..='~').chain((128..).zip(upper.chars())).map(|(code, c)| (code, c.to_string())));
    let differences = differing.and_then(|dictionary| file.entry(dictionary, "Differences"));
    let mut code = 0;
    for object in differences.as_ref().and_then(PdfObject::array).unwrap_or_default() {
        match object {
            PdfObject::Number(number) => code = *number as u32,
            PdfObject::Name(name) => {
                let name = String::from_utf8_lossy(name);
                let is_bitmap = name == format!("a{code}");
                let text = if is_bitmap { bitmap(code) } else { glyph(&name) };
                texts.insert(code & 255, text.unwrap_or("\u{fffd}".into()));
                code = code.wrapping_add(1);
            }
            _ => (),
        }
    }
}

/// What a character of TeX's bitmaps means, which are called by their codes; beyond ASCII these depend on the language.
fn bitmap(code: u32) -> Option<String> {
    let ascii = char::from_u32(code).filter(|c| matches!(c, ' '..='~'));
    let low = TEX.iter().find(|(low, _)| *low == code).map(|(_, text)| (*text).to_string());
    ascii.map(String::from).or(low)
}

/// What the name of a character means: "a", "uni1EBF", "ecircumflexacute" or one of the list.
fn glyph(name: &str) -> Option<String> {
    let name = name.split('.').next()?;
    let words: Vec<&str> = NAMES.split(' ').collect();
    if let Some(pair) = words.chunks(2).find(|pair| pair[0] == name) {
        return Some(pair[1].to_string());
    }
    let code = name.strip_prefix("uni").or_else(|| name.strip_prefix('u')).filter(|code| code.len() >= 4);
    if let Some(c) = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
        return Some(c.to_string());
    }
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let (mut text, mut rest) = (letter.to_string(), &name[1..]);
    let marks: Vec<&str> = MARKS.split(' ').collect();
    while !rest.is_empty() {
        let (after, mark) = marks.chunks(2).find_map(|pair| Some((rest.strip_prefix(pair[0])?, pair[1])))?;
        text.push_str(mark);
        rest = after;
    }
    Some(text)
}

/// Reads a map of codes to Unicode: pairs of code and text, and ranges of codes with one text or one for each.
fn read_map(map: &[u8], texts: &mut Texts) {
    let mut parser = Parser::new(map, 0);
    let (mut objects, mut left) = (Vec::new(), MOST_ENTRIES);
    while let Some(object) = parser.next().filter(|_| left > 0 && objects.len() < MOST_ENTRIES) {
        let PdfObject::Word(word) = object else {
            objects.push(object);
            continue;
        };
        let code = |object: &PdfObject| Some(object.text()?.iter().fold(0, |code, &byte| code << 8 | u32::from(byte)));
        for part in objects.chunks_exact(if word == b"endbfrange" { 3 } else { 2 }) {
            let (Some(first), Some(last)) = (code(&part[0]), code(&part[1])) else {
                continue;
            };
            match (&word[..], part) {
                (b"endbfchar", [_, PdfObject::Text(text)]) => {
                    left = left.saturating_sub(1);
                    texts.insert(first, utf16(text, 0));
                }
                (b"endbfrange", [_, _, PdfObject::Array(array)]) => {
                    let array = array.iter().take(left);
                    left -= array.len();
                    texts.extend((first..=last).zip(array).filter_map(|(code, to)| Some((code, utf16(to.text()?, 0)))));
                }
                (b"endbfrange", [_, _, PdfObject::Text(text)]) => {
                    let codes = (first..=last).take(left.min(65_536));
                    left -= codes.clone().count();
                    texts.extend(codes.map(|code| (code, utf16(text, code - first))));
                }
                _ => (),
            }
        }
        objects.clear();
    }
}

/// Text in UTF-16, the last unit raised by `raise`; it can't be longer than any ligature.
fn utf16(text: &[u8], raise: u32) -> String {
    let mut units: Vec<u16> =
        text.chunks_exact(2).take(32).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(raise as u16);
    }
    String::from_utf16_lossy(&units)
}
