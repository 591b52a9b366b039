//! Older exports of Nexis, text or HTML: "2 of 146 DOCUMENTS" above each article.

use std::ops::Range;

use super::Found;
use super::draft::Draft;
use super::nexis::{Order, Signs, are_sure, article, holds_many, lengths};
use super::seen::Seen;
use super::words::numbers;

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
