//! Measuring and wrapping text in the embedded font, so that no label is cut or overlaps another.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// The embedded font's family; it has every Vietnamese letter.
pub const FAMILY: &str = "Noto Sans";

/// The font files that are embedded, and the only ones that a PNG is drawn with.
pub const FONTS: [&[u8]; 2] = [notosans::REGULAR_TTF, notosans::BOLD_TTF];

/// Distance between two baselines, in ems. The tallest Vietnamese capital (Ễ) rises 1.055 em and the
/// deepest letter (ỵ) falls 0.24 em below the baseline in this font.
pub const LINE: f64 = 1.34;

/// Height above the baseline that a line needs, in ems.
pub const ASCENT: f64 = 1.06;

/// From the middle of a line to its baseline, in ems: half the height of a lower-case letter with
/// an ascender, which looks centred beside a mark.
pub const MIDDLE: f64 = 0.35;

/// Weight of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Body text.
    Regular,
    /// Titles and emphasis.
    Bold,
}

/// Advance widths of the characters of one font, as a share of its em.
struct Advances {
    by_char: Vec<f32>,
}

/// Characters above this code point (none of them in Vietnamese or any European language) are
/// measured as one em.
const MEASURED: u32 = 0x2500;

impl Advances {
    fn read(font: &[u8]) -> Option<Self> {
        let font = FontRef::new(font).ok()?;
        let metrics = GlyphMetrics::new(&font, Size::new(1.0), LocationRef::default());
        let charmap = font.charmap();
        let missing = metrics.advance_width(skrifa::GlyphId::NOTDEF)?;
        let by_char = (0..MEASURED)
            .map(|code| {
                char::from_u32(code)
                    .and_then(|letter| charmap.map(letter))
                    .and_then(|glyph| metrics.advance_width(glyph))
                    .unwrap_or(missing)
            })
            .collect();
        Some(Self { by_char })
    }

    fn of(&self, letter: char) -> f64 {
        self.by_char.get(letter as usize).map_or(1.0, |&advance| f64::from(advance))
    }
}

static ADVANCES: LazyLock<[Advances; 2]> = LazyLock::new(|| {
    FONTS.map(|font| Advances::read(font).expect("the font is part of the program, and the tests read it"))
});

/// Width in pixels of `text` set at `size` pixels per em, without kerning (which in this font only
/// draws letters closer).
pub fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let advances = &ADVANCES[weight as usize];
    let ems: f64 = text.chars().map(|letter| advances.of(letter)).sum();
    (ems * f64::from(size)).ceil() as i32
}

/// Width in pixels of the longest of `lines`.
pub fn widest(lines: &[String], size: i32, weight: Weight) -> i32 {
    let widths = lines.iter().map(|line| width(line, size, weight));
    widths.max().unwrap_or(0)
}

/// Height in pixels of `lines` lines set at `size`.
pub fn height(lines: usize, size: i32) -> i32 {
    (lines as f64 * LINE * f64::from(size)).ceil() as i32
}

/// Breaks `text` at spaces into as few lines as fit in `limit` pixels, of about equal length.
/// A word longer than a line is broken between letters. Nothing is left out but characters that
/// XML does not allow. An empty text gives no line.
pub fn wrap(text: &str, limit: i32, size: i32, weight: Weight) -> Vec<String> {
    let lines = fill(text, limit, size, weight);
    if lines.len() < 2 {
        return lines;
    }
    // The narrowest limit that needs no further line makes the lines even.
    let (mut narrow, mut wide) = (limit / lines.len() as i32, limit);
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
fn drawable(text: &str) -> String {
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
    fn width_is_the_sum_of_the_font_s_advances() {
        // hmtx of Noto Sans Regular: "a" 561, "i" 258 of 1000 units.
        assert_eq!(width("ai", 1000, Weight::Regular), 561 + 258);
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
