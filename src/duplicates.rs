//! Documents, one by one -> which is nearly the same as one before: an article that was collected twice.
//!
//! Each is kept as the [`Sketch`] of its word triples, from which the share that two have in common is estimated: one
//! permutation hashing (Li, Owen & Zhang 2012) with the empty bins filled by optimal densification (Shrivastava 2017).
//! Only documents that agree in a whole band of the sketch are compared at all (locality-sensitive hashing; Leskovec,
//! Rajaraman & Ullman, Mining of Massive Datasets, 3.4), so the time grows with the number of documents and not with
//! that of pairs.

mod postings;

use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use tempfile::SpooledTempFile;

use crate::clean::mix;
use postings::{MOST_DOCUMENTS, Postings};

/// Words of a shingle: a changed word changes three of them.
const SHINGLE: usize = 3;

/// A shorter text is compared with no other: it may be one of many rows that say the same, a motion or an answer.
const FEWEST_WORDS: usize = 50;

/// Bins of a sketch. An estimate from this many has a standard error of 0.04 at [`SAME`].
const BINS: usize = 128;

/// Two documents are the same article from this Jaccard similarity of their shingles on. It takes five changed words of a
/// hundred, evenly spread, to fall below it, or a third of the text left out.
pub const SAME: f64 = 0.7;

/// Bands of a sketch, and bins of a band: of pairs with similarity s, 1 - (1 - s^4)^12 agree in some band, which is
/// 0.96 at [`SAME`], 0.998 at 0.8, and one in a thousand at 0.1.
const BANDS: usize = 12;
const ROWS: usize = 4;

/// Most documents that are compared through a band: those of a template share bands, and are not the same.
const MOST_COMPARED: usize = 64;

/// What is kept of a document to compare it: eight bits of the lowest hash of each bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u8; BINS]);

impl Sketch {
    /// The sketch of a document's words, as [`Document`](crate::clean::Document) has them; `None` where they are too few.
    pub fn new(words: &[u64]) -> Option<Sketch> {
        if words.len() < FEWEST_WORDS {
            return None;
        }
        let mut least = [u64::MAX; BINS];
        for shingle in words.windows(SHINGLE) {
            let hash = finish(shingle.iter().fold(0, |hash, word| mix(hash, *word)));
            let bin = &mut least[hash as usize % BINS];
            *bin = hash.min(*bin);
        }
        Some(Sketch(fill(&least).map(|bin| (bin >> 32) as u8)))
    }

    /// For each band a key: documents that agree in the band have the same one.
    fn keys(&self) -> impl Iterator<Item = u64> {
        let bands = self.0.as_chunks::<ROWS>().0.iter().take(BANDS);
        bands.enumerate().map(|(band, bins)| (band as u64) << u32::BITS | u64::from(u32::from_be_bytes(*bins)))
    }

    /// The estimated Jaccard similarity of two documents' shingles, 0 to 1. Bins that differ agree in their eight bits once
    /// in 256 times, which is taken off.
    fn similarity(&self, other: &Sketch) -> f64 {
        let equal = std::iter::zip(&self.0, &other.0).filter(|(one, two)| one == two).count();
        let chance = 1.0 / 256.0;
        ((equal as f64 / BINS as f64 - chance) / (1.0 - chance)).max(0.0)
    }
}

/// Empty bins take over the value of others, found by a walk that is the same for all documents.
fn fill(least: &[u64; BINS]) -> [u64; BINS] {
    std::array::from_fn(|bin| {
        let walk = (1..1_000 * BINS as u64).map(|step| finish((bin as u64) << 32 | step) as usize % BINS);
        std::iter::once(bin).chain(walk).map(|bin| least[bin]).find(|least| *least != u64::MAX).unwrap_or_default()
    })
}

