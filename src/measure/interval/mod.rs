//! Counts of clustered clauses in -> intervals of shares and of their change, and the p-value of a change.

mod change;
mod cluster_sums;
mod share;
mod student_t;

pub use change::{change_interval, change_p_value};
pub use cluster_sums::ClusterSums;
pub use share::share_interval;
