//! The statistics compared with other people's programs: `tests/oracle/make_statistics.py` had them compute the values in
//! `statistics.json`, and says which program gave which.
//!
//! Values agree to one part in 10^9, or where they are near zero to 10^-12; a test that allows more says why.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Debug;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use themeshift::measure::{
    ClusterSums, ContingencyTable, LeftOut, Overlap, bic, change_interval, change_p_value, cosine,
    deviation_of_proportions, factors, fightin_words_z, hypergeometric_diversity, jackknife_interval, jensen_shannon,
    jensen_shannon_part, log_dice, log_likelihood, log_likelihood_p, log_ratio, log10_p, mann_kendall,
    mutual_information, normalised_deviation_of_proportions, odds_ratio, percent_difference, q_values,
    rank_biased_overlap, share_interval, tf_idf, theil_sen, type_token_ratio, weighted_jaccard, windows, yule_k,
};

const RELATIVE: f64 = 1e-9;
const ABSOLUTE: f64 = 1e-12;

/// The cases of a family; there are some.
fn cases<T: DeserializeOwned>(family: &str) -> Vec<T> {
    let mut fixture: BTreeMap<String, Value> = serde_json::from_str(include_str!("../oracle/statistics.json")).unwrap();
    let cases: Vec<T> = serde_json::from_value(fixture.remove(family).unwrap()).unwrap();
    assert!(!cases.is_empty(), "{family}");
    cases
}

/// `value` is `expected`, or both are undefined.
fn assert_close(case: impl Debug, value: impl Into<Option<f64>>, expected: impl Into<Option<f64>>) {
    assert_within(RELATIVE, ABSOLUTE, case, value, expected);
}

fn assert_within(
    relative: f64,
    absolute: f64,
    case: impl Debug,
    value: impl Into<Option<f64>>,
    expected: impl Into<Option<f64>>,
) {
    let (value, expected) = (value.into(), expected.into());
    let close = match (value, expected) {
        (Some(value), Some(expected)) => (value - expected).abs() <= absolute + relative * expected.abs(),
        (value, expected) => value == expected,
    };
    assert!(close, "{case:?}: {value:?} is not {expected:?}");
}

/// Both bounds are as expected, or there are none.
fn assert_bounds(case: impl Debug, bounds: Option<(f64, f64)>, expected: Option<(f64, f64)>) {
    assert_close(("low", &case), bounds.map(|bounds| bounds.0), expected.map(|expected| expected.0));
    assert_close(("high", &case), bounds.map(|bounds| bounds.1), expected.map(|expected| expected.1));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: String,
    target: u64,
    target_total: u64,
    reference: u64,
    reference_total: u64,
    log_likelihood: Option<f64>,
    log_ratio: Option<f64>,
    percent_difference: Option<f64>,
    bic: Option<f64>,
    odds_ratio: Option<f64>,
}

impl Table {
    fn counts(&self) -> ContingencyTable {
        let &Self { target, target_total, reference, reference_total, .. } = self;
        ContingencyTable { target, target_total, reference, reference_total }
    }
}

#[test]
fn log_likelihood_is_that_of_scipy_and_mpmath() {
    for table in cases::<Table>("tables") {
        assert_close(&table.name, log_likelihood(table.counts()), table.log_likelihood);
    }
}

#[test]
fn log_ratio_is_that_of_association_measures_and_where_a_frequency_is_zero_of_sweeting_sutton_and_lambert() {
    for table in cases::<Table>("tables") {
        assert_close(&table.name, log_ratio(table.counts()), table.log_ratio);
    }
}

#[test]
fn percent_difference_and_odds_ratio_are_those_of_statsmodels() {
    for table in cases::<Table>("tables") {
        assert_close(("%DIFF", &table.name), percent_difference(table.counts()), table.percent_difference);
        assert_close(("odds ratio", &table.name), odds_ratio(table.counts()), table.odds_ratio);
    }
}

