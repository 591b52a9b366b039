//! Two ranked lists in -> how far they agree, the top ranks weighing most.

use std::collections::HashSet;
use std::hash::Hash;

/// Rank-biased overlap, extrapolated (RBO_EXT): the mean agreement of the lists over all depths, a depth weighing
/// `persistence` (0 to 1) times as much as the one above it; beyond the lists' ends they are taken to agree as at the
/// end. 0 where they share nothing, 1 where they are the same. No list holds a thing twice, and either may be the longer.
/// `None` where a list is empty.
///
/// Webber, W., Moffat, A. and Zobel, J. (2010). A similarity measure for indefinite rankings. ACM Trans. on Information
/// Systems 28(4), article 20, equation (32).
pub fn rank_biased_overlap<T: Eq + Hash>(first: &[T], second: &[T], persistence: f64) -> Option<f64> {
    let (short, long) = if first.len() <= second.len() { (first, second) } else { (second, first) };
    let end = short.len() as f64;
    let (mut seen_short, mut seen_long) = (HashSet::new(), HashSet::new());
    // What the two share down to this depth, and down to the end of the shorter list.
    let (mut shared, mut shared_at_end) = (0.0, 0.0);
    let (mut overlap, mut weight, mut agreement) = (0.0, 1.0, 0.0);
    for (index, item) in long.iter().enumerate() {
        let depth = (index + 1) as f64;
        let other = short.get(index);
        seen_long.insert(item);
        seen_short.extend(other);
        shared += f64::from(u8::from(seen_short.contains(item)));
        shared += f64::from(u8::from(other.is_some_and(|other| other != item && seen_long.contains(other))));
        if other.is_some() {
            shared_at_end = shared;
        }
        // The shorter list is taken to share beyond its end what it shared within.
        agreement = (shared + shared_at_end * (depth - end).max(0.0) / end) / depth;
        overlap += (1.0 - persistence) * weight * agreement;
        weight *= persistence;
    }
    (!short.is_empty()).then(|| (overlap + weight * agreement).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn overlap(first: &str, second: &str, persistence: f64) -> Option<f64> {
        rank_biased_overlap(first.as_bytes(), second.as_bytes(), persistence)
    }

    #[test]
    fn overlap_has_its_check_value() {
        assert!((overlap("abcdef", "bacegd", 0.9).unwrap() - 0.770238).abs() < 5e-7);
    }

    #[test]
    fn overlap_is_that_of_another_program_also_for_lists_of_different_lengths() {
        // The Python package rbo 0.1.3, rbo_ext.
        for (first, second, persistence, expected) in [
            ("abcdef", "bacegd", 0.9, 0.7702380000000001),
            ("abcdefg", "bad", 0.9, 0.747108642857143),
            ("ab", "xaybz", 0.98, 0.679179592),
            ("abcde", "edcba", 0.5, 0.15104166666666666),
            ("a", "bcdefa", 0.75, 0.03955078125),
        ] {
            assert!((overlap(first, second, persistence).unwrap() - expected).abs() < 1e-12, "{first} {second}");
        }
    }

    #[test]
    fn the_same_list_overlaps_by_1_and_another_by_0_and_an_empty_one_not_at_all() {
        assert_eq!((overlap("abc", "abc", 0.5), overlap("abc", "de", 0.5)), (Some(1.0), Some(0.0)));
        assert_eq!((overlap("", "abc", 0.5), overlap("abc", "", 0.5), overlap("", "", 0.5)), (None, None, None));
    }

    #[test]
    fn without_persistence_the_first_rank_counts_alone_and_with_full_persistence_the_sets() {
        assert_eq!((overlap("abc", "acb", 0.0), overlap("abc", "bac", 0.0)), (Some(1.0), Some(0.0)));
        assert_eq!((overlap("abc", "cab", 1.0), overlap("abcd", "daxy", 1.0)), (Some(1.0), Some(0.5)));
    }

    /// Equation (32) as it is printed.
    fn definition(first: &[u8], second: &[u8], p: f64) -> f64 {
        let (short, long) = if first.len() <= second.len() { (first, second) } else { (second, first) };
        let shared = |depth: usize| {
            let top = &short[..depth.min(short.len())];
            long[..depth].iter().filter(|item| top.contains(item)).count() as f64
        };
        let (s, l) = (short.len(), long.len());
        let power = |depth: usize| p.powi(depth as i32);
        let seen: f64 = (1..=l).map(|d| shared(d) / d as f64 * power(d)).sum();
        let beyond: f64 = (s + 1..=l).map(|d| shared(s) * (d - s) as f64 / (s * d) as f64 * power(d)).sum();
        (1.0 - p) / p * (seen + beyond) + ((shared(l) - shared(s)) / l as f64 + shared(s) / s as f64) * power(l)
    }

    /// Ranked lists of 1 to 30 of the same 30 things.
    fn any_list() -> impl Strategy<Value = Vec<u8>> {
        (Just((0..30).collect::<Vec<u8>>()).prop_shuffle(), 1..=30_usize).prop_map(|(mut list, length)| {
            list.truncate(length);
            list
        })
    }

    proptest! {
        #[test]
        fn overlap_agrees_with_its_definition_is_symmetric_and_within_0_and_1(
            first in any_list(), second in any_list(), persistence in 0.01..1.0
        ) {
            let value = rank_biased_overlap(&first, &second, persistence).unwrap();
            prop_assert!((value - definition(&first, &second, persistence)).abs() < 1e-12);
            prop_assert_eq!(Some(value), rank_biased_overlap(&second, &first, persistence));
            prop_assert!((0.0..=1.0).contains(&value));
        }
    }
}
