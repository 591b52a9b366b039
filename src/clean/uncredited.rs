//! Captions of pictures that name nobody: the second part of `caption`.

use super::dates::is_date;
use super::letters::{is_alphanumeric, is_uppercase, parts, to_lowercase};
use super::page::{LineFinding, LineShape, Page};
use super::shingles::{shared, shingles};

/// Openings that only captions have, in lower case.
const VIEWS: &[&str] = &["quang cảnh", "toàn cảnh", "một góc", "cận cảnh"];
/// What captions open with: people by their posts, and groups, in lower case.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "ông", "bà", "anh", "chị", "em", "cụ", "đồng chí", "các đồng chí", "chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư", "tổng bí thư",
    "thủ tướng", "phó thủ tướng", "bộ trưởng", "thứ trưởng", "ngoại trưởng", "tổng thống", "phó tổng thống", "đại sứ", "tân đại sứ",
    "giám đốc", "phó giám đốc", "tổng giám đốc", "cục trưởng", "vụ trưởng", "trưởng ban", "chủ nhiệm", "tổng thư ký", "người phát ngôn",
    "phát ngôn viên", "lãnh đạo", "nhà lãnh đạo", "đại diện", "các đại biểu", "đại biểu", "các vị đại biểu", "đoàn", "đoàn đại biểu", "hai bên",
    "hai nhà lãnh đạo", "các nhà lãnh đạo", "người dân", "bà con", "du khách", "khách", "công nhân", "nông dân", "ngư dân", "học sinh",
    "sinh viên", "cán bộ", "chiến sĩ", "nghệ nhân", "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "đại tá", "gs", "pgs", "ts",
    "giáo sư", "tiến sĩ", "quốc vương", "nhà vua", "nữ hoàng", "thái tử", "cựu tổng thống", "cựu ngoại trưởng", "ủy viên bộ chính trị",
];
/// What people do on pictures, and where, in lower case.
#[rustfmt::skip]
const SCENES: &[&str] = &[
    "tại buổi", "tại lễ", "tại hội nghị", "tại phiên", "tại cuộc", "tại họp báo", "tại sân bay", "tại diễn đàn", "tại hội thảo",
    "tại đại hội", "tại tọa đàm", "tại trụ sở", "tại kỳ họp", "tại chương trình", "tại điểm cầu", "dự hội nghị", "dự buổi", "dự lễ", "phát biểu",
    "trả lời câu hỏi", "tặng quà", "tặng hoa", "trao quà", "trao tặng", "trao bằng", "bắt tay", "cắt băng", "bên", "chủ trì", "giới thiệu",
    "kiểm tra", "tham quan", "trong buổi", "trong lễ", "trong phiên", "đang",
];
/// A picture of many, in lower case.
const TOGETHER: &[&str] = &["chụp ảnh lưu niệm", "chụp hình lưu niệm", "chụp ảnh chung", "chụp ảnh kỷ niệm"];
/// Words in small letters that occur in posts and between their holders: any other may be the verb of a sentence.
#[rustfmt::skip]
const POSTS: &[&str] = &[
    "và", "của", "tại", "ở", "phải", "trái", "giữa", "bìa", "thứ", "hai", "từ", "cùng", "người", "đồng", "cấp", "phu", "nhân", "bộ", "ngoại", "giao",
    "quốc", "phòng", "an", "ninh", "nước", "tỉnh", "thành", "phố", "huyện", "xã", "ủy", "uỷ", "ban", "dân", "hội", "đảng", "đắc", "cử", "đương",
    "nhiệm", "tự", "phong", "cũ", "mới", "quán", "sứ", "thương", "vụ", "kinh", "tế", "điện", "nhà", "trắng", "ngôn", "phát", "viên", "trưởng", "chủ",
    "tịch", "tướng", "thống", "sở", "cục", "văn", "khoa", "học", "công", "nông", "nghiệp", "môi", "trường", "giáo", "dục", "y", "tài", "chính",
];
/// What a caption in English uses to say where its people are.
const PLACES: &[&str] = &["at", "in", "on", "during", "outside", "with", "near", "after", "before"];
/// Longest and shortest caption, in words; a shorter one must be a view or a group.
const LONGEST: usize = 40;
const SHORTEST: usize = 7;
/// Shortest caption in English: subheads are shorter.
const ENGLISH: usize = 9;
/// Longest post with its name, in words.
const NAMED: usize = 12;
/// The least part of a caption's pairs of words that the text must repeat.
const REPEATED: f64 = 0.8;
/// How far from a caption, in lines, the text or a copy of it is looked for.
const NEAR: usize = 100;
/// From this part of paragraphs without a final stop on, the lack of one says nothing.
const SLOPPY: f64 = 0.1;

