//! Who wrote the article, or where it was taken from: `byline`.

use std::sync::LazyLock;

use super::dates::without_dates;
use super::letters::{
    is_alphabetic, is_alphanumeric, is_lowercase, is_one_of, is_phrase, is_uppercase, parts, to_lowercase,
};
use super::lists::Openings;
use super::page::{LineFinding, LineShape, Page, plain};
use super::tables::cells;

/// Openings of a line that names its author or source, in lower case.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "theo", "nguồn", "nguồn tin", "tác giả", "bài", "bài và ảnh", "bài ảnh", "bài viết", "tin ảnh", "tin bài", "tin",
    "thực hiện", "phóng viên", "pv", "nhóm phóng viên", "nhóm pv", "biên tập", "biên dịch", "lược dịch", "tổng hợp",
    "người viết", "tin và ảnh", "tin và bài", "ảnh và bài", "bài và clip", "đăng bởi", "viết bởi", "nguồn bài", "nguồn ảnh", "link nguồn", "source", "by", "written by", "reported by", "reporting by", "editing by", "author", "via",
    "story by", "posted by", "par", "propos recueillis par", "texte", "por", "texto", "von", "quelle", "fuente", "commentary by", "words by", "analysis by",
];
/// The same, by their first words.
static LABEL_OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::new(LABELS));
/// What a name did, in brackets after it.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "thực hiện", "ghi", "lược ghi", "lược thuật", "tường thuật", "tổng hợp", "dịch", "biên dịch", "lược dịch",
    "biên soạn", "sưu tầm",
];
/// Openings of an author's post or place of work, in lower case.
#[rustfmt::skip]
const POSTS: &[&str] = &[
    "học viện", "viện", "trường", "đại học", "khoa", "trung tâm", "ủy viên", "uỷ viên", "bộ trưởng", "thứ trưởng",
    "giám đốc", "phó giám đốc", "vụ trưởng", "cục trưởng", "viện trưởng", "hiệu trưởng", "chủ tịch", "phó chủ tịch",
];
/// Agencies and papers that sign with their short names, in lower case.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "ttxvn", "vietnam", "vietnamplus", "vna", "vov", "vtv", "qđnd", "vgp", "tto", "đcsvn", "bnews", "reuters", "ap", "afp",
    "xinhua", "tass", "bloomberg", "upi", "dpa",
];
/// What their numbered parts are called, in lower case.
const SECTIONS: &[&str] = &["chương", "mục", "phần", "điều", "chapter", "section", "part", "article"];
/// What documents call themselves and their parts, in lower case.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "quyết định", "nghị quyết", "nghị định", "thông tư", "chỉ thị", "kế hoạch", "chương trình", "đề án", "phụ lục", "thông báo", "báo cáo", "tờ trình",
    "công điện", "công văn", "hướng dẫn", "quy chế", "quy định", "điều lệ", "tuyên bố", "tuyên bố chung", "thông cáo báo chí", "thông cáo chung", "diễn văn",
    "tóm tắt", "mở đầu", "kết luận", "bối cảnh", "tài liệu tham khảo", "joint statement", "press release", "joint communiqué", "communiqué", "annex", "summary",
    "abstract", "introduction", "conclusion", "background", "references", "decision", "resolution", "declaration",
];
/// Openings of an office that signs its news, in lower case.
const OFFICES: &[&str] =
    &["vụ", "cục", "sở", "ban", "văn phòng", "phòng", "trung tâm", "tổng cục", "đại sứ quán", "ban biên tập", "ubnd"];
/// Openings of a credit of those who worked on an article, in lower case.
const CREDITS: &[&str] = &[
    "reporting by ",
    "additional reporting by ",
    "writing by ",
    "editing by ",
    "reporting and writing by ",
    "additional research by ",
    "compiled by ",
    "illustration by ",
    "illustrations by ",
    "photographs by ",
    "translated by ",
    "graphics by ",
];
/// Longest signature that isn't names alone, in words.
const MOST_OF_SIGNATURE: usize = 8;
/// Longest lead of a teaser or comment by a reader, in words: a longer line is text.
const LEAD: usize = 25;
/// Longest credit of several people, in words.
const MOST_OF_CREDIT: usize = 40;
/// A longer line is a sentence, whatever it opens with.
const MOST_WORDS: usize = 12;
/// More names than this in a row are a list of people.
const MOST_NAMES: usize = 2;

