//! What the names of groups count: times, and numbers in digits, Roman numerals and words.

use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools;

use super::mention::{from_roman, from_words};
use crate::read::iso_date;

/// The name of a group, taken apart.
pub struct CountedName {
    /// Runs of digits and runs of letters, in small letters but for what could be a Roman numeral; `/` for a mark between
    /// numbers. The words of a number such as "ba mươi mốt" are one.
    pub words: Vec<String>,
    /// The time that it names.
    pub time: Option<EventTime>,
}

/// A point in time, as much of it as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventTime {
    /// The year.
    pub year: Option<u32>,
    /// From 1; of a quarter its first; 0 where it isn't known.
    month: u32,
    day: u32,
}

/// The place of a word in a name, and what else the name says.
type WordPlace = (usize, Vec<String>);

/// Where words count as the numbers that they write.
pub type Numerals = BTreeSet<WordPlace>;

impl CountedName {
    /// Takes a name apart.
    pub fn read(name: &str) -> CountedName {
        let words = words(name);
        CountedName { time: time(name, &words), words }
    }

    /// Whether it has a time or a number in it.
    pub fn counts(&self) -> bool {
        self.time.is_some() || self.words.iter().any(|word| number(word).is_some())
    }

    /// The place of its word number `at`.
    pub fn place(&self, at: usize) -> WordPlace {
        let others = self.words.iter().enumerate().filter(|(other, _)| *other != at);
        (at, others.map(|(_, word)| word.to_lowercase()).collect())
    }
}

/// Where a word in Roman numerals or for a number counts as one: several names are the same apart from it, with nothing
/// but numbers in its place.
pub fn numerals<'n>(names: impl Iterator<Item = &'n CountedName>) -> Numerals {
    let mut places: BTreeMap<WordPlace, Vec<&String>> = BTreeMap::new();
    for name in names {
        for (at, word) in name.words.iter().enumerate() {
            places.entry(name.place(at)).or_default().push(word);
        }
    }
    let is_series = |words: &Vec<&String>| words.len() > 1 && words.iter().all(|word| number(word).is_some());
    places.into_iter().filter(|(_, words)| is_series(words)).map(|(place, _)| place).collect()
}

/// See [`CountedName::words`].
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

/// How what a name begins with relates to the rest of it: before, during, after.
pub fn beside(word: &str) -> Option<i8> {
    let place = SERIES[0].iter().position(|words| words.contains(&word))?;
    Some(place as i8 - 1)
}

/// The number that a word writes, in digits, Roman numerals, Vietnamese or English, or its place in a [`SERIES`].
pub fn number(word: &str) -> Option<u64> {
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

/// The number of a Roman numeral in capitals, written by the rules.
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

/// English months; the first three letters stand for each, too.
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

/// The time that a name names: a date, or a year with a month or a quarter beside it, or one of these alone.
fn time(name: &str, words: &[String]) -> Option<EventTime> {
    let date = iso_date(name).unwrap_or_default();
    let mut parts = date.split('-').map(|part| part.parse().ok());
    let year = parts.next().flatten();
    let [month, day] = [(); 2].map(|()| parts.next().flatten());
    let month = month.or_else(|| words.windows(2).find_map(|pair| month_of(&pair[0], &pair[1])));
    let month = month.or_else(|| words.iter().find_map(|word| named_month(word)));
    (year.is_some() || month.is_some()).then_some(EventTime { year, month: month.unwrap_or(0), day: day.unwrap_or(0) })
}

/// The month that two words name, of a quarter the first.
fn month_of(word: &str, next: &str) -> Option<u32> {
    let small = |word: &str, most: u64| number(word).filter(|number| (1..=most).contains(number)).map(|n| n as u32);
    let quarter = |word: &str| small(word, 4).map(|quarter| 3 * quarter - 2);
    match (word, next) {
        ("tháng", "giêng") => Some(1),
        ("tháng", "chạp") => Some(12),
        ("tháng" | "t", number) => small(number, 12),
        ("quý" | "quarter" | "q", number) => quarter(number),
        (number, "q" | "quarter") => quarter(number),
        _ => None,
    }
}

fn named_month(word: &str) -> Option<u32> {
    let is = |month: &&str| word == *month || word == &month[..3] || word == "sept" && month.starts_with(word);
    MONTHS.iter().position(is).map(|month| month as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

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
