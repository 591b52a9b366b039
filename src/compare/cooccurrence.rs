//! Which themes share clauses.

use std::cmp::Reverse;

use itertools::Itertools;

use crate::count::GroupCounts;
use crate::measure::{ContingencyTable, log_dice, log_likelihood};
use crate::themes::{Theme, Themes};

/// Two themes that share clauses of a group.
#[derive(Clone, Copy, Debug)]
pub struct ThemeCooccurrence<'a> {
    /// The group.
    pub group: &'a str,
    /// The theme that comes first in the dictionary.
    pub theme_1: &'a Theme,
    /// The other.
    pub theme_2: &'a Theme,
    /// Clauses with both.
    pub clauses: u64,
    /// Clauses with both that chance would make.
    pub expected: f64,
    /// Signed G2 of their association; `None` where every clause of the group has the first theme.
    pub log_likelihood: Option<f64>,
    /// How closely they are associated, 14 at most.
    pub log_dice: f64,
}

/// Every two themes that share a clause, by group and clauses.
pub(super) fn cooccurrences<'a>(
    groups: &[(&'a str, &'a GroupCounts)],
    themes: &'a Themes,
) -> Vec<ThemeCooccurrence<'a>> {
    let of_group = |&(group, counts): &(&'a str, &'a GroupCounts)| {
        let clauses = |theme: usize| counts.themes.get(&theme).map_or(0, |count| count.clauses);
        // A stable sort: pairs with equally many clauses stay in the dictionary's order.
        let pairs = counts.cooccurrences.iter().sorted_by_key(|(_, together)| Reverse(**together));
        let row = |(&(theme_1, theme_2), &together): (&(usize, usize), &u64)| {
            let (first, second) = (clauses(theme_1), clauses(theme_2));
            let table = ContingencyTable {
                target: together,
                target_total: first,
                reference: second - together,
                reference_total: counts.clauses - first,
            };
            ThemeCooccurrence {
                group,
                theme_1: &themes.themes[theme_1],
                theme_2: &themes.themes[theme_2],
                clauses: together,
                expected: first as f64 * second as f64 / counts.clauses as f64,
                log_likelihood: log_likelihood(table),
                log_dice: log_dice(together, first, second),
            }
        };
        pairs.map(row).collect_vec()
    };
    groups.iter().flat_map(of_group).collect()
}
