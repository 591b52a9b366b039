//! What the classifier sees of a gap between two units; trainer and predictor share it.

use super::model::{Dictionary, FEATURE_BITS};
use super::tone::fold;
use crate::language::{Kind, Unit};

/// Units of padding before the first and after the last, so that every window lies inside.
const PAD: usize = 3;

/// The most units that a word of the dictionary can have here.
pub const LONGEST_WORD: usize = 6;

/// The number of features of a gap. The first of them any text teaches; the others repeat the
/// strongest for the texts of the model's own guideline alone, which so overrule the others (feature
/// augmentation: Daumé, "Frustratingly Easy Domain Adaptation", 2007).
pub const COUNT: usize = SHARED + 10;
/// The number of those that any text teaches.
pub const SHARED: usize = 46;

/// What a unit looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Shape {
    Nothing,
    Lower,
    Capital,
    Capitals,
    Initial,
    Number,
    Punctuation,
    /// Lower case with a capital inside.
    Mixed,
    /// Not a syllable of the dictionary.
    LowerForeign,
    CapitalForeign,
    /// A capital that the start of the sentence explains.
    OpeningCapital,
    OpeningForeign,
}

impl Shape {
    /// Whether the unit could be part of a name by its first letter.
    fn is_capital(self) -> bool {
        use Shape::{Capital, CapitalForeign, Capitals, Initial, OpeningCapital, OpeningForeign};
        matches!(self, Capital | CapitalForeign | Capitals | Initial | OpeningCapital | OpeningForeign)
    }
}

/// Mixes two hashes; not symmetric.
#[inline]
pub fn mix(a: u32, b: u32) -> u32 {
    (a.rotate_left(5) ^ b).wrapping_mul(0x9E37_79B1)
}

/// The hash of a unit without regard to case and to where in the syllable its tone mark stands,
/// and its letters' shape. Digits of a number are all the same digit.
fn hash_and_shape(unit: &str, kind: Kind) -> (u32, Shape) {
    let (mut hash, mut tones, mut letters, mut capitals, mut first_capital) = (0x811C_9DC5_u32, 0_u32, 0, 0, false);
    for c in unit.chars() {
        let letter = match c {
            '0'..='9' if kind == Kind::Number => fold('0'),
            _ => fold(c),
        };
        first_capital |= letter.capital && letters == 0;
        letters += 1;
        capitals += u32::from(letter.capital);
        hash = (hash ^ letter.base as u32).wrapping_mul(0x0100_0193);
        // Only the tone counts, not its place.
        if letter.tone > 0 {
            tones = tones.wrapping_mul(6).wrapping_add(u32::from(letter.tone));
        }
    }
    hash ^= tones.wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D);
    let shape = match kind {
        Kind::Number => Shape::Number,
        Kind::Punctuation => Shape::Punctuation,
        Kind::Word if capitals == 0 => Shape::Lower,
        Kind::Word if capitals == 1 && (letters == 1 || unit.ends_with('.')) => Shape::Initial,
        Kind::Word if capitals == letters => Shape::Capitals,
        Kind::Word if first_capital && capitals == 1 => Shape::Capital,
        Kind::Word => Shape::Mixed,
    };
    (hash ^ (hash >> 13), shape)
}

/// The key of a unit in the dictionary; the key of several is [`mix`] of the key before and the hash.
pub fn unit_hash(unit: &str, kind: Kind) -> u32 {
    hash_and_shape(unit, kind).0
}

/// A line made ready for the classifier: all that does not depend on earlier decisions. Every
/// vector has a cell for each unit and the padding.
pub struct Line {
    hashes: Vec<u32>,
    shapes: Vec<Shape>,
    /// Bit n: a word of the dictionary with n units starts here.
    starts: Vec<u8>,
    /// Bit n: one ends here.
    ends: Vec<u8>,
    /// The most units with which a word of the dictionary starts.
    depths: Vec<u8>,
    /// The word over the gap before the unit, by matching the longest from the left, from the right,
    /// and by the longest of all: 8 × its units + those of them before the gap; 0 if none.
    forwards: Vec<u8>,
    backwards: Vec<u8>,
    longest: Vec<u8>,
    /// Capitalised units in a row up to here and from here, at most 3.
    capitals_before: Vec<u8>,
    capitals_after: Vec<u8>,
}

