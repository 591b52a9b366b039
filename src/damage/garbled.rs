//! Words that are spelt as no language spells.

use super::DamageKind;
use super::sample::SampledPassage;
use super::spelling::is_vowel;
use super::word::Facts;
use crate::clean::{is_alphabetic, is_alphanumeric};

/// The words of a passage in which many have a capital or a symbol amid letters or no vowel, or in which plain words are
/// Vietnamese and those with marks are not.
pub fn garbled(passage: &SampledPassage) -> Vec<(DamageKind, usize)> {
    let Facts { even, uneven, mute, .. } = passage.facts;
    let long = uneven + mute + even;
    // Headings are full of abbreviations.
    let is_unreadable = uneven >= 3 && (uneven + mute) * 3 >= long || long >= 4 && (uneven + mute) * 2 >= long;
    if is_unreadable || is_misspelt(passage) {
        vec![(DamageKind::Garbled, usize::from(passage.facts.spelling.words))]
    } else {
        Vec::new()
    }
}

/// How the letters of a word look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterPattern {
    /// There are too few to tell, or it is no word.
    Few,
    /// Like a word's.
    Even,
    /// With a capital or a symbol among them.
    Uneven,
    /// Without a vowel.
    Mute,
}

/// How the letters of a word look, as white space separates words.
pub fn letters(word: &str) -> LetterPattern {
    match between_marks(word) {
        None => LetterPattern::Few,
        Some(letters) if is_uneven(letters) || letters.contains(is_symbol) => LetterPattern::Uneven,
        Some(letters) if !letters.contains(is_vowel) => LetterPattern::Mute,
        Some(_) => LetterPattern::Even,
    }
}

/// Whether the text is Vietnamese, but many words with marks aren't its syllables, or are single letters: they are
/// shown in letters of another table.
fn is_misspelt(passage: &SampledPassage) -> bool {
    let all = &passage.facts.spelling;
    let (beyond, no_syllables) = all.beyond_ascii();
    let known = all.plain_common + all.own;
    let is_vietnamese = (known >= 2 || known == 1 && no_syllables * 10 >= beyond * 8)
        && known * 5 >= all.ascii + all.own
        && all.plain * 10 >= (all.ascii - all.bare) * 7;
    // What a wrong table leaves of most words is a letter or two.
    let is_torn = all.lone >= 4 && all.lone * 10 >= all.words * 3 && (all.own + all.not_own) * 2 >= all.lone;
    is_torn
        || is_vietnamese && beyond >= 3 && no_syllables * 10 >= beyond * 4 && no_syllables * 10 >= all.words
        || all.own + all.not_own >= 3 && all.not_own * 10 >= (all.own + all.not_own) * 6
}

/// The word between marks, if it is three letters or more and is no address, sum or piece of code.
fn between_marks(word: &str) -> Option<&str> {
    let bare = word.trim_matches(|c: char| !is_alphanumeric(c));
    let is_code =
        bare.contains(['[', ']', '|', '{', '}', '<', '>', '=', '/', '@', '(', ')', '_']) || bare.contains("::");
    let is_latin = |c: char| c < '\u{370}' || ('\u{1e00}'..='\u{1eff}').contains(&c);
    let count = bare.chars().filter(|c| is_alphabetic(*c)).count();
    (!is_code && count >= 3 && bare.chars().all(|c| !is_alphabetic(c) || is_latin(c))).then_some(bare)
}

/// Whether capitals and small letters alternate otherwise than in names such as JavaScript and eBay, and in abbreviations with an
/// ending.
fn is_uneven(word: &str) -> bool {
    word.split(|c: char| !is_alphabetic(c)).filter(|run| !run.is_empty()).any(|run| {
        let parts = parts(run);
        let is_abbreviated = run.chars().rev().skip(1).all(char::is_uppercase);
        let is_long = |part: &String| part.chars().count() > 1;
        let is_named =
            parts.len() == 2 && parts[1].chars().count() > 2 || parts.iter().all(|part| part.contains(is_vowel));
        parts.len() > 1 && !is_abbreviated && !(is_named && parts[1..].iter().all(is_long))
    })
}

/// The parts of a run of letters that begin with a capital.
fn parts(run: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for c in run.chars() {
        match parts.last_mut() {
            Some(part) if !c.is_uppercase() => part.push(c),
            _ => parts.push(c.to_string()),
        }
    }
    parts
}

/// Symbols that occur inside no word.
fn is_symbol(c: char) -> bool {
    "\\~^$%#*\"".contains(c) || is_strange(c)
}

/// Words in which letters of two scripts meet, or letters and symbols that occur inside no word, in a passage of Latin
/// letters.
pub fn mixed(passage: &SampledPassage) -> Vec<(DamageKind, usize)> {
    let count = usize::from(passage.facts.mixed);
    match count > 0 && count * 20 >= passage.count && is_latin(passage) {
        true => vec![(DamageKind::Garbled, count)],
        false => Vec::new(),
    }
}

/// Whether letters of two scripts meet in a word, or letters and symbols that occur inside no word.
pub fn is_mixed(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let (mut before, mut is_behind_symbol) = (None, false);
    for c in word.chars() {
        if is_strange(c) {
            is_behind_symbol = true;
            continue;
        }
        let script = script(c);
        if script.is_some() && before.is_some() && (is_behind_symbol || before != script) {
            return !word.contains("://") && !word.contains('@');
        }
        (before, is_behind_symbol) = (script, false);
    }
    false
}

/// Whether most of the letters are Latin: other scripts leave no blank between their words and Latin ones.
fn is_latin(passage: &SampledPassage) -> bool {
    let scripts = || passage.words().flat_map(|word| word.chars().filter_map(script));
    scripts().filter(|script| *script == LetterScript::Latin).count() * 9 >= scripts().count() * 5
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LetterScript {
    Latin,
    Greek,
    Cyrillic,
    Ideographs,
    Other,
}

/// The script of a letter; `None` for anything else.
fn script(c: char) -> Option<LetterScript> {
    match c {
        _ if !is_alphabetic(c) => None,
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(LetterScript::Latin),
        '\u{370}'..='\u{3ff}' => Some(LetterScript::Greek),
        '\u{400}'..='\u{52f}' => Some(LetterScript::Cyrillic),
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Some(LetterScript::Ideographs),
        _ => Some(LetterScript::Other),
    }
}

/// Symbols that occur between letters only where bytes were read in the wrong encoding.
fn is_strange(c: char) -> bool {
    matches!(c, '¡'..='©' | '«'..='¯' | '±' | '³' | '´' | '¶' | '¸' | '¹' | '»'..='¿' | '×' | '÷' | 'ˆ' | '˜' | '†'..='•' | '‰' | '‹' | '›' | '€' | '™' | '‚' | '„'
        | '\u{2200}'..='\u{25ff}' | '\u{e000}'..='\u{f8ff}')
}
