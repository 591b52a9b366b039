//! The bytes of a workbook's stream -> its records, and the numbers and texts in them ([MS-XLS] 2.1.4, 2.5.293). What is too
//! long for a record goes on in the next.

use anyhow::{Context, Result};

use crate::read::ole::short;

/// What is said of a record that ends too soon.
const CUT_OFF: &str = "it is cut off, or broken: save it again as .xlsx";
const CONTINUE: u16 = 0x3c;

/// A text of UTF-16, and where in it runs of other fonts begin, with their numbers.
pub type RunText = (Vec<u16>, Vec<(usize, u16)>);

/// A record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    /// Where the next one is.
    pub end: usize,
}

/// The record at a place; `None` at the end of the stream.
pub fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let (kind, length) = (short(stream, at)?, usize::from(short(stream, at + 2)?));
    let start = at + 4;
    // The last record of a file that is cut off is shorter.
    let end = start.checked_add(length)?.min(stream.len());
    Some(Record { kind, data: stream.get(start..end)?, end })
}

/// The data of a record, and of those that it goes on in.
pub struct Data<'a> {
    stream: &'a [u8],
    data: &'a [u8],
    /// Where the next record is.
    pub end: usize,
}

impl<'a> Data<'a> {
    /// The data of the record, without its first bytes.
    pub fn of(stream: &'a [u8], record: Record<'a>, skipped: usize) -> Result<Data<'a>> {
        Ok(Data { stream, data: record.data.get(skipped..).context(CUT_OFF)?, end: record.end })
    }

    /// Goes on in the next record where this one is at its end; whether there was need.
    fn go_on(&mut self) -> Result<bool> {
        let is_at_end = self.data.is_empty();
        while self.data.is_empty() {
            let next = record(self.stream, self.end).filter(|next| next.kind == CONTINUE).context(CUT_OFF)?;
            (self.data, self.end) = (next.data, next.end);
        }
        Ok(is_at_end)
    }

    fn byte(&mut self) -> Result<u8> {
        self.go_on()?;
        let (byte, rest) = self.data.split_first().context(CUT_OFF)?;
        self.data = rest;
        Ok(*byte)
    }

    /// A number of 16 bits.
    pub fn short(&mut self) -> Result<u16> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// A number of 32 bits.
    pub fn long(&mut self) -> Result<u32> {
        Ok(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    fn skip(&mut self, mut length: usize) -> Result<()> {
        while length > 0 {
            self.go_on()?;
            let taken = length.min(self.data.len());
            self.data = self.data.get(taken..).unwrap_or_default();
            length -= taken;
        }
        Ok(())
    }

    /// A text whose length is in one byte, as those of names are.
    pub fn short_text(&mut self) -> Result<String> {
        let length = self.byte()?;
        Ok(String::from_utf16_lossy(&self.text_of(usize::from(length))?.0))
    }

    /// A text whose length is in two bytes.
    pub fn text(&mut self) -> Result<RunText> {
        let length = self.short()?;
        self.text_of(usize::from(length))
    }

    fn text_of(&mut self, length: usize) -> Result<RunText> {
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.short()? } else { 0 };
        let extra = if flags & 4 != 0 { self.long()? } else { 0 };
        let (mut text, mut is_wide) = (Vec::new(), flags & 1 != 0);
        while text.len() < length {
            if self.go_on()? {
                // What goes on says anew how wide its characters are.
                is_wide = self.byte()? & 1 != 0;
                continue;
            }
            text.push(if is_wide { self.short()? } else { u16::from(self.byte()?) });
        }
        let runs = (0..runs).map(|_| Ok((usize::from(self.short()?), self.short()?))).collect::<Result<_>>()?;
        self.skip(extra as usize)?;
        Ok((text, runs))
    }
}
