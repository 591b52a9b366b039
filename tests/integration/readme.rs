//! The README tells the truth: its examples run, and what it lists is what there is.

use std::collections::BTreeSet;
use std::fs;

use themeshift::clean::RULES;

use crate::harness::{folder, project, themeshift};

fn readme() -> String {
    fs::read_to_string(project().join("README.md")).unwrap()
}

#[test]
fn the_examples_of_configuration_and_dictionary_can_be_used() {
    let readme = readme();
    let blocks: Vec<&str> = readme.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    let [configuration, themes] = blocks.as_slice() else { panic!("{} blocks", blocks.len()) };
    let folder = folder(&[
        ("themeshift.toml", configuration.as_bytes()),
        ("themes.toml", themes.as_bytes()),
        ("a.txt", b"The 11th Party Congress opened today. Foreign investments grew."),
        ("b.txt", b"Delegates of Party Congress XII spoke of investment.\nOur newsletter every day"),
    ]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("Congress 11  1 document") && run.stdout.contains("Congress 12  1 document"));
}

#[test]
fn every_reason_for_removal_is_explained() {
    let readme = readme();
    let section = readme.split("### Why a line is removed").nth(1).unwrap().split("##").next().unwrap();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| ")?.split('|').next());
    let explained: BTreeSet<&str> = cells.flat_map(|cell| cell.split(',')).map(str::trim).collect();
    for (name, _) in RULES {
        assert!(explained.contains(name), "{name}");
    }
}

#[test]
fn the_files_that_it_names_are_written_by_the_default_run() {
    let readme = readme();
    let section = readme.split("## What comes out").nth(1).unwrap().split("\n## ").next().unwrap();
    let named: BTreeSet<&str> = section
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| [".csv", ".json", ".png", ".html", ".xlsx"].iter().any(|ending| word.ends_with(ending)))
        .map(|word| word.rsplit('/').next().unwrap())
        .collect();
    let written = |part: &str| {
        let files = fs::read_dir(project().join("output").join(part)).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect::<BTreeSet<_>>()
    };
    let files = written("").into_iter().filter(|name| name.contains('.')).collect();
    let written: BTreeSet<String> = &(&written("tables") | &written("charts")) | &files;
    assert!(named.len() >= 13);
    for name in &named {
        assert!(written.contains(*name), "{name} is named and not written");
    }
    for name in &written {
        let another_pair = ["keyness_", "theme_change_", "word_shift_"].iter().any(|pair| name.starts_with(pair));
        assert!(named.contains(name.as_str()) || another_pair || name == "README.md", "{name} is not named");
    }
}
