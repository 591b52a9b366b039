//! The bytes of a file of JSON -> those of each object in it.

use std::io::{BufRead, BufReader, Read};

use anyhow::{Error, Result, anyhow, bail};

use super::Numbered;
use crate::read::table::row::MOST_ROW;

/// Cuts a source into lines.
pub(super) struct LineCutter<R> {
    source: BufReader<R>,
    number: u64,
    ended: bool,
}

impl<R: Read> LineCutter<R> {
    pub fn new(source: BufReader<R>) -> LineCutter<R> {
        LineCutter { source, number: 0, ended: false }
    }

    fn read(&mut self) -> Result<Option<Numbered>> {
        loop {
            let mut line = Vec::new();
            let read = self.source.by_ref().take(MOST_ROW + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| self.fail(&error))? == 0 {
                self.ended = true;
                return Ok(None);
            }
            self.number += 1;
            if line.last() == Some(&b'\n') {
                line.pop();
            } else if line.len() as u64 > MOST_ROW {
                drop(line);
                self.source.skip_until(b'\n').map_err(|error| self.fail(&error))?;
                bail!("line {} is over 64 MB: is a line break missing?", self.number);
            }
            if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some((self.number, line)));
            }
        }
    }

    fn fail(&mut self, error: &std::io::Error) -> Error {
        self.ended = true;
        anyhow!("after line {}: {error}", self.number)
    }
}

impl<R: Read> Iterator for LineCutter<R> {
    type Item = Result<Numbered>;

    fn next(&mut self) -> Option<Result<Numbered>> {
        if self.ended { None } else { self.read().transpose() }
    }
}

/// Cuts a source into values, whatever is between them.
pub(super) struct ValueCutter<R> {
    source: BufReader<R>,
    around: Around,
    is_open: bool,
    number: u64,
    ended: bool,
    /// The key before the last value, as it is written.
    key: Vec<u8>,
}

/// What the values are in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// Nothing: they stand one after the other.
    Nothing,
    /// A list, and nothing comes after it.
    List,
    /// A list, whatever comes after it.
    InnerList,
    /// An object, whatever comes after it.
    Object,
}

/// Where in a value its last byte is.
#[derive(Default)]
struct Within {
    depth: usize,
    is_text: bool,
    is_escaped: bool,
    /// A number or a word, which ends where something else begins.
    is_word: bool,
}

/// What a byte is.
#[derive(PartialEq, Eq)]
enum ByteKind {
    Between,
    Inside,
    Last,
    /// It comes after the value.
    Behind,
    /// It closes the list that the values are in.
    End,
}

impl Within {
    fn step(&mut self, byte: u8) -> ByteKind {
        if self.is_text {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.is_text = false,
                _ => (),
            }
            return if self.is_text || self.depth > 0 { ByteKind::Inside } else { ByteKind::Last };
        }
        let is_between = byte.is_ascii_whitespace() || matches!(byte, b',' | b':');
        match byte {
            _ if self.is_word && (is_between || b"[]{}\"".contains(&byte)) => return ByteKind::Behind,
            b'"' => self.is_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth == 0 => return ByteKind::End,
            b'}' | b']' => {
                self.depth -= 1;
                return if self.depth == 0 { ByteKind::Last } else { ByteKind::Inside };
            }
            _ if self.depth > 0 => (),
            _ if is_between => return ByteKind::Between,
            _ => self.is_word = true,
        }
        ByteKind::Inside
    }
}

impl<R: Read> ValueCutter<R> {
    fn within(source: BufReader<R>, around: Around) -> ValueCutter<R> {
        ValueCutter { source, around, is_open: false, number: 0, ended: false, key: Vec::new() }
    }

    /// Values one after the other.
    pub fn new(source: BufReader<R>) -> ValueCutter<R> {
        ValueCutter::within(source, Around::Nothing)
    }

    /// The values of a list.
    pub fn of_list(source: BufReader<R>) -> ValueCutter<R> {
        ValueCutter::within(source, Around::List)
    }

    /// The values of a list that the source begins with.
    pub fn of_inner_list(source: BufReader<R>) -> ValueCutter<R> {
        ValueCutter::within(source, Around::InnerList)
    }

