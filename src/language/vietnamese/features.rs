//! What the classifier sees of a gap between two units, as indices of weights; trainer and predictor share it.
//!
//! Three families. n-grams of units: each has a row of neighbouring weights, one for each gap around it on which it votes.
//! The context of a gap: its shapes, and the words of the dictionary over it. The past: what was decided on its left.

use super::line::{LONGEST_WORD, PAD, SeenUnit, mix};

/// Weights: 2^19. With the dictionary they fit into a cache of a megabyte; more are slower and bring little.
pub const FEATURE_BITS: u32 = 19;
/// The n-grams that start at a unit.
pub const NGRAMS: usize = 3;
/// The gaps on which an n-gram votes: from the one before the unit before its first, to the one after its second.
pub const GAPS: usize = 4;
/// The features of a gap's context.
pub const CONTEXT: usize = 4;
/// The features of a gap's past.
pub const PAST: usize = 9;
/// All features of a gap.
pub const COUNT: usize = NGRAMS * GAPS + CONTEXT + PAST;

/// Those of a gap's features that are learnt a second time, for the model's own guideline alone: the two units around
/// it, the bias, the shapes, and the dictionary with the word so far. See [`all`].
pub const OF_GUIDELINE: [usize; 6] =
    [NGRAMS, 2 * NGRAMS, 2 * NGRAMS + 1, NGRAMS * GAPS, NGRAMS * GAPS + 1, NGRAMS * GAPS + CONTEXT];

/// The index of a weight: each kind of feature has a hash of its own.
#[inline]
fn index(kind: u32, value: u32) -> u32 {
    (value ^ kind.wrapping_mul(0x6C07_8965)).wrapping_mul(0x85EB_CA6B) >> (32 - FEATURE_BITS)
}

/// The rows of the n-grams that start at cell `at`: row r has the weights r × [`GAPS`] + g, each for the gap before cell
/// `at - 1 + g`.
#[inline]
pub fn ngrams(cells: &[SeenUnit], at: usize) -> [u32; NGRAMS] {
    let Some([a, b, c, d]) = cells[at..].first_chunk() else { unreachable!("the padding is too short") };
    let two = mix(a.hash, b.hash);
    [index(1, a.hash), index(2, two), index(3, mix(two, mix(c.hash, d.hash)))].map(|index| index / GAPS as u32)
}

/// Whether the gap before cell `at` can lie inside a word: both its sides are words or numbers.
#[inline]
pub fn is_open(cells: &[SeenUnit], at: usize) -> bool {
    cells[at - 1].shape.is_word_like() && cells[at].shape.is_word_like()
}

/// The shapes of the units around the gap before cell `at`.
#[inline]
fn shapes(cells: &[SeenUnit], at: usize) -> u32 {
    (cells[at - 1].shape as u32) << 4 | cells[at].shape as u32
}

/// The words of the dictionary over the gap before cell `at`, as matched from both sides.
#[inline]
fn words_over(cells: &[SeenUnit], at: usize) -> u32 {
    u32::from(cells[at].forwards) << 6 | u32::from(cells[at].backwards)
}

/// The features of the context of the gap before cell `at`.
#[inline]
pub fn context(cells: &[SeenUnit], at: usize) -> [u32; CONTEXT] {
    let (b, c) = (cells[at - 1].hash, cells[at].hash);
    let shapes = shapes(cells, at);
    [index(10, 0), index(11, shapes), index(12, mix(b, shapes)), index(13, mix(mix(b, c), words_over(cells, at)))]
}

/// The features of the past of the gap before cell `at`.
#[inline]
pub fn past(cells: &[SeenUnit], at: usize, past: &Past) -> [u32; PAST] {
    let Some([y, a, b, c, d, e]) = cells[at - 3..].first_chunk() else { unreachable!("the padding is too short") };
    let (first, joins, shapes) = (&cells[past.start], past.joins, shapes(cells, at));
    // The word so far: is it in the dictionary as it is, with the next unit, as a beginning?
    let length = at - past.start;
    let in_word = |length: usize| u32::from(length <= LONGEST_WORD && first.starts >> length & 1 == 1);
    let begins = u32::from(length <= usize::from(first.depth));
    let so_far = (length.min(7) as u32) << 3 | in_word(length) << 2 | in_word(length + 1) << 1 | begins;
    let length = length.min(7) as u32;
    let from_and_to = so_far << 6 | u32::from(c.longest_from) << 3 | u32::from(b.longest_to);
    let capitals = u32::from(b.capitals_before) << 4 | u32::from(c.capitals_after) << 2 | joins;
    let wide = [y, a, b, c, d, e].iter().fold(0, |wide, cell| wide << 4 | cell.shape as u32);
    [
        index(20, so_far << 12 | words_over(cells, at)),
        index(21, mix(mix(b.hash, c.hash), joins)),
        index(22, mix(b.hash, joins)),
        index(24, mix(past.before, c.hash)),
        index(25, from_and_to << 8 | shapes),
        index(26, (capitals << 8 | shapes) << 6 | u32::from(c.forwards)),
        index(27, mix(c.hash, capitals)),
        // The first unit of the word so far: a surname, say.
        index(28, mix(first.hash, length << 8 | shapes)),
        index(30, wide << 3 | length),
    ]
}

/// All features of the gap before cell `at`: the n-grams' gap by gap, the context, the past.
pub fn all(cells: &[SeenUnit], at: usize, decided: &Past) -> [u32; COUNT] {
    let mut features = [0; COUNT];
    let (votes, rest) = features.split_at_mut(NGRAMS * GAPS);
    for (gap, votes) in votes.chunks_exact_mut(NGRAMS).enumerate() {
        votes.copy_from_slice(&ngrams(cells, at + 1 - gap).map(|row| row * GAPS as u32 + gap as u32));
    }
    rest[..CONTEXT].copy_from_slice(&context(cells, at));
    rest[CONTEXT..].copy_from_slice(&past(cells, at, decided));
    features
}

/// The decisions before a gap, as far as they matter.
#[derive(Clone, Debug)]
pub struct Past {
    /// The last two decisions: bit 0 the last, bit 1 the one before.
    joins: u32,
    /// The cell where the word before the gap starts.
    start: usize,
    /// The key of that word, and that of the word before it.
    word: u32,
    before: u32,
}

impl Past {
    /// Before the first unit of a line.
    pub fn new() -> Past {
        Past { joins: 0, start: PAD, word: 0, before: 0 }
    }

    /// After the cell `at` has been decided: whether it continues the word.
    #[inline]
    pub fn advance(&mut self, cells: &[SeenUnit], at: usize, joined: bool) {
        let hash = cells[at].hash;
        self.joins = (self.joins << 1 | u32::from(joined)) & 3;
        if joined {
            self.word = mix(self.word, hash);
        } else {
            self.before = self.word;
            self.word = hash;
            self.start = at;
        }
    }
}
