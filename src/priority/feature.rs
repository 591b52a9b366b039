//! What a clause's score is the sum of: its [`ClauseEvidence`] -> [`Feature`]s. Scoring and learning see the same.

use super::{Clause, ClauseEvidence, ClausePlace, Judge};

/// Something that a clause has, and that may have a weight. Classes are indices into [`super::LanguageRules::classes`], units
/// those of the clause's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// A cue of this class is in it.
    Class(usize),
    /// It is there.
    Place(ClausePlace),
    /// A cue of the second class is the next after one of the first, or the first of all.
    Pair(Option<usize>, usize),
    /// A cue of this class is in the clause before.
    Before(usize),
    /// A cue of this class is in the next clause.
    Next(usize),
    /// This unit directly follows a cue of this class.
    Behind(usize, usize),
    /// It holds this unit.
    Word(usize),
    /// It holds this unit and the next.
    Words(usize),
}

impl Judge<'_> {
    /// Hands each feature of a clause to `visit`: classes, pairs and those of the clauses around once, all others as often as they
    /// occur. A class without a weight is no feature.
    #[inline]
    pub(super) fn features(&self, clause: &Clause, evidence: &ClauseEvidence, mut visit: impl FnMut(Feature)) {
        let around = evidence.before.len() + evidence.next.len();
        let mut once = Vec::with_capacity(2 * evidence.cues.len() + around);
        let mut last = None;
        let cues = || evidence.cues.iter().filter(|cue| self.is_weighed[cue.class]);
        for cue in cues() {
            once.push(Feature::Class(cue.class));
            once.push(Feature::Pair(last, cue.class));
            last = Some(cue.class);
        }
        once.extend(evidence.before.iter().map(|class| Feature::Before(*class)));
        once.extend(evidence.next.iter().map(|class| Feature::Next(*class)));
        once.sort_unstable();
        once.dedup();
        once.into_iter().for_each(&mut visit);
        evidence.places.iter().for_each(|place| visit(Feature::Place(*place)));
        for cue in cues().filter(|cue| cue.units.end < clause.units.end) {
            visit(Feature::Behind(cue.class, cue.units.end));
        }
        for unit in clause.units.clone() {
            visit(Feature::Word(unit));
            if unit + 1 < clause.units.end {
                visit(Feature::Words(unit));
            }
        }
    }
}
