//! What belongs to the site and not to the article: `no_text`, `phrase`, `site_furniture`.

use std::iter;

use unicode_normalization::UnicodeNormalization;

use super::letters::{
    is_alphabetic, is_alphanumeric, is_numeric, is_one_of, is_uppercase, opens_with_one, parts, to_lowercase,
};
use super::lists::{BUTTONS, HoldingLists, NOTE_OPENINGS, PhraseList, SHORT_OPENINGS, may_open_bar};
use super::page::{LineFinding, LineShape, PHRASE, Page, plain};
use super::phrases::{LINKED, NOTICES, OTHER, SUBHEADS};

/// Longest notice of a footer, in words.
const NOTICE: usize = 40;
/// Characters of a line that are looked at for how it opens.
const OPENING: usize = 60;
/// Longest label before a colon, in bytes.
const LABEL: usize = 39;
/// Longest name of a button, in words.
const LONGEST_BUTTON: usize = 6;
/// Longest unknown line among furniture, in words, and most of them in a row.
const STRAY: usize = 4;
pub const STRAYS: usize = 4;

/// `no_text`: lines without a letter or a digit.
pub fn without_text(page: &Page) -> Vec<LineFinding> {
    page.shapes().filter(|(_, shape)| shape.words == 0).map(|(at, _)| LineFinding::at(at)).collect()
}

/// `phrase`: lines that hold one of the user's phrases, in any case. No limit: the user asked for it.
pub fn with_phrase(page: &Page) -> Vec<LineFinding> {
    let phrases: Vec<String> = page
        .phrases
        .iter()
        .map(|phrase| phrase.trim().nfc().collect::<String>().to_lowercase())
        .filter(|phrase| !phrase.is_empty())
        .collect();
    let holds = |shape: &LineShape| {
        let low = to_lowercase(shape.text);
        phrases.iter().any(|phrase| low.contains(phrase))
    };
    page.shapes().filter(|(_, shape)| !phrases.is_empty() && holds(shape)).map(|(at, _)| LineFinding::at(at)).collect()
}

/// `site_furniture`: short lines that are nothing but a phrase of the lists, share bars, breadcrumbs, invitations to
/// follow, tags, and the footer at the very end.
pub fn furniture(page: &Page) -> Vec<LineFinding> {
    let footer = footer(page);
    let subheads = subheads(page);
    let networks: Vec<bool> =
        page.shapes().map(|(_, shape)| shape.words <= PHRASE && is_networks(&shape.plain)).collect();
    let beside = |k: usize| (k > 0 && networks[k - 1]) || networks.get(k + 1) == Some(&true);
    page.shapes()
        .enumerate()
        .filter(|&(k, (at, shape))| {
            let shared = networks[k] && (shape.words > 1 || beside(k));
            let phrase = || shape.words <= PHRASE && is_furniture(shape);
            // A piece of a sentence broken over lines may read like a phrase.
            let goes_on =
                || page.continues(at + 1) && page.lines[at + 1].words > 2 && !is_furniture(&page.lines[at + 1]);
            let piece = || goes_on() || subheads.binary_search(&at).is_ok();
            footer.is_some_and(|start| at >= start) || shared || (phrase() && !piece()) || is_note(shape)
        })
        .map(|(_, (at, _))| LineFinding::at(at))
        .collect()
}

/// Where the footer begins: at the end of the page, with unknown short lines only below a notice.
fn footer(page: &Page) -> Option<usize> {
    let (mut start, mut strays) = (None, 0);
    for (at, shape) in page.shapes().rev() {
        if is_notice(shape) || (strays == 0 && is_footer(shape)) {
            (start, strays) = (Some(at), 0);
        } else if strays < STRAYS && is_stray(shape) {
            strays += 1;
        } else {
            break;
        }
    }
    start
}

/// The kept lines that read like furniture but head a section of the article: an ordinary noun with running text right
/// before it somewhere and right under it, on a page without signs of readers' comments.
pub fn subheads(page: &Page) -> Vec<usize> {
    if page.lines.iter().any(is_reply) {
        return Vec::new();
    }
    let runs = |at: usize| page.is_kept(at) && page.lines[at].is_running();
    let inside = |at: usize| page.running.is_some_and(|(first, _)| first < at);
    let is_named = |shape: &LineShape| shape.words <= PHRASE && is_one_of(shape.text, SUBHEADS);
    let heads = |at: usize, shape: &LineShape| inside(at) && runs(at + 1) && is_named(shape);
    page.shapes().filter(|&(at, shape)| heads(at, shape)).map(|(at, _)| at).collect()
}

