//! Where a text names an event: with its number, or one without a number in a spelling that is listed.

use anyhow::{Context, Result, ensure};
use itertools::Itertools;
use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::language::vietnamese::write_normal;
use crate::options::{EventName, SingleEvent, ToneMarks};

/// Finds the events that are listed.
#[derive(Debug)]
pub struct Events {
    /// Any of the names: a text without one is passed over at several times the speed of the patterns.
    named: Regex,
    /// Of series, whose events have numbers.
    series: Vec<Regex>,
    /// Of events without one, each with its place in `singles`.
    spellings: Vec<(usize, Regex)>,
    /// The groups of these.
    singles: Vec<String>,
}

/// An event; the later is the greater, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// One of a series, by its number.
    Numbered(u32),
    /// One without a number, by its place among those listed.
    Single(usize),
}

/// An event named in a text.
pub struct Mention<'t> {
    /// The event.
    pub event: Event,
    /// As the text names it.
    pub text: &'t str,
}

impl Events {
    /// Makes the patterns for the events of these names.
    ///
    /// # Errors
    /// A name without a letter, or too long for a pattern.
    pub fn new(names: &[EventName]) -> Result<Events> {
        let (mut series, mut spellings, mut singles, mut styles) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for name in names {
            match name {
                EventName::Series(name) => {
                    let composed = composed(name)?;
                    series.extend(patterns(&composed).with_context(|| unsearchable(name))?);
                    styles.push(any_style(&composed, r"\s+"));
                }
                EventName::Single(SingleEvent { name, spellings: listed }) => {
                    ensure!(!name.trim().is_empty(), "[groups] events: an event's name is empty");
                    let listed = if listed.is_empty() { std::slice::from_ref(name) } else { listed };
                    for spelling in listed {
                        // Names of files have other marks between words.
                        let style = any_style(&composed(spelling)?, r"[\s_–-]+");
                        let pattern =
                            ignoring_case(&whole(&style, spelling)).with_context(|| unsearchable(spelling))?;
                        spellings.push((singles.len(), pattern));
                        styles.push(style);
                    }
                    singles.push(name.trim().to_string());
                }
            }
        }
        Ok(Events { named: ignoring_case(&styles.join("|"))?, series, spellings, singles })
    }

    /// The events that a text names.
    pub fn mentions<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Mention<'t>> + 't {
        let (series, spellings) = match self.named.is_match(text) {
            true => (&self.series[..], &self.spellings[..]),
            false => (&[][..], &[][..]),
        };
        let numbered = series.iter().flat_map(move |event| event.captures_iter(text)).filter_map(|captures| {
            let whole = captures.get(0)?;
            let counted = captures.name("counter").is_some();
            if !counted && is_other_number(&text[whole.end()..]) {
                return None;
            }
            let number = number(captures.name("number")?.as_str(), counted)?;
            Some(Mention { event: Event::Numbered(number), text: whole.as_str() })
        });
        let single = spellings.iter().flat_map(move |(event, spelling)| {
            let mention = |found: regex::Match<'t>| Mention { event: Event::Single(*event), text: found.as_str() };
            spelling.find_iter(text).map(mention)
        });
        numbered.chain(single)
    }

    /// The group of an event.
    pub fn group(&self, event: Event) -> String {
        match event {
            Event::Numbered(number) => number.to_string(),
            Event::Single(place) => self.singles[place].clone(),
        }
    }
}

/// A name in composed letters.
fn composed(name: &str) -> Result<String> {
    ensure!(name.chars().any(char::is_alphabetic), "[groups] events: {name:?} names no event");
    Ok(name.trim().nfc().collect())
}

/// What is said of a name that makes no pattern.
fn unsearchable(name: &str) -> String {
    format!("[groups] events: {name:?} can't be searched for")
}

/// A pattern that matches no part of a word; `_` in names of files separates words, too.
fn whole(pattern: &str, name: &str) -> String {
    let edge = |is_letter: Option<bool>| if is_letter == Some(true) { r"(?:\b|_)" } else { "" };
    let (first, last) = (name.trim().chars().next(), name.trim().chars().next_back());
    format!("{}(?:{pattern}){}", edge(first.map(char::is_alphanumeric)), edge(last.map(char::is_alphanumeric)))
}

