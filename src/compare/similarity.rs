//! How alike two groups' words are.

use std::cmp::Reverse;
use std::num::NonZeroUsize;

use anyhow::Result;
use itertools::Itertools;

use super::entries::{Entries, TermNames};
use super::in_parallel;
use super::pair::Side;
use super::shares::CONFIDENCE;
use crate::count::{ByPart, GroupCounts, PARTS, Term};
use crate::measure::{
    LeftOut, cosine_of, jackknife_interval, jensen_shannon_kept, jensen_shannon_of, rank_biased_overlap,
    weighted_jaccard_of,
};

/// The persistence of the rank-biased overlap: the ten commonest terms have 86 % of the weight.
const PERSISTENCE: f64 = 0.9;

/// The number of commonest terms that are ranked: those after them weigh less than .00003 together.
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
pub(super) fn similarities<'a>(
    groups: &[(&'a str, &'a GroupCounts)],
    entries: &Entries<'a>,
    names: &TermNames<'a>,
    threads: NonZeroUsize,
) -> Result<Vec<GroupSimilarity<'a>>> {
    let sides = groups.iter().map(|group| Side::of(*group)).collect_vec();
    let profiles = in_parallel(sides.len(), threads, |group| Profile::new(sides[group], entries, names))?;
    let pairs = profiles.iter().array_combinations().collect_vec();
    in_parallel(pairs.len(), threads, |pair| similarity(pairs[pair], entries))
}

/// A group whole and without each of its parts.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrences {
    all: u64,
    parts: ByPart,
}

impl Occurrences {
    /// `None` where the group lacks the term.
    fn of(side: &Side, term: Term) -> Option<Occurrences> {
        let parts = side.parts(term);
        let all = parts.iter().sum();
        (all > 0).then_some(Occurrences { all, parts })
    }

    /// A number by which rare terms are in the order of their occurrences, before all common ones: 21 numbers of six bits.
    fn key(&self) -> u128 {
        match self.all {
            0..64 => self.parts.iter().fold(self.all.into(), |key, part| key << 6 | u128::from(*part)),
            _ => COMMON,
        }
    }

    /// What a rare term's key says.
    fn of_key(key: u128) -> Occurrences {
        let number = |place: usize| (key >> (6 * place)) as u64 % 64;
        Occurrences { all: number(PARTS), parts: std::array::from_fn(|part| number(PARTS - 1 - part)) }
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
    fn new(side: Side<'a>, entries: &Entries<'a>, names: &TermNames<'a>) -> Profile<'a> {
        let tokens = side.part_tokens();
        let all: u64 = tokens.iter().sum();
        let version = |without: Option<usize>| {
            let less = without.map_or(0, |part| tokens[part]);
            Version { without, less, tokens: all - less, squares: 0, ranking: Vec::new() }
        };
        let mut versions =
            (0..PARTS).filter(|part| tokens[*part] > 0).map(Some).chain([None]).map(version).collect_vec();
        let mut least = Vec::new();
        // Most terms occur in few groups, and that is known before any of their parts is read.
        let own = || entries.terms().filter(|term| side.has(*term));
        for term in own() {
            let Some(occurrences) = Occurrences::of(&side, term) else { continue };
            for version in &mut versions {
                version.squares += u128::from(occurrences.within(version)).pow(2);
            }
            least.extend(names.get(term.id).map(|_| occurrences.least()));
        }
        // As many terms as are ranked occur at least this often in each version: terms rarer in all are ranked in none.
        let surely = match least.len() > DEPTH {
            true => *least.select_nth_unstable_by_key(DEPTH - 1, |least| Reverse(*least)).1,
            false => 0,
        };
        let common = own().filter_map(|term| {
            let occurrences = Occurrences::of(&side, term).filter(|occurrences| occurrences.all >= surely)?;
            Some((names.get(term.id)?, occurrences))
        });
        let common = common.collect_vec();
        for version in &mut versions {
            let ranked = common.iter().map(|(term, occurrences)| (occurrences.within(version), *term));
            let ranked = ranked.filter(|(frequency, _)| *frequency > 0);
            let ranked = ranked.sorted_unstable_by_key(|(frequency, term)| (Reverse(*frequency), *term));
            version.ranking = ranked.take(DEPTH).map(|(_, term)| term).collect();
        }
        let whole = versions.pop().unwrap_or_else(|| version(None));
        Profile { side, whole, parts: versions }
    }
}

/// There are so many terms rarer than this in both groups that what they add is worth remembering.
const RARE: usize = 64;

/// Two versions of groups, and the sums over the terms that they share.
struct Sums<'p, 'a> {
    first: &'p Version<'a>,
    second: &'p Version<'a>,
    products: f64,
    smaller: f64,
    kept: f64,
    /// What a term keeps from the divergence, by its frequencies where both are small; not a number where no term had
    /// them yet.
    known: Vec<f64>,
}

impl<'p, 'a> Sums<'p, 'a> {
    fn new(first: &'p Version<'a>, second: &'p Version<'a>) -> Sums<'p, 'a> {
        // As an iterator's sum begins.
        let [products, smaller, kept] = [-0.0; 3];
        Sums { first, second, products, smaller, kept, known: vec![f64::NAN; RARE * RARE] }
    }

    /// Adds a term that both groups have.
    fn add(&mut self, first: &Occurrences, second: &Occurrences) {
        let (a, b) = (first.within(self.first), second.within(self.second));
        let (p, q) = (a as f64 / self.first.tokens as f64, b as f64 / self.second.tokens as f64);
        self.products += a as f64 * b as f64;
        self.smaller += p.min(q);
        let is_rare = a.max(b) < RARE as u64;
        self.kept += match self.known.get_mut(a as usize * RARE + b as usize).filter(|_| is_rare) {
            Some(known) => {
                if known.is_nan() {
                    *known = jensen_shannon_kept(p, q);
                }
                *known
            }
            None => jensen_shannon_kept(p, q),
        };
    }

    fn cosine(&self) -> Option<f64> {
        cosine_of(self.products, (self.first.squares as f64, self.second.squares as f64))
    }

    fn jensen_shannon(&self) -> Option<f64> {
        self.has_both().then(|| jensen_shannon_of(self.kept))
    }

    fn weighted_jaccard(&self) -> Option<f64> {
        self.has_both().then(|| weighted_jaccard_of(self.smaller))
    }

    fn rank_biased_overlap(&self) -> Option<f64> {
        rank_biased_overlap(&self.first.ranking, &self.second.ranking, PERSISTENCE)
    }

    /// Whether neither is empty.
    fn has_both(&self) -> bool {
        self.first.tokens > 0 && self.second.tokens > 0
    }
}

fn similarity<'a>([first, second]: [&Profile<'a>; 2], entries: &Entries) -> GroupSimilarity<'a> {
    let mut whole = Sums::new(&first.whole, &second.whole);
    let mut of_first = first.parts.iter().map(|part| Sums::new(part, &second.whole)).collect_vec();
    let mut of_second = second.parts.iter().map(|part| Sums::new(&first.whole, part)).collect_vec();
    for [a, b] in shared([&first.side, &second.side], entries) {
        for sums in of_first.iter_mut().chain(&mut of_second).chain([&mut whole]) {
            sums.add(&a, &b);
        }
    }
    let estimate = |measure: fn(&Sums) -> Option<f64>| {
        let measure = |sums: &Sums| if whole.has_both() { measure(sums) } else { None };
        let value = measure(&whole);
        let left_out = |sums: &Sums, part: &Version| Some((measure(sums)?, part.less as f64));
        let of_first: Option<Vec<LeftOut>> = of_first.iter().map(|sums| left_out(sums, sums.first)).collect();
        let of_second: Option<Vec<LeftOut>> = of_second.iter().map(|sums| left_out(sums, sums.second)).collect();
        let interval = value.zip(of_first.zip(of_second));
        let interval =
            interval.and_then(|(value, (first, second))| jackknife_interval(value, &first, &second, CONFIDENCE));
        Estimate { value, interval }
    };
    GroupSimilarity {
        group_1: first.side.name,
        group_2: second.side.name,
        cosine: estimate(|sums| sums.cosine()),
        jensen_shannon: estimate(|sums| sums.jensen_shannon()),
        weighted_jaccard: estimate(|sums| sums.weighted_jaccard()),
        rank_biased_overlap: estimate(|sums| sums.rank_biased_overlap()),
    }
}

