//! The first bytes of a file -> what it plainly is, whatever it is called: a mail, a mailbox, JSON, a form of XML. Ordinary text
//! is none of these: news may begin with "From: " or a brace.

use memchr::memmem;

use super::mail::mbox::separates;
use super::mime::PartHeader;

/// How much of a file is looked at.
const START: usize = 1 << 16;
/// Most declarations and comments before the first element.
const MOST_BEFORE_ROOT: usize = 100;

/// Whether it is a mail: its first lines are fields, among them those that a mail has and that programs write.
pub fn is_mail(start: &[u8]) -> bool {
    let start = without_separator(start).unwrap_or(start);
    let (header, _) = PartHeader::split(start.get(..START).unwrap_or(start));
    let has = |name: &str| header.field(name).is_some_and(|value| !value.is_empty());
    let is_typed = header.field("content-type").is_some_and(|kind| kind.contains('/'));
    header.is_whole()
        && has("from")
        && ["date", "subject", "message-id"].into_iter().any(has)
        && (has("mime-version") || is_typed || has("received"))
}

/// Whether it is a mailbox of more than one mail: behind a blank line stands a line that separates two, and a field.
pub fn is_mailbox(bytes: &[u8]) -> bool {
    let begins_mail = |bytes: &[u8]| without_separator(bytes).is_some_and(begins_with_field);
    begins_mail(bytes)
        && memmem::find_iter(bytes, b"\nFrom ")
            .any(|at| (bytes[..at].ends_with(b"\n") || bytes[..at].ends_with(b"\n\r")) && begins_mail(&bytes[at + 1..]))
}

/// What is below the line that begins a mail in a mailbox.
fn without_separator(bytes: &[u8]) -> Option<&[u8]> {
    let end = memchr::memchr(b'\n', bytes.get(..START).unwrap_or(bytes))?;
    separates(&bytes[..end]).then(|| &bytes[end + 1..])
}

/// Whether the first line is a field: a name without spaces, a colon, and a space or the end of the line.
fn begins_with_field(bytes: &[u8]) -> bool {
    let name = bytes.iter().take(80).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    name > 0 && bytes[name..].starts_with(b":") && bytes.get(name + 1).is_none_or(u8::is_ascii_whitespace)
}

/// Whether it is JSON: an object, or the first of an array, that begins with a name and what JSON may give it.
pub fn is_json(start: &[u8]) -> bool {
    let after = |bytes: &'_ [u8], mark: u8| bytes.trim_ascii_start().strip_prefix(&[mark]).map(<[u8]>::len);
    let skip = |length: usize| &start[start.len() - length..];
    let object = after(start, b'[').map_or(start, skip);
    let Some(name) = after(object, b'{').and_then(|length| after(skip(length), b'"')).map(skip) else { return false };
    let end = name.iter().take(START).position(|&byte| byte == b'"' || byte == b'\n').filter(|&end| name[end] == b'"');
    let value = end.and_then(|end| after(&name[end + 1..], b':')).map(|length| skip(length).trim_ascii_start());
    value.is_some_and(|value| {
        let is_literal = [b"true".as_slice(), b"false", b"null"].iter().any(|literal| value.starts_with(literal));
        is_literal || value.first().is_some_and(|&byte| b"\"{[-".contains(&byte) || byte.is_ascii_digit())
    })
}

/// What the first element of a file of XML is called, in lower case and without its prefix, and its attributes.
pub fn root(start: &[u8]) -> Option<(String, String)> {
    let mut rest = start.get(..START).unwrap_or(start);
    for _ in 0..MOST_BEFORE_ROOT {
        rest = rest.trim_ascii_start();
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'!', ..] => b">",
            [b'<', ..] => break,
            _ => return None,
        };
        rest = &rest[memmem::find(rest, end)? + end.len()..];
    }
    if !rest.get(1)?.is_ascii_alphabetic() {
        return None;
    }
    let tag = &rest.strip_prefix(b"<")?[..memchr::memchr(b'>', rest)?.checked_sub(1)?];
    let tag = String::from_utf8_lossy(tag).to_ascii_lowercase();
    let (name, attributes) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((&tag, ""));
    let name = name.trim_end_matches('/');
    Some((name.rsplit(':').next().unwrap_or(name).to_string(), attributes.to_string()))
}

