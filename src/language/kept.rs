//! The words that a user wants kept whole, whatever the segmenter finds: [`Tokens`] -> [`Tokens`].

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use super::forms::Forms;
use super::line::{LineTokens, tokenise_line};
use super::segmenter::Segmenter;
use super::segmenters::SegmenterId;

/// What is among the words to keep whole but holds no letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} stands among the words to keep whole, and holds no letter: take it out")]
pub struct NoWord(pub String);

/// Words to keep whole, and each language's [`KeptWords`], made when its first document comes.
pub struct Kept {
    words: Vec<String>,
    languages: [OnceLock<KeptWords>; SegmenterId::COUNT],
}

impl Kept {
    /// Takes the words as the user writes them.
    ///
    /// # Errors
    /// One of them holds no letter or digit.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Kept, NoWord> {
        let words: Vec<String> = words.into_iter().map(|word| word.nfc().collect()).collect();
        if let Some(word) = words.iter().find(|word| !word.contains(char::is_alphanumeric)) {
            return Err(NoWord(word.clone()));
        }
        Ok(Kept { words, languages: [const { OnceLock::new() }; SegmenterId::COUNT] })
    }

    /// The words in the language that `segmenter` cuts.
    pub fn get(&self, id: SegmenterId, segmenter: &dyn Segmenter) -> &KeptWords {
        self.languages[id.index()].get_or_init(|| KeptWords::new(&self.words, segmenter))
    }
}

/// Words of several units, by the normal form of their first: the normal forms of the others, the longest word first.
#[derive(Debug)]
pub struct KeptWords(FxHashMap<Box<str>, Vec<Vec<Box<str>>>>);

impl KeptWords {
    fn new(words: &[String], segmenter: &dyn Segmenter) -> KeptWords {
        let mut kept: FxHashMap<Box<str>, Vec<Vec<Box<str>>>> = FxHashMap::default();
        let mut forms = Forms::new(segmenter);
        for word in words {
            let line = tokenise_line(word, &mut forms);
            let mut normals = line.forms.iter().map(|form| forms.normal(*form).into());
            if let Some(first) = normals.next() {
                kept.entry(first).or_default().push(normals.collect());
            }
        }
        kept.values_mut().for_each(|words| words.sort_by_key(|rest| Reverse(rest.len())));
        KeptWords(kept)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Makes one word of each place where one of the words occurs; of several at one place the longest, and the search
    /// goes on after it. What is left of a word that a kept one cuts is a word of its own.
    pub fn keep(&self, line: &mut LineTokens, forms: &Forms) {
        let mut at = 0;
        let mut kept = Vec::new();
        while !self.is_empty() && at < line.units.len() {
            let found = self.find(line, forms, at);
            at = found.as_ref().map_or(at + 1, |word| word.end);
            kept.extend(found);
        }
        for word in kept {
            let first = line.words.partition_point(|other| other.end <= word.start);
            let last = line.words.partition_point(|other| other.start < word.end);
            let cut = &line.words[first..last];
            let before = cut.first().map(|other| other.start..word.start);
            let after = cut.last().map(|other| word.end..other.end);
            let parts = [before, Some(word), after].into_iter().flatten().filter(|part| !part.is_empty());
            line.words.splice(first..last, parts.collect::<Vec<_>>());
        }
    }

    /// The longest of the words that starts at a unit.
    fn find(&self, line: &LineTokens, forms: &Forms, at: usize) -> Option<Range<usize>> {
        let fits = |rest: &&Vec<Box<str>>| {
            let units = at + 1..at + 1 + rest.len();
            units.end <= line.units.len() && units.zip(*rest).all(|(unit, form)| line.normal(unit, forms) == &**form)
        };
        let rest = self.0.get(line.normal(at, forms))?.iter().find(fits)?;
        // One unit is whole as it is.
        (!rest.is_empty()).then(|| at..at + 1 + rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Segmenters;
    use crate::normalisation::Normalisation;

    fn words(language: &str, kept: &[&str], text: &str) -> String {
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let id = segmenters.find(language);
        let mut forms = Forms::new(segmenters.get(id));
        let mut line = tokenise_line(text, &mut forms);
        Kept::new(kept.iter().copied()).unwrap().get(id, segmenters.get(id)).keep(&mut line, &forms);
        let word = |word: &Range<usize>| text[line.word_range(word)].replace(' ', "_");
        line.words.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_kept_whole_in_any_case_and_tone_mark_style() {
        let text = "Ngoại giao cây tre, hội nhập quốc tế và hoà bình.";
        assert_eq!(words("vi", &[], text), "Ngoại_giao cây tre hội_nhập quốc_tế và hoà_bình");
        let kept = ["ngoại giao cây tre", "hội nhập quốc tế", "và Hòa bình", "hội"];
        assert_eq!(words("vi", &kept, text), "Ngoại_giao_cây_tre hội_nhập_quốc_tế và_hoà_bình");
    }

    #[test]
    fn the_longest_wins_and_what_a_kept_word_cuts_stays_a_word() {
        let text = "hội nhập quốc tế sâu";
        assert_eq!(words("vi", &["nhập quốc", "nhập"], text), "hội nhập_quốc tế sâu");
        assert_eq!(words("vi", &["hội nhập quốc tế", "hội nhập"], text), "hội_nhập_quốc_tế sâu");
    }

    #[test]
    fn a_kept_word_may_hold_a_mark_and_any_form_of_a_stem() {
        assert_eq!(words("vi", &["kinh tế - xã hội"], "phát triển kinh tế – xã hội"), "phát_triển kinh_tế_–_xã_hội");
        assert_eq!(words("en", &["climate changes"], "Climate change is here"), "Climate_change is here");
    }

    #[test]
    fn a_word_without_letters_is_an_error_that_names_it() {
        assert!(Kept::new(["–"]).err().unwrap().to_string().contains('–'));
    }
}
