//! Lines of a page and the containers they are in -> which of them are the article's.
//!
//! The article is the container with the most running text, less half of the lines in it that are nothing but links. Text
//! between boxes of links stays: a lost paragraph is worse than a kept box, which the cleaning removes afterwards.

mod next;

use std::cmp::Reverse;
use std::ops::Range;

use self::next::next_article;
use crate::read::article::LineMark;

/// A part of the page. The first is the page itself; a parent comes before its children.
#[derive(Default)]
pub struct Container {
    /// The place of the container around it.
    pub parent: usize,
    /// The place of its first line.
    pub first: usize,
    /// The place of the line after its last.
    pub end: usize,
    /// What its name and its class say of it.
    pub furniture: Furniture,
    /// Whether it holds a caption.
    pub is_caption: bool,
    /// Whether it is an article.
    pub article: ArticleSign,
}

/// Whether a container is an article, and how surely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArticleSign {
    /// It isn't.
    #[default]
    No,
    /// A section: one only if it has a headline of the first rank.
    Section,
    /// By its class.
    Named,
    /// By its element or its role.
    Tag,
}

/// Whether a container is furniture by its name or class: a menu, a footer, a box of links, comments by readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Furniture {
    /// It isn't.
    #[default]
    No,
    /// It is, if it holds little of the page's running text: a class may mean many things.
    Perhaps,
    /// It is, if it has a headline of its own: it shows another article.
    Embedded,
    /// It is, if links are much of it: a box of facts is not.
    WithLinks,
    /// It is.
    Surely,
}

/// What is known of a line beside its text.
pub struct TextBlock {
    /// The place of its container.
    pub container: usize,
    /// Its length.
    pub bytes: usize,
    /// How many of the bytes are links.
    pub link: usize,
    /// Whether it is a headline of the first rank.
    pub is_headline: bool,
    /// Its rank among the headings, from 1 on; 0 where it is none.
    pub rank: u8,
    /// How surely its class says that it is the headline.
    pub named: u8,
    /// Whether it looks like the caption of the picture before it.
    pub is_caption: bool,
}

/// Shortest line that counts as running text, in bytes: ten words or so.
const RUNNING: usize = 60;
/// Least running text of an article, in bytes, where no headline leads to it.
const LEAST: usize = 200;
/// Most lines of a teaser: heading, date, source, summary.
const TEASER: usize = 5;
/// Shortest headline of another article, in bytes: "Bối cảnh" heads a box that belongs to this one.
const HEADLINE: usize = 25;

/// What a container holds: lines, bytes of text, bytes of lines that are links, bytes of running text that is no teaser.
#[derive(Clone, Copy, Default)]
struct PartSum {
    lines: usize,
    bytes: usize,
    links: usize,
    running: usize,
}

/// The mark of each line. The article goes from its headline on, if one leads to it.
pub fn marks(blocks: &[TextBlock], containers: &[Container], is_title: &[bool]) -> Vec<LineMark> {
    let nothing = vec![false; containers.len()];
    let all = sums(blocks, containers, &nothing);
    let mut is_furniture = furniture(blocks, containers, &all, is_title);
    let mut sums = sums(blocks, containers, &is_furniture);
    // A page that says it is furniture nearly everywhere forgot an end tag.
    if sums[0].running < LEAST.min(all[0].running) || sums[0].running * 10 < all[0].running * 3 {
        (is_furniture, sums) = (nothing, all);
    }
    let score = |&place: &usize| (2 * sums[place].running as i64 - sums[place].links as i64, Reverse(place));
    let best = (0..sums.len()).max_by_key(score).unwrap_or(0);
    let is_card = cards(blocks, containers, is_title);
    let title_of = |place: usize| title_before(place, blocks, containers, [&is_furniture, &is_card], is_title);
    let is_enough = sums[best].running * 10 >= sums[0].running * 3;
    let best = if is_enough && (sums[best].running >= LEAST || title_of(best).is_some()) { best } else { 0 };
    let mut article = title_of(best).unwrap_or(containers[best].first)..containers[best].end;
    if let Some(next) = next_article(blocks, containers, article.clone(), &is_furniture, is_title) {
        article.end = next;
    }
    let is_caption = inherited(containers, |place| containers[place].is_caption);
    let mark = |(place, block): (usize, &TextBlock)| match () {
        () if !article.contains(&place) || is_furniture[block.container] => LineMark::Outside,
        () if block.is_headline || is_title[place] => LineMark::Heading,
        () if block.is_caption || is_caption[block.container] => LineMark::Caption,
        () if block.link * 5 > block.bytes * 4 || is_teaser(block, containers, &sums, best) => LineMark::Link,
        () => LineMark::Text,
    };
    let mut marks: Vec<LineMark> = blocks.iter().enumerate().map(mark).collect();
    let bytes = |mark: LineMark| -> usize {
        let marked = blocks.iter().zip(&marks).filter(|(block, other)| **other == mark && is_running(block));
        marked.map(|(block, _)| block.bytes).sum()
    };
    // The captions of a picture story are its text.
    if bytes(LineMark::Caption) * 2 > bytes(LineMark::Text) {
        marks.iter_mut().filter(|mark| **mark == LineMark::Caption).for_each(|mark| *mark = LineMark::Text);
    }
    marks
}

