//! The program `themeshift`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    themeshift::allocator::set_up();
    themeshift::cli::main().unwrap_or_else(|error| {
        themeshift::interrupt::stop_if_ending();
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
