//! Shares of themes and their changes, with intervals and verdicts.

use std::ops::Range;

use itertools::{Itertools, izip};
use serde::{Serialize, Serializer};

use super::pair::Side;
use crate::count::{Clustered, GroupCounts};
use crate::measure::{
    ClusterSums, change_interval, change_p_value, proportion, q_values_of_tested, share_interval, times_needed,
};
use crate::words::Words;

/// The confidence of all intervals.
pub const CONFIDENCE: f64 = 0.95;

/// A shift is claimed where its q-value among the themes of its pair is at most this.
pub const SIGNIFICANCE: f64 = 1.0 - CONFIDENCE;

/// A change whose interval lies within this, either way, is none.
const STEADY: f64 = 0.02;

/// The probability with which a change as large is found in as much data as it is said to need.
const POWER: f64 = 0.8;

/// With fewer clauses than this in a group nothing is claimed.
pub const FEWEST: u64 = 10;

/// A theme's share of some clauses.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// Clauses with the theme.
    pub clauses: u64,
    /// The clauses that it is a share of.
    pub of: u64,
    /// The one over the other; `None` where there is none to be a share of.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// A share's change from a reference to a target.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The share in the reference.
    pub reference: Share,
    /// The share in the target.
    pub target: Share,
    /// Target less reference.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// The p-value that goes with the interval; `None` where neither has any.
    pub p_value: Option<f64>,
    /// Its q-value among the themes of the pair.
    pub q_value: Option<f64>,
    /// What can be said of it.
    pub verdict: Verdict,
    /// How many times as many clauses it takes to tell a change as large; `None` where its verdict is no doubt, and where
    /// nothing changed or was tested.
    pub times_needed: Option<f64>,
}

impl Change {
    /// Whether its interval does.
    pub fn excludes_zero(&self) -> bool {
        self.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}

/// What can be said of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The target has more.
    Rise,
    /// The target has less.
    Fall,
    /// They differ by two percentage points at most.
    Steady,
    /// It could be either.
    Unclear,
    /// It could be either, since no more than a single clause of either group has the theme.
    SingleClause,
    /// A group has too few clauses for any verdict.
    TooFew,
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Verdict {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Rise => "rise",
            Verdict::Fall => "fall",
            Verdict::Steady => "steady",
            Verdict::Unclear | Verdict::SingleClause => "unclear",
            Verdict::TooFew => "too few",
        }
    }

    /// What a reader is shown.
    pub fn words(self) -> Words {
        let vietnamese = match self {
            Verdict::Rise => "tăng",
            Verdict::Fall => "giảm",
            Verdict::Steady => "ổn định",
            Verdict::Unclear | Verdict::SingleClause => "chưa rõ",
            Verdict::TooFew => "quá ít",
        };
        Words::new(self.name(), vietnamese)
    }

    /// Whether a shift is claimed.
    pub fn is_shift(self) -> bool {
        matches!(self, Verdict::Rise | Verdict::Fall)
    }

    /// Whether it could be chance.
    pub fn is_doubt(self) -> bool {
        matches!(self, Verdict::Unclear | Verdict::SingleClause | Verdict::TooFew)
    }
}

/// The clauses of a group that a share is taken of.
pub type Clauses = fn(&GroupCounts) -> &Clustered;

/// A theme's share in one side.
pub fn share(sums: ClusterSums) -> Share {
    Share { clauses: sums.x, of: sums.n, value: proportion(sums.x, sums.n), interval: share_interval(sums, CONFIDENCE) }
}

/// A theme's sums in one side.
pub(super) fn sums(side: &Side, theme: usize, clauses: Clauses) -> ClusterSums {
    let by_document = side.by_document();
    let of = |counts: &GroupCounts| {
        let clustered = clauses(counts);
        if by_document { clustered.documents.sums(theme) } else { clustered.paragraphs.sums(theme) }
    };
    side.less.map_or(of(side.counts), |less| of(side.counts) - of(less))
}

