//! Lines of a file -> what paragraphs are measured by: the usual distance of their baselines, the edges of their columns.

use std::collections::HashMap;
use std::ops::Range;

use super::cues;
use super::line::{PdfLine, is_alike};

/// How much more than the usual distance still is no gap.
pub const GAP: f64 = 1.15;
/// How far apart the left edges of a block may be, in heights of the letters.
pub const INDENT: f64 = 0.4;
/// How far a first line may be indented.
const MOST_INDENT: f64 = 8.0;
/// How many lines before and after a block are searched for those beside, above and below it.
const AROUND: usize = 300;
/// How many pairs of lines with one left edge tell which distance is usual there.
const PAIRS: usize = 4;
/// How many lines of a left edge tell where the right edge is, and how many with one right edge that they are justified.
const EDGE: usize = 4;
const JUSTIFIED: usize = 3;
/// How many do if they end slightly apart because printers round.
const ROUNDED: usize = 5;
/// How near to an edge lines end that are stretched, in heights of the letters, and how far a comma may hang over it.
const NEAR: f64 = 0.1;
const HANGING: f64 = 0.3;
/// How much narrower than its column a part of a block is, in heights of the letters.
const NARROW: f64 = 3.0;

/// What is usual in a file.
pub struct PageLayout {
    /// How high most letters are.
    pub body: f64,
    /// Whether paragraphs begin with an indent.
    pub is_indented: bool,
    /// How often two baselines are how far apart, by height and left edge, and by height alone.
    distances: HashMap<(i64, Option<i64>), HashMap<i64, usize>>,
    blocks: Vec<Block>,
    block_of: Vec<usize>,
}

/// Lines of one height below each other, without a gap.
#[derive(Debug)]
pub struct Block {
    /// Its first line.
    pub start: usize,
    /// The line after its last.
    pub end: usize,
    /// Its left edge.
    pub left: f64,
    /// Its own right edge.
    pub right: f64,
    /// Where text to its right begins.
    barrier: f64,
    /// The right edge that its lines could have reached.
    pub edge: f64,
    /// The right edge of the column that it is in.
    pub column: f64,
    /// The right edges that several lines have in common.
    justified: Vec<[f64; 2]>,
    /// Whether most lines end there: then all but the last ones of paragraphs do.
    is_justified: bool,
}

impl PageLayout {
    /// Measures the lines of a file.
    pub fn new(lines: &[PdfLine]) -> Self {
        let body = body_height(lines);
        let mut layout = PageLayout {
            body,
            is_indented: false,
            distances: HashMap::new(),
            blocks: Vec::new(),
            block_of: Vec::with_capacity(lines.len()),
        };
        for pair in lines.windows(2).filter(|pair| follows(&pair[0], &pair[1])) {
            let [above, below] = pair else { continue };
            let distance = ((below.y - above.y) / below.height * 40.0).round() as i64;
            for left in [Some(layout.left_key(below.x0)), None] {
                *layout.distances.entry((height_key(below.height), left)).or_default().entry(distance).or_default() +=
                    1;
            }
        }
        let first_lines = (0..lines.len()).filter(|&at| layout.is_first_line(lines, at)).count();
        layout.is_indented = first_lines >= 3 && 20 * first_lines >= lines.len();
        layout.find_blocks(lines);
        layout.find_edges(lines);
        layout
    }

    /// The usual distance from the line above.
    pub fn distance(&self, line: &PdfLine) -> f64 {
        let key = height_key(line.height);
        let there = self.distances.get(&(key, Some(self.left_key(line.x0))));
        let there = there.filter(|distances| distances.values().sum::<usize>() >= PAIRS);
        usual(there.or_else(|| self.distances.get(&(key, None)))) * line.height
    }

    /// The usual distance of lines of the body, in heights of its letters.
    pub fn body_distance(&self) -> f64 {
        usual(self.distances.get(&(height_key(self.body), None)))
    }

