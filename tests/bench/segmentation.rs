//! Speed of the Vietnamese segmenter on one thread: `cargo bench --bench segmentation`.
//!
//! The text is press text with its marks attached, as articles have it: the .txt files of the folder that the environment
//! variable `THEMESHIFT_BENCH_TEXT` names, else the five articles and the sentences of UD Vietnamese-VTB dev in
//! ../shared, else input/articles.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use themeshift::language::vietnamese::Vietnamese;
use themeshift::language::{Forms, Segmenter, tokenise_line};
use themeshift::options::ToneMarks;

fn main() {
    divan::main();
}

/// The .txt files of a folder and of the folders in it.
fn read_folder(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match entry.extension() {
            _ if entry.is_dir() => read_folder(&entry, text),
            Some(extension) if extension == "txt" => writeln!(text, "{}", fs::read_to_string(entry).unwrap()).unwrap(),
            _ => (),
        }
    }
}

/// Gold sentences have a blank on both sides of each mark; articles don't.
fn attach_marks(sentences: &str) -> String {
    let closed = [",", ".", ";", ":", "!", "?", "…", ")", "”"].iter();
    let attached = closed.fold(sentences.to_owned(), |text, mark| text.replace(&format!(" {mark}"), mark));
    attached.replace("“ ", "“").replace("( ", "(")
}

/// The text that is segmented.
fn text() -> String {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = project.join("../shared");
    let mut text = String::new();
    match std::env::var("THEMESHIFT_BENCH_TEXT") {
        Ok(folder) => read_folder(Path::new(&folder), &mut text),
        Err(_) if shared.is_dir() => {
            read_folder(&shared.join("corpus"), &mut text);
            text += &attach_marks(&fs::read_to_string(shared.join("data/vi_vtb/dev.raw.txt")).unwrap());
        }
        Err(_) => read_folder(&project.join("input/articles"), &mut text),
    }
    text
}

fn vietnamese() -> Vietnamese<'static> {
    Vietnamese::new(ToneMarks::Old).unwrap()
}

/// Reading the compiled-in model.
#[divan::bench]
fn load_model() -> Vietnamese<'static> {
    vietnamese()
}

/// Text to units: syllables, numbers, marks.
#[divan::bench]
fn tokenise(bencher: Bencher) {
    let (text, segmenter) = (text(), vietnamese());
    let mut units = Vec::new();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        for line in text.lines() {
            units.clear();
            segmenter.units(black_box(line), &mut units);
        }
    });
}

/// Text to words: the units, and which of them belong together.
#[divan::bench]
fn segment(bencher: Bencher) {
    let (text, segmenter) = (text(), vietnamese());
    let (mut forms, mut joined) = (Forms::new(&segmenter), Vec::new());
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        for line in text.lines() {
            joined.clear();
            let (_, of_units) = forms.cut(black_box(line));
            let looks: Vec<u64> = of_units.iter().map(|form| forms.look(*form)).collect();
            segmenter.join(&looks, &mut joined);
        }
    });
}

/// Text to words, their normal forms and clauses: all that the job needs of a line.
#[divan::bench]
fn segment_and_normalise(bencher: Bencher) {
    let (text, segmenter) = (text(), vietnamese());
    let mut forms = Forms::new(&segmenter);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        for line in text.lines() {
            black_box(tokenise_line(black_box(line), &mut forms));
        }
    });
}
