//! Document -> [`Tokens`]: words, sentences' clauses, and the normal forms by which equal types are equal.
//!
//! One file or folder a language, one row in [`LANGUAGES`]. The contract of every [`Segmenter`]: units are ordered,
//! are not empty, don't overlap, and only white space lies between them; with the gaps they give back the text.

mod alphabet;
mod clauses;
mod detect;
mod forms;
mod inflections;
mod kept;
mod languages;
mod spaced;
mod stem;
mod stopwords;
pub mod vietnamese;

use std::ops::Range;

use anyhow::{Result, bail};

use crate::clean::Paragraph;
use crate::options::Normalisation;
use languages::LANGUAGES;

pub use alphabet::Alphabet;
pub use detect::{UNDETERMINED, detect};
pub use forms::{Form, Forms, Normal};
pub use kept::{Kept, KeptWords};
pub use stopwords::Stopwords;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A syllable, a word, an abbreviation.
    Word,
    /// A number, a date, a span of years.
    Number,
    /// A mark or a symbol.
    Punctuation,
}

/// A stretch of text that no word boundary falls inside: a Vietnamese syllable, an English word, a number, a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Where it starts, in bytes.
    pub start: u32,
    /// Where it ends, in bytes, excluded.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
}

impl Unit {
    /// Its place in the text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Finds the words of one language.
pub trait Segmenter: Send + Sync {
    /// Appends the units of `text`, which is one line in NFC.
    fn units(&self, text: &str, units: &mut Vec<Unit>);

    /// What it sees of a unit by itself; the number says something to this segmenter alone.
    fn look(&self, _unit: &str, _kind: Kind) -> u64 {
        0
    }

    /// Appends, for each unit of a line, of which it is told what it saw of it, whether it continues the word of the unit
    /// before it; of the first it is false.
    fn join(&self, looks: &[u64], joined: &mut Vec<bool>);

    /// The units of `text`, and for each whether it continues the word of the unit before it.
    fn segment(&self, text: &str) -> (Vec<Unit>, Vec<bool>) {
        let (mut units, mut joined) = (Vec::new(), Vec::new());
        self.units(text, &mut units);
        let looks: Vec<u64> = units.iter().map(|unit| self.look(&text[unit.range()], unit.kind)).collect();
        self.join(&looks, &mut joined);
        (units, joined)
    }

    /// Appends the unit's normal form, by which equal types are equal.
    fn write_normal(&self, unit: &str, out: &mut String);

    /// Appends the unit as it is written, in small letters and with one kind of apostrophe: what wildcards and exact
    /// keywords are compared with.
    fn write_surface(&self, unit: &str, out: &mut String) {
        self.write_normal(unit, out);
    }

    /// Whether the normal form is no word of the language, so that a reader is shown the commonest form in its place.
    fn stems(&self) -> bool {
        false
    }
}

/// The code by which a language goes everywhere here: ISO 639-1, or where that has none, ISO 639-3. Capitals and a region
/// behind the language ("vi-VN") don't matter.
///
/// # Errors
/// `code` is of no language that is known here.
pub fn canonical_code(code: &str) -> Result<&'static str> {
    let language = code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let Some(position) = languages::position(&language) else {
        let codes: Vec<_> = LANGUAGES.iter().map(|language| language.code).collect();
        bail!("{code:?} is no language's code: use one of {}, or its code of three letters", codes.join(", "));
    };
    Ok(LANGUAGES[position].code)
}

/// A segmenter's number among the [`Segmenters`] of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmenterId(usize);

impl SegmenterId {
    /// How many there are.
    pub const COUNT: usize = LANGUAGES.len() + 1;

    /// As an index below [`SegmenterId::COUNT`].
    pub fn index(self) -> usize {
        self.0
    }
}

/// Every language's segmenter, and at the end the one for all other languages.
pub struct Segmenters(Vec<Box<dyn Segmenter>>);

