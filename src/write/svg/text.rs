//! Measuring and wrapping text in the embedded font, so that no label is cut or overlaps another.

use std::sync::{Arc, LazyLock, Mutex};

use rustc_hash::FxHashMap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::pen::SvgPen;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::caught::lock;

/// The files of Noto Sans, which has every Vietnamese letter: the only font that anything is drawn with.
const FONTS: [&[u8]; 2] = [notosans::REGULAR_TTF, notosans::BOLD_TTF];

/// Units of an em in both (`unitsPerEm` of their `head` tables).
pub const EM: i32 = 2048;

/// Distance between two baselines, in ems. The tallest Vietnamese capital (Ễ) rises 1.055 em and the
/// deepest letter (ỵ) falls 0.24 em below the baseline in this font.
pub const LINE: f64 = 1.34;

/// Height above the baseline that a line needs, in ems.
pub const ASCENT: f64 = 1.06;

/// From the middle of a line to its baseline, in ems: half the height of a lower-case letter with
/// an ascender, which looks centred beside a mark.
pub const MIDDLE: f64 = 0.35;

/// Weight of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Body text.
    Regular,
    /// Titles and emphasis.
    Bold,
}

/// One font.
struct Face {
    font: FontRef<'static>,
    /// Advance widths of the characters below [`MEASURED`], in units of an em.
    advances: Vec<f32>,
    /// That of the box which stands for a missing letter.
    missing: f32,
}

/// Characters above this code point (none of them in Vietnamese or any European language) count as missing.
const MEASURED: u32 = 0x2500;

impl Face {
    fn read(file: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        let metrics = GlyphMetrics::new(&font, Size::unscaled(), LocationRef::default());
        let charmap = font.charmap();
        let missing = metrics.advance_width(GlyphId::NOTDEF)?;
        let width = |letter| charmap.map(letter).and_then(|glyph| metrics.advance_width(glyph));
        let advances = (0..MEASURED).map(|code| char::from_u32(code).and_then(width).unwrap_or(missing)).collect();
        Some(Self { font, advances, missing })
    }

    fn advance(&self, letter: char) -> f32 {
        self.advances.get(letter as usize).copied().unwrap_or(self.missing)
    }
}

static FACES: LazyLock<[Face; 2]> = LazyLock::new(|| {
    FONTS.map(|file| Face::read(file).expect("the font is part of the program, and the tests read it"))
});

/// How far the next letter is from this one, in units of an em.
pub fn advance(letter: char, weight: Weight) -> f32 {
    FACES[weight as usize].advance(letter)
}

/// The outlines that were asked for: most charts share their letters.
static OUTLINES: LazyLock<Mutex<Outlines>> = LazyLock::new(Mutex::default);

type Outlines = FxHashMap<(char, Weight), Arc<str>>;

/// The outline of a letter as the data of an SVG path, in units of an em with the vertical axis upwards; that of the
/// missing letter where the font lacks it, and nothing for white space.
pub fn outline(letter: char, weight: Weight) -> Arc<str> {
    let outline = || {
        let mut pen = SvgPen::new();
        draw(letter, weight, &mut pen);
        pen.to_string().into()
    };
    Arc::clone(lock(&OUTLINES).entry((letter, weight)).or_insert_with(outline))
}

/// Draws the same outline with any pen.
pub fn draw(letter: char, weight: Weight, pen: &mut impl OutlinePen) {
    let font = &FACES[weight as usize].font;
    let known = Some(letter).filter(|letter| (*letter as u32) < MEASURED);
    let glyph = known.and_then(|letter| font.charmap().map(letter)).unwrap_or(GlyphId::NOTDEF);
    if let Some(outline) = font.outline_glyphs().get(glyph) {
        // A glyph that is broken stays empty: none is, as the tests say of those that matter.
        let _ = outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), pen);
    }
}

/// Width in pixels of `text` set at `size` pixels per em; letters are not kerned.
pub fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let units: f64 = text.chars().map(|letter| f64::from(advance(letter, weight))).sum();
    (units * f64::from(size) / f64::from(EM)).ceil() as i32
}

/// Width in pixels of the longest of `lines`.
pub fn widest(lines: impl IntoIterator<Item: AsRef<str>>, size: i32, weight: Weight) -> i32 {
    let widths = lines.into_iter().map(|line| width(line.as_ref(), size, weight));
    widths.max().unwrap_or(0)
}

/// Height in pixels of `lines` lines set at `size`.
pub fn height(lines: usize, size: i32) -> i32 {
    (lines as f64 * LINE * f64::from(size)).ceil() as i32
}

/// Height in pixels of the block with most lines.
pub fn highest(blocks: &[Vec<String>], size: i32) -> i32 {
    height(blocks.iter().map(Vec::len).max().unwrap_or(0), size)
}

