//! The outermost lines of one page -> those that a browser prints in the margins: date and title, address and page number.

use std::sync::LazyLock;

use regex::Regex;

use super::line::PdfLine;

/// How far a bare page number is from the text, in heights of its digits.
const APART: f64 = 2.0;
/// Longest line of a margin, in bytes.
const LONGEST: usize = 2_000;

/// A day and a time, as browsers write them, at the beginning or the end of a line.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let day = r"\d{1,4}[/.-] ?\d{1,2}[/.-] ?\d{2,4}\.?";
    let time = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?(?:[AaPp]\.?[Mm]\.?|SA|CH))?";
    let either = format!("(?:{day},? {time}|{time},? {day})");
    Regex::new(&format!(r"^{either}(?:\s|$)|(?:^|\s){either}$")).ok()
});
/// An address.
static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|\s)(?:https?://|file:///|about:|chrome://)\S*").ok());
/// A page number and the number of pages, at the beginning or the end of a line.
static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let page = r"(?i:trang |page )?\d+ ?(?:/|of|trên|trong số) ?\d+";
    Regex::new(&format!(r"^{page}(?:\s|$)|(?:^|\s){page}$")).ok()
});
/// A page number and nothing else.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^[-–—|• ]*(?<word>(?i:trang|tr\.|page|pg\.|p\.)(?: số)? ?)?[\d#]+(?<of> ?(?:/|of|trên) ?[\d#]+)?[-–—|• ]*$",
    )
    .ok()
});

fn finds(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Whether a text says no more than the number of a page; a bare number may be one if `may_be_bare`.
pub fn is_page_number(text: &str, may_be_bare: bool) -> bool {
    let found = NUMBER.as_ref().and_then(|pattern| pattern.captures(text));
    found.is_some_and(|found| may_be_bare || found.name("word").is_some() || found.name("of").is_some())
}

/// The lines of a page's margins, given its outermost lines from the top and from the bottom inwards.
pub fn of_page(lines: &[PdfLine], [top, bottom]: &[Vec<usize>; 2]) -> Vec<usize> {
    let (top, inner) = (outer(lines, top), bottom);
    let bottom = outer(lines, bottom);
    let text = |places: &[usize]| places.iter().map(|&at| &lines[at].text[..]).collect::<Vec<_>>().join("\t");
    let (head, foot) = (text(&top), text(&bottom));
    let Some(last) = bottom.first().map(|&at| &lines[at]).filter(|_| top.first() != bottom.first()) else {
        return Vec::new();
    };
    if head.len().max(foot.len()) > LONGEST {
        return Vec::new();
    }
    let margins = [&head, &foot].map(|text| {
        let cells = || text.split('\t');
        [cells().any(|cell| finds(&TIME, cell)), finds(&ADDRESS, text), cells().any(|cell| finds(&PAGE, cell))]
    });
    let [[head_time, ..], [foot_time, ..]] = margins;
    // The head and the foot are both of the browser's making, or neither is.
    let is_browser = margins.iter().all(|[time, address, page]| *time || *address || *page)
        && (head_time || foot_time)
        && margins.iter().any(|[_, address, page]| *address || *page);
    if is_browser {
        return top.into_iter().chain(bottom).collect();
    }
    let is_apart = inner.get(bottom.len()).is_some_and(|&at| last.y - lines[at].y > APART * last.height);
    let is_own = foot.trim_matches(|c: char| !c.is_alphanumeric()) == (last.page + 1).to_string();
    if is_page_number(&foot, is_own && is_apart) { bottom } else { Vec::new() }
}

/// The outermost line, with those beside it.
fn outer(lines: &[PdfLine], places: &[usize]) -> Vec<usize> {
    let Some(&first) = places.first() else {
        return Vec::new();
    };
    let is_beside = |&&at: &&usize| (lines[at].y - lines[first].y).abs() < 0.5 * lines[first].height;
    let mut beside: Vec<usize> = places.iter().take_while(is_beside).copied().collect();
    beside.sort_by(|&one, &other| lines[one].x0.total_cmp(&lines[other].x0));
    beside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_of_browsers_are_known() {
        for text in ["11/29/26, 1:04 AM", "29/11/2026, 01:04 Bến đò", "01:04 29/11/2026", "Bến đò 2026-11-29 01:04:09"]
        {
            assert!(finds(&TIME, text), "{text}");
        }
        for text in ["29/11/2026", "lúc 1:04", "tỷ số 1-0, 3:15 4-5", "Ngày 29/11/2026, 01:04 sáng"] {
            assert!(!finds(&TIME, text), "{text}");
        }
    }

    #[test]
    fn numbers_of_pages_are_known() {
        for text in ["Trang 1", "- 12 -", "page 3 of 9", "Tr. 4", "2/7", "7", "Trang #/#"] {
            assert!(is_page_number(text, true), "{text}");
        }
        assert!(!is_page_number("7", false) && is_page_number("Trang 7", false));
        for text in ["Phần 1", "Trang nhất", "12 tấn", ""] {
            assert!(!is_page_number(text, true), "{text}");
        }
    }
}
