//! Factiva without codes: headline, "742 words", date, time, paper, its code, language, rights, text, "Document CODE".

use super::draft::{Draft, date_line, joined};
use super::seen::{Seen, paragraphs};
use super::words::{self, Marker};
use super::{Found, said};
use crate::read::article::RawLine;

/// The articles in these lines.
pub fn find(lines: &[Seen]) -> Found {
    let ends: Vec<usize> = (0..lines.len()).filter(|&at| document(&lines[at].text).is_some()).collect();
    if ends.is_empty() {
        return Found::Nothing;
    }
    let (mut drafts, mut start) = (Vec::new(), 0);
    for &end in &ends {
        drafts.extend(article(&lines[start..end]));
        start = end + 1;
    }
    if drafts.is_empty() || drafts.len() * 5 < ends.len() * 4 {
        return Found::Nothing;
    }
    let counts = lines.windows(2).filter(|pair| is_count(&pair[0].text) && date_line(&pair[1].text).is_some()).count();
    match drafts.len() == ends.len() && counts <= ends.len() && article(&lines[start..]).is_none() {
        true => Found::Articles(drafts),
        false => Found::Doubt(ends.len().max(counts)),
    }
}

/// The code in the line under an article: its paper, its day and letters, "Document TIMEUK0020120109e8190004k".
pub fn document(text: &str) -> Option<&str> {
    let (name, code) = text.split_once(' ')?;
    let is_end = words::is(name, Marker::Documents) && (20..=36).contains(&code.len());
    let day = code.char_indices().filter(|(_, c)| c.is_ascii_digit()).find_map(|(at, _)| {
        let day = code.get(at..at + 8)?;
        let is_day = (day.starts_with("19") || day.starts_with("20")) && day.bytes().all(|byte| byte.is_ascii_digit());
        (is_day && at >= 4).then_some(at)
    })?;
    let (paper, rest) = code.split_at(day);
    let is_paper = paper.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_rest = rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (is_end && is_paper && is_rest).then_some(code)
}

fn is_count(text: &str) -> bool {
    words::count_of_words(text).is_some()
}

/// What an agency writes under its text.
pub const AGENCY: &str = "(END) Dow Jones Newswires";
/// Most lines above the date where no number of words is.
const MOST_ABOVE: usize = 8;
/// Most lines between the number of words and the text.
const MOST_BETWEEN: usize = 14;

/// The article in the lines up to the one with its code; `None` where it has too few of the fields that each has.
fn article(lines: &[Seen]) -> Option<Draft> {
    let count = lines.windows(2).position(|pair| is_count(&pair[0].text) && date_line(&pair[1].text).is_some());
    let count = count.or_else(|| lines.iter().position(|line| is_count(&line.text)));
    let day = || lines.iter().take(MOST_ABOVE).position(|line| date_line(&line.text).is_some());
    let (above, fields) = match count {
        Some(count) => (&lines[..count], &lines[count + 1..]),
        None => lines.split_at(day()?),
    };
    let above = Above::of(above);
    let near = &fields[..fields.len().min(MOST_BETWEEN)];
    let day = near.iter().take(2).position(|line| date_line(&line.text).is_some());
    let language = near.iter().position(|line| said::is_language(&line.text));
    let rights = near.iter().position(|line| words::is_copyright(&line.text));
    // At least two of them, in order.
    let last = rights.or(language)?;
    if day.is_none() && language.is_none() || day.is_some_and(|day| day > last) {
        return None;
    }
    let source = near.iter().skip(day.map_or(0, |day| day + 1)).find(|line| !is_time(&line.text))?;
    let rest = &fields[last + 1..];
    let text = &rest[rest.iter().take_while(|line| words::is_copyright(&line.text)).count()..];
    let is_under = |line: &Seen| words::is_copyright(&line.text) || line.text.starts_with(AGENCY);
    let end = text.iter().rposition(|line| !is_under(line)).map_or(0, |end| end + 1);
    Some(Draft {
        title: above.title,
        highlight: None,
        date: day.and_then(|day| date_line(&near[day].text)),
        source: Some(source.text.to_string()).filter(|_| language.or(rights) > Some(0)),
        author: above.author,
        section: above.section,
        language: language.map(|at| near[at].text.to_string()),
        text: paragraphs(&text[..end]),
    })
}

