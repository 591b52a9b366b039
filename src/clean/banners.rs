//! What stands above the headline: `banner`.

use super::bylines::is_names;
use super::core::{TITLE, opening};
use super::page::{Finding, Page, Shape};
use super::shingles::{shared, shingles};

/// Openings of the names of stations, papers and sites, in lower case.
#[rustfmt::skip]
const ORGANS: &[&str] = &[
    "cơ quan trung ương", "đài phát thanh", "đài truyền hình", "đài tiếng nói", "báo điện tử", "báo", "tạp chí", "cổng thông tin",
    "trang tin", "trang thông tin", "cơ quan của", "cơ quan ngôn luận", "tiếng nói của", "truyền hình",
    "thông tấn xã",
];
/// Openings of the names of offices, all in capitals where they head a page, in lower case.
const OFFICES: &[&str] =
    &["ubnd", "ủy ban nhân dân", "uỷ ban nhân dân", "sở", "bộ", "tỉnh ủy", "huyện ủy", "thành ủy", "cục", "tổng cục"];
/// Names of sections, in lower case.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "thời sự", "chính trị", "thế giới", "quốc tế", "kinh tế", "xã hội", "văn hóa", "giáo dục", "pháp luật", "thể thao", "phỏng vấn", "đối thoại", "đối ngoại",
    "ngoại giao", "bình luận", "phân tích", "góc nhìn", "tin tức", "tin hoạt động", "phóng sự", "kinh doanh", "công nghệ", "khoa học", "đời sống", "biển đảo",
    "news", "world", "politics", "business", "opinion", "analysis", "interview", "essay", "feature", "features", "press release", "speech", "statement", "blog",
];
/// Longest name of a section or a place, in words.
const SECTION: usize = 4;
/// Longest name of a station or paper with its motto, in words.
const NAME: usize = 12;
/// Sections in a row that make a menu.
const MENU: usize = 3;

/// `banner`: lines above the headline. The headline is the first title before the running text, of some length, that
/// shares a pair of words with the article's opening; without one nothing is removed. Above it go names of stations,
/// items marked with a bullet, addresses of sites, short lines that share nothing with the opening or break off, menus,
/// and mottos above a menu.
pub fn banners(page: &Page) -> Vec<Finding> {
    let Some((start, _)) = page.running else {
        return Vec::new();
    };
    let head = || page.shapes().take_while(|(at, _)| *at < start);
    if head().next().is_none() {
        return Vec::new();
    }
    let opening = opening(page, start, 2);
    let echoes = |shape: &Shape| shared(&shingles(&shape.hashes, 2), &opening) > 0;
    let is_headline = |at: usize, shape: &Shape| {
        shape.words >= TITLE && page.is_title(at) && !page.continues(at) && !is_organ(shape) && echoes(shape)
    };
    let Some((headline, _)) = head().find(|&(at, shape)| shape.marked && !is_organ(shape) || is_headline(at, shape))
    else {
        return section(page).map(Finding::at).into_iter().collect();
    };
    let above: Vec<(usize, &Shape)> = head().take_while(|(at, _)| *at < headline).collect();
    let is_section = |shape: &Shape| shape.words <= SECTION && !shape.is_closed();
    let short = above.iter().filter(|(_, shape)| is_section(shape)).count();
    let menu = above.windows(MENU).rposition(|lines| lines.iter().all(|(_, shape)| is_section(shape)));
    above
        .iter()
        .enumerate()
        .filter(|(k, (at, shape))| {
            let stray = short >= MENU || !echoes(shape) || shape.is_item() || is_names(shape.text) || breaks_off(shape);
            let motto = menu.is_some_and(|menu| *k < menu) && shape.words <= NAME && !shape.is_closed();
            !page.is_broken(*at) && (is_organ(shape) || (is_section(shape) && stray) || (motto && !echoes(shape)))
        })
        .map(|(_, (at, _))| Finding::at(*at))
        .collect()
}

/// The name of a section on the first line, over a title.
fn section(page: &Page) -> Option<usize> {
    let mut shapes = page.shapes();
    let ((at, first), (_, next)) = (shapes.next()?, shapes.next()?);
    let is_title = next.words >= TITLE && next.is_title();
    (is_title && !first.marked && SECTIONS.contains(&first.plain.as_str())).then_some(at)
}

/// "Báo X trên": what is left of an invitation whose icons were no text.
fn breaks_off(shape: &Shape) -> bool {
    shape.plain.ends_with(" trên")
}

fn is_organ(shape: &Shape) -> bool {
    if shape.words > NAME || shape.is_closed() {
        return false;
    }
    let low = &shape.plain;
    let site = !shape.text.contains(' ') && shape.text.contains('.');
    // "Báo" also opens sentences: the name of a paper goes on in capitals.
    let named = shape.text.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let loud = !shape.text.contains(char::is_lowercase);
    let office =
        loud && OFFICES.iter().any(|office| low.strip_prefix(office).is_some_and(|rest| rest.starts_with(' ')));
    site || office
        || ORGANS.iter().any(|organ| {
            low.strip_prefix(organ).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                && (organ.contains(' ') || named)
        })
}