/// Whether a number without a counter ("thứ") is a date or counts something, by what follows it: "Hội nghị Ngoại giao
/// 15/12", "... 19-12", "... 63 tỉnh thành".
fn is_other_number(behind: &str) -> bool {
    let mut characters = behind.chars();
    let mark = characters.next();
    if matches!(mark, Some('/' | '-' | '.' | ',' | ':' | '–')) && characters.next().is_some_and(|c| c.is_ascii_digit())
    {
        return true;
    }
    let word = behind.split_whitespace().next().unwrap_or_default().to_lowercase();
    mark == Some(' ') && COUNTED.contains(&word.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// What numbers count in reports of conferences.
const COUNTED: &[&str] = &[
    "ngày",
    "năm",
    "tháng",
    "tuần",
    "giờ",
    "phút",
    "tỉnh",
    "thành",
    "nước",
    "quốc",
    "đại",
    "đoàn",
    "phiên",
    "lượt",
    "lần",
    "người",
    "địa",
    "đơn",
    "cơ",
    "bộ",
    "ban",
    "triệu",
    "tỷ",
    "tỉ",
    "nghìn",
    "cán",
    "trưởng",
    "days",
    "years",
    "months",
    "weeks",
    "hours",
    "countries",
    "delegates",
    "delegations",
    "provinces",
    "people",
    "sessions",
    "million",
    "billion",
];

/// What matches an event's name with its number, in any case and tone-mark style: the number after it ("Hội nghị Ngoại
/// giao toàn quốc (lần thứ 31)", "... lần thứ ba mươi mốt", "HNNG-31"), or before it ("31st Diplomatic Conference").
fn patterns(name: &str) -> Result<[Regex; 2]> {
    // An abbreviation may come right before its number.
    let gap = if name.contains(char::is_whitespace) { r#"[\s,:(“"–-]+"# } else { r#"[\s,:(“"–_-]*"# };
    let name = any_style(name, r"\s+");
    let word = NUMBER_WORDS.iter().map(|(word, _)| *word).chain(["mươi"]).join("|");
    let between = r"(?:\s+toàn\s+quốc|\s+Việt\s+Nam|\s+năm\s+\d{4}|\s*\([\p{Lu}]{2,8}\))*";
    let counter = r#"(?:(?P<counter>(?:lần\s+)?thứ|lần|số|no\.)[\s“"]+)?"#;
    let number = format!(r"(?P<number>\d{{1,3}}|[IVXLC]{{1,9}}|(?:(?:{word})\s+){{0,2}}(?:{word}))\b");
    let behind = format!(r"(?:\b|_){name}{between}{gap}{counter}{number}");
    let before = format!(r"\b(?P<number>\d{{1,3}})(?:st|nd|rd|th)\s+(?:\p{{L}}+\s+){{0,2}}{name}\b");
    Ok([ignoring_case(&behind)?, ignoring_case(&before)?])
}

fn ignoring_case(pattern: &str) -> Result<Regex> {
    Ok(RegexBuilder::new(pattern).case_insensitive(true).build()?)
}

/// A pattern for the name in which each syllable may be in either tone-mark style, with what may be between two.
fn any_style(name: &str, between: &str) -> String {
    let syllable = |syllable: &str| {
        [ToneMarks::Old, ToneMarks::New]
            .map(|style| {
                let mut normal = String::new();
                write_normal(syllable, style, &mut normal);
                regex::escape(&normal)
            })
            .iter()
            .unique()
            .join("|")
    };
    name.split_whitespace().map(|part| format!("(?:{})", syllable(part))).join(between)
}

/// Vietnamese words for digits, with those that change after "mươi".
const NUMBER_WORDS: [(&str, u32); 16] = [
    ("một", 1),
    ("mốt", 1),
    ("nhất", 1),
    ("hai", 2),
    ("nhì", 2),
    ("ba", 3),
    ("bốn", 4),
    ("tư", 4),
    ("năm", 5),
    ("lăm", 5),
    ("nhăm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
];

/// The number that digits, Roman numerals or Vietnamese words write; words, and numerals in small letters, are one only
/// after a counter ("thứ").
fn number(text: &str, counted: bool) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let numerals = if counted { text.to_uppercase() } else { text.to_string() };
    if numerals.chars().all(|c| "IVXLC".contains(c)) {
        return Some(from_roman(&numerals));
    }
    counted.then(|| from_words(&text.to_lowercase())).flatten()
}

pub(super) fn from_roman(text: &str) -> u32 {
    let digits = text.chars().map(|c| match c {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        _ => 100,
    });
    // From the right, a digit smaller than the one before it is taken away.
    let (number, _) = digits.rev().fold((0u32, 0), |(number, last), digit| {
        (if digit < last { number.saturating_sub(digit) } else { number + digit }, digit)
    });
    number
}

/// The number that Vietnamese words write, in small letters: "hai mươi tám" is 28, "mười lăm" 15, "ba mốt" 31. After
/// another number "năm" isn't 5, which is "lăm" there: it is the year ("lần thứ ba năm 2005").
pub(super) fn from_words(text: &str) -> Option<u32> {
    let text = text.strip_suffix(" năm").unwrap_or(text);
    let digits: Vec<u32> = text
        .split_whitespace()
        .filter(|word| *word != "mươi")
        .map(|word| NUMBER_WORDS.iter().find(|(known, _)| *known == word).map(|(_, digit)| *digit))
        .collect::<Option<_>>()?;
    match (digits.as_slice(), text.ends_with("mươi")) {
        ([tens], true) => Some(10 * tens),
        ([number], false) => Some(*number),
        ([10, ones], false) => Some(10 + ones),
        ([tens, ones], false) => Some(10 * tens + ones),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of the only event that a text names.
    fn group(text: &str) -> Option<String> {
        let events = Events::new(&["Hội nghị Ngoại giao", "HNNG", "Diplomatic Conference"].map(EventName::from));
        let events = events.unwrap();
        events.mentions(text).next().map(|mention| events.group(mention.event))
    }

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for text in [
            "Khai mạc Hội nghị Ngoại giao lần thứ 31 tại Hà Nội",
            "HỘI NGHỊ NGOẠI GIAO TOÀN QUỐC LẦN THỨ 31",
            "Hội nghị ngoại giao 31.",
            "HNNG 31 bàn về kinh tế",
            "HNNG XXXI bàn về kinh tế",
            "Hội nghị Ngoại giao lần thứ XXXI",
            "Hội nghị Ngoại giao lần thứ ba mươi mốt",
            "Hội nghị Ngoại giao lần thứ Ba mốt",
            "The 31st Diplomatic Conference opened",
            "The 31st Vietnam Diplomatic Conference opened",
            "Hội nghị Ngoại giao (HNNG) lần thứ 31",
            "Hội nghị Ngoại giao năm 2021 (lần thứ 31)",
            "Hội nghị Ngoại giao (31)",
            "Hội nghị Ngoại giao - lần thứ “31”",
            "Hội nghị Ngoại giao lần thứ 31/2021",
            "Hội nghị ngoại giao lần thứ xxxi",
            "Theo #HNNG31 và HNNG-31",
        ] {
            assert_eq!(group(text).as_deref(), Some("31"), "{text}");
        }
        assert_eq!(group("Hội nghị Ngoại giao lần thứ hai mươi").as_deref(), Some("20"));
        assert_eq!(group("Hội nghị Ngoại giao lần thứ mười lăm").as_deref(), Some("15"));
        assert_eq!(group("Hội nghị Ngoại giao lần thứ XXIX").as_deref(), Some("29"));
        assert_eq!(group("Hội nghị Ngoại giao lần thứ ba năm 2005").as_deref(), Some("3"));
        assert_eq!(group("Hội nghị Ngoại giao lần thứ năm").as_deref(), Some("5"));
    }

    #[test]
    fn what_only_looks_like_a_number_names_no_event() {
        for text in [
            "Hội nghị Ngoại giao 15/12 đã bế mạc",
            "Hội nghị Ngoại giao 19-12",
            "Hội nghị Ngoại giao 5 ngày làm việc",
            "Hội nghị Ngoại giao 63 tỉnh thành",
            "Hội nghị Ngoại giao 2013",
            "Hội nghị Ngoại giao một lần nữa",
            "Hội nghị Ngoại giao vi phạm",
            "Hội nghị Văn hóa lần thứ 31",
        ] {
            assert_eq!(group(text), None, "{text}");
        }
    }

    #[test]
    fn an_event_without_a_number_is_found_in_any_of_its_spellings_and_in_no_other_word() {
        let spellings = ["Hội chợ Hòa Lạc", "Rockpool (summit)"].map(String::from).to_vec();
        let names = [
            EventName::Single(SingleEvent { name: "Rockpool".into(), spellings: Vec::new() }),
            EventName::Single(SingleEvent { name: "Fair".into(), spellings }),
            "Forum".into(),
        ];
        let events = Events::new(&names).unwrap();
        let found = |text: &str| events.mentions(text).map(|found| events.group(found.event)).collect::<Vec<_>>();
        assert_eq!(found("The leaders met at ROCKPOOL; later at the Forum 7."), ["7", "Rockpool"]);
        assert_eq!(found("2021_rockpool_communique"), ["Rockpool"]);
        assert_eq!(found("hội-chợ-hoà-lạc-2021"), ["Fair"]);
        assert_eq!(found("the Rockpool (summit)."), ["Rockpool", "Fair"]);
        assert_eq!(found("Rockpools and the Forum are none, Hội chợ Hòa neither"), Vec::<String>::new());
    }

    #[test]
    fn a_name_without_letters_is_refused() {
        let single = |name: &str, spellings: &[&str]| {
            let spellings = spellings.iter().map(|spelling| spelling.to_string()).collect();
            EventName::Single(SingleEvent { name: name.to_string(), spellings })
        };
        for name in ["".into(), "12".into(), single(" ", &["Bay"]), single("Bay", &["--"])] {
            assert!(Events::new(&[name]).is_err());
        }
    }
}
