//! Whole articles: which lines stay; and what is true of any input at all.

mod pages;

use proptest::prelude::*;

use super::page::{LineFinding, LineShape, Page};
use super::{BROKEN_LINE, Cleaning, Line, RULES, Reason, check_in, clean, clean_by, reasons};

fn lines(text: &str) -> Vec<Line> {
    let numbered = text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty());
    numbered.map(|(i, text)| Line::new(i + 1, text)).collect()
}

/// Cleans a page whose lines open with "= " if they must stay as they are, "! " if they must stay as the headline, and
/// "x " if they must go; the marks are cut off first.
fn check(page: &str, name: &str) {
    let marked: Vec<(char, Line)> = lines(page)
        .into_iter()
        .map(|line| {
            let (mark, text) = line.text.split_at(1);
            let text = text.strip_prefix(' ').unwrap_or_default().to_string();
            (mark.chars().next().unwrap_or(' '), Line::new(line.number, text))
        })
        .collect();
    let expected: Vec<(usize, bool)> =
        marked.iter().filter(|(mark, _)| *mark != 'x').map(|(mark, line)| (line.number, *mark == '!')).collect();
    let cleaned = clean(marked.into_iter().map(|(_, line)| line).collect(), &Cleaning::default());
    let mut kept: Vec<(usize, bool)> = cleaned.paragraphs.iter().map(|p| (p.line, p.headline)).collect();
    kept.extend(cleaned.joined.iter().map(|joined| (joined.line, false)));
    kept.sort_unstable();
    assert_eq!(kept, expected, "{name}: removed: {:#?}", cleaned.removed);
}

#[test]
fn a_copy_names_the_line_it_repeats() {
    let page = "Gió mùa về sớm hơn mọi năm, bà con đã gặt xong lúa trên những thửa ruộng cao.";
    let cleaned = clean(lines(&format!("{page}\n\n{page}")), &Cleaning::default());
    assert_eq!(
        (cleaned.removed[0].line, cleaned.removed[0].reason, cleaned.removed[0].similar_to),
        (3, "repeat", Some(1))
    );
}

#[test]
fn a_rule_that_is_off_does_not_run_and_a_users_phrase_does() {
    let page = lines(
        "Chợ quê ngày giáp Tết\n\nMai Lâm\n\nChợ họp từ tờ mờ sáng, người mua kẻ bán chen chân.\n\nBản tin do Mùa Vàng biên soạn lại từ nhiều báo.",
    );
    let kept = |off: &[&str], phrases: &[&str]| {
        let own = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        let cleaned = clean(page.clone(), &Cleaning { off: own(off), phrases: own(phrases) });
        cleaned.paragraphs.iter().map(|p| p.line).collect::<Vec<_>>()
    };
    assert_eq!(kept(&[], &[]), [1, 5, 7]);
    assert_eq!(kept(&["byline"], &[]), [1, 3, 5, 7]);
    assert_eq!(kept(&[], &["do mùa vàng", " "]), [1, 5]);
}

#[test]
fn every_name_of_a_rule_is_its_own_but_captions_are_sought_twice() {
    let mut names: Vec<&str> = RULES.iter().map(|(reason, _)| reason.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len() + 1, RULES.len());
    assert_eq!(RULES.iter().filter(|(reason, _)| reason.name == "caption").count(), 2);
}

/// A rule that nobody has added: lines in capitals.
fn shouted(page: &Page) -> Vec<LineFinding> {
    let is_loud = |text: &str| text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    page.shapes().filter(|(_, shape)| is_loud(shape.text)).map(|(at, _)| LineFinding::at(at)).collect()
}

