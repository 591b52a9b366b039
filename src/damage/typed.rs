//! Syllables as they are typed: Telex, VNI and VIQR, as they stand where no keyboard program turned them into letters.

use super::Kind;
use super::sample::Passage;
use super::spelling::{is_common, is_syllable};
use crate::clean::{is_alphabetic, is_alphanumeric};

/// Words that are syllables with the keys of their marks still in them, in a passage of which nearly all is Vietnamese so.
pub fn typed(passage: &Passage) -> Vec<(Kind, usize)> {
    let (mut words, mut syllables, mut typed, mut common) = (0, 0, 0, 0);
    for word in &passage.words {
        let bare = word.trim_matches(|c: char| !is_alphanumeric(c) && !"^(+'`?~.".contains(c));
        let bare =
            bare.trim_start_matches(|c: char| !is_alphanumeric(c)).trim_end_matches([',', ';', ':', '!', '"', ')']);
        if !bare.starts_with(is_alphabetic) {
            continue;
        }
        words += 1;
        if !bare.is_ascii() {
            continue;
        }
        let small = bare.to_ascii_lowercase();
        let plain = small.trim_end_matches(['.', '?', '\'']);
        if is_syllable(plain) {
            syllables += 1;
            common += usize::from(is_common(plain));
            // A tone of VIQR at the end looks like a full stop or a question mark.
        } else if let Some(plain) = telex(&small).or_else(|| vni(&small)).or_else(|| viqr(&small)) {
            syllables += 1;
            typed += 1;
            common += usize::from(is_common(&plain));
        }
    }
    let all = &passage.spelling;
    let is_vietnamese = words >= 4 && syllables * 4 >= words * 3 && common * 5 >= words && all.toned * 8 <= words;
    let is_vietnamese = is_vietnamese && typed >= 2 && typed * 6 >= words;
    if is_vietnamese { vec![(Kind::Typed, words)] } else { Vec::new() }
}

/// The syllable without the letters that Telex has for marks: aa ee oo dd w, and s f r x j for tones.
fn telex(word: &str) -> Option<String> {
    let mut letters = String::new();
    for c in word.chars() {
        match c {
            'w' if letters.ends_with(['a', 'o', 'u']) => {}
            'w' => letters.push('u'),
            'a' | 'e' | 'o' if letters.contains(c) => {}
            'd' if letters.starts_with('d') => {}
            's' | 'f' | 'r' | 'x' | 'j' if letters.contains(['a', 'e', 'i', 'o', 'u', 'y']) => {}
            'a'..='z' => letters.push(c),
            _ => return None,
        }
    }
    (letters.len() < word.len() && is_syllable(&letters)).then_some(letters)
}

/// The syllable without the digits that VNI has for marks.
fn vni(word: &str) -> Option<String> {
    without(word, |c| c.is_ascii_digit())
}

/// The syllable without the marks that VIQR has: ^ ( + and ' ` ? ~ .
fn viqr(word: &str) -> Option<String> {
    without(&word.replace("dd", "d"), |c| "^(+'`?~.".contains(c))
}

fn without(word: &str, is_mark: impl Fn(char) -> bool) -> Option<String> {
    let letters: String = word.chars().filter(|c| !is_mark(*c)).collect();
    (letters.len() < word.len() && is_syllable(&letters)).then_some(letters)
}
