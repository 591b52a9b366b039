//! Text -> its words beyond ASCII, and the script of each that is spelt as words are.

use unicode_normalization::char::is_combining_mark;

/// The distinct words with a character beyond ASCII or a control code, without symbols around them.
pub fn words(text: &str) -> Vec<&str> {
    let telling = |word: &&str| word.chars().any(|c| !c.is_ascii() || c.is_control());
    distinct(text.split(is_gap).map(|word| word.trim_matches(is_symbol)).filter(telling))
}

/// Each word once.
pub fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What separates words, with or without a space: blanks, digits, punctuation, also that of Chinese and Japanese.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_digit()
        || c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{203a}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{30fb}')
        || matches!(c, '\u{ff01}'..='\u{ff20}' | '\u{feff}')
}

/// Symbols that occur beside a word, but not in it.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '×' | '÷' | '\u{20a0}'..='\u{20cf}' | '№' | '™')
}

/// What a word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Latin,
    /// Ideographs, kana or Hangul with Latin letters of ASCII.
    Mixed,
    Other,
}

/// The script of a word that has nothing but letters and marks, in even case, and of scripts that go together.
pub fn script(word: &str) -> Option<Script> {
    let (mut ascii, mut latin, mut east_asian, mut other) = (false, false, false, false);
    for (at, c) in word.char_indices() {
        match c {
            'a'..='z' | 'A'..='Z' => ascii = true,
            _ if is_symbol(c) => return None,
            _ if is_latin(c) && c.is_alphabetic() => latin = true,
            '\u{2e80}'.. if c.is_alphabetic() => east_asian = true,
            _ if c.is_alphabetic() => other = true,
            _ if at > 0 && is_combining_mark(c) => {}
            _ => return None,
        }
    }
    let script = match (ascii, latin, east_asian, other) {
        (_, _, false, false) => Script::Latin,
        (true, false, true, false) => Script::Mixed,
        (false, false, ..) => Script::Other,
        _ => return None,
    };
    is_even(word.chars().filter(|c| c.is_uppercase() || c.is_lowercase()).map(char::is_uppercase)).then_some(script)
}

fn is_latin(c: char) -> bool {
    c < '\u{250}' || ('Ḁ'..='ỿ').contains(&c)
}

/// Whether letters, given by whether they are capitals, are all small, all capitals, or small after one capital.
pub fn is_even(capitals: impl IntoIterator<Item = bool>) -> bool {
    let mut capitals = capitals.into_iter();
    let (Some(first), Some(second)) = (capitals.next(), capitals.next()) else { return true };
    (first || !second) && capitals.all(|capital| capital == second)
}

#[cfg(test)]
mod tests {
    use super::{Script, script, words};

    #[test]
    fn words_beyond_ascii_are_found_without_what_surrounds_them() {
        assert_eq!(words("“Đến” là £5 đến—«naïve»… 20°C plain"), ["là", "naïve", "Đến", "đến"]);
        assert_eq!(words("桥，学校。"), ["学校", "桥"]);
    }

    #[test]
    fn a_word_is_of_one_script_in_even_case() {
        assert_eq!(script("Straße"), Some(Script::Latin));
        assert_eq!(script("STRÁSS"), Some(Script::Latin));
        assert_eq!(script("мост"), Some(Script::Other));
        assert_eq!(script("GNU版本"), Some(Script::Mixed));
        for malformed in ["ViÖt", "kh«ng", "йtй", "é版", "n\u{ad}íc", "\u{301}a"] {
            assert_eq!(script(malformed), None, "{malformed}");
        }
    }
}
