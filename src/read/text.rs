//! Plain text in any encoding, with or without front matter.

use std::borrow::Cow;

use anyhow::Result;

use super::article::{RawArticle, RawLine};
use super::entities::decode;
use super::lines::check;
use super::metadata::Metadata;
use crate::encoding::decode_in;

/// Reads text in any encoding, lines ended by LF, CRLF or CR.
///
/// # Errors
/// No encoding fits; it has too many lines.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<RawArticle> {
    let decoded = decode_in(bytes, encoding)?;
    let (metadata, lines) = parse(&whole_lines(&decoded.text))?;
    Ok(RawArticle {
        encoding: Some(decoded.encoding),
        candidates: decoded.candidates,
        metadata,
        lines,
        ..RawArticle::default()
    })
}

/// The text with its lines ended by LF: those of the old Macintosh end in CR alone.
pub fn whole_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { Cow::Borrowed(text) } else { Cow::Owned(text.replace('\r', "\n")) }
}

/// What the front matter of a text says, and its lines, with the character references in them decoded.
///
/// # Errors
/// It is too long, or has too many lines.
pub fn parse(text: &str) -> Result<(Metadata, Vec<RawLine>)> {
    let (metadata, after) = Metadata::split(text);
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate().skip(after).filter(|(_, line)| !line.trim().is_empty()) {
        check(lines.len() + 1, text.len())?;
        lines.push(RawLine::new(index + 1, decode(line)));
    }
    Ok((metadata, lines))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Composed;
    use unicode_normalization::UnicodeNormalization;

    fn lines(bytes: &[u8]) -> Vec<(usize, String)> {
        let lines = read(bytes, None).unwrap().lines;
        lines.into_iter().map(|line| (line.number, Composed::new(&line.text).into())).collect()
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
        assert_eq!(content.lines, [RawLine::new(6, "Một.")]);
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
