//! The sources of a corpus -> portions of them, one for a thread at a time.

use std::sync::Arc;

use super::budget::{Budget, MemoryShare};
use crate::read::Source;

/// A thread is handed this many bytes of text at once, so that handing over costs little beside the work, and no more
/// articles than these.
const PORTION: u64 = 1 << 15;
const MOST_OF_PORTION: usize = 64;

/// Some sources, and the memory that is theirs until they are counted and written.
pub(super) struct Portion {
    pub sources: Vec<Source>,
    pub share: MemoryShare,
}

/// The sources in portions, in order. The next one waits here until there is memory for it: nobody asks for those after
/// it in the meantime.
pub(super) fn portions(
    mut sources: impl Iterator<Item = Source>,
    budget: Arc<Budget>,
) -> impl Iterator<Item = Portion> {
    std::iter::from_fn(move || {
        let (mut portion, mut size) = (Vec::new(), 0);
        while size < PORTION && portion.len() < MOST_OF_PORTION {
            let Some(source) = sources.next() else { break };
            size += source.size();
            portion.push(source);
        }
        (!portion.is_empty()).then(|| Portion { sources: portion, share: budget.take(size) })
    })
}
