//! A date as people write it -> ISO 8601, as much of it as is known: "2021-12-14", "2021-12", "2021".

pub mod months;

use std::sync::OnceLock;

use regex::{Captures, Regex};

/// The days of a month, at most.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Ways to write a date, with `y`, `m`, `d` for year, month, day, `a`, `b` for day and month in either order, `n` for
/// an English month's name, `f` for one of another language, and `s` for one that is no other word; in the order in which
/// they are tried. No digit or letter is next to the number at either end.
static WAYS: [Way; 15] = [
    Way::new(r"(?<y>(?:1[5-9]|20)\d\d)([-/._])(?<m>\d{1,2})([-/._])(?<d>\d{1,2})(?:T[\d:.,+Zz-]+)?"),
    Way::new(r"(?<y>(?:1[89]|20)\d\d)(?<m>\d\d)(?<d>\d\d)(?:T(?-i:\w+))?"),
    Way::new(r"(?<a>\d{1,2})\s?[-/.]\s?(?<b>\d{1,2})\s?[-/.]\s?(?<y>(?:1[5-9]|20)\d\d)"),
    Way::new(r"(?<d>\d{1,2})\s+(?:tháng|thg)\s+(?<m>\d{1,2})[\s,]+(?:năm\s+)?(?<y>(?:1[5-9]|20)\d\d)"),
    Way::new(r"(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<n>[a-z]{3,9})\.?,?\s+(?<y>(?:1[5-9]|20)\d\d)"),
    Way::new(r"(?<n>[a-z]{3,9})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>(?:1[5-9]|20)\d\d)"),
    // "1er mars 2014", "5. Oktober 2013", "3 de enero de 2018".
    Way::new(
        r"(?<d>\d{1,2})(?:er|\.|º)?\s+(?:de\s+)?(?<f>(?-i:\p{L}{3,10}))\.?,?\s+(?:del?\s+)?(?<y>(?:1[5-9]|20)\d\d)",
    ),
    Way::new(r"(?<s>(?-i:\p{L}{4,10}))\s+(?<d>\d{1,2}),?\s+(?<y>(?:1[5-9]|20)\d\d)"),
    Way::new(r"(?<y>(?:1[5-9]|20)\d\d)[-/.](?<m>\d{1,2})"),
    Way::new(r"(?<m>\d{1,2})[-/.](?<y>(?:1[5-9]|20)\d\d)"),
    Way::new(r"tháng\s+(?<m>\d{1,2})[\s,]+(?:năm\s+)?(?<y>(?:1[5-9]|20)\d\d)"),
    Way::new(r"(?<n>[a-z]{3,9})\.?,?\s+(?<y>(?:1[5-9]|20)\d\d)"),
    Way::new(r"(?<s>(?-i:\p{L}{4,10}))\.?,?\s+(?:de\s+)?(?<y>(?:1[5-9]|20)\d\d)"),
    Way::new(r"(?<y>(?:19|20)\d\d)"),
    // As archives write it: "1887", "[1887?]", "c. 1887".
    Way::new(r"\A\s*(?:(?:năm|year|in|c\.|ca\.?|circa)\s*)?[\[(]?(?<y>1[5-8]\d\d)\??[\])]?\.?\s*\z"),
];

/// A way to write a date. Its expression is made when the first text comes that is in none of the ways before: most are
/// never asked for, and to make all takes longer than to read a small corpus.
struct Way {
    pattern: &'static str,
    made: OnceLock<Option<Regex>>,
}

impl Way {
    const fn new(pattern: &'static str) -> Way {
        Way { pattern, made: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        // In any case, but for the classes: all their characters would be folded.
        let bounded = || format!(r"(?:^|[^\p{{L}}\d])(?i:{})(?:$|[^\p{{L}}\d])", self.pattern);
        self.made.get_or_init(|| Regex::new(&bounded()).ok()).as_ref()
    }
}

/// The ways in which a text may name a date; none where it holds the beginning of no year, which all of them have.
fn ways(text: &str) -> impl Iterator<Item = &'static Regex> {
    let begins_year = |pair: &[u8]| matches!(pair, [b'1', b'5'..=b'9'] | [b'2', b'0']);
    let may_name = text.as_bytes().windows(2).any(begins_year);
    WAYS.iter().filter(move |_| may_name).filter_map(Way::regex)
}

