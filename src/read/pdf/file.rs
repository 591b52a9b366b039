//! Bytes of a PDF -> its objects and streams, each read when it is asked for (ISO 32000-1, 7.3.8 and 7.5).
//!
//! The objects are found by a scan of the whole file; of several with the same number the last one counts, as after a
//! change. So broken tables of contents do no harm, and no table can say that there is more than the file holds.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;

use anyhow::{Result, bail, ensure};
use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::object::{Parser, PdfDictionary, PdfObject};

/// Longest file, in bytes.
const MOST_BYTES: usize = 60_000_000;
/// At most this many bytes are searched for the mark of the end.
const END: usize = 10_000;
/// Most bytes that may be parsed or unpacked: articles take a hundredth of it.
const MOST_WORK: usize = 150_000_000;
/// What an object costs to read or to copy beside its bytes, in bytes read, for each that is in it.
const OBJECT_WORK: usize = 10;
/// Most objects of a file.
const MOST_OBJECTS: usize = 1_000_000;

/// Where an object is: in the file, or in one of the unpacked streams of objects.
#[derive(Clone, Copy)]
enum ObjectPlace {
    File(usize),
    Stream(usize, usize),
}

/// A PDF.
pub struct PdfFile<'a> {
    bytes: &'a [u8],
    places: HashMap<u32, ObjectPlace>,
    streams: Vec<Vec<u8>>,
    /// What the trailers say, the last one over those before.
    trailer: PdfDictionary,
    /// The bytes that may still be parsed or unpacked.
    left: Cell<usize>,
}

