//! The plain text of a mail -> its lines, without what it quotes of another mail, and without its signature.

use anyhow::Result;
use memchr::memmem;

use super::body::MailBody;
use crate::encoding::{Decoded, decode_as, decode_in};
use crate::read::article::RawArticle;
use crate::read::lines::{check, numbered};
use crate::read::text::whole_lines;

/// The most lines of a signature.
const LONGEST_SIGNATURE: usize = 20;

/// Reads the plain texts of a mail, one after the other.
///
/// # Errors
/// One is in no known encoding, or has too many lines.
pub(super) fn read(bodies: &[MailBody], encoding: Option<&str>) -> Result<RawArticle> {
    let (mut article, mut lines, mut length) = (RawArticle::default(), Vec::new(), 0);
    for body in bodies {
        let decoded = decoded(body, encoding)?;
        length += decoded.text.len();
        let text = whole_lines(&decoded.text);
        // Before each becomes a text of its own.
        check(text.lines().filter(|line| !line.trim().is_empty()).count(), length)?;
        lines.extend(unquoted(&flowing(&text, body)));
        check(lines.len(), length)?;
        if article.encoding.is_none() || !decoded.candidates.is_empty() {
            (article.encoding, article.candidates) = (Some(decoded.encoding), decoded.candidates);
        }
    }
    Ok(RawArticle { lines: numbered(lines), ..article })
}

/// The text in the encoding that fits; where another fits nearly as well or none does, in the one that the part declares.
fn decoded(body: &MailBody, encoding: Option<&str>) -> Result<Decoded> {
    let found = decode_in(&body.bytes, encoding);
    let declared = body.charset.as_deref().filter(|_| encoding.is_none());
    let declared = || decode_as(&body.bytes, declared?).ok();
    let escapes = body.charset.as_deref().is_some_and(|name| name.to_ascii_lowercase().starts_with("iso-2022"));
    match found {
        Ok(found) if found.candidates.is_empty() && !escapes => Ok(found),
        Ok(found) if escapes => Ok(declared().unwrap_or(found)),
        Ok(found) => {
            let is_rival = |name: &str| found.encoding == name || found.candidates.contains(&name);
            Ok(declared().filter(|declared| is_rival(declared.encoding)).unwrap_or(found))
        }
        Err(error) => declared().ok_or(error),
    }
}

/// The lines of a text, those joined that flow into the next (RFC 3676).
fn flowing(text: &str, body: &MailBody) -> Vec<String> {
    if !body.flows {
        return text.lines().map(String::from).collect();
    }
    let (mut lines, mut open): (Vec<String>, Option<String>) = (Vec::new(), None);
    for line in text.lines() {
        let is_quote = line.starts_with('>');
        // A space before the text says that it is not what it looks like.
        let plain = if is_quote { line } else { line.strip_prefix(' ').unwrap_or(line) };
        let flows = plain.ends_with(' ') && line != "-- ";
        if is_quote || line == "-- " {
            lines.extend(open.take());
            lines.push(line.to_string());
            continue;
        }
        let plain = if flows && body.drops_space { &plain[..plain.len() - 1] } else { plain };
        let joined = open.take().unwrap_or_default() + plain;
        if flows { open = Some(joined) } else { lines.push(joined) }
    }
    lines.extend(open);
    lines
}

/// The lines that the mail says itself.
fn unquoted(lines: &[String]) -> Vec<String> {
    let quoted = lines.iter().position(|line| opens_quoted_mail(line.trim())).unwrap_or(lines.len());
    let lines = &lines[..quoted];
    let follows = |place: usize| lines[place + 1..].iter().filter(|line| !line.trim().is_empty()).count();
    let is_mark = |place: &usize| lines[*place].trim_end() == "--";
    let signature = (lines.len().saturating_sub(3 * LONGEST_SIGNATURE)..lines.len()).find(is_mark);
    let end = signature.filter(|&place| follows(place) <= LONGEST_SIGNATURE).unwrap_or(lines.len());
    let mut own: Vec<&String> = Vec::new();
    let mut is_quoted = false;
    for line in lines[..end].iter().filter(|line| !line.trim().is_empty()) {
        let is_quote = line.starts_with('>');
        if is_quote && !is_quoted {
            drop_attribution(&mut own);
        }
        is_quoted = is_quote;
        if !is_quote {
            own.push(line);
        }
    }
    own.into_iter().cloned().collect()
}

/// Drops the line or two above a quotation that say whose it is: "On 14 Dec 2021, A wrote:", "Vào ngày 14, A đã viết:".
fn drop_attribution(own: &mut Vec<&String>) {
    let says = |line: &str| {
        let line = line.trim();
        let has_name = line.contains('@') || line.contains(|c: char| c.is_ascii_digit());
        line.ends_with(':') && line.len() < 200 && (has_name || line.ends_with("wrote:") || line.ends_with("viết:"))
    };
    let begins = |line: &str| ["On ", "Vào ", "Ngày ", "Lúc ", "Le ", "Am "].iter().any(|word| line.starts_with(word));
    match own.as_slice() {
        [.., last] if says(last) && begins(last.trim()) => own.truncate(own.len() - 1),
        [.., before, last] if says(last) && begins(before.trim()) && before.len() < 100 => own.truncate(own.len() - 2),
        [.., last] if says(last) => own.truncate(own.len() - 1),
        _ => (),
    }
}

/// Whether the rest below a line is the mail that this one answers, as Outlook writes it.
fn opens_quoted_mail(line: &str) -> bool {
    let Some(words) = line.strip_prefix("-----").and_then(|rest| rest.strip_suffix("-----")) else { return false };
    ["Original Message", "Original Appointment", "Thư gốc", "Tin nhắn gốc", "Message d'origine"].contains(&words.trim())
}

/// A page without the mail that it answers, which stands at its end.
pub(super) fn without_quoted_page(page: &[u8]) -> &[u8] {
    let marks: [&[u8]; 5] = [
        b"<div class=\"gmail_quote",
        b"<blockquote type=\"cite\"",
        b"<div id=\"divRplyFwdMsg\"",
        b"<div class=\"moz-cite-prefix\"",
        b"<div class=\"yahoo_quoted\"",
    ];
    let first = marks.iter().filter_map(|mark| memmem::find(page, mark)).min();
    // Where nothing stands above it, the answer is below.
    let is_text = |end: &usize| {
        let mut within = false;
        let body = memmem::find(page, b"<body").filter(|body| body < end).unwrap_or_default();
        page[body..*end].iter().any(|byte| {
            match byte {
                b'<' => within = true,
                b'>' => within = false,
                _ if !within && !byte.is_ascii_whitespace() => return true,
                _ => (),
            }
            false
        })
    };
    first.filter(is_text).map_or(page, |end| &page[..end])
}
