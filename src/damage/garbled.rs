//! Words that are spelt as no language spells.

use super::Kind;
use super::sample::Passage;
use super::spelling::is_vowel;

/// Words with a symbol or a capital amid letters, and words without a vowel.
pub fn garbled(passage: &Passage) -> Vec<(Kind, usize)> {
    let count = passage.words.iter().filter(|word| is_garbled(word)).count();
    if count > 0 { vec![(Kind::Garbled, count)] } else { Vec::new() }
}

fn is_garbled(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3
        || bare.contains("://")
        || bare.contains(['[', ']', '|', '{', '}', '<', '>', '=', '/'])
        || bare.contains('@')
        || bare.chars().any(|c| c.is_alphabetic() && c >= '\u{370}' && !('\u{1e00}'..='\u{1eff}').contains(&c))
    {
        return false;
    }
    let has_symbol = bare.contains(is_symbol);
    let has_vowel = bare.chars().any(is_vowel);
    let is_uneven = bare.split(|c: char| !c.is_alphabetic()).any(|run| {
        let mut capitals = run.chars().map(char::is_uppercase);
        let first = capitals.next();
        first.is_some() && {
            let rest: Vec<bool> = capitals.collect();
            rest.windows(2).any(|pair| !pair[0] && pair[1]) || first == Some(false) && rest.first() == Some(&true)
        }
    });
    has_symbol || !has_vowel || is_uneven
}

/// Symbols that no word has within.
fn is_symbol(c: char) -> bool {
    "\\~^$%#*\"".contains(c)
        || matches!(c, '¡'..='¶' | '¸'..='¿' | '×' | '÷' | 'ˆ' | '˜' | '†'..='•' | '‰' | '‹' | '›' | '€' | '™' | '‚' | '„' | '\u{2190}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}')
}
