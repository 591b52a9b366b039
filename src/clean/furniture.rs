//! What belongs to the site and not to the article: `no_text`, `phrase`, `site_furniture`.

use unicode_normalization::UnicodeNormalization;

use super::page::{LineFinding, LineShape, PHRASE, Page, plain};
use super::phrases::{
    BOXES, COMMENTS, CONTACTS, LABELS, LINKED, NETWORKS, NOTES, NOTICES, OPENINGS, OTHER, REPLIES, SUBHEADS, WHOLE,
};

/// Longest notice of a footer, in words.
const NOTICE: usize = 40;
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
        let low = shape.text.to_lowercase();
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
            let phrase = shape.words <= PHRASE && is_furniture(shape);
            // A piece of a sentence broken over lines may read like a phrase.
            let goes_on = page.continues(at + 1) && page.lines[at + 1].words > 2 && !is_furniture(&page.lines[at + 1]);
            let piece = goes_on || subheads.binary_search(&at).is_ok();
            footer.is_some_and(|start| at >= start) || shared || (phrase && !piece) || is_note(shape)
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
    let is_named = |shape: &LineShape| shape.words <= PHRASE && SUBHEADS.contains(&shape.text.to_lowercase().as_str());
    let named = page.shapes().filter(|(_, shape)| is_named(shape));
    named.map(|(at, _)| at).filter(|&at| inside(at) && runs(at + 1)).collect()
}

/// Whether it belongs under a reader's comment.
pub fn is_reply(shape: &LineShape) -> bool {
    shape.words <= 3 && is_in(&shape.plain, REPLIES)
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
    is_heading(shape)
        || is_in(low, WHOLE)
        || is_in(low, COMMENTS)
        // "Trả lời:" opens an answer.
        || is_in(low, REPLIES) && !shape.ends_in(':')
        || (is_labelled(shape.text, LABELS) && !shape.is_closed())
        || is_breadcrumb(shape.text)
        || is_letter_sizes(shape.text)
        || is_tags(shape.text)
        || is_bar(low)
        || offers_newsletter(low)
        || is_degrees(shape.text)
        || invites(shape, low)
        || (!shape.is_closed() && opens(low, OPENINGS))
        || follows_name(shape)
        || is_file(shape.text)
}

/// Whether it is the heading of a box of links and nothing else.
pub fn is_heading(shape: &LineShape) -> bool {
    shape.words <= 8 && !shape.is_closed() && (is_in(&shape.plain, BOXES) || is_other(&shape.plain))
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
    let opening = shape.text.chars().take(60).collect::<String>();
    shape.words <= NOTICE && !shape.marked && opens(&plain(&opening), NOTES)
}

