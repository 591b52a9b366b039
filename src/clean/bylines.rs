//! Who wrote the article, or where it was taken from: `byline`.

use super::dates::without_dates;
use super::page::{Finding, Page, plain};

/// Openings of a line that names its author or source, in lower case.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "theo", "nguồn", "nguồn tin", "tác giả", "bài", "bài và ảnh", "bài ảnh", "bài viết", "tin ảnh", "tin bài", "tin",
    "thực hiện", "phóng viên", "pv", "nhóm phóng viên", "nhóm pv", "biên tập", "biên dịch", "lược dịch", "tổng hợp",
    "người viết", "source", "by", "written by", "reported by", "reporting by", "editing by", "author", "via",
    "story by", "posted by",
];
/// A longer line is a sentence, whatever it opens with.
const MOST_WORDS: usize = 12;
/// More names than this in a row are a list of people.
const MOST_NAMES: usize = 2;

/// `byline`: labelled authors and sources below the first line; lone names between the headline and the running text or
/// after its end. A list of names, or a name that "...:" announces, stays.
pub fn bylines(page: &Page) -> Vec<Finding> {
    let names: Vec<bool> = page.shapes().map(|(_, shape)| shape.words <= MOST_WORDS && is_names(shape.text)).collect();
    let in_list: Vec<bool> =
        names.chunk_by(|a, b| a == b).flat_map(|run| vec![run.len() > MOST_NAMES; run.len()]).collect();
    let outside = |at: usize| page.running.is_some_and(|(first, last)| at < first || at > last);
    let announced = |k: usize| k > 0 && page.lines[page.kept[k - 1]].ends_in(':');
    // A name on the first line is the author only if the title comes after it.
    let titled = |k: usize| {
        k > 0 || page.shapes().nth(1).is_some_and(|(_, next)| next.is_title() && next.words >= 5 && !names[1])
    };
    page.shapes()
        .enumerate()
        .filter(|(_, (_, shape))| shape.words <= MOST_WORDS && !shape.marked)
        .filter(|&(k, (at, shape))| {
            let labelled = k > 0 && shape.text.split(';').all(is_labelled) || is_address(shape.text);
            let named = names[k] && !in_list[k] && outside(at) && titled(k);
            !announced(k) && (labelled || named)
        })
        .map(|(_, (at, _))| Finding::at(at))
        .collect()
}

/// "Theo X", "Nguồn X: https://...", "Bài, ảnh: X", "(By X)": a label, then names or an address.
fn is_labelled(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '-', '–', '*', '[', ' ']);
    let label_and_colon = text.split_once(':').is_some_and(|(label, rest)| {
        LABELS.contains(&plain(label).as_str())
            && !text.trim_end().ends_with(['.', '?', '!'])
            && !rest.trim().is_empty()
    });
    let label_and_names = || {
        let words: Vec<&str> = text.split_whitespace().collect();
        (1..words.len().min(4)).any(|n| {
            let (label, rest) = (plain(&words[..n].join(" ")), without_dates(&words[n..].join(" ")));
            let named =
                rest.split_once(':').filter(|(_, address)| is_address(address)).map_or(rest.as_str(), |(name, _)| name);
            LABELS.contains(&label.as_str()) && (is_names(named) || is_single_name(named) || is_address(named))
        })
    };
    label_and_colon || label_and_names()
}

/// One address of the web or of a mailbox and nothing else.
fn is_address(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['(', '<']);
    !text.contains(char::is_whitespace)
        && (text.starts_with("http://")
            || text.starts_with("https://")
            || text.starts_with("www.")
            || text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
}

/// Names of people or agencies: 2 to 5 words each (or one in capitals), all with a capital, joined by commas or dashes.
pub fn is_names(text: &str) -> bool {
    let text = without_dates(text);
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '*' | '-' | '–' | '—' | '|' | ','));
    let joined = text.replace(" và ", ",").replace(" and ", ",");
    let names: Vec<&str> = joined.split([',', '–', '—', '-', '&', '/', '|', '+']).map(str::trim).collect();
    names.len() <= 4
        && names.iter().all(|name| {
            let words = name.split_whitespace().count();
            let acronym = name.chars().count() > 1 && name.chars().all(char::is_uppercase);
            name.split_whitespace().all(is_name_word)
                && ((2..=5).contains(&words) || (words == 1 && (acronym || names.len() > 1)))
        })
}

/// One word that could be an agency: "Reuters", "TTXVN", "VnExpress", "baomoi.vn".
fn is_single_name(text: &str) -> bool {
    let text = text.trim_end_matches([')', '.', ']']);
    !text.contains(char::is_whitespace) && (is_name_word(text) || text.contains('.'))
}

/// A capital, then letters; "H." and "T.L." are allowed.
fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_capitals_throughout() {
        for names in [
            "Hoài An",
            "MAI LÂM – THU TRANG",
            "TTXVN",
            "(HOÀI AN)",
            "Jane Doe and John Roe",
            "Thu Hà/VOV",
            "Hoài An - 10:20, 01/02/2023",
        ] {
            assert!(is_names(names), "{names}");
        }
        for text in ["Mùa gặt sớm", "Sao", "", "123", "– –"] {
            assert!(!is_names(text), "{text}");
        }
    }

    #[test]
    fn a_label_needs_names_or_a_colon_after_it() {
        for text in [
            "Theo TTXVN",
            "Theo Reuters",
            "Nguồn Báo Mới: https://example.vn/a.html",
            "Bài, ảnh: Hoài An",
            "By Jane Doe",
            "(Theo VOV)",
            "Nguồn: example.vn",
            "By Jane Doe, 10:20",
        ] {
            assert!(is_labelled(text), "{text}");
        }
        for text in [
            "Theo dấu chân người gác rừng",
            "Theo ông Lâm, giá lúa đã tăng.",
            "Bài học từ trận lũ",
            "By the river",
            "Nguồn nước sạch",
        ] {
            assert!(!is_labelled(text), "{text}");
        }
    }
}
