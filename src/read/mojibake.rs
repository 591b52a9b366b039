//! Lines of text that was UTF-8 and was once read as another encoding ("Há»™i nghá»‹") -> the lines as they were.
//!
//! The bytes that the characters stood for are put together again wherever they make UTF-8. Blanks and bytes that no
//! character stands for are lost on the way in some programs: where the letters around leave one way to fill them, so that
//! a Vietnamese syllable comes out, they are filled.

mod lossy;

use std::borrow::Cow;

use super::article::RawLine;
use super::composed::nfc;
use lossy::Lost;

/// What was done to the lines of an article: how they were read before, for documents.csv.
pub type Misreading = &'static str;

/// Text is read wrongly twice at most, as far as anybody has seen.
const ROUNDS: usize = 3;

/// Puts the lines right. `None` where nothing was wrong with them.
pub fn repair(lines: &mut [RawLine]) -> Option<Misreading> {
    let (mut rounds, mut of_1258) = (0, false);
    while rounds < ROUNDS && lines.iter().any(|line| may_hold(&line.text)) {
        let judged: Vec<Judged> = lines.iter().map(|line| judge(&line.text)).collect();
        let all = judged.iter().fold(Judged::default(), |all, line| all.with(line));
        let lost = Lost::of(lines);
        let mut changed = false;
        for (line, judged) in lines.iter_mut().zip(&judged) {
            let Some(way) = way(judged, &all) else { continue };
            let text = nfc(&line.text).into_owned();
            of_1258 |= rounds == 0 && text.contains('Ă');
            line.text = rewritten(&text, way, lost);
            changed = true;
        }
        if !changed {
            break;
        }
        rounds += 1;
    }
    if rounds == 0 {
        // A control code may be a letter of an old font.
        return None;
    }
    for line in lines.iter_mut().filter(|line| line.text.contains(is_control)) {
        line.text = line.text.replace(is_control, " ");
    }
    match (rounds, of_1258) {
        (..=1, false) => Some("UTF-8, read once as windows-1252"),
        (..=1, true) => Some("UTF-8, read once as windows-1258"),
        (_, false) => Some("UTF-8, read more than once as windows-1252"),
        (_, true) => Some("UTF-8, read more than once as windows-1258"),
    }
}

/// The same for one text, which is judged by itself.
pub fn repaired(text: &str) -> Cow<'_, str> {
    if !text.contains(is_lead) {
        return Cow::Borrowed(text);
    }
    let mut lines = [RawLine::new(1, text)];
    match repair(&mut lines) {
        Some(_) => Cow::Owned(std::mem::take(&mut lines[0].text)),
        None => Cow::Borrowed(text),
    }
}

/// Whether a text may hold characters that stand for the bytes of one; without any in all of its lines nothing is put right.
/// False is certain. It costs a glance at each character, where [`judge`] looks at what begins with it.
fn may_hold(text: &str) -> bool {
    let text = nfc(text);
    let mut was_lead = false;
    text.chars().any(|c| {
        let follows = was_lead && !c.is_ascii() && byte(c).is_some_and(|byte| byte & 0xC0 == 0x80);
        was_lead = is_lead(c);
        follows
    })
}

/// What a line holds beyond ASCII.
#[derive(Clone, Copy, Debug, Default)]
struct Judged {
    /// Characters that stand for the bytes of a letter or mark, each as one.
    whole: usize,
    /// Those of them that nobody writes so.
    certain: usize,
    /// Beginnings of such, the rest of which is lost.
    broken: usize,
    /// Other letters.
    other: usize,
}

impl Judged {
    fn with(self, line: &Judged) -> Judged {
        Judged {
            whole: self.whole + line.whole,
            certain: self.certain + line.certain,
            broken: self.broken + line.broken,
            other: self.other + line.other,
        }
    }
}

/// How a line is put right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Lost bytes are filled, too.
    Filled,
    /// Only what is whole is.
    WholeOnly,
}

/// Whether and how a line is put right. One in which every letter is wrong is put right, if it has some or the whole
/// article is like that; in one with other letters the wrong ones are, if they are many.
fn way(line: &Judged, all: &Judged) -> Option<Way> {
    let is_all_wrong = line.other * 20 <= line.whole + line.broken;
    let is_article_wrong = all.other * 10 <= all.whole && (all.whole > 1 || all.other == 0 && all.broken == 0);
    let many = line.whole > 2 || line.whole > 1 && is_all_wrong;
    match line.whole > 0 || line.broken > 0 && is_article_wrong && all.whole > 2 {
        true if is_all_wrong && (many || is_article_wrong) => Some(Way::Filled),
        true if many || line.certain > 0 => Some(Way::WholeOnly),
        _ => None,
    }
}

fn judge(text: &str) -> Judged {
    let mut judged = Judged::default();
    if text.is_ascii() {
        return judged;
    }
    let chars: Vec<char> = nfc(text).chars().collect();
    let mut at = 0;
    while at < chars.len() {
        match sequence(&chars[at..]) {
            Sequence::Whole(c, length) => {
                judged.whole += 1;
                judged.certain += usize::from(is_certain(c, chars[at + 1]));
                at += length;
                continue;
            }
            Sequence::Broken(length) => {
                judged.broken += 1;
                at += length;
                continue;
            }
            Sequence::None => judged.other += usize::from(!chars[at].is_ascii() && chars[at].is_alphabetic()),
        }
        at += 1;
    }
    judged
}

