//! Tokens, hits and verdicts -> the passages behind them, for those who want to read what was counted.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::clean::Paragraph;
use crate::language::Tokens;
use crate::priority::{ClauseVerdict, Judge};
use crate::themes::{Hit, Themes};

/// A keyword in its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The line in the file, from 1.
    pub line: u64,
    /// Where the match starts in the line, in characters.
    pub start: u64,
    /// Where it ends, excluded.
    pub end: u64,
    /// The clause's number in the document, from 1.
    pub clause: u64,
    /// The theme's id.
    pub theme: String,
    /// The keyword, as the dictionary writes it.
    pub keyword: String,
    /// What stands before the match.
    pub left: String,
    /// The match.
    pub matched: String,
    /// What stands behind it.
    pub right: String,
}

/// A clause that states a priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The line in the file, from 1.
    pub line: u64,
    /// Where the clause starts in the line, in characters.
    pub start: u64,
    /// Where it ends, excluded.
    pub end: u64,
    /// Its number in the document, from 1.
    pub clause: u64,
    /// What speaks for a priority: each class of cues with the words, or its place.
    pub cue: String,
    /// The ids of its themes, in the dictionary's order.
    pub themes: Vec<String>,
    /// Its text.
    pub text: String,
}

/// A clause that speaks of a theme, to be read: with what stands around it in its paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// The line in the file, from 1.
    pub line: u64,
    /// Its number in the document, from 1.
    pub clause: u64,
    /// The score of [`crate::priority`]: above zero for a priority.
    pub score: f64,
    /// What stands before it.
    pub before: String,
    /// Its text.
    pub text: String,
    /// What stands behind it.
    pub after: String,
    /// The themes' indices and the bytes of `text` that their keywords take, in order.
    pub marks: Vec<(usize, Range<usize>)>,
}

/// The passages behind the hits of a document, each with up to `context` characters on each side; `hits` has a list for
/// each paragraph.
pub fn passages(
    paragraphs: &[Paragraph],
    tokens: &Tokens,
    hits: &[Vec<Hit>],
    themes: &Themes,
    context: usize,
) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut clauses_before = 0;
    for ((paragraph, line), hits) in paragraphs.iter().zip(&tokens.lines).zip(hits) {
        let mut characters = Characters { text: &paragraph.text, byte: 0, character: 0 };
        passages.extend(hits.iter().map(|hit| {
            let bytes = line.word_range(&hit.units);
            let start = characters.at(bytes.start);
            let matched = &paragraph.text[bytes.clone()];
            Passage {
                line: paragraph.line as u64,
                start,
                end: start + matched.chars().count() as u64,
                clause: clauses_before + line.clause_of(hit.units.start) as u64 + 1,
                theme: themes.themes[hit.theme].id.clone(),
                keyword: themes.keywords[hit.keyword].text.clone(),
                left: context_before(&paragraph.text[..bytes.start], context),
                matched: matched.to_string(),
                right: context_behind(&paragraph.text[bytes.end..], context),
            }
        }));
        clauses_before += line.clauses.len() as u64;
    }
    passages
}

/// The clauses of a document that state a priority; `hits` has a list for each paragraph, `verdicts` one for each clause
/// by the rules of `judge`.
pub fn statements(
    paragraphs: &[Paragraph],
    tokens: &Tokens,
    hits: &[Vec<Hit>],
    themes: &Themes,
    judge: &Judge,
    verdicts: &[ClauseVerdict],
) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut verdicts = verdicts.iter().zip(1..);
    for ((paragraph, line), hits) in paragraphs.iter().zip(&tokens.lines).zip(hits) {
        let mut characters = Characters { text: &paragraph.text, byte: 0, character: 0 };
        for (units, (verdict, clause)) in line.clauses.iter().zip(&mut verdicts) {
            if !verdict.is_priority() {
                continue;
            }
            let place = line.word_range(units);
            let text = &paragraph.text[place.clone()];
            let start = characters.at(place.start);
            let of_clause = hits.iter().filter(|hit| units.contains(&hit.units.start)).map(|hit| hit.theme);
            let of_clause: BTreeSet<usize> = of_clause.collect();
            statements.push(Statement {
                line: paragraph.line as u64,
                start,
                end: start + text.chars().count() as u64,
                clause,
                cue: judge.explain(verdict, &paragraph.text, line),
                themes: of_clause.into_iter().map(|theme| themes.themes[theme].id.clone()).collect(),
                text: text.to_string(),
            });
        }
    }
    statements
}

