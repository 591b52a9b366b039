//! Clauses with themes, summed over the paragraphs or documents in which they stand together: all that intervals need.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::measure::ClusterSums;

/// How many clauses of one paragraph or document have any theme, and how many have each.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    clauses: u64,
    themes: BTreeMap<usize, u64>,
}

/// Sums over clusters; clusters without a clause that has a theme don't count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    clusters: u64,
    /// Clauses with any theme, and the sum of the squares of the clusters' own.
    clauses: u64,
    squares: u64,
    themes: BTreeMap<usize, Part>,
}

/// A theme's part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    clauses: u64,
    /// Sum over clusters of the theme's clauses times those with any theme.
    products: u64,
    squares: u64,
}

/// The same clauses, by paragraph and by document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clustered {
    /// Paragraphs as clusters.
    pub paragraphs: Clusters,
    /// Documents as clusters.
    pub documents: Clusters,
}

impl Tally {
    /// Adds a clause that has these themes, at least one.
    pub fn add_clause(&mut self, themes: &[usize]) {
        self.clauses += 1;
        themes.iter().for_each(|theme| *self.themes.entry(*theme).or_default() += 1);
    }
}

impl Clusters {
    /// Adds a cluster.
    pub fn add_cluster(&mut self, tally: &Tally) {
        if tally.clauses == 0 {
            return;
        }
        self.clusters += 1;
        self.clauses += tally.clauses;
        self.squares += tally.clauses * tally.clauses;
        for (theme, &clauses) in &tally.themes {
            *self.themes.entry(*theme).or_default() +=
                Part { clauses, products: clauses * tally.clauses, squares: clauses * clauses };
        }
    }

    /// Clauses with any theme.
    pub fn clauses(&self) -> u64 {
        self.clauses
    }

    /// The sums for a theme's share.
    pub fn sums(&self, theme: usize) -> ClusterSums {
        let part = self.themes.get(&theme).copied().unwrap_or_default();
        ClusterSums {
            clusters: self.clusters,
            n: self.clauses,
            x: part.clauses,
            nn: self.squares,
            xn: part.products,
            xx: part.squares,
        }
    }
}

impl AddAssign<&Clusters> for Clusters {
    fn add_assign(&mut self, other: &Clusters) {
        self.clusters += other.clusters;
        self.clauses += other.clauses;
        self.squares += other.squares;
        for (theme, part) in &other.themes {
            *self.themes.entry(*theme).or_default() += *part;
        }
    }
}

impl AddAssign<&Clustered> for Clustered {
    fn add_assign(&mut self, other: &Clustered) {
        self.paragraphs += &other.paragraphs;
        self.documents += &other.documents;
    }
}

impl AddAssign for Part {
    fn add_assign(&mut self, other: Part) {
        self.clauses += other.clauses;
        self.products += other.products;
        self.squares += other.squares;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_clusters() {
        // Two clusters: 2 clauses of which 1 has theme 7, and 3 of which all have it; one without any theme.
        let mut clusters = Clusters::default();
        for clauses in [&[[7].as_slice(), &[8]][..], &[&[7], &[7, 8], &[7]], &[]] {
            let mut tally = Tally::default();
            clauses.iter().for_each(|themes| tally.add_clause(themes));
            clusters.add_cluster(&tally);
        }
        assert_eq!(clusters.sums(7), ClusterSums { clusters: 2, n: 5, x: 4, nn: 13, xn: 11, xx: 10 });
        assert_eq!(clusters.sums(9), ClusterSums { clusters: 2, n: 5, x: 0, nn: 13, xn: 0, xx: 0 });
    }
}
