//! Which event a document belongs to, and the evidence for it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use itertools::Itertools;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::clean::Paragraph;
use crate::language::ToneMarks;
use crate::language::vietnamese::write_normal;
use crate::read::Metadata;

/// How documents are grouped; in the configuration the section `[groups]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grouping {
    /// The names of the series of events, as texts write them before the event's number ("Hội nghị Ngoại giao"). A
    /// folder or a text that names one with a number belongs to the group of that number.
    pub events: Vec<String>,
    /// Whether any folder's name is a group.
    pub folders: bool,
    /// What the groups are called in charts, in English ("conference").
    pub name_en: Option<String>,
    /// What the groups are called in charts, in Vietnamese ("hội nghị").
    pub name_vi: Option<String>,
}

/// A document's group and why it is that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    /// The group; `None` where nothing names one.
    pub group: Option<String>,
    /// What speaks for it, and by which margin over the next.
    pub evidence: String,
}

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

impl Grouper {
    /// Makes the patterns.
    ///
    /// # Errors
    /// An event's name that makes no pattern (too long).
    pub fn new(grouping: &Grouping) -> Result<Grouper> {
        let mut events = Vec::new();
        for name in &grouping.events {
            events.extend(patterns(name).with_context(|| format!("[groups] events: {name:?} can't be searched for"))?);
        }
        Ok(Grouper { events, folders: grouping.folders })
    }

    /// The group of a document: what `articles.csv` or front matter says, else its folder's name, else the event that
    /// its title, its lead and its body speak for.
    pub fn assign(&self, document: &str, metadata: &Metadata, paragraphs: &[Paragraph]) -> Assigned {
        if let Some(group) = &metadata.group {
            let number = self.mentions(group).next().map(|mention| mention.number);
            let group = number.unwrap_or_else(|| group.clone());
            return Assigned { evidence: "metadata".to_string(), group: Some(group) };
        }
        let folders = document.rsplit('/').skip(1);
        for folder in folders {
            let number = self.mentions(folder).next().map(|mention| mention.number);
            if let Some(group) = number.or_else(|| self.folders.then(|| folder.to_string())) {
                return Assigned { evidence: format!("folder {folder}"), group: Some(group) };
            }
        }
        self.by_mentions(metadata.title.as_deref(), paragraphs)
    }

    fn by_mentions(&self, title: Option<&str>, paragraphs: &[Paragraph]) -> Assigned {
        let titles = title.map(|title| ("title".to_string(), TITLE, title)).into_iter();
        let lead = paragraphs.iter().position(|paragraph| !paragraph.headline);
        let body = paragraphs.iter().enumerate().map(|(index, paragraph)| {
            let weight = if paragraph.headline {
                TITLE
            } else if Some(index) == lead {
                LEAD
            } else {
                BODY
            };
            (format!("line {}", paragraph.line), weight, paragraph.text.as_str())
        });
        // By number: the weights' sum, and the first of the weightiest mentions.
        let mut scores: BTreeMap<String, (u32, u32, String)> = BTreeMap::new();
        for (place, weight, text) in titles.chain(body) {
            for mention in self.mentions(text) {
                let score = scores.entry(mention.number).or_default();
                score.0 += weight;
                if weight > score.1 {
                    (score.1, score.2) = (weight, format!("{place}: “{}”", mention.text));
                }
            }
        }
        let ranked = scores.into_iter().sorted_by_key(|(_, (sum, _, _))| std::cmp::Reverse(*sum)).collect_vec();
        match ranked.as_slice() {
            [] => Assigned::default(),
            [(group, (sum, _, first)), others @ ..] => {
                let next = others.first().map_or(0, |(_, (sum, _, _))| *sum);
                let others = others.iter().map(|(group, (sum, _, _))| format!(", {group}: {sum}")).join("");
                Assigned {
                    group: Some(group.clone()),
                    evidence: format!("{first}; {group}: {sum}{others}; margin {}", sum - next),
                }
            }
        }
    }

    /// The events that a text names with their number.
    fn mentions<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Mention<'t>> + 't {
        self.events.iter().flat_map(move |event| event.captures_iter(text)).filter_map(|captures| {
            let whole = captures.get(0)?;
            // A date: "Hội nghị Ngoại giao 15/12".
            if text[whole.end()..].starts_with('/') {
                return None;
            }
            let counted = captures.name("counter").is_some();
            let number = number(captures.name("number")?.as_str(), counted)?;
            Some(Mention { number: number.to_string(), text: whole.as_str() })
        })
    }
}

/// An event named in a text.
struct Mention<'t> {
    number: String,
    text: &'t str,
}

/// What matches an event's name with its number, in any case and tone-mark style: the number behind it ("Hội nghị Ngoại
/// giao toàn quốc lần thứ 31", "... lần thứ ba mươi mốt", "HNNG XXXI"), or before it ("31st Diplomatic Conference").
fn patterns(name: &str) -> Result<[Regex; 2]> {
    let name = any_style(name);
    let word = NUMBER_WORDS.iter().map(|(word, _)| *word).chain(["mươi"]).join("|");
    let behind = format!(
        r"\b{name}(?:\s+toàn\s+quốc|\s+Việt\s+Nam)*(?:[\s,]+(?P<counter>(?:lần\s+)?thứ|lần|số|no\.))?\s+(?P<number>\d{{1,3}}|(?-i:[IVXLC]+)|(?:(?:{word})\s+){{0,2}}(?:{word}))\b"
    );
    let before = format!(r"\b(?P<number>\d{{1,3}})(?:st|nd|rd|th)\s+(?:national\s+)?{name}\b");
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

/// The number that digits, Roman numerals or Vietnamese words write; words are one only behind a counter ("thứ").
fn number(text: &str, counted: bool) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    if text.chars().all(|c| "IVXLC".contains(c)) {
        return Some(from_roman(text));
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
            "Hội nghị Ngoại giao 2013",
            "Hội nghị Ngoại giao một lần nữa",
            "Hội nghị Ngoại giao vi phạm",
            "Hội nghị Văn hóa lần thứ 31",
        ] {
            assert_eq!(group(text), None, "{text}");
        }
    }

    #[test]
    fn a_document_that_names_two_events_goes_to_the_one_that_its_lead_is_about() {
        let assigned = assign(
            "a.txt",
            &["Hội nghị Ngoại giao lần thứ 32 đã khai mạc.", "Sau Hội nghị Ngoại giao lần thứ 31, ngành lớn mạnh."],
        );
        assert_eq!(assigned.group.as_deref(), Some("32"));
        assert_eq!(assigned.evidence, "line 1: “Hội nghị Ngoại giao lần thứ 32”; 32: 3, 31: 1; margin 2");
    }

    #[test]
    fn a_folder_that_names_an_event_comes_before_the_text() {
        assert_eq!(assign("HNNG 28/a.txt", &["Hội nghị Ngoại giao lần thứ 32"]).group.as_deref(), Some("28"));
        assert_eq!(assign("000/a.txt", &["Hội nghị Ngoại giao lần thứ 32"]).group.as_deref(), Some("32"));
    }
}
