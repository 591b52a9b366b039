//! The same words in each language that a reader is spoken to in.

use serde::Serialize;

use crate::options::Labels;

/// Words in both languages: constants as they are, `Words<String>` where they are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words<T = &'static str> {
    /// English.
    pub en: T,
    /// Vietnamese.
    pub vi: T,
}

impl<T> Words<T> {
    /// Words of both languages.
    pub const fn new(en: T, vi: T) -> Words<T> {
        Words { en, vi }
    }

    /// Those of one language.
    pub fn pick(&self, labels: Labels) -> &T {
        labels.pick(&self.en, &self.vi)
    }

    /// What `say` says in each language.
    pub fn each(say: impl Fn(Labels) -> T) -> Words<T> {
        Words { en: say(Labels::En), vi: say(Labels::Vi) }
    }
}

impl<T: Clone> Words<T> {
    /// Words that are the same in both languages: names and terms.
    pub fn same(words: impl Into<T>) -> Words<T> {
        let words = words.into();
        Words { en: words.clone(), vi: words }
    }
}

/// Text with its first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl From<Words> for Words<String> {
    fn from(words: Words) -> Words<String> {
        Words { en: words.en.into(), vi: words.vi.into() }
    }
}
