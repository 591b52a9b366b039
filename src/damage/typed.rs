//! Syllables as they are typed: Telex, VNI and VIQR, as they look where no keyboard program turned them into letters.

use super::DamageKind;
use super::sample::SampledPassage;
use super::spelling::{Spelling, is_common, is_syllable};
use super::word::Facts;
use crate::clean::{is_alphabetic, is_alphanumeric};

/// Words that are syllables with the keys of their marks still in them, in a passage of which nearly all is Vietnamese
/// typed this way.
pub fn typed(passage: &SampledPassage) -> Vec<(DamageKind, usize)> {
    let Facts { lettered: words, syllables, common, typed, spelling: Spelling { toned, .. }, .. } = passage.facts;
    let is_vietnamese = words >= 4 && syllables * 4 >= words * 3 && common * 5 >= words && toned * 8 <= words;
    let is_vietnamese = is_vietnamese && typed >= 2 && typed * 6 >= words;
    if is_vietnamese { vec![(DamageKind::Typed, usize::from(words))] } else { Vec::new() }
}

/// What a word is where keys may stand for marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedKeys {
    /// It begins with no letter.
    NoWord,
    /// No syllable of Vietnamese.
    Other,
    /// A syllable: with the keys of its marks still in it or without marks, and perhaps hardly a word of another language.
    Syllable { is_typed: bool, is_common: bool },
}

/// Which of these a word is, as white space separates words.
pub fn keys(word: &str) -> TypedKeys {
    let bare = word.trim_matches(|c: char| !is_alphanumeric(c) && !"^(+'`?~.".contains(c));
    let bare = bare.trim_start_matches(|c: char| !is_alphanumeric(c)).trim_end_matches([',', ';', ':', '!', '"', ')']);
    if !bare.starts_with(is_alphabetic) {
        return TypedKeys::NoWord;
    }
    if !bare.is_ascii() {
        return TypedKeys::Other;
    }
    let small = bare.to_ascii_lowercase();
    // A tone of VIQR at the end looks like a full stop or a question mark.
    let plain = small.trim_end_matches(['.', '?', '\'']);
    if is_syllable(plain) {
        return TypedKeys::Syllable { is_typed: false, is_common: is_common(plain) };
    }
    match telex(&small).or_else(|| vni(&small)).or_else(|| viqr(&small)) {
        Some(plain) => TypedKeys::Syllable { is_typed: true, is_common: is_common(&plain) },
        None => TypedKeys::Other,
    }
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
