//! The moments that elements of a page name -> that of its article: no teaser's, and none that the text speaks of.

use super::part::{Container, Furniture, TextBlock, is_running};
use super::value::is_day;
use crate::read::article::LineMark;

/// Most moments that are kept: a page has tens.
const MOST: usize = 1000;
/// Longest link beside the date of an article, in bytes: the name of its author.
const NAME: usize = 40;

/// The moments of a page.
#[derive(Default)]
pub struct Times(Vec<SaidTime>);

/// What an element says of when something was.
struct SaidTime {
    /// The place of its line.
    line: usize,
    value: String,
    /// Whether it says that something came out then.
    is_published: bool,
}

impl Times {
    /// Notes a moment in the line at this place.
    pub fn push(&mut self, line: usize, value: &str, is_published: bool) {
        if self.0.len() < MOST && is_day(value) {
            self.0.push(SaidTime { line, value: value.to_string(), is_published });
        }
    }

    /// That of the article: one that is said to be, else one at its start or at its end.
    pub fn of_article(&self, marks: &[LineMark], blocks: &[TextBlock], containers: &[Container]) -> Option<&str> {
        let is_inside =
            |line: usize| matches!(marks.get(line), Some(LineMark::Text | LineMark::Heading | LineMark::Caption));
        let runs = |line: usize| is_inside(line) && is_running(&blocks[line]);
        let start =
            marks.iter().position(|mark| *mark == LineMark::Heading).or_else(|| (0..marks.len()).find(|&l| runs(l)))?;
        let mut running = (start + 1..marks.len()).filter(|&line| runs(line));
        let first = running.next().unwrap_or(marks.len());
        // Under the summary.
        let second = running.next().unwrap_or(marks.len());
        let last = (first..marks.len()).rev().find(|&line| runs(line)).unwrap_or(first);
        let belongs = |time: &&SaidTime| {
            let line = time.line;
            let Some(block) = blocks.get(line) else { return time.is_published };
            is_own(block, blocks, containers)
                && match () {
                    () if line < start => line + 1 == start && is_beside(line, start, blocks, containers),
                    () if !is_inside(line) => line < first,
                    () => time.is_published || !runs(line) && (line < second || line > last),
                }
        };
        let found = || self.0.iter().filter(belongs);
        found().find(|time| time.is_published).or_else(|| found().next()).map(|time| time.value.as_str())
    }
}

/// Whether a line right above the headline is in one box with it, and has no link.
fn is_beside(line: usize, headline: usize, blocks: &[TextBlock], containers: &[Container]) -> bool {
    let (own, other) = (blocks[line].container, blocks[headline].container);
    let parent = containers[own].parent;
    let is_near = own == other || parent == other || parent == containers[other].parent;
    is_near && blocks[line].link == 0
}

/// Whether the box around a line that its name calls furniture is that of the author: it holds no link but a name.
fn is_own(block: &TextBlock, blocks: &[TextBlock], containers: &[Container]) -> bool {
    let mut around = block.container;
    let mut outermost = None;
    while around > 0 {
        let Container { furniture, parent, .. } = containers[around];
        if matches!(furniture, Furniture::Surely | Furniture::WithLinks) {
            return false;
        }
        if furniture == Furniture::Perhaps {
            outermost = Some(around);
        }
        around = parent;
    }
    let links = |place: usize| {
        let Container { first, end, .. } = containers[place];
        blocks[first..end].iter().map(|block| block.link).sum::<usize>()
    };
    outermost.is_none_or(|place| links(place) <= NAME)
}