/// `caption`, without a credit: a line without a final stop that is alone between sentences or at the end of the page,
/// and shows people at an event, repeats the text, or occurs twice; and a name with its post where a sentence should
/// be.
pub fn captions(page: &Page) -> Vec<LineFinding> {
    if is_sloppy(page) {
        return Vec::new();
    }
    let headline = page.headline();
    let mut found: Vec<usize> = Vec::new();
    for k in 1..page.kept.len() {
        let (above, at) = (page.kept[k - 1], page.kept[k]);
        let shape = &page.lines[at];
        if shape.is_closed() && !may_be_named_post(shape) || !is_short(shape) {
            continue;
        }
        let (is_under, is_last) = (found.last() == Some(&above), page.running.is_some_and(|(_, last)| last <= at));
        let under_text = page.lines[above].is_closed() || is_under;
        let is_open = headline != Some(at) && !page.lines[at].marked && !page.is_broken(at);
        let shows = || under_text && is_caption(page, at) || is_again(page, at) && is_under_head(page, k, headline);
        // What follows the last caption of the page is one, too.
        let trails = is_under && is_last && !page.lines[at].is_closed();
        if is_open && (is_last || closes(page, k)) && (trails || shows()) {
            found.push(at);
        }
    }
    found.into_iter().map(LineFinding::at).collect()
}

/// Whether paragraphs often lack their final stop.
fn is_sloppy(page: &Page) -> bool {
    let running = || page.shapes().filter(|(_, shape)| shape.is_running());
    let open = running().filter(|(_, shape)| !shape.is_closed() && !shape.ends_in(':') && !shape.ends_in(';')).count();
    open as f64 > SLOPPY * running().count() as f64
}

/// Whether a sentence follows the `k`-th kept line, maybe under a subhead.
fn closes(page: &Page, k: usize) -> bool {
    let below = |count: usize| page.kept.get(k + count).map(|&at| &page.lines[at]);
    let closed = |count: usize| below(count).is_some_and(LineShape::is_closed);
    closed(1) || below(1).is_some_and(LineShape::is_title) && closed(2)
}

/// Whether it is as long as captions are, and no item or speech.
fn is_short(shape: &LineShape) -> bool {
    shape.words <= LONGEST && shape.text.starts_with(is_uppercase) && !shape.is_item() && !is_said(shape.text)
}

/// Whether nothing but the date is between the headline and the `k`-th kept line.
fn is_under_head(page: &Page, k: usize, headline: Option<usize>) -> bool {
    let above = page.kept[..k].iter().rev().take(3).find(|&&at| !is_date(page.lines[at].text));
    headline.is_some() && above.copied() == headline
}

/// Whether a line of that length occurs twice.
fn is_again(page: &Page, at: usize) -> bool {
    let shape = &page.lines[at];
    !shape.is_closed() && shape.words >= SHORTEST && is_doubled(page, at)
}

/// Whether a line that may be a caption shows by itself, or by those around it, that it is one.
fn is_caption(page: &Page, at: usize) -> bool {
    let shape = &page.lines[at];
    let words: Vec<String> = parts(shape.text).map(plain_word).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_view = opens_with(&words, VIEWS);
    if shape.is_closed() {
        return is_view || is_named_post(shape, &words);
    }
    let names = || parts(shape.text).skip(1).any(|word| word.starts_with(is_uppercase));
    let shown = || holds_any(&words, SCENES) || names() && repeats(page, at);
    is_view && words.len() >= 4
        || holds_any(&words, TOGETHER)
        || words.len() >= SHORTEST && opens_with(&words, PEOPLE) && shown()
        || words.len() >= SHORTEST && is_doubled(page, at)
        || is_english(shape, &words)
}

/// Whether it quotes, asks or announces: a caption does neither.
fn is_said(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b':' | b'"' | b'?' | b'\t' | b';')) || text.contains('“')
}

/// Whether a line with a final stop is short enough for a caption.
fn may_be_named_post(shape: &LineShape) -> bool {
    shape.words <= NAMED && shape.ends_in('.')
}

/// "Ngoại trưởng Nam Đảo Sione Kata.": a post, a name, and no verb, in a line that is no longer than those.
fn is_named_post(shape: &LineShape, words: &[&str]) -> bool {
    let raw: Vec<&str> = shape.text.split_whitespace().map(|word| word.trim_start_matches(['(', '"', '“'])).collect();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let name = raw.iter().rev().take_while(|word| capital(word)).count();
    let opening =
        PEOPLE.iter().filter(|phrase| opens_with(words, &[phrase])).map(|phrase| phrase.split(' ').count()).max();
    (2..words.len()).contains(&name)
        && opening
            .is_some_and(|opening| (opening..words.len()).all(|at| capital(raw[at]) || POSTS.contains(&words[at])))
}

/// Whether nearly all its pairs of words are in a line nearby.
fn repeats(page: &Page, at: usize) -> bool {
    let own = shingles(&page.lines[at].hashes, 2);
    let holds = |shape: &LineShape| shared(&own, &shingles(&shape.hashes, 2)) as f64 >= REPEATED * own.len() as f64;
    let near = at.saturating_sub(NEAR)..=at.saturating_add(NEAR);
    near.filter(|&other| other != at && page.is_kept(other))
        .any(|other| page.lines[other].words > page.lines[at].words && holds(&page.lines[other]))
}

