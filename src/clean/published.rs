//! The line near the headline that says when the article came out.

use itertools::Itertools;

use super::bylines::is_names;
use super::dates::{is_date, names_time};
use super::{Paragraph, Removed, letters};
use crate::read::date_of_line;

/// Longest such line, in words: the author, the section, weekday, date, time.
const MOST_WORDS: usize = 20;
/// Words from which a line is running text, with a final stop and without one.
const SENTENCE: usize = 6;
const LONG: usize = 20;
/// Longest line of a box between the headline and its date, in words; a teaser is longer.
const LABEL: usize = 4;

/// Words that say that an article came out, and that it was changed.
const PUBLISHED: [&str; 4] = ["published", "posted", "đăng", "xuất bản"];
const UPDATED: [&str; 4] = ["updated", "modified", "cập nhật", "sửa"];
/// What a weekday begins with.
const WEEKDAYS: [&str; 9] = ["thứ", "chủ", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A line near the headline.
struct Near<'a> {
    line: usize,
    text: &'a str,
    /// Why it was left out, if it was.
    reason: Option<&'static str>,
}

/// The line that dates an article: below its headline, below its summary, or right above the headline, where the masthead
/// says what day it is as well. None at its end, which may date what the article is about.
pub fn date_line(paragraphs: &[Paragraph], removed: &[Removed]) -> Option<String> {
    let headline = paragraphs.iter().find(|paragraph| paragraph.headline).map(|paragraph| paragraph.line);
    let mut running = paragraphs.iter().filter(|paragraph| runs(paragraph)).map(|paragraph| paragraph.line);
    let body = running.next().unwrap_or(usize::MAX);
    // Under the summary, which text follows.
    let end = running.take(2).last().unwrap_or(body);
    let kept = paragraphs.iter().map(|kept| Near { line: kept.line, text: &kept.text, reason: None });
    let removed = removed.iter();
    let removed = removed.map(|gone| Near { line: gone.line, text: &gone.text, reason: Some(gone.reason) });
    let near = kept.merge_by(removed, |kept, gone| kept.line < gone.line).take_while(|near| near.line < end);
    let near: Vec<Near> = near.collect();
    let start = near.iter().position(|near| headline.is_none_or(|headline| near.line > headline))?;
    let (above, below) = near.split_at(start);
    let (below, under) = below.split_at(below.partition_point(|near| near.line < body));
    let found = match headline {
        Some(_) => below_headline(below).or_else(|| above.iter().rev().nth(1).filter(|near| is_certain(near))),
        None => below.iter().rev().find(|near| is_certain(near)),
    };
    let found = found.or_else(|| under.iter().find(|near| near.reason == Some("date_bar") && is_dated(near)));
    found.map(|near| near.text.to_string())
}

/// The first date below the headline that isn't that of a change, if there is one. A box beside the article holds those of
/// others.
fn below_headline<'a>(below: &'a [Near<'a>]) -> Option<&'a Near<'a>> {
    let is_label = |near: &Near| near.text.split_whitespace().nth(LABEL).is_none() || is_dated(near);
    let labels = below.iter().take_while(|near| is_label(near)).count();
    let is_own = |place: usize| !is_beside(&below[place]) || place < labels;
    let dated =
        || (0..below.len()).filter(|&place| is_own(place) && is_dated(&below[place])).map(|place| &below[place]);
    dated().find(|near| !says(near.text, &UPDATED) || says(near.text, &PUBLISHED)).or_else(|| dated().next())
}

/// Whether the format puts a line outside the article.
fn is_beside(near: &Near) -> bool {
    matches!(near.reason, Some("outside" | "link"))
}

/// Whether a line above the headline dates the article: a masthead says the weekday, but no time of day.
fn is_certain(near: &Near) -> bool {
    let of_article = says(near.text, &PUBLISHED) || says(near.text, &UPDATED) || names_time(near.text);
    let low = near.text.trim_start().to_lowercase();
    let is_masthead = is_beside(near) || WEEKDAYS.iter().any(|weekday| low.starts_with(weekday));
    is_dated(near) && (of_article || !is_masthead)
}

fn says(text: &str, words: &[&str]) -> bool {
    let low = text.to_lowercase();
    words.iter().any(|word| low.contains(word))
}

/// Running text: it ends where a date would be too late.
fn runs(paragraph: &Paragraph) -> bool {
    let words = letters::parts(&paragraph.text).take(LONG).count();
    let is_closed = || paragraph.text.trim_end_matches(['"', '”', '»', ')', ' ']).ends_with(['.', '…']);
    !paragraph.headline && (words >= LONG || words >= SENTENCE && is_closed())
}

/// Whether a line holds a day, and beside it nothing but who wrote, where, and how often it was read.
fn is_dated(near: &Near) -> bool {
    let text = near.text.trim();
    if text.split_whitespace().nth(MOST_WORDS).is_some() || date_of_line(text, false).is_none() {
        return false;
    }
    match near.reason {
        Some("byline") => true,
        // Dates that are kept head the entries of a chronicle.
        None if is_date(text) => false,
        _ => parts(text).any(is_dated_part),
    }
}

/// The parts of a line between its marks.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let strokes = text.split(['|', '•', '·', '[', ']', '»', '›', '\t']);
    let dashes = strokes.flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    dashes.flat_map(|part| part.split(" / ")).map(str::trim)
}

