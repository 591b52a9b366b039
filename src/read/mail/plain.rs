//! The plain text of a mail -> its lines, without what it quotes of another mail, and without its signature.

use anyhow::Result;

use super::body::MailBody;
use super::own::own_lines;
use crate::encoding::{Decoded, decode_as, decode_in};
use crate::read::article::RawArticle;
use crate::read::lines::{check, numbered};
use crate::read::text::whole_lines;

/// Reads the plain texts of a mail, one after the other; it may be one that forwards another.
///
/// # Errors
/// One is in no known encoding, or has too many lines.
pub(super) fn read(bodies: &[MailBody], forwards: bool, encoding: Option<&str>) -> Result<RawArticle> {
    let (mut article, mut lines, mut length) = (RawArticle::default(), Vec::new(), 0);
    for body in bodies {
        let decoded = decoded(body, encoding)?;
        length += decoded.text.len();
        let text = whole_lines(&decoded.text);
        // Before each becomes a text of its own.
        check(text.lines().filter(|line| !line.trim().is_empty()).count(), length)?;
        lines.extend(own_lines(flowing(&text, body), forwards));
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
