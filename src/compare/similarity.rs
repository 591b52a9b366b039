//! How alike two groups' words are.

use std::cmp::Reverse;

use itertools::Itertools;

use super::pair::{Filter, Side};
use super::shares::CONFIDENCE;
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
    let profiles = groups.iter().map(|group| Profile::new(Side::of(*group), filter)).collect_vec();
    profiles.iter().array_combinations().map(|[first, second]| similarity(first, second)).collect()
}

/// A group, and what is left of it without each of its parts.
struct Profile<'a> {
    side: Side<'a>,
    whole: Version<'a>,
    parts: Vec<Version<'a>>,
}

/// A group without one of its parts, or whole.
struct Version<'a> {
    /// The part, and its tokens.
    without: Option<usize>,
    less: u64,
    /// The tokens that are left.
    tokens: u64,
    /// Sum of the squares of all terms' frequencies.
    squares: u128,
    /// The commonest listed terms.
    ranking: Vec<&'a str>,
}

/// A term's occurrences in a group: in all, and in each part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrences {
    all: u64,
    parts: ByPart,
}

impl Occurrences {
    fn of(side: &Side, id: TermId) -> Occurrences {
        let parts = side.parts(id);
        Occurrences { all: parts.iter().sum(), parts }
    }

    /// How many are left in a version of the group.
    fn within(&self, version: &Version) -> u64 {
        self.all - version.without.map_or(0, |part| self.parts[part])
    }

    /// How many are left at least, whichever part is left out.
    fn least(&self) -> u64 {
        self.all - self.parts.iter().max().copied().unwrap_or_default()
    }
}

impl<'a> Profile<'a> {
    fn new(side: Side<'a>, filter: &Filter<'a>) -> Profile<'a> {
        let tokens = side.part_tokens();
        let all: u64 = tokens.iter().sum();
        let version = |without: Option<usize>| {
            let less = without.map_or(0, |part| tokens[part]);
            Version { without, less, tokens: all - less, squares: 0, ranking: Vec::new() }
        };
        let mut versions =
            (0..PARTS).filter(|part| tokens[*part] > 0).map(Some).chain([None]).map(version).collect_vec();
        let mut listed = Vec::new();
        for id in side.counts.terms.keys() {
            let occurrences = Occurrences::of(&side, *id);
            for version in &mut versions {
                version.squares += u128::from(occurrences.within(version)).pow(2);
            }
            listed.extend(filter.listed.get(id).map(|term| (*term, occurrences)));
        }
        keep_commonest(&mut listed);
        for version in &mut versions {
            let ranked = listed.iter().map(|(term, occurrences)| (occurrences.within(version), *term));
            let ranked = ranked.filter(|(frequency, _)| *frequency > 0);
            let ranked = ranked.sorted_unstable_by_key(|(frequency, term)| (Reverse(*frequency), *term));
            version.ranking = ranked.take(DEPTH).map(|(_, term)| term).collect();
        }
        let whole = versions.pop().unwrap_or_else(|| version(None));
        Profile { side, whole, parts: versions }
    }
}

/// Keeps the terms that can be among the commonest, whichever part is left out.
fn keep_commonest(terms: &mut Vec<(&str, Occurrences)>) {
    if terms.len() > DEPTH {
        terms.select_nth_unstable_by_key(DEPTH - 1, |(_, occurrences)| Reverse(occurrences.least()));
        // So many terms stand at least this often in each version.
        let surely = terms[DEPTH - 1].1.least();
        terms.retain(|(_, occurrences)| occurrences.all >= surely);
    }
}

/// A term that two groups share: its occurrences in both.
type Shared = [Occurrences; 2];

fn similarity<'a>(first: &Profile<'a>, second: &Profile<'a>) -> GroupSimilarity<'a> {
    let of_second = &second.side.counts.terms;
    let shared = first.side.counts.terms.keys().filter(|id| of_second.contains_key(id));
    let shared = shared.map(|id| [Occurrences::of(&first.side, *id), Occurrences::of(&second.side, *id)]);
    // In an order that doesn't depend on the terms' numbers, so that sums have the same last bits.
    let shared: Vec<Shared> = shared.sorted_unstable().collect();
    let is_empty = first.whole.tokens == 0 || second.whole.tokens == 0;
    let estimate = |measure: fn(&[Shared], &Version, &Version) -> Option<f64>| {
        let measure = |first: &Version, second: &Version| {
            if is_empty { None } else { measure(&shared, first, second) }
        };
        let value = measure(&first.whole, &second.whole);
        let left_out = |value: Option<f64>, part: &Version| Some((value?, part.less as f64));
        let of_first: Option<Vec<LeftOut>> =
            first.parts.iter().map(|part| left_out(measure(part, &second.whole), part)).collect();
        let of_second: Option<Vec<LeftOut>> =
            second.parts.iter().map(|part| left_out(measure(&first.whole, part), part)).collect();
        let interval = value.zip(of_first.zip(of_second));
        let interval =
            interval.and_then(|(value, (first, second))| jackknife_interval(value, &first, &second, CONFIDENCE));
        Estimate { value, interval }
    };
    GroupSimilarity {
        group_1: first.side.name,
        group_2: second.side.name,
        cosine: estimate(|shared, first, second| {
            let counts = shared.iter().map(|[a, b]| (a.within(first) as f64, b.within(second) as f64));
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
    let share = move |[a, b]: &Shared| (a.within(first) as f64 / totals.0, b.within(second) as f64 / totals.1);
    (first.tokens > 0 && second.tokens > 0).then(|| shared.iter().map(share))
}