/// Whether an element is the first of a form of XML that no page begins with.
pub fn is_data(root: &str) -> bool {
    [
        "rss",
        "feed",
        "rdf",
        "tei",
        "tei.2",
        "teicorpus",
        "teicorpus.2",
        "tmx",
        "nitf",
        "newsitem",
        "newsml",
        "newsmessage",
    ]
    .contains(&root)
}

/// What to do about a file of LibreOffice that is one file of XML, if it is one.
pub fn flat_advice(root: &str, attributes: &str) -> Option<&'static str> {
    if root != "document" || !attributes.contains("opendocument") {
        return None;
    }
    Some(match attributes.contains("opendocument.spreadsheet") {
        true => "it is a workbook of LibreOffice: call it .fods",
        false => "it is a document of LibreOffice in one file of XML: save it as .docx or .odt",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: An <an@x>\nSubject: Mưa\n về\nContent-Type: text/plain\n\nTin mưa.\n";

    #[test]
    fn mails_are_told_from_texts_that_begin_as_they_do() {
        assert!(is_mail(MAIL.as_bytes()) && is_mail(MAIL.replace('\n', "\r\n").as_bytes()));
        assert!(is_mail(format!("From an@x Mon 10:30:00\n{MAIL}").as_bytes()));
        for text in [
            "From: ngày mai, giá lúa tăng.\nSubject: mưa\nDate: hôm nay\n\nTin mưa.",
            "From: An\nSubject: Mưa\nContent-Type: tin\n\nTin mưa.",
            "From: An\nSubject: Mưa\nHôm nay trời mưa, ở đâu cũng ướt.\nMIME-Version: 1.0\n\nTin.",
            "Subject: Mưa\nMIME-Version: 1.0\n\nTin.",
            "From the river the boats come in at 10:30.\n\nTin.",
            "",
        ] {
            assert!(!is_mail(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_mailbox_has_more_than_one_mail() {
        let one = format!("From an@x Mon 10:30:00\n{MAIL}");
        assert!(is_mailbox(format!("{one}\n{one}").as_bytes()));
        assert!(is_mailbox(format!("{one}\n{one}").replace('\n', "\r\n").as_bytes()));
        assert!(!is_mailbox(one.as_bytes()));
        assert!(!is_mailbox(format!("{one}\nFrom 10:30 on it rains.\n").as_bytes()));
        assert!(!is_mailbox(format!("{one}From an@x Mon 10:30:00\n{MAIL}").as_bytes()));
    }

    #[test]
    fn json_is_told_from_texts_that_begin_with_a_brace() {
        for json in ["{\"a\": 1}", "[ {\n \"text\" : \"Mưa\"", "{\"a\":null}\n{\"a\":2}", "{\"a\":[]}"] {
            assert!(is_json(json.as_bytes()), "{json}");
        }
        for text in
            ["{Tin nhanh} Mưa.", "[1] Mưa", "{\"Mưa\" là tựa}", "{\"Mưa\": nhà báo", "[\"Mưa\"]", "{", "[{\"a", ""]
        {
            assert!(!is_json(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn the_first_element_is_found_behind_what_may_stand_before_it() {
        let root = |text: &str| root(text.as_bytes()).map(|(name, _)| name);
        assert_eq!(
            root("<?xml version='1.0'?>\n<!-- <a> --><!DOCTYPE rss>\n<RSS version='2'>").as_deref(),
            Some("rss")
        );
        assert_eq!(root("<rdf:RDF xmlns='x'>").as_deref(), Some("rdf"));
        assert_eq!(root("<feed/>").as_deref(), Some("feed"));
        assert!(
            [root("text"), root("<?xml"), root("<"), root("<rss"), root(&"<!a>".repeat(200))]
                .iter()
                .all(Option::is_none)
        );
        let attributes = "office:mimetype=\"application/vnd.oasis.opendocument.text\"";
        assert!(flat_advice("document", attributes).is_some_and(|advice| advice.contains(".docx")));
        assert_eq!(flat_advice("document", ""), None);
    }
}
