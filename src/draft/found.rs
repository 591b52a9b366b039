//! Texts and drafted themes -> what their keywords find, and clauses as examples.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use itertools::Itertools;

use super::DraftPassage;
use crate::clean::Paragraph;
use crate::language::LineTokens;
use crate::pipeline::Text;
use crate::themes::{Hit, Themes};

/// Examples of each theme.
const PASSAGES: usize = 5;

/// The most characters of an example, and how many of them may stand before its first keyword.
const LENGTH: usize = 200;
const BEFORE: usize = 60;

/// What a theme's keywords find.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The clauses with each keyword, in the theme's order.
    pub keywords: Vec<u64>,
    /// The clauses with any.
    pub clauses: u64,
    /// The documents with any.
    pub documents: u64,
    /// The most clauses that a document has, and how many clauses it has at all.
    pub most: (u64, u64),
    /// The clauses with most keywords.
    pub passages: Vec<DraftPassage>,
}

/// Looks for the keywords of drafted themes, document by document.
pub struct Finder<'t> {
    themes: &'t Themes,
    found: Vec<Found>,
    /// Of each theme the best clauses of different documents, and the best of those besides.
    of_documents: Vec<Best>,
    others: Vec<Best>,
    covered: u64,
}

/// Clauses by the number of different keywords in them, of equals the first; at most [`PASSAGES`].
type Best = Vec<(usize, DraftPassage)>;

impl<'t> Finder<'t> {
    /// Nothing found yet.
    pub fn new(themes: &'t Themes) -> Finder<'t> {
        let found = themes.themes.iter();
        let found = found.map(|theme| Found { keywords: vec![0; theme.keywords.len()], ..Found::default() });
        let none = || vec![Vec::new(); themes.themes.len()];
        Finder { themes, found: found.collect(), of_documents: none(), others: none(), covered: 0 }
    }

    /// Looks through a document.
    pub fn add(&mut self, text: &Text) {
        let mut here: Vec<(u64, Best)> = vec![(0, Vec::new()); self.found.len()];
        let mut clauses = 0;
        for ((paragraph, line), hits) in text.paragraphs.iter().zip(&text.tokens.lines).zip(&text.hits) {
            clauses += line.clauses.len() as u64;
            let by_clause = hits.iter().into_group_map_by(|hit| line.clause_of(hit.units.start));
            self.covered += by_clause.len() as u64;
            for (clause, hits) in by_clause.into_iter().sorted_by_key(|(clause, _)| *clause) {
                let by_theme = hits.into_iter().into_group_map_by(|hit| hit.theme);
                for (theme, hits) in by_theme.into_iter().sorted_by_key(|(theme, _)| *theme) {
                    let keywords: BTreeSet<usize> = hits.iter().map(|hit| hit.keyword).collect();
                    let first = self.themes.themes[theme].keywords.start;
                    keywords.iter().for_each(|keyword| self.found[theme].keywords[keyword - first] += 1);
                    here[theme].0 += 1;
                    let passage = || passage(text, paragraph, line, clause, &hits);
                    offer(&mut here[theme].1, keywords.len(), passage);
                }
            }
        }
        for (theme, (with, best)) in here.into_iter().enumerate().filter(|(_, (with, _))| *with > 0) {
            let found = &mut self.found[theme];
            found.clauses += with;
            found.documents += 1;
            if with > found.most.0 {
                found.most = (with, clauses);
            }
            let mut best = best.into_iter();
            best.next().into_iter().for_each(|(keywords, passage)| {
                offer(&mut self.of_documents[theme], keywords, || passage);
            });
            best.for_each(|(keywords, passage)| offer(&mut self.others[theme], keywords, || passage));
        }
    }

    /// What each theme's keywords found, and how many clauses hold any of them all.
    pub fn finish(self) -> (Vec<Found>, u64) {
        let Finder { found, of_documents, others, covered, .. } = self;
        let with_passages = |((found, of_documents), others): ((Found, Best), Best)| {
            let best = of_documents.into_iter().chain(others).map(|(_, passage)| passage);
            let passages = best.unique_by(|passage| passage.text.clone()).take(PASSAGES).collect();
            Found { passages, ..found }
        };
        (found.into_iter().zip(of_documents).zip(others).map(with_passages).collect(), covered)
    }
}

/// Takes a clause with so many keywords among the best, where it is one and its text isn't there yet.
fn offer(best: &mut Best, keywords: usize, passage: impl FnOnce() -> DraftPassage) {
    let place = best.partition_point(|(known, _)| Reverse(*known) <= Reverse(keywords));
    if place < PASSAGES {
        let passage = passage();
        if best.iter().all(|(_, known)| known.text != passage.text) {
            best.insert(place, (keywords, passage));
            best.truncate(PASSAGES);
        }
    }
}

/// A clause as an example: all of it, or where it is long the part around its first keyword.
fn passage(text: &Text, paragraph: &Paragraph, line: &LineTokens, clause: usize, hits: &[&Hit]) -> DraftPassage {
    let clause = line.word_range(&line.clauses[clause]);
    let first = hits.iter().map(|hit| line.word_range(&hit.units).start).min().unwrap_or(clause.start);
    let whole = &paragraph.text[clause.clone()];
    let text_of = |part: &str| part.split_whitespace().join(" ");
    let shown = if whole.chars().count() <= LENGTH {
        text_of(whole)
    } else {
        let before = &paragraph.text[clause.start..first];
        let skipped = before.chars().count().saturating_sub(BEFORE);
        let start = whole.char_indices().nth(skipped).map_or(0, |(at, _)| at);
        // From the next word on, and to the end of one.
        let start = if skipped == 0 { 0 } else { start + whole[start..].find(' ').map_or(0, |space| space + 1) };
        let end = whole[start..].char_indices().nth(LENGTH).map_or(whole.len(), |(at, _)| start + at);
        let end = if end == whole.len() { end } else { start + whole[start..end].rfind(' ').unwrap_or(end - start) };
        let (left, right) = (if start > 0 { "… " } else { "" }, if end < whole.len() { " …" } else { "" });
        format!("{left}{}{right}", text_of(&whole[start..end]))
    };
    DraftPassage { document: text.document.clone(), line: paragraph.line, text: shown }
}