/// Whether it occurs twice, one right after the other, or once more after the text. In a table of contents it does not.
fn is_doubled(page: &Page, at: usize) -> bool {
    let last = page.running.map_or(0, |(_, last)| last);
    let same = |other: usize| page.lines.get(other).is_some_and(|line| line.text == page.lines[at].text);
    same(at + 1) || (last.max(at) + 1..page.lines.len()).take(NEAR).any(same)
}

/// Names and a place, without the capitals of a title.
fn is_english(shape: &LineShape, words: &[&str]) -> bool {
    if !shape.text.is_ascii() || words.len() < ENGLISH {
        return false;
    }
    let raw: Vec<&str> = shape.text.split_whitespace().collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let names = raw.windows(2).any(|pair| pair.iter().all(|word| word.starts_with(char::is_uppercase)));
    names && raw.iter().filter(capital).count() * 2 < raw.len() && words.iter().any(|word| PLACES.contains(word))
}

fn plain_word(word: &str) -> String {
    to_lowercase(word.trim_matches(|c: char| !is_alphanumeric(c)))
}

/// Whether one of the phrases opens the line.
fn opens_with(words: &[&str], phrases: &[&str]) -> bool {
    let Some(first) = words.first() else { return false };
    let opens = |phrase: &str| phrase.split(' ').eq(words.iter().copied().take(phrase.split(' ').count()));
    phrases.iter().any(|phrase| phrase.starts_with(first) && opens(phrase))
}

/// Whether one of the phrases occurs in it after its opening.
fn holds_any(words: &[&str], phrases: &[&str]) -> bool {
    (1..words.len()).any(|at| opens_with(&words[at..], phrases))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Line;

    fn found(text: &str) -> Vec<usize> {
        let lines: Vec<Line> = text.lines().enumerate().map(|(at, text)| Line::new(at + 1, text)).collect();
        let shapes = LineShape::of_lines(&lines);
        let verdicts = vec![None; lines.len()];
        captions(&Page::new(&shapes, &verdicts, &[])).into_iter().map(|finding| finding.at).collect()
    }

    const BODY: &str = "Huyện vừa mở hội nghị về giống lúa mới, bà con cả huyện đồng tình, ủng hộ.";

    #[test]
    fn people_at_an_event_views_and_groups_are_captions() {
        for caption in [
            "Chủ tịch huyện Lê Văn Lúa phát biểu tại hội nghị",
            "Quang cảnh hội nghị về giống lúa mới",
            "Hai bên chụp ảnh lưu niệm",
            "Chủ tịch huyện Suối Vàng Lê Văn Lúa.",
            "Councillor Mary Roe on the quay before the ferry left",
        ] {
            for page in [format!("{BODY}\n{caption}\n{BODY}"), format!("{BODY}\n{caption}")] {
                assert_eq!(found(&page), [1], "{page}");
            }
        }
    }

    #[test]
    fn subheads_speech_and_sentences_are_none() {
        for line in [
            "Phát biểu tại hội nghị",
            "Nâng cao chất lượng giống lúa, đáp ứng nhu cầu của thị trường",
            "Chủ tịch huyện Lê Văn Lúa: Không để bà con thiếu giống",
            "Ông Lúa là Chủ tịch huyện Suối Vàng.",
            "Chủ tịch huyện Lê Văn Lúa ủng hộ Hợp tác xã Bến Đò.",
            "What the New Treaty Means for Small States in the North",
            "Bà con chờ giống mới",
            "Bà con cả huyện đồng tình, ủng hộ",
        ] {
            assert_eq!(found(&format!("{BODY}\n{line}\n{BODY}")), [0; 0], "{line}");
        }
    }

    #[test]
    fn a_list_of_people_and_a_page_without_final_stops_stay() {
        let speaks = "Chủ tịch huyện Lê Văn Lúa phát biểu tại hội nghị";
        assert!(found(&format!("Dự hội nghị có:\n{speaks}\n{BODY}")).is_empty());
        let open = BODY.trim_end_matches('.').repeat(4);
        assert!(found(&format!("{open}\n{BODY}\n{speaks}\n{BODY}\n{open}")).is_empty());
    }

    #[test]
    fn a_line_that_stands_twice_in_a_row_is_a_caption() {
        let line = "Lò gạch cũ ven sông lúc trời sáng";
        assert_eq!(found(&format!("{BODY}\n{line}\n{BODY}")), [0; 0]);
        let text = format!("{BODY}\n{line}\n{line}\n{BODY}");
        let lines: Vec<Line> = text.lines().enumerate().map(|(at, text)| Line::new(at + 1, text)).collect();
        let verdicts = [None, None, Some(("repeat", Some(1))), None];
        assert_eq!(captions(&Page::new(&LineShape::of_lines(&lines), &verdicts, &[])).len(), 1);
    }
}
