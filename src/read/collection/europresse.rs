//! Europresse: paper, date, headline, author, text, rights, "Numéro de document : news·20211005·LM·4521", or,
//! in newer ones, who the copy was made for.

use super::Found;
use super::draft::{Draft, date_line};
use super::seen::{Seen, paragraphs};
use super::words::{self, Marker};
use crate::read::date;

/// The articles in these lines.
pub fn find(lines: &[Seen]) -> Found {
    let all = |is_end: fn(&str) -> bool| (0..lines.len()).filter(|&at| is_end(&lines[at].text)).collect::<Vec<usize>>();
    let ends = Some(all(is_numbered)).filter(|ends| !ends.is_empty()).unwrap_or_else(|| all(is_certified));
    let (mut drafts, mut start) = (Vec::new(), 0);
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

/// Whether a line tells the number of the document: "news·20121004·PO·2040056000".
fn is_numbered(text: &str) -> bool {
    let number = words::field(text, &[Marker::EuropresseId]).map(|(_, number)| number);
    number.is_some_and(|number| number.starts_with("news·") || number.starts_with("public·"))
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
    let begin = lines.iter().take_while(|line| is_certificate(&line.text) || words::is_copyright(&line.text)).count();
    let lines = &lines[begin..];
    let day = lines.iter().take(6).position(|line| date_of(&line.text).is_some())?;
    let source = lines[..day].first()?;
    let title = lines.get(day + 1)?;
    let author = lines.get(day + 2).filter(|line| is_name(&line.text));
    let text = &lines[day + 2 + usize::from(author.is_some())..];
    let is_text = |line: &Seen| !words::is_copyright(&line.text) && !is_certificate(&line.text);
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
