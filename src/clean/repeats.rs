//! Lines that repeat another line: `repeat`, `near_repeat`, `contained`.
//!
//! These rules have no bound, since what they remove is in another line, which the rules before them kept.

use rustc_hash::{FxHashMap, FxHashSet};

use super::echo::{COMPARED, CONTAINED, NEAR, RUN};
use super::page::{LineFinding, LineShape, Page};
use super::shingles::{ShingleIndex, jaccard, runs, shared, shingles};

/// Longest line of a list without marks, in words.
const LISTED: usize = 20;

/// `repeat`: the second and later copies of a line. A short line may rightly occur again (a refrain, an answer, a
/// speaker's name): it goes only if it doubles the line just before it, or is a title of 5 words or more. A point of a
/// list may occur again under another heading.
pub fn exact(page: &Page) -> Vec<LineFinding> {
    let verse = is_verse(page);
    let headings = list_headings(page);
    let mut first_of: FxHashMap<&str, usize> = FxHashMap::default();
    let mut before = None;
    let mut found = Vec::new();
    for (at, shape) in page.shapes() {
        let first = *first_of.entry(shape.text).or_insert(at);
        let doubled = before == Some(first) && !shape.is_closed() && !shape.is_item();
        let stands_alone = shape.words >= 8 || (shape.words >= 5 && shape.is_title());
        let copied = shape.words >= 12 || (!verse && (doubled || stands_alone));
        if first != at && copied && !is_listed_twice(page, &headings, first, at) {
            found.push(LineFinding { at, similar_to: Some(first) });
        } else {
            before = Some(at);
        }
    }
    found
}

/// For every line of the page the place of the heading of the list it is in: the line above that ends in a colon, or
/// above the first item; a short line right under a line of a list belongs to it too.
fn list_headings(page: &Page) -> Vec<Option<usize>> {
    let mut headings = vec![None; page.lines.len()];
    for pair in page.kept.windows(2) {
        let (above, at) = (pair[0], pair[1]);
        let shape = &page.lines[at];
        headings[at] = match headings[above] {
            _ if page.lines[above].ends_in(':') => Some(above),
            Some(heading) if shape.is_item() || (shape.words <= LISTED && !shape.after_gap) => Some(heading),
            _ if shape.is_item() && !page.lines[above].is_item() => Some(above),
            _ => None,
        };
    }
    headings
}

/// Whether both lines are in lists under different headings.
fn is_listed_twice(page: &Page, headings: &[Option<usize>], first: usize, at: usize) -> bool {
    headings[first].zip(headings[at]).is_some_and(|(one, other)| page.lines[one].text != page.lines[other].text)
}

/// Whether most of the words are in short lines: a poem, a song, a list.
fn is_verse(page: &Page) -> bool {
    let (short, long) = page.shapes().fold((0, 0), |(short, long), (_, shape)| {
        if shape.words < 12 { (short + shape.words, long) } else { (short, long + shape.words) }
    });
    short > long
}

/// The kept lines that are compared by their shingles.
fn compared<'a>(page: &Page<'a>) -> impl Iterator<Item = (usize, &'a LineShape<'a>)> {
    page.shapes().filter(|(_, shape)| COMPARED.contains(&shape.words))
}

/// The shingles of those that could repeat another. No other is looked up, so that none need be remembered.
fn sought(page: &Page) -> FxHashSet<u64> {
    compared(page).filter(|(_, shape)| shape.echoed).flat_map(|(_, shape)| runs(&shape.hashes, RUN)).collect()
}

/// `near_repeat`: a line that shares most shingles with an earlier one, such as a lead repeated with other quotation
/// marks. The first stays.
pub fn near(page: &Page) -> Vec<LineFinding> {
    if !page.shapes().any(|(_, shape)| shape.echoed) {
        return Vec::new();
    }
    let headings = list_headings(page);
    let sought = sought(page);
    let mut index = ShingleIndex::default();
    let mut found = Vec::new();
    let nearest = |index: &ShingleIndex, at: usize, shape: &LineShape| {
        let set = shingles(&shape.hashes, RUN);
        let is_near =
            |first: &LineShape| jaccard(&set, &shingles(&first.hashes, RUN)) >= NEAR && !tells_otherwise(first, shape);
        let nearest = index.nearest(at, &set).filter(|&first| is_near(&page.lines[first]));
        nearest.filter(|&first| !is_listed_twice(page, &headings, first, at))
    };
    for (at, shape) in compared(page) {
        let near = shape.echoed.then(|| nearest(&index, at, shape)).flatten();
        if near.is_some() {
            found.push(LineFinding { at, similar_to: near });
        } else {
            index.add(at, runs(&shape.hashes, RUN).filter(|run| sought.contains(run)));
        }
    }
    found
}

/// Whether two nearly equal lines differ in what they tell: another name or number in the same words, or another
/// opening ("Thứ hai" for "Thứ nhất"). An edit that only adds or only leaves out does not count.
fn tells_otherwise(a: &LineShape, b: &LineShape) -> bool {
    let opening = |shape: &LineShape| shape.hashes.iter().take(2).map(|(hash, _)| *hash).collect::<Vec<_>>();
    opening(a) != opening(b) || (tells_more(a, b) && tells_more(b, a))
}

/// Whether `a` holds a name or a number that `b` does not.
fn tells_more(a: &LineShape, b: &LineShape) -> bool {
    let mut known: Vec<u64> = b.hashes.iter().map(|(hash, _)| *hash).collect();
    known.sort_unstable();
    a.hashes.iter().any(|(hash, telling)| *telling && known.binary_search(hash).is_err())
}

/// Longest subhead that is told from a pull quote, in words.
const SUBHEAD: usize = 9;

/// Whether it is where a subhead would be: short, between paragraphs.
fn is_subhead(page: &Page, at: usize, shape: &LineShape) -> bool {
    let runs = |at: usize| page.is_kept(at) && page.lines[at].is_running();
    shape.words <= SUBHEAD && shape.is_title() && at > 0 && runs(at - 1) && runs(at + 1)
}

/// `contained`: a line whose words are inside a longer one: a caption without a credit that the text repeats, a pull
/// quote. What comes before the running text is the headline and never goes, nor do headings.
pub fn contained(page: &Page) -> Vec<LineFinding> {
    let Some((start, _)) = page.running else {
        return Vec::new();
    };
    if !page.shapes().any(|(_, shape)| shape.echoed) {
        return Vec::new();
    }
    let sought = sought(page);
    let mut index = ShingleIndex::default();
    for (at, shape) in compared(page) {
        index.add(at, runs(&shape.hashes, RUN).filter(|run| sought.contains(run)));
    }
    let holds = |host: &LineShape, shape: &LineShape, set: &[u64]| {
        host.words > shape.words
            && shared(set, &shingles(&host.hashes, RUN)) as f64 >= CONTAINED * set.len() as f64
            && !tells_more(shape, host)
    };
    compared(page)
        .filter(|(at, shape)| shape.echoed && *at >= start && !shape.marked && !is_subhead(page, *at, shape))
        .filter_map(|(at, shape)| {
            let set = shingles(&shape.hashes, RUN);
            let host = index.nearest(at, &set).filter(|&host| holds(&page.lines[host], shape, &set))?;
            Some(LineFinding { at, similar_to: Some(host) })
        })
        .collect()
}
