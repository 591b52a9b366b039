//! Pure arithmetic: numbers in, `f64` out; no input, no output, no text. One statistic, one function, its source cited.

mod association;
mod false_discovery;
mod interval;
mod keyness;
mod overlap;

pub use association::log_dice;
pub use false_discovery::q_values;
pub use interval::{ClusterSums, change_interval, change_p_value, share_interval};
pub use keyness::{ContingencyTable, log_likelihood, log_likelihood_p, log_ratio, percent_difference};
pub use overlap::Overlap;

/// Occurrences in 10,000 tokens; 0 where there is no token.
pub fn per_10k(frequency: u64, tokens: u64) -> f64 {
    if tokens == 0 { 0.0 } else { frequency as f64 * 10_000.0 / tokens as f64 }
}

/// A part of a whole, 0 to 1; `None` where the whole is zero.
pub fn proportion(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
