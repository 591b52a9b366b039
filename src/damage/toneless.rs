//! Vietnamese without tone marks.

use super::Kind;
use super::sample::Passage;
use super::spelling::{Plain, is_common, is_syllable, runs};

/// Fewer words tell nothing.
const FEWEST: usize = 5;

/// The words of a passage that is Vietnamese by its spelling, but whose syllables bear no tones: of 100 syllables 60 do.
pub fn toneless(passage: &Passage) -> Vec<(Kind, usize)> {
    let (mut words, mut syllables, mut common, mut toned) = (0, 0, 0, 0);
    let mut plain = Plain::default();
    for run in passage.words.iter().flat_map(|word| runs(word)) {
        words += 1;
        if plain.take(run) && is_syllable(&plain.letters) {
            syllables += 1;
            common += usize::from(is_common(&plain.letters));
            toned += usize::from(plain.has_tone);
        }
    }
    let is_vietnamese = words >= FEWEST && syllables * 10 >= words * 7 && common * 8 >= words;
    let is_toneless = toned * 8 < syllables;
    if is_vietnamese && is_toneless { vec![(Kind::Toneless, words)] } else { Vec::new() }
}
