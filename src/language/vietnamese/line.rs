//! A line's units made ready for the classifier: what each looks like, and where words of the dictionary lie. Nothing here
//! depends on a decision.

use super::dictionary::{Fingerprints, WordState};
use super::tone::fold;
use crate::language::segmenter::UnitKind;

/// Cells of padding before the first unit and after the last, so that every window lies inside.
pub const PAD: usize = 4;

/// The most units that a word of the dictionary can have here.
pub const LONGEST_WORD: usize = 6;

/// What a unit looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum UnitShape {
    #[default]
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

impl UnitShape {
    /// All, in the order of their numbers.
    const ALL: [UnitShape; 12] = {
        use UnitShape::*;
        [
            Nothing,
            Lower,
            Capital,
            Capitals,
            Initial,
            Number,
            Punctuation,
            Mixed,
            LowerForeign,
            CapitalForeign,
            OpeningCapital,
            OpeningForeign,
        ]
    };

    /// Whether the unit could be part of a name by its first letter.
    fn is_capital(self) -> bool {
        use UnitShape::{Capital, CapitalForeign, Capitals, Initial, OpeningCapital, OpeningForeign};
        matches!(self, Capital | CapitalForeign | Capitals | Initial | OpeningCapital | OpeningForeign)
    }

    /// The shape of a unit that looks like this and is not in the dictionary.
    fn foreign(self) -> UnitShape {
        match self {
            UnitShape::Lower => UnitShape::LowerForeign,
            UnitShape::Capital => UnitShape::CapitalForeign,
            UnitShape::OpeningCapital => UnitShape::OpeningForeign,
            shape => shape,
        }
    }

    /// Whether the unit can be part of a word of several units.
    pub fn is_word_like(self) -> bool {
        !matches!(self, UnitShape::Punctuation | UnitShape::Nothing)
    }
}

/// What is seen of a unit.
#[derive(Clone, Copy, Debug, Default)]
pub struct SeenUnit {
    /// See [`unit_hash`]; 0 in the padding.
    pub hash: u32,
    /// What it looks like.
    pub shape: UnitShape,
    /// Bit n: a word of the dictionary with n units starts here.
    pub starts: u8,
    /// The units of the longest word of the dictionary that starts here, 0 if there is none of several.
    pub longest_from: u8,
    /// The units of the longest that ends here.
    pub longest_to: u8,
    /// The most units after it with which it begins a word of the dictionary.
    pub depth: u8,
    /// Whether it begins longer words than those that have been looked up.
    begins_more: bool,
    /// The word over the gap before the unit, by matching the longest from the left: 8 × its units + those of them before
    /// the gap; 0 if none.
    pub forwards: u8,
    /// The same from the right.
    pub backwards: u8,
    /// Capitalised units in a row up to here, at most 3.
    pub capitals_before: u8,
    /// Capitalised units in a row from here, at most 3.
    pub capitals_after: u8,
}

/// Mixes two hashes; not symmetric.
#[inline]
pub fn mix(a: u32, b: u32) -> u32 {
    (a.rotate_left(5) ^ b).wrapping_mul(0x9E37_79B1)
}

/// The hash of a unit without regard to case, to where in the syllable its tone mark is, and to blanks, and its
/// letters' shape. Digits of a number are all the same digit.
fn hash_and_shape(unit: &str, kind: UnitKind) -> (u32, UnitShape) {
    let (mut hash, mut tones, mut letters, mut capitals) = (0x811C_9DC5_u32, 0_u32, 0, 0);
    for c in unit.chars().filter(|&c| c != ' ') {
        let letter = match c {
            '0'..='9' if kind == UnitKind::Number => fold('0'),
            _ => fold(c),
        };
        letters += 1;
        capitals += u32::from(letter.capital);
        hash = (hash ^ letter.base as u32).wrapping_mul(0x0100_0193);
        // Only the tone counts, not its place.
        tones += u32::from(letter.tone);
    }
    hash = (hash ^ tones.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x2C1B_3C6D);
    let shape = match kind {
        UnitKind::Number => UnitShape::Number,
        UnitKind::Punctuation => UnitShape::Punctuation,
        // A hashtag is part of no word.
        UnitKind::Word if unit.starts_with('#') => UnitShape::Punctuation,
        UnitKind::Word if capitals == 0 => UnitShape::Lower,
        UnitKind::Word if capitals == 1 && (letters == 1 || unit.ends_with('.')) => UnitShape::Initial,
        UnitKind::Word if capitals == letters => UnitShape::Capitals,
        UnitKind::Word if capitals == 1 && unit.starts_with(|c| fold(c).capital) => UnitShape::Capital,
        UnitKind::Word => UnitShape::Mixed,
    };
    (hash ^ (hash >> 15), shape)
}

/// The key of a unit in the dictionary; the key of several is [`mix`] of the key before and the hash.
pub fn unit_hash(unit: &str, kind: UnitKind) -> u32 {
    hash_and_shape(unit, kind).0
}

/// What a unit is by itself: its hash, what it looks like, whether the dictionary has it, and whether a sentence may
/// open after it; as one number.
pub fn look(unit: &str, kind: UnitKind, dictionary: Fingerprints<'_>) -> u64 {
    let (hash, shape) = hash_and_shape(unit, kind);
    let opens = shape == UnitShape::Punctuation && !matches!(unit, "," | "(" | ")" | "/" | "-" | "–");
    u64::from(hash)
        | (shape as u64) << SHAPE
        | u64::from(dictionary.find(hash).is_known()) << KNOWN
        | u64::from(opens) << OPENS
}

