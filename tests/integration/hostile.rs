//! Files made to harm, or broken: each gets one clear warning, or is read, within bounds of time and memory, and the good
//! articles beside it are counted.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use themeshift::options::{Layer, Options};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::harness::{Run, files, folder, measured, project, rows};
use crate::replay::replay;

const ARTICLE: &str = "Hội nghị Ngoại giao lần thứ 31 khai mạc. Ngành cần đẩy mạnh ngoại giao kinh tế.\n";
const OTHER: &str = "Hội nghị Ngoại giao lần thứ 32 khai mạc. Ngành sẽ giữ vững hòa bình.\n";

/// The most that a file may take here, three times the time that is allowed: code is partly not optimised, and other tests
/// run beside these.
const MOST_TIME: Duration = Duration::from_secs(30);
const MOST_MEMORY: u64 = 500_000_000;

#[test]
fn what_the_fuzzer_starts_from_and_what_it_found_is_read_without_panic_within_seconds() {
    let seeds = project().join("fuzz/corpus/read");
    if !project().join("fuzz").exists() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: the fuzzer's seeds are no part of the package");
        return;
    }
    let options = Options::build(Layer::default()).unwrap();
    let (mut read, seeds) = (0, files(&seeds));
    for (path, seed) in &seeds {
        let start = Instant::now();
        read += usize::from(replay(seed, &options).0 > 0);
        assert!(start.elapsed() < MOST_TIME, "{}: {:?}", path.display(), start.elapsed());
    }
    // Most are whole, or can be read up to where they are broken.
    assert!(read * 3 > seeds.len() && seeds.len() > 40, "{read} of {}", seeds.len());
}

/// A zip of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A zip of 10 GB of zeros: a hundred copies of one packed file.
fn zip_bomb() -> Vec<u8> {
    let mut piece = ZipArchive::new(Cursor::new(zipped(&[("0.txt", &vec![0; 100_000_000])]))).unwrap();
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..100 {
        bomb.raw_copy_file_rename(piece.by_index_raw(0).unwrap(), format!("{number}.txt")).unwrap();
    }
    bomb.finish().unwrap().into_inner()
}

/// A file that begins so and goes on to 500 MB in one line, of zeros, which take no place on most disks.
fn one_line(path: &Path, start: &str) {
    let mut file = File::create(path).unwrap();
    file.write_all(start.as_bytes()).unwrap();
    file.set_len(500_000_000).unwrap();
}

/// The first half of a packed file of three articles.
fn cut_gz() -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::none());
    for number in [31, 32, 31] {
        writeln!(gz, r#"{{"text":"Hội nghị Ngoại giao lần thứ {number} bàn về ngoại giao kinh tế."}}"#).unwrap();
    }
    let mut packed = gz.finish().unwrap();
    packed.truncate(packed.len() - 40);
    packed
}

#[test]
fn files_made_to_harm_are_refused_or_read_within_bounds_and_the_good_ones_beside_them_are_counted() {
    let made = |name: &'static str, bytes: Vec<u8>, status: &'static [&'static str]| {
        let write = move |path: &Path| fs::write(path, bytes).unwrap();
        (name, Box::new(write) as Box<dyn FnOnce(&Path)>, status)
    };
    let line = |name: &'static str, start: &'static str, status: &'static [&'static str]| {
        (name, Box::new(move |path: &Path| one_line(path, start)) as Box<dyn FnOnce(&Path)>, status)
    };
    let empty = format!("<w:document><w:body>{}</w:body></w:document>", "<w:p/>".repeat(1_000_000));
    let nested = format!("<!doctype html>{}<p>{ARTICLE}", "<div>".repeat(100_000));
    let no_text =
        b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]>> endobj\n\
        3 0 obj <</Type/Page>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";
    let paths = zipped(&[("../../up.txt", b"up"), ("/etc/down.txt", b"down"), ("in.txt", ARTICLE.as_bytes())]);
    let bomb = fs::read(project().join("tests/data/table/bomb.zst")).unwrap();
    let hostile = [
        made("bomb.zip", zip_bomb(), &["it unpacks to over 1000 times its size"]),
        made("empty.docx", zipped(&[("word/document.xml", empty.as_bytes())]), &["it holds no text"]),
        made("nested.html", nested.into_bytes(), &["counted"]),
        made("scan.pdf", no_text.to_vec(), &["run OCR"]),
        line("line.txt", "Hội nghị Ngoại giao", &["it is larger than 50 MB"]),
        line(
            "line.jsonl",
            "{\"text\":\"Hội nghị Ngoại giao lần thứ 31.\"}\n{\"text\":\"",
            &["counted", "line 2 is over 64 MB"],
        ),
        line("line.csv", "text\nHội nghị Ngoại giao lần thứ 31.\n", &["counted", "row 2 (line 3) goes on over 64 MB"]),
        made("cut.jsonl.gz", cut_gz(), &["counted", "counted", "it is cut off"]),
        made("paths.zip", paths, &["its path leads out of the archive", "its path is absolute", "counted"]),
        made("bomb.jsonl.zst", bomb, &["it unpacks to over 1000 times its size"]),
    ];
    for (name, write, expected) in hostile {
        let folder = folder(&[("1.txt", ARTICLE.as_bytes()), ("2.txt", OTHER.as_bytes())]);
        write(&folder.path().join("input").join(name));
        let (Run { code, stderr, .. }, time, peak) = measured(folder.path(), &["--charts", "svg", "--keep-duplicates"]);
        println!("{name}: {:.1} s, {} MB", time.as_secs_f32(), peak.unwrap_or_default() / 1_000_000);
        assert!(time < MOST_TIME && peak.is_none_or(|peak| peak < MOST_MEMORY), "{name}");
        assert_eq!(code, 2 * i32::from(expected != ["counted"]), "{name}: {stderr}");
        let documents = rows(&folder.path().join("output"), "documents");
        let status = |of: &dyn Fn(&str) -> bool| -> Vec<_> {
            documents.iter().filter(|row| of(&row["document"])).map(|row| row["status"].as_str()).collect()
        };
        assert_eq!(status(&|document| !document.starts_with(name)), ["counted"; 2], "{name}");
        let found = status(&|document| document.starts_with(name));
        println!("    {}", found.join("\n    "));
        assert_eq!(found.len(), expected.len(), "{name}: {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{name}: {found}");
        }
    }
}
