//! Paragraphs -> the passages that are looked at: all of a short document, pieces spread over a long one.

use itertools::Itertools;

use super::word::{Facts, Known};
use crate::clean::{Paragraph, parts};

/// How much of a document is looked at, in bytes: some thousand words.
const ENOUGH: usize = 12 * 1024;

/// A passage has at least `SHORT` bytes, so that short lines are judged together, and is cut at `LONG`.
const SHORT: usize = 50;
const LONG: usize = 600;

/// A passage that is looked at.
pub struct SampledPassage<'a> {
    /// Its line in the source file.
    pub line: usize,
    /// Its text: a piece of a paragraph, or several short ones.
    pub pieces: Vec<&'a str>,
    /// How many words it has.
    pub count: usize,
    /// What the rules see in its words.
    pub facts: Facts,
}

impl<'a> SampledPassage<'a> {
    /// What white space separates in it.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        self.pieces.iter().flat_map(|piece| parts(piece))
    }

    /// Its first words, to be shown.
    pub fn beginning(&self) -> String {
        self.words().take(6).join(" ").chars().take(60).collect()
    }
}

/// The passages of a document, in order.
pub fn sample<'a>(paragraphs: &'a [Paragraph], known: &mut Known) -> Vec<SampledPassage<'a>> {
    let all: usize = paragraphs.iter().map(|paragraph| paragraph.text.len()).sum();
    let pieces = paragraphs.iter().flat_map(|paragraph| Pieces { line: paragraph.line, rest: &paragraph.text });
    let mut passages: Vec<SampledPassage> = Vec::new();
    let mut bytes = LONG;
    for (line, piece) in pieces.zip(0..).filter(|(_, at)| is_taken(*at, all)).map(|(piece, _)| piece) {
        if bytes >= SHORT || piece.len() >= SHORT || passages.is_empty() {
            passages.push(SampledPassage { line, pieces: Vec::new(), count: 0, facts: Facts::default() });
            bytes = 0;
        }
        if let Some(passage) = passages.last_mut() {
            passage.pieces.push(piece);
            for word in parts(piece) {
                passage.count += 1;
                known.add(word, &mut passage.facts);
            }
        }
        bytes += piece.len();
    }
    passages
}

/// Whether a piece of a document of `all` bytes is looked at. Those that are follow no regular step: every second
/// paragraph may be damaged.
fn is_taken(at: u64, all: usize) -> bool {
    // Multiples of the golden ratio are spread evenly.
    let place = at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    all <= ENOUGH || place * (all as u64) < (ENOUGH as u64) << 32
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
        let (piece, rest) = match (0..=LONG.min(self.rest.len())).rev().find_map(|end| self.rest.get(..end)) {
            Some(piece) if piece.len() < self.rest.len() => {
                self.rest.split_at(piece.rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(piece.len()))
            }
            _ => (self.rest, ""),
        };
        self.rest = rest;
        Some((self.line, piece))
    }
}
