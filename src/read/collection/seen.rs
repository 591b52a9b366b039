//! The lines of a file as the forms look at them: white space evened out, pages' numbers left out, and which of them are the
//! same paragraph as the line before.

use std::borrow::Cow;

use super::factiva;
use super::words::{self, Marker};
use crate::read::article::{LineMark, RawArticle, RawLine};
use crate::read::composed::{is_invisible, nfc};

/// Longest line of a text that was wrapped, in letters.
const WIDEST: usize = 100;
/// Shortest line that was wrapped, in letters, but for one that stops within a sentence.
const NARROWEST: usize = 45;

/// A line as it is looked at.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// See [`RawLine::number`].
    pub number: usize,
    /// Its text, one space between words.
    pub text: Cow<'a, str>,
    /// See [`RawLine::mark`].
    mark: LineMark,
    /// No empty line is between it and the one before, in a file that has such.
    pub follows: bool,
    /// It goes on with the paragraph of the line before, which was wrapped.
    pub joins: bool,
}

/// The lines of a file.
pub fn look(content: &RawArticle) -> Vec<Seen<'_>> {
    let lines = &content.lines;
    let mut seen: Vec<Seen> = Vec::with_capacity(lines.len());
    for line in lines {
        let text = bare(&line.text);
        for text in apart(text) {
            if !text.is_empty() && !is_page(&text) {
                seen.push(Seen { number: line.number, text, mark: line.mark, follows: false, joins: false });
            }
        }
    }
    let is_gapped = is_gapped(content);
    let width = width(&seen).filter(|_| is_gapped);
    for at in (1..seen.len()).filter(|_| is_gapped) {
        let (before, line) = (&seen[at - 1], &seen[at]);
        let follows = line.number == before.number + 1;
        let joins = follows && width.is_some_and(|width| goes_on(&before.text, &line.text, width));
        (seen[at].follows, seen[at].joins) = (follows, joins);
    }
    seen
}

/// Whether the numbers of the lines show where empty ones are. In a PDF they show how many lines are one paragraph: gaps are behind
/// long ones there.
fn is_gapped(content: &RawArticle) -> bool {
    let gaps = || content.lines.windows(2).filter(|pair| pair[1].number > pair[0].number + 1);
    let short = gaps().filter(|pair| pair[0].text.trim().len() < NARROWEST).count();
    let is_text = content.encoding.is_some();
    is_text && gaps().next().is_some() || short >= 3 && short * 3 >= gaps().count()
}

/// The paragraphs of an article's text: wrapped lines joined, with the number of the first.
pub fn paragraphs(lines: &[Seen]) -> Vec<RawLine> {
    let mut paragraphs: Vec<RawLine> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(open) if line.joins && at > 0 => {
                open.text.push(' ');
                open.text.push_str(&line.text);
            }
            _ => paragraphs.push(line.raw()),
        }
    }
    paragraphs
}

impl Seen<'_> {
    /// The line on its own. What an article's page is not is known otherwise here.
    pub fn raw(&self) -> RawLine {
        let mark = match self.mark {
            LineMark::Link | LineMark::Outside => LineMark::Text,
            mark => mark,
        };
        RawLine { number: self.number, text: self.text.to_string(), mark }
    }

    /// The same line with another text.
    pub fn with(&self, text: &str) -> Seen<'static> {
        Seen { number: self.number, text: Cow::Owned(text.to_string()), mark: self.mark, follows: false, joins: false }
    }
}

/// The text with one space between words, a tab between cells, and without characters that nobody sees.
fn bare(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let is_odd = |c: char| c != ' ' && (c.is_whitespace() || c.is_control() || is_invisible(c));
    if text.is_ascii() && !text.contains("  ") && !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut even = String::with_capacity(text.len());
    let mut gap = None;
    for c in nfc(text).chars() {
        if c.is_whitespace() || c.is_control() {
            gap = gap.filter(|gap| *gap == '\t').or(Some(if c == '\t' { '\t' } else { ' ' }));
        } else if c == '\u{ad}' || !is_invisible(c) {
            even.extend(gap.take().filter(|_| !even.is_empty()));
            even.push(c);
        }
    }
    Cow::Owned(even)
}

/// Shortest rule of underscores.
const RULE: &str = "____________________";

/// Most bytes of the code under an article of Factiva, with the word in front of it.
const MOST_CODE: usize = 60;

/// Whether a line is a rule.
pub fn is_rule(text: &str) -> bool {
    text.starts_with(RULE) && text.bytes().all(|byte| byte == b'_')
}

