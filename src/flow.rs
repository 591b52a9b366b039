//! Documents in parallel, decisions and results in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::Result;

use crate::caught::lock;

/// More threads than this help nothing, and a system may refuse them.
const MOST_THREADS: usize = 256;

/// How many items the fastest thread may be ahead of the slowest: enough that one long article doesn't hold up the
/// rest.
const WINDOW: usize = 64;

/// What is done with each item: `prepare` on any thread, then `decide` in the order of the items and one at a time, with
/// what it remembers of those before, then `finish` on the same thread. Both `prepare` and `finish` have the state that the
/// thread carries from item to item.
pub struct Steps<Prepare, Decide, Finish> {
    /// From an item to what is to be decided on.
    pub prepare: Prepare,
    /// What depends on the items before.
    pub decide: Decide,
    /// From what was decided to the result.
    pub finish: Finish,
}

/// Takes the items off their iterator one by one, applies the steps to them on `threads` threads and hands the results to
/// `consume` in the order of the items, on the calling thread. Each thread has a state of its own, made by `state`; the
/// states come back, in no meaningful order.
///
/// A result that comes early waits for those before it, and no thread runs more than `WINDOW` items ahead of the
/// slowest: memory doesn't grow with the number of items.
///
/// # Errors
/// The first error of `consume`; the threads then stop at their next item.
pub fn in_order<T: Send, P, D: Send, S: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: NonZeroUsize,
    state: impl Fn() -> S + Sync,
    steps: Steps<impl Fn(&mut S, T) -> P + Sync, impl FnMut(P) -> D + Send, impl Fn(&mut S, D) -> R + Sync>,
    mut consume: impl FnMut(R) -> Result<()>,
) -> Result<Vec<S>> {
    let Steps { prepare, decide, finish } = steps;
    let (items, decide) = (Mutex::new(items.enumerate()), Mutex::new(decide));
    let (decided, consumed) = (Reached::default(), Reached::default());
    let (sender, receiver) = mpsc::channel();
    let work = |sender: mpsc::Sender<_>| {
        let mut state = state();
        loop {
            let next = lock(&items).next();
            let Some((index, item)) = next else { break };
            if !consumed.wait_for((index + 1).saturating_sub(WINDOW)) {
                break;
            }
            // A panic must reach the consumer, who would wait for the result for ever.
            let result = catch_unwind(AssertUnwindSafe(|| {
                let prepared = prepare(&mut state, item);
                decided.wait_for(index).then(|| {
                    let decision = lock(&decide)(prepared);
                    decided.reach(index + 1);
                    finish(&mut state, decision)
                })
            }));
            let failed = result.is_err();
            if failed {
                decided.reach(STOPPED);
            }
            // Nobody listens any more once `consume` has failed.
            let Some(result) = result.transpose() else { break };
            if sender.send((index, result)).is_err() || failed {
                break;
            }
        }
        state
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.get().min(MOST_THREADS))
            .map(|_| {
                let (work, sender) = (&work, sender.clone());
                scope.spawn(move || work(sender))
            })
            .collect();
        drop(sender);
        let result = consume_in_order(receiver, &consumed, &mut consume);
        if result.is_err() {
            decided.reach(STOPPED);
            consumed.reach(STOPPED);
        }
        result?;
        Ok(workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect())
    })
}

/// Hands the items to `consume` in their order, on the calling thread, while another thread makes the next; on one thread by
/// turns.
///
/// # Errors
/// The first error of `consume`.
pub fn one_ahead<T: Send>(
    mut items: impl Iterator<Item = T> + Send,
    threads: NonZeroUsize,
    mut consume: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    if threads == NonZeroUsize::MIN {
        return items.try_for_each(consume);
    }
    // Whoever hands an item over waits until it is taken.
    let (sender, receiver) = mpsc::sync_channel(0);
    thread::scope(|scope| {
        // Nobody listens any more once `consume` has failed.
        scope.spawn(move || items.try_for_each(|item| sender.send(item)));
        receiver.into_iter().try_for_each(&mut consume)
    })
}

/// What both make: at once on two threads, or one after the other where there is but one.
pub fn both<A: Send, B>(threads: NonZeroUsize, first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    if threads == NonZeroUsize::MIN {
        return (first(), second());
    }
    thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().unwrap_or_else(|panic| resume_unwind(panic)), second)
    })
}

/// Hands on the results in order, until there are no more or `consume` fails.
fn consume_in_order<R>(
    receiver: mpsc::Receiver<(usize, thread::Result<R>)>,
    consumed: &Reached,
    consume: &mut impl FnMut(R) -> Result<()>,
) -> Result<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (index, result) in receiver {
        let result = result.unwrap_or_else(|panic| {
            consumed.reach(STOPPED);
            resume_unwind(panic)
        });
        early.insert(index, result);
        while let Some(result) = early.remove(&next) {
            consume(result)?;
            next += 1;
        }
        consumed.reach(next);
    }
    Ok(())
}

/// What a [`Reached`] reaches when nobody may wait for it any more.
const STOPPED: usize = usize::MAX;

