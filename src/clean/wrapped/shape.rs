//! A line of plain text -> what the joining of broken lines looks at: its indent, how it opens and how it ends.

use crate::clean::letters::{is_alphabetic, is_alphanumeric};

/// How a line ends, apart from closing quotes and brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With ".", "…", "?" or "!".
    Sentence,
    /// With ":" or ";".
    Clause,
    /// In the middle of a sentence, or without any mark.
    Open,
}

/// How a line opens, apart from opening quotes and brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// With a word in lower case or of a script without case.
    Low,
    /// With anything else.
    High,
    /// Like the item of a list; `low` if a word in lower case follows the mark, `number` if the mark is a number.
    Item { low: bool, number: bool },
}

/// What can be seen of a line by itself.
#[derive(Clone, Copy, Debug)]
pub struct WrappedShape {
    /// White space before the text, in columns.
    pub indent: u32,
    /// How it opens.
    pub opening: Opening,
    /// How it ends.
    pub end: End,
    /// Never joined: the row of a table, or quoted mail.
    pub alone: bool,
    /// It holds several words, of the length that words have where spaces part them.
    pub spaced: bool,
    /// All letters are upper case, and there are several.
    pub capitals: bool,
    /// It opens with a speaker's name or another short label before a colon.
    pub label: bool,
}

impl WrappedShape {
    /// The shape of a line that holds text.
    pub fn of(line: &str) -> Self {
        let text = line.trim();
        let before = line.len() - line.trim_start().len();
        let letters = || text.chars().filter(|c| is_alphabetic(*c));
        WrappedShape {
            indent: line[..before].chars().map(columns).sum(),
            opening: opening(text),
            end: end(text),
            alone: text.starts_with(['>', '|']) || text.contains('\t') || text.contains("   "),
            spaced: is_spaced(text),
            capitals: letters().nth(1).is_some() && !letters().any(char::is_lowercase),
            label: is_label(text),
        }
    }
}

fn is_spaced(text: &str) -> bool {
    /// Longest mean word, in characters: more than in any script that parts words, less than in Thai or Chinese.
    const LONGEST: usize = 15;
    let words = text.split_whitespace().count();
    words >= 4 && text.chars().count() <= words * LONGEST
}

fn columns(space: char) -> u32 {
    match space {
        '\t' => 8,
        '\u{2003}' | '\u{3000}' => 2,
        '\u{c}' | '\r' => 0,
        _ => 1,
    }
}

fn end(text: &str) -> End {
    match text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']).chars().next_back() {
        Some('.' | '…' | '?' | '!' | '。' | '？' | '！' | '؟' | '।') => End::Sentence,
        Some(':' | ';' | '：' | '；') => End::Clause,
        _ => End::Open,
    }
}

fn opening(text: &str) -> Opening {
    let (word, after) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let number = word.trim_end_matches(['.', ')']);
    let numbered = number.len() < word.len() && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let lettered = word.ends_with(')') && number.chars().count() == 1;
    let dashed = matches!(word, "-" | "–" | "—" | "+" | "*" | "•" | "·" | "▪" | "◦" | "●" | "■" | "§" | "\u{f0b7}");
    // "+Item", "•Item": the dash of "-20" and of an inserted clause is not one.
    let bulleted = text.starts_with(['•', '▪', '◦', '●', '■']);
    match word {
        _ if numbered && !number.is_empty() || lettered => Opening::Item { low: is_low(after), number: true },
        _ if dashed || bulleted => Opening::Item { low: is_low(after) && !bulleted, number: false },
        _ if is_low(text) => Opening::Low,
        _ => Opening::High,
    }
}

/// Whether text opens with a word in lower case or of a script without case, and with no address or symbol.
fn is_low(text: &str) -> bool {
    let word =
        text.split_whitespace().next().unwrap_or_default().trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[']);
    let mut letters = word.chars().take_while(|c| is_alphabetic(*c));
    letters.next().is_some_and(|c| !c.is_uppercase())
        && word
            .chars()
            .all(|c| is_alphabetic(c) || !is_alphanumeric(c) && !matches!(c, '/' | '@' | '_' | '=' | '<' | ':'))
}

/// Whether text opens like "Phóng viên: " or "Q: ".
fn is_label(text: &str) -> bool {
    /// The longest label, in bytes.
    const LONGEST: usize = 40;
    let colon = text.bytes().take(LONGEST).position(|byte| byte == b':');
    let Some((label, after)) = colon.and_then(|at| text.split_at_checked(at)) else { return false };
    after[1..].starts_with(' ') && label.starts_with(char::is_uppercase) && label.split(' ').count() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_and_ends_are_told_apart() {
        for (text, expected) in [
            ("công bố", Opening::Low),
            ("“và", Opening::Low),
            ("Hà Nội", Opening::High),
            ("2020. Năm", Opening::High),
            ("https://a.b/c", Opening::High),
            ("- Một", Opening::Item { low: false, number: false }),
            ("- một", Opening::Item { low: true, number: false }),
            ("12. Mười hai", Opening::Item { low: false, number: true }),
            ("a) thứ nhất", Opening::Item { low: true, number: true }),
            ("", Opening::High),
        ] {
            assert_eq!(opening(text), expected, "{text}");
        }
        assert_eq!(
            [end("xong.”"), end("gồm:"), end("và"), end("")],
            [End::Sentence, End::Clause, End::Open, End::Open]
        );
    }

    #[test]
    fn labels_tables_capitals_and_indents_are_seen() {
        assert!(WrappedShape::of("Phóng viên: Thưa ông").label && !WrappedShape::of("ông nói: thưa").label);
        assert!(!WrappedShape::of("Lúc 10:30 sáng").label);
        assert!(
            WrappedShape::of("a   b").alone
                && WrappedShape::of("> xin chào").alone
                && !WrappedShape::of("   a b").alone
        );
        assert!(WrappedShape::of("HỘI NGHỊ 31").capitals && !WrappedShape::of("31").capitals);
        assert_eq!(WrappedShape::of("\t \u{3000}Một").indent, 11);
    }
}