/// Whether it belongs under a reader's comment.
pub fn is_reply(shape: &LineShape) -> bool {
    shape.words <= 3 && shape.lists.has(PhraseList::Replies)
}

/// Whether it is short enough to be an unknown button or link, and no sentence, item or announcement.
pub fn is_stray(shape: &LineShape) -> bool {
    shape.words <= STRAY && shape.is_title() && !shape.is_closed()
}

/// Whether a short line is furniture wherever it is.
pub fn is_furniture(shape: &LineShape) -> bool {
    let low = &shape.plain;
    if shape.is_numbered() {
        return false;
    }
    let lists = shape.lists;
    is_heading(shape)
        || lists.has_any(&[PhraseList::Whole, PhraseList::Comments])
        // "Trả lời:" opens an answer.
        || lists.has(PhraseList::Replies) && !shape.ends_in(':')
        || (!shape.is_closed() && is_labelled(shape.text, PhraseList::Labels))
        || is_breadcrumb(shape.text)
        || is_letter_sizes(shape.text)
        || is_tags(shape.text)
        || is_bar(low)
        || offers_newsletter(low)
        || is_degrees(shape.text)
        || invites(shape, low)
        || (!shape.is_closed() && SHORT_OPENINGS.open(without_numbers(low)))
        || follows_name(shape)
        || is_file(shape.text)
}

/// Whether it is the heading of a box of links and nothing else.
pub fn is_heading(shape: &LineShape) -> bool {
    shape.words <= 8 && !shape.is_closed() && (shape.lists.has(PhraseList::Boxes) || is_other(&shape.plain))
}

/// "Các thông báo khác", "Xem tin liên quan": what the links lead to, and which of it.
fn is_other(low: &str) -> bool {
    let low = ["các ", "những ", "xem ", "một số "].iter().find_map(|opening| low.strip_prefix(opening)).unwrap_or(low);
    LINKED.iter().any(|noun| {
        low.strip_prefix(noun).and_then(|rest| rest.strip_prefix(' ')).is_some_and(|rest| OTHER.contains(&rest))
    })
}

/// Whether the site speaks of itself, or to its readers.
fn is_note(shape: &LineShape) -> bool {
    if shape.words > NOTICE || shape.marked {
        return false;
    }
    let opening = &shape.text[..shape.text.char_indices().nth(OPENING).map_or(shape.text.len(), |(at, _)| at)];
    let first = opening.trim_start_matches(|c: char| is_numeric(c) || !is_alphanumeric(c));
    let first = first.split(|c: char| !is_alphanumeric(c)).next().unwrap_or_default();
    NOTE_OPENINGS.have(&to_lowercase(first)) && NOTE_OPENINGS.open(without_numbers(&plain(opening)))
}

/// What comes after the numbers that open a line.
fn without_numbers(low: &str) -> &str {
    low.trim_start_matches(|c: char| is_numeric(c) || c == ' ')
}

/// The name of a file to load: "Mau_don.docx".
fn is_file(text: &str) -> bool {
    let kinds = [".doc", ".docx", ".pdf", ".xls", ".xlsx", ".zip", ".rar", ".pptx"];
    let is_word = parts(text).next().is_some_and(|part| part.len() == text.len());
    is_word && text.contains('.') && {
        let low = to_lowercase(text);
        kinds.iter().any(|kind| low.ends_with(kind))
    }
}

/// "Theo dõi Báo X": nothing but a name to follow.
fn follows_name(shape: &LineShape) -> bool {
    let name = shape.text.strip_prefix("Theo dõi ").or(shape.text.strip_prefix("Follow "));
    name.is_some_and(|name| shape.words <= 6 && name.split_whitespace().all(|word| word.starts_with(is_uppercase)))
}

/// Whether one of the labels opens the line and a colon follows it.
fn is_labelled(text: &str, labels: PhraseList) -> bool {
    let colon = text.bytes().take(LABEL + 1).position(|byte| byte == b':');
    colon.is_some_and(|colon| HoldingLists::of(&plain(&text[..colon])).has(labels))
}

/// Arrows between the parts of a breadcrumb.
const ARROWS: [char; 3] = ['>', '»', '›'];

