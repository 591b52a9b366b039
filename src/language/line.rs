//! One line -> its words and clauses.

use std::ops::Range;

use super::clauses;
use super::forms::{Form, Forms};
use super::segmenter::{Unit, UnitKind};

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
            _ if unit.kind == UnitKind::Punctuation => (),
            _ => words.push(index..index + 1),
        }
    }
    let clauses = clauses::split(text, &units);
    LineTokens { units, words, clauses, forms }
}