impl Segmenters {
    /// Makes them.
    ///
    /// # Errors
    /// A model that can't be read.
    pub fn new(normalisation: Normalisation) -> Result<Segmenters> {
        let own = LANGUAGES.iter().map(|language| language.segmenter(normalisation));
        Ok(Segmenters(own.chain([Ok(spaced::plain())]).collect::<Result<_>>()?))
    }

    /// The segmenter for a language's canonical code.
    pub fn find(&self, code: &str) -> SegmenterId {
        SegmenterId(languages::position(code).unwrap_or(LANGUAGES.len()))
    }

    /// The segmenter of a number.
    pub fn get(&self, id: SegmenterId) -> &dyn Segmenter {
        &*self.0[id.0]
    }
}

/// A document as words and clauses: a line for each of its paragraphs, in order.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The paragraphs' tokens.
    pub lines: Vec<LineTokens>,
}

/// The tokens of one paragraph.
#[derive(Clone, Debug, Default)]
pub struct LineTokens {
    /// Its units, in order.
    pub units: Vec<Unit>,
    /// Its words and numbers, each as a range of units; marks are no tokens.
    pub words: Vec<Range<usize>>,
    /// Its clauses, each as a range of units that holds at least one word or number.
    pub clauses: Vec<Range<usize>>,
    /// Its units' forms.
    pub forms: Vec<Form>,
}

impl LineTokens {
    /// The normal form of a unit; `forms` are those that the line was cut with.
    pub fn normal<'f>(&self, unit: usize, forms: &'f Forms) -> &'f str {
        forms.normal(self.forms[unit])
    }

    /// The clause that holds a unit, as an index into [`LineTokens::clauses`]; the unit must lie in one.
    pub fn clause_of(&self, unit: usize) -> usize {
        self.clauses.partition_point(|clause| clause.end <= unit)
    }

    /// A word's place in the text, in bytes.
    pub fn word_range(&self, word: &Range<usize>) -> Range<usize> {
        self.units[word.start].start as usize..self.units[word.end - 1].end as usize
    }

    /// Writes the term that a word counts as: its units' normal forms with a space between.
    pub fn write_term(&self, word: &Range<usize>, forms: &Forms, term: &mut String) {
        for unit in word.clone() {
            if unit > word.start {
                term.push(' ');
            }
            term.push_str(self.normal(unit, forms));
        }
    }
}

/// Splits each paragraph into words and clauses.
pub fn tokenise(paragraphs: &[Paragraph], forms: &mut Forms, kept: &KeptWords) -> Tokens {
    let tokenise = |paragraph: &Paragraph| {
        let mut line = tokenise_line(&paragraph.text, forms);
        kept.keep(&mut line, forms);
        line
    };
    Tokens { lines: paragraphs.iter().map(tokenise).collect() }
}

/// Splits one line into words and clauses; its units are added to `forms`.
pub fn tokenise_line(text: &str, forms: &mut Forms) -> LineTokens {
    let (units, of_units) = forms.cut(text);
    let looks: Vec<u64> = of_units.iter().map(|form| forms.look(*form)).collect();
    let mut joined = Vec::with_capacity(units.len());
    forms.segmenter().join(&looks, &mut joined);
    line(text, units, of_units, &joined)
}

/// Splits one line into units, each a word by itself: for what is matched unit by unit.
pub fn tokenise_units(text: &str, forms: &mut Forms) -> LineTokens {
    let (units, of_units) = forms.cut(text);
    let joined = vec![false; units.len()];
    line(text, units, of_units, &joined)
}

/// The line of these units, of which some continue the word before them.
fn line(text: &str, units: Vec<Unit>, forms: Vec<Form>, joined: &[bool]) -> LineTokens {
    let mut words: Vec<Range<usize>> = Vec::with_capacity(units.len());
    for (index, (unit, &joined)) in units.iter().zip(joined).enumerate() {
        match words.last_mut() {
            Some(word) if joined && word.end == index => word.end = index + 1,
            _ if unit.kind == Kind::Punctuation => (),
            _ => words.push(index..index + 1),
        }
    }
    let clauses = clauses::split(text, &units);
    LineTokens { units, words, clauses, forms }
}
