//! Nothing in -> a table of how often the intervals of simulated shares and changes cover the truth, and how wide they
//! are. Clauses are clustered in paragraphs of 1 + Poisson(3) clauses, beta-binomial within them; a change is that
//! between two groups of as many clauses. `cargo bench --bench coverage`: every run prints the same.

use themeshift::measure::{ClusterSums, change_interval, share_interval};

/// Draws of a group in a cell: the standard error of a coverage of .95 is .0022 for a change, .0015 for a share, which
/// is that of either group.
const DRAWS: usize = 10_000;
const LEVEL: f64 = 0.95;
const CORRELATIONS: [f64; 2] = [0.05, 0.2];
const SIZES: [u64; 6] = [20, 50, 100, 200, 500, 1000];
const SHARES: [f64; 7] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5];

fn main() {
    let mut random = SplitMix64(1998);
    let [mut shares, mut ample_shares, mut changes, mut ample_changes] = [Extremes::default(); 4];
    println!("             of the target |        share        |           change from the reference");
    println!("correlation clauses  share | covered       width | covered: no change  other changes    width");
    for (correlation, size) in CORRELATIONS.iter().flat_map(|&correlation| SIZES.map(|size| (correlation, size))) {
        let cells = SHARES.map(|share| Cell::simulate(&mut random, share, size, correlation));
        for target in &cells {
            let share = target.share_coverage();
            shares.include(share.covered);
            if target.ample(size) {
                ample_shares.include(share.covered);
            }
            let [mut none, mut others] = [Extremes::default(); 2];
            let mut width = 0.0;
            for reference in &cells {
                let change = change_coverage(reference, target);
                width += change.width / cells.len() as f64;
                if reference.share == target.share { &mut none } else { &mut others }.include(change.covered);
                changes.include(change.covered);
                if target.ample(size) && reference.ample(size) {
                    ample_changes.include(change.covered);
                }
            }
            print!("{correlation:11} {size:7} {:6} | {:.4} {:12.4} |", target.share, share.covered, share.width);
            println!("             {:.4}  {others} {width:8.4}", none.lowest);
        }
    }
    println!("\nLowest and highest coverage, {DRAWS} draws a cell, at the level {LEVEL}");
    println!("shares                                                     {shares}");
    println!("shares, 200 clauses or more and 10 or more expected hits   {ample_shares}");
    println!("changes                                                    {changes}");
    println!("changes, the same of both groups                           {ample_changes}");
}

/// Draws of a target and of a reference that have the same true share.
struct Cell {
    share: f64,
    targets: Vec<ClusterSums>,
    references: Vec<ClusterSums>,
}

/// The part of the intervals that cover the truth, and their mean width.
struct Coverage {
    covered: f64,
    width: f64,
}

impl Cell {
    fn simulate(random: &mut SplitMix64, share: f64, size: u64, correlation: f64) -> Self {
        let mut draws = || (0..DRAWS).map(|_| random.group(share, size, correlation)).collect();
        Self { share, targets: draws(), references: draws() }
    }

    fn ample(&self, size: u64) -> bool {
        size >= 200 && size as f64 * self.share >= 10.0
    }

    fn share_coverage(&self) -> Coverage {
        let draws = self.targets.iter().chain(&self.references);
        coverage(self.share, draws.filter_map(|&group| share_interval(group, LEVEL)))
    }
}

fn change_coverage(reference: &Cell, target: &Cell) -> Coverage {
    let draws = reference.references.iter().zip(&target.targets);
    let intervals = draws.filter_map(|(&reference, &target)| change_interval(reference, target, LEVEL));
    coverage(target.share - reference.share, intervals)
}

fn coverage(truth: f64, intervals: impl Iterator<Item = (f64, f64)>) -> Coverage {
    let (mut count, mut covered, mut width) = (0.0, 0.0, 0.0);
    for (lower, upper) in intervals {
        count += 1.0;
        covered += f64::from(u8::from(lower <= truth && truth <= upper));
        width += upper - lower;
    }
    Coverage { covered: covered / count, width: width / count }
}

/// The lowest and the highest of some coverages.
#[derive(Clone, Copy)]
struct Extremes {
    lowest: f64,
    highest: f64,
}

impl Default for Extremes {
    fn default() -> Self {
        Self { lowest: f64::INFINITY, highest: f64::NEG_INFINITY }
    }
}

impl Extremes {
    fn include(&mut self, coverage: f64) {
        self.lowest = self.lowest.min(coverage);
        self.highest = self.highest.max(coverage);
    }
}

impl std::fmt::Display for Extremes {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "{:.4} to {:.4}", self.lowest, self.highest)
    }
}

/// Steele, G. L., Lea, D. and Flood, C. H. (2014). Fast splittable pseudorandom number generators. OOPSLA.
struct SplitMix64(u64);

impl SplitMix64 {
    /// From 0 up to, but not including, 1.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// By multiplying uniform numbers until the product falls below e^-mean.
    fn poisson(&mut self, mean: f64) -> u64 {
        let end = libm::exp(-mean);
        let (mut count, mut product) = (0, self.uniform());
        while product > end {
            product *= self.uniform();
            count += 1;
        }
        count
    }

    /// `size` clauses in paragraphs, the last one cut where they are full. Within a paragraph they are drawn from
    /// Polya's urn, so that the hits are beta-binomial with `correlation` between any two clauses.
    fn group(&mut self, share: f64, size: u64, correlation: f64) -> ClusterSums {
        let urn = 1.0 / correlation - 1.0;
        let mut sums = ClusterSums::default();
        while sums.n < size {
            let clauses = (1 + self.poisson(3.0)).min(size - sums.n);
            let mut hits = 0;
            for drawn in 0..clauses {
                hits += u64::from(self.uniform() * (urn + drawn as f64) < urn * share + hits as f64);
            }
            sums.add_cluster(clauses, hits);
        }
        sums
    }
}
