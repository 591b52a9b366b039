//! Frames of zstd (RFC 8878) -> their bytes. Blocks are cut here, so that what was unpacked before a cut can be given: the
//! decoder keeps back a window of it, to which later blocks refer, until a frame ends.

use std::io::{Error, ErrorKind, Read, Result};

use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// What a frame starts with, and a frame that is to be skipped after any byte of 0x50 to 0x5f (RFC 8878, 3.1).
pub const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
pub const SKIPPED: [u8; 3] = [0x2a, 0x4d, 0x18];

/// Unpacks all frames of a source.
pub struct Zst<R> {
    source: R,
    decoder: FrameDecoder,
    block: Vec<u8>,
    /// Whether the frame ends in a checksum of its bytes.
    has_sum: bool,
    /// Whether a frame was begun that isn't checked yet.
    within: bool,
    /// Whether the source ended within a frame, which was then closed here.
    cut: bool,
}

impl<R: Read> Zst<R> {
    pub fn new(source: R) -> Zst<R> {
        let decoder = FrameDecoder::new();
        Zst { source, decoder, block: Vec::new(), has_sum: false, within: false, cut: false }
    }

    pub fn get_ref(&self) -> &R {
        &self.source
    }

    /// Begins the next frame; false at the end of the source.
    fn begin(&mut self) -> Result<bool> {
        let mut start = Vec::new();
        self.source.by_ref().take(4).read_to_end(&mut start)?;
        match start.as_slice() {
            [] => return Ok(false),
            [_, _, _] | [_, _] | [_] => return Err(ErrorKind::UnexpectedEof.into()),
            [kind, rest @ ..] if kind & 0xf0 == 0x50 && rest == SKIPPED => {
                let mut length = [0; 4];
                self.source.read_exact(&mut length)?;
                let length = u64::from(u32::from_le_bytes(length));
                if std::io::copy(&mut self.source.by_ref().take(length), &mut std::io::sink())? < length {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                return Ok(true);
            }
            start if start != MAGIC => return Err(broken("what follows a frame is none")),
            _ => (),
        }
        let mut descriptor = [0];
        self.source.read_exact(&mut descriptor)?;
        self.has_sum = descriptor[0] & 4 != 0;
        start.extend(descriptor);
        // The rest of the header takes 13 bytes at most; the decoder takes what is there.
        let mut header = FrameHeader { start: &start, source: &mut self.source, is_cut: false };
        let begun = self.decoder.reset(&mut header);
        if header.is_cut {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        begun.map_err(broken)?;
        self.within = true;
        Ok(true)
    }

    /// Unpacks the next block of the frame.
    fn unpack(&mut self) -> Result<()> {
        self.block.clear();
        self.source.by_ref().take(3).read_to_end(&mut self.block)?;
        let header = self.block.iter().rev().fold(0u64, |header, byte| header << 8 | u64::from(*byte));
        // RFC 8878, 3.1.1.2: whether it is the last, its type and its size; one of equal bytes holds one.
        let (is_last, is_equal, size) = (header & 1 == 1, header >> 1 & 3 == 1, header >> 3);
        let size = if is_equal { 1 } else { size };
        let is_whole = self.block.len() == 3 && self.fill(size)?;
        if !is_whole {
            // An empty last block in its place.
            self.block.clear();
            self.block.extend([1, 0, 0]);
        }
        self.cut = !is_whole || is_last && self.has_sum && !self.fill(4)?;
        if self.cut {
            self.block.extend([0; 4]);
        }
        self.decoder.decode_blocks(self.block.as_slice(), BlockDecodingStrategy::UptoBlocks(1)).map_err(broken)?;
        Ok(())
    }

    /// Appends bytes of the source to the block; false where it ends before.
    fn fill(&mut self, length: u64) -> Result<bool> {
        Ok(self.source.by_ref().take(length).read_to_end(&mut self.block)? as u64 == length)
    }

    /// Ends the frame.
    fn end(&mut self) -> Result<()> {
        self.within = false;
        if self.cut {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let sum = self.decoder.get_checksum_from_data();
        if self.has_sum && sum != self.decoder.get_calculated_checksum() {
            return Err(broken("its checksum is wrong"));
        }
        Ok(())
    }
}

impl<R: Read> Read for Zst<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        loop {
            if self.within && self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            match (self.within, self.decoder.is_finished()) {
                (true, false) => self.unpack()?,
                (true, true) => self.end()?,
                _ if self.cut => return Err(ErrorKind::UnexpectedEof.into()),
                _ if !self.begin()? => return Ok(0),
                _ => (),
            }
        }
    }
}

/// The start of a frame, of which some was read already.
struct FrameHeader<'a, R> {
    start: &'a [u8],
    source: &'a mut R,
    is_cut: bool,
}

impl<R: Read> Read for FrameHeader<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if !self.start.is_empty() {
            return self.start.read(buffer);
        }
        let read = self.source.read(buffer)?;
        self.is_cut |= read == 0 && !buffer.is_empty();
        Ok(read)
    }
}

fn broken(error: impl ToString) -> Error {
    Error::new(ErrorKind::InvalidData, error.to_string())
}
