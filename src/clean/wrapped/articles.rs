//! Articles broken by `fmt`, `fold`, Python's textwrap and copied from PDF by `pdftotext` come back whole; files that
//! nothing broke come back as they are. `tests/data/lines/vi.txt` and `en.txt` hold the articles, a paragraph a line.

use std::fs;
use std::path::{Path, PathBuf};

use super::unwrap;
use crate::read::Line;

/// Files without marks between paragraphs, and how many of the 19 paragraphs come back exactly: a last line that
/// happens to be full can't be told from the others. In all other files all 19 do.
const INEXACT: [(&str, usize); 7] = [
    ("en-fmt72-tight", 15),
    ("en-fold80-tight", 15),
    ("en-pdf-indent", 18),
    ("en-wrap60-tight", 17),
    ("vi-double-tight", 17),
    ("vi-fmt72-tight", 15),
    ("vi-pdf-indent", 18),
];

fn read(path: &Path) -> Vec<Line> {
    let text = fs::read_to_string(path).unwrap();
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered.map(|(index, line)| Line::new(index + 1, line)).collect()
}

fn files(folder: &str) -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/lines").join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path)).collect()
}

#[test]
fn broken_articles_come_back_whole() {
    let articles: Vec<_> = files("").into_iter().filter(|(name, path)| path.is_file() && name != "README").collect();
    let mut checked = 0;
    for (name, path) in files("wrapped") {
        let (_, article) = articles.iter().find(|(article, _)| name.starts_with(article.as_str())).unwrap();
        let paragraphs = unwrap(read(&path));
        let expected = read(article);
        let is_there = |line: &&Line| paragraphs.iter().any(|paragraph| paragraph.text.trim() == &*line.text);
        let exact = expected.iter().filter(is_there).count();
        let least = INEXACT.iter().find(|(file, _)| *file == name).map_or(expected.len(), |(_, least)| *least);
        assert!(exact >= least, "{name}: {exact} of {}", expected.len());
        checked += 1;
    }
    assert_eq!(checked, 34);
}

#[test]
fn whole_files_come_back_as_they_are() {
    let whole = files("whole");
    assert_eq!(whole.len(), 13);
    for (name, path) in whole {
        assert_eq!(unwrap(read(&path)), read(&path), "{name}");
    }
}
