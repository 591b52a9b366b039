//! README.md and docs/ tell the truth: their examples run, what they list is what there is, and their links lead somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use themeshift::clean::reasons;

use crate::harness::{folder, project, rows, themeshift};

/// A page, by its path in the project.
fn page(name: &str) -> String {
    fs::read_to_string(project().join(name)).unwrap()
}

/// README.md and the pages of docs.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(project().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = docs.filter(|path| path.extension().is_some_and(|kind| kind == "md")).collect();
    pages.push(project().join("README.md"));
    pages.sort();
    pages
}

/// The examples of a page in this language.
fn blocks(name: &str, language: &str) -> Vec<String> {
    let (text, fence) = (page(name), format!("```{language}\n"));
    let blocks = text.split(&fence).skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_string()).collect()
}

/// The part of a page below a heading, up to the next of its level.
fn section(name: &str, heading: &str) -> String {
    let text = page(name);
    let below = text.split(&format!("\n## {heading}\n")).nth(1).unwrap_or_else(|| panic!("{name} has no {heading}"));
    below.split("\n## ").next().unwrap().to_string()
}

/// The examples of settings and of a dictionary: those of the README, and those of the pages that tell all.
fn examples() -> [(String, String); 2] {
    let [settings, themes] = blocks("README.md", "toml").try_into().unwrap();
    let [all_settings] = blocks("docs/corpus.md", "toml").try_into().unwrap();
    let [all_themes] = blocks("docs/dictionaries.md", "toml").try_into().unwrap();
    [(settings, themes), (all_settings, all_themes)]
}

const CONGRESS_11: &str = "The 11th Party Congress opened today. Foreign investments grew.";
const CONGRESS_12: &str = "A delegate of Party Congress XII spoke of investment.\nOur newsletter every day";