impl Line {
    /// Looks the units of `text` up.
    pub fn read(text: &str, units: &[Unit], dictionary: Dictionary<'_>) -> Line {
        let size = units.len() + 2 * PAD;
        let mut hashes = vec![0; size];
        let mut shapes = vec![Shape::Nothing; size];
        let mut opening = true;
        for (i, unit) in units.iter().enumerate() {
            let unit_text = &text[unit.start as usize..unit.end as usize];
            let (hash, shape) = hash_and_shape(unit_text, unit.kind);
            let known = matches!(shape, Shape::Lower | Shape::Capital) && dictionary.find(hash).is_known();
            hashes[i + PAD] = hash;
            shapes[i + PAD] = match shape {
                Shape::Capital if opening && known => Shape::OpeningCapital,
                Shape::Capital if opening => Shape::OpeningForeign,
                Shape::Capital if !known => Shape::CapitalForeign,
                Shape::Lower if !known => Shape::LowerForeign,
                shape => shape,
            };
            opening = unit.kind == Kind::Punctuation && !matches!(unit_text, "," | "(" | ")" | "/" | "-" | "–");
        }
        let mut line = Line {
            starts: vec![0; size],
            ends: vec![0; size],
            depths: vec![0; size],
            forwards: vec![0; size],
            backwards: vec![0; size],
            longest: vec![0; size],
            capitals_before: vec![0; size],
            capitals_after: vec![0; size],
            hashes,
            shapes,
        };
        line.match_words(dictionary);
        line.count_capitals();
        line
    }

    fn match_words(&mut self, dictionary: Dictionary<'_>) {
        let units = PAD..self.hashes.len() - PAD;
        for start in units.clone() {
            if self.shapes[start] == Shape::Punctuation {
                continue;
            }
            let mut key = self.hashes[start];
            for length in 2..=LONGEST_WORD.min(units.end - start) {
                key = mix(key, self.hashes[start + length - 1]);
                let entry = dictionary.find(key);
                if !entry.is_known() {
                    break;
                }
                self.depths[start] = length as u8;
                if entry.is_word() {
                    self.starts[start] |= 1 << length;
                    self.ends[start + length - 1] |= 1 << length;
                }
                if !entry.is_prefix() {
                    break;
                }
            }
            let length = longest(self.starts[start]);
            for before in 1..length {
                let cell = &mut self.longest[start + before];
                *cell = (*cell).max((length * 8 + before) as u8);
            }
        }
        let mut at = units.start;
        while at < units.end {
            let length = longest(self.starts[at]);
            for before in 1..length {
                self.forwards[at + before] = (length * 8 + before) as u8;
            }
            at += length;
        }
        at = units.end;
        while at > units.start {
            let length = longest(self.ends[at - 1]);
            at -= length;
            for before in 1..length {
                self.backwards[at + before] = (length * 8 + before) as u8;
            }
        }
    }

    fn count_capitals(&mut self) {
        let size = self.shapes.len();
        for i in 1..size {
            if self.shapes[i].is_capital() {
                self.capitals_before[i] = 3.min(self.capitals_before[i - 1] + 1);
            }
            let j = size - 1 - i;
            if self.shapes[j].is_capital() {
                self.capitals_after[j] = 3.min(self.capitals_after[j + 1] + 1);
            }
        }
    }

    /// Whether the gap before unit `i` can lie inside a word: both its sides are words or numbers.
    pub fn is_open(&self, i: usize) -> bool {
        let word_like = |shape| !matches!(shape, Shape::Punctuation | Shape::Nothing);
        word_like(self.shapes[i + PAD - 1]) && word_like(self.shapes[i + PAD])
    }

    /// The features of the gap before unit `i`, as indices of weights.
    #[inline]
    pub fn features(&self, i: usize, past: &Past) -> [u32; COUNT] {
        let i = i + PAD;
        let [z, a, b, c, d, e] = [i - 3, i - 2, i - 1, i, i + 1, i + 2].map(|at| self.hashes[at]);
        let [sz, sa, sb, sc, sd, se] = [i - 3, i - 2, i - 1, i, i + 1, i + 2].map(|at| self.shapes[at] as u32);
        let joins = past.joins;

        // The word so far: is it in the dictionary as it is, with the next unit, as a beginning?
        let length = i - past.start;
        let in_word = |length: usize| u32::from(length <= LONGEST_WORD && self.starts[past.start] >> length & 1 == 1);
        let begins = u32::from(length < usize::from(self.depths[past.start]));
        let so_far = (length.min(7) as u32) << 3 | in_word(length) << 2 | in_word(length + 1) << 1 | begins;
        let with_next = mix(past.word, c);

        let forwards = u32::from(self.forwards[i]);
        let backwards = u32::from(self.backwards[i]);
        let longest_over = u32::from(self.longest[i]);
        let both = forwards << 6 | backwards;
        let from_next = longest(self.starts[i]) as u32;
        let to_last = longest(self.ends[i - 1]) as u32;
        let neighbours = |at: usize| u32::from(self.forwards[at]) << 6 | u32::from(self.backwards[at]);
        let shapes = sb << 4 | sc;
        let capitals = u32::from(self.capitals_before[i - 1]) << 2 | u32::from(self.capitals_after[i]);
        let (bc, window) = (mix(b, c), sa << 12 | shapes << 4 | sd);

        let features = [
            // The bias, the units around the gap (b | c), and two to four in a row.
            0,
            a,
            b,
            c,
            d,
            mix(a, b),
            bc,
            mix(c, d),
            mix(a, c),
            mix(b, d),
            mix(mix(a, b), c),
            mix(bc, d),
            mix(mix(mix(a, b), c), d),
            mix(mix(z, a), b),
            mix(mix(c, d), e),
            // Shapes.
            shapes,
            window,
            mix(b, sc << 4 | sb),
            mix(c, shapes),
            // The past: the last decisions, the word so far, the word before it.
            mix(joins, window),
            mix(bc, joins),
            mix(b, joins),
            mix(c, joins),
            mix(past.word, length as u32),
            mix(with_next, length as u32),
            mix(with_next, d),
            mix(past.before, past.word),
            mix(past.before, c),
            // The dictionary: words over the gap, words that the word so far makes, words from and up to the gap.
            both,
            longest_over << 12 | both,
            so_far << 12 | both,
            so_far << 6 | from_next << 3 | to_last,
            mix(so_far << 6 | from_next << 3 | to_last, shapes),
            mix(neighbours(i - 1) << 14 | neighbours(i + 1), both),
            mix(bc, both),
            // Names.
            capitals << 8 | shapes,
            mix(capitals << 2 | joins, shapes << 6 | forwards),
            mix(c, capitals << 2 | joins),
            mix(b, capitals << 2 | joins),
            // Syllables with what the dictionary says.
            mix(b, so_far),
            mix(c, so_far),
            mix(mix(c, d), from_next << 8 | longest_over),
            // The first unit of the word so far (a surname, say), and wider shapes.
            mix(self.hashes[past.start], (length.min(7) as u32) << 8 | shapes),
            mix(self.hashes[past.start], c),
            mix(window << 4 | sz, (length.min(7) as u32) << 4 | se),
            mix(capitals << 16 | so_far << 8 | shapes, (length.min(7) as u32) << 4 | joins),
            // From here on for the own guideline alone.
            0,
            b,
            c,
            bc,
            mix(with_next, length as u32),
            mix(past.word, length as u32),
            so_far << 12 | both,
            mix(b, so_far),
            mix(c, so_far),
            shapes,
        ];
        let mut template = 0_u32;
        features.map(|value| {
            template = template.wrapping_add(0x6C07_8965);
            let mixed = (value ^ template).wrapping_mul(0x9E37_79B1);
            ((mixed ^ mixed >> 15).wrapping_mul(0x85EB_CA6B)) >> (32 - FEATURE_BITS)
        })
    }
}

