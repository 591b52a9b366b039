//! A word by itself -> what the rules see in it. Words come again and again: each is looked at once.

use rustc_hash::FxHashMap;

use super::garbled::{self, LetterPattern};
use super::spelling::Spelling;
use super::typed::{self, TypedKeys};
use super::{DamageKind, lost};

/// What white space separates.
#[derive(Clone, Copy, Debug)]
pub struct PlainWord<'a> {
    /// As it is written.
    pub text: &'a str,
    /// What the rules see in it.
    pub facts: Facts,
}

/// What the rules see in a word, whatever is beside it.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// How its runs of letters are spelt.
    pub spelling: Spelling,
    /// Whether its letters make a word.
    pub letters: LetterPattern,
    /// Whether letters of two scripts meet in it, or letters and symbols that occur inside no word.
    pub is_mixed: bool,
    /// What is left of a letter in it.
    pub replaced: Option<DamageKind>,
    /// Whether it has a mark that programs put where they can't write a letter.
    pub has_stopgap: bool,
    /// Whether letters are written as codes in it.
    pub has_code: bool,
    /// Whether it is a syllable, and with the keys of its marks in it.
    pub keys: TypedKeys,
}

impl Facts {
    fn of(word: &str) -> Facts {
        Facts {
            spelling: Spelling::of(word),
            letters: garbled::letters(word),
            is_mixed: garbled::is_mixed(word),
            replaced: lost::replaced_in(word),
            has_stopgap: word.contains(lost::is_stopgap),
            has_code: lost::has_code(word),
            keys: typed::keys(word),
        }
    }
}

/// The words that have come up. This only saves time: what is found in a text doesn't depend on it.
#[derive(Debug, Default)]
pub struct Known(FxHashMap<Box<str>, Facts>);

/// At most this many words are remembered, those that come first: some megabytes. One longer than `LONGEST` recurs too
/// seldom.
const MOST: usize = 1 << 14;
const LONGEST: usize = 24;

impl Known {
    /// What the rules see in a word.
    pub(super) fn word<'a>(&mut self, text: &'a str) -> PlainWord<'a> {
        if let Some(facts) = self.0.get(text) {
            return PlainWord { text, facts: *facts };
        }
        let facts = Facts::of(text);
        if self.0.len() < MOST && text.len() <= LONGEST {
            self.0.insert(text.into(), facts);
        }
        PlainWord { text, facts }
    }
}
