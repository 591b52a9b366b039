//! Strings with their places -> the letters of a page, in strips as they were written.
//!
//! Strings that are next to each other on one baseline make a strip. Once the page is whole, `placed` makes lines of
//! its strips.

use std::mem::take;

use anyhow::{Result, ensure};

use super::font::{FontStyle, GlyphShape};
use super::letter::{CELL_GAP, Joint, PdfPage, PlacedLetter, Strip, WORD_GAP};
use super::line::PdfLine;
use super::placed;

/// Most lines of a file: an article has hundreds, a book some ten thousand.
const MOST_LINES: usize = 300_000;
/// Most letters that are put in their places at once: a page has some thousand, and a longer one is read in parts.
const MOST_LETTERS: usize = 200_000;
const NO_GAP: f64 = 0.02;

/// A string where it was written.
pub struct Written {
    /// What it says.
    pub text: String,
    /// Where the pen was before.
    pub start: [f64; 2],
    /// Where the pen was after.
    pub end: [f64; 2],
    /// Its characters that aren't spaces, in order.
    pub glyphs: Vec<Glyph>,
    /// In which direction it runs: a vector of length 1.
    pub direction: [f64; 2],
    /// How high its letters are: the size of the font.
    pub height: f64,
    /// How they look.
    pub style: FontStyle,
}

/// A character of a string.
pub struct Glyph {
    /// Where its text begins in that of the string, and how long it is.
    pub text: [usize; 2],
    /// Where it begins, and where it ends.
    pub ink: [[f64; 2]; 2],
    /// Whether its shape is that of a small digit.
    pub shape: GlyphShape,
}

/// The lines so far, and the page that is still open.
#[derive(Default)]
pub struct Visual {
    lines: Vec<PdfLine>,
    open: PdfPage,
    last: Option<Written>,
    /// Whether the last strip is still open.
    is_running: bool,
    /// What comes after its last letter.
    pending: Joint,
    number: usize,
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
        let mut gap = Joint::Tight;
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
                self.is_running = false;
            } else if along > CELL_GAP * height {
                gap = Joint::Tab;
            } else if along > WORD_GAP * height {
                gap = Joint::Space;
            }
        }
        let unknown = written.text.matches('\u{fffd}').count();
        self.unknown += unknown;
        self.known += written.text.chars().filter(|c| !c.is_whitespace()).count() - unknown;
        self.push(&written, gap)?;
        if !written.text.is_empty() {
            self.last = Some(written);
        }
        Ok(())
    }

    /// Adds the letters of a string after a gap.
    fn push(&mut self, written: &Written, gap: Joint) -> Result<()> {
        self.pending = self.pending.max(gap);
        let mut end = 0;
        for glyph in &written.glyphs {
            let [start, length] = glyph.text;
            if start > end {
                self.pending = self.pending.max(Joint::Space);
            }
            end = start + length;
            self.letter(written, glyph, &written.text[start..end])?;
        }
        if end < written.text.len() {
            self.pending = self.pending.max(Joint::Space);
        }
        Ok(())
    }

    fn letter(&mut self, written: &Written, glyph: &Glyph, text: &str) -> Result<()> {
        if self.open.letters.len() >= MOST_LETTERS {
            self.end_part()?;
        }
        let page = &mut self.open;
        let last = page.letters.last().copied().filter(|_| self.is_running);
        if !self.is_running {
            let angle = written.direction[1].atan2(written.direction[0]).to_degrees().round();
            page.strips.push(Strip { letters: page.letters.len()..page.letters.len(), angle: angle as i32 });
            self.is_running = true;
        }
        let strip = page.strips.len() - 1;
        let (sin, cos) = f64::from(page.strips[strip].angle).to_radians().sin_cos();
        let [[x0, y0], [x1, y1]] = glyph.ink;
        let (x0, x1, y) = (x0 * cos + y0 * sin, x1 * cos + y1 * sin, x0 * sin - y0 * cos);
        let pending = take(&mut self.pending);
        // A space that takes no room stands for a character that isn't seen, as a soft hyphen within a line.
        let joint = match last {
            Some(last) if pending > Joint::Space || (x0 - last.x1).hypot(y - last.y) >= NO_GAP * last.height => pending,
            _ => Joint::Tight,
        };
        let (height, style, shape) = (written.height, written.style, glyph.shape);
        let text_at = [page.text.len(), text.len()];
        page.text.push_str(text);
        page.letters.push(PlacedLetter { text: text_at, x0, x1, y, height, style, joint, shape, strip });
        page.strips[strip].letters.end = page.letters.len();
        Ok(())
    }

    /// Puts what was written so far in its place.
    fn end_part(&mut self) -> Result<()> {
        let page = take(&mut self.open);
        for line in placed::lines(&page) {
            ensure!(self.lines.len() < MOST_LINES, "it has more than {MOST_LINES} lines: split it");
            self.lines.push(PdfLine { page: self.number, ..line });
        }
        self.is_running = false;
        Ok(())
    }

    /// Ends the page.
    ///
    /// # Errors
    /// There are too many lines.
    pub fn end_page(&mut self) -> Result<()> {
        self.end_part()?;
        self.last = None;
        self.number += 1;
        Ok(())
    }

    /// All lines.
    ///
    /// # Errors
    /// There are none, or they can't be read.
    pub fn finish(&mut self) -> Result<Vec<PdfLine>> {
        self.end_part()?;
        ensure!(self.known + self.unknown > 0, "it holds no text: it is a picture of a page; run OCR first");
        ensure!(self.known > 4 * self.unknown, "its fonts don't say which letters they show: run OCR first");
        Ok(take(&mut self.lines))
    }
}
