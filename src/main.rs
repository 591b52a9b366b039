//! The program `themeshift`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    give_memory_back();
    themeshift::cli::main().unwrap_or_else(|error| {
        themeshift::interrupt::stop_if_ending();
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

/// Has glibc's allocator give free memory back to the system. By itself it keeps the more, up to 64 MiB for each thread, the
/// larger the blocks that are freed, and merging counts frees large ones: a third of the memory of a run was such.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_memory_back() {
    const MIB: libc::c_int = 1 << 20;
    // SAFETY: it sets two numbers of the allocator, before there is any other thread.
    unsafe {
        libc::mallopt(libc::M_TRIM_THRESHOLD, MIB);
        libc::mallopt(libc::M_MMAP_THRESHOLD, MIB);
    }
}