    /// Whether the line is indented, compared with the next one.
    pub fn is_first_line(&self, lines: &[PdfLine], at: usize) -> bool {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
            return false;
        };
        let indent = (line.x0 - next.x0) / line.height;
        follows(line, next) && !self.is_gap(line, next) && indent > INDENT && indent < MOST_INDENT
    }

    /// Whether there is a gap between lines that follow each other.
    fn is_gap(&self, above: &PdfLine, below: &PdfLine) -> bool {
        below.y - above.y > GAP * self.distance(below)
    }

    /// The block of a line.
    pub fn block(&self, at: usize) -> &Block {
        &self.blocks[self.block_of[at]]
    }

    /// Whether a word of that width wouldn't have fitted on the line.
    pub fn is_full(&self, lines: &[PdfLine], at: usize, word: f64) -> bool {
        let (line, block) = (&lines[at], self.block(at));
        let reach = line.x1 + 0.25 * line.height + word + 0.02 * line.height;
        // Pictures may be beside a part of the block; then the lines around tell where the edge is.
        let is_narrow = |part: Range<usize>| {
            let part = &lines[part.start.max(block.start)..part.end.min(block.end)];
            let edge = part.iter().map(|line| line.x1).fold(line.x1, f64::max);
            let going_on = part.iter().filter(|line| cues::goes_on(&line.text)).count();
            part.len() >= EDGE && 2 * going_on >= part.len() && edge < block.edge - NARROW * line.height && reach > edge
        };
        if block.is_justified && !block.is_single(line) {
            return self.is_justified(lines, at);
        }
        reach > block.edge
            || self.is_justified(lines, at)
            || is_narrow(at.saturating_sub(EDGE)..at + 1)
            || is_narrow(at..at.saturating_add(EDGE + 1))
    }

    /// Whether a line ends where several of its block do, far right.
    pub fn is_justified(&self, lines: &[PdfLine], at: usize) -> bool {
        let (line, block) = (&lines[at], self.block(at));
        line.x1 - block.left > 0.4 * (block.column - block.left)
            && block.justified.iter().any(|edge| is_at_edge(line, *edge))
    }

    fn left_key(&self, x: f64) -> i64 {
        (x / (0.3 * self.body)).round() as i64
    }

    fn find_blocks(&mut self, lines: &[PdfLine]) {
        for (at, line) in lines.iter().enumerate() {
            let is_next = at > 0 && {
                let above = &lines[at - 1];
                follows(above, line) && !is_restyled(above, line) && !self.is_gap(above, line)
            };
            if !is_next {
                self.blocks.push(Block {
                    start: at,
                    end: at,
                    left: line.x0,
                    right: line.x1,
                    barrier: f64::INFINITY,
                    edge: 0.0,
                    column: 0.0,
                    justified: Vec::new(),
                    is_justified: false,
                });
            }
            if let Some(block) = self.blocks.last_mut() {
                block.end = at + 1;
                (block.left, block.right) = (block.left.min(line.x0), block.right.max(line.x1));
            }
            self.block_of.push(self.blocks.len().saturating_sub(1));
        }
        let mut above = (f64::INFINITY, 0.0);
        for at in 0..self.blocks.len() {
            let block = &self.blocks[at];
            let (first, last) = (&lines[block.start], &lines[block.end - 1]);
            let reach = 0.6 * first.height;
            let beside = around(lines, block)
                .map(|at| &lines[at])
                .filter(|line| line.x0 > block.right && line.y > first.y - reach && line.y < last.y + reach);
            let mut barrier = beside.map(|line| line.x0).fold(f64::INFINITY, f64::min);
            // The column beside may end sooner than this one.
            if block.start > 0 && is_below(&lines[block.start - 1], first) && above.0 > block.right && above.1 < first.y
            {
                barrier = barrier.min(above.0);
            }
            above = (barrier, last.y);
            let ends = lines[block.start..block.end].iter().map(|line| line.x1).collect();
            let (justified, is_justified) = justified(ends, first.height);
            let block = &mut self.blocks[at];
            (block.barrier, block.justified, block.is_justified) = (barrier, justified, is_justified);
        }
    }

    fn find_edges(&mut self, lines: &[PdfLine]) {
        // The right edges of the lines of a left edge in the whole file.
        let mut farthest: HashMap<i64, f64> = HashMap::new();
        for block in &self.blocks {
            let edge = farthest.entry(self.left_key(block.left)).or_insert(block.right);
            *edge = edge.max(block.right);
        }
        for at in 0..self.blocks.len() {
            let block = &self.blocks[at];
            let (mut count, mut going_on, mut beginning) = (0, 0, 0);
            let (mut edge, mut column) = (block.right, block.right);
            for near in around(lines, block) {
                let (line, home) = (&lines[near], self.block(near));
                if line.x1 > block.barrier || line.x0 > block.right || line.x1 < block.left {
                    continue;
                }
                column = column.max(line.x1);
                let height = lines[block.start].height;
                if (home.left - block.left).abs() < INDENT * height && is_alike(line.height, height) {
                    count += 1;
                    going_on += usize::from(cues::goes_on(&line.text));
                    beginning += usize::from(line.text.starts_with(char::is_uppercase));
                    edge = edge.max(line.x1);
                }
            }
            if count < EDGE {
                let far = farthest.get(&self.left_key(block.left)).filter(|edge| **edge < block.barrier);
                column = column.max(far.copied().unwrap_or(column));
            }
            let block = &mut self.blocks[at];
            block.column = column;
            // The longest line of a list or a poem doesn't show where the edge is; lines that go on do.
            block.edge = match count >= EDGE {
                true if 4 * going_on >= count => edge,
                true if going_on == 0 && 4 * beginning >= 3 * count => f64::INFINITY,
                _ => column,
            };
        }
    }
}