/// Whether characters stand for a letter or mark that nobody writes, the second of them being this one; "IRMû" in
/// quotation marks is Portuguese.
fn is_certain(c: char, second: char) -> bool {
    let is_symbol = matches!(second, '\u{a1}'..='\u{bf}') && !matches!(second, 'ª' | 'º' | '«' | '»' | '´');
    matches!(c, '\u{2010}'..='\u{2026}' | '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'ư' | 'ơ')
        || matches!(c, 'À'..='ÿ') && is_symbol
}

/// What begins at a character.
enum Sequence {
    /// A character, and how many characters stand for its bytes.
    Whole(char, usize),
    /// How many characters stand for the first bytes of a Vietnamese letter.
    Broken(usize),
    None,
}

fn sequence(chars: &[char]) -> Sequence {
    let Some(first) = chars.first().filter(|c| is_lead(**c)).and_then(|c| byte(*c)) else { return Sequence::None };
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return Sequence::None,
    };
    let bytes: Vec<u8> = chars.iter().take(length).map_while(|c| byte(*c)).collect();
    if let Ok(text) = std::str::from_utf8(&bytes)
        && let Some(c) = text.chars().next()
        && is_plausible(c)
    {
        return Sequence::Whole(c, length);
    }
    match (chars, bytes.get(1)) {
        (['á', 'º' | '»', ..], _) => Sequence::Broken(2),
        (['â', '€', ..], _) => Sequence::Broken(2),
        (['Ã' | 'Ă' | 'Ä' | 'Æ', rest @ ..], _) if begins_letter(rest) => Sequence::Broken(1),
        _ => Sequence::None,
    }
}

/// Whether what follows is no capital that goes on with a word in capitals.
fn begins_letter(rest: &[char]) -> bool {
    !rest.first().is_some_and(|c| c.is_uppercase()) || matches!(sequence(rest), Sequence::Whole(..))
}

/// The line with its characters put together. What is left of a letter that can't be told becomes U+FFFD.
fn rewritten(text: &str, way: Way, lost: Lost) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (mut line, mut at) = (String::with_capacity(text.len()), 0);
    while at < chars.len() {
        let rest = &chars[at..];
        match sequence(rest) {
            Sequence::Whole(c, length) => {
                // A byte-order mark that was misread with the text is no letter.
                line.extend(Some(c).filter(|c| *c != '\u{feff}'));
                at += length;
            }
            Sequence::Broken(length) if way == Way::Filled || length > 1 => {
                let (letter, read) = lost.fill(&line, &rest[..length], &rest[length..]);
                line.push(letter);
                at += length + read;
            }
            // A no-break space that became a plain space.
            _ if way == Way::Filled && rest.starts_with(&['Â', ' ']) => at += 1,
            // Where all others were misread, it is what is left of a letter, too.
            _ if way == Way::Filled && matches!(chars[at], 'Ã' | 'Ä' | 'Å' | 'Æ') => {
                line.push('\u{fffd}');
                at += 1;
            }
            _ => {
                line.push(chars[at]);
                at += 1;
            }
        }
    }
    line
}

/// Whether a character stands for a byte with which a letter or mark begins in UTF-8.
fn is_lead(c: char) -> bool {
    matches!(c, 'Â'..='ô' | 'Ă' | 'Đ')
}

/// Whether it is a control code beyond ASCII: a byte that windows-1252 has no character for.
fn is_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// Characters of windows-1252 between 0x80 and 0x9F.
const MIDDLE: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The byte that a character stands for in windows-1252, or where it begins a letter in windows-1258.
fn byte(c: char) -> Option<u8> {
    match c {
        'Ă' => Some(0xC3),
        'Đ' => Some(0xD0),
        '\0'..='\u{ff}' => u8::try_from(c).ok(),
        _ => MIDDLE.chars().zip(0x80..).find_map(|(known, byte)| (known == c).then_some(byte)),
    }
}

/// Whether text that people write has the character: no phonetic letters, no rare scripts.
fn is_plausible(c: char) -> bool {
    // From 0x80 on: a byte of text that was misread twice.
    matches!(c, '\u{80}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{370}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{6ff}'
        | '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20bf}'
        | '\u{2100}'..='\u{27bf}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{feff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_8, WINDOWS_1252};
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Đội thuyền trở về bến, “bà con” ở Thuận An đề nghị sửa kè và xây chợ mới.";

    /// The text as a program shows it that takes its bytes for windows-1252.
    fn misread(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(&UTF_8.encode(text).0).0.into_owned()
    }

    fn repaired_lines(text: &str) -> (String, Option<Misreading>) {
        let mut lines = [RawLine::new(1, text)];
        let done = repair(&mut lines);
        (lines[0].text.clone(), done)
    }

    #[test]
    fn text_that_was_misread_once_or_twice_is_put_right() {
        assert_eq!(repaired_lines(&misread(TEXT)), (TEXT.to_string(), Some("UTF-8, read once as windows-1252")));
        let twice = repaired_lines(&misread(&misread(TEXT)));
        assert_eq!(twice, (TEXT.to_string(), Some("UTF-8, read more than once as windows-1252")));
    }

    proptest! {
        #[test]
        fn where_nothing_may_be_held_nothing_is_whole(text in "[ aàâÂãÃÄÅÆĂĐđáâ»º¼©€™“”…ợệ\u{80}-\u{bf}\u{300}\u{301}\u{212b}\u{387}\u{1ffd}]{0,12}") {
            prop_assert!(may_hold(&text) || judge(&text).whole == 0, "{text:?}");
        }
    }

    #[test]
    fn sound_text_and_letters_of_old_fonts_on_control_codes_stay() {
        for text in [
            TEXT,
            "L'Â¢uvre n'est pas là ; « ça va », dit-il à Noël.",
            "Ti\u{8f}ng \u{8a}t",
            "São Tomé, Århus, Đà Nẵng",
        ] {
            assert_eq!(repaired_lines(text).0, text);
        }
    }
}
