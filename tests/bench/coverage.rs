//! Nothing in -> tables of how often the intervals of simulated shares, their changes and ratios, of rates of words and
//! their ratios cover the truth, and how wide they are. Clauses are clustered in paragraphs of 1 + Poisson(3) clauses,
//! beta-binomial within them; a change or ratio is that between two groups of as many clauses. Hits among tokens are
//! negative binomial within paragraphs or documents. `cargo bench --bench coverage`: every run prints the same.

use themeshift::measure::{
    ClusterSums, Estimate, change_interval, critical_t, rate, ratio, ratio_interval, share_interval,
};

/// Draws of a group in a cell: the standard error of a coverage of .95 is .0022 for a change, .0015 for a share, which
/// is that of either group.
const DRAWS: usize = 10_000;
const LEVEL: f64 = 0.95;
const CORRELATIONS: [f64; 2] = [0.05, 0.2];
const SIZES: [u64; 6] = [20, 50, 100, 200, 500, 1000];
const SHARES: [f64; 7] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5];

/// What a group's tokens are clustered in: the fewest and the most tokens of a unit, and into how many parts the units
/// are dealt; none where each is a cluster of its own.
const CLUSTERINGS: [(&str, u64, u64, Option<u64>); 4] = [
    ("paragraphs", 30, 80, None),
    ("documents", 300, 900, None),
    ("20 parts of paragraphs", 30, 80, Some(20)),
    ("20 parts of documents", 300, 900, Some(20)),
];
const DESIGN_EFFECTS: [f64; 4] = [1.0, 1.5, 2.0, 3.0];
const TOKENS: [u64; 5] = [1000, 3000, 10_000, 30_000, 100_000];
const HITS: [f64; 14] = [1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0, 300.0, 1000.0];
const RATES: std::ops::RangeInclusive<f64> = 0.0001..=0.02;
/// Fewer documents than this are no clusters: their paragraphs are.
const FEWEST_DOCUMENTS: u64 = 5;

fn main() {
    let mut random = SplitMix64(1998);
    clauses(&mut random);
    tokens(&mut random);
}

fn clauses(random: &mut SplitMix64) {
    let [mut shares, mut ample_shares, mut changes, mut ample_changes, mut ratios, mut ample_ratios] =
        [Extremes::default(); 6];
    println!("             of the target |      share      |      change from the reference, and ratio to it");
    println!("correlation clauses  share | covered   width | covered: changes     width  ratios      median log width");
    for (correlation, size) in CORRELATIONS.iter().flat_map(|&correlation| SIZES.map(|size| (correlation, size))) {
        let cells = SHARES.map(|share| Cell::simulate(random, share, size, correlation));
        for target in &cells {
            let share = target.share_coverage();
            shares.include(share.covered);
            if target.ample(size) {
                ample_shares.include(share.covered);
            }
            let [mut change_row, mut ratio_row] = [Extremes::default(); 2];
            let [mut change_width, mut ratio_width] = [0.0; 2];
            for reference in &cells {
                let (change, ratio) = (change_coverage(reference, target), ratio_coverage(reference, target));
                change_width += change.width / cells.len() as f64;
                ratio_width += ratio.width / cells.len() as f64;
                let ample = target.ample(size) && reference.ample(size);
                for (coverage, row, all, amples) in [
                    (change.covered, &mut change_row, &mut changes, &mut ample_changes),
                    (ratio.covered, &mut ratio_row, &mut ratios, &mut ample_ratios),
                ] {
                    row.include(coverage);
                    all.include(coverage);
                    if ample {
                        amples.include(coverage);
                    }
                }
            }
            print!("{correlation:11} {size:7} {:6} | {:.4} {:8.4} | ", target.share, share.covered, share.width);
            println!("{change_row} {change_width:7.4}  {ratio_row} {ratio_width:8.4}");
        }
    }
    println!("\nLowest and highest coverage, {DRAWS} draws a cell, at the level {LEVEL}");
    println!("shares                                                     {shares}");
    println!("shares, 200 clauses or more and 10 or more expected hits   {ample_shares}");
    println!("changes                                                    {changes}");
    println!("changes, the same of both groups                           {ample_changes}");
    println!("ratios                                                     {ratios}");
    println!("ratios, the same of both groups                            {ample_ratios}");
}

