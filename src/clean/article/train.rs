//! The trainer: labelled pages -> a model file. Deterministic: the same pages give the same bytes.
//!
//! Log likelihood of a conditional random field, AdaGrad (Duchi, Hazan and Singer 2011), weights averaged over the last
//! passes and rounded to eight bits.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::chain::{Chain, Ties};
use super::features::{self, BITS};
use super::model;
use crate::clean::page::{LineShape, Page};
use crate::clean::{RULES, by_rules, cut_credits, set_apart, unwrap};
use crate::options::{Cleaning, Layer, Options};
use crate::random::Random;
use crate::read::{Corpus, Line};

/// The labelled pages of a folder and its subfolders, in the order of their paths: files that end in `.page`, and those
/// in `.html` with a `.kept` file beside them.
///
/// # Errors
/// Names what can't be read; or says that there is no page.
pub fn read(folder: &Path) -> Result<Vec<LabelledPage>> {
    let mut pages = Vec::new();
    collect(folder, &mut pages)?;
    ensure!(
        !pages.is_empty(),
        "{} holds no labelled pages: their names end in .page, or in .html and .kept",
        folder.display()
    );
    Ok(pages)
}

fn collect(folder: &Path, pages: &mut Vec<LabelledPage>) -> Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .with_context(|| format!("can't read {}", folder.display()))?;
    entries.sort();
    for path in entries {
        let text = |path: &Path| fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()));
        match path.extension().and_then(|kind| kind.to_str()) {
            _ if path.is_dir() => collect(&path, pages)?,
            Some("page") => pages.push(LabelledPage::read(&text(&path)?)),
            Some("html") if path.with_extension("kept").exists() => {
                let page = LabelledPage::of_html(text(&path)?, &text(&path.with_extension("kept"))?);
                pages.push(page.with_context(|| format!("can't read {}", path.display()))?);
            }
            _ => (),
        }
    }
    Ok(())
}

/// Passes over the pages, and those from which on the weights are averaged.
const EPOCHS: usize = 40;
const AVERAGED_FROM: usize = 10;
/// The step of AdaGrad, and where its sums of squares start.
const RATE: f64 = 0.1;
const FIRST_SQUARE: f64 = 1.0;
/// How strongly weights are drawn to 0, per page.
const DECAY: f64 = 0.002;

/// A page whose lines a reader has labelled.
pub struct LabelledPage {
    /// Its lines that hold text.
    pub lines: Vec<Line>,
    /// The numbers of the lines that are part of the article, in rising order.
    pub article: Vec<usize>,
}

impl LabelledPage {
    /// Reads a page in which each line begins with a label and a blank: `!`, `=` or `+` where it is part of the
    /// article, `x` where not. What follows a tab and `|` is the credit of a picture.
    pub fn read(text: &str) -> LabelledPage {
        let rows = text.lines().zip(1..).filter(|(row, _)| !row.trim().is_empty());
        let rows: Vec<(&str, &str, usize)> = rows
            .filter_map(|(row, number)| row.split_at_checked(1).map(|(label, line)| (label, line, number)))
            .collect();
        let line = |&(_, line, number): &(&str, &str, usize)| {
            Line::new(number, line.strip_prefix(' ').unwrap_or(line).replace("\t|", " "))
        };
        let article = rows.iter().filter(|(label, ..)| matches!(*label, "!" | "=" | "+"));
        LabelledPage { lines: rows.iter().map(line).collect(), article: article.map(|row| row.2).collect() }
    }

    /// Reads a page in HTML, in which these lines are part of the article.
    fn of_html(page: String, kept: &str) -> Result<LabelledPage> {
        let articles = Corpus::read_bytes("page.html", page.into_bytes(), &Options::build(Layer::default())?)?;
        let article = articles.into_iter().next().context("it holds no article")??;
        let mut kept: Vec<&str> = kept.lines().map(str::trim).collect();
        let mut is_kept = |line: &&Line| {
            let place = kept.iter().position(|kept| *kept == line.text.trim());
            place.map(|place| kept.swap_remove(place)).is_some()
        };
        let numbers = article.lines.iter().filter(&mut is_kept).map(|line| line.number).collect();
        Ok(LabelledPage { lines: article.lines, article: numbers })
    }

