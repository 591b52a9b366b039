//! Signs of a press database that repeat in a file of no form that is known.

use super::factiva::document;
use super::nexis_documents::numbers;
use super::seen::Seen;
use super::words::{self, Marker};
use crate::read::date;

/// How often a sign must be there where no other repeats.
const LEAST: usize = 3;
/// Fewest lines between two of a sign, so that a list of such lines is none.
const APART: usize = 2;

/// The signs, each what an article of a database has once.
const SIGNS: &[fn(&str) -> bool] = &[
    |text| numbers(text).is_some(),
    |text| words::count_of_words(text.strip_prefix("WC ").unwrap_or(text).trim()).is_some(),
    |text| words::field(text, &[Marker::Length]).is_some_and(|(_, value)| words::count_of_words(value).is_some()),
    |text| words::field(text, &[Marker::LoadDate]).is_some_and(|(_, value)| date::iso(value).is_some()),
    |text| words::field(text, &[Marker::ProQuestId]).is_some(),
    |text| words::is(text, Marker::End),
    |text| document(text).is_some(),
    |text| text.starts_with(['C', 'c']) && words::is_copyright(text) && text.split(' ').count() <= 20,
];

/// About how many articles the lines hold: as many as there are of the sign that is there most often. `None` where no sign repeats
/// often enough, and no two of them do at all.
pub fn count(lines: &[Seen]) -> Option<usize> {
    let count = |is_sign: &fn(&str) -> bool| {
        let mut last = None;
        let apart = lines.iter().enumerate().filter(|(at, line)| {
            let is_sign = line.text.len() <= 200 && is_sign(&line.text);
            let is_apart = last.is_none_or(|last| at - last > APART);
            last = if is_sign { Some(*at) } else { last };
            is_sign && is_apart
        });
        apart.count()
    };
    let counts: Vec<usize> = SIGNS.iter().map(count).collect();
    let repeated = counts.iter().filter(|count| **count >= 2).count();
    counts.into_iter().max().filter(|count| *count >= LEAST || repeated >= 2)
}
