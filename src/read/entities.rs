//! Text with character references left in it ("&amp;", "&#7885;") -> the characters they stand for.

use std::borrow::Cow;

use html5gum::{Error, Token, Tokenizer};

/// The longest reference between "&" and ";", "CounterClockwiseContourIntegral" (HTML Standard, 13.5), in bytes.
const LONGEST: usize = 31;

/// Decodes the character references of HTML that are ended by ";", so that "R&D" and "?a=1&copy=2" stay; also those whose
/// "&" was itself escaped, once or more often ("&amp;#7885;"), since no press article speaks of references. One that
/// stands for a tab or a line feed becomes a space; one that stands for no character stays as it is.
pub fn decode(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut done = 0;
    for start in memchr::memchr_iter(b'&', text.as_bytes()) {
        if start < done {
            continue;
        }
        // The body of a reference after any number of "amp;", and where it begins.
        let after = &text[start + 1..];
        let body = after.trim_start_matches("amp;");
        let begin = start + 1 + (after.len() - body.len());
        let reference = body.bytes().take(LONGEST + 1).position(|byte| byte == b';').map(|end| &body[..end]);
        let (character, end) = match reference.and_then(character) {
            Some(character) => (character, begin + reference.map_or(0, str::len) + 1),
            None if begin > start + 1 => ("&".to_string(), begin),
            None => continue,
        };
        decoded += &text[done..start];
        decoded += &character;
        done = end;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    decoded += &text[done..];
    Cow::Owned(decoded)
}

/// What `reference`, the part between "&" and ";", stands for.
fn character(reference: &str) -> Option<String> {
    let name = reference.strip_prefix('#').unwrap_or(reference);
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut character = String::new();
    for token in Tokenizer::new(&format!("&{reference};")).flatten() {
        match token {
            Token::String(text) => character += &String::from_utf8_lossy(&text),
            // U+0080 to U+009F stand for the characters of windows-1252, as in browsers.
            Token::Error(error) if *error == Error::ControlCharacterReference => (),
            _ => return None,
        }
    }
    match character.as_str() {
        "\t" | "\n" | "\r" | "\u{c}" => Some(" ".to_string()),
        other if other.contains(char::is_control) => None,
        _ => Some(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_by_name_and_number_become_characters() {
        for (text, expected) in [
            ("Tom &amp; Jerry", "Tom & Jerry"),
            ("th&#432;&#x1EDB;c &#X1ECD;", "thước ọ"),
            ("v&agrave; b&aacute;o&nbsp;ch&iacute;", "và báo\u{a0}chí"),
            ("&ldquo;C&oacute;&rdquo; &hellip;", "“Có” …"),
            ("&#150; &#147;a&#148;", "– “a”"),
            ("a&#10;b&Tab;c", "a b c"),
            ("&CounterClockwiseContourIntegral;", "∳"),
            ("&lt;b&gt;&&amp;", "<b>&&"),
        ] {
            assert_eq!(decode(text), expected);
        }
    }

    #[test]
    fn references_escaped_again_become_characters() {
        assert_eq!(decode("h&amp;#7885;c &amp;amp;nbsp;x"), "học \u{a0}x");
        assert_eq!(decode("AT&amp;amp;T &amp;amp; R"), "AT&T & R");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "AT&T; R&D; Q&A",
            "?a=1&copy=2&reg",
            "&notit;",
            "& ;",
            "&;",
            "&#;",
            "&#x;",
            "&#xZ;",
            "&#12a;",
            "&#0;",
            "&#xD800;",
            "&#x110000;",
            "&#99999999999999999999;",
            "&#7;",
            "&đ;",
            "&",
        ] {
            assert_eq!(decode(text), text);
            assert!(matches!(decode(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn a_million_marks_take_no_time() {
        let start = std::time::Instant::now();
        assert_eq!(decode(&"&".repeat(1_000_000)).len(), 1_000_000);
        assert_eq!(decode(&"&amp;".repeat(200_000)).len(), 200_000);
        assert_eq!(decode(&format!("&{};", "amp;".repeat(200_000))), "&;");
        assert!(start.elapsed().as_secs() < 5);
    }

    proptest! {
        #[test]
        fn any_text_decodes_without_panic(text in "(\\PC|&|amp;|&#|x|;|[0-9a-f]){0,60}") {
            decode(&text);
        }
    }
}
