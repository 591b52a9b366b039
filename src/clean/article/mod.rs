//! Where the article is on its page: `before`, `between`, `after`.
//!
//! The rules know each kind of furniture by its own signs. Here a model weighs all signs of a line together, weak ones
//! too: how long it is and how it ends, where it is, what became of the lines around it, what it shares with the text,
//! and words that sites use. It learnt their weights from the labelled pages in `tests/data/pages/training`.

mod chain;
mod features;
mod model;
pub mod train;

use super::Reason;
use super::page::{LineFinding, Page};
use chain::Chain;
use model::LineModel;

/// Why lines that are no part of the article are removed: they are above its first paragraph, between two, or below the
/// last.
pub const REASONS: [Reason; 3] = [
    Reason::new(
        "before",
        "It comes before the article and is hardly part of it.",
        "Dòng đứng trên bài viết và nhiều khả năng không thuộc bài.",
    ),
    Reason::new(
        "between",
        "It comes between paragraphs of the article and is hardly part of it.",
        "Dòng đứng giữa các đoạn của bài viết và nhiều khả năng không thuộc bài.",
    ),
    Reason::new(
        "after",
        "It comes after the article and is hardly part of it.",
        "Dòng đứng dưới bài viết và nhiều khả năng không thuộc bài.",
    ),
];

/// How probable it must be that a line is part of the article for it to stay: a short line, and one of running text,
/// which says more.
const LEAST: Least = Least { short: 0.4, running: 0.2 };
/// The same where fewer than `FURNITURE` lines are surely furniture, by the format, the rules or these limits: the text
/// may have been saved alone.
const BARE: Least = Least { short: 0.04, running: 0.02 };
const FURNITURE: usize = 3;
/// Shortest headline that can be told from the name of a section, in words, and how probable it must be where no other
/// line could be one.
const TITLE: usize = 3;
const HEADLINE: f64 = 0.005;

/// What was learnt; a file of another length is no model, and does not compile.
static MODEL: &[u8; model::LENGTH] = include_bytes!("article.model");

#[derive(Clone, Copy)]
struct Least {
    short: f64,
    running: f64,
}

/// The kept lines that are hardly part of the article, and where they are; `apart` lines of the page were set apart
/// before by its format. A page that is a title over sentences, or sentences alone, has none.
pub fn outside(page: &Page, apart: usize) -> Vec<(Reason, LineFinding)> {
    let is_plain = page.shapes().all(|(at, shape)| shape.is_closed() || page.headline() == Some(at));
    if is_plain {
        return Vec::new();
    }
    let gone = improbable(page, apart, &probabilities(page, &LineModel::read(MODEL)));
    let text = || page.kept.iter().filter(|at| gone.binary_search(at).is_err() && page.lines[**at].is_running());
    let (first, last) = (text().next(), text().next_back());
    let reason = |at: &usize| match () {
        () if first.is_none_or(|first| at < first) => REASONS[0],
        () if last.is_some_and(|last| at < last) => REASONS[1],
        () => REASONS[2],
    };
    gone.iter().map(|at| (reason(at), LineFinding::at(*at))).collect()
}

/// How probable it is that each line of the page is part of the article.
fn probabilities(page: &Page, model: &LineModel) -> Vec<f64> {
    let scores: Vec<f64> = features::of_page(page).iter().map(|features| model.score(features)).collect();
    let chain = Chain::new(&scores, &model.ties);
    let mut found: Vec<f64> = (0..scores.len()).map(|at| chain.probability(at)).collect();
    // The lines of one sentence stay or go together.
    let mut start = 0;
    for end in 1..=found.len() {
        if end == found.len() || !page.continues(end) {
            let likeliest = found[start..end].iter().copied().fold(0.0, f64::max);
            found[start..end].fill(likeliest);
            start = end;
        }
    }
    found
}

/// The kept lines, in rising order, that are less probable than they must be, except the headline that the format
/// marks, and the likeliest one where no title stays above the text. None if more of the running text would go than
/// stay.
fn improbable(page: &Page, apart: usize, probabilities: &[f64]) -> Vec<usize> {
    let is_furniture = |at: &usize| match page.reason(*at) {
        Some(reason) => matches!(reason, "site_furniture" | "teaser"),
        None => probabilities[*at] < BARE.short,
    };
    let is_bare = apart + (0..page.lines.len()).filter(is_furniture).count() < FURNITURE;
    let least = if is_bare { BARE } else { LEAST };
    let headline = page.headline().filter(|&at| page.lines[at].marked);
    let is_gone = |&at: &usize| {
        headline != Some(at)
            && probabilities[at] < if page.lines[at].is_running() { least.running } else { least.short }
    };
    let (mut gone, kept): (Vec<usize>, Vec<usize>) = page.kept.iter().partition(|at| is_gone(at));
    let running = |places: &[usize]| -> usize {
        places.iter().map(|&at| &page.lines[at]).filter(|shape| shape.is_running()).map(|shape| shape.words).sum()
    };
    if running(&gone) > running(&kept) {
        return Vec::new();
    }
    let text = kept.iter().copied().find(|&at| page.lines[at].is_running()).unwrap_or(usize::MAX);
    let heads = |at: usize| at < text && page.lines[at].words >= TITLE && page.is_title(at);
    if !kept.iter().any(|&at| heads(at)) {
        let likely = gone.iter().copied().filter(|&at| heads(at) && probabilities[at] >= HEADLINE);
        let headline = likely.max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]).then(b.cmp(&a)));
        gone.retain(|&at| Some(at) != headline);
    }
    gone
}
