//! The largest keyness that a corpus shows against itself: a yardstick for the keyness of two groups.

use itertools::Itertools;
use twox_hash::XxHash64;

use super::{Filter, Pair, Side};
use crate::count::{ByPart, PARTS};
use crate::group::ALL;
use crate::measure::{ContingencyTable, log_likelihood};
use crate::vocabulary::TermId;

/// So often the texts are halved. Where two groups don't differ more than random halves of them, their largest keyness is
/// above that of all 19 halvings one time in twenty (a permutation test; Westfall and Young 1993 for the largest of many).
const HALVINGS: u64 = 19;

/// With fewer parts than this in a group there is too little to halve.
const FEWEST: usize = 4;

/// The largest G2, either way, of a term that is listed between two halves of a pair's texts, of some random halvings;
/// `None` where a group has too few parts. Each group is halved by itself, part by part, so that both halves have as much
/// of each.
pub(super) fn yardstick(pair: &Pair, filter: &Filter, seed: u64) -> Option<f64> {
    // All others and the target are all groups.
    let whole = Side { name: ALL, counts: pair.reference.counts, less: None };
    let sides = if pair.reference.less.is_some() { vec![whole] } else { vec![pair.reference, pair.target] };
    let sizes = sides.iter().map(Side::part_tokens).collect_vec();
    if sizes.iter().any(|sizes| sizes.iter().filter(|size| **size > 0).count() < FEWEST) {
        return None;
    }
    let halvings = (0..HALVINGS)
        .map(|number| {
            std::iter::zip(&sides, &sizes).map(|(side, sizes)| half(seed, number, side.name, sizes)).collect()
        })
        .collect_vec();
    let in_half = |half: &Vec<[bool; PARTS]>, all: &[ByPart]| {
        let of_side = |(half, parts): (&[bool; PARTS], &ByPart)| {
            std::iter::zip(half, parts).filter(|(taken, _)| **taken).map(|(_, count)| count).sum::<u64>()
        };
        std::iter::zip(half, all).map(of_side).sum::<u64>()
    };
    let total: u64 = sizes.iter().flatten().sum();
    let target_totals = halvings.iter().map(|half| in_half(half, &sizes)).collect_vec();
    let keyness = |frequency: u64, target: u64, target_total: u64| {
        let reference_total = total - target_total;
        let table = ContingencyTable { target, target_total, reference: frequency - target, reference_total };
        log_likelihood(table).unwrap_or_default().abs()
    };
    let ids = pair.terms().filter(|id| filter.shows(pair, *id));
    let largest = |largest: f64, id: TermId| {
        let parts = sides.iter().map(|side| side.parts(id)).collect_vec();
        let frequency = parts.iter().flatten().sum::<u64>();
        let of_halving = |(half, &target_total): (&Vec<[bool; PARTS]>, &u64)| {
            // G2 is convex in the target's frequency: nothing is above both ends.
            let ends = keyness(frequency, 0, target_total).max(keyness(frequency, frequency, target_total));
            if ends <= largest { 0.0 } else { keyness(frequency, in_half(half, &parts), target_total) }
        };
        std::iter::zip(&halvings, &target_totals).map(of_halving).fold(largest, f64::max)
    };
    Some(ids.fold(0.0, largest))
}

/// Half of a group's parts that hold a word, drawn by a hash.
fn half(seed: u64, number: u64, group: &str, sizes: &ByPart) -> [bool; PARTS] {
    let hash =
        |part: &usize| XxHash64::oneshot(XxHash64::oneshot(seed, group.as_bytes()), &[number as u8, *part as u8]);
    let drawn = (0..PARTS).filter(|part| sizes[*part] > 0).sorted_unstable_by_key(hash).collect_vec();
    let mut half = [false; PARTS];
    // Of an odd number, now more and now fewer than half.
    drawn[..(drawn.len() + number as usize % 2) / 2].iter().for_each(|part| half[*part] = true);
    half
}
