//! Factiva with the codes of its fields: "HD", "WC", "PD", ... "LP" and "TD" with the text, then "Document CODE".

use std::ops::Range;

use super::Found;
use super::draft::{Draft, joined};
use super::factiva::{AGENCY, document};
use super::seen::{Seen, paragraphs};
use super::words;

/// The codes above the text.
const ABOVE: &[&str] =
    &["SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "CLM", "ART", "RST", "CX"];
/// The codes of the text: its first paragraph, and the others.
const TEXT: &[&str] = &["LP", "TD"];
/// The codes under the text, in their order.
const BELOW: &[&str] = &["ART", "CT", "RF", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN"];

/// The articles in these lines.
pub fn find(lines: &[Seen]) -> Found {
    let ends: Vec<usize> = (0..lines.len()).filter(|&at| document(value(&lines[at].text, "AN")).is_some()).collect();
    if ends.is_empty() {
        return Found::Nothing;
    }
    let (mut found, mut sure, mut start) = (Vec::new(), 0, 0);
    for &end in &ends {
        let article = article(&lines[start..end]);
        sure += usize::from(article.is_some());
        found.push(article.map_or_else(|| Err(start..end), Ok));
        start = end + 1;
    }
    if sure == 0 || sure * 5 < found.len() * 4 {
        return Found::Nothing;
    }
    let counts = lines.iter().filter(|line| words::count_of_words(value(&line.text, "WC")).is_some()).count();
    let is_under = article(&lines[start..]).is_none();
    let drafts: Result<Vec<Draft>, Range<usize>> = found.into_iter().collect();
    match drafts {
        Ok(drafts) if counts <= drafts.len() && is_under => Found::Articles(drafts),
        _ => Found::Doubt(ends.len().max(counts)),
    }
}

/// The code that a line begins with, of these, and what is behind it.
fn code<'a>(text: &'a str, among: &[&'static str]) -> Option<(&'static str, &'a str)> {
    let (name, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    among.iter().find(|code| **code == name).map(|code| (*code, rest.trim()))
}

/// What is behind a code; the line itself where it doesn't begin with it.
fn value<'a>(text: &'a str, name: &'static str) -> &'a str {
    code(text, &[name]).map_or(text, |(_, value)| value)
}

/// The article in the lines up to the one with its code; `None` where it has too few of the fields that each has.
fn article(lines: &[Seen]) -> Option<Draft> {
    let mut fields: Vec<(&str, Vec<Seen>)> = Vec::new();
    let mut text = None;
    for (at, line) in lines.iter().enumerate() {
        let is_new = |name: &str| fields.iter().all(|(known, _)| *known != name);
        match code(&line.text, ABOVE).filter(|(name, _)| is_new(name)) {
            Some((name, value)) => fields.push((name, vec![line.with(value)])),
            None if code(&line.text, TEXT).is_some() && !fields.is_empty() => {
                text = Some(at);
                break;
            }
            None => match fields.last_mut() {
                Some((_, values)) => values.push(line.clone()),
                // What the database writes above the first.
                None => continue,
            },
        }
    }
    let field = |name: &str| {
        let values = fields.iter().find(|(known, _)| *known == name).map(|(_, values)| values)?;
        Some(joined(values.iter().map(|value| &*value.text))).filter(|value| !value.is_empty())
    };
    let headline = fields.iter().find(|(known, _)| *known == "HD").and_then(|(_, values)| values.first());
    let signs = ["HD", "WC", "PD", "SN", "LA"].into_iter().filter(|name| field(name).is_some()).count();
    if signs < 3 {
        return None;
    }
    let start = text.unwrap_or(lines.len());
    let body = &lines[start..start + below(&lines[start..])];
    let end = body.iter().rposition(|line| !line.text.starts_with(AGENCY)).map_or(0, |end| end + 1);
    let body = &body[..end];
    let texts: Vec<Seen> = body
        .iter()
        .filter_map(|line| match code(&line.text, TEXT) {
            Some((_, "")) => None,
            Some((_, value)) => Some(line.with(value)),
            None => Some(line.clone()),
        })
        .collect();
    Some(Draft {
        title: headline.and_then(|line| Some(line.with(&field("HD")?).raw())),
        highlight: None,
        date: field("PD"),
        source: field("SN"),
        author: field("BY"),
        section: field("SE").or_else(|| field("CLM")),
        language: field("LA"),
        text: paragraphs(&texts),
    })
}

/// Where the codes under the text begin: from the end upwards each in front of those that come behind it, with a value of its
/// kind, since a text may begin a line with "IN" or "CO".
fn below(lines: &[Seen]) -> usize {
    let (mut start, mut rank) = (lines.len(), BELOW.len());
    for at in (0..lines.len()).rev() {
        let Some((name, value)) = code(&lines[at].text, BELOW) else { continue };
        let place = BELOW.iter().position(|known| *known == name).unwrap_or(rank);
        let next = lines.get(at + 1).map_or("", |line| &line.text);
        let value = if value.is_empty() && at + 1 < start { next } else { value };
        let fits = match name {
            "CO" | "IN" | "NS" | "RE" => value.contains(" : "),
            "IPC" | "IPD" => !value.ends_with('.'),
            _ => value.len() < 200,
        };
        if place < rank && fits {
            (start, rank) = (at, place);
        }
    }
    start
}
