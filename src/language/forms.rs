//! The distinct units of texts, each with a number: what follows from a unit alone is worked out once, and not for each
//! of its occurrences. A text repeats a few thousand syllables over and over.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::segmenter::{Segmenter, Unit, UnitKind};

/// A distinct unit's number in its [`Forms`]: units are the same where their letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form(u32);

impl Form {
    /// As an index below [`Forms::len`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a normal form: two units that count as the same have the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Normal(u32);

impl Normal {
    /// As an index below the number of forms.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The distinct units met so far in texts of one language.
pub struct Forms<'s> {
    segmenter: &'s dyn Segmenter,
    units: IndexSet<Box<str>, FxBuildHasher>,
    /// What the segmenter sees of each of these, and its normal form.
    looks: Vec<u64>,
    normal: Vec<Normal>,
    normals: IndexSet<Box<str>, FxBuildHasher>,
    short: Short,
}

/// Dashes that writers use for one another.
const DASHES: [&str; 5] = ["–", "—", "−", "‐", "‑"];

impl<'s> Forms<'s> {
    /// None yet, of the language that `segmenter` cuts.
    pub fn new(segmenter: &'s dyn Segmenter) -> Forms<'s> {
        Forms {
            segmenter,
            units: IndexSet::default(),
            looks: Vec::new(),
            normal: Vec::new(),
            normals: IndexSet::default(),
            short: Short::new(),
        }
    }

    /// The segmenter.
    pub fn segmenter(&self) -> &'s dyn Segmenter {
        self.segmenter
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The units of `text`, and the form of each.
    pub fn cut(&mut self, text: &str) -> (Vec<Unit>, Vec<Form>) {
        let mut units = Vec::with_capacity(text.len() / 4);
        self.segmenter.units(text, &mut units);
        let forms = units.iter().map(|unit| self.of(text, unit)).collect();
        (units, forms)
    }

    /// The form of a unit of `text`.
    #[inline]
    fn of(&mut self, text: &str, unit: &Unit) -> Form {
        let letters = &text.as_bytes()[unit.range()];
        if letters.len() > 16 {
            return self.look_up(&text[unit.range()], unit.kind);
        }
        let bytes = match text.as_bytes()[unit.start as usize..].first_chunk::<16>() {
            Some(bytes) => u128::from_le_bytes(*bytes) & (u128::MAX >> (128 - 8 * letters.len())),
            // Near the end of the line.
            None => letters.iter().rev().fold(0, |bytes, byte| bytes << 8 | u128::from(*byte)),
        };
        let bytes = [bytes as u64, (bytes >> 64) as u64];
        self.short.get(bytes).unwrap_or_else(|| {
            let form = self.look_up(&text[unit.range()], unit.kind);
            self.short.insert(bytes, form);
            form
        })
    }

    /// [`Forms::of`] by the unit's letters, which also tell its kind.
    fn look_up(&mut self, unit: &str, kind: UnitKind) -> Form {
        if let Some(known) = self.units.get_index_of(unit) {
            return Form(known as u32);
        }
        let mut normal = String::new();
        match unit {
            dash if kind == UnitKind::Punctuation && DASHES.contains(&dash) => normal.push('-'),
            mark if kind == UnitKind::Punctuation => normal.push_str(mark),
            word => self.segmenter.write_normal(word, &mut normal),
        }
        let normal = match self.normals.get_index_of(normal.as_str()) {
            Some(known) => known,
            None => self.normals.insert_full(normal.into()).0,
        };
        self.normal.push(Normal(normal as u32));
        self.looks.push(self.segmenter.look(unit, kind));
        Form(self.units.insert_full(unit.into()).0 as u32)
    }

    /// The letters of a form.
    pub fn unit(&self, form: Form) -> &str {
        &self.units[form.index()]
    }

    /// A form as it is written, in small letters; of a mark its normal form.
    pub fn surface(&self, form: Form) -> String {
        let unit = self.unit(form);
        if !unit.contains(char::is_alphanumeric) {
            return self.normal(form).to_string();
        }
        let mut surface = String::new();
        self.segmenter.write_surface(unit, &mut surface);
        surface
    }

    /// What the segmenter sees of a form.
    #[inline]
    pub fn look(&self, form: Form) -> u64 {
        self.looks[form.index()]
    }

    /// The normal form of a form: two units are the same where theirs are. All dashes are.
    pub fn normal(&self, form: Form) -> &str {
        &self.normals[self.normal[form.index()].index()]
    }

    /// Its number.
    #[inline]
    pub fn normal_number(&self, form: Form) -> Normal {
        self.normal[form.index()]
    }

    /// The forms from a number on, in the order of their numbers.
    pub fn from(&self, first: usize) -> impl Iterator<Item = Form> {
        (first as u32..self.len() as u32).map(Form)
    }
}

/// The forms of at most 16 bytes, nearly all, by those bytes with zeros after them: a hash table with linear probing,
/// at most half full. No unit is empty, so a cell of zeros is free.
struct Short {
    cells: Vec<([u64; 2], Form)>,
    full: usize,
}

impl Short {
    fn new() -> Short {
        Short { cells: vec![([0; 2], Form(0)); 1 << 10], full: 0 }
    }

