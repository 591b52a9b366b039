//! A mailbox (.mbox, RFC 4155) -> its mails, one at a time.

use std::io::{BufRead, BufReader, Read};

use anyhow::{Result, anyhow, bail};

use super::{CUT_OFF, read};
use crate::read::article::{MOST_BYTES, too_large};
use crate::read::input::Input;
use crate::read::metadata::Metadata;
use crate::read::source::{Bodies, Body, ReadingWishes};

/// How much of a line is looked at at once.
const PIECE: u64 = 1 << 16;

/// The mails in a mailbox, which may be of any size.
///
/// # Errors
/// Of the whole: it doesn't begin with a mail. Of a mail: it is larger than an article may be, and not held.
pub fn open(input: Input, _: &ReadingWishes) -> Result<Bodies> {
    let mails = mails(input.stream()?)?;
    Ok(Box::new(mails.map(|mail| match mail {
        Ok((number, bytes)) => {
            (format!("#{number}"), Ok(Body::Part { bytes, reader: read, metadata: Metadata::default() }))
        }
        Err(error) => (String::new(), Err(error)),
    })))
}

/// The mails with their numbers, from 1, without the lines that separate them.
fn mails<R: Read>(source: R) -> Result<MailCutter<R>> {
    let mut cutter = MailCutter { source: BufReader::with_capacity(1 << 18, source), number: 0, ended: false };
    loop {
        let mut line = Vec::new();
        if cutter.piece(&mut line)? == 0 {
            bail!("it is empty");
        }
        let plain = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        if plain.starts_with(b"From ") {
            return Ok(cutter);
        }
        if !plain.trim_ascii().is_empty() {
            bail!("it is no mailbox: its first line does not begin with `From `; a mail alone is called .eml");
        }
    }
}

struct MailCutter<R> {
    source: BufReader<R>,
    number: u64,
    ended: bool,
}

impl<R: Read> MailCutter<R> {
    /// Reads a line, or a piece of a long one.
    fn piece(&mut self, line: &mut Vec<u8>) -> Result<usize> {
        line.clear();
        let read = self.source.by_ref().take(PIECE).read_until(b'\n', line);
        read.map_err(|error| {
            self.ended = true;
            anyhow!("mail {}: {error}", self.number.max(1))
        })
    }

    /// Reads the mail that begins here; the line that separates it from the next is read, too.
    fn read(&mut self) -> Result<(u64, Vec<u8>)> {
        let (mut mail, mut line, mut length) = (Vec::new(), Vec::new(), 0u64);
        let (mut starts_line, mut after_blank) = (true, false);
        self.number += 1;
        loop {
            if self.piece(&mut line)? == 0 {
                self.ended = true;
                break;
            }
            if starts_line && after_blank && (separates(&line) || is_cut_separator(&line)) {
                break;
            }
            // A line that could be taken for one that separates has a mark before it.
            let marks = line.iter().take_while(|&&byte| byte == b'>').count();
            let is_marked = starts_line && marks > 0 && line[marks..].starts_with(b"From ");
            let plain = &line[usize::from(is_marked)..];
            length += plain.len() as u64;
            if length <= MOST_BYTES {
                mail.extend_from_slice(plain);
            }
            after_blank = starts_line && line.trim_ascii().is_empty();
            starts_line = line.ends_with(b"\n");
        }
        if length == 0 {
            bail!("mail {}: {CUT_OFF}", self.number);
        }
        if length > MOST_BYTES {
            bail!("mail {}: {}", self.number, too_large(MOST_BYTES));
        }
        Ok((self.number, mail))
    }
}

/// Whether a line separates two mails: `From `, an address or a hyphen, and a time. A sentence may begin so, too.
pub fn separates(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").map(<[u8]>::trim_ascii) else { return false };
    let has_time = rest.windows(4).any(|four| {
        matches!(four, [before, b':', ten, one] if [before, ten, one].iter().all(|digit| digit.is_ascii_digit()))
    });
    let is_address = !rest.iter().any(u8::is_ascii_whitespace) && (rest.len() < 2 || rest.contains(&b'@'));
    has_time || is_address
}

/// Whether a line, the last of the file, is the beginning of one that separates two mails.
fn is_cut_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|_| !line.ends_with(b"\n")) else { return false };
    let sender = rest.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    line.len() < 100 && (sender.contains(&b'@') || sender == b"MAILER-DAEMON" || sender.len() == rest.len())
}

impl<R: Read> Iterator for MailCutter<R> {
    type Item = Result<(u64, Vec<u8>)>;

    fn next(&mut self) -> Option<Result<(u64, Vec<u8>)>> {
        (!self.ended).then(|| self.read())
    }
}
