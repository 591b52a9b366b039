//! The order of groups: the user's, else that of their dates, else that of their names.

use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools;

use super::mention::{from_roman, from_words};
use super::names::alike;
use crate::language::Alphabet;
use crate::warning::Warning;

/// The groups in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Their names.
    pub names: Vec<String>,
    /// What the order follows.
    pub by: By,
    /// Those without a date, where others have one, and their names don't settle the order.
    pub undated: Vec<String>,
}

/// What the order of the groups follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// What the user lists, and for other groups what comes next here.
    List,
    /// The earliest date of each.
    Date,
    /// The times or numbers in their names.
    Number,
    /// The alphabet: their names say no order.
    Alphabet,
}

impl Order {
    /// The order of groups, each with its earliest date.
    pub fn new<'n>(groups: impl IntoIterator<Item = (&'n str, Option<&'n str>)>, listed: &[String]) -> Order {
        let dates: BTreeMap<&str, Option<&str>> = groups.into_iter().collect();
        let mut names = natural(dates.keys().copied());
        let (dated, undated): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| dates[*name].is_some());
        let mut by = if names.iter().all(|name| counts(name)) { By::Number } else { By::Alphabet };
        let is_settled = are_counted(&names) && dated.iter().map(|name| dates[name]).is_sorted();
        if undated.is_empty() {
            by = By::Date;
            names.sort_by_key(|name| dates[name]);
        }
        if !listed.is_empty() {
            by = By::List;
            names.sort_by_cached_key(|name| {
                listed.iter().position(|listed| alike(listed) == alike(name)).unwrap_or(listed.len())
            });
        }
        let owned = |names: Vec<&str>| names.into_iter().map(String::from).collect();
        let undated = if dated.is_empty() || is_settled { Vec::new() } else { owned(undated) };
        Order { names: owned(names), by, undated }
    }

    /// What the user should know of it; `listed` is what the order was made with.
    pub fn warnings(&self, listed: &[String]) -> Vec<Warning> {
        let is_known = |listed: &&String| self.names.iter().any(|name| alike(name) == alike(listed));
        let unknown = listed.iter().filter(|listed| !is_known(listed));
        let unknown = unknown.map(|group| Warning::NoSuchGroup { group: group.clone() });
        let undated = (matches!(self.by, By::Number | By::Alphabet) && !self.undated.is_empty())
            .then(|| Warning::Undated { groups: self.undated.clone(), order: self.names.clone() });
        unknown.chain(undated).collect()
    }
}

/// The names in the order of what they count: the times that they name, if all name one; else numbers in digits, and Roman
/// numerals or words for numbers where names differ in nothing else; letters elsewhere.
fn natural<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let words: BTreeMap<&str, Vec<String>> = names.into_iter().map(|name| (name, words(name))).collect();
    let times: Vec<_> = words.values().map(|words| time(words)).collect();
    let all = |is_known: fn(&Time) -> bool| times.iter().all(|time| time.as_ref().is_some_and(is_known));
    // A year for all or for none: else nobody knows how they stand.
    let are_times = all(|time| time.year.is_some()) || all(|time| time.year.is_none());
    let numerals = numerals(words.values());
    let alphabet = Alphabet::of(&["vi".to_string()].into());
    let key = |name: &str| {
        let words = &words[name];
        let is_numeral = |at: usize| numerals.contains(&(at, rest(words, at)));
        let parts = words.iter().enumerate().map(|(at, word)| part(word, is_numeral(at), &alphabet));
        // "Sau Hội nghị 31" stands by "Hội nghị 31", whose time it speaks of.
        let beside = words.first().filter(|_| words.len() > 1).and_then(|word| beside(word));
        let parts = parts.skip(usize::from(beside.is_some())).collect_vec();
        (time(words).filter(|_| are_times), parts, beside.unwrap_or(0))
    };
    words.keys().copied().sorted_by_cached_key(|name| (key(name), *name)).collect()
}

/// Whether a name has a time or a number in it.
fn counts(name: &str) -> bool {
    let words = words(name);
    time(&words).is_some() || words.iter().any(|word| number(word).is_some())
}

