//! Marked contents of a page -> what they say of the strings between: that those are no text of the article, or which text
//! they stand for (ISO 32000-1, 14.6, 14.8.2.2 and 14.9.4).

use super::file::PdfFile;
use super::object::{PdfDictionary, PdfObject};

/// The codes 0x80 to 0xa0 of PDFDocEncoding; the others are those of Latin-1.
const DOCUMENT: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";
/// Longest text that a mark gives.
const LONGEST: usize = 100_000;

/// What a mark says.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentMark {
    /// Nothing of use.
    Plain,
    /// A running head, a footer or a page number.
    Margin,
    /// What is drawn here stands for this text.
    Text(String),
}

impl ContentMark {
    /// What the operands of an operator that begins marked contents say.
    pub fn new(file: &PdfFile, resources: &PdfDictionary, operands: &[PdfObject]) -> ContentMark {
        let tag = operands.first().and_then(PdfObject::name).unwrap_or_default();
        let named = |name: &[u8]| {
            let all = file.look_up(resources, b"Properties")?;
            Some(file.look_up(all.dictionary()?, name)?.into_owned())
        };
        let properties = operands.get(1).and_then(|object| object.name().map_or(Some(object.clone()), named));
        let Some(properties) = properties.as_ref().and_then(PdfObject::dictionary) else {
            return ContentMark::Plain;
        };
        let is_pagination = file.look_up(properties, b"Type").is_some_and(|kind| kind.name() == Some(b"Pagination"));
        if tag == b"Artifact" && is_pagination {
            return ContentMark::Margin;
        }
        let text = file.look_up(properties, b"ActualText");
        let text = text.as_ref().and_then(|text| text.text()).filter(|text| text.len() <= LONGEST);
        file.spend(text.map_or(0, <[u8]>::len));
        text.map_or(ContentMark::Plain, |text| ContentMark::Text(decode(text)))
    }
}

/// A text string: UTF-16 or UTF-8 with a byte-order mark, or PDFDocEncoding.
fn decode(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => {
            let special = |byte: u8| DOCUMENT.chars().nth(usize::from(byte.checked_sub(0x80)?));
            bytes.iter().map(|&byte| special(byte).unwrap_or(char::from(byte))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_each_of_their_encodings() {
        assert_eq!(decode(b"\xfe\xff\x1e\xbf\x00n"), "ến");
        assert_eq!(decode(b"\xff\xfe\xbf\x1en\x00"), "ến");
        assert_eq!(decode("\u{feff}ến".as_bytes()), "ến");
        assert_eq!(decode(b"\x8d\xe9\x8e\xa0 a"), "“é”€ a");
    }
}
