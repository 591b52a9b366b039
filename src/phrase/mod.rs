//! Phrases with wildcards -> [`Automaton`], which finds all of them in one pass over a line's units.
//!
//! A phrase is written as words with spaces between:
//!
//! | part | stands for |
//! | --- | --- |
//! | `word` | the word, in any case and tone-mark style, and with [`Matching::Terms`] in any form that is the same term |
//! | `diplomat*`, `*phobia`, `col*r` | a word in which `*` is any letters, also none |
//! | `wom?n` | a word in which `?` is one letter |
//! | `*` | any one word |
//! | `...` | a gap of 0 to [`GAP`] words of the clause; marks in it don't count |
//! | `,` `-` and other marks | that mark; `-` is every dash |

mod automaton;
mod symbols;

use std::borrow::Cow;

use anyhow::{Result, bail};

use crate::language::{Form, Forms, tokenise_units};

pub use automaton::{Automaton, Occurrence};
pub use symbols::SeenSymbols;
use symbols::{Symbol, Symbols};

/// Which words of text a word of a phrase stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// All that count as the same term: "import" also "imports".
    #[default]
    Terms,
    /// The same; and what is one word by itself is found only where it is one word, so that it is found as often as it is
    /// counted as a term.
    Words,
    /// Those that are written so, in any case.
    Exact,
}

impl Matching {
    /// What is the same for all words that match one another.
    fn key<'f>(self, form: Form, forms: &'f Forms) -> Cow<'f, str> {
        match self {
            Matching::Terms | Matching::Words => Cow::Borrowed(forms.normal(form)),
            Matching::Exact => Cow::Owned(forms.surface(form)),
        }
    }
}

/// A gap (`...`) spans at most this many words.
pub const GAP: usize = 6;

/// A word with a wildcard has at most this many letters.
const LONGEST_WORD: usize = 64;

/// A phrase has at most this many characters.
const LONGEST: usize = 500;

/// A phrase has at most this many gaps: each multiplies the ways in which it can be found.
const GAPS: usize = 3;

/// A part of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PhrasePart {
    /// A unit that this symbol stands for.
    Unit(Symbol),
    /// Any unit that is no mark.
    Any,
    /// A gap.
    Gap,
}

/// Finds out whether a phrase can be searched for.
///
/// # Errors
/// Says what is wrong with it: it holds no letter or digit, starts or ends with a gap, has too many gaps, or is longer than
/// any phrase, or a word with a wildcard than any word.
pub fn check(phrase: &str) -> Result<()> {
    if !phrase.chars().any(char::is_alphanumeric) {
        bail!("{phrase:?} holds no letter or digit");
    }
    if [phrase.split_whitespace().next(), phrase.split_whitespace().last()].into_iter().flatten().any(is_gap) {
        bail!("{phrase:?} starts or ends with a gap (...): a gap stands between words");
    }
    if phrase.split_whitespace().filter(|word| is_gap(word)).count() > GAPS {
        bail!("{phrase:?} has more than {GAPS} gaps (...): cut it into several");
    }
    if phrase.split_whitespace().any(|word| word.contains(['*', '?']) && word.chars().count() > LONGEST_WORD) {
        bail!("{phrase:?} has a wildcard in a word of more than {LONGEST_WORD} letters");
    }
    if phrase.chars().count() > LONGEST {
        bail!("a phrase has more than {LONGEST} characters: {:?} ...", phrase.chars().take(40).collect::<String>());
    }
    Ok(())
}

/// Whether a phrase holds a wildcard or a gap, so that it can match more than one text.
pub fn has_wildcard(phrase: &str) -> bool {
    phrase.split_whitespace().any(|word| is_gap(word) || word == "*" || is_glob(word))
}

/// Whether a phrase holds a gap.
pub fn has_gap(phrase: &str) -> bool {
    phrase.split_whitespace().any(is_gap)
}

fn is_gap(word: &str) -> bool {
    matches!(word, "..." | "…")
}

/// Whether a word has wildcards inside; a question mark alone is a mark.
fn is_glob(word: &str) -> bool {
    word.contains(['*', '?']) && word.chars().any(char::is_alphanumeric)
}

/// Cuts a phrase into its parts, adding its words to the symbols.
fn parse(phrase: &str, forms: &mut Forms, symbols: &mut Symbols) -> Vec<PhrasePart> {
    let mut parts = Vec::new();
    let is_plain = |word: &&str| !is_gap(word) && *word != "*" && !is_glob(word);
    let words: Vec<&str> = phrase.split_whitespace().collect();
    // Words that are adjacent are cut together: how "TP. Huế" is cut depends on both.
    for run in words.chunk_by(|left, right| is_plain(left) && is_plain(right)) {
        match run[0] {
            gap if is_gap(gap) => parts.push(PhrasePart::Gap),
            "*" => parts.push(PhrasePart::Any),
            glob if is_glob(glob) => parse_glob(glob, forms, symbols, &mut parts),
            _ => parse_words(&run.join(" "), forms, symbols, &mut parts),
        }
    }
    parts
}

/// Cuts words without a wildcard. A stop at their end may belong to an abbreviation: it is cut as before another word.
fn parse_words(words: &str, forms: &mut Forms, symbols: &mut Symbols, parts: &mut Vec<PhrasePart>) {
    let mut text = words.to_string();
    if words.ends_with('.') {
        text.push_str(" Ba");
    }
    let line = tokenise_units(&text, forms);
    let own = line.units.iter().take_while(|unit| unit.range().end <= words.len()).count();
    parts.extend(line.forms[..own].iter().map(|form| PhrasePart::Unit(symbols.word(*form, forms))));
}

/// Cuts a word with wildcards in it. Where it is cut, a wildcard is like a letter: "don'*" is one word, "covid-*" is two and
/// a mark. The units that hold no wildcard stay as they are.
fn parse_glob(word: &str, forms: &mut Forms, symbols: &mut Symbols, parts: &mut Vec<PhrasePart>) {
    let line = tokenise_units(&word.replace(['*', '?'], "x"), forms);
    for (unit, form) in line.units.iter().zip(&line.forms) {
        let unit = &word[unit.range()];
        let Some(first) = unit.find(['*', '?']) else {
            parts.push(PhrasePart::Unit(symbols.word(*form, forms)));
            continue;
        };
        let mut stem = String::new();
        forms.segmenter().write_surface(&unit[..first], &mut stem);
        parts.push(match unit[first..].to_lowercase().replace('’', "'").as_str() {
            "*" if stem.is_empty() => PhrasePart::Any,
            "*" => PhrasePart::Unit(symbols.prefix(&stem)),
            rest => PhrasePart::Unit(symbols.glob(&format!("{stem}{rest}"))),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_searched_for_is_an_error_that_says_why() {
        let long = "a".repeat(65) + "*";
        for (phrase, why) in [
            ("- ,", "no letter"),
            ("... trade", "gap stands between"),
            ("trade …", "gap stands between"),
            ("a ... b ... c ... d ... e", "more than 3 gaps"),
            (&long, "more than 64 letters"),
            (&"a ".repeat(300), "more than 500 characters"),
        ] {
            assert!(check(phrase).unwrap_err().to_string().contains(why), "{phrase}");
        }
        for phrase in ["ngoại giao", "a ... b ... c ... d", "* trade", "wom?n", "kinh tế - xã hội", "?"] {
            assert_eq!(check(phrase).is_ok(), phrase != "?", "{phrase}");
        }
    }
}
