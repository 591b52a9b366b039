//! Europresse: paper, date, headline, author, text, rights, "Numéro de document : news·20211005·LM·4521", or,
//! in newer ones, who the copy was made for.

use super::Found;
use super::draft::{Draft, date_line};
use super::seen::{Seen, paragraphs};
use super::words::{self, Marker};
use crate::read::date;

/// The articles in these lines.
pub fn find(lines: &[Seen]) -> Found {
    let certified: Vec<usize> = (0..lines.len()).filter(|&at| is_certified(&lines[at].text)).collect();
    let numbers = numbers(lines);
    // Some articles lack their number, others who the copy was made for.
    let ends = if certified.len() > numbers.len() { certified } else { numbers };
    let first = ends.first().copied().unwrap_or(0);
    let (mut drafts, mut start) = (Vec::new(), cover_end(&lines[..first]));
    for &end in &ends {
        drafts.extend(article(&lines[start..end]));
        start = end + 1;
    }
    match ends.len() {
        0 => Found::Nothing,
        _ if drafts.is_empty() => Found::Nothing,
        count if count == drafts.len() => Found::Articles(drafts),
        count => Found::Doubt(count),
    }
}

/// The lines with the numbers of documents, each once: some exports write it twice.
fn numbers(lines: &[Seen]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    for at in (0..lines.len()).filter(|&at| is_numbered(&lines[at].text)) {
        match ends.last() {
            Some(end) if lines[*end + 1..at].iter().all(|line| is_certificate(&line.text)) => (),
            _ => ends.push(at),
        }
    }
    ends
}

/// Whether a line tells the number of the document: "news·20121004·PO·2040056000".
pub fn is_numbered(text: &str) -> bool {
    let is_number = |(at, name): (usize, &str)| {
        let mut parts = text[at + name.len()..].split('·');
        parts.next().is_some_and(|day| day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()))
            && parts.count() >= 2
    };
    let is_written = text.matches('·').count() >= 3;
    is_written && ["news·", "public·"].iter().any(|name| text.match_indices(name).any(is_number))
}

/// Whether a line tells who the copy was made for, which newer ones say in place of the number.
fn is_certified(text: &str) -> bool {
    words::after(text, Marker::Certificate).is_some() && text.contains("visualisation personnelle")
}

/// What is written under the number of the document: who the copy is for, and that it is protected.
fn is_certificate(text: &str) -> bool {
    words::is_of_copy(text) || text.contains('·') && text.starts_with("news") || text.starts_with("Le présent document")
}

/// The article in the lines up to the number of its document.
fn article(lines: &[Seen]) -> Option<Draft> {
    // The rest of a line that was wrapped begins small.
    let is_above = |line: &&Seen| {
        is_certificate(&line.text) || words::is_copyright(&line.text) || line.text.starts_with(char::is_lowercase)
    };
    let begin = lines.iter().take_while(is_above).count();
    let lines = &lines[begin..];
    let day = lines.iter().take(MOST_ABOVE).position(|line| date_of(&line.text).is_some())?;
    let is_label = |line: &Seen| words::is(line.text.trim_end_matches(':').trim(), Marker::SourceLabel);
    let source = lines[..day].iter().find(|line| !is_label(line))?;
    // "Le Monde • p. 8 • 41 mots"
    let is_place = lines.get(day + 1).is_some_and(|line| line.text.contains(" • "));
    let top = day + 1 + usize::from(is_place);
    let title = lines.get(top)?;
    let author = lines.get(top + 1).filter(|line| is_name(&line.text));
    let text = &lines[top + 1 + usize::from(author.is_some())..];
    let text = &text[text.iter().take_while(|line| words::begins(&line.text, Marker::Appeared)).count()..];
    let is_text = |line: &Seen| {
        !words::is_copyright(&line.text) && !is_certificate(&line.text) && !is_end_of_certificate(&line.text)
    };
    let end = text.iter().rposition(is_text).map_or(0, |end| end + 1);
    let section = lines[day].text.split_once(',').map(|(section, _)| section.trim().to_string());
    Some(Draft {
        title: Some(title.raw()),
        highlight: None,
        date: date_of(&lines[day].text),
        source: Some(source.text.to_string()),
        author: author.map(|line| line.text.to_string()),
        section: section.filter(|section| !section.chars().any(char::is_numeric) && !words::is_weekday(section)),
        language: None,
        text: paragraphs(&text[..end]),
    })
}

/// Most lines down to the one with the date: labels with their values are above it in newer ones.
const MOST_ABOVE: usize = 14;

/// The end of the line that says who a copy was made for, where it was wrapped.
fn is_end_of_certificate(text: &str) -> bool {
    text.starts_with("visualisation personnelle") || text == "temporaire."
}

/// Where the articles begin in a file that opens with a cover page or a list of them: behind the last page number of that list,
/// which has a day soon above it, as the articles' own days have not.
fn cover_end(lines: &[Seen]) -> usize {
    let is_cover = |line: &Seen| words::is(&line.text, Marker::SavedDocuments);
    if !lines.first().is_some_and(is_cover) {
        return 0;
    }
    let is_page = |line: &Seen| line.text.len() <= 4 && line.text.bytes().all(|byte| byte.is_ascii_digit());
    let is_dated = |at: usize| lines[at.saturating_sub(LISTED)..at].iter().any(|line| date_of(&line.text).is_some());
    let is_listed = |at: &usize| is_page(&lines[*at]) && is_dated(*at) || is_cover(&lines[*at]);
    (0..lines.len()).rev().find(is_listed).map_or(0, |last| last + 1)
}

/// Most lines of an article in that list, down to its page.
const LISTED: usize = 5;

/// The date in a line that may name a part of the paper in front of it, and a page behind: "Politique, jeudi 5 octobre 2013, p. 3".
fn date_of(text: &str) -> Option<String> {
    let parts = || text.split(',').take(3);
    date_line(text)
        .or_else(|| parts().find_map(|part| date_line(part.trim())))
        .filter(|date| date.len() == 10 && date::iso(date).is_some())
}

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase))
        && !text.ends_with(['.', '?', '!', ':'])
}
