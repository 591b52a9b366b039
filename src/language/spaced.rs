//! Languages that write spaces between words: Unicode's word boundaries, and which forms are one term.

use rust_stemmers::Algorithm;
use unicode_segmentation::UnicodeSegmentation;

use super::inflections::Inflections;
use super::segmenter::{Segmenter, Unit, UnitKind};
use super::stem::Stems;
use crate::normalisation::Stemming;

/// What is known of the forms of a language's words.
pub(super) struct Inflected {
    /// The stemmer that proposes which forms are one term.
    pub(super) stemmer: Algorithm,
    /// The letters of its words, ranges as `a-z`: a word with any other letter is from another language, and never
    /// stemmed.
    pub(super) letters: &'static str,
    /// Which of the stemmer's proposals hold, in the form that [`super::inflections`] describes.
    pub(super) inflections: &'static str,
    /// Words in small letters after which a full stop ends no sentence.
    pub(super) abbreviations: &'static [&'static str],
    /// What is written together with the next word, up to an apostrophe: "l'", "dell'".
    pub(super) elisions: &'static [&'static str],
}

/// A language whose words are units.
struct Spaced {
    terms: Terms,
    /// The first and the last letter of each range of the language's letters; none means any letter.
    letters: Vec<(char, char)>,
    abbreviations: &'static [&'static str],
    elisions: &'static [&'static str],
}

/// Which forms are one term.
enum Terms {
    /// Those that differ in capitals alone.
    Forms,
    /// Those of one word.
    Inflections(Inflections),
    /// Those with one stem.
    Stems(Stems),
}

/// The segmenter of a language with a stemmer.
pub(super) fn inflected(language: &Inflected, stemming: Stemming) -> Box<dyn Segmenter> {
    let terms = match stemming {
        Stemming::None => Terms::Forms,
        Stemming::Inflections => Terms::Inflections(Inflections::new(language.stemmer, language.inflections)),
        Stemming::Full => Terms::Stems(Stems::new(language.stemmer)),
    };
    let Inflected { letters, abbreviations, elisions, .. } = *language;
    Box::new(Spaced { terms, letters: ranges(letters), abbreviations, elisions })
}

/// The segmenter of any other language.
pub(super) fn plain() -> Box<dyn Segmenter> {
    Box::new(Spaced { terms: Terms::Forms, letters: Vec::new(), abbreviations: &[], elisions: &[] })
}

/// The ranges of letters that a text such as "a-zé" writes.
fn ranges(text: &str) -> Vec<(char, char)> {
    let mut ranges = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(first) = letters.next() {
        let last = letters.next_if_eq(&'-').and_then(|_| letters.next());
        ranges.push((first, last.unwrap_or(first)));
    }
    ranges
}

impl Segmenter for Spaced {
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
                _ => {
                    let word = start + self.elided(piece);
                    if word > start {
                        units.push(Unit { start: start as u32, end: word as u32, kind: UnitKind::Word });
                    }
                    units.push(Unit { start: word as u32, end, kind: kind(&text[word..end as usize]) });
                }
            }
        }
    }

    fn join(&self, looks: &[u64], joined: &mut Vec<bool>) {
        joined.resize(joined.len() + looks.len(), false);
    }

    fn write_normal(&self, unit: &str, out: &mut String) {
        let word = unit.trim_end_matches(['.', '\'', '’']).to_lowercase().replace('’', "'");
        let word = word.strip_suffix("'s").unwrap_or(&word);
        match &self.terms {
            Terms::Inflections(inflections) if self.is_own(word) => inflections.write_term(word, out),
            Terms::Stems(stemmer) if self.is_own(word) => out.push_str(&stemmer.stem(word)),
            _ => out.push_str(word),
        }
    }

    fn write_surface(&self, unit: &str, out: &mut String) {
        out.push_str(&unit.trim_end_matches('.').to_lowercase().replace('’', "'"));
    }

    fn stems(&self) -> bool {
        !matches!(self.terms, Terms::Forms)
    }
}

impl Spaced {
    /// Whether a stop after the word belongs to it: a known abbreviation, an initial, or initials ("U.S").
    fn is_abbreviation(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        let initials = first && letters.next().is_none_or(|second| second == '.') && !word.ends_with('.');
        initials || self.abbreviations.contains(&word.to_lowercase().as_str())
    }

