//! Signs of a press database that repeat in a file of no form that is known.

use super::europresse;
use super::factiva::document;
use super::seen::Seen;
use super::words::{self, Marker, numbers};
use crate::read::date;

/// How often two signs must be there, where other files may have one of them.
const LEAST: usize = 3;
/// Fewest lines between two of a sign, so that a list of such lines is none.
const APART: usize = 2;
/// Most bytes of a line that is a sign.
const LONGEST: usize = 600;

/// The signs of databases that are known, each what an article has once, and which other files seldom have.
const STRONG: &[fn(&str) -> bool] = &[
    |text| numbers(text).is_some(),
    |text| text.split_once(':').is_some_and(|(name, value)| is_length(name.trim(), value.trim())),
    |text| words::field(text, &[Marker::LoadDate]).is_some_and(|(_, value)| date::iso(value).is_some()),
    |text| words::field(text, &[Marker::ProQuestId]).is_some(),
    |text| words::is(text, Marker::End),
    |text| document(text).is_some(),
];

/// What else an article of a database has, and what the pieces of a magazine or of a course may have, too.
const WEAK: &[fn(&str) -> bool] = &[
    |text| text.len() <= 200 && text.split('|').any(|cell| is_count(cell.trim())),
    |text| text.starts_with(['C', 'c']) && words::is_copyright(text) && text.split(' ').count() <= 20,
];

/// How lines of other databases begin, each list one sign: Gale, ProQuest, EBSCO, NewsBank, Genios, Wisers, and the tags of RIS.
const OTHERS: &[&[&str]] = &[
    &["full text:", "full text"],
    &["document type:", "publication type:"],
    &["proquest document link:", "enlace de documentos de proquest:", "lien vers le document proquest:"],
    &["accession number:"],
    &["persistent link to this record"],
    &["database:"],
    &["dokumentnummer:"],
    &["dauerhafte adresse des dokuments:"],
    &["document id:"],
    &["the content and the related intellectual property rights"],
    &["ty - "],
    &["er -"],
    &["caricato-il:", "data-caricamento:", "data di caricamento:", "data de carregamento:"],
];

/// What a line of another database holds.
const WITHIN: &[&str] = &["available from newsbank", "search.ebscohost.com/login", "gale.com/apps/doc/"];

/// About how many articles the lines hold: as many as there are of two different signs, or of numbers of Europresse. `None` where
/// they don't repeat often enough.
pub fn count(lines: &[Seen]) -> Option<usize> {
    let short = lines.iter().enumerate().filter(|(_, line)| line.text.len() <= LONGEST);
    let lower: Vec<(usize, &str, String)> =
        short.map(|(at, line)| (at, &*line.text, line.text.to_lowercase())).collect();
    let count = |is_sign: &dyn Fn(&str, &str) -> bool| {
        let mut last = None;
        let apart = lower.iter().filter(|(at, text, lower)| {
            let is_sign = is_sign(text, lower);
            let is_apart = last.is_none_or(|last| at - last > APART);
            last = if is_sign { Some(*at) } else { last };
            is_sign && is_apart
        });
        apart.count()
    };
    let mut strong: Vec<usize> = STRONG.iter().map(|is_sign| count(&|text, _| is_sign(text))).collect();
    let begins = OTHERS.iter().map(|names| count(&|_, lower| names.iter().any(|name| lower.starts_with(name))));
    let mut all: Vec<usize> = WEAK.iter().map(|is_sign| count(&|text, _| is_sign(text))).collect();
    all.extend(begins.chain(WITHIN.iter().map(|words| count(&|_, lower| lower.contains(words)))));
    all.extend(&strong);
    let second = |counts: &mut Vec<usize>| {
        counts.sort_unstable_by(|one, other| other.cmp(one));
        counts.get(1).copied().unwrap_or_default()
    };
    // No other text has this one.
    let numbered = count(&|text, _| europresse::is_numbered(text));
    let two = Some(second(&mut all)).filter(|count| *count >= LEAST || second(&mut strong) >= 2);
    two.or(Some(numbered).filter(|count| *count >= 2))
}

/// The number of words, which a code may stand before.
fn is_count(text: &str) -> bool {
    words::count_of_words(text.strip_prefix("WC ").unwrap_or(text).trim()).is_some()
}

/// "Length: 355 words".
fn is_length(name: &str, value: &str) -> bool {
    words::named(name, &[Marker::Length]).is_some() && is_count(value)
}
