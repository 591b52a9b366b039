//! Letters and white space as the standard library knows them, with a table for the alphabets of Europe and Vietnam: beyond
//! ASCII the library searches for each character, and text in lower case is allocated anew.

use std::sync::LazyLock;

/// What is stored for a character: its small letter in the low bits, and above them the flags.
#[derive(Clone, Copy, Default)]
pub struct FoldedChar(u32);

const SMALL: u32 = (1 << 21) - 1;
pub const ALPHANUMERIC: u32 = 1 << 21;
pub const CAPITAL: u32 = 1 << 22;
pub const NUMERIC: u32 = 1 << 23;
pub const SPACE: u32 = 1 << 24;
/// Its small letter is several characters, or depends on the letters beside it.
pub const SEVERAL: u32 = 1 << 25;
const ALPHABETIC: u32 = 1 << 26;
const LOWERCASE: u32 = 1 << 27;

impl FoldedChar {
    /// The characters of a text, each with what is to be known of it.
    pub fn of_text(text: &str) -> impl Iterator<Item = (char, FoldedChar)> {
        let letters = &*LETTERS;
        text.chars().map(|c| (c, letters.get(c as usize).copied().unwrap_or_else(|| FoldedChar::find(c))))
    }

    #[cold]
    fn find(c: char) -> FoldedChar {
        let flag = |is: bool, flag: u32| if is { flag } else { 0 };
        let mut small = c.to_lowercase();
        let first = small.next().unwrap_or(c);
        FoldedChar(
            u32::from(first)
                | flag(c.is_alphanumeric(), ALPHANUMERIC)
                | flag(c.is_alphabetic(), ALPHABETIC)
                | flag(c.is_uppercase(), CAPITAL)
                | flag(c.is_lowercase(), LOWERCASE)
                | flag(c.is_numeric(), NUMERIC)
                | flag(c.is_whitespace(), SPACE)
                | flag(small.next().is_some() || c == 'Σ', SEVERAL),
        )
    }

    /// Whether one of the flags is set.
    pub fn has(self, flags: u32) -> bool {
        self.0 & flags != 0
    }

    /// The code of its small letter, the first one where there are several.
    pub fn small(self) -> u32 {
        self.0 & SMALL
    }
}

static LETTERS: LazyLock<[FoldedChar; 0x2100]> = LazyLock::new(|| {
    std::array::from_fn(|code| char::from_u32(code as u32).map_or(FoldedChar::default(), FoldedChar::find))
});

/// [`char::is_alphabetic`].
pub fn is_alphabetic(c: char) -> bool {
    LETTERS.get(c as usize).map_or_else(|| c.is_alphabetic(), |letter| letter.has(ALPHABETIC))
}

/// [`char::is_alphanumeric`].
pub fn is_alphanumeric(c: char) -> bool {
    LETTERS.get(c as usize).map_or_else(|| c.is_alphanumeric(), |letter| letter.has(ALPHANUMERIC))
}

/// [`char::is_numeric`].
pub fn is_numeric(c: char) -> bool {
    LETTERS.get(c as usize).map_or_else(|| c.is_numeric(), |letter| letter.has(NUMERIC))
}

/// [`char::is_uppercase`].
pub fn is_uppercase(c: char) -> bool {
    LETTERS.get(c as usize).map_or_else(|| c.is_uppercase(), |letter| letter.has(CAPITAL))
}

/// [`char::is_lowercase`].
pub fn is_lowercase(c: char) -> bool {
    LETTERS.get(c as usize).map_or_else(|| c.is_lowercase(), |letter| letter.has(LOWERCASE))
}

/// The small letter of a character; `None` where that is several, or depends on the letters beside it.
fn small((c, letter): (char, FoldedChar)) -> Option<char> {
    if letter.has(SEVERAL) { None } else { Some(char::from_u32(letter.small()).unwrap_or(c)) }
}

/// [`str::to_lowercase`].
pub fn to_lowercase(text: &str) -> String {
    let mut low = String::with_capacity(text.len());
    push_lowercase(&mut low, text);
    low
}

/// Adds [`str::to_lowercase`] of a text.
pub fn push_lowercase(low: &mut String, text: &str) {
    let start = low.len();
    for letter in FoldedChar::of_text(text) {
        let Some(c) = small(letter) else {
            low.truncate(start);
            low.push_str(&text.to_lowercase());
            return;
        };
        low.push(c);
    }
}

/// Whether the text in lower case begins with the phrase.
pub fn opens_with(text: &str, phrase: &str) -> bool {
    let mut letters = FoldedChar::of_text(text);
    for c in phrase.chars() {
        match letters.next().map(small) {
            Some(Some(small)) if small == c => {}
            Some(None) => return text.to_lowercase().starts_with(phrase),
            _ => return false,
        }
    }
    true
}

/// Whether the text in lower case is the phrase.
pub fn is_phrase(text: &str, phrase: &str) -> bool {
    let mut letters = FoldedChar::of_text(text);
    for c in phrase.chars() {
        match letters.next().map(small) {
            Some(Some(small)) if small == c => {}
            Some(None) => return text.to_lowercase() == phrase,
            _ => return false,
        }
    }
    letters.next().is_none()
}

