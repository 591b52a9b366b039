//! Lines of a file -> those without what repeats in the margins of its pages: running heads, footers, page numbers.
//!
//! A line goes if it is among the outermost of its page and is at the same height, with the same text, on most of the
//! pages; numbers in it may also count up with the pages. What is between it and the body's end must go too. What a
//! browser prints in the margins goes from a single page, too.

use std::collections::{HashMap, HashSet};

use super::line::{PdfLine, is_alike};
use super::margins;
use crate::read::collection::words::{self, Marker};

/// How many lines at the top and at the bottom of a page may repeat.
const OUTERMOST: usize = 4;
/// Longest line that may repeat, in bytes.
const LONGEST: usize = 300;

/// A line at the top (true) or the bottom, with `#` for its numbers.
type EdgeLine = (bool, String);

/// Drops what repeats.
pub fn drop_repeated(lines: &mut Vec<PdfLine>, body: f64) {
    let pages = outermost(lines);
    let mut kinds: HashMap<EdgeLine, Vec<usize>> = HashMap::new();
    for page in &pages {
        for (is_top, ends) in [(true, &page[0]), (false, &page[1])] {
            for &at in ends.iter().filter(|&&at| may_repeat(&lines[at].text)) {
                kinds.entry((is_top, template(&lines[at].text).0)).or_default().push(at);
            }
        }
    }
    let mut elsewhere: HashMap<&str, usize> = HashMap::new();
    for line in lines.iter().filter(|line| line.text.len() <= LONGEST) {
        *elsewhere.entry(&line.text).or_default() += 1;
    }
    let mut repeated = HashSet::new();
    for ((is_top, template), mut places) in kinds {
        let is_number = margins::is_page_number(&template, !is_top);
        let mut heights: Vec<f64> = places.iter().map(|&at| lines[at].y).collect();
        heights.sort_by(f64::total_cmp);
        let middle = heights[heights.len() / 2];
        places.retain(|&at| (lines[at].y - middle).abs() < 0.5 * lines[at].height);
        places.sort_by_key(|&at| lines[at].page);
        places.dedup_by_key(|at| lines[*at].page);
        let often = places.iter().map(|&at| elsewhere[&lines[at].text[..]]).max().unwrap_or_default();
        if is_on_most(&places, lines, &pages)
            && often <= 2 * places.len()
            && is_running(&places, lines, body, is_number)
        {
            repeated.extend(places);
        }
    }
    repeated.extend(pages.iter().flat_map(|page| margins::of_page(lines, page)));
    let margin = |ends: &Vec<usize>| ends.iter().copied().take_while(|at| repeated.contains(at)).collect::<Vec<_>>();
    let margins = pages.iter().map(|page| [margin(&page[0]), margin(&page[1])]);
    // Where all that was looked at repeats, the page is a copy of another one.
    let margins = margins.filter(|page| page.iter().any(|lines| lines.len() < OUTERMOST));
    let dropped: HashSet<usize> = margins.flatten().flatten().collect();
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
}

/// Whether a line may be one of the margin. What a press database writes under each article tells where it ends.
fn may_repeat(text: &str) -> bool {
    text.len() <= LONGEST && !words::is(text, Marker::End)
}

/// The outermost lines at the top and at the bottom of each page, from the margin inwards.
fn outermost(lines: &[PdfLine]) -> Vec<[Vec<usize>; 2]> {
    let mut pages = Vec::new();
    let mut start = 0;
    for page in lines.chunk_by(|one, other| one.page == other.page) {
        let mut places: Vec<usize> = (start..start + page.len()).filter(|&at| lines[at].angle == 0).collect();
        start += page.len();
        places.sort_by(|&one, &other| lines[one].y.total_cmp(&lines[other].y));
        let top = places.iter().copied().take(OUTERMOST).collect();
        pages.push([top, places.into_iter().rev().take(OUTERMOST).collect()]);
    }
    pages
}

/// A text with `#` for its numbers, and the numbers.
fn template(text: &str) -> (String, Vec<usize>) {
    let (mut template, mut numbers) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[at..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |length| at + length);
        template.push_str(&rest[..at]);
        template.push('#');
        numbers.push(rest[at..end].parse().unwrap_or_default());
        rest = &rest[end..];
    }
    template.push_str(rest);
    (template, numbers)
}

/// Whether they are on more than half of the pages, or of those with even or odd numbers, and on two at least.
fn is_on_most(places: &[usize], lines: &[PdfLine], pages: &[[Vec<usize>; 2]]) -> bool {
    let parity = |at: &usize| lines[*at].page % 2;
    let is_one_side = places.windows(2).all(|pair| parity(&pair[0]) == parity(&pair[1]));
    let share = if is_one_side { 4 } else { 2 };
    places.len() >= 2 && share * places.len() > pages.len()
}

