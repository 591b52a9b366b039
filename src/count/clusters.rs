//! Clauses, or words, with themes, summed over the paragraphs or documents in which they occur together: all that
//! intervals need.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::measure::ClusterSums;

/// A paragraph's or document's units (clauses with any theme, or tokens), and how many of them fall to each theme.
#[derive(Clone, Debug)]
pub struct Tally {
    units: u64,
    /// Few, so a list is searched faster than a map.
    themes: Vec<(usize, u64)>,
}

/// Sums over clusters; clusters without a unit don't count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clusters {
    clusters: u64,
    /// Units, and the sum of the squares of the clusters' own.
    units: u64,
    squares: u64,
    themes: BTreeMap<usize, Part>,
}

/// A theme's part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    units: u64,
    /// Sum over clusters of the theme's units times all units.
    products: u64,
    squares: u64,
}

/// The same units, by paragraph and by document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clustered {
    /// Paragraphs as clusters.
    pub paragraphs: Clusters,
    /// Documents as clusters.
    pub documents: Clusters,
}

impl Tally {
    /// One without units.
    pub const fn new() -> Tally {
        Tally { units: 0, themes: Vec::new() }
    }

    /// Adds a clause that has these themes, at least one.
    pub fn add_clause(&mut self, themes: &[usize]) {
        self.units += 1;
        themes.iter().for_each(|theme| self.add_unit(*theme));
    }

    /// Adds tokens, and the theme of each hit among them.
    pub fn add_tokens(&mut self, tokens: u64, hits: impl Iterator<Item = usize>) {
        self.units += tokens;
        hits.for_each(|theme| self.add_unit(theme));
    }

    fn add_unit(&mut self, theme: usize) {
        match self.themes.iter_mut().find(|(known, _)| *known == theme) {
            Some((_, units)) => *units += 1,
            None => self.themes.push((theme, 1)),
        }
    }
}

impl Clusters {
    /// Adds a cluster.
    pub fn add_cluster(&mut self, tally: &Tally) {
        if tally.units == 0 {
            return;
        }
        self.clusters += 1;
        self.units += tally.units;
        self.squares += tally.units * tally.units;
        for &(theme, units) in &tally.themes {
            *self.themes.entry(theme).or_default() +=
                Part { units, products: units * tally.units, squares: units * units };
        }
    }

    /// All units.
    pub fn units(&self) -> u64 {
        self.units
    }

    /// The sums for a theme's share.
    pub fn sums(&self, theme: usize) -> ClusterSums {
        let part = self.themes.get(&theme).copied().unwrap_or_default();
        ClusterSums {
            clusters: self.clusters,
            n: self.units,
            x: part.units,
            nn: self.squares,
            xn: part.products,
            xx: part.squares,
        }
    }
}

impl Clustered {
    /// The themes that it counts.
    pub(super) fn themes(&self) -> impl Iterator<Item = usize> {
        self.paragraphs.themes.keys().chain(self.documents.themes.keys()).copied()
    }
}

impl AddAssign<&Clusters> for Clusters {
    fn add_assign(&mut self, other: &Clusters) {
        self.clusters += other.clusters;
        self.units += other.units;
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
        self.units += other.units;
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
            let mut tally = Tally::new();
            clauses.iter().for_each(|themes| tally.add_clause(themes));
            clusters.add_cluster(&tally);
        }
        assert_eq!(clusters.sums(7), ClusterSums { clusters: 2, n: 5, x: 4, nn: 13, xn: 11, xx: 10 });
        assert_eq!(clusters.sums(9), ClusterSums { clusters: 2, n: 5, x: 0, nn: 13, xn: 0, xx: 0 });
    }

    #[test]
    fn hits_are_counted_among_tokens() {
        let mut clusters = Clusters::default();
        for (tokens, hits) in [(30, &[7, 7, 8][..]), (0, &[]), (20, &[7])] {
            let mut tally = Tally::new();
            tally.add_tokens(tokens, hits.iter().copied());
            clusters.add_cluster(&tally);
        }
        assert_eq!(clusters.sums(7), ClusterSums { clusters: 2, n: 50, x: 3, nn: 1300, xn: 80, xx: 5 });
    }
}
