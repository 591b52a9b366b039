//! Vietnamese of which tone marks, or vowels, are gone.

use super::DamageKind;
use super::sample::SampledPassage;

/// Fewer words tell nothing.
const FEWEST: u16 = 6;

/// The words of a passage that is Vietnamese by its spelling, but whose syllables bear no tones: of 100 syllables 60 do.
pub fn toneless(passage: &SampledPassage) -> Vec<(DamageKind, usize)> {
    let all = &passage.facts.spelling;
    let is_vietnamese = all.words >= FEWEST && all.syllables * 10 >= all.words * 7 && all.common * 5 >= all.words
        || all.words >= FEWEST + 4 && all.syllables * 2 >= all.words && all.common * 3 >= all.words;
    let is_toneless = all.toned * 8 < all.syllables;
    // Names of neighbouring peoples are spelt like Vietnamese syllables.
    let is_names = all.small * 3 < all.words;
    if is_vietnamese && is_toneless && !is_names {
        vec![(DamageKind::Toneless, usize::from(all.words))]
    } else {
        Vec::new()
    }
}

/// The words of a passage with what is left of Vietnamese syllables whose vowel is gone, whatever is there now. Each
/// vowel with a mark is gone: of 100 such words 30 are consonants alone, and hardly one bears a tone.
pub fn missing(passage: &SampledPassage) -> Vec<(DamageKind, usize)> {
    let all = &passage.facts.spelling;
    let is_vietnamese = (all.syllables + all.bare) * 10 >= all.words * 6;
    // Formulas are single letters, and lists have things that are counted in "ch" or "tr".
    let is_missing = all.bare >= 2 && all.bare > all.single && all.bare * 7 >= all.words && all.toned * 5 <= all.words;
    if is_vietnamese && is_missing { vec![(DamageKind::Missing, usize::from(all.words))] } else { Vec::new() }
}
