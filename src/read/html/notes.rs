//! Marks of notes in a page: "[1]" raised after a word, and at the note itself. They are no part of the text.

use super::tags::Tag;
use crate::read::composed::ends_where_notes_stand;

/// Longest mark, in bytes: what is longer is text, or was never closed.
const LONGEST: usize = 24;
/// Words in the classes of marks, and of links back from a note.
const CLASSES: [&str; 13] = [
    "footnote-ref",
    "footnoteref",
    "footnote-reference",
    "footnotereference",
    "endnotereference",
    "msofootnotereference",
    "msoendnotereference",
    "noteref",
    "footnote-back",
    "footnote-backref",
    "reversefootnote",
    "sdfootnote",
    "sdendnote",
];
/// What the names of the places begin with that links to notes lead to.
const PLACES: [&str; 10] =
    ["fn", "_fn", "ftn", "_ftn", "_edn", "cite", "footnote", "endnote", "sdfootnote", "sdendnote"];

/// What an element says of the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// It is raised: a mark, if it looks like one and is where marks are.
    Raised,
    /// It leads to a place on the page: a mark, if it looks like one.
    Leads,
    /// It is a mark.
    Says,
}

/// What an element says, if anything.
pub fn sign(tag: &Tag) -> Option<Sign> {
    let has =
        |key: &str, says: &dyn Fn(&str) -> bool| tag.value(key).is_some_and(|value| says(&value.to_ascii_lowercase()));
    let is_role = |value: &str| matches!(value, "doc-noteref" | "doc-backlink" | "noteref" | "backlink");
    let is_class =
        |value: &str| value.split_ascii_whitespace().any(|class| CLASSES.iter().any(|known| class.starts_with(known)));
    let leads = |value: &str| {
        let place = value.split_once('#').map(|(page, place)| (page.is_empty(), place));
        place.is_some_and(|(is_here, place)| {
            is_here && !place.is_empty() || PLACES.iter().any(|known| place.starts_with(known))
        })
    };
    match &tag.name[..] {
        b"a" | b"span" | b"sup" if has("role", &is_role) || has("epub:type", &is_role) || has("class", &is_class) => {
            Some(Sign::Says)
        }
        b"a" if has("href", &leads) => Some(Sign::Leads),
        b"sup" => Some(Sign::Raised),
        _ => None,
    }
}

/// The text of a mark that is open, or that was closed right before.
#[derive(Default)]
pub struct NoteMark {
    text: String,
    /// The elements with a sign that are open, by their names.
    open: Vec<(Vec<u8>, Sign)>,
    /// The surest sign so far.
    sign: Option<Sign>,
}

impl NoteMark {
    /// Opens an element with a sign.
    pub fn open(&mut self, name: &[u8], sign: Sign) {
        if self.open.len() < LONGEST {
            self.open.push((name.to_vec(), sign));
            self.sign = self.sign.max(Some(sign));
        }
    }

    /// Closes an element; whether the mark ends with it.
    pub fn close(&mut self, name: &[u8]) -> bool {
        match self.open.iter().rposition(|(open, _)| open == name) {
            Some(place) => {
                self.open.truncate(place);
                self.open.is_empty()
            }
            None => false,
        }
    }

    /// Whether text that comes now is that of the mark.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Adds text; gives all of it back where it is too long for a mark.
    pub fn push(&mut self, text: &str) -> Option<String> {
        self.text.push_str(text);
        (self.text.len() > LONGEST).then(|| self.take())
    }

    /// Gives back what was held as text.
    pub fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    /// The end of the mark, after `before` on its line: whether it is one. If it isn't, it is text.
    pub fn is_mark(&self, before: &str) -> bool {
        let text = self.text.trim();
        match self.sign {
            _ if text.is_empty() => false,
            Some(Sign::Says) => true,
            Some(Sign::Leads) => looks_like_mark(text),
            Some(Sign::Raised) => {
                let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
                looks_like_mark(text)
                    && (!is_bare || before.is_empty() || is_year(before) || ends_where_notes_stand(before))
            }
            None => false,
        }
    }

    /// Whether the text after a raised number makes it a part of a word, as in ¹⁴C.
    pub fn is_prefix(&self, after: &str) -> bool {
        self.sign == Some(Sign::Raised) && after.starts_with(char::is_alphanumeric)
    }
}

/// Numbers, or letters and numbers in brackets, or the signs that stand for a number.
fn looks_like_mark(text: &str) -> bool {
    let inner = text.strip_prefix(['[', '(']).and_then(|rest| rest.strip_suffix([']', ')']));
    let is_sign = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '↩' | '↑' | '^' | '\u{fe0e}' | '\u{fe0f}' | '⏎');
    let is_number = |text: &str| {
        text.split([',', ';', '-', '–', ' '])
            .all(|part| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
            && text.starts_with(|c: char| c.is_ascii_digit())
    };
    let is_name = |text: &str| text.chars().count() <= 2 && text.chars().all(char::is_alphanumeric) || is_number(text);
    is_number(text)
        || is_number(text.trim_end_matches(['.', ')']))
        || inner.is_some_and(is_name)
        || text.chars().all(is_sign)
}

/// Whether the text ends in a year, of which nobody takes a power.
fn is_year(text: &str) -> bool {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && !text[..text.len() - digits].ends_with(['.', ','])
}
