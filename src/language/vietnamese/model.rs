//! The model file: a dictionary of fingerprints and the weights of a linear classifier.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | magic |
//! | 4 | version, little endian like all numbers here |
//! | 4 | 0 |
//! | 8 | checksum of all that follows |
//! | 2 × 2^17 | the dictionary: cells of 14 bits of fingerprint and 2 bits of state, 0 if empty |
//! | 2^19 | the weights, i8 |

use super::features::{self, GAPS, Past};
use super::line::{self, Cell, PAD};
use crate::language::Kind;
use thiserror::Error;

const MAGIC: &[u8; 8] = b"VISEGMNT";
/// To be raised whenever the features, the hashes or the layout change.
const VERSION: u32 = 2;
const HEADER: usize = 24;

/// Weights: 2^19. With the dictionary they fit into a cache of a megabyte; more are slower and bring little.
pub const FEATURE_BITS: u32 = 19;
const WEIGHTS: usize = 1 << FEATURE_BITS;
/// Cells of the dictionary.
pub const CELLS: usize = 1 << 17;
const LENGTH: usize = HEADER + 2 * CELLS + WEIGHTS;

/// Why bytes are no model.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ModelError {
    /// The magic is missing.
    #[error("not a model of the Vietnamese segmenter: it does not start with its magic")]
    Foreign,
    /// Another version.
    #[error("the segmentation model has version {found}, and this program reads version {VERSION}: train it again")]
    Version {
        /// The version in the file.
        found: u32,
    },
    /// Too short or too long.
    #[error("the segmentation model has {found} bytes, not {LENGTH}: it is cut off or has something after it")]
    Length {
        /// The bytes of the file.
        found: usize,
    },
    /// The checksum is not that of the content.
    #[error("the segmentation model is corrupt: its checksum does not match its content")]
    Corrupt,
}

/// What the dictionary knows of a sequence of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(u16);

impl Entry {
    /// A longer word starts so.
    pub const PREFIX: u16 = 1;
    /// It is a word, or a syllable of one.
    pub const WORD: u16 = 2;

    /// Whether it is in the dictionary at all.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// Whether a longer word starts so.
    pub fn is_prefix(self) -> bool {
        self.0 & Entry::PREFIX != 0
    }

    /// Whether it is a word, or a syllable of one.
    pub fn is_word(self) -> bool {
        self.0 & Entry::WORD != 0
    }
}

/// The words of the lexicon and their beginnings, as fingerprints: a hash table of buckets, each of which overflows into
/// the next. What is not in it is taken for a word once in about 10,000 times.
#[derive(Clone, Copy, Debug)]
pub struct Dictionary<'a> {
    cells: &'a [u8; 2 * CELLS],
}

/// A bucket's cells, each two bytes; they are filled from the first on.
const BUCKET: usize = 4;
const BUCKETS: usize = CELLS / BUCKET;

