//! Paragraphs -> whether their text was damaged before it came here: letters lost, tone marks left out, letters that
//! make no words. Counting such a text gives wrong figures, and nobody notices.
//!
//! | kind | what is looked at |
//! | --- | --- |
//! | [`DamageKind::Lost`] | words with a mark amid letters that stands for a lost one (`H?i ngh?`) |
//! | [`DamageKind::Missing`] | paragraphs with Vietnamese syllables without a vowel (`ngh`, `trng`), and none with a tone |
//! | [`DamageKind::Codes`] | letters written as codes (`H\u1ed9i`, `H=E1=BB=99i`) |
//! | [`DamageKind::Typed`] | syllables as they are typed on a keyboard (`Hooji nghij`, `Ho65i nghi5`, `Ho^.i nghi.`) |
//! | [`DamageKind::Toneless`] | paragraphs of Vietnamese syllables of which hardly any bears a tone |
//! | [`DamageKind::Absent`] | one letter or tone of Vietnamese that occurs nowhere in a long text (no *đ* at all) |
//! | [`DamageKind::Garbled`] | words of two scripts, or with symbols or capitals amid letters; Vietnamese with letters that no syllable has |
//!
//! A document is damaged as a whole: one paragraph in ten is enough, since what it says would be counted wrongly or not at
//! all.

mod absent;
mod garbled;
mod lost;
mod sample;
mod spelling;
#[cfg(test)]
mod tests;
mod toneless;
mod typed;
mod word;

use std::fmt;

use crate::clean::Paragraph;
use crate::words::Words;
pub use absent::LetterOrTone;
use sample::{SampledPassage, sample};
pub use word::Known;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DamageKind {
    /// This mark is where letters were.
    Lost(char),
    /// Letters were left out.
    Missing,
    /// Letters are written as codes.
    Codes,
    /// Marks are written as keys that are typed for them.
    Typed,
    /// It is Vietnamese without tone marks.
    Toneless,
    /// Its letters make no words.
    Garbled,
    /// One letter or tone of Vietnamese occurs nowhere in it.
    Absent(LetterOrTone),
}

/// What is wrong with a document, and where it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// What is wrong.
    pub kind: DamageKind,
    /// The line in the source file where it is seen first, from 1.
    pub line: usize,
    /// Some words of that line.
    pub words: String,
}

/// A rule: a passage -> how much of it is damaged; and from which share of all words, and from how many of them on, the
/// document is.
struct DamageRule {
    find: fn(&SampledPassage) -> Vec<(DamageKind, usize)>,
    fewest: usize,
    share: f64,
}

/// The rules, the surest first.
const RULES: [DamageRule; 8] = [
    DamageRule { find: lost::replaced, fewest: 1, share: 0.0 },
    DamageRule { find: lost::lost, fewest: 2, share: 0.012 },
    DamageRule { find: lost::codes, fewest: 2, share: 0.02 },
    DamageRule { find: garbled::mixed, fewest: 2, share: 0.015 },
    DamageRule { find: typed::typed, fewest: 3, share: 0.08 },
    DamageRule { find: toneless::missing, fewest: 4, share: 0.08 },
    DamageRule { find: garbled::garbled, fewest: 4, share: 0.08 },
    DamageRule { find: toneless::toneless, fewest: 5, share: 0.08 },
];

/// What is wrong with a document; `None` where nothing is found. Words that were `known` are not looked at again.
pub fn find(paragraphs: &[Paragraph], known: &mut Known) -> Option<Damage> {
    let passages = sample(paragraphs, known);
    let words: usize = passages.iter().map(|passage| passage.count).sum();
    let absent = || absent::absent(&passages);
    RULES.iter().find_map(|rule| judge(rule, &passages, words)).or_else(absent)
}

fn judge(rule: &DamageRule, passages: &[SampledPassage], words: usize) -> Option<Damage> {
    let mut found: Vec<(DamageKind, usize)> = Vec::new();
    let mut first = None;
    for passage in passages {
        let here = (rule.find)(passage);
        if first.is_none() && !here.is_empty() {
            first = Some(passage);
        }
        for (kind, count) in here {
            match found.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, sum)) => *sum += count,
                None => found.push((kind, count)),
            }
        }
    }
    let damaged: usize = found.iter().map(|(_, count)| count).sum();
    let kind = found.into_iter().max_by_key(|(kind, count)| (*count, std::cmp::Reverse(*kind)))?.0;
    let is_damaged = damaged >= rule.fewest && damaged as f64 >= rule.share * words as f64;
    let first = first.filter(|_| is_damaged)?;
    Some(Damage { kind, line: first.line, words: first.beginning() })
}

impl fmt::Display for DamageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl DamageKind {
    /// What is wrong, as it is told to a reader.
    pub fn words(self) -> Words<String> {
        let (en, vi) = match self {
            DamageKind::Lost(mark) => {
                let is_plain = mark.is_ascii_graphic() || "□▯■¿�".contains(mark);
                let mark = if is_plain { mark.to_string() } else { format!("U+{:04X}", u32::from(mark)) };
                return Words::new(format!("letters lost to {mark}"), format!("chữ bị thay bằng {mark}"));
            }
            DamageKind::Absent(feature) => {
                let Words { en, vi } = feature.words();
                return Words::new(format!("{en} is missing everywhere"), format!("cả văn bản không có {vi}"));
            }
            DamageKind::Missing => ("letters missing", "mất chữ"),
            DamageKind::Codes => ("letters written as codes", "chữ bị viết thành mã"),
            DamageKind::Typed => ("marks written as the keys that type them", "dấu còn ở dạng phím gõ"),
            DamageKind::Toneless => ("Vietnamese without tone marks", "tiếng Việt không dấu"),
            DamageKind::Garbled => ("letters that make no words", "chữ không thành từ"),
        };
        Words::new(en, vi).into()
    }

    /// What the user can do about it.
    fn advice(self) -> &'static str {
        match self {
            DamageKind::Lost(_) | DamageKind::Missing | DamageKind::Absent(_) => {
                "the letters can't be had back from this file: save the article again from where it was"
            }
            DamageKind::Codes => "save the article again as text",
            DamageKind::Typed => "type the article again with a Vietnamese keyboard on, or convert it",
            DamageKind::Toneless => "themes and priorities can't be found in it: take the article with its marks",
            DamageKind::Garbled => {
                "the file's table of characters is wrong: take the article from elsewhere, or read its pages with OCR"
            }
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Damage { kind, line, words } = self;
        write!(f, "{kind} (line {line}: {words:?}); {}", kind.advice())
    }
}
