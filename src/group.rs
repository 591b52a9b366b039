//! Which event a document belongs to, and the evidence for it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use itertools::Itertools;
use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::clean::Paragraph;
use crate::language::vietnamese::write_normal;
use crate::options::{Grouping, ToneMarks};
use crate::read::Metadata;

/// A document's group and why it is that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    /// The group; `None` where nothing names one.
    pub group: Option<String>,
    /// What speaks for it, and by which margin over the next.
    pub evidence: String,
    /// Whether as much speaks for another group.
    pub is_tie: bool,
}

impl Assigned {
    fn certain(group: String, evidence: String) -> Assigned {
        Assigned { group: Some(group), evidence, is_tie: false }
    }
}

/// The name that tables have for several groups, or several themes, together; no group can have it.
pub const ALL: &str = "*";

/// Finds the group of documents.
#[derive(Debug)]
pub struct Grouper {
    events: Vec<Regex>,
    folders: bool,
}

/// Weights of a mention: a title says what the article is about, a lead nearly so, any other place may be a look back.
const TITLE: u32 = 4;
const LEAD: u32 = 3;
const BODY: u32 = 1;
/// The most that all mentions in the body weigh together: they never outvote a title.
const BODY_IN_ALL: u32 = 3;
/// Words from which a line is the lead; a shorter one above it is a title, whether it was recognised as such or not.
const LEAD_WORDS: usize = 20;

impl Grouper {
    /// Makes the patterns.
    ///
    /// # Errors
    /// An event's name that makes no pattern (too long).
    pub fn new(grouping: &Grouping) -> Result<Grouper> {
        let mut events = Vec::new();
        for name in &grouping.events {
            ensure!(name.chars().any(char::is_alphabetic), "[groups] events: {name:?} names no event");
            let name: &str = &name.nfc().collect::<String>();
            events.extend(patterns(name).with_context(|| format!("[groups] events: {name:?} can't be searched for"))?);
        }
        Ok(Grouper { events, folders: grouping.folders })
    }

    /// The group of a document: what `articles.csv` or front matter says, else the name of its file or folder, else the
    /// event that its title, its lead and its body speak for.
    pub fn assign(&self, document: &str, metadata: &Metadata, paragraphs: &[Paragraph]) -> Assigned {
        if metadata.group.as_deref() == Some(ALL) {
            let evidence = format!("metadata, but {ALL} stands for all groups together");
            return Assigned { evidence, ..Assigned::default() };
        }
        if let Some(group) = &metadata.group {
            let number = self.mentions(group).next().map(|mention| mention.number.to_string());
            return Assigned::certain(number.unwrap_or_else(|| group.clone()), "metadata".to_string());
        }
        for (depth, part) in document.rsplit('/').enumerate() {
            let (kind, name) = match depth {
                0 => ("file", part.rsplit_once('.').map_or(part, |(stem, _)| stem)),
                _ => ("folder", part),
            };
            let number = self.mentions(name).next().map(|mention| mention.number.to_string());
            if let Some(group) = number.or_else(|| (self.folders && depth > 0).then(|| name.to_string())) {
                return Assigned::certain(group, format!("{kind} {name}"));
            }
        }
        self.by_mentions(metadata.title.as_deref(), paragraphs)
    }

    /// The event with the most weight; of equals the latest, since an article looks back more often than ahead.
    fn by_mentions(&self, title: Option<&str>, paragraphs: &[Paragraph]) -> Assigned {
        let lead = paragraphs
            .iter()
            .position(|paragraph| !paragraph.headline && paragraph.text.split_whitespace().count() >= LEAD_WORDS);
        let repeated = |title: &&str| paragraphs.first().is_some_and(|first| first.text.trim() == *title);
        let titles =
            title.filter(|title| !repeated(title)).map(|title| ("title".to_string(), TITLE, title)).into_iter();
        let body = paragraphs.iter().enumerate().map(|(index, paragraph)| {
            let weight = match lead {
                Some(lead) if index == lead => LEAD,
                Some(lead) if index > lead => BODY,
                None if index > 0 => BODY,
                _ => TITLE,
            };
            (format!("line {}", paragraph.line), weight, paragraph.text.as_str())
        });
        let mut scores: BTreeMap<u32, Score> = BTreeMap::new();
        for (place, weight, text) in titles.chain(body) {
            for mention in self.mentions(text) {
                scores.entry(mention.number).or_default().add(weight, &place, mention.text);
            }
        }
        let ranked = scores.iter().sorted_by_key(|(number, score)| Reverse((score.sum(), **number))).collect_vec();
        let [(group, score), others @ ..] = ranked.as_slice() else { return Assigned::default() };
        let margin = score.sum() - others.first().map_or(0, |(_, next)| next.sum());
        let others = others.iter().map(|(group, score)| format!(", {group}: {}", score.sum())).join("");
        Assigned {
            group: Some(group.to_string()),
            evidence: format!("{}; {group}: {}{others}; margin {margin}", score.evidence, score.sum()),
            is_tie: margin == 0,
        }
    }

    /// The events that a text names with their number.
    fn mentions<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Mention<'t>> + 't {
        self.events.iter().flat_map(move |event| event.captures_iter(text)).filter_map(|captures| {
            let whole = captures.get(0)?;
            let counted = captures.name("counter").is_some();
            if !counted && is_other_number(&text[whole.end()..]) {
                return None;
            }
            let number = number(captures.name("number")?.as_str(), counted)?;
            Some(Mention { number, text: whole.as_str() })
        })
    }
}

/// An event named in a text.
struct Mention<'t> {
    number: u32,
    text: &'t str,
}

