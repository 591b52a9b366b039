//! Latin words -> how many of them no single language explains.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// The letters beyond ASCII that each language writes, long-established foreign words included.
const ALPHABETS: [&str; 21] = [
    "àâæçéèêëîïôœùûüÿ",  // French
    "äöüßé",             // German
    "áéíñóúüç",          // Spanish
    "àáâãçéêíóôõúü",     // Portuguese
    "àèéìíîòóùú",        // Italian
    "àçèéíïòóúü",        // Catalan
    "áâéèêëíïóôöúûü",    // Dutch
    "åäöéàü",            // Swedish, Finnish
    "æøåéèêòóôü",        // Danish, Norwegian
    "áæðéíóöþúý",        // Icelandic
    "ąćęłńóśźż",         // Polish
    "áčďéěíňóřšťúůýž",   // Czech
    "áäčďéíĺľňóôŕšťúýž", // Slovak
    "áéíóöőúüű",         // Hungarian
    "ăâîșțşţ",           // Romanian
    "čćđšž",             // Croatian, Slovene
    "âçğıîöşüû\u{307}",  // Turkish; small İ is i with a dot
    "äõöüšž",            // Estonian
    "āčēģīķļņšūž",       // Latvian
    "ąčęėįšųūž",         // Lithuanian
    "ĉĝĥĵŝŭ",            // Esperanto
];

/// The fewest words that have a letter outside an alphabet, over all alphabets; words without a vowel are in none.
pub fn unexplained(words: &[&str]) -> usize {
    let mut known = HashMap::new();
    let mut outside = [0; ALPHABETS.len()];
    for word in words {
        let letters = word.chars().filter(|c| !c.is_ascii());
        let mut alphabets = letters.fold(u32::MAX, |all, c| all & *known.entry(c).or_insert_with(|| alphabets_of(c)));
        if !word.nfd().any(is_vowel) {
            alphabets = 0;
        }
        for (at, count) in outside.iter_mut().enumerate() {
            *count += usize::from(alphabets >> at & 1 == 0);
        }
    }
    outside.into_iter().min().unwrap_or(0)
}

/// The alphabets that a letter is in, as bits.
fn alphabets_of(letter: char) -> u32 {
    let has = |alphabet: &str| letter.to_lowercase().all(|c| c.is_ascii() || alphabet.contains(c));
    ALPHABETS.iter().enumerate().filter(|(_, alphabet)| has(alphabet)).fold(0, |bits, (at, _)| bits | 1 << at)
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ı' | 'æ' | 'Æ' | 'ø' | 'Ø' | 'œ' | 'Œ')
}

#[cfg(test)]
mod tests {
    use super::unexplained;

    #[test]
    fn the_words_of_one_language_are_explained() {
        assert_eq!(unexplained(&["Żółć", "źdźbło", "się"]), 0);
        assert_eq!(unexplained(&["İstanbul", "çağı", "IŞIK"]), 0);
    }

    #[test]
    fn words_of_no_common_language_and_words_without_a_vowel_are_not() {
        assert_eq!(unexplained(&["țară", "sõna", "łoś"]), 2);
        assert_eq!(unexplained(&["Ťť"]), 1);
    }
}
