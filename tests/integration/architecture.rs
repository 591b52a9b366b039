//! What `src/lib.rs` promises of the modules: each uses only those before it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::project;

/// The files of a folder of sources, and of those in it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The modules that a piece of code names by the path from the crate on.
fn used(code: &str) -> impl Iterator<Item = &str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    code.split("crate::").skip(1).map(move |rest| &rest[..name(rest)])
}

#[test]
fn a_module_uses_only_those_before_it() {
    let root = project().join("src");
    let library = fs::read_to_string(root.join("lib.rs")).unwrap();
    let modules = library.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
    let modules: Vec<&str> = modules.map(|module| module.trim_end_matches(';')).collect();
    assert!(modules.len() > 30, "{modules:?}");
    let place = |name: &str| modules.iter().position(|module| *module == name);
    for path in sources(&root) {
        let below = path.strip_prefix(&root).unwrap();
        let first = below.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = place(first) else { continue };
        let source = fs::read_to_string(&path).unwrap();
        // Tests, which come at the end, may use what they like, and so may what is said to readers.
        let code = source.split("#[cfg(test)]\nmod ").next().unwrap();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for module in used(line) {
                let is_before = place(module).is_none_or(|place| place <= own);
                assert!(is_before, "{} uses {module}, which comes later: {line}", below.display());
            }
        }
    }
}
