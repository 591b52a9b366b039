//! The text of two lines -> what it says of whether they belong together, and the two joined as one.

use std::collections::HashSet;

/// Quotation marks and brackets that may come after the end of a sentence, and before its beginning.
const CLOSING: [char; 8] = ['”', '’', '"', '\'', '»', ')', ']', '“'];
const OPENING: [char; 8] = ['“', '‘', '"', '\'', '«', '(', '[', '„'];
const HYPHENS: [char; 2] = ['-', '\u{2010}'];
const SOFT_HYPHEN: char = '\u{ad}';

/// What an item of a list begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A sign that nothing else begins with.
    Bullet,
    /// A dash, a star.
    Dash,
    /// "1.", "a)", "(2)".
    Number,
}

/// Whether a sentence may end with the line.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || CLOSING.contains(&c));
    text.ends_with(['.', '!', '?', '…', ':'])
}

/// Whether a sentence can't begin with the line: it begins with a lower-case letter or with the end of something.
pub fn goes_on(text: &str) -> bool {
    let first = text.trim_start_matches(OPENING).chars().next();
    first.is_some_and(char::is_lowercase) || text.starts_with([',', ';', ')', '”', '…', '%', '/'])
}

/// How many quotations and brackets it opens more than it closes.
pub fn opened(text: &str) -> i32 {
    let opened = text.chars().map(|c| match c {
        '“' | '(' | '«' => 1,
        '”' | ')' | '»' => -1,
        _ => 0,
    });
    opened.fold(0, i32::saturating_add)
}

/// The marker of a list's item that it begins with.
pub fn marker(text: &str) -> Option<Marker> {
    let (first, _) = text.split_once([' ', '\t'])?;
    let mut chars = first.chars();
    match (chars.next()?, chars.next()) {
        ('•' | '‣' | '◦' | '▪' | '▫' | '■' | '□' | '●' | '○' | '◆' | '◇' | '❖' | '➢' | '✓' | '·', None)
        | ('\u{e000}'..='\u{f8ff}', None) => Some(Marker::Bullet),
        ('-' | '–' | '—' | '*' | '+', None) => Some(Marker::Dash),
        _ => {
            let inner = first.strip_suffix(['.', ')'])?;
            let inner = inner.strip_prefix('(').unwrap_or(inner);
            let is_number = inner.len() <= 3 && inner.bytes().all(|byte| byte.is_ascii_digit());
            let is_letter = inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic);
            (!inner.is_empty() && (is_number || is_letter)).then_some(Marker::Number)
        }
    }
}

/// The word that a hyphen at the end of a line divides, as `word` gives it: `None` if a part of it isn't in lower case,
/// or if the lines are Vietnamese, which hyphenates no word.
pub fn parted(above: &str, next: &str) -> Option<String> {
    let before = above.strip_suffix(HYPHENS)?;
    let is_vietnamese =
        |c: char| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ơ' | 'ư' | 'đ' | '\u{31b}' | '\u{323}' | '\u{309}');
    if before.contains(is_vietnamese) || next.contains(is_vietnamese) {
        return None;
    }
    let (start, end) = (before.split_whitespace().next_back()?, next.split_whitespace().next()?);
    let is_lower = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() && c < '\u{250}');
    let last = before.chars().rev().find(|c| !('\u{300}'..='\u{36f}').contains(c));
    (is_lower(last) && is_lower(end.chars().next())).then(|| word(&format!("{start}-{end}")))
}

/// A word in lower case, with one kind of hyphen and without what surrounds it.
pub fn word(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).replace('\u{2010}', "-").to_lowercase()
}

/// Joins a line to a text that ends with the line above; `hyphenated` are the words that have a hyphen of their own.
pub fn join(text: &mut String, above: &str, next: &str, hyphenated: &HashSet<String>) {
    if text.ends_with(SOFT_HYPHEN) {
        text.pop();
    } else if let Some(word) = parted(above, next) {
        if !hyphenated.contains(&word) {
            text.pop();
        }
    } else if !text.strip_suffix(HYPHENS).is_some_and(|before| before.ends_with(char::is_alphanumeric)) {
        text.push(' ');
    }
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(above: &str, next: &str) -> String {
        let mut text = above.to_string();
        join(&mut text, above, next, &HashSet::from(["well-known".into()]));
        text
    }

    #[test]
    fn a_hyphen_goes_where_it_only_parts_a_word() {
        assert_eq!(joined("the govern-", "ment, he said"), "the government, he said");
        assert_eq!(joined("the “govern\u{2010}", "ment”"), "the “government”");
        assert_eq!(joined("a Well-", "known, old man"), "a Well-known, old man");
        assert_eq!(joined("sông H\u{ad}", "ồng"), "sông Hồng");
        assert_eq!(joined("tiêm đủ vắc-", "xin Covid-"), "tiêm đủ vắc-xin Covid-");
        assert_eq!(joined("the U-", "Bahn"), "the U-Bahn");
        assert_eq!(joined("ngày 4-", "3 vừa qua"), "ngày 4-3 vừa qua");
        assert_eq!(joined("Hà Nội -", "Lào Cai"), "Hà Nội - Lào Cai");
    }

    #[test]
    fn ends_and_beginnings_of_sentences_are_told_by_signs_and_letters() {
        for text in ["ông nói.", "“Thế à?”", "(năm 2010.)", "gồm:"] {
            assert!(ends_sentence(text), "{text}");
        }
        assert!(!ends_sentence("ông nói,") && !ends_sentence("Hà Nội"));
        assert!(goes_on("đường") && goes_on("“đường”") && goes_on(", rồi"));
        assert!(!goes_on("Đường") && !goes_on("9 giờ") && !goes_on("– đường"));
        assert_eq!([opened("“Một (hai"), opened("“Một”"), opened("hai”")], [2, 0, -1]);
    }

    #[test]
    fn items_of_lists_are_told_by_their_markers() {
        let markers = ["• một", "- một", "12. một", "(a) một", "b)\tmột"].map(marker);
        let [bullet, dash, number] = [Marker::Bullet, Marker::Dash, Marker::Number].map(Some);
        assert_eq!(markers, [bullet, dash, number, number, number]);
        assert_eq!(["2010 một", "1.", "TP. một", "-5 độ", ". một"].map(marker), [None; 5]);
    }
}
