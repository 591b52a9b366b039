//! The order of a language's alphabet.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::languages::find;
use super::vietnamese;

/// The alphabet of languages that name no other.
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";

/// The alphabet of a corpus: a letter that it lacks is sorted as the letter without its marks.
#[derive(Debug)]
pub struct Alphabet {
    letters: Vec<char>,
}

/// What comes before all letters: a blank, other marks, digits.
const BLANK: u8 = 1;
const MARK: u8 = 2;
const DIGIT: u8 = 3;
/// The first letter of the alphabet.
const FIRST: u8 = 4;
/// Letters of other scripts, after those of the alphabet.
const OTHER: u8 = 0xF0;

impl Alphabet {
    /// The alphabet of a corpus in some languages: that of Vietnamese if it is one of them, else of the only one.
    pub fn of(languages: &BTreeSet<String>) -> Alphabet {
        let only = languages.first().filter(|_| languages.len() == 1).map(String::as_str);
        let code = if languages.contains("vi") { Some("vi") } else { only };
        let own = code.and_then(find).map(|language| language.alphabet).filter(|letters| !letters.is_empty());
        Alphabet { letters: own.unwrap_or(LATIN).chars().collect() }
    }

    /// What the order of terms follows: first their letters, then, where these are the same, tones and other marks.
    pub fn key(&self, term: &str) -> Vec<u8> {
        let (mut key, mut marks) = (Vec::with_capacity(2 * term.len() + 1), Vec::new());
        let place = |letter: char| self.letters.iter().position(|known| *known == letter).map(|at| FIRST + at as u8);
        for letter in term.nfc() {
            let (letter, tone) = vietnamese::tone_of(letter);
            let mut parts = std::iter::once(letter).nfd();
            let base = parts.next().unwrap_or(letter);
            let own = place(letter);
            // For other marks the last byte is enough.
            let mark = parts.find(|part| own.is_none() && is_combining_mark(*part));
            marks.push(mark.map_or(tone, |mark| mark as u32 as u8 | 0x80));
            match own.or_else(|| place(base)) {
                Some(place) => key.push(place),
                None if base.is_whitespace() => key.push(BLANK),
                None => {
                    key.push(if base.is_numeric() {
                        DIGIT
                    } else if base.is_alphabetic() {
                        OTHER
                    } else {
                        MARK
                    });
                    key.extend(base.encode_utf8(&mut [0; 4]).bytes());
                }
            }
        }
        while marks.last() == Some(&0) {
            marks.pop();
        }
        key.push(0);
        key.append(&mut marks);
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(languages: &[&str], words: &[&str]) -> Vec<String> {
        let alphabet = Alphabet::of(&languages.iter().map(|code| code.to_string()).collect());
        let mut words: Vec<String> = words.iter().rev().map(|word| word.to_string()).collect();
        words.sort_by_cached_key(|word| alphabet.key(word));
        words
    }

    #[test]
    fn words_are_in_the_order_of_their_languages_alphabet() {
        for (language, words) in [
            (
                "vi",
                &[
                    "12",
                    "2",
                    "a",
                    "à",
                    "ả",
                    "ã",
                    "á",
                    "ạ",
                    "an toàn",
                    "anh",
                    "ánh",
                    "ă",
                    "ăn",
                    "â",
                    "ân",
                    "ba",
                    "cá",
                    "da",
                    "đa",
                    "em",
                    "ê",
                    "hoa",
                    "hòa",
                    "hỏa",
                    "hóa",
                    "hoa hồng",
                    "hoàng",
                    "ô",
                    "ơ",
                    "u",
                    "ư",
                    "y",
                ][..],
            ),
            ("sv", &["and", "zon", "år", "ärm", "öl"]),
            ("da", &["zone", "æble", "øl", "år"]),
            ("de", &["abel", "äbel", "abend", "über", "uberx", "zoo"]),
            ("fr", &["cote", "coté", "côte", "cotx"]),
            ("es", &["nube", "ñame", "oro"]),
            ("ru", &["zoo", "еда", "ёж", "жар"]),
        ] {
            assert_eq!(ordered(&[language], words), words, "{language}");
        }
        assert_eq!(ordered(&["en", "vi"], &["da", "đa", "dz"]), ["da", "dz", "đa"]);
    }
}
