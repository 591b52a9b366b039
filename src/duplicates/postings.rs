//! Keys -> the documents that have them, more than memory should hold: sorted runs on disk, merged as they double (logarithmic
//! merging: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 4.5), and the last documents in memory. Of a
//! run memory holds a Bloom filter, since most keys are in none, and where each block begins.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::iter;
use std::path::{Path, PathBuf};

use fastbloom::BloomFilter;
use itertools::Itertools;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Bits of a document's number, and those left for a key.
const DOCUMENT_BITS: u32 = 28;
const KEY_BITS: u32 = u64::BITS - DOCUMENT_BITS;

/// A document's number must be less.
pub const MOST_DOCUMENTS: u32 = 1 << DOCUMENT_BITS;

/// At most this many postings are in memory before they become a run: as many as fill a table of 2^17 places, 4 MB with
/// it.
const MOST_RECENT: usize = (1 << 17) / 8 * 7;

/// Postings of a block, which is read at once.
const BLOCK: usize = 512;

/// Bytes of a posting.
const SIZE: usize = size_of::<u64>();

/// Bits of the filter for each posting: one of fifty keys that are in no posting passes it.
const FILTER_BITS: usize = 8;

/// The postings: a key in the upper bits, a document that has it in the lower.
pub struct Postings {
    recent: Recent,
    most_recent: usize,
    /// The oldest first. No document of a run has a greater number than those of the next.
    runs: Vec<PostingsRun>,
    /// Where they are.
    folder: PathBuf,
}

impl Postings {
    /// None yet, with runs in a folder.
    pub fn new(folder: &Path) -> Postings {
        let (recent, folder) = (Recent::default(), folder.to_path_buf());
        Postings { recent, most_recent: MOST_RECENT, runs: Vec::new(), folder }
    }

    /// Adds a document that has the key. No document before it has a greater number.
    ///
    /// # Errors
    /// The temporary file can't be written, or one before can't be read.
    pub fn add(&mut self, key: u64, document: u32) -> io::Result<()> {
        debug_assert!(key >> KEY_BITS == 0 && document < MOST_DOCUMENTS);
        self.recent.add(first_of(key) | u64::from(document));
        if self.recent.postings.len() < self.most_recent {
            return Ok(());
        }
        let (mut length, mut merged) = (self.recent.postings.len(), Vec::new());
        while let Some(before) = self.runs.pop_if(|before| before.length <= length) {
            length += before.length;
            merged.push(before);
        }
        let mut sources: Vec<Box<dyn Iterator<Item = io::Result<u64>>>> = vec![Box::new(self.recent.take().map(Ok))];
        for run in &merged {
            sources.push(Box::new(run.postings()?));
        }
        let is_first = |one: &io::Result<u64>, two: &io::Result<u64>| match (one, two) {
            (Ok(one), Ok(two)) => one < two,
            _ => one.is_err(),
        };
        let run = PostingsRun::write(sources.into_iter().kmerge_by(is_first), length, &self.folder)?;
        self.runs.push(run);
        Ok(())
    }

    /// Appends the documents that have the key, the latest first, `most` at most.
    ///
    /// # Errors
    /// A temporary file can't be read.
    pub fn latest(&self, key: u64, most: usize, documents: &mut Vec<u32>) -> io::Result<()> {
        let enough = documents.len() + most;
        documents.extend(self.recent.latest(key).take(most).map(document));
        for run in self.runs.iter().rev() {
            if documents.len() < enough && run.filter.contains(&key) {
                run.latest(key, enough, documents)?;
            }
        }
        Ok(())
    }
}

/// The postings that came last.
#[derive(Default)]
struct Recent {
    postings: Vec<u64>,
    /// For each the place of the one before it with the same key, [`NONE`] where there is none.
    before: Vec<u32>,
    /// The place of the last posting of each key.
    last: FxHashMap<u64, u32>,
}

/// No place in [`Recent`].
const NONE: u32 = u32::MAX;

impl Recent {
    fn add(&mut self, posting: u64) {
        let place = self.postings.len() as u32;
        self.before.push(self.last.insert(key(posting), place).unwrap_or(NONE));
        self.postings.push(posting);
    }

    /// The postings of the key, the latest first.
    fn latest(&self, key: u64) -> impl Iterator<Item = u64> {
        let before = |place: &u32| Some(self.before[*place as usize]).filter(|place| *place != NONE);
        iter::successors(self.last.get(&key).copied(), before).map(|place| self.postings[place as usize])
    }