/// The weight of an event's mentions.
#[derive(Default)]
struct Score {
    /// In titles and leads.
    head: u32,
    /// Elsewhere.
    body: u32,
    /// The weight of the weightiest mention, and the first such.
    best: u32,
    evidence: String,
}

impl Score {
    fn add(&mut self, weight: u32, place: &str, text: &str) {
        if weight == BODY {
            self.body += weight;
        } else {
            self.head += weight;
        }
        if weight > self.best {
            (self.best, self.evidence) = (weight, format!("{place}: “{text}”"));
        }
    }

    fn sum(&self) -> u32 {
        self.head + self.body.min(BODY_IN_ALL)
    }
}

/// Whether a number without a counter ("thứ") is a date or counts something, by what stands behind it: "Hội nghị Ngoại
/// giao 15/12", "... 19-12", "... 63 tỉnh thành".
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

/// What matches an event's name with its number, in any case and tone-mark style: the number behind it ("Hội nghị Ngoại
/// giao toàn quốc (lần thứ 31)", "... lần thứ ba mươi mốt", "HNNG-31"), or before it ("31st Diplomatic Conference").
fn patterns(name: &str) -> Result<[Regex; 2]> {
    // An abbreviation may stand right before its number.
    let gap = if name.contains(char::is_whitespace) { r#"[\s,:(“"–-]+"# } else { r#"[\s,:(“"–_-]*"# };
    let name = any_style(name);
    let word = NUMBER_WORDS.iter().map(|(word, _)| *word).chain(["mươi"]).join("|");
    let between = r"(?:\s+toàn\s+quốc|\s+Việt\s+Nam|\s+năm\s+\d{4}|\s*\([\p{Lu}]{2,8}\))*";
    let counter = r#"(?:(?P<counter>(?:lần\s+)?thứ|lần|số|no\.)[\s“"]+)?"#;
    let number = format!(r"(?P<number>\d{{1,3}}|[IVXLC]{{1,9}}|(?:(?:{word})\s+){{0,2}}(?:{word}))\b");
    let behind = format!(r"(?:\b|_){name}{between}{gap}{counter}{number}");
    let before = format!(r"\b(?P<number>\d{{1,3}})(?:st|nd|rd|th)\s+(?:\p{{L}}+\s+){{0,2}}{name}\b");
    let build = |pattern: &str| RegexBuilder::new(pattern).case_insensitive(true).build();
    Ok([build(&behind)?, build(&before)?])
}

/// A pattern for the name in which each syllable may be in either tone-mark style.
fn any_style(name: &str) -> String {
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
    name.split_whitespace().map(|part| format!("(?:{})", syllable(part))).join(r"\s+")
}

/// Vietnamese words for digits, with those that change behind "mươi".
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
/// behind a counter ("thứ").
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

fn from_roman(text: &str) -> u32 {
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

/// "hai mươi tám" is 28, "mười lăm" 15, "ba mốt" 31. Behind another number "năm" isn't 5, which is "lăm" there: it is
/// the year ("lần thứ ba năm 2005").
fn from_words(text: &str) -> Option<u32> {
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

    fn assign(document: &str, lines: &[&str]) -> Assigned {
        let grouping = Grouping {
            events: vec!["Hội nghị Ngoại giao".into(), "HNNG".into(), "Diplomatic Conference".into()],
            ..Grouping::default()
        };
        let paragraphs: Vec<_> = lines
            .iter()
            .enumerate()
            .map(|(index, text)| Paragraph { line: index + 1, text: text.to_string(), headline: false })
            .collect();
        Grouper::new(&grouping).unwrap().assign(document, &Metadata::default(), &paragraphs)
    }

    fn group(text: &str) -> Option<String> {
        assign("a.txt", &[text]).group
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

    /// A paragraph that is long enough to be a lead.
    fn long(text: &str) -> String {
        format!("{text} {}", "và nhiều việc khác nữa ".repeat(5))
    }

    #[test]
    fn a_document_that_names_two_events_goes_to_the_one_that_its_lead_is_about() {
        let lead = long("Hội nghị Ngoại giao lần thứ 32 đã khai mạc");
        let assigned = assign("a.txt", &[&lead, "Sau Hội nghị Ngoại giao lần thứ 31, ngành lớn mạnh."]);
        assert_eq!(assigned.group.as_deref(), Some("32"));
        assert_eq!(assigned.evidence, "line 1: “Hội nghị Ngoại giao lần thứ 32”; 32: 3, 31: 1; margin 2");
    }

    #[test]
    fn looking_back_often_does_not_outvote_the_title() {
        let body = long(&"Tại HNNG 31 đã bàn. ".repeat(9));
        let assigned = assign("a.txt", &["Phát biểu tại HNNG 32", &long("Thưa các đồng chí"), &body]);
        assert_eq!(assigned.evidence, "line 1: “HNNG 32”; 32: 4, 31: 3; margin 1");
    }

    #[test]
    fn of_events_with_equal_weight_the_latest_is_taken_and_said_to_be_a_tie() {
        let assigned =
            assign("a.txt", &[&long("Từ Hội nghị Ngoại giao lần thứ 30 đến Hội nghị Ngoại giao lần thứ 31")]);
        assert_eq!((assigned.group.as_deref(), assigned.is_tie), (Some("31"), true));
    }

    #[test]
    fn a_folder_or_file_that_names_an_event_comes_before_the_text() {
        assert_eq!(assign("HNNG 28/a.txt", &["Hội nghị Ngoại giao lần thứ 32"]).group.as_deref(), Some("28"));
        assert_eq!(assign("HNNG 28.txt", &["Hội nghị Ngoại giao lần thứ 32"]).group.as_deref(), Some("28"));
        assert_eq!(assign("000/a.txt", &["Hội nghị Ngoại giao lần thứ 32"]).group.as_deref(), Some("32"));
    }
}
