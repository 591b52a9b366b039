//! Which lines of a page could repeat another: found once, before any rule looks at them.

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
/// repeat one, or to be inside one: on most pages none does. The rules for repeats never find what this leaves out; it may
/// leave too little out, since shingles count as the same where they share a place in a small table.
pub fn echoed<'h>(lines: impl Iterator<Item = (usize, &'h [(u64, bool)])>) -> Vec<bool> {
    /// A place that no shingle has taken, and one that those of several lines have; else the number of the line.
    const FREE: u32 = u32::MAX;
    const SHARED: u32 = u32::MAX - 1;
    let lines: Vec<&[(u64, bool)]> =
        lines.map(|(words, hashes)| if COMPARED.contains(&words) { hashes } else { &[] }).collect();
    let shingles: usize = lines.iter().map(|hashes| hashes.len()).sum();
    let bits = (4 * shingles).next_power_of_two().ilog2().max(1);
    let mut places = vec![FREE; 1 << bits];
    // Shingles in places that no other line has.
    let mut own = vec![0_usize; lines.len()];
    for (line, hashes) in lines.iter().enumerate() {
        let number = line as u32;
        for shingle in runs(hashes, RUN) {
            // The high bits of a product are the best mixed.
            let place = &mut places[(shingle >> (u64::BITS - bits)) as usize];
            match *place {
                FREE => {
                    *place = number;
                    own[line] += 1;
                }
                SHARED => {}
                first if first != number => {
                    *place = SHARED;
                    own[first as usize] -= 1;
                }
                _ => {}
            }
        }
    }
    let least = NEAR.min(CONTAINED);
    // There are more shingles when they are not distinct, so that the bound is never too low.
    let most_own = |hashes: &[(u64, bool)]| ((1.0 - least) * hashes.len().saturating_sub(RUN - 1) as f64).ceil();
    std::iter::zip(lines, own).map(|(hashes, own)| hashes.len() >= RUN && own as f64 <= most_own(hashes)).collect()
}
