//! Document -> [`Tokens`]: words, sentences' clauses, and the normal forms by which equal types are equal.
//!
//! One file or folder a language, one row in [`LANGUAGES`]. The contract of every [`Segmenter`]: units are ordered,
//! are not empty, don't overlap, and only white space lies between them; with the gaps they give back the text.

mod clauses;
mod detect;
mod forms;
mod kept;
mod stemmed;
mod stopwords;
pub mod vietnamese;

use std::ops::Range;

use anyhow::{Result, bail};
use rust_stemmers::Algorithm;

use crate::clean::Paragraph;
use crate::options::ToneMarks;

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

    /// Whether the normal form is a stem, so that a reader is shown the commonest form in its place.
    fn stems(&self) -> bool {
        false
    }
}

/// What makes a language's segmenter.
type Constructor = fn(ToneMarks) -> Result<Box<dyn Segmenter>>;

/// A language: its ISO 639-1 code, its ISO 639-3 code, and what makes its segmenter.
type Language = (&'static str, &'static str, Constructor);

/// The languages with a segmenter of their own. Any other is split at Unicode's word boundaries, without stems.
const LANGUAGES: &[Language] = &[
    ("vi", "vie", |style| Ok(Box::new(vietnamese::Vietnamese::new(style)?))),
    ("ar", "ara", |_| stemmed::segmenter(Algorithm::Arabic)),
    ("da", "dan", |_| stemmed::segmenter(Algorithm::Danish)),
    ("de", "deu", |_| stemmed::segmenter(Algorithm::German)),
    ("el", "ell", |_| stemmed::segmenter(Algorithm::Greek)),
    ("en", "eng", |_| stemmed::segmenter(Algorithm::English)),
    ("es", "spa", |_| stemmed::segmenter(Algorithm::Spanish)),
    ("fi", "fin", |_| stemmed::segmenter(Algorithm::Finnish)),
    ("fr", "fra", |_| stemmed::segmenter(Algorithm::French)),
    ("hu", "hun", |_| stemmed::segmenter(Algorithm::Hungarian)),
    ("it", "ita", |_| stemmed::segmenter(Algorithm::Italian)),
    ("nl", "nld", |_| stemmed::segmenter(Algorithm::Dutch)),
    ("no", "nob", |_| stemmed::segmenter(Algorithm::Norwegian)),
    ("pt", "por", |_| stemmed::segmenter(Algorithm::Portuguese)),
    ("ro", "ron", |_| stemmed::segmenter(Algorithm::Romanian)),
    ("ru", "rus", |_| stemmed::segmenter(Algorithm::Russian)),
    ("sv", "swe", |_| stemmed::segmenter(Algorithm::Swedish)),
    ("ta", "tam", |_| stemmed::segmenter(Algorithm::Tamil)),
    ("tr", "tur", |_| stemmed::segmenter(Algorithm::Turkish)),
];

/// The code by which a language goes everywhere here: ISO 639-1 where it has a segmenter of its own, else ISO 639-3.
/// Capitals and a region behind the language ("vi-VN") don't matter.
///
/// # Errors
/// `code` is of no language that has a segmenter or can be detected.
pub fn canonical_code(code: &str) -> Result<String> {
    let language = code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    if let Some((short, ..)) = LANGUAGES.iter().find(|(short, long, _)| language == *short || language == *long) {
        return Ok(short.to_string());
    }
    if whatlang::Lang::from_code(language.as_str()).is_none() {
        let codes: Vec<_> = LANGUAGES.iter().map(|(short, ..)| *short).collect();
        bail!("{code:?} is no language's code: use one of {}, or a code of ISO 639-3", codes.join(", "));
    }
    Ok(language)
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
    pub fn new(tone_marks: ToneMarks) -> Result<Segmenters> {
        let own = LANGUAGES.iter().map(|(_, _, new)| new(tone_marks));
        Ok(Segmenters(own.chain([stemmed::unstemmed()]).collect::<Result<_>>()?))
    }

    /// The segmenter for a language's canonical code.
    pub fn find(&self, code: &str) -> SegmenterId {
        let own = LANGUAGES.iter().position(|(short, ..)| code == *short);
        SegmenterId(own.unwrap_or(LANGUAGES.len()))
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
