//! Counts of clustered clauses, or tokens, in -> intervals of shares and rates, of their change and ratio, and the
//! p-value of a change.

mod change;
mod cluster_sums;
mod rate;
mod ratio;
mod share;
mod student_t;

pub use change::{change_interval, change_p_value};
pub use cluster_sums::ClusterSums;
pub use rate::{critical_t, rate, rate_interval};
pub use ratio::{ratio, ratio_interval};
pub use share::{Estimate, share_interval};
pub(in crate::measure) use student_t::critical_value;