/// "Trang chủ > Thời sự > Xã hội": two arrows between short parts, or a home page and any mark.
fn is_breadcrumb(text: &str) -> bool {
    let is_home = |part: &str| matches!(plain(part).as_str(), "trang chủ" | "home");
    let are_short = |parts: &[&str]| parts.iter().all(|part| part.split_whitespace().count() <= 5);
    let runs_on = ["Trang chủ ", "TRANG CHỦ "].iter().any(|home| {
        text.strip_prefix(home).is_some_and(|rest| {
            rest.starts_with(char::is_uppercase) && rest.split_whitespace().count() <= 10 && !rest.ends_with('.')
        })
    });
    let slashed = || {
        let parts: Vec<&str> = text.split(" / ").collect();
        parts.len() >= 3 && are_short(&parts) && is_home(parts[0])
    };
    let parted = || {
        let parts: Vec<&str> = text.split(ARROWS).flat_map(|part| part.split('|')).map(str::trim).collect();
        let arrows = || text.matches(ARROWS).count() >= 2 && !text.starts_with(ARROWS);
        parts.len() >= 2 && are_short(&parts) && (is_home(parts[0]) || arrows())
    };
    // Most lines have no such mark.
    let has_slash = || text.bytes().any(|byte| byte == b'/');
    let has_mark = || {
        let is_mark =
            |(before, byte): (u8, u8)| matches!((before, byte), (_, b'>' | b'|') | (0xC2, 0xBB) | (0x80, 0xBA));
        iter::once(0).chain(text.bytes()).zip(text.bytes()).any(is_mark)
    };
    runs_on || has_slash() && slashed() || has_mark() && parted()
}

/// Tags alone: "#lúa", "#giá gạo #xuất khẩu".
fn is_tags(text: &str) -> bool {
    let tag = text.strip_prefix('#');
    tag.is_some_and(|tag| tag.starts_with(char::is_alphanumeric)) && text.split_whitespace().count() <= PHRASE
}

/// Two buttons or more side by side: "Chia sẻ Facebook Zalo Copy link".
fn is_bar(low: &str) -> bool {
    let (mut rest, mut buttons) = (low, 0);
    while may_open_bar(rest) {
        let ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]).take(LONGEST_BUTTON);
        let buttons_here = ends.filter(|&end| HoldingLists::of(&rest[..end]).has_any(&BUTTONS));
        let Some(end) = buttons_here.last() else { return false };
        buttons += 1;
        match rest[end..].strip_prefix(' ') {
            Some(after) => rest = after,
            None => return buttons >= 2,
        }
    }
    false
}

/// An offer to send news, or to take them: "Sign up for our newsletter", "Đăng ký nhận bản tin".
fn offers_newsletter(low: &str) -> bool {
    let opens = ["sign up for ", "sign up to ", "subscribe to ", "đăng ký nhận ", "nhận bản tin "];
    let ends = [" sign up here", " subscribe here", " đăng ký ngay", " delivered to your inbox"];
    let channel = low.starts_with("join ") && (low.contains(" channel ") || low.contains(" newsletter"));
    channel || opens.iter().any(|opening| low.starts_with(opening)) || ends.iter().any(|end| low.ends_with(end))
}

/// A reading of a weather widget: "27°C", "24 - 31 oC".
fn is_degrees(text: &str) -> bool {
    let bare = text.trim_end_matches(['c', 'C', 'o', 'O', 'º', '°', 'f', 'F', ' ']);
    bare.len() < text.len()
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '/' | '°' | 'º'))
}

/// Buttons for the size of the letters: "A A+", "Aa Aa+".
fn is_letter_sizes(text: &str) -> bool {
    let is_size = |word: &str| word.starts_with('A') && word.chars().all(|c| matches!(c, 'A' | 'a' | '+' | '-'));
    text.starts_with('A') && text.split_whitespace().all(is_size) && text.split_whitespace().nth(1).is_some()
}

/// "Mời bạn đọc vào chuyên mục X", or "Theo dõi X trên", "Follow us on X": an opening and a place to follow, or nothing after "trên".
fn invites(shape: &LineShape, low: &str) -> bool {
    let opens = [
        "theo dõi",
        "follow",
        "like fanpage",
        "mời bạn đọc theo dõi",
        "mời độc giả theo dõi",
        "mời quý độc giả theo dõi",
        "mời quý bạn đọc theo dõi",
        "tham gia",
        "join",
        "tải ứng dụng",
        "download",
    ];
    let places = [
        "google news",
        "facebook",
        "zalo",
        "youtube",
        "tiktok",
        "telegram",
        "twitter",
        "fanpage",
        "app store",
        "whatsapp",
        "instagram",
        "linkedin",
    ];
    let readers = ["mời bạn đọc", "mời độc giả", "mời quý độc giả", "mời quý bạn đọc"];
    let leads = [" chuyên mục ", " đón đọc", " đón xem", " xem thêm", " tham khảo", " tại đây", " truy cập"];
    let sends = readers.iter().any(|reader| low.starts_with(reader)) && leads.iter().any(|lead| low.contains(lead));
    let ends_open = || low.ends_with(" trên") || low.ends_with(" on");
    let follows = !shape.is_closed()
        && opens.iter().any(|open| low.starts_with(open))
        && (ends_open() || (shape.words <= 12 && places.iter().any(|place| low.contains(place))));
    sends || follows
}

