//! [`Counts`] -> [`Comparison`]: the groups side by side, in the order in which readers expect them.

mod cooccurrence;
mod findings;
mod overlap;
mod shares;
mod significance;
mod terms;
mod themes;
mod wording;

use std::cmp::Ordering;

use itertools::Itertools;
use rustc_hash::FxHashMap;

use crate::count::{Counts, GroupCounts};
use crate::group::ALL;
use crate::language::Stopwords;
use crate::options::{Grouping, Options};
use crate::themes::Themes;
use crate::vocabulary::TermId;

pub use cooccurrence::ThemeCooccurrence;
pub use findings::Finding;
pub use overlap::KeywordOverlap;
pub use shares::{Change, Share, Verdict};
pub use significance::Significance;
pub use terms::{Keyness, TermFrequency};
pub use themes::{KeywordFrequency, ThemeFrequency, ThemeShift};

/// The groups side by side. Each method makes the rows of one table (but of the shifts) when it is asked, so that no more than one table's
/// rows are in memory at a time.
pub struct Comparison<'a> {
    themes: &'a Themes,
    /// The groups in their order.
    groups: Vec<(&'a str, &'a GroupCounts)>,
    pairs: Vec<Pair<'a>>,
    /// The themes of each pair, the largest change first: more than one table is made of them.
    shifts: Vec<ThemeShift<'a>>,
    /// The terms that tables list, each as a reader is shown it.
    listed: FxHashMap<TermId, &'a str>,
    min_frequency: u64,
    grouping: &'a Grouping,
}

/// A group's size.
#[derive(Clone, Copy, Debug)]
pub struct GroupSize<'a> {
    /// Its name.
    pub group: &'a str,
    /// Documents.
    pub documents: u64,
    /// Lines that cleaning removed.
    pub removed_lines: u64,
    /// Tokens.
    pub tokens: u64,
    /// Clauses.
    pub clauses: u64,
    /// Clauses that have any theme.
    pub themed_clauses: u64,
}

/// A group, or all groups but one, under one name.
#[derive(Clone, Copy)]
struct Side<'a> {
    name: &'a str,
    counts: &'a GroupCounts,
    /// What is taken away from `counts`: the group that all others are the others of.
    less: Option<&'a GroupCounts>,
}

impl<'a> Side<'a> {
    fn of((name, counts): (&'a str, &'a GroupCounts)) -> Side<'a> {
        Side { name, counts, less: None }
    }

    /// A count of the side: what `count` says of a group.
    fn count(&self, count: impl Fn(&GroupCounts) -> u64) -> u64 {
        count(self.counts) - self.less.map_or(0, count)
    }

    /// How often a term stands in it.
    fn frequency(&self, term: TermId) -> u64 {
        self.count(|counts| counts.terms.get(&term).map_or(0, |count| count.frequency))
    }

    /// How many of its clauses have a theme.
    fn clauses(&self, theme: usize) -> u64 {
        self.count(|counts| counts.themes.get(&theme).map_or(0, |count| count.clauses))
    }
}

/// A target and the reference that it is held against.
struct Pair<'a> {
    reference: Side<'a>,
    target: Side<'a>,
}

impl<'a> Comparison<'a> {
    /// Holds the groups, of which `total` is the sum, against one another: each against the one before it, the last against the first, and each
    /// against all others together. Function words, and terms rarer than the options say, are left out of the rows, never
    /// of the totals.
    pub fn new(
        counts: &'a Counts,
        total: &'a GroupCounts,
        themes: &'a Themes,
        stopwords: &Stopwords,
        options: &'a Options,
    ) -> Comparison<'a> {
        let groups = ordered(counts);
        let pairs = pairs(&groups, total);
        let shifts = themes::shifts(&pairs, &themes::frequencies(&groups, themes), themes);
        Comparison {
            themes,
            groups,
            pairs,
            shifts,
            listed: listed_terms(counts, stopwords),
            min_frequency: options.min_frequency,
            grouping: &options.groups,
        }
    }

    /// The groups in their order, each with its sizes.
    pub fn groups(&self) -> Vec<GroupSize<'a>> {
        self.groups.iter().map(|(group, counts)| size(group, counts)).collect()
    }

    /// The terms of each group, commonest first.
    pub fn term_frequencies(&self) -> Vec<TermFrequency<'a>> {
        terms::frequencies(&self.groups, &self.listed, self.min_frequency)
    }

    /// The terms of each pair of groups, from the target's own to the reference's own.
    pub fn keyness(&self) -> Vec<Keyness<'a>> {
        terms::keyness(&self.pairs, &self.listed, self.min_frequency)
    }

    /// The themes of each group, by rank.
    pub fn theme_frequencies(&self) -> Vec<ThemeFrequency<'a>> {
        themes::frequencies(&self.groups, self.themes)
    }

    /// The themes of each pair of groups, the largest change first.
    pub fn theme_shifts(&self) -> &[ThemeShift<'a>] {
        &self.shifts
    }

    /// The keywords that stand in any group, by group.
    pub fn keyword_frequencies(&self) -> Vec<KeywordFrequency<'a>> {
        themes::keywords(&self.groups, self.themes)
    }

    /// The themes that share clauses, by group.
    pub fn theme_cooccurrences(&self) -> Vec<ThemeCooccurrence<'a>> {
        cooccurrence::cooccurrences(&self.groups, self.themes)
    }

    /// The shifts that the intervals support, and the largest changes, in sentences.
    pub fn findings(&self) -> Vec<Finding<'a>> {
        findings::findings(&self.shifts, &self.groups, self.themes, self.grouping)
    }

    /// The keywords that two groups share, by theme.
    pub fn keyword_overlaps(&self) -> Vec<KeywordOverlap<'a>> {
        overlap::overlaps(&self.groups, self.themes)
    }
}

