//! Document -> [`Tokens`]: words, sentences' clauses, and the normal forms by which equal types are equal.
//!
//! A language is a row in [`LANGUAGES`], and a file or a folder where one is needed to find its words. The contract of
//! every [`Segmenter`]: units are ordered, are not empty, don't overlap, and only white space lies between them; with
//! the gaps they give back the text.

mod alphabet;
mod clauses;
#[cfg(all(test, feature = "program"))]
mod contract;
#[cfg(feature = "program")]
mod detect;
mod forms;
mod inflections;
mod kept;
mod languages;
mod line;
mod segmenter;
mod segmenters;
mod spaced;
mod stem;
mod stopwords;
#[cfg(feature = "program")]
mod tokens;
pub mod vietnamese;

pub use alphabet::Alphabet;
#[cfg(feature = "program")]
pub use detect::{UNDETERMINED, detect};
pub use forms::{Form, Forms, Normal};
pub use kept::{Kept, KeptWords, NoWord};
pub use languages::{LANGUAGES, Language, UnknownLanguage, canonical_code, find};
pub use line::{LineTokens, tokenise_line, tokenise_units};
pub use segmenter::{Segmenter, Unit, UnitKind};
pub use segmenters::{SegmenterId, Segmenters};
pub use stopwords::Stopwords;
#[cfg(feature = "program")]
pub use tokens::{Tokens, tokenise};