/// The highest bit of a set of word lengths; 1 if it is empty.
fn longest(lengths: u8) -> usize {
    lengths.checked_ilog2().map_or(1, |bit| bit as usize)
}

/// The decisions before a gap, as far as they matter.
#[derive(Clone, Debug)]
pub struct Past {
    /// The last two decisions: bit 0 the last, bit 1 the one before.
    joins: u32,
    /// Where the word before the gap starts, with the padding.
    start: usize,
    /// The key of that word, and that of the word before it.
    word: u32,
    before: u32,
}

impl Past {
    /// Before the first unit of a line.
    pub fn new() -> Past {
        Past { joins: 0, start: PAD, word: 0, before: 0 }
    }

    /// After unit `i` has been decided: whether it continues the word.
    #[inline]
    pub fn advance(&mut self, line: &Line, i: usize, joined: bool) {
        let hash = line.hashes[i + PAD];
        self.joins = (self.joins << 1 | u32::from(joined)) & 3;
        if joined {
            self.word = mix(self.word, hash);
        } else {
            self.before = self.word;
            self.word = hash;
            self.start = i + PAD;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Entry, write_cells};
    use super::super::token::tokenise;
    use super::*;

    fn hash(unit: &str) -> u32 {
        unit_hash(unit, Kind::Word)
    }

    #[test]
    fn case_and_place_of_the_tone_mark_do_not_matter_but_letters_and_tones_do() {
        for same in [["hòa", "hoà"], ["THỦY", "thuỷ"], ["Đảng", "đảng"], ["uỷ", "Ủy"]] {
            assert_eq!(hash(same[0]), hash(same[1]));
        }
        for different in [["ma", "má"], ["mà", "má"], ["ta", "tă"], ["da", "đa"], ["an", "na"]] {
            assert_ne!(hash(different[0]), hash(different[1]));
        }
        assert_eq!(unit_hash("19/12", Kind::Number), unit_hash("20/11", Kind::Number));
    }

    #[test]
    fn words_of_the_dictionary_are_matched_from_both_sides() {
        let [thit, bo, sua] = ["thịt", "bò", "sữa"].map(hash);
        let words = [(mix(thit, bo), Entry::WORD), (mix(bo, sua), Entry::WORD)];
        let cells = write_cells(words).unwrap();
        let mut units = Vec::new();
        let text = "Thịt bò sữa.";
        tokenise(text, &mut units);
        let line = Line::read(text, &units, Dictionary::new(&cells));
        // Words of two units, one of them before the gap: 2 * 8 + 1.
        assert_eq!(line.forwards[PAD..PAD + 4], [0, 17, 0, 0]);
        assert_eq!(line.backwards[PAD..PAD + 4], [0, 0, 17, 0]);
        assert_eq!(line.longest[PAD..PAD + 4], [0, 17, 17, 0]);
        assert_eq!([0, 1, 2, 3].map(|i| line.is_open(i)), [false, true, true, false]);
    }
}
