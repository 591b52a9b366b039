//! Pages of Factiva -> their articles: in the layout of its screen, in which what a line is follows from what it looks
//! like, and in that with a two-letter code before each field.

use super::found::{FoundArticle, add};
use super::lines::{PageLine, PageLines};
use super::parts::{PagePart, PageSign};
use super::shapes::{CLOCK, CODE, FACTIVA_END};
use crate::read::collection::said::language;
use crate::read::collection::words;
use crate::read::date;

/// The codes of fields (Factiva, "Display options: full article plus indexing").
const CODES: [&str; 33] = [
    "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN", "NS",
    "RE", "IPC", "IPD", "PUB", "AN", "SE", "CLM", "VOL", "ART", "DLN", "CX", "GC", "DE", "NT",
];
/// Codes that stand before the headline.
const BEFORE: [&str; 2] = ["SE", "CLM"];
/// Longest line that is a field on the screen, in bytes.
const LONGEST_FIELD: usize = 300;

/// The articles of a page, and how many it should have.
pub fn read(page: &PageLines) -> (Vec<FoundArticle>, usize) {
    let is_start = |line: &PageLine| line.sign == Some(PageSign::Article);
    let heads = page.lines.iter().filter(|line| code(line).is_some_and(|(code, _)| code == "HD")).count();
    let starts = page.lines.iter().filter(|line| is_start(line)).count();
    let articles = if starts > 0 {
        let within = page.lines.iter().filter(|line| line.is_within);
        let mut groups: Vec<Vec<&PageLine>> = Vec::new();
        for line in within {
            match groups.last_mut() {
                Some(group) if !is_start(line) => group.push(line),
                _ => groups.push(vec![line]),
            }
        }
        groups.into_iter().flat_map(of_group).collect()
    } else {
        of_codes(page.lines.iter())
    };
    (articles, page.articles.max(heads))
}

/// The articles of one element: one, but for pages that mark the first alone.
fn of_group(lines: Vec<&PageLine>) -> Vec<FoundArticle> {
    let has_codes = lines.iter().any(|line| code(line).is_some_and(|(code, _)| code == "HD"));
    if has_codes { of_codes(lines.into_iter()) } else { vec![of_screen(&lines)] }
}

/// The code at the start of a line, and the text after it.
fn code(line: &PageLine) -> Option<(&'static str, &str)> {
    let (first, rest) = line.text.split_once('\t').unwrap_or((&line.text, ""));
    let code = CODES.into_iter().find(|code| *code == first.trim())?;
    (line.bold >= code.len()).then_some((code, rest))
}

/// The articles of tables with a code in the first cell of each row.
fn of_codes<'a>(lines: impl Iterator<Item = &'a PageLine>) -> Vec<FoundArticle> {
    let mut articles = Vec::new();
    let mut article = FoundArticle::default();
    let mut open = "";
    for line in lines {
        let text = match code(line) {
            Some((code, text)) => {
                let begins = match code {
                    "HD" => !article.title.is_empty(),
                    _ => BEFORE.contains(&code) && !article.is_empty(),
                };
                if begins {
                    articles.push(std::mem::take(&mut article));
                }
                open = code;
                text
            }
            None if line.sign == Some(PageSign::Article) || FACTIVA_END.fits(&line.text) => {
                open = "";
                continue;
            }
            None => &line.text,
        };
        match open {
            "HD" => add(&mut article.title, text),
            "BY" => add(&mut article.author, text),
            "PD" => add(&mut article.date, text),
            "SN" => add(&mut article.source, text),
            "SE" | "CLM" => add(&mut article.section, text),
            "LA" => add(&mut article.language, text),
            "LP" | "TD" if !text.is_empty() => article.body.push(text.to_string()),
            // The number of an article ends it.
            "AN" => {
                if !article.is_empty() {
                    articles.push(std::mem::take(&mut article));
                }
                open = "";
            }
            _ => (),
        }
    }
    if !article.is_empty() {
        articles.push(article);
    }
    articles
}

/// Where the lines of an article on the screen are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Above the headline.
    Above,
    /// Between headline and text.
    Fields,
    /// In the text.
    Body,
}

/// An article in the layout of the screen.
fn of_screen(lines: &[&PageLine]) -> FoundArticle {
    let mut article = FoundArticle::default();
    let marked = lines.iter().any(|line| line.part == PagePart::Body);
    let has_headline = lines.iter().any(|line| line.part == PagePart::Headline);
    let mut place = if has_headline { Place::Above } else { Place::Fields };
    let mut was_counted = false;
    for line in lines {
        let text = line.text.as_str();
        if FACTIVA_END.fits(text) {
            break;
        }
        match line.part {
            PagePart::Headline if place != Place::Body => {
                place = Place::Fields;
                add(&mut article.title, text);
                continue;
            }
            PagePart::Author if place != Place::Body => {
                add(&mut article.author, text);
                continue;
            }
            PagePart::Body => place = Place::Body,
            _ => (),
        }
        match place {
            Place::Body => article.body.push(text.to_string()),
            Place::Above if text.len() < LONGEST_FIELD => add(&mut article.section, text),
            Place::Above => (),
            // Where no class says what the text is, it begins after the last of the fields.
            Place::Fields if !marked && (text.len() >= LONGEST_FIELD || !article.language.is_empty()) => {
                if !words::is_copyright(text) {
                    place = Place::Body;
                    article.body.push(text.to_string());
                }
            }
            Place::Fields => field(&mut article, text, &mut was_counted),
        }
    }
    article
}

/// A field between headline and text, by its look.
fn field(article: &mut FoundArticle, text: &str, was_counted: &mut bool) {
    let is_day = |text: &str| text.len() < 60 && date::iso(text).is_some_and(|date| date.len() == 10);
    match () {
        () if words::count_of_words(text).is_some() => *was_counted = true,
        () if CLOCK.fits(text) || words::is_copyright(text) => (),
        () if article.date.is_empty() && is_day(text) => article.date = text.to_string(),
        () if article.date.is_empty() => {
            if !*was_counted && article.author.is_empty() {
                article.author = text.to_string();
            }
        }
        () if article.source.is_empty() => article.source = text.to_string(),
        () if CODE.fits(text) => (),
        () if article.language.is_empty() && !text.contains(' ') && language(text).is_some() => {
            article.language = text.to_string();
        }
        () => (),
    }
}
