//! Themes: their share in each group, and how it changes from one to another.

use std::cmp::Reverse;

use itertools::Itertools;

use super::Pair;
use crate::count::{GroupCounts, TermCount, ThemeCount};
use crate::measure::{Table2x2, log_likelihood, log_likelihood_p, log_ratio, per_10k, q_values};
use crate::themes::{Keyword, Theme, Themes};

/// A theme in a group.
#[derive(Clone, Copy, Debug)]
pub struct ThemeFrequency<'a> {
    /// The group.
    pub group: &'a str,
    /// The theme.
    pub theme: &'a Theme,
    /// Its counts.
    pub count: ThemeCount,
    /// Hits in 10,000 tokens.
    pub per_10k: f64,
    /// The theme's clauses over the clauses that have any theme; `None` where the group has none of these.
    pub share: Option<f64>,
    /// Place among the group's themes, from 1: by clauses, then hits, then the dictionary's order; `None` where the
    /// theme has no clause.
    pub rank: Option<u64>,
}

/// A theme's change from a reference to a target.
#[derive(Clone, Copy, Debug)]
pub struct ThemeShift<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// The reference group, `*` for all others.
    pub reference: &'a str,
    /// The target group.
    pub target: &'a str,
    /// Share in the reference.
    pub reference_share: Option<f64>,
    /// Share in the target.
    pub target_share: Option<f64>,
    /// Target share less reference share.
    pub change: Option<f64>,
    /// Binary logarithm of the ratio of the shares.
    pub log_ratio: Option<f64>,
    /// Signed G2 of the theme's clauses.
    pub log_likelihood: f64,
    /// Its p-value.
    pub p_value: f64,
    /// Its q-value among the themes of this pair.
    pub q_value: f64,
    /// Rank in the reference; `None` for all others together.
    pub reference_rank: Option<u64>,
    /// Rank in the target.
    pub target_rank: Option<u64>,
}

/// A keyword in a group.
#[derive(Clone, Copy, Debug)]
pub struct KeywordFrequency<'a> {
    /// Its theme.
    pub theme: &'a Theme,
    /// The keyword.
    pub keyword: &'a Keyword,
    /// The group.
    pub group: &'a str,
    /// Hits and documents.
    pub count: TermCount,
    /// Hits in 10,000 tokens.
    pub per_10k: f64,
}

/// Every theme in every group, by group and rank.
pub(super) fn frequencies<'a>(groups: &[(&'a str, &'a GroupCounts)], themes: &'a Themes) -> Vec<ThemeFrequency<'a>> {
    let of_group = |&(group, counts): &(&'a str, &'a GroupCounts)| {
        themes
            .themes
            .iter()
            .enumerate()
            .map(|(index, theme)| (theme, counts.themes.get(&index).copied().unwrap_or_default()))
            .sorted_by_key(|(_, count)| (Reverse(count.clauses), Reverse(count.frequency)))
            .zip(1..)
            .map(|((theme, count), rank)| ThemeFrequency {
                group,
                theme,
                count,
                per_10k: per_10k(count.frequency, counts.tokens),
                share: share(count.clauses, counts.themed_clauses),
                rank: (count.clauses > 0).then_some(rank),
            })
            .collect_vec()
    };
    groups.iter().flat_map(of_group).collect()
}

/// Every theme of every pair, by pair and size of the change. `ranked` gives the ranks.
pub(super) fn shifts<'a>(pairs: &[Pair<'a>], ranked: &[ThemeFrequency<'a>], themes: &'a Themes) -> Vec<ThemeShift<'a>> {
    let rank = |group: &str, theme: &Theme| {
        let row = ranked.iter().find(|row| row.group == group && row.theme.id == theme.id);
        row.and_then(|row| row.rank)
    };
    let of_pair = |pair: &Pair<'a>| {
        let (target, reference) = (pair.target.counts, pair.reference.counts);
        let rows = themes.themes.iter().enumerate().map(|(index, theme)| {
            let clauses = |counts: &GroupCounts| counts.themes.get(&index).map_or(0, |count| count.clauses);
            let table = Table2x2 {
                target: clauses(target),
                target_total: target.themed_clauses,
                reference: clauses(reference),
                reference_total: reference.themed_clauses,
            };
            let target_share = share(table.target, table.target_total);
            let reference_share = share(table.reference, table.reference_total);
            let log_likelihood = log_likelihood(table);
            ThemeShift {
                theme,
                reference: pair.reference.name,
                target: pair.target.name,
                reference_share,
                target_share,
                change: target_share.zip(reference_share).map(|(target, reference)| target - reference),
                log_ratio: log_ratio(table),
                log_likelihood,
                p_value: log_likelihood_p(log_likelihood),
                q_value: f64::NAN,
                reference_rank: rank(pair.reference.name, theme),
                target_rank: rank(pair.target.name, theme),
            }
        });
        let rows = rows.collect_vec();
        let q_values = q_values(&rows.iter().map(|row| row.p_value).collect_vec());
        let rows = rows.into_iter().zip(q_values).map(|(row, q_value)| ThemeShift { q_value, ..row });
        // A stable sort: equal changes stay in the dictionary's order.
        rows.sorted_by(|left, right| size(right).total_cmp(&size(left))).collect_vec()
    };
    pairs.iter().flat_map(of_pair).collect()
}

/// The keywords that stand in any group, in every group.
pub(super) fn keywords<'a>(groups: &[(&'a str, &'a GroupCounts)], themes: &'a Themes) -> Vec<KeywordFrequency<'a>> {
    let attested = |index: &usize| groups.iter().any(|(_, counts)| counts.keywords.contains_key(index));
    (0..themes.keywords.len())
        .filter(attested)
        .cartesian_product(groups)
        .map(|(index, &(group, counts))| {
            let keyword = &themes.keywords[index];
            let count = counts.keywords.get(&index).copied().unwrap_or_default();
            KeywordFrequency {
                theme: &themes.themes[keyword.theme],
                keyword,
                group,
                count,
                per_10k: per_10k(count.frequency, counts.tokens),
            }
        })
        .collect()
}

fn size(shift: &ThemeShift) -> f64 {
    shift.change.unwrap_or_default().abs()
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