impl Block {
    /// Whether a line is a single word in text that is stretched to an edge, which a word can't be.
    pub fn is_single(&self, line: &PdfLine) -> bool {
        !self.justified.is_empty() && line.even == Some(0)
    }
}

/// The usual one of distances, given how often each occurs, in heights of the letters.
fn usual(distances: Option<&HashMap<i64, usize>>) -> f64 {
    // Gaps between paragraphs may be more frequent, but what is usual within them is less.
    let usual = distances.and_then(|distances| {
        let most = distances.values().max()?;
        distances.iter().filter(|(_, count)| *count * 4 >= *most).map(|(distance, _)| *distance).min()
    });
    usual.map_or(1.2, |distance| distance as f64 / 40.0)
}

/// Where several lines of a block end together, given where each ends, and whether most do.
fn justified(mut ends: Vec<f64>, height: f64) -> (Vec<[f64; 2]>, bool) {
    ends.sort_by(f64::total_cmp);
    let is_most = |count: usize| 5 * count >= 3 * ends.len();
    let (mut start, mut most) = (0, 0..0);
    for (end, x) in ends.iter().enumerate() {
        while start < end && x - ends[start] > 0.2 * height {
            start += 1;
        }
        most = if end + 1 - start > most.len() { start..end + 1 } else { most };
    }
    if most.len() >= ROUNDED && is_most(most.len()) {
        return (vec![[ends[most.start], ends[most.end - 1]]], true);
    }
    let common = ends.chunk_by(|one, other| other - one < 0.03 * height).filter(|ends| ends.len() >= JUSTIFIED);
    let is_justified = common.clone().next().is_some() && is_most(common.clone().map(<[f64]>::len).sum());
    (common.map(|ends| [ends[0], ends[ends.len() - 1]]).collect(), is_justified)
}

/// The lines near a block on its page that run as it does.
fn around<'a>(lines: &'a [PdfLine], block: &Block) -> impl Iterator<Item = usize> + use<'a> {
    let first = &lines[block.start];
    let near = block.start.saturating_sub(AROUND)..lines.len().min(block.end.saturating_add(AROUND));
    near.filter(|&at| lines[at].page == first.page && lines[at].angle == first.angle)
}

/// The height of most letters.
pub fn body_height(lines: &[PdfLine]) -> f64 {
    let mut letters: HashMap<i64, (usize, f64)> = HashMap::new();
    for line in lines {
        let (count, height) = letters.entry(height_key(line.height)).or_insert((0, line.height));
        *count += line.text.len();
        *height = height.max(line.height);
    }
    let most = letters.into_iter().max_by_key(|(key, (count, _))| (*count, *key));
    most.map_or(1.0, |(_, (_, height))| height)
}

fn height_key(height: f64) -> i64 {
    (height.ln() * 25.0).round() as i64
}

/// Whether a line is below another in the same column, not far away.
pub fn is_below(above: &PdfLine, below: &PdfLine) -> bool {
    let (distance, height) = (below.y - above.y, above.height.max(below.height));
    let is_beside = below.x0 > above.x1 + 2.0 * height || below.x1 < above.x0 - 2.0 * height;
    above.page == below.page && above.angle == below.angle && distance > 0.5 * height && !is_beside
}

/// Whether a line of the same height is right below another.
pub fn follows(above: &PdfLine, below: &PdfLine) -> bool {
    is_below(above, below) && is_alike(above.height, below.height) && below.y - above.y < 3.0 * below.height
}

/// Whether a line ends at an edge, within what rounding does; the punctuation at its end may hang over that.
pub fn is_at_edge(line: &PdfLine, [least, most]: [f64; 2]) -> bool {
    let hangs = line.text.ends_with(|c: char| !c.is_alphanumeric());
    let over = if hangs { HANGING } else { NEAR };
    line.x1 > least - NEAR * line.height && line.x1 < most + over * line.height
}

/// Whether the letters of two lines look different.
pub fn is_restyled(above: &PdfLine, below: &PdfLine) -> bool {
    matches!((above.style, below.style), (Some(one), Some(other)) if one != other)
}