impl<'a> Dictionary<'a> {
    /// A dictionary over its cells, each two bytes.
    pub fn new(cells: &'a [u8; 2 * CELLS]) -> Dictionary<'a> {
        Dictionary { cells }
    }

    /// Looks a key up (see [`super::line::mix`]). All cells of a bucket are compared at once: a branch on each would cost
    /// more.
    #[inline]
    pub fn find(self, key: u32) -> Entry {
        const EACH: u64 = 0x0001_0001_0001_0001;
        let (buckets, _) = self.cells.as_chunks::<{ 2 * BUCKET }>();
        for bucket in probes(key) {
            let cells = u64::from_le_bytes(buckets[bucket]);
            let other = (cells ^ (u64::from(fingerprint(key) << 2) * EACH)) & !(3 * EACH);
            // The lowest of these bits is in the first cell that is the same (Lamport, "Multiple Byte Processing with
            // Full-Word Instructions", 1975).
            let same = other.wrapping_sub(EACH) & !other & EACH << 15;
            if same != 0 || cells >> 48 == 0 {
                let state = cells >> (same.trailing_zeros() & 48) & 3;
                return Entry(if same == 0 { 0 } else { state as u16 });
            }
        }
        Entry(0)
    }
}

/// The buckets in which to look for a key; a full run of them cannot happen at the load that [`write_cells`] allows, but
/// in a foreign table.
fn probes(key: u32) -> impl Iterator<Item = usize> {
    let home = (key >> (32 - BUCKETS.ilog2())) as usize;
    (home..home + 64).map(|bucket| bucket % BUCKETS)
}

fn fingerprint(key: u32) -> u16 {
    (key & 0x3FFF) as u16
}

/// The cells of a dictionary with these entries (key, state), in the order given. Nothing if they
/// do not fit.
pub fn write_cells(entries: impl IntoIterator<Item = (u32, u16)>) -> Option<Box<[u8; 2 * CELLS]>> {
    let mut cells: Box<[u8; 2 * CELLS]> = vec![0; 2 * CELLS].try_into().ok()?;
    for (key, state) in entries {
        let mut slots = probes(key).flat_map(|bucket| bucket * BUCKET..(bucket + 1) * BUCKET);
        let slot = slots.find(|&slot| {
            let cell = u16::from_le_bytes([cells[2 * slot], cells[2 * slot + 1]]);
            cell == 0 || cell >> 2 == fingerprint(key)
        })?;
        let cell = fingerprint(key) << 2 | state | u16::from(cells[2 * slot]) & 3;
        cells[2 * slot..2 * slot + 2].copy_from_slice(&cell.to_le_bytes());
    }
    Some(cells)
}

/// A model over the bytes of its file.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    dictionary: Dictionary<'a>,
    weights: &'a [u8; WEIGHTS],
}

