//! Plain text in any encoding, with or without front matter.

use std::borrow::Cow;

use anyhow::Result;
use itertools::izip;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::encoding::decode_in;
use super::entities::decode;
use super::lines::check;
use super::metadata::Metadata;
use super::{Content, Line};

/// Reads text in any encoding, lines ended by LF, CRLF or CR, into lines in NFC.
///
/// # Errors
/// No encoding fits; it has too many lines.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<Content> {
    let decoded = decode_in(bytes, encoding)?;
    let (metadata, lines) = parse(&whole_lines(&decoded.text))?;
    Ok(Content { encoding: Some(decoded.encoding), candidates: decoded.candidates, metadata, lines })
}

/// The text with its lines ended by LF: those of the old Macintosh end in CR alone.
pub fn whole_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { Cow::Borrowed(text) } else { Cow::Owned(text.replace('\r', "\n")) }
}

/// What the front matter of a text says, and its lines, with the character references in them decoded.
///
/// # Errors
/// It is too long, or has too many lines.
pub fn parse(text: &str) -> Result<(Metadata, Vec<Line>)> {
    let (metadata, after) = Metadata::split(text);
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate().skip(after).filter(|(_, line)| !line.trim().is_empty()) {
        check(lines.len() + 1, text.len())?;
        lines.push(Line::new(index + 1, compose(&decode(line)).into_owned()));
    }
    Ok((metadata, lines))
}

/// The text in NFC, without the characters that nobody sees: they come with text copied from the web, and would cut words
/// in two. A joiner goes with them; an emoji is then two.
pub fn compose(text: &str) -> Cow<'_, str> {
    if is_composed(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes if !text.contains(is_invisible) => Cow::Borrowed(text),
        _ => Cow::Owned(text.chars().filter(|&c| !is_invisible(c)).nfc().collect()),
    }
}

/// Whether UTF-8 is in NFC and all visible by its bytes alone, as nearly all Vietnamese and English text is: ASCII, U+00A1 to
/// U+02FF and U+1E00 to U+1EFF, of which no letter has another form in NFC, and dashes, quotation marks and dots.
fn is_composed(utf8: &[u8]) -> bool {
    // Without a branch, so that many bytes are told at a time.
    let is_other = |byte: u8, next: u8, after: u8| {
        let plain = (byte < 0xCC) & ((byte != 0xC2) | (next != 0xAD));
        let vietnamese = (byte == 0xE1) & matches!(next, 0xB8..=0xBB);
        let punctuation = (byte == 0xE2) & (next == 0x80) & matches!(after, 0x90..=0xA7);
        u8::from(!(plain | vietnamese | punctuation))
    };
    let from = |start: usize| utf8.get(start..).unwrap_or_default();
    let threes = izip!(utf8, from(1), from(2));
    let others = threes.fold(0, |others, (byte, next, after)| others | is_other(*byte, *next, *after));
    let at_end = match utf8 {
        [] => 0,
        [last] => is_other(*last, 0, 0),
        [.., byte, last] => is_other(*byte, *last, 0) | is_other(*last, 0, 0),
    };
    others | at_end == 0
}

/// Soft hyphen, zero-width space and joiners, directional marks, word joiner, byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char::canonical_combining_class;

    fn lines(bytes: &[u8]) -> Vec<(usize, String)> {
        read(bytes, None).unwrap().lines.into_iter().map(|line| (line.number, line.text)).collect()
    }

    #[test]
    fn a_mark_and_crlf_and_decomposed_letters_give_the_same_lines_as_plain_text() {
        let plain = lines("Hòa bình\n\nỔn định\n".as_bytes());
        let decomposed: String = "\u{feff}Hòa bình\r\n\r\nỔn định\r\n".nfd().collect();
        assert_eq!(lines(decomposed.as_bytes()), plain);
        assert_eq!(plain, [(1, "Hòa bình".to_string()), (3, "Ổn định".to_string())]);
    }

    #[test]
    fn front_matter_is_metadata_and_the_lines_after_it_keep_their_numbers() {
        let content = read("---\nconference: 31\ntitle: \"Khai mạc\"\n---\n\nMột.\n".as_bytes(), None).unwrap();
        assert_eq!(content.metadata.group.as_deref(), Some("31"));
        assert_eq!(content.metadata.title.as_deref(), Some("Khai mạc"));
        assert_eq!(content.lines, [Line::new(6, "Một.")]);
    }

    #[test]
    fn characters_that_nobody_sees_are_dropped() {
        assert_eq!(lines("ngoại\u{200b} gi\u{ad}ao\u{feff}".as_bytes()), [(1, "ngoại giao".to_string())]);
    }

    #[test]
    fn what_passes_for_composed_is_in_nfc_and_visible() {
        let mut composed = 0;
        for c in ('\u{1}'..=char::MAX).filter(|&c| is_composed(c.to_string().as_bytes())) {
            assert!(!is_invisible(c) && c.nfc().eq([c]) && canonical_combining_class(c) == 0, "{c:?}");
            composed += 1;
        }
        assert!(composed > 1000 && is_composed("“Ngoại giao – cây tre…”".as_bytes()));
    }

    #[test]
    fn a_text_of_a_million_lines_is_refused_before_they_fill_the_memory() {
        let error = read("a\n\n".repeat(1_000_000).as_bytes(), None).unwrap_err();
        assert_eq!(error.to_string(), "it has more than 300000 lines: split it");
        assert_eq!(lines("a\n\n".repeat(300_000).as_bytes()).len(), 300_000);
    }

    #[test]
    fn lines_may_end_in_cr_alone() {
        assert_eq!(lines(b"one\rtwo\r"), [(1, "one".to_string()), (2, "two".to_string())]);
    }
}