/// Whether the text in lower case begins with one of the phrases.
pub fn opens_with_one(text: &str, phrases: &[&str]) -> bool {
    may_match(text, phrases).any(|phrase| opens_with(text, phrase))
}

/// Whether the text in lower case is one of the phrases.
pub fn is_one_of(text: &str, phrases: &[&str]) -> bool {
    may_match(text, phrases).any(|phrase| is_phrase(text, phrase))
}

/// Whether one of the phrases begins with the first letter of the text.
pub fn may_open(text: &str, phrases: &[&str]) -> bool {
    may_match(text, phrases).next().is_some()
}

/// The phrases, none of them empty, that begin with the first letter of the text.
fn may_match<'p>(text: &str, phrases: &'p [&str]) -> impl Iterator<Item = &'p str> {
    let letter = FoldedChar::of_text(text).next().map(|(_, letter)| letter);
    let may_match = move |phrase: &&str| {
        let first = phrase.chars().next().map(u32::from);
        letter.is_some_and(|letter| letter.has(SEVERAL) || Some(letter.small()) == first)
    };
    phrases.iter().copied().filter(may_match)
}

/// [`str::split_whitespace`].
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let mut start = 0;
        while let length @ 1.. = gap(bytes, start) {
            start += length;
        }
        let is_gap = |&at: &usize| MAY_BEGIN_GAP[usize::from(bytes[at])] && gap(bytes, at) > 0;
        let end = (start..bytes.len()).find(is_gap).unwrap_or(bytes.len());
        let (part, after) = (&rest[start..end], &rest[end..]);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// The bytes that white space may begin with.
const MAY_BEGIN_GAP: [bool; 256] = bytes_of(b"\t\n\x0b\x0c\r \xC2\xE1\xE2\xE3");

/// Whether each byte is one of these: a table is faster than a comparison with each.
pub const fn bytes_of(these: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < these.len() {
        table[these[at] as usize] = true;
        at += 1;
    }
    table
}

/// How many bytes the white space takes that begins in UTF-8 at `at`; 0 where none does.
fn gap(utf8: &[u8], at: usize) -> usize {
    match utf8.get(at) {
        Some(b'\t'..=b'\r' | b' ') => 1,
        Some(0xC2) => {
            if matches!(utf8.get(at + 1), Some(0x85 | 0xA0)) {
                2
            } else {
                0
            }
        }
        Some(0xE1..=0xE3) => {
            let is_space = matches!(
                utf8[at..],
                [0xE1, 0x9A, 0x80, ..]
                    | [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..]
                    | [0xE2, 0x81, 0x9F, ..]
                    | [0xE3, 0x80, 0x80, ..]
            );
            if is_space { 3 } else { 0 }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_character_is_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(
                (is_alphabetic(c), is_alphanumeric(c), is_numeric(c), is_uppercase(c), is_lowercase(c)),
                (c.is_alphabetic(), c.is_alphanumeric(), c.is_numeric(), c.is_uppercase(), c.is_lowercase()),
                "{c:?}"
            );
            let text = c.to_string();
            assert_eq!(to_lowercase(&text), text.to_lowercase());
            assert_eq!(gap(text.as_bytes(), 0) == text.len(), c.is_whitespace(), "{c:?}");
            assert_eq!(gap(text.as_bytes(), 0) > 0, c.is_whitespace(), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn lower_case_is_that_of_the_standard_library(text in "(\\PC|[aAiIİΣσςßẞǅđĐỆK]|\u{307}|[ .]){0,12}", length in 0..9_usize) {
            let low = text.to_lowercase();
            prop_assert_eq!(&to_lowercase(&text), &low);
            prop_assert!(is_phrase(&text, &low));
            let phrase: String = low.chars().take(length).collect();
            prop_assert!(opens_with(&text, &phrase));
            prop_assert_eq!(is_phrase(&text, &phrase), low == phrase);
        }

        #[test]
        fn a_phrase_opens_a_text_if_it_opens_that_in_lower_case(text in "[aAiIİΣσςĐ\u{307}]{0,4}", phrase in "[aiσςđ\u{307}]{0,3}") {
            prop_assert_eq!(opens_with(&text, &phrase), text.to_lowercase().starts_with(&phrase));
            prop_assert_eq!(is_phrase(&text, &phrase), text.to_lowercase() == phrase);
            let phrases: Vec<&str> = [&*phrase, "aσ", "i"].into_iter().filter(|phrase| !phrase.is_empty()).collect();
            let low = text.to_lowercase();
            prop_assert_eq!(opens_with_one(&text, &phrases), phrases.iter().any(|phrase| low.starts_with(phrase)));
            prop_assert_eq!(is_one_of(&text, &phrases), phrases.contains(&&*low));
        }

        #[test]
        fn parts_are_those_between_white_space(text in "(\\PC|[ \t\n\u{b}\u{1c}\u{85}\u{a0}\u{1680}\u{180e}\u{2003}\u{200b}\u{2028}\u{202f}\u{205f}\u{3000}ấa“]){0,30}") {
            prop_assert_eq!(parts(&text).collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        }
    }
}