/// What two groups have of the terms that they share, in an order that doesn't depend on the terms' numbers, so that sums
/// have the same last bits: by their occurrences in the first group, then in the second. Most terms are rare in both: of
/// these keys are enough.
fn shared<'e>(sides: [&Side; 2], entries: &'e Entries) -> impl Iterator<Item = [Occurrences; 2]> {
    let of = move |term: Term<'e>| {
        let [first, second] = sides.map(|side| Occurrences::of(side, term));
        Some([first?, second?])
    };
    let (mut rare, mut common) = (Vec::new(), Vec::new());
    for term in entries.terms().filter(|term| sides.iter().all(|side| side.has(*term))) {
        let Some(keys) = of(term).map(|both| both.map(|of_side| of_side.key())) else { continue };
        match keys.contains(&COMMON) {
            false => rare.push(keys),
            true => common.push((keys, term)),
        }
    }
    rare.sort_unstable();
    common.sort_unstable_by(|([key, _], term), ([other_key, _], other)| {
        key.cmp(other_key).then_with(|| of(*term).cmp(&of(*other)))
    });
    let rare = rare.into_iter().map(|keys| (keys, None));
    let common = common.into_iter().map(|(keys, term)| (keys, Some(term)));
    // What is merged is small; a term's occurrences are many bytes.
    let both = rare.merge_by(common, |(keys, _), (other_keys, _)| keys < other_keys);
    both.filter_map(move |(keys, common)| common.map_or_else(|| Some(keys.map(Occurrences::of_key)), of))
}

/// The key of a term that is no rare one.
const COMMON: u128 = u128::MAX;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Occurrences in a few parts.
    fn any_occurrences() -> impl Strategy<Value = Occurrences> {
        prop::collection::vec((0..PARTS, 0..30_u64), 0..4).prop_map(|counts| {
            let mut parts = [0; PARTS];
            counts.into_iter().for_each(|(part, count)| parts[part] += count);
            Occurrences { all: parts.iter().sum(), parts }
        })
    }

    proptest! {
        #[test]
        fn keys_are_in_the_order_of_the_occurrences(left in any_occurrences(), right in any_occurrences()) {
            let order = left.key().cmp(&right.key());
            prop_assert!(order == left.cmp(&right) || left.key() == COMMON && right.key() == COMMON);
            prop_assert!(left.key() == COMMON || Occurrences::of_key(left.key()) == left);
        }
    }
}
