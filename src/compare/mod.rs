//! [`Counts`] -> [`Comparison`]: the groups side by side, in the order in which readers expect them.

mod overlap;
mod terms;
mod themes;

use std::cmp::Ordering;

use itertools::Itertools;
use rustc_hash::FxHashMap;

use crate::count::{Counts, GroupCounts};
use crate::language::Stopwords;
use crate::themes::Themes;
use crate::vocabulary::TermId;

pub use overlap::KeywordOverlap;
pub use terms::{Keyness, TermFrequency};
pub use themes::{KeywordFrequency, ThemeFrequency, ThemeShift};

/// The name of all other groups together, or of all themes together.
pub const ALL: &str = "*";

/// What the tables are made of: rows in their order.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The dictionary.
    pub themes: &'a Themes,
    /// The groups in their order, each with its sizes.
    pub groups: Vec<GroupSize<'a>>,
    /// The terms of each group, commonest first.
    pub term_frequencies: Vec<TermFrequency<'a>>,
    /// The terms of each pair of groups, the target's own first.
    pub keyness: Vec<Keyness<'a>>,
    /// The themes of each group, by rank.
    pub theme_frequencies: Vec<ThemeFrequency<'a>>,
    /// The themes of each pair of groups, the largest change first.
    pub theme_shifts: Vec<ThemeShift<'a>>,
    /// The keywords that stand in any group, by group.
    pub keyword_frequencies: Vec<KeywordFrequency<'a>>,
    /// The keywords that two groups share, by theme.
    pub keyword_overlaps: Vec<KeywordOverlap<'a>>,
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

/// A group, or several together, under one name.
struct Side<'a> {
    name: &'a str,
    counts: &'a GroupCounts,
}

/// A target and the reference that it is held against.
struct Pair<'a> {
    reference: Side<'a>,
    target: Side<'a>,
}

/// Holds the groups against one another: each against the one before it, the last against the first, and each against
/// all others together. Function words, and terms rarer than
/// `min_frequency`, are left out of the rows, never of the totals.
pub fn compare<'a>(
    counts: &'a Counts,
    others: &'a Others,
    themes: &'a Themes,
    stopwords: &Stopwords,
    min_frequency: u64,
) -> Comparison<'a> {
    let groups: Vec<(&str, &GroupCounts)> = ordered(counts);
    let pairs = pairs(&groups, others);
    let listed = listed_terms(counts, stopwords);
    let shares = themes::frequencies(&groups, themes);
    Comparison {
        groups: groups.iter().map(|(group, counts)| size(group, counts)).collect(),
        term_frequencies: terms::frequencies(&groups, &listed, min_frequency),
        keyness: terms::keyness(&pairs, &listed, min_frequency),
        theme_shifts: themes::shifts(&pairs, &shares, themes),
        keyword_frequencies: themes::keywords(&groups, themes),
        keyword_overlaps: overlap::overlaps(&groups, themes),
        theme_frequencies: shares,
        themes,
    }
}

/// For each group in order, the sum of all others. Empty where there are fewer than three groups: with two, the others
/// are the other.
#[derive(Debug)]
pub struct Others(Vec<GroupCounts>);

impl Others {
    /// Adds them up.
    pub fn of(counts: &Counts) -> Others {
        let groups = ordered(counts);
        if groups.len() < 3 {
            return Others(Vec::new());
        }
        let sum_without = |left_out: usize| {
            let mut sum = GroupCounts::default();
            groups
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != left_out)
                .for_each(|(_, (_, counts))| sum += counts);
            sum
        };
        Others((0..groups.len()).map(sum_without).collect())
    }
}

fn size<'a>(group: &'a str, counts: &GroupCounts) -> GroupSize<'a> {
    GroupSize {
        group,
        documents: counts.documents,
        removed_lines: counts.removed_lines,
        tokens: counts.tokens,
        clauses: counts.clauses,
        themed_clauses: counts.themed_clauses,
    }
}

/// The groups in natural order: "9" before "10".
fn ordered(counts: &Counts) -> Vec<(&str, &GroupCounts)> {
    let groups = counts.groups.iter().map(|(name, counts)| (name.as_str(), counts));
    groups.sorted_by(|(left, _), (right, _)| natural(left, right)).collect()
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

fn pairs<'a>(groups: &[(&'a str, &'a GroupCounts)], others: &'a Others) -> Vec<Pair<'a>> {
    let side = |&(name, counts): &(&'a str, &'a GroupCounts)| Side { name, counts };
    let mut pairs: Vec<Pair> = groups
        .iter()
        .tuple_windows()
        .map(|(reference, target)| Pair { reference: side(reference), target: side(target) })
        .collect();
    if let [first, _, .., last] = groups {
        pairs.push(Pair { reference: side(first), target: side(last) });
    }
    pairs.extend(
        groups
            .iter()
            .zip(&others.0)
            .map(|(target, counts)| Pair { reference: Side { name: ALL, counts }, target: side(target) }),
    );
    pairs
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

    #[test]
    fn groups_are_ordered_by_their_numbers() {
        let mut names = ["HNNG 10", "HNNG 9", "a", "2021-12", "2021-2"];
        names.sort_by(|left, right| natural(left, right));
        assert_eq!(names, ["2021-2", "2021-12", "HNNG 9", "HNNG 10", "a"]);
    }
}