/// Whether a line is a time of day: "08:15", "8:15 AM GMT".
fn is_time(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let is_clock = |mark| first.split_once(mark).is_some_and(|(hour, minute)| is_number(hour) && is_number(minute));
    text.len() <= 16 && (is_clock(':') || is_clock('h'))
}

fn is_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands above the number of words.
struct Above {
    title: Option<RawLine>,
    author: Option<String>,
    section: Option<String>,
}

impl Above {
    fn of(lines: &[Seen]) -> Above {
        let lines = without_summary(lines);
        // A name comes behind the headline, with whom it writes for, and the part of the paper in front of it.
        let signed = (1..lines.len()).find(|&at| is_signed(&lines[at].text));
        let last = lines.len().saturating_sub(1);
        let named = signed.or(Some(last).filter(|&at| at > 0 && is_author(&lines[at].text)));
        let rest = &lines[..named.unwrap_or(lines.len())];
        let named = named.map(|at| &lines[at]);
        let (section, rest) = match rest {
            [first, second, ..] if is_section(&first.text, &second.text) => (Some(first.text.to_string()), &rest[1..]),
            _ => (None, rest),
        };
        let title = joined(rest.iter().map(|line| &*line.text));
        let title = rest.first().map(|line| line.with(&title).raw());
        Above { title, author: named.map(|line| line.text.to_string()), section }
    }
}

/// The lines without what was searched for, which stands between two exports that were put into one file.
fn without_summary<'a>(lines: &'a [Seen<'a>]) -> &'a [Seen<'a>] {
    let Some(start) = lines.iter().position(|line| words::is(&line.text, Marker::Search)) else { return lines };
    let mut near = lines[start..].iter().take(MOST_SUMMARY);
    let fields = near.rposition(|line| words::begins(&line.text, Marker::Searched)).unwrap_or(0);
    &lines[start + fields + 1..]
}

/// Most lines of it.
const MOST_SUMMARY: usize = 30;

/// Whether a line says by its first word who wrote what is above it: "By Pat Sample".
fn is_signed(text: &str) -> bool {
    let name = words::after(text, Marker::By).filter(|_| text.starts_with(char::is_uppercase));
    name.is_some_and(|name| name.starts_with(char::is_uppercase) && name.split(' ').count() <= 8)
}

/// Whether a line names who wrote what is above it: "By Pat Sample", "Pat Sample and Kim Example".
fn is_author(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_joint = |word: &str| ["and", "und", "et", "y", "en", "in", "de", "van", "von", "der"].contains(&word);
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) || is_joint(word);
    let is_named =
        (2..=8).contains(&words.len()) && words.iter().all(is_name) && !text.contains(|c: char| c.is_numeric());
    let is_sender = ["From Prof", "From Dr", "From Mr", "From Ms"].iter().any(|title| text.starts_with(title));
    is_sender || words::after(text, Marker::By).is_some() || is_named && !text.ends_with(['.', '?', '!'])
}

fn is_section(first: &str, second: &str) -> bool {
    let count = |text: &str| text.split(' ').count();
    first.eq_ignore_ascii_case("Letters to the Editor")
        || count(first) <= 3 && count(second) > count(first) && !first.ends_with([':', ',', ';', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_under_an_article_names_its_paper_and_day() {
        for (text, is_code) in [
            ("Document TIMEUK0020120109e8190004k", true),
            ("Dokument SDDZ000020200101eg1100000b", true),
            ("Document J000000020200101eg11000b1", true),
            ("Document 3 of 20", false),
            ("Document TIMEUK", false),
            ("The Document TIMEUK0020120109e8190004k", false),
        ] {
            assert_eq!(document(text).is_some(), is_code, "{text}");
        }
    }
}
