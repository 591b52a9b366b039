//! Clauses of one cluster after another in -> the few sums that a share and its variance over clusters need.

use std::ops::{Add, AddAssign, Sub};

use crate::measure::proportion;

/// Sums over the clusters (paragraphs, or documents) of one group. Sums of parts add up to the sums of the whole, so
/// they merge in any order, and a group's taken from all groups' leave those of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClusterSums {
    /// Clusters that hold a clause of the base.
    pub clusters: u64,
    /// Clauses in the base.
    pub n: u64,
    /// Those of them that have the property.
    pub x: u64,
    /// Sum of the squares of the clusters' n.
    pub nn: u64,
    /// Sum of the products of the clusters' x and n.
    pub xn: u64,
    /// Sum of the squares of the clusters' x.
    pub xx: u64,
}

impl ClusterSums {
    /// Counts a cluster: `n` clauses, fewer than 2^32, of which `x` have the property. One without clauses is none.
    pub fn add_cluster(&mut self, n: u64, x: u64) {
        *self += Self { clusters: u64::from(n > 0), n, x, nn: n * n, xn: x * n, xx: x * x };
    }

    /// The share of clauses that have the property; `None` where there is no clause.
    pub fn share(&self) -> Option<f64> {
        proportion(self.x, self.n)
    }

    /// Sum over clusters of (x - `share` n)^2.
    pub(in crate::measure) fn squared_residuals(&self, share: f64) -> f64 {
        // Rounding can leave a trace below zero.
        (self.xx as f64 - 2.0 * share * self.xn as f64 + share * share * self.nn as f64).max(0.0)
    }
}

impl Add for ClusterSums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            clusters: self.clusters + other.clusters,
            n: self.n + other.n,
            x: self.x + other.x,
            nn: self.nn + other.nn,
            xn: self.xn + other.xn,
            xx: self.xx + other.xx,
        }
    }
}

impl AddAssign for ClusterSums {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// The sums of the clusters that are not in `other`, which must be a part of `self`: what isn't is counted as zero.
impl Sub for ClusterSums {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            clusters: self.clusters.saturating_sub(other.clusters),
            n: self.n.saturating_sub(other.n),
            x: self.x.saturating_sub(other.x),
            nn: self.nn.saturating_sub(other.nn),
            xn: self.xn.saturating_sub(other.xn),
            xx: self.xx.saturating_sub(other.xx),
        }
    }
}

#[cfg(test)]
pub(in crate::measure) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::measure) fn sums_of(clusters: &[(u64, u64)]) -> ClusterSums {
        let mut sums = ClusterSums::default();
        clusters.iter().for_each(|&(n, x)| sums.add_cluster(n, x));
        sums
    }

    /// Clusters of 0 to 9 clauses, any number of which have the property.
    pub(in crate::measure) fn any_clusters() -> impl Strategy<Value = Vec<(u64, u64)>> {
        prop::collection::vec((0..10_u64).prop_flat_map(|n| (Just(n), 0..=n)), 0..60)
    }

    #[test]
    fn sums_are_those_counted_by_hand_and_a_cluster_without_clauses_is_none() {
        let expected = ClusterSums { clusters: 2, n: 7, x: 3, nn: 25, xn: 11, xx: 5 };
        assert_eq!(sums_of(&[(4, 2), (0, 0), (3, 1)]), expected);
    }

    #[test]
    fn residuals_are_those_counted_by_hand() {
        // (2 - 4 / 2)^2 + (0 - 2 / 2)^2 + (1 - 2 / 2)^2 + (3 - 4 / 2)^2.
        assert_eq!(sums_of(&[(4, 2), (2, 0), (2, 1), (4, 3)]).squared_residuals(0.5), 2.0);
    }

    proptest! {
        #[test]
        fn parts_merged_in_any_order_are_the_whole_and_the_whole_without_a_part_is_the_rest(
            clusters in any_clusters(), cut in 0..60_usize
        ) {
            let (left, right) = clusters.split_at(cut.min(clusters.len()));
            let (left, right, whole) = (sums_of(left), sums_of(right), sums_of(&clusters));
            prop_assert_eq!(left + right, whole);
            prop_assert_eq!(right + left, whole);
            prop_assert_eq!(whole - left, right);
        }
    }
}
