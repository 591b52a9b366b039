//! Themes: their share in each group, and how it changes from one to another.

use std::cmp::Reverse;
use std::num::NonZeroUsize;

use anyhow::Result;
use itertools::{Itertools, izip};

use super::in_parallel;
use super::pair::{Pair, Side};
use super::shares::{CONFIDENCE, Change, Clauses, Share, changes, log2, share, sums};
use super::significance::{Significance, significances};
use crate::count::{GroupCounts, TermCount, ThemeCount};
use crate::measure::{ContingencyTable, per_10k, rate_interval, ratio_interval};
use crate::themes::{Keyword, Theme, Themes};

/// The clauses that have any theme.
const THEMED: Clauses = |counts| &counts.themed;

/// Of these, the clauses that state a priority.
const PRIORITIES: Clauses = |counts| &counts.themed_priorities;

/// Hits among tokens.
const SPOKEN: Clauses = |counts| &counts.spoken;

/// A theme in a group.
#[derive(Clone, Copy, Debug)]
pub struct ThemeFrequency<'a> {
    /// The group.
    pub group: &'a str,
    /// The theme.
    pub theme: &'a Theme,
    /// Its counts.
    pub count: ThemeCount,
    /// Hits in 10,000 tokens of the documents that were read for the themes; `None` where none was.
    pub per_10k: Option<f64>,
    /// The 95 % interval of that.
    pub per_10k_interval: Option<(f64, f64)>,
    /// Its share of the clauses that have any theme.
    pub share: Share,
    /// Its share of those of them that state a priority.
    pub priority_share: Share,
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
    /// Its share of the clauses that have any theme.
    pub shares: Change,
    /// Its share of those of them that state a priority.
    pub priorities: Change,
    /// The 95 % interval of the log ratio; its bounds may be infinite.
    pub ratio_interval: Option<(f64, f64)>,
    /// How far the theme's clauses differ; tested together are the themes of a pair.
    pub significance: Significance,
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
    /// Hits in 10,000 tokens of the documents that were read for the themes; `None` where none was.
    pub per_10k: Option<f64>,
}

/// Every theme in every group, by group and rank.
pub(super) fn frequencies<'a>(groups: &[(&'a str, &'a GroupCounts)], themes: &'a Themes) -> Vec<ThemeFrequency<'a>> {
    let of_group = |&(group, counts): &(&'a str, &'a GroupCounts)| {
        let side = Side::of((group, counts));
        themes
            .themes
            .iter()
            .enumerate()
            .map(|(index, theme)| (index, theme, counts.themes.get(&index).copied().unwrap_or_default()))
            .sorted_by_key(|(_, _, count)| (Reverse(count.clauses), Reverse(count.frequency)))
            .zip(1..)
            .map(|((index, theme, count), rank)| ThemeFrequency {
                group,
                theme,
                count,
                per_10k: of_read(count.frequency, counts),
                per_10k_interval: rate_interval(sums(&side, index, SPOKEN), CONFIDENCE)
                    .map(|(low, high)| (10_000.0 * low, 10_000.0 * high)),
                share: share(sums(&side, index, THEMED)),
                priority_share: share(sums(&side, index, PRIORITIES)),
                rank: (count.clauses > 0).then_some(rank),
            })
            .collect_vec()
    };
    groups.iter().flat_map(of_group).collect()
}

/// Every theme of every pair, by pair and size of the change. `ranked` gives the ranks.
///
/// # Errors
/// Only the threads' own errors.
pub(super) fn shifts<'a>(
    pairs: &[Pair<'a>],
    ranked: &[ThemeFrequency<'a>],
    themes: &'a Themes,
    threads: NonZeroUsize,
) -> Result<Vec<ThemeShift<'a>>> {
    let rank = |group: &str, theme: &Theme| {
        let row = ranked.iter().find(|row| row.group == group && row.theme.id == theme.id);
        row.and_then(|row| row.rank)
    };
    let of_pair = |pair: &Pair<'a>| {
        let total = |side: Side| side.count(|counts| counts.themed_clauses());
        let tables = (0..themes.themes.len())
            .map(|theme| ContingencyTable {
                target: pair.target.clauses(theme),
                target_total: total(pair.target),
                reference: pair.reference.clauses(theme),
                reference_total: total(pair.reference),
            })
            .collect_vec();
        let changes = |clauses| changes(&pair.reference, &pair.target, 0..themes.themes.len(), clauses);
        let (shares, priorities) = (changes(THEMED), changes(PRIORITIES));
        let sums = |side, theme| sums(side, theme, THEMED);
        let ratios = (0..themes.themes.len())
            .map(|theme| ratio_interval(sums(&pair.reference, theme), sums(&pair.target, theme), CONFIDENCE).map(log2));
        let rows = izip!(&themes.themes, shares, priorities, ratios, significances(&tables));
        let rows = rows.map(|(theme, shares, priorities, ratio_interval, significance)| ThemeShift {
            theme,
            reference: pair.reference.name,
            target: pair.target.name,
            shares,
            priorities,
            ratio_interval,
            significance,
            reference_rank: rank(pair.reference.name, theme),
            target_rank: rank(pair.target.name, theme),
        });
        // A stable sort: equal changes stay in the dictionary's order.
        rows.sorted_by(|left, right| size(&right.shares).total_cmp(&size(&left.shares))).collect_vec()
    };
    let rows = in_parallel(pairs.len(), threads, |pair| of_pair(&pairs[pair]))?;
    Ok(rows.into_iter().flatten().collect())
}

/// The keywords that occur in any group, in every group.
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
                per_10k: of_read(count.frequency, counts),
            }
        })
        .collect()
}

/// Hits in 10,000 tokens of the documents that were read for the themes.
fn of_read(hits: u64, counts: &GroupCounts) -> Option<f64> {
    let tokens = counts.read_tokens();
    (tokens > 0).then(|| per_10k(hits, tokens))
}

/// How large a change is, either way.
pub(super) fn size(change: &Change) -> f64 {
    change.value.unwrap_or_default().abs()
}