/// `byline`: labelled authors and sources below the first line; lone names between the headline and the running text or
/// after its end, with the author's post under them; a dateline alone on its line. A list of names, a name that "...:"
/// announces, and a piece of a sentence broken over lines stay.
pub fn bylines(page: &Page) -> Vec<LineFinding> {
    let cells = cells(page);
    let last = page.shapes().rfind(|(_, shape)| shape.is_running() && shape.words > LEAD).map(|(at, _)| at);
    let names: Vec<bool> =
        page.shapes().map(|(at, shape)| shape.words <= MOST_WORDS && is_names(shape.text) && !cells[at]).collect();
    let in_list: Vec<bool> =
        names.chunk_by(|a, b| a == b).flat_map(|run| vec![run.len() > MOST_NAMES; run.len()]).collect();
    let runs = |at: usize| page.is_kept(at) && page.lines[at].is_running();
    let outside = |at: usize| page.running.is_some_and(|(first, last)| at < first || at > last);
    // Between the lead and the text under it.
    let under_lead = |k: usize, at: usize| {
        let next = page.kept.get(k + 1).copied();
        page.running.is_some_and(|(first, _)| first + 1 == at) && next.is_some_and(runs)
    };
    let announced = |k: usize| k > 0 && page.lines[page.kept[k - 1]].ends_in(':');
    // A name on the first line is the author only if the title comes after it.
    let titled = |k: usize| {
        k > 0 || page.shapes().nth(1).is_some_and(|(_, next)| next.is_title() && next.words >= 5 && !names[1])
    };
    let posted = |k: usize, at: usize| {
        k > 1
            && names[k - 1]
            && page.kept[k - 1] + 1 == at
            && page.running.is_some_and(|(first, _)| at < first)
            && is_post(&page.lines[at])
    };
    let runs_under = |at: usize| page.lines.get(at + 1).is_some_and(LineShape::is_running);
    page.shapes()
        .enumerate()
        .filter(|(_, (at, shape))| {
            let short = shape.words <= MOST_WORDS || shape.words <= MOST_OF_CREDIT && is_credit(shape.text);
            let under_number = || at.checked_sub(1).is_some_and(|above| heads_section(&page.lines[above]));
            let heads = || under_number() || heads_section(shape) || is_form(shape);
            short && !shape.marked && !page.is_broken(*at) && !heads()
        })
        .filter(|&(k, (at, shape))| {
            let labelled = || k > 0 && shape.text.split(';').all(is_labelled) || is_address(shape.text);
            // A salutation ends so.
            let named = || {
                !shape.ends_in(',')
                    && names[k]
                    && !in_list[k]
                    && (outside(at) || under_lead(k, at) || ends_text(page, k, last))
                    && titled(k)
            };
            let signed = || k > 0 && ends_text(page, k, last) && signs_loosely(shape);
            let dateline = || runs_under(at) && is_dateline(shape.text);
            let credit = || k > 0 && (is_credit(shape.text) || is_agencies(&shape.plain));
            !announced(k) && (named() || signed() || posted(k, at) || dateline() || credit() || labelled())
        })
        .map(|(_, (at, _))| LineFinding::at(at))
        .collect()
}

