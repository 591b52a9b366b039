//! A mail (.eml, RFC 5322) -> its text without what it quotes, its attachments and its signature. Its subject, date and
//! sender are what is known of it.

mod body;
mod fields;
pub mod mbox;
mod own;
mod plain;
mod quoted_page;
mod words;

use std::collections::HashSet;

use anyhow::{Result, bail, ensure};
use memchr::memmem;

use self::body::Bodies;
use super::article::{LineMark, RawArticle};
use super::date;
use super::html;
use super::lines::numbered;
use super::metadata::Metadata;
use super::mime::PartHeader;

/// What to do about a mail that ends before its end.
const CUT_OFF: &str = "it is cut off: save it again";

/// How much longer the page of a mail is than its plain text where that is only a hint to open the page.
const MUCH_LONGER: usize = 2;

/// Reads a mail: its plain text, or its page where it has no other text, is a newsletter, or says little in plain text.
///
/// # Errors
/// It is no mail, is cut off, holds no text, or one in an unknown encoding.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<RawArticle> {
    let bytes = without_frame(bytes)?;
    let (header, _) = PartHeader::split(bytes);
    let names = ["from", "subject", "date", "message-id", "mime-version", "content-type", "to", "received"];
    ensure!(
        names.iter().any(|name| header.field(name).is_some()),
        "it is no mail: no field such as From or Subject stands in its first lines"
    );
    if header.field("content-type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/encrypted")) {
        bail!("it is encrypted: save it decrypted, as .html or .txt");
    }
    ensure!(!body::is_cut(bytes), CUT_OFF);
    let bodies = Bodies::of(bytes);
    let subject = header.field("subject").map(|subject| words::decoded(&subject));
    let is_reply = header.field("in-reply-to").is_some() || header.field("references").is_some();
    let forwards = subject.as_deref().is_some_and(is_forward);
    let (plain, page) = (plain::read(&bodies.plain, forwards, encoding), page(&bodies, forwards, encoding));
    let letters = |article: &RawArticle| -> usize {
        article.lines.iter().filter(|line| line.mark != LineMark::Outside).map(|line| line.text.len()).sum()
    };
    let is_newsletter = !is_reply && header.field("list-unsubscribe").is_some();
    let content = match (plain, page) {
        (Ok(plain), Some(Ok(page))) => {
            let least = if is_newsletter { letters(&plain) / MUCH_LONGER } else { letters(&plain) * MUCH_LONGER };
            if letters(&plain) == 0 || letters(&page) > least { page } else { plain }
        }
        (Err(_), Some(Ok(page))) => page,
        (plain, _) if !bodies.plain.is_empty() => plain?,
        (_, Some(page)) => page?,
        _ => bail!("it holds no text but attachments: save these"),
    };
    let metadata = known(&header, subject).over(content.metadata.clone());
    Ok(RawArticle { metadata, ..content })
}

/// What the fields of a mail say of it.
fn known(header: &PartHeader, title: Option<String>) -> Metadata {
    let date = header.field("date").map(|date| date::iso(&date).unwrap_or(date));
    let sender = header.field("from").and_then(|from| sender(&from));
    Metadata {
        title: title.filter(|title| !title.trim().is_empty()),
        date: date.filter(|date| !date.is_empty()),
        source: sender.clone(),
        author: sender,
        ..Metadata::default()
    }
}

/// The name of a sender: "Báo Lúa" of `"Báo Lúa" <tin@lua.example>`; of a bare address the address.
fn sender(from: &str) -> Option<String> {
    let (name, address) = from.split_once('<').map_or((from, ""), |(name, address)| (name, address));
    let name = words::decoded(name.trim().trim_matches('"')).replace("\\\"", "\"");
    let name = Some(name.trim().to_string()).filter(|name| !name.is_empty());
    name.or_else(|| address.split('>').next().map(String::from)).filter(|name| !name.is_empty())
}

/// Whether a subject says that the mail forwards another.
fn is_forward(subject: &str) -> bool {
    let begin = subject.split(':').next().unwrap_or_default().trim().to_lowercase();
    subject.contains(':') && ["fw", "fwd", "tr", "wg", "rv", "chuyển tiếp"].contains(&begin.as_str())
}

/// The lines of all pages that are the text of a mail.
fn page(bodies: &Bodies, forwards: bool, encoding: Option<&str>) -> Option<Result<RawArticle>> {
    let read = |body: &body::MailBody| {
        let bytes = quoted_page::without_quoted(&body.bytes, forwards);
        html::read_declared(&bytes, encoding, body.charset.as_deref())
    };
    let mut pages = bodies.pages.iter().map(read);
    let first = pages.next()?;
    let all = pages.fold(first, |all, next| {
        let (all, next) = (all?, next?);
        Ok(RawArticle { lines: all.lines.into_iter().chain(next.lines).collect(), ..all })
    });
    Some(all.map(|all| {
        let texts: Vec<String> = all.lines.iter().map(|line| line.text.clone()).collect();
        let heads: HashSet<usize> = own::forward_heads(&texts).into_iter().collect();
        let kept = || (0..texts.len()).filter(|place| !heads.contains(place));
        let mut lines = numbered(kept().map(|place| texts[place].clone()));
        lines.iter_mut().zip(kept()).for_each(|(line, place)| line.mark = all.lines[place].mark);
        RawArticle { lines, ..all }
    }))
}

/// A mail without the line above it that Apple Mail writes, its length, and without what comes behind that length, a list of
/// properties; and without the line that separates mails in a mailbox.
///
/// # Errors
/// It is shorter than that length.
fn without_frame(bytes: &[u8]) -> Result<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (line, rest) = match memchr::memchr(b'\n', bytes) {
        Some(end) => (bytes[..end].trim_ascii(), &bytes[end + 1..]),
        None => return Ok(bytes),
    };
    let length = std::str::from_utf8(line).ok().and_then(|line| line.parse::<usize>().ok());
    Ok(match length {
        Some(length) => {
            ensure!(length <= rest.len() || memmem::rfind(rest, b"</plist>").is_some(), CUT_OFF);
            rest.get(..length).unwrap_or(rest)
        }
        None if line.starts_with(b"From ") => rest,
        None => bytes,
    })
}

#[cfg(test)]
mod tests;
