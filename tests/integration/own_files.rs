//! Files of the user's own that are broken: counts, dictionaries, settings, coded clauses. Each is read, or refused with an error.

use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::harness::{files, project};
use crate::replay_own::Desk;

/// The most that one may take: code is partly not optimised, and other tests run beside this one.
const MOST_TIME: Duration = Duration::from_secs(20);

/// How many changes of each are tried, unless THEMESHIFT_MUTATIONS says another number.
const MUTATIONS: u64 = 1;

/// Numbers that look random, the same ones each time (Marsaglia 2003, "Xorshift RNGs").
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// Pieces that mean something to one of the formats.
const PIECES: &[&str] = &[
    "0",
    "1",
    "-1",
    "9",
    "18446744073709551615",
    "9223372036854775807",
    "4611686018427387904",
    "1e308",
    "NaN",
    "null",
    "{}",
    "[]",
    "[[0,1]]",
    "\"",
    "'",
    ",",
    ":",
    "\n",
    "\t",
    "%",
    "(",
    ")",
    "<",
    ">",
    "/>",
    "*",
    "**",
    "?",
    "...",
    " ",
    "\u{301}",
    "đ",
    "\0",
    "\u{feff}",
    "[[theme]]\n",
    "[groups]\n",
    "- ",
    "+",
    "=",
    "#",
    ";",
    "\\",
    "\r\n",
    "{\"pair\":",
    "{\"term\":",
];

/// The bytes with some things changed.
fn changed(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    // The first line says what it is.
    let first = bytes.iter().position(|&byte| byte == b'\n').unwrap_or_default() + 1;
    for _ in 0..1 + numbers.below(3) {
        let length = bytes.len() - first.min(bytes.len());
        let (start, size) = (first + numbers.below(length), numbers.below(24));
        let end = (start + size).min(bytes.len());
        let digits: Vec<usize> = (first..bytes.len()).filter(|&place| bytes[place].is_ascii_digit()).collect();
        match numbers.below(7) {
            0 => drop(bytes.splice(start..end, [])),
            1 => {
                let piece = bytes[start..end].to_vec();
                let place = first + numbers.below(length);
                drop(bytes.splice(place..place, piece));
            }
            2 => {
                let piece = PIECES[numbers.below(PIECES.len())].bytes();
                drop(bytes.splice(start..start, piece));
            }
            3 if start < bytes.len() => bytes[start] = numbers.below(256) as u8,
            // A number is another.
            4 | 5 if !digits.is_empty() => {
                let place = digits[numbers.below(digits.len())];
                let end = (place..bytes.len()).find(|&end| !bytes[end].is_ascii_digit()).unwrap_or(bytes.len());
                let piece = PIECES[numbers.below(8)].bytes();
                drop(bytes.splice(place..end, piece));
            }
            _ => {
                // A line twice, or elsewhere.
                let lines: Vec<Vec<u8>> =
                    bytes[first..].split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
                if !lines.is_empty() {
                    let (from, to) = (numbers.below(lines.len()), numbers.below(lines.len()));
                    let mut lines = lines.clone();
                    let line = lines[from].clone();
                    lines.insert(to, line);
                    bytes = [&bytes[..first], &lines.concat()].concat();
                }
            }
        }
    }
    bytes
}

#[test]
fn what_the_fuzzer_starts_from_and_changes_of_it_are_read_or_refused_without_panic_within_seconds() {
    let seeds = project().join("fuzz/corpus/own");
    if !project().join("fuzz").exists() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: the fuzzer's seeds are no part of the package");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new(folder.path());
    let replay = |name: &str, bytes: &[u8]| {
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| desk.replay(bytes)));
        let time = start.elapsed();
        if result.is_err() || time > MOST_TIME {
            let kept = std::env::temp_dir().join("themeshift_own_file");
            fs::write(&kept, bytes).unwrap();
            panic!("{name} panics, or takes {time:?}: {}", kept.display());
        }
        result.unwrap()
    };
    let mutations =
        std::env::var("THEMESHIFT_MUTATIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(MUTATIONS);
    let (mut read, mut read_changed, mut tried) = (0, 0, 0);
    let seeds = files(&seeds);
    for (path, seed) in &seeds {
        let name = path.file_name().unwrap().to_str().unwrap();
        let result = replay(name, seed);
        // Those that are broken say so by their name.
        assert_eq!(result.is_err(), name.contains("broken"), "{name}: {result:?}");
        read += usize::from(result.is_ok());
        let mut numbers = Numbers(
            0x9e37_79b9_7f4a_7c15
                ^ name.bytes().fold(7, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))),
        );
        for number in 0..mutations {
            let bytes = changed(seed, &mut numbers);
            read_changed += usize::from(replay(&format!("{name}, change {number}"), &bytes).is_ok());
            tried += 1;
        }
    }
    println!("{read} of {} read, and {read_changed} of {tried} changed", seeds.len());
    assert!(seeds.len() > 20);
}
