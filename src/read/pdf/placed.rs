//! The strips of a page -> its lines: letters go where they are on the page, in whatever order they were written.
//!
//! A printer that lacks a letter in one font writes the line with gaps, and then the letters from another font, set
//! back into the gaps. So strips on one baseline that fill each other's gaps, or touch, are one line, its letters in
//! order from left to right. Lines follow each other as they were written; on a page of one column, from top to bottom.

use std::collections::{BTreeMap, HashSet};

use super::letter::{CELL_GAP, PdfPage, PlacedLetter, WORD_GAP};
use super::line::{self, PdfLine};

/// How far apart the baselines of a line's letters may be, in their heights.
const SAME_BASELINE: f64 = 0.25;
/// How near to each other the ends of two strips are that are parts of a line: columns are farther apart.
const NEAR: f64 = 0.5;
/// How much two letters may overlap, in their heights, and as a share of the smaller one's width.
const OVERLAP: f64 = 0.25;
const OVERLAP_SHARE: f64 = 0.3;
/// How many lines below a line may be beside it.
const BESIDE: usize = 4;

/// The lines of a page.
pub fn lines(page: &PdfPage) -> Vec<PdfLine> {
    let homes = homes(page);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (strip, home) in homes.iter().enumerate() {
        if let Some(home) = home {
            members.entry(*home).or_default().push(strip);
        }
    }
    let lines = members.into_iter().map(|(first, strips)| {
        let mut letters: Vec<usize> = strips.into_iter().flat_map(|strip| page.strips[strip].letters.clone()).collect();
        // A letter set back into a gap may be a hair wider than that.
        let middle = |at: usize| (page.letters[at].x0 + page.letters[at].x1) / 2.0;
        if letters.windows(2).any(|pair| middle(pair[1]) <= page.letters[pair[0]].x0) {
            let place = |at: &usize| (page.letters[*at].x0, page.letters[*at].x1);
            letters.sort_by(|one, other| compare(place(one), place(other)));
        }
        line::compose(page, &letters, page.strips[first].angle)
    });
    let mut lines: Vec<PdfLine> = lines.filter(|line| !line.text.is_empty()).collect();
    sort_column(&mut lines);
    lines
}

/// The strip that each strip belongs to, the first one written of its line; `None` if it is written over another one to make
/// that bold.
fn homes(page: &PdfPage) -> Vec<Option<usize>> {
    let letters = &page.letters;
    let angle = |letter: &PlacedLetter| page.strips[letter.strip].angle;
    let mut order: Vec<usize> = (0..letters.len()).collect();
    order.sort_by(|&one, &other| {
        let (one, other) = (&letters[one], &letters[other]);
        angle(one).cmp(&angle(other)).then(one.y.total_cmp(&other.y))
    });
    let (mut pairs, mut apart, mut copied) = (Vec::new(), HashSet::new(), vec![0; page.strips.len()]);
    let mut start = 0;
    while let Some(&first) = order.get(start) {
        let first = &letters[first];
        let is_on_line = |&at: &usize| {
            angle(&letters[at]) == angle(first) && letters[at].y - first.y <= SAME_BASELINE * first.height
        };
        let end = start + order[start..].iter().take_while(|at| is_on_line(at)).count().max(1);
        let baseline = &mut order[start..end];
        start = end;
        if baseline.iter().all(|&at| letters[at].strip == first.strip) {
            continue;
        }
        baseline.sort_by(|&one, &other| {
            compare((letters[one].x0, letters[one].x1), (letters[other].x0, letters[other].x1))
        });
        let mut last = baseline[0];
        for &at in &baseline[1..] {
            let (one, other) = (&letters[last], &letters[at]);
            if one.strip != other.strip {
                match meet(page, one, other) {
                    Meeting::Near => pairs.push([one.strip, other.strip]),
                    Meeting::Over => apart.extend([one.strip, other.strip]),
                    Meeting::Copy => copied[one.strip.max(other.strip)] += 1,
                    Meeting::Far => (),
                }
            }
            last = if letters[at].x1 >= letters[last].x1 { at } else { last };
        }
    }
    let is_copy = |strip: usize| 5 * copied[strip] > 4 * page.strips[strip].letters.len();
    let mut homes: Vec<usize> = (0..page.strips.len()).collect();
    for pair in pairs {
        if pair.iter().all(|&strip| !apart.contains(&strip) && !is_copy(strip)) {
            let [one, other] = pair.map(|strip| root(&mut homes, strip));
            homes[one.max(other)] = one.min(other);
        }
    }
    (0..page.strips.len()).map(|strip| (!is_copy(strip)).then(|| root(&mut homes, strip))).collect()
}

/// The first strip of a line, by a path that is made shorter on the way.
fn root(homes: &mut [usize], mut strip: usize) -> usize {
    while homes[strip] != strip {
        homes[strip] = homes[homes[strip]];
        strip = homes[strip];
    }
    strip
}

/// How a letter is placed relative to the next one on the baseline, which was written in another strip.
enum Meeting {
    /// They are parts of a line.
    Near,
    /// They are parts of two lines.
    Far,
    /// They are on top of each other.
    Over,
    /// They are one letter written twice.
    Copy,
}

fn meet(page: &PdfPage, one: &PlacedLetter, other: &PlacedLetter) -> Meeting {
    let height = one.height.max(other.height);
    let gap = other.x0 - one.x1;
    let least_width = (one.x1 - one.x0).min(other.x1 - other.x0);
    if -gap > OVERLAP * height && -gap > OVERLAP_SHARE * least_width {
        let is_copy = other.x0 - one.x0 < WORD_GAP * height && page.text(one) == page.text(other);
        let is_accent = [one, other].into_iter().any(|letter| line::is_accent(page.text(letter)));
        return if is_copy {
            Meeting::Copy
        } else if is_accent {
            Meeting::Near
        } else {
            Meeting::Over
        };
    }
    let is_within = |letter: &PlacedLetter, strip: usize| {
        let letters = &page.letters[page.strips[strip].letters.clone()];
        let (first, last) = (letters.first(), letters.last());
        first.is_some_and(|first| first.x0 < letter.x0) && last.is_some_and(|last| last.x1 > letter.x1)
    };
    let is_near = gap <= NEAR * height
        || (gap <= CELL_GAP * height && (is_within(one, other.strip) || is_within(other, one.strip)));
    if is_near { Meeting::Near } else { Meeting::Far }
}

/// Sorts the lines of a page from top to bottom, if none is beside another one.
fn sort_column(lines: &mut [PdfLine]) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&one, &other| lines[one].y.total_cmp(&lines[other].y));
    let may_sort = lines.iter().all(|line| line.angle == 0)
        && order.iter().enumerate().all(|(place, &at)| {
            order[place + 1..].iter().take(BESIDE).all(|&below| {
                let (line, below) = (&lines[at], &lines[below]);
                let is_beside = below.x0 > line.x1 || below.x1 < line.x0;
                let distance = (below.y - line.y) / line.height.max(below.height);
                distance > 1.5 || (!is_beside && distance > 0.5)
            })
        });
    if may_sort {
        lines.sort_by(|one, other| one.y.total_cmp(&other.y));
    }
}

fn compare(one: (f64, f64), other: (f64, f64)) -> std::cmp::Ordering {
    one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
}
