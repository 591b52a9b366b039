//! Pages of Europresse -> their articles: those before 2015, in which only the headline and what is above it have classes,
//! and those with an `article` around each.

use super::found::{FoundArticle, add};
use super::lines::{PageLine, PageLines};
use super::parts::{PagePart, PageSign};
use super::shapes::EUROPRESSE_NUMBER;
use crate::read::collection::words::{self, Marker};
use crate::read::date;

/// Longest line below the headline that is an author's name, in bytes, where no class says so.
const LONGEST_AUTHOR: usize = 80;
/// Words that begin such a line.
const BY: [&str; 6] = ["par ", "by ", "von ", "por ", "propos recueillis ", "de notre "];
/// Words in names that are written small.
const PARTICLES: &str = "al and da de del den der di du e el et la le ten und van von y";
/// Most words of a line of names.
const MOST_NAMES: usize = 7;

/// The articles of a page, and how many it should have.
pub fn read(page: &PageLines) -> (Vec<FoundArticle>, usize) {
    if !page.lines.iter().any(|line| line.part == PagePart::Source) {
        return Default::default();
    }
    let has_elements = page.lines.iter().any(|line| line.sign == Some(PageSign::Article));
    let mut groups: Vec<Vec<&PageLine>> = Vec::new();
    let mut was_source = false;
    for line in page.lines.iter().filter(|line| line.is_within || !has_elements) {
        let is_source = line.part == PagePart::Source;
        let begins = if has_elements { line.sign == Some(PageSign::Article) } else { is_source && !was_source };
        was_source = is_source;
        match groups.last_mut() {
            _ if begins => groups.push(vec![line]),
            Some(group) => group.push(line),
            None => (),
        }
    }
    let marks = groups.len().max(if has_elements { page.articles } else { 0 });
    (groups.into_iter().map(|group| of_group(&group)).collect(), marks)
}

fn of_group(lines: &[&PageLine]) -> FoundArticle {
    let mut article = FoundArticle::default();
    let (mut header, mut number) = (String::new(), String::new());
    // The first line below the headline.
    let mut below = None;
    // Where the text is marked, only what is above it may be a part of it, too.
    let marked = lines.iter().position(|line| line.part == PagePart::Body);
    for (place, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        if line.part == PagePart::Number
            || words::field(text, &[Marker::EuropresseId]).is_some()
            || EUROPRESSE_NUMBER.fits(text)
        {
            number = text.to_string();
            if marked.is_some() {
                continue;
            }
            // What comes after it is about the document.
            break;
        }
        match line.part {
            PagePart::Plain if marked.is_some_and(|first| first < place) => (),
            PagePart::Source => add(&mut article.source, text),
            PagePart::Header => add(&mut header, text),
            PagePart::Headline => {
                add(&mut article.title, text);
                below = Some(article.body.len());
            }
            PagePart::Subtitle => article.beside.push(text.to_string()),
            PagePart::Author => add(&mut article.author, text),
            PagePart::Aside | PagePart::Number | PagePart::Label => (),
            _ if words::is_of_copy(text) => (),
            _ => article.body.push(text.to_string()),
        }
    }
    while article.body.last().is_some_and(|line| words::is_copyright(line)) {
        article.body.pop();
    }
    if let Some(below) = below.filter(|below| article.author.is_empty() && below + 1 < article.body.len())
        && is_author(&article.body[below])
    {
        article.author = article.body.remove(below);
    }
    // "Le Canal, no 3", but "The Canal (London, England)".
    let is_open = |at: usize| article.source[..at].matches('(').count() > article.source[..at].matches(')').count();
    let cut = article.source.match_indices(", ").map(|(at, _)| at).find(|&at| !is_open(at));
    article.source.truncate(cut.unwrap_or(article.source.len()));
    article.section = section(&header);
    article.date = match date::iso(&header).filter(|date| date.len() == 10) {
        Some(date) => date,
        // "news·20121004·PO·2040056000"
        None => number.split('·').nth(1).unwrap_or_default().to_string(),
    };
    article
}

/// Whether a line says who wrote the article: "Par", or nothing but words as names have them.
fn is_author(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = || line.split([' ', ',', '-', '’', '\'']).filter(|word| !word.is_empty());
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let is_listed = |word: &str| PARTICLES.split(' ').any(|particle| particle == word);
    let are_names = words().all(|word| is_name(word) || is_listed(word)) && (2..=MOST_NAMES).contains(&words().count());
    line.len() <= LONGEST_AUTHOR
        && (are_names || BY.iter().any(|word| lower.starts_with(word)) && !line.ends_with(['.', '!', '?']))
}

/// The section in "Politics, Thursday 5 October 2013, p. 3": what is before the day.
fn section(header: &str) -> String {
    let parts = || header.split(',').map(str::trim);
    let is_date = |part: &str| part.contains(|c: char| c.is_ascii_digit()) || words::is_weekday(part);
    let starts_with_day = |part: &str| part.split(' ').next().is_some_and(words::is_weekday);
    let before: Vec<&str> = parts().take_while(|part| !is_date(part) && !starts_with_day(part)).collect();
    // Without a date, nothing says that it is one.
    if parts().count() > before.len() { before.join(", ") } else { String::new() }
}
