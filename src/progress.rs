//! What a run says of itself while it goes on; nothing that it writes depends on it.

/// A step of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The articles are being read and counted; `of` so many where that is known.
    Counting {
        /// How many there are; `None` where files hold more than one.
        of: Option<u64>,
    },
    /// One more of them was counted, or left out.
    Counted,
    /// The groups are being compared and the tables written.
    Comparing,
    /// So many charts are being drawn.
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
