//! A line -> how many words it has, and the words as hashes.

use super::letters::{ALPHANUMERIC, CAPITAL, FoldedChar, NUMERIC, SEVERAL, SPACE};
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
        let mut words = LineWords { count: 0, hashes: Vec::with_capacity((text.len() / 5).min(READ)) };
        // Whether the part between white space counts already; the word that is open.
        let (mut counted, mut open) = (false, None);
        for (c, letter) in FoldedChar::of_text(text) {
            if letter.has(ALPHANUMERIC) {
                words.count += usize::from(!counted);
                counted = true;
                let (hash, telling) = open.unwrap_or((FNV_BASIS, letter.has(CAPITAL)));
                let hash = match letter.has(SEVERAL) {
                    true => c.to_lowercase().fold(hash, |hash, c| mix(hash, u64::from(c))),
                    false => mix(hash, u64::from(letter.small())),
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