fn is_dated_part(part: &str) -> bool {
    let is_day = |text: &str| is_date(text) && date_of_line(text, false).is_some();
    let by = [" by ", " bởi "].iter().filter_map(|by| part.split_once(by)).any(|(date, _)| is_day(date));
    let at = || part.split_once(", ngày ").is_some_and(|(place, date)| is_names(place) && is_day(date));
    is_day(part) || by || at()
}

#[cfg(test)]
mod tests {
    use crate::clean::clean;
    use crate::options::Cleaning;
    use crate::read::{Line, LineMark};

    const BODY: &str = "Sáng nay, bà con hai xã ven sông đã ra đồng gặt lúa sớm hơn mọi năm vì lo mưa lớn kéo dài.";

    fn date_line(lines: &[&str]) -> Option<String> {
        let lines = lines.iter().zip(1..).map(|(text, number)| Line::new(2 * number, text)).collect();
        clean(lines, &Cleaning::default()).date_line
    }

    fn below(date: &str) -> Option<String> {
        date_line(&["Nông dân hai xã gặt lúa sớm trước mùa mưa bão", date, BODY, &BODY.replace("hai", "ba"), BODY])
    }

    #[test]
    fn the_line_below_the_headline_dates_the_article_in_all_the_ways_of_papers() {
        for date in [
            "Thứ Ba, 14/12/2021, 08:30 (GMT+7)",
            "14:30 | 14/12/2021",
            "Ngày 14 tháng 12 năm 2021",
            "Published: 14 December 2021",
            "Dec 14, 2021 8:30 AM",
            "8:30 a.m. ET, December 14, 2021",
            "2021-12-14T08:30:00+07:00",
            "Ngày đăng: 14/12/2021 | Lượt xem: 234",
            "Đăng ngày 14/12/2021 bởi Quản trị",
            "Hoài An - 14/12/2021 08:30",
            "By Jane Doe, 14 December 2021",
            "Đời sống - Thứ Ba, 14/12/2021",
            "T3, 14/12/2021 | 08:30",
            "14/12/2021 08:30 SA",
            "14 Thg 12, 2021",
            "[14/12/2021 08:30]",
            "Posted on December 14, 2021 by editor",
            "Hà Nội, ngày 14 tháng 12 năm 2021",
            "Cập nhật lúc 14/12/2021 08:30",
        ] {
            assert_eq!(below(date).as_deref(), Some(date));
        }
    }

    #[test]
    fn what_is_no_date_of_the_article_gives_none() {
        for text in ["3 giờ trước", "08:30", "Tháng 12/2021", "Mở hội thi từ 14/12/2021", "Giá lúa 27.15", "Hoài An"]
        {
            assert_eq!(below(text), None, "{text}");
        }
        let title = "Nông dân hai xã gặt lúa sớm trước mùa mưa bão";
        let entry = "Hai xã gặt lúa sớm.";
        assert_eq!(date_line(&["Nhật ký mùa gặt", "02/03/1956", entry, "03/03/1956", BODY, "04/03/1956", entry]), None);
        // What day it is, by the masthead; the day of what is told.
        assert_eq!(date_line(&["Thứ sáu, 18/10/2019", title, BODY, &BODY.replace("hai", "ba")]), None);
        assert_eq!(date_line(&[title, BODY, &BODY.replace("hai", "ba"), "Ngày 14/12/2021"]), None);
        assert_eq!(date_line(&["Ngày hội 2019: 14/12/2019", "Trang chủ", title, BODY]), None);
    }

    #[test]
    fn a_date_above_the_headline_or_under_the_summary_counts_where_it_is_sure() {
        let title = "Nông dân hai xã gặt lúa sớm trước mùa mưa bão";
        let date = "Thứ ba, 14/12/2021, 08:30 (GMT+7)";
        assert_eq!(date_line(&[date, title, BODY, &BODY.replace("hai", "ba")]).as_deref(), Some(date));
        let others = [BODY.replace("hai", "ba"), BODY.replace("hai", "bốn")];
        assert_eq!(date_line(&[title, BODY, date, &others[0], &others[1]]).as_deref(), Some(date));
        let dates = ["Cập nhật: 20/01/2022", "Đăng ngày: 14/12/2021"];
        assert_eq!(date_line(&[title, dates[0], dates[1], BODY]).as_deref(), Some(dates[1]));
    }

    #[test]
    fn the_date_of_a_teaser_beside_the_headline_is_another() {
        let title = "Nông dân hai xã gặt lúa sớm trước mùa mưa bão";
        let of = |box_: &[&str]| {
            let outside = |(text, number): (&&str, usize)| Line { mark: LineMark::Outside, ..Line::new(number, text) };
            let mut lines = vec![Line { mark: LineMark::Heading, ..Line::new(1, title) }];
            lines.extend(box_.iter().zip(2..).map(outside));
            lines.push(Line::new(9, BODY));
            clean(lines, &Cleaning::default()).date_line
        };
        assert_eq!(of(&["Hoài An", "14/12/2021"]).as_deref(), Some("14/12/2021"));
        assert_eq!(of(&["Chợ phiên vùng cao họp sớm hơn", "1/3/2024"]), None);
    }
}
