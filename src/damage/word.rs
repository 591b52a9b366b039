//! A word by itself -> what the rules see in it. Words come again and again: each is looked at once.

use std::ops::AddAssign;

use rustc_hash::FxHashMap;

use super::garbled::{self, LetterPattern};
use super::spelling::Spelling;
use super::typed::{self, TypedKeys};
use super::{DamageKind, lost};

/// What the rules see in a word, whatever is beside it, or how often they see it in the words of a passage, which has some
/// hundred words at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// How its runs of letters are spelt.
    pub spelling: Spelling,
    /// Words whose letters look like a word's, those with a capital or a symbol among them, and those without a vowel.
    pub even: u16,
    pub uneven: u16,
    pub mute: u16,
    /// Words in which letters of two scripts meet, or letters and symbols that occur inside no word.
    pub mixed: u16,
    /// Words with U+FFFD for a letter, and with the first byte of several.
    pub replaced: u16,
    pub first_bytes: u16,
    /// Words with a mark that programs put where they can't write a letter.
    pub stopgaps: u16,
    /// Words in which letters are written as codes.
    pub codes: u16,
    /// Words that begin with a letter, and those of them that are syllables, hardly words of another language, and with
    /// the keys of their marks in them.
    pub lettered: u16,
    pub syllables: u16,
    pub common: u16,
    pub typed: u16,
}

impl Facts {
    fn of(word: &str) -> Facts {
        let (letters, keys, replaced) = (garbled::letters(word), typed::keys(word), lost::replaced_in(word));
        let is_syllable = |is: fn(bool, bool) -> bool| match keys {
            TypedKeys::Syllable { is_typed, is_common } => u16::from(is(is_typed, is_common)),
            TypedKeys::NoWord | TypedKeys::Other => 0,
        };
        Facts {
            spelling: Spelling::of(word),
            even: u16::from(letters == LetterPattern::Even),
            uneven: u16::from(letters == LetterPattern::Uneven),
            mute: u16::from(letters == LetterPattern::Mute),
            mixed: u16::from(garbled::is_mixed(word)),
            replaced: u16::from(replaced == Some(DamageKind::Lost(lost::REPLACEMENT))),
            first_bytes: u16::from(replaced == Some(DamageKind::Lost(lost::FIRST_BYTE))),
            stopgaps: u16::from(word.contains(lost::is_stopgap)),
            codes: u16::from(lost::has_code(word)),
            lettered: u16::from(keys != TypedKeys::NoWord),
            syllables: is_syllable(|_, _| true),
            common: is_syllable(|_, is_common| is_common),
            typed: is_syllable(|is_typed, _| is_typed),
        }
    }
}

impl AddAssign<&Facts> for Facts {
    #[inline]
    fn add_assign(&mut self, word: &Facts) {
        self.spelling += word.spelling;
        self.even += word.even;
        self.uneven += word.uneven;
        self.mute += word.mute;
        self.mixed += word.mixed;
        self.replaced += word.replaced;
        self.first_bytes += word.first_bytes;
        self.stopgaps += word.stopgaps;
        self.codes += word.codes;
        self.lettered += word.lettered;
        self.syllables += word.syllables;
        self.common += word.common;
        self.typed += word.typed;
    }
}

/// The words that have come up. This only saves time: what is found in a text doesn't depend on it.
#[derive(Debug, Default)]
pub struct Known {
    /// Those of up to 15 bytes, as nearly all of Vietnamese are, and the places of their facts in `facts`.
    short: FxHashMap<[u64; 2], u16>,
    long: FxHashMap<Box<str>, u16>,
    /// The facts of all these words, each once: there are few, and so they are at hand.
    facts: Vec<Facts>,
    places: FxHashMap<Facts, u16>,
}

/// At most this many words are remembered, those that come first: a megabyte or two. One longer than `LONGEST` recurs too
/// seldom.
const MOST: u16 = 1 << 15;
const LONGEST: usize = 24;

impl Known {
    /// Adds what the rules see in a word.
    pub(super) fn add(&mut self, word: &str, facts: &mut Facts) {
        let packed = packed(word);
        let known = match &packed {
            Some(packed) => self.short.get(packed),
            None => self.long.get(word),
        };
        if let Some(known) = known.and_then(|place| self.facts.get(usize::from(*place))) {
            *facts += known;
            return;
        }
        let found = Facts::of(word);
        *facts += &found;
        if self.short.len() + self.long.len() < usize::from(MOST) && word.len() <= LONGEST {
            let place = self.place(found);
            match packed {
                Some(packed) => self.short.insert(packed, place),
                None => self.long.insert(word.into(), place),
            };
        }
    }

    /// The place of these facts.
    fn place(&mut self, facts: Facts) -> u16 {
        *self.places.entry(facts).or_insert_with(|| {
            self.facts.push(facts);
            (self.facts.len() - 1) as u16
        })
    }
}

/// The bytes of a word of up to 15, the rest of 16 filled with zeros, and in the last how many they are.
fn packed(word: &str) -> Option<[u64; 2]> {
    let bytes = word.as_bytes();
    let length = bytes.len();
    let tail = |bytes: u64, missing: usize| bytes.unbounded_shr(8 * missing as u32);
    let (low, high) = match (bytes.first_chunk(), bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        _ if length > 15 => return None,
        (Some(first), Some(last), ..) => (u64::from_le_bytes(*first), tail(u64::from_le_bytes(*last), 16 - length)),
        (_, _, Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            (u64::from(first) | tail(u64::from(last), 8 - length) << 32, 0)
        }
        _ => (bytes.iter().rev().fold(0, |low, byte| low << 8 | u64::from(*byte)), 0),
    };
    Some([low, high | (length as u64) << 56])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_packed_word_is_its_bytes_and_their_number(word in "[a-zđế\0]{0,17}") {
            let mut bytes = [0; 16];
            let fits = word.len() < bytes.len();
            let expected = fits.then(|| {
                bytes[..word.len()].copy_from_slice(word.as_bytes());
                bytes[15] = word.len() as u8;
                u128::from_le_bytes(bytes)
            });
            let packed = packed(&word).map(|[low, high]| u128::from(high) << 64 | u128::from(low));
            prop_assert_eq!(packed, expected);
        }

        #[test]
        fn a_word_that_is_known_adds_what_it_added_first(words in prop::collection::vec("(\\PC|[a-zđế?Ã]){1,26}", 1..9)) {
            let mut known = Known::default();
            let mut add = || {
                let mut facts = Facts::default();
                words.iter().for_each(|word| known.add(word, &mut facts));
                format!("{facts:?}")
            };
            prop_assert_eq!(add(), add());
        }
    }
}