/// Whether the names say their order: all name a time with its year, or they differ in a number alone.
fn are_counted(names: &[&str]) -> bool {
    let words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let numerals = numerals(words.iter());
    let masked = |words: &Vec<String>| {
        let is_number = |at: usize| words[at].parse::<u64>().is_ok() || numerals.contains(&(at, rest(words, at)));
        let mask = |(at, word): (usize, &String)| (!is_number(at)).then(|| word.to_lowercase());
        words.iter().enumerate().map(mask).collect_vec()
    };
    let masked: BTreeSet<_> = words.iter().map(masked).collect();
    words.iter().all(|words| time(words).is_some_and(|time| time.year.is_some()))
        || masked.len() == 1 && masked.iter().flatten().any(Option::is_none)
}

/// A point in time, as much of it as is known.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Time {
    year: Option<u32>,
    /// From 1; of a quarter its first.
    month: u32,
    day: u32,
}

/// A part of a name, in the order in which parts come.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    /// Its key in the alphabet.
    Word(Vec<u8>),
}

/// Runs of digits and runs of letters, in small letters but for what could be a Roman numeral; `/` where it stands between
/// numbers.
fn words(name: &str) -> Vec<String> {
    let kind = |c: &char| match c {
        c if c.is_ascii_digit() => 0,
        c if c.is_alphanumeric() => 1,
        '/' | '-' | '.' | '–' => 2,
        _ => 3,
    };
    let runs = name.chars().chunk_by(kind);
    let runs = runs.into_iter().map(|(kind, run)| (kind, run.collect::<String>()));
    let runs =
        runs.filter(|(kind, run)| *kind < 2 || *kind == 2 && run.chars().count() == 1).map(|(kind, run)| match kind {
            1 if roman(&run).is_none() => run.to_lowercase(),
            2 => "/".to_string(),
            _ => run,
        });
    joined(runs.collect())
}

/// With the words of a number such as "ba mươi mốt" as one.
fn joined(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if from_words(last).is_some() && from_words(&format!("{last} {word}")).is_some() => {
                last.push(' ');
                last.push_str(&word);
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// What a name says beside its word number `at`.
fn rest(words: &[String], at: usize) -> Vec<String> {
    words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| word.to_lowercase()).collect()
}

/// Where a word in Roman numerals or for a number counts as one, by its place and what stands beside it: several names say
/// the same there, with nothing but numbers in that place.
fn numerals<'w>(names: impl Iterator<Item = &'w Vec<String>>) -> BTreeSet<(usize, Vec<String>)> {
    let mut places: BTreeMap<(usize, Vec<String>), Vec<&String>> = BTreeMap::new();
    for words in names {
        for (at, word) in words.iter().enumerate() {
            places.entry((at, rest(words, at))).or_default().push(word);
        }
    }
    let is_series = |words: &Vec<&String>| words.len() > 1 && words.iter().all(|word| number(word).is_some());
    places.into_iter().filter(|(_, words)| is_series(words)).map(|(place, _)| place).collect()
}

/// A word as a part; one that is a numeral as its number.
fn part(word: &str, is_numeral: bool, alphabet: &Alphabet) -> Part {
    let digits = word.parse().ok();
    match digits.or_else(|| number(word).filter(|_| is_numeral)) {
        Some(number) => Part::Number(number),
        None => Part::Word(alphabet.key(&word.to_lowercase())),
    }
}

/// English words for numbers.
const CARDINALS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// Words that follow one another, each with others for the same.
const SERIES: &[&[&[&str]]] = &[
    &[&["trước", "before", "pre"], &["trong", "during"], &["sau", "after", "post"]],
    &[&["đầu", "early", "beginning"], &["giữa", "mid", "middle"], &["cuối", "late", "end"]],
    &[&["baseline"], &["midline"], &["endline"]],
    &[&["sáng", "morning"], &["trưa", "noon"], &["chiều", "afternoon"], &["tối", "evening"], &["đêm", "night"]],
    &[&["xuân", "spring"], &["hạ", "hè", "summer"], &["thu", "autumn", "fall"], &["đông", "winter"]],
    &[&["monday"], &["tuesday"], &["wednesday"], &["thursday"], &["friday"], &["saturday"], &["sunday"]],
];

/// Where what a name begins with stands to the rest of it: before, within, behind.
fn beside(word: &str) -> Option<i8> {
    let place = SERIES[0].iter().position(|words| words.contains(&word))?;
    Some(place as i8 - 1)
}

