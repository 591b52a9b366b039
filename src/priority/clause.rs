//! A document's paragraphs and tokens -> its clauses, each in its place.

use std::ops::Range;

use crate::clean::Paragraph;
use crate::language::{LineTokens, Tokens, UnitKind};

/// A clause in its place.
#[derive(Clone, Debug)]
pub struct Clause<'a> {
    /// The text of its paragraph.
    pub text: &'a str,
    /// The paragraph's tokens.
    pub line: &'a LineTokens,
    /// The clause's units among them.
    pub units: Range<usize>,
    /// Whether it is the first of its paragraph.
    pub first: bool,
    /// Whether it ends at a semicolon, so that its sentence goes on in the next clause.
    pub open: bool,
    /// Whether it is in the headline.
    pub headline: bool,
    /// Whether its paragraph has no other.
    pub alone: bool,
}

/// Marks that set a heading off in plain text.
const EMPHASIS: [char; 3] = ['*', '_', '#'];

impl Clause<'_> {
    /// Whether it can say what is to be done: a single word can't, nor can a heading: a line without a stop between
    /// marks of emphasis (`**Trade**`).
    pub fn can_state(&self) -> bool {
        let of_clause = &self.line.units[self.units.clone()];
        let words = of_clause.iter().filter(|unit| unit.kind == UnitKind::Word).count();
        let is_set_off = self.alone && {
            let text = self.text.trim();
            let inside = text.trim_matches(EMPHASIS).trim_end();
            text.starts_with(EMPHASIS)
                && (text.ends_with(EMPHASIS) || text.starts_with('#'))
                && !inside.ends_with(['.', '!', '?', '…', ';'])
        };
        words > 1 && !is_set_off
    }
}

/// The clauses of a document, in order; `tokens` has a line for each of its paragraphs.
pub fn clauses<'a>(paragraphs: &'a [Paragraph], tokens: &'a Tokens) -> Vec<Clause<'a>> {
    let of_line = |(paragraph, line): (&'a Paragraph, &'a LineTokens)| {
        line.clauses.iter().enumerate().map(move |(index, units)| Clause {
            text: &paragraph.text,
            line,
            units: units.clone(),
            first: index == 0,
            open: paragraph.text[line.units[units.end - 1].range()].starts_with(';'),
            headline: paragraph.headline,
            alone: line.clauses.len() == 1,
        })
    };
    std::iter::zip(paragraphs, &tokens.lines).flat_map(of_line).collect()
}
