//! How much memory articles may take at once: a large one waits until there is room for it, whatever the number of threads.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::allocator;
use crate::caught::lock;

/// Bytes that an article is taken to need for each byte of its text, from its file to its tables: ten were measured where its
/// words are those of press, twenty-four to forty where every clause speaks of themes.
const OF_TEXT: u64 = 25;

/// A text with more bytes is no article but a shelf of books: only one such is read at a time, however much memory
/// there is.
const LARGE: u64 = 8_000_000;

/// After a share of this many bytes or more, free memory is given back to the system before another takes its place.
const MUCH: u64 = 50_000_000;

/// What the program takes whatever it reads: dictionaries, models, counts.
const FIXED: u64 = 150_000_000;

/// The memory that articles share. A thread waits for it where no other can overtake it, see
/// [`super::portions`]: so the articles get their share in the order of the corpus, and the first one never waits for a later
/// one.
pub(super) struct Budget {
    most: u64,
    taken: Mutex<Taken>,
    given_back: Condvar,
}

/// What articles have at the moment.
#[derive(Debug, Default, PartialEq, Eq)]
struct Taken {
    bytes: u64,
    /// Whether one of them is large.
    is_large: bool,
}

impl Budget {
    /// That of a program which may take this many bytes in all.
    pub fn new(memory: u64) -> Arc<Budget> {
        let (most, taken) = (memory.saturating_sub(FIXED), Mutex::default());
        Arc::new(Budget { most, taken, given_back: Condvar::new() })
    }

    /// Waits until there is room for this many bytes of text. A text for which there never is gets it when it is alone.
    pub fn take(self: &Arc<Budget>, text: u64) -> MemoryShare {
        let (bytes, is_large) = (text.saturating_mul(OF_TEXT), text > LARGE);
        let must_wait = |taken: &mut Taken| {
            is_large && taken.is_large || taken.bytes > 0 && taken.bytes.saturating_add(bytes) > self.most
        };
        let taken = self.given_back.wait_while(lock(&self.taken), must_wait);
        let mut taken = taken.unwrap_or_else(PoisonError::into_inner);
        taken.bytes += bytes;
        taken.is_large |= is_large;
        MemoryShare { budget: Arc::clone(self), bytes, is_large }
    }
}

/// Memory that was taken, until it is dropped.
pub(super) struct MemoryShare {
    budget: Arc<Budget>,
    bytes: u64,
    is_large: bool,
}

impl Drop for MemoryShare {
    fn drop(&mut self) {
        if self.bytes > MUCH {
            allocator::give_back();
        }
        let mut taken = lock(&self.budget.taken);
        taken.bytes -= self.bytes;
        taken.is_large &= !self.is_large;
        drop(taken);
        self.budget.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    /// The most bytes of text that were taken at once by eight threads which take these again and again.
    fn most_at_once(budget: &Arc<Budget>, texts: &[u64]) -> u64 {
        let (at_once, most) = (AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for thread in 0..8 {
                let (at_once, most) = (&at_once, &most);
                scope.spawn(move || {
                    for number in 0..200 {
                        let text = texts[(thread * 3 + number) % texts.len()];
                        let share = budget.take(text);
                        most.fetch_max(at_once.fetch_add(text, Ordering::SeqCst) + text, Ordering::SeqCst);
                        thread::yield_now();
                        at_once.fetch_sub(text, Ordering::SeqCst);
                        drop(share);
                    }
                });
            }
        });
        assert_eq!(*lock(&budget.taken), Taken::default());
        most.into_inner()
    }

    #[test]
    fn no_more_is_taken_at_once_than_there_is_but_by_one_that_is_alone() {
        let budget = Budget::new(FIXED + 100 * OF_TEXT);
        assert!(most_at_once(&budget, &[7, 30, 41, 1, 99, 12]) <= 100);
        assert_eq!(most_at_once(&budget, &[130, 120, 30]), 130);
    }

    #[test]
    fn of_large_ones_one_is_taken_at_a_time_however_much_there_is() {
        let budget = Budget::new(u64::MAX);
        assert!(most_at_once(&budget, &[LARGE + 1, LARGE + 2, 5]) < 2 * LARGE);
    }
}
