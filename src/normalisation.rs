//! Which words of text are one term.

use serde::{Deserialize, Serialize};

/// Which vowel of a final *oa*, *oe*, *uy* bears the tone mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "program", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum ToneMarks {
    /// The first: hòa, khỏe, thủy.
    #[default]
    Old,
    /// The second: hoà, khoẻ, thuỷ.
    New,
}

/// Which forms of a word are one term, in the languages that have a stemmer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "program", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Stemming {
    /// The inflections of one word: import, imports, imported; but not important.
    #[default]
    Inflections,
    /// All with the same stem, derived and unrelated words too: import, imports, important.
    Full,
    /// Each form by itself.
    None,
}

/// What makes equal types equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Normalisation {
    /// The tone-mark style of Vietnamese terms.
    pub tone_marks: ToneMarks,
    /// Which forms are one term.
    pub stemming: Stemming,
}