/// The clauses of a document that speak of any theme, each with up to `context` characters on each side; `hits` has a list
/// for each paragraph, `verdicts` one for each clause, or none at all.
pub fn sentences(
    paragraphs: &[Paragraph],
    tokens: &Tokens,
    hits: &[Vec<Hit>],
    verdicts: &[ClauseVerdict],
    context: usize,
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut clauses = 0..;
    for ((paragraph, line), hits) in paragraphs.iter().zip(&tokens.lines).zip(hits) {
        for (units, clause) in line.clauses.iter().zip(&mut clauses) {
            let place = line.word_range(units);
            let marks = hits.iter().filter(|hit| units.contains(&hit.units.start)).map(|hit| {
                let bytes = line.word_range(&hit.units);
                (hit.theme, bytes.start - place.start..bytes.end.min(place.end) - place.start)
            });
            let marks: Vec<_> = marks.collect();
            if marks.is_empty() {
                continue;
            }
            sentences.push(Sentence {
                line: paragraph.line as u64,
                clause: clause as u64 + 1,
                score: verdicts.get(clause).map_or(0.0, |verdict| verdict.score),
                before: elided(&paragraph.text[..place.start], context_before, context, |kept| format!("… {kept}")),
                text: paragraph.text[place.clone()].to_string(),
                after: elided(&paragraph.text[place.end..], context_behind, context, |kept| format!("{kept} …")),
                marks,
            });
        }
    }
    sentences
}

/// How much context a passage shows on each side, in characters.
pub const CONTEXT: usize = 60;

/// The part of a text that is kept, with an ellipsis where it isn't all.
fn elided(text: &str, keep: fn(&str, usize) -> String, context: usize, with_ellipsis: fn(String) -> String) -> String {
    let kept = keep(text, context);
    if kept.len() < text.trim().len() { with_ellipsis(kept) } else { kept }
}

/// The end of a text, cut between words.
fn context_before(text: &str, context: usize) -> String {
    let text = text.trim_end();
    let Some((before, _)) = text.char_indices().rev().nth(context) else { return text.trim().to_string() };
    cut(&text[before..], |kept| kept.split_once(char::is_whitespace).map(|(_, rest)| rest))
}

/// The beginning of a text, cut between words.
fn context_behind(text: &str, context: usize) -> String {
    let text = text.trim_start();
    let Some((last, character)) = text.char_indices().nth(context) else { return text.trim().to_string() };
    cut(&text[..last + character.len_utf8()], |kept| kept.rsplit_once(char::is_whitespace).map(|(rest, _)| rest))
}

/// The text without its broken word; a script without spaces is cut where it is.
fn cut(kept: &str, at_space: impl Fn(&str) -> Option<&str>) -> String {
    at_space(kept).unwrap_or(kept).trim().to_string()
}

/// Counts characters from one place of a text to the next, so that a long line is gone through once.
struct Characters<'a> {
    text: &'a str,
    byte: usize,
    character: u64,
}

impl Characters<'_> {
    /// The number of characters before a byte that isn't before the last one asked for.
    fn at(&mut self, byte: usize) -> u64 {
        self.character += self.text[self.byte..byte].chars().count() as u64;
        self.byte = byte;
        self.character
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_between_words() {
        // Fifteen words of three letters and the spaces between them are 59 characters.
        let text = "một ".repeat(30);
        assert_eq!(context_before(&text, CONTEXT), "một ".repeat(15).trim());
        assert_eq!(context_behind(&text, CONTEXT), "một ".repeat(15).trim());
        assert_eq!(
            (context_before("ngắn ", CONTEXT).as_str(), context_behind(" ngắn ", CONTEXT).as_str()),
            ("ngắn", "ngắn")
        );
    }

    #[test]
    fn context_of_a_script_without_spaces_is_cut_where_it_is() {
        let text = "字".repeat(100);
        assert_eq!(context_before(&text, CONTEXT).chars().count(), CONTEXT + 1);
        assert_eq!(context_behind(&text, CONTEXT).chars().count(), CONTEXT + 1);
    }
}
