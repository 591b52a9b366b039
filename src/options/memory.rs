//! How much memory a run may take.

use std::fs;
use std::str::FromStr;

use anyhow::{Context, Result, ensure};

/// Less isn't enough for dictionaries, models and counts.
const LEAST: u64 = 300_000_000;

/// What a machine is taken to have that doesn't say.
const UNSAID: u64 = 4_000_000_000;

/// An amount of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory(pub u64);

/// The units in which it may be said.
const UNITS: [(&str, u64); 8] = [
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("M", 1_000_000),
    ("G", 1_000_000_000),
    ("B", 1),
    ("", 1),
];

impl FromStr for Memory {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Memory> {
        let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = &text[number.len()..];
        let unit = UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit));
        let (number, (_, unit)) = number.trim().parse::<f64>().ok().zip(unit).context("say it as 500MB or 2GB")?;
        let bytes = (number * *unit as f64) as u64;
        ensure!(bytes >= LEAST, "it is less than 300 MB, which a run takes whatever it reads");
        Ok(Memory(bytes))
    }
}

impl Default for Memory {
    /// A quarter of the machine's, or of what the system lets the program have, but enough for a run.
    fn default() -> Memory {
        let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| of_machine(&text)).unwrap_or(UNSAID);
        let limit = fs::read_to_string("/sys/fs/cgroup/memory.max").ok().and_then(|text| text.trim().parse().ok());
        Memory((machine.min(limit.unwrap_or(u64::MAX)) / 4).max(LEAST))
    }
}

/// The bytes of a machine's memory, from Linux's /proc/meminfo.
fn of_machine(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_with_its_unit() {
        for (text, bytes) in
            [("300MB", 300_000_000), ("1.5 GB", 1_500_000_000), ("2gib", 2 << 30), ("400000000", 400_000_000)]
        {
            assert_eq!(text.parse::<Memory>().unwrap(), Memory(bytes), "{text}");
        }
        for text in ["", "MB", "much", "299MB", "-1GB", "300 apples"] {
            assert!(text.parse::<Memory>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_machine_says_how_much_it_has() {
        assert_eq!(of_machine("MemTotal:       16316412 kB\nMemFree:         812 kB\n"), Some(16_316_412 * 1024));
        assert_eq!(of_machine("MemFree: 812 kB\n"), None);
        assert!(Memory::default().0 >= LEAST);
    }
}
