//! Vietnamese letters, and the two styles of placing the tone mark.
//!
//! In an open syllable that ends in *oa*, *oe* or *uy* the old style marks the first vowel
//! (hòa, khỏe, thủy) and the new style the second (hoà, khoẻ, thuỷ). After *q* the *u* belongs to
//! the consonant, so *quý* has one spelling; before a final consonant (hoàn) both styles agree.

use crate::normalisation::ToneMarks;

/// The twelve vowels, each with its six tones: level, grave, hook, tilde, acute, dot below.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// A letter, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterParts {
    /// The letter in lower case.
    pub small: char,
    /// The letter in lower case and without its tone: *ê* of *Ế*.
    pub base: char,
    /// The tone, 0 (level or no vowel) to 5, in the order of the table of vowels.
    pub tone: u8,
    /// Whether it was a capital.
    pub capital: bool,
}

/// The letters of Vietnamese and ASCII lie in two ranges of Unicode; each has a table. A cell with the base NUL is of
/// another letter.
const LATIN: usize = 0x0200;
const ADDITIONAL: usize = 0x1E00;
static LATIN_LETTERS: [LetterParts; LATIN] = letters(0);
static ADDITIONAL_LETTERS: [LetterParts; 0x100] = letters(ADDITIONAL);

const fn letters<const N: usize>(first: usize) -> [LetterParts; N] {
    let mut table = [LetterParts { small: '\0', base: '\0', tone: 0, capital: false }; N];
    let mut ascii = first;
    while ascii < 0x80 {
        let letter = ascii as u8;
        table[ascii].small = letter.to_ascii_lowercase() as char;
        table[ascii].base = table[ascii].small;
        table[ascii].capital = letter.is_ascii_uppercase();
        ascii += 1;
    }
    let mut cell = 0;
    while cell <= 72 {
        let (letter, base) = if cell == 72 { ('đ', 'đ') } else { (VOWELS[cell / 6][cell % 6], VOWELS[cell / 6][0]) };
        let small = letter as usize;
        let capital = if small <= 0xFF { small - 0x20 } else { small - 1 };
        if small >= first && small < first + N {
            let tone = (cell % 6) as u8;
            table[small - first] = LetterParts { small: letter, base, tone, capital: false };
            table[capital - first] = LetterParts { small: letter, base, tone, capital: true };
        }
        cell += 1;
    }
    table
}

/// The cell of a character; its base is NUL if the tables don't have it.
#[inline]
fn cell(letter: char) -> LetterParts {
    let code = letter as usize;
    match code {
        0..LATIN => LATIN_LETTERS[code],
        _ => *ADDITIONAL_LETTERS.get(code.wrapping_sub(ADDITIONAL)).unwrap_or(&LATIN_LETTERS[0]),
    }
}

/// Whether a character is a letter of Vietnamese that ASCII doesn't have.
#[inline]
pub fn is_vietnamese(letter: char) -> bool {
    !letter.is_ascii() && cell(letter).base != '\0'
}

/// Takes a letter apart (its lower case to the first character, if Unicode gives it several).
#[inline]
pub fn fold(letter: char) -> LetterParts {
    match cell(letter) {
        LetterParts { base: '\0', .. } => fold_other(letter),
        known => known,
    }
}

/// A letter in lower case and without its tone, and the tone: 0 (level or no vowel) to 5, in the order of the alphabet
/// (a, à, ả, ã, á, ạ).
pub fn tone_of(letter: char) -> (char, u8) {
    let letter = fold(letter);
    (letter.base, letter.tone)
}

#[cold]
fn fold_other(letter: char) -> LetterParts {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    LetterParts { small, base: small, tone: 0, capital: small != letter }
}

/// Appends the normal form of `unit`: lower case, the tone marks in one style, and no blanks inside a number.
pub fn write_normal(unit: &str, style: ToneMarks, out: &mut String) {
    let start = out.len();
    let (mut before, mut has_styles) = (LATIN_LETTERS[0], false);
    for c in unit.chars().filter(|&c| c != ' ') {
        let letter = cell(c);
        match letter.base {
            '\0' => out.extend(c.to_lowercase()),
            _ => out.push(letter.small),
        }
        has_styles |=
            matches!((before.base, letter.base), ('o', 'a' | 'e') | ('u', 'y')) && before.tone + letter.tone > 0;
        before = letter;
    }
    if has_styles {
        restyle(out, start, style);
    }
}

