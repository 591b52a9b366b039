//! The messages of an Arrow file or stream (Apache Arrow, "IPC streaming format" and Message.fbs) -> its batches of rows.

use std::collections::HashMap;
use std::io::{self, BufReader, Read};
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use lz4_flex::frame::FrameDecoder;

use super::column::{Buffers, Column};
use super::schema::{ArrowField, ArrowKind, fields};
use crate::read::archive::compressed::Zst;
use crate::read::bounded::{BOMB, allowed};
use crate::read::table::flat::FlatTable;

/// Most bytes of a message without its rows, and of the columns of a batch that are held.
const MOST_MESSAGE: usize = 16 << 20;
const MOST_HELD: u64 = 400_000_000;

/// What is said of a file that ends too early, and of one that contradicts itself.
const CUT: &str = "it is cut off: download or copy it again";
const BROKEN: &str = "it is broken: save it again";

/// The texts that numbers stand for, by the number of their list, in parts with their lengths.
pub(super) type Dictionaries = HashMap<i64, Vec<(Arc<Column>, usize)>>;

/// A batch of rows: of the columns those that are needed.
pub(super) struct ArrowBatch {
    pub rows: u64,
    pub columns: Vec<Option<Column>>,
}

/// The columns of a file, and its messages as they are read.
pub(super) struct Messages {
    source: CountingReader,
    is_file: bool,
    fields: Vec<ArrowField>,
    /// The rows so far.
    rows: u64,
}

/// A message without its body.
struct ArrowMessage {
    bytes: Vec<u8>,
    kind: u8,
    body: u64,
}

impl ArrowMessage {
    fn header(&self) -> Result<FlatTable<'_>> {
        FlatTable::root(&self.bytes).and_then(|message| message.table(2)).context(BROKEN)
    }
}

impl Messages {
    /// Those of a source.
    ///
    /// # Errors
    /// It is no Arrow file, or one whose columns are not known.
    pub fn new(source: Box<dyn Read + Send>) -> Result<Messages> {
        let mut source = CountingReader { source: BufReader::with_capacity(1 << 18, source), read: 0 };
        let mut start = Vec::new();
        source.by_ref().take(8).read_to_end(&mut start).context("it can't be read")?;
        ensure!(!start.is_empty(), "it is empty");
        ensure!(
            !start.starts_with(b"FEA1"),
            "it is Feather of version 1: save it anew, in Python df.to_feather(name), in R arrow::write_feather(df, name)"
        );
        let is_file = start.starts_with(b"ARROW1");
        let is_stream = start.starts_with(&[0xff; 4]) || start.get(3) == Some(&0);
        ensure!(is_file || is_stream, "it is no Arrow file, whatever its name says: save it as .parquet or .csv");
        let mut messages = Messages { source, is_file, fields: Vec::new(), rows: 0 };
        let first = if is_file { messages.message()? } else { messages.message_after(start)? };
        let first =
            first.filter(|message| message.kind == 1).context("it does not say which columns it has: it is broken")?;
        messages.fields = fields(first.header()?)?;
        messages.skip(first.body)?;
        Ok(messages)
    }

    /// Its columns.
    pub fn fields(&self) -> &[ArrowField] {
        &self.fields
    }

    /// How many bytes were read of it.
    pub fn bytes_read(&self) -> u64 {
        self.source.read
    }

    /// The next batch with the columns that are needed; lists of texts before it are kept.
    ///
    /// # Errors
    /// It is cut off or broken, or the batch is too large to be held.
    pub fn next(&mut self, lists: &mut Dictionaries, needed: &[bool]) -> Result<Option<ArrowBatch>> {
        while let Some(message) = self.message()? {
            match message.kind {
                2 => self.list(&message, lists, needed)?,
                3 => {
                    let batch = self.batch(&message, lists, needed)?;
                    self.rows = self.rows.saturating_add(batch.rows);
                    // No text is shorter than a byte; rows without any take next to none.
                    ensure!(self.rows <= self.source.read, "it says that it holds more rows than bytes: it is broken");
                    return Ok(Some(batch));
                }
                _ => self.skip(message.body)?,
            }
        }
        // What is behind the end is the list of places in a file; and what packs the file may have a sum.
        io::copy(&mut self.source, &mut io::sink())?;
        Ok(None)
    }

    fn message(&mut self) -> Result<Option<ArrowMessage>> {
        let mut start = Vec::new();
        self.source.by_ref().take(8).read_to_end(&mut start)?;
        self.message_after(start)
    }

