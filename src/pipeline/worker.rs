//! What a thread has at hand while it counts document after document.

use std::sync::Mutex;

use crate::caught::lock;
use crate::count::{Counter, KnownTerms, Sum};
use crate::damage::Known;
use crate::language::{Forms, Segmenter, SegmenterId};
use crate::phrase;
use crate::priority;

/// A thread's own counts, and what it remembers of words, and of each language.
pub(super) struct Worker<'s> {
    pub(super) known: Known,
    counter: Counter,
    readers: [Option<LanguageMemory<'s>>; SegmenterId::COUNT],
}

impl Default for Worker<'_> {
    fn default() -> Self {
        let readers = [const { None }; SegmenterId::COUNT];
        Worker { known: Known::default(), counter: Counter::default(), readers }
    }
}

impl<'s> Worker<'s> {
    /// The counts, and what is remembered of a language, which `segmenter` cuts.
    pub(super) fn take_up(
        &mut self,
        id: SegmenterId,
        segmenter: &'s dyn Segmenter,
    ) -> (&mut Counter, &mut LanguageMemory<'s>) {
        let reader = &mut self.readers[id.index()];
        reader.take_if(|reader| reader.forms.len() >= MOST_FORMS);
        (&mut self.counter, reader.get_or_insert_with(|| LanguageMemory::new(segmenter)))
    }

    /// Adds what the thread has counted to what all have, once that is much.
    pub(super) fn hand_over_much(&mut self, all: &Mutex<Sum>) {
        if self.counter.are_many() {
            self.hand_over(all);
        }
    }

    /// Adds what the thread has counted to what all have.
    pub(super) fn hand_over(&mut self, all: &Mutex<Sum>) {
        lock(all).absorb(&mut self.counter);
        // They are numbers of terms in the counts that are gone.
        self.readers.iter_mut().flatten().for_each(|reader| reader.terms = KnownTerms::default());
    }
}

/// What a thread remembers of a language from document to document: the units that it has met, and what follows from each.
pub(super) struct LanguageMemory<'s> {
    pub(super) forms: Forms<'s>,
    /// Which parts of keywords the forms stand for, and of cues.
    pub(super) keywords: phrase::SeenSymbols,
    pub(super) cues: priority::SeenCues,
    pub(super) terms: KnownTerms,
}

/// At this many forms a reader starts again with none: in an archive, new numbers and names never stop coming.
const MOST_FORMS: usize = 1 << 16;

impl<'s> LanguageMemory<'s> {
    fn new(segmenter: &'s dyn Segmenter) -> LanguageMemory<'s> {
        let (keywords, cues) = (phrase::SeenSymbols::default(), priority::SeenCues::default());
        LanguageMemory { forms: Forms::new(segmenter), keywords, cues, terms: KnownTerms::default() }
    }
}
