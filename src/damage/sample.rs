//! Paragraphs -> the passages that are looked at: all of a short document, pieces spread over a long one.

use itertools::Itertools;

use crate::clean::Paragraph;

/// So much of a document is looked at, in bytes: more than a thousand words.
const ENOUGH: usize = 8 * 1024;

/// A passage has so many bytes at least, so that short lines are judged together, and is cut where it has so many.
const SHORT: usize = 50;
const LONG: usize = 600;

/// A passage that is looked at.
pub struct Passage<'a> {
    /// Its line in the source file.
    pub line: usize,
    /// What white space separates in it.
    pub words: Vec<&'a str>,
}

impl Passage<'_> {
    /// Its first words, to be shown.
    pub fn beginning(&self) -> String {
        self.words.iter().take(6).join(" ").chars().take(60).collect()
    }
}

/// The passages of a document, in order.
pub fn sample(paragraphs: &[Paragraph]) -> Vec<Passage<'_>> {
    let all: usize = paragraphs.iter().map(|paragraph| paragraph.text.len()).sum();
    let step = all.div_ceil(ENOUGH).max(1);
    let pieces = paragraphs.iter().flat_map(|paragraph| Pieces { line: paragraph.line, rest: &paragraph.text });
    let mut passages: Vec<Passage> = Vec::new();
    let mut bytes = LONG;
    for (line, piece) in pieces.step_by(step) {
        match passages.last_mut().filter(|_| bytes < SHORT) {
            Some(passage) => passage.words.extend(piece.split_whitespace()),
            None => {
                passages.push(Passage { line, words: piece.split_whitespace().collect() });
                bytes = 0;
            }
        }
        bytes += piece.len();
    }
    passages
}

/// A paragraph, piece by piece, each with the paragraph's line; cut between words where there are any.
struct Pieces<'a> {
    line: usize,
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        if self.rest.is_empty() {
            return None;
        }
        let (piece, rest) = match (0..=LONG).rev().find_map(|end| self.rest.get(..end)) {
            Some(piece) if piece.len() < self.rest.len() => {
                self.rest.split_at(piece.rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(piece.len()))
            }
            _ => (self.rest, ""),
        };
        self.rest = rest;
        Some((self.line, piece))
    }
}
