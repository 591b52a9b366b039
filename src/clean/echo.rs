//! Which lines of a page could repeat another: found once, before any rule looks at them.

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::shingles::runs;

/// Words of a shingle: long enough that a shared one is no accident of grammar.
pub const RUN: usize = 3;
/// Shorter lines are compared word for word only, longer ones not by shingles at all: no paragraph of a press article
/// is longer, and memory stays bounded.
pub const COMPARED: std::ops::RangeInclusive<usize> = 10..=2_000;
/// Lowest Jaccard index of a near repeat: one word in 30 changed gives 25/31 = .81.
pub const NEAR: f64 = 0.8;
/// The least part of a line's shingles that must be in the longer one.
pub const CONTAINED: f64 = 0.9;

/// For each line of a page, by its words and their hashes, whether enough of its shingles are in other lines for it to
/// repeat one, or to be inside one: on most pages none does. The rules for repeats never find what this leaves out.
pub fn echoed<'h>(lines: impl Iterator<Item = (usize, &'h [(u64, bool)])>) -> Vec<bool> {
    /// A shingle's first line, and whether another has it.
    struct FirstLine {
        line: usize,
        shared: bool,
    }
    let lines: Vec<&[(u64, bool)]> =
        lines.map(|(words, hashes)| if COMPARED.contains(&words) { hashes } else { &[] }).collect();
    let shingles = lines.iter().map(|hashes| hashes.len()).sum();
    let mut firsts: FxHashMap<u64, FirstLine> = FxHashMap::with_capacity_and_hasher(shingles, FxBuildHasher);
    // Distinct shingles that no other line has.
    let mut own = vec![0_usize; lines.len()];
    for (line, hashes) in lines.iter().enumerate() {
        for shingle in runs(hashes, RUN) {
            match firsts.entry(shingle) {
                Entry::Vacant(entry) => {
                    entry.insert(FirstLine { line, shared: false });
                    own[line] += 1;
                }
                Entry::Occupied(mut entry) => {
                    let first = entry.get_mut();
                    if first.line != line && !first.shared {
                        first.shared = true;
                        own[first.line] -= 1;
                    }
                }
            }
        }
    }
    let least = NEAR.min(CONTAINED);
    // There are more shingles when they are not distinct, so that the bound is never too low.
    let most_own = |hashes: &[(u64, bool)]| ((1.0 - least) * hashes.len().saturating_sub(RUN - 1) as f64).ceil();
    std::iter::zip(lines, own).map(|(hashes, own)| hashes.len() >= RUN && own as f64 <= most_own(hashes)).collect()
}
