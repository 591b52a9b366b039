//! Where the credit of a picture begins in a line, and the credits run into paragraphs of the text, which are cut off.

use super::bylines::is_names;
use super::letters::{bytes_of, is_uppercase, opens_with, opens_with_one, to_lowercase};
use super::pictures::{is_numbered, is_picture, opens_caption};

/// Words that name a picture before its credit, in lower case.
#[rustfmt::skip]
const MARKERS: &[&str] = &[
    "ảnh", "ảnh minh họa", "ảnh minh hoạ", "ảnh tư liệu", "hình", "hình ảnh", "hình minh họa", "đồ họa", "đồ hoạ",
    "clip", "video", "photo", "photos", "photo by", "photo credit", "image", "picture", "file photo", "credit",
    "foto", "fotos", "bild", "bilder", "imagen", "imagen de archivo", "crédito", "crédit", "crédits", "crédit photo", "crédits photo",
    "graphic", "ap photo", "getty images", "photograph", "photographs",
];
/// Those that need no colon.
const SCREENS: &[&str] = &["ảnh chụp màn hình", "ảnh chụp từ", "ảnh cắt từ", "ảnh từ", "screenshot"];
/// What agencies put after a credit, in order from the end.
const RIGHTS: &[&str] = &[", opens new tab", "Purchase Licensing Rights", "Acquire Licensing Rights"];
/// What opens the source of a picture, in lower case.
const SOURCE: &str = "nguồn:";
/// Longest credit, in words: two names and their papers.
const CREDIT: usize = 8;
/// The same in bytes, with its marker: farther from the end no credit is looked for.
const CREDIT_BYTES: usize = 200;
/// Longest caption, in words. A longer line with a credit at its end is a paragraph.
pub const CAPTION: usize = 60;
/// Longest piece of a broken caption, and longest caption that ends in a source, in words.
pub const PIECE: usize = 30;
/// What paragraphs say, and captions hardly ever, in lower case.
const REPORTED: &[&str] =
    &[" cho biết", " cho hay", " cho rằng", " nói rằng", " khẳng định", " nhấn mạnh", " said ", " says "];

/// Where a paragraph's credit begins, if it is one with a picture's credit at its end: longer than a caption, or of several
/// sentences, or one that reports.
pub fn behind_paragraph(text: &str) -> Option<usize> {
    let whole = text.trim();
    if !whole.ends_with([')', ']', '.']) && !may_end_in_name(whole) {
        return None;
    }
    let end = text.trim_end().len();
    let start = start(&text[..end], usize::MAX)?;
    let body = text[..start].trim();
    let words = body.split_whitespace().count();
    let reports = || {
        let low = to_lowercase(body);
        REPORTED.iter().any(|said| low.contains(said))
    };
    // After a dash it belongs to a caption.
    let parted = body.ends_with(['.', '!', '?', '…', '"', '”']) || text[start..].starts_with(['(', '[']);
    let is_paragraph =
        words > CAPTION || parted && words >= PIECE && (sentences(body) > 1 || reports() || is_source(&text[start..]));
    let is_caption = || is_picture(whole) || is_numbered(whole) || opens_caption(whole) || text.starts_with('\u{a0}');
    (is_paragraph && !is_caption()).then_some(start)
}

