//! The shifts that are worth telling.

use itertools::Itertools;

use super::shares::{Change, SIGNIFICANCE};
use super::themes::{ThemeShift, size};
use crate::count::{Clearest, Evidence, GroupCounts, PASSAGES};
use crate::group::ALL;
use crate::measure::q_values;
use crate::themes::Themes;

/// This many of the largest changes from group to group are always among the findings.
const LARGEST: usize = 5;

/// A shift that is worth telling.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The shift.
    pub shift: ThemeShift<'a>,
    /// What of it is claimed, also among all the pairs that were compared.
    pub claim: Option<Claim>,
    /// The clearest passages of the group that speaks more of the theme, the clearest first.
    pub evidence: Vec<&'a Evidence>,
}

/// What is claimed of a shift: the first of these that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// Its change among stated priorities.
    Priorities,
    /// Its change of share.
    Share,
}

impl<'a> Finding<'a> {
    /// Where the evidence is: "document:line; document:line".
    pub fn places(&self) -> String {
        self.evidence.iter().map(|passage| format!("{}:{}", passage.document, passage.line)).join("; ")
    }

    /// The change that leads: that which is claimed, else that of share.
    pub fn change(&self) -> &Change {
        change(&self.shift, self.claim)
    }
}

fn change<'s>(shift: &'s ThemeShift, claim: Option<Claim>) -> &'s Change {
    if claim == Some(Claim::Priorities) { &shift.priorities } else { &shift.shares }
}

/// The shifts that are claimed, of whichever pair: first those among priorities, then those of share, each the largest first;
/// and behind them what isn't claimed of the largest changes of share from group to group.
pub(super) fn findings<'a>(
    shifts: &[ThemeShift<'a>],
    groups: &[(&'a str, &'a GroupCounts)],
    themes: &'a Themes,
) -> Vec<Finding<'a>> {
    let is_group = |name: &str| groups.iter().any(|(group, _)| *group == name);
    let by_claim = |(shift, claim): &(&ThemeShift, Option<Claim>)| size(change(shift, *claim));
    let by_share = |(shift, _): &(&ThemeShift, Option<Claim>)| size(&shift.shares);
    let told = std::iter::zip(shifts, claims(shifts)).collect_vec();
    let changed = told.iter().filter(|(shift, _)| is_group(shift.reference) && by_share(&(*shift, None)) > 0.0);
    let largest = changed.sorted_by(|left, right| by_share(right).total_cmp(&by_share(left)));
    let unclaimed = largest.take(LARGEST).filter(|(_, claim)| claim.is_none());
    let claimed = told.iter().filter(|(_, claim)| claim.is_some());
    let claimed =
        claimed.sorted_by(|left, right| left.1.cmp(&right.1).then(by_claim(right).total_cmp(&by_claim(left))));
    let told = claimed.chain(unclaimed).map(|(shift, claim)| (**shift, *claim));
    told.map(|(shift, claim)| Finding { evidence: evidence(&shift, claim, groups, themes), claim, shift }).collect()
}

/// What is claimed of each shift: with many pairs some would seem to shift by chance, so that its verdict has to hold among the
/// themes of all pairs together.
fn claims(shifts: &[ThemeShift]) -> Vec<Option<Claim>> {
    let holds = |change: fn(&ThemeShift) -> Change| {
        let changes = shifts.iter().map(change).collect_vec();
        let p_values = changes.iter().filter_map(|change| change.p_value).collect_vec();
        let mut q_values = q_values(&p_values).into_iter();
        let q_values = changes.iter().map(|change| change.p_value.and_then(|_| q_values.next())).collect_vec();
        let holds = |(change, q_value): (&Change, Option<f64>)| {
            change.verdict.is_shift() && q_value.is_some_and(|q_value| q_value <= SIGNIFICANCE)
        };
        std::iter::zip(&changes, q_values).map(holds).collect_vec()
    };
    let claim = |(priorities, share)| match (priorities, share) {
        (true, _) => Some(Claim::Priorities),
        (false, true) => Some(Claim::Share),
        (false, false) => None,
    };
    std::iter::zip(holds(|shift| shift.priorities), holds(|shift| shift.shares)).map(claim).collect()
}

/// The clearest passages of the side that speaks more of the theme.
fn evidence<'a>(
    shift: &ThemeShift,
    claim: Option<Claim>,
    groups: &[(&'a str, &'a GroupCounts)],
    themes: &Themes,
) -> Vec<&'a Evidence> {
    let grows = change(shift, claim).value.is_some_and(|change| change > 0.0);
    let side = if grows { shift.target } else { shift.reference };
    let is_of_side = |name: &str| if side == ALL { name != shift.target } else { name == side };
    let Some(theme) = themes.themes.iter().position(|theme| theme.id == shift.theme.id) else { return Vec::new() };
    let of_side = groups.iter().filter(|(name, _)| is_of_side(name));
    let passages = of_side.filter_map(|(_, counts)| counts.evidence.get(&theme)).flat_map(Clearest::iter);
    passages.sorted_by(|left, right| left.order(right)).take(PASSAGES).collect()
}
