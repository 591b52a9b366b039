//! A file of the user's own (counts, a dictionary, settings, coded clauses), its name on the first line -> read and used.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/integration/replay_own.rs"]
mod replay_own;

static DESK: LazyLock<replay_own::Desk> =
    LazyLock::new(|| replay_own::Desk::new(&std::env::temp_dir().join(format!("themeshift-own-{}", std::process::id()))));

fuzz_target!(|input: &[u8]| {
    let _ = DESK.replay(input);
});
