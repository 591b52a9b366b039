//! How much memory articles may take at once: a large one waits until there is room for it, whatever the number of threads.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes that an article takes for each byte of its text, from its file to its tables: ten where its words are those of press, the
/// rest where every clause speaks of themes.
const OF_TEXT: u64 = 25;

/// What the program takes whatever it reads: dictionaries, models, counts.
const FIXED: u64 = 150_000_000;

/// The memory that articles share. Whoever waits does so in a place where nobody can come before him, see
/// [`super::portions`]: so the articles get their share in the order of the corpus, and the first one never waits for a later
/// one.
pub(super) struct Budget {
    most: u64,
    taken: Mutex<u64>,
    given_back: Condvar,
}

impl Budget {
    /// That of a program which may take so many bytes in all.
    pub fn new(memory: u64) -> Arc<Budget> {
        Arc::new(Budget { most: memory.saturating_sub(FIXED), taken: Mutex::new(0), given_back: Condvar::new() })
    }

    /// Waits until there is room for so many bytes of text. A text for which there never is gets it when it is alone.
    pub fn take(self: &Arc<Budget>, text: u64) -> Share {
        let bytes = text.saturating_mul(OF_TEXT);
        let is_full = |taken: &mut u64| *taken > 0 && taken.saturating_add(bytes) > self.most;
        let taken = self.given_back.wait_while(lock(&self.taken), is_full);
        *taken.unwrap_or_else(PoisonError::into_inner) += bytes;
        Share { budget: Arc::clone(self), bytes }
    }
}

/// Memory that was taken, until it is dropped.
pub(super) struct Share {
    budget: Arc<Budget>,
    bytes: u64,
}

impl Drop for Share {
    fn drop(&mut self) {
        *lock(&self.budget.taken) -= self.bytes;
        self.budget.given_back.notify_all();
    }
}

/// A panic while the lock was held has been seen to already.
fn lock(taken: &Mutex<u64>) -> MutexGuard<'_, u64> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    #[test]
    fn no_more_is_taken_at_once_than_there_is_but_by_one_that_is_alone() {
        let budget = Budget::new(FIXED + 100 * OF_TEXT);
        let at_once = AtomicU64::new(0);
        thread::scope(|scope| {
            for thread in 0..8 {
                let (budget, at_once) = (&budget, &at_once);
                scope.spawn(move || {
                    for number in 0..200 {
                        let text = (thread * 37 + number * 11) % 130;
                        let share = budget.take(text);
                        let all = at_once.fetch_add(text, Ordering::SeqCst) + text;
                        assert!(all <= 100 || all == text, "{all}");
                        thread::yield_now();
                        at_once.fetch_sub(text, Ordering::SeqCst);
                        drop(share);
                    }
                });
            }
        });
        assert_eq!(*lock(&budget.taken), 0);
    }
}
