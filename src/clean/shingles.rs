//! Shingles: the runs of n words of a text as sorted, distinct 64-bit hashes, and how far two such sets overlap.
//!
//! Broder, A. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences.

use rustc_hash::FxHashMap;

/// FNV-1a over whole characters and words in place of bytes (Fowler, Noll & Vo, offset basis and prime for 64 bits),
/// with the high bits folded back, since a word's hash has no zero bits above.
pub const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// Goes on with a hash.
pub fn mix(hash: u64, part: u64) -> u64 {
    let product = (hash ^ part).wrapping_mul(FNV_PRIME);
    product ^ (product >> 32)
}

/// The runs of `n` words in order.
pub fn runs(words: &[(u64, bool)], n: usize) -> impl Iterator<Item = u64> {
    words.windows(n).map(|run| run.iter().fold(FNV_BASIS, |hash, (word, _)| mix(hash, *word)))
}

/// The sorted, distinct runs of `n` words; empty if there are fewer.
pub fn shingles(words: &[(u64, bool)], n: usize) -> Vec<u64> {
    let mut runs: Vec<u64> = runs(words, n).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// |a ∩ b|, both sorted and distinct; the cost is that of the smaller, times the logarithm of the larger.
pub fn shared(a: &[u64], b: &[u64]) -> usize {
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    small.iter().filter(|run| large.binary_search(run).is_ok()).count()
}

/// |a ∩ b| / |a ∪ b|, 0 for two empty sets.
pub fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let both = shared(a, b);
    let either = a.len() + b.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// For every shingle the first and the last set that holds it: two, so that a look-up costs the same however often it
/// occurs.
#[derive(Default)]
pub struct ShingleIndex(FxHashMap<u64, (usize, usize)>);

impl ShingleIndex {
    /// Adds a set under its name; names must come in rising order.
    pub fn add(&mut self, name: usize, set: impl IntoIterator<Item = u64>) {
        for run in set {
            self.0.entry(run).and_modify(|(_, last)| *last = name).or_insert((name, name));
        }
    }

    /// The set other than `name` that is found for most shingles of `set`, the lowest name on a tie.
    pub fn nearest(&self, name: usize, set: &[u64]) -> Option<usize> {
        let mut votes: Vec<usize> = set
            .iter()
            .filter_map(|run| self.0.get(run))
            .flat_map(|&(first, last)| [Some(first), (last != first).then_some(last)])
            .flatten()
            .filter(|&other| other != name)
            .collect();
        votes.sort_unstable();
        votes.chunk_by(|a, b| a == b).rev().max_by_key(|chunk| chunk.len()).map(|chunk| chunk[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::words::LineWords;

    fn word_hashes(text: &str) -> Vec<(u64, bool)> {
        LineWords::of(text).hashes
    }

    #[test]
    fn overlap_agrees_with_a_count_by_hand() {
        // abc bcd cde / abc bcd cdf: 2 of 4.
        let (a, b) = (shingles(&word_hashes("a b c d e"), 3), shingles(&word_hashes("A, b c – d f"), 3));
        assert_eq!((a.len(), b.len(), shared(&a, &b)), (3, 3, 2));
        assert!((jaccard(&a, &b) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn fewer_words_than_a_shingle_give_the_empty_set() {
        assert!(shingles(&word_hashes("một hai"), 3).is_empty());
        assert_eq!(jaccard(&[], &[]), 0.0);
    }

    #[test]
    fn the_nearest_set_is_the_one_most_shared_and_never_itself() {
        let sets = [vec![1, 2, 3], vec![3, 4, 5], vec![4, 5, 6]];
        let mut index = ShingleIndex::default();
        sets.iter().enumerate().for_each(|(name, set)| index.add(name, set.iter().copied()));
        assert_eq!(index.nearest(1, &sets[1]), Some(2));
        assert_eq!(index.nearest(7, &[9]), None);
    }
}
