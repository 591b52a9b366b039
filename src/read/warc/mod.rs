//! A web archive (.warc, ISO 28500; .warc.gz; .wacz) -> the pages in it, one at a time: the answers that hold HTML. The day on
//! which a page was saved is not that of its article, and is passed over.

mod http;
mod records;
mod wacz;

use std::io::Read;
use std::iter;

use anyhow::{Result, anyhow, bail};

use self::records::{Records, WarcPage};
use super::article::{MOST_BYTES, too_large};
use super::input::Input;
use super::metadata::Metadata;
use super::source::{Bodies, Body, ReadingWishes};

/// The pages of an archive, which may be of any size.
///
/// # Errors
/// Of the whole: it is no web archive, or holds no page. Of a page: it is larger than an article may be, or was cut off when it
/// was saved. What is broken ends the archive; the pages before it are given.
pub fn open(input: Input, _: &ReadingWishes) -> Result<Bodies> {
    Ok(pages(Records::new(input.stream()?)?))
}

/// The same for the archives in a zip (.wacz).
///
/// # Errors
/// As above; and it is no zip with archives.
pub fn open_zipped(input: Input, _: &ReadingWishes) -> Result<Bodies> {
    let archives = wacz::archives(input.seekable()?)?;
    // The second fault of an archive that can't be opened is none.
    let records = archives.flat_map(|archive| -> Box<dyn Iterator<Item = Result<WarcPage>> + Send> {
        match archive.and_then(|(name, source)| Records::new(source).map_err(|error| anyhow!("{name}: {error:#}"))) {
            Ok(records) => Box::new(records),
            Err(error) => Box::new(iter::once(Err(error))),
        }
    });
    Ok(pages(records))
}

/// The pages with their numbers, and that there is none.
fn pages(found: impl Iterator<Item = Result<WarcPage>> + Send + 'static) -> Bodies {
    let (mut found, mut number, mut is_known) = (found, 0u64, false);
    Box::new(iter::from_fn(move || {
        let page = match found.next() {
            Some(page) => page,
            None if is_known => return None,
            None => Err(anyhow!("it holds no web page: no record in it is a page of HTML that was answered with 200")),
        };
        is_known = true;
        let part = page.and_then(|page| {
            if page.bytes.len() as u64 > MOST_BYTES {
                bail!("{}: {}", page.address, too_large(MOST_BYTES));
            }
            let metadata = Metadata { source: Some(host(&page.address)), ..Metadata::default() };
            Ok(Body::Part { bytes: page.bytes, reader: http::read, metadata })
        });
        number += u64::from(part.is_ok());
        Some((if part.is_ok() { format!("#{number}") } else { String::new() }, part))
    }))
}

/// The host of an address, or the address where it has none: "lua.example.vn" of "https://www.lua.example.vn/a.html".
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    if host.is_empty() { address.to_string() } else { host }
}

/// A source that can be sent to another thread.
type Source = Box<dyn Read + Send>;

#[cfg(test)]
mod tests;
