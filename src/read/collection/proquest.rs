//! ProQuest: articles between rules of underscores, a list of their titles in front and a bibliography behind.

use super::Found;
use super::draft::{Draft, joined};
use super::seen::{Seen, is_rule, paragraphs};
use super::words::{self, Marker, numbers};
use crate::read::article::RawLine;
use crate::read::date;

/// The fields of an article.
const FIELDS: [Marker; 12] = [
    Marker::FullText,
    Marker::Abstract,
    Marker::Title,
    Marker::Author,
    Marker::Publication,
    Marker::PublicationInfo,
    Marker::PublicationDate,
    Marker::PublicationYear,
    Marker::PaperSection,
    Marker::TextLanguage,
    Marker::ProQuestId,
    Marker::Catalogue,
];
/// The fields that no text has.
const SURE: [Marker; 5] = [
    Marker::Publication,
    Marker::PublicationInfo,
    Marker::PublicationDate,
    Marker::PublicationYear,
    Marker::ProQuestId,
];

/// The articles in these lines.
pub fn find(lines: &[Seen]) -> Found {
    // Shorter rules are in a text.
    let widest = lines.iter().filter(|line| is_rule(&line.text)).map(|line| line.text.len()).max();
    let parts: Vec<&[Seen]> = match widest {
        Some(widest) => lines.split(|line| is_rule(&line.text) && line.text.len() == widest).collect(),
        None => parts(lines),
    };
    let (mut drafts, mut ids, mut torn) = (Vec::new(), 0, false);
    for part in parts {
        let id = part.iter().filter(|line| is_id(line)).count();
        ids += id;
        torn |= id > 1;
        let article = article(part);
        // A field of an article that is none: a rule in the text of one.
        torn |=
            article.is_none() && part.iter().any(|line| field(line).is_some_and(|(marker, _)| SURE.contains(&marker)));
        drafts.extend(article);
    }
    match drafts.len() {
        0 => Found::Nothing,
        found if torn || ids > found => Found::Doubt(ids.max(found)),
        _ => Found::Articles(drafts),
    }
}

/// The parts of a document without rules: an article ends with the fields around the number that the database gives it.
fn parts<'a>(lines: &'a [Seen<'a>]) -> Vec<&'a [Seen<'a>]> {
    let (mut parts, mut start, mut is_under) = (Vec::new(), 0, false);
    for (at, line) in lines.iter().enumerate() {
        if is_under && field(line).is_none() && !line.follows && is_headline(&lines[at..]) {
            parts.push(&lines[start..at]);
            (start, is_under) = (at, false);
        }
        is_under |= is_id(line);
    }
    if is_under {
        parts.push(&lines[start..]);
    }
    parts
}

/// Whether the first of these lines is an article's headline: soon under it is a field that stands above a text.
fn is_headline(lines: &[Seen]) -> bool {
    let first = lines.iter().take(MOST_HEADLINE).find_map(field);
    first.is_some_and(|(marker, _)| marker != Marker::Catalogue && marker != Marker::ProQuestId)
        || lines.iter().take(MOST_HEADLINE).any(|line| numbers(&line.text).is_some())
}

/// Most lines of a headline, with the number above it and a field under it.
const MOST_HEADLINE: usize = 5;

fn is_id(line: &Seen) -> bool {
    field(line).is_some_and(|(marker, _)| marker == Marker::ProQuestId)
}

fn field<'a>(line: &'a Seen) -> Option<(Marker, &'a str)> {
    words::field(&line.text, &FIELDS)
}

/// A field of an article, with the lines of its value.
type Field<'a> = (Marker, Vec<Seen<'a>>);