/// Whether one of the phrases opens it, as whole words; numbers may come first.
fn opens(low: &str, phrases: &[&str]) -> bool {
    let low = low.trim_start_matches(|c: char| c.is_numeric() || c == ' ');
    phrases.iter().any(|phrase| low.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// The name of a file to load: "Mau_don.docx".
fn is_file(text: &str) -> bool {
    let kinds = [".doc", ".docx", ".pdf", ".xls", ".xlsx", ".zip", ".rar", ".pptx"];
    !text.contains(char::is_whitespace) && kinds.iter().any(|kind| text.to_lowercase().ends_with(kind))
}

/// "Theo dõi Báo X": nothing but a name to follow.
fn follows_name(shape: &LineShape) -> bool {
    let name = shape.text.strip_prefix("Theo dõi ").or(shape.text.strip_prefix("Follow "));
    name.is_some_and(|name| {
        shape.words <= 6 && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    })
}

/// Whether it is one of the phrases, apart from numbers at its ends: "Bình luận (12)".
pub fn is_in(low: &str, phrases: &[&str]) -> bool {
    phrases.contains(&low.trim_matches(|c: char| c.is_numeric() || c == ' '))
}

/// Whether one of the labels opens the line and a colon follows it.
fn is_labelled(text: &str, labels: &[&str]) -> bool {
    text.split_once(':').is_some_and(|(label, _)| label.len() < 40 && labels.contains(&plain(label).as_str()))
}

/// "Trang chủ > Thời sự > Xã hội": two arrows between short parts, or a home page and any mark.
fn is_breadcrumb(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['>', '»', '›', '|']).map(str::trim).collect();
    let home = matches!(plain(parts[0]).as_str(), "trang chủ" | "home");
    let arrows = text.matches(['>', '»', '›']).count() >= 2 && !text.starts_with(['>', '»', '›']);
    let runs_on = ["Trang chủ ", "TRANG CHỦ "].iter().any(|home| {
        text.strip_prefix(home).is_some_and(|rest| {
            rest.starts_with(char::is_uppercase) && rest.split_whitespace().count() <= 10 && !rest.ends_with('.')
        })
    });
    let slashed = text.split(" / ").count() >= 3 && text.split(" / ").all(|part| part.split_whitespace().count() <= 5);
    let slashed =
        slashed && matches!(plain(text.split(" / ").next().unwrap_or_default()).as_str(), "trang chủ" | "home");
    slashed
        || runs_on
        || parts.len() >= 2 && (home || arrows) && parts.iter().all(|part| part.split_whitespace().count() <= 5)
}

/// Tags alone: "#lúa", "#giá gạo #xuất khẩu".
fn is_tags(text: &str) -> bool {
    let tag = text.strip_prefix('#');
    tag.is_some_and(|tag| tag.starts_with(char::is_alphanumeric)) && text.split_whitespace().count() <= PHRASE
}

/// Two buttons or more side by side: "Chia sẻ Facebook Zalo Copy link".
fn is_bar(low: &str) -> bool {
    let words: Vec<&str> = low.split(' ').collect();
    let (mut at, mut buttons) = (0, 0);
    while at < words.len() {
        let is_button = |count: &usize| {
            let phrase = words[at..(at + count).min(words.len())].join(" ");
            [WHOLE, NETWORKS, COMMENTS, REPLIES].iter().any(|list| list.contains(&phrase.as_str()))
        };
        let Some(count) = (1..=LONGEST_BUTTON).rev().find(is_button) else { return false };
        at += count;
        buttons += 1;
    }
    buttons >= 2
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
    let low = text.to_lowercase();
    let bare = low.trim_end_matches(['c', 'o', 'º', '°', 'f', ' ']);
    bare.len() < low.len() && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '/' | '°' | 'º'))
}

/// Buttons for the size of the letters: "A A+", "Aa Aa+".
fn is_letter_sizes(text: &str) -> bool {
    let is_size = |word: &str| word.starts_with('A') && word.chars().all(|c| matches!(c, 'A' | 'a' | '+' | '-'));
    text.split_whitespace().count() >= 2 && text.split_whitespace().all(is_size)
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
    let ends_open = low.ends_with(" trên") || low.ends_with(" on");
    let follows = opens.iter().any(|open| low.starts_with(open))
        && !shape.is_closed()
        && (ends_open || (shape.words <= 12 && places.iter().any(|place| low.contains(place))));
    sends || follows
}

fn is_networks(low: &str) -> bool {
    !low.is_empty() && low.split(' ').all(|word| NETWORKS.contains(&word))
}

/// A notice of the site's rights by its opening, or by the mark within a short line: "Báo X © 2018".
pub fn is_notice(shape: &LineShape) -> bool {
    let opening = shape.text.chars().take(60).collect::<String>().to_lowercase();
    let opens =
        |notice: &&str| opening.strip_prefix(*notice).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let marked = shape.text.contains('©') || shape.plain.ends_with("all rights reserved");
    (shape.words <= NOTICE && NOTICES.iter().any(opens)) || (shape.words <= PHRASE && marked)
}

/// A line of the footer: a notice, a way to reach the site, or furniture as it is.
fn is_footer(shape: &LineShape) -> bool {
    is_notice(shape)
        || (shape.words <= NOTICE && is_labelled(shape.text, CONTACTS))
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
