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

use super::dictionary::{CELLS, Fingerprints};
use super::features::{self, FEATURE_BITS, GAPS, Past};
use super::line::{self, PAD, SeenUnit};
use crate::language::segmenter::UnitKind;
use thiserror::Error;

const MAGIC: &[u8; 8] = b"VISEGMNT";
/// To be raised whenever the features, the hashes or the layout change.
const VERSION: u32 = 2;
const HEADER: usize = 24;

const WEIGHTS: usize = 1 << FEATURE_BITS;
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

/// A model over the bytes of its file.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    dictionary: Fingerprints<'a>,
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
        Ok(Model { dictionary: Fingerprints::new(cells), weights })
    }

    /// What is seen of a unit by itself.
    pub fn look(self, unit: &str, kind: UnitKind) -> u64 {
        line::look(unit, kind, self.dictionary)
    }

    /// Appends, for each unit, whether it continues the word of the unit before it, given what was seen of each.
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
    fn fixed_scores(self, cells: &[SeenUnit]) -> Vec<i32> {
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
    use super::super::dictionary::{WordState, write_cells};
    use super::*;
    use proptest::prelude::*;

    fn file() -> Vec<u8> {
        let cells = write_cells([(0x8000_0001, WordState::WORD)]).unwrap();
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

    proptest! {
        #[test]
        fn any_damage_is_an_error(at in 0..LENGTH, damage in 1..=255_u8) {
            let mut bytes = file();
            bytes[at] ^= damage;
            // Four bytes of the header mean nothing.
            prop_assert_eq!(Model::read(&bytes).is_ok(), (12..16).contains(&at));
        }

        #[test]
        fn no_bytes_panic(start in prop::bool::ANY, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let bytes = if start { [&file()[..12], &bytes].concat() } else { bytes };
            prop_assert!(Model::read(&bytes).is_err());
        }
    }
}