/// Brings the tone marks of the syllables from `start` on into one style.
fn restyle(out: &mut String, start: usize, style: ToneMarks) {
    let mut syllable = start;
    while syllable < out.len() {
        let rest = &out[syllable..];
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        if let Some((from, vowels)) = restyled(&rest[..length], style) {
            let end = syllable + length;
            // Old and new spelling have the same letters with one mark moved, but not the same length.
            let before = out.len();
            out.replace_range(syllable + from..end, &String::from_iter(vowels));
            syllable = end + out.len() - before;
        } else {
            syllable += length;
        }
        syllable += out[syllable..].chars().next().map_or(0, char::len_utf8);
    }
}

/// The last two vowels of a lower-case syllable as `style` writes them, and the byte where they
/// start; nothing if the styles agree about the syllable or it is in `style` already.
fn restyled(syllable: &str, style: ToneMarks) -> Option<(usize, [char; 2])> {
    let mut letters = syllable.char_indices().rev();
    let (_, second) = letters.next()?;
    let (from, first) = letters.next()?;
    let (a, b) = (fold(first), fold(second));
    match (a.base, b.base) {
        ('o', 'a' | 'e') => {}
        ('u', 'y') if letters.next().is_none_or(|(_, before)| before != 'q') => {}
        _ => return None,
    }
    let tone = match (a.tone, b.tone, style) {
        (0, tone, ToneMarks::Old) | (tone, 0, ToneMarks::New) if tone > 0 => tone,
        _ => return None,
    };
    Some(match style {
        ToneMarks::Old => (from, [toned(a.base, tone), b.base]),
        ToneMarks::New => (from, [a.base, toned(b.base, tone)]),
    })
}

/// The vowel `base` with `tone`.
fn toned(base: char, tone: u8) -> char {
    VOWELS.iter().find(|row| row[0] == base).map_or(base, |row| row[usize::from(tone)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(unit: &str, style: ToneMarks) -> String {
        let mut out = String::from("x");
        write_normal(unit, style, &mut out);
        out.split_off(1)
    }

    #[test]
    fn both_spellings_become_the_one_of_the_style() {
        for (old, new) in [
            ("hòa", "hoà"),
            ("hóa", "hoá"),
            ("hỏa", "hoả"),
            ("thõa", "thoã"),
            ("họa", "hoạ"),
            ("khỏe", "khoẻ"),
            ("lòe", "loè"),
            ("thủy", "thuỷ"),
            ("ủy", "uỷ"),
            ("úy", "uý"),
            ("tụy", "tuỵ"),
            ("lũy", "luỹ"),
        ] {
            for spelling in [old, new, &old.to_uppercase(), &new.to_uppercase()] {
                assert_eq!(normal(spelling, ToneMarks::Old), old);
                assert_eq!(normal(spelling, ToneMarks::New), new);
            }
        }
    }

    #[test]
    fn blanks_inside_a_number_are_left_out() {
        assert_eq!(normal("10 . 000", ToneMarks::Old), "10.000");
    }

    #[test]
    fn other_syllables_are_the_same_in_both_styles() {
        for unit in [
            "quý",
            "quỳ",
            "quà",
            "già",
            "giá",
            "hoàn",
            "toàn",
            "hoặc",
            "huỵch",
            "khuỷu",
            "ngoáy",
            "xoáy",
            "của",
            "mùa",
            "nghĩa",
            "đường",
            "oa",
            "uy",
            "khuya",
            "tuyển",
            "hỏi",
            "đ",
            "",
        ] {
            for style in [ToneMarks::Old, ToneMarks::New] {
                assert_eq!(normal(unit, style), unit);
            }
        }
    }

    #[test]
    fn every_part_of_a_compound_is_restyled() {
        assert_eq!(normal("HOÀ-Thuỷ.uỷ", ToneMarks::Old), "hòa-thủy.ủy");
        assert_eq!(normal("hòa-thủy.ủy!", ToneMarks::New), "hoà-thuỷ.uỷ!");
    }

    #[test]
    fn folding_takes_the_tone_off_either_case() {
        for row in VOWELS {
            for (tone, vowel) in row.into_iter().enumerate() {
                let small = LetterParts { small: vowel, base: row[0], tone: tone as u8, capital: false };
                assert_eq!(fold(vowel), small);
                let capital = LetterParts { capital: true, ..small };
                assert!(vowel.to_uppercase().all(|upper| fold(upper) == capital));
            }
        }
        for (letter, base, capital) in [
            ('Đ', 'đ', true),
            ('đ', 'đ', false),
            ('Z', 'z', true),
            ('7', '7', false),
            ('Ñ', 'ñ', true),
            ('Σ', 'σ', true),
        ] {
            assert_eq!(fold(letter), LetterParts { small: base, base, tone: 0, capital });
        }
    }
}
