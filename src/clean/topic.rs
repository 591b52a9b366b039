//! The vocabulary of an article's paragraphs -> whether another paragraph is tied to them.

use rustc_hash::FxHashMap;

use super::page::{LineShape, Page};
use super::shingles::{shared, shingles};

/// Core paragraphs from which shared vocabulary can be judged.
const CORE: usize = 4;

/// What the article is about: the pairs of words of its core paragraphs.
pub struct Topic {
    pairs: Vec<u64>,
    /// Least part of a paragraph's pairs that the core must share; none if the core is too small to tell.
    least: Option<f64>,
}

impl Topic {
    /// The topic of the running text before `end`. A paragraph belongs to it if it shares half as much with the core as
    /// the core's paragraphs share with each other (their median).
    pub fn of(page: &Page, end: usize) -> Self {
        let core: Vec<Vec<u64>> = page
            .shapes()
            .filter(|(at, shape)| *at < end && shape.is_running())
            .map(|(_, shape)| shingles(&shape.hashes, 2))
            .collect();
        let mut holders: FxHashMap<u64, usize> = FxHashMap::default();
        core.iter().flatten().for_each(|&pair| *holders.entry(pair).or_default() += 1);
        let mut ties: Vec<f64> = core
            .iter()
            .map(|set| set.iter().filter(|pair| holders[*pair] > 1).count() as f64 / set.len().max(1) as f64)
            .collect();
        ties.sort_unstable_by(f64::total_cmp);
        let least = (ties.len() >= CORE).then(|| ties[ties.len() / 2] / 2.0).filter(|least| *least > 0.0);
        let mut pairs: Vec<u64> = holders.into_keys().collect();
        pairs.sort_unstable();
        Topic { pairs, least }
    }

    /// Whether a paragraph belongs to the topic, if that can be told.
    pub fn holds(&self, shape: &LineShape) -> Option<bool> {
        let least = self.least?;
        let set = shingles(&shape.hashes, 2);
        Some(shared(&set, &self.pairs) as f64 >= least * set.len() as f64)
    }
}
