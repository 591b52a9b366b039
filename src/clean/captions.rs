//! Captions of pictures: `caption`.

use super::page::{Finding, Page, Shape};

/// Words that name a picture before its credit, in lower case.
#[rustfmt::skip]
const MARKERS: &[&str] = &[
    "ảnh", "ảnh minh họa", "ảnh minh hoạ", "ảnh tư liệu", "hình", "hình ảnh", "hình minh họa", "đồ họa", "đồ hoạ",
    "clip", "video", "photo", "photos", "photo by", "photo credit", "image", "picture", "file photo", "credit",
    "graphic", "ap photo", "getty images", "photograph", "photographs",
];
/// Those that open a caption without naming anybody: "Ảnh: Cầu mới nhìn từ phía bắc."
const OPENERS: &[&str] = &["ảnh", "hình", "hình ảnh", "photo", "image", "caption", "chú thích ảnh"];
/// Longest credit, in words: two names and their papers.
const CREDIT: usize = 8;
/// The same in bytes, with its marker: farther from the end no credit is looked for.
const CREDIT_BYTES: usize = 200;
/// Longest caption, in words. A longer line with a credit at its end is a paragraph with a caption run into it.
const CAPTION: usize = 60;
/// Longest piece of a broken caption.
const PIECE: usize = 30;
/// Most pieces of a broken caption.
const PIECES: usize = 4;
/// Part of the lines above which an indent is the site's habit and no sign of a caption.
const RARE: f64 = 0.25;

/// `caption`: pictures in Markdown; lines with a credit at the end; the unfinished lines right above a credit that has no text of its own;
/// and lines that open with a no-break space, as a caption with a credit elsewhere on the page does.
pub fn captions(page: &Page) -> Vec<Finding> {
    let credits: Vec<Option<Credit>> = page.shapes().map(|(at, shape)| credit(at, shape)).collect();
    let pieces = credits.iter().enumerate().flat_map(|(k, credit)| match credit {
        Some(Credit::Whole) => k..k + 1,
        Some(Credit::Rest) => k - pieces_above(page, &credits, k)..k + 1,
        None => k..k,
    });
    let mut found: Vec<usize> = pieces.chain(indented(page, &credits)).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|k| Finding::at(page.kept[k])).collect()
}

/// How a line is credited.
#[derive(Clone, Copy, PartialEq)]
enum Credit {
    /// The caption and its credit.
    Whole,
    /// The credit alone, or with the end of a caption that began above.
    Rest,
}

/// How many lines right above the `k`-th kept line belong to its caption.
fn pieces_above(page: &Page, credits: &[Option<Credit>], k: usize) -> usize {
    let shape = |k: usize| &page.lines[page.kept[k]];
    let joined = |below: usize| page.kept[below] == page.kept[below - 1] + 1 && !shape(below).after_gap;
    (0..k.min(PIECES))
        .take_while(|n| {
            let above = k - n - 1;
            joined(above + 1)
                && credits[above].is_none()
                && shape(above).words <= PIECE
                && !shape(above).is_closed()
                && !shape(above).ends_in(':')
                && !shape(above).is_item()
                && !shape(above).marked
                && page.headline() != Some(page.kept[above])
        })
        .count()
}

/// Kept lines that open with a no-break space, if few do and one of them has a credit.
fn indented<'a>(page: &'a Page, credits: &'a [Option<Credit>]) -> impl Iterator<Item = usize> + 'a {
    let opens = |shape: &Shape| shape.raw.starts_with('\u{a0}') && shape.words <= CAPTION;
    let count = page.shapes().filter(|(_, shape)| opens(shape)).count();
    let credited = page.shapes().zip(credits).any(|((_, shape), credit)| opens(shape) && credit.is_some());
    let holds = credited && (count as f64) < RARE * page.kept.len() as f64;
    page.shapes().enumerate().filter(move |(_, (_, shape))| holds && opens(shape)).map(|(k, _)| k)
}

