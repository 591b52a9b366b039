//! Words with marks, codes or nothing where letters stood.

use super::Kind;
use super::sample::Passage;
use super::spelling::{Plain, is_bare, is_syllable, runs};

/// Marks that programs put where they can't write a letter, of those that stand in no word otherwise.
fn is_stopgap(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}' | '□' | '▯' | '■' | '▢' | '¿' | '\u{1a}' | '\u{fffc}' | '\u{e000}'..='\u{f8ff}')
}

/// Words with a mark amid letters that stands for a lost one; and, where there are such, those that begin or end so.
pub fn lost(passage: &Passage) -> Vec<(Kind, usize)> {
    let (mut marks, mut within, mut at_edge): (Vec<char>, usize, usize) = (Vec::new(), 0, 0);
    let words = &passage.words;
    for (at, word) in words.iter().enumerate() {
        if !word.contains(is_stopgap) {
            continue;
        }
        let goes_on = words.get(at + 1).is_some_and(|next| next.starts_with(char::is_lowercase));
        match place(word, goes_on) {
            Some((mark, true)) => {
                marks.push(mark);
                within += 1;
            }
            Some((_, false)) => at_edge += 1,
            None => {}
        }
    }
    match most(&marks) {
        Some(mark) => vec![(Kind::Lost(mark), within + at_edge)],
        None => Vec::new(),
    }
}

/// The mark in a word, and whether it can stand for nothing but a letter. An address has marks of its own, and so has a
/// sentence that begins without a space before it.
fn place(word: &str, goes_on: bool) -> Option<(char, bool)> {
    let is_mark = |c: char| {
        c.is_ascii_punctuation() && c != '?' || matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '…' | '–' | '—')
    };
    let bare = word.trim_matches(is_mark);
    if bare.contains(['/', '=', '&', '@', ':', '\\', '+']) || bare.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let letters: Vec<char> = bare.chars().collect();
    let mut edge = None;
    for (at, &c) in letters.iter().enumerate().filter(|(_, c)| is_stopgap(**c)) {
        let before = letters[..at].iter().rev().find(|c| !is_stopgap(**c)).filter(|c| c.is_alphabetic());
        let after = letters[at..].iter().find(|c| !is_stopgap(**c)).filter(|c| c.is_alphabetic());
        match (before, after) {
            (Some(before), Some(after)) if is_cased(*before) && (before.is_uppercase() || after.is_lowercase()) => {
                return Some((c, true));
            }
            (Some(_), None) if c != '?' || goes_on => edge = Some((c, c != '?' && c != '\u{fffc}' && c != '■')),
            (None, Some(_)) if !matches!(c, '¿' | '■' | '□' | '▯' | '▢') => edge = Some((c, c == '\u{fffd}')),
            _ => {}
        }
    }
    edge
}

fn is_cased(c: char) -> bool {
    c.is_uppercase() || c.is_lowercase()
}

fn most(marks: &[char]) -> Option<char> {
    marks
        .iter()
        .copied()
        .max_by_key(|mark| (marks.iter().filter(|other| *other == mark).count(), std::cmp::Reverse(*mark)))
}

/// What is left of Vietnamese syllables whose vowel is gone, whatever stands there now.
pub fn missing(passage: &Passage) -> Vec<(Kind, usize)> {
    let mut plain = Plain::default();
    let (mut words, mut pieces, mut left) = (0, 0, Vec::new());
    for run in passage.words.iter().flat_map(|word| runs(word)) {
        words += 1;
        let is_latin = plain.take(run);
        if is_latin && (is_syllable(&plain.letters) || plain.letters.len() == 1) {
            pieces += 1;
        } else if is_latin && run.ends_with(|c: char| c.is_ascii_lowercase()) && is_bare(&plain.letters) {
            left.push(plain.letters.clone());
        }
    }
    // Tagalog has a word "ng", and lists have things that are counted in "ch".
    let is_vietnamese = (pieces + left.len()) * 2 >= words && left.iter().any(|word| *word != left[0]);
    if is_vietnamese { vec![(Kind::Missing, left.len())] } else { Vec::new() }
}

/// Words in which letters are written as codes.
pub fn codes(passage: &Passage) -> Vec<(Kind, usize)> {
    let count = passage.words.iter().filter(|word| word.contains(['\\', '%', '=', '&']) && has_code(word)).count();
    if count > 0 { vec![(Kind::Codes, count)] } else { Vec::new() }
}

fn has_code(word: &str) -> bool {
    if word.contains("://") || word.starts_with("www.") {
        return false;
    }
    let is_hex = |text: &str, from: usize| {
        text.get(from..from + 2).is_some_and(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    word.char_indices().any(|(at, c)| match c {
        '\\' => word[at + 1..].starts_with(['u', 'x']) && is_hex(word, at + 2),
        '%' | '=' => {
            is_hex(word, at + 1)
                && word[at + 1..].starts_with(['c', 'C', 'e', 'E'])
                && word.get(at + 3..).is_some_and(|rest| rest.starts_with(c))
                && is_hex(word, at + 4)
        }
        '&' => word[at..].starts_with("&#") && word[at + 2..].starts_with(|c: char| c == 'x' || c.is_ascii_digit()),
        _ => false,
    })
}
