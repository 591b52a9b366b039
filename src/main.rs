//! The program `themeshift`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    themeshift::cli::main().unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
