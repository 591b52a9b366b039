//! A page in an 8-bit encoding of old Vietnamese fonts: programs wrote some of its letters by the names that their codes have
//! in Latin-1: "n&shy;&iacute;c" for "nước" -> the same with the bytes in their place.

use std::borrow::Cow;

use crate::read::entities;

/// Longest reference, in bytes: `&Ccedil;` is one of the longest.
const LONGEST: usize = 10;

/// The page with letters in place of references to them. What is a sign by its name is one, unless it is within a word.
pub fn in_bytes(page: &[u8]) -> Cow<'_, [u8]> {
    if !page.contains(&b'&') {
        return Cow::Borrowed(page);
    }
    let mut plain: Vec<u8> = Vec::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = memchr::memchr(b'&', rest) {
        plain.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let end = rest.iter().take(LONGEST).position(|&byte| byte == b';');
        let reference = end.and_then(|end| std::str::from_utf8(&rest[..=end]).ok());
        match reference.and_then(|reference| byte(reference, plain.last(), rest.get(reference.len()))) {
            Some(byte) => {
                plain.push(byte);
                rest = &rest[reference.map_or(1, str::len)..];
            }
            None => {
                plain.push(b'&');
                rest = &rest[1..];
            }
        }
    }
    plain.extend_from_slice(rest);
    Cow::Owned(plain)
}

/// The byte that a reference between two others stands for.
fn byte(reference: &str, before: Option<&u8>, after: Option<&u8>) -> Option<u8> {
    let text = entities::decode(reference);
    let mut chars = text.chars();
    let c = chars.next().filter(|c| matches!(c, '\u{a1}'..='\u{ff}') && chars.next().is_none())?;
    let is_letter = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    let is_within = is_letter(before) && (is_letter(after) || after == Some(&b'&'));
    (c.is_alphabetic() || c == '\u{ad}' || reference.starts_with("&#") || is_within)
        .then(|| u8::try_from(c).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_bytes_and_signs_stay() {
        let page = b"n&shy;&iacute;c H&#181; N&eacute;i &copy; 2005 &amp;eacute; &nbsp;&lt; &laquo;m&raquo; m&sect;t &";
        let plain = b"n\xad\xedc H\xb5 N\xe9i &copy; 2005 &amp;eacute; &nbsp;&lt; &laquo;m&raquo; m\xa7t &";
        assert_eq!(in_bytes(page), &plain[..]);
        assert_eq!(in_bytes(&b"&".repeat(1_000_000)).len(), 1_000_000);
    }
}