    /// The message that begins with these bytes.
    fn message_after(&mut self, start: Vec<u8>) -> Result<Option<ArrowMessage>> {
        // A stream may end without a mark.
        if start.is_empty() && !self.is_file {
            return Ok(None);
        }
        let int = |at: usize| start.get(at..).and_then(|rest| rest.first_chunk()).map(|four| u32::from_le_bytes(*four));
        let is_old = int(0) != Some(u32::MAX);
        let length = usize::try_from(int(if is_old { 0 } else { 4 }).context(CUT)?)?;
        if length == 0 {
            return Ok(None);
        }
        ensure!(length <= MOST_MESSAGE, BROKEN);
        let mut bytes = if is_old { start.get(4..).unwrap_or_default().to_vec() } else { Vec::new() };
        let left = length.saturating_sub(bytes.len()) as u64;
        self.source.by_ref().take(left).read_to_end(&mut bytes)?;
        ensure!(bytes.len() >= length, CUT);
        let message = FlatTable::root(&bytes).context(BROKEN)?;
        let (kind, body) = (message.byte(1).unwrap_or(0), message.long(3).unwrap_or(0));
        let body = u64::try_from(body).context(BROKEN)?;
        Ok(Some(ArrowMessage { kind, body, bytes }))
    }

    fn skip(&mut self, bytes: u64) -> Result<()> {
        let passed = io::copy(&mut self.source.by_ref().take(bytes), &mut io::sink())?;
        ensure!(passed == bytes, CUT);
        Ok(())
    }

    fn batch(&mut self, message: &ArrowMessage, lists: &Dictionaries, needed: &[bool]) -> Result<ArrowBatch> {
        let header = message.header()?;
        let rows = u64::try_from(header.long(0).unwrap_or(0)).context(BROKEN)?;
        let fields = self.fields.clone();
        let mut body = BatchBody::new(&mut self.source, header, message.body)?;
        let mut columns = Vec::with_capacity(fields.len());
        for (field, needed) in fields.iter().zip(needed) {
            let before = body.at;
            let kind = match &field.dictionary {
                Some((list, number)) => lists.get(list).map(|list| (number, Some(list.clone()))),
                None => field.kind.as_ref().map(|kind| (kind, None)),
            };
            let column = match kind.filter(|_| *needed) {
                Some((kind, values)) => {
                    let (column, length) = Column::read(kind, values, &mut body)?;
                    ensure!(length as u64 == rows, BROKEN);
                    Some(column)
                }
                None => None,
            };
            columns.push(column);
            body.at = body.after(before, field.span)?;
        }
        body.finish()?;
        Ok(ArrowBatch { rows, columns })
    }

    /// Reads a list of texts that numbers stand for, if a column that is needed has it.
    fn list(&mut self, message: &ArrowMessage, lists: &mut Dictionaries, needed: &[bool]) -> Result<()> {
        let header = message.header()?;
        let number = header.long(0).unwrap_or(0);
        let is_of = |field: &&ArrowField| field.dictionary.as_ref().is_some_and(|(list, _)| *list == number);
        let mut users = self.fields.iter().zip(needed).filter(|(_, needed)| **needed).map(|(field, _)| field);
        let kind = users.find(is_of).and_then(|field| field.kind.clone());
        let Some(kind @ (ArrowKind::Text(_) | ArrowKind::View)) = kind else { return self.skip(message.body) };
        let mut body = BatchBody::new(&mut self.source, header.table(1).context(BROKEN)?, message.body)?;
        let (texts, length) = Column::read(&kind, None, &mut body)?;
        body.finish()?;
        let list = lists.entry(number).or_default();
        // It may take the place of the one before.
        if header.byte(2).unwrap_or(0) == 0 {
            list.clear();
        }
        list.push((Arc::new(texts), length));
        ensure!(list.len() < 10_000, "its lists of texts come in too many parts: save it again");
        Ok(())
    }
}

/// A place in the lists of a batch: of its nodes, its buffers, its columns of views.
type Place = (usize, usize, usize);

/// The buffers of a batch, which are read in their order.
struct BatchBody<'a> {
    source: &'a mut CountingReader,
    /// Lengths of columns and how much is missing in each; where buffers begin and how long they are; numbers of buffers.
    nodes: Vec<i64>,
    buffers: Vec<i64>,
    views: Vec<i64>,
    packing: Option<u8>,
    at: Place,
    /// What was read of the body, its length, and what may still be held.
    read: u64,
    length: u64,
    left: u64,
}

