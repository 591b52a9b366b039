//! A mail (.eml, RFC 5322) -> its text without what it quotes, its attachments and its signature. Its subject, date and
//! sender are what is known of it.

mod body;
pub mod mbox;
mod plain;
mod words;

use anyhow::{Result, bail, ensure};

use self::body::Bodies;
use super::article::{LineMark, RawArticle};
use super::date;
use super::html;
use super::lines::numbered;
use super::metadata::Metadata;
use super::mime::PartHeader;

/// How much longer the page of a mail is than its plain text where that is only a hint to open the page.
const MUCH_LONGER: usize = 2;

/// Reads a mail: its plain text, or its page where it has no other text, is a newsletter, or says little in plain text.
///
/// # Errors
/// It is no mail, holds no text, or one in an unknown encoding.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<RawArticle> {
    let bytes = without_frame(bytes);
    let (header, _) = PartHeader::split(bytes);
    let names = ["from", "subject", "date", "message-id", "mime-version", "content-type", "to", "received"];
    ensure!(
        names.iter().any(|name| header.field(name).is_some()),
        "it is no mail: no field such as From or Subject stands in its first lines"
    );
    if header.field("content-type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/encrypted")) {
        bail!("it is encrypted: save it decrypted, as .html or .txt");
    }
    let bodies = Bodies::of(bytes);
    let subject = header.field("subject").map(|subject| words::decoded(&subject));
    let is_reply = header.field("in-reply-to").is_some() || header.field("references").is_some();
    let (plain, page) = (plain::read(&bodies.plain, encoding), page(&bodies, is_reply, encoding));
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

/// The lines of all pages that are the text of a mail.
fn page(bodies: &Bodies, is_reply: bool, encoding: Option<&str>) -> Option<Result<RawArticle>> {
    let read = |body: &body::MailBody| {
        let bytes = if is_reply { plain::without_quoted_page(&body.bytes) } else { &body.bytes[..] };
        html::read_declared(bytes, encoding, body.charset.as_deref())
    };
    let mut pages = bodies.pages.iter().map(read);
    let first = pages.next()?;
    Some(pages.fold(first, |all, next| {
        let (all, next) = (all?, next?);
        let mut lines = numbered(all.lines.iter().chain(&next.lines).map(|line| line.text.clone()));
        let marks = all.lines.iter().chain(&next.lines).map(|line| line.mark);
        lines.iter_mut().zip(marks).for_each(|(line, mark)| line.mark = mark);
        Ok(RawArticle { lines, ..all })
    }))
}

/// A mail without the line above it that Apple Mail writes, its length, and without what comes behind that length; and without
/// the line that separates mails in a mailbox.
fn without_frame(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (line, rest) = match memchr::memchr(b'\n', bytes) {
        Some(end) => (bytes[..end].trim_ascii(), &bytes[end + 1..]),
        None => return bytes,
    };
    let length = std::str::from_utf8(line).ok().and_then(|line| line.parse::<usize>().ok());
    match length {
        Some(length) => rest.get(..length).unwrap_or(rest),
        None if line.starts_with(b"From ") => rest,
        None => bytes,
    }
}

#[cfg(test)]
mod tests;
