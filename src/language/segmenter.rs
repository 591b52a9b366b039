//! What a language must know of a line: where its units are, which of them are one word, and in which form each counts.

use std::ops::Range;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
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
    pub kind: UnitKind,
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
    fn look(&self, _unit: &str, _kind: UnitKind) -> u64 {
        0
    }

    /// Appends, for each unit of a line, whether it continues the word of the unit before it, given what
    /// [`Segmenter::look`] saw of it; the first never does.
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
