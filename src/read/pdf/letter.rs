//! The letters of a page, where they are, in strips as they were written.

use std::ops::Range;

use super::font::{FontStyle, GlyphShape};

/// From which gap on, in heights of the letters, two strings are two words, or two cells of a row.
pub const WORD_GAP: f64 = 0.15;
pub const CELL_GAP: f64 = 2.0;

/// What is between a letter and the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Joint {
    /// They are parts of a word.
    #[default]
    Tight,
    /// They are parts of two words.
    Space,
    /// They are parts of two cells, if the line is a row of a table.
    Tab,
}

/// A character on its page, in a plane turned so that its line runs from left to right.
#[derive(Clone, Copy, Debug)]
pub struct PlacedLetter {
    /// Where its text begins in that of the page, and how long it is.
    pub text: [usize; 2],
    /// Where it begins.
    pub x0: f64,
    /// Where it ends.
    pub x1: f64,
    /// Where its baseline is, counted downwards.
    pub y: f64,
    /// How high it is: the size of its font.
    pub height: f64,
    /// How it looks.
    pub style: FontStyle,
    /// What comes before it.
    pub joint: Joint,
    /// Whether its shape is that of a small digit.
    pub shape: GlyphShape,
    /// The strip that it was written in.
    pub strip: usize,
}

/// The letters of a page, and their text.
#[derive(Default)]
pub struct PdfPage {
    /// The text of all, one after the other.
    pub text: String,
    /// Its letters, as they were written.
    pub letters: Vec<PlacedLetter>,
    /// Its strips, as they were written.
    pub strips: Vec<Strip>,
}

impl PdfPage {
    /// The text of a letter.
    pub fn text(&self, letter: &PlacedLetter) -> &str {
        let [start, length] = letter.text;
        self.text.get(start..start + length).unwrap_or_default()
    }
}

/// Letters that were written one after the other on one baseline.
#[derive(Clone, Debug)]
pub struct Strip {
    /// Its letters.
    pub letters: Range<usize>,
    /// Which way it runs, in degrees.
    pub angle: i32,
}
