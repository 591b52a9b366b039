//! The largest keyness that a corpus shows against itself: a baseline for the keyness of two groups.

use std::cmp::Reverse;

use itertools::Itertools;
use twox_hash::XxHash64;

use super::pair::Pair;
use crate::count::{ByPart, PARTS};
use crate::measure::{ContingencyTable, log_likelihood, log_likelihood_bound};

/// How often the texts are halved. Where two groups don't differ more than random halves of them, their largest keyness
/// is above that of all 19 halvings one time in twenty (a permutation test; Westfall and Young 1993 for the largest of
/// many).
const HALVINGS: u64 = 19;

/// With fewer parts than this in a group there are fewer halves than halvings.
const FEWEST: usize = 5;

/// For each side of a pair, which of its parts are in one half.
type Half = [[bool; PARTS]; 2];

/// The halvings of a pair's texts. Each side is halved by itself, part by part, so that both halves have as much of each.
pub(super) struct Baseline {
    /// With the tokens of the half.
    halves: Vec<(Half, u64)>,
    /// Tokens of both sides.
    total: u64,
}

impl Baseline {
    /// Draws the halves; `None` where a side has too few parts.
    pub(super) fn new(pair: &Pair, seed: u64) -> Option<Baseline> {
        let sizes = [pair.reference, pair.target].map(|side| side.part_tokens());
        if sizes.iter().any(|sizes| sizes.iter().filter(|size| **size > 0).count() < FEWEST) {
            return None;
        }
        let halves = (0..HALVINGS).map(|number| [half(seed, number, 0, &sizes[0]), half(seed, number, 1, &sizes[1])]);
        let halves = halves.map(|half| (half, in_half(&half, &sizes)));
        let total: u64 = sizes.iter().flatten().sum();
        // The most uneven half first: it bounds what the others show.
        let halves = halves.sorted_by_key(|(_, tokens)| Reverse(tokens.abs_diff(total - tokens))).collect();
        Some(Baseline { halves, total })
    }

    /// The larger of `largest` and the largest G2, either way, of a term between two halves; `parts` are asked for where
    /// it can be.
    pub(super) fn largest(&self, largest: f64, frequency: u64, parts: impl Fn() -> [ByPart; 2]) -> f64 {
        let table = |target, target_total| ContingencyTable {
            target,
            target_total,
            reference: frequency - target,
            reference_total: self.total - target_total,
        };
        // The bound is convex in the target's frequency: nothing is above both ends.
        let of_ends = |target_total| {
            [0, frequency].map(|target| log_likelihood_bound(table(target, target_total))).into_iter().reduce(f64::max)
        };
        if self.halves.first().and_then(|(_, tokens)| of_ends(*tokens)).is_some_and(|bound| bound <= largest) {
            return largest;
        }
        let parts = parts();
        self.halves.iter().fold(largest, |largest, (half, target_total)| {
            let table = table(in_half(half, &parts), *target_total);
            if log_likelihood_bound(table) <= largest {
                return largest;
            }
            largest.max(log_likelihood(table).unwrap_or_default().abs())
        })
    }
}

/// What of some numbers is in a half.
fn in_half(half: &Half, numbers: &[ByPart; 2]) -> u64 {
    let all = std::iter::zip(half.as_flattened(), numbers.as_flattened());
    all.map(|(taken, number)| number * u64::from(*taken)).sum()
}

/// Half of a side's parts that hold a word, drawn by a hash.
fn half(seed: u64, number: u64, side: u8, sizes: &ByPart) -> [bool; PARTS] {
    let hash = |part: &usize| XxHash64::oneshot(seed, &[number as u8, side, *part as u8]);
    let drawn = (0..PARTS).filter(|part| sizes[*part] > 0).sorted_unstable_by_key(hash).collect_vec();
    let mut half = [false; PARTS];
    // Of an odd number, now more and now fewer than half.
    drawn[..(drawn.len() + number as usize % 2) / 2].iter().for_each(|part| half[*part] = true);
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_has_half_of_the_parts_that_hold_a_word_and_each_number_draws_another() {
        let mut sizes = [7; PARTS];
        (sizes[3], sizes[4], sizes[5]) = (0, 0, 0);
        let halves = (0..HALVINGS).map(|number| half(1, number, 0, &sizes)).collect_vec();
        assert!(halves.iter().all(|half| !half[3] && !half[4] && !half[5]));
        let counts = halves.iter().map(|half| half.iter().filter(|taken| **taken).count());
        assert!(counts.zip(0..).all(|(count, number)| count == 8 + number % 2));
        assert!(halves.iter().all_unique() && half(1, 0, 0, &sizes) != half(1, 0, 1, &sizes));
        assert_eq!(in_half(&[halves[0], halves[1]], &[sizes, [2; PARTS]]), 8 * 7 + 9 * 2);
    }
}
