//! Pieces of text -> lines: white space collapsed, empty lines left out.

use std::mem::take;

use anyhow::{Result, ensure};

use super::article::{MOST_BYTES, RawLine, too_large};
use super::composed::{is_invisible, nfc};

/// Most lines of a file: an article has hundreds.
const MOST_LINES: usize = 300_000;
const SOFT_HYPHEN: char = '\u{ad}';

/// Checks what a file holds so far: its lines, and the bytes of their text.
///
/// # Errors
/// It is more than can be cleaned and counted in little memory.
pub fn check(lines: usize, bytes: usize) -> Result<()> {
    ensure!(lines <= MOST_LINES, "it has more than {MOST_LINES} lines: split it");
    ensure!(bytes as u64 <= MOST_BYTES, too_large(MOST_BYTES));
    Ok(())
}

/// The lines so far, and the one that is still open.
#[derive(Default)]
pub struct LineBuilder {
    lines: Vec<String>,
    bytes: usize,
    open: HeldLine,
}

/// A line that is still open, and what is between it and the text that comes next.
#[derive(Default)]
pub struct HeldLine {
    text: String,
    gap: Option<char>,
}

impl LineBuilder {
    /// Adds text to the open line; white space in it becomes one space. A soft hyphen stays, which is a letter in TCVN3.
    pub fn push(&mut self, text: &str) {
        for c in nfc(text).chars() {
            if c.is_whitespace() || c.is_control() {
                self.open.gap = self.open.gap.or(Some(' '));
            } else if c == SOFT_HYPHEN || !is_invisible(c) {
                let gap = self.open.gap.take().filter(|_| !self.open.text.is_empty());
                self.open.text.extend(gap);
                self.open.text.push(c);
            }
        }
    }

    /// Separates what follows from what is there by a tab, as the cells of a row are.
    pub fn tab(&mut self) {
        self.open.gap = Some('\t');
    }

    /// The open line, as far as it is known.
    pub fn open_text(&self) -> &str {
        &self.open.text
    }

    /// Whether there is white space between the open line and what comes next.
    pub fn ends_in_gap(&self) -> bool {
        self.open.gap.is_some() && !self.open.text.is_empty()
    }

    /// Bytes of the open line.
    pub fn open_len(&self) -> usize {
        self.open.text.len()
    }

    /// Takes the open line away, to go on with it later.
    pub fn hold(&mut self) -> HeldLine {
        take(&mut self.open)
    }

    /// Goes on with a line that was taken away.
    pub fn resume(&mut self, held: HeldLine) {
        self.open = held;
    }

    /// Ends the open line: it counts if it holds text.
    ///
    /// # Errors
    /// There are too many lines.
    pub fn end(&mut self) -> Result<()> {
        let HeldLine { text, .. } = take(&mut self.open);
        if holds_text(&text) {
            self.bytes += text.len();
            check(self.lines.len() + 1, self.bytes)?;
            self.lines.push(text);
        }
        Ok(())
    }

    /// Whether the open line will be one of the lines.
    pub fn is_line(&self) -> bool {
        holds_text(&self.open.text)
    }

    /// All lines, the open one too.
    ///
    /// # Errors
    /// There are too many lines.
    pub fn finish(mut self) -> Result<Vec<String>> {
        self.end()?;
        Ok(self.lines)
    }
}

/// Whether anything of a line is seen.
fn holds_text(line: &str) -> bool {
    line.contains(|c| c != SOFT_HYPHEN)
}

/// Lines with their numbers, from 1.
pub fn numbered(texts: impl IntoIterator<Item = String>) -> Vec<RawLine> {
    texts.into_iter().zip(1..).map(|(text, number)| RawLine::new(number, text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_characters_that_nobody_sees_are_dropped() {
        let mut lines = LineBuilder::default();
        lines.push(" Sông\u{a0}\n");
        lines.push("\tHồ\u{200b}ng\u{feff} ");
        lines.tab();
        lines.push(" 12 ");
        lines.end().unwrap();
        lines.push(" \u{200b}\u{ad}\n");
        assert_eq!(lines.finish().unwrap(), ["Sông Hồng\t12"]);
    }

    #[test]
    fn more_text_than_can_be_counted_in_little_memory_is_refused() {
        let mut lines = LineBuilder::default();
        let long = "a".repeat(MOST_BYTES as usize / 2);
        for _ in 0..2 {
            lines.push(&long);
            lines.end().unwrap();
        }
        lines.push("a");
        assert_eq!(lines.end().unwrap_err().to_string(), "it is larger than 50 MB: split it");
    }

    #[test]
    fn a_line_that_was_taken_away_goes_on_where_it_stood() {
        let mut lines = LineBuilder::default();
        lines.push("một ");
        let held = lines.hold();
        lines.push("hộp");
        lines.end().unwrap();
        lines.resume(held);
        lines.push("hai");
        assert_eq!(lines.finish().unwrap(), ["hộp", "một hai"]);
    }
}
