//! Lines of one file -> the width at which they were broken, if they were: the greatest number of lines end where the
//! next word would have gone over that width.

use unicode_normalization::char::decompose_canonical;

use super::shape::{End, Opening, WrappedShape};
use crate::read::Line;

/// How the program that broke the lines measured them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WidthMeasure {
    /// In characters, as editors and mail programs do.
    Characters,
    /// In bytes of UTF-8, as `fold` and `fmt` do.
    Bytes,
    /// In a proportional font, in twentieths of an em.
    Proportional,
}

/// The width at which the lines of a file were broken.
#[derive(Clone, Copy, Debug)]
pub struct Wrapping {
    measure: WidthMeasure,
    width: u32,
    /// How much a line may fall short of it.
    slack: u32,
}

/// Which pairs of lines are neighbours: `step` is 1, or 2 in a double-spaced file.
pub struct Neighbours<'a> {
    /// The lines.
    pub lines: &'a [Line],
    /// Their shapes.
    pub shapes: &'a [WrappedShape],
    /// The difference of the numbers of two neighbours.
    pub step: usize,
}

/// Breaks in mid-sentence that a file must have at least.
const FEWEST: usize = 4;
/// The least share of lines that must end in such a break: half the lines of a broken file end so, even in one full of
/// lists.
const LEAST_SHARE: f64 = 0.2;
/// The narrowest width that a line may be broken at, in characters; newspaper columns are narrower, but so are verses.
const NARROWEST: u32 = 40;
/// Wider lines count as this wide.
const WIDEST: u32 = 1000;
/// Ways of breaking lines, the strictest first: how it measures, which part of a line's width it may fall short (`fmt`
/// evens lines out; a font is known only roughly), and which share of the breaks in mid-sentence must fit.
const WAYS: [(WidthMeasure, f64, f64); 6] = [
    (WidthMeasure::Characters, 0.0, 0.9),
    (WidthMeasure::Bytes, 0.0, 0.9),
    (WidthMeasure::Proportional, 0.03, 0.9),
    (WidthMeasure::Characters, 0.12, 0.93),
    (WidthMeasure::Bytes, 0.12, 0.93),
    (WidthMeasure::Proportional, 0.08, 0.93),
];

impl Wrapping {
    /// How the lines were broken; `None` where they weren't, or it can't be told.
    pub fn find(file: &Neighbours) -> Option<Wrapping> {
        let breaks: Vec<usize> = (0..file.lines.len().saturating_sub(1)).filter(|&at| file.is_break(at)).collect();
        if breaks.len() < FEWEST || (breaks.len() as f64) < LEAST_SHARE * file.lines.len() as f64 {
            return None;
        }
        WAYS.iter().find_map(|&(measure, slack, share)| {
            let spans = breaks.iter().map(|&at| measure.span(file.lines, at));
            let (width, fitting) = most_common(spans, slack);
            let characters = if measure == WidthMeasure::Proportional { width / 9 } else { width };
            let fits = fitting as f64 >= share * breaks.len() as f64 && characters >= NARROWEST;
            fits.then_some(Wrapping { measure, width, slack: (slack * f64::from(width)) as u32 })
        })
    }

    /// Whether the first word of the line after the one at `at` wouldn't have fitted on that line.
    pub fn is_full(&self, lines: &[Line], at: usize) -> bool {
        self.measure.span(lines, at).1 + self.slack > self.width
    }

    /// The same, for a line that falls short by nothing.
    pub fn is_surely_full(&self, lines: &[Line], at: usize) -> bool {
        self.measure.span(lines, at).1 > self.width
    }

    /// Whether the line at `at` takes at least this part of the width.
    pub fn fills(&self, lines: &[Line], at: usize, part: f64) -> bool {
        f64::from(self.measure.span(lines, at).0) >= part * f64::from(self.width)
    }
}

