//! Files made for the tests.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip of these entries.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The bytes packed by gzip.
pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A file of `tests/data/table`.
pub fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/table/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A file of `tests/data/packs`.
pub fn packs(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/packs/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The text of row 1, 2 or 3 of the files of `tests/data/table`.
pub const TEXTS: [&str; 3] = [
    "Sáng 14/12, hội nghị khai mạc tại Hà Nội.\nCác đại biểu bàn về đối ngoại.",
    "Hôm qua, đoàn công tác thăm một xã vùng cao & trao quà.",
    "Bài viết thứ ba <nói> về \"giáo dục\" và y tế.",
];

/// A file beside the project (`../shared`); `None`, which is said, where it isn't there.
pub fn shared(name: &str) -> Option<String> {
    use std::io::stderr;
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    let bytes = std::fs::read(path);
    if bytes.is_err() {
        // Shown where the tests' output is captured, too.
        writeln!(stderr(), "SKIPPED: ../shared/{name} is not beside the project").unwrap();
    }
    bytes.ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}