    /// All of them, sorted; none are left here.
    fn take(&mut self) -> impl Iterator<Item = u64> {
        self.before.clear();
        self.last.clear();
        self.postings.sort_unstable();
        self.postings.drain(..)
    }
}

/// A posting's key.
fn key(posting: u64) -> u64 {
    posting >> DOCUMENT_BITS
}

/// A posting's document.
fn document(posting: u64) -> u32 {
    posting as u32 % MOST_DOCUMENTS
}

/// The first posting that a key can have.
fn first_of(key: u64) -> u64 {
    key << DOCUMENT_BITS
}

/// The last one.
fn last_of(key: u64) -> u64 {
    first_of(key) | u64::from(MOST_DOCUMENTS - 1)
}

/// Sorted postings in a file of their own, which is gone with the program, however it ends.
struct PostingsRun {
    file: File,
    length: usize,
    /// The keys that are in it, and few others.
    filter: BloomFilter<FxBuildHasher>,
    /// The first posting of each block.
    firsts: Vec<u64>,
}

impl PostingsRun {
    /// Writes `length` postings, which come sorted, to a file in a folder.
    fn write(postings: impl Iterator<Item = io::Result<u64>>, length: usize, folder: &Path) -> io::Result<PostingsRun> {
        let filter = BloomFilter::with_num_bits(FILTER_BITS * length).hasher(FxBuildHasher);
        let mut filter = filter.expected_items(length);
        let mut firsts = Vec::with_capacity(length.div_ceil(BLOCK));
        let mut file = BufWriter::new(tempfile::tempfile_in(folder)?);
        for (place, posting) in postings.enumerate() {
            let posting = posting?;
            if place % BLOCK == 0 {
                firsts.push(posting);
            }
            filter.insert(&key(posting));
            file.write_all(&posting.to_le_bytes())?;
        }
        Ok(PostingsRun { file: file.into_inner()?, length, filter, firsts })
    }

    /// All of them.
    fn postings(&self) -> io::Result<impl Iterator<Item = io::Result<u64>>> {
        (&self.file).rewind()?;
        let mut file = BufReader::new(&self.file);
        Ok((0..self.length).map(move |_| {
            let mut posting = [0; SIZE];
            file.read_exact(&mut posting)?;
            Ok(u64::from_le_bytes(posting))
        }))
    }

    /// Appends the documents that have the key, the latest first, until there are `enough` in all.
    fn latest(&self, key: u64, enough: usize, documents: &mut Vec<u32>) -> io::Result<()> {
        let mut bytes = [0; BLOCK * SIZE];
        // The last block that can have any, and those before it.
        for block in (0..self.firsts.partition_point(|first| *first <= last_of(key))).rev() {
            let bytes = &mut bytes[..SIZE * BLOCK.min(self.length - block * BLOCK)];
            let mut file = &self.file;
            file.seek(SeekFrom::Start((block * BLOCK * SIZE) as u64))?;
            file.read_exact(bytes)?;
            let postings = bytes.as_chunks().0.iter().rev().map(|posting| u64::from_le_bytes(*posting));
            let of_key =
                postings.skip_while(|posting| *posting > last_of(key)).take_while(|posting| self::key(*posting) == key);
            documents.extend(of_key.take(enough - documents.len()).map(document));
            if documents.len() == enough || self.firsts[block] < first_of(key) {
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::collections::BTreeMap;

    #[test]
    fn of_more_postings_than_memory_holds_the_latest_are_those_of_a_plain_map() {
        for most_recent in [1, 7, 1_000, usize::MAX] {
            let mut postings = Postings { most_recent, ..Postings::new(&std::env::temp_dir()) };
            let mut plain: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
            for document in 0..3_000 {
                // One that all have, over many blocks; one that some have; one that hardly any other has.
                let rare = u64::from(document).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> DOCUMENT_BITS;
                for key in [5, u64::from(document) % 97, rare].into_iter().unique() {
                    postings.add(key, document).unwrap();
                    plain.entry(key).or_default().push(document);
                }
            }
            for most in [1, 64, 5_000] {
                for key in plain.keys().copied().chain(100..200).chain([(1 << KEY_BITS) - 1]) {
                    let expected = plain.get(&key).into_iter().flatten().rev().take(most).copied().collect_vec();
                    let mut found = vec![7];
                    postings.latest(key, most, &mut found).unwrap();
                    assert_eq!(found[1..], expected, "{most_recent} {key} {most}");
                }
            }
            let (recent, runs) = (postings.recent.postings.len(), postings.runs.len());
            assert!(recent < most_recent && runs < 14, "{recent} {runs}");
        }
    }
}