    /// The values of the object that the source begins with.
    pub fn of_members(source: BufReader<R>) -> ValueCutter<R> {
        ValueCutter::within(source, Around::Object)
    }

    /// The key before the last value of an object, with its quotation marks.
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// The same, numbered on from those before.
    pub fn after(self, number: u64) -> ValueCutter<R> {
        ValueCutter { number, ..self }
    }

    /// How many values there were, with those before, and what is left of the source but for what was read ahead.
    pub fn into_rest(self) -> (u64, R) {
        (self.number, self.source.into_inner())
    }

    fn read(&mut self) -> Result<Option<Numbered>> {
        if self.around == Around::Object {
            let Some(key) = self.value()? else { return Ok(None) };
            self.key = key;
        }
        let Some(value) = self.value()? else { return Ok(None) };
        self.number += 1;
        Ok(Some((self.number, value)))
    }

    fn value(&mut self) -> Result<Option<Vec<u8>>> {
        self.open()?;
        let (mut within, mut value, mut length) = (Within::default(), Vec::new(), 0);
        loop {
            let bytes = self.source.fill_buf().map_err(|error| {
                self.ended = true;
                anyhow!("after article {}: {error}", self.number)
            })?;
            if bytes.is_empty() {
                return self.end(value);
            }
            let (mut from, mut to, mut part) = (0, bytes.len(), ByteKind::Between);
            for (place, &byte) in bytes.iter().enumerate() {
                part = within.step(byte);
                match part {
                    ByteKind::Between => from = place + 1,
                    ByteKind::Inside => continue,
                    ByteKind::Last => to = place + 1,
                    ByteKind::Behind | ByteKind::End => to = place,
                }
                if part != ByteKind::Between {
                    break;
                }
            }
            length += (to - from) as u64;
            // What is too long is passed over.
            if length <= MOST_ROW {
                value.extend(&bytes[from..to]);
            }
            let taken = to + usize::from(part == ByteKind::End);
            self.source.consume(taken);
            match part {
                ByteKind::Between | ByteKind::Inside => (),
                ByteKind::End => return self.close(),
                ByteKind::Last | ByteKind::Behind => {
                    if length > MOST_ROW {
                        self.number += 1;
                        bail!("article {} is over 64 MB: is a quotation mark missing?", self.number);
                    }
                    return Ok(Some(value));
                }
            }
        }
    }

    /// Skips a byte-order mark, and what opens the list or the object.
    fn open(&mut self) -> Result<()> {
        let bracket = match self.around {
            Around::Nothing => None,
            Around::List | Around::InnerList => Some(b'['),
            Around::Object => Some(b'{'),
        };
        while !self.is_open {
            let read = self.source.fill_buf().inspect_err(|_| self.ended = true)?;
            let byte = read.first().copied();
            let opens = bracket.is_some() && byte == bracket;
            self.is_open = opens || byte.is_none_or(|byte| !b"\xef\xbb\xbf \t\r\n".contains(&byte));
            if opens || !self.is_open {
                self.source.consume(1);
            }
        }
        Ok(())
    }

    /// At the end of the bytes.
    fn end(&mut self, value: Vec<u8>) -> Result<Option<Vec<u8>>> {
        if !value.is_empty() {
            return Ok(Some(value));
        }
        self.ended = true;
        match self.around {
            Around::Nothing => Ok(None),
            Around::List | Around::InnerList => {
                bail!("after article {}: its list does not end: it is cut off", self.number)
            }
            Around::Object => bail!("after article {}: its object does not end: it is cut off", self.number),
        }
    }

    /// At the end of the list.
    fn close(&mut self) -> Result<Option<Vec<u8>>> {
        self.ended = true;
        if matches!(self.around, Around::InnerList | Around::Object) {
            return Ok(None);
        }
        let more =
            self.source.by_ref().bytes().find(|byte| byte.as_ref().is_ok_and(|byte| !byte.is_ascii_whitespace()));
        match more {
            Some(_) => {
                bail!("after article {}: more stands behind the end of the list: save it as one list", self.number)
            }
            None => Ok(None),
        }
    }
}

impl<R: Read> Iterator for ValueCutter<R> {
    type Item = Result<Numbered>;

    fn next(&mut self) -> Option<Result<Numbered>> {
        if self.ended { None } else { self.read().transpose() }
    }
}
