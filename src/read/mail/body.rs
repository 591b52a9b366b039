//! A mail -> the parts of it that are its text, unpacked: attachments, pictures and mails within it are left out.

use std::borrow::Cow;

use crate::read::mime::{PartHeader, is_closed, parameter, parts};

/// Most parts within parts, and most parts in all.
const DEEPEST: usize = 8;
const MOST_PARTS: usize = 1_000;

/// A part of a mail that is text.
pub(super) struct MailBody<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// The encoding that it declares.
    pub charset: Option<String>,
    /// Whether a space at the end of a line says that the line goes on (RFC 3676), and whether that space is to be dropped.
    pub flows: bool,
    pub drops_space: bool,
}

/// The text of a mail, which may be there twice.
#[derive(Default)]
pub(super) struct Bodies<'a> {
    pub plain: Vec<MailBody<'a>>,
    pub pages: Vec<MailBody<'a>>,
}

/// Whether a mail ends before its end: in its fields, without the line that ends its parts, or in the middle of its text. Plain
/// text that is cut between two letters can't be told from a whole one.
pub(super) fn is_cut(mail: &[u8]) -> bool {
    let (header, body) = PartHeader::split(mail);
    if body.is_empty() {
        return !mail.ends_with(b"\n\n") && !mail.ends_with(b"\r\n\r\n");
    }
    let kind = header.field("content-type").unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("multipart/") {
        return header.is_cut(body);
    }
    let boundary = parameter(&kind, "boundary").filter(|boundary| !boundary.is_empty());
    // Parts within others that lack their end lose nothing where the others have theirs.
    boundary.is_some_and(|boundary| parts(body, &boundary).next().is_some() && !is_closed(body, &boundary))
}

impl<'a> Bodies<'a> {
    /// Those of a mail.
    pub fn of(mail: &'a [u8]) -> Bodies<'a> {
        let (mut bodies, mut left) = (Bodies::default(), MOST_PARTS);
        bodies.collect(mail, DEEPEST, &mut left);
        bodies
    }

    fn collect(&mut self, part: &'a [u8], depth: usize, left: &mut usize) {
        let (header, body) = PartHeader::split(part);
        let kind = header.field("content-type").unwrap_or_default();
        let low = kind.to_ascii_lowercase();
        if low.starts_with("multipart/") {
            let boundary = parameter(&kind, "boundary").filter(|boundary| !boundary.is_empty());
            for part in boundary.iter().filter(|_| depth > 0).flat_map(|boundary| parts(body, boundary)) {
                let Some(rest) = left.checked_sub(1) else { return };
                *left = rest;
                self.collect(part, depth - 1, left);
            }
            return;
        }
        let disposition = header.field("content-disposition").unwrap_or_default().to_ascii_lowercase();
        if disposition.starts_with("attachment") || disposition.contains("filename") {
            return;
        }
        let is =
            |value: Option<String>, expected: &str| value.is_some_and(|value| value.eq_ignore_ascii_case(expected));
        let body = || MailBody {
            bytes: header.unpack(body),
            charset: parameter(&kind, "charset"),
            flows: is(parameter(&kind, "format"), "flowed"),
            drops_space: is(parameter(&kind, "delsp"), "yes"),
        };
        if low.starts_with("text/html") || low.starts_with("application/xhtml") {
            self.pages.push(body());
        } else if low.starts_with("text/plain") || low.is_empty() || !low.contains('/') {
            self.plain.push(body());
        }
    }
}
