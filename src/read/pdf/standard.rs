//! The fonts that every reader of PDF has (ISO 32000-1, 9.6.2.2) -> how wide their characters are: files needn't say that.

use unicode_normalization::UnicodeNormalization;

/// The widths of the characters from space to tilde, in thousandths of the font's size (Adobe's Core 14 AFM files).
type Widths = [u16; 95];

#[rustfmt::skip]
const SANS: Widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
#[rustfmt::skip]
const SANS_BOLD: Widths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
#[rustfmt::skip]
const SERIF: Widths = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
#[rustfmt::skip]
const SERIF_BOLD: Widths = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
#[rustfmt::skip]
const SERIF_ITALIC: Widths = [
    250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611,
    611, 722, 722, 333, 444, 667, 556, 833, 667, 722, 611, 722, 611, 500, 556, 722, 611, 833, 611,
    556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444,
    278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
];
#[rustfmt::skip]
const SERIF_BOLD_ITALIC: Widths = [
    250, 389, 555, 500, 500, 833, 778, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 832, 667, 667, 667, 722, 667,
    667, 722, 778, 389, 500, 667, 611, 889, 722, 722, 611, 722, 667, 556, 611, 722, 667, 889, 667,
    611, 611, 333, 278, 333, 570, 500, 333, 500, 500, 444, 500, 444, 333, 500, 556, 278, 278, 500,
    278, 778, 556, 500, 500, 500, 389, 389, 278, 556, 444, 667, 500, 444, 389, 348, 220, 348, 570,
];
/// How wide all characters of a typewriter's font are.
const TYPEWRITER: f64 = 600.0;
/// How wide a character is that is none of these.
const OTHER: f64 = 500.0;

/// How wide a character is in the font of that name, in lower case, or in the one that stands for it.
pub fn width(name: &str, is_bold: bool, is_italic: bool, text: &str) -> f64 {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["courier", "mono", "typewriter"]) {
        return TYPEWRITER;
    }
    let is_serif = has(&["time", "serif", "roman", "georgia", "garamond", "palatino", "bookman"]) && !has(&["sans"]);
    let widths = match (is_serif, is_bold, is_italic) {
        (true, true, true) => SERIF_BOLD_ITALIC,
        (true, true, false) => SERIF_BOLD,
        (true, false, true) => SERIF_ITALIC,
        (true, false, false) => SERIF,
        (false, true, _) => SANS_BOLD,
        (false, false, _) => SANS,
    };
    // A letter is as wide with a mark as without.
    let base = text.nfd().next().map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        '‘' | '’' => '`',
        '“' | '”' => '"',
        '\u{a0}' => ' ',
        c => c,
    });
    let place = base.and_then(|base| u32::from(base).checked_sub(32));
    place.and_then(|place| widths.get(place as usize)).map_or(OTHER, |width| f64::from(*width))
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn letters_are_as_wide_as_in_the_font_that_stands_for_theirs() {
        assert_eq!(width("helvetica", false, false, "i"), 222.0);
        assert_eq!(width("abcdef+arial-boldmt", true, false, "W"), 944.0);
        assert_eq!(width(".vntime", false, false, "ộ"), 500.0);
        assert_eq!(width("times-italic", false, true, "f"), 278.0);
        assert_eq!(width("couriernew", false, false, "i"), 600.0);
        assert_eq!(width("helvetica", false, false, "中"), 500.0);
    }
}
