//! Which keywords two groups share.

use std::collections::BTreeSet;

use itertools::Itertools;

use crate::count::GroupCounts;
use crate::group::ALL;
use crate::language::Alphabet;
use crate::measure::Overlap;
use crate::themes::Themes;

/// The keywords of a theme in two groups.
#[derive(Clone, Debug)]
pub struct KeywordOverlap<'a> {
    /// The theme's id, `*` for all together.
    pub theme: &'a str,
    /// The earlier group.
    pub group_1: &'a str,
    /// The later group.
    pub group_2: &'a str,
    /// How many are shared, and how many occur in one group alone.
    pub overlap: Overlap,
    /// The keywords in both groups, in the order of the alphabet.
    pub shared: Vec<&'a str>,
    /// The keywords in the earlier group alone.
    pub only_1: Vec<&'a str>,
    /// The keywords in the later group alone.
    pub only_2: Vec<&'a str>,
}

/// Every two groups, all themes together and each alone. A keyword of several themes counts once among all.
pub(super) fn overlaps<'a>(
    groups: &[(&'a str, &'a GroupCounts)],
    themes: &'a Themes,
    alphabet: &Alphabet,
) -> Vec<KeywordOverlap<'a>> {
    let each = themes.themes.iter().map(|theme| (theme.id.as_str(), theme.keywords.clone()));
    let scopes = [(ALL, 0..themes.keywords.len())].into_iter().chain(each).collect_vec();
    groups
        .iter()
        .array_combinations()
        .cartesian_product(&scopes)
        .map(|([&(group_1, counts_1), &(group_2, counts_2)], (theme, range))| {
            let attested = |counts: &GroupCounts| -> BTreeSet<&'a str> {
                let found = counts.keywords.range(range.clone());
                found.map(|(&index, _)| themes.keywords[index].text.as_str()).collect()
            };
            let (first, second) = (attested(counts_1), attested(counts_2));
            let key = |keyword: &&str| alphabet.key(&keyword.to_lowercase());
            let shared = first.intersection(&second).copied().sorted_by_cached_key(key).collect_vec();
            let only_1 = first.difference(&second).copied().sorted_by_cached_key(key).collect_vec();
            let only_2 = second.difference(&first).copied().sorted_by_cached_key(key).collect_vec();
            let [shared_size, size_1, size_2] = [&shared, &only_1, &only_2].map(|keywords| keywords.len() as u64);
            KeywordOverlap {
                theme,
                group_1,
                group_2,
                overlap: Overlap { shared: shared_size, only_1: size_1, only_2: size_2 },
                shared,
                only_1,
                only_2,
            }
        })
        .collect()
}
