//! The cleaning rules compared with lines labelled by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use themeshift::clean::article::train::{self, LabelledPage};
use themeshift::clean::clean;
use themeshift::options::Cleaning;

use crate::harness::{article, assert_stated, folder, open, project, shared};

#[test]
fn kept_lines_are_those_that_readers_would_keep() {
    let (Some(corpus), Some(gold)) = (shared("corpus"), shared("gold/cleaning")) else { return };
    let corpus = open(&corpus);
    let (mut right, mut kept_lines, mut gold_lines) = (0, 0, 0);
    for source in corpus.sources() {
        let document = &source.document;
        let table = fs::read_to_string(gold.join(document).with_extension("tsv")).unwrap();
        let labels: BTreeMap<usize, &str> = table
            .lines()
            .skip(1)
            .map(|row| row.split('\t').collect::<Vec<_>>())
            .map(|cells| (cells[0].parse().unwrap(), cells[1]))
            .collect();
        let cleaned = clean(article(&corpus, &source).lines, &Cleaning::default());
        let joined = cleaned.joined.iter().map(|joined| joined.line);
        let kept: BTreeSet<usize> = cleaned.paragraphs.iter().map(|paragraph| paragraph.line).chain(joined).collect();
        let wanted: BTreeSet<usize> =
            labels.iter().filter(|(_, label)| ["body", "headline"].contains(label)).map(|(line, _)| *line).collect();
        for line in kept.symmetric_difference(&wanted) {
            println!(
                "{document}:{line}: {} was {}",
                labels[line],
                if kept.contains(line) { "kept" } else { "removed" }
            );
        }
        for line in &kept {
            assert!(!["related", "duplicate"].contains(&labels[line]), "{document}:{line}: {}", labels[line]);
        }
        right += kept.intersection(&wanted).count();
        kept_lines += kept.len();
        gold_lines += wanted.len();
    }
    let f1 = 2.0 * right as f64 / (kept_lines + gold_lines) as f64;
    println!("kept lines: {right} right of {kept_lines} kept and {gold_lines} in the gold, F1 {f1:.4}");
    assert!(f1 >= 0.99);
    assert_stated("lines kept of five real articles", &[f1]);
}

/// What pages come to: lines that are kept and should be, lines that are kept, lines that should be.
#[derive(Default)]
struct Score {
    right: usize,
    kept: usize,
    wanted: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / self.kept as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.wanted as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.kept + self.wanted) as f64
    }
}

/// The pages of a folder, and of those in it.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let is_page = |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|kind| kind != "kept" && kind != "md");
    let found = paths.into_iter().filter(is_page);
    found.flat_map(|path| if path.is_dir() { pages(&path) } else { vec![path] }).collect()
}

/// Made-up pages with labels by hand, see tests/data/pages/README.md.
fn score(set: &str) -> Score {
    let mut score = Score::default();
    for page in &pages(&project().join("tests/data/pages").join(set)) {
        let (text, wanted) = labelled(page);
        let name = if page.extension().unwrap() == "html" { "page.html" } else { "page.txt" };
        let input = folder(&[(name, text.as_bytes())]);
        let corpus = open(&input.path().join("input"));
        let source = corpus.sources().next().unwrap();
        let article = article(&corpus, &source);
        let texts: BTreeMap<usize, String> =
            article.lines.iter().map(|line| (line.number, line.text.trim().to_string())).collect();
        let cleaned = clean(article.lines, &Cleaning::default());
        let cut: BTreeMap<usize, &str> = cleaned.removed.iter().map(|cut| (cut.line, cut.text.trim())).collect();
        let places = cleaned.paragraphs.iter().map(|paragraph| paragraph.line);
        let places = places.chain(cleaned.joined.iter().map(|joined| joined.line));
        let mut missing = wanted.clone();
        for place in places {
            let text = texts[&place].as_str();
            let text = cut.get(&place).and_then(|cut| text.strip_suffix(*cut)).unwrap_or(text).trim();
            score.kept += 1;
            match missing.iter().position(|line| line == text) {
                Some(found) => {
                    missing.swap_remove(found);
                    score.right += 1;
                }
                None => println!("{}:{place}: kept: {text}", page.display()),
            }
        }
        missing.iter().for_each(|line| println!("{}: lost: {line}", page.display()));
        score.wanted += wanted.len();
    }
    let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
    println!("{set}: {} lines of the articles, precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}", score.wanted);
    score
}

/// A page as it was saved, and the lines of it that a reader would keep.
fn labelled(page: &Path) -> (String, Vec<String>) {
    let text = fs::read_to_string(page).unwrap();
    if page.extension().unwrap() == "html" {
        let kept = fs::read_to_string(page.with_extension("kept")).unwrap();
        return (text, kept.lines().map(str::to_string).collect());
    }
    let rows: Vec<(&str, &str)> = text.lines().map(|row| row.split_at_checked(2).unwrap_or_default()).collect();
    let wanted = rows.iter().filter(|(label, _)| matches!(*label, "! " | "= " | "+ "));
    let wanted = wanted.map(|(_, line)| line.split("\t|").next().unwrap_or_default().trim().to_string()).collect();
    (rows.iter().map(|(_, line)| line.replace("\t|", " ") + "\n").collect(), wanted)
}

#[test]
fn pages_by_authors_that_nothing_was_learnt_from_keep_their_articles() {
    let score = score("held_out/text");
    assert!(score.recall() >= 0.985 && score.f1() >= 0.97);
    assert_stated("lines kept of 100 made-up pages", &[score.f1(), score.precision(), score.recall()]);
}

#[test]
fn pages_in_html_by_an_author_that_nothing_was_learnt_from_keep_their_articles() {
    let score = score("held_out/html");
    assert!(score.recall() >= 0.95 && score.f1() >= 0.9);
    assert_stated("lines kept of 30 made-up pages", &[score.f1(), score.precision(), score.recall()]);
}

#[test]
fn labelled_pages_make_the_committed_model() {
    let pages = train::read(&project().join("tests/data/pages/training")).unwrap();
    assert!(train::train(&pages) == fs::read(project().join("src/clean/article/article.model")).unwrap());
}

#[test]
fn pages_that_the_model_learnt_from_lose_little_where_they_hold_nothing_but_the_article() {
    let pages = train::read(&project().join("tests/data/pages/training")).unwrap();
    let (mut kept, mut all) = (0, 0);
    for page in pages.iter().map(LabelledPage::article_alone) {
        all += page.lines.len();
        let cleaned = clean(page.lines, &Cleaning::default());
        kept += cleaned.paragraphs.len() + cleaned.joined.len();
    }
    println!("articles alone: {kept} of {all} lines stay");
    assert!(kept as f64 >= 0.985 * all as f64);
}
