//! A compound file (OLE, [MS-CFB]), which old documents and workbooks are -> its streams by name. Own code, for the crates that
//! read them also write, or follow a chain of sectors that leads back into itself without end.

use anyhow::{Context, Result, bail, ensure};

/// What compound files begin with.
pub const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const BROKEN: &str = "it is broken, or cut off: open it in the program that made it and save it again";
/// Numbers of sectors from here on are none.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// Bytes of a sector of small streams, and of an entry of the directory.
const SMALL: usize = 64;
const ENTRY: usize = 128;
/// The most entries of a directory that are looked at.
const MOST_ENTRIES: usize = 100_000;

/// A compound file that is held.
pub struct Ole<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    sector: usize,
    /// The next sector of each; the same for those of small streams, and what these are in.
    next: Vec<u32>,
    next_small: Vec<u32>,
    small: Vec<u8>,
    /// Streams of fewer bytes are small.
    least: usize,
    streams: Vec<OleStream>,
}

/// A stream at the top of the directory.
struct OleStream {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Ole<'a> {
    /// Reads the directory.
    ///
    /// # Errors
    /// It is no compound file, is broken, or cut off.
    pub fn open(bytes: &'a [u8]) -> Result<Ole<'a>> {
        ensure!(bytes.starts_with(MAGIC), BROKEN);
        let field = |at| number(bytes, at).context(BROKEN);
        let sector = match bytes.get(30) {
            Some(9) => 512,
            Some(12) => 4_096,
            _ => bail!(BROKEN),
        };
        let least = field(56)? as usize;
        let mut ole = Ole { bytes, sector, next: vec![], next_small: vec![], small: vec![], least, streams: vec![] };
        let mut tables: Vec<u32> = numbers(bytes.get(76..512).context(BROKEN)?).collect();
        // Further tables are listed in sectors, each of which ends in the number of the next.
        let (mut list, mut left) = (field(68)?, bytes.len() / sector);
        while list < LAST_SECTOR {
            left = left.checked_sub(1).context(BROKEN)?;
            tables.extend(numbers(ole.sector(list)?));
            list = tables.pop().context(BROKEN)?;
        }
        tables.retain(|table| *table < LAST_SECTOR);
        ensure!(tables.len() <= bytes.len() / sector, BROKEN);
        for table in tables {
            let next: Vec<u32> = numbers(ole.sector(table)?).collect();
            ole.next.extend(next);
        }
        let directory = ole.chain(field(48)?, usize::MAX)?;
        let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).take(MOST_ENTRIES).collect();
        let root = entries.first().context(BROKEN)?;
        if field(64)? > 0 {
            ole.next_small = numbers(&ole.chain(field(60)?, usize::MAX)?).collect();
            ole.small = ole.chain(number(root, 116).context(BROKEN)?, usize::MAX)?;
        }
        ole.streams = streams(&entries);
        Ok(ole)
    }

    /// Whether there is a stream of that name.
    pub fn has(&self, name: &str) -> bool {
        self.streams.iter().any(|stream| stream.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; `None` where there is no such stream.
    ///
    /// # Errors
    /// It is broken, or cut off.
    pub fn stream(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(stream) = self.streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let bytes = match stream.length < self.least {
            true => chain(stream.start, &self.next_small, stream.length, |number| {
                self.small.get(number as usize * SMALL..)?.get(..SMALL)
            }),
            false => chain(stream.start, &self.next, stream.length, |number| self.sector(number).ok()),
        };
        Ok(Some(bytes.filter(|bytes| bytes.len() == stream.length).context(BROKEN)?))
    }

    /// A sector; the last of a file may be shorter.
    fn sector(&self, number: u32) -> Result<&'a [u8]> {
        let rest = (number as usize + 1).checked_mul(self.sector).and_then(|start| self.bytes.get(start..));
        let rest = rest.filter(|rest| !rest.is_empty()).context(BROKEN)?;
        Ok(rest.get(..self.sector).unwrap_or(rest))
    }

    /// The bytes of the sectors from one on, at most so many.
    fn chain(&self, start: u32, most: usize) -> Result<Vec<u8>> {
        chain(start, &self.next, most, |number| self.sector(number).ok()).context(BROKEN)
    }
}

/// The bytes of a chain of sectors. None of them may come twice.
fn chain<'a>(start: u32, next: &[u32], most: usize, sector: impl Fn(u32) -> Option<&'a [u8]>) -> Option<Vec<u8>> {
    let (mut bytes, mut at, mut left) = (Vec::new(), start, next.len());
    while at < LAST_SECTOR && bytes.len() < most {
        left = left.checked_sub(1)?;
        bytes.extend_from_slice(sector(at)?);
        at = *next.get(at as usize)?;
    }
    bytes.truncate(most);
    Some(bytes)
}

