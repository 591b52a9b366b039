//! Tokens, hits and verdicts -> the passages behind them, for those who want to read what was counted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use itertools::Itertools;

use crate::clean::Paragraph;
use crate::language::{LineTokens, Tokens};
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
    /// What precedes the match.
    pub left: String,
    /// The match.
    pub matched: String,
    /// What follows it.
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

/// A clause that speaks of a theme, to be read: with what surrounds it in its paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// The line in the file, from 1.
    pub line: u64,
    /// Its number in the document, from 1.
    pub clause: u64,
    /// The score of [`crate::priority`]: above zero for a priority.
    pub score: f64,
    /// What precedes it.
    pub before: String,
    /// Its text.
    pub text: String,
    /// What follows it.
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
        for ((units, hits), (verdict, clause)) in by_clause(line, hits).zip(&mut verdicts) {
            if !verdict.is_priority() {
                continue;
            }
            let place = line.word_range(units);
            let text = &paragraph.text[place.clone()];
            let start = characters.at(place.start);
            let of_clause: BTreeSet<usize> = hits.iter().map(|hit| hit.theme).collect();
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

/// The clearest clauses of a document on each theme, in their order, each with up to `context` characters on each side; `hits`
/// has a list for each paragraph, `verdicts` one for each clause, or none at all.
pub fn sentences(
    paragraphs: &[Paragraph],
    tokens: &Tokens,
    hits: &[Vec<Hit>],
    verdicts: &[ClauseVerdict],
    context: usize,
) -> Vec<Sentence> {
    let score = |clause: usize| verdicts.get(clause).map_or(0.0, |verdict: &ClauseVerdict| verdict.score);
    let clearest = clearest(tokens, hits, score);
    let mut sentences = Vec::new();
    let mut clauses = 0..;
    for ((paragraph, line), hits) in paragraphs.iter().zip(&tokens.lines).zip(hits) {
        for ((units, hits), clause) in by_clause(line, hits).zip(&mut clauses) {
            if !clearest.contains(&clause) {
                continue;
            }
            let place = line.word_range(units);
            let marks = hits.iter().map(|hit| {
                let bytes = line.word_range(&hit.units);
                (hit.theme, bytes.start - place.start..bytes.end.min(place.end) - place.start)
            });
            sentences.push(Sentence {
                line: paragraph.line as u64,
                clause: clause as u64 + 1,
                score: score(clause),
                before: elided(&paragraph.text[..place.start], context_before, context, |kept| format!("… {kept}")),
                text: paragraph.text[place.clone()].to_string(),
                after: elided(&paragraph.text[place.end..], context_behind, context, |kept| format!("{kept} …")),
                marks: marks.collect(),
            });
        }
    }
    sentences
}

/// At most this many clauses of a document are kept for a theme: more than the report shows of all documents, and
/// so few that those of a long one take little memory.
const CLEAREST: usize = 50;

/// How clear a clause is: whether it states a priority, then its keywords, its score, and its number, the first one being the
/// clearest of equals.
type Clarity = (bool, usize, f64, Reverse<usize>);

/// The clearest clauses on each theme, by their numbers.
fn clearest(tokens: &Tokens, hits: &[Vec<Hit>], score: impl Fn(usize) -> f64) -> BTreeSet<usize> {
    let order = |left: &Clarity, right: &Clarity| {
        let by_keywords = (left.0, left.1).cmp(&(right.0, right.1));
        by_keywords.then(left.2.total_cmp(&right.2)).then(left.3.cmp(&right.3))
    };
    let mut of_themes: BTreeMap<usize, Vec<Clarity>> = BTreeMap::new();
    let mut clauses = 0..;
    for (line, hits) in tokens.lines.iter().zip(hits) {
        for ((_, hits), clause) in by_clause(line, hits).zip(&mut clauses) {
            for (theme, hits) in hits.iter().counts_by(|hit| hit.theme) {
                let clarity = (score(clause) > 0.0, hits, score(clause), Reverse(clause));
                let of_theme = of_themes.entry(theme).or_default();
                let place = of_theme.partition_point(|known| order(known, &clarity).is_gt());
                if place < CLEAREST {
                    of_theme.insert(place, clarity);
                    of_theme.truncate(CLEAREST);
                }
            }
        }
    }
    of_themes.into_values().flatten().map(|(.., Reverse(clause))| clause).collect()
}

/// The clauses of a line with the hits in each, which are in their order.
fn by_clause<'l>(line: &'l LineTokens, mut hits: &'l [Hit]) -> impl Iterator<Item = (&'l Range<usize>, &'l [Hit])> {
    line.clauses.iter().map(move |units| {
        let first = hits.partition_point(|hit| hit.units.start < units.start);
        let end = hits.partition_point(|hit| hit.units.start < units.end);
        let of_clause = &hits[first..end];
        hits = &hits[end..];
        (units, of_clause)
    })
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
    use crate::language::{Forms, Kept, Segmenters, tokenise};
    use crate::options::Normalisation;
    use crate::priority::ClauseEvidence;

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

    /// A paragraph of many clauses, in each a keyword of theme 0 and, in every third, two of theme 1.
    fn dense(clauses: usize) -> (Vec<Paragraph>, Tokens, Vec<Vec<Hit>>) {
        let text = "Trade and peace and peace; ".repeat(clauses);
        let paragraphs = vec![Paragraph { line: 7, text, headline: false }];
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let id = segmenters.find("en");
        let mut forms = Forms::new(segmenters.get(id));
        let tokens = tokenise(&paragraphs, &mut forms, Kept::new([]).unwrap().get(id, segmenters.get(id)));
        assert_eq!(tokens.lines[0].clauses.len(), clauses);
        let hits = tokens.lines[0].clauses.iter().enumerate().flat_map(|(number, units)| {
            let hit = |theme, place| Hit { theme, keyword: theme, units: units.start + place..units.start + place + 1 };
            let more = [hit(1, 2), hit(1, 4)].into_iter().filter(move |_| number % 3 == 0);
            std::iter::once(hit(0, 0)).chain(more)
        });
        let hits = vec![hits.collect()];
        (paragraphs, tokens, hits)
    }

    #[test]
    fn of_many_sentences_the_clearest_of_each_theme_stay_in_their_order() {
        let (paragraphs, tokens, hits) = dense(1000);
        let verdict = |number: usize| ClauseVerdict {
            evidence: ClauseEvidence::default(),
            score: if number == 900 { 2.0 } else { -1.0 },
            words: Vec::new(),
        };
        let verdicts: Vec<ClauseVerdict> = (0..1000).map(verdict).collect();
        let sentences = sentences(&paragraphs, &tokens, &hits, &verdicts, CONTEXT);
        let clauses = sentences.iter().map(|sentence| sentence.clause as usize - 1).collect_vec();
        let expected: BTreeSet<usize> = (0..49).chain((0..49).map(|number| 3 * number)).chain([900]).collect();
        assert_eq!(clauses, expected.into_iter().collect_vec());
        assert_eq!(sentences[3].marks, [(0, 0..5), (1, 10..15), (1, 20..25)]);
        assert_eq!(sentences[1].text, "Trade and peace and peace;");
    }

    #[test]
    fn a_line_of_many_clauses_takes_no_time_that_grows_with_its_square() {
        let (paragraphs, tokens, hits) = dense(50_000);
        let start = std::time::Instant::now();
        assert!(sentences(&paragraphs, &tokens, &hits, &[], CONTEXT).len() <= 2 * CLEAREST);
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn context_of_a_script_without_spaces_is_cut_where_it_is() {
        let text = "字".repeat(100);
        assert_eq!(context_before(&text, CONTEXT).chars().count(), CONTEXT + 1);
        assert_eq!(context_behind(&text, CONTEXT).chars().count(), CONTEXT + 1);
    }
}