/// How many items have come so far, counted from the first.
#[derive(Default)]
struct Reached {
    items: Mutex<usize>,
    moved: Condvar,
}

impl Reached {
    /// Blocks until this many items have come; false if the work was stopped.
    fn wait_for(&self, items: usize) -> bool {
        let guard = self.moved.wait_while(lock(&self.items), |come| *come < items);
        *guard.unwrap_or_else(PoisonError::into_inner) != STOPPED
    }

    /// Says that this many items have come; what was stopped stays so.
    fn reach(&self, items: usize) {
        let mut come = lock(&self.items);
        *come = items.max(*come);
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Steps that decide nothing.
    fn steps<T, S, R, W: Fn(&mut S, T) -> R>(work: W) -> Steps<impl Fn(&mut S, T) -> T, impl FnMut(T) -> T, W> {
        Steps { prepare: |_: &mut S, item| item, decide: |item| item, finish: work }
    }

    #[test]
    fn results_come_in_the_order_of_the_items_and_states_hold_all_of_them() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let states = in_order(
                0..5000u64,
                NonZeroUsize::new(threads).unwrap(),
                || 0,
                steps(|sum: &mut u64, item: u64| {
                    *sum += item;
                    item
                }),
                |item| {
                    seen.push(item);
                    Ok(())
                },
            )
            .unwrap();
            assert!(seen.into_iter().eq(0..5000));
            assert_eq!(states.iter().sum::<u64>(), 12_497_500);
        }
    }

    #[test]
    fn items_made_ahead_come_in_order_and_one_more_at_most_is_made_before_it_is_asked_for() {
        for threads in [1, 3].map(|threads| NonZeroUsize::new(threads).unwrap()) {
            let (made, mut taken) = (AtomicUsize::new(0), 0);
            let items = (0..500).inspect(|_| _ = made.fetch_add(1, Ordering::SeqCst));
            one_ahead(items, threads, |item| {
                assert_eq!(item, taken);
                taken += 1;
                assert!((taken..=taken + 1).contains(&made.load(Ordering::SeqCst)));
                Ok(())
            })
            .unwrap();
            assert_eq!(taken, 500);
        }
    }

    #[test]
    fn both_are_made_on_one_thread_and_on_two() {
        for threads in [1, 2].map(|threads| NonZeroUsize::new(threads).unwrap()) {
            let here = thread::current().id();
            let (first, second) = both(threads, || thread::current().id(), || thread::current().id());
            assert_eq!((first == here, second == here), (threads.get() == 1, true));
        }
    }

    #[test]
    fn nothing_is_made_ahead_once_an_item_could_not_be_used() {
        for threads in [1, 2].map(|threads| NonZeroUsize::new(threads).unwrap()) {
            let use_three = |item| if item < 3 { Ok(()) } else { anyhow::bail!("full") };
            assert_eq!(one_ahead(0.., threads, use_three).unwrap_err().to_string(), "full");
        }
    }

    #[test]
    fn decisions_are_made_in_the_order_of_the_items_whoever_is_ready_first() {
        let slow = |_: &mut (), item: u64| {
            if item.is_multiple_of(100) {
                thread::sleep(std::time::Duration::from_millis(1));
            }
            item
        };
        let mut last = None;
        let decide = |item: u64| {
            assert_eq!(last.map_or(0, |last: u64| last + 1), item);
            last = Some(item);
            item
        };
        let steps = Steps { prepare: slow, decide, finish: |_: &mut (), item| item };
        in_order(0..2000, NonZeroUsize::new(7).unwrap(), || (), steps, |_| Ok(())).unwrap();
        assert_eq!(last, Some(1999));
    }

    #[test]
    fn an_error_of_the_consumer_ends_the_work() {
        let worked = AtomicUsize::new(0);
        let work = |_: &mut (), item: u64| {
            worked.fetch_add(1, Ordering::Relaxed);
            item
        };
        let result =
            in_order(0..50_000, NonZeroUsize::new(2).unwrap(), || (), steps(work), |_| anyhow::bail!("disk full"));
        assert_eq!(result.unwrap_err().to_string(), "disk full");
        assert!(worked.into_inner() <= WINDOW + 2);
    }

    #[test]
    #[should_panic(expected = "item 7")]
    fn a_panic_of_the_work_is_passed_on_and_hangs_nothing() {
        let work = |_: &mut (), item: u64| assert!(item != 7, "item 7");
        let _ = in_order(0..5000, NonZeroUsize::new(2).unwrap(), || (), steps(work), |()| Ok(()));
    }

    #[test]
    #[should_panic(expected = "item 7")]
    fn a_panic_before_the_decision_is_passed_on_and_hangs_nothing() {
        let prepare = |_: &mut (), item: u64| {
            assert!(item != 7, "item 7");
            item
        };
        let steps = Steps { prepare, decide: |item| item, finish: |_: &mut (), item| item };
        let _ = in_order(0..5000, NonZeroUsize::new(2).unwrap(), || (), steps, |_| Ok(()));
    }
}