/// The streams that are in no folder: a tree, whose entries name the ones beside them.
fn streams(entries: &[&[u8]]) -> Vec<OleStream> {
    const CHILD: usize = 76;
    let mut seen = vec![false; entries.len()];
    let mut open: Vec<u32> = entries.first().and_then(|root| number(root, CHILD)).into_iter().collect();
    let mut streams = Vec::new();
    while let Some(place) = open.pop() {
        let Some(entry) = entries.get(place as usize) else { continue };
        if seen.get_mut(place as usize).is_none_or(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        open.extend([68, 72].iter().filter_map(|side| number(entry, *side)));
        let units: Vec<u16> =
            entry.chunks_exact(2).take(32).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
        let name = String::from_utf16_lossy(units.split(|unit| *unit == 0).next().unwrap_or_default());
        if let (Some(2), Some(start), Some(length)) = (entry.get(66), number(entry, 116), number(entry, 120)) {
            streams.push(OleStream { name, start, length: length as usize });
        }
    }
    streams
}

/// The number of 32 bits at a place.
pub fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// The number of 16 bits at a place.
pub fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|bytes| number(bytes, 0))
}

#[cfg(test)]
pub mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A compound file of these streams, each in sectors of its own.
    pub fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
        const SECTOR: usize = 512;
        let sectors: Vec<usize> = streams.iter().map(|(_, bytes)| bytes.len().div_ceil(SECTOR).max(1)).collect();
        let directory = (streams.len() + 1).div_ceil(SECTOR / ENTRY);
        let all = sectors.iter().sum::<usize>() + directory;
        let tables = (all + all / 100 + 2).div_ceil(SECTOR / 4);
        let mut next: Vec<u32> = vec![0xffff_fffd; tables];
        let mut chain = |length: usize| {
            let start = next.len() as u32;
            next.extend(start + 1..start + length as u32);
            next.push(0xffff_fffe);
            start
        };
        let start = chain(directory);
        let starts: Vec<u32> = sectors.iter().map(|sectors| chain(*sectors)).collect();
        next.resize(tables * SECTOR / 4, u32::MAX);
        let mut entries = vec![entry("Root Entry", 5, u32::MAX, 1, 0xffff_fffe, 0)];
        for (place, ((name, bytes), start)) in streams.iter().zip(starts).enumerate() {
            let beside = if place + 1 < streams.len() { place as u32 + 2 } else { u32::MAX };
            entries.push(entry(name, 2, beside, u32::MAX, start, bytes.len() as u32));
        }
        let mut file = [MAGIC, &[0; 16], &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0], &[0; 14]].concat();
        file.extend([start, 0, 0, 0xffff_fffe, 0, 0xffff_fffe, 0].iter().flat_map(|number| number.to_le_bytes()));
        file.extend(
            (0..109_u32).flat_map(|table| if (table as usize) < tables { table } else { u32::MAX }.to_le_bytes()),
        );
        file.extend(next.iter().flat_map(|next| next.to_le_bytes()));
        let contents = std::iter::once(entries.concat()).chain(streams.iter().map(|(_, bytes)| bytes.to_vec()));
        for mut content in contents {
            content.resize(content.len().div_ceil(SECTOR).max(1) * SECTOR, 0);
            file.extend(content);
        }
        file
    }

    fn entry(name: &str, kind: u8, beside: u32, child: u32, start: u32, length: u32) -> Vec<u8> {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend([(name.len() as u16 + 1) * 2, u16::from(kind)].iter().flat_map(|number| number.to_le_bytes()));
        entry.extend([u32::MAX, beside, child].iter().flat_map(|number| number.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend([start, length, 0].iter().flat_map(|number| number.to_le_bytes()));
        entry
    }

    #[test]
    fn streams_are_found_by_name() {
        let long = "chữ ".repeat(1_000);
        let file = ole(&[("A", long.as_bytes()), ("Workbook", b"b")]);
        let ole = Ole::open(&file).unwrap();
        assert_eq!(ole.stream("A").unwrap().as_deref(), Some(long.as_bytes()));
        assert_eq!(ole.stream("workbook").unwrap().as_deref(), Some(&b"b"[..]));
        assert!(ole.has("a") && ole.stream("c").unwrap().is_none());
        let cut = &file[..file.len() - 600];
        assert!(Ole::open(cut).unwrap().stream("Workbook").unwrap_err().to_string().contains("cut off"));
    }

    #[test]
    fn a_chain_that_leads_back_into_itself_is_broken_and_so_is_one_of_the_directory() {
        let mut file = ole(&[("A", &[b'a'; 2_000])]);
        // The table is the first sector: it, the directory, then the stream.
        file[512 + 4 * 4..512 + 4 * 5].copy_from_slice(&3_u32.to_le_bytes());
        assert!(Ole::open(&file).unwrap().stream("A").is_ok(), "no more is read than it has");
        file[512 * 2 + 128 + 120..][..4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(Ole::open(&file).unwrap().stream("A").unwrap_err().to_string().contains("broken"));
        file[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
        assert!(Ole::open(&file).is_err());
        let mut file = ole(&[("A", b"a"), ("B", b"b")]);
        file[512 * 2 + 2 * 128 + 68..][..4].copy_from_slice(&1_u32.to_le_bytes());
        assert!(Ole::open(&file).unwrap().has("B"));
    }

    proptest! {
        #[test]
        fn any_change_gives_streams_or_errors(changes in prop::collection::vec((0..3_000_usize, any::<u8>()), 1..20)) {
            let mut file = ole(&[("A", &[b'a'; 1_000]), ("B", b"b")]);
            for (at, byte) in changes {
                let at = at % file.len();
                file[at] = byte;
            }
            if let Ok(ole) = Ole::open(&file) {
                let _ = (ole.stream("A"), ole.stream("B"));
            }
        }
    }
}
