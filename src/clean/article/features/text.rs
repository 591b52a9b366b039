//! The text of a page as a whole: where it is, what it says, and which lines may be its title.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::clean::lists::PhraseList;
use crate::clean::page::{LineShape, Page};
use crate::clean::shingles::{FNV_BASIS, mix, runs};
use crate::clean::tables::cells;

/// Longest heading of comments, in words.
const HEADING: usize = 6;
/// Paragraphs that a headline is compared with.
const OPENING: usize = 3;
/// Shortest title that is compared with them, in words.
const TITLE: usize = 3;

/// How many lines there are with something, and the number of the last of them, from 1.
#[derive(Clone, Copy, Default)]
pub struct LineCount {
    pub lines: u32,
    last: u32,
}

/// The text of a page, of which a line may be part.
pub struct PageText {
    /// The places of its running text, in rising order, and the words of that.
    pub places: Vec<usize>,
    pub words: usize,
    /// How many of its lines of running text a word occurs in, and a pair of words.
    pub single: FxHashMap<u64, LineCount>,
    pub pairs: FxHashMap<u64, LineCount>,
    /// How often a line occurs on the page, whatever became of it.
    pub lines: FxHashMap<u64, u32>,
    /// The words of the first paragraphs.
    pub opening: FxHashSet<u64>,
    /// Of the titles above the text, the first that holds most of these words, and the longest.
    pub closest: Option<usize>,
    pub longest: Option<usize>,
    pub headline: Option<usize>,
    /// For each line that is not running text, where the run of such kept lines around it begins and ends.
    pub company: Vec<(usize, usize)>,
    /// The place of the heading of readers' comments.
    pub comments: Option<usize>,
    /// Whether it is a cell of a table.
    pub cells: Vec<bool>,
    /// How many of the lines have a blank line above, in thirds.
    pub gaps: u64,
}

impl PageText {
    pub fn of(page: &Page) -> PageText {
        let running = || page.shapes().filter(|(_, shape)| shape.is_running());
        let places: Vec<usize> = running().map(|(at, _)| at).collect();
        let opening: FxHashSet<u64> =
            running().take(OPENING).flat_map(|(_, shape)| &shape.hashes).map(|(word, _)| *word).collect();
        let first = places.first().copied().unwrap_or(0);
        let titles = || page.shapes().filter(|(at, shape)| *at < first && shape.is_title());
        let most = |of: &dyn Fn(&LineShape) -> usize, least: usize| {
            let titles = titles().filter(|(_, shape)| shape.words >= least);
            titles.map(|(at, shape)| (of(shape), std::cmp::Reverse(at))).max().map(|(_, at)| at.0)
        };
        let is_comments = |shape: &LineShape| shape.words <= HEADING && shape.lists.has(PhraseList::Comments);
        let gaps = page.lines.iter().filter(|shape| shape.after_gap).count();
        let mut text = PageText {
            words: running().map(|(_, shape)| shape.words).sum(),
            closest: most(&|shape| held(shape, &opening), TITLE),
            longest: most(&|shape| shape.words, 1),
            headline: page.headline(),
            company: company(page),
            comments: page.lines.iter().position(is_comments),
            cells: cells(page),
            gaps: (3 * gaps / page.lines.len().max(1)) as u64,
            single: FxHashMap::default(),
            pairs: FxHashMap::default(),
            lines: FxHashMap::default(),
            places,
            opening,
        };
        let paragraphs: Vec<&LineShape> = running().map(|(_, shape)| shape).collect();
        text.single = holders(&paragraphs, 1);
        text.pairs = holders(&paragraphs, 2);
        page.lines.iter().for_each(|shape| *text.lines.entry(whole(shape)).or_default() += 1);
        text
    }

    pub fn is_running(&self, at: usize) -> bool {
        self.places.binary_search(&at).is_ok()
    }

    /// Whether a line is above the text, in it, or below it.
    pub fn zone(&self, at: usize) -> u64 {
        match (self.places.first(), self.places.last()) {
            (Some(&first), _) if at < first => 0,
            (_, Some(&last)) if at > last => 2,
            (Some(_), _) => 1,
            (None, _) => 3,
        }
    }
}

/// How many of the lines hold each of their runs of `n` words.
fn holders(lines: &[&LineShape], n: usize) -> FxHashMap<u64, LineCount> {
    let most = lines.iter().map(|shape| shape.hashes.len()).sum();
    let mut counts: FxHashMap<u64, LineCount> = FxHashMap::with_capacity_and_hasher(most, FxBuildHasher);
    for (shape, line) in lines.iter().zip(1..) {
        for run in runs(&shape.hashes, n) {
            let count = counts.entry(run).or_default();
            count.lines += u32::from(count.last != line);
            count.last = line;
        }
    }
    counts
}

/// How many of a line's words are among these.
pub fn held(shape: &LineShape, words: &FxHashSet<u64>) -> usize {
    shape.hashes.iter().filter(|(word, _)| words.contains(word)).count()
}

pub fn whole(shape: &LineShape) -> u64 {
    shape.hashes.iter().fold(FNV_BASIS, |hash, (word, _)| mix(hash, *word))
}

/// See [`PageText::company`].
fn company(page: &Page) -> Vec<(usize, usize)> {
    let mut company: Vec<(usize, usize)> = (0..page.lines.len()).map(|at| (at, at)).collect();
    let is_short = |at: &usize| !page.lines[*at].is_running();
    for run in page.kept.chunk_by(|a, b| is_short(a) && is_short(b) && a + 1 == *b) {
        run.iter().for_each(|&at| company[at] = (run[0], run[run.len() - 1]));
    }
    company
}
