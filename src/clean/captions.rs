//! Captions of pictures: `caption`.

use super::credits::{self, CAPTION, PIECE};
use super::dates::is_date;
use super::page::{LineFinding, LineShape, Page};
use super::pictures::{is_numbered, is_picture, opens_caption};

/// Most pieces of a broken caption.
const PIECES: usize = 4;
/// If more than this part of the lines is indented, that is the site's habit and no sign of a caption.
const RARE: f64 = 0.25;

/// `caption`: pictures in Markdown; lines with a credit at the end; the unfinished lines right above a credit that has
/// no text of its own; and lines that open with a no-break space, as another caption on the page that has a credit
/// does.
pub fn captions(page: &Page) -> Vec<LineFinding> {
    let credits: Vec<Option<Credit>> = page.shapes().map(|(at, shape)| credit(at, shape)).collect();
    let pieces = credits.iter().enumerate().flat_map(|(k, credit)| match credit {
        Some(Credit::Whole) => k..k + 1,
        Some(Credit::Rest) => k - pieces_above(page, &credits, k)..k + 1,
        None => k..k,
    });
    let mut found: Vec<usize> = pieces.chain(indented(page, &credits)).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|k| LineFinding::at(page.kept[k])).collect()
}

/// How a line is credited.
#[derive(Clone, Copy, PartialEq)]
enum Credit {
    /// The caption and its credit.
    Whole,
    /// The credit alone, or with the end of a caption that began above.
    Rest,
}

/// How many lines right above the `k`-th kept line belong to its caption. Above the text the longest line may be the
/// headline, and what is above a date is surely no caption.
fn pieces_above(page: &Page, credits: &[Option<Credit>], k: usize) -> usize {
    let shape = |k: usize| &page.lines[page.kept[k]];
    let is_head = page.running.is_none_or(|(first, _)| page.kept[k] < first);
    let longest = (0..k).map(|k| shape(k).words).max().unwrap_or(0);
    let may_be_headline = |k: usize| is_head && (shape(k).words == longest || is_date(shape(k).text));
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
                && !may_be_headline(above)
                && page.headline() != Some(page.kept[above])
        })
        .count()
}

/// Kept lines that open with a no-break space, if few do and one of them has a credit.
fn indented<'a>(page: &'a Page, credits: &'a [Option<Credit>]) -> impl Iterator<Item = usize> + 'a {
    let opens = |shape: &LineShape| shape.raw.starts_with('\u{a0}') && shape.words <= CAPTION;
    let count = page.shapes().filter(|(_, shape)| opens(shape)).count();
    let credited = page.shapes().zip(credits).any(|((_, shape), credit)| opens(shape) && credit.is_some());
    let holds = credited && (count as f64) < RARE * page.kept.len() as f64;
    page.shapes().enumerate().filter(move |(_, (_, shape))| holds && opens(shape)).map(|(k, _)| k)
}

fn credit(at: usize, shape: &LineShape) -> Option<Credit> {
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
    let start = credits::start(text, PIECE)?;
    let bare = text[..start].trim().is_empty();
    Some(if bare || low_start { Credit::Rest } else { Credit::Whole })
}

/// A sentence about pictures: after the colon it goes on in lower case to a final stop.
fn is_remark(shape: &LineShape) -> bool {
    let goes_on =
        || shape.text.split_once(':').is_some_and(|(_, rest)| rest.trim_start().starts_with(char::is_lowercase));
    shape.is_running() && opens_caption(shape.text) && goes_on()
}
