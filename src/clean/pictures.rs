//! What shows at the beginning of a line that it belongs to a picture.

/// Those that open a caption without naming anybody: "Ảnh: Cầu mới nhìn từ phía bắc."
const OPENERS: &[&str] = &["ảnh", "hình", "hình ảnh", "photo", "image", "caption", "chú thích ảnh"];
/// The same where a comma follows, as in text that is read out: "Image caption, The new bridge".
#[rustfmt::skip]
const SPOKEN: &[&str] = &[
    "image source", "image caption", "media caption", "nguồn hình ảnh", "chụp lại hình ảnh", "chú thích ảnh", "fuente de la imagen", "pie de foto",
    "crédit photo", "légende image", "bildquelle", "bildunterschrift", "título del autor",
];

/// A picture in Markdown and nothing else: "![text](address)", alone or as a link.
pub fn is_picture(text: &str) -> bool {
    (text.starts_with("![") || text.starts_with("[![")) && text.ends_with(')') && text.contains("](")
}

/// A picture of a gallery: "[1/3] ...", "1 of 4 | ...".
pub fn is_numbered(text: &str) -> bool {
    let is_number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let bracketed =
        text.strip_prefix('[').and_then(|text| text.split_once(']')).and_then(|(count, _)| count.split_once('/'));
    let barred = text.split_once(" | ").and_then(|(count, _)| count.split_once(" of "));
    bracketed.or(barred).is_some_and(|(number, of)| is_number(number) && is_number(of))
}

/// Whether it is a caption or a credit that is read out.
fn is_spoken(text: &str) -> bool {
    text.split_once(',').is_some_and(|(label, _)| label.len() <= 40 && SPOKEN.contains(&label.to_lowercase().as_str()))
}

/// Whether a word for a picture opens it, followed by a colon and text.
pub fn opens_caption(text: &str) -> bool {
    is_spoken(text)
        || text.split_once([':', '：']).is_some_and(|(label, rest)| {
            label.chars().count() <= 20
                && OPENERS.contains(&label.trim().to_lowercase().as_str())
                && !rest.trim().is_empty()
        })
}
