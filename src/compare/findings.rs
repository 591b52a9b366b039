//! The shifts that are worth telling.

use itertools::Itertools;

use super::shares::{Change, SIGNIFICANCE};
use super::themes::{ThemeShift, size};
use crate::count::{Clearest, Evidence, GroupCounts, PASSAGES};
use crate::group::ALL;
use crate::measure::q_values_of_tested;
use crate::themes::Themes;

/// This many of the largest changes from group to group are always among the findings.
const LARGEST: usize = 5;

/// A shift that is worth telling.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The shift.
    pub shift: ThemeShift<'a>,
    /// What of it is claimed.
    pub claims: Claims,
    /// The clearest passages of the group that speaks more of the theme, the clearest first.
    pub evidence: Vec<&'a Evidence>,
}

/// Which changes of a shift are claimed: their verdicts hold among the themes of all the pairs that were compared, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// That among stated priorities.
    pub priorities: bool,
    /// That of share.
    pub share: bool,
}

impl Claims {
    /// Whether any is.
    pub fn any(self) -> bool {
        self.priorities || self.share
    }

    /// The change that leads: that among stated priorities where it is claimed, else that of share.
    fn leading(self, shift: &ThemeShift) -> Change {
        if self.priorities { shift.priorities } else { shift.shares }
    }
}

impl Finding<'_> {
    /// Where the evidence is: "document:line; document:line".
    pub fn places(&self) -> String {
        self.evidence.iter().map(|passage| format!("{}:{}", passage.document, passage.line)).join("; ")
    }

    /// The change that leads: that among stated priorities where it is claimed, else that of share.
    pub fn change(&self) -> Change {
        self.claims.leading(&self.shift)
    }
}

/// The shifts that are claimed, of whichever pair: first those among priorities, then those of share, each the largest first;
/// and behind them what isn't claimed of the largest changes of share from group to group.
pub(super) fn findings<'a>(
    shifts: &[ThemeShift<'a>],
    groups: &[(&'a str, &'a GroupCounts)],
    themes: &'a Themes,
) -> Vec<Finding<'a>> {
    let is_group = |name: &str| groups.iter().any(|(group, _)| *group == name);
    let told = std::iter::zip(shifts, claims(shifts)).collect_vec();
    let changed = told.iter().filter(|(shift, _)| is_group(shift.reference) && size(&shift.shares) > 0.0);
    let largest = changed.sorted_by(|left, right| size(&right.0.shares).total_cmp(&size(&left.0.shares)));
    let unclaimed = largest.take(LARGEST).filter(|(_, claims)| !claims.any());
    let claimed = told.iter().filter(|(_, claims)| claims.any()).sorted_by(|(left, first), (right, second)| {
        let [one, other] = [first.leading(left), second.leading(right)].map(|change| size(&change));
        second.priorities.cmp(&first.priorities).then(other.total_cmp(&one))
    });
    let told = claimed.chain(unclaimed).map(|(shift, claims)| (**shift, *claims));
    told.map(|(shift, claims)| Finding { evidence: evidence(&shift, claims, groups, themes), claims, shift }).collect()
}

/// What is claimed of each shift: with many pairs some would seem to shift by chance, so that its verdict has to hold among the
/// themes of all pairs together.
fn claims(shifts: &[ThemeShift]) -> Vec<Claims> {
    let holds = |change: fn(&ThemeShift) -> Change| {
        let changes = shifts.iter().map(change).collect_vec();
        let q_values = q_values_of_tested(&changes.iter().map(|change| change.p_value).collect_vec());
        let holds = |(change, q_value): (&Change, Option<f64>)| {
            change.verdict.is_shift() && q_value.is_some_and(|q_value| q_value <= SIGNIFICANCE)
        };
        std::iter::zip(&changes, q_values).map(holds).collect_vec()
    };
    let both = std::iter::zip(holds(|shift| shift.priorities), holds(|shift| shift.shares));
    both.map(|(priorities, share)| Claims { priorities, share }).collect()
}

/// The clearest passages of the side that speaks more of the theme.
fn evidence<'a>(
    shift: &ThemeShift,
    claims: Claims,
    groups: &[(&'a str, &'a GroupCounts)],
    themes: &Themes,
) -> Vec<&'a Evidence> {
    let grows = claims.leading(shift).value.is_some_and(|change| change > 0.0);
    let side = if grows { shift.target } else { shift.reference };
    let is_of_side = |name: &str| if side == ALL { name != shift.target } else { name == side };
    let Some(theme) = themes.themes.iter().position(|theme| theme.id == shift.theme.id) else { return Vec::new() };
    let of_side = groups.iter().filter(|(name, _)| is_of_side(name));
    let passages = of_side.filter_map(|(_, counts)| counts.evidence.get(&theme)).flat_map(Clearest::iter);
    passages.sorted_by(|left, right| left.order(right)).take(PASSAGES).collect()
}
