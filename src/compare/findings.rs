//! The shifts that are worth telling.

use std::cmp::Reverse;

use itertools::Itertools;

use super::themes::{ThemeShift, size};
use crate::count::{Clearest, Evidence, GroupCounts, PASSAGES};
use crate::group::ALL;
use crate::themes::Themes;

/// This many of the largest changes from group to group are always among the findings.
const LARGEST: usize = 5;

/// A shift that is worth telling.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The shift.
    pub shift: ThemeShift<'a>,
    /// The clearest passages of the group that speaks more of the theme, the clearest first.
    pub evidence: Vec<&'a Evidence>,
}

impl Finding<'_> {
    /// Where the evidence is: "document:line; document:line".
    pub fn places(&self) -> String {
        self.evidence.iter().map(|passage| format!("{}:{}", passage.document, passage.line)).join("; ")
    }

    /// Whether a shift is claimed, of share or among priorities.
    pub fn is_supported(&self) -> bool {
        is_supported(&self.shift)
    }
}

fn is_supported(shift: &ThemeShift) -> bool {
    shift.shares.verdict.is_shift() || shift.priorities.verdict.is_shift()
}

/// The shifts that are supported, of whichever pair: first those among priorities, then those of share, each the largest
/// first; and behind them what is unsupported of the largest changes of share from group to group.
pub(super) fn findings<'a>(
    shifts: &[ThemeShift<'a>],
    groups: &[(&'a str, &'a GroupCounts)],
    themes: &'a Themes,
) -> Vec<Finding<'a>> {
    let is_group = |name: &str| groups.iter().any(|(group, _)| *group == name);
    let by_size = shifts.iter().sorted_by(|left, right| size(right).total_cmp(&size(left))).collect_vec();
    let changed = by_size.iter().filter(|shift| is_group(shift.reference) && size(shift) > 0.0);
    let unsupported = changed.take(LARGEST).filter(|shift| !is_supported(shift));
    let supported = by_size.iter().filter(|shift| is_supported(shift));
    // A stable sort: they stay in the order of their size.
    let supported = supported.sorted_by_key(|shift| Reverse(shift.priorities.verdict.is_shift()));
    let told = supported.chain(unsupported).map(|shift| **shift);
    told.map(|shift| Finding { evidence: evidence(&shift, groups, themes), shift }).collect()
}

/// The clearest passages of the side that speaks more of the theme.
fn evidence<'a>(shift: &ThemeShift, groups: &[(&'a str, &'a GroupCounts)], themes: &Themes) -> Vec<&'a Evidence> {
    let leading = if shift.priorities.verdict.is_shift() { shift.priorities } else { shift.shares };
    let grows = leading.value.is_some_and(|change| change > 0.0);
    let side = if grows { shift.target } else { shift.reference };
    let is_of_side = |name: &str| if side == ALL { name != shift.target } else { name == side };
    let Some(theme) = themes.themes.iter().position(|theme| theme.id == shift.theme.id) else { return Vec::new() };
    let of_side = groups.iter().filter(|(name, _)| is_of_side(name));
    let passages = of_side.filter_map(|(_, counts)| counts.evidence.get(&theme)).flat_map(Clearest::iter);
    passages.sorted_by(|left, right| left.order(right)).take(PASSAGES).collect()
}