/// The article between two rules; `None` where there is no text or abstract with two fields beside it that no text has.
fn article(lines: &[Seen]) -> Option<Draft> {
    let (free, fields) = fields(lines);
    let has = |marker: Marker| fields.iter().any(|(known, _)| *known == marker);
    let sure = SURE.into_iter().filter(|marker| has(*marker)).count();
    if sure < 2 || !(has(Marker::FullText) || has(Marker::Abstract) || has(Marker::ProQuestId)) {
        return None;
    }
    let lines_of = |marker: Marker| fields.iter().find(|(known, _)| *known == marker).map(|(_, lines)| lines);
    let value = |marker: Marker| {
        let value = joined(lines_of(marker)?.iter().map(|line| &*line.text));
        Some(value).filter(|value| !value.is_empty())
    };
    let info = value(Marker::PublicationInfo);
    let info = info.as_deref();
    let is_title = |line: &&&Seen| numbers(&line.text).is_none();
    let bare: Vec<&&Seen> = free.iter().filter(is_title).collect();
    let title = match lines_of(Marker::Title).and_then(|lines| lines.first()) {
        Some(line) => value(Marker::Title).map(|title| line.with(&title).raw()),
        None => bare.first().map(|line| line.with(&joined(bare.iter().map(|line| &*line.text))).raw()),
    };
    let of_info = |info: &str| info.split([';', '[']).next().map(|name| name.trim().to_string());
    let before_place = |name: String| name.split(';').next().map(|name| name.trim().to_string());
    let dated = |text: &str| date::iso(text).map(|_| text.to_string());
    Some(Draft {
        title,
        highlight: None,
        date: value(Marker::PublicationDate)
            .and_then(|text| dated(&text))
            .or_else(|| info.and_then(dated))
            .or_else(|| value(Marker::PublicationYear)),
        source: value(Marker::Publication).and_then(before_place).or_else(|| info.and_then(of_info)),
        author: value(Marker::Author),
        section: value(Marker::PaperSection),
        language: value(Marker::TextLanguage),
        text: text(lines_of(Marker::FullText)).or_else(|| text(lines_of(Marker::Abstract))).unwrap_or_default(),
    })
}

/// The paragraphs of a field; `None` where it says that there are none.
fn text(lines: Option<&Vec<Seen>>) -> Option<Vec<RawLine>> {
    let lines: Vec<Seen> = lines?.iter().filter(|line| !line.text.is_empty()).cloned().collect();
    let is_missing = |line: &Seen| words::is_missing(&line.text);
    (!lines.is_empty() && !lines.iter().all(is_missing)).then(|| paragraphs(&lines))
}

/// The lines above the fields, and the fields. A text goes on to the last of the fields that come together under it.
fn fields<'a>(lines: &'a [Seen<'a>]) -> (Vec<&'a Seen<'a>>, Vec<Field<'a>>) {
    let (mut free, mut fields): (Vec<&Seen>, Vec<Field>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        match field(line) {
            Some((marker @ (Marker::FullText | Marker::Abstract), value)) => {
                let end = at + text_end(&lines[at..]);
                let first = line.with(value);
                fields.push((marker, std::iter::once(first).chain(lines[at..end].iter().cloned()).collect()));
                at = end;
            }
            Some((marker, value)) => fields.push((marker, vec![line.with(value)])),
            None if is_address(&line.text) => (),
            None => match fields.last_mut() {
                Some((_, values)) if line.follows || !is_named(&line.text) => values.push(line.clone()),
                // A field that is not known.
                Some(_) => (),
                None => free.push(line),
            },
        }
    }
    (free, fields)
}

/// Whether a line is the address of a page alone.
fn is_address(text: &str) -> bool {
    !text.contains(' ') && ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
}

/// Whether a line may be a field: "Name of it: value".
fn is_named(text: &str) -> bool {
    let name = text.split_once(':').map(|(name, _)| name);
    name.is_some_and(|name| name.starts_with(char::is_uppercase) && name.split(' ').count() <= 5)
}

/// Where the text in lines under its name ends: at the first field that is followed by others, or at one that no text has.
fn text_end(lines: &[Seen]) -> usize {
    let mut last = None;
    let is_field: Vec<bool> = lines.iter().map(|line| !line.joins && field(line).is_some()).collect();
    for at in 0..lines.len() {
        if !is_field[at] {
            continue;
        }
        let is_sure = field(&lines[at])
            .is_some_and(|(marker, value)| SURE.contains(&marker) && !value.is_empty() || marker == Marker::FullText);
        // The next paragraph after it.
        let next = (at + 1..lines.len()).find(|&next| is_field[next] || !lines[next].follows);
        let goes_on = next.is_none_or(|next| is_field[next]);
        if is_sure {
            return last.unwrap_or(at);
        }
        match goes_on {
            true => last = last.or(Some(at)),
            false => last = None,
        }
    }
    last.unwrap_or(lines.len())
}