impl<'a> Model<'a> {
    /// Reads a model without copying it.
    pub fn read(bytes: &'a [u8]) -> Result<Model<'a>, ModelError> {
        if !bytes.starts_with(MAGIC) {
            return Err(ModelError::Foreign);
        }
        let length = ModelError::Length { found: bytes.len() };
        let rest = &bytes[MAGIC.len()..];
        let (version, rest) = rest.split_first_chunk().ok_or_else(|| length.clone())?;
        let version = u32::from_le_bytes(*version);
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let (_, rest) = rest.split_first_chunk::<4>().ok_or_else(|| length.clone())?;
        let (sum, rest) = rest.split_first_chunk().ok_or_else(|| length.clone())?;
        let (cells, rest) = rest.split_first_chunk::<{ 2 * CELLS }>().ok_or_else(|| length.clone())?;
        let weights: &[u8; WEIGHTS] = rest.try_into().map_err(|_| length)?;
        if checksum(&[cells, weights]) != u64::from_le_bytes(*sum) {
            return Err(ModelError::Corrupt);
        }
        Ok(Model { dictionary: Dictionary { cells }, weights })
    }

    /// What is seen of a unit by itself.
    pub fn look(self, unit: &str, kind: Kind) -> u64 {
        line::look(unit, kind, self.dictionary)
    }

    /// Appends, for each unit, of which it is told what was seen, whether it continues the word of the unit before it.
    pub fn join(self, looks: &[u64], joined: &mut Vec<bool>) {
        let cells = line::read(looks, self.dictionary);
        let fixed = self.fixed_scores(&cells);
        let mut past = Past::new();
        joined.extend((PAD..PAD + looks.len()).map(|at| {
            let join = features::is_open(&cells, at) && fixed[at] + self.sum(&features::past(&cells, at, &past)) > 0;
            past.advance(&cells, at, join);
            join
        }));
    }

    /// For the gap before each cell, what n-grams and context say of it.
    fn fixed_scores(self, cells: &[Cell]) -> Vec<i32> {
        let (rows, _) = self.weights.as_chunks::<GAPS>();
        let mut scores = vec![0; cells.len()];
        for at in 1..=cells.len() - PAD {
            let mut sums = [0; GAPS];
            for row in features::ngrams(cells, at) {
                let row = rows[row as usize % rows.len()];
                for gap in 0..GAPS {
                    sums[gap] += i32::from(row[gap].cast_signed());
                }
            }
            for (score, sum) in scores[at - 1..].iter_mut().zip(sums) {
                *score += sum;
            }
        }
        for (at, score) in scores.iter_mut().enumerate().take(cells.len() - PAD).skip(PAD) {
            *score += self.sum(&features::context(cells, at));
        }
        scores
    }

    #[inline]
    fn sum(self, features: &[u32]) -> i32 {
        features.iter().map(|&index| i32::from(self.weights[index as usize % WEIGHTS].cast_signed())).sum()
    }
}

/// The file of a model.
pub fn write(cells: &[u8; 2 * CELLS], weights: &[i8]) -> Vec<u8> {
    let weights: Vec<u8> = weights.iter().map(|weight| weight.cast_unsigned()).collect();
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(checksum(&[cells, &weights]).to_le_bytes());
    bytes.extend(cells);
    bytes.extend(weights);
    bytes
}

/// FNV-1a (Fowler, Noll, Vo) with words of eight bytes in place of bytes.
fn checksum(parts: &[&[u8]]) -> u64 {
    let words = parts.iter().flat_map(|part| part.as_chunks::<8>().0);
    words.fold(0xCBF2_9CE4_8422_2325, |sum, word| (sum ^ u64::from_le_bytes(*word)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file() -> Vec<u8> {
        let cells = write_cells([(0x8000_0001, Entry::WORD)]).unwrap();
        write(&cells, &[1; WEIGHTS])
    }

    #[test]
    fn what_was_written_is_read() {
        let file = file();
        let dictionary = Model::read(&file).unwrap().dictionary;
        assert!(dictionary.find(0x8000_0001).is_word() && !dictionary.find(0x8000_0001).is_prefix());
        assert!(!dictionary.find(0x8000_0002).is_known());
    }

    #[test]
    fn each_fault_has_its_error() {
        let error = |bytes: &[u8]| Model::read(bytes).unwrap_err();
        let (good, mut version, mut content) = (file(), file(), file());
        assert_eq!(error(b""), ModelError::Foreign);
        assert_eq!(error(&good[1..]), ModelError::Foreign);
        version[8] = 9;
        assert_eq!(error(&version), ModelError::Version { found: 9 });
        content[LENGTH - 1] ^= 1;
        assert_eq!(error(&content), ModelError::Corrupt);
        for length in [8, 12, 16, 23, 24, LENGTH - 1] {
            assert_eq!(error(&good[..length]), ModelError::Length { found: length });
        }
        let longer = [&good[..], b"x"].concat();
        assert_eq!(error(&longer), ModelError::Length { found: LENGTH + 1 });
    }

    #[test]
    fn colliding_keys_are_both_found_and_a_full_run_is_refused() {
        // The same home cell: the keys differ in the fingerprint alone.
        let entries = |count: u32| (0..count).map(|key| (key, Entry::PREFIX));
        let cells = write_cells(entries(256)).unwrap();
        assert!((0..256).all(|key| Dictionary::new(&cells).find(key).is_prefix()));
        assert!(!Dictionary::new(&cells).find(256).is_known());
        assert!(write_cells(entries(257)).is_none());
    }

    proptest! {
        #[test]
        fn any_damage_is_an_error(at in 0..LENGTH, damage in 1..=255_u8) {
            let mut bytes = file();
            bytes[at] ^= damage;
            // Four bytes of the header carry nothing.
            prop_assert_eq!(Model::read(&bytes).is_ok(), (12..16).contains(&at));
        }

        #[test]
        fn no_bytes_panic(start in prop::bool::ANY, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let bytes = if start { [&file()[..12], &bytes].concat() } else { bytes };
            prop_assert!(Model::read(&bytes).is_err());
        }
    }
}
