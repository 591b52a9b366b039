//! What shows at the beginning of a line that it belongs to a picture.

use super::letters::{is_one_of, may_open};

/// Those that open a caption without naming anybody: "Ảnh: Cầu mới nhìn từ phía bắc."
const OPENERS: &[&str] = &["ảnh", "hình", "hình ảnh", "photo", "image", "caption", "chú thích ảnh"];
/// The same where a comma follows, as in text that is read out: "Image caption, The new bridge".
#[rustfmt::skip]
const SPOKEN: &[&str] = &[
    "image source", "image caption", "media caption", "nguồn hình ảnh", "chụp lại hình ảnh", "chú thích ảnh", "fuente de la imagen", "pie de foto",
    "crédit photo", "légende image", "bildquelle", "bildunterschrift", "título del autor",
];

/// Longest label of a caption that is read out, in bytes, and of any other, in characters.
const SPOKEN_BYTES: usize = 40;
const LABEL: usize = 20;

/// A picture in Markdown and nothing else: "![text](address)", alone or as a link.
pub fn is_picture(text: &str) -> bool {
    (text.starts_with("![") || text.starts_with("[![")) && text.ends_with(')') && text.contains("](")
}

/// A picture of a gallery: "[1/3] ...", "1 of 4 | ...".
pub fn is_numbered(text: &str) -> bool {
    let is_number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let counted = match text.as_bytes().first() {
        Some(b'[') => text[1..].split_once(']').and_then(|(count, _)| count.split_once('/')),
        Some(b'0'..=b'9') => text.split_once(" | ").and_then(|(count, _)| count.split_once(" of ")),
        _ => None,
    };
    counted.is_some_and(|(number, of)| is_number(number) && is_number(of))
}

/// Whether it is a caption or a credit that is read out.
fn is_spoken(text: &str) -> bool {
    let comma = || text.bytes().take(SPOKEN_BYTES + 1).position(|byte| byte == b',');
    may_open(text, SPOKEN) && comma().is_some_and(|comma| is_one_of(&text[..comma], SPOKEN))
}

/// Whether a word for a picture opens it, followed by a colon and text.
pub fn opens_caption(text: &str) -> bool {
    is_spoken(text)
        || may_open(text.trim_start(), OPENERS) && {
            let colon = text.char_indices().take(LABEL + 1).find(|(_, c)| matches!(c, ':' | '：'));
            colon.is_some_and(|(at, colon)| {
                let (label, rest) = (text[..at].trim(), &text[at + colon.len_utf8()..]);
                is_one_of(label, OPENERS) && !rest.trim().is_empty()
            })
        }
}