/// Where the parts of a look are, after the hash.
const SHAPE: u32 = 32;
const KNOWN: u32 = 40;
const OPENS: u32 = 41;

/// The cells of a line's units, with [`PAD`] empty ones before and after them.
pub fn read(looks: &[u64], dictionary: Fingerprints<'_>) -> Vec<SeenUnit> {
    let mut cells = vec![SeenUnit::default(); looks.len() + 2 * PAD];
    let mut opening = true;
    for (look, cell) in looks.iter().zip(&mut cells[PAD..]) {
        let shape = UnitShape::ALL.get((look >> SHAPE & 15) as usize).copied().unwrap_or_default();
        let shape = if opening && shape == UnitShape::Capital { UnitShape::OpeningCapital } else { shape };
        cell.hash = *look as u32;
        cell.shape = if look >> KNOWN & 1 == 1 { shape } else { shape.foreign() };
        opening = look >> OPENS & 1 == 1;
    }
    find_words(&mut cells, dictionary);
    scan_from_left(&mut cells);
    scan_from_right(&mut cells);
    cells
}

/// Looks up the words that start at each unit. The dictionary is far from the processor: first come the look-ups that
/// every unit needs, without a branch between them, so that many are under way at once.
fn find_words(cells: &mut [SeenUnit], dictionary: Fingerprints<'_>) {
    let end = cells.len() - PAD;
    for at in PAD..end {
        let two = dictionary.find(mix(cells[at].hash, cells[at + 1].hash));
        add_words(cells, at, 2, two);
    }
    for at in PAD..end {
        let most = LONGEST_WORD.min(end - at);
        let mut length = 2;
        let mut key = mix(cells[at].hash, cells[at + 1].hash);
        while cells[at].begins_more && length < most {
            key = mix(key, cells[at + length].hash);
            length += 1;
            add_words(cells, at, length, dictionary.find(key));
        }
    }
}

/// Notes what the dictionary has of the `length` units from `at` on.
#[inline]
fn add_words(cells: &mut [SeenUnit], at: usize, length: usize, entry: WordState) {
    let word = u8::from(entry.is_word());
    let (first, last) = (at, at + length - 1);
    cells[first].starts |= word << length;
    cells[first].longest_from = cells[first].longest_from.max(word * length as u8);
    cells[first].depth += u8::from(entry.is_known());
    cells[first].begins_more = entry.is_prefix();
    cells[last].longest_to = cells[last].longest_to.max(word * length as u8);
}

// The two scans go from unit to unit, not from word to word: branches that depend on the text cost more than steps.

/// Matches the longest words from the left, and counts capitalised units in a row.
fn scan_from_left(cells: &mut [SeenUnit]) {
    let (mut length, mut before, mut row) = (1, 0, 0);
    for cell in cells.iter_mut() {
        length = if before == 0 { cell.longest_from.max(1) } else { length };
        cell.forwards = if before == 0 { 0 } else { length * 8 + before };
        before = if before + 1 == length { 0 } else { before + 1 };
        row = if cell.shape.is_capital() { 3.min(row + 1) } else { 0 };
        cell.capitals_before = row;
    }
}

/// The same from the right.
fn scan_from_right(cells: &mut [SeenUnit]) {
    let (mut length, mut before, mut row) = (1, 0, 0);
    for cell in cells.iter_mut().rev() {
        length = if before == 0 { cell.longest_to.max(1) } else { length };
        before = if before == 0 { length } else { before } - 1;
        cell.backwards = if before == 0 { 0 } else { length * 8 + before };
        row = if cell.shape.is_capital() { 3.min(row + 1) } else { 0 };
        cell.capitals_after = row;
    }
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::write_cells;
    use super::super::token::tokenise;
    use super::*;

    fn hash(unit: &str) -> u32 {
        unit_hash(unit, UnitKind::Word)
    }

    #[test]
    fn case_and_place_of_the_tone_mark_do_not_matter_but_letters_and_tones_do() {
        for same in [["hòa", "hoà"], ["THỦY", "thuỷ"], ["Đảng", "đảng"], ["uỷ", "Ủy"]] {
            assert_eq!(hash(same[0]), hash(same[1]));
        }
        for different in [["ma", "má"], ["mà", "má"], ["ta", "tă"], ["da", "đa"], ["an", "na"]] {
            assert_ne!(hash(different[0]), hash(different[1]));
        }
        assert_eq!(unit_hash("19/12", UnitKind::Number), unit_hash("20/11", UnitKind::Number));
        assert_eq!(unit_hash("10 . 000", UnitKind::Number), unit_hash("25.000", UnitKind::Number));
    }

    #[test]
    fn words_of_the_dictionary_are_matched_from_both_sides() {
        let [thit, bo, sua] = ["thịt", "bò", "sữa"].map(hash);
        let words = [(mix(thit, bo), WordState::WORD), (mix(bo, sua), WordState::WORD)];
        let dictionary = write_cells(words).unwrap();
        let mut units = Vec::new();
        let text = "Thịt bò sữa.";
        tokenise(text, &mut units);
        let dictionary = Fingerprints::new(&dictionary);
        let looks: Vec<u64> = units.iter().map(|unit| look(&text[unit.range()], unit.kind, dictionary)).collect();
        let cells = read(&looks, dictionary);
        let seen = |field: fn(&SeenUnit) -> u8| cells[PAD..PAD + 4].iter().map(field).collect::<Vec<_>>();
        // Words of two units, one of them before the gap: 2 * 8 + 1.
        assert_eq!(seen(|cell| cell.forwards), [0, 17, 0, 0]);
        assert_eq!(seen(|cell| cell.backwards), [0, 0, 17, 0]);
    }
}
