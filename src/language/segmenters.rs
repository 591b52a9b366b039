//! The segmenters of all languages, made once for a run.

use super::languages::{LANGUAGES, Language, position};
use super::segmenter::Segmenter;
use super::spaced;
use super::vietnamese::ModelError;
use crate::normalisation::Normalisation;

/// A segmenter's number among the [`Segmenters`] of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmenterId(usize);

impl SegmenterId {
    /// How many there are.
    pub const COUNT: usize = LANGUAGES.len() + 1;

    /// As an index below [`SegmenterId::COUNT`].
    pub fn index(self) -> usize {
        self.0
    }
}

/// Every language's segmenter, and at the end the one for all other languages.
pub struct Segmenters {
    languages: &'static [Language],
    segmenters: Vec<Box<dyn Segmenter>>,
}

impl Segmenters {
    /// Makes them.
    ///
    /// # Errors
    /// A model that can't be read.
    pub fn new(normalisation: Normalisation) -> Result<Segmenters, ModelError> {
        Segmenters::of(LANGUAGES, normalisation)
    }

    /// Makes those of a table.
    pub(super) fn of(languages: &'static [Language], normalisation: Normalisation) -> Result<Segmenters, ModelError> {
        let own = languages.iter().map(|language| language.segmenter(normalisation));
        let segmenters = own.chain([Ok(spaced::plain())]).collect::<Result<_, _>>()?;
        Ok(Segmenters { languages, segmenters })
    }

    /// The language of a code; `None` where it has no row.
    pub(super) fn language(&self, code: &str) -> Option<&'static Language> {
        position(self.languages, code).map(|row| &self.languages[row])
    }

    /// The segmenter for a language's canonical code.
    pub fn find(&self, code: &str) -> SegmenterId {
        SegmenterId(position(self.languages, code).unwrap_or(self.languages.len()))
    }

    /// The segmenter of a number.
    pub fn get(&self, id: SegmenterId) -> &dyn Segmenter {
        &*self.segmenters[id.0]
    }
}
