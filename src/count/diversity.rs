//! How varied the words of a document or a group are.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::measure::{Factors, Windows, factors, hypergeometric_diversity, type_token_ratio, windows, yule_k};

/// Tokens of a window of the moving-average type-token ratio (Covington and McFall 2010).
const WINDOW: usize = 50;

/// The type-token ratio at which a factor of MTLD is full (McCarthy and Jarvis 2010).
const THRESHOLD: f64 = 0.72;

/// Tokens of the sample of HD-D (McCarthy and Jarvis 2010).
const SAMPLE: u64 = 42;

/// What is counted of the order of tokens, within documents. It adds up in any order with the same result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequences {
    windows: Windows,
    factors: Factors,
}

impl Sequences {
    /// Those of a document's tokens, types as numbers below how many there are.
    pub(super) fn of(tokens: &[u32]) -> Sequences {
        Sequences { windows: windows(tokens, WINDOW), factors: factors(tokens, THRESHOLD) }
    }
}

impl AddAssign for Sequences {
    fn add_assign(&mut self, other: Sequences) {
        self.windows += other.windows;
        self.factors += other.factors;
    }
}

/// The measures of lexical diversity; `None` where a text is too short for one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LexicalDiversity {
    /// Tokens.
    pub tokens: u64,
    /// Types.
    pub types: u64,
    /// Types over tokens.
    pub ttr: Option<f64>,
    /// The mean of it over all windows of 50 tokens.
    pub mattr: Option<f64>,
    /// The mean length of a stretch that keeps it above .72.
    pub mtld: Option<f64>,
    /// Its mean over all samples of 42 tokens.
    pub hdd: Option<f64>,
    /// Yule's K.
    pub yule_k: Option<f64>,
}

impl LexicalDiversity {
    /// From the frequencies of the types, in any order, and the tokens' sequences.
    pub fn new(frequencies: impl Iterator<Item = u64>, sequences: &Sequences) -> LexicalDiversity {
        let mut frequencies: Vec<u64> = frequencies.collect();
        frequencies.sort_unstable();
        let spectrum = frequencies.chunk_by(|one, other| one == other).map(|equal| (equal[0], equal.len() as u64));
        let spectrum: Vec<(u64, u64)> = spectrum.collect();
        let tokens = spectrum.iter().map(|(frequency, types)| frequency * types).sum();
        let types = spectrum.iter().map(|(_, types)| types).sum();
        LexicalDiversity {
            tokens,
            types,
            ttr: type_token_ratio(types, tokens),
            mattr: sequences.windows.mean_ratio(WINDOW),
            mtld: sequences.factors.mtld(),
            hdd: hypergeometric_diversity(&spectrum, SAMPLE),
            yule_k: yule_k(&spectrum),
        }
    }
}