/// The bounds of a ratio as binary logarithms.
pub(super) fn log2((low, high): (f64, f64)) -> (f64, f64) {
    (low.log2(), high.log2())
}

/// The changes of all themes from one side to another; the verdicts are taken over all of them together.
pub(super) fn changes(reference: &Side, target: &Side, themes: Range<usize>, clauses: Clauses) -> Vec<Change> {
    let sums = themes.map(|theme| (sums(reference, theme, clauses), sums(target, theme, clauses))).collect_vec();
    // A theme that neither has is not tested.
    let p_values = sums.iter().map(|(reference, target)| match reference.x + target.x {
        0 => None,
        _ => change_p_value(*reference, *target),
    });
    let p_values = p_values.collect_vec();
    let q_values = q_values_of_tested(&p_values);
    let tested = q_values.iter().flatten().count();
    let change = |((reference, target), p_value, q_value): (&(ClusterSums, ClusterSums), Option<f64>, Option<f64>)| {
        let interval = change_interval(*reference, *target, CONFIDENCE);
        let (reference, target) = (share(*reference), share(*target));
        let value = target.value.zip(reference.value).map(|(target, reference)| target - reference);
        let verdict = verdict(&reference, &target, interval, q_value);
        let times_needed = p_value.filter(|_| verdict.is_doubt()).and_then(|p_value| {
            // What is claimed is claimed among all that were tested together: at the worst, at their part of the level.
            let times = times_needed(p_value, SIGNIFICANCE / tested.max(1) as f64, POWER);
            let fewest = FEWEST as f64 / reference.of.min(target.of).max(1) as f64;
            Some(times.max(fewest)).filter(|times| times.is_finite())
        });
        Change { reference, target, value, interval, p_value, q_value, verdict, times_needed }
    };
    izip!(&sums, p_values, q_values).map(change).collect()
}

fn verdict(reference: &Share, target: &Share, interval: Option<(f64, f64)>, q_value: Option<f64>) -> Verdict {
    let Some((low, high)) = interval.filter(|_| reference.of.min(target.of) >= FEWEST) else { return Verdict::TooFew };
    let is_supported =
        q_value.is_some_and(|q_value| q_value <= SIGNIFICANCE) && reference.clauses.max(target.clauses) > 1;
    if is_supported && low > 0.0 {
        Verdict::Rise
    } else if is_supported && high < 0.0 {
        Verdict::Fall
    } else if -STEADY <= low && high <= STEADY {
        Verdict::Steady
    } else if reference.clauses.max(target.clauses) <= 1 {
        Verdict::SingleClause
    } else {
        Verdict::Unclear
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_needs_clauses_an_interval_and_a_q_value() {
        let share = |clauses, of| Share { clauses, of, value: None, interval: None };
        let say = |reference, target, interval, q| verdict(&reference, &target, Some(interval), Some(q));
        assert_eq!(say(share(2, 40), share(20, 40), (0.2, 0.6), 0.01), Verdict::Rise);
        assert_eq!(say(share(20, 40), share(2, 40), (-0.6, -0.2), 0.01), Verdict::Fall);
        assert_eq!(say(share(2, 40), share(20, 40), (0.2, 0.6), 0.06), Verdict::Unclear);
        assert_eq!(say(share(5, 40), share(8, 40), (-0.1, 0.2), 0.5), Verdict::Unclear);
        assert_eq!(say(share(0, 40), share(1, 40), (0.001, 0.2), 0.01), Verdict::SingleClause);
        assert_eq!(say(share(100, 9000), share(110, 9000), (-0.01, 0.02), 0.4), Verdict::Steady);
        // A rare theme that is six times as frequent as before has not held steady.
        assert_eq!(say(share(20, 9000), share(110, 9000), (0.008, 0.012), 1e-9), Verdict::Rise);
        assert_eq!(say(share(0, 9), share(9, 90), (0.03, 0.2), 0.01), Verdict::TooFew);
    }
}