#[test]
fn a_row_is_all_that_another_rule_takes() {
    let table = [RULES, &[(Reason::new("shouted", "It shouts.", "Dòng viết hoa."), shouted as _)]].concat();
    let page = lines(
        "Chợ quê ngày giáp Tết\n\nChợ họp từ tờ mờ sáng, người mua kẻ bán chen chân.\n\nXEM NGAY HÔM NAY KẺO LỠ, BẠN ƠI.",
    );
    let cleaning =
        |off: &[&str]| Cleaning { off: off.iter().map(ToString::to_string).collect(), ..Cleaning::default() };
    let removed = |off| clean_by(&table, page.clone(), &cleaning(off)).removed;
    assert_eq!(removed(&[]).iter().map(|gone| (gone.line, gone.reason)).collect::<Vec<_>>(), [(5, "shouted")]);
    assert!(removed(&["shouted"]).is_empty());
    assert!(check_in(&table, &cleaning(&["shouted"])).is_ok() && check_in(RULES, &cleaning(&["shouted"])).is_err());
}

#[test]
fn every_rule_finds_lines_of_the_page_and_none_that_repeats_itself() {
    let page = lines(&std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap());
    let shapes = LineShape::of_lines(&page);
    for off in 0..2 {
        let verdicts: Vec<_> = (0..page.len()).map(|at| (at % 2 < off).then_some(("gone", None))).collect();
        for (reason, rule) in RULES {
            for LineFinding { at, similar_to } in rule(&Page::new(&shapes, &verdicts, &[])) {
                assert!(
                    at < page.len() && similar_to.is_none_or(|first| first < page.len() && first != at),
                    "{}",
                    reason.name
                );
            }
        }
    }
}

#[test]
fn an_empty_article_stays_empty() {
    let cleaned = clean(Vec::new(), &Cleaning::default());
    assert!(cleaned.paragraphs.is_empty() && cleaned.removed.is_empty());
}

/// Lines like those of a page, and any string at all.
fn any_line() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Tin liên quan",
        "Ảnh: An",
        "(Ảnh",
        "(",
        ")",
        ":",
        "...",
        " …",
        "\u{a0}",
        "#",
        "Theo",
        "Nguồn:",
        "12/3/2020",
        "08:15",
        "Mưa về trên bến vắng",
        "Con đò nằm đợi ai qua sông chiều nay.",
        "Bình luận",
        "Trả lời",
        "Thích",
        ">>",
        "©",
        "°C",
        "İ",
        "ẞ",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.join(" ")), any::<String>(), "\\PC{0,60}",]
}

proptest! {
    #[test]
    fn every_line_is_kept_as_it_was_or_removed_once_in_order(texts in prop::collection::vec(any_line(), 0..40), gaps in prop::collection::vec(1usize..3, 40)) {
        let numbers = gaps.iter().scan(0, |number, gap| { *number += gap; Some(*number) });
        let page: Vec<Line> = texts.into_iter().zip(numbers).map(|(text, number)| Line::new(number, text)).collect();
        let cleaned = clean(page.clone(), &Cleaning { off: vec![BROKEN_LINE.to_string()], phrases: Vec::new() });
        let joined = clean(page.clone(), &Cleaning::default());
        let of_joined = joined.joined.iter().map(|joined| joined.line);
        let kept = joined.paragraphs.iter().map(|paragraph| paragraph.line).chain(of_joined);
        let mut all: Vec<usize> = kept.chain(joined.removed.iter().map(|removed| removed.line)).collect();
        all.sort_unstable();
        prop_assert_eq!(all, page.iter().map(|line| line.number).collect::<Vec<_>>());
        prop_assert!(cleaned.paragraphs.is_sorted_by(|a, b| a.line < b.line));
        prop_assert!(cleaned.removed.is_sorted_by(|a, b| a.line < b.line));
        let known = |reason| reasons().any(|known| known.name == reason);
        prop_assert!(cleaned.removed.iter().all(|removed| known(removed.reason)));
        prop_assert!(cleaned.paragraphs.iter().filter(|p| p.headline).count() <= 1);
        let mut back: Vec<Line> = cleaned.paragraphs.into_iter().map(|p| Line::new(p.line, p.text)).collect();
        back.extend(cleaned.removed.into_iter().map(|r| Line::new(r.line, r.text)));
        back.sort_by_key(|line| line.number);
        prop_assert_eq!(back, page);
    }
}