/// Whether there may be a credit without brackets at the end: most lines end otherwise.
fn may_end_in_name(text: &str) -> bool {
    let near_end =
        (0..=text.len().saturating_sub(CREDIT_BYTES)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text[near_end..].contains([':', '/'])
}

/// How many sentences a text has: stops followed by a capital.
fn sentences(text: &str) -> usize {
    let stop = |word: &str| {
        word.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', '…']) && word.chars().count() > 3
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let opens = |word: &str| word.trim_start_matches(['"', '“', '‘', '(']).starts_with(char::is_uppercase);
    1 + words.windows(2).filter(|pair| stop(pair[0]) && opens(pair[1])).count()
}

/// Where a credit begins at the end of a line; one that names a source, "(Nguồn: X)", only at the end of a line of at
/// most `most` words.
pub fn start(text: &str, most: usize) -> Option<usize> {
    let text = RIGHTS.iter().fold(text, |text, right| text.strip_suffix(right).unwrap_or(text)).trim_end();
    in_brackets(text, most).or_else(|| after_stop(text, most))
}

/// Where the bracket opens, in "... (Ảnh: X)". A source counts at the end of a short line only; an
/// agency and a name, "(X/Y)", never does: articles sign their last paragraph so.
fn in_brackets(text: &str, most: usize) -> Option<usize> {
    let before_close = text.trim_end_matches('.').strip_suffix([')', ']'])?;
    // Most lines end with no bracket, and needn't be searched for one that opens.
    let open = text.bytes().rposition(|byte| matches!(byte, b'(' | b'['))?;
    let inside = before_close.get(open + 1..)?;
    let short = most == usize::MAX || !text.ends_with('.') && text[..open].split_whitespace().count() <= most;
    let squared = text[open..].starts_with('[') && is_names(inside) && inside.contains('/');
    (is_credit(inside, true) || squared || is_source(inside) && short).then_some(open)
}

/// "Nguồn: X", in brackets or not.
fn is_source(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[']);
    opens_with(text, SOURCE)
        && to_lowercase(text)
            .strip_prefix(SOURCE)
            .is_some_and(|name| (1..=CREDIT).contains(&name.split_whitespace().count()))
}

/// Where the credit begins, in "... . Ảnh: X", "... - Photo: X", "... - Nguồn: X" or a line that is nothing else.
fn after_stop(text: &str, most: usize) -> Option<usize> {
    let near_end = text.len().saturating_sub(CREDIT_BYTES);
    let near_end = (near_end..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let short = || text.split_whitespace().count() <= most;
    let before = text[..near_end].trim_end().chars().next_back();
    let first = before.is_none_or(is_stop).then_some((near_end, before));
    let stop = |(at, _): (usize, &u8)| {
        let stop = text[near_end + at..].chars().next()?;
        is_stop(stop).then_some((near_end + at + stop.len_utf8(), Some(stop)))
    };
    let stops = text.as_bytes()[near_end..].iter().enumerate();
    let stops = stops.filter(|(_, byte)| may_begin_stop(**byte)).filter_map(stop);
    let credit = |(end, stop): (usize, Option<char>)| {
        let at = text.len() - text[end..].trim_start().len();
        let dashed = matches!(stop, Some('-' | '–' | '—'));
        let opens = dashed && text[..at].ends_with(' ') || text[at..].starts_with(is_uppercase);
        let is_here = opens && (is_credit(&text[at..], false) || dashed && is_source(&text[at..]) && short());
        is_here.then_some(at)
    };
    first.into_iter().chain(stops).find_map(credit)
}

/// Whether a credit may come after the character.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | ')' | '-' | '–' | '—' | '|' | '/' | '*' | ':')
}

/// Whether such a character may begin with the byte.
fn may_begin_stop(byte: u8) -> bool {
    const MAY_BEGIN: [bool; 256] = bytes_of(b".!?\")-|/*:\xE2");
    MAY_BEGIN[usize::from(byte)]
}

/// A marker, a colon or a slash, and a few words; within brackets the colon may be missing.
fn is_credit(text: &str, bracketed: bool) -> bool {
    !bracketed && is_agency(text)
        || (opens_with_one(text, MARKERS) || opens_with_one(text, SCREENS)) && is_marked(text, bracketed)
}

/// The same for a text that one of the markers opens, in any case.
fn is_marked(text: &str, bracketed: bool) -> bool {
    let low = to_lowercase(text);
    let by = ["Photo by ", "Photograph by ", "Photos by "].iter().find_map(|marker| text.strip_prefix(marker));
    let is_screen = || {
        by.is_some_and(is_names)
            || low.split_whitespace().count() <= CREDIT && SCREENS.iter().any(|screen| low.starts_with(screen))
    };
    is_screen()
        || MARKERS.iter().any(|marker| {
            let Some(rest) = low.strip_prefix(marker) else {
                return false;
            };
            let rest = rest.trim_start();
            let named = rest.strip_prefix([':', '：', '/', '©']);
            let words = rest.split_whitespace().count();
            match named {
                // A field of a table: "Credit: $140 million".
                Some(name)
                    if name.trim_start().starts_with(|c: char| c.is_numeric() || matches!(c, '$' | '€' | '£')) =>
                {
                    false
                }
                Some(name) => {
                    words <= CREDIT && !name.trim_matches([' ', '.', ')']).is_empty() && !holds_sentence(name)
                }
                None if bracketed => words <= CREDIT && (rest.is_empty() || low[marker.len()..].starts_with(' ')),
                None => rest.is_empty() && marker.contains(' '),
            }
        })
}

/// Whether there is a stop inside, other than after an initial: "Q. Trung".
fn holds_sentence(name: &str) -> bool {
    name.match_indices(". ")
        .any(|(at, _)| name[..at].split([' ', '.']).next_back().is_some_and(|word| word.chars().count() > 2))
}

/// An agency in capitals, a slash and a name, and nothing else: "REUTERS/Jane Doe". In brackets it signs an article.
fn is_agency(text: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    text.split_once('/').is_some_and(|(agency, name)| {
        let words = name.trim_end_matches('.').split_whitespace().count();
        agency.len() > 2
            && agency.bytes().all(|byte| byte.is_ascii_uppercase())
            && (2..=4).contains(&words)
            && name.split_whitespace().all(capital)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Bà con ba xã ven sông đã gặt xong lúa hè thu từ tuần trước, năng suất bình quân đạt bảy tấn mỗi héc-ta, \
        cao hơn vụ trước nửa tấn. Thương lái đặt cọc ngay tại ruộng.";

    fn cut(text: &str) -> Option<&str> {
        behind_paragraph(text).map(|start| &text[start..])
    }

    #[test]
    fn a_paragraph_loses_the_credit_at_its_end() {
        for credit in [
            "(Ảnh: An Bình)",
            "(Nguồn: Hợp tác xã)",
            "[Ảnh: An Bình/BMV]",
            "(Ảnh minh họa).",
            "Ảnh: An Bình",
            "(Photo: Jane Doe)",
        ] {
            assert_eq!(cut(&format!("{LONG} {credit}")), Some(credit));
        }
        let reported = "Theo ông Lúa, chủ tịch xã, bà con ba xã ven sông đã gặt xong lúa hè thu từ tuần trước, và ông cho biết năng \
            suất đạt bảy tấn mỗi héc-ta (Ảnh: An Bình).";
        assert_eq!(cut(reported), Some("(Ảnh: An Bình)."));
    }

    #[test]
    fn captions_and_paragraphs_without_a_credit_are_left() {
        for text in [
            LONG,
            "Bà con gặt lúa sáng qua. (Ảnh: An Bình)",
            &format!("Ảnh: {LONG} (Ảnh: An Bình)"),
            &format!("[1/3] {LONG} Photo: Jane Doe"),
            &format!("{LONG} (Mùa Vàng/TTXVN)"),
            &format!("{LONG} (xem ảnh)"),
            &format!("{} - Ảnh: An Bình", LONG.trim_end_matches('.')),
            "",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }

    #[test]
    fn credits_of_many_forms_are_found() {
        for (text, credit) in [
            ("Cầu mới - ảnh: AFP", "ảnh: AFP"),
            ("Cầu mới - Ảnh: Q. TRUNG", "Ảnh: Q. TRUNG"),
            ("Cầu mới - Ảnh chụp màn hình", "Ảnh chụp màn hình"),
            ("Cầu mới - Nguồn: FN", "Nguồn: FN"),
            ("The bridge, May 20, 2024. REUTERS/Jane Doe", "REUTERS/Jane Doe"),
            ("The bridge at noon. Photo by Jane Doe", "Photo by Jane Doe"),
            ("The bridge at noon [Jane Doe/Wire]", "[Jane Doe/Wire]"),
        ] {
            assert_eq!(start(text, PIECE).map(|start| &text[start..]), Some(credit));
        }
        for text in
            ["Bà con chụp ảnh: ai cũng vui. Rồi về.", "Cầu mới (AFP/Jane Doe)", "Giá tăng 5%/năm", "Nguồn: FN là gì?"]
        {
            assert_eq!(start(text, PIECE), None, "{text}");
        }
    }

    #[test]
    fn each_stop_begins_with_a_byte_that_may_begin_one() {
        let stops = ('\0'..=char::MAX).filter(|&c| is_stop(c));
        assert!(stops.into_iter().all(|c| may_begin_stop(c.to_string().as_bytes()[0])));
    }
}