fn is_networks(low: &str) -> bool {
    !low.is_empty() && low.split(' ').all(|word| HoldingLists::of(word).has(PhraseList::Networks))
}

/// A notice of the site's rights by its opening, or by the mark within a short line: "Báo X © 2018".
pub fn is_notice(shape: &LineShape) -> bool {
    let opens = || {
        let opening = to_lowercase(&shape.text.chars().take(OPENING).collect::<String>());
        let ends = |notice: &&str| opening.strip_prefix(*notice).is_some_and(|rest| !rest.starts_with(is_alphabetic));
        NOTICES.iter().any(ends)
    };
    let marked = || shape.text.contains('©') || shape.plain.ends_with("all rights reserved");
    (shape.words <= NOTICE && opens_with_one(shape.text, NOTICES) && opens()) || (shape.words <= PHRASE && marked())
}

/// A line of the footer: a notice, a way to reach the site, or furniture as it is.
fn is_footer(shape: &LineShape) -> bool {
    is_notice(shape)
        || (shape.words <= NOTICE && is_labelled(shape.text, PhraseList::Contacts))
        || (shape.words <= PHRASE && is_furniture(shape))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Line;

    fn furnished(text: &str) -> bool {
        let lines = [Line::new(1, text)];
        is_furniture(&LineShape::of_lines(&lines)[0])
    }

    #[test]
    fn boxes_bars_and_widgets_are_furniture() {
        for text in [
            "ĐỌC THÊM",
            "Bình luận (12)",
            "Tags: lúa, gạo",
            "Trang chủ > Kinh tế > Nông nghiệp",
            "27°C",
            "oC",
            "Theo dõi Báo Mùa Vàng trên",
            "Follow us on Facebook",
            "Advertisement",
            "Theo dõi chúng tôi trên Google News",
            "Mời quý độc giả theo dõi Mùa Vàng trên Google News",
            "* Mời bạn đọc vào chuyên mục Nhà nông xem tin, bài khác.",
            "A A+",
            "Home | News | Farming",
            "Các thông báo khác",
            "Share on Facebook (opens in new tab)",
            "2 bình luận cho bài \"Lúa sớm\"",
            "Theo dõi Báo Mùa Vàng",
            "Mời quý độc giả đón đọc tin bài về vụ gặt trên Mùa Vàng",
        ] {
            assert!(furnished(text), "{text}");
        }
    }

    #[test]
    fn unknown_short_lines_below_a_notice_belong_to_the_footer() {
        let start = |texts: &[&str]| {
            let numbered = texts.iter().enumerate();
            let lines: Vec<Line> = numbered.map(|(i, t)| Line::new(i + 1, t)).collect();
            footer(&Page::new(&LineShape::of_lines(&lines), &vec![None; lines.len()], &[]))
        };
        assert_eq!(start(&["Lúa được mùa.", "Mùa Vàng © 2018", "Bản máy tính", "Chia sẻ", "Góp ý"]), Some(1));
        assert_eq!(start(&["Danh sách:", "Chia sẻ", "Nguyễn Thu An", "Lê Bảo Hân"]), None);
        assert_eq!(start(&["Mùa Vàng © 2018", "Mưa."]), None);
    }

    #[test]
    fn a_sentence_that_opens_like_a_contact_is_no_footer() {
        let footer = |text: &str| {
            let lines = [Line::new(1, text)];
            is_footer(&LineShape::of_lines(&lines)[0])
        };
        assert!(footer("Tòa soạn: 12 đường Bờ Sông, thị trấn Suối Vàng") && footer("© 2024 Báo Mùa Vàng"));
        assert!(!footer("Tòa soạn đã gửi thư cảm ơn các cộng tác viên.") && !footer("Copyrighted songs were played."));
    }

    #[test]
    fn sentences_and_headlines_that_open_like_furniture_are_not() {
        for text in [
            "Theo dõi chặt chẽ diễn biến bão số 3",
            "Đọc thêm sách là cách giữ nghề.",
            "Giấy phép xây dựng được cấp trong ngày",
            "Chia sẻ khó khăn với nông dân",
            "Quảng cáo sai sự thật bị phạt nặng",
            "Share prices fall again",
            "Vitamin C",
            "Chủ đề: đất và nước.",
            "Theo dõi mùa màng",
            "Tin vui khác thường",
            "Shared waters",
            "Mời bạn đọc kể chuyện quê mình.",
            "AA",
            "1",
            "Trả lời:",
            "2. Thảo luận",
        ] {
            assert!(!furnished(text), "{text}");
        }
    }
}
