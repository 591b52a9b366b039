//! How much a term marks one document, or group, among several.

/// tf-idf, frequency x log10(documents / documents_with): the `frequency` of a term in one document, weighed by how few
/// of the `documents` have it; 0 where all have. `None` where none has it or there are none.
///
/// Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval. Information Processing and
/// Management 24(5), 513-523; the weight is that of Spärck Jones, K. (1972). J. of Documentation 28(1), 11-21.
pub fn tf_idf(frequency: u64, documents_with: u64, documents: u64) -> Option<f64> {
    let weight = || libm::log10(documents as f64 / documents_with as f64);
    (documents_with > 0 && documents > 0).then(|| frequency as f64 * weight())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tf_idf_has_its_values_by_hand() {
        assert_eq!(tf_idf(7, 10, 1000), Some(14.0));
        assert_eq!(tf_idf(7, 5, 5), Some(0.0));
        assert!((tf_idf(3, 1, 2).unwrap() - 0.903089986991944).abs() < 1e-15);
    }

    #[test]
    fn a_term_in_no_document_has_no_weight() {
        assert_eq!((tf_idf(7, 0, 5), tf_idf(7, 5, 0)), (None, None));
    }

    proptest! {
        #[test]
        fn tf_idf_is_never_below_0_and_falls_as_more_documents_have_the_term(
            frequency in 0..1000_u64, with in 1..1000_u64, more in 0..1000_u64, rest in 0..1000_u64
        ) {
            let documents = with + more + rest;
            let (rare, common) = (tf_idf(frequency, with, documents), tf_idf(frequency, with + more, documents));
            prop_assert!(rare >= common && common >= Some(0.0));
        }
    }
}
