//! Runs the program in a folder of its own and reads what it wrote.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use themeshift::options::{Layer, Options};
use themeshift::read::{Article, Corpus, Source};

/// A finished run.
pub struct Run {
    /// Exit code.
    pub code: i32,
    /// What it printed.
    pub stdout: String,
    /// What it complained of.
    pub stderr: String,
}

/// Runs the program in `folder`.
pub fn themeshift(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_themeshift")).current_dir(folder).args(arguments).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A run may take this long; what waits for ever is ended.
const MOST_TIME: Duration = Duration::from_secs(180);

/// The same, with the time that it took and, on Linux, the most bytes of memory that it held.
pub fn measured(folder: &Path, arguments: &[&str]) -> (Run, Duration, Option<u64>) {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_themeshift"));
    command.current_dir(folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (status, mut peak) = (format!("/proc/{}/status", child.id()), None);
    // The figure is gone with the process; what it prints is less than a pipe holds.
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > MOST_TIME {
            child.kill().unwrap();
            panic!("still running after {MOST_TIME:?}: {arguments:?}");
        }
        let figures = fs::read_to_string(&status).unwrap_or_default();
        let figure = figures.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        peak = figure.map(|figure| figure.parse::<u64>().unwrap() * 1024).max(peak);
        sleep(Duration::from_millis(2));
    }
    let time = start.elapsed();
    let output = child.wait_with_output().unwrap();
    let run = Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    (run, time, peak)
}

/// A new folder with these files in `input`.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join("input").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// The project's own folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The corpus in a folder.
pub fn open(input: &Path) -> Corpus {
    let layer = Layer { input: Some(input.to_path_buf()), ..Layer::default() };
    Corpus::open(&Options::build(layer).unwrap()).unwrap()
}

/// The only article of a source.
pub fn article(corpus: &Corpus, source: &Source) -> Article {
    let mut articles = corpus.read(source);
    assert_eq!(articles.len(), 1, "{}", source.document);
    articles.remove(0).1.unwrap()
}

/// The row of a table of docs/validity.md that begins so states these figures, which were measured now.
pub fn assert_stated(begins: &str, figures: &[f64]) {
    let page = fs::read_to_string(project().join("docs/validity.md")).unwrap();
    let row = page.lines().find(|line| line.trim_start_matches("| ").starts_with(begins));
    let row = row.unwrap_or_else(|| panic!("docs/validity.md has no row {begins:?}"));
    for figure in figures {
        let rounded = format!("{figure:.3}");
        let stated = if rounded.starts_with('1') { "1.00" } else { rounded.trim_start_matches('0') };
        assert!(row.contains(stated), "docs/validity.md doesn't state {stated}: {row}");
    }
}

/// A folder of the research corpus, or `None` with a word on standard error that the test skips.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = project().join("../shared").join(name);
    if !path.exists() {
        // Not eprintln!, which a test that passes swallows.
        let _ =
            writeln!(std::io::stderr(), "SKIPPED: the research corpus (../shared/{name}) is not beside the project");
        return None;
    }
    Some(path)
}

/// Every file below a folder: its path and its bytes.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The rows of a table, each as column -> cell.
pub fn rows(output: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(output.join("tables").join(format!("{table}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}
