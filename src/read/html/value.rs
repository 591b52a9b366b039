//! Values that a page says outside of its text: which count, and in which form.

use crate::read::composed::compose;
use crate::read::date;

/// Longest value, in characters: no title is longer.
const MOST_OF_VALUE: usize = 500;

/// Whether a value names a day: not the one that programs write where they know none.
pub fn is_day(value: &str) -> bool {
    date::iso(value).is_some_and(|date| date != "1970-01-01" && !date.starts_with("0001"))
}

/// Keeps the first value of a field, white space collapsed.
pub fn keep(field: &mut Option<String>, value: Option<&str>) {
    if field.is_none() {
        let value = value.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        *field = Some(value.chars().take(MOST_OF_VALUE).collect()).filter(|value: &String| !value.is_empty());
    }
}

/// A title to be compared with others: its letters and digits, in lower case.
pub fn squeezed(title: &str) -> String {
    let words = compose(title).to_lowercase();
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
