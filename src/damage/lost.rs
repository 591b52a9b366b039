//! Words with marks, codes or nothing where letters were.

use super::DamageKind;
use super::sample::SampledPassage;
use super::word::Facts;
use crate::clean::is_alphabetic;

/// What programs put in the place of a letter, and what is left of one whose bytes were cut.
pub const REPLACEMENT: char = '\u{fffd}';
pub const FIRST_BYTE: char = 'Ã';

/// Marks that programs put where they can't write a letter, if they occur in no word otherwise.
pub fn is_stopgap(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}' | '□' | '▯' | '■' | '▢' | '¿' | '\u{1a}' | '\u{fffc}' | '\u{e000}'..='\u{f8ff}')
}

/// Words with a mark amid letters that stands for a lost one; and, where there are such, those that begin or end so.
pub fn lost(passage: &SampledPassage) -> Vec<(DamageKind, usize)> {
    if passage.facts.stopgaps == 0 {
        return Vec::new();
    }
    let (mut marks, mut within, mut at_edge): (Vec<char>, usize, usize) = (Vec::new(), 0, 0);
    let mut words = passage.words().peekable();
    while let Some(word) = words.next() {
        if !word.contains(is_stopgap) {
            continue;
        }
        let goes_on = words.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
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
        Some(mark) => vec![(DamageKind::Lost(mark), within + at_edge)],
        None => Vec::new(),
    }
}

/// Words with what is left of a letter: U+FFFD, which programs put in its place, or the first byte of several.
pub fn replaced(passage: &SampledPassage) -> Vec<(DamageKind, usize)> {
    let Facts { replaced, first_bytes, .. } = passage.facts;
    let found = [(REPLACEMENT, replaced), (FIRST_BYTE, first_bytes)].into_iter().filter(|(_, count)| *count > 0);
    found.map(|(mark, count)| (DamageKind::Lost(mark), usize::from(count))).collect()
}

/// What is left of a letter in a word.
pub fn replaced_in(word: &str) -> Option<DamageKind> {
    let is_replaced = word.contains(REPLACEMENT) && place(word, false).is_some_and(|(mark, _)| mark == REPLACEMENT);
    match is_replaced {
        true => Some(DamageKind::Lost(REPLACEMENT)),
        false => is_first_byte(word).then_some(DamageKind::Lost(FIRST_BYTE)),
    }
}

/// Whether a word has an Ã beside a small letter, as no language has.
fn is_first_byte(word: &str) -> bool {
    word.match_indices(FIRST_BYTE).any(|(at, mark)| {
        word[..at].ends_with(char::is_lowercase) || word[at + mark.len()..].starts_with(char::is_lowercase)
    })
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
        let before = letters[..at].iter().rev().find(|c| !is_stopgap(**c)).filter(|c| is_alphabetic(**c));
        let after = letters[at..].iter().find(|c| !is_stopgap(**c)).filter(|c| is_alphabetic(**c));
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

/// Words in which letters are written as codes.
pub fn codes(passage: &SampledPassage) -> Vec<(DamageKind, usize)> {
    let count = usize::from(passage.facts.codes);
    if count > 0 { vec![(DamageKind::Codes, count)] } else { Vec::new() }
}

/// Whether letters are written as codes in a word.
pub fn has_code(word: &str) -> bool {
    if word.contains("://") || word.starts_with("www.") {
        return false;
    }
    word.char_indices().any(|(at, c)| {
        let rest = &word[at + c.len_utf8()..];
        match c {
            '\\' => rest.starts_with(['u', 'x']) && is_hex(&rest[1..], 2),
            '%' | '=' => {
                is_hex(rest, 2)
                    && rest.starts_with(['c', 'C', 'e', 'E'])
                    && rest[2..].starts_with(c)
                    && is_hex(&rest[3..], 2)
            }
            '&' => {
                rest.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c == 'x' || c.is_ascii_digit()))
                    || ACCENTS.iter().any(|accent| rest.get(1..).is_some_and(|rest| rest.starts_with(accent)))
            }
            '#' => rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(';') && !rest.starts_with(';'),
            '<' => rest.starts_with("U+"),
            'u' | 'U' => {
                (is_hex(rest, 4) && ["00", "01", "1e", "1E"].iter().any(|block| rest.starts_with(block)))
                    && word.len() > 5
            }
            _ => false,
        }
    })
}

/// The ends of names of letters in HTML.
const ACCENTS: [&str; 8] = ["grave;", "acute;", "circ;", "tilde;", "uml;", "cedil;", "ring;", "slash;"];

fn is_hex(text: &str, digits: usize) -> bool {
    text.get(..digits).is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
