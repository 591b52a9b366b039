//! A word -> its stem, by Snowball's algorithms.

use std::borrow::Cow;
use std::fmt;

use rust_stemmers::{Algorithm, Stemmer};

use crate::caught::caught;

/// The stemmer of a language.
pub(super) struct Stems(Stemmer);

impl Stems {
    pub(super) fn new(algorithm: Algorithm) -> Stems {
        Stems(Stemmer::create(algorithm))
    }

    /// The stem of a word in small letters. A word at which the algorithm breaks off is its own stem: that for Greek
    /// does at some (rust-stemmers 1.2.0).
    pub(super) fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        or_whole(word, |word| self.0.stem(word))
    }
}

impl fmt::Debug for Stems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stems")
    }
}

fn or_whole<'w>(word: &'w str, stem: impl FnOnce(&'w str) -> Cow<'w, str>) -> Cow<'w, str> {
    caught(|| stem(word)).unwrap_or(Cow::Borrowed(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_has_no_stem_is_its_own() {
        assert_eq!(Stems::new(Algorithm::English).stem("bridges"), "bridg");
        assert_eq!(or_whole("bridges", |word| Cow::Borrowed(&word[..100])), "bridges");
    }
}
