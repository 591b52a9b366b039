//! Documents in parallel, results in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::Result;

/// More threads than this help nothing, and a system may refuse them.
const MOST_THREADS: usize = 256;

/// How many items the fastest thread may be ahead of the slowest: enough that one long article doesn't hold up the
/// rest.
const WINDOW: usize = 1024;

/// Applies `work` to each item on `threads` threads and hands the results to `consume` in the order of the items, on
/// the calling thread. Each thread carries a state of its own from item to item, made by `state`; the states come back,
/// in no meaningful order.
///
/// A result that comes early waits for those before it, and no thread runs more than [`WINDOW`] items ahead of the
/// slowest: memory doesn't grow with the number of items.
///
/// # Errors
/// The first error of `consume`; the threads then stop at their next item.
pub fn in_order<T: Sync, S: Send, R: Send>(
    items: &[T],
    threads: NonZeroUsize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    mut consume: impl FnMut(R) -> Result<()>,
) -> Result<Vec<S>> {
    let next = AtomicUsize::new(0);
    let due = Due::default();
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.get().min(items.len()).min(MOST_THREADS))
            .map(|_| {
                let (next, due, state, work, sender) = (&next, &due, &state, &work, sender.clone());
                scope.spawn(move || {
                    let mut state = state();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(item) = items.get(index) else { break };
                        due.wait_until_near(index);
                        // A panic must reach the consumer, who would wait for the result for ever.
                        let result = catch_unwind(AssertUnwindSafe(|| work(&mut state, item)));
                        let failed = result.is_err();
                        // Nobody listens any more once `consume` has failed.
                        if sender.send((index, result)).is_err() || failed {
                            break;
                        }
                    }
                    state
                })
            })
            .collect();
        drop(sender);
        let consumed = consume_in_order(receiver, &due, &mut consume);
        due.advance_to(items.len());
        consumed?;
        Ok(workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect())
    })
}

/// Hands on the results in order, until there are no more or `consume` fails.
fn consume_in_order<R>(
    receiver: mpsc::Receiver<(usize, thread::Result<R>)>,
    due: &Due,
    consume: &mut impl FnMut(R) -> Result<()>,
) -> Result<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (index, result) in receiver {
        let result = result.unwrap_or_else(|panic| {
            due.advance_to(usize::MAX);
            resume_unwind(panic)
        });
        early.insert(index, result);
        while let Some(result) = early.remove(&next) {
            consume(result)?;
            next += 1;
        }
        due.advance_to(next);
    }
    Ok(())
}

/// The index of the result that is consumed next.
#[derive(Default)]
struct Due {
    index: Mutex<usize>,
    moved: Condvar,
}

impl Due {
    /// Blocks while `index` is more than a window ahead.
    fn wait_until_near(&self, index: usize) {
        let due = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        // The guard is given back at once: only the waiting matters.
        drop(self.moved.wait_while(due, |due| index >= due.saturating_add(WINDOW)));
    }

    fn advance_to(&self, index: usize) {
        *self.index.lock().unwrap_or_else(PoisonError::into_inner) = index;
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_and_states_hold_all_of_them() {
        let items: Vec<u64> = (0..5000).collect();
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let states = in_order(
                &items,
                NonZeroUsize::new(threads).unwrap(),
                || 0,
                |sum, item| {
                    *sum += item;
                    *item
                },
                |item| {
                    seen.push(item);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(seen, items);
            assert_eq!(states.iter().sum::<u64>(), 12_497_500);
        }
    }

    #[test]
    fn an_error_of_the_consumer_ends_the_work() {
        let items: Vec<u64> = (0..50_000).collect();
        let worked = AtomicUsize::new(0);
        let work = |_: &mut (), item: &u64| {
            worked.fetch_add(1, Ordering::Relaxed);
            *item
        };
        let result = in_order(&items, NonZeroUsize::new(2).unwrap(), || (), work, |_| anyhow::bail!("disk full"));
        assert_eq!(result.unwrap_err().to_string(), "disk full");
        assert!(worked.into_inner() <= WINDOW + 2);
    }

    #[test]
    #[should_panic(expected = "item 7")]
    fn a_panic_of_the_work_is_passed_on_and_hangs_nothing() {
        let items: Vec<u64> = (0..5000).collect();
        let work = |_: &mut (), item: &u64| assert!(*item != 7, "item 7");
        let _ = in_order(&items, NonZeroUsize::new(2).unwrap(), || (), work, |()| Ok(()));
    }
}