impl Neighbours<'_> {
    /// Whether the line at `at` stops in mid-sentence, and the next goes on in lower case. Scripts that put no spaces
    /// between words give no such sign.
    fn is_break(&self, at: usize) -> bool {
        let (line, next) = (&self.shapes[at], &self.shapes[at + 1]);
        let step = self.lines[at + 1].number.saturating_sub(self.lines[at].number);
        let goes_on = line.end == End::Open && next.opening == Opening::Low && !line.alone && !next.alone;
        step <= self.step && goes_on && line.spaced
    }
}

impl WidthMeasure {
    /// The width of the line at `at`, and with the first word of the next line on it.
    fn span(self, lines: &[Line], at: usize) -> (u32, u32) {
        let text = lines[at].text.trim_end();
        let word = lines.get(at + 1).and_then(|line| line.text.split_whitespace().next()).unwrap_or_default();
        // Half a compound would have fitted where the whole doesn't.
        let word = word.find('-').filter(|&at| at > 0).map_or(word, |at| &word[..=at]);
        let width = self.width(text);
        let gap = if text.ends_with('-') { 0 } else { self.width(" ") };
        (width, width + gap + self.width(word))
    }

    fn width(self, text: &str) -> u32 {
        let width = match self {
            WidthMeasure::Characters => text.chars().take(WIDEST as usize).count(),
            WidthMeasure::Bytes => text.len(),
            WidthMeasure::Proportional => text.chars().take(WIDEST as usize).map(advance).sum::<usize>() / 50,
        };
        u32::try_from(width).unwrap_or(WIDEST).min(WIDEST)
    }
}

/// The width of a character in thousandths of an em, from the metrics of Times Roman (Adobe Core 14 AFM), rounded.
fn advance(c: char) -> usize {
    let mut base = None;
    decompose_canonical(c, |part| base = base.or(Some(part)));
    match base.unwrap_or(c) {
        'i' | 'j' | 'l' | 't' | '/' | ':' | ';' => 278,
        ' ' | '.' | ',' | '\u{a0}' => 250,
        'f' | 'r' | 'I' | '-' | '(' | ')' | '!' | '\'' | '‘' | '’' => 333,
        'a' | 'c' | 'e' | 'z' | '?' | '"' | '“' | '”' => 444,
        's' | 'J' => 389,
        'm' => 778,
        'w' => 722,
        'M' | 'W' | '—' => 900,
        'L' | 'P' | 'S' | 'E' | 'F' => 580,
        '\u{300}'..='\u{36f}' => 0,
        c if c.is_uppercase() => 700,
        _ => 500,
    }
}

/// The width that lies within most of `spans`, each made wider by `slack`, and how many those are. A span holds the
/// widths at which its line breaks: from its own width to that with one more word, which is out.
fn most_common(spans: impl Iterator<Item = (u32, u32)>, slack: f64) -> (u32, usize) {
    let mut changes = vec![0_isize; 3 * WIDEST as usize];
    for (width, more) in spans {
        let last = more + (slack * f64::from(width)) as u32;
        for (at, change) in [(width, 1), (last, -1)] {
            if let Some(place) = changes.get_mut(at as usize) {
                *place += change;
            }
        }
    }
    let mut here = 0;
    let mut best = (0, 0);
    for (width, change) in changes.iter().enumerate() {
        here += change;
        if here > best.1 {
            best = (width as u32, here);
        }
    }
    (best.0, best.1.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_within_most_spans_is_found() {
        assert_eq!(most_common([(70, 76), (72, 75), (68, 74), (30, 35)].into_iter(), 0.0), (72, 3));
        assert_eq!(most_common([(60, 63), (72, 75)].into_iter(), 0.2), (72, 2));
        assert_eq!(most_common(std::iter::empty(), 0.0), (0, 0));
    }

    #[test]
    fn letters_with_marks_are_as_wide_as_without() {
        assert_eq!(WidthMeasure::Proportional.width("ếệị"), WidthMeasure::Proportional.width("eei"));
    }
}
