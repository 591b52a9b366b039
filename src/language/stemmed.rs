//! Languages that write spaces between words: Unicode's word boundaries, and stems where rust-stemmers has them.

use anyhow::Result;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

use super::{Kind, Segmenter, Unit};

/// English abbreviations behind which a full stop ends no sentence.
const ENGLISH: &[&str] =
    &["dr", "e.g", "gen", "gov", "hon", "i.e", "lt", "mr", "mrs", "ms", "prof", "rep", "rev", "sen", "sgt", "st", "vs"];

/// A language whose words are units, with or without a stemmer.
struct Stemmed {
    stemmer: Option<Stemmer>,
    /// Words in small letters behind which a full stop ends no sentence.
    abbreviations: &'static [&'static str],
}

/// The segmenter of a language that rust-stemmers knows.
pub fn segmenter(algorithm: Algorithm) -> Result<Box<dyn Segmenter>> {
    let abbreviations = if algorithm == Algorithm::English { ENGLISH } else { &[] };
    Ok(Box::new(Stemmed { stemmer: Some(Stemmer::create(algorithm)), abbreviations }))
}

/// The segmenter of any other language.
pub fn unstemmed() -> Result<Box<dyn Segmenter>> {
    Ok(Box::new(Stemmed { stemmer: None, abbreviations: &[] }))
}

impl Segmenter for Stemmed {
    fn units(&self, text: &str, units: &mut Vec<Unit>) {
        for (start, piece) in text.split_word_bound_indices() {
            if piece.trim().is_empty() {
                continue;
            }
            let end = (start + piece.len()) as u32;
            match units.last_mut() {
                Some(last)
                    if piece == "." && last.end as usize == start && self.is_abbreviation(&text[last.range()]) =>
                {
                    last.end = end;
                }
                _ => units.push(Unit { start: start as u32, end, kind: kind(piece) }),
            }
        }
    }

    fn join(&self, looks: &[u64], joined: &mut Vec<bool>) {
        joined.resize(joined.len() + looks.len(), false);
    }

    fn write_normal(&self, unit: &str, out: &mut String) {
        let word = unit.trim_end_matches('.').to_lowercase().replace('’', "'");
        let word = word.strip_suffix("'s").unwrap_or(&word);
        match &self.stemmer {
            // The "s" of "U.S" is no ending.
            Some(stemmer) if !word.contains('.') => out.push_str(&stemmer.stem(word)),
            _ => out.push_str(word),
        }
    }

    fn stems(&self) -> bool {
        self.stemmer.is_some()
    }
}

impl Stemmed {
    /// Whether a stop behind the word belongs to it: a known abbreviation, an initial, or initials ("U.S").
    fn is_abbreviation(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        let initials = first && letters.next().is_none_or(|second| second == '.') && !word.ends_with('.');
        initials || self.abbreviations.contains(&word.to_lowercase().as_str())
    }
}

fn kind(piece: &str) -> Kind {
    if piece.chars().any(char::is_alphabetic) {
        Kind::Word
    } else if piece.chars().any(char::is_numeric) {
        Kind::Number
    } else {
        Kind::Punctuation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let english = segmenter(Algorithm::English).unwrap();
        let mut units = Vec::new();
        english.units(text, &mut units);
        units
            .iter()
            .map(|unit| {
                let mut word = String::new();
                english.write_normal(&text[unit.range()], &mut word);
                word
            })
            .collect()
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        assert_eq!(words("Policies, policy"), ["polici", ",", "polici"]);
        assert_eq!(words("Vietnam’s ministers"), ["vietnam", "minist"]);
    }

    #[test]
    fn stops_of_abbreviations_are_no_units() {
        assert_eq!(words("Mr. A. Lee left the U.S. today."), ["mr", "a", "lee", "left", "the", "u.s", "today", ""]);
    }
}
