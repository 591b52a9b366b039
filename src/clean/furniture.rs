//! What belongs to the site and not to the article: `no_text`, `phrase`, `site_furniture`.

use unicode_normalization::UnicodeNormalization;

use super::page::{Finding, PHRASE, Page, Shape, plain};
use super::phrases::{BOXES, COMMENTS, CONTACTS, LABELS, NETWORKS, NOTICES, REPLIES, WHOLE};

/// Longest notice of a footer, in words.
const NOTICE: usize = 40;

/// `no_text`: lines without a letter or a digit.
pub fn without_text(page: &Page) -> Vec<Finding> {
    page.shapes().filter(|(_, shape)| shape.words == 0).map(|(at, _)| Finding::at(at)).collect()
}

/// `phrase`: lines that hold one of the user's phrases, whatever the case. No bound: the user asked for it.
pub fn with_phrase(page: &Page) -> Vec<Finding> {
    let phrases: Vec<String> = page
        .phrases
        .iter()
        .map(|phrase| phrase.trim().nfc().collect::<String>().to_lowercase())
        .filter(|phrase| !phrase.is_empty())
        .collect();
    let holds = |shape: &Shape| {
        let low = shape.text.to_lowercase();
        phrases.iter().any(|phrase| low.contains(phrase))
    };
    page.shapes().filter(|(_, shape)| !phrases.is_empty() && holds(shape)).map(|(at, _)| Finding::at(at)).collect()
}

/// `site_furniture`: short lines that are nothing but a phrase of the lists, share bars, breadcrumbs, invitations to
/// follow, tags, and the footer at the very end.
pub fn furniture(page: &Page) -> Vec<Finding> {
    let footer = page.shapes().rev().take_while(|(_, shape)| is_footer(shape)).map(|(at, _)| at).last();
    let networks: Vec<bool> =
        page.shapes().map(|(_, shape)| shape.words <= PHRASE && is_networks(&shape.plain)).collect();
    let beside = |k: usize| (k > 0 && networks[k - 1]) || networks.get(k + 1) == Some(&true);
    page.shapes()
        .enumerate()
        .filter(|&(k, (at, shape))| {
            let shared = networks[k] && (shape.words > 1 || beside(k));
            footer.is_some_and(|start| at >= start) || shared || (shape.words <= PHRASE && is_furniture(shape))
        })
        .map(|(_, (at, _))| Finding::at(at))
        .collect()
}

/// Whether a short line is furniture wherever it stands.
pub fn is_furniture(shape: &Shape) -> bool {
    let low = &shape.plain;
    is_heading(shape)
        || is_in(low, WHOLE)
        || is_in(low, COMMENTS)
        || is_in(low, REPLIES)
        || is_labelled(shape.text, LABELS)
        || is_breadcrumb(shape.text)
        || is_degrees(shape.text)
        || invites(shape, low)
}

/// Whether it is the heading of a box of links and nothing else.
pub fn is_heading(shape: &Shape) -> bool {
    shape.words <= 8 && !shape.is_closed() && is_in(&shape.plain, BOXES)
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
    parts.len() >= 2 && (home || arrows) && parts.iter().all(|part| part.split_whitespace().count() <= 5)
}

/// A reading of a weather widget: "27°C", "24 - 31 oC".
fn is_degrees(text: &str) -> bool {
    let low = text.to_lowercase();
    let bare = low.trim_end_matches(['c', 'o', 'º', '°', 'f', ' ']);
    bare.len() < low.len() && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '/' | '°' | 'º'))
}

/// "Theo dõi X trên", "Follow us on X": an opening and a place to follow, or nothing after "trên".
fn invites(shape: &Shape, low: &str) -> bool {
    let opens = [
        "theo dõi",
        "follow",
        "like fanpage",
        "mời bạn đọc theo dõi",
        "tham gia",
        "join us",
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
    let ends_open = low.ends_with(" trên") || low.ends_with(" on");
    opens.iter().any(|open| low.starts_with(open))
        && !shape.is_closed()
        && (ends_open || (shape.words <= 12 && places.iter().any(|place| low.contains(place))))
}

fn is_networks(low: &str) -> bool {
    !low.is_empty() && low.split(' ').all(|word| NETWORKS.contains(&word))
}

/// A line of the footer by its opening, or furniture as it stands.
fn is_footer(shape: &Shape) -> bool {
    let opening = shape.text.chars().take(60).collect::<String>().to_lowercase();
    let opens =
        |notice: &&str| opening.strip_prefix(*notice).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    (shape.words <= NOTICE && (NOTICES.iter().any(opens) || is_labelled(shape.text, CONTACTS)))
        || (shape.words <= PHRASE && is_furniture(shape))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Line;

    fn furnished(text: &str) -> bool {
        let lines = [Line { number: 1, text: text.to_string() }];
        is_furniture(&Shape::of_lines(&lines)[0])
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
            "Home | News | Farming",
        ] {
            assert!(furnished(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_that_opens_like_a_contact_is_no_footer() {
        let footer = |text: &str| {
            let lines = [Line { number: 1, text: text.to_string() }];
            is_footer(&Shape::of_lines(&lines)[0])
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
            "1",
        ] {
            assert!(!furnished(text), "{text}");
        }
    }
}
