//! Memory that is free goes back to the system. By itself glibc's allocator keeps the more, up to 64 MiB for each thread, the
//! larger the blocks that are freed, and what a large article took in small blocks it keeps for ever, in each thread. Other
//! allocators are left as they are.

/// Sets it up, before there is any other thread.
pub fn set_up() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        const MIB: libc::c_int = 1 << 20;
        // SAFETY: it sets two numbers of the allocator, and there is no other thread yet.
        unsafe {
            libc::mallopt(libc::M_TRIM_THRESHOLD, MIB);
            libc::mallopt(libc::M_MMAP_THRESHOLD, MIB);
        }
    }
}

/// Gives back what is free in all threads' heaps.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it takes a number, and may be called at any time, from any thread.
    unsafe {
        libc::malloc_trim(0);
    }
}