/// The number that a word writes, in digits, Roman numerals, Vietnamese or English, or its place in a [`SERIES`].
fn number(word: &str) -> Option<u64> {
    let english = || {
        let place = |words: [&str; 12]| words.iter().position(|known| word.eq_ignore_ascii_case(known));
        place(CARDINALS).or_else(|| place(ORDINALS)).map(|place| place as u64 + 1)
    };
    let in_series = || {
        let place = |series: &&[&[&str]]| series.iter().position(|words| words.contains(&word));
        SERIES.iter().find_map(place).map(|place| place as u64)
    };
    word.parse()
        .ok()
        .or_else(|| roman(word))
        .or_else(|| from_words(word).map(u64::from))
        .or_else(english)
        .or_else(in_series)
}

/// The number of a Roman numeral in capitals, written as is the rule.
fn roman(word: &str) -> Option<u64> {
    let letters = [("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    if word.is_empty() || !word.chars().all(|c| "IVXLC".contains(c)) {
        return None;
    }
    let number = from_roman(word);
    let (mut left, mut written) = (number, "C".repeat(number as usize / 100));
    left %= 100;
    for (letter, value) in letters {
        while left >= value {
            left -= value;
            written += letter;
        }
    }
    (written == word).then_some(u64::from(number))
}

/// English months by their first three letters; in full they have no other beginning.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The time that a name names: a year, and a month or a quarter beside it; or one of these two alone. Of several years the
/// first counts.
fn time(words: &[String]) -> Option<Time> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let year = |word: &str| word.parse().ok().filter(|year| word.len() == 4 && (1000..3000).contains(year));
    let (mut time, mut is_known) = (Time { year: None, month: 0, day: 0 }, false);
    for at in 0..words.len() {
        let behind = |offset: usize| words.get(at + offset).copied().unwrap_or_default();
        let small = |word: &str, most: u64| number(word).filter(|number| (1..=most).contains(number)).map(|n| n as u32);
        let digits =
            |word: &str, most: u64| small(word, most).filter(|_| word.starts_with(|c: char| c.is_ascii_digit()));
        let first_month = |quarter: u32| 3 * quarter - 2;
        let named = |word: &str| {
            let is = |month: &&str| word == *month || word == &month[..3] || word == "sept" && month.starts_with(word);
            MONTHS.iter().position(is).map(|month| month as u32 + 1)
        };
        let (month, day) = match (words[at], behind(1)) {
            (month, _) if named(month).is_some() => (named(month), None),
            // 15/12/2021 and 12/2021, 2021-12-15 and 2021-12
            (day, "/") if behind(3) == "/" && year(behind(4)).is_some() => (digits(behind(2), 12), digits(day, 31)),
            (month, "/") if year(behind(2)).is_some() => (digits(month, 12), None),
            (first, "/") if year(first).is_some() && behind(3) == "/" => (digits(behind(2), 12), digits(behind(4), 31)),
            (first, "/") if year(first).is_some() => (digits(behind(2), 12), None),
            ("tháng", "giêng") => (Some(1), None),
            ("tháng", "chạp") => (Some(12), None),
            ("tháng", number) => (small(number, 12), None),
            ("quý" | "quarter" | "q", quarter) => (small(quarter, 4).map(first_month), None),
            (quarter, "q" | "quarter") => (small(quarter, 4).map(first_month), None),
            (quarter, "st" | "nd" | "rd" | "th") if behind(2) == "quarter" => {
                (small(quarter, 4).map(first_month), None)
            }
            (word, _) => {
                let is =
                    |month: &&str| word == *month || word == &month[..3] || word == "sept" && month.starts_with(word);
                (MONTHS.iter().position(is).map(|month| month as u32 + 1), None)
            }
        };
        if time.month == 0
            && let Some(month) = month
        {
            (time.month, time.day, is_known) = (month, day.unwrap_or(0), true);
        }
        if time.year.is_none() && year(words[at]).is_some() {
            (time.year, is_known) = (year(words[at]), true);
        }
    }
    is_known.then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names by their names, handed over from the last to the first.
    fn order(names: &[&str]) -> Vec<String> {
        Order::new(names.iter().rev().map(|name| (*name, None)), &[]).names
    }

    #[test]
    fn names_are_in_the_order_of_what_they_count() {
        for names in [
            &["2021-2", "2021-12", "2022-1"][..],
            &["HNNG 9", "HNNG 10", "x"],
            &["January 2023", "Feb 2023", "March 2023", "December 2023", "April 2024"],
            &["February", "April", "Sept", "October"],
            &["Tháng 9", "Tháng 10"],
            &["tháng Hai năm 2022", "tháng Mười năm 2022", "tháng Giêng năm 2023"],
            &["Q2 2022", "Q4 2022", "Q1 2023", "Q3 2023"],
            &["2022-Q4", "2023-Q1"],
            &["Quý III/2022", "Quý IV/2022", "Quý I/2023"],
            &["4th quarter 2022", "1st quarter 2023"],
            &["10/2022", "12/2022", "02/2023", "11/2023"],
            &["Báo A 12/2022", "Báo A 01/2023"],
            &["28/12/2022", "3/1/2023"],
            &["Khóa IV", "Khóa V", "Khóa IX", "Khóa X", "Khóa XIV"],
            &["Kỳ họp thứ chín", "Kỳ họp thứ mười", "Kỳ họp thứ hai mươi mốt"],
            &["First round", "Second round", "Third round"],
            &["Trước hội nghị 5", "Trong hội nghị 5", "Sau hội nghị 5"],
            &["Pre-summit", "Post-summit"],
            &["Trước Hội nghị 5", "Hội nghị 5", "Sau Hội nghị 5", "Hội nghị 6"],
            &["Trước 2015", "2015-2020", "Sau 2020"],
            &["6 tháng đầu năm 2022", "6 tháng cuối năm 2022"],
            &["Sep-2022", "Oct-2022", "Jan-2023"],
            &["Đà Nẵng", "Hà Nội", "Huế"],
            &["Before", "After"],
            &["Phase A", "Phase B", "Phase C", "Phase D"],
            &["Khóa I", "Khóa II", "Khóa IX", "Thời đổi mới"],
            &["Mix", "Vim"],
            &["2019", "Summit"],
        ] {
            assert_eq!(order(names), names);
        }
    }

    #[test]
    fn groups_are_in_the_order_of_their_dates_where_each_has_one_and_else_the_undated_are_named() {
        let dated = [("a", Some("2021-05")), ("b", Some("2001-01-02")), ("c", Some("2021"))];
        let order = Order::new(dated, &[]);
        assert_eq!(
            (order.names, order.by, order.undated),
            (["b", "c", "a"].map(String::from).to_vec(), By::Date, vec![])
        );
        let order = Order::new([("Accord", Some("2001")), ("Agreement", None)], &[]);
        assert_eq!((order.names.len(), order.by, order.warnings(&[]).len()), (2, By::Alphabet, 1));
        // The names say it themselves, and no date speaks against them; there it does.
        let warnings = |groups: [(&'static str, Option<&'static str>); 3]| Order::new(groups, &[]).warnings(&[]).len();
        assert_eq!(warnings([("10", Some("2001")), ("9", None), ("8", None)]), 0);
        assert_eq!(warnings([("10", Some("2001")), ("9", None), ("8", Some("2002"))]), 1);
        assert_eq!(warnings([("Accord", None), ("Agreement", None), ("Act", None)]), 0);
    }

    #[test]
    fn what_is_listed_comes_first_and_as_it_is_listed() {
        let listed = ["Sau", "trước", "Không có"].map(String::from);
        let order = Order::new([("A", Some("2001")), ("Trước", Some("2002")), ("sau", None)], &listed);
        assert_eq!((&order.names[..], order.by), (&["sau", "Trước", "A"].map(String::from)[..], By::List));
        assert_eq!(order.warnings(&listed), [Warning::NoSuchGroup { group: "Không có".to_string() }]);
    }

    #[test]
    fn roman_numerals_are_read_where_they_are_written_as_is_the_rule() {
        for (numeral, number) in
            [("I", 1), ("IV", 4), ("XIV", 14), ("XXXIX", 39), ("XLIX", 49), ("XCIX", 99), ("CX", 110)]
        {
            assert_eq!(roman(numeral), Some(number), "{numeral}");
        }
        for word in ["", "IIII", "VX", "IC", "xi", "MIX"] {
            assert_eq!(roman(word), None, "{word}");
        }
    }
}