/// Whether the numbers of these lines stay or count up with the pages; what counts up is no heading, which is larger, unless
/// it says that it is the number of a page.
fn is_running(places: &[usize], lines: &[PdfLine], body: f64, is_number: bool) -> bool {
    let numbers: Vec<_> = places.iter().map(|&at| template(&lines[at].text).1).collect();
    let Some((first, rest)) = numbers.split_first() else {
        return false;
    };
    let mut counts_up = false;
    let is_regular = (0..first.len()).all(|column| {
        let stays = rest.iter().all(|numbers| numbers[column] == first[column]);
        counts_up |= !stays;
        let from = |at: usize| lines[at].page - lines[places[0]].page;
        stays
            || places
                .iter()
                .zip(&numbers)
                .all(|(&at, numbers)| numbers[column] == first[column].saturating_add(from(at)))
    });
    let is_small = places.iter().all(|&at| lines[at].height <= body || is_alike(lines[at].height, body));
    is_regular && (!counts_up || is_small || is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages of lines, the first at the top, those with "#" larger than the body, and what is left of them.
    fn left(pages: &[&[&str]]) -> Vec<String> {
        let mut lines = Vec::new();
        for (texts, page) in pages.iter().zip(0..) {
            for (text, row) in texts.iter().zip(0..).filter(|(text, _)| !text.is_empty()) {
                let y = 20.0 * f64::from(row);
                let (text, height) = text.strip_prefix('#').map_or((*text, 12.0), |text| (text, 18.0));
                lines.push(PdfLine { text: text.to_string(), x1: 100.0, y, height, page, ..PdfLine::default() });
            }
        }
        drop_repeated(&mut lines, 12.0);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn running_heads_and_page_numbers_on_most_pages_go() {
        let pages: [&[&str]; 3] = [&["Một", "", "1/3"], &["Báo Sông", "Hai", "2/3"], &["Báo Sông", "Ba", "3/3"]];
        assert_eq!(left(&pages), ["Một", "Hai", "Ba"]);
        let pages: [&[&str]; 4] = [&["A", "1"], &["Báo", "B", "2"], &["Sông", "C", "3"], &["Báo", "D", "4"]];
        assert_eq!(left(&pages), ["A", "1", "B", "Sông", "C", "D"]);
    }

    #[test]
    fn numbers_of_pages_go_however_large_they_are() {
        let pages: [&[&str]; 3] =
            [&["Một", "", "", "#Trang 1"], &["Hai", "", "", "#Trang 2"], &["Ba", "", "", "#Trang 3"]];
        assert_eq!(left(&pages), ["Một", "Hai", "Ba"]);
        let pages: [&[&str]; 2] = [&["Một", "", "", "#- 1 -"], &["Hai", "", "", "#- 2 -"]];
        assert_eq!(left(&pages), ["Một", "Hai"]);
    }

    #[test]
    fn what_a_browser_prints_in_the_margins_of_one_page_goes() {
        let page: [&str; 5] =
            ["29/11/2026, 01:04\tBến đò mở lại", "", "Một", "", "https://example.org/ben-do.html\t1/1"];
        assert_eq!(left(&[&page]), ["Một"]);
        assert_eq!(
            left(&[&["Bến đò https://example.org/", "Một", "Hai", "1 of 1\t11/29/26, 1:04 AM"]]),
            ["Một", "Hai"]
        );
        assert_eq!(left(&[&["Một", "Hai", "", "", "", "Trang 1/1"]]), ["Một", "Hai"]);
    }

    #[test]
    fn the_line_under_each_article_of_a_press_database_stays() {
        let pages: [&[&str]; 2] =
            [&["Eins", "Ende des Dokuments", "Seite 1 von 2"], &["Zwei", "Ende des Dokuments", "Seite 2 von 2"]];
        assert_eq!(left(&pages), ["Eins", "Ende des Dokuments", "Zwei", "Ende des Dokuments"]);
    }

    #[test]
    fn text_of_the_body_stays() {
        let same: [&[&str]; 3] = [&["Xin chào"; 5]; 3];
        assert_eq!(left(&same).len(), 15);
        let numbers: [&[&str]; 3] = [&["A", "12"], &["B", "7"], &["C", "41"]];
        assert_eq!(left(&numbers).len(), 6);
        let largest: [&[&str]; 2] = [&["A", "18446744073709551615"], &["B", "7"]];
        assert_eq!(left(&largest).len(), 4);
        let inside: [&[&str]; 2] =
            [&["a", "b", "c", "d", "Như nhau", "e", "f", "g", "h"], &["i", "k", "l", "m", "Như nhau", "n"]];
        assert_eq!(left(&inside).len(), 15);
        assert_eq!(left(&[&["Báo Sông", "Một", "1"]]).len(), 3);
        let copies: [&[&str]; 2] = [&["a", "b", "c", "d", "e", "f", "g", "h", "i", "k"]; 2];
        assert_eq!(left(&copies).len(), 20);
        let chapters: [&[&str]; 2] = [&["#Phần 1", "Một", "Hai"], &["#Phần 2", "Ba"]];
        assert_eq!(left(&chapters).len(), 5);
    }
}