fn size<'a>(group: &'a str, counts: &GroupCounts) -> GroupSize<'a> {
    GroupSize {
        group,
        documents: counts.documents,
        removed_lines: counts.removed_lines,
        tokens: counts.tokens,
        clauses: counts.clauses,
        themed_clauses: counts.themed_clauses(),
    }
}

/// The groups by their earliest dates where each has one, else and among equals in natural order: "9" before "10".
fn ordered(counts: &Counts) -> Vec<(&str, &GroupCounts)> {
    let dated = counts.groups.values().all(|group| group.first_date.is_some());
    let date = |group: &GroupCounts| group.first_date.clone().filter(|_| dated);
    let groups = counts.groups.iter().map(|(name, counts)| (name.as_str(), counts));
    groups
        .sorted_by(|(left, first), (right, second)| date(first).cmp(&date(second)).then_with(|| natural(left, right)))
        .collect()
}

/// Compares names by their numbers where they have some, and letter by letter elsewhere.
fn natural(left: &str, right: &str) -> Ordering {
    let parts = |name: &str| -> Vec<Result<u64, String>> {
        let runs = name.chars().chunk_by(char::is_ascii_digit);
        let runs = runs.into_iter().map(|(_, run)| run.collect::<String>());
        runs.map(|run| run.parse().map_err(|_| run)).collect()
    };
    parts(left).cmp(&parts(right))
}

fn pairs<'a>(groups: &[(&'a str, &'a GroupCounts)], total: &'a GroupCounts) -> Vec<Pair<'a>> {
    let sides = groups.iter().map(|group| Side::of(*group)).collect_vec();
    let neighbours = sides.iter().tuple_windows().map(|(&reference, &target)| Pair { reference, target });
    // With two groups, the others are the other.
    let [first, _, .., last] = sides.as_slice() else { return neighbours.collect() };
    let ends = [Pair { reference: *first, target: *last }];
    let others = sides.iter().map(|&target| {
        let reference = Side { name: ALL, counts: total, less: Some(target.counts) };
        Pair { reference, target }
    });
    neighbours.chain(ends).chain(others).collect()
}

/// The terms that tables list, each as a reader is shown it: content words. Function words and terms without a letter
/// are not listed; they stay in every total.
fn listed_terms<'a>(counts: &'a Counts, stopwords: &Stopwords) -> FxHashMap<TermId, &'a str> {
    let forms = counts.stem_forms();
    counts
        .vocabulary
        .iter()
        .filter(|(_, term)| term.chars().any(char::is_alphabetic) && !stopwords.contains(term))
        .map(|(id, term)| (id, forms.get(&id).copied().unwrap_or(term)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(groups: &[(&str, Option<&str>)]) -> Vec<String> {
        let mut counts = Counts::default();
        for (name, date) in groups {
            let group = GroupCounts { first_date: date.map(String::from), ..GroupCounts::default() };
            counts.groups.insert(name.to_string(), group);
        }
        ordered(&counts).into_iter().map(|(name, _)| name.to_string()).collect()
    }

    #[test]
    fn groups_are_ordered_by_date_where_each_has_one() {
        assert_eq!(order(&[("a", Some("2021-05")), ("b", Some("2001-01-02")), ("c", Some("2021"))]), ["b", "c", "a"]);
        assert_eq!(order(&[("10", Some("2001")), ("9", None)]), ["9", "10"]);
    }

    #[test]
    fn groups_are_ordered_by_their_numbers() {
        let mut names = ["HNNG 10", "HNNG 9", "a", "2021-12", "2021-2"];
        names.sort_by(|left, right| natural(left, right));
        assert_eq!(names, ["2021-2", "2021-12", "HNNG 9", "HNNG 10", "a"]);
    }
}