fn credit(at: usize, shape: &Shape) -> Option<Credit> {
    if is_picture(shape.text) || is_numbered(shape.text) {
        return Some(Credit::Whole);
    }
    if shape.words > CAPTION || is_remark(shape) {
        return None;
    }
    let text = shape.text.trim_end_matches([' ', '*', '_']);
    let low_start = text.starts_with(char::is_lowercase);
    if opens_caption(text) {
        let words = text.split_once([':', '：']).map_or(0, |(_, rest)| rest.split_whitespace().count());
        // On the first line it may be the headline of a photo story.
        return match words {
            0..=4 => Some(Credit::Rest),
            _ => (at > 0).then_some(Credit::Whole),
        };
    }
    let start = in_brackets(text).or_else(|| after_stop(text))?;
    let bare = text[..start].trim().is_empty();
    Some(if bare || low_start { Credit::Rest } else { Credit::Whole })
}

/// Where the bracket opens, in "... (Ảnh: X)". A source, "(Nguồn: X)", counts at the end of a short line only; an
/// agency and a name, "(X/Y)", never does: articles sign their last paragraph so.
fn in_brackets(text: &str) -> Option<usize> {
    let (open, close) = (text.rfind(['(', '['])?, text.trim_end_matches('.'));
    let inside = close.strip_suffix([')', ']'])?.get(open + 1..)?;
    let sourced = inside.to_lowercase().starts_with("nguồn:");
    let short = !text.ends_with('.') && text[..open].split_whitespace().count() <= PIECE;
    (is_credit(inside, true) || (sourced && short)).then_some(open)
}

/// Where the credit begins, in "... . Ảnh: X", "... - Photo: X" or a line that is nothing else.
fn after_stop(text: &str) -> Option<usize> {
    let stops =
        |c: char| matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | ')' | '-' | '–' | '—' | '|' | '/' | '*' | ':');
    let near_end = text.len().saturating_sub(CREDIT_BYTES);
    let starts = text.char_indices().filter(|(i, c)| {
        *i >= near_end
            && c.is_uppercase()
            && (text[..*i].trim_end().is_empty() || text[..*i].trim_end().ends_with(stops))
    });
    starts.map(|(i, _)| i).find(|&i| is_credit(&text[i..], false))
}

/// A marker, a colon or a slash, and a few words; within brackets the colon may be missing.
fn is_credit(text: &str, bracketed: bool) -> bool {
    let low = text.to_lowercase();
    MARKERS.iter().any(|marker| {
        let Some(rest) = low.strip_prefix(marker) else {
            return false;
        };
        let rest = rest.trim_start();
        let named = rest.strip_prefix([':', '：', '/', '©']);
        let words = rest.split_whitespace().count();
        match named {
            // A field of a table: "Credit: $140 million".
            Some(name) if name.trim_start().starts_with(|c: char| c.is_numeric() || matches!(c, '$' | '€' | '£')) => {
                false
            }
            Some(name) => words <= CREDIT && !name.trim_matches([' ', '.', ')']).is_empty() && !name.contains(". "),
            None if bracketed => words <= CREDIT && (rest.is_empty() || low[marker.len()..].starts_with(' ')),
            None => rest.is_empty() && marker.contains(' '),
        }
    })
}

/// A picture in Markdown and nothing else: "![text](address)", alone or as a link.
fn is_picture(text: &str) -> bool {
    (text.starts_with("![") || text.starts_with("[![")) && text.ends_with(')') && text.contains("](")
}

/// A picture of a gallery: "[1/3] ...", "1 of 4 | ...".
fn is_numbered(text: &str) -> bool {
    let is_number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let bracketed =
        text.strip_prefix('[').and_then(|text| text.split_once(']')).and_then(|(count, _)| count.split_once('/'));
    let barred = text.split_once(" | ").and_then(|(count, _)| count.split_once(" of "));
    bracketed.or(barred).is_some_and(|(number, of)| is_number(number) && is_number(of))
}

/// A sentence about pictures: after the colon it goes on in lower case to a final stop.
fn is_remark(shape: &Shape) -> bool {
    let goes_on = shape.text.split_once(':').is_some_and(|(_, rest)| rest.trim_start().starts_with(char::is_lowercase));
    opens_caption(shape.text) && goes_on && shape.is_running()
}

fn opens_caption(text: &str) -> bool {
    text.split_once([':', '：']).is_some_and(|(label, rest)| {
        label.chars().count() <= 20
            && OPENERS.contains(&label.trim().to_lowercase().as_str())
            && !rest.trim().is_empty()
    })
}