#[test]
fn the_examples_of_settings_and_dictionary_can_be_used() {
    for (settings, themes) in examples() {
        let folder = folder(&[
            ("themeshift.toml", settings.as_bytes()),
            ("themes.toml", themes.as_bytes()),
            ("a.txt", CONGRESS_11.as_bytes()),
            ("b.txt", CONGRESS_12.as_bytes()),
        ]);
        let run = themeshift(folder.path(), &[]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert!(run.stdout.contains("Congress 11  1 document") && run.stdout.contains("Congress 12  1 document"));
        let hits = rows(&folder.path().join("output"), "theme_keywords");
        assert!(hits.iter().any(|row| row["keyword"] == "investment*" && row["frequency"] == "1"), "{hits:?}");
    }
    let [settings] = blocks("docs/cleaning.md", "toml").try_into().unwrap();
    let folder = folder(&[("themeshift.toml", settings.as_bytes()), ("b.txt", CONGRESS_12.as_bytes())]);
    let run = themeshift(folder.path(), &["clean", "--config", "input/themeshift.toml", "input/b.txt"]);
    assert!(run.code == 0 && run.stdout.contains("removed\tphrase\t\tOur newsletter"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn the_example_of_a_corpus_can_be_used() {
    let [table] = blocks("README.md", "csv").try_into().unwrap();
    let [(settings, themes), _] = examples();
    let tree = blocks("README.md", "text").concat();
    let files: Vec<&str> = table.lines().skip(1).map(|row| row.split(',').next().unwrap()).collect();
    let names: Vec<String> = files.iter().map(|file| file.replace(".pdf", ".txt")).collect();
    let table = table.replace(".pdf", ".txt");
    let mut corpus = vec![
        ("articles.csv", table.as_bytes()),
        ("themeshift.toml", settings.as_bytes()),
        ("themes.toml", themes.as_bytes()),
    ];
    for (file, _) in &corpus {
        assert!(tree.contains(file), "{file}");
    }
    assert!(files.iter().all(|file| tree.contains(file)), "{files:?}");
    let texts = ["Investments grew.", "<p>We want labour from all regions.</p>", "Great powers seek cooperation."];
    corpus.extend(names.iter().map(String::as_str).zip(texts.map(str::as_bytes)));
    let folder = folder(&corpus);
    let run = themeshift(folder.path(), &["--output", "results"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("Congress 11  2 documents") && run.stdout.contains("Congress 12  1 document"));
    let hits = rows(&folder.path().join("results"), "concordance");
    let keywords: BTreeSet<&str> = hits.iter().map(|row| row["keyword"].as_str()).collect();
    assert_eq!(keywords, ["great powers", "investment*", "labo?r"].into());
}

#[test]
fn the_sample_finding_is_one_of_the_default_run() {
    let quoted: String = section("README.md", "What comes out")
        .lines()
        .filter_map(|line| line.strip_prefix("> "))
        .collect::<Vec<_>>()
        .join(" ");
    let findings = rows(&project().join("output"), "findings");
    assert_eq!(findings[0]["text_en"], quoted);
    let section = section("README.md", "What comes out");
    for (number, place) in findings[0]["evidence"].split("; ").enumerate() {
        let line = place.split_once(':').unwrap().1;
        let said = if number == 0 { format!("`{place}`") } else { format!("`:{line}`") };
        assert!(section.contains(&said), "{said}");
    }
}

#[test]
fn every_reason_for_removal_is_explained() {
    let section = section("docs/cleaning.md", "Reasons");
    let cells = section.lines().filter_map(|line| line.strip_prefix("| ")?.split('|').next());
    let explained: BTreeSet<&str> = cells.flat_map(|cell| cell.split(',')).map(str::trim).collect();
    for reason in reasons() {
        assert!(explained.contains(reason.name), "{}", reason.name);
    }
}

#[test]
fn the_files_that_are_named_are_written_by_the_default_run() {
    let written = |part: &str| {
        let files = fs::read_dir(project().join("output").join(part)).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect::<BTreeSet<_>>()
    };
    let files = written("").into_iter().filter(|name| name.contains('.')).collect();
    let written: BTreeSet<String> = &(&written("tables") | &written("charts")) | &files;
    for name in ["README.md", "docs/formats.md"] {
        let section = section(name, "What comes out");
        let named: BTreeSet<&str> = section
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| [".csv", ".json", ".png", ".html", ".xlsx"].iter().any(|ending| word.ends_with(ending)))
            .map(|word| word.rsplit('/').next().unwrap())
            .collect();
        for file in &named {
            assert!(written.contains(*file), "{name}: {file} is named and not written");
        }
        if name == "README.md" {
            assert!(named.len() >= 8);
            continue;
        }
        for file in &written {
            let another_pair = ["keyness_", "theme_change_", "word_shift_"].iter().any(|pair| file.starts_with(pair));
            assert!(named.contains(file.as_str()) || another_pair || file == "README.md", "{file} is not named");
        }
    }
}

#[test]
fn every_option_is_listed_and_those_that_may_be_set_in_the_file_are_marked() {
    let section = section("docs/commands.md", "Options");
    let listed: Vec<(&str, bool)> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once(" | "))
        .flat_map(|(options, rest)| {
            let is_marked = rest.starts_with('✓');
            options.split(", ").map(move |option| (option.trim_matches('`').trim_start_matches("--"), is_marked))
        })
        .collect();
    let folder = folder(&[]);
    let help = themeshift(folder.path(), &["run", "--help"]).stdout;
    let known: BTreeSet<&str> = help
        .lines()
        .filter_map(|line| {
            line.trim_start().strip_prefix("--").or(line.trim_start().split_once(", --").map(|(_, it)| it))
        })
        .map(|option| option.split([' ', '=', '[']).next().unwrap())
        .filter(|option| !["help", "version"].contains(option))
        .collect();
    assert_eq!(listed.iter().map(|(option, _)| *option).collect::<BTreeSet<_>>(), known);
    for (option, is_marked) in listed {
        let file = folder.path().join("one.toml");
        fs::write(&file, format!("{} = {{}}\n", option.replace('-', "_"))).unwrap();
        let run = themeshift(folder.path(), &["--config", file.to_str().unwrap()]);
        assert_eq!(run.code, 1, "{option}");
        assert_eq!(!run.stderr.contains("unknown field"), is_marked, "{option}: {}", run.stderr);
    }
}

#[test]
fn the_figures_of_the_readme_are_those_of_the_page_on_validity() {
    let section = section("README.md", "How sure it is");
    let validity = page("docs/validity.md");
    let rows = section.lines().filter(|line| line.starts_with("| ") && line.contains("clauses |"));
    let figures: BTreeSet<&str> = rows
        .flat_map(|row| row.split([' ', ',', '|']))
        .filter(|word| word.strip_prefix('.').is_some_and(|digits| digits.parse::<u32>().is_ok()))
        .collect();
    assert!(figures.len() >= 8, "{figures:?}");
    for figure in figures {
        assert!(validity.contains(figure), "{figure}");
    }
}

#[test]
fn the_readme_is_short() {
    let words = page("README.md").split_whitespace().count();
    assert!(words < 1800, "{words} words");
}

/// The links of a text, outside its examples.
fn links(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    let links = prose.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    links.filter(|link| !link.contains("://")).collect()
}

/// The names by which the headings of a text are linked to.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let kept = heading.trim_start_matches('#').trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_leads_to_a_file_and_to_a_heading_of_it() {
    let mut linked = BTreeSet::new();
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        for link in links(&text) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {link} leads to no file", path.display());
            if !anchor.is_empty() {
                let there = anchors(&fs::read_to_string(&target).unwrap());
                assert!(there.contains(anchor), "{}: {link} leads to no heading", path.display());
            }
            linked.insert(target.canonicalize().unwrap());
        }
    }
    let is_linked = |path: &Path| linked.contains(&path.canonicalize().unwrap());
    for path in pages().iter().filter(|path| !path.ends_with("README.md")) {
        assert!(is_linked(path), "nothing links to {}", path.display());
    }
}