    /// The cell of these bytes, or the free one where they would go.
    #[inline]
    fn place(&self, bytes: [u64; 2]) -> usize {
        let last = self.cells.len() - 1;
        let hash = (bytes[0] ^ bytes[1].rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut at = (hash >> 32) as usize & last;
        while self.cells[at].0 != bytes && self.cells[at].0 != [0; 2] {
            at = (at + 1) & last;
        }
        at
    }

    #[inline]
    fn get(&self, bytes: [u64; 2]) -> Option<Form> {
        let (known, form) = self.cells[self.place(bytes)];
        (known == bytes).then_some(form)
    }

    fn insert(&mut self, bytes: [u64; 2], form: Form) {
        if 2 * (self.full + 1) > self.cells.len() {
            let empty = vec![([0; 2], Form(0)); 2 * self.cells.len()];
            for cell in std::mem::replace(&mut self.cells, empty).into_iter().filter(|(bytes, _)| *bytes != [0; 2]) {
                let at = self.place(cell.0);
                self.cells[at] = cell;
            }
        }
        let at = self.place(bytes);
        self.cells[at] = (bytes, form);
        self.full += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Segmenters;
    use super::*;
    use crate::normalisation::Normalisation;
    use proptest::prelude::*;

    #[test]
    fn however_many_units_there_are_each_is_found_again() {
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let mut forms = Forms::new(segmenters.get(segmenters.find("vi")));
        let text = (0..20_000).map(|number| format!("a{number} ")).collect::<String>();
        let (_, first) = forms.cut(&text);
        assert_eq!((forms.len(), forms.cut(&text).1), (20_000, first));
    }

    proptest! {
        #[test]
        fn forms_and_normal_forms_are_those_of_the_unit_wherever_it_stands(
            text in "(\\PC|[ .,–—a-c]|Hòa |hoà |HÒA |policies |Policy |aaaaaaaaaaaaaaaab|aaaaaaaaaaaaaaaac){0,60}",
            code in prop::sample::select(&["vi", "en"][..]),
        ) {
            let segmenters = Segmenters::new(Normalisation::default()).unwrap();
            let segmenter = segmenters.get(segmenters.find(code));
            let mut forms = Forms::new(segmenter);
            for _ in 0..2 {
                let (units, of_units) = forms.cut(&text);
                for (unit, form) in units.iter().zip(of_units) {
                    let letters = &text[unit.range()];
                    let mut normal = String::new();
                    match unit.kind {
                        UnitKind::Punctuation => normal += if DASHES.contains(&letters) { "-" } else { letters },
                        _ => segmenter.write_normal(letters, &mut normal),
                    }
                    prop_assert_eq!(forms.unit(form), letters);
                    prop_assert_eq!(forms.normal(form), normal);
                    prop_assert_eq!(forms.look(form), segmenter.look(letters, unit.kind));
                }
            }
        }
    }
}
