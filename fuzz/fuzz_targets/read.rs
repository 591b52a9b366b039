//! A file's name, a line break, its bytes -> read and cleaned, whatever they are. What is packed is changed within its
//! packing too, which sums would else keep from being read.

#![no_main]

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use themeshift::options::{Layer, Options};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

#[path = "../../tests/integration/replay.rs"]
mod replay;

static OPTIONS: LazyLock<Options> = LazyLock::new(|| Options::build(Layer::default()).unwrap());

/// Most bytes that are unpacked to be changed.
const MOST: usize = 1 << 17;

fuzz_target!(
    // A panic that the reader of Parquet catches is none; the fuzzer's own hook would end the run there.
    init: drop(std::panic::take_hook()),
    |input: &[u8]| {
        replay::replay(input, &OPTIONS);
    }
);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    // One time of four the packing itself is changed.
    let changed = if seed.is_multiple_of(4) { None } else { within(&data[..size], seed / 4) };
    match changed {
        Some(changed) if changed.len() <= max_size => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

/// The file with its contents changed within their packing; `None` where it isn't packed.
fn within(input: &[u8], seed: u32) -> Option<Vec<u8>> {
    let start = input.iter().position(|&byte| byte == b'\n')? + 1;
    let (name, bytes) = input.split_at(start);
    let packed = match bytes {
        [b'P', b'K', ..] => zip_within(bytes, seed)?,
        [0x1f, 0x8b, ..] => gz_within(bytes)?,
        _ => return None,
    };
    Some([name, &packed].concat())
}

fn mutated(mut bytes: Vec<u8>) -> Vec<u8> {
    let size = bytes.len();
    bytes.resize(size + 4096, 0);
    let size = fuzzer_mutate(&mut bytes, size, size + 4096);
    bytes.truncate(size);
    bytes
}

fn zip_within(bytes: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let count = archive.len().min(32);
    let chosen = seed as usize % count.max(1);
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..count {
        let mut part = Vec::new();
        let entry = archive.by_index(place).ok()?;
        let name = entry.name().ok()?.into_owned();
        entry.take(MOST as u64).read_to_end(&mut part).ok()?;
        let part = if place == chosen { mutated(part) } else { part };
        packed.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).ok()?;
        packed.write_all(&part).ok()?;
    }
    Some(packed.finish().ok()?.into_inner())
}

fn gz_within(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes).take(MOST as u64).read_to_end(&mut unpacked).ok()?;
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&mutated(unpacked)).ok()?;
    packed.finish().ok()
}
