//! The occurrences in each part of a corpus in -> how unevenly they are spread over the parts.

/// Deviation of proportions, DP = 1/2 sum |v/f - s|: v/f is the share of the occurrences that are in a part, s the
/// part's share of the tokens. 0 where every part has its expected number, near 1 where all occurrences are in one
/// small part.
///
/// `parts` are (occurrences, size) of each; a part of size 0 is none. `None` where there are no occurrences or fewer than
/// two parts.
///
/// Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. Int. J. of Corpus Linguistics 13(4), 403-437.
pub fn deviation_of_proportions(parts: &[(u64, u64)]) -> Option<f64> {
    let parts = || parts.iter().filter(|part| part.1 > 0).map(|&(v, size)| (v as f64, size as f64));
    let (occurrences, tokens) = parts().fold((0.0, 0.0), |(f, n), (v, size)| (f + v, n + size));
    let deviation: f64 = parts().map(|(v, size)| (v / occurrences - size / tokens).abs()).sum();
    (occurrences > 0.0 && parts().nth(1).is_some()).then_some(deviation / 2.0)
}

/// DP over the largest value that it can take with these parts, DPnorm = DP / (1 - min s): 0 to 1. `None` as DP.
///
/// Lijffijt, J. and Gries, S. Th. (2012). Correction to Stefan Th. Gries' "Dispersions and adjusted frequencies in
/// corpora". Int. J. of Corpus Linguistics 17(1), 147-149.
pub fn normalised_deviation_of_proportions(parts: &[(u64, u64)]) -> Option<f64> {
    let deviation = deviation_of_proportions(parts)?;
    let sizes = || parts.iter().filter(|part| part.1 > 0).map(|part| part.1 as f64);
    let smallest = sizes().fold(f64::INFINITY, f64::min) / sizes().sum::<f64>();
    Some((deviation / (1.0 - smallest)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PARTS: [(u64, u64); 5] = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];

    #[test]
    fn deviations_have_their_check_values() {
        assert!((deviation_of_proportions(&PARTS).unwrap() - 0.18).abs() < 1e-12);
        assert!((normalised_deviation_of_proportions(&PARTS).unwrap() - 0.219512195).abs() < 5e-10);
    }

    #[test]
    fn everything_in_the_smallest_part_deviates_by_1_and_an_even_spread_by_0() {
        assert_eq!(normalised_deviation_of_proportions(&[(0, 30), (7, 10)]), Some(1.0));
        assert_eq!(deviation_of_proportions(&[(0, 30), (7, 10)]), Some(0.75));
        assert_eq!(normalised_deviation_of_proportions(&[(6, 30), (2, 10)]), Some(0.0));
    }

    #[test]
    fn a_part_of_size_0_is_none() {
        assert_eq!(deviation_of_proportions(&[(0, 0), (0, 30), (7, 10)]), Some(0.75));
        assert_eq!(normalised_deviation_of_proportions(&[(0, 30), (7, 10), (0, 0)]), Some(1.0));
        assert_eq!(deviation_of_proportions(&[(3, 10), (0, 0)]), None);
    }

    #[test]
    fn no_occurrences_or_a_single_part_have_no_deviation() {
        for parts in [&[][..], &[(3, 10)], &[(0, 10), (0, 20)]] {
            assert_eq!((deviation_of_proportions(parts), normalised_deviation_of_proportions(parts)), (None, None));
        }
    }

    proptest! {
        #[test]
        fn deviations_are_within_0_and_1_and_the_normalised_is_the_larger(
            parts in prop::collection::vec((0..100_u64, 0..1000_u64), 0..20)
        ) {
            let Some(deviation) = deviation_of_proportions(&parts) else { return Ok(()) };
            let normalised = normalised_deviation_of_proportions(&parts).unwrap();
            prop_assert!(0.0 <= deviation && deviation <= normalised && normalised <= 1.0);
        }

        #[test]
        fn any_counts_give_a_deviation_within_0_and_1(
            parts in prop::collection::vec(any::<(u64, u64)>(), 0..20)
        ) {
            if let Some(deviation) = normalised_deviation_of_proportions(&parts) {
                prop_assert!((0.0..=1.0).contains(&deviation));
            }
        }
    }
}
