//! The sources of a corpus -> portions of them, one for a thread at a time.

use crate::read::Source;

/// So much text is handed to a thread at once that handing it over costs little beside the work, in bytes, and no more
/// articles than these.
const PORTION: u64 = 1 << 15;
const MOST_OF_PORTION: usize = 64;

/// The sources in portions, in order.
pub(super) fn portions(mut sources: impl Iterator<Item = Source>) -> impl Iterator<Item = Vec<Source>> {
    std::iter::from_fn(move || {
        let (mut portion, mut size) = (Vec::new(), 0);
        while size < PORTION && portion.len() < MOST_OF_PORTION {
            let Some(source) = sources.next() else { break };
            size += source.size();
            portion.push(source);
        }
        (!portion.is_empty()).then_some(portion)
    })
}