/// Breaks `text` at spaces into as few lines as fit in `limit` pixels, of about equal length.
/// A word longer than a line is broken between letters. Nothing is left out but characters that
/// XML does not allow. An empty text gives no line.
pub fn wrap(text: &str, limit: i32, size: i32, weight: Weight) -> Vec<String> {
    let lines = fill(text, limit, size, weight);
    if lines.len() < 2 {
        return lines;
    }
    // The narrowest limit that needs no further line, and breaks no word, makes the lines even.
    let longest = text.split_whitespace().map(|word| width(word, size, weight)).max().unwrap_or(0);
    let (mut narrow, mut wide) = ((limit / lines.len() as i32).max(longest.min(limit)), limit);
    while narrow + size / 4 < wide {
        let middle = (narrow + wide) / 2;
        if fill(text, middle, size, weight).len() > lines.len() {
            narrow = middle;
        } else {
            wide = middle;
        }
    }
    fill(text, wide, size, weight)
}

/// Fills one line after the other.
fn fill(text: &str, limit: i32, size: i32, weight: Weight) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in drawable(text).split(' ').filter(|word| !word.is_empty()) {
        if let Some(line) = lines.last_mut()
            && width(&format!("{line} {word}"), size, weight) <= limit
        {
            line.push(' ');
            line.push_str(word);
        } else if width(word, size, weight) <= limit {
            lines.push(word.to_owned());
        } else {
            lines.extend(split_word(word, limit, size, weight));
        }
    }
    lines
}

/// Breaks one word into pieces of at most `limit` pixels, but of at least one character.
fn split_word(word: &str, limit: i32, size: i32, weight: Weight) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let last = pieces.len() - 1;
        let piece = &mut pieces[last];
        if !piece.is_empty() && width(&format!("{piece}{letter}"), size, weight) > limit {
            pieces.push(letter.to_string());
        } else {
            piece.push(letter);
        }
    }
    pieces
}

/// `text` without the characters that XML 1.0 does not allow; every breaking space becomes a plain
/// one.
pub fn drawable(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\u{a0}' | '\u{202f}' => letter,
            space if space.is_whitespace() => ' ',
            control if control.is_control() => ' ',
            '\u{fffe}' | '\u{ffff}' => ' ',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_has_a_glyph_within_the_line() {
        let letters = "aàáảãạăằắẳẵặâầấẩẫậđeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
        for font in FONTS {
            let font = FontRef::new(font).unwrap();
            let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
            for letter in letters.chars().chain(letters.to_uppercase().chars()) {
                let glyph = font.charmap().map(letter).unwrap();
                let bounds = metrics.bounds(glyph).unwrap();
                assert!(f64::from(bounds.y_max) <= ASCENT, "{letter} {bounds:?}");
                assert!(f64::from(-bounds.y_min) <= LINE - ASCENT, "{letter} {bounds:?}");
            }
        }
    }

    #[test]
    fn an_outline_is_that_of_the_font_and_as_wide_as_its_letter() {
        // glyf of Noto Sans Regular, read by fontTools: "l" is a stem of four corners.
        assert_eq!(&*outline('l', Weight::Regular), "M354,0 L174,0 L174,1556 L354,1556 Z");
        assert_eq!(&*outline(' ', Weight::Bold), "");
        assert_eq!(outline('京', Weight::Regular), outline('\u{10ffff}', Weight::Regular));
    }

    #[test]
    fn width_is_the_sum_of_the_font_s_advances() {
        // hmtx of Noto Sans Regular: "a" 1149, "i" 528 of 2048 units.
        assert_eq!(width("ai", 2048, Weight::Regular), 1149 + 528);
    }

    #[test]
    fn wrapped_lines_fit_and_keep_every_word() {
        let text = "Nghiên cứu, dự báo và tham mưu chiến lược về đối ngoại, hội nhập";
        for limit in [150, 300, 500, 900] {
            let lines = wrap(text, limit, 40, Weight::Regular);
            assert!(lines.iter().all(|line| width(line, 40, Weight::Regular) <= limit));
            assert_eq!(lines.join(" "), text);
        }
    }

    #[test]
    fn wrapped_lines_are_about_equally_long() {
        let lines = wrap("một hai ba bốn năm sáu bảy", 480, 40, Weight::Regular);
        assert_eq!(lines, ["một hai ba bốn", "năm sáu bảy"]);
    }

    #[test]
    fn lines_are_not_made_even_by_breaking_a_word() {
        assert_eq!(wrap("Conference 28", 230, 34, Weight::Bold), ["Conference", "28"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_not_cut() {
        let lines = wrap(&"ngoạigiao".repeat(5), 200, 40, Weight::Bold);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "ngoạigiao".repeat(5));
    }

    #[test]
    fn empty_text_gives_no_line_and_control_characters_are_dropped() {
        assert!(wrap(" \n", 100, 40, Weight::Regular).is_empty());
        assert_eq!(wrap("a\u{8}b", 100, 40, Weight::Regular), ["a b"]);
    }
}
