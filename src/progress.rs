//! What a run says of itself while it goes on; nothing that it writes depends on it.

use crate::words::Words;

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// What makes the groups of the articles, and why, is known.
    Grouped(Words<String>),
    /// Another run writes to the output folder, and its end is waited for.
    Waiting {
        /// The other run, where it says so.
        process: Option<u32>,
    },
    /// What an ended run left in the output folder, or beside it, was cleared.
    Recovered {
        /// Whether its output was put in place, which it had begun; else it was given up.
        is_finished: bool,
    },
    /// The articles are being read and counted; `of` is their number where that is known.
    Counting {
        /// How many there are; `None` where files hold more than one.
        of: Option<u64>,
    },
    /// One more of them was counted, or left out.
    Counted,
    /// The groups are being compared and the tables written.
    Comparing,
    /// The charts are being drawn.
    Drawing {
        /// How many.
        charts: u64,
    },
    /// The report and the workbook are being written.
    Writing,
}

/// Who is told of each step.
pub type Watch<'a> = &'a dyn Fn(Step);

/// Tells nobody.
pub fn unwatched(_: Step) {}
