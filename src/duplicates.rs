//! Documents, one by one -> which is nearly the same as one before: an article that was collected twice.
//!
//! Each is held as the [`Sketch`] of its word triples, from which the share that two have in common is estimated: one
//! permutation hashing (Li, Owen & Zhang 2012) with the empty bins filled by optimal densification (Shrivastava 2017). Only
//! documents that agree in a whole band of the sketch are compared at all (locality-sensitive hashing; Leskovec, Rajaraman &
//! Ullman, Mining of Massive Datasets, 3.4), so the time grows with the number of documents and not with that of pairs.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxHashMap;

use crate::clean::mix;
use crate::vocabulary::{TermId, Vocabulary};

/// Words of a shingle: a changed word changes three of them.
const SHINGLE: usize = 3;

/// A shorter text is compared with none: it may be a row of many that say the same, a motion or an answer.
const FEWEST_WORDS: usize = 50;

/// Bins of a sketch. An estimate from so many has a standard error of 0.04 at [`SAME`].
const BINS: usize = 128;

/// Two documents are the same article from this Jaccard similarity of their shingles on. It takes five changed words of a
/// hundred, evenly spread, to fall below it, or a third of the text left out.
pub const SAME: f64 = 0.7;

/// Bands of a sketch, and bins of a band: of pairs with similarity s, 1 - (1 - s^4)^12 agree in some band, which is 0.96 at
/// [`SAME`], 0.998 at 0.8, and one of a thousand at 0.1.
const BANDS: usize = 12;
const ROWS: usize = 4;

/// Most documents that are compared through a band: those of a template share bands, and are not the same.
const MOST_COMPARED: usize = 64;

/// What is kept of a document to compare it: eight bits of the least hash of each bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u8; BINS]);

impl Sketch {
    /// The sketch of a document's words, as [`Cleaned`](crate::clean::Cleaned) has them; `None` where they are too few.
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

    /// What two documents agree in if they agree in a band.
    fn band(&self, band: u8) -> &[u8] {
        &self.0[usize::from(band) * ROWS..][..ROWS]
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
    /// The estimated share of the word triples of both that they have in common, 0 to 1.
    pub similarity: f64,
}

/// The documents so far. Each takes some 250 bytes.
#[derive(Default)]
pub struct Index {
    documents: Vec<Known>,
    /// Their names, and those of their groups.
    names: Vocabulary,
    /// For each band the last document with each key.
    last: [HashTable<u32>; BANDS],
    /// For a document and a band, the document before with the same key: few have one.
    before: FxHashMap<(u32, u8), u32>,
}

/// A document that repeats none before it.
struct Known {
    document: TermId,
    group: TermId,
    sketch: Sketch,
}

impl Index {
    /// The first document of its group that this one repeats; else it is added, and the first of another group that it is
    /// like is returned.
    pub fn find_or_add(&mut self, document: &str, group: &str, sketch: Sketch) -> Option<First> {
        let Index { documents, names, last, before } = self;
        let number = u32::try_from(documents.len()).ok()?;
        let group = names.intern(group);
        // Of its group, and of others.
        let mut first: [Option<(u32, f64)>; 2] = [None; 2];
        for (band, last) in (0..).zip(last.iter()) {
            let key = sketch.band(band);
            let is_last = |at: &u32| documents[*at as usize].sketch.band(band) == key;
            let mut next = last.find(hash(key), is_last).copied();
            for _ in 0..MOST_COMPARED {
                let Some(at) = next else { break };
                let known = &documents[at as usize];
                let similarity = sketch.similarity(&known.sketch);
                let first = &mut first[usize::from(known.group != group)];
                if similarity >= SAME && first.is_none_or(|(earlier, _)| at < earlier) {
                    *first = Some((at, similarity));
                }
                next = before.get(&(at, band)).copied();
            }
        }
        let named = |(at, similarity): (u32, f64)| {
            let Known { document, group, .. } = &documents[at as usize];
            First { document: names.term(*document).into(), group: names.term(*group).into(), similarity }
        };
        let [of_group, of_others] = first.map(|first| first.map(named));
        if of_group.is_some() {
            return of_group;
        }
        for (band, last) in (0..).zip(last.iter_mut()) {
            let key = |at: &u32| documents.get(*at as usize).map_or(&sketch, |known| &known.sketch).band(band);
            let entry = last.entry(hash(sketch.band(band)), |at| key(at) == sketch.band(band), |at| hash(key(at)));
            match entry {
                Entry::Occupied(mut entry) => {
                    before.insert((number, band), std::mem::replace(entry.get_mut(), number));
                }
                Entry::Vacant(entry) => drop(entry.insert(number)),
            }
        }
        let document = names.intern(document);
        documents.push(Known { document, group, sketch });
        of_others
    }
}

/// The place of a band's key in its table.
fn hash(key: &[u8]) -> u64 {
    finish(key.iter().fold(0, |hash, byte| hash << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::clean::{Words, jaccard, shingles};

    fn hashes(text: &str) -> Vec<u64> {
        Words::of(text).hashes.into_iter().map(|(hash, _)| hash).collect()
    }

    fn sketch(text: &str) -> Sketch {
        Sketch::new(&hashes(text)).unwrap()
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
            jaccard(&shingles(&Words::of(one).hashes, SHINGLE), &shingles(&Words::of(two).hashes, SHINGLE))
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
        let mut index = Index::default();
        let texts: Vec<_> = (0..500).map(|seed| words(seed, 300)).collect();
        for (number, text) in texts.iter().enumerate() {
            assert_eq!(index.find_or_add(&format!("{number}.txt"), "28", sketch(&text.join(" "))), None);
        }
        for (number, text) in texts.iter().enumerate() {
            let copy = format!("“{}”.", edited(text, 40).to_uppercase().replace(' ', ", "));
            let first = index.find_or_add("copy.txt", "28", sketch(&copy)).unwrap();
            assert_eq!((first.document, first.group.as_str()), (format!("{number}.txt"), "28"));
            assert!((SAME..1.0).contains(&first.similarity));
        }
    }

    #[test]
    fn of_copies_in_two_groups_the_one_of_the_same_group_is_repeated() {
        let mut index = Index::default();
        let text = words(1, 200).join(" ");
        let mut first = |document: &str, group: &str| {
            index.find_or_add(document, group, sketch(&text)).map(|first| (first.document, first.group))
        };
        let named = |document: &str, group: &str| Some((document.to_string(), group.to_string()));
        assert_eq!(first("a", "28"), None);
        assert_eq!(first("b", "31"), named("a", "28"));
        assert_eq!(first("c", "31"), named("b", "31"));
        assert_eq!(first("d", "28"), named("a", "28"));
    }

    #[test]
    fn articles_that_share_half_their_text_are_two() {
        let mut index = Index::default();
        let (shared, one, two) = (words(1, 200).join(" "), words(2, 200).join(" "), words(3, 200).join(" "));
        assert_eq!(index.find_or_add("a", "28", sketch(&format!("{shared} {one}"))), None);
        assert_eq!(index.find_or_add("b", "28", sketch(&format!("{shared} {two}"))), None);
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
        let mut index = Index::default();
        for number in 0..5_000 {
            let own = words(100 + number, 100).join(" ");
            assert_eq!(index.find_or_add("t", "28", sketch(&format!("{template} {own}"))), None);
        }
    }
}
