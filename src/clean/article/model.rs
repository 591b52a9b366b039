//! The model file: magic, ties and weights.
//!
//! | bytes | what |
//! | --- | --- |
//! | 16 | the ties of a line and the next, f32, little endian, see [`Ties`] |
//! | 2^16 | the weights of the features, i8, in steps of 1/16 |

use super::chain::Ties;
use super::features::BITS;

const TIES: usize = 16;
const WEIGHTS: usize = 1 << BITS;
/// Bytes of a model.
pub const LENGTH: usize = TIES + WEIGHTS;
/// Steps of a weight in 1.
const STEPS: f64 = 16.0;

/// What says whether a line is part of an article.
pub struct LineModel<'a> {
    pub ties: Ties,
    weights: &'a [u8],
}

impl<'a> LineModel<'a> {
    /// The model of a file.
    pub fn read(file: &'a [u8; LENGTH]) -> LineModel<'a> {
        let (ties, weights) = file.split_at(TIES);
        let (ties, _) = ties.as_chunks::<4>();
        let tie = |at: usize| f64::from(f32::from_le_bytes(ties[at]));
        LineModel { ties: [[tie(0), tie(1)], [tie(2), tie(3)]], weights }
    }

    /// The log odds of a line with these features, by itself.
    pub fn score(&self, features: &[u16]) -> f64 {
        let steps: i32 = features.iter().map(|&feature| i32::from(self.weights[usize::from(feature)] as i8)).sum();
        f64::from(steps) / STEPS
    }
}

/// The file of a model.
pub fn write(ties: &Ties, weights: &[f64]) -> Vec<u8> {
    let ties = ties.as_flattened().iter().flat_map(|tie| (*tie as f32).to_le_bytes());
    let step = |weight: &f64| (weight * STEPS).round().clamp(-127.0, 127.0) as i8 as u8;
    ties.chain(weights.iter().map(step)).collect()
}
