//! A field of a mail -> its text: words in it may be encoded (RFC 2047), as in `=?utf-8?Q?L=C3=BAa?=`.

use crate::encoding::decode_as;
use crate::read::mime::{base64, quoted};

/// The text of a field. A word whose encoding is not known stays as it is.
pub(super) fn decoded(field: &str) -> String {
    let (mut text, mut rest) = (String::new(), field);
    // A letter may be cut in two by the end of a word: words of one encoding that stand together are decoded at once.
    let mut open: Option<(String, Vec<u8>)> = None;
    while let Some(start) = rest.find("=?") {
        let between = &rest[..start];
        let Some((charset, bytes, end)) = word(&rest[start..]) else {
            close(&mut open, &mut text);
            text.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        // White space between two words is no text.
        if !(open.is_some() && between.trim().is_empty()) {
            close(&mut open, &mut text);
            text.push_str(between);
        }
        match &mut open {
            Some((name, all)) if name.eq_ignore_ascii_case(charset) => all.extend(bytes),
            _ => {
                close(&mut open, &mut text);
                open = Some((charset.to_string(), bytes));
            }
        }
        rest = &rest[start + end..];
    }
    close(&mut open, &mut text);
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn close(open: &mut Option<(String, Vec<u8>)>, text: &mut String) {
    if let Some((charset, bytes)) = open.take() {
        let decoded = decode_as(&bytes, &charset).map(|decoded| decoded.text);
        text.push_str(&decoded.unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned()));
    }
}

/// The word that a text begins with: its encoding, its bytes, and where it ends.
fn word(text: &str) -> Option<(&str, Vec<u8>, usize)> {
    let mut fields = text.get(2..)?.splitn(3, '?');
    let (charset, way, rest) = (fields.next()?, fields.next()?, fields.next()?);
    let end = rest.find("?=")?;
    let packed = rest.get(..end)?;
    let bytes = match way {
        "q" | "Q" => quoted(packed.replace('_', " ").as_bytes()),
        "b" | "B" => base64(packed.as_bytes()),
        _ => return None,
    };
    // A language may stand behind the encoding.
    let name = charset.split('*').next().filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))?;
    Some((name, bytes, 2 + charset.len() + 1 + way.len() + 1 + end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_field_are_decoded_and_joined() {
        for (field, text) in [
            ("Mua he", "Mua he"),
            ("=?utf-8?Q?M=C3=B9a_l=C3=BAa?= =?UTF-8?B?IG3hu5tp?=", "Mùa lúa mới"),
            ("Tin: =?utf-8*vi?q?l=C3=BAa?= hay", "Tin: lúa hay"),
            ("=?utf-8?B?bcO?=\t=?utf-8?B?uQ==?=a", "mùa"),
            ("=?iso-8859-1?Q?caf=E9?= =?x-none?Q?a?=", "caféa"),
            ("1 =? 2 ?= =?utf-8?X?a?= =?utf-8?Q?", "1 =? 2 ?= =?utf-8?X?a?= =?utf-8?Q?"),
        ] {
            assert_eq!(decoded(field), text);
        }
        assert_eq!(decoded(&"=?".repeat(100_000)).len(), 200_000);
    }
}
