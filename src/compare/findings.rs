//! The shifts that are worth telling.

use itertools::Itertools;

use super::themes::{ThemeShift, size};
use crate::count::{Evidence, GroupCounts};
use crate::themes::Themes;

/// This many of the largest changes are always among the findings.
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
}

/// The shifts from group to group that are supported, of share or among priorities, and the largest changes of share; the
/// largest first.
pub(super) fn findings<'a>(
    shifts: &[ThemeShift<'a>],
    groups: &[(&'a str, &'a GroupCounts)],
    themes: &'a Themes,
) -> Vec<Finding<'a>> {
    let is_group = |name: &str| groups.iter().any(|(group, _)| *group == name);
    let changed = shifts.iter().copied().filter(|shift| is_group(shift.reference));
    let changed = changed.filter(|shift| shift.shares.value.is_some_and(|change| change != 0.0));
    let by_size = changed.sorted_by(|left, right| size(right).total_cmp(&size(left))).enumerate();
    let is_told = |place: usize, shift: &ThemeShift| {
        place < LARGEST || shift.shares.verdict.is_shift() || shift.priorities.verdict.is_shift()
    };
    let told = by_size.filter(|(place, shift)| is_told(*place, shift)).map(|(_, shift)| shift);
    told.map(|shift| {
        let grows = shift.shares.value.is_some_and(|change| change > 0.0);
        let group = if grows { shift.target } else { shift.reference };
        let counts = groups.iter().find(|(name, _)| *name == group).map(|(_, counts)| *counts);
        let theme = themes.themes.iter().position(|theme| theme.id == shift.theme.id);
        let clearest = counts.zip(theme).and_then(|(counts, theme)| counts.evidence.get(&theme));
        Finding { evidence: clearest.map(|clearest| clearest.iter().collect_vec()).unwrap_or_default(), shift }
    })
    .collect()
}