/// Lowest and highest coverage by how many hits are expected, over all sizes of a group.
fn tokens(random: &mut SplitMix64) {
    println!("\n                       design |  rate: 1 to 9 hits        10 to 29      30 or more |");
    println!("clusters               effect |  ratio to an equal rate, the same");
    for (name, fewest, most, parts) in CLUSTERINGS {
        for design_effect in DESIGN_EFFECTS {
            let [mut rates, mut ratios] = [[Extremes::default(); 3]; 2];
            for size in TOKENS.into_iter().filter(|size| size / most >= FEWEST_DOCUMENTS) {
                for hits in HITS.into_iter().filter(|hits| RATES.contains(&(hits / size as f64))) {
                    let draws: Vec<_> = (0..DRAWS)
                        .map(|_| random.words(fewest..=most, parts, size, hits, design_effect))
                        .filter_map(|sums| rate(sums, critical_t(sums.clusters, LEVEL)))
                        .collect();
                    let class = usize::from(hits >= 10.0) + usize::from(hits >= 30.0);
                    let bounds = |estimate: &Estimate| (estimate.lower, estimate.upper);
                    rates[class].include(coverage(hits / size as f64, draws.iter().map(bounds)).covered);
                    let pairs = draws.iter().zip(&draws[1..]).map(|(&reference, &target)| ratio(reference, target));
                    ratios[class].include(coverage(1.0, pairs).covered);
                }
            }
            println!("{name:22} {design_effect:6} |  {}  {}  {} |", rates[0], rates[1], rates[2]);
            println!("{:29} |  {}  {}  {} |", "", ratios[0], ratios[1], ratios[2]);
        }
    }
}

/// Draws of a target and of a reference that have the same true share.
struct Cell {
    share: f64,
    targets: Vec<ClusterSums>,
    references: Vec<ClusterSums>,
}

/// The part of the intervals that cover the truth, and their mean width; of ratios, the median on the logarithm.
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

fn ratio_coverage(reference: &Cell, target: &Cell) -> Coverage {
    let draws = reference.references.iter().zip(&target.targets);
    let intervals: Vec<_> =
        draws.filter_map(|(&reference, &target)| ratio_interval(reference, target, LEVEL)).collect();
    let Coverage { covered, .. } = coverage(target.share / reference.share, intervals.iter().copied());
    let mut widths: Vec<_> = intervals.iter().map(|(lower, upper)| libm::log(upper / lower)).collect();
    let middle = widths.len() / 2;
    Coverage { covered, width: *widths.select_nth_unstable_by(middle, f64::total_cmp).1 }
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

    /// About `hits` hits of a word among `size` tokens in units of `length` tokens, the last one cut. They come in
    /// bursts of a logarithmic number, Poisson-many a unit: so a unit's hits are negative binomial, with a variance
    /// `design_effect` times their mean.
    fn words(
        &mut self,
        length: std::ops::RangeInclusive<u64>,
        parts: Option<u64>,
        size: u64,
        hits: f64,
        design_effect: f64,
    ) -> ClusterSums {
        let rest = 1.0 - 1.0 / design_effect;
        let bursts = if rest > 0.0 { libm::log(design_effect) / (design_effect - 1.0) } else { 1.0 };
        let mut clusters = vec![(0, 0); parts.unwrap_or(0) as usize];
        let mut placed = 0;
        while placed < size {
            let span = (length.end() - length.start() + 1) as f64;
            let tokens = (length.start() + (self.uniform() * span) as u64).min(size - placed);
            placed += tokens;
            let bursts = self.poisson(hits * bursts * tokens as f64 / size as f64);
            let found = (0..bursts).map(|_| self.logarithmic(rest)).sum::<u64>().min(tokens);
            match parts {
                None => clusters.push((tokens, found)),
                Some(parts) => {
                    let (n, x) = &mut clusters[(self.uniform() * parts as f64) as usize];
                    (*n, *x) = (*n + tokens, *x + found);
                }
            }
        }
        let mut sums = ClusterSums::default();
        clusters.into_iter().for_each(|(n, x)| sums.add_cluster(n, x));
        sums
    }

    /// By inversion of the logarithmic distribution, where P(k) is as q^k / k.
    fn logarithmic(&mut self, q: f64) -> u64 {
        let (mut k, mut left) = (1, self.uniform());
        let mut probability = if q > 0.0 { -q / libm::log1p(-q) } else { 1.0 };
        while left >= probability && probability > 0.0 {
            left -= probability;
            probability *= q * k as f64 / (k + 1) as f64;
            k += 1;
        }
        k
    }
}
