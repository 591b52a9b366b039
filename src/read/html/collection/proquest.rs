//! Pages of ProQuest -> their articles: a headline, fields with their names in bold, and the text as one of them; a rule
//! between two articles.

use super::found::{FoundArticle, add};
use super::lines::{PageLine, PageLines};
use super::parts::{PagePart, PageSign};
use super::shapes::COUNTED;
use crate::read::collection::words::{self, Marker, numbers};
use crate::read::date;

/// What a field says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Source,
    Date,
    /// Source, place and date.
    Info,
    Section,
    Language,
    Text,
    Abstract,
    Number,
    Other,
}

/// The fields of an article, where a name says one.
const FIELDS: [(Marker, Field); 12] = [
    (Marker::Title, Field::Title),
    (Marker::Author, Field::Author),
    (Marker::Publication, Field::Source),
    (Marker::PublicationDate, Field::Date),
    (Marker::PublicationInfo, Field::Info),
    (Marker::PaperSection, Field::Section),
    (Marker::TextLanguage, Field::Language),
    (Marker::FullText, Field::Text),
    (Marker::Abstract, Field::Abstract),
    (Marker::ProQuestId, Field::Number),
    (Marker::PublicationYear, Field::Other),
    (Marker::Catalogue, Field::Other),
];

/// The articles of a page, and how many it should have.
pub fn read(page: &PageLines) -> (Vec<FoundArticle>, usize) {
    let bold = page.lines.iter().any(|line| field(line, true).is_some_and(|(field, _)| field == Field::Number));
    let marks = page.lines.iter().filter(|line| is_number(line, bold)).count();
    // The page of one article is as others are: menus and all.
    if marks < 2 {
        return Default::default();
    }
    let mut groups: Vec<Vec<&PageLine>> = vec![Vec::new()];
    for line in &page.lines {
        let is_ruled = line.text.len() >= 20 && line.text.chars().all(|c| matches!(c, '_' | '-' | '='));
        let begins = line.sign == Some(PageSign::Rule) || is_ruled;
        match groups.last_mut() {
            Some(group) if !begins || group.is_empty() => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    // A rule within an article: what is before its number belongs together.
    let mut articles = Vec::new();
    let mut held: Vec<&PageLine> = Vec::new();
    for group in groups {
        held.extend(group);
        if held.iter().any(|line| is_number(line, bold)) {
            articles.push(of_group(&std::mem::take(&mut held), bold));
        }
    }
    (articles.into_iter().filter(|article| !article.is_empty()).collect(), marks)
}

fn is_number(line: &PageLine, bold: bool) -> bool {
    field(line, bold).is_some_and(|(field, _)| field == Field::Number)
}

/// The field that a line begins with, and the rest of the line. Where names are bold, others are text.
fn field(line: &PageLine, bold: bool) -> Option<(Field, &str)> {
    let (name, rest) = match line.text.split_once([':', '\t']) {
        Some((name, rest)) => (name, rest.trim_start_matches([':', '\t', ' '])),
        None if line.part == PagePart::Label => (line.text.as_str(), ""),
        None => return None,
    };
    let name = name.trim();
    let is_named = line.part == PagePart::Label || !bold || line.bold >= name.len();
    let field = words::of(name, &FIELDS).filter(|_| is_named)?;
    Some((field, rest.trim()))
}

fn of_group(lines: &[&PageLine], bold: bool) -> FoundArticle {
    let mut article = FoundArticle::default();
    let (mut top, mut info) = (String::new(), String::new());
    let mut summary = Vec::new();
    let mut open = None;
    for line in lines {
        let (is_first, text) = match field(line, bold) {
            Some((field, text)) => {
                open = Some(field);
                (true, text)
            }
            None => (false, line.text.as_str()),
        };
        let is_ruled = text.chars().all(|c| matches!(c, '_' | '-' | '='));
        if text.is_empty() || is_ruled || words::is_missing(text) {
            continue;
        }
        let target = match open {
            None if top.is_empty() && numbers(text).is_none() => &mut top,
            Some(Field::Text) => {
                article.body.push(text.to_string());
                continue;
            }
            Some(Field::Abstract) => {
                summary.push(text.to_string());
                continue;
            }
            Some(Field::Title) => &mut article.title,
            Some(Field::Author) => &mut article.author,
            Some(Field::Source) => &mut article.source,
            Some(Field::Date) => &mut article.date,
            Some(Field::Info) => &mut info,
            Some(Field::Section) => &mut article.section,
            Some(Field::Language) => &mut article.language,
            _ => continue,
        };
        // A field is a line, or the one below its name.
        if is_first || target.is_empty() {
            add(target, text);
        }
    }
    if article.body.is_empty() {
        article.body = summary;
    }
    if article.title.is_empty() {
        let number = if COUNTED.fits(&top) { top.find(' ').map_or(0, |at| at + 1) } else { 0 };
        article.title = top[number..].to_string();
    }
    // "The Canal ; Lisbon [Lisbon]. 05 Mar 2014: A1."
    if article.source.is_empty() {
        article.source = info.split(';').next().unwrap_or_default().trim().to_string();
    }
    if date::iso(&article.date).is_none() {
        article.date = info;
    }
    // "Stone, Ada; Brook, Jo."
    article.author = article.author.trim_end_matches('.').to_string();
    article
}
