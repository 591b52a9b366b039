//! The dictionary of a model: which sequences of units are words, and which begin one, as fingerprints in a hash table.

/// Cells of the dictionary.
pub const CELLS: usize = 1 << 17;

/// What the dictionary knows of a sequence of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordState(u16);

impl WordState {
    /// A longer word starts so.
    pub const PREFIX: u16 = 1;
    /// It is a word, or a syllable of one.
    pub const WORD: u16 = 2;

    /// Whether it is in the dictionary at all.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// Whether a longer word starts so.
    pub fn is_prefix(self) -> bool {
        self.0 & WordState::PREFIX != 0
    }

    /// Whether it is a word, or a syllable of one.
    pub fn is_word(self) -> bool {
        self.0 & WordState::WORD != 0
    }
}

/// The words of the lexicon and their beginnings, as fingerprints: a hash table of buckets, each of which overflows into
/// the next. What is not in it is taken for a word once in about 10,000 times.
#[derive(Clone, Copy, Debug)]
pub struct Fingerprints<'a> {
    cells: &'a [u8; 2 * CELLS],
}

/// A bucket's cells, each two bytes; they are filled from the first on.
const BUCKET: usize = 4;
const BUCKETS: usize = CELLS / BUCKET;

impl<'a> Fingerprints<'a> {
    /// A dictionary over its cells, each two bytes.
    pub fn new(cells: &'a [u8; 2 * CELLS]) -> Fingerprints<'a> {
        Fingerprints { cells }
    }

    /// Looks a key up (see [`super::line::mix`]). All cells of a bucket are compared at once: a branch on each would cost
    /// more.
    #[inline]
    pub fn find(self, key: u32) -> WordState {
        const EACH: u64 = 0x0001_0001_0001_0001;
        let (buckets, _) = self.cells.as_chunks::<{ 2 * BUCKET }>();
        for bucket in probes(key) {
            let cells = u64::from_le_bytes(buckets[bucket]);
            let other = (cells ^ (u64::from(fingerprint(key) << 2) * EACH)) & !(3 * EACH);
            // The lowest of these bits is in the first cell that is the same (Lamport, "Multiple Byte Processing with
            // Full-Word Instructions", 1975).
            let same = other.wrapping_sub(EACH) & !other & EACH << 15;
            if same != 0 || cells >> 48 == 0 {
                let state = cells >> (same.trailing_zeros() & 48) & 3;
                return WordState(if same == 0 { 0 } else { state as u16 });
            }
        }
        WordState(0)
    }
}

/// The buckets in which to look for a key; a full run of them cannot happen at the load that [`write_cells`] allows,
/// only in a foreign table.
fn probes(key: u32) -> impl Iterator<Item = usize> {
    let home = (key >> (32 - BUCKETS.ilog2())) as usize;
    (home..home + 64).map(|bucket| bucket % BUCKETS)
}

fn fingerprint(key: u32) -> u16 {
    (key & 0x3FFF) as u16
}

/// The cells of a dictionary with these entries (key, state), in the order given. Nothing if they
/// do not fit.
pub fn write_cells(entries: impl IntoIterator<Item = (u32, u16)>) -> Option<Box<[u8; 2 * CELLS]>> {
    let mut cells: Box<[u8; 2 * CELLS]> = vec![0; 2 * CELLS].try_into().ok()?;
    for (key, state) in entries {
        let mut slots = probes(key).flat_map(|bucket| bucket * BUCKET..(bucket + 1) * BUCKET);
        let slot = slots.find(|&slot| {
            let cell = u16::from_le_bytes([cells[2 * slot], cells[2 * slot + 1]]);
            cell == 0 || cell >> 2 == fingerprint(key)
        })?;
        let cell = fingerprint(key) << 2 | state | u16::from(cells[2 * slot]) & 3;
        cells[2 * slot..2 * slot + 2].copy_from_slice(&cell.to_le_bytes());
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colliding_keys_are_both_found_and_a_full_run_is_refused() {
        // The same home cell: the keys differ in the fingerprint alone.
        let entries = |count: u32| (0..count).map(|key| (key, WordState::PREFIX));
        let cells = write_cells(entries(256)).unwrap();
        assert!((0..256).all(|key| Fingerprints::new(&cells).find(key).is_prefix()));
        assert!(!Fingerprints::new(&cells).find(256).is_known());
        assert!(write_cells(entries(257)).is_none());
    }
}
