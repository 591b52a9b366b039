//! How alike two groups' words are.

use std::cmp::Reverse;

use itertools::Itertools;
use rustc_hash::FxHashMap;

use super::shares::CONFIDENCE;
use super::{Filter, Side};
use crate::count::{ByPart, GroupCounts, PARTS};
use crate::measure::{LeftOut, cosine, jackknife_interval, jensen_shannon, rank_biased_overlap, weighted_jaccard};
use crate::vocabulary::TermId;

/// The persistence of the rank-biased overlap: the ten commonest terms have 86 % of the weight.
const PERSISTENCE: f64 = 0.9;

/// So many of the commonest terms are ranked: those behind them weigh less than .00003 together.
const DEPTH: usize = 100;

/// A measure of two groups.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// Its value; `None` where a group has no word.
    pub value: Option<f64>,
    /// Its 95 % interval; `None` where a group has fewer than three parts.
    pub interval: Option<(f64, f64)>,
}

/// How alike two groups are.
#[derive(Clone, Copy, Debug)]
pub struct GroupSimilarity<'a> {
    /// The earlier group.
    pub group_1: &'a str,
    /// The later group, or the reference corpus.
    pub group_2: &'a str,
    /// Cosine of the frequencies of all terms.
    pub cosine: Estimate,
    /// Jensen-Shannon divergence of their shares, in bits.
    pub jensen_shannon: Estimate,
    /// Weighted Jaccard index of their shares.
    pub weighted_jaccard: Estimate,
    /// Rank-biased overlap of the listed terms by frequency.
    pub rank_biased_overlap: Estimate,
}

/// Every two groups.
pub(super) fn similarities<'a>(groups: &[(&'a str, &'a GroupCounts)], filter: &Filter<'a>) -> Vec<GroupSimilarity<'a>> {
    let profiles = groups.iter().map(|group| Profile::new(*group, filter)).collect_vec();
    profiles.iter().array_combinations().map(|[first, second]| similarity(first, second)).collect()
}

/// A term that two groups share: its occurrences in both, by part.
type Shared = [ByPart; 2];

/// A group, and what is left of it without each of its parts.
struct Profile<'a> {
    group: &'a str,
    terms: FxHashMap<TermId, ByPart>,
    whole: Version<'a>,
    parts: Vec<Version<'a>>,
}

/// A group without one of its parts, or whole.
struct Version<'a> {
    /// The part, and its tokens.
    without: Option<usize>,
    less: u64,
    tokens: u64,
    /// Sum of the squares of all terms' frequencies.
    squares: u128,
    /// The commonest listed terms.
    ranking: Vec<&'a str>,
}

impl Version<'_> {
    fn frequency(&self, term: &ByPart) -> u64 {
        term.iter().sum::<u64>() - self.without.map_or(0, |part| term[part])
    }
}

impl<'a> Profile<'a> {
    fn new((group, counts): (&'a str, &'a GroupCounts), filter: &Filter<'a>) -> Profile<'a> {
        let side = Side::of((group, counts));
        let terms: FxHashMap<TermId, ByPart> = counts.terms.keys().map(|id| (*id, side.parts(*id))).collect();
        let tokens = side.part_tokens();
        let all = terms.iter().filter_map(|(id, parts)| Some((*filter.listed.get(id)?, parts))).collect_vec();
        let candidates = commonest(all);
        let version = |without: Option<usize>| {
            let less = without.map_or(0, |part| tokens[part]);
            let mut version = Version { without, less, tokens: 0, squares: 0, ranking: Vec::new() };
            version.tokens = version.frequency(&tokens);
            version.squares = terms.values().map(|parts| u128::from(version.frequency(parts)).pow(2)).sum();
            let ranked = candidates.iter().map(|(term, parts)| (version.frequency(parts), *term));
            let ranked = ranked.filter(|(frequency, _)| *frequency > 0);
            let ranked = ranked.sorted_unstable_by_key(|(frequency, term)| (Reverse(*frequency), *term));
            version.ranking = ranked.take(DEPTH).map(|(_, term)| term).collect();
            version
        };
        let parts = (0..PARTS).filter(|part| tokens[*part] > 0).map(|part| version(Some(part))).collect();
        Profile { group, whole: version(None), parts, terms }
    }
}

/// The terms that can be among the commonest, whichever part is left out.
fn commonest<'a, 'p>(mut terms: Vec<(&'a str, &'p ByPart)>) -> Vec<(&'a str, &'p ByPart)> {
    let sum = |parts: &ByPart| parts.iter().sum::<u64>();
    let least = |parts: &ByPart| sum(parts) - parts.iter().max().copied().unwrap_or_default();
    if terms.len() > DEPTH {
        terms.select_nth_unstable_by_key(DEPTH - 1, |(_, parts)| Reverse(least(parts)));
        // So many terms stand at least this often in each version.
        let surely = least(terms[DEPTH - 1].1);
        terms.retain(|(_, parts)| sum(parts) >= surely);
    }
    terms
}

fn similarity<'a>(first: &Profile<'a>, second: &Profile<'a>) -> GroupSimilarity<'a> {
    let shared = first.terms.iter().filter_map(|(id, parts)| Some([*parts, *second.terms.get(id)?]));
    // In an order that doesn't depend on the terms' numbers, so that sums have the same last bits.
    let shared: Vec<Shared> = shared.sorted_unstable().collect();
    let is_empty = first.whole.tokens == 0 || second.whole.tokens == 0;
    let estimate = |measure: fn(&[Shared], &Version, &Version) -> Option<f64>| {
        let measure = |first: &Version, second: &Version| {
            if is_empty { None } else { measure(&shared, first, second) }
        };
        let value = measure(&first.whole, &second.whole);
        let without = |value: Option<f64>, part: &Version| Some((value?, part.less as f64));
        let without_1: Option<Vec<LeftOut>> =
            first.parts.iter().map(|part| without(measure(part, &second.whole), part)).collect();
        let without_2: Option<Vec<LeftOut>> =
            second.parts.iter().map(|part| without(measure(&first.whole, part), part)).collect();
        let interval = value.zip(without_1.zip(without_2));
        let interval =
            interval.and_then(|(value, (first, second))| jackknife_interval(value, &first, &second, CONFIDENCE));
        Estimate { value, interval }
    };
    GroupSimilarity {
        group_1: first.group,
        group_2: second.group,
        cosine: estimate(|shared, first, second| {
            let counts = shared.iter().map(|[a, b]| (first.frequency(a) as f64, second.frequency(b) as f64));
            cosine(counts, (first.squares as f64, second.squares as f64))
        }),
        jensen_shannon: estimate(|shared, first, second| Some(jensen_shannon(shares(shared, first, second)?))),
        weighted_jaccard: estimate(|shared, first, second| Some(weighted_jaccard(shares(shared, first, second)?))),
        rank_biased_overlap: estimate(|_, first, second| {
            rank_biased_overlap(&first.ranking, &second.ranking, PERSISTENCE)
        }),
    }
}

/// The shares of the shared terms in both; `None` where one is empty.
fn shares<'s>(
    shared: &'s [Shared],
    first: &'s Version,
    second: &'s Version,
) -> Option<impl Iterator<Item = (f64, f64)> + 's> {
    let totals = (first.tokens as f64, second.tokens as f64);
    let share = move |[a, b]: &Shared| (first.frequency(a) as f64 / totals.0, second.frequency(b) as f64 / totals.1);
    (first.tokens > 0 && second.tokens > 0).then(|| shared.iter().map(share))
}
