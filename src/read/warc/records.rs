//! The bytes of a web archive -> its records that are pages, one at a time; the others are passed over.

use std::io::{self, BufRead, BufReader, Read};

use anyhow::{Context, Result, anyhow, bail, ensure};

use super::{Source, http};
use crate::read::article::{MOST_BYTES, too_large};
use crate::read::mime::PartHeader;

/// Most bytes of the fields of a record, and of those of the answer in it.
const MOST_FIELDS: u64 = 1 << 16;

/// What is said of an archive that ends too early.
const CUT: &str = "it is cut off: download or copy it again";

/// A page of a web archive.
pub(super) struct WarcPage {
    /// Where it was.
    pub address: String,
    /// The answer of its server, with its fields.
    pub bytes: Vec<u8>,
}

/// The pages in an archive.
pub(super) struct Records {
    source: BufReader<Source>,
    /// The place of the record that was read last.
    number: u64,
    ended: bool,
}

impl Records {
    /// Those of a source.
    ///
    /// # Errors
    /// It is empty, or no web archive.
    pub fn new(source: Source) -> Result<Records> {
        let mut source = BufReader::with_capacity(1 << 18, source);
        let start = source.fill_buf().context("it can't be read")?;
        ensure!(!start.is_empty(), "it is empty");
        ensure!(
            !start.starts_with(b"filedesc:"),
            "it is an archive of the older form ARC: turn it into .warc (warcio recompress)"
        );
        let start = start.trim_ascii_start();
        ensure!(start.is_empty() || start.starts_with(b"WARC/"), "it is no web archive: it does not begin with WARC/");
        Ok(Records { source, number: 0, ended: false })
    }

    /// The next page; `None` at the end.
    fn read(&mut self) -> Result<Option<WarcPage>> {
        while let Some(header) = self.header()? {
            self.number += 1;
            let length = header.field("content-length").and_then(|length| length.trim().parse::<u64>().ok());
            let length = length.context("its length is not said")?;
            let address = header.field("warc-target-uri").unwrap_or_default();
            let address = address.trim_matches(['<', '>']).to_string();
            let kind = header.field("content-type").unwrap_or_default();
            let mut bytes = match header.field("warc-type").unwrap_or_default().to_ascii_lowercase().as_str() {
                "response" if kind.to_ascii_lowercase().starts_with("application/http") => Vec::new(),
                // What was saved without its server's fields gets some.
                "response" | "resource" if http::is_html(&kind) => {
                    format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n").into_bytes()
                }
                _ => {
                    self.pass(length, &address)?;
                    continue;
                }
            };
            let before = bytes.len() as u64;
            self.take(length.min(MOST_FIELDS), &address, &mut bytes)?;
            let left = length.saturating_sub(bytes.len() as u64 - before);
            if !http::is_page(&bytes) {
                self.pass(left, &address)?;
                continue;
            }
            if length > MOST_BYTES {
                self.pass(left, &address)?;
                return Err(Passed(format!("{address}: {}", too_large(MOST_BYTES))).into());
            }
            self.take(left, &address, &mut bytes)?;
            if let Some(why) = header.field("warc-truncated") {
                return Err(Passed(format!(
                    "{address}: the page was cut off when it was saved ({why}): save it again"
                ))
                .into());
            }
            return Ok(Some(WarcPage { address, bytes }));
        }
        Ok(None)
    }

    /// The fields of the next record.
    fn header(&mut self) -> Result<Option<PartHeader>> {
        let (mut line, mut fields, mut is_first) = (Vec::new(), Vec::new(), true);
        loop {
            line.clear();
            let read = self.source.by_ref().take(MOST_FIELDS).read_until(b'\n', &mut line)?;
            let plain = line.trim_ascii();
            match (is_first, read) {
                (true, 0) => return Ok(None),
                (false, 0) => bail!(CUT),
                (true, _) if plain.is_empty() => continue,
                (true, _) => {
                    ensure!(plain.starts_with(b"WARC/"), "no record begins where one should: it is broken");
                    is_first = false;
                }
                (false, _) if plain.is_empty() => return Ok(Some(PartHeader::split(&fields).0)),
                (false, _) => fields.extend_from_slice(&line),
            }
            ensure!(fields.len() as u64 <= MOST_FIELDS, "its fields do not end: it is broken");
        }
    }

    fn take(&mut self, length: u64, address: &str, bytes: &mut Vec<u8>) -> Result<()> {
        let read = self.source.by_ref().take(length).read_to_end(bytes).with_context(|| address.to_string())?;
        ensure!(read as u64 == length, "{address}: {CUT}");
        Ok(())
    }

    fn pass(&mut self, length: u64, address: &str) -> Result<()> {
        let read = io::copy(&mut self.source.by_ref().take(length), &mut io::sink());
        ensure!(read.with_context(|| address.to_string())? == length, "{address}: {CUT}");
        Ok(())
    }
}

/// A fault of one page, after which the next record is read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Passed(String);

impl Iterator for Records {
    type Item = Result<WarcPage>;

    fn next(&mut self) -> Option<Result<WarcPage>> {
        if self.ended {
            return None;
        }
        match self.read() {
            Ok(page) => page.map(Ok),
            Err(error) if error.is::<Passed>() => Some(Err(error)),
            Err(error) => {
                self.ended = true;
                Some(Err(anyhow!("record {}: {error:#}", self.number.max(1))))
            }
        }
    }
}
