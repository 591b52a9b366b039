//! Pages of LexisNexis before Nexis Uni -> their documents: number, source, date and headline as blocks of their own, then
//! fields with their names in capitals, the text among them.

use super::found::{FoundArticle, add};
use super::lines::{PageLine, PageLines};
use super::parts::PageSign;
use super::shapes::SORRY;
use crate::read::collection::words::{self, Marker, numbers};
use crate::read::date;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Headline,
    Author,
    Section,
    Language,
    Date,
    /// Text that leads to the article.
    Lead,
    Body,
    /// About the document, above its text.
    Above,
    /// About the document, below its text.
    Below,
}

/// The fields of a document, where a name says one.
const FIELDS: [(Marker, Field); 12] = [
    (Marker::Headline, Field::Headline),
    (Marker::Byline, Field::Author),
    (Marker::Section, Field::Section),
    (Marker::Language, Field::Language),
    (Marker::PublicationDate, Field::Date),
    (Marker::Highlight, Field::Lead),
    (Marker::Body, Field::Body),
    (Marker::Length, Field::Above),
    (Marker::Above, Field::Above),
    (Marker::LoadDate, Field::Below),
    (Marker::Indexing, Field::Below),
    (Marker::Apart, Field::Below),
];

/// Longest name of a field, in bytes.
const LONGEST_NAME: usize = 40;
/// Longest value that is a day alone, in bytes.
const LONGEST_DAY: usize = 60;

/// The articles of a page, and how many it should have.
pub fn read(page: &PageLines) -> (Vec<FoundArticle>, usize) {
    let is_above = |line: &PageLine, bold| field(line, bold).is_some_and(|(field, _)| field == Field::Above);
    let bold = page.lines.iter().any(|line| is_above(line, true));
    let has_fields = page.lines.iter().any(|line| is_above(line, bold));
    // ProQuest numbers its documents in the same way as "Document 3 of 20", but has other fields.
    let is_number = |line: &PageLine| numbers(&line.text).is_some() && (has_fields || starts_with_number(&line.text));
    let mut groups: Vec<Vec<&PageLine>> = Vec::new();
    for line in &page.lines {
        let (is_marked, is_numbered) = (line.sign == Some(PageSign::Document), is_number(line));
        let begins = is_marked || is_numbered;
        // The mark of a document and its number are one beginning.
        let is_second =
            |group: &Vec<&PageLine>| group.len() == 1 && is_number(group[0]) != is_numbered && is_marked != is_numbered;
        match groups.last_mut() {
            Some(group) if !begins || is_second(group) => group.push(line),
            _ if begins => groups.push(vec![line]),
            // What is before the first is a cover page.
            _ => (),
        }
    }
    let marks = page.lines.iter().filter(|line| is_number(line)).count().max(groups.len());
    let articles = groups.iter().filter(|_| has_fields).map(|group| of_group(group, bold));
    (articles.collect(), marks)
}

/// Whether a line has its number before the noun: "3 of 20 DOCUMENTS".
fn starts_with_number(text: &str) -> bool {
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit())
}

/// The field that a line begins with, and the rest of the line. Where names are bold, others are text.
fn field(line: &PageLine, bold: bool) -> Option<(Field, &str)> {
    let (name, rest) = line.text.split_once(':').filter(|(name, _)| name.len() <= LONGEST_NAME)?;
    let is_bold = line.bold > name.len();
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_lowercase) || bold && !is_bold {
        return None;
    }
    let listed = words::of(name, &FIELDS);
    let field = match listed {
        // Words that were searched for are bold, too, but not the colon after one.
        _ if bold => listed.unwrap_or(Field::Below),
        Some(Field::Below) if !is_certain(name, rest) => return None,
        listed => listed?,
    };
    Some((field, rest.trim()))
}

/// Whether no line of a text begins with a field below the text: codes, pictures, the day of loading.
fn is_certain(name: &str, rest: &str) -> bool {
    let is_day = || rest.len() < LONGEST_DAY && date::iso(rest).is_some_and(|date| date.len() == 10);
    name.contains('-') || words::is(name, Marker::Picture) || words::is(name, Marker::LoadDate) && is_day()
}

/// Where the lines of a document are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Source,
    Date,
    Headline,
    Body,
    Below,
}

fn of_group(lines: &[&PageLine], bold: bool) -> FoundArticle {
    let mut article = FoundArticle::default();
    let is_date = |line: &PageLine| date::iso(&line.text).is_some_and(|date| date.len() == 10);
    let is_field = |line: &PageLine| field(line, bold).is_some_and(|(field, _)| field != Field::Headline);
    let head = lines.iter().position(|line| is_field(line)).unwrap_or(lines.len());
    let has_date = lines[..head].iter().any(|line| is_date(line));
    let has_big = lines[..head].iter().any(|line| line.is_big);
    let mut place = Place::Source;
    let mut open: Option<(Field, usize)> = None;
    // The block that place and headline are in.
    let mut block = usize::MAX;
    for line in lines.iter().filter(|line| numbers(&line.text).is_none()) {
        let text = line.text.as_str();
        // Names that aren't bold are above a text, not in it.
        let is_text = |field: Field| field == Field::Above && !bold && !article.body.is_empty();
        if let Some((field, rest)) = field(line, bold).filter(|(field, _)| !is_text(*field)) {
            open = Some((field, line.block));
            place = match field {
                Field::Below | Field::Language | Field::Date => place,
                Field::Headline => Place::Headline,
                _ => Place::Body,
            };
            if field == Field::Below && (place == Place::Body || !article.body.is_empty()) {
                place = Place::Below;
            }
            put(&mut article, field, rest);
            continue;
        }
        match open {
            Some((field, at)) if at == line.block => put(&mut article, field, text),
            // Text below the fields about the document is theirs.
            _ if place == Place::Below => (),
            _ if SORRY.fits(text) => (),
            _ if place == Place::Body => article.body.push(text.to_string()),
            _ if words::is_copyright(text) => (),
            Some((Field::Headline, _)) => {
                place = Place::Body;
                article.body.push(text.to_string());
            }
            _ if place == Place::Source && !(has_date && is_date(line)) => {
                let is_same = article.source.is_empty() || block == line.block;
                if has_date || is_same {
                    add(&mut article.source, text);
                } else {
                    place = Place::Headline;
                    add(&mut article.title, text);
                }
                block = line.block;
            }
            _ if place == Place::Source => {
                place = Place::Date;
                block = line.block;
                article.date = text.to_string();
            }
            // Edition, and what else is said of the date.
            _ if place == Place::Date && block == line.block => (),
            _ if has_big && !line.is_big && article.title.is_empty() => (),
            _ if article.title.is_empty() || block == line.block || has_big && line.is_big => {
                place = Place::Headline;
                block = line.block;
                add(&mut article.title, text);
            }
            _ => {
                place = Place::Body;
                article.body.push(text.to_string());
            }
        }
    }
    while article.body.last().is_some_and(|line| words::is_copyright(line)) {
        article.body.pop();
    }
    article
}

/// Adds a text to its field.
fn put(article: &mut FoundArticle, field: Field, text: &str) {
    let target = match field {
        _ if text.is_empty() => return,
        Field::Headline => &mut article.title,
        Field::Author => &mut article.author,
        Field::Section => &mut article.section,
        Field::Language => &mut article.language,
        Field::Date if article.date.is_empty() => &mut article.date,
        Field::Lead | Field::Body => return article.body.push(text.to_string()),
        Field::Date | Field::Above | Field::Below => return,
    };
    add(target, text);
}
