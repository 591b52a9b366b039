//! The first bytes of a letter, the last of which is lost -> the letter, where what is around it leaves one way.

use unicode_normalization::UnicodeNormalization;

use super::{Sequence, byte, sequence};
use crate::encoding::is_syllable;
use crate::read::article::RawLine;

/// Which bytes were lost on the way of an article, as far as it shows: those of which it holds no character.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lost {
    /// Those from 0x80 on that windows-1252 has a character for.
    shown: bool,
    /// Those that it has none for: 0x81, 0x8D, 0x8F, 0x90, 0x9D.
    undefined: bool,
    /// 0xA0, the no-break space, which became a blank or nothing.
    blank: bool,
    /// 0xAD, the soft hyphen.
    soft: bool,
    /// Several blanks became one.
    joined: bool,
}

impl Lost {
    /// What the lines show.
    pub fn of(lines: &[RawLine]) -> Lost {
        let mut lost = Lost { shown: true, undefined: true, blank: true, soft: true, joined: true };
        for line in lines {
            lost.joined &= !line.text.contains("Ã  ");
            for c in line.text.chars() {
                match c {
                    '\u{80}'..='\u{9f}' => (lost.undefined, lost.shown) = (false, false),
                    '\u{a0}' => lost.blank = false,
                    '\u{ad}' => lost.soft = false,
                    '‘'..='„' | '†'..='›' | '€' | '™' | 'ƒ' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ˆ' | '˜' => {
                        lost.shown = false
                    }
                    _ => {}
                }
            }
        }
        lost
    }

    /// Whether a byte can have been lost.
    fn holds(self, byte: u8) -> bool {
        match byte {
            0x81 | 0x8d | 0x8f | 0x90 | 0x9d => self.undefined,
            0x80..=0x9f => self.shown,
            0xa0 => self.blank,
            0xad => self.soft,
            _ => false,
        }
    }

    /// The letter of some characters that are its first bytes, between what is `before` it in the line and `after` it,
    /// and how many characters of `after` it takes. U+FFFD where it can't be told.
    pub fn fill(self, before: &str, first: &[char], after: &[char]) -> (char, usize) {
        // đ is "Ä‘", and programs make quotation marks straight.
        if let (['Ä'], ['\'', ..]) = (first, after) {
            return ('đ', 1);
        }
        let head = &before[before.trim_end_matches(char::is_alphabetic).len()..];
        let mut ways: Vec<(char, usize)> = Vec::new();
        // That of the no-break space first.
        for last in (0xa0..=0xbf).chain(0x80..=0x9f).filter(|last| self.holds(*last)) {
            let Some(letter) = letter(first, last).filter(|c| c.is_alphabetic()) else { continue };
            ways.extend(self.reads(last, head, after).into_iter().filter_map(|(read, tail)| {
                let word: String = head.chars().chain([letter]).chain(tail.chars()).nfc().collect();
                is_syllable(&word, false).then_some((letter, read))
            }));
        }
        ways.dedup();
        match ways[..] {
            [way] => way,
            // A blank is what the no-break space became, if that makes a word.
            [way, ..]
                if self.blank && after.starts_with(&[' ']) && way.0 == letter(first, 0xa0).unwrap_or_default() =>
            {
                way
            }
            [] if first == ['Ã'] && self.blank && tail(after).0.is_empty() => {
                // The last letter of a word that is not Vietnamese: "voilà".
                ('à', usize::from(!self.joined && after.starts_with(&[' ', ' '])))
            }
            _ => ('\u{fffd}', usize::from(after.starts_with(&['\u{fffd}']) || after.starts_with(&['?']))),
        }
    }

    /// How the text may go on after a byte that is lost: how many characters stand for it, and the rest of the word.
    fn reads(self, last: u8, head: &str, after: &[char]) -> Vec<(usize, String)> {
        match after {
            ['\u{fffd}' | '?', rest @ ..] if last != 0xa0 => vec![(1, tail(rest).0)],
            // No blank comes before these marks.
            [' ', ',' | '.' | ';' | ':' | '!' | '?' | ')' | '”' | '»', ..] if last == 0xa0 => {
                vec![(1, String::new())]
            }
            [' ', ' ', ..] if last == 0xa0 && !self.joined => vec![(1, String::new())],
            [' ', ..] if last != 0xa0 && !self.undefined => vec![(0, String::new())],
            [' ', rest @ ..] => {
                // A syllable has one vowel: where another letter is broken, another word is.
                let (rest, is_whole) = tail(rest);
                let is_part = is_whole && is_part(head, &rest);
                let apart = (!is_part).then(|| (0, String::new()));
                let joined =
                    (is_whole && !rest.is_empty() && (is_part || rest.chars().count() > 1)).then_some((1, rest));
                apart.into_iter().chain(joined).collect()
            }
            _ => vec![(0, tail(after).0)],
        }
    }
}

/// Whether letters after a blank are the end of the word before it, since they are no word themselves.
fn is_part(head: &str, rest: &str) -> bool {
    match rest.chars().count() {
        0 => false,
        // "này" and "ngày", but "và y tế".
        1 if rest == "y" => !matches!(head, "v" | "l" | "V" | "L"),
        1 => true,
        _ => !is_syllable(rest, false),
    }
}

/// The letter whose bytes are those of the first characters and the last one.
fn letter(first: &[char], last: u8) -> Option<char> {
    let bytes: Option<Vec<u8>> = first.iter().map(|c| byte(*c)).chain([Some(last)]).collect();
    std::str::from_utf8(&bytes?).ok()?.chars().next()
}

/// The letters that follow, as they will be put together; and whether none after them is broken, too.
fn tail(chars: &[char]) -> (String, bool) {
    let (mut tail, mut at) = (String::new(), 0);
    loop {
        let rest = &chars[at..];
        match sequence(rest) {
            Sequence::Whole(c, length) if c.is_alphabetic() => {
                tail.push(c);
                at += length;
            }
            Sequence::Broken(_) => return (tail, false),
            _ => match rest.first() {
                Some(c) if c.is_ascii_alphabetic() => {
                    tail.push(*c);
                    at += 1;
                }
                _ => return (tail, true),
            },
        }
    }
}