/// What the pages of a PDF may hold in one line with what comes behind: a rule, and the code under an article of Factiva.
fn apart(text: Cow<'_, str>) -> Vec<Cow<'_, str>> {
    let cut = |text: &str| -> Option<usize> {
        let code =
            text.bytes().take(MOST_CODE).enumerate().filter(|(_, byte)| *byte == b' ').nth(1).map(|(end, _)| end);
        if let Some(code) = code.filter(|&end| factiva::document(&text[..end]).is_some()) {
            return Some(code);
        }
        let start = text.find(RULE)?;
        let end = start + text[start..].bytes().take_while(|byte| *byte == b'_').count();
        Some(if start > 0 { start } else { end }).filter(|&cut| cut < text.len())
    };
    let Some(mut at) = cut(&text) else { return vec![text] };
    let (mut parts, mut rest) = (Vec::new(), &*text);
    loop {
        parts.push(Cow::Owned(rest[..at].trim().to_string()));
        rest = rest[at..].trim();
        match cut(rest) {
            Some(next) => at = next,
            None => break,
        }
    }
    parts.push(Cow::Owned(rest.to_string()));
    parts
}

/// Whether a line is the head or foot of a page: "Page 2 of 14".
fn is_page(text: &str) -> bool {
    if text.len() > 90 {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [page, number, of, all] if words::is(page, Marker::Page) && words::is(of, Marker::Of) => {
            is_number(number) && is_number(all)
        }
        [page, number, of, all, rest @ ..] if words::is(page, Marker::Page) && words::is(of, Marker::Of) => {
            is_number(number) && is_number(all) && is_factiva(&rest.join(" "))
        }
        _ => is_factiva(text),
    }
}

/// Whether a line is the foot of a page of Factiva: "© 2020 Factiva, Inc. All rights reserved."
fn is_factiva(text: &str) -> bool {
    words::is_copyright(text) && text.contains("Factiva, Inc")
}

/// The width that the lines were wrapped at; `None` where they were not.
fn width(lines: &[Seen]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    lengths.sort_unstable();
    let most = *lengths.get(lengths.len().saturating_sub(1 + lengths.len() / 50))?;
    (most <= WIDEST).then_some(most)
}

/// Whether a paragraph goes on in the next line: the first word there had no place in this one, or this one stops within a
/// sentence.
fn goes_on(line: &str, next: &str, width: usize) -> bool {
    let length = line.chars().count();
    let word = next.split(' ').next().map_or(0, |word| word.chars().count());
    let is_full = length + 1 + word + 10 > width && length >= NARROWEST;
    let is_open = !line.ends_with(['.', '!', '?', ':', ';', '"', '”', '»', '…']) && !line.contains('\t');
    is_full || is_open && next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, String)> {
        let lines: Vec<RawLine> = text
            .lines()
            .zip(1..)
            .filter(|(line, _)| !line.trim().is_empty())
            .map(|(line, number)| RawLine::new(number, line))
            .collect();
        paragraphs(&look(&RawArticle { encoding: Some("UTF-8"), lines, ..RawArticle::default() }))
            .into_iter()
            .map(|line| (line.number, line.text))
            .collect()
    }

    #[test]
    fn lines_that_were_wrapped_are_one_paragraph_and_others_stay() {
        let text = "The ministers of the river countries met on Monday to speak about the\n\
            dams that each of them wants to build, and about the fish that all\nof them eat.\n\n\
            Nobody left early.\n\nPage 2 of 14\n\nRice\nFish\n";
        let expected = [
            (
                1,
                "The ministers of the river countries met on Monday to speak about the dams that each of them wants to \
                 build, and about the fish that all of them eat.",
            ),
            (5, "Nobody left early."),
            (9, "Rice"),
            (10, "Fish"),
        ];
        assert_eq!(texts(text), expected.map(|(number, text)| (number, text.to_string())));
    }

    #[test]
    fn long_lines_are_paragraphs_of_their_own() {
        let long = "The river rose by a hand's breadth every night of that week, and the people of the villages below the dam \
            carried their rice up the hill.";
        assert_eq!(texts(&format!("{long}\n{long}\n\n{long}")).len(), 3);
    }

    #[test]
    fn rules_and_codes_stand_apart_from_what_is_in_one_line_with_them() {
        let rule = "_".repeat(60);
        let text = format!("one {rule} two\nDocument RIVPOS0020120109e819000b1 {rule} three\nfour ___ five");
        let expected = ["one", &rule, "two", "Document RIVPOS0020120109e819000b1", &rule, "three", "four ___ five"];
        assert_eq!(texts(&text).into_iter().map(|(_, text)| text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn white_space_is_evened_out() {
        assert_eq!(bare(" Length:\u{a0}355  words\u{200b} "), "Length: 355 words");
        assert_eq!(bare("a \t b"), "a\tb");
    }
}
