//! The weights of words, by number: a unit of text is looked up once, whatever is asked of it.

use itertools::Itertools;
use rustc_hash::FxHashMap;

use super::LanguageRules;
use crate::encoding::is_syllable;
use crate::language::{Form, Forms, Segmenter};

/// What stands for any number.
const NUMBER: &str = "#";

/// A word that has a weight.
pub type WordSymbol = u32;

/// No such word.
const NONE: WordSymbol = WordSymbol::MAX;

/// The weights of the words of a language's rules.
#[derive(Debug, Default)]
pub struct WordWeights {
    symbols: FxHashMap<Box<str>, WordSymbol>,
    /// By symbol.
    single: Vec<f64>,
    /// By the first of two symbols; then the second and the weight, in order.
    double: Vec<Vec<(WordSymbol, f64)>>,
    /// By a class and a symbol.
    behind: FxHashMap<(usize, WordSymbol), f64>,
}

/// What is known of each form, as far as the forms have come up.
#[derive(Debug, Default)]
pub struct SeenWords {
    symbols: Vec<WordSymbol>,
    are_names: Vec<bool>,
}

impl SeenWords {
    /// Whether a form is written like a name, and not like Vietnamese.
    #[inline]
    pub fn is_name(&self, form: Form) -> bool {
        self.are_names[form.index()]
    }

    #[inline]
    fn symbol(&self, form: Form) -> WordSymbol {
        self.symbols[form.index()]
    }
}

/// What a form is in the rules: its normal form, or the sign of any number.
pub fn word<'f>(form: Form, forms: &'f Forms) -> &'f str {
    if forms.unit(form).starts_with(|c: char| c.is_ascii_digit()) { NUMBER } else { forms.normal(form) }
}

/// Whether a word of text becomes the same word again when it is read from the rules.
pub fn is_stable(word: &str, forms: &mut Forms) -> bool {
    word == NUMBER || !word.contains(' ') && read(word, forms).is_some_and(|again| again == word)
}

/// A word of the rules, as it is in text; `None` where it is no single word there.
fn read(entry: &str, forms: &mut Forms) -> Option<String> {
    if entry == NUMBER {
        return Some(entry.to_string());
    }
    match forms.cut(entry).1.as_slice() {
        [form] => Some(word(*form, forms).to_string()),
        _ => None,
    }
}

fn is_foreign_name(unit: &str) -> bool {
    unit.starts_with(char::is_uppercase)
        && unit.chars().all(char::is_alphabetic)
        && unit.chars().skip(1).any(char::is_lowercase)
        && !is_syllable(unit, false)
}

impl WordWeights {
    /// Reads those of a language, whose words are cut as `segmenter` cuts text. What can't be one is left out: it
    /// occurs in no text.
    pub fn new(rules: &LanguageRules, segmenter: &dyn Segmenter) -> WordWeights {
        let mut forms = Forms::new(segmenter);
        let mut words = WordWeights::default();
        for (entry, weight) in &rules.words {
            let symbols = entry.split(' ').map(|word| words.add(word, &mut forms)).collect_vec();
            match symbols[..] {
                [Some(word)] => words.single[word as usize] = *weight,
                [Some(first), Some(second)] => words.double[first as usize].push((second, *weight)),
                _ => (),
            }
        }
        words.double.iter_mut().for_each(|behind| behind.sort_by_key(|(second, _)| *second));
        for (entry, weight) in &rules.behind {
            let Some((class, word)) = entry.split_once(' ') else { continue };
            let class = rules.classes.iter().position(|known| known.class == class);
            if let (Some(class), Some(word)) = (class, words.add(word, &mut forms)) {
                words.behind.insert((class, word), *weight);
            }
        }
        words
    }

    fn add(&mut self, entry: &str, forms: &mut Forms) -> Option<WordSymbol> {
        let word = read(entry, forms)?;
        let next = self.single.len() as WordSymbol;
        let symbol = *self.symbols.entry(word.into()).or_insert(next);
        if symbol == next {
            self.single.push(0.0);
            self.double.push(Vec::new());
        }
        Some(symbol)
    }

    /// Adds the forms that `seen` doesn't know yet.
    pub fn see(&self, forms: &Forms, seen: &mut SeenWords) {
        for form in forms.from(seen.symbols.len()) {
            seen.symbols.push(self.symbols.get(word(form, forms)).copied().unwrap_or(NONE));
            seen.are_names.push(is_foreign_name(forms.unit(form)));
        }
    }

    /// The weight of a word.
    #[inline]
    pub fn single(&self, form: Form, seen: &SeenWords) -> f64 {
        self.single.get(seen.symbol(form) as usize).copied().unwrap_or(0.0)
    }

    /// The weight of two in a row.
    #[inline]
    pub fn double(&self, first: Form, second: Form, seen: &SeenWords) -> f64 {
        let Some(behind) = self.double.get(seen.symbol(first) as usize).filter(|behind| !behind.is_empty()) else {
            return 0.0;
        };
        let second = seen.symbol(second);
        behind.binary_search_by_key(&second, |(second, _)| *second).map_or(0.0, |at| behind[at].1)
    }

    /// The weight of a word after a cue of a class.
    #[inline]
    pub fn behind(&self, class: usize, form: Form, seen: &SeenWords) -> f64 {
        match seen.symbol(form) {
            NONE => 0.0,
            word => self.behind.get(&(class, word)).copied().unwrap_or(0.0),
        }
    }
}
