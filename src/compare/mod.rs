//! [`Counts`] -> [`Comparison`]: the groups side by side, in the order in which readers expect them.

mod collocations;
mod cooccurrence;
mod coverage;
mod entries;
mod findings;
mod listing;
mod overlap;
mod pair;
mod shares;
mod significance;
mod similarity;
mod split_half;
mod terms;
mod themes;
mod trend;
mod word_shift;

use std::num::NonZeroUsize;
use std::ops::Range;

use anyhow::Result;
use itertools::Itertools;

use crate::count::{Counts, GroupCounts, LexicalDiversity};
use crate::flow::{self, Steps};
use crate::group::{Order, REFERENCE, is_reference};
use crate::language::{Alphabet, Stopwords};
use crate::options::{Grouping, Options};
use crate::themes::Themes;

use entries::{Entries, Filter, TermNames};
use pair::{Pair, pairs};

pub use collocations::Collocation;
pub use cooccurrence::ThemeCooccurrence;
pub use coverage::Coverage;
pub use findings::{Claims, Finding};
pub use listing::{ENDS, FREQUENT, Listing, TWICE};
pub use overlap::KeywordOverlap;
pub use shares::{Change, FEWEST, Share, Verdict};
pub use significance::Significance;
pub use similarity::{Estimate, GroupSimilarity};
pub use terms::{Keyness, PairKeyness, TermFrequencies, TermFrequency};
pub use themes::{KeywordFrequency, ThemeFrequency, ThemeShift};
pub use trend::{Measure, ThemeTrend};
pub use word_shift::{PairShifts, WordShift};

/// The groups side by side. Each method makes the rows of one table (but of themes' frequencies and shifts) when it is
/// asked, and those of the large tables one by one, so that they are never all in memory.
pub struct Comparison<'a> {
    themes: &'a Themes,
    /// The groups in their order.
    groups: Vec<(&'a str, &'a GroupCounts)>,
    /// The corpus that all groups are compared with.
    reference: Option<(&'a str, &'a GroupCounts)>,
    /// All groups together, but for their pairs of words.
    total: &'a GroupCounts,
    /// The terms of the groups, and of the reference corpus.
    entries: Entries<'a>,
    pairs: Vec<Pair<'a>>,
    /// The themes of each group, by rank: more than one table is made of them, as of the shifts.
    frequencies: Vec<ThemeFrequency<'a>>,
    /// The themes of each pair, the largest change first.
    shifts: Vec<ThemeShift<'a>>,
    filter: Filter<'a>,
    alphabet: Alphabet,
    /// The part of the documents whose pairs of words were counted.
    sampled: f64,
    seed: u64,
    threads: NonZeroUsize,
    grouping: &'a Grouping,
}

/// All groups together, but for the reference corpus and pairs of words.
pub fn total(counts: &Counts, options: &Options) -> GroupCounts {
    let groups = counts.groups.iter().filter(|(name, _)| !is_reference(name, options));
    groups.fold(GroupCounts::default(), |mut sum, (_, group)| {
        sum.add_but_bigrams(group, |id| id);
        sum
    })
}

/// A group's size.
#[derive(Clone, Copy, Debug)]
pub struct GroupSize<'a> {
    /// Its name.
    pub group: &'a str,
    /// Documents.
    pub documents: u64,
    /// Lines that cleaning removed.
    pub removed_lines: u64,
    /// Tokens.
    pub tokens: u64,
    /// Clauses.
    pub clauses: u64,
    /// Clauses that have any theme.
    pub themed_clauses: u64,
}

