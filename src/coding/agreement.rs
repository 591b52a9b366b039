//! How far what was found agrees with what was coded.

use std::iter::Sum;
use std::ops::AddAssign;

/// How far what was found agrees with what was coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Found and coded.
    pub right: u64,
    /// Found.
    pub found: u64,
    /// Coded.
    pub coded: u64,
}

impl Agreement {
    /// Of one clause.
    pub fn of(found: bool, coded: bool) -> Agreement {
        Agreement { right: u64::from(found && coded), found: u64::from(found), coded: u64::from(coded) }
    }

    /// How much of what was found is coded.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.found as f64
    }

    /// How much of what is coded was found.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.coded as f64
    }

    /// The harmonic mean of both (Dice); over several themes the micro-average.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.coded) as f64
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Agreement) {
        self.right += other.right;
        self.found += other.found;
        self.coded += other.coded;
    }
}

impl Sum for Agreement {
    fn sum<I: Iterator<Item = Agreement>>(agreements: I) -> Agreement {
        agreements.fold(Agreement::default(), |mut sum, agreement| {
            sum += agreement;
            sum
        })
    }
}