#[test]
fn bic_is_the_log_likelihood_less_the_logarithm_of_the_tokens() {
    for table in cases::<Table>("tables") {
        let value = table.log_likelihood.map(|g2| bic(g2, table.target_total + table.reference_total));
        assert_close(&table.name, value, table.bic);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PValue {
    log_likelihood: f64,
    p: f64,
    log10_p: f64,
}

#[test]
fn p_is_that_of_scipy_and_its_logarithm_that_of_mpmath_for_either_sign() {
    for PValue { log_likelihood, p, log10_p: logarithm } in cases("p_values") {
        for signed in [log_likelihood, -log_likelihood] {
            // Numbers below 1e-300 begin to lose their digits, or are zero.
            assert_within(RELATIVE, 1e-300, signed, log_likelihood_p(signed), p);
            assert_within(RELATIVE, 1e-15, signed, log10_p(signed), logarithm);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LogOdds {
    name: String,
    target: u64,
    target_total: u64,
    reference: u64,
    reference_total: u64,
    prior: f64,
    prior_total: f64,
    z: f64,
}

#[test]
fn fightin_words_are_those_of_logodds() {
    for LogOdds { name, target, target_total, reference, reference_total, prior, prior_total, z } in cases("log_odds") {
        let table = ContingencyTable { target, target_total, reference, reference_total };
        assert_close(name, fightin_words_z(table, prior, prior_total), z);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FalseDiscovery {
    p_values: Vec<f64>,
    q_values: Vec<f64>,
}

#[test]
fn q_values_are_those_of_statsmodels() {
    for case in cases::<FalseDiscovery>("false_discovery") {
        let q = q_values(&case.p_values);
        assert_eq!(q.len(), case.q_values.len());
        for (&q, &expected) in q.iter().zip(&case.q_values) {
            assert_within(RELATIVE, 0.0, &case.p_values, q, expected);
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Association {
    together: u64,
    first: u64,
    second: u64,
    total: u64,
    mutual_information: f64,
    log_dice: f64,
}

#[test]
fn mutual_information_and_log_dice_are_those_of_association_measures() {
    for case in cases::<Association>("associations") {
        let &Association { together, first, second, total, .. } = &case;
        assert_close(&case, mutual_information(together, first, second, total), case.mutual_information);
        assert_close(&case, log_dice(together, first, second), case.log_dice);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dispersion {
    name: String,
    parts: Vec<(u64, u64)>,
    dp: Option<f64>,
    dp_norm: Option<f64>,
}

#[test]
fn deviations_of_proportions_are_those_of_the_formulas_in_numpy() {
    for case in cases::<Dispersion>("dispersions") {
        assert_close(("DP", &case.name), deviation_of_proportions(&case.parts), case.dp);
        assert_close(("DPnorm", &case.name), normalised_deviation_of_proportions(&case.parts), case.dp_norm);
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    frequency: u64,
    documents_with: u64,
    documents: u64,
    tf_idf: Option<f64>,
}

#[test]
fn tf_idf_is_that_of_the_formula_in_python() {
    for case in cases::<Weight>("tf_idfs") {
        assert_close(&case, tf_idf(case.frequency, case.documents_with, case.documents), case.tf_idf);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vocabulary {
    name: String,
    counts: Vec<(f64, f64)>,
    jensen_shannon: f64,
    jensen_shannon_parts: Vec<f64>,
    weighted_jaccard: f64,
    cosine: f64,
    jaccard: f64,
    dice: f64,
    overlap_coefficient: f64,
}

impl Vocabulary {
    /// The shares of each term.
    fn shares(&self) -> Vec<(f64, f64)> {
        let totals = self.counts.iter().fold((0.0, 0.0), |total, count| (total.0 + count.0, total.1 + count.1));
        self.counts.iter().map(|count| (count.0 / totals.0, count.1 / totals.1)).collect()
    }
}

/// Whether a term occurs in both.
fn is_shared(term: &(f64, f64)) -> bool {
    term.0 > 0.0 && term.1 > 0.0
}

#[test]
fn similarities_are_those_of_scipy_over_all_terms_and_over_the_shared_ones() {
    for case in cases::<Vocabulary>("vocabularies") {
        let shares = case.shares();
        let squares =
            case.counts.iter().fold((0.0, 0.0), |sum, count| (sum.0 + count.0.powi(2), sum.1 + count.1.powi(2)));
        for terms in ["all", "shared"] {
            let kept = |term: &(f64, f64)| terms == "all" || is_shared(term);
            let kept_shares = || shares.iter().copied().filter(kept);
            let what = |measure| (measure, terms, &case.name);
            assert_close(what("Jensen-Shannon"), jensen_shannon(kept_shares()), case.jensen_shannon);
            assert_close(what("weighted Jaccard"), weighted_jaccard(kept_shares()), case.weighted_jaccard);
            assert_close(what("cosine"), cosine(case.counts.iter().copied().filter(kept), squares), case.cosine);
        }
    }
}

#[test]
fn parts_of_the_jensen_shannon_divergence_are_the_relative_entropies_of_scipy() {
    for case in cases::<Vocabulary>("vocabularies") {
        let shares = case.shares();
        assert_eq!(shares.len(), case.jensen_shannon_parts.len());
        for (index, (&(p, q), &expected)) in shares.iter().zip(&case.jensen_shannon_parts).enumerate() {
            assert_close((&case.name, index), jensen_shannon_part(p, q), expected);
        }
    }
}

#[test]
fn overlaps_of_sets_are_those_of_scipy() {
    for case in cases::<Vocabulary>("vocabularies") {
        let count = |holds: &dyn Fn(&(f64, f64)) -> bool| case.counts.iter().filter(|term| holds(term)).count() as u64;
        let only_1 = count(&|term| term.0 > 0.0 && term.1 == 0.0);
        let only_2 = count(&|term| term.0 == 0.0 && term.1 > 0.0);
        let overlap = Overlap { shared: count(&is_shared), only_1, only_2 };
        assert_close(("Jaccard", &case.name), overlap.jaccard(), case.jaccard);
        assert_close(("Dice", &case.name), overlap.dice(), case.dice);
        assert_close(("overlap", &case.name), overlap.overlap_coefficient(), case.overlap_coefficient);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rankings {
    name: String,
    first: Vec<u32>,
    second: Vec<u32>,
    persistence: f64,
    rank_biased_overlap: Option<f64>,
}

#[test]
fn rank_biased_overlap_is_that_of_rbo() {
    for Rankings { name, first, second, persistence, rank_biased_overlap: expected } in cases("rankings") {
        assert_close((name, persistence), rank_biased_overlap(&first, &second, persistence), expected);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    name: String,
    tokens: Vec<u32>,
    type_token_ratio: f64,
    moving_average: Option<f64>,
    mtld: Option<f64>,
    hypergeometric: Option<f64>,
    yule_k: f64,
}

impl Text {
    /// How many types have each frequency.
    fn spectrum(&self) -> Vec<(u64, u64)> {
        let (mut frequencies, mut spectrum) = (BTreeMap::new(), BTreeMap::new());
        self.tokens.iter().for_each(|token| *frequencies.entry(token).or_insert(0) += 1);
        frequencies.values().for_each(|&frequency| *spectrum.entry(frequency).or_insert(0) += 1);
        spectrum.into_iter().collect()
    }
}

#[test]
fn type_token_ratios_and_their_moving_average_are_those_of_lexicalrichness_and_lexical_diversity() {
    for text in cases::<Text>("texts") {
        let types = text.tokens.iter().collect::<HashSet<_>>().len();
        let ratio = type_token_ratio(types as u64, text.tokens.len() as u64);
        assert_close(&text.name, ratio, text.type_token_ratio);
        assert_close(&text.name, windows(&text.tokens, 50).mean_ratio(50), text.moving_average);
    }
}

#[test]
fn mtld_is_that_of_lexicalrichness() {
    for text in cases::<Text>("texts") {
        let factors = factors(&text.tokens, 0.72);
        // Factors are counted in billionths, which is much of a part of one.
        let rounding = 0.5 / factors.forward.min(factors.backward).max(1) as f64;
        assert_within(RELATIVE + rounding, 0.0, &text.name, factors.mtld(), text.mtld);
    }
}

#[test]
fn hypergeometric_diversity_and_yules_k_of_texts_are_those_of_lexicalrichness() {
    for text in cases::<Text>("texts") {
        let spectrum = text.spectrum();
        assert_close(("HD-D", &text.name), hypergeometric_diversity(&spectrum, 42), text.hypergeometric);
        assert_close(("K", &text.name), yule_k(&spectrum), text.yule_k);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spectrum {
    spectrum: Vec<(u64, u64)>,
    hypergeometric: Option<f64>,
    yule_k: f64,
}

#[test]
fn hypergeometric_diversity_and_yules_k_of_a_billion_tokens_are_those_of_rational_numbers() {
    for Spectrum { spectrum, hypergeometric, yule_k: k } in cases("spectra") {
        assert_within(1e-12, 0.0, &spectrum, hypergeometric_diversity(&spectrum, 42), hypergeometric);
        assert_within(1e-12, 0.0, &spectrum, yule_k(&spectrum), k);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Series {
    name: String,
    values: Vec<f64>,
    level: f64,
    mann_kendall: Option<Trend>,
    theil_sen: Option<Rate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trend {
    s: i64,
    tau: Option<f64>,
    p_value: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rate {
    slope: f64,
    low: f64,
    high: f64,
}

#[test]
fn mann_kendall_is_that_of_scipy_without_ties_and_of_pymannkendall_with_them() {
    for Series { name, values, mann_kendall: expected, .. } in cases("series") {
        let test = mann_kendall(&values);
        assert_eq!(test.map(|test| test.s), expected.as_ref().map(|expected| expected.s), "{name}");
        let p_value = expected.as_ref().map(|expected| expected.p_value);
        assert_within(RELATIVE, 0.0, ("p", &name), test.map(|test| test.p_value), p_value);
        // scipy has no tau where all values are equal.
        let tau = expected.map(|expected| expected.tau.unwrap_or(0.0));
        assert_close(("tau", &name), test.map(|test| test.tau), tau);
    }
}

#[test]
fn theil_sen_is_that_of_scipy() {
    for Series { name, values, level, theil_sen: expected, .. } in cases("series") {
        let rate = theil_sen(&values, level);
        assert_close(("slope", &name), rate.map(|rate| rate.slope), expected.as_ref().map(|expected| expected.slope));
        let expected = expected.map(|expected| (expected.low, expected.high));
        assert_bounds(&name, rate.map(|rate| (rate.low, rate.high)), expected);
    }
}

fn sums_of(clusters: &[(u64, u64)]) -> ClusterSums {
    let mut sums = ClusterSums::default();
    clusters.iter().for_each(|&(n, x)| sums.add_cluster(n, x));
    sums
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Share {
    name: String,
    clusters: Vec<(u64, u64)>,
    level: f64,
    interval: Option<(f64, f64)>,
}

#[test]
fn the_interval_of_a_share_is_that_of_wilson_in_statsmodels_at_the_critical_value_of_t() {
    for Share { name, clusters, level, interval } in cases("share_intervals") {
        assert_bounds(name, share_interval(sums_of(&clusters), level), interval);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    reference: Vec<(u64, u64)>,
    target: Vec<(u64, u64)>,
    interval: (f64, f64),
    p_value: f64,
}

#[test]
fn the_interval_of_a_change_and_its_p_value_are_those_of_newcombe_in_statsmodels() {
    for Change { reference, target, interval, p_value } in cases("change_intervals") {
        let name = format!("{} clusters", target.len());
        let (reference, target) = (sums_of(&reference), sums_of(&target));
        assert_bounds(&name, change_interval(reference, target, 0.95), Some(interval));
        assert_within(RELATIVE, 0.0, ("p", &name), change_p_value(reference, target), p_value);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Jackknife {
    value: f64,
    level: f64,
    first: Vec<LeftOut>,
    second: Vec<LeftOut>,
    interval: Option<(f64, f64)>,
}

#[test]
fn the_jackknife_interval_of_a_difference_of_means_is_that_of_welch_in_scipy() {
    for Jackknife { value, level, first, second, interval } in cases("jackknives") {
        let name = format!("{} and {} parts", first.len(), second.len());
        assert_bounds(name, jackknife_interval(value, &first, &second, level), interval);
    }
}