/// The number of the month of a name; `None` where it is none.
type MonthOf = fn(&str) -> Option<u32>;

/// What knows the names of months in each group of [`WAYS`].
const NAMES: [(&str, MonthOf); 3] = [("n", months::english), ("f", months::of_any_language), ("s", months::sure)];

/// Finds the date that a text names: the first of those written most fully. Where day and month could be either, the
/// day comes first, as in Vietnam.
pub fn iso(text: &str) -> Option<String> {
    find(text).map(|(_, date)| date)
}

/// The numbers of day and month in a date in which either could come first: 3 and 4 in "03/04/2021".
pub fn day_or_month(text: &str) -> Option<(u32, u32)> {
    numbers(&find(text)?.0)
}

/// Whether day and month of the date in a text could be either.
pub fn is_ambiguous(text: &str) -> bool {
    day_or_month(text).is_some_and(|(first, second)| first != second && first <= 12 && second <= 12)
}

/// The day that a line which dates an article speaks of: of several the first in time, since an article is changed after it
/// came out. `None` where it speaks of no day, or of one that could be another.
pub fn of_line(line: &str, is_english: bool) -> Option<String> {
    let days =
        |way: &Regex| way.captures_iter(line).filter_map(|found| written(&found)).filter(|date| date.len() == 10).min();
    let day = ways(line).find_map(days)?;
    (!is_english || !is_ambiguous(line)).then_some(day)
}

/// The same date with the month first; `None` where it is written otherwise, or has no such month.
pub fn iso_month_first(text: &str) -> Option<String> {
    let (found, _) = find(text)?;
    let ((month, day), year) = (numbers(&found)?, found.name("y")?.as_str().parse().ok()?);
    dated(year, Some(month), Some(day))
}

fn find(text: &str) -> Option<(Captures<'_>, String)> {
    ways(text).find_map(|way| {
        way.captures_iter(text).find_map(|found| {
            let date = written(&found)?;
            Some((found, date))
        })
    })
}

fn numbers(found: &Captures) -> Option<(u32, u32)> {
    let number = |name: &str| found.name(name)?.as_str().parse::<u32>().ok();
    Some((number("a")?, number("b")?))
}

fn written(found: &Captures) -> Option<String> {
    let number = |name: &str| found.name(name)?.as_str().parse::<u32>().ok();
    let year = number("y")?;
    let (mut month, mut day) = (number("m"), number("d"));
    if let Some((first, second)) = numbers(found) {
        (day, month) = if second > 12 { (Some(second), Some(first)) } else { (Some(first), Some(second)) };
    }
    for (group, known) in NAMES {
        if let Some(name) = found.name(group) {
            month = Some(known(name.as_str())?);
        }
    }
    dated(year, month, day)
}

