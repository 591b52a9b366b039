//! Each theme's shares in the groups with their change: the picture that a reader sees first.

use itertools::Itertools;
use serde::Serialize;

use crate::chart::{Setting, Text};
use crate::compare::{Change, Comparison, Share, ThemeFrequency, ThemeShift, Verdict};
use crate::table::Told;

/// Themes are shown by their shares of the stated priorities where each group has at least this many of them.
const ENOUGH: u64 = 30;

/// The themes that occur, those whose change is claimed first, then those with the largest change; of one group those with
/// the largest share.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Overview {
    /// Whether the shares are of the stated priorities, not of all clauses with a theme.
    pub is_of_priorities: bool,
    /// One a theme.
    pub rows: Vec<Row>,
}

/// A theme's shares and their change.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The theme's id.
    pub theme: String,
    /// Its name.
    pub label: Text,
    /// One a group, between 0 and 1.
    pub shares: Vec<Option<f64>>,
    /// The change that is shown; `None` with one group.
    pub change: Option<Shown>,
}

/// A claimed change; without one that of the last group from the first.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// The earlier group.
    pub reference: String,
    /// The later group.
    pub target: String,
    /// Target less reference.
    pub value: Option<f64>,
    /// What can be said of it in its pair.
    pub verdict: Verdict,
    /// Whether it is claimed, also among all pairs.
    pub is_claimed: bool,
    /// Whether it is that of the last group from the first.
    pub is_of_ends: bool,
}

impl Overview {
    /// The overview of what was compared.
    pub fn new(comparison: &Comparison, setting: &Setting, findings: &[Told]) -> Overview {
        let frequencies = comparison.theme_frequencies();
        let is_of_priorities = !frequencies.is_empty() && frequencies.iter().all(|row| row.priority_share.of >= ENOUGH);
        let share = |row: &ThemeFrequency| -> Share { if is_of_priorities { row.priority_share } else { row.share } };
        let change = |shift: &ThemeShift| -> Change { if is_of_priorities { shift.priorities } else { shift.shares } };
        let ends = match setting.groups {
            [first, .., last] => Some((first.group, last.group)),
            _ => None,
        };
        let claimed = findings
            .iter()
            .map(|told| &told.finding)
            .filter(|finding| if is_of_priorities { finding.claims.priorities } else { finding.claims.share });
        let claimed = claimed.map(|finding| &finding.shift);
        let is_of_ends = |shift: &&ThemeShift| Some((shift.reference, shift.target)) == ends;
        let of_ends = comparison.theme_shifts().iter().filter(is_of_ends);
        // Where both are claimed, the change from end to end says more than one on the way.
        let shown = claimed.clone().filter(is_of_ends).chain(claimed.clone()).map(|shift| (shift, true));
        let shown = shown.chain(of_ends.map(|shift| (shift, false)));
        let shown = shown.unique_by(|(shift, _)| &shift.theme.id).collect_vec();
        let row = |theme: &crate::themes::Theme| {
            let shares = frequencies.iter().filter(|row| row.theme.id == theme.id).map(|row| share(row).value);
            let shown = shown.iter().find(|(shift, _)| shift.theme.id == theme.id).map(|(shift, is_claimed)| Shown {
                reference: shift.reference.to_string(),
                target: shift.target.to_string(),
                value: change(shift).value,
                verdict: change(shift).verdict,
                is_claimed: *is_claimed,
                is_of_ends: is_of_ends(shift),
            });
            Row { theme: theme.id.clone(), label: setting.theme(theme), shares: shares.collect(), change: shown }
        };
        let rows = setting.themes.themes.iter().map(row);
        let rows = rows.filter(|row| row.shares.iter().flatten().any(|share| *share > 0.0));
        // A stable sort: equal themes stay in the dictionary's order.
        let rows =
            rows.sorted_by(|left, right| weight(right).partial_cmp(&weight(left)).unwrap_or(std::cmp::Ordering::Equal));
        Overview { is_of_priorities, rows: rows.collect() }
    }
}

/// What a theme is sorted by: whether its change is claimed, and how large it is; its share where there is no change.
fn weight(row: &Row) -> (bool, f64) {
    let share = || row.shares.iter().flatten().copied().fold(0.0, f64::max);
    row.change
        .as_ref()
        .map_or_else(|| (false, share()), |change| (change.is_claimed, change.value.unwrap_or_default().abs()))
}