    /// How many bytes of a piece are an elided word with its apostrophe: 2 of "l'accord".
    fn elided(&self, piece: &str) -> usize {
        if self.elisions.is_empty() {
            return 0;
        }
        let Some((elided, behind)) = piece.split_once(['\'', '’']) else { return 0 };
        match !behind.is_empty() && self.elisions.contains(&elided.to_lowercase().as_str()) {
            true => piece.len() - behind.len(),
            false => 0,
        }
    }

    /// Whether a word in small letters can belong to the language. The "s" of "u.s" is no ending.
    fn is_own(&self, word: &str) -> bool {
        let is_known = |c: char| self.letters.iter().any(|(first, last)| (*first..=*last).contains(&c));
        !word.contains('.') && word.chars().all(|c| !c.is_alphabetic() || is_known(c))
    }
}

fn kind(piece: &str) -> UnitKind {
    if piece.chars().any(char::is_alphabetic) {
        UnitKind::Word
    } else if piece.chars().any(char::is_numeric) {
        UnitKind::Number
    } else {
        UnitKind::Punctuation
    }
}

#[cfg(test)]
mod tests {
    use super::super::Segmenters;
    use crate::normalisation::{Normalisation, Stemming};

    /// The units of a text of a language.
    fn units<'t>(code: &str, text: &'t str) -> Vec<&'t str> {
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let mut units = Vec::new();
        segmenters.get(segmenters.find(code)).units(text, &mut units);
        units.iter().map(|unit| &text[unit.range()]).collect()
    }

    /// Whether two words are one term.
    fn are_one(code: &str, stemming: Stemming, left: &str, right: &str) -> bool {
        let segmenters = Segmenters::new(Normalisation { stemming, ..Normalisation::default() }).unwrap();
        let normal = |word: &str| {
            let mut normal = String::new();
            segmenters.get(segmenters.find(code)).write_normal(word, &mut normal);
            normal
        };
        normal(left) == normal(right)
    }

    #[test]
    fn forms_are_one_term_as_stemming_has_it() {
        for (left, right, inflections, full) in [
            ("Ports", "port", true, true),
            ("harbours", "harbour", true, true),
            ("Vietnam’s", "Vietnam", true, true),
            ("nationality", "national", false, true),
            ("operation", "operated", false, true),
            ("port", "harbour", false, false),
        ] {
            assert_eq!(are_one("en", Stemming::Inflections, left, right), inflections, "{left} {right}");
            assert_eq!(are_one("en", Stemming::Full, left, right), full, "{left} {right}");
        }
        assert!(!are_one("en", Stemming::None, "Ports", "port"));
        assert!(are_one("en", Stemming::None, "Port", "port"));
    }

    #[test]
    fn plurals_and_persons_that_the_stemmer_misses_are_one_term_too() {
        for (code, left, right) in [
            ("es", "ciudad", "ciudades"),
            ("es", "luz", "luces"),
            ("fr", "bateau", "bateaux"),
            ("fr", "chanter", "chantent"),
            ("de", "Foto", "Fotos"),
            ("de", "leben", "lebt"),
            ("en", "knife", "knives"),
            ("en", "woman", "women"),
        ] {
            assert!(are_one(code, Stemming::Inflections, left, right), "{left} {right}");
        }
    }

    #[test]
    fn a_word_with_a_letter_that_the_language_lacks_is_never_stemmed() {
        for (code, word) in [("en", "bày"), ("en", "lúas"), ("fr", "lụaer"), ("de", "nướcen"), ("ru", "ports")] {
            let segmenters = Segmenters::new(Normalisation::default()).unwrap();
            let mut normal = String::new();
            segmenters.get(segmenters.find(code)).write_normal(word, &mut normal);
            assert_eq!(normal, word, "{code}");
        }
    }

    #[test]
    fn stops_of_abbreviations_are_no_units() {
        let text = "Mr. A. Lee left the U.S. today.";
        assert_eq!(units("en", text), ["Mr.", "A.", "Lee", "left", "the", "U.S.", "today", "."]);
    }

    #[test]
    fn what_is_elided_is_a_word_by_itself() {
        assert_eq!(units("fr", "Lorsqu’il l'a vu aujourd'hui"), ["Lorsqu’", "il", "l'", "a", "vu", "aujourd'hui"]);
        assert_eq!(units("it", "dell'acqua"), ["dell'", "acqua"]);
        assert_eq!(units("en", "l'eau don't"), ["l'eau", "don't"]);
    }
}
