//! A line by itself: its characters, and what became of it.

use super::range;
use crate::clean::letters::{is_alphabetic, is_uppercase};
use crate::clean::page::{LineShape, Page};
use crate::clean::shingles::{FNV_BASIS, mix};

/// Marks that say something of the line that holds them.
pub const MARKS: [char; 17] = ['©', '@', '|', '»', '>', '/', '\t', '#', '(', ':', '•', '·', '►', '"', '“', ',', '%'];

/// What a line looks like to its neighbours and to itself.
pub struct LineLook {
    /// The kind of its first character, and of its last one apart from closing quotes and brackets.
    pub first: u64,
    pub last: u64,
    /// How many of its words open with a capital, in quarters; whether it has no small letter.
    pub capitals: u64,
    pub loud: bool,
    /// One bit for each of [`MARKS`].
    pub marks: u32,
    /// Sentence, item, title or running text, announcing or not, gone or not.
    pub kind: u64,
    /// The same and roughly how long a title is; for a line that is gone, the rule that removed it.
    pub exact: u64,
}

impl LineLook {
    pub fn of(page: &Page, at: usize, shape: &LineShape) -> LineLook {
        let (mut letters, mut capitals, mut words, mut names) = (0_usize, 0_usize, 0_usize, 0_usize);
        let (mut marks, mut within) = (0_u32, false);
        for c in shape.text.chars() {
            if is_alphabetic(c) {
                let is_capital = is_uppercase(c);
                letters += 1;
                capitals += usize::from(is_capital);
                words += usize::from(!within);
                names += usize::from(!within && is_capital);
                within = true;
            } else {
                if c == ' ' {
                    within = false;
                    continue;
                }
                within &= !c.is_whitespace();
                marks |= MARKS.iter().position(|mark| *mark == c).map_or(0, |place| 1 << place);
            }
        }
        let kind = match () {
            () if shape.is_running() => 0,
            () if shape.is_closed() => 1,
            () if shape.is_item() => 2,
            () => 3,
        };
        let long = if kind == 3 { range(shape.words, &[2, 5, 9, 15]) } else { 0 };
        let kind = kind + if shape.ends_in(':') { 8 } else { 0 };
        let reason = page.reason(at).map(of_str);
        LineLook {
            first: class(shape.text.chars().next()),
            last: class(shape.last()),
            capitals: (4 * names / words.max(1)) as u64,
            loud: letters > 0 && capitals == letters,
            marks,
            kind: kind + if reason.is_some() { 16 } else { 0 },
            exact: reason.unwrap_or(kind + 32 * long),
        }
    }
}

/// What kind of character opens or ends a line.
fn class(c: Option<char>) -> u64 {
    match c {
        None => 0,
        Some(c) if c.is_ascii_digit() => 1,
        Some(c) if c.is_uppercase() => 2,
        Some(c) if is_alphabetic(c) => 3,
        Some('"' | '“' | '«' | '‘' | '\'' | '„' | '”' | '»' | '’') => 4,
        Some('-' | '–' | '—' | '+' | '•' | '*' | '·' | '►' | '▶') => 5,
        Some('(' | '[') => 6,
        Some(c @ ('.' | '…' | '?' | '!' | ':' | ';' | ',')) => u64::from(u32::from(c)),
        Some(_) => 7,
    }
}

fn of_str(text: &str) -> u64 {
    text.bytes().fold(FNV_BASIS, |hash, byte| mix(hash, u64::from(byte)))
}
