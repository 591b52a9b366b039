//! Strings with their places -> lines as they are on the page: text, where it begins and ends, how high its letters are.
//!
//! Strings that stand next to each other on one baseline make a line; a wide gap between them becomes a tab.

use std::mem::take;

use anyhow::{Result, ensure};

use super::font::Style;

/// Most lines of a file: an article has hundreds, a book some ten thousand.
const MOST_LINES: usize = 300_000;
/// From which gap on, in heights of the letters, two strings are two words, or two cells of a row.
const WORD_GAP: f64 = 0.15;
const CELL_GAP: f64 = 2.0;
const NO_GAP: f64 = 0.02;
/// How far letters that stand together may differ in height.
const ALIKE: f64 = 1.05;

/// A string where it was written.
pub struct Written {
    /// What it says.
    pub text: String,
    /// Where the pen was before.
    pub start: [f64; 2],
    /// Where the pen was after.
    pub end: [f64; 2],
    /// Where the first character that isn't a space begins, and the last one ends.
    pub ink: Option<([f64; 2], [f64; 2])>,
    /// Where its first space after such a character begins.
    pub word: Option<[f64; 2]>,
    /// In which direction it runs: a vector of length 1.
    pub direction: [f64; 2],
    /// How high its letters are: the size of the font.
    pub height: f64,
    /// How they look.
    pub style: Style,
}

/// A line of a page. Places are in the units of the page, in a plane turned so that the line runs from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its text, cells parted by tabs.
    pub text: String,
    /// Where its first letter begins.
    pub x0: f64,
    /// Where its last letter ends.
    pub x1: f64,
    /// Where its baseline is, counted downwards.
    pub y: f64,
    /// How wide its first word is.
    pub word: f64,
    /// How high most of its letters are.
    pub height: f64,
    /// How its letters look, if all look the same.
    pub style: Option<Style>,
    /// Which way it runs, in degrees.
    pub angle: i32,
    /// Its page, from 0.
    pub page: usize,
}

/// A line that is still open.
struct Open {
    text: String,
    start: [f64; 2],
    end: [f64; 2],
    word: Option<[f64; 2]>,
    direction: [f64; 2],
    style: Option<Style>,
    /// The height that leads in the vote of the letters, the baseline that goes with it, and by how many it leads.
    height: f64,
    baseline: [f64; 2],
    lead: usize,
}

/// The lines so far.
#[derive(Default)]
pub struct Visual {
    lines: Vec<Line>,
    open: Option<Open>,
    last: Option<Written>,
    page: usize,
    /// How many characters have a meaning, and how many have none.
    known: usize,
    unknown: usize,
}

impl Visual {
    /// Adds a string.
    ///
    /// # Errors
    /// There are too many lines.
    pub fn write(&mut self, written: Written) -> Result<()> {
        let mut gap = None;
        if let Some(last) = &self.last {
            let from = |point: [f64; 2]| [written.start[0] - point[0], written.start[1] - point[1]];
            let [x, y] = from(last.start);
            // Bold type is made by writing twice.
            if last.text == written.text && x.hypot(y) < WORD_GAP * last.height {
                return Ok(());
            }
            let ([x, y], [dx, dy], height) = (from(last.end), last.direction, last.height.max(written.height));
            let (along, across) = (x * dx + y * dy, (x * dy - y * dx).abs());
            let is_parallel = dx * written.direction[0] + dy * written.direction[1] > 0.9;
            if !is_parallel || across > 0.5 * height || along < -0.5 * height {
                self.end()?;
            } else if along > CELL_GAP * height {
                gap = Some('\t');
            } else if along > WORD_GAP * height {
                gap = Some(' ');
            }
        }
        let unknown = written.text.matches('\u{fffd}').count();
        self.unknown += unknown;
        self.known += written.text.chars().filter(|c| !c.is_whitespace()).count() - unknown;
        self.push(&written, gap);
        if !written.text.is_empty() {
            self.last = Some(written);
        }
        Ok(())
    }

    /// Adds a string to the open line, after a gap.
    fn push(&mut self, written: &Written, gap: Option<char>) {
        let Some((start, end)) = written.ink else {
            if let Some(open) = self.open.as_mut().filter(|_| !written.text.is_empty()) {
                open.text.push(gap.unwrap_or(' '));
            }
            return;
        };
        let open = self.open.get_or_insert_with(|| Open {
            text: String::new(),
            start,
            end,
            word: None,
            direction: written.direction,
            style: Some(written.style),
            height: written.height,
            baseline: start,
            lead: 0,
        });
        let mut text = &written.text[..];
        let (x, y) = (start[0] - open.end[0], start[1] - open.end[1]);
        if x.hypot(y) < NO_GAP * open.height {
            // A space that takes no room stands for a character that isn't seen, as a soft hyphen within a line.
            open.text.truncate(open.text.trim_end().len());
            text = text.trim_start();
        }
        let is_parted = open.text.ends_with([' ', '\t']) || text.starts_with(char::is_whitespace) || gap.is_some();
        if !open.text.is_empty() && is_parted {
            open.word = open.word.or(Some(open.end));
        }
        open.text.extend(gap);
        open.text.extend(text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }));
        open.end = end;
        open.word = open.word.or(written.word);
        open.style = open.style.filter(|style| *style == written.style);
        let votes = written.text.chars().count();
        if is_alike(open.height, written.height) {
            open.lead += votes;
        } else if votes > open.lead {
            (open.height, open.baseline, open.lead) = (written.height, start, votes - open.lead);
        } else {
            open.lead -= votes;
        }
    }

    /// Ends the open line.
    fn end(&mut self) -> Result<()> {
        let Some(mut open) = self.open.take() else {
            return Ok(());
        };
        ensure!(self.lines.len() < MOST_LINES, "it has more than {MOST_LINES} lines: split it");
        open.text.truncate(open.text.trim_end().len());
        let angle = open.direction[1].atan2(open.direction[0]).to_degrees().round();
        let (sin, cos) = angle.to_radians().sin_cos();
        let x = |[x, y]: [f64; 2]| x * cos + y * sin;
        let [bx, by] = open.baseline;
        self.lines.push(Line {
            x0: x(open.start),
            x1: x(open.end),
            y: bx * sin - by * cos,
            word: x(open.word.unwrap_or(open.end)) - x(open.start),
            height: open.height,
            style: open.style,
            angle: angle as i32,
            page: self.page,
            text: open.text,
        });
        Ok(())
    }

    /// Ends the page.
    ///
    /// # Errors
    /// There are too many lines.
    pub fn end_page(&mut self) -> Result<()> {
        self.end()?;
        self.last = None;
        self.page += 1;
        Ok(())
    }

    /// All lines.
    ///
    /// # Errors
    /// There are none, or they can't be read.
    pub fn finish(&mut self) -> Result<Vec<Line>> {
        self.end()?;
        ensure!(self.known + self.unknown > 0, "it holds no text: it is a picture of a page; run OCR first");
        ensure!(self.known > 4 * self.unknown, "its fonts don't say which letters they show: run OCR first");
        Ok(take(&mut self.lines))
    }
}

/// Whether letters have the same height, as far as one sees.
pub fn is_alike(one: f64, other: f64) -> bool {
    one <= ALIKE * other && other <= ALIKE * one
}