/// The headline that leads to the text of a container: the last title before its running text. Teasers of other
/// articles may come before it, if most of the text comes after it.
fn title_before(
    place: usize,
    blocks: &[TextBlock],
    containers: &[Container],
    [is_furniture, is_card]: [&[bool]; 2],
    is_title: &[bool],
) -> Option<usize> {
    let Container { first, end, .. } = containers[place];
    let is_text = |&line: &usize| is_running(&blocks[line]) && blocks[line].rank == 0 && !is_title[line];
    let before = |running: Option<usize>| {
        let is_headline = |&line: &usize| !is_furniture[blocks[line].container] && is_title[line];
        (0..running.unwrap_or(end)).rev().find(is_headline)
    };
    let bytes = |lines: Range<usize>| -> usize { lines.filter(is_text).map(|line| blocks[line].bytes).sum() };
    let behind = before((first..end).find(|line| is_text(line) && !is_card[blocks[*line].container]));
    let has_most = |&line: &usize| bytes(line.max(first)..end) * 2 > bytes(first..end);
    behind.filter(has_most).or_else(|| before((first..end).find(is_text)))
}

/// For each container, whether it is a teaser of another article, or is in one: a few lines with a heading that is a
/// link, or with any heading if it is an article itself.
fn cards(blocks: &[TextBlock], containers: &[Container], is_title: &[bool]) -> Vec<bool> {
    let has_title = holding(blocks, containers, |line| is_title[line] || blocks[line].is_headline);
    let has_heading = holding(blocks, containers, |line| blocks[line].rank > 1);
    let has_link = holding(blocks, containers, |line| blocks[line].rank > 1 && is_link(&blocks[line]));
    let is_card = |place: usize| {
        let Container { first, end, article, .. } = containers[place];
        let has_own = has_link[place] || has_heading[place] && article >= ArticleSign::Named;
        place > 0 && has_own && !has_title[place] && end - first <= TEASER
    };
    inherited(containers, is_card)
}

/// For each container, whether it is furniture, or is in some. Nothing that holds a headline is, except what is shown
/// of other articles; and these are not most of the page.
fn furniture(blocks: &[TextBlock], containers: &[Container], sums: &[PartSum], is_title: &[bool]) -> Vec<bool> {
    let has_headline = holding(blocks, containers, |line| blocks[line].is_headline);
    let has_title = holding(blocks, containers, |line| is_title[line]);
    let is_embedded = |place: usize| {
        let Container { first, end, furniture, .. } = containers[place];
        let mut lead =
            (first..end).take(TEASER).take_while(|&line| !is_running(&blocks[line]) || blocks[line].rank > 0);
        let mut has_own = || lead.any(|line| blocks[line].rank > 0 && blocks[line].bytes >= HEADLINE);
        furniture == Furniture::Embedded && !has_title[place] && has_own()
    };
    let mut is_within = vec![false; containers.len()];
    let mut embedded = 0;
    for (place, container) in containers.iter().enumerate() {
        is_within[place] = is_within[container.parent] || is_embedded(place);
        embedded += if is_within[place] && !is_within[container.parent] { sums[place].running } else { 0 };
    }
    let is_few = embedded * 2 <= sums[0].running;
    let is_furniture = |place: usize| match containers[place].furniture {
        Furniture::Embedded if is_few && is_embedded(place) => true,
        _ if has_headline[place] => false,
        Furniture::No => false,
        Furniture::Perhaps => sums[place].running * 5 <= sums[0].running,
        Furniture::Embedded | Furniture::WithLinks => sums[place].links * 5 > sums[place].bytes,
        Furniture::Surely => true,
    };
    inherited(containers, is_furniture)
}

/// For each container, whether it holds such a line.
fn holding(blocks: &[TextBlock], containers: &[Container], holds: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut holding = vec![false; containers.len()];
    for (line, block) in blocks.iter().enumerate() {
        holding[block.container] |= holds(line);
    }
    for (place, container) in containers.iter().enumerate().rev() {
        holding[container.parent] |= holding[place];
    }
    holding
}

/// For each container, whether something holds for it or for one around it.
fn inherited(containers: &[Container], holds: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut inherited = vec![false; containers.len()];
    for (place, container) in containers.iter().enumerate() {
        inherited[place] = inherited[container.parent] || holds(place);
    }
    inherited
}

/// Whether a line is in a small box within the article of which links are a part: a teaser and its heading.
fn is_teaser(block: &TextBlock, containers: &[Container], sums: &[PartSum], article: usize) -> bool {
    let unit = unit(block, containers, sums);
    let PartSum { lines, bytes, links, .. } = sums[unit];
    unit > article && containers[unit].end <= containers[article].end && lines <= TEASER && links * 7 > bytes
}

/// The innermost container around a line that holds another line, too.
fn unit(block: &TextBlock, containers: &[Container], sums: &[PartSum]) -> usize {
    let mut unit = block.container;
    while unit > 0 && sums[unit].lines < 2 {
        unit = containers[unit].parent;
    }
    unit
}

/// Whether a line is little but links.
fn is_link(block: &TextBlock) -> bool {
    block.link * 5 > block.bytes * 4
}

/// Whether a line is running text.
pub fn is_running(block: &TextBlock) -> bool {
    block.bytes >= RUNNING && block.link * 2 < block.bytes
}

/// What each container holds with all those in it, furniture left out.
fn sums(blocks: &[TextBlock], containers: &[Container], is_furniture: &[bool]) -> Vec<PartSum> {
    let mut sums = vec![PartSum::default(); containers.len()];
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
        let PartSum { lines, bytes, links, .. } = sums[unit(block, containers, &sums)];
        let is_teaser = lines <= TEASER && links * 7 > bytes;
        sums[block.container].running += if is_teaser { 0 } else { block.bytes };
    }
    for place in (1..sums.len()).rev() {
        let running = sums[place].running;
        sums[containers[place].parent].running += running;
    }
    sums
}
