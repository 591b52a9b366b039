//! Panics that end nothing: of other people's code, which panics where it should fail, and of threads that held a lock.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

thread_local! {
    /// Whether a panic of this thread is caught, and its message worth nothing.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// What the code returns; its message where it panics. Whatever it left halfway must not be used again.
///
/// # Errors
/// It panicked.
pub fn caught<T>(code: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                before(panic);
            }
        }));
    });
    let is_within = IS_CAUGHT.replace(true);
    let result = catch_unwind(AssertUnwindSafe(code));
    IS_CAUGHT.set(is_within);
    result.map_err(|panic| message(panic.as_ref()))
}

/// Locks it. A panic while the lock was held has been seen to already.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("unknown").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_gives_its_message_and_what_does_not_its_value() {
        assert_eq!(caught(|| 1), Ok(1));
        let number = "x".to_string();
        assert_eq!(caught(|| panic!("no number: {number}")), Err::<(), _>("no number: x".to_string()));
        assert_eq!(caught(|| panic!("plain")), Err::<(), _>("plain".to_string()));
        assert!(!IS_CAUGHT.get());
    }
}
