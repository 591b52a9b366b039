//! How much of a corpus the dictionary in use covers.

use crate::count::Counts;
use crate::group::is_reference;
use crate::options::Options;

/// The clauses of all groups together, but for the reference corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Those with any theme.
    pub themed: u64,
    /// All.
    pub clauses: u64,
    /// Whether the themes are the built-in ones, which weren't written for this corpus.
    is_built_in: bool,
}

impl Coverage {
    /// That of the counts of a run with these options.
    pub fn new(counts: &Counts, options: &Options) -> Coverage {
        let groups = counts.groups.iter().filter(|(name, _)| !is_reference(name, options)).map(|(_, group)| group);
        let (themed, clauses) =
            groups.fold((0, 0), |(themed, clauses), group| (themed + group.themed_clauses(), clauses + group.clauses));
        Coverage { themed, clauses, is_built_in: options.themes.is_none() }
    }

    /// Whether the built-in themes are in less than a tenth of the clauses: they are of another subject then, and what
    /// few of them there are says nothing.
    pub fn is_little(&self) -> bool {
        self.is_built_in && 10 * self.themed < self.clauses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_built_in_themes_in_less_than_a_tenth_of_the_clauses_say_nothing() {
        let is_little = |themed, clauses, is_built_in| Coverage { themed, clauses, is_built_in }.is_little();
        assert!(is_little(0, 1, true) && is_little(9, 100, true) && is_little(9, 91, true));
        assert!(!is_little(10, 100, true) && !is_little(9, 90, true) && !is_little(0, 0, true));
        assert!(!is_little(0, 100, false));
    }
}