impl<'a> PdfFile<'a> {
    /// Finds the objects of a file.
    ///
    /// # Errors
    /// It is no PDF, is too large, or is encrypted.
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        ensure!(find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some(), "it is no PDF, whatever its name says");
        ensure!(bytes.len() <= MOST_BYTES, "it is larger than {} MB: split it", MOST_BYTES / 1_000_000);
        let end = &bytes[bytes.len().saturating_sub(END)..];
        ensure!(find(end, b"%%EOF").is_some(), "it is cut off: get it again");
        let (places, trailer, left) = (HashMap::new(), PdfDictionary::new(), Cell::new(MOST_WORK));
        let mut file = PdfFile { bytes, places, streams: Vec::new(), trailer, left };
        let mut at = 0;
        while let Some(found) = find(&bytes[at..], b"obj") {
            at += found + 3;
            if let Some(id) = number_before(&bytes[..at - 3]) {
                at = file.scan(id, at)?;
            }
        }
        at = 0;
        while let Some(found) = find(&bytes[at..], b"trailer") {
            at += found + 7;
            if let Some(PdfObject::Dictionary(trailer)) = file.parse(bytes, at) {
                file.trailer.extend(trailer);
            }
        }
        ensure!(!file.trailer.contains_key(&b"Encrypt"[..]), "it is encrypted: print it to a new PDF and read that");
        file.check()?;
        Ok(file)
    }

    /// Reads over the object that begins there. Returns where to read on.
    fn scan(&mut self, id: u32, start: usize) -> Result<usize> {
        let mut parser = Parser::new(self.bytes, start);
        let object = parser.next();
        self.spend(parser.at - start);
        let Some(object) = object.filter(|_| self.places.len() < MOST_OBJECTS) else {
            self.check()?;
            // A string that never ends hides what follows.
            return Ok(if parser.at < self.bytes.len() { parser.at } else { start });
        };
        self.places.insert(id, ObjectPlace::File(start));
        let Some(dictionary) = object.dictionary() else {
            return Ok(parser.at);
        };
        let stream = self.stream_after(&object, parser.at);
        match (dictionary.get(&b"Type"[..]).and_then(PdfObject::name), &stream) {
            (Some(b"ObjStm"), Some(stream)) => self.scan_stream(dictionary, &self.bytes[stream.clone()])?,
            (Some(b"XRef"), Some(_)) => self.trailer.extend(dictionary.clone()),
            (Some(b"Catalog"), None) => drop(self.trailer.insert(b"Root".to_vec(), PdfObject::Reference(id))),
            _ => (),
        }
        Ok(stream.map_or(parser.at, |stream| stream.end))
    }

    /// Notes the objects of a stream of objects.
    fn scan_stream(&mut self, dictionary: &PdfDictionary, packed: &[u8]) -> Result<()> {
        let bytes = self.unpack(dictionary, packed)?;
        let mut parser = Parser::new(&bytes, 0);
        let first = dictionary.get(&b"First"[..]).and_then(PdfObject::number).unwrap_or_default() as usize;
        while let (true, Some(PdfObject::Number(id)), Some(PdfObject::Number(offset))) =
            (parser.at < first && self.places.len() < MOST_OBJECTS, parser.next(), parser.next())
        {
            self.places
                .insert(id as u32, ObjectPlace::Stream(self.streams.len(), first.saturating_add(offset as usize)));
        }
        self.streams.push(bytes);
        Ok(())
    }

    /// Where the data of a stream are, if the dictionary before that place belongs to one.
    fn stream_after(&self, object: &PdfObject, at: usize) -> Option<Range<usize>> {
        let mut parser = Parser::new(self.bytes, at);
        parser.skip_space();
        let rest = self.bytes[parser.at..].strip_prefix(b"stream")?;
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        let length = object.dictionary()?.get(&b"Length"[..]).and_then(PdfObject::number).unwrap_or(-1.0) as usize;
        let is_right = |length: &usize| find(&rest[*length..rest.len().min(length + 12)], b"endstream").is_some();
        let length = Some(length).filter(|&length| length > 0 && length < rest.len()).filter(is_right);
        let length = length.unwrap_or_else(|| {
            let length = find(rest, b"endstream").unwrap_or(rest.len());
            self.spend(length);
            length
        });
        let start = self.bytes.len() - rest.len();
        Some(start..start + length)
    }

    /// What a trailer says under that key.
    pub fn trailer(&self, key: &str) -> Option<PdfObject> {
        self.entry(&self.trailer, key)
    }

    /// The object under a key, also if only its number is there.
    pub fn entry(&self, dictionary: &PdfDictionary, key: &str) -> Option<PdfObject> {
        self.resolve(dictionary.get(key.as_bytes())?)
    }

    /// The same, without a copy where the object itself is there.
    pub fn look_up<'b>(&self, dictionary: &'b PdfDictionary, key: &[u8]) -> Option<Cow<'b, PdfObject>> {
        match dictionary.get(key)? {
            reference @ PdfObject::Reference(_) => self.resolve(reference).map(Cow::Owned),
            object => Some(Cow::Borrowed(object)),
        }
    }

    /// The object that a reference leads to; any other object as it is; `None` once too much was read, too.
    pub fn resolve(&self, object: &PdfObject) -> Option<PdfObject> {
        self.check().ok()?;
        let mut object = object.clone();
        self.spend(OBJECT_WORK * object.parts());
        for _ in 0..10 {
            let PdfObject::Reference(id) = object else {
                return Some(object);
            };
            object = match *self.places.get(&id)? {
                ObjectPlace::File(at) => self.parse(self.bytes, at),
                ObjectPlace::Stream(stream, at) => self.parse(self.streams.get(stream)?, at),
            }?;
        }
        None
    }

    fn parse(&self, bytes: &[u8], at: usize) -> Option<PdfObject> {
        self.check().ok()?;
        let mut parser = Parser::new(bytes, at.min(bytes.len()));
        let object = parser.next();
        let parts = object.as_ref().map_or(0, PdfObject::parts);
        self.spend(parser.at - at.min(bytes.len()) + 100 + OBJECT_WORK * parts);
        object
    }

    /// The dictionary and the data of the stream that a reference leads to.
    pub fn stream(&self, object: &PdfObject) -> Option<Result<(PdfDictionary, Vec<u8>)>> {
        let PdfObject::Reference(id) = object else {
            return None;
        };
        let &ObjectPlace::File(at) = self.places.get(id)? else {
            return None;
        };
        self.check().ok()?;
        let mut parser = Parser::new(self.bytes, at);
        let object = parser.next()?;
        self.spend(parser.at - at);
        let range = self.stream_after(&object, parser.at)?;
        let PdfObject::Dictionary(dictionary) = object else {
            return None;
        };
        Some(self.unpack(&dictionary, &self.bytes[range]).map(|data| (dictionary, data)))
    }

    fn unpack(&self, dictionary: &PdfDictionary, packed: &[u8]) -> Result<Vec<u8>> {
        let filters = match self.entry(dictionary, "Filter") {
            Some(PdfObject::Array(filters)) => filters,
            filter => filter.into_iter().collect(),
        };
        let mut data = packed.to_vec();
        self.spend(data.len());
        for filter in &filters {
            data = match filter.name().unwrap_or_default() {
                b"FlateDecode" | b"Fl" => self.inflate(&data),
                b"ASCII85Decode" | b"A85" => ascii85(&data),
                name => bail!("it is packed by {}: print it to a new PDF and read that", String::from_utf8_lossy(name)),
            };
            self.spend(data.len());
            self.check()?;
        }
        Ok(data)
    }

    /// What can be inflated: all of it, or what comes before the first error.
    fn inflate(&self, packed: &[u8]) -> Vec<u8> {
        let (mut data, most) = (Vec::new(), self.left.get() as u64);
        let _ = ZlibDecoder::new(packed).take(most).read_to_end(&mut data);
        if data.is_empty() {
            let _ = DeflateDecoder::new(packed).take(most).read_to_end(&mut data);
        }
        data
    }

    /// Counts work, in bytes read or unpacked.
    pub fn spend(&self, work: usize) {
        self.left.set(self.left.get().saturating_sub(work));
    }

    /// Says whether that was too much.
    ///
    /// # Errors
    /// More was to be read or unpacked than any article needs.
    pub fn check(&self) -> Result<()> {
        ensure!(self.left.get() > 0, "it unpacks to more than {} MB: split it", MOST_WORK / 1_000_000);
        Ok(())
    }
}

/// The place of the first of these bytes.
pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

/// The number of the object whose head ends there: "12 0 " is 12.
fn number_before(bytes: &[u8]) -> Option<u32> {
    let head = &bytes[bytes.len().saturating_sub(20)..];
    let text = head.utf8_chunks().last().filter(|chunk| chunk.invalid().is_empty())?.valid();
    let mut words = text.split_ascii_whitespace().rev();
    words.next()?.parse::<u16>().ok()?;
    let number = words.next()?;
    let digits = number.len() - number.bytes().rev().take_while(u8::is_ascii_digit).count();
    number[digits..].parse().ok()
}

fn ascii85(packed: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    let mut group = Vec::new();
    for &byte in packed.iter().take_while(|&&byte| byte != b'~') {
        match byte {
            b'z' if group.is_empty() => data.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => (),
        }
        if group.len() == 5 {
            data.extend(base85(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let known = group.len() - 1;
        group.resize(5, 84);
        data.extend(&base85(&group)[..known]);
    }
    data
}

fn base85(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0, |value: u32, &digit| value.wrapping_mul(85).wrapping_add(digit.into())).to_be_bytes()
}
