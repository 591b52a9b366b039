//! Older exports of Nexis, text or HTML: "2 of 146 DOCUMENTS" above each article.

use std::ops::Range;

use super::Found;
use super::draft::Draft;
use super::nexis::{Order, Signs, are_sure, article, holds_many, lengths};
use super::seen::Seen;
use super::words::{self, Marker};

/// The articles in these lines.
pub fn find(lines: &[Seen]) -> Found {
    let markers: Vec<(usize, usize, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| numbers(&line.text).map(|(one, all)| (at, one, all)))
        .collect();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    let mut is_torn = false;
    for (index, &(at, number, all)) in markers.iter().enumerate() {
        let end = markers.get(index + 1).map_or(lines.len(), |(next, ..)| *next);
        let part = at + 1..end;
        let signs = article(&lines[part.clone()], Order::PaperFirst).1;
        let is_next = before.is_some_and(|(last, of)| number == last + 1 && all == of);
        match parts.last_mut() {
            // A text that says so.
            Some(open) if !is_next && signs.count() == 0 => open.end = end,
            None if signs.count() == 0 && index + 1 < markers.len() => (),
            _ => {
                is_torn |= before.is_some_and(|(last, of)| all == of && number <= last && number > 1);
                before = Some((number, all));
                parts.push(part);
            }
        }
    }
    let found: Vec<(Draft, Signs)> =
        parts.iter().map(|part| article(&lines[part.clone()], Order::PaperFirst)).collect();
    let fits = match found.as_slice() {
        [] => false,
        [(_, signs)] => signs.length && signs.date && signs.count() >= 3,
        many => are_sure(many, 2),
    };
    if !fits {
        return Found::Nothing;
    }
    match parts.iter().any(|part| holds_many(&lines[part.clone()])) || is_torn {
        true => Found::Doubt(found.len().max(lengths(lines))),
        false => Found::Articles(found.into_iter().map(|(draft, _)| draft).collect()),
    }
}

/// The numbers in "2 of 146 DOCUMENTS", "Dokument 1 von 20"; `None` where the line is another.
pub fn numbers(text: &str) -> Option<(usize, usize)> {
    if text.len() > 60 {
        return None;
    }
    let text = text.strip_prefix("FOCUS - ").unwrap_or(text);
    let words: Vec<&str> = text.split(' ').collect();
    let [number, of, all] = match words.as_slice() {
        [number, of, all, noun] if words::is(noun, Marker::Documents) => [number, of, all],
        [noun, number, of, all] if words::is(noun, Marker::Documents) => [number, of, all],
        _ => return None,
    };
    let read = |number: &str| number.replace([',', '.'], "").parse::<usize>().ok();
    let (number, all) = (read(number)?, read(all)?);
    (words::is(of, Marker::Of) && (1..=all).contains(&number)).then_some((number, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_above_an_article_is_known_in_the_languages_of_the_database() {
        for (text, expected) in [
            ("2 of 146 DOCUMENTS", Some((2, 146))),
            ("FOCUS - 2 of 1,146 DOCUMENTS", Some((2, 1146))),
            ("Dokument 1 von 20", Some((1, 20))),
            ("Document 3 de 20", Some((3, 20))),
            ("3 de 20 DOCUMENTOS", Some((3, 20))),
            ("Document 4 van 20", Some((4, 20))),
            ("5 of 3 documents", None),
            ("2 of 146 DOCUMENTS were lost", None),
            ("2 of 146", None),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
