//! Nexis Uni, Lexis+ and LexisNexis Advance: a page that lists the documents, then each with "End of Document" under it.

use std::ops::Range;

use super::Found;
use super::draft::{Draft, date_line};
use super::nexis::{Order, Signs, are_sure, article, holds_many, lengths};
use super::seen::Seen;
use super::words::{self, Marker};

/// Most lines under the last article that are no article: what programs add.
const MOST_UNDER: usize = 5;

/// The articles in these lines.
pub fn find(lines: &[Seen]) -> Found {
    let mut ends: Vec<usize> = (0..lines.len()).filter(|&at| is_end(&lines[at])).collect();
    let Some(&last) = ends.last() else { return listed(lines) };
    ends.push(lines.len());
    let cover = Cover::of(&lines[..ends[0]]);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let (mut start, mut under) = (cover.end, 0);
    for &end in &ends {
        let part = start..end;
        let has_head = article(&lines[part.clone()], Order::HeadlineFirst).1.has_head();
        match parts.last_mut() {
            _ if has_head || end == ends[0] => parts.push(part),
            // "End of Document" within a text: what is behind it has nothing that stands above one.
            Some(open) if start <= last => open.end = end,
            _ => under = part.len(),
        }
        start = end + 1;
    }
    let found: Vec<(Draft, Signs)> =
        parts.iter().map(|part| article(&lines[part.clone()], Order::HeadlineFirst)).collect();
    let fits = match found.as_slice() {
        [(_, signs)] => signs.length && (signs.copyright || signs.tail) && signs.count() >= 3,
        many => are_sure(many, 3),
    };
    if !fits {
        return Found::Nothing;
    }
    let is_complete = cover.documents.is_none_or(|documents| documents == found.len());
    let is_split = parts.iter().all(|part| !holds_many(&lines[part.clone()]));
    match is_complete && is_split && under <= MOST_UNDER {
        true => Found::Articles(found.into_iter().map(|(draft, _)| draft).collect()),
        false => Found::Doubt(cover.documents.unwrap_or(0).max(found.len()).max(lengths(lines))),
    }
}

/// The list of a download without its articles, which is a file of its own.
fn listed(lines: &[Seen]) -> Found {
    let fields = lines.iter().take(MOST_LISTED).filter(|line| is_of_cover(&line.text)).count();
    if fields < 3 {
        return Found::Nothing;
    }
    let cover = Cover::of(lines);
    match cover.documents {
        Some(documents) if cover.end + MOST_UNDER >= lines.len() => Found::Doubt(documents),
        _ => Found::Nothing,
    }
}

/// In how many lines the first fields of such a list are.
const MOST_LISTED: usize = 20;

fn is_end(line: &Seen) -> bool {
    words::is(line.text.trim_matches(['.', '*', ' ']), Marker::End)
}

/// The page in front of the articles.
#[derive(Default)]
struct Cover {
    /// Where it ends.
    end: usize,
    /// How many documents it lists.
    documents: Option<usize>,
}

impl Cover {
    /// The cover in the lines up to the end of the first article.
    fn of(lines: &[Seen]) -> Cover {
        let above = [Marker::Length, Marker::Section, Marker::Byline];
        let is_head = |line: &Seen| words::field(&line.text, &above).is_some() || words::is_copyright(&line.text);
        let head = lines.iter().position(is_head).unwrap_or(lines.len());
        let (mut cover, mut listed, mut first) = (Cover::default(), 0, None);
        for (at, line) in lines[..head].iter().enumerate() {
            if let Some(documents) = documents(&line.text) {
                cover = Cover { end: at + 1, documents: Some(documents) };
            } else if is_of_cover(&line.text) || at == cover.end && at > 0 && is_content(&line.text) {
                cover.end = at + 1;
            } else if let Some(title) =
                numbered(&line.text, listed + 1).filter(|_| cover.end > 0 && !is_day(&line.text))
            {
                listed += 1;
                first = first.or(Some(title));
                cover.end = at + 1;
            }
        }
        // The list of the documents says where the first one's headline begins.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let title = first.map(letters).unwrap_or_default();
        let is_title = |line: &Seen| title.starts_with(&letters(&line.text)) && date_line(&line.text).is_none();
        let offset = lines[cover.end..head].iter().take(6).position(is_title);
        Cover { end: cover.end + offset.filter(|_| !title.is_empty()).unwrap_or(0), ..cover }
    }
}

/// Whether a line is a day and no title of the list: "4. März 2013 Montag".
fn is_day(text: &str) -> bool {
    date_line(text).is_some_and(|date| date.len() == 10)
}

/// The number in "Documents (10)".
fn documents(text: &str) -> Option<usize> {
    let (name, number) = text.split_once('(')?;
    let number = number.strip_suffix(')')?.trim().parse().ok()?;
    words::is(name.trim(), Marker::CoverCount).then_some(number)
}

/// Whether a line is a field of the cover, or cells with one.
fn is_of_cover(text: &str) -> bool {
    let of_cover = |cell: &str| {
        words::field(cell.trim(), &[Marker::Cover]).is_some() || words::named(cell.trim(), &[Marker::Cover]).is_some()
    };
    text.len() < 2_000 && text.split(['\t', ';']).any(of_cover)
}

/// What a cell of the cover holds where it stands on a line of its own.
fn is_content(text: &str) -> bool {
    ["news", "-none-", "nachrichten", "actualités", "noticias", "nieuws"].contains(&text.to_lowercase().as_str())
}

/// The title in a line of the list: "3. Ministers meet".
fn numbered(text: &str, number: usize) -> Option<&str> {
    Some(text.strip_prefix(&number.to_string())?.strip_prefix('.')?.trim()).filter(|title| !title.is_empty())
}