/// "II. BỐI CẢNH", "1. PHẠM VI", "Chương I": a number first, as an initial hardly is, or after what it counts.
fn heads_section(shape: &LineShape) -> bool {
    let is_number = |number: &str| {
        !number.is_empty()
            && (number.bytes().all(|byte| byte.is_ascii_digit())
                || number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')))
    };
    let mut words = shape.text.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let counts = || is_number(second.trim_end_matches(['.', ':'])) && is_one_of(first, SECTIONS);
    counts() || !second.is_empty() && first.strip_suffix(['.', ')', '-', '/']).is_some_and(is_number)
}

/// "QUYẾT ĐỊNH", "JOINT STATEMENT": what a document is, in capitals like names of authors.
fn is_form(shape: &LineShape) -> bool {
    FORMS.contains(&shape.plain.as_str())
}

/// "Reporting by X in Y; Editing by Z", "X contributed to this report."
fn is_credit(text: &str) -> bool {
    let mut words = text.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    let may_open = |credit: &&str| credit.split(' ').next().is_some_and(|word| is_phrase(first, word));
    if !CREDITS.iter().any(may_open) && !is_phrase(last, "report") {
        return false;
    }
    let low = plain(text);
    CREDITS.iter().any(|opening| low.starts_with(opening)) || low.ends_with(" contributed to this report")
}

/// Whether the `k`-th kept line follows a sentence, and below it come furniture or nothing, and no long paragraph after
/// that.
fn ends_text(page: &Page, k: usize, last: Option<usize>) -> bool {
    let at = page.kept[k];
    let over = k > 0 && page.lines[page.kept[k - 1]].is_closed();
    let under = at + 1 == page.lines.len() || matches!(page.reason(at + 1), Some("site_furniture" | "teaser"));
    over && under && last.is_none_or(|last| last < at)
}

/// What signs the text in its last line only: "Theo Báo X", an office, a name and its paper, all in capitals.
fn signs_loosely(shape: &LineShape) -> bool {
    let text = shape.text.trim_matches(['(', ')', '*']);
    let capital = |text: &str| text.trim_start().starts_with(char::is_uppercase);
    let follows = text.strip_prefix("Theo ").is_some_and(capital);
    let office =
        OFFICES.iter().any(|office| shape.plain.strip_prefix(office).is_some_and(|rest| rest.starts_with(' ')));
    let paper = text.split_once(['/', '-', '–']).filter(|(name, paper)| is_names(name) && capital(paper)).is_some();
    let loud = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    shape.words <= MOST_OF_SIGNATURE
        && shape.is_title()
        && !shape.is_closed()
        && !text.contains([':', '"', '“'])
        && (paper || !text.contains(',') && (follows || office || loud))
}

/// Agencies and nothing else: "(TTXVN/Vietnam+)".
fn is_agencies(low: &str) -> bool {
    !low.is_empty() && low.split(' ').all(|word| AGENCIES.contains(&word))
}

/// Whether the line signs the article: a labelled author, or a lone name right under a sentence.
pub fn is_signature(lines: &[LineShape], at: usize) -> bool {
    let shape = &lines[at];
    let under_sentence = at > 0 && lines[at - 1].is_closed();
    shape.words <= MOST_WORDS && (is_labelled(shape.text) || (under_sentence && is_names(shape.text)))
}

/// An agency or a place, a dash, and nothing after it.
fn is_dateline(text: &str) -> bool {
    text.strip_suffix(['-', '–', '—']).map(str::trim).is_some_and(|place| {
        let bare = place.trim_matches(['(', ')']);
        is_names(place) || (!bare.contains(char::is_whitespace) && bare.contains('.') && !bare.ends_with('.'))
    })
}

/// A post or a place of work and nothing else.
fn is_post(shape: &LineShape) -> bool {
    shape.is_title()
        && POSTS.iter().any(|post| shape.plain.strip_prefix(post).is_some_and(|rest| rest.starts_with(' ')))
}

/// "X (thực hiện)", "X (Theo AFP)", "X (T/h)": names, and what they did or whom they followed.
fn is_credited(text: &str) -> bool {
    let bare = ROLES
        .iter()
        .find_map(|role| text.strip_suffix(role))
        .is_some_and(|names| names.ends_with(' ') && is_names(names));
    bare || text.strip_suffix(')').and_then(|text| text.split_once('(')).is_some_and(|(names, role)| {
        let role = plain(role);
        let known =
            ROLES.contains(&role.as_str()) || role.starts_with("theo ") || role.starts_with("nguồn ") || role == "t h";
        known && (is_names(names) || is_single_name(names.trim()))
    })
}

/// "Theo X", "Nguồn X: https://...", "Bài, ảnh: X", "(By X)": a label, then names or an address; or names and a role.
fn is_labelled(text: &str) -> bool {
    if is_credited(text) {
        return true;
    }
    let text = text.trim_start_matches(['(', '-', '–', '*', '[', ' ']);
    let label_and_colon = text.split_once(':').is_some_and(|(label, rest)| {
        !text.trim_end().ends_with(['.', '?', '!'])
            && LABELS.contains(&plain(label).as_str())
            && rest.trim_start().starts_with(|c: char| !c.is_numeric() && !matches!(c, '$' | '€' | '£'))
    });
    let label_and_names = || {
        let words: Vec<&str> = text.split_whitespace().filter(|word| !word.contains('@')).collect();
        let mut runs = words.iter().flat_map(|word| word.split(|c: char| !is_alphanumeric(c)));
        let first = runs.find(|run| !run.is_empty()).unwrap_or_default();
        if !LABEL_OPENINGS.have(&to_lowercase(first)) {
            return false;
        }
        (1..words.len().min(4)).any(|n| {
            let label = plain(&words[..n].join(" "));
            if !LABELS.contains(&label.as_str()) {
                return false;
            }
            let rest = without_dates(words[n..].join(" ").split(" vào ").next().unwrap_or_default());
            let named =
                rest.split_once(':').filter(|(_, address)| is_address(address)).map_or(rest.as_str(), |(name, _)| name);
            is_names(named) || is_single_name(named) || is_address(named)
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
    // For most lines the first words are enough: all have a capital, but for those that join names.
    if parts(text).any(|word| word.starts_with(is_lowercase) && !matches!(word, "và" | "and" | "in")) {
        return false;
    }
    let text = without_dates(text);
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '*' | '-' | '–' | '—' | '|' | ','));
    let joined = text.replace(" và ", ",").replace(" and ", ",").replace(" in ", ",");
    let names: Vec<&str> = joined.split([',', '–', '—', '-', '&', '/', '|', '+']).map(str::trim).collect();
    names.len() <= 4
        && names.iter().all(|name| {
            let words = name.split_whitespace().count();
            let acronym = name.chars().count() > 1 && name.chars().all(|c| c.is_uppercase() || c == '.');
            name.split_whitespace().all(is_name_word)
                && ((2..=5).contains(&words) || (words == 1 && (acronym || names.len() > 1)))
        })
}

/// One word that could be an agency: "Reuters", "TTXVN", "VnExpress", "baomoi.vn".
fn is_single_name(text: &str) -> bool {
    let text = text.trim_end_matches([')', '.', ']']);
    !text.contains(char::is_whitespace) && (is_name_word(text) || text.contains('.'))
}

/// A capital, then letters; "H." and "T.L." are allowed, a whole word with a final stop ends a sentence.
fn is_name_word(word: &str) -> bool {
    word.starts_with(is_uppercase)
        && word.chars().all(|c| is_alphabetic(c) || matches!(c, '.' | '\'' | '’'))
        && word.strip_suffix('.').is_none_or(|word| word.contains('.') || word.chars().count() <= 3)
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
    fn a_credit_is_known_by_its_first_words_or_its_last_ones() {
        assert!(CREDITS.iter().all(|opening| is_credit(&format!("({}JANE DOE)", opening.to_uppercase()))));
        assert!(is_credit("Jane Doe contributed to this report.") && !is_credit("Jane Doe wrote this report."));
        assert!(!is_credit("Reporting from the river") && !is_credit(""));
    }

    #[test]
    fn a_dateline_is_a_place_or_an_agency_and_a_dash() {
        for text in ["BMV.VN -", "(Muavang.vn) –", "Hà Nội -", "MV —"] {
            assert!(is_dateline(text), "{text}");
        }
        for text in ["Quan hệ hai nước -", "BMV.VN", "Mưa. -", "-"] {
            assert!(!is_dateline(text), "{text}");
        }
    }

    #[test]
    fn headings_of_documents_are_no_names() {
        let lines = ["I. SỰ CẦN THIẾT", "2. BỐI CẢNH", "QUYẾT ĐỊNH", "V. Trung", "Chương IV", "HOÀI AN"]
            .map(|text| crate::read::Line::new(1, text));
        let shapes = LineShape::of_lines(&lines);
        let is_heading = |shape: &LineShape| heads_section(shape) || is_form(shape);
        assert_eq!(shapes.iter().map(is_heading).collect::<Vec<_>>(), [true, true, true, true, true, false]);
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
            "Hoài An (thực hiện)",
            "Hoài An (Theo AFP)",
            "DT (T/h)",
            "Đăng bởi Admin vào 15/3/2022",
            "By Jane Doe in Harbour Town",
            "By Jane Doe jdoe@example.org",
            "HOÀI AN thực hiện",
            "Tin và ảnh: Hoài An",
        ] {
            assert!(is_labelled(text), "{text}");
        }
        for text in [
            "Theo dấu chân người gác rừng",
            "Theo ông Lâm, giá lúa đã tăng.",
            "Bài học từ trận lũ",
            "By the river",
            "Nguồn nước sạch",
            "Hoài An (thủ môn)",
            "Bà con (thực hiện)",
        ] {
            assert!(!is_labelled(text), "{text}");
        }
    }
}