fn dated(year: u32, month: Option<u32>, day: Option<u32>) -> Option<String> {
    match (month, day) {
        (None, _) => Some(format!("{year}")),
        (Some(month @ 1..=12), None) => Some(format!("{year}-{month:02}")),
        (Some(month @ 1..=12), Some(day)) if (1..=DAYS[month as usize - 1]).contains(&day) => {
            Some(format!("{year}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_the_usual_ways_are_brought_to_iso_8601() {
        for (date, expected) in [
            ("2013-12-20", "2013-12-20"),
            ("2013-12-20T08:15:00+07:00", "2013-12-20"),
            ("20131220", "2013-12-20"),
            ("20/12/2013", "2013-12-20"),
            ("5.2.2021", "2021-02-05"),
            ("12/20/2013", "2013-12-20"),
            ("Thứ ba, 14/12/2021 | 08:30 GMT+7", "2021-12-14"),
            ("15:16, 20 - 12 - 2023", "2023-12-20"),
            ("Hà Nội, ngày 5 tháng 2 năm 2021", "2021-02-05"),
            ("ngày 14 tháng 12, 2021", "2021-12-14"),
            ("Dec. 14, 2021", "2021-12-14"),
            ("14th of September 2021", "2021-09-14"),
            ("Tue, 14 Dec 2021 08:30:00 +0700", "2021-12-14"),
            ("tháng 12 năm 2021", "2021-12"),
            ("12/2021", "2021-12"),
            ("2021-12", "2021-12"),
            ("March 2021", "2021-03"),
            ("2021", "2021"),
            ("1885-03-02", "1885-03-02"),
            ("2 tháng 9, 1858", "1858-09-02"),
            ("14/12/1789", "1789-12-14"),
            ("18850302", "1885-03-02"),
            ("1885", "1885"),
            ("báo/2021/12/14/bai-viet.html", "2021-12-14"),
            ("2021_12_14_tin.txt", "2021-12-14"),
            ("a_20211214_b.txt", "2021-12-14"),
        ] {
            assert_eq!(iso(date).as_deref(), Some(expected), "{date}");
        }
    }

    #[test]
    fn months_are_known_in_the_languages_of_press_databases() {
        for (date, expected) in [
            ("jeudi 5 octobre 2013", "2013-10-05"),
            ("Samedi 1er mars 2014, p. 3", "2014-03-01"),
            ("le 14 décembre 2021", "2021-12-14"),
            ("12 févr. 2019", "2019-02-12"),
            ("5. Oktober 2013", "2013-10-05"),
            ("Mittwoch, 3. Januar 2018", "2018-01-03"),
            ("31. März 2019 Sonntag", "2019-03-31"),
            ("3 de enero de 2018", "2018-01-03"),
            ("12 de septiembre del 2019", "2019-09-12"),
            ("donderdag 5 mei 2016", "2016-05-05"),
            ("12 tháng 3 năm 2019", "2019-03-12"),
            ("January 28, 1993, Tuesday, Late Edition - Final", "1993-01-28"),
            ("31 December 2018 Monday", "2018-12-31"),
            ("December 31, 2018 Monday 8:52 AM GMT", "2018-12-31"),
            ("2 May 2018", "2018-05-02"),
            ("Sept. 3, 2018", "2018-09-03"),
            ("Octobre 2013", "2013-10"),
            ("März 2019", "2019-03"),
        ] {
            assert_eq!(iso(date).as_deref(), Some(expected), "{date}");
        }
    }

    #[test]
    fn a_word_that_is_another_or_only_begins_like_a_month_is_none() {
        for text in [
            "decision 12, 2013",
            "Marshal 12, 2013",
            "the 5 marshals 2013",
            "Mars 2013",
            "Mars 12, 2013",
            "ngày mai 2013",
            "12 marchers 2013",
            "August1 2013",
            "Mayor 3, 2013",
        ] {
            assert_eq!(iso(text).as_deref(), Some("2013"), "{text}");
        }
    }

    #[test]
    fn a_date_of_numbers_alone_can_be_read_month_first() {
        assert_eq!((day_or_month("03/04/2021 08:30"), day_or_month("2021-04-03")), (Some((3, 4)), None));
        assert_eq!(iso_month_first("03.04.2021").as_deref(), Some("2021-03-04"));
        assert_eq!((iso_month_first("13/04/2021"), iso_month_first("2021-04-03")), (None, None));
    }

    #[test]
    fn every_way_is_an_expression_that_needs_the_beginning_of_a_year() {
        for way in &WAYS {
            let without = ["5 tháng 3 năm 2", "5/3/13", "3rd May 99", "1er mars '13", "in 1 of 5"];
            assert!(way.regex().is_some_and(|way| !without.iter().any(|text| way.is_match(text))), "{}", way.pattern);
        }
        assert_eq!((ways("5/3/13").count(), ways("1507").count(), ways("x2013").count()), (0, WAYS.len(), WAYS.len()));
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for text in
            ["hôm qua", "12/13", "1530 GMT", "31/2/2021x", "2021a", "003_2e8d82e9d2019cdd4e.txt", "HNNG 32", "120213"]
        {
            assert_eq!(iso(text), None, "{text}");
        }
        // No such day: the month may still be meant.
        assert_eq!(iso("2021-13-40").as_deref(), Some("2021"));
    }
}
