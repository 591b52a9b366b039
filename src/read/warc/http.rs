//! An answer of a web server (RFC 9112) -> whether it is a page, and the page.

use std::borrow::Cow;
use std::io::Read;

use anyhow::{Context, Result, ensure};
use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::read::archive::compressed::Zst;
use crate::read::article::RawArticle;
use crate::read::html;
use crate::read::mime::{PartHeader, parameter};

/// Most bytes that a page may unpack to, and most ways in which it may be packed one after the other.
const MOST_UNPACKED: u64 = 100_000_000;
const MOST_CODINGS: usize = 3;

/// Reads the page of an answer.
///
/// # Errors
/// It is packed in an unknown way, is cut off, or unpacks to too much; the page itself can't be read.
pub(super) fn read(answer: &[u8], encoding: Option<&str>) -> Result<RawArticle> {
    let (_, header, body) = split(answer).context("it is no answer of a web server")?;
    let page = unpacked(&header, body)?;
    let charset = header.field("content-type").and_then(|kind| parameter(&kind, "charset"));
    html::read_declared(&page, encoding, charset.as_deref())
}

/// Whether an answer, of which at least the fields are there, is a page that was found.
pub(super) fn is_page(answer: &[u8]) -> bool {
    let Some((status, header, body)) = split(answer) else { return false };
    let is_html = |kind: String| is_html(&kind);
    status == b"200" && header.field("content-type").map_or_else(|| looks_like_page(body), is_html)
}

/// Whether a media type is that of pages.
pub(super) fn is_html(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    ["text/html", "application/xhtml+xml"].contains(&kind.as_str())
}

fn looks_like_page(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    let begins = |mark: &[u8]| start.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    begins(b"<!doctype html") || begins(b"<html")
}

/// The status of an answer, its fields, and its body.
fn split(answer: &[u8]) -> Option<(&[u8], PartHeader, &[u8])> {
    let end = memchr::memchr(b'\n', answer)?;
    let line = answer[..end].trim_ascii_end();
    let mut words = line.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    words.next().filter(|version| version.starts_with(b"HTTP/"))?;
    let status = words.next()?;
    let (header, body) = PartHeader::split(&answer[end + 1..]);
    Some((status, header, body))
}

/// The body as its server had it. Programs that save pages may have unpacked it and left the fields as they were.
fn unpacked<'a>(header: &PartHeader, body: &'a [u8]) -> Result<Cow<'a, [u8]>> {
    let field = |name: &str| header.field(name).unwrap_or_default().to_ascii_lowercase();
    let is_plain = |body: &[u8]| body.trim_ascii_start().starts_with(b"<");
    let mut body = Cow::Borrowed(body);
    if field("transfer-encoding").contains("chunked") && !is_plain(&body) {
        body = joined(&body).map_or(body, Cow::Owned);
    }
    let codings = field("content-encoding");
    for coding in codings.split(',').map(str::trim).rev().filter(|coding| !coding.is_empty()).take(MOST_CODINGS) {
        if is_plain(&body) {
            break;
        }
        let packed = &body[..];
        let is_zlib = matches!(packed, [first, second, ..] if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
        body = match coding {
            "identity" => continue,
            "gzip" | "x-gzip" if !packed.starts_with(&[0x1f, 0x8b]) => continue,
            "gzip" | "x-gzip" => taken(MultiGzDecoder::new(packed))?,
            "deflate" if is_zlib => taken(ZlibDecoder::new(packed))?,
            "deflate" => taken(DeflateDecoder::new(packed))?,
            "br" => taken(Decompressor::new(packed, 1 << 12))?,
            "zstd" => taken(Zst::new(packed))?,
            other => anyhow::bail!("its page is packed by {other}, which is not read: save the page as .html"),
        }
        .into();
    }
    Ok(body)
}

fn taken(source: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = source.take(MOST_UNPACKED + 1).read_to_end(&mut bytes);
    read.context("its page is cut off or broken in the web archive: save the page again")?;
    ensure!(bytes.len() as u64 <= MOST_UNPACKED, "its page unpacks to more than {} MB", MOST_UNPACKED / 1_000_000);
    Ok(bytes)
}

/// The pieces of a body that was sent in pieces, each below its length; `None` where it isn't in pieces.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let (mut all, mut rest, mut is_first) = (Vec::with_capacity(body.len()), body, true);
    loop {
        let end = memchr::memchr(b'\n', rest);
        let line = rest.get(..end.unwrap_or(0)).unwrap_or_default();
        let length = line.split(|byte| *byte == b';').next().map(<[u8]>::trim_ascii).unwrap_or_default();
        let length = std::str::from_utf8(length).ok().and_then(|digits| usize::from_str_radix(digits, 16).ok());
        let (Some(end), Some(length)) = (end, length) else {
            return (!is_first).then_some(all);
        };
        rest = &rest[end + 1..];
        if length == 0 {
            return Some(all);
        }
        all.extend_from_slice(rest.get(..length).unwrap_or(rest));
        rest = rest.get(length..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        is_first = false;
    }
}