/// Spreads what differs over all bits (the finaliser of MurmurHash3, Appleby 2011).
fn finish(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

/// The document that another repeats, or is like.
#[derive(Clone, Debug, PartialEq)]
pub struct First {
    /// Its name.
    pub document: String,
    /// Its group.
    pub group: String,
    /// Whether that is the other's group, too: then the other repeats it; otherwise it is only like it.
    pub is_repeated: bool,
    /// The estimated share of the word triples of both that they have in common, 0 to 1.
    pub similarity: f64,
}

/// The documents so far. Memory holds some fifteen bytes of each, and the last ones whole; the rest is in temporary files.
pub struct DuplicateIndex {
    documents: Documents,
    /// Which have the key of a band.
    postings: Postings,
    /// Where the temporary files are.
    folder: PathBuf,
}

impl DuplicateIndex {
    /// One without documents, with its temporary files in a folder.
    pub fn new(folder: &Path) -> DuplicateIndex {
        DuplicateIndex {
            documents: Documents::new(folder),
            postings: Postings::new(folder),
            folder: folder.to_path_buf(),
        }
    }

    /// The first document of its group that this one repeats; else it is added, and the first of another group that it is
    /// like is returned.
    ///
    /// # Errors
    /// A temporary file can't be written or read.
    pub fn find_or_add(&mut self, document: &str, group: &str, sketch: &Sketch) -> Result<Option<First>> {
        self.try_find_or_add(document, group, sketch).with_context(|| {
            format!(
                "can't keep what articles are compared with, to find copies, in temporary files in {}, which have {} \
                 bytes so far: make room there, set TMPDIR to another folder, or count copies too with --keep-duplicates",
                self.folder.display(),
                u64::from(self.documents.number) * OF_DOCUMENT
            )
        })
    }

    fn try_find_or_add(&mut self, document: &str, group: &str, sketch: &Sketch) -> io::Result<Option<First>> {
        let DuplicateIndex { documents, postings, .. } = self;
        let mut of_others = None;
        for number in candidates(postings, sketch)? {
            let similarity = sketch.similarity(&documents.sketch(number)?);
            if similarity >= SAME {
                let (document, first_group) = documents.name(number)?;
                let is_repeated = first_group == group;
                let first = First { document, group: first_group, is_repeated, similarity };
                if is_repeated {
                    return Ok(Some(first));
                }
                of_others.get_or_insert(first);
            }
        }
        // Documents beyond this many are compared with the first ones only.
        if documents.number < MOST_DOCUMENTS {
            sketch.keys().try_for_each(|key| postings.add(key, documents.number))?;
            documents.add(document, group, sketch)?;
        }
        Ok(of_others)
    }
}

/// The documents that agree with the sketch in a band, in their order.
fn candidates(postings: &Postings, sketch: &Sketch) -> io::Result<Vec<u32>> {
    let mut candidates = Vec::new();
    for key in sketch.keys() {
        postings.latest(key, MOST_COMPARED, &mut candidates)?;
    }
    candidates.sort_unstable();
    candidates.dedup();
    Ok(candidates)
}

/// Documents, in files once they are many.
struct Documents {
    number: u32,
    /// A row for each: its sketch, and the place of its name.
    rows: SpooledTempFile,
    /// Their names and groups, as JSON.
    names: SpooledTempFile,
}

/// Bytes of a row.
const ROW: u64 = BINS as u64 + 8;

/// Bytes of a file that memory holds before it is written.
const MOST_IN_MEMORY: usize = 1 << 20;

/// Bytes of a document in all files, its name apart.
const OF_DOCUMENT: u64 = ROW + BANDS as u64 * 8;

impl Documents {
    /// None yet.
    fn new(folder: &Path) -> Documents {
        let file = || SpooledTempFile::new_in(MOST_IN_MEMORY, folder);
        Documents { number: 0, rows: file(), names: file() }
    }

    fn add(&mut self, name: &str, group: &str, sketch: &Sketch) -> io::Result<()> {
        let place = self.names.seek(SeekFrom::End(0))?;
        self.names.write_all(&serde_json::to_vec(&(name, group))?)?;
        self.rows.seek(SeekFrom::End(0))?;
        self.rows.write_all(&[&sketch.0[..], &place.to_le_bytes()].concat())?;
        self.number += 1;
        Ok(())
    }

    fn sketch(&mut self, number: u32) -> io::Result<Sketch> {
        let mut sketch = [0; BINS];
        self.rows.seek(SeekFrom::Start(u64::from(number) * ROW))?;
        self.rows.read_exact(&mut sketch)?;
        Ok(Sketch(sketch))
    }

    /// A document's name and its group's.
    fn name(&mut self, number: u32) -> io::Result<(String, String)> {
        let mut place = [0; 8];
        self.rows.seek(SeekFrom::Start(u64::from(number) * ROW + BINS as u64))?;
        self.rows.read_exact(&mut place)?;
        self.names.seek(SeekFrom::Start(u64::from_le_bytes(place)))?;
        Ok(Deserialize::deserialize(&mut serde_json::Deserializer::from_reader(BufReader::new(&mut self.names)))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::clean::{LineWords, jaccard, shingles};

    fn hashes(text: &str) -> Vec<u64> {
        LineWords::of(text).hashes.into_iter().map(|(hash, _)| hash).collect()
    }

    fn sketch(text: &str) -> Sketch {
        Sketch::new(&hashes(text)).unwrap()
    }

    fn first(index: &mut DuplicateIndex, document: &str, group: &str, text: &str) -> Option<First> {
        index.find_or_add(document, group, &sketch(text)).unwrap()
    }

    /// Words of no language; the same seed gives the same.
    fn words(seed: u64, count: u64) -> Vec<String> {
        (0..count).map(|word| format!("w{}", finish(seed * 1_000_003 + word) % 5_000)).collect()
    }

    /// The words with every `every`th changed.
    fn edited(words: &[String], every: usize) -> String {
        let edit = |(place, word): (usize, &String)| match place % every {
            0 => format!("{word}x"),
            _ => word.clone(),
        };
        words.iter().enumerate().map(edit).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_estimate_is_near_the_similarity_that_was_counted() {
        let exact = |one: &str, two: &str| {
            jaccard(&shingles(&LineWords::of(one).hashes, SHINGLE), &shingles(&LineWords::of(two).hashes, SHINGLE))
        };
        let mut worst: f64 = 0.0;
        for seed in 0..200 {
            let words = words(seed, 400);
            let one = words.join(" ");
            let two = edited(&words, 5 + seed as usize % 60);
            worst = worst.max((sketch(&one).similarity(&sketch(&two)) - exact(&one, &two)).abs());
        }
        // Three and a half standard errors.
        assert!(worst < 0.16, "{worst}");
        assert!((exact("a b c d e", "a b c d f") - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_copy_with_small_edits_is_found_whatever_its_punctuation_and_the_first_is_named() {
        let mut index = DuplicateIndex::new(&std::env::temp_dir());
        let texts: Vec<_> = (0..500).map(|seed| words(seed, 300)).collect();
        for (number, text) in texts.iter().enumerate() {
            assert_eq!(first(&mut index, &format!("{number}.txt"), "28", &text.join(" ")), None);
        }
        for (number, text) in texts.iter().enumerate() {
            let copy = format!("“{}”.", edited(text, 40).to_uppercase().replace(' ', ", "));
            let first = first(&mut index, "copy.txt", "28", &copy).unwrap();
            assert_eq!((first.document, first.group.as_str()), (format!("{number}.txt"), "28"));
            assert!((SAME..1.0).contains(&first.similarity));
        }
    }

    #[test]
    fn of_copies_in_two_groups_the_one_of_the_same_group_is_repeated() {
        let mut index = DuplicateIndex::new(&std::env::temp_dir());
        let text = words(1, 200).join(" ");
        let mut first = |document: &str, group: &str| {
            first(&mut index, document, group, &text).map(|first| (first.document, first.group))
        };
        let named = |document: &str, group: &str| Some((document.to_string(), group.to_string()));
        assert_eq!(first("a", "28"), None);
        assert_eq!(first("b", "31"), named("a", "28"));
        assert_eq!(first("c", "31"), named("b", "31"));
        assert_eq!(first("d", "28"), named("a", "28"));
    }

    #[test]
    fn articles_that_share_half_their_text_are_two() {
        let mut index = DuplicateIndex::new(&std::env::temp_dir());
        let (shared, one, two) = (words(1, 200).join(" "), words(2, 200).join(" "), words(3, 200).join(" "));
        assert_eq!(first(&mut index, "a", "28", &format!("{shared} {one}")), None);
        assert_eq!(first(&mut index, "b", "28", &format!("{shared} {two}")), None);
    }

    #[test]
    fn short_texts_are_compared_with_none() {
        assert_eq!(Sketch::new(&[]), None);
        let sketch = |count| Sketch::new(&hashes(&words(1, count).join(" ")));
        assert_eq!(sketch(49), None);
        assert!(sketch(50).is_some());
    }

    #[test]
    fn many_documents_of_one_template_end_soon() {
        let template = words(7, 100).join(" ");
        let mut index = DuplicateIndex::new(&std::env::temp_dir());
        for number in 0..5_000 {
            let own = words(100 + number, 100).join(" ");
            assert_eq!(first(&mut index, "t", "28", &format!("{template} {own}")), None);
        }
    }
}