    /// The page with nothing but the article, as many texts are kept.
    pub fn article_alone(&self) -> LabelledPage {
        let is_article = |line: &&Line| self.article.binary_search(&line.number).is_ok();
        LabelledPage { lines: self.lines.iter().filter(is_article).cloned().collect(), article: self.article.clone() }
    }
}

/// The features of each line of a page that rules haven't judged for good, and whether it is part of the article.
struct PageExample {
    features: Vec<Vec<u16>>,
    labels: Vec<usize>,
}

impl PageExample {
    fn new(page: &LabelledPage) -> PageExample {
        let rules = Cleaning::default();
        let (lines, _) = set_apart(page.lines.clone(), &rules);
        let (lines, _) = unwrap(lines, &rules);
        let (lines, _) = cut_credits(lines, &rules);
        let shapes = LineShape::of_lines(&lines);
        let verdicts = by_rules(RULES, &shapes, &rules);
        let features = features::of_page(&Page::new(&shapes, &verdicts, &[]));
        let label = |line: &Line| usize::from(page.article.binary_search(&line.number).is_ok());
        PageExample { features, labels: lines.iter().map(label).collect() }
    }
}

/// Trains a model and returns the bytes of its file.
pub fn train(pages: &[LabelledPage]) -> Vec<u8> {
    let alone = pages.iter().map(|page| PageExample::new(&page.article_alone()));
    let mut examples: Vec<PageExample> = pages.iter().map(PageExample::new).chain(alone).collect();
    let mut random = Random::new(0x5EED);
    let mut learner = LineLearner::new();
    let (mut sums, mut ties) = (vec![0.0; 1 << BITS], [[0.0; 2]; 2]);
    for epoch in 0..EPOCHS {
        random.shuffle(&mut examples);
        examples.iter().for_each(|example| learner.learn(example));
        if epoch >= AVERAGED_FROM {
            sums.iter_mut().zip(&learner.weights).for_each(|(sum, weight)| *sum += weight.value);
            for (a, b) in PAIRS {
                ties[a][b] += learner.ties[a][b].value;
            }
        }
    }
    let averaged = (EPOCHS - AVERAGED_FROM) as f64;
    sums.iter_mut().for_each(|sum| *sum /= averaged);
    model::write(&ties.map(|row| row.map(|tie| tie / averaged)), &sums)
}

const PAIRS: [(usize, usize); 4] = [(0, 0), (0, 1), (1, 0), (1, 1)];

#[derive(Clone, Copy)]
struct LineWeight {
    value: f64,
    squares: f64,
}

impl LineWeight {
    const NEW: LineWeight = LineWeight { value: 0.0, squares: FIRST_SQUARE };

    fn step(&mut self, gradient: f64) {
        let gradient = gradient + DECAY * self.value;
        self.squares += gradient * gradient;
        self.value -= RATE * gradient / self.squares.sqrt();
    }
}

struct LineLearner {
    weights: Vec<LineWeight>,
    ties: [[LineWeight; 2]; 2],
}

impl LineLearner {
    fn new() -> LineLearner {
        LineLearner { weights: vec![LineWeight::NEW; 1 << BITS], ties: [[LineWeight::NEW; 2]; 2] }
    }

    fn learn(&mut self, example: &PageExample) {
        let PageExample { features, labels } = example;
        let score = |features: &Vec<u16>| features.iter().map(|&at| self.weights[usize::from(at)].value).sum();
        let scores: Vec<f64> = features.iter().map(score).collect();
        let ties: Ties = self.ties.map(|row| row.map(|tie| tie.value));
        let chain = Chain::new(&scores, &ties);
        for (at, features) in features.iter().enumerate() {
            let gradient = chain.probability(at) - labels[at] as f64;
            features.iter().for_each(|&feature| self.weights[usize::from(feature)].step(gradient));
        }
        for pair in PAIRS {
            let expected: f64 = (1..labels.len()).map(|at| chain.pair(at - 1, pair)).sum();
            let found = labels.windows(2).filter(|labels| (labels[0], labels[1]) == pair).count();
            self.ties[pair.0][pair.1].step(expected - found as f64);
        }
    }
}
