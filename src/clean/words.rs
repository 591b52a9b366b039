//! A line -> how many words it has, and the words as hashes.

use std::sync::LazyLock;

use super::shingles::{FNV_BASIS, mix};

/// The most words of a text that are looked at. No paragraph of a press article is longer, and a page saved as one line
/// costs no more than a page.
const READ: usize = 2_000;

/// The words of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct LineWords {
    /// The parts between white space that hold a letter or a digit. A text without spaces counts one word for every 100
    /// bytes at least, so that a limit in words is a limit in bytes too.
    pub count: usize,
    /// The first runs of letters and digits in lower case as hashes, in order; `true` for one that opens with a capital or
    /// holds a digit.
    pub hashes: Vec<(u64, bool)>,
}

impl LineWords {
    /// Reads a line, character by character, once.
    pub fn of(text: &str) -> LineWords {
        let letters = &*LETTERS;
        let mut words = LineWords { count: 0, hashes: Vec::with_capacity((text.len() / 5).min(READ)) };
        // Whether the part between white space counts already; the word that is open.
        let (mut counted, mut open) = (false, None);
        for c in text.chars() {
            let letter = letters.get(c as usize).copied().unwrap_or_else(|| FoldedChar::of(c));
            if letter.has(ALPHANUMERIC) {
                words.count += usize::from(!counted);
                counted = true;
                let (hash, telling) = open.unwrap_or((FNV_BASIS, letter.has(CAPITAL)));
                let hash = match letter.has(SEVERAL) {
                    true => c.to_lowercase().fold(hash, |hash, c| mix(hash, u64::from(c))),
                    false => mix(hash, u64::from(letter.0 & SMALL)),
                };
                open = Some((hash, telling || letter.has(NUMERIC)));
            } else {
                words.close(open.take());
                counted &= !letter.has(SPACE);
            }
        }
        words.close(open);
        if words.count > 0 {
            words.count = words.count.max(text.len() / 100);
        }
        words
    }

    fn close(&mut self, word: Option<(u64, bool)>) {
        if self.hashes.len() < READ {
            self.hashes.extend(word);
        }
    }
}

/// What is stored for a character: its small letter in the low bits, and above them the flags.
#[derive(Clone, Copy, Default)]
struct FoldedChar(u32);

const SMALL: u32 = (1 << 21) - 1;
const ALPHANUMERIC: u32 = 1 << 21;
const CAPITAL: u32 = 1 << 22;
const NUMERIC: u32 = 1 << 23;
const SPACE: u32 = 1 << 24;
/// Its small letter is several characters.
const SEVERAL: u32 = 1 << 25;
const ALPHABETIC: u32 = 1 << 26;

/// [`char::is_alphabetic`] and [`char::is_alphanumeric`], which are slow beyond ASCII, where Vietnamese has its
/// letters.
pub fn is_alphabetic(c: char) -> bool {
    LETTERS.get(c as usize).map_or_else(|| c.is_alphabetic(), |letter| letter.has(ALPHABETIC))
}

/// See [`is_alphabetic`].
pub fn is_alphanumeric(c: char) -> bool {
    LETTERS.get(c as usize).map_or_else(|| c.is_alphanumeric(), |letter| letter.has(ALPHANUMERIC))
}

impl FoldedChar {
    fn of(c: char) -> FoldedChar {
        let flag = |is: bool, flag: u32| if is { flag } else { 0 };
        let mut small = c.to_lowercase();
        let first = small.next().unwrap_or(c);
        FoldedChar(
            u32::from(first)
                | flag(c.is_alphanumeric(), ALPHANUMERIC)
                | flag(c.is_alphabetic(), ALPHABETIC)
                | flag(c.is_uppercase(), CAPITAL)
                | flag(c.is_numeric(), NUMERIC)
                | flag(c.is_whitespace(), SPACE)
                | flag(small.next().is_some(), SEVERAL),
        )
    }

    fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// The letters of the alphabets of Europe and of Vietnam, and their marks.
static LETTERS: LazyLock<[FoldedChar; 0x2100]> = LazyLock::new(|| {
    std::array::from_fn(|code| char::from_u32(code as u32).map_or(FoldedChar::default(), FoldedChar::of))
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What [`LineWords::of`] says, in plain terms.
    fn plainly(text: &str) -> LineWords {
        let parts = text.split_whitespace().filter(|part| part.contains(char::is_alphanumeric)).count();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(READ);
        let hash = |word: &str| {
            let hash = word.chars().flat_map(char::to_lowercase).fold(FNV_BASIS, |hash, c| mix(hash, u64::from(c)));
            (hash, word.starts_with(char::is_uppercase) || word.contains(char::is_numeric))
        };
        let count = if parts == 0 { 0 } else { parts.max(text.len() / 100) };
        LineWords { count, hashes: words.map(hash).collect() }
    }

    proptest! {
        #[test]
        fn words_are_those_that_plain_terms_give(text in "(\\PC|[ .,–“\u{a0}aAđĐƠİß0-9²]|Việt ){0,80}") {
            prop_assert_eq!(LineWords::of(&text), plainly(&text));
        }
    }

    #[test]
    fn a_long_line_is_read_to_its_bound_and_counted_to_its_end() {
        let text = "một ".repeat(READ + 7);
        assert_eq!((LineWords::of(&text).count, LineWords::of(&text).hashes.len()), (READ + 7, READ));
        assert_eq!(LineWords::of(&"字".repeat(1000)).count, 30);
    }
}