impl<'a> BatchBody<'a> {
    fn new(source: &'a mut CountingReader, batch: FlatTable, length: u64) -> Result<BatchBody<'a>> {
        let packing = batch.table(3).map(|packing| packing.byte(0).unwrap_or(0));
        let (nodes, buffers) = (batch.longs(1, 2).unwrap_or_default(), batch.longs(2, 2).unwrap_or_default());
        let views = batch.longs(4, 1).unwrap_or_default();
        Ok(BatchBody { source, nodes, buffers, views, packing, at: (0, 0, 0), read: 0, length, left: MOST_HELD })
    }

    /// The place behind a column.
    fn after(&self, before: Place, span: super::schema::Span) -> Result<Place> {
        let views = self.views.get(before.2..).unwrap_or_default().iter().take(span.views);
        let more: i64 = views.map(|views| (*views).clamp(0, 1 << 32)).fold(0, i64::saturating_add);
        let buffers = before.1.saturating_add(span.buffers).saturating_add(usize::try_from(more)?);
        Ok((before.0.saturating_add(span.nodes), buffers, before.2.saturating_add(span.views)))
    }

    fn skip(&mut self, bytes: u64) -> Result<()> {
        let passed = io::copy(&mut self.source.by_ref().take(bytes), &mut io::sink())?;
        ensure!(passed == bytes, CUT);
        self.read += bytes;
        Ok(())
    }

    /// Passes over what is left.
    fn finish(mut self) -> Result<()> {
        self.skip(self.length.saturating_sub(self.read))
    }

    fn unpack(&mut self, packed: Bytes) -> Result<Bytes> {
        let Some(packing) = self.packing.filter(|_| !packed.is_empty()) else { return Ok(packed) };
        let length = i64::from_le_bytes(*packed.first_chunk().context(BROKEN)?);
        let body = packed.slice(8..);
        if length == -1 {
            return Ok(body);
        }
        let length = u64::try_from(length).context(BROKEN)?;
        ensure!(length <= allowed(body.len() as u64), BOMB);
        self.left = self.left.checked_sub(length).context(too_large())?;
        let mut bytes = Vec::new();
        let read = match packing {
            0 => FrameDecoder::new(&body[..]).take(length + 1).read_to_end(&mut bytes),
            1 => Zst::new(&body[..]).take(length + 1).read_to_end(&mut bytes),
            _ => bail!("it is packed in a way that is not known: save it as .parquet"),
        };
        read.context(BROKEN)?;
        ensure!(bytes.len() as u64 == length, BROKEN);
        Ok(bytes.into())
    }
}

/// What is said of a batch that can't be held.
fn too_large() -> String {
    format!("its rows come in batches of over {} MB: save it as .parquet", MOST_HELD / 1_000_000)
}

impl Buffers for BatchBody<'_> {
    fn take(&mut self) -> Result<Bytes> {
        let place = self.at.1.saturating_mul(2);
        self.at.1 += 1;
        let [start, length] = *self.buffers.get(place..).and_then(|rest| rest.first_chunk()).context(BROKEN)?;
        let (start, length) = (u64::try_from(start).context(BROKEN)?, u64::try_from(length).context(BROKEN)?);
        if length == 0 {
            return Ok(Bytes::new());
        }
        ensure!(start >= self.read && start.checked_add(length).is_some_and(|end| end <= self.length), BROKEN);
        self.skip(start - self.read)?;
        ensure!(length <= self.left, too_large());
        let mut bytes = Vec::new();
        self.source.by_ref().take(length).read_to_end(&mut bytes)?;
        ensure!(bytes.len() as u64 == length, CUT);
        self.read += length;
        if self.packing.is_none() {
            self.left -= length;
        }
        self.unpack(bytes.into())
    }

    fn views(&mut self) -> Result<usize> {
        let views = self.views.get(self.at.2).copied().context(BROKEN)?;
        self.at.2 += 1;
        usize::try_from(views).context(BROKEN)
    }

    fn node(&mut self) -> Result<usize> {
        let rows = self.nodes.get(self.at.0.saturating_mul(2)).copied().context(BROKEN)?;
        self.at.0 += 1;
        usize::try_from(rows).context(BROKEN)
    }
}

/// Counts what is read.
struct CountingReader {
    source: BufReader<Box<dyn Read + Send>>,
    read: u64,
}

impl Read for CountingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}
