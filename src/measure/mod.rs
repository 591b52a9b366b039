//! Pure arithmetic: numbers in, `f64` out; no input, no output, no text. One statistic, one function, its source cited.

mod association;
mod bootstrap;
mod dispersion;
mod diversity;
mod false_discovery;
mod interval;
mod jackknife;
mod keyness;
mod overlap;
mod power;
mod rank_overlap;
mod similarity;
mod tf_idf;
mod trend;

pub use association::{log_dice, mutual_information, normalised_mutual_information};
pub use bootstrap::bootstrap_interval;
pub use dispersion::{deviation_of_proportions, normalised_deviation_of_proportions};
pub use diversity::{Factors, Windows, factors, hypergeometric_diversity, type_token_ratio, windows, yule_k};
pub use false_discovery::{q_values, q_values_of_tested};
pub use interval::{
    ClusterSums, Estimate, change_interval, change_p_value, critical_t, rate, rate_interval, ratio, ratio_interval,
    share_interval,
};
pub use jackknife::{LeftOut, jackknife_interval};
pub use keyness::{
    ContingencyTable, bic, fightin_words_z, log_likelihood, log_likelihood_bound, log_likelihood_p, log_ratio, log10_p,
    odds_ratio, percent_difference,
};
pub use overlap::Overlap;
pub use power::times_needed;
pub use rank_overlap::rank_biased_overlap;
pub use similarity::{
    cosine, cosine_of, jensen_shannon, jensen_shannon_kept, jensen_shannon_of, jensen_shannon_part, weighted_jaccard,
    weighted_jaccard_of,
};
pub use tf_idf::tf_idf;
pub use trend::{MannKendall, Slope, mann_kendall, theil_sen};

/// Occurrences in 10,000 tokens; 0 where there is no token.
pub fn per_10k(frequency: u64, tokens: u64) -> f64 {
    if tokens == 0 { 0.0 } else { frequency as f64 * 10_000.0 / tokens as f64 }
}

/// A part of a whole, 0 to 1; `None` where the whole is zero.
pub fn proportion(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