impl<'a> Comparison<'a> {
    /// Compares the groups, of which [`total`] is the sum, with one another in their order: each with the one before
    /// it, the last with the first, each with all others together, and each with the reference corpus where there is
    /// one.
    ///
    /// # Errors
    /// Only the threads' own errors.
    pub fn new(
        counts: &'a Counts,
        total: &'a GroupCounts,
        themes: &'a Themes,
        stopwords: &'a Stopwords,
        order: &Order,
        options: &'a Options,
    ) -> Result<Comparison<'a>> {
        let group = |name: &str| counts.groups.get_key_value(name).map(|(name, group)| (name.as_str(), group));
        let groups = order.names.iter().filter_map(|name| group(name)).collect_vec();
        let reference = group(REFERENCE).filter(|(name, _)| is_reference(name, options));
        let pairs = pairs(&groups, total, reference);
        let frequencies = themes::frequencies(&groups, themes);
        let shifts = themes::shifts(&pairs, &frequencies, themes, options.threads)?;
        let filter = Filter {
            names: TermNames::new(counts, stopwords),
            min_frequency: Listing::min_frequency(options),
            min_documents: options.min_documents,
            listing: Listing::new(counts, options),
        };
        let alphabet = Alphabet::of(&counts.languages);
        Ok(Comparison {
            themes,
            reference,
            total,
            entries: Entries::new(&counts.terms, &filter, &alphabet),
            groups,
            pairs,
            frequencies,
            shifts,
            filter,
            alphabet,
            sampled: 0.5_f64.powi(counts.level as i32),
            seed: options.seed,
            threads: options.threads,
            grouping: &options.groups,
        })
    }

    /// The groups in their order, each with its sizes.
    pub fn groups(&self) -> Vec<GroupSize<'a>> {
        self.groups.iter().map(|(group, counts)| size(group, counts)).collect()
    }

    /// The corpus that all groups are compared with, with its sizes.
    pub fn reference(&self) -> Option<GroupSize<'a>> {
        self.reference.map(|(group, counts)| size(group, counts))
    }

    /// The sum of all groups, and the number of the reference corpus, which is not in it.
    fn all(&self) -> (Option<u32>, &'a GroupCounts) {
        (self.reference.map(|(_, counts)| counts.number), self.total)
    }

    /// The terms of each group, commonest first.
    pub fn term_frequencies(&self) -> TermFrequencies<'_, 'a> {
        TermFrequencies::new(&self.groups, self.all(), &self.entries, &self.filter)
    }

    /// Which rows the tables of terms have.
    pub fn listing(&self) -> Listing {
        self.filter.listing
    }

    /// The pairs of groups whose terms are compared.
    fn listed_pairs(&self) -> impl Iterator<Item = &Pair<'a>> {
        self.pairs.iter().filter(|pair| self.filter.listing.has_pair(pair))
    }

    /// How many pairs of groups there are whose terms are compared.
    pub fn pairs(&self) -> usize {
        self.listed_pairs().count()
    }

    /// The terms of a pair of groups, from the target's own to the reference's own; `None` where there is no such pair.
    ///
    /// # Errors
    /// Only the threads' own errors.
    pub fn keyness(&self, pair: usize) -> Result<Option<PairKeyness<'_, 'a>>> {
        let of_pair = |pair| PairKeyness::new(pair, self.all(), &self.entries, &self.filter, self.seed, self.threads);
        self.listed_pairs().nth(pair).map(of_pair).transpose()
    }

    /// The terms of a pair of groups, by what they add to its divergence; `None` where there is no such pair.
    pub fn word_shifts(&self, pair: usize) -> Option<PairShifts<'_, 'a>> {
        self.listed_pairs().nth(pair).map(|pair| PairShifts::new(pair, &self.entries, &self.filter))
    }

    /// Words that occur side by side, by group, the most closely associated first.
    pub fn collocations(&self) -> Vec<Collocation<'a>> {
        collocations::collocations(&self.groups, &self.filter, &self.alphabet, self.sampled)
    }

    /// How varied each group's words are.
    pub fn lexical_diversities(&self) -> Vec<(&'a str, LexicalDiversity)> {
        let of_group = |counts: &GroupCounts| {
            let frequencies = self.entries.terms().map(|term| term.count(|group| group == counts.number).frequency);
            LexicalDiversity::new(frequencies.filter(|frequency| *frequency > 0), &counts.sequences)
        };
        self.groups.iter().map(|(group, counts)| (*group, of_group(counts))).collect()
    }

    /// How alike every two groups are, and each and the reference corpus.
    ///
    /// # Errors
    /// Only the threads' own errors.
    pub fn similarities(&self) -> Result<Vec<GroupSimilarity<'a>>> {
        let groups = self.groups.iter().copied().chain(self.reference).collect_vec();
        similarity::similarities(&groups, &self.entries, &self.filter.names, self.threads)
    }

    /// How the themes' shares run over five groups or more.
    pub fn theme_trends(&self) -> Vec<ThemeTrend<'a>> {
        trend::trends(&self.frequencies, self.themes)
    }

    /// The themes of each group, by rank.
    pub fn theme_frequencies(&self) -> &[ThemeFrequency<'a>] {
        &self.frequencies
    }

    /// The themes of each pair of groups, the largest change first.
    pub fn theme_shifts(&self) -> &[ThemeShift<'a>] {
        &self.shifts
    }

    /// The keywords that occur in any group, by group.
    pub fn keyword_frequencies(&self) -> Vec<KeywordFrequency<'a>> {
        themes::keywords(&self.groups, self.themes)
    }

    /// The themes that share clauses, by group.
    pub fn theme_cooccurrences(&self) -> Vec<ThemeCooccurrence<'a>> {
        cooccurrence::cooccurrences(&self.groups, self.themes)
    }

    /// What the groups are called.
    pub fn grouping(&self) -> &'a Grouping {
        self.grouping
    }

    /// The shifts that the intervals support, and the largest changes.
    pub fn findings(&self) -> Vec<Finding<'a>> {
        findings::findings(&self.shifts, &self.groups, self.themes)
    }

    /// The keywords that two groups share, by theme.
    pub fn keyword_overlaps(&self) -> Vec<KeywordOverlap<'a>> {
        overlap::overlaps(&self.groups, self.themes, &self.alphabet)
    }
}

fn size<'a>(group: &'a str, counts: &GroupCounts) -> GroupSize<'a> {
    GroupSize {
        group,
        documents: counts.documents,
        removed_lines: counts.removed_lines,
        tokens: counts.tokens,
        clauses: counts.clauses,
        themed_clauses: counts.themed_clauses(),
    }
}

/// The number of terms that a thread works through before it takes the next range.
const RANGE: usize = 4096;

/// What `work` makes of the ranges into which `length` things are cut, in their order.
fn in_ranges<R: Send>(length: usize, threads: NonZeroUsize, work: impl Fn(Range<usize>) -> R + Sync) -> Result<Vec<R>> {
    in_parallel(length.div_ceil(RANGE), threads, |range| work(range * RANGE..length.min((range + 1) * RANGE)))
}

/// What `work` makes of each number below `length`, in their order.
fn in_parallel<R: Send>(length: usize, threads: NonZeroUsize, work: impl Fn(usize) -> R + Sync) -> Result<Vec<R>> {
    let mut made = Vec::with_capacity(length);
    let steps = Steps {
        prepare: |_: &mut (), number| number,
        decide: |number| number,
        finish: |_: &mut (), number| work(number),
    };
    flow::in_order(
        0..length,
        threads,
        || (),
        steps,
        |result| {
            made.push(result);
            Ok(())
        },
    )?;
    Ok(made)
}
