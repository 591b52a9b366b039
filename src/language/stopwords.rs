//! Function words, which the tables of terms leave out; they count as tokens all the same.

use std::collections::HashSet;

use super::forms::Forms;
use super::line::tokenise_line;
use super::segmenters::Segmenters;

/// The function words of the languages of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Stopwords {
    words: HashSet<String>,
}

impl Stopwords {
    /// The function words of some languages, and a user's `own`, in the form that terms of these languages have. A language
    /// without a list adds none.
    pub fn new<'a>(codes: impl IntoIterator<Item = &'a String>, own: &[String], segmenters: &Segmenters) -> Stopwords {
        let mut words = HashSet::new();
        for code in codes {
            let mut forms = Forms::new(segmenters.get(segmenters.find(code)));
            let mut term = |word: &str| {
                let line = tokenise_line(word, &mut forms);
                let mut term = String::new();
                line.write_term(&(0..line.units.len()), &forms, &mut term);
                term
            };
            words.extend(own.iter().map(|word| term(word)));
            if let Some(language) = segmenters.language(code) {
                words.extend(language.elisions().iter().map(|word| term(word)));
                words.extend(language.function_words().map(term));
            }
        }
        Stopwords { words }
    }

    /// Whether a term is a function word.
    pub fn contains(&self, term: &str) -> bool {
        self.words.contains(term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalisation::{Normalisation, ToneMarks};

    #[test]
    fn function_words_are_known_in_the_form_that_terms_have() {
        let segmenters =
            Segmenters::new(Normalisation { tone_marks: ToneMarks::New, ..Normalisation::default() }).unwrap();
        let own = ["Policies".to_string(), "hoà bình".to_string()];
        let stopwords = Stopwords::new(&["vi".to_string(), "en".to_string()], &own, &segmenters);
        for word in ["của", "và", "tuy nhiên", "the", "veri", "polici", "hoà bình"] {
            assert!(stopwords.contains(word), "{word}");
        }
        for word in ["ngoại giao", "hội nghị", "ministri"] {
            assert!(!stopwords.contains(word), "{word}");
        }
    }
}
