//! What stands above the headline: `banner`.

use super::bylines::is_names;
use super::page::{Finding, Page, Shape};
use super::shingles::{shared, shingles};

/// Openings of the names of stations, papers and sites, in lower case.
#[rustfmt::skip]
const ORGANS: &[&str] = &[
    "đài phát thanh", "đài truyền hình", "đài tiếng nói", "báo điện tử", "báo", "tạp chí", "cổng thông tin",
    "trang tin", "trang thông tin", "cơ quan của", "cơ quan ngôn luận", "tiếng nói của", "truyền hình",
    "thông tấn xã",
];
/// Shortest title that can be told from the name of a section, in words.
const TITLE: usize = 5;
/// Longest name of a section or a place, in words.
const SECTION: usize = 4;
/// Sections in a row that make a menu.
const MENU: usize = 3;
/// Paragraphs that a title is compared with.
const OPENING: usize = 5;

/// `banner`: lines above the headline. The headline is the first title before the running text, of some length, that
/// shares a pair of words with the article's opening; without one nothing is removed. Above it go names of stations, items marked with
/// a bullet, addresses of sites, short lines that share nothing with the opening, and menus.
pub fn banners(page: &Page) -> Vec<Finding> {
    let Some((start, _)) = page.running else {
        return Vec::new();
    };
    let mut opening: Vec<u64> = page
        .shapes()
        .filter(|(_, shape)| shape.is_running())
        .take(OPENING)
        .flat_map(|(_, shape)| shingles(&shape.hashes, 2))
        .collect();
    opening.sort_unstable();
    opening.dedup();
    let echoes = |shape: &Shape| shared(&shingles(&shape.hashes, 2), &opening) > 0;
    let head = || page.shapes().take_while(|(at, _)| *at < start);
    let is_headline = |shape: &Shape| shape.words >= TITLE && shape.is_title() && !is_organ(shape) && echoes(shape);
    let Some((headline, _)) = head().find(|(_, shape)| shape.marked || is_headline(shape)) else {
        return Vec::new();
    };
    let above: Vec<(usize, &Shape)> = head().take_while(|(at, _)| *at < headline).collect();
    let short = above.iter().filter(|(_, shape)| shape.words <= SECTION && !shape.is_closed()).count();
    above
        .into_iter()
        .filter(|(_, shape)| {
            let section = shape.words <= SECTION && !shape.is_closed();
            is_organ(shape) || (section && (short >= MENU || !echoes(shape) || shape.is_item() || is_names(shape.text)))
        })
        .map(|(at, _)| Finding::at(at))
        .collect()
}

fn is_organ(shape: &Shape) -> bool {
    if shape.words > 12 || shape.is_closed() {
        return false;
    }
    let low = &shape.plain;
    let site = !shape.text.contains(' ') && shape.text.contains('.');
    // "Báo" also opens sentences: the name of a paper goes on in capitals.
    let named = shape.text.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    site || ORGANS.iter().any(|organ| {
        low.strip_prefix(organ).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            && (organ.contains(' ') || named)
    })
}
