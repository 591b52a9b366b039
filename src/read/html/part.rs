//! Lines of a page and the containers they stand in -> the lines of the article.
//!
//! The article is the container with the most running text, less half of the lines in it that are nothing but links. Text
//! between boxes of links stays: a lost paragraph is worse than a kept box, which the cleaning removes afterwards.

use std::cmp::Reverse;

/// A part of the page. The first is the page itself; a parent stands before its children.
#[derive(Default)]
pub struct Container {
    /// The place of the container around it.
    pub parent: usize,
    /// The place of its first line.
    pub first: usize,
    /// The place of the line after its last.
    pub end: usize,
    /// Whether it is furniture by its name: a menu, a footer, a box at the side, comments by readers.
    pub is_furniture: bool,
}

/// What is known of a line beside its text.
pub struct Block {
    /// The place of its container.
    pub container: usize,
    /// Its length.
    pub bytes: usize,
    /// How many of the bytes are links.
    pub link: usize,
    /// Whether it is a headline of the first rank.
    pub is_headline: bool,
}

/// Shortest line that counts as running text, in bytes: ten words or so.
const RUNNING: usize = 60;
/// Least running text of an article, in bytes, where no headline leads to it.
const LEAST: usize = 200;
/// Most lines of a teaser: heading, date, source, summary.
const TEASER: usize = 5;

/// What a container holds: lines, bytes of text, bytes of lines that are links, bytes of running text that is no teaser.
#[derive(Clone, Copy, Default)]
struct Sum {
    lines: usize,
    bytes: usize,
    links: usize,
    running: usize,
}

/// The places of the article's lines, in order: from its headline on, if one leads to it.
pub fn of_article(blocks: &[Block], containers: &[Container], is_title: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let nothing = vec![false; containers.len()];
    let all = sums(blocks, containers, &nothing);
    let mut is_furniture = furniture(blocks, containers);
    let mut sums = sums(blocks, containers, &is_furniture);
    // A page that says it is furniture nearly everywhere forgot an end tag.
    if sums[0].running < LEAST.min(all[0].running) || sums[0].running * 10 < all[0].running * 3 {
        (is_furniture, sums) = (nothing, all);
    }
    let score = |&place: &usize| (2 * sums[place].running as i64 - sums[place].links as i64, Reverse(place));
    let best = (0..sums.len()).max_by_key(score).unwrap_or(0);
    let title_of = |place: usize| {
        let Container { first, end, .. } = containers[place];
        let running = (first..end).find(|&line| is_running(&blocks[line])).unwrap_or(end);
        (0..running).rev().find(|&line| !is_furniture[blocks[line].container] && is_title(line))
    };
    let is_enough = sums[best].running * 10 >= sums[0].running * 3;
    let best = if is_enough && (sums[best].running >= LEAST || title_of(best).is_some()) { best } else { 0 };
    let kept = title_of(best).unwrap_or(containers[best].first)..containers[best].end;
    kept.filter(|&line| !is_furniture[blocks[line].container]).collect()
}

/// For each container, whether it is furniture, or stands in some. Nothing that holds a headline is.
fn furniture(blocks: &[Block], containers: &[Container]) -> Vec<bool> {
    let mut has_headline = vec![false; containers.len()];
    for block in blocks {
        has_headline[block.container] |= block.is_headline;
    }
    for (place, container) in containers.iter().enumerate().rev() {
        has_headline[container.parent] |= has_headline[place];
    }
    let mut is_furniture = vec![false; containers.len()];
    for (place, container) in containers.iter().enumerate() {
        is_furniture[place] = is_furniture[container.parent] || container.is_furniture && !has_headline[place];
    }
    is_furniture
}

fn is_running(block: &Block) -> bool {
    block.bytes >= RUNNING && block.link * 2 < block.bytes
}

/// What each container holds with all those in it, furniture left out.
fn sums(blocks: &[Block], containers: &[Container], is_furniture: &[bool]) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); containers.len()];
    let blocks = || blocks.iter().filter(|block| !is_furniture[block.container]);
    for block in blocks() {
        let sum = &mut sums[block.container];
        sum.lines += 1;
        sum.bytes += block.bytes;
        sum.links += if block.link * 5 > block.bytes * 4 { block.bytes } else { 0 };
    }
    for place in (1..sums.len()).rev() {
        let (sum, parent) = (sums[place], &mut sums[containers[place].parent]);
        parent.lines += sum.lines;
        parent.bytes += sum.bytes;
        parent.links += sum.links;
    }
    for block in blocks().filter(|block| is_running(block)) {
        let mut unit = block.container;
        while unit > 0 && sums[unit].lines < 2 {
            unit = containers[unit].parent;
        }
        let Sum { lines, bytes, links, .. } = sums[unit];
        let is_teaser = lines <= TEASER && links * 7 > bytes;
        sums[block.container].running += if is_teaser { 0 } else { block.bytes };
    }
    for place in (1..sums.len()).rev() {
        let running = sums[place].running;
        sums[containers[place].parent].running += running;
    }
    sums
}
