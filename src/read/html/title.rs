//! What the head of a page and its lines say -> which lines are its headline, and the title where none of them is.

use super::head::PageHead;
use super::part::{TextBlock, is_running};
use super::value::squeezed;
use crate::read::composed::compose;

/// The fewest words of a title before a dash that the site's name may follow.
const LEAST_TITLE: usize = 4;
/// Longest headline, in bytes.
const LONGEST: usize = 400;
/// How the titles of pages begin that name the site alone.
const SITES: [&str; 6] = ["báo điện tử", "cổng thông tin", "trang chủ", "trang thông tin", "trang tin", "home"];
/// A heading is a headline if text comes within this many lines after it.
const NEAR: usize = 4;

/// The titles of a page.
pub struct Titles {
    /// Whether each line is the headline.
    pub lines: Vec<bool>,
    /// The title that the page says outside of its text, unless it is the name of the site.
    pub unseen: Option<String>,
    /// The titles that are the name of the site.
    pub sites: Vec<String>,
}

impl Titles {
    /// Looks for the headline among the lines: the only one of the first rank, or what the head says; failing that, one
    /// that its class names so, or a heading right above the text where the head says nothing but the name of the site.
    pub fn new(lines: &[String], blocks: &[TextBlock], head: &PageHead) -> Titles {
        let is_site = |title: &&str| head.is_site(title) || names_site(title, lines, blocks);
        let (sites, titles): (Vec<&str>, Vec<&str>) = head.titles().partition(is_site);
        let title = titles.first().copied();
        let mut is_title = matching(lines, blocks, head, title);
        if !is_title.contains(&true) {
            let is_vague =
                titles.is_empty() || title.is_none_or(|title| title.split_whitespace().count() < LEAST_TITLE);
            if let Some(place) = chosen(lines, blocks, head, is_vague) {
                is_title[place] = true;
            }
        }
        let unseen = titles.first().map(|title| without_site(title).to_string());
        Titles { lines: is_title, unseen, sites: sites.into_iter().map(String::from).collect() }
    }
}

/// The lines that are what the head says, or the only headline of the first rank.
fn matching(lines: &[String], blocks: &[TextBlock], head: &PageHead, title: Option<&str>) -> Vec<bool> {
    let has_site = head.title().is_some();
    let title = title.map(|title| compose(title).to_lowercase());
    let headlines: Vec<usize> = (0..lines.len()).filter(|&place| blocks[place].is_headline).take(2).collect();
    let only = match headlines[..] {
        [only] if !is_logo(&lines[only], &blocks[only], head) => Some(only),
        _ => None,
    };
    let is_title = |place: usize| match &title {
        _ if only == Some(place) => true,
        // Beside the only headline, a short line may be the name of the site.
        Some(_) if only.is_some() && lines[place].split_whitespace().count() < LEAST_TITLE => false,
        // The title may have the name of the site after it.
        Some(title) => {
            let line = compose(&lines[place]).to_lowercase();
            line.starts_with(title) && line.len() < title.len() * 3
                || title.starts_with(&line) && line.len() * 3 > title.len()
        }
        None => blocks[place].is_headline && (!has_site || !is_logo(&lines[place], &blocks[place], head)),
    };
    (0..lines.len()).map(is_title).collect()
}

/// Whether a headline is the name of the site, or its logo: all of it a link.
fn is_logo(headline: &str, block: &TextBlock, head: &PageHead) -> bool {
    let headline = compose(headline).to_lowercase();
    let is_behind = |title: &str| site_of(title).is_some_and(|site| compose(site).to_lowercase() == headline);
    is_link(block) || head.is_site(&headline) || head.titles().any(is_behind)
}

fn is_link(block: &TextBlock) -> bool {
    block.link * 5 > block.bytes * 4
}

/// Whether a title is the name of the site: an address, one between ornaments, what the logo or the line of copyright says.
fn names_site(title: &str, lines: &[String], blocks: &[TextBlock]) -> bool {
    let title = compose(title).to_lowercase();
    let is_address = !title.contains(char::is_whitespace) && title.contains('.');
    let plain = squeezed(&title);
    let is_named = |(line, block): (&String, &TextBlock)| match () {
        () if block.bytes > LONGEST => false,
        () if block.is_headline && is_link(block) && line.split_whitespace().count() <= LEAST_TITLE => {
            let logo = squeezed(line);
            let rest = plain.strip_prefix(&*logo).filter(|_| !logo.is_empty());
            rest.is_some_and(|rest| rest.split_whitespace().count() < LEAST_TITLE)
        }
        () => {
            let line = line.to_lowercase();
            ["©", "copyright", "bản quyền"].into_iter().any(|sign| line.contains(sign))
                && squeezed(&line).contains(&plain)
        }
    };
    is_address
        || title.contains("::")
        || SITES.into_iter().any(|site| plain.starts_with(site))
        || plain.is_empty()
        || lines.iter().zip(blocks).any(is_named)
}

/// The line that is the headline by its class, or, where the head's title is vague, by its place.
fn chosen(lines: &[String], blocks: &[TextBlock], head: &PageHead, is_vague: bool) -> Option<usize> {
    let least = if is_vague { 1 } else { 2 };
    let is_fit = |&place: &usize| {
        let block = &blocks[place];
        let words = lines[place].split_whitespace().count();
        words >= LEAST_TITLE && block.bytes < LONGEST && !is_link(block) && !head.is_site(&lines[place])
    };
    let is_above_text = |place: usize| {
        let mut next = (place + 1..lines.len()).take(NEAR).take_while(|&place| blocks[place].rank == 0);
        next.any(|place| is_running(&blocks[place]))
    };
    let fit = || (0..lines.len()).filter(is_fit);
    // The first of those that are named most surely.
    let named = fit().filter(|&place| blocks[place].named >= least);
    let named = named.reduce(|best, place| if blocks[place].named > blocks[best].named { place } else { best });
    named.or_else(|| fit().find(|&place| is_vague && blocks[place].rank == 2 && is_above_text(place)))
}

/// What follows the last dash or bar of a title: the name of the site, if anything.
fn site_of(title: &str) -> Option<&str> {
    let behind = |mark| title.rsplit_once(mark).map(|(_, site): (&str, &str)| site.trim());
    [" | ", " - ", " – ", " — "].into_iter().filter_map(behind).min_by_key(|site| site.len())
}

/// A title without the name of the site after it.
fn without_site(title: &str) -> &str {
    let cut = |mark| {
        title.rsplit_once(mark).filter(|(title, _): &(&str, &str)| title.split_whitespace().count() >= LEAST_TITLE)
    };
    let (title, _) = title.split_once(" | ").unwrap_or((title, ""));
    [" - ", " – ", " — "].into_iter().find_map(cut).map_or(title, |(title, _)| title)
}
